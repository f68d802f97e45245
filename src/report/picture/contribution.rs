//! What a score is made of: a bar of all that adds up, and a bar for each line out of its full points.

use super::WIDTH;
use super::axis::Axis;
use super::canvas::{Anchor, Area, Picture, TEXT, fitted, width};
use crate::base::number::Number;
use crate::diagnostic::Language;

const ROW: i64 = 300;

/// One line of a score.
#[derive(Debug)]
pub struct Row<'r> {
    /// Its title.
    pub title: &'r str,
    /// Its sort.
    pub sort: Sort,
    /// Its full points; the most it takes off for a deduction.
    pub full: Number,
    /// Its points; `None` where they are not known or it does not apply.
    pub points: Option<Number>,
    /// Points out of full points, or what there is instead, in words.
    pub told: String,
}

/// The sorts of lines that have points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Part of the total.
    Indicator,
    /// On top.
    Bonus,
    /// Off.
    Deduction,
}

/// The whole that the lines make up.
#[derive(Debug)]
pub struct Total {
    /// The score.
    pub value: Number,
    /// Full marks.
    pub full: Number,
    /// The score as it is published.
    pub told: String,
}

/// Draws the lines, below the whole where they add up to it.
#[must_use]
pub fn draw(title: String, total: Option<&Total>, rows: &[Row<'_>], language: Language) -> Picture {
    let mut picture = Picture::new(title, description(total.is_some(), language), WIDTH);
    let mut top = 20;
    if let Some(total) = total {
        stacked(&mut picture, total, rows, language);
        top = 420;
    }
    let most = rows.iter().map(|row| row.full.clone()).max().unwrap_or_else(Number::one);
    let axis = Axis::new(Number::zero(), most, 0, WIDTH);
    for row in rows {
        let (base, bar) = (top + 110, top + 155);
        let room = WIDTH - width(&row.told, TEXT) - 150;
        let sign = match row.sort {
            Sort::Indicator => "",
            Sort::Bonus => "＋ ",
            Sort::Deduction => "－ ",
        };
        picture.text("", (0, base), Anchor::Start, &fitted(&format!("{sign}{}", row.title), room, TEXT));
        picture.text(if row.points.is_some() { "" } else { "soft" }, (WIDTH, base), Anchor::End, &row.told);
        let full = Area { x: 0, y: bar, width: axis.at(&row.full), height: 80 };
        picture.rect(if row.points.is_some() { "track" } else { "hatch" }, full);
        if let Some(points) = &row.points {
            picture.rect(class(row.sort), Area { width: axis.at(points), ..full });
        }
        top += ROW;
    }
    picture.ends_at(top);
    picture
}

/// One bar of everything that is known, end to end, out of full marks.
fn stacked(picture: &mut Picture, total: &Total, rows: &[Row<'_>], language: Language) {
    let sum = |sort: Sort| {
        let of_sort = rows.iter().filter(|row| row.sort == sort).filter_map(|row| row.points.clone());
        of_sort.fold(Number::zero(), |sum, points| sum + points)
    };
    let (bonus, deduction) = (sum(Sort::Bonus), sum(Sort::Deduction));
    let reach = (sum(Sort::Indicator) + bonus.clone()).max(total.full.clone());
    let axis = Axis::new(Number::zero(), reach, 0, WIDTH);
    let word = if language == Language::Zh { "合计" } else { "total" };
    picture.text("strong", (0, 110), Anchor::Start, word);
    picture.text("strong", (WIDTH, 110), Anchor::End, &total.told);
    let area = |x: i64, end: i64| Area { x, y: 160, width: (end - x - 6).max(6), height: 140 };
    picture.rect("track", Area { x: 0, y: 160, width: axis.at(&total.full), height: 140 });
    let mut reached = Number::zero();
    for sort in [Sort::Indicator, Sort::Bonus] {
        for points in rows.iter().filter(|row| row.sort == sort).filter_map(|row| row.points.as_ref()) {
            if *points > Number::zero() {
                let start = axis.at(&reached);
                reached = reached + points.clone();
                picture.rect(class(sort), area(start, axis.at(&reached)));
            }
        }
    }
    if !deduction.is_zero() {
        let start = axis.at(&(&reached - &deduction));
        picture.rect("hatch off", area(start, axis.at(&reached)));
    }
    let x = axis.at(&total.value).min(WIDTH - 10);
    picture.line("median", (x, 140), (x, 320));
}

fn class(sort: Sort) -> &'static str {
    match sort {
        Sort::Indicator => "bar",
        Sort::Bonus => "bonus",
        Sort::Deduction => "off",
    }
}

fn description(adds_up: bool, language: Language) -> String {
    match (adds_up, language) {
        (true, Language::Zh) => {
            "第一条是各项相加的合计，竖线是得分；下面每条是一项得到的分和满分。斜线是没有报或不适用。"
        }
        (false, Language::Zh) => "每条是一项得到的分和满分；总分不是各项相加。斜线是没有报或不适用。",
        (true, Language::En) => {
            "The first bar is all lines end to end, the upright the score; below, each line out of its full points. \
             Hatched means not reported or not applicable."
        }
        (false, Language::En) => {
            "Each bar is a line out of its full points; the score is not their sum. Hatched means not reported or \
             not applicable."
        }
    }
    .to_owned()
}
