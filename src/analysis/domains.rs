//! What a standard declares of the names in its expressions.

use crate::expr::Expression;
use crate::expr::symbolic::{Domain, Domains, Interval, Quantity};
use crate::standard::Standard;
use crate::standard::names::REGION_RECORD;
use crate::standard::record::{Content, Field};

/// Between which numbers an expression lies wherever it is known, by what the standard declares of the fields it reads.
#[must_use]
pub fn range(standard: &Standard, expression: &Expression) -> Interval {
    Quantity::of(expression, &Declared(standard)).interval()
}

/// A standard as the domains of its names. The answers depend on its manifest, registry, records, choices, thresholds and code lists.
pub struct Declared<'s>(pub &'s Standard);

impl Declared<'_> {
    fn field(&self, field: &Field) -> Domain<'_> {
        let single = match field.kind.value.as_str() {
            "text" => Domain::Text,
            "number" => Domain::Number { least: field.min.clone(), most: field.max.clone(), whole: false },
            "integer" => Domain::Number { least: field.min.clone(), most: field.max.clone(), whole: true },
            "boolean" => Domain::Condition,
            "date" => Domain::Date,
            "region" => Domain::Word(self.column("code")),
            choice => match self.0.choice(choice) {
                Some(choice) => Domain::Word(choice.options.iter().map(|(id, _)| id.clone()).collect()),
                None => Domain::Text,
            },
        };
        if field.many { Domain::List { element: Box::new(single), key: None } } else { single }
    }

    /// What stands in a column of the registry. A region without the column has an empty text there.
    fn column(&self, name: &str) -> Vec<String> {
        let values = self.0.registry.values(name).into_iter().map(str::to_owned);
        values.chain(std::iter::once(String::new())).collect()
    }
}

impl Domains for Declared<'_> {
    fn submission(&self) -> &str {
        &self.0.manifest.submission.value
    }

    fn root(&self, name: &str) -> Option<Domain<'_>> {
        if let Some(threshold) = self.0.thresholds.iter().find(|threshold| threshold.name == name) {
            return Some(Domain::Constant(threshold.value.clone()));
        }
        if let Some(list) = self.0.code_lists.iter().find(|list| list.name == name) {
            return Some(Domain::Texts(list.codes.clone()));
        }
        match name {
            REGION_RECORD => Some(Domain::Record(REGION_RECORD.to_owned())),
            "as_of" => Some(Domain::Date),
            "members" => {
                let element = Box::new(Domain::Record(self.submission().to_owned()));
                Some(Domain::List { element, key: None })
            }
            _ => None,
        }
    }

    fn member(&self, record: &str, name: &str) -> Option<Domain<'_>> {
        if record == REGION_RECORD {
            return Some(Domain::Word(self.column(name)));
        }
        if record == self.submission() && name == REGION_RECORD {
            return Some(Domain::Record(REGION_RECORD.to_owned()));
        }
        Some(match &self.0.record(record)?.member(name)?.content {
            Content::Field(field) => self.field(field),
            Content::Part(of) => Domain::Record(of.value.clone()),
            Content::List { of, key } => {
                Domain::List { element: Box::new(Domain::Record(of.value.clone())), key: Some(key.value.clone()) }
            }
            Content::Derived(expression) => Domain::Derived(expression),
        })
    }
}
