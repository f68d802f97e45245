//! Tables as CSV for spreadsheets and as JSON for programs.

use super::files::Files;
use crate::diagnostic::Diagnostic;
use crate::standard::Standard;
use crate::standard::document::{Cell, Table};
use serde_json::{Map, Value, json};

pub(super) use crate::base::csv_text::write as write_csv;

/// What stands between several values of one cell.
const SEPARATOR: &str = ";";

/// Writes every table.
pub fn emit(standard: &Standard, files: &mut Files, diagnostics: &mut Vec<Diagnostic>) {
    for table in &standard.tables {
        files.add_declared("tables", &table.id, "csv", table.span, csv_of(table), diagnostics);
        files.add_declared("tables", &table.id, "json", table.span, pretty(&json_of(table)), diagnostics);
    }
}

/// JSON as it is published: indented, with a final line feed.
#[must_use]
pub(super) fn pretty(value: &Value) -> String {
    // A value has no keys but texts, so that nothing fails.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn csv_of(table: &Table) -> String {
    let header: Vec<String> = table.columns.iter().map(|(_, title)| title.zh.clone()).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(joined).collect());
    write_csv(std::iter::once(header).chain(rows))
}

/// The text of a cell in which several values stand one after the other.
#[must_use]
pub(super) fn joined(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::One(value) => value.clone(),
        Cell::Several(values) => values.join(SEPARATOR),
    }
}

fn json_of(table: &Table) -> Value {
    let columns: Vec<Value> =
        table.columns.iter().map(|(key, title)| json!({"key": key, "title": title.zh, "title_en": title.en})).collect();
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let cells = table.columns.iter().zip(row).map(|((key, _), cell)| (key.clone(), value_of(cell)));
            Value::Object(cells.collect::<Map<_, _>>())
        })
        .collect();
    json!({"id": table.id, "title": table.title.zh, "title_en": table.title.en, "columns": columns, "rows": rows})
}

fn value_of(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::One(value) => Value::from(value.as_str()),
        Cell::Several(values) => Value::from(values.clone()),
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceMap, Span};
    use crate::standard::Label;

    fn table() -> Table {
        Table {
            id: "items".to_owned(),
            title: Label { zh: "目录".to_owned(), en: Some("Items".to_owned()) },
            columns: vec![("code".to_owned(), Label::zh("编号")), ("bodies".to_owned(), Label::zh("机构"))],
            rows: vec![
                vec![Cell::One("=1+1".to_owned()), Cell::Several(vec!["甲".to_owned(), "乙".to_owned()])],
                vec![Cell::One("A-1".to_owned()), Cell::Empty],
            ],
            clauses: Vec::new(),
            span: Span::new(SourceMap::default().add("a.kdl", ""), 0, 0),
        }
    }

    #[test]
    fn a_spreadsheet_runs_nothing() {
        assert_eq!(csv_of(&table()), "\u{feff}编号,机构\n'=1+1,甲;乙\nA-1,\n");
    }

    #[test]
    fn programs_get_values_apart_and_unchanged() {
        let json = json_of(&table());
        assert_eq!(json["rows"], json!([{"code": "=1+1", "bodies": ["甲", "乙"]}, {"code": "A-1", "bodies": null}]));
        assert_eq!(json["title_en"], "Items");
        assert_eq!(json["columns"][1], json!({"key": "bodies", "title": "机构", "title_en": null}));
    }
}
