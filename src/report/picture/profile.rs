//! One region beside its peers: what part of each group's points it has, and what its peers have.

use super::WIDTH;
use super::axis::Axis;
use super::canvas::{Anchor, Area, Picture, TEXT, fitted, width};
use crate::base::number::{Number, Rounding};
use crate::diagnostic::Language;

const ROW: i64 = 340;
const HEAD: i64 = 60;

/// One group or indicator.
#[derive(Debug)]
pub struct Row<'r> {
    /// Its title.
    pub title: &'r str,
    /// The region's share of its points, 0 to 1; `None` where nothing is known.
    pub share: Option<Number>,
    /// The least and the most share that the unknown could still make of it.
    pub bounds: Option<(Number, Number)>,
    /// What the peers have.
    pub peers: Option<Quartiles>,
}

/// The shares of the peers of whom it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quartiles {
    /// A quarter of them have less.
    pub first: Number,
    /// The middle one.
    pub median: Number,
    /// A quarter of them have more.
    pub third: Number,
    /// How many they are.
    pub of: usize,
}

impl Quartiles {
    /// Of at least three numbers; between two of them on a straight line.
    #[must_use]
    pub fn of(mut shares: Vec<Number>) -> Option<Self> {
        if shares.len() < 3 {
            return None;
        }
        shares.sort();
        let at = |quarter: usize| {
            let place = (shares.len() - 1) * quarter;
            let (low, part) = (shares.get(place / 4)?, i64::try_from(place % 4).ok()?);
            let high = shares.get(place / 4 + 1).unwrap_or(low);
            let part = Number::from(part).checked_div(&Number::from(4))?;
            Some(low.clone() + (high - low) * part)
        };
        Some(Self { first: at(1)?, median: at(2)?, third: at(3)?, of: shares.len() })
    }
}

/// Draws a row for each group.
#[must_use]
pub fn draw(title: String, rows: &[Row<'_>], language: Language) -> Picture {
    let mut picture = Picture::new(title, description(language), WIDTH);
    let axis = Axis::new(Number::zero(), Number::one(), 0, WIDTH - 20);
    let pick = |zh: &'static str, en: &'static str| if language == Language::Zh { zh } else { en };
    for (row, top) in rows.iter().zip((0..).map(|number| HEAD + ROW * number)) {
        let (base, bar) = (top + 110, top + 160);
        let told = match &row.share {
            Some(share) => percent(share),
            None => pick("未报", "not reported").to_owned(),
        };
        let room = WIDTH - width(&told, TEXT) - 150;
        picture.text("", (0, base), Anchor::Start, &fitted(row.title, room, TEXT));
        picture.text(if row.share.is_some() { "strong" } else { "soft" }, (WIDTH, base), Anchor::End, &told);
        let whole = Area { x: axis.start(), y: bar, width: axis.end() - axis.start(), height: 100 };
        picture.rect(if row.share.is_some() { "track" } else { "hatch" }, whole);
        if let Some(peers) = &row.peers {
            let (first, third) = (axis.at(&peers.first), axis.at(&peers.third));
            picture.rect("peers", Area { x: first, width: (third - first).max(12), ..whole });
            let median = axis.at(&peers.median);
            picture.line("median", (median, bar - 20), (median, bar + 120));
        }
        if let (Some(share), bounds) = (&row.share, &row.bounds) {
            if let Some((low, high)) = bounds.as_ref().filter(|(low, high)| low < high) {
                picture.line("open", (axis.at(low), bar + 50), (axis.at(high), bar + 50));
            }
            picture.dot("mark", (axis.at(share), bar + 50), 55);
        }
    }
    let bottom = HEAD + ROW * i64::try_from(rows.len()).unwrap_or(0);
    picture.ends_at(bottom);
    picture
}

/// A share as people read it.
#[must_use]
pub fn percent(share: &Number) -> String {
    format!("{}%", (share.clone() * Number::from(100)).decimal(0, Rounding::HalfEven))
}

fn description(language: Language) -> String {
    match language {
        Language::Zh => {
            "每行一组：圆点是本地得到的占比，浅色带是同级地区中间一半，竖线是中位数；细线是本地可能的区间；斜线是没有报。"
        }
        Language::En => {
            "A row a group: the dot is this region's share, the pale band the middle half of its peers, the upright \
             their median; a thin line is the range still open; hatched means not reported."
        }
    }
    .to_owned()
}
