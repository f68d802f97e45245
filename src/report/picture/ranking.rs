//! Regions in order: the score of each between the least and the most that the unknown could still make of it.

use super::WIDTH;
use super::axis::Axis;
use super::canvas::{Anchor, Area, Picture, TEXT, fitted};
use crate::base::number::Number;
use crate::diagnostic::Language;
use crate::score::Place;

/// The most rows of one picture: what fits on a page of paper.
pub const ROWS: usize = 40;
const ROW: i64 = 200;
const HEAD: i64 = 230;
const NAME: i64 = 1080;
const VALUE: i64 = 560;

/// One region.
#[derive(Debug)]
pub struct Row<'r> {
    /// Its place, where it is ranked.
    pub place: Option<Place>,
    /// The best and the worst place that it has under other choices, where that was worked out.
    pub ranks: Option<(usize, usize)>,
    /// Its name.
    pub name: &'r str,
    /// Its score, and as it is published.
    pub value: Option<(Number, String)>,
    /// Why it has no score.
    pub without: &'r str,
    /// The least it may end with.
    pub lower: Option<Number>,
    /// The most it may end with.
    pub upper: Option<Number>,
}

/// Draws at most [`ROWS`] rows over the numbers `from` … `to`.
#[must_use]
pub fn draw(title: String, rows: &[Row<'_>], (from, to): (&Number, &Number), language: Language) -> Picture {
    let mut picture = Picture::new(title, description(rows, language), WIDTH);
    let with_ranks = rows.iter().any(|row| row.ranks.is_some());
    let with_places = rows.iter().any(|row| row.place.is_some());
    let place = match (with_ranks, with_places) {
        (true, _) => 560,
        (false, true) => 240,
        (false, false) => -50,
    };
    let left = place + 50 + NAME + 60;
    let axis = Axis::new(from.clone(), to.clone(), left, WIDTH - VALUE - left);
    let bottom = HEAD + ROW * i64::try_from(rows.len()).unwrap_or(0);
    for (tick, x) in axis.ticks(4) {
        picture.line("grid", (x, HEAD - 40), (x, bottom));
        picture.text("soft", (x, HEAD - 70), Anchor::Middle, &tick.to_string());
    }
    for (row, top) in rows.iter().zip((0..).map(|number| HEAD + ROW * number)) {
        let (middle, base) = (top + ROW / 2, top + ROW / 2 + 42);
        let ranks = row.ranks.map(|(best, worst)| format!(" ({best}–{worst})")).unwrap_or_default();
        let shown = row.place.map(|place| format!("{place}{ranks}")).unwrap_or_default();
        picture.text("soft", (place, base), Anchor::End, &shown);
        picture.text("", (place + 50, base), Anchor::Start, &fitted(row.name, NAME, TEXT));
        let start = row.lower.as_ref().map_or(axis.start(), |low| axis.at(low));
        let end = row.upper.as_ref().map_or(axis.end(), |high| axis.at(high));
        match &row.value {
            Some((value, published)) => {
                picture.line("stem", (axis.at(&Number::zero()), middle), (axis.at(value), middle));
                picture.rect("range", Area { x: start, y: middle - 25, width: end - start, height: 50 });
                picture.dot("mark", (axis.at(value), middle), 48);
                picture.text("strong", (WIDTH, base), Anchor::End, published);
            }
            None => {
                // Of who was vetoed, nothing is open; the whole line says that there is no score.
                let (start, end) = if start < end { (start, end) } else { (axis.start(), axis.end()) };
                picture.rect("hatch", Area { x: start, y: middle - 55, width: end - start, height: 110 });
                picture.text("soft", (WIDTH, base), Anchor::End, &fitted(row.without, VALUE - 20, TEXT - 10));
            }
        }
    }
    picture.ends_at(bottom + 60);
    picture
}

fn description(rows: &[Row<'_>], language: Language) -> String {
    let scored = rows.iter().filter(|row| row.value.is_some()).count();
    let without = rows.len() - scored;
    match language {
        Language::Zh => {
            format!(
                "{scored} 个地区的得分与可能区间；{without} 个不出分，画成斜线区间，不是零分。逐行数字见同一节的表。"
            )
        }
        Language::En => format!(
            "Scores of {scored} region(s) with the range they may still take; {without} without a score are hatched, \
             which is not zero. The numbers are in the table of the same section."
        ),
    }
}
