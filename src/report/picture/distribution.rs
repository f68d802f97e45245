//! How many regions have scores of which size.

use super::WIDTH;
use super::axis::Axis;
use super::canvas::{Anchor, Area, Picture};
use crate::base::number::Number;
use crate::diagnostic::Language;

const BARS: i64 = 10;
const TOP: i64 = 260;
const FLOOR: i64 = 1300;

/// Draws the scores between `from` and `to` in ten bars, and those without a score in one of their own.
#[must_use]
pub fn draw(
    title: String,
    values: &[Number],
    without: usize,
    (from, to): (&Number, &Number),
    language: Language,
) -> Picture {
    let mut picture = Picture::new(title, description(values.len(), without, language), WIDTH);
    let axis = Axis::new(from.clone(), to.clone(), 60, 2700);
    let step = 2700 / BARS;
    let mut counts = [0_i64; 10];
    for value in values {
        let bar = ((axis.at(value) - axis.start()) / step).clamp(0, BARS - 1);
        if let Some(count) = usize::try_from(bar).ok().and_then(|bar| counts.get_mut(bar)) {
            *count += 1;
        }
    }
    let apart = i64::try_from(without).unwrap_or(i64::MAX);
    let most = counts.iter().copied().max().unwrap_or(0).max(apart).max(1);
    let mut bar = |class: &'static str, x: i64, width: i64, count: i64| {
        let height = if count == 0 { 0 } else { ((FLOOR - TOP) * count / most).max(20) };
        picture.rect(class, Area { x, y: FLOOR - height, width, height });
        if count > 0 {
            picture.text("strong", (x + width / 2, FLOOR - height - 50), Anchor::Middle, &count.to_string());
        }
    };
    for (number, count) in (0..).zip(counts) {
        bar("bar", axis.start() + number * step + 10, step - 20, count);
    }
    if without > 0 {
        bar("hatch", 3020, 420, apart);
    }
    picture.line("axis", (40, FLOOR), (2780, FLOOR));
    for (tick, x) in axis.ticks(5) {
        picture.text("soft", (x, FLOOR + 160), Anchor::Middle, &tick.to_string());
    }
    if without > 0 {
        let word = if language == Language::Zh { "不出分" } else { "no score" };
        picture.text("soft", (3230, FLOOR + 160), Anchor::Middle, word);
    }
    picture.ends_at(FLOOR + 220);
    picture
}

fn description(scored: usize, without: usize, language: Language) -> String {
    match language {
        Language::Zh => format!("十段之内各有几个地区：共 {scored} 个有得分，{without} 个不出分。"),
        Language::En => format!("How many regions lie in each tenth: {scored} with a score, {without} without one."),
    }
}
