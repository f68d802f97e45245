//! Messages about a round as a whole (`GJ45xx`): what came when and by which way, and what is rolled up of it.

use super::entries;

entries! {
    /// A day of handing in that is none.
    SUBMITTED_ON = "GJ4501" Error {
        zh: "报送日期“{value}”读不出来", en: "the day `{value}` on which it was handed in cannot be read",
        help_zh: "写作 {instead}", help_en: "write {instead}",
    }
    /// A submission after the last day.
    LATE = "GJ4502" Warning {
        zh: "“{name}”迟报：{submitted} 报送，期限是 {due}", en: "`{name}` is late: handed in on {submitted}, due on {due}",
        help_zh: "照样检查和计分；只在汇总里记为迟报", help_en: "it is checked and scored like the others; the roll-up says that it is late",
    }
    /// A submission that came through somebody else than the superior.
    WRONG_SUPERIOR = "GJ4503" Warning {
        zh: "“{name}”应经“{superior}”报送，这一份经的是“{via}”", en: "`{name}` reports to `{superior}`, but this came through `{via}`",
        help_zh: "照样检查和计分；请改由应经的上级汇总后报送", help_en: "it is checked and scored like the others; let the right superior collect it next time",
    }
    /// A submission that came through somebody, from a region that reports to nobody.
    NO_SUPERIOR = "GJ4506" Warning {
        zh: "“{name}”没有应经的上级，这一份却经“{via}”报送", en: "`{name}` reports to nobody, but this came through `{via}`",
        help_zh: "照样检查和计分；请改为直接报送，或在地区名录里写上它的上级", help_en: "it is checked and scored like the others; let it be handed in directly, or name its superior in the registry",
    }
    /// A submission that nobody asked for.
    NOT_EXPECTED = "GJ4504" Hint {
        zh: "“{name}”这一期不用报", en: "no submission of `{name}` is expected in this round",
        help_zh: "照样检查和计分；应报的层级见 submissions.kdl 的 expects", help_en: "it is checked and scored like the others; `expects` in submissions.kdl names the levels",
    }
    /// Regions that say different things of what they share.
    SHARED_DIFFERS = "GJ4505" Warning {
        zh: "{names}共用一处，报的却不一样：汇总数“{figure}”按未知处理", en: "{names} share one thing and report it differently: it counts as unknown in the figure `{figure}`",
        help_zh: "请几地核对，报同一个数", help_en: "let them agree on one figure",
    }
    /// A folder for the roll-up in which other things lie.
    FOREIGN_FILE = "GJ4510" Error {
        zh: "“{path}”里有别的文件（{name}），没有写入汇总", en: "{path} holds something else ({name}), so the roll-up was not written there",
        help_zh: "换一个空的或新的文件夹；这个文件夹每次都整个换掉", help_en: "name an empty or a new folder; it is replaced as a whole every time",
    }
}
