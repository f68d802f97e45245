//! What all regions have on one indicator.

use crate::base::number::{Number, Rounding};
use crate::score::{Line, Measurement, Scorecard};
use crate::standard::Label;

/// Decimals to which points are taken.
const DIGITS: u32 = 12;

/// One indicator over all regions, in their order.
#[derive(Debug)]
pub(super) struct Column<'a> {
    /// Its place among the lines of a card.
    pub number: usize,
    pub id: &'a str,
    pub title: &'a Label,
    pub groups: Vec<&'a Label>,
    pub full: Number,
    /// The points where they are known.
    pub points: Vec<Option<Number>>,
    /// The measured numbers where they are known.
    pub values: Vec<Number>,
    pub missing: usize,
    pub not_applicable: usize,
    exempt: Vec<bool>,
}

impl<'a> Column<'a> {
    /// The line with that number of all cards.
    pub fn of(number: usize, line: &Line<'a>, cards: &[&Scorecard<'a>]) -> Self {
        let mut column = Self {
            number,
            id: line.id,
            title: line.title,
            groups: line.groups.clone(),
            full: line.full.clone(),
            points: Vec::with_capacity(cards.len()),
            values: Vec::new(),
            missing: 0,
            not_applicable: 0,
            exempt: Vec::with_capacity(cards.len()),
        };
        for card in cards {
            let measurement = card.lines.get(number).map(|line| &line.measurement);
            let is_exempt = matches!(measurement, Some(Measurement::NotApplicable(_)));
            column.exempt.push(is_exempt);
            column.points.push(match measurement {
                Some(Measurement::Known { points, value, .. }) => {
                    column.values.extend(Number::parse(value));
                    Some(points.low().rounded(DIGITS, Rounding::HalfEven))
                }
                _ => None,
            });
            column.not_applicable += usize::from(is_exempt);
        }
        column.missing = column.points.len() - column.known() - column.not_applicable;
        column
    }

    /// A column of its own, for tests.
    #[cfg(test)]
    pub fn made(title: &'a Label, groups: Vec<&'a Label>, full: Number, points: Vec<Option<Number>>) -> Self {
        let exempt = vec![false; points.len()];
        let (number, missing, not_applicable, values) = (0, 0, 0, Vec::new());
        Self { number, id: &title.zh, title, groups, full, points, values, missing, not_applicable, exempt }
    }

    /// Of how many regions it is known.
    pub fn known(&self) -> usize {
        self.points.iter().flatten().count()
    }

    /// The points that a region has; none where it does not apply, `None` where it is not known.
    pub fn counted(&self, region: usize) -> Option<Number> {
        match self.exempt.get(region) {
            Some(true) => Some(Number::zero()),
            _ => self.points.get(region)?.clone(),
        }
    }

    /// The share of the points that all have of whom it is known.
    pub fn constant(&self) -> Option<Number> {
        let mut known = self.points.iter().flatten();
        let first = known.next()?;
        let is_constant = self.known() > 1 && known.all(|points| points == first);
        let full = self.full.rounded(DIGITS, Rounding::HalfEven);
        if is_constant { first.checked_div(&full) } else { None }
    }
}
