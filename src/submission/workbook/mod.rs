//! Workbooks from outside (Office Open XML, ECMA-376 and its strict form) → [`Grid`]: read as a stream, within the bounds of
//! [`limits`], trusting nothing that the file says of itself.
//!
//! What is not plain data is refused: macros, links to other files, embedded objects, encryption. Formulas are not computed and
//! what a program last computed from them is not looked at. All problems of a file are reported together, and a file with any
//! gives nothing.

mod book;
mod budget;
mod cell;
mod container;
mod decimal;
mod directory;
mod fault;
pub mod limits;
mod properties;
mod reference;
mod refusals;
mod relations;
mod rendition;
mod report;
mod serial;
mod sheet;
mod strings;
mod styles;
mod xml;

use super::grid::{Grid, Sheet};
use crate::diagnostic::catalogue::workbook as messages;
use crate::diagnostic::{Diagnostic, GridLayout, SourceId, SourceMap};
use book::{Book, Listed};
use budget::Budget;
use cell::Lookup;
use container::Container;
use fault::{Fault, shown};
use relations::Relation;
use rendition::Rendition;
use report::Report;
use sheet::SheetReader;
use std::collections::BTreeMap;
use strings::SharedTexts;
use styles::Styles;
use xml::Xml;

/// The namespaces of the parts of a workbook, transitional and strict.
const MAIN: &[&str] =
    &["http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"];
/// The namespaces of custom properties, transitional and strict.
const PROPERTIES: &[&str] = &[
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties",
];

/// A workbook as it was read.
#[derive(Debug)]
pub struct Workbook {
    /// The sheets with their cells; charts that are sheets of their own are left out.
    pub grid: Grid,
    /// The custom properties of the document, by name.
    pub properties: BTreeMap<String, String>,
    /// What the defined names stand for; a name of one sheet is `sheet!name`.
    pub names: BTreeMap<String, String>,
    /// The text that shows the workbook in messages.
    pub source: SourceId,
}

/// Reads the bytes of a workbook; `path` is the name under which messages show it. `None` where anything about it is refused,
/// which is then reported.
pub fn read(path: &str, bytes: &[u8], sources: &mut SourceMap, diagnostics: &mut Vec<Diagnostic>) -> Option<Workbook> {
    let source = sources.add_grid(path, "", GridLayout::default());
    let mut rendition = Rendition::new(source, path);
    let mut report = Report::new(source, diagnostics);
    let mut budget = Budget::default();
    let reading = Reading { budget: &mut budget, rendition: &mut rendition, report: &mut report };
    let read = reading.package(bytes);
    let clean = report.is_clean();
    report.close();
    rendition.close(sources);
    let (grid, properties, names) = read.filter(|_| clean)?;
    Some(Workbook { grid, properties, names, source })
}

/// What a package holds: sheets, properties, defined names.
type Package = (Grid, BTreeMap<String, String>, BTreeMap<String, String>);

struct Reading<'r, 'd> {
    budget: &'r mut Budget,
    rendition: &'r mut Rendition,
    report: &'r mut Report<'d>,
}

impl Reading<'_, '_> {
    fn package(mut self, bytes: &[u8]) -> Option<Package> {
        let mut container = Container::open(bytes, self.report)?;
        if !refusals::check(&mut container, self.report) {
            return None;
        }
        let roots = self.relations(&mut container, &relations::beside(""))?;
        let main = roots.iter().find(|relation| relation.kind == "officeDocument");
        let Some(main) = main.filter(|main| container.has(&main.target)) else {
            self.report.file(&messages::NO_WORKBOOK, "", 0);
            return None;
        };
        let book = self.book(&mut container, &main.target)?;
        let parts = self.relations(&mut container, &relations::beside(&main.target))?;
        let target = |kind: &str| parts.iter().find(|relation| relation.kind == kind).map(|part| part.target.as_str());
        let styles = match target("styles") {
            Some(part) => self.part(&mut container, part, "styleSheet", MAIN, |xml, own| Styles::read(xml, own.report)),
            None => Some(Styles::default()),
        };
        let texts = match target("sharedStrings") {
            Some(part) => self.part(&mut container, part, "sst", MAIN, |xml, own| SharedTexts::read(xml, own.report)),
            None => Some(SharedTexts::default()),
        };
        let custom = |relation: &&Relation| matches!(relation.kind.as_str(), "custom-properties" | "customProperties");
        let properties = match roots.iter().find(custom) {
            Some(part) => self.part(&mut container, &part.target, "Properties", PROPERTIES, |xml, own| {
                properties::read(xml, own.budget, own.report)
            }),
            None => Some(BTreeMap::new()),
        };
        // Without what cells refer to, every one of them would seem wrong.
        let lookup = Lookup { texts: &texts?, styles: &styles?, epoch: book.epoch };
        let grid = self.sheets(&mut container, &book.sheets, &parts, &lookup);
        Some((grid, properties?, book.names))
    }

    fn book(&mut self, container: &mut Container<'_>, path: &str) -> Option<Book> {
        let xml = container.part(path)?.and_then(|part| Xml::open(part, "workbook", MAIN));
        let read = xml.and_then(|mut xml| Book::read(&mut xml, self.budget, self.report));
        match read {
            Ok(book) => return Some(book),
            // A package whose main part is something else is a document or slides.
            Err(Fault::Foreign) => self.report.file(&messages::NO_WORKBOOK, "", 0),
            Err(fault) => self.fault(fault, path),
        }
        None
    }

    fn sheets(
        &mut self,
        container: &mut Container<'_>,
        sheets: &[Listed],
        parts: &[Relation],
        lookup: &Lookup<'_>,
    ) -> Grid {
        let mut grid = Grid::default();
        for listed in sheets {
            if self.budget.is_spent() {
                break;
            }
            let relation = parts.iter().find(|relation| relation.id == listed.relation);
            let Some(relation) = relation.filter(|relation| container.has(&relation.target)) else {
                self.report.file(&messages::NO_PART, &shown(&listed.name), 0);
                continue;
            };
            // A chart has no cells.
            if relation.kind != "worksheet" {
                continue;
            }
            let span = self.rendition.sheet(&listed.name);
            let (name, hidden) = (listed.name.clone(), listed.hidden);
            let mut sheet = Sheet::new(name, hidden, span);
            self.part(container, &relation.target, "worksheet", MAIN, |xml, own| {
                let (budget, rendition, report) = (&mut *own.budget, &mut *own.rendition, &mut *own.report);
                SheetReader { lookup, budget, rendition, report }.read(xml, &mut sheet)
            });
            grid.sheets.push(sheet);
        }
        if grid.sheets.is_empty() && self.report.is_clean() {
            self.report.file(&messages::NO_SHEETS, "", 0);
        }
        grid
    }

    fn relations(&mut self, container: &mut Container<'_>, path: &str) -> Option<Vec<Relation>> {
        let relations = relations::read(container, path);
        relations.map_err(|fault| self.fault(fault, path)).ok()
    }

    /// Reads a part; `None` where it cannot be read, which is then reported.
    fn part<T>(
        &mut self,
        container: &mut Container<'_>,
        path: &str,
        root: &str,
        namespaces: &[&str],
        read: impl FnOnce(&mut Xml<'_>, &mut Self) -> Result<T, Fault>,
    ) -> Option<T> {
        let Some(part) = container.part(path) else {
            self.report.file(&messages::NO_PART, &shown(path), 0);
            return None;
        };
        let xml = part.and_then(|part| Xml::open(part, root, namespaces));
        let read = xml.and_then(|mut xml| read(&mut xml, self));
        read.map_err(|fault| self.fault(fault, path)).ok()
    }

    fn fault(&mut self, fault: Fault, part: &str) {
        if let Some(diagnostic) = fault.diagnostic(part) {
            self.report.push(diagnostic);
        }
    }
}
