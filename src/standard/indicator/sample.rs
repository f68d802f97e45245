//! Measures that are those of a sample: how many were asked, and how sure that makes one.

use super::super::shape::{LINE, Reading, Shape, Slot, Takes};
use super::super::text::Text;
use crate::base::number::Number;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::declaration as messages;
use crate::expr::Expression;
use crate::syntax::Node;

/// The `sample` node.
pub static SAMPLE: Shape = Shape {
    arguments: &[Slot::required("size", Takes::Text)],
    properties: &[
        Slot::optional("min", Takes::Number),
        Slot::optional("confidence", Takes::Number),
        Slot::optional("deviation", Takes::Text),
    ],
    ..LINE
};

/// The quantiles of the normal distribution that leave a level between them and their opposites, to ten places.
const QUANTILES: [(&str, &str); 3] = [("0.9", "1.6448536270"), ("0.95", "1.9599639845"), ("0.99", "2.5758293035")];

/// The sample behind a measure.
#[derive(Debug, Clone, Hash)]
pub struct Sample<E = Expression> {
    /// How many were asked.
    pub size: E,
    /// The fewest of whom anything is known; fewer leave the measure unknown.
    pub least: Number,
    /// How probable it is that the interval holds the true value: 0.9, 0.95 or 0.99.
    pub confidence: Number,
    /// How many standard errors the interval reaches to either side.
    pub quantile: Number,
    /// The standard deviation of the sample, of a measure that is a mean; without it the measure is a proportion.
    pub deviation: Option<E>,
}

/// The quantile of a level; `None` of one that is not in the table.
fn quantile(confidence: &Number) -> Option<Number> {
    let found = QUANTILES.iter().find(|(level, _)| Number::parse(level).is_ok_and(|level| level == *confidence));
    found.and_then(|(_, quantile)| Number::parse(quantile).ok())
}

impl Sample<Text> {
    pub(super) fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &SAMPLE, diagnostics);
        let size = reading.text(0)?;
        let least = reading.property_number("min").filter(|least| *least > Number::zero());
        let level = reading.property_number("confidence").and_then(|level| Some((quantile(&level)?, level)));
        let Some((least, (quantile, confidence))) = least.zip(level) else {
            diagnostics.push(Diagnostic::new(&messages::SAMPLE).at(reading.span()));
            return None;
        };
        Some(Self { size, least, confidence, quantile, deviation: reading.property_text("deviation") })
    }
}
