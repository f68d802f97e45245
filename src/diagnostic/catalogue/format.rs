//! Messages about how submissions are written (`GJ44xx`): what was read and how, and what cannot be read.

use super::entries;

entries! {
    /// A value in another form than the standard's, which can only mean this.
    READ_AS = "GJ4400" Hint {
        zh: "“{title}”写的是“{written}”，读作 {read}", en: "{title} says `{written}`; it is read as {read}",
        help_zh: "读得不对就改成想填的值；下次直接写 {read}", help_en: "change it where that is not meant; next time write {read}",
    }
    /// A value in another unit of the same kind.
    CONVERTED = "GJ4401" Warning {
        zh: "“{title}”写的是“{written}”，换算成 {read} {unit}", en: "{title} says `{written}`; that is {read} {unit}",
        help_zh: "核对换算结果；下次直接按 {unit} 填数", help_en: "check the result; next time give the number in {unit}",
    }
    /// A number in 万 or 亿.
    SCALED = "GJ4402" Warning {
        zh: "“{title}”写的是“{written}”，读作 {read}；这样写只精确到 {precision}", en: "{title} says `{written}`; it is read as {read}, exact only to {precision}",
        help_zh: "有更准的数就写完整的数", help_en: "write the number in full where it is known more exactly",
    }
    /// A day as the number that a spreadsheet program stores.
    SERIAL = "GJ4403" Warning {
        zh: "“{title}”是数 {written}，按电子表格的日期序号读作 {read}", en: "{title} is the number {written}; as the serial number of a day in a spreadsheet it is {read}",
        help_zh: "核对日期，写成 {read}", help_en: "check the day and write {read}",
    }
    /// A mark that stands for nothing reported.
    BLANK_MARK = "GJ4405" Hint {
        zh: "“{title}”写的是“{written}”，当作没有填", en: "{title} says `{written}`; that counts as not reported",
        help_zh: "没有填的留空就行；确实没有这一项的写“不适用：原因”", help_en: "leave out what is not reported; where there can be no value, write `n/a: reason`",
    }
    /// Characters that nobody sees.
    INVISIBLE = "GJ4406" Hint {
        zh: "“{title}”里有看不见的字符，已去掉", en: "{title} holds invisible characters, which were removed",
        help_zh: "多半是从网页或别的文件里粘贴来的；重新输入一遍", help_en: "they mostly come by pasting from pages or other files; type it again",
    }
    /// An option named twice.
    OPTION_TWICE = "GJ4407" Hint {
        zh: "“{title}”里“{written}”写了两次，只算一次", en: "{title} names `{written}` twice; it counts once",
        help_zh: "删去重复的", help_en: "remove the second one",
    }
    /// A day with a time of day.
    TIME_LEFT_OUT = "GJ4408" Warning {
        zh: "“{title}”写的是“{written}”，只取日期 {read}", en: "{title} says `{written}`; only the day {read} is kept",
        help_zh: "只写日期", help_en: "write the day alone",
    }
    /// A document or a picture.
    DOCUMENT = "GJ4409" Warning {
        zh: ".{ending} 文件不是填报，没有读", en: ".{ending} files are no submissions; it was not read",
        help_zh: "要报的数填进表单；佐证材料另存别处", help_en: "put what is reported into the form; keep evidence elsewhere",
    }
    /// A number that nobody knows exactly.
    APPROXIMATE = "GJ4410" Error {
        zh: "“{title}”写的是“{written}”，是约数或者上下限，不是一个数", en: "{title} says `{written}`: an approximate number or a bound, not a number",
        help_zh: "写确切的数；不知道就留空", help_en: "write the exact number; leave it out when it is not known",
    }
    /// From one number to another.
    FROM_TO = "GJ4411" Error {
        zh: "“{title}”写的是“{written}”，是一个范围，不是一个数", en: "{title} says `{written}`: a range, not a number",
        help_zh: "写确切的数；不知道就留空", help_en: "write the exact number; leave it out when it is not known",
    }
    /// Commas or blanks that can be read in two ways.
    GROUPING = "GJ4412" Error {
        zh: "“{title}”写的是“{written}”，逗号或空格分得不清楚", en: "{title} says `{written}`; it is not clear what the comma or blank divides",
        help_zh: "小数用点；千位分隔可以不写", help_en: "use a point for decimals; thousands need not be divided",
    }
    /// A text where a number belongs.
    NOT_A_NUMBER = "GJ4413" Error {
        zh: "“{title}”应当是数，写的是“{written}”", en: "{title} has to be a number, not `{written}`",
        help_zh: "只写一个数，如 {example}；不清楚就留空", help_en: "write one number, like {example}; leave it out when in doubt",
    }
    /// Letters that look like digits.
    LETTER_FOR_DIGIT = "GJ4414" Error {
        zh: "“{title}”写的是“{written}”，里面有像数字的字母", en: "{title} says `{written}`, with letters that look like digits",
        help_zh: "如果是 {meant}，用数字重新写", help_en: "if {meant} is meant, write it in digits",
    }
    /// A number in brackets.
    BRACKETED = "GJ4415" Error {
        zh: "“{title}”写的是“{written}”；括号里的数可以是负数，也可以是备注", en: "{title} says `{written}`; a number in brackets may be negative or a remark",
        help_zh: "去掉括号；负数写负号", help_en: "remove the brackets; write a minus before a negative number",
    }
    /// A unit that the standard does not know.
    STRANGE_UNIT = "GJ4416" Error {
        zh: "“{title}”写的是“{written}”，不认识单位“{unit}”", en: "{title} says `{written}`; the unit `{unit}` is not known",
        help_zh: "只写数，单位是 {expected}", help_en: "write the number alone; the unit is {expected}",
    }
    /// A unit of another kind.
    OTHER_DIMENSION = "GJ4417" Error {
        zh: "“{title}”写的是“{written}”，“{unit}”换算不成 {expected}", en: "{title} says `{written}`; `{unit}` cannot be converted to {expected}",
        help_zh: "核对是不是填错了地方；只写数，单位是 {expected}", help_en: "check whether it belongs elsewhere; write the number alone, in {expected}",
    }
    /// 无 where a number or a day belongs.
    NONE_UNCLEAR = "GJ4418" Error {
        zh: "“{title}”写的是“{written}”，说不清是零、没有填还是不适用", en: "{title} says `{written}`: zero, not reported, or not applicable",
        help_zh: "是零就写 0；不清楚就留空；确实没有这一项就写“不适用：原因”", help_en: "write 0 for zero; leave out what is not known; write `n/a: reason` where there can be no value",
    }
    /// 同上.
    DITTO = "GJ4419" Error {
        zh: "“{title}”写的是“{written}”；这里没有可以照抄的上一行", en: "{title} says `{written}`; there is no line above to repeat here",
        help_zh: "把值写出来", help_en: "write the value out",
    }
    /// What a spreadsheet shows where a formula failed.
    PROGRAM_ERROR = "GJ4420" Error {
        zh: "“{title}”是电子表格的错误值“{written}”", en: "{title} is `{written}`, an error of the spreadsheet program",
        help_zh: "改好公式，或者直接写值", help_en: "mend the formula, or write the value itself",
    }
    /// A day that can be read in two ways.
    UNCLEAR_DAY = "GJ4421" Error {
        zh: "“{title}”写的是“{written}”，可能是 {known}", en: "{title} says `{written}`; that may be {known}",
        help_zh: "写成 2024-01-31 的样子", help_en: "write it like 2024-01-31",
    }
    /// A month, a year, or a day without its year.
    INCOMPLETE_DAY = "GJ4422" Error {
        zh: "“{title}”写的是“{written}”，不是完整的日期", en: "{title} says `{written}`, which is no complete day",
        help_zh: "年、月、日都要写：2024-01-31；哪天不清楚就留空", help_en: "year, month and day are needed: 2024-01-31; leave it out when the day is not known",
    }
    /// No day at all.
    NOT_A_DAY = "GJ4423" Error {
        zh: "“{title}”写的是“{written}”，没有这一天，或者读不出日期", en: "{title} says `{written}`; there is no such day, or it cannot be read as one",
        help_zh: "写成 2024-01-31 的样子；不清楚就留空", help_en: "write it like 2024-01-31; leave it out when in doubt",
    }
    /// Neither yes nor no.
    NEITHER = "GJ4424" Error {
        zh: "“{title}”写的是“{written}”，读不出是还是否", en: "{title} says `{written}`, which is neither yes nor no",
        help_zh: "写 是 或 否；不清楚就留空", help_en: "write yes or no; leave it out when in doubt",
    }
    /// A title that several options share.
    OPTION_UNCLEAR = "GJ4425" Error {
        zh: "“{title}”的几个选项都叫“{written}”", en: "several options of {title} are called `{written}`",
        help_zh: "改写代号：{known}", help_en: "write the id instead: {known}",
    }
    /// A region that cannot be told apart from others.
    REGION_UNCLEAR = "GJ4426" Error {
        zh: "“{written}”说不清是哪个地区：{known}", en: "`{written}` may be more than one region: {known}",
        help_zh: "写地区代码", help_en: "write the code",
    }
    /// 不适用 without a reason.
    REASON_NEEDED = "GJ4427" Error {
        zh: "“{title}”写了不适用，没有写原因", en: "{title} is said not to be applicable, without a reason",
        help_zh: "写成“不适用：原因”；没有填的留空", help_en: "write `n/a: reason`; leave out what is not reported",
    }
    /// 万 in a field that counts in 万 already.
    SCALE_UNCLEAR = "GJ4428" Error {
        zh: "“{title}”写的是“{written}”；这一项本来就以{unit}为单位，说不清要不要再乘", en: "{title} says `{written}`; the field counts in {unit} already, so that it is not clear whether to multiply",
        help_zh: "只写以{unit}为单位的数", help_en: "write the number alone, in {unit}",
    }
    /// Percents in a field for a share.
    SHARE = "GJ4429" Error {
        zh: "“{title}”是 0 到 1 之间的比例，写的是 {written}", en: "{title} is a share between 0 and 1, not {written}",
        help_zh: "百分之{written}写 {meant} 或 {written}%", help_en: "for {written} percent write {meant} or {written}%",
    }
    /// CSV without the two columns.
    CSV_HEADER = "GJ4430" Error {
        zh: "第一行里没有“路径”和“值”两列", en: "the first row lacks the columns `path` and `value`",
        help_zh: "第一行写 路径,值（或 path,value），各列用逗号、分号或制表符隔开", help_en: "begin with path,value, parted by commas, semicolons or tabs",
    }
    /// A path that is none.
    CSV_PATH = "GJ4431" Error {
        zh: "“{path}”不是路径", en: "`{path}` is no path",
        help_zh: "写成 hall.area、zones[lounge].area 或 zones[] 的样子；信封里的写 @region", help_en: "write it like hall.area, zones[lounge].area or zones[]; what belongs to the envelope like @region",
    }
    /// A quote that nothing closes, or with text behind the one that does.
    CSV_QUOTE = "GJ4432" Error {
        zh: "这个引号没有配对", en: "this quote has no counterpart",
        help_zh: "整格放在一对引号里，格内的引号写两个", help_en: "put the whole cell between two quotes and write a quote within it twice",
    }
    /// A value for what has members or elements.
    VALUE_AND_PARTS = "GJ4433" Error {
        zh: "这里填了值，别的行又填了它下面的字段；只用下面的字段", en: "this has a value, and other rows give its fields; only the fields count",
        help_zh: "删去这一行，或删去下面的字段", help_en: "remove this row, or those of the fields",
    }
    /// A text that is no UTF-8.
    GUESSED_ENCODING = "GJ4434" Hint {
        zh: "文件不是 UTF-8，按 GB 18030 读取", en: "the file is not UTF-8; it is read as GB 18030",
        help_zh: "核对其中的汉字；另存为“CSV UTF-8”就没有疑问", help_en: "check the Chinese in it; saved as CSV UTF-8 there is no doubt",
    }
    /// A list that is a record as well.
    LIST_AND_RECORD = "GJ4435" Error {
        zh: "这里有的行写成列表，有的行写成一组字段；只用列表", en: "some rows make this a list and others a group of fields; only the list counts",
        help_zh: "列表的每一行都要写标识：zones[lounge].area", help_en: "name the key in every row of a list: zones[lounge].area",
    }
    /// A list of which nobody says whether it is complete.
    OPEN_LIST = "GJ4436" Hint {
        zh: "没有说明这个列表是否列全，按没有列全处理", en: "nobody says whether this list is complete; it is taken not to be",
        help_zh: "列全了就加一行 列表[],已列全；没有列全写 未列全：原因", help_en: "add a row list[],complete, or list[],partial: reason",
    }
    /// Other words about a list.
    COMPLETENESS = "GJ4437" Error {
        zh: "读不出这个列表是否列全，按没有列全处理", en: "whether this list is complete cannot be read; it is taken not to be",
        help_zh: "写 已列全，或 未列全：原因", help_en: "write complete, or partial: reason",
    }
    /// More messages than anybody reads.
    TOO_MANY_MESSAGES = "GJ4438" Error {
        zh: "这份填报的问题超过 {limit} 处，其余不再列出，读不出的按没有填处理", en: "this submission has more than {limit} faults; no more are listed, and what cannot be read counts as not reported",
        help_zh: "多半出于同一个原因；先改好列出的", help_en: "they mostly have one cause; mend those listed first",
    }
    /// Files packed into one.
    ARCHIVE = "GJ4439" Error {
        zh: "不读压缩包", en: "archives are not read",
        help_zh: "先解压，把里面的填报放进来", help_en: "unpack it and put the submissions here",
    }
    /// YAML that is none.
    YAML_SYNTAX = "GJ4440" Error {
        zh: "这里不合 YAML 写法", en: "this is not YAML",
        help_zh: "检查缩进（只用空格）、冒号后的空格和引号", help_en: "check the indent (blanks only), the blank behind each colon, and quotes",
    }
    /// YAML that a submission has no use for.
    YAML_REFUSED = "GJ4441" Error {
        zh: "填报里不能用 YAML 的{kind}；这份文件没有采用", en: "a submission has no use for YAML with this: {kind}; the file is left out",
        help_zh: "把值直接写出来", help_en: "write the values out",
    }
    /// A number of YAML that is no decimal.
    YAML_NUMBER = "GJ4442" Error {
        zh: "“{written}”不是十进制数", en: "`{written}` is no decimal number",
        help_zh: "写成十进制；是文字就加引号", help_en: "write it as a decimal; put it in quotes where it is a text",
    }
    /// A text in UTF-16.
    UTF_16 = "GJ4443" Error {
        zh: "文件是 UTF-16 编码，这种格式只读 UTF-8", en: "the file is in UTF-16; this format is read in UTF-8 only",
        help_zh: "用文本编辑器另存为 UTF-8", help_en: "save it as UTF-8 in a text editor",
    }
    /// A file beyond the limit.
    FILE_TOO_LARGE = "GJ4445" Error {
        zh: "文件超过 {limit} 字节，没有读", en: "the file is larger than {limit} bytes and was not read",
        help_zh: "一个地区的填报只有几十千字节；检查是不是放错了文件", help_en: "a region's submission takes some ten thousand bytes; check whether it is the right file",
    }
    /// A link, a pipe, a device.
    NOT_A_FILE = "GJ4446" Error {
        zh: "这是{kind}，不是文件，没有读", en: "this is no file and was not read: {kind}",
        help_zh: "把文件本身放进来", help_en: "put the file itself here",
    }
    /// A name that cannot be shown or is no text.
    FILE_NAME = "GJ4447" Error {
        zh: "文件名里有无法显示的字符，没有读", en: "the name of this file has characters that cannot be shown; it was not read",
        help_zh: "改用普通的字命名，如“330502.xlsx”", help_en: "give it a plain name, like 330502.xlsx",
    }
    /// A workbook in another format.
    OTHER_WORKBOOK = "GJ4448" Error {
        zh: "不读 .{ending} 格式的表格", en: "workbooks in .{ending} are not read",
        help_zh: "用表格软件打开，另存为 .xlsx 再放进来", help_en: "open it in a spreadsheet program and save it as .xlsx",
    }
    /// Another file.
    PASSED_OVER = "GJ4449" Hint {
        zh: "这个文件不是填报，没有读", en: "this file is no submission and was not read",
        help_zh: "能读的有 {known}", help_en: "these are read: {known}",
    }
}
