//! What a row of a table is: an element, or something that people write between and below elements.

use super::header::Header;
use super::matching::Item;
use super::view::{Merges, View, folded, plain, text};
use crate::submission::datum::Loose;
use crate::submission::grid::{Cell, CellContent};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing that is read stands in it.
    Empty,
    /// The headings or keys once more.
    Heading,
    /// A sum.
    Total,
    /// A title or remark.
    Note,
    /// An element.
    Element,
}

/// Words for sums.
const TOTALS: [&str; 8] = ["合计", "总计", "小计", "共计", "total", "subtotal", "grandtotal", "sum"];
/// How remarks begin that people write into tables and below them; a colon or a number follows.
const REMARKS: [&str; 18] = [
    "注",
    "备注",
    "说明",
    "填表说明",
    "填报说明",
    "填报单位",
    "填报人",
    "填表人",
    "制表人",
    "制表",
    "审核人",
    "负责人",
    "单位负责人",
    "联系人",
    "联系电话",
    "填报日期",
    "note",
    "remark",
];

/// The columns of a table that are read: which item each is, and where it stands.
#[derive(Debug, Clone)]
pub struct Read {
    /// Those of the keys of outer lists, the outermost first.
    pub owners: Vec<(usize, u32)>,
    /// That of its own key.
    pub key: (usize, u32),
    /// The others.
    pub slots: Vec<(usize, u32)>,
}

impl Read {
    /// The places of all of them.
    pub fn all(&self) -> impl Iterator<Item = u32> + '_ {
        self.owners.iter().chain([&self.key]).chain(&self.slots).map(|(_, column)| *column)
    }
}

/// What the row is. A row in which only the key stands is an element, too.
pub fn kind(view: View<'_>, row: u32, items: &[Item], header: &Header, read: &Read, merges: &Merges) -> Kind {
    let mut columns: Vec<u32> = read.all().collect();
    columns.sort_unstable();
    let filled: Vec<(u32, &Cell)> =
        columns.iter().filter_map(|column| Some((*column, view.filled(row, *column)?))).collect();
    let Some(((column, first), rest)) = filled.split_first() else { return Kind::Empty };
    if header.is_repeated(view, items, row) {
        return Kind::Heading;
    }
    let Some(words) = text(first) else { return Kind::Element };
    let is_figure = |(_, cell): &(u32, &Cell)| {
        matches!(cell.content, CellContent::Formula | CellContent::Value(Loose::Number { .. }))
    };
    if is_total(&words, !rest.is_empty() && rest.iter().all(is_figure)) {
        return Kind::Total;
    }
    let is_alone = rest.is_empty();
    let is_wide = merges
        .at(row, *column)
        .is_some_and(|area| columns.iter().filter(|column| (area.first.1..=area.last.1).contains(column)).count() > 1);
    let is_key = read.key.1 == *column;
    let is_owner = read.owners.iter().any(|(_, owner)| owner == column);
    if is_alone && (is_wide || is_owner || (is_key && is_remark(&words))) { Kind::Note } else { Kind::Element }
}

/// Whether the words stand for a sum. What only ends so may be a name, unless nothing but figures stand beside it.
fn is_total(words: &str, beside_figures: bool) -> bool {
    let words = folded(words);
    let words = words.trim_end_matches([':', '：']);
    TOTALS.iter().any(|total| {
        words == *total
            || beside_figures && words.ends_with(total)
            || words.strip_prefix(total).is_some_and(|rest| rest.starts_with([':', '：', '(', '（']))
    })
}

/// Whether the words are a remark: one of the beginnings, then a colon or a number.
pub fn is_remark(words: &str) -> bool {
    let words = plain(words);
    let begins = |beginning: &&str| {
        let rest = words.get(..beginning.len()).filter(|start| start.eq_ignore_ascii_case(beginning));
        let rest =
            rest.and_then(|_| words.get(beginning.len()..)).map(|rest| rest.trim_start_matches(char::is_numeric));
        rest.is_some_and(|rest| rest.trim_start().starts_with([':', '：', '.', '、', '．']))
    };
    words.starts_with(['※', '*', '＊']) || REMARKS.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_remarks_are_told_from_names() {
        for words in ["合计", "合 计", "总计：", "小计", "Total", "合计（人）"] {
            assert!(is_total(words, false), "{words}");
        }
        assert!(is_total("城东合计", true) && !is_total("城东合计", false) && !is_total("合计科", false));
        for words in ["注：数据截至十一月", "注1：甲", "备注: 无", "填表人：某某", "※ 甲", "Note: x"]
        {
            assert!(is_remark(words), "{words}");
        }
        for words in ["注册", "说明书", "h1", "备注"] {
            assert!(!is_remark(words), "{words}");
        }
    }
}
