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
    /// A number shown as a percentage in a field that counts percents.
    PERCENT_SHOWN = "GJ4404" Warning {
        zh: "“{title}”在表格里是显示成百分数的 {written}，读作百分之 {read}", en: "{title} is {written} shown as a percentage; it is read as {read} percent",
        help_zh: "核对；这一项以百分之一为单位，可以直接填 {read}", help_en: "check it; the field counts percents, so {read} can be written as it is",
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
        zh: "“{written}”说不清是哪个区域：{known}", en: "`{written}` may be more than one region: {known}",
        help_zh: "写区划代码", help_en: "write the code",
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
}
