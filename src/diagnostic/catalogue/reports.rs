//! Messages about reports for machines and their baselines (`GJ926x`).

use super::entries;

entries! {
    /// A report that is not asked for in the form of one.
    REPORT_FORM = "GJ9260" Error {
        zh: "--report 后面的“{value}”不是“种类=文件”", en: "`{value}` after --report is not KIND=FILE",
        help_zh: "例如 --report sarif=guiju.sarif；种类有：{known}；文件写 - 表示标准输出", help_en: "for example --report sarif=guiju.sarif; kinds: {known}; the file - is standard output",
    }
    /// A report of a kind that does not exist.
    REPORT_KIND = "GJ9261" Error {
        zh: "没有叫“{name}”的机器报告", en: "there is no kind of report `{name}`",
        help_zh: "是不是：{known}", help_en: "perhaps: {known}",
    }
    /// Two reports for one file.
    REPORT_TWICE = "GJ9262" Error {
        zh: "两份报告都要写到 {path}", en: "two reports would go to {path}",
        help_zh: "每份报告各写一个文件；标准输出也只放得下一份", help_en: "give each report a file of its own; standard output takes one as well",
    }
    /// A report in the place of something else.
    REPORT_TAKEN = "GJ9263" Error {
        zh: "{path} 已经在那里，而且不是 {form} 报告，不会去覆盖", en: "{path} is there already and is no {form} report; it is not replaced",
        help_zh: "换一个文件名，或先移走那里的东西；同一种报告可以反复覆盖", help_en: "choose another name, or move what is there away first; a report of the same kind is replaced",
    }
    /// A report on a standard output that something else takes.
    REPORT_OUTPUT = "GJ9264" Error {
        zh: "--format {format} 已经占用标准输出，放不下 {form} 报告", en: "--format {format} takes standard output, so there is no room for the {form} report",
        help_zh: "给报告写一个文件名，或去掉 --format", help_en: "name a file for the report, or leave out --format",
    }
    /// A line of a baseline that is none.
    BASELINE_DAMAGED = "GJ9265" Error {
        zh: "这一行不是机器报告里的一条发现", en: "this line is no finding of a report",
        help_zh: "--baseline 要的是以前用 --report jsonl=文件 写下、没有改过的报告；重新写一份", help_en: "--baseline takes a report that --report jsonl=FILE wrote, unchanged; write it anew",
    }
    /// A baseline of another standard.
    BASELINE_OTHER = "GJ9266" Error {
        zh: "这份基线是标准“{other}”的，现在检查的是“{standard}”", en: "this baseline is about the standard `{other}`; what is checked is `{standard}`",
        help_zh: "换成这个标准以前的报告", help_en: "name a former report of this standard",
    }
    /// A baseline beyond the limit.
    BASELINE_TOO_LARGE = "GJ9267" Error {
        zh: "基线 {path} 太大", en: "the baseline {path} is too large",
        help_zh: "至多 {limit} MiB", help_en: "at most {limit} MiB",
    }
}
