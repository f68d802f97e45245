//! Summaries: what a superior is told of the regions that report to it, figure by figure.

use super::selector::{BINDS, Selector};
use super::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes, Words, nearest_or_all, words_of};
use super::text::{Label, Text};
use crate::base::number::Number;
use crate::diagnostic::catalogue::{declaration, summary as messages};
use crate::diagnostic::{Diagnostic, Span};
use crate::expr::Expression;
use crate::syntax::{Node, vocabulary};

/// The `summary` node.
pub static SUMMARY: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text)],
    open: false,
    children: &[
        Child::several("binds", &BINDS),
        Child::needed("of", &BINDS).in_second_sense(),
        Child::several("clause", &IDS),
        Child::several("figure", &FIGURE).in_second_sense(),
        Child::several("note", &LINE),
    ],
};

static FIGURE: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("count", Takes::Text),
        Slot::optional("share", Takes::Text).in_second_sense(),
        Slot::optional("sum", Takes::Text),
        Slot::optional("worst", Takes::Text),
        Slot::optional("better", Takes::Text).of(Words::Fixed(&words_of(&Better::ALL))),
        Slot::optional("numerator", Takes::Text),
        Slot::optional("denominator", Takes::Text),
        Slot::optional("own", Takes::Text),
        Slot::optional("within", Takes::Number),
        Slot::optional("once-by", Takes::Text),
    ],
    open: false,
    children: &[Child::several("clause", &IDS), Child::several("note", &LINE)],
};

/// What a superior is told of the regions that report to it. `E` is the form of its expressions: text as declared, compiled in a
/// standard.
#[derive(Debug, Clone, Hash)]
pub struct Summary<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// Who gets one.
    pub binds: Selector,
    /// Over which regions it goes: of the superior itself and those that report to it, directly or through others.
    pub of: Selector,
    /// The clauses that all its figures serve.
    pub clauses: Vec<Text>,
    /// Its figures, in order.
    pub figures: Vec<Figure<E>>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

/// One figure of a summary.
#[derive(Debug, Clone, Hash)]
pub struct Figure<E = Expression> {
    /// Its id, unique in its summary.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// How it is made from what the regions report.
    pub operation: Operation<E>,
    /// The superior's own figure, with which it has to agree.
    pub own: Option<Own<E>>,
    /// With which regions a region shares the thing, so that it counts once.
    pub once_by: Option<E>,
    /// The clauses it serves, beside those of the summary.
    pub clauses: Vec<Text>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

/// How a figure is made from what the regions report. Every expression is about one region.
#[derive(Debug, Clone, Hash)]
pub enum Operation<E = Expression> {
    /// How many regions meet the condition.
    Count(E),
    /// The share of the regions that meet it.
    Share(E),
    /// The sum of a number.
    Sum(E),
    /// The sum of one number ÷ the sum of another, over the regions that know both.
    Ratio {
        /// What is summed above the line.
        numerator: E,
        /// What is summed below it.
        denominator: E,
    },
    /// The worst value, and whose it is.
    Worst {
        /// The value.
        value: E,
        /// Which way is better.
        better: Better,
    },
}

/// Which way a number is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Better {
    /// The more, the better: the least is the worst.
    Higher,
    /// The less, the better: the greatest is the worst.
    Lower,
}

/// The figure that a superior gives for the same thing.
#[derive(Debug, Clone, Hash)]
pub struct Own<E = Expression> {
    /// The figure.
    pub value: E,
    /// What it has to be multiplied by to be in the unit of the sum; 1 as declared.
    pub factor: Number,
    /// The difference that is let pass, for a figure that is only given in round numbers; in the unit of the sum.
    pub within: Number,
}

impl Better {
    const ALL: [(Self, &'static str); 2] = [(Self::Higher, "higher"), (Self::Lower, "lower")];

    /// The keyword.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        Self::ALL.iter().find(|(better, _)| *better == self).map_or("higher", |(_, word)| word)
    }

    fn read(text: Option<&Text>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let Some(text) = text else { return Self::Higher };
        let word = vocabulary::canonical(&text.value).unwrap_or(&text.value);
        if let Some((better, _)) = Self::ALL.iter().find(|(_, keyword)| *keyword == word) {
            return *better;
        }
        diagnostics.push(
            Diagnostic::new(&declaration::UNKNOWN_WORD)
                .with("word", &text.value)
                .with("known", nearest_or_all(&text.value, Self::ALL.iter().map(|(_, word)| *word)))
                .at(text.span),
        );
        Self::Higher
    }
}

impl<E> Operation<E> {
    /// The keyword, as reports name it.
    #[must_use]
    pub fn keyword(&self) -> &'static str {
        match self {
            Self::Count(_) => "count",
            Self::Share(_) => "share",
            Self::Sum(_) => "sum",
            Self::Ratio { .. } => "ratio",
            Self::Worst { .. } => "worst",
        }
    }

    /// Its expressions, in order.
    pub fn expressions(&self) -> impl Iterator<Item = &E> {
        let (first, second) = match self {
            Self::Count(value) | Self::Share(value) | Self::Sum(value) | Self::Worst { value, .. } => (value, None),
            Self::Ratio { numerator, denominator } => (numerator, Some(denominator)),
        };
        std::iter::once(first).chain(second)
    }
}

impl<E> Figure<E> {
    /// The expressions about the regions that are summed up.
    pub fn of_regions(&self) -> impl Iterator<Item = &E> {
        self.operation.expressions().chain(&self.once_by)
    }

    /// The expression about the superior.
    pub fn of_superior(&self) -> impl Iterator<Item = &E> {
        self.own.iter().map(|own| &own.value)
    }
}

/// A summary as it was declared.
pub type SummaryDeclaration = Summary<Text>;

impl SummaryDeclaration {
    /// Reads a `summary` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &SUMMARY, diagnostics);
        let binds = Selector::read(reading.children("binds"), diagnostics);
        let of = Selector::read(reading.children("of"), diagnostics);
        let mut figures: Vec<Figure<Text>> = Vec::new();
        for child in reading.children("figure") {
            let Some(figure) = Figure::read(child, diagnostics) else { continue };
            match figures.iter().find(|known| known.id == figure.id) {
                Some(first) => {
                    let id = Text::made(figure.id, figure.span);
                    diagnostics.push(super::names::repeated("figure", &id, first.span));
                }
                None => figures.push(figure),
            }
        }
        if reading.children("figure").next().is_none() {
            let id = reading.text(0).map(|id| id.value).unwrap_or_default();
            diagnostics.push(Diagnostic::new(&messages::NO_FIGURES).with("name", id).at(reading.span()));
        }
        let clauses = reading.child_ids("clause", diagnostics);
        let notes = reading.child_labels("note", diagnostics);
        Some(Self {
            id: reading.text(0)?.value,
            title: reading.label(1)?,
            binds,
            of,
            clauses,
            figures,
            notes,
            span: reading.span(),
        })
    }
}

impl Figure<Text> {
    fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &FIGURE, diagnostics);
        let clauses = reading.child_ids("clause", diagnostics);
        let notes = reading.child_labels("note", diagnostics);
        let id = reading.text(0)?;
        let better = reading.property_text("better");
        let operation = read_operation(&reading, &id, better.as_ref(), diagnostics);
        let together = |given: &str, needs: &str, diagnostics: &mut Vec<Diagnostic>| {
            if reading.property(given).is_some() && reading.property(needs).is_none() {
                diagnostics.push(
                    Diagnostic::new(&declaration::KIND_BINDING)
                        .with("name", given)
                        .with("needs", needs)
                        .at(reading.span()),
                );
            }
        };
        together("better", "worst", diagnostics);
        together("within", "own", diagnostics);
        let within = reading.property_number("within").unwrap_or_else(Number::zero);
        if within.is_negative() {
            diagnostics.push(Diagnostic::new(&messages::NEGATIVE_TOLERANCE).with("name", &id.value).at(reading.span()));
        }
        let own = reading.property_text("own").map(|value| Own { value, factor: Number::one(), within });
        let operation = operation?;
        let own = own.filter(|own| {
            let adds_up = matches!(operation, Operation::Count(_) | Operation::Sum(_));
            if !adds_up {
                diagnostics.push(
                    Diagnostic::new(&messages::OWN_OF_NO_SUM)
                        .with("name", &id.value)
                        .with("operation", operation.keyword())
                        .at(own.value.span),
                );
            }
            adds_up
        });
        Some(Self {
            id: id.value,
            title: reading.label(1)?,
            operation,
            own,
            once_by: reading.property_text("once-by"),
            clauses,
            notes,
            span: reading.span(),
        })
    }
}

/// The one operation that a figure names; `None` where it names none, several, or half of one (and reported).
fn read_operation(
    reading: &Reading<'_>,
    id: &Text,
    better: Option<&Text>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Operation<Text>> {
    let better = Better::read(better, diagnostics);
    let (numerator, denominator) = (reading.property_text("numerator"), reading.property_text("denominator"));
    if numerator.is_some() != denominator.is_some() {
        let (given, needs) =
            if numerator.is_some() { ("numerator", "denominator") } else { ("denominator", "numerator") };
        diagnostics.push(
            Diagnostic::new(&declaration::KIND_BINDING).with("name", given).with("needs", needs).at(reading.span()),
        );
        return None;
    }
    let ratio = numerator.zip(denominator);
    let named = [
        reading.property_text("count").map(Operation::Count),
        reading.property_text("share").map(Operation::Share),
        reading.property_text("sum").map(Operation::Sum),
        reading.property_text("worst").map(|value| Operation::Worst { value, better }),
        ratio.map(|(numerator, denominator)| Operation::Ratio { numerator, denominator }),
    ];
    let mut named = named.into_iter().flatten();
    match (named.next(), named.next()) {
        (Some(only), None) => Some(only),
        _ => {
            diagnostics.push(Diagnostic::new(&messages::NOT_ONE_OPERATION).with("name", &id.value).at(reading.span()));
            None
        }
    }
}
