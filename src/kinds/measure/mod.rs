//! `measures`: a plan of measures with deadlines.
//!
//! Each measure becomes a clause of its source (with inner clauses for sentences of another strength), a row of the feedback table,
//! and, where regions report on it, a rule on their reports.

use crate::base::date::Date;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::declaration as messages;
use crate::standard::clause::{CLAUSE, Clause, Modality};
use crate::standard::document::{Cell, Table};
use crate::standard::plan::{Duty, Plan};
use crate::standard::rule::RuleDeclaration;
use crate::standard::selector::{BINDS, Selector};
use crate::standard::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes, Words, nearest_or_all, words_of};
use crate::standard::{Declarations, Label, Text};
use crate::syntax::{Node, vocabulary};

/// The `measures` node.
pub static MEASURES: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::required("source", Takes::Text),
        Slot::required("axis", Takes::Text),
        Slot::optional("reported-in", Takes::Text),
    ],
    open: false,
    children: &[Child::several("measure", &MEASURE), Child::several("note", &LINE)],
};

static MEASURE: Shape = Shape {
    arguments: &[Slot::required("number", Takes::Number), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("due", Takes::Date),
        Slot::optional("continuous", Takes::Boolean),
        Slot::optional("group", Takes::Any).in_second_sense(),
    ],
    open: false,
    children: &[
        Child::several("units", &IDS),
        Child::several("binds", &BINDS),
        Child::once("modality", &MODALITY),
        Child::once("text", &LINE).in_second_sense(),
        Child::several("clause", &CLAUSE),
        Child::several("evidence", &LINE),
        Child::once("check", &CHECK),
        Child::several("note", &LINE),
    ],
};

static MODALITY: Shape = Shape { arguments: &[Slot::required("text", Takes::Text).of(Modality::WORDS)], ..LINE };

static CHECK: Shape = Shape {
    arguments: &[Slot::required("class", Takes::Text).of(Words::Fixed(&words_of(&CHECKS)))],
    rest: Some(Takes::Text),
    properties: &[],
    open: false,
    children: &[],
};

/// How far a machine can judge a measure: the words for people, and the keyword.
const CHECKS: [(&str, &str); 5] = [
    ("可由报送机检", "machine"),
    ("机检骨架，人判质量", "skeleton"),
    ("机检有无，人判实质", "human"),
    ("主要靠人判", "judgement"),
    ("约束上级，不检区域", "provincial"),
];

/// One measure as it was read.
struct Measure {
    number: String,
    title: Label,
    due: Option<Date>,
    continuous: bool,
    group: Option<String>,
    units: Vec<String>,
    evidence: Vec<Label>,
    check: Option<(String, String)>,
    clause: Clause,
    inner: Vec<Clause>,
}

/// Lowers a `measures` node.
pub fn lower(node: &Node, declarations: &mut Declarations, diagnostics: &mut Vec<Diagnostic>) {
    let reading = Reading::new(node, &MEASURES, diagnostics);
    let (Some(id), Some(title), Some(source), Some(axis)) =
        (reading.text(0), reading.label(1), reading.property_text("source"), reading.property_text("axis"))
    else {
        return;
    };
    let axes = [(axis.value.clone(), Label::default())];
    let measures: Vec<Measure> =
        reading.children("measure").filter_map(|child| read(child, &axis, &axes, diagnostics)).collect();
    let reported_in = reading.property_text("reported-in");
    let mut plan = Plan {
        id: id.value.clone(),
        title: title.clone(),
        reported_in: reported_in.as_ref().map(|list| list.value.clone()),
        duties: Vec::new(),
        span: reading.span(),
    };
    let mut table =
        Table { id: id.value, title, columns: columns(), rows: Vec::new(), clauses: Vec::new(), span: reading.span() };
    for measure in measures {
        table.rows.push(row(&measure));
        plan.duties.push(duty(&measure, reported_in.is_some()));
        table.clauses.push((measure.number.clone(), Text::made(measure.clause.id.clone(), measure.clause.span)));
        if let Some(list) = &reported_in {
            declarations.rules.push(rule(&measure, list));
        }
        for inner in measure.inner {
            // A sentence of a measure is served by the row of the whole.
            table.clauses.push((measure.number.clone(), Text::made(inner.id.clone(), inner.span)));
            declarations.added_clauses.push((source.clone(), inner));
        }
        declarations.added_clauses.push((source.clone(), measure.clause));
    }
    declarations.tables.push(table);
    declarations.plans.push(plan);
}

fn duty(measure: &Measure, is_reported: bool) -> Duty {
    Duty {
        number: measure.number.clone(),
        title: measure.title.clone(),
        clause: measure.clause.id.clone(),
        units: measure.units.clone(),
        continuous: measure.continuous,
        evidence: measure.evidence.clone(),
        rule: is_reported.then(|| rule_id(&measure.number)),
        span: measure.clause.span,
    }
}

fn rule_id(number: &str) -> String {
    format!("measure-{number}-implemented")
}

fn read(node: &Node, axis: &Text, axes: &[(String, Label)], diagnostics: &mut Vec<Diagnostic>) -> Option<Measure> {
    let reading = Reading::new(node, &MEASURE, diagnostics);
    let binds = Selector::read(reading.children("binds"), diagnostics);
    let units: Vec<Label> = reading
        .children("units")
        .flat_map(|child| Reading::new(child, &IDS, diagnostics).texts(0))
        .map(|unit| Label::zh(unit.value))
        .collect();
    let modality = reading.child("modality").and_then(|child| Reading::new(child, &MODALITY, diagnostics).text(0));
    let modality = crate::standard::clause::read_modality(modality, diagnostics);
    let number = reading.number(0).filter(|number| number.is_integer());
    let number = number.map(|number| number.to_string());
    let inner: Vec<Clause> = reading
        .children("clause")
        .filter_map(|child| {
            let clause = Clause::read(child, axes, diagnostics)?;
            let places = number.iter().map(|number| (axis.value.clone(), number.clone())).collect();
            let binds = if clause.binds.alternatives.is_empty() { binds.clone() } else { clause.binds.clone() };
            Some(Clause { axes: places, binds, due: clause.due.or(reading.property_date("due")), ..clause })
        })
        .collect();
    let check = reading.child("check").and_then(|child| read_check(child, diagnostics));
    let text = reading.child_label("text", diagnostics);
    let evidence = reading.child_labels("evidence", diagnostics);
    let notes = reading.child_labels("note", diagnostics);
    let number = number?;
    let title = reading.label(1)?;
    let due = reading.property_date("due");
    let continuous = reading.property_boolean("continuous").unwrap_or(false);
    if continuous == due.is_some() {
        diagnostics.push(Diagnostic::new(&messages::MEASURE_TIME).with("number", &number).at(reading.span()));
    }
    let clause = Clause {
        id: format!("measure-{number}"),
        title: title.clone(),
        modality,
        due,
        confirmed: true,
        quote: false,
        axes: vec![(axis.value.clone(), number.clone())],
        text,
        responsible: units.clone(),
        binds,
        notes,
        span: reading.span(),
    };
    Some(Measure {
        number,
        title,
        due,
        continuous,
        group: reading.property_text("group").map(|group| group.value),
        units: units.into_iter().map(|unit| unit.zh).collect(),
        evidence,
        check,
        clause,
        inner,
    })
}

fn read_check(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, String)> {
    let reading = Reading::new(node, &CHECK, diagnostics);
    let class = reading.text(0)?;
    let word = vocabulary::canonical(&class.value).unwrap_or(&class.value);
    let Some((title, _)) = CHECKS.iter().find(|(_, known)| *known == word) else {
        diagnostics.push(
            Diagnostic::new(&messages::UNKNOWN_WORD)
                .with("word", &class.value)
                .with("known", nearest_or_all(&class.value, CHECKS.iter().map(|(_, word)| *word)))
                .at(class.span),
        );
        return None;
    };
    let note = reading.texts(1).into_iter().map(|text| text.value).collect::<Vec<_>>().join("；");
    Some(((*title).to_owned(), note))
}

/// The rule on the regions' reports. Its clause decides how strong it is: a measure that is only allowed can be done well, never badly.
fn rule(measure: &Measure, list: &Text) -> RuleDeclaration {
    let span = measure.clause.span;
    let id = rule_id(&measure.number);
    let number = &measure.number;
    let list = &list.value;
    let mut rule = RuleDeclaration::made(id, measure.title.clone(), span);
    let has = |state: &str| format!("{list}.exists(m, m.no == {number} && m.state == '{state}')");
    let behind = if measure.continuous { has("not-started") } else { format!("!{}", has("done")) };
    rule.conditions.applies = Some(Text::made(format!("!{}", has("not-applicable")), span));
    if measure.clause.modality.is_demand() {
        rule.conditions.problem = Some(Text::made(behind, span));
    } else {
        rule.conditions.good = Some(Text::made(has("done"), span));
    }
    rule.clauses.push(Text::made(measure.clause.id.clone(), span));
    rule.binds = measure.clause.binds.clone();
    rule.due = measure.due;
    let (zh, en) = if measure.continuous {
        (
            format!("{{{{region.name}}}}尚未开展第 {number} 项举措"),
            format!("{{{{region.name}}}} has not begun measure {number}"),
        )
    } else {
        (
            format!("{{{{region.name}}}}尚未完成第 {number} 项举措"),
            format!("{{{{region.name}}}} has not completed measure {number}"),
        )
    };
    rule.message = Some(Text::made(zh, span));
    rule.message_en = Some(Text::made(en, span));
    rule
}

fn columns() -> Vec<(String, Label)> {
    let column = |key: &str, zh: &str, en: &str| (key.to_owned(), Label { zh: zh.to_owned(), en: Some(en.to_owned()) });
    vec![
        column("no", "序号", "No."),
        column("group", "组", "Group"),
        column("title", "举措", "Measure"),
        column("modality", "强度", "Strength"),
        column("units", "责任单位", "Responsible"),
        column("due", "时限", "Due"),
        column("levels", "约束", "Binds"),
        column("evidence", "可交证据", "Evidence"),
        column("check", "检查方式", "How it is checked"),
        column("check_note", "检查说明", "Note on checking"),
    ]
}

fn row(measure: &Measure) -> Vec<Cell> {
    let binds = measure.clause.binds.alternatives.iter().flatten();
    let binds = binds.flat_map(|condition| condition.values.iter().map(|value| value.value.clone())).collect();
    let due = if measure.continuous { Some("continuous".to_owned()) } else { measure.due.map(|due| due.to_string()) };
    let (check, check_note) = measure.check.clone().unzip();
    vec![
        Cell::One(measure.number.clone()),
        measure.group.clone().into(),
        Cell::One(measure.title.zh.clone()),
        Cell::One(measure.clause.modality.keyword().to_owned()),
        Cell::Several(measure.units.clone()),
        due.into(),
        Cell::Several(binds),
        Cell::Several(measure.evidence.iter().map(|evidence| evidence.zh.clone()).collect()),
        check.into(),
        check_note.into(),
    ]
}
