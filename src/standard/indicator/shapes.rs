//! What the nodes of an indicator system may hold.

use super::super::selector::BINDS;
use super::super::shape::{Child, IDS, LINE, Shape, Slot, Takes, Words, words_of};
use super::aggregate::AGGREGATE;
use super::grade::GRADE;
use super::matrix::MATRIX;
use super::method::{OUTLIERS, RANKING, WEIGHTS};
use super::read::ROUNDINGS;
use super::sample::SAMPLE;
use super::scale::SCALE;
use super::uncertainty::UNCERTAINTY;
use super::{Missing, Peers};

/// The `indicators` node.
pub static SYSTEM: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::required("total", Takes::Number),
        Slot::optional("round", Takes::Number),
        Slot::optional("rounding", Takes::Text).of(Words::Fixed(&words_of(&ROUNDINGS))),
        Slot::optional("min-coverage", Takes::Number),
        Slot::optional("bonus-limit", Takes::Number),
        Slot::optional("deduction-limit", Takes::Number),
        Slot::optional("ceiling", Takes::Number),
    ],
    open: false,
    children: &[
        Child::several("binds", &BINDS),
        Child::once("weights", &WEIGHTS),
        Child::once("aggregate", &AGGREGATE),
        Child::once("missing", &MISSING),
        Child::once("outliers", &OUTLIERS),
        Child::once("ranking", &RANKING),
        Child::once("uncertainty", &UNCERTAINTY),
        Child::several("group", &GROUP),
        Child::several("indicator", &INDICATOR),
        Child::several("bonus", &BONUS),
        Child::several("deduction", &DEDUCTION),
        Child::once("matrix", &MATRIX),
        Child::several("veto", &VETO),
        Child::several("grade", &GRADE),
        Child::several("note", &LINE),
    ],
};

/// The `group` node.
pub(super) static GROUP: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("weight", Takes::Number),
        Slot::optional("round", Takes::Number),
        Slot::optional("column", Takes::Text),
    ],
    open: false,
    children: &[
        Child::once("weights", &WEIGHTS),
        Child::once("aggregate", &AGGREGATE),
        Child::once("missing", &MISSING),
        Child::once("outliers", &OUTLIERS),
        Child::several("group", &GROUP),
        Child::several("indicator", &INDICATOR),
        Child::several("note", &LINE),
    ],
};

/// The `indicator` node.
pub(super) static INDICATOR: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("weight", Takes::Number),
        Slot::optional("round", Takes::Number),
        Slot::optional("column", Takes::Text),
    ],
    open: false,
    children: &[
        Child::needed("measure", &LINE).in_second_sense(),
        Child::needed("scale", &SCALE),
        Child::once("sample", &SAMPLE),
        Child::once("outliers", &OUTLIERS),
        Child::once("missing", &MISSING),
        Child::once("not-applicable-when", &LINE),
        Child::several("binds", &BINDS),
        Child::several("clause", &IDS),
        Child::several("note", &LINE),
    ],
};

/// The `bonus` node.
pub(super) static BONUS: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text), Slot::required("max", Takes::Number)],
    open: false,
    children: &[
        Child::needed("measure", &LINE).in_second_sense(),
        Child::needed("scale", &SCALE),
        Child::several("clause", &IDS),
        Child::several("note", &LINE),
    ],
};

/// The `deduction` node.
pub(super) static DEDUCTION: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::required("max", Takes::Number),
        Slot::required("per", Takes::Number),
    ],
    open: false,
    children: &[
        Child::needed("measure", &LINE).in_second_sense(),
        Child::several("clause", &IDS),
        Child::several("note", &LINE),
    ],
};

/// The `veto` node.
pub(super) static VETO: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::required("when", Takes::Text),
        Slot::optional("cap", Takes::Number),
        Slot::optional("best-grade", Takes::Text),
    ],
    open: false,
    children: &[Child::several("clause", &IDS), Child::several("note", &LINE)],
};

/// The `missing` node.
pub(super) static MISSING: Shape = Shape {
    arguments: &[Slot::required("text", Takes::Text).of(Words::Fixed(&words_of(&Missing::ALL)))],
    properties: &[Slot::optional("among", Takes::Text).of(Words::Fixed(&Peers::WORDS))],
    ..LINE
};
