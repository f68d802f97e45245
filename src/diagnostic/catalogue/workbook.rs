//! Messages about workbooks handed in (`GJ4300` to `GJ4349`). A workbook with any of them is not read at all.

use super::entries;

entries! {
    /// No archive.
    NOT_A_WORKBOOK = "GJ4300" Error {
        zh: "这不是 .xlsx 工作簿", en: "this is no .xlsx workbook",
        help_zh: "在表格软件里打开原件，另存为“Excel 工作簿（.xlsx）”；改扩展名不起作用", help_en: "open the original in a spreadsheet program and save it as `Excel Workbook (.xlsx)`; renaming a file does not convert it",
    }
    /// An encrypted workbook.
    PASSWORD = "GJ4301" Error {
        zh: "工作簿很可能设了打开密码（也可能是旧版 .xls）", en: "the workbook is most likely protected by a password (or else an old .xls)",
        help_zh: "取消打开密码，另存为 .xlsx 再交", help_en: "remove the password for opening it and save it as .xlsx",
    }
    /// A workbook of Excel 97.
    OLD_WORKBOOK = "GJ4302" Error {
        zh: "这很可能是旧版 .xls（也可能设了打开密码）", en: "this is most likely an old .xls (or else protected by a password)",
        help_zh: "打开后另存为“Excel 工作簿（.xlsx）”；有打开密码的先取消", help_en: "open it and save it as `Excel Workbook (.xlsx)`; remove a password for opening it first",
    }
    /// An OpenDocument file.
    OPEN_DOCUMENT = "GJ4303" Error {
        zh: "这是 OpenDocument 文件（.ods 等），不是 .xlsx", en: "this is an OpenDocument file (.ods or the like), not .xlsx",
        help_zh: "打开后另存为“Excel 工作簿（.xlsx）”", help_en: "open it and save it as `Excel Workbook (.xlsx)`",
    }
    /// A binary workbook.
    BINARY_WORKBOOK = "GJ4304" Error {
        zh: "这是二进制工作簿（.xlsb），不是 .xlsx", en: "this is a binary workbook (.xlsb), not .xlsx",
        help_zh: "打开后另存为“Excel 工作簿（.xlsx）”", help_en: "open it and save it as `Excel Workbook (.xlsx)`",
    }
    /// An archive without a workbook.
    NO_WORKBOOK = "GJ4305" Error {
        zh: "文件里没有工作簿", en: "there is no workbook in this file",
        help_zh: "多半交错了文件（文档、演示或压缩包）；交 .xlsx 工作簿", help_en: "most likely another file was handed in (a document, slides, an archive); hand in the .xlsx workbook",
    }
    /// A workbook without a sheet of cells.
    NO_SHEETS = "GJ4306" Error {
        zh: "工作簿里没有工作表", en: "the workbook has no sheet",
        help_zh: "在发下来的表里填报", help_en: "fill in the form that was handed out",
    }
    /// Macros.
    MACROS = "GJ4307" Error {
        zh: "工作簿带宏（{part}）；带宏的文件一律不收", en: "the workbook has macros ({part}); files with macros are never accepted",
        help_zh: "另存为不带宏的“Excel 工作簿（.xlsx）”", help_en: "save it as `Excel Workbook (.xlsx)`, which has no macros",
    }
    /// Links to other files.
    EXTERNAL_LINK = "GJ4308" Error {
        zh: "工作簿链接到别的文件（{part}）", en: "the workbook is linked to another file ({part})",
        help_zh: "在“数据 → 编辑链接”里断开链接，只留数值；网址不算链接", help_en: "break the links under `Data → Edit Links` and keep the values; web addresses are no such links",
    }
    /// Embedded objects or controls.
    EMBEDDED = "GJ4309" Error {
        zh: "工作簿里嵌有对象或控件（{part}）", en: "the workbook has an embedded object or a control ({part})",
        help_zh: "删去嵌入的文件、按钮和控件；附件另交", help_en: "delete embedded files, buttons and controls; hand attachments in separately",
    }
    /// A document type or entities.
    XML_DOCUMENT_TYPE = "GJ4310" Error {
        zh: "{part} 里有文档类型或实体声明；表格软件从不写这些", en: "{part} declares a document type or entities, which no spreadsheet program writes",
        help_zh: "在表格软件里打开后重新保存", help_en: "open it in a spreadsheet program and save it again",
    }
    /// A name that leads somewhere else.
    ENTRY_NAME = "GJ4311" Error {
        zh: "文件内部的名称“{part}”不正当", en: "the name `{part}` inside the file is not one that belongs there",
        help_zh: "在表格软件里打开后重新保存；来历不明的文件不要打开", help_en: "open it in a spreadsheet program and save it again; do not open it where you do not know where it comes from",
    }
    /// Two entries of one name.
    ENTRY_TWICE = "GJ4312" Error {
        zh: "文件内部有两部分同名", en: "two parts inside the file have the same name",
        help_zh: "在表格软件里打开后重新保存", help_en: "open it in a spreadsheet program and save it again",
    }
    /// Entries that share bytes.
    ENTRIES_OVERLAP = "GJ4313" Error {
        zh: "文件内部的几个部分互相重叠；正常的文件不会这样", en: "parts of the file overlap, which those of a proper file never do",
        help_zh: "从原件重新保存；来历不明的文件不要打开", help_en: "save it again from the original; do not open it where you do not know where it comes from",
    }
    /// A damaged archive.
    CONTAINER_DAMAGED = "GJ4314" Error {
        zh: "文件不完整或已损坏", en: "the file is incomplete or damaged",
        help_zh: "重新保存、重新上传；能打开就另存一份", help_en: "save and upload it again; where it still opens, save a copy",
    }
    /// Bytes behind the archive.
    CONTAINER_TRAILING = "GJ4315" Error {
        zh: "文件末尾不是工作簿的末尾：被截断，或后面接了别的内容", en: "the end of the file is not the end of the workbook: it was cut off, or something else follows",
        help_zh: "重新保存、重新上传", help_en: "save and upload it again",
    }
    /// A part that cannot be unpacked.
    PART_BROKEN = "GJ4316" Error {
        zh: "{part} 解不开：数据已损坏", en: "{part} cannot be unpacked: its data are damaged",
        help_zh: "重新保存、重新上传；能打开就另存一份", help_en: "save and upload it again; where it still opens, save a copy",
    }
    /// A part that is not what its entry says.
    PART_MISMATCH = "GJ4317" Error {
        zh: "{part} 的大小或校验值与所记的不符", en: "the size or checksum of {part} is not the one that is recorded",
        help_zh: "重新保存、重新上传；来历不明的文件不要打开", help_en: "save and upload it again; do not open it where you do not know where it comes from",
    }
    /// An encrypted entry.
    ENTRY_ENCRYPTED = "GJ4318" Error {
        zh: "{part} 是加密的", en: "{part} is encrypted",
        help_zh: "交没有加密的 .xlsx；不要用压缩软件加密", help_en: "hand in an .xlsx without encryption; do not encrypt it with an archiver",
    }
    /// Another way of packing.
    ENTRY_METHOD = "GJ4319" Error {
        zh: "{part} 的压缩方式不是 .xlsx 所用的", en: "{part} is packed in a way that .xlsx does not use",
        help_zh: "用表格软件保存，不要用压缩软件重新打包", help_en: "save it with a spreadsheet program; do not pack it again with an archiver",
    }
    /// A file beyond the limit.
    CONTAINER_TOO_LARGE = "GJ4320" Error {
        zh: "文件超过 {limit} MiB", en: "the file is larger than {limit} MiB",
        help_zh: "删去图片和与填报无关的工作表", help_en: "remove pictures and sheets that do not belong to the form",
    }
    /// Entries beyond the limit.
    TOO_MANY_ENTRIES = "GJ4321" Error {
        zh: "文件内部超过 {limit} 个部分", en: "the file has more than {limit} parts",
        help_zh: "删去图片和与填报无关的工作表", help_en: "remove pictures and sheets that do not belong to the form",
    }
    /// A part beyond the limit.
    PART_TOO_LARGE = "GJ4322" Error {
        zh: "{part} 解开后超过 {limit} MiB", en: "{part} is larger than {limit} MiB when unpacked",
        help_zh: "删去填报范围以外的行和格式，再保存", help_en: "delete rows and formats outside the form and save it again",
    }
    /// All parts beyond the limit.
    INFLATED_TOO_LARGE = "GJ4323" Error {
        zh: "文件解开后超过 {limit} MiB", en: "the file is larger than {limit} MiB when unpacked",
        help_zh: "删去图片和与填报无关的工作表", help_en: "remove pictures and sheets that do not belong to the form",
    }
    /// A part packed too well.
    PART_RATIO = "GJ4324" Error {
        zh: "{part} 解开后是压缩时的 {limit} 倍以上，像是压缩炸弹", en: "{part} unpacks to more than {limit} times its size, like a zip bomb",
        help_zh: "删去大片重复或空白的内容再保存；来历不明的文件不要打开", help_en: "delete large stretches of repeated or empty content and save it again; do not open it where you do not know where it comes from",
    }
    /// XML that is none.
    XML_MALFORMED = "GJ4325" Error {
        zh: "{part} 不是合格的 XML", en: "{part} is not well-formed XML",
        help_zh: "在表格软件里打开，按提示修复后另存", help_en: "open it in a spreadsheet program, let it repair the file, and save a copy",
    }
    /// Another encoding.
    XML_ENCODING = "GJ4326" Error {
        zh: "{part} 的文字编码不是 UTF-8 或 UTF-16", en: "{part} is neither UTF-8 nor UTF-16",
        help_zh: "在表格软件里打开后重新保存", help_en: "open it in a spreadsheet program and save it again",
    }
    /// XML nested too deep.
    XML_TOO_DEEP = "GJ4327" Error {
        zh: "{part} 的嵌套超过 {limit} 层", en: "{part} is nested deeper than {limit} levels",
        help_zh: "在表格软件里打开后重新保存", help_en: "open it in a spreadsheet program and save it again",
    }
    /// Attributes beyond the limit.
    XML_ATTRIBUTES = "GJ4328" Error {
        zh: "{part} 里有元素的属性超过 {limit} 个", en: "an element in {part} has more than {limit} attributes",
        help_zh: "在表格软件里打开后重新保存", help_en: "open it in a spreadsheet program and save it again",
    }
    /// Markup or text beyond the limit.
    XML_TOO_LONG = "GJ4329" Error {
        zh: "{part} 里有一段标记或文字超过 {limit} KiB", en: "a tag or text in {part} is longer than {limit} KiB",
        help_zh: "在表格软件里打开后重新保存", help_en: "open it in a spreadsheet program and save it again",
    }
    /// Another root.
    XML_FOREIGN = "GJ4330" Error {
        zh: "{part} 的内容不是工作簿的这一部分应有的", en: "what {part} holds does not belong in that part of a workbook",
        help_zh: "在表格软件里打开后重新保存", help_en: "open it in a spreadsheet program and save it again",
    }
    /// A part that is missing.
    NO_PART = "GJ4331" Error {
        zh: "工作簿缺少“{part}”的内容", en: "the workbook lacks the content of `{part}`",
        help_zh: "在表格软件里打开，按提示修复后另存", help_en: "open it in a spreadsheet program, let it repair the file, and save a copy",
    }
    /// Things beyond a limit.
    TOO_MANY_THINGS = "GJ4332" Error {
        zh: "{kind}超过 {limit} 个", en: "more than {limit} {kind}",
        help_zh: "删去填报范围以外的内容；数据太多就分几份交", help_en: "delete what lies outside the form; hand large data in as several files",
    }
    /// Text beyond the limit.
    TOO_MUCH_TEXT = "GJ4333" Error {
        zh: "文字合计超过 {limit} MiB", en: "more than {limit} MiB of text",
        help_zh: "删去填报范围以外的内容；数据太多就分几份交", help_en: "delete what lies outside the form; hand large data in as several files",
    }
    /// A text beyond the limit of a cell.
    LONG_CELL = "GJ4334" Error {
        zh: "这一格的文字超过 {limit} 字", en: "the text of this cell is longer than {limit} characters",
        help_zh: "缩短它；长篇材料另附", help_en: "shorten it; hand in longer material separately",
    }
    /// A name or property with a text beyond the limit.
    LONG_NAMED_TEXT = "GJ4335" Error {
        zh: "“{part}”的内容超过 {limit} 字", en: "what `{part}` stands for is longer than {limit} characters",
        help_zh: "在“名称管理器”或文档属性里删去它", help_en: "delete it in the name manager or in the properties of the document",
    }
    /// A reference that is none.
    BAD_REFERENCE = "GJ4336" Error {
        zh: "这张表里有内容放在“{reference}”，那里没有单元格", en: "this sheet puts something at `{reference}`, where there is no cell",
        help_zh: "在表格软件里打开，按提示修复后另存", help_en: "open it in a spreadsheet program, let it repair the file, and save a copy",
    }
    /// Two values of one cell.
    CELL_TWICE = "GJ4337" Error {
        zh: "这一格有两个值，无从知道哪个算数", en: "this cell has two values, and nothing says which one counts",
        help_zh: "在表格软件里打开，核对这一格后重新保存", help_en: "open it in a spreadsheet program, check the cell and save it again",
    }
    /// A number that is none.
    BAD_NUMBER = "GJ4338" Error {
        zh: "这一格存的数“{value}”不成数，或大得、小得离谱", en: "the number `{value}` that is stored here is none, or far too large or small",
        help_zh: "重新填这一格", help_en: "fill in the cell again",
    }
    /// A reference to a text or format that does not exist.
    BAD_INDEX = "GJ4339" Error {
        zh: "这一格引用了不存在的文字或格式（{value}）", en: "this cell refers to a text or format that does not exist ({value})",
        help_zh: "在表格软件里打开，按提示修复后另存", help_en: "open it in a spreadsheet program, let it repair the file, and save a copy",
    }
    /// A value of an unknown kind.
    BAD_VALUE = "GJ4340" Error {
        zh: "这一格的内容“{value}”与它的类型不符", en: "the content `{value}` of this cell is not of the kind it says",
        help_zh: "重新填这一格", help_en: "fill in the cell again",
    }
    /// Two things of one name.
    NAME_TWICE = "GJ4341" Error {
        zh: "“{part}”这个名称用了两次", en: "the name `{part}` is used twice",
        help_zh: "工作表、已定义名称和文档属性各不重名", help_en: "give sheets, defined names and properties names of their own",
    }
    /// A sheet without a proper name.
    SHEET_NAME = "GJ4342" Error {
        zh: "工作表的名称“{part}”是空的，或超过 {limit} 字", en: "the name `{part}` of a sheet is empty or longer than {limit} characters",
        help_zh: "给工作表起个短名", help_en: "give the sheet a short name",
    }
    /// Problems beyond the limit.
    MORE_PROBLEMS = "GJ4343" Error {
        zh: "这个文件还有 {count} 个问题没有列出", en: "{count} more problems of this file are not listed",
        help_zh: "先改已列出的；多半是同一个原因", help_en: "mend those that are listed first; most likely they have one cause",
    }
}
