//! Messages about submissions (`GJ4xxx`). What they speak of is left out and counts as not reported.

use super::entries;

entries! {
    /// JSON that is none.
    JSON_SYNTAX = "GJ4001" Error {
        zh: "这里不合 JSON 写法", en: "this is not JSON",
        help_zh: "检查逗号、引号和括号；JSON 里没有注释", help_en: "check commas, quotes and brackets; JSON has no comments",
    }
    /// JSON nested too deep.
    JSON_TOO_DEEP = "GJ4002" Error {
        zh: "嵌套超过 {limit} 层", en: "nested deeper than {limit} levels",
        help_zh: "按表单的结构填报", help_en: "follow the structure of the form",
    }
    /// A member named twice.
    REPEATED_MEMBER = "GJ4003" Error {
        zh: "“{name}”填了两次", en: "`{name}` is given twice",
        help_zh: "只留一个；以第一个为准", help_en: "keep one; the first one counts",
    }
    /// `not_applicable` or `partial` in another form.
    REASONS = "GJ4004" Error {
        zh: "这里要写成 {\"字段名\": \"原因\"}", en: "this has to be {\"name\": \"reason\"}",
        help_zh: "每个字段一条原因", help_en: "one reason for each name",
    }
    /// A node in a list that is no element.
    NOT_A_LIST_ITEM = "GJ4005" Error {
        zh: "列表里的每一项以 - 开头，不是“{name}”", en: "every element of a list begins with -, not with `{name}`",
        help_zh: "写作 - \"标识\" 字段=值", help_en: "write - \"key\" field=value",
    }
    /// A value too many.
    EXTRA_VALUE = "GJ4006" Error {
        zh: "多了一个值", en: "one value too many",
        help_zh: "列表项只有第一个值是标识，其余要写成 字段=值", help_en: "only the first value is the key; write the others as field=value",
    }
    /// No envelope.
    NO_ENVELOPE = "GJ4010" Error {
        zh: "文件里没有填报内容", en: "the file holds no submission",
        help_zh: "KDL 写 submission region=\"…\" { … }；JSON 写 {\"region\": \"…\", \"data\": { … }}", help_en: "in KDL write submission region=\"…\" { … }, in JSON {\"region\": \"…\", \"data\": { … }}",
    }
    /// Something besides the envelope.
    UNKNOWN_ENVELOPE = "GJ4011" Error {
        zh: "填报文件里不认识“{name}”", en: "a submission has no `{name}`",
        help_zh: "可用：{known}", help_en: "known: {known}",
    }
    /// No region.
    NO_REGION = "GJ4012" Error {
        zh: "没有写明是哪个地区", en: "the region is not named",
        help_zh: "加上 region（地区代码）", help_en: "add `region`, its code",
    }
    /// A region that the registry does not know.
    UNKNOWN_REGION = "GJ4013" Error {
        zh: "地区名录里没有“{code}”", en: "the registry does not know `{code}`",
        help_zh: "填地区代码，不填名称", help_en: "give the code, not the name",
    }
    /// Two submissions of one region.
    SECOND_SUBMISSION = "GJ4014" Error {
        zh: "“{code}”交了两份；两份都不用", en: "`{code}` handed in twice; neither counts",
        help_zh: "只留应当采用的一份", help_en: "keep the one that counts",
    }
    /// Another edition.
    OTHER_EDITION = "GJ4015" Warning {
        zh: "按 {edition} 版填报，标准是 {version} 版", en: "made for edition {edition}; the standard is {version}",
        help_zh: "核对字段后改为当前版", help_en: "check the fields and change it to the current edition",
    }
    /// An envelope value of the wrong form.
    ENVELOPE_VALUE = "GJ4016" Error {
        zh: "“{name}”应为文字", en: "`{name}` has to be a text",
        help_zh: "加上引号", help_en: "put it in quotes",
    }
    /// No manifest of a round.
    NO_ROUND = "GJ4020" Error {
        zh: "文件夹“{path}”里没有 submissions.kdl", en: "the folder `{path}` has no submissions.kdl",
        help_zh: "写 submissions standard=\"…\" as-of=\"2024-01-31\"，或用 --standard 指明标准", help_en: "write submissions standard=\"…\" as-of=\"2024-01-31\", or name the standard with --standard",
    }
    /// A record that is none.
    NOT_A_RECORD = "GJ4101" Error {
        zh: "“{title}”是一组字段，不是一个值", en: "{title} is a group of fields, not a value",
        help_zh: "把字段写在花括号里", help_en: "put its fields in braces",
    }
    /// A list that is none.
    NOT_A_LIST = "GJ4102" Error {
        zh: "“{title}”要逐项列出", en: "{title} has to be a list",
        help_zh: "KDL 每项以 - 开头；JSON 用方括号", help_en: "in KDL begin each element with -; in JSON use square brackets",
    }
    /// A set that is none.
    NOT_A_SET = "GJ4103" Error {
        zh: "“{title}”可选多项，要列出各项", en: "{title} takes several options",
        help_zh: "KDL 依次写出各项；JSON 用方括号", help_en: "in KDL write them one after another; in JSON use square brackets",
    }
    /// Several values where one belongs.
    ONE_VALUE = "GJ4104" Error {
        zh: "“{title}”只填一个值", en: "{title} takes one value",
        help_zh: "留下一个；没有就整行删去", help_en: "keep one; without one, remove the line",
    }
    /// A computed value that was filled in.
    DERIVED_GIVEN = "GJ4105" Error {
        zh: "“{name}”由其他字段算出，不用填", en: "`{name}` is computed from other fields",
        help_zh: "删去它，填报用来计算的数", help_en: "remove it and report the numbers it is computed from",
    }
    /// A name that the record does not have.
    UNKNOWN_MEMBER = "GJ4106" Error {
        zh: "“{title}”里没有“{name}”", en: "{title} has no `{name}`",
        help_zh: "可用：{known}", help_en: "known: {known}",
    }
    /// A value of another type.
    WRONG_TYPE = "GJ4107" Error {
        zh: "“{title}”应填成 {expected} 的样子", en: "{title} has to look like {expected}",
        help_zh: "写作 {instead}；不清楚就留空：没填不算错，填错要退回", help_en: "write {instead}; leave it out when in doubt: not reported is no fault",
    }
    /// A number that cannot be read.
    UNREADABLE_NUMBER = "GJ4108" Error {
        zh: "“{title}”的数读不出来", en: "the number for {title} cannot be read",
        help_zh: "至多 30 位数字，不写单位", help_en: "at most 30 digits, without a unit",
    }
    /// A number outside its bounds.
    OUT_OF_RANGE = "GJ4109" Error {
        zh: "“{title}”填了 {value}，应在 {min} 到 {max} 之间", en: "{title} is {value}; it has to lie between {min} and {max}",
        help_zh: "核对数和单位；比例写成小数，百分之八十五是 0.85", help_en: "check the number and its unit; a share is written as a decimal, 85 percent as 0.85",
    }
    /// An option that does not exist.
    UNKNOWN_OPTION = "GJ4110" Error {
        zh: "“{title}”没有“{value}”这个选项", en: "{title} has no option `{value}`",
        help_zh: "可选：{known}", help_en: "options: {known}",
    }
    /// A text beyond the limit.
    LONG_TEXT = "GJ4111" Error {
        zh: "“{title}”超过 {limit} 字", en: "{title} is longer than {limit} characters",
        help_zh: "缩短它", help_en: "shorten it",
    }
    /// A list beyond the limit.
    TOO_MANY = "GJ4112" Error {
        zh: "超过 {limit} 项", en: "more than {limit} elements",
        help_zh: "分批填报", help_en: "report in parts",
    }
    /// Two elements with one key.
    REPEATED_KEY = "GJ4113" Error {
        zh: "标识“{key}”重复；以第一项为准", en: "the key `{key}` is taken; the first element counts",
        help_zh: "给每一项不同的标识", help_en: "give every element a key of its own",
    }
    /// An evaluation that took too much work.
    TOO_MUCH_WORK = "GJ4201" Error {
        zh: "“{name}”对“{region}”的计算量超过上限，按未知处理", en: "`{name}` takes too much work for `{region}`; it counts as unknown",
        help_zh: "简化条件，或减少列表的嵌套", help_en: "simplify the condition, or nest fewer lists",
    }
}
