//! `layout`: the zones of a centre, the routes between them and the figures they have to meet.
//!
//! Becomes a choice of zones, tables of zones and figures, and rules on the zones, routes and measures that regions report.

use crate::base::number::Number;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::declaration as messages;
use crate::standard::document::{Cell, Table};
use crate::standard::names::name_of;
use crate::standard::record::Choice;
use crate::standard::rule::RuleDeclaration;
use crate::standard::selector::{BINDS, Selector};
use crate::standard::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes};
use crate::standard::threshold::Origin;
use crate::standard::{Declarations, Label, Text};
use crate::syntax::Node;

/// The `layout` node.
pub static LAYOUT: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("zones", Takes::Text),
        Slot::optional("key", Takes::Text),
        Slot::optional("area", Takes::Text),
        Slot::optional("routes", Takes::Text),
        Slot::optional("clear-width", Takes::Text),
        Slot::optional("slope", Takes::Text),
    ],
    open: false,
    children: &[
        Child::several("clause", &IDS),
        Child::several("binds", &BINDS),
        Child::several("zone", &ZONE),
        Child::several("route", &ROUTE),
        Child::several("figure", &FIGURE),
        Child::several("note", &LINE),
    ],
};

static ZONE: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("required", Takes::Boolean),
        Slot::optional("min-area", Takes::Number),
        Slot::optional("origin", Takes::Text).of(Origin::WORDS),
        Slot::optional("confirmed", Takes::Boolean),
        Slot::optional("purpose", Takes::Text),
    ],
    open: false,
    children: &[Child::several("clause", &IDS), Child::several("note", &LINE)],
};

static ROUTE: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("min-clear-width", Takes::Any),
        Slot::optional("max-slope", Takes::Any),
        Slot::optional("origin", Takes::Text).of(Origin::WORDS),
        Slot::optional("confirmed", Takes::Boolean),
    ],
    open: false,
    children: &[Child::several("clause", &IDS), Child::several("note", &LINE)],
};

static FIGURE: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("min", Takes::Any),
        Slot::optional("max", Takes::Any),
        Slot::optional("unit", Takes::Text),
        Slot::optional("origin", Takes::Text).of(Origin::WORDS),
        Slot::optional("confirmed", Takes::Boolean),
        Slot::optional("measured-by", Takes::Text),
    ],
    open: false,
    children: &[Child::several("clause", &IDS), Child::several("applies-to", &LINE), Child::several("note", &LINE)],
};

/// A figure that something has to keep to: at least, at most, or both.
struct Bound {
    id: Text,
    title: Label,
    min: Option<Number>,
    max: Option<Number>,
    unit: Option<String>,
    origin: Origin,
    confirmed: bool,
    applies_to: Vec<Label>,
    measured_by: Option<Text>,
    clauses: Vec<Text>,
    notes: Vec<Label>,
}

struct Zone {
    id: Text,
    title: Label,
    required: bool,
    min_area: Option<Number>,
    origin: Origin,
    confirmed: bool,
    purpose: Option<String>,
    clauses: Vec<Text>,
    notes: Vec<Label>,
}

/// What rules of one layout share.
struct Context {
    binds: Selector,
    clauses: Vec<Text>,
}

impl Context {
    fn rule(&self, id: String, title: Label, clauses: &[Text], problem: Text, zh: &str, en: &str) -> RuleDeclaration {
        let span = problem.span;
        let mut rule = RuleDeclaration::made(id, title, span);
        rule.clauses = if clauses.is_empty() { self.clauses.clone() } else { clauses.to_vec() };
        rule.binds = self.binds.clone();
        rule.conditions.problem = Some(problem);
        rule.message = Some(Text::made(format!("{{{{region.name}}}}{zh}"), span));
        rule.message_en = Some(Text::made(format!("{{{{region.name}}}}: {en}"), span));
        rule
    }
}

/// Lowers a `layout` node.
pub fn lower(node: &Node, declarations: &mut Declarations, diagnostics: &mut Vec<Diagnostic>) {
    let reading = Reading::new(node, &LAYOUT, diagnostics);
    let context = Context {
        binds: Selector::read(reading.children("binds"), diagnostics),
        clauses: reading.child_ids("clause", diagnostics),
    };
    let zones: Vec<Zone> = reading.children("zone").filter_map(|child| read_zone(child, diagnostics)).collect();
    let (Some(id), Some(title)) = (reading.text(0), reading.label(1)) else { return };
    let path = |name: &str| reading.property_text(name).map(|path| path.value);
    if let (Some(list), None) = (reading.property_text("zones"), path("key")) {
        let binding = Diagnostic::new(&messages::KIND_BINDING).with("name", "zones").with("needs", "key");
        diagnostics.push(binding.at(list.span));
    }

    declarations.choices.push(Choice {
        name: format!("{}_zone", name_of(&id.value)),
        title: title.clone(),
        options: zones.iter().map(|zone| (zone.id.value.clone(), zone.title.clone())).collect(),
        span: reading.span(),
    });
    if let (Some(list), Some(key)) = (path("zones"), path("key")) {
        for zone in &zones {
            declarations.rules.extend(zone_rules(zone, &list, &key, path("area").as_deref(), &context));
        }
    }
    declarations.tables.push(zone_table(&id, &title, &zones, &reading));

    let bounds = read_bounds(&reading, diagnostics);
    for bound in &bounds {
        declarations.rules.extend(bound_rule(bound, &context));
    }
    declarations.tables.push(figure_table(&id, &title, &bounds, &reading));
}

fn read_zone(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Zone> {
    let reading = Reading::new(node, &ZONE, diagnostics);
    let origin = Origin::read(reading.property_text("origin"), diagnostics);
    let clauses = reading.child_ids("clause", diagnostics);
    let notes = reading.child_labels("note", diagnostics);
    Some(Zone {
        id: reading.text(0)?,
        title: reading.label(1)?,
        required: reading.property_boolean("required").unwrap_or(false),
        min_area: reading.property_number("min-area"),
        origin,
        confirmed: reading.property_boolean("confirmed").unwrap_or(origin == Origin::Source),
        purpose: reading.property_text("purpose").map(|purpose| purpose.value),
        clauses,
        notes,
    })
}

/// The bounds of routes (on what the regions report of each) and the figures, in order.
fn read_bounds(reading: &Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Bound> {
    let path = |name: &str| reading.property_text(name);
    let mut bounds = Vec::new();
    for node in reading.children("route") {
        let route = Reading::new(node, &ROUTE, diagnostics);
        let origin = Origin::read(route.property_text("origin"), diagnostics);
        let clauses = route.child_ids("clause", diagnostics);
        let notes = route.child_labels("note", diagnostics);
        let (Some(id), Some(title)) = (route.text(0), route.label(1)) else { continue };
        let sides = [
            ("clear-width", "min-clear-width", "净宽", "clear width", "min", Some("m")),
            ("slope", "max-slope", "坡度", "slope", "max", None),
        ];
        for (field, limit, zh, en, fold, unit) in sides {
            let Some(value) = route.property_number(limit) else { continue };
            let measured_by = path("routes").zip(path(field)).map(|(routes, field)| {
                Text::made(format!("{}.map(r, r.{}).{fold}()", routes.value, field.value), id.span)
            });
            let (min, max) = if fold == "min" { (Some(value), None) } else { (None, Some(value)) };
            bounds.push(Bound {
                id: Text::made(format!("route-{}-{field}", id.value), id.span),
                title: Label {
                    zh: format!("{}{zh}", title.zh),
                    en: title.en.as_ref().map(|title| format!("{title}: {en}")),
                },
                min,
                max,
                unit: unit.map(str::to_owned),
                origin,
                confirmed: route.property_boolean("confirmed").unwrap_or(origin == Origin::Source),
                applies_to: Vec::new(),
                measured_by,
                clauses: clauses.clone(),
                notes: notes.clone(),
            });
        }
    }
    bounds.extend(reading.children("figure").filter_map(|child| read_figure(child, diagnostics)));
    bounds
}

fn read_figure(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Bound> {
    let reading = Reading::new(node, &FIGURE, diagnostics);
    let origin = Origin::read(reading.property_text("origin"), diagnostics);
    let clauses = reading.child_ids("clause", diagnostics);
    let applies_to = reading.child_labels("applies-to", diagnostics);
    let notes = reading.child_labels("note", diagnostics);
    let id = reading.text(0)?;
    Some(Bound {
        id: Text { value: format!("figure-{}", id.value), ..id },
        title: reading.label(1)?,
        min: reading.property_number("min"),
        max: reading.property_number("max"),
        unit: reading.property_text("unit").map(|unit| unit.value),
        origin,
        confirmed: reading.property_boolean("confirmed").unwrap_or(origin == Origin::Source),
        applies_to,
        measured_by: reading.property_text("measured-by"),
        clauses,
        notes,
    })
}

fn zone_rules(zone: &Zone, list: &str, key: &str, area: Option<&str>, context: &Context) -> Vec<RuleDeclaration> {
    let id = &zone.id.value;
    let zh = &zone.title.zh;
    let en = zone.title.en.as_ref().unwrap_or(zh);
    let span = zone.id.span;
    let mut rules = Vec::new();
    if zone.required {
        rules.push(context.rule(
            format!("zone-{id}-present"),
            Label { zh: format!("设有{zh}"), en: Some(format!("Has a zone {en}")) },
            &zone.clauses,
            Text::made(format!("!{list}.exists(z, z.{key} == '{id}')"), span),
            &format!("没有{zh}"),
            &format!("no zone {en}"),
        ));
    }
    if let (Some(min), Some(area)) = (&zone.min_area, area) {
        rules.push(context.rule(
            format!("zone-{id}-area"),
            Label { zh: format!("{zh}面积足够"), en: Some(format!("The zone {en} is large enough")) },
            &zone.clauses,
            Text::made(format!("{list}.exists(z, z.{key} == '{id}' && z.{area} < {min})"), span),
            &format!("的{zh}小于 {min} 平方米"),
            &format!("the zone {en} is smaller than {min} m²"),
        ));
    }
    rules
}

fn bound_rule(bound: &Bound, context: &Context) -> Option<RuleDeclaration> {
    let measured = bound.measured_by.as_ref()?;
    let below = bound.min.as_ref().map(|min| format!("({}) < {min}", measured.value));
    let above = bound.max.as_ref().map(|max| format!("({}) > {max}", measured.value));
    let problem = below.into_iter().chain(above).collect::<Vec<_>>().join(" || ");
    let zh = &bound.title.zh;
    let en = bound.title.en.as_ref().unwrap_or(zh);
    let mut rule = context.rule(
        bound.id.value.clone(),
        bound.title.clone(),
        &bound.clauses,
        Text::made(problem, measured.span),
        &format!("的{zh}不符合 {}", limits(bound)),
        &format!("{en} is not {}", limits(bound)),
    );
    rule.figure = Some(measured.clone());
    Some(rule)
}

fn limits(bound: &Bound) -> String {
    let unit = bound.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    match (&bound.min, &bound.max) {
        (Some(min), Some(max)) => format!("{min}–{max}{unit}"),
        (Some(min), None) => format!("≥ {min}{unit}"),
        (None, Some(max)) => format!("≤ {max}{unit}"),
        (None, None) => String::new(),
    }
}

fn column(key: &str, zh: &str, en: &str) -> (String, Label) {
    (key.to_owned(), Label { zh: zh.to_owned(), en: Some(en.to_owned()) })
}

fn several(labels: &[Label]) -> Cell {
    Cell::Several(labels.iter().map(|label| label.zh.clone()).collect())
}

fn ids(clauses: &[Text]) -> Cell {
    Cell::Several(clauses.iter().map(|clause| clause.value.clone()).collect())
}

fn zone_table(id: &Text, title: &Label, zones: &[Zone], reading: &Reading<'_>) -> Table {
    let mut table = Table {
        id: format!("{}-zones", id.value),
        title: Label {
            zh: format!("{}：分区", title.zh),
            en: title.en.as_ref().map(|title| format!("{title}: zones")),
        },
        columns: vec![
            column("id", "编号", "Id"),
            column("title", "分区", "Zone"),
            column("required", "必设", "Required"),
            column("min_area", "最小面积（m²）", "Least area (m²)"),
            column("purpose", "用途", "Purpose"),
            column("origin", "来历", "Origin"),
            column("confirmed", "已确认", "Confirmed"),
            column("clauses", "依据", "Clauses"),
            column("notes", "说明", "Notes"),
        ],
        rows: Vec::new(),
        clauses: Vec::new(),
        span: reading.span(),
    };
    for zone in zones {
        table.rows.push(vec![
            Cell::One(zone.id.value.clone()),
            Cell::One(zone.title.zh.clone()),
            Cell::One(zone.required.to_string()),
            zone.min_area.as_ref().map(ToString::to_string).into(),
            zone.purpose.clone().into(),
            Cell::One(zone.origin.keyword().to_owned()),
            Cell::One(zone.confirmed.to_string()),
            ids(&zone.clauses),
            several(&zone.notes),
        ]);
        table.clauses.extend(zone.clauses.iter().map(|clause| (zone.id.value.clone(), clause.clone())));
    }
    table
}

fn figure_table(id: &Text, title: &Label, bounds: &[Bound], reading: &Reading<'_>) -> Table {
    let mut table = Table {
        id: format!("{}-figures", id.value),
        title: Label {
            zh: format!("{}：尺寸", title.zh),
            en: title.en.as_ref().map(|title| format!("{title}: figures")),
        },
        columns: vec![
            column("id", "编号", "Id"),
            column("title", "项目", "Figure"),
            column("limits", "限值", "Limits"),
            column("applies_to", "适用", "Applies to"),
            column("origin", "来历", "Origin"),
            column("confirmed", "已确认", "Confirmed"),
            column("clauses", "依据", "Clauses"),
            column("notes", "说明", "Notes"),
        ],
        rows: Vec::new(),
        clauses: Vec::new(),
        span: reading.span(),
    };
    for bound in bounds {
        table.rows.push(vec![
            Cell::One(bound.id.value.clone()),
            Cell::One(bound.title.zh.clone()),
            Cell::One(limits(bound)),
            several(&bound.applies_to),
            Cell::One(bound.origin.keyword().to_owned()),
            Cell::One(bound.confirmed.to_string()),
            ids(&bound.clauses),
            several(&bound.notes),
        ]);
        table.clauses.extend(bound.clauses.iter().map(|clause| (bound.id.value.clone(), clause.clone())));
    }
    table
}
