//! Messages of the call and the machine: files, folders, arguments.

use super::entries;

entries! {
    /// No such file or folder.
    NOT_FOUND = "GJ9001" Error {
        zh: "找不到 {path}",
        en: "{path} does not exist",
        help_zh: "检查路径；相对路径从当前目录算起",
        help_en: "check the path; relative ones begin at the current folder",
    }
    /// A file or folder that cannot be read.
    CANNOT_READ = "GJ9002" Error {
        zh: "无法读取 {path}：{reason}",
        en: "cannot read {path}: {reason}",
        help_zh: "检查文件的读取权限",
        help_en: "check that the file may be read",
    }
    /// A file or folder that cannot be written.
    CANNOT_WRITE = "GJ9003" Error {
        zh: "无法写入 {path}：{reason}；原有内容保持不变",
        en: "cannot write {path}: {reason}; what was there is unchanged",
        help_zh: "检查目录的写入权限和剩余空间",
        help_en: "check that the folder may be written and that the disk has room",
    }
    /// A verdict without a date.
    NO_AS_OF = "GJ9004" Error {
        zh: "没有给出基准日：结论不能取决于运行当天的日期",
        en: "no as-of date: a verdict cannot depend on the day on which the tool runs",
        help_zh: "加上 --as-of 2024-01-31 这样的参数，或在填报目录中写明 as-of",
        help_en: "add an argument like --as-of 2024-01-31, or write as-of in the folder of submissions",
    }
    /// A date argument that is none.
    INVALID_AS_OF = "GJ9005" Error {
        zh: "`{value}` 不是日期",
        en: "`{value}` is not a date",
        help_zh: "写成 2024-01-31 的形式",
        help_en: "write it like 2024-01-31",
    }
    /// A message code that does not exist.
    UNKNOWN_CODE = "GJ9006" Error {
        zh: "没有编号为 {code} 的消息",
        en: "there is no message {code}",
        help_zh: "消息编号形如 GJ1001，印在每条消息的开头",
        help_en: "codes look like GJ1001 and stand at the head of each message",
    }
    /// A generated file that differs from what would be made now.
    DRIFT_CHANGED = "GJ9007" Error {
        zh: "{path} 与标准不一致",
        en: "{path} is not what the standards make",
        help_zh: "重新运行 guiju build 并提交结果；生成的文件不要手工修改",
        help_en: "run guiju build again and commit the result; do not edit generated files by hand",
    }
    /// A generated file that is missing.
    DRIFT_MISSING = "GJ9008" Error {
        zh: "缺少应当生成的 {path}",
        en: "{path} should have been generated and is missing",
        help_zh: "重新运行 guiju build 并提交结果",
        help_en: "run guiju build again and commit the result",
    }
    /// A file in the generated folder that nothing makes.
    DRIFT_UNEXPECTED = "GJ9009" Error {
        zh: "{path} 不是由标准生成的",
        en: "nothing in the standards makes {path}",
        help_zh: "删除它，或把它移出生成目录",
        help_en: "delete it, or move it out of the generated folder",
    }
    /// Output would replace something that is not a folder.
    NOT_A_FOLDER = "GJ9011" Error {
        zh: "{path} 不是目录",
        en: "{path} is not a folder",
        help_zh: "换一个路径，或先移走同名文件",
        help_en: "choose another path, or move the file of that name away",
    }
    /// A folder beyond the limits.
    FOLDER_TOO_LARGE = "GJ9012" Error {
        zh: "{path} 里的文件太多、太大或套得太深",
        en: "{path} holds too many files, too large ones, or folders too deep",
        help_zh: "一个文件至多 16 MiB；一个文件夹至多 2 万个文件、16 层，标准包至多 256 MiB，一轮填报至多 512 MiB",
        help_en: "at most 16 MiB a file, and 20,000 files and 16 levels a folder; 256 MiB a package, 512 MiB a round",
    }
    /// A folder without any standard.
    NO_STANDARD = "GJ9013" Error {
        zh: "{path} 里没有标准（.kdl 文件）",
        en: "{path} holds no standard (.kdl files)",
        help_zh: "指明标准包的文件夹",
        help_en: "name the folder of a package",
    }
    /// Commented workbooks in the place of those handed in.
    OVER_SUBMISSIONS = "GJ9230" Error {
        zh: "批注好的工作簿不能放进填报文件夹 {path}：会盖掉交来的原件",
        en: "the commented workbooks cannot go into the folder of submissions {path}: they would replace what was handed in",
        help_zh: "用 --out 指明另一个文件夹",
        help_en: "name another folder with --out",
    }
    /// A folder for commented workbooks, where none are made.
    OUT_WITHOUT_WORKBOOKS = "GJ9231" Error {
        zh: "--out 只放批注好的工作簿，而这里没有写 --format xlsx",
        en: "--out is for commented workbooks, and --format xlsx was not given",
        help_zh: "加上 --format xlsx；汇总表写到 --roll-up，反馈表写到 --feedback",
        help_en: "add --format xlsx; the roll-up goes to --roll-up, feedback tables to --feedback",
    }
    /// Nothing to give back with comments.
    NO_WORKBOOK = "GJ9232" Warning {
        zh: "{path} 里没有一份填报是工作簿，没有可以批注退回的",
        en: "no workbook was handed in to {path}, so there is none to give back with comments",
        help_zh: "去掉 --format xlsx，结果照常印出来",
        help_en: "leave --format xlsx out to see what was found",
    }
    /// Some submissions cannot be given back with comments.
    NOT_WORKBOOKS = "GJ9233" Hint {
        zh: "{count} 份填报不是工作簿，没有批注退回",
        en: "{count} submission(s) came in another format than a workbook and cannot be given back with comments",
        help_zh: "去掉 --format xlsx，它们的结果照常印出来",
        help_en: "leave --format xlsx out to see what was found in them",
    }
    /// A page that would not be known as one.
    NOT_A_PAGE_NAME = "GJ9250" Error {
        zh: "{path} 不是网页文件的名字",
        en: "{path} is not the name of an HTML file",
        help_zh: "--html 后面写一个以 .html 结尾的文件，不是文件夹",
        help_en: "name a file that ends in .html with --html, not a folder",
    }
    /// A page in the place of something else.
    PAGE_TAKEN = "GJ9251" Error {
        zh: "{path} 已经在那里，而且不是这里出的检查报告，不会去覆盖",
        en: "{path} is there already and is no check report; it is not replaced",
        help_zh: "换一个文件名，或先移走那里的文件",
        help_en: "choose another name, or move the file there away first",
    }
    /// A name that no package can have.
    NOT_A_PACKAGE_NAME = "GJ9290" Error {
        zh: "`{name}` 不能作标准包的编号",
        en: "`{name}` cannot be the id of a package",
        help_zh: "用字母、汉字、数字、- 和 _，以字母、汉字或数字开头，至多 60 个字节（一个汉字算 3 个），不用 con、nul 这类系统保留的名字",
        help_en: "use letters, digits, - and _, beginning with a letter or digit, at most 60 bytes, and no name like con or nul that systems keep",
    }
    /// A new package in the place of something else.
    PLACE_TAKEN = "GJ9291" Error {
        zh: "{path} 已经在那里，而且不是空文件夹；什么也没有写",
        en: "{path} is there already and is no empty folder; nothing was written",
        help_zh: "换一个编号，或用 --out 指明还没有的或空的文件夹",
        help_en: "choose another name, or name a new or empty folder with --out",
    }
    /// A form for a region that does not exist.
    NO_SUCH_REGION = "GJ9210" Error {
        zh: "没有代码为 {code} 的地区",
        en: "there is no region {code}",
        help_zh: "是不是 {known}？代码在标准包的地区名录里",
        help_en: "perhaps {known}? Codes are in the package's registry of regions",
    }
    /// A form for a level that does not exist.
    NO_SUCH_LEVEL = "GJ9211" Error {
        zh: "没有名为 {level} 的级别",
        en: "there is no level {level}",
        help_zh: "是不是 {known}？级别按地区名录里的写法",
        help_en: "perhaps {known}? Levels are written as in the registry of regions",
    }
    /// Forms for regions that are asked for nothing.
    NO_FORM = "GJ9212" Error {
        zh: "没有要填的表：选中的地区里没有一个要填报",
        en: "there is no form: none of the regions chosen is asked for anything",
        help_zh: "核对 --region 与 --level；标准只向有规则或指标约束的地区要数",
        help_en: "check --region and --level; a standard asks only regions that a rule or an indicator binds",
    }
    /// Forms that would replace other files.
    FORMS_THERE = "GJ9213" Error {
        zh: "{path} 已经在那里，而且与要写的不同，可能已经填过；什么都没有写",
        en: "{path} is there already and differs, and may have been filled in; nothing was written",
        help_zh: "换一个 --out，或先移走那里的文件",
        help_en: "choose another --out, or move the files there away first",
    }
    /// A test of a region that does not exist.
    TEST_REGION = "GJ9101" Error {
        zh: "没有这样的地区可供测试",
        en: "there is no such region to test",
        help_zh: "核对 region 的 level 和 code",
        help_en: "check the level and the code of `region`",
    }
    /// An expectation that does not hold.
    TEST_FAILED = "GJ9102" Error {
        zh: "“{name}”应为 {expected}，实为 {found}",
        en: "`{name}` should be {expected}; it is {found}",
        help_zh: "改规则，或改期望",
        help_en: "change the rule, or the expectation",
    }
    /// A file that is not in the one layout.
    NOT_FORMATTED = "GJ9201" Error {
        zh: "{path} 没有按统一格式书写",
        en: "{path} is not formatted",
        help_zh: "运行 guiju fmt {path}；加 --diff 看会改哪里",
        help_en: "run `guiju fmt {path}`; --diff shows what would change",
    }
    /// A file that would say something else in another layout or with keywords in another language.
    MEANING_CHANGES = "GJ9202" Error {
        zh: "{path} 改写后意思会变，保持原样",
        en: "{path} would say something else; it is left as it was",
        help_zh: "转换关键词时，自己起的名字正好是关键词的另一种写法：换个名字再转换。没有转换关键词，就请报告",
        help_en: "with --keywords, a name of your own is the other spelling of a keyword: change it; else please report",
    }
    /// Something that is neither a file nor a folder, or a link.
    NOT_A_FILE = "GJ9203" Error {
        zh: "{path} 不是普通文件，保持原样",
        en: "{path} is not a regular file; it is left as it was",
        help_zh: "符号链接和设备不改写；写出文件本身的路径",
        help_en: "links and devices are not rewritten; name the file itself",
    }
    /// Feedback tables of a standard on whose plans nobody reports.
    FEEDBACK_NO_PLAN = "GJ9220" Error {
        zh: "这个标准没有要地区填报的举措，出不了反馈表",
        en: "regions report on no measures of this standard, so there is no feedback table",
        help_zh: "在 measures 上写 reported-in，指明填报里的列表",
        help_en: "write reported-in on `measures`, naming the list of the submission",
    }
    /// Output among what is committed or handed in.
    DESTINATION_AMONG_SOURCES = "GJ9221" Error {
        zh: "{path} 在标准、填报或生成的文件中间，这里的东西会被提交或报送",
        en: "{path} lies among standards, submissions or generated files, which are committed or handed in",
        help_zh: "换一个不在 {among} 里的文件夹",
        help_en: "choose a folder that is not inside {among}",
    }
    /// A folder with other files in it.
    DESTINATION_TAKEN = "GJ9222" Error {
        zh: "{path} 里有别的文件（如 {other}），不会去覆盖或删除",
        en: "{path} holds other files, such as {other}; nothing is replaced or removed",
        help_zh: "换一个空的或还没有的文件夹",
        help_en: "choose a folder that is empty or does not exist yet",
    }
    /// A list of names in another encoding.
    ROSTER_ENCODING = "GJ9223" Error {
        zh: "名单既不是 UTF-8，也不是 GB 18030",
        en: "the list of names is neither UTF-8 nor GB 18030",
        help_zh: "在电子表格里另存为“CSV UTF-8”",
        help_en: "save it as \"CSV UTF-8\" in the spreadsheet program",
    }
    /// A list of names without its columns.
    ROSTER_COLUMNS = "GJ9224" Error {
        zh: "名单的第一行不是列名",
        en: "the first row of the list does not name its columns",
        help_zh: "写上 标牌、岗位、姓名（可另加 序号），或 sign、post、name（number）",
        help_en: "name sign, post and name, and number where it is needed; or 标牌, 岗位, 姓名, 序号",
    }
    /// A name for a sign that is no roster sign.
    ROSTER_UNKNOWN_SIGN = "GJ9225" Error {
        zh: "没有这块留有姓名格的标牌",
        en: "there is no such sign with room for names",
        help_zh: "这样的标牌有：{known}",
        help_en: "signs with room for names: {known}",
    }
    /// A sign asked for that is no roster sign.
    ROSTER_NO_SIGN = "GJ9226" Error {
        zh: "“{sign}”不是留有姓名格的标牌",
        en: "`{sign}` is no sign with room for names",
        help_zh: "这样的标牌有：{known}",
        help_en: "signs with room for names: {known}",
    }
    /// A name for a post that the sign does not have.
    ROSTER_POST = "GJ9227" Error {
        zh: "标牌“{sign}”上没有这个留有姓名格的岗位",
        en: "the sign `{sign}` has no such post with room for a name",
        help_zh: "有：{known}",
        help_en: "it has: {known}",
    }
    /// A number within a post that cannot be.
    ROSTER_NUMBER = "GJ9228" Error {
        zh: "岗位里的序号要从 1 到 {most}，同一岗位不重复",
        en: "numbers within a post run from 1 to {most}, each once",
        help_zh: "改正它，或把序号留空，按名单的先后排",
        help_en: "correct it, or leave it empty to follow the order of the list",
    }
    /// A row of the list with more or fewer cells.
    ROSTER_ROW = "GJ9229" Error {
        zh: "这一行有 {cells} 格，名单有 {columns} 列",
        en: "this row has {cells} cell(s), the list {columns} column(s)",
        help_zh: "补齐或删去多余的格",
        help_en: "add the missing cells or remove the others",
    }
    /// The score of a region that the registry does not have.
    NO_REGION = "GJ9240" Error {
        zh: "名录里没有代码为“{region}”的地区",
        en: "the registry has no region with the code `{region}`",
        help_zh: "是不是：{known}",
        help_en: "perhaps: {known}",
    }
    /// A line that the system does not have.
    NO_LINE = "GJ9241" Error {
        zh: "指标体系“{system}”里没有“{name}”",
        en: "the indicator system `{system}` has no `{name}`",
        help_zh: "指标、加分项、扣分项、否决项都可以写；是不是：{known}",
        help_en: "indicators, bonuses, deductions and vetoes can be named; perhaps: {known}",
    }
    /// A system that the standard does not have.
    NO_SYSTEM = "GJ9242" Error {
        zh: "标准里没有指标体系“{name}”",
        en: "the standard has no indicator system `{name}`",
        help_zh: "是不是：{known}",
        help_en: "perhaps: {known}",
    }
    /// A region that the system does not score.
    NOT_SCORED = "GJ9243" Error {
        zh: "指标体系（{system}）不给 {region} 打分",
        en: "no score for {region}: the indicator system ({system}) does not bind it",
        help_zh: "看 indicators 里的 binds，或用 --system 换一套",
        help_en: "look at `binds` in the indicator system, or choose another one with --system",
    }
    /// A goal that is no number.
    NO_SCORE = "GJ9244" Error {
        zh: "--goal 的“{value}”不是分数",
        en: "`{value}` after --goal is no score",
        help_zh: "写一个数，如 85；要达到名次用 --place",
        help_en: "write a number, for example 85; a place is asked for with --place",
    }
    /// A place where none are given.
    NO_PLACE = "GJ9245" Error {
        zh: "指标体系“{system}”不按得分排名，或没有第 {place} 名",
        en: "the indicator system `{system}` does not rank by scores, or there is no place {place}",
        help_zh: "名次从 1 起；要按得分排名就在体系里写 ranking \"published\" 或 \"exact\"，要达到分数用 --goal",
        help_en: "places begin at 1; write ranking \"published\" or \"exact\" in the system to have them; a score is asked for with --goal",
    }
    /// Workbooks with formulas of a standard that scores nobody.
    LIVE_NO_SYSTEM = "GJ9246" Error {
        zh: "这个标准没有指标体系，或一个地区也不打分，出不了可重算的得分表",
        en: "this standard has no indicator system that scores a region, so there are no scores to recompute",
        help_zh: "在标准里写 indicators，或去掉 --live",
        help_en: "write `indicators` in the standard, or leave out --live",
    }
    /// Two editions with other regions.
    COMPARE_REGIONS = "GJ9270" Error {
        zh: "两版标准的地区名录不同，得分无法相比：{region} 等 {count} 个地区",
        en: "the registries of both editions differ, so that scores cannot be compared: {count} region(s), the first {region}",
        help_zh: "先把两版的地区名录改成一样的：代码、层级、上级和其余各列",
        help_en: "give both the same regions first: codes, levels, superiors and further columns",
    }
    /// Two editions without a system in common.
    COMPARE_NOTHING = "GJ9271" Error {
        zh: "两版标准没有编号相同的指标体系",
        en: "the two editions have no indicator system with the same id",
        help_zh: "同一套体系在两版里用同一个编号",
        help_en: "give a system the same id in both",
    }
    /// A system that is not in both editions.
    COMPARE_SYSTEM = "GJ9272" Error {
        zh: "两版标准里没有都叫“{name}”的指标体系",
        en: "`{name}` is no indicator system of both editions",
        help_zh: "可用：{known}",
        help_en: "known: {known}",
    }
    /// A system of the old edition only.
    COMPARE_ONLY_OLD = "GJ9273" Hint {
        zh: "指标体系“{name}”只有旧版有，没有比较",
        en: "only the old edition has the indicator system `{name}`: not compared",
        help_zh: "改过编号的，在两版里用同一个编号",
        help_en: "if it was given another id, give it the same one in both",
    }
    /// A system of the new edition only.
    COMPARE_ONLY_NEW = "GJ9274" Hint {
        zh: "指标体系“{name}”只有新版有，没有比较",
        en: "only the new edition has the indicator system `{name}`: not compared",
        help_zh: "改过编号的，在两版里用同一个编号",
        help_en: "if it was given another id, give it the same one in both",
    }
    /// A folder that the system does not let anybody watch.
    CANNOT_WATCH = "GJ9330" Error {
        zh: "无法监视 {path}：{reason}",
        en: "cannot watch {path}: {reason}",
        help_zh: "检查文件夹的读取权限；监视的文件夹太多时，调高系统的上限（Linux：fs.inotify.max_user_watches）",
        help_en: "check that the folder may be read; where too much is watched, raise the limit of the system (Linux: fs.inotify.max_user_watches)",
    }
    /// A port that cannot be used for the preview page.
    NO_PORT = "GJ9331" Error {
        zh: "预览页不能用端口 {port}：{reason}",
        en: "the preview page cannot use port {port}: {reason}",
        help_zh: "可能另一个监视还开着；用 --port 换一个端口，0 表示随便一个空的",
        help_en: "another watch may still be running; choose another one with --port, 0 for any that is free",
    }
    /// A round that none of the packages under watch judges.
    ROUND_OF_ANOTHER = "GJ9332" Error {
        zh: "{path} 不是用所监视的标准包评的",
        en: "{path} is judged by none of the packages under watch",
        help_zh: "看它 submissions.kdl 里的 standard；要试算就把那个标准包也写上",
        help_en: "see `standard` in its submissions.kdl, and name that package as well",
    }
}
