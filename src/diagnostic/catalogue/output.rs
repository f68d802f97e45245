//! Messages of the output stage.

use super::entries;

entries! {
    /// An id that some systems keep for a device.
    RESERVED_FILE_NAME = "GJ5001" Error {
        zh: "“{id}”不能用作文件名：有些系统把它留给设备", en: "`{id}` cannot be the name of a file: some systems keep it for a device",
        help_zh: "换一个编号", help_en: "choose another id",
    }
    /// Two ids that differ only in case.
    FILE_NAME_TWICE = "GJ5002" Error {
        zh: "文件“{path}”要写两次：有些系统的文件名不分大小写", en: "the file `{path}` would be written twice: some systems do not tell upper from lower case in file names",
        help_zh: "给其中一个换一个编号", help_en: "give one of them another id",
    }
    /// A template that does not parse.
    TEMPLATE_SYNTAX = "GJ5020" Error {
        zh: "模板“{template}”第 {line} 行有语法错误：{reason}", en: "template `{template}`, line {line}: {reason}",
    }
    /// A template uses what the data does not have.
    TEMPLATE_VARIABLE = "GJ5021" Error {
        zh: "模板“{template}”第 {line} 行用到了没有的变量“{name}”", en: "template `{template}`, line {line}, uses `{name}`, which does not exist",
        help_zh: "对照模板数据说明检查拼写；在循环里取外层的值要写 ../",
        help_en: "compare with the description of the template data; inside a loop, values from outside are written with ../",
    }
    /// A template fails while it is filled in.
    TEMPLATE_RENDER = "GJ5022" Error {
        zh: "模板“{template}”第 {line} 行无法填充：{reason}", en: "template `{template}`, line {line}, cannot be filled in: {reason}",
    }
    /// A document names a template that is not there.
    TEMPLATE_MISSING = "GJ5023" Error {
        zh: "没有名为“{template}”的模板；有：{known}", en: "there is no template `{template}`; there are: {known}",
        help_zh: "用内置的 standard，或在模板目录里放一个同名的 .hbs 文件",
        help_en: "use the built-in standard, or put a .hbs file of that name into the folder of templates",
    }
    /// Templates that include one another in a circle.
    TEMPLATE_CIRCLE = "GJ5024" Error {
        zh: "模板互相包含，没有尽头：{chain}", en: "templates include one another without end: {chain}",
    }
    /// A template that is refused before it is parsed.
    TEMPLATE_REFUSED = "GJ5025" Error {
        zh: "模板“{template}”第 {line} 行不予接受：最大 1 MiB，嵌套最多 32 层，只能用 {{> 名字}} 或 {{part \"名字\" 值}} 包含别的模板",
        en: "template `{template}`, line {line}, is refused: at most 1 MiB, nesting at most 32 deep, and other templates only by {{> name}} or {{part \"name\" value}}",
    }
    /// A template that makes too much text.
    TEMPLATE_OUTPUT = "GJ5026" Error {
        zh: "模板“{template}”生成的文本超过 {limit} MiB", en: "template `{template}` makes more than {limit} MiB of text",
    }
    /// A text for a slot that the style does not have.
    SIGN_SLOT = "GJ5031" Error {
        zh: "样式“{style}”没有位置“{name}”；有：{known}", en: "style `{style}` has no slot `{name}`; it has: {known}",
    }
    /// A text in a slot of rows, or rows in a slot of text.
    SIGN_SLOT_KIND = "GJ5032" Error {
        zh: "样式“{style}”的位置“{name}”不接受这种内容", en: "slot `{name}` of style `{style}` does not take this kind of content",
        help_zh: "文字和箭头用 set，表格行用 row", help_en: "lines and arrows take set, tables take row",
    }
    /// A colour that is none.
    SIGN_COLOUR = "GJ5033" Error {
        zh: "“{text}”不是颜色", en: "`{text}` is no colour",
        help_zh: "写成 # 加六位十六进制数，如 #12355B", help_en: "write # and six hexadecimal digits, as in #12355B",
    }
    /// Colours that cannot be told apart well enough by anybody.
    SIGN_CONTRAST_ERROR = "GJ5034" Error {
        zh: "{colour} 在 {background} 上的对比度只有 {ratio}:1，低于 3:1，看不清", en: "{colour} on {background} has a contrast of only {ratio}:1, below 3:1: it cannot be read",
        help_zh: "换更深的底色或更浅的字色，使对比度不低于 4.5:1（WCAG 2 的正文线）", help_en: "take a darker plate or lighter characters, to reach 4.5:1 (the line of WCAG 2 for text)",
    }
    /// Colours that are hard to tell apart.
    SIGN_CONTRAST = "GJ5035" Warning {
        zh: "{colour} 在 {background} 上的对比度为 {ratio}:1，低于 4.5:1", en: "{colour} on {background} has a contrast of {ratio}:1, below 4.5:1",
        help_zh: "换更深的底色或更浅的字色，使对比度不低于 4.5:1（WCAG 2 的正文线）", help_en: "take a darker plate or lighter characters, to reach 4.5:1 (the line of WCAG 2 for text)",
    }
    /// A text that is wider than its place.
    SIGN_TEXT_WIDE = "GJ5036" Error {
        zh: "“{text}”在字高 {height} mm 时宽 {width} mm，可用 {room} mm，超出 {excess} mm", en: "\"{text}\" is {width} mm wide at a character height of {height} mm; there are {room} mm: {excess} mm too much",
        help_zh: "字高最大可用 {largest} mm，或者缩短文字、加宽牌面", help_en: "a character height of {largest} mm fits; or shorten the text, or widen the plate",
    }
    /// Slots that are higher than the plate.
    SIGN_TOO_HIGH = "GJ5037" Error {
        zh: "牌面内容高 {needed} mm，牌高 {height} mm，超出 {excess} mm", en: "what stands on the plate is {needed} mm high, the plate {height} mm: {excess} mm too much",
        help_zh: "减小字高，或加高牌面", help_en: "make the characters smaller or the plate higher",
    }
    /// A character height that cannot be read from the stated distance.
    SIGN_LEGIBILITY = "GJ5038" Warning {
        zh: "主文字高 {height} mm，在 {distance} m 外按“字高不小于视距的 1/250”的经验值应不小于 {needed} mm", en: "the largest characters are {height} mm high; by the rule of thumb \"a 250th of the distance\", {distance} m ask for {needed} mm",
        help_zh: "加大字高，或改小视距", help_en: "make the characters larger, or state a shorter distance",
    }
    /// A size that no plate has.
    SIGN_SIZE = "GJ5039" Error {
        zh: "尺寸 {value} mm 超出范围：须在 1 到 20000 mm 之间", en: "a size of {value} mm is out of range: from 1 to 20000 mm",
    }
    /// A direction that arrows do not know.
    SIGN_ARROW = "GJ5040" Error {
        zh: "箭头没有方向“{text}”", en: "arrows have no direction `{text}`",
        help_zh: "写 left、right、up 或 down", help_en: "write left, right, up or down",
    }
    /// A style without room between arrows and margins.
    SIGN_NO_ROOM = "GJ5041" Error {
        zh: "样式“{style}”的箭头占满了牌面，没有留给文字的地方", en: "the arrows of style `{style}` leave no room for text",
    }
    /// A form with more columns or rows than spreadsheet programs have.
    FORM_TOO_LARGE = "GJ5100" Error {
        zh: "级别“{level}”的表单超出了电子表格的限度：{what}", en: "the form of level `{level}` is beyond what spreadsheets hold: {what}",
        help_zh: "一张表至多 1000 列：把记录拆成几个列表，或少列几个字段", help_en: "a table has at most 1000 columns: divide the record into several lists, or ask for fewer fields",
    }
    /// A workbook with more sheets or rows than anybody can use.
    WORKBOOK_TOO_LARGE = "GJ5120" Error {
        zh: "“{name}”放不进一个工作簿：要 {sheets} 张表，最长的一张 {rows} 行", en: "`{name}` does not fit into a workbook: it needs {sheets} sheet(s), the longest with {rows} row(s)",
        help_zh: "至多 {most_sheets} 张表、每张 {most_rows} 行；把它分成几份", help_en: "at most {most_sheets} sheets with {most_rows} rows each; divide it",
    }
    /// A name that is wider than its place on a roster sign.
    ROSTER_TEXT_WIDE = "GJ5121" Error {
        zh: "标牌“{sign}”上，岗位加姓名的一行在字高 {height} mm 时宽 {width} mm，可用 {room} mm，超出 {excess} mm", en: "on the sign `{sign}` a post with its name is {width} mm wide at a character height of {height} mm; there are {room} mm: {excess} mm too much",
        help_zh: "字高最大可用 {largest} mm；也可以加宽牌面，或减少并排的列", help_en: "a character height of {largest} mm fits; or widen the plate, or set fewer rows side by side",
    }
    /// More names than a roster sign has room for.
    ROSTER_TOO_MANY = "GJ5122" Error {
        zh: "标牌“{sign}”加上姓名要 {rows} 行，牌面放得下 {fit} 行", en: "with the names the sign `{sign}` needs {rows} row(s); the plate has room for {fit}",
        help_zh: "减少名单里这块标牌的人，或加高牌面、减小字高", help_en: "name fewer people for this sign, or make the plate higher or the characters smaller",
    }
    /// A workbook with formulas over more regions than it can hold.
    LIVE_TOO_LARGE = "GJ5060" Error {
        zh: "“{name}”的得分表没有写：{count} 个地区，超出可重算的表所能容纳（{reason}）",
        en: "the scores of `{name}` were not written: {count} regions are more than a workbook with formulas can hold ({reason})",
        help_zh: "可重算的表最多 {limit} 个地区；去掉 --live，或把标准分给几级使用",
        help_en: "a workbook with formulas takes at most {limit} regions; leave out --live, or divide the regions among standards",
    }
    /// A document in the place of the page of the search.
    DOCUMENT_NAMED_SEARCH = "GJ5070" Error {
        zh: "文档的编号不能是 `{id}`：检索页用这个名字",
        en: "no document can have the id `{id}`: the page of the search is called so",
        help_zh: "换一个编号",
        help_en: "choose another id",
    }
}
