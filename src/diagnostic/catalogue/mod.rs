//! The one catalogue of messages: a file per stage, an entry per message.
//!
//! Codes are stable: `GJ1xxx` reading text, `GJ2xxx` declarations, `GJ3xxx` expressions, `GJ4xxx` submissions,
//! `GJ5xxx` outputs, `GJ6xxx` the analysis of a standard, `GJ9xxx` the call and the machine.

use super::Language;
use crate::base::privacy::masked;
use crate::base::text::agreeing;
use crate::syntax::vocabulary;
use std::borrow::Cow;

pub mod analysis;
pub mod call;
pub mod declaration;
pub mod expression;
pub mod format;
pub mod output;
pub mod privacy;
pub mod reports;
pub mod round;
pub mod sheet;
pub mod submission;
pub mod summary;
pub mod syntax;
pub mod tool;
pub mod workbook;

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Stops the compilation (or leaves the fact out).
    Error,
    /// Works, but hardly as meant.
    Warning,
    /// A suggestion.
    Hint,
}

impl Level {
    /// The word for it.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Error, Language::Zh) => "错误",
            (Self::Error, Language::En) => "error",
            (Self::Warning, Language::Zh) => "警告",
            (Self::Warning, Language::En) => "warning",
            (Self::Hint, Language::Zh) => "提示",
            (Self::Hint, Language::En) => "hint",
        }
    }
}

/// One message that users can meet.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its stable code.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// Text and help, `[zh, en]`; `{name}` stands for an argument.
    pub texts: [&'static str; 2],
    /// How to mend it, `[zh, en]`; empty where nothing general can be said.
    pub helps: [&'static str; 2],
}

impl Entry {
    /// The message text with its placeholders.
    #[must_use]
    pub fn text(&self, language: Language) -> &'static str {
        let [zh, en] = self.texts;
        match language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    /// The mend with its placeholders.
    #[must_use]
    pub fn help(&self, language: Language) -> &'static str {
        let [zh, en] = self.helps;
        match language {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}

/// Declares entries and the list `ENTRIES` of a stage.
macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident = $code:literal $level:ident {
        zh: $zh:literal, en: $en:literal $(, help_zh: $hzh:literal, help_en: $hen:literal)? $(,)?
    })*) => {
        $($(#[$doc])* pub static $name: $crate::diagnostic::Entry = $crate::diagnostic::Entry {
            code: $code,
            level: $crate::diagnostic::Level::$level,
            texts: [$zh, $en],
            helps: [concat!($($hzh)?), concat!($($hen)?)],
        };)*
        /// All entries of this stage.
        pub static ENTRIES: &[&$crate::diagnostic::Entry] = &[$(&$name),*];
    };
}
pub(crate) use entries;

/// Every entry, by stage and code.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    [
        syntax::ENTRIES,
        declaration::ENTRIES,
        summary::ENTRIES,
        expression::ENTRIES,
        submission::ENTRIES,
        round::ENTRIES,
        privacy::ENTRIES,
        sheet::ENTRIES,
        format::ENTRIES,
        workbook::ENTRIES,
        output::ENTRIES,
        analysis::ENTRIES,
        tool::ENTRIES,
        reports::ENTRIES,
        call::ENTRIES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The entry with that code.
#[must_use]
pub fn find(code: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.code.eq_ignore_ascii_case(code))
}

/// Words for kinds of things that are no keywords of the language, in Chinese.
static KINDS: [(&str, &str); 27] = [
    ("type", "类型"),
    ("member", "成员"),
    ("level", "层级"),
    ("region", "地区"),
    ("item", "事项"),
    ("anchor", "锚点（&）"),
    ("alias", "引用（*）"),
    ("tag", "标签（!）"),
    ("merge key", "合并键（<<）"),
    ("key that is no word", "不是单词的键"),
    ("second document", "第二个文档（---）"),
    ("link", "链接"),
    ("pipe", "管道"),
    ("socket", "套接字"),
    ("device", "设备"),
    ("sheets", "工作表"),
    ("cells", "有内容的单元格"),
    ("filled rows", "有内容的行"),
    ("shared texts", "共享文字"),
    ("merged areas", "合并区域"),
    ("cell formats", "单元格格式"),
    ("number formats", "数字格式"),
    ("defined names", "已定义名称"),
    ("properties", "文档属性"),
    ("array formulas", "数组公式"),
    ("rows of array formulas", "数组公式的行"),
    ("relationships", "内部引用"),
];

/// What the argument `kind` says, in the language: kinds of things are named by their English keyword.
fn kind(word: &str, language: Language) -> &str {
    let chinese = || KINDS.iter().find(|(english, _)| *english == word).map(|(_, chinese)| *chinese);
    match language {
        Language::Zh => chinese().or_else(|| vocabulary::chinese(word)).unwrap_or(word),
        Language::En => word,
    }
}

/// Replaces each `{name}` by its argument; unknown names stay as they are. What files say in an argument is told with the
/// numbers of persons masked. In English a template writes `{count} file(s)`: each `(s)` follows the argument before it.
pub(super) fn fill(template: &str, arguments: &[(&'static str, String)], language: Language) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    let mut number = Cow::Borrowed("");
    let worded = |text: &str, number: &str| match language {
        Language::Zh => text.to_owned(),
        Language::En => agreeing(text, number),
    };
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(&worded(before, &number));
        let argument = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = arguments.iter().find(|(known, _)| *known == name)?;
            let value = if name == "kind" { Cow::Borrowed(kind(value, language)) } else { masked(value) };
            Some((value, tail))
        });
        match argument {
            Some((value, tail)) => {
                filled.push_str(&value);
                number = value;
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(&worded(rest, &number));
    filled
}
