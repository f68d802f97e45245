//! `sections`: the service sections of a centre, with duties, posts and signs.
//!
//! Each section becomes an option of a choice, a row of a table, its signs, and, where regions report on their sections, rules on
//! whether it is there and its posts are filled.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::declaration as messages;
use crate::standard::document::{Cell, Table};
use crate::standard::names::name_of;
use crate::standard::record::Choice;
use crate::standard::rule::RuleDeclaration;
use crate::standard::selector::{BINDS, Selector};
use crate::standard::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes};
use crate::standard::sign::Sign;
use crate::standard::threshold::Origin;
use crate::standard::{Declarations, Label, Text};
use crate::syntax::Node;

/// The `sections` node.
pub static SECTIONS: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("reported-in", Takes::Text),
        Slot::optional("key", Takes::Text),
        Slot::optional("posts", Takes::Text),
        Slot::optional("role", Takes::Text),
        Slot::optional("filled", Takes::Text),
    ],
    open: false,
    children: &[Child::several("binds", &BINDS), Child::several("section", &SECTION), Child::several("note", &LINE)],
};

static SECTION: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("origin", Takes::Text).of(Origin::WORDS),
        Slot::optional("confirmed", Takes::Boolean),
        Slot::optional("mandatory", Takes::Boolean),
        Slot::optional("colour", Takes::Text),
        Slot::optional("lead", Takes::Text),
    ],
    open: false,
    children: &[
        Child::several("clause", &IDS),
        Child::several("duty", &LINE),
        Child::several("post", &POST),
        Child::several("sign", &SIGN),
        Child::several("note", &LINE),
    ],
};

static POST: Shape = Shape {
    arguments: &[Slot::required("role", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text), Slot::optional("min", Takes::Number)],
    open: false,
    children: &[],
};

static SIGN: Shape = Shape {
    arguments: &[Slot::required("name", Takes::Text)],
    rest: None,
    properties: &[Slot::required("style", Takes::Text), Slot::optional("place", Takes::Text)],
    open: false,
    children: &[],
};

/// Where regions report on sections: the list, its key, and the names of the posts' fields.
struct Reports {
    list: String,
    key: String,
    posts: Option<(String, String, String)>,
}

struct Post {
    role: Text,
    title: Label,
    min: Option<String>,
}

struct Section {
    id: Text,
    title: Label,
    origin: Origin,
    confirmed: bool,
    mandatory: bool,
    lead: Option<String>,
    colour: Option<Text>,
    duties: Vec<Label>,
    posts: Vec<Post>,
    signs: Vec<(Text, Text, Option<String>)>,
    clauses: Vec<Text>,
    notes: Vec<Label>,
}

/// Lowers a `sections` node.
pub fn lower(node: &Node, declarations: &mut Declarations, diagnostics: &mut Vec<Diagnostic>) {
    let reading = Reading::new(node, &SECTIONS, diagnostics);
    let binds = Selector::read(reading.children("binds"), diagnostics);
    let reports = read_reports(&reading, diagnostics);
    let sections: Vec<Section> =
        reading.children("section").filter_map(|child| read_section(child, diagnostics)).collect();
    let (Some(id), Some(title)) = (reading.text(0), reading.label(1)) else { return };
    let mut table = Table {
        id: id.value.clone(),
        title: title.clone(),
        columns: columns(),
        rows: Vec::new(),
        clauses: Vec::new(),
        span: reading.span(),
    };
    declarations.choices.push(Choice {
        name: name_of(&id.value),
        title,
        options: sections.iter().map(|section| (section.id.value.clone(), section.title.clone())).collect(),
        span: reading.span(),
    });
    for section in &sections {
        table.rows.push(row(section));
        table.clauses.extend(section.clauses.iter().map(|clause| (section.id.value.clone(), clause.clone())));
        declarations.signs.extend(section.signs.iter().map(|sign| sign_of(section, sign)));
        if let Some(reports) = &reports {
            declarations.rules.extend(rules(section, reports, &binds));
        }
    }
    declarations.tables.push(table);
}

fn read_reports(reading: &Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Reports> {
    let text = |name: &str| reading.property_text(name).map(|text| text.value);
    let list = reading.property_text("reported-in")?;
    let Some(key) = text("key") else {
        let binding = Diagnostic::new(&messages::KIND_BINDING).with("name", "reported-in").with("needs", "key");
        diagnostics.push(binding.at(list.span));
        return None;
    };
    let posts = match (text("posts"), text("role"), text("filled")) {
        (Some(posts), Some(role), Some(filled)) => Some((posts, role, filled)),
        (None, None, None) => None,
        _ => {
            let binding = Diagnostic::new(&messages::KIND_BINDING).with("name", "posts").with("needs", "role, filled");
            diagnostics.push(binding.at(list.span));
            None
        }
    };
    Some(Reports { list: list.value, key, posts })
}

fn read_section(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Section> {
    let reading = Reading::new(node, &SECTION, diagnostics);
    let posts = reading
        .children("post")
        .filter_map(|child| {
            let post = Reading::new(child, &POST, diagnostics);
            let min = post.property_number("min").map(|min| min.to_string());
            Some(Post { role: post.text(0)?, title: post.label(1)?, min })
        })
        .collect();
    let signs = reading
        .children("sign")
        .filter_map(|child| {
            let sign = Reading::new(child, &SIGN, diagnostics);
            let place = sign.property_text("place").map(|place| place.value);
            Some((sign.text(0)?, sign.property_text("style")?, place))
        })
        .collect();
    let origin = Origin::read(reading.property_text("origin"), diagnostics);
    let clauses = reading.child_ids("clause", diagnostics);
    let duties = reading.child_labels("duty", diagnostics);
    let notes = reading.child_labels("note", diagnostics);
    Some(Section {
        id: reading.text(0)?,
        title: reading.label(1)?,
        origin,
        confirmed: reading.property_boolean("confirmed").unwrap_or(origin == Origin::Source),
        mandatory: reading.property_boolean("mandatory").unwrap_or(false),
        lead: reading.property_text("lead").map(|lead| lead.value),
        colour: reading.property_text("colour"),
        duties,
        posts,
        signs,
        clauses,
        notes,
    })
}

fn rules(section: &Section, reports: &Reports, binds: &Selector) -> Vec<RuleDeclaration> {
    let Reports { list, key, posts } = reports;
    let id = &section.id.value;
    let span = section.id.span;
    let made = |name: &str, title: Label, problem: String, zh: String, en: String| {
        let mut rule = RuleDeclaration::made(format!("section-{id}-{name}"), title, span);
        rule.clauses.clone_from(&section.clauses);
        rule.binds = binds.clone();
        rule.conditions.problem = Some(Text::made(problem, span));
        rule.message = Some(Text::made(zh, span));
        rule.message_en = Some(Text::made(en, span));
        rule
    };
    let zh = &section.title.zh;
    let en = section.title.en.as_ref().unwrap_or(zh);
    let mut rules = Vec::new();
    if section.mandatory {
        let title = Label { zh: format!("设有“{zh}”板块"), en: Some(format!("Has the section {en}")) };
        rules.push(made(
            "present",
            title,
            format!("!{list}.exists(s, s.{key} == '{id}')"),
            format!("{{{{region.name}}}}没有“{zh}”板块"),
            format!("{{{{region.name}}}} has no section {en}"),
        ));
    }
    let Some((posts, role, filled)) = posts else { return rules };
    for post in &section.posts {
        let Some(min) = &post.min else { continue };
        let word = &post.role.value;
        let name = &post.title.zh;
        let name_en = post.title.en.as_ref().unwrap_or(word);
        let title = Label {
            zh: format!("“{zh}”板块的{name}到位"),
            en: Some(format!("The section {en} has its {name_en}")),
        };
        rules.push(made(
            word,
            title,
            format!(
                "{list}.exists(s, s.{key} == '{id}' && s.{posts}.count(p, p.{role} == '{word}' && p.{filled}) < {min})"
            ),
            format!("{{{{region.name}}}}“{zh}”板块的{name}少于 {min} 人"),
            format!("{{{{region.name}}}}: fewer than {min} {name_en} in the section {en}"),
        ));
    }
    rules
}

fn sign_of(section: &Section, (name, style, place): &(Text, Text, Option<String>)) -> Sign {
    let text = |slot: &str, value: &str| (Text::made(slot, name.span), Text::made(value, name.span));
    let mut texts = vec![text("name", &section.title.zh)];
    texts.extend(section.title.en.as_ref().map(|en| text("en", en)));
    texts.extend(section.lead.as_ref().map(|lead| text("lead", lead)));
    let row = |slot: &str, cells: Vec<String>| (Text::made(slot, name.span), cells);
    let mut rows: Vec<_> = section.duties.iter().map(|duty| row("duties", vec![duty.zh.clone()])).collect();
    // The second cell stays empty: names come from a local overlay when the sign is printed.
    rows.extend(section.posts.iter().map(|post| row("posts", vec![post.title.zh.clone(), String::new()])));
    Sign {
        id: Text::made(format!("section-{}-{}", section.id.value, name.value), name.span),
        style: style.clone(),
        place: place.clone(),
        background: section.colour.clone(),
        texts,
        rows,
        clauses: section.clauses.clone(),
        offers: true,
        span: name.span,
    }
}

fn columns() -> Vec<(String, Label)> {
    let column = |key: &str, zh: &str, en: &str| (key.to_owned(), Label { zh: zh.to_owned(), en: Some(en.to_owned()) });
    vec![
        column("id", "编号", "Id"),
        column("title", "板块", "Section"),
        column("title_en", "英文名", "English name"),
        column("mandatory", "必设", "Mandatory"),
        column("lead", "牵头单位", "Lead unit"),
        column("duties", "职责", "Duties"),
        column("posts", "岗位", "Posts"),
        column("origin", "来历", "Origin"),
        column("confirmed", "已确认", "Confirmed"),
        column("notes", "说明", "Notes"),
    ]
}

fn row(section: &Section) -> Vec<Cell> {
    let zh = |labels: &[Label]| Cell::Several(labels.iter().map(|label| label.zh.clone()).collect());
    let post = |post: &Post| match &post.min {
        Some(min) => format!("{} ≥ {min}", post.title.zh),
        None => post.title.zh.clone(),
    };
    vec![
        Cell::One(section.id.value.clone()),
        Cell::One(section.title.zh.clone()),
        section.title.en.clone().into(),
        Cell::One(section.mandatory.to_string()),
        section.lead.clone().into(),
        zh(&section.duties),
        Cell::Several(section.posts.iter().map(post).collect()),
        Cell::One(section.origin.keyword().to_owned()),
        Cell::One(section.confirmed.to_string()),
        zh(&section.notes),
    ]
}
