//! Messages about filled-in forms (`GJ435x`–`GJ439x`): what people changed about a form and how it was read all the same, and
//! what cannot be told.

use super::entries;

entries! {
    /// A form of another standard.
    OTHER_STANDARD = "GJ4350" Error {
        zh: "这是标准“{standard}”的表，不是“{own}”的", en: "this is a form of the standard `{standard}`, not of `{own}`",
        help_zh: "换成本标准的表（guiju form 生成），或者用 --standard 指明那个标准", help_en: "fill in a form of this standard (guiju form makes it), or name the other one with --standard",
    }
    /// A workbook that is no form.
    NO_FORM = "GJ4351" Error {
        zh: "认不出这是一张填报表", en: "this workbook is not recognised as a form",
        help_zh: "用 guiju form 生成的表填报；没有填报表的，改交 KDL、JSON、YAML 或 CSV", help_en: "fill in the form that guiju form makes, or hand in KDL, JSON, YAML or CSV",
    }
    /// A form of another digest.
    OTHER_FORM = "GJ4352" Hint {
        zh: "这张表与标准现在的表不同。缺：{lacking}。多：{extra}", en: "this form is not the present one of the standard. Lacking: {lacking}. Too much: {extra}",
        help_zh: "缺的当作没有填；要补填就用 guiju form --prefill 换成现在的表", help_en: "what is lacking counts as not reported; guiju form --prefill makes the present form with these answers",
    }
    /// A form for another level.
    OTHER_LEVEL = "GJ4353" Warning {
        zh: "这是{level}的表，“{region}”是{own}；已照这张表读入", en: "this form is for {level}, but {region} is {own}; it is read as it stands",
        help_zh: "换成{own}的表，少填的才不会都算未知", help_en: "use the form for {own}: what this one does not ask for stays unknown",
    }
    /// No cover.
    NO_COVER = "GJ4354" Error {
        zh: "没有封面，不知道是哪个地区填的", en: "there is no cover that says which region reports",
        help_zh: "从空白表里把封面复制过来，填上地区", help_en: "copy the cover from an empty form and fill in the region",
    }
    /// A cover without a region.
    COVER_WITHOUT_REGION = "GJ4355" Error {
        zh: "封面没有填地区", en: "the cover does not name the region",
        help_zh: "在封面的“填报地区”选自己的地区", help_en: "choose the region on the cover",
    }
    /// A file named like another region.
    FILE_OF_ANOTHER = "GJ4356" Warning {
        zh: "文件名里是 {named}，封面填的是 {code}；以封面为准", en: "the file is named {named}, but the cover says {code}; the cover counts",
        help_zh: "核对是不是拿错了表；填对了就改文件名", help_en: "check whether it is the right form; if so, rename the file",
    }
    /// Sheets known by their names only.
    SHEET_BY_NAME = "GJ4357" Hint {
        zh: "“{name}”等 {count} 张工作表的隐藏标记不在了，按名称认出", en: "hidden marks are lost on {count} sheet(s), `{name}` first; a sheet without them is known by its name",
        help_zh: "核对读入的内容；下次不要删隐藏的行", help_en: "check what was read; leave hidden rows as they are next time",
    }
    /// A sheet known by what stands on it.
    SHEET_BY_CONTENT = "GJ4358" Hint {
        zh: "“{name}”没有标记也没有原名，按内容认作“{sheet}”", en: "`{name}` has neither its marks nor its name; what stands on it makes it {sheet}",
        help_zh: "认得不对就把名称改回来", help_en: "if that is wrong, give it its name back",
    }
    /// A renamed sheet.
    SHEET_RENAMED = "GJ4359" Hint {
        zh: "“{name}”就是“{sheet}”，只是改了名", en: "`{name}` is {sheet} under another name",
        help_zh: "不影响读入", help_en: "it is read all the same",
    }
    /// Sheets that are gone.
    SHEETS_MISSING = "GJ4360" Warning {
        zh: "少了工作表：{missing}；上面的都当作没有填", en: "these sheets are missing: {missing}; nothing on them counts as reported",
        help_zh: "不是有意删的，就从空白表里复制回来", help_en: "if they were not meant to go, copy them back from an empty form",
    }
    /// A copy that says nothing of its own.
    SHEET_COPY = "GJ4361" Hint {
        zh: "“{name}”是“{first}”的副本，没有别的内容，略过", en: "`{name}` is a copy of `{first}` and holds nothing of its own; it is passed over",
        help_zh: "删去副本", help_en: "remove the copy",
    }
    /// Two versions of one sheet.
    SHEET_TWICE = "GJ4362" Error {
        zh: "“{name}”和“{first}”是同一张表，内容不一样；两张都没有读", en: "`{name}` and `{first}` are the same sheet with different contents; neither is read",
        help_zh: "只留应当采用的一张", help_en: "keep the one that counts",
    }
    /// A sheet that the form does not have.
    SHEET_EXTRA = "GJ4363" Hint {
        zh: "“{name}”不是表里的工作表，没有读", en: "`{name}` does not belong to the form and is not read",
        help_zh: "要报的内容填到表里的工作表上", help_en: "report on the sheets of the form",
    }
    /// A sheet of another standard's form.
    SHEET_FOREIGN = "GJ4364" Error {
        zh: "“{name}”来自标准“{standard}”的表，没有读", en: "`{name}` comes from a form of the standard `{standard}` and is not read",
        help_zh: "换成本表的这张工作表", help_en: "put the sheet of this form in its place",
    }
    /// A sheet whose rows or columns cannot be told.
    SHEET_UNREADABLE = "GJ4365" Error {
        zh: "“{name}”的表头认不出来，没有读", en: "the headings of `{name}` are not recognised; it is not read",
        help_zh: "照空白表恢复第 1 到 5 行，标识所在的列不能删", help_en: "restore rows 1 to 5 from an empty form; columns with keys have to stay",
    }
    /// Something filled in that nobody sees.
    HIDDEN = "GJ4366" Hint {
        zh: "“{name}”隐藏的地方填了内容，已照常读入（{count} 处）", en: "`{name}` is filled in where it is hidden; that is read as well ({count} in all)",
        help_zh: "不该报的请删去，不要只是隐藏", help_en: "remove what is not to be reported instead of hiding it",
    }
    /// A row or column known by its title only.
    BY_TITLE = "GJ4367" Hint {
        zh: "“{text}”等 {count} 处没有隐藏的标记，按看得见的标题认出", en: "`{text}` and others ({count} in all) have lost their hidden marks; they are known by their titles",
        help_zh: "核对读入的内容；下次不要删隐藏的行和列", help_en: "check what was read; leave hidden rows and columns as they are next time",
    }
    /// Titles that moved away from their marks.
    MOVED = "GJ4368" Hint {
        zh: "“{text}”等 {count} 处挪动过，隐藏的标记没有跟着动；以看得见的标题为准", en: "`{text}` and others ({count} in all) were moved while the hidden marks stayed; the titles count",
        help_zh: "核对读入的内容", help_en: "check what was read",
    }
    /// A title that was changed.
    RETITLED = "GJ4369" Warning {
        zh: "标题改成了“{text}”；仍按“{usual}”读入", en: "the title was changed to `{text}`; it is still read as {usual}",
        help_zh: "改回“{usual}”；填的是别的内容就移到别处", help_en: "change it back to {usual}; if something else was filled in, move it elsewhere",
    }
    /// A title that leaves open what it is.
    TITLE_UNCLEAR = "GJ4370" Error {
        zh: "“{text}”说不清是哪一项，没有读", en: "it is not clear which item `{text}` is; it is not read",
        help_zh: "照空白表改回原来的标题和位置", help_en: "restore the title and the place from an empty form",
    }
    /// Rows or columns that are gone.
    SLOT_MISSING = "GJ4371" Warning {
        zh: "“{name}”少了：{missing}；都当作没有填", en: "`{name}` lacks: {missing}; nothing of these counts as reported",
        help_zh: "不是有意删的，就从空白表里复制回来", help_en: "if they were not meant to go, copy them back from an empty form",
    }
    /// One slot twice, filled in differently.
    SLOT_TWICE = "GJ4372" Error {
        zh: "“{text}”有两处，填的不一样；两处都没有读", en: "`{text}` stands there twice with different contents; neither is read",
        help_zh: "只留应当采用的一处", help_en: "keep the one that counts",
    }
    /// Something beside the slots of the form.
    NOT_READ = "GJ4373" Warning {
        zh: "这里不是填报的地方，没有读（{count} 处）", en: "this is no place to fill in; it is not read ({count} in all)",
        help_zh: "要报的填到该填的格子里；备注可以不管", help_en: "what is to be reported belongs into its own cell; remarks may stay",
    }
    /// The headings once more.
    HEADING_REPEATED = "GJ4374" Hint {
        zh: "表头重复出现，略过（{count} 行）", en: "the headings are repeated here; they are passed over ({count} in all)",
        help_zh: "不影响读入", help_en: "it makes no difference",
    }
    /// A sum.
    TOTAL_ROW = "GJ4375" Hint {
        zh: "“{text}”是合计，不算一项，略过（{count} 行）", en: "`{text}` is a sum, not an element; it is passed over ({count} in all)",
        help_zh: "不用填合计", help_en: "sums need not be filled in",
    }
    /// A title or remark between rows.
    NOTE_ROW = "GJ4376" Hint {
        zh: "“{text}”是标题或说明，不算一项，略过（{count} 行）", en: "`{text}` is a title or remark, not an element; it is passed over ({count} in all)",
        help_zh: "不影响读入；真是一项的，把标识填在它的列里", help_en: "it makes no difference; if it is an element, write its key into its column",
    }
    /// What may be a remark or an element.
    REMARK = "GJ4377" Error {
        zh: "“{text}”在表的下方，说不清是说明还是一项，没有读", en: "`{text}` stands below the table and may be a remark or an element; it is not read",
        help_zh: "是一项就紧接着上面的行填；是说明就以“注：”开头", help_en: "write an element directly below the others; begin a remark with `Note:`",
    }
    /// The same as above.
    DITTO = "GJ4378" Hint {
        zh: "“{title}”写的是同上，取上一行的值（{count} 处）", en: "{title} says ditto; the value above is taken ({count} in all)",
        help_zh: "排序之后就不对了，最好把值写出来", help_en: "better write the values out: sorting would make them wrong",
    }
    /// A key of an outer list that stands only in the first of its rows.
    OWNER_ABOVE = "GJ4379" Hint {
        zh: "“{title}”空着，当作与上一行相同（{count} 行）", en: "{title} is blank and taken to be the same as above ({count} in all)",
        help_zh: "排序之后就不对了，最好每行都填", help_en: "better fill in every row: sorting would make them wrong",
    }
    /// A row of which nobody knows where it belongs.
    OWNER_BLANK = "GJ4380" Error {
        zh: "这一行没有填它属于哪一项，没有读", en: "the row does not say to what it belongs; it is not read",
        help_zh: "在前面的列里填上", help_en: "fill in the columns before it",
    }
    /// A row without its key.
    KEY_BLANK = "GJ4381" Error {
        zh: "这一行没有填“{title}”，没有读", en: "the row has no {title} and is not read",
        help_zh: "填上“{title}”；不是单独一项的，并到上一行里", help_en: "fill in {title}; if it is no element of its own, put it into the row above",
    }
    /// A row that belongs to an element that does not exist.
    OWNER_UNKNOWN = "GJ4382" Error {
        zh: "“{list}”里没有“{key}”；属于它的 {count} 行没有读", en: "{list} has no `{key}`; the rows that belong to it ({count}) are not read",
        help_zh: "改成那张表里有的：{known}；确实没有的，先填到那张表里", help_en: "write one that is there: {known}; or add it to that sheet first",
    }
    /// A key for several rows.
    MERGED_KEY = "GJ4383" Hint {
        zh: "“{title}”的单元格合并了，其余 {count} 行也取这个值", en: "cells of {title} are merged; the value counts for {count} more rows",
        help_zh: "最好取消合并，每行都填", help_en: "better unmerge them and fill in every row",
    }
    /// A value for several rows or columns.
    MERGED_VALUE = "GJ4384" Error {
        zh: "“{title}”的单元格和别的合并了，说不清是谁的，没有读", en: "the cell of {title} is merged with others; it is not clear whose it is, and it is not read",
        help_zh: "取消合并，分别填写", help_en: "unmerge it and fill in each cell",
    }
    /// A formula.
    FORMULA = "GJ4385" Error {
        zh: "“{title}”里是公式，不是值", en: "{title} holds a formula, not a value",
        help_zh: "复制这一格，再“选择性粘贴”成数值", help_en: "copy the cell and paste its value over it",
    }
    /// Words that do not say whether a list is complete.
    COMPLETENESS = "GJ4387" Error {
        zh: "“{title}”写的是“{written}”，看不出有没有列全", en: "{title} says `{written}`, which does not tell whether the list is complete",
        help_zh: "写 {known}；后两种在冒号后写原因", help_en: "write one of {known}, the last two with a reason behind a colon",
    }
    /// Rows of which nobody said whether they are all.
    COMPLETENESS_BLANK = "GJ4388" Hint {
        zh: "“{title}”填了行，没有说是否列全，按未列全处理", en: "{title} has rows, but nothing says whether they are all; it is read as incomplete",
        help_zh: "列全了就写“已列全”，否则有的规则和指标判断不了", help_en: "write `complete` if they are, or some rules and indicators cannot be judged",
    }
    /// None at all.
    COMPLETENESS_NONE = "GJ4389" Hint {
        zh: "“{title}”写的是无，读作一项也没有", en: "{title} says none; it is read as a list that is known to be empty",
        help_zh: "正规的写法是“已列全”，表里不填行", help_en: "the usual way is `complete`, with no rows filled in",
    }
    /// Words that contradict the rows.
    COMPLETENESS_AGAINST_ROWS = "GJ4390" Error {
        zh: "“{title}”说是没有或不适用，表里却填了行；按未列全处理", en: "{title} is said to be empty or not applicable, but rows are filled in; it is read as incomplete",
        help_zh: "删去那些行，或者改写“已列全”", help_en: "remove the rows, or write `complete`",
    }
    /// Rows of the form that are gone.
    GIVEN_MISSING = "GJ4391" Hint {
        zh: "“{title}”少了表里原有的行：{missing}；都当作没有填", en: "{title} has lost rows of the form: {missing}; nothing of these counts as reported",
        help_zh: "从空白表里复制回来", help_en: "copy them back from an empty form",
    }
}
