//! Where things stand on the sheets of a form: the contract between the writer of forms and the reader of what comes back.
//!
//! Rows and columns count from 1. Every sheet of a form:
//!
//! | row | holds |
//! | --- | --- |
//! | [`MARK_ROW`] (hidden) | [`MARK`], the standard's id, its edition, the level, the digest of the form, the path of the sheet |
//! | [`TITLE_ROW`] | the title |
//! | [`HELP_ROW`] | what to know before filling it in |
//! | [`KEY_ROW`] (hidden) | of a table: for every column the path of its slot, `^` and a list's path for the key of an outer list, `#` and a word for a column that only informs, [`STATE`]; of a card: the words of [`CARD_COLUMNS`] |
//! | [`HEADING_ROW`] | the headings, with units |
//! | from [`FIRST_ROW`] | what is filled in |
//!
//! The keys stand above the headings, so that sorting the rows below them moves no key. The first sheet is the cover: a card
//! whose path is [`COVER`] and whose slots are the names of the envelope ([`COVER_SLOTS`]).
//! Rows of a card without a path hold nothing that is read: the cover goes on below its slots with what to know and a summary.
//! Lists of options are on the hidden sheet [`LISTS`], each a named range.
//!
//! Options and regions stand as [`words`](super::words) has them.
//! What an option says goes before what the words below say: where `不适用` is an option, a bare `不适用` is that option.
//! Of a list, [`NOT_APPLICABLE`] stands where its completeness does. [`PARTIAL`] as the last of several values in one cell says
//! that there are more. A list whose rows are given ([`Table::given`](super::Arrangement::Table::given)) has no completeness:
//! it is complete when all its keys are there.

/// What the first cell of every sheet says: the form's own format and its version.
pub const MARK: &str = "guiju-form/1";
/// The hidden row with the mark.
pub const MARK_ROW: u32 = 1;
/// What the columns of the row with the mark hold, from column 1.
pub const MARKS: [&str; 6] = ["mark", "standard", "edition", "level", "digest", "path"];
/// The row with the title.
pub const TITLE_ROW: u32 = 2;
/// The row with help.
pub const HELP_ROW: u32 = 3;
/// The hidden row with the paths of columns.
pub const KEY_ROW: u32 = 4;
/// The row with headings.
pub const HEADING_ROW: u32 = 5;
/// The first row that is filled in.
pub const FIRST_ROW: u32 = 6;
/// The columns of a card, from column 1; the last one is hidden and holds the path of the row's slot.
pub const CARD_COLUMNS: [&str; 6] = ["title", "value", "unit", "help", "state", "path"];
/// The key of the column of a table that shows what is missing; it is never read, and no slot can have such a path.
pub const STATE: &str = "#state";
/// What stands before the path of an outer list in the key of a column.
pub const OWNER: char = '^';
/// What stands before the word of a column that only informs; such columns are never read.
pub const INFO: char = '#';
/// The path of the cover.
pub const COVER: &str = "@cover";
/// The name of the hidden sheet with the lists of options.
pub const LISTS: &str = "_lists";
/// The name of the sheet on which a checked workbook lists what was found in it; it is never read.
pub const FINDINGS: &str = "检查结果（规矩）";
/// The custom properties of a workbook, in the order of `MARKS` without the mark and the path.
pub const PROPERTIES: [&str; 4] = ["guiju-standard", "guiju-edition", "guiju-level", "guiju-digest"];

/// The name of the cover's sheet.
pub const COVER_NAME: &str = "封面";
/// The slots of the cover, in order: name, title.
pub const COVER_SLOTS: [(&str, &str); 5] =
    [("region", "填报地区"), ("period", "填报期"), ("basis", "依据"), ("status", "状态"), ("submitted_on", "报送日期")];
/// What the facts of a submission can rest on: the word of the envelope, and the one on the form. Others may be typed.
pub const BASES: [(&str, &str); 5] = [
    ("self-declared", "自行申报"),
    ("document", "文件资料"),
    ("system-export", "系统导出"),
    ("site-visit", "现场核查"),
    ("third-party", "第三方评估"),
];
/// How far a submission has come: the word of the envelope, and the one on the form.
pub const STATUSES: [(&str, &str); 3] = [("draft", "草稿"), ("submitted", "已报送"), ("confirmed", "已核实")];

/// The words for a list that names everything there is, Chinese and English.
pub const COMPLETE: [&str; 2] = ["已列全", "complete"];
/// The words for a list that does not; the reason may follow behind a colon.
pub const PARTIAL: [&str; 2] = ["未列全", "partial"];
/// The words for a value that there cannot be; the reason follows behind a colon.
pub const NOT_APPLICABLE: [&str; 2] = ["不适用", "n/a"];
/// The words for truth values, `[zh, en]`.
pub const YES: [&str; 2] = ["是", "yes"];
/// The words for truth values, `[zh, en]`.
pub const NO: [&str; 2] = ["否", "no"];
/// The word for a set that is known to be empty, `[zh, en]`.
pub const NONE: [&str; 2] = ["无", "none"];
/// What stands between several values in one cell; a reader also takes the other [`SEPARATORS`].
pub const SEPARATOR: &str = "；";
/// Everything that may stand between several values in one cell.
pub const SEPARATORS: [char; 5] = ['；', ';', '、', ',', '，'];
