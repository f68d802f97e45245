//! The published tables beside the repository (`../shared/indices`), made by nobody here, as submissions.

use super::{assert_flawless, compile, repository};
use guiju::diagnostic::SourceMap;
use guiju::package::Files;
use guiju::standard::Standard;
use guiju::submission::Submission;
use guiju::submission::folder::{accept, read_submissions};
use std::collections::BTreeMap;

/// Rows by the names of their columns.
pub type Table = Vec<BTreeMap<String, String>>;

/// A table of the folder beside the repository; `None`, with a line that says so, where it is not there.
pub fn table(path: &str) -> Option<Table> {
    let file = repository("../shared/indices").join(path);
    let Ok(mut reader) = csv::Reader::from_path(&file) else {
        println!("skipped: no {path} among the published tables beside the repository");
        return None;
    };
    Some(reader.deserialize().map(|row| row.unwrap()).collect())
}

/// The submissions of a table, one a row: for each column the field it is read into.
pub fn submissions(
    standard: &Standard,
    rows: &Table,
    code: &str,
    fields: &BTreeMap<String, String>,
) -> BTreeMap<String, Submission> {
    let file = |row: &BTreeMap<String, String>| {
        let facts = fields.iter().filter(|(column, _)| !matches!(row[*column].as_str(), "" | "NA"));
        let facts: Vec<String> = facts.map(|(column, field)| format!("\"{field}\": {}", row[column])).collect();
        let text = format!("{{\"region\": \"{}\", \"data\": {{{}}}}}", row[code], facts.join(", "));
        (format!("{}.json", row[code]), text.into_bytes())
    };
    let files = Files::in_memory("", rows.iter().map(file).collect::<Vec<_>>());
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let read = read_submissions(&files, standard, &mut sources, &mut diagnostics);
    let read = accept(read, standard, &mut diagnostics);
    assert_flawless(&diagnostics);
    assert_eq!(read.len(), rows.len());
    read
}

/// The text of a number with no more digits than are read.
pub fn shortened(text: &str) -> String {
    let (mantissa, exponent) =
        text.split_once(['e', 'E']).map_or((text, ""), |(mantissa, exponent)| (mantissa, exponent));
    let mantissa: String = mantissa.chars().take(28).collect();
    if exponent.is_empty() { mantissa } else { format!("{mantissa}e{exponent}") }
}

/// The ASEM index of 2018: its standard, and what its tables say of each country; `None` without them.
pub fn asem() -> Option<(Standard, BTreeMap<String, Submission>)> {
    let countries = table("asem/iData.csv")?;
    let standard = compile("examples/asem-2018", &mut SourceMap::default());
    let root = standard.root().unwrap();
    let named = countries[0].keys().filter(|column| root.member(&column.to_lowercase()).is_some());
    let fields = named.map(|column| (column.clone(), column.to_lowercase())).collect::<BTreeMap<_, _>>();
    assert_eq!(fields.len(), 49 + 4);
    let cell = |(column, text): (String, String)| {
        let text = if fields.contains_key(&column) { shortened(&text) } else { text };
        (column, text)
    };
    let countries: Table = countries.into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
    let submissions = submissions(&standard, &countries, "uCode", &fields);
    Some((standard, submissions))
}
