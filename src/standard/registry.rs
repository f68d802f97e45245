//! The regions that a standard speaks of, read from the CSV files that the manifest names.

use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, SourceId, SourceMap, Span};
use std::collections::BTreeMap;

/// One region of the registry.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Region {
    /// Its code; unique.
    pub code: String,
    /// Its name; not unique.
    pub name: String,
    /// Its level, a word of the authority.
    pub level: String,
    /// The code of the region above it; empty at the top.
    pub parent: String,
    /// Further columns.
    pub attributes: BTreeMap<String, String>,
    /// Its row.
    pub span: Span,
}

impl Region {
    /// A further column of its row.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// All regions, in the order of the files.
#[derive(Debug, Clone, Default, Hash)]
pub struct Registry {
    regions: Vec<Region>,
    by_code: BTreeMap<String, usize>,
    columns: Vec<String>,
    incomplete: bool,
}

/// The columns every registry has; `id` may stand for `code`.
pub const COLUMNS: [&str; 4] = ["code", "name", "level", "parent"];

/// The column that a registry may have: the code of the region to which a region reports. Blank: the region above it.
pub const REPORTS_TO: &str = "reports_to";

impl Registry {
    /// Adds the rows of one registry file.
    pub fn read(&mut self, sources: &SourceMap, id: SourceId, diagnostics: &mut Vec<Diagnostic>) {
        let before = diagnostics.len();
        self.read_rows(sources, id, diagnostics);
        self.incomplete |= diagnostics.len() > before;
    }

    fn read_rows(&mut self, sources: &SourceMap, id: SourceId, diagnostics: &mut Vec<Diagnostic>) {
        let text = sources.text(id);
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let place = |position: Option<&csv::Position>| {
            let start = position.map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
            let length = text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
            Span::new(id, start, start + length)
        };
        let headers: Vec<String> = match reader.headers() {
            Ok(headers) => headers.iter().map(|name| column(name.trim_start_matches('\u{feff}'))).collect(),
            Err(_) => Vec::new(),
        };
        for missing in COLUMNS.iter().filter(|name| !headers.iter().any(|header| header == *name)) {
            diagnostics.push(Diagnostic::new(&messages::REGISTRY_COLUMN).with("name", missing).at(place(None)));
        }
        if COLUMNS.iter().any(|name| !headers.iter().any(|header| header == *name)) {
            // Rows without one of the columns would only give the same mistake again.
            return;
        }
        for header in &headers {
            if !COLUMNS.contains(&header.as_str()) && !self.columns.contains(header) {
                self.columns.push(header.clone());
            }
        }
        let mut record = csv::StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {
                    let span = place(record.position());
                    self.add(&headers, &record, span, diagnostics);
                }
                Err(error) => {
                    let place = place(error.position());
                    let csv::ErrorKind::UnequalLengths { len, expected_len, .. } = error.kind() else { break };
                    diagnostics.push(
                        Diagnostic::new(&messages::REGISTRY_ROW)
                            .with("cells", len)
                            .with("columns", expected_len)
                            .at(place),
                    );
                }
            }
        }
    }

    fn add(&mut self, headers: &[String], record: &csv::StringRecord, span: Span, diagnostics: &mut Vec<Diagnostic>) {
        let value = |name: &str| {
            let column = headers.iter().position(|header| header == name)?;
            record.get(column).map(str::trim)
        };
        let code = value("code").unwrap_or("").to_owned();
        if code.is_empty() || !code.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
            diagnostics.push(Diagnostic::new(&messages::REGISTRY_CODE).with("code", &code).at(span));
            return;
        }
        if let Some(first) = self.get(&code) {
            diagnostics.push(
                Diagnostic::new(&messages::REPEATED_NAME)
                    .with("kind", "region")
                    .with("name", &code)
                    .at(span)
                    .remark(first.span, crate::diagnostic::Remark::DeclaredHere),
            );
            return;
        }
        let attributes = headers.iter().zip(record.iter());
        let attributes = attributes
            .filter(|(name, value)| !COLUMNS.contains(&name.as_str()) && !value.trim().is_empty())
            .map(|(name, value)| (name.clone(), value.trim().to_owned()))
            .collect();
        self.by_code.insert(code.clone(), self.regions.len());
        self.regions.push(Region {
            name: value("name").unwrap_or("").to_owned(),
            level: value("level").unwrap_or("").to_owned(),
            parent: value("parent").unwrap_or("").to_owned(),
            code,
            attributes,
            span,
        });
    }

    /// Reports parents and superiors that are not in the registry, and regions that lie below themselves or report to themselves.
    pub fn check(&self, diagnostics: &mut Vec<Diagnostic>) {
        for region in &self.regions {
            let superior = region.attribute(REPORTS_TO).unwrap_or("");
            for code in [region.parent.as_str(), superior] {
                if !code.is_empty() && self.get(code).is_none() {
                    diagnostics.push(
                        Diagnostic::new(&messages::NOT_IN_REGISTRY)
                            .with("value", code)
                            .with("known", super::names::suggested(code, self.by_code.keys().map(String::as_str)))
                            .at(region.span),
                    );
                }
            }
            // A circle of parents is one of superiors, too, unless the column says otherwise.
            let circular = self.is_below(&region.code, &region.code)
                || (!superior.is_empty() && self.reports_below(&region.code, &region.code));
            if circular {
                diagnostics.push(
                    Diagnostic::new(&messages::CIRCULAR_REFERENCE)
                        .with("chain", format!("{0} → … → {0}", region.code))
                        .at(region.span),
                );
            }
        }
    }

    /// Notes that a file of the registry could not be read at all.
    pub fn set_incomplete(&mut self) {
        self.incomplete = true;
    }

    /// Whether files, rows or columns were refused, so that what is not here may well be in the file.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// The region with that code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Region> {
        self.by_code.get(code).and_then(|index| self.regions.get(*index))
    }

    /// All regions, in order.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The region that collects what this one reports: the one above it.
    #[must_use]
    pub fn reports_through(&self, region: &Region) -> Option<&Region> {
        self.get(&region.parent)
    }

    /// Whether the region lies below the other, at any depth.
    #[must_use]
    pub fn is_below(&self, code: &str, above: &str) -> bool {
        self.leads(code, above, |region| &region.parent)
    }

    /// The region to which it reports: the one that its row names, or else the one above it; `None` at the top.
    #[must_use]
    pub fn reports_to(&self, code: &str) -> Option<&Region> {
        self.get(code).and_then(|region| self.get(superior(region)))
    }

    /// Those to whom what the region reports comes, the nearest first.
    #[must_use]
    pub fn superiors(&self, code: &str) -> Vec<&Region> {
        // A circle ends after as many steps as there are regions.
        let line = std::iter::successors(self.reports_to(code), |region| self.reports_to(&region.code));
        line.take(self.regions.len()).collect()
    }

    /// Whether what the region reports comes to the other, directly or through others.
    #[must_use]
    pub fn reports_below(&self, code: &str, above: &str) -> bool {
        self.leads(code, above, superior)
    }

    /// Whether going from a region to the next one up leads to the other.
    fn leads(&self, code: &str, above: &str, next: impl Fn(&Region) -> &str) -> bool {
        let mut current = self.get(code);
        // A circle ends after as many steps as there are regions.
        for _ in 0..self.regions.len() {
            let Some(region) = current else { return false };
            if next(region) == above {
                return true;
            }
            current = self.get(next(region));
        }
        false
    }

    /// The names of the columns beyond the needed ones.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The distinct values of a column, in order of appearance.
    #[must_use]
    pub fn values(&self, column: &str) -> Vec<&str> {
        let mut seen = std::collections::BTreeSet::new();
        self.regions.iter().filter_map(|region| cell(region, column)).filter(|value| seen.insert(*value)).collect()
    }

    /// Whether a column has a value anywhere.
    #[must_use]
    pub fn has_value(&self, column: &str, value: &str) -> bool {
        self.regions.iter().any(|region| cell(region, column) == Some(value))
    }
}

/// What a region has in a column.
fn cell<'r>(region: &'r Region, column: &str) -> Option<&'r str> {
    match column {
        "code" => Some(&region.code),
        "name" => Some(&region.name),
        "level" => Some(&region.level),
        "parent" => Some(&region.parent),
        other => region.attribute(other),
    }
}

/// The code of the region to which a region reports; empty at the top.
fn superior(region: &Region) -> &str {
    region.attribute(REPORTS_TO).unwrap_or(&region.parent)
}

fn column(header: &str) -> String {
    let name = header.trim();
    if name == "id" { "code".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    fn read(text: &str) -> (Registry, Vec<&'static str>) {
        let mut sources = SourceMap::default();
        let id = sources.add("regions.csv", text);
        let (mut registry, mut diagnostics) = (Registry::default(), Vec::new());
        registry.read(&sources, id, &mut diagnostics);
        registry.check(&mut diagnostics);
        (registry, diagnostics.iter().map(|found| found.entry.code).collect())
    }

    #[test]
    fn a_region_reports_to_its_parent_unless_its_row_says_otherwise() {
        let rows =
            "code,name,level,parent,reports_to\nP,省,province,,\nA,市,city,P,\nB,县,county,A,\nN,新区,area,A,P\n";
        let (registry, codes) = read(rows);
        assert!(codes.is_empty(), "{codes:?}");
        let superior = |code: &str| registry.reports_to(code).map(|region| region.code.as_str());
        assert_eq!(
            [superior("P"), superior("A"), superior("B"), superior("N")],
            [None, Some("P"), Some("A"), Some("P")]
        );
        assert!(registry.reports_below("B", "P") && registry.reports_below("N", "P"));
        assert_eq!(registry.superiors("B").iter().map(|region| &*region.code).collect::<Vec<_>>(), ["A", "P"]);
        assert!(registry.is_below("N", "A") && !registry.reports_below("N", "A"));
        assert_eq!(registry.get("N").unwrap().attribute("reports_to"), Some("P"));
    }

    #[test]
    fn superiors_exist_and_nobody_reports_to_itself() {
        let with = |row: &str| read(&format!("code,name,level,parent,reports_to\nP,省,province,,\n{row}\n")).1;
        assert_eq!(with("A,市,city,P,X"), ["GJ2107"]);
        assert_eq!(with("A,市,city,P,A"), ["GJ2203"]);
        assert_eq!(with("A,市,city,P,B\nB,县,county,A,"), ["GJ2203"]);
        assert_eq!(with("A,市,city,B,\nB,县,county,A,"), ["GJ2203", "GJ2203"]);
    }
}
