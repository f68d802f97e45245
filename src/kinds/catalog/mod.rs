//! `catalog`: a catalogue of items with codes, such as the service items of a province.
//!
//! Becomes a table, a list of codes that expressions can name, and, where regions refer to it, a rule on their references.

mod pattern;

use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Remark};
use crate::standard::declarations::{CodeList, TypedValue};
use crate::standard::document::{Cell, Table};
use crate::standard::names::BUILT_IN_TYPES;
use crate::standard::names::name_of;
use crate::standard::record::built_in_type;
use crate::standard::rule::RuleDeclaration;
use crate::standard::selector::BINDS;
use crate::standard::selector::Selector;
use crate::standard::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes, Words, nearest_or_all, text};
use crate::standard::{Declarations, Label, Text};
use crate::syntax::{Argument, Node, Scalar, vocabulary};
use pattern::Pattern;

/// The `catalog` node.
pub static CATALOG: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("code-pattern", Takes::Text),
        Slot::optional("referenced-by", Takes::Text),
    ],
    open: false,
    children: &[
        Child::several("binds", &BINDS),
        Child::several("clause", &IDS),
        Child::several("column", &COLUMN),
        Child::several("item", &ITEM).named_by("column"),
        Child::several("note", &LINE),
    ],
};

static COLUMN: Shape = Shape {
    arguments: &[Slot::required("name", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::required("type", Takes::Text).of(Words::FixedOrOf(&BUILT_IN_TYPES, CODES_OF)),
        Slot::optional("many", Takes::Boolean),
    ],
    open: false,
    children: &[],
};

/// An item's own part; the rest of its properties and children are its catalogue's columns.
static ITEM: Shape = Shape {
    arguments: &[Slot::required("code", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text)],
    open: true,
    children: &[Child::several("clause", &IDS), Child::several("note", &LINE)],
};

/// The keyword before the id of a catalogue whose codes a column takes.
const CODES_OF: &str = "catalog";

struct Column {
    name: String,
    title: Label,
    kind: Text,
    many: bool,
}

/// Lowers a `catalog` node.
pub fn lower(node: &Node, declarations: &mut Declarations, diagnostics: &mut Vec<Diagnostic>) {
    let reading = Reading::new(node, &CATALOG, diagnostics);
    let columns: Vec<Column> = reading.children("column").filter_map(|child| read_column(child, diagnostics)).collect();
    let clauses = reading.child_ids("clause", diagnostics);
    let binds = Selector::read(reading.children("binds"), diagnostics);
    let (Some(id), Some(title)) = (reading.text(0), reading.label(1)) else { return };
    let pattern = reading.property_text("code-pattern").map(|text| Pattern::parse(&text.value));
    let label = |zh: &str, en: &str| Label { zh: zh.to_owned(), en: Some(en.to_owned()) };
    let mut columns_of_table =
        vec![("code".to_owned(), label("编码", "Code")), ("title".to_owned(), label("名称", "Name"))];
    columns_of_table.extend(columns.iter().map(|column| (column.name.clone(), column.title.clone())));
    columns_of_table.push(("clauses".to_owned(), label("依据", "Clauses")));
    columns_of_table.push(("notes".to_owned(), label("说明", "Notes")));
    let mut table = Table {
        id: id.value.clone(),
        title: title.clone(),
        columns: columns_of_table,
        rows: Vec::new(),
        clauses: Vec::new(),
        span: reading.span(),
    };
    let (mut codes, mut titles): (Vec<Text>, Vec<Text>) = (Vec::new(), Vec::new());
    for child in reading.children("item") {
        let Some(item) = read_item(child, &columns, declarations, diagnostics) else { continue };
        if let Some(first) = codes.iter().find(|known| known.value == item.code.value) {
            diagnostics.push(
                Diagnostic::new(&messages::REPEATED_NAME)
                    .with("kind", "item")
                    .with("name", &item.code.value)
                    .at(item.code.span)
                    .remark(first.span, Remark::DeclaredHere),
            );
            continue;
        }
        if let Some(pattern) = &pattern
            && !pattern.fits(&item.code.value, |column| item.value(column))
        {
            diagnostics.push(
                Diagnostic::new(&messages::CODE_PATTERN)
                    .with("code", &item.code.value)
                    .with("pattern", pattern.text())
                    .at(item.code.span),
            );
        }
        let rows = item.clauses.iter().map(|clause| (item.code.value.clone(), clause.clone()));
        table.clauses.extend(rows);
        codes.push(item.code.clone());
        titles.push(item.title.clone());
        table.rows.push(item.row());
    }
    let name = name_of(&id.value);
    if let Some(path) = reading.property_text("referenced-by") {
        declarations.rules.extend(reference_rule(&id, &title, &name, &path, &clauses, binds, diagnostics));
    }
    declarations.code_lists.push(CodeList {
        name,
        codes: codes.into_iter().map(|code| code.value).collect(),
        titles,
        span: reading.span(),
    });
    declarations.tables.push(table);
}

fn read_column(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Column> {
    let reading = Reading::new(node, &COLUMN, diagnostics);
    Some(Column {
        name: reading.text(0)?.value,
        title: reading.label(1)?,
        kind: column_type(reading.property_text("type")?),
        many: reading.property_boolean("many").unwrap_or(false),
    })
}

/// The name of a type, or of a catalogue's codes, with keywords brought to their English spelling.
fn column_type(kind: Text) -> Text {
    match kind.value.split_once(':') {
        Some((word, catalogue)) if vocabulary::canonical(word) == Some(CODES_OF) => {
            Text { value: format!("{CODES_OF}:{catalogue}"), ..kind }
        }
        _ => built_in_type(kind),
    }
}

struct Item {
    code: Text,
    title: Text,
    cells: Vec<(String, Cell)>,
    clauses: Vec<Text>,
    notes: Vec<Label>,
}

impl Item {
    /// The value of a column with one value.
    fn value(&self, column: &str) -> Option<&str> {
        self.cells.iter().find(|(name, _)| name == column).and_then(|(_, cell)| match cell {
            Cell::One(value) => Some(value.as_str()),
            Cell::Empty | Cell::Several(_) => None,
        })
    }

    fn row(self) -> Vec<Cell> {
        let mut row = vec![Cell::One(self.code.value), Cell::One(self.title.value)];
        row.extend(self.cells.into_iter().map(|(_, cell)| cell));
        row.push(Cell::Several(self.clauses.into_iter().map(|clause| clause.value).collect()));
        row.push(Cell::Several(self.notes.into_iter().map(|note| note.zh).collect()));
        row
    }
}

fn read_item(
    node: &Node,
    columns: &[Column],
    declarations: &mut Declarations,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Item> {
    let names = || columns.iter().map(|column| column.name.as_str());
    // Children named after columns are the catalogue's, the others the language's.
    let (of_columns, own): (Vec<Node>, Vec<Node>) =
        node.children().cloned().partition(|child| names().any(|name| name == &*child.name.text));
    let own = Node { children: Some(own.into()), ..node.clone() };
    let reading = Reading::new(&own, &ITEM, diagnostics);
    let clauses = reading.child_ids("clause", diagnostics);
    let notes = reading.child_labels("note", diagnostics);
    for (name, argument) in reading.open_properties(&ITEM) {
        if !names().any(|column| column == name) {
            diagnostics.push(
                Diagnostic::new(&messages::UNKNOWN_COLUMN)
                    .with("name", name)
                    .with("known", nearest_or_all(name, names()))
                    .at(argument.span),
            );
        }
    }
    let mut cells = Vec::with_capacity(columns.len());
    for column in columns {
        let single = reading.property(&column.name).into_iter();
        let child = of_columns.iter().find(|child| *child.name.text == *column.name);
        let values: Vec<Text> =
            single.chain(child.into_iter().flat_map(|child| &child.arguments)).filter_map(cell_text).collect();
        for value in &values {
            let kind = column.kind.clone();
            declarations.typed_values.push(TypedValue { kind, value: value.clone() });
        }
        let mut values = values.into_iter().map(|value| value.value);
        let cell = if column.many { Cell::Several(values.collect()) } else { values.next().into() };
        cells.push((column.name.clone(), cell));
    }
    Some(Item { code: reading.text(0)?, title: reading.text(1)?, cells, clauses, notes })
}

fn cell_text(argument: &Argument) -> Option<Text> {
    match argument.value {
        Scalar::Boolean(value) => Some(Text::made(value.to_string(), argument.span)),
        _ => text(argument),
    }
}

/// A submitted code has to be in the catalogue, or say that the item is the region's own.
fn reference_rule(
    id: &Text,
    title: &Label,
    codes: &str,
    path: &Text,
    clauses: &[Text],
    binds: Selector,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<RuleDeclaration> {
    let Some((list, field)) = path.value.rsplit_once('.') else {
        let binding =
            Diagnostic::new(&messages::KIND_BINDING).with("name", "referenced-by").with("needs", "list.field");
        diagnostics.push(binding.at(path.span));
        return None;
    };
    let mut rule = RuleDeclaration::made(
        format!("{}-references", id.value),
        Label {
            zh: format!("引用的{}编码存在", title.zh),
            en: Some(format!("References to {} exist", title.en.as_ref().unwrap_or(&title.zh))),
        },
        path.span,
    );
    let unknown = format!("i.{field} != 'local' && !(i.{field} in {codes})");
    rule.conditions.problem = Some(Text::made(format!("{list}.exists(i, {unknown})"), path.span));
    rule.figure = Some(Text::made(format!("{list}.count(i, {unknown})"), path.span));
    rule.clauses = clauses.to_vec();
    rule.binds = binds;
    rule.message = Some(Text::made(format!("{{{{region.name}}}}引用了{}里没有的编码", title.zh), path.span));
    rule.message_en = Some(Text::made(
        format!("{{{{region.name}}}} refers to codes that {} does not have", title.en.as_ref().unwrap_or(&title.zh)),
        path.span,
    ));
    Some(rule)
}
