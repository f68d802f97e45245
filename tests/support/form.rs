//! A filled-in form of a small standard, and what people do to such forms: one line an edit.
//!
//! | line | does |
//! | --- | --- |
//! | `大厅!B6 = 80` | fills in a cell: a number, `12%`, `@2024-01-31`, `TRUE`, `=A1` as a formula, `#REF!` as an error, else a text; `'` before a text keeps it one; nothing empties it |
//! | `merge 大厅!A6:A8` | merges cells; all but the first lose what they hold |
//! | `insert row 大厅!7`, `insert column 大厅!C` | inserts before it |
//! | `delete row 大厅!4`, `delete column 大厅!F`, `delete 大厅` | deletes |
//! | `move row 大厅!9 -> 6`, `move column 大厅!E -> B` | cuts it out and inserts it before the other |
//! | `copy row 大厅!5 -> 9`, `copy column 大厅!B -> D`, `copy 大厅 -> 大厅 (2)` | inserts a copy |
//! | `swap 大厅!B5:B9 -> C5:C9` | lets two ranges of one size change places |
//! | `hide row 大厅!7`, `hide column 大厅!B`, `hide 大厅` | hides |
//! | `rename 大厅 -> 办事大厅` | renames a tab |
//! | `add 草稿` | adds a sheet |
//! | `only 草稿` | deletes the other sheets and the properties |
//! | `empty 事项!A6:C8` | empties cells |
//! | `unmark` | deletes everything that is hidden: rows 1 and 4, the columns with paths, the lists, the properties |
//! | `property guiju-standard = x` | sets a property of the document; nothing removes it |
//! | `file A2.xlsx` | renames the file |

use super::{assert_flawless, repository};
use guiju::base::date::Date;
use guiju::diagnostic::{Diagnostic, SourceMap};
use guiju::emit::form::{Filling, workbook as write_form};
use guiju::form::geometry::FIRST_ROW;
use guiju::form::{Arrangement, Column, Form, Forms, SlotContent};
use guiju::package::{self, Files};
use guiju::standard::Standard;
use guiju::submission::Submission;
use guiju::submission::datum::Loose;
use guiju::submission::grid::{Area, Cell, CellContent, Grid};
use guiju::submission::{sheet, workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

type Place = (u32, u32);

/// The small standard of `tests/sheets`.
pub fn sample() -> &'static Standard {
    static SAMPLE: LazyLock<Standard> = LazyLock::new(|| {
        let file =
            |name: &str| (name.to_owned(), fs::read(repository(&format!("tests/sheets/{name}"))).expect("a file"));
        let files = Files::in_memory("sample", ["standard.kdl", "regions.csv"].map(file));
        let compilation = package::compile(&files, &mut SourceMap::default());
        assert_flawless(&compilation.diagnostics);
        compilation.standard.expect("it compiles")
    });
    &SAMPLE
}

/// A form of it that is filled in without a flaw.
pub fn filled() -> Workbook {
    static FILLED: LazyLock<Workbook> = LazyLock::new(|| {
        let script = fs::read_to_string(repository("tests/sheets/filled.txt")).expect("what is filled in");
        Workbook::blank(sample(), "county").edited(&script)
    });
    FILLED.clone()
}

/// A workbook that can be edited.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// The name of its file.
    pub file: String,
    /// Its sheets.
    pub tabs: Vec<Tab>,
    /// The custom properties of the document.
    pub properties: BTreeMap<String, String>,
}

/// A sheet.
#[derive(Debug, Clone)]
pub struct Tab {
    /// What stands on its tab.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its cells, by row and column.
    pub cells: BTreeMap<Place, CellContent>,
    /// Merged areas.
    pub merged: Vec<Area>,
    /// Hidden rows.
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns.
    pub hidden_columns: BTreeSet<u32>,
}

impl Workbook {
    /// The blank form of a level.
    pub fn blank(standard: &Standard, level: &str) -> Self {
        Self::of_bytes(&write_form(&Form::of(standard, level), &Filling::default()).expect("the form can be written"))
    }

    /// A workbook as it was read.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let mut diagnostics = Vec::new();
        let read = workbook::read("form.xlsx", bytes, &mut SourceMap::default(), &mut diagnostics);
        let read = read.unwrap_or_else(|| panic!("{diagnostics:?}"));
        let tabs = read.grid.sheets.into_iter().map(|sheet| {
            let rows = sheet.rows.into_iter();
            let cells = rows
                .flat_map(|(row, cells)| cells.into_iter().map(move |(column, cell)| ((row, column), cell.content)));
            let hidden_columns = sheet.hidden_columns.iter().flat_map(|(first, last)| *first..=*last);
            Tab {
                name: sheet.name,
                hidden: sheet.hidden,
                cells: cells.collect(),
                merged: sheet.merged,
                hidden_rows: sheet.hidden_rows,
                hidden_columns: hidden_columns.collect(),
            }
        });
        Self { file: "A1.xlsx".to_owned(), tabs: tabs.collect(), properties: read.properties }
    }

    /// The workbook with every line of the script done to it.
    pub fn edited(mut self, script: &str) -> Self {
        script.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| self.edit(line));
        self
    }

    /// The tab of that name.
    pub fn tab(&mut self, name: &str) -> &mut Tab {
        self.tabs.iter_mut().find(|tab| tab.name == name).unwrap_or_else(|| panic!("there is no sheet {name}"))
    }

    fn edit(&mut self, line: &str) {
        if line == "unmark" {
            return self.unmark();
        }
        if let Some(file) = line.strip_prefix("file ") {
            self.file = file.to_owned();
        } else if let Some((name, value)) = line.strip_prefix("property ").and_then(|rest| rest.split_once(" =")) {
            match value.trim() {
                "" => drop(self.properties.remove(name)),
                value => drop(self.properties.insert(name.to_owned(), value.to_owned())),
            }
        } else if let Some((place, value)) = line.split_once(" =") {
            let (name, cell) = place.split_once('!').unwrap_or_else(|| panic!("{line}: no cell"));
            let content = content(value.trim());
            let cells = &mut self.tab(name).cells;
            match content {
                Some(content) => drop(cells.insert(address(cell), content)),
                None => drop(cells.remove(&address(cell))),
            }
        } else {
            let (verb, rest) = line.split_once(' ').unwrap_or_else(|| panic!("{line}: no verb"));
            match rest.split_once(' ').filter(|(kind, _)| ["row", "column"].contains(kind)) {
                Some((kind, rest)) => self.edit_line(verb, kind == "row", rest),
                None => self.edit_tab(verb, rest),
            }
        }
    }

    fn edit_tab(&mut self, verb: &str, rest: &str) {
        let (name, to) = rest.split_once(" -> ").unwrap_or((rest, ""));
        let (name, range) = name.split_once('!').unwrap_or((name, ""));
        match verb {
            "delete" => self.tabs.retain(|tab| tab.name != name),
            "only" => {
                self.tabs.retain(|tab| tab.name == name);
                self.properties.clear();
            }
            "empty" => {
                let area = area(range);
                self.tab(name).cells.retain(|place, _| !within(*place, area));
            }
            "add" => self.tabs.push(Tab::new(name)),
            "rename" => self.tab(name).name = to.to_owned(),
            "hide" => self.tab(name).hidden = true,
            "copy" => {
                let copy = Tab { name: to.to_owned(), ..self.tab(name).clone() };
                let at = self.tabs.iter().position(|tab| tab.name == name).expect("it was found");
                self.tabs.insert(at + 1, copy);
            }
            "merge" => self.tab(name).merge(area(range)),
            "swap" => self.tab(name).swap(area(range), area(to)),
            other => panic!("unknown edit {other} {rest}"),
        }
    }

    fn edit_line(&mut self, verb: &str, is_row: bool, rest: &str) {
        let (place, to) = rest.split_once(" -> ").unwrap_or((rest, ""));
        let (name, at) = place.split_once('!').unwrap_or_else(|| panic!("{rest}: no place"));
        let number = |text: &str| if is_row { text.parse().expect("a row") } else { address(&format!("{text}1")).1 };
        let at = number(at);
        let tab = self.tab(name);
        match verb {
            "insert" => tab.shift(is_row, |line| Some(if line >= at { line + 1 } else { line })),
            "delete" => tab.shift(is_row, |line| match line {
                _ if line == at => None,
                _ if line > at => Some(line - 1),
                _ => Some(line),
            }),
            "hide" if is_row => drop(tab.hidden_rows.insert(at)),
            "hide" => drop(tab.hidden_columns.insert(at)),
            "move" => {
                let to = number(to);
                tab.shift(is_row, |line| {
                    Some(match line {
                        _ if line == at => {
                            if to > at {
                                to - 1
                            } else {
                                to
                            }
                        }
                        _ if line > at && line < to => line - 1,
                        _ if line >= to && line < at => line + 1,
                        _ => line,
                    })
                });
            }
            "copy" => {
                let to = number(to);
                let of = |place: &Place| if is_row { place.0 } else { place.1 };
                let copied: Vec<(Place, CellContent)> = tab
                    .cells
                    .iter()
                    .filter(|(place, _)| of(place) == at)
                    .map(|(place, cell)| (*place, cell.clone()))
                    .collect();
                tab.shift(is_row, |line| Some(if line >= to { line + 1 } else { line }));
                for ((row, column), cell) in copied {
                    tab.cells.insert(if is_row { (to, column) } else { (row, to) }, cell);
                }
            }
            other => panic!("unknown edit {other} {rest}"),
        }
    }

    fn unmark(&mut self) {
        self.properties.clear();
        self.tabs.retain(|tab| tab.name != "_lists");
        for tab in &mut self.tabs {
            if !tab.hidden_columns.is_empty() {
                tab.cells.retain(|(_, column), _| !tab.hidden_columns.contains(column));
                tab.hidden_columns.clear();
            }
            for row in [4, 1] {
                tab.shift(true, |line| match line {
                    _ if line == row => None,
                    _ if line > row => Some(line - 1),
                    _ => Some(line),
                });
            }
            tab.hidden_rows.clear();
        }
    }

    /// The cells as a reader of files gives them.
    pub fn grid(&self, sources: &mut SourceMap) -> (Grid, guiju::diagnostic::Span) {
        let mut text = format!("{}\n", self.file);
        let mut layout = guiju::diagnostic::GridLayout::default();
        let mut spans: Vec<(usize, usize)> = Vec::new();
        let mut add = |text: &mut String, shown: &str, end: char| {
            let start = text.len();
            text.push_str(&shown.replace(['\n', '\t'], " "));
            spans.push((start, text.len()));
            text.push(end);
            start
        };
        for tab in &self.tabs {
            let start = add(&mut text, &tab.name, '\n');
            layout.sheet(&*tab.name);
            layout.cell(start, 1, 1);
            for ((row, column), content) in &tab.cells {
                let start = add(&mut text, &shown(content), '\t');
                layout.cell(start, *row, *column);
            }
        }
        let id = sources.add_grid(&*self.file, text, layout);
        let mut spans = spans.into_iter().map(|(start, end)| guiju::diagnostic::Span::new(id, start, end));
        let mut grid = Grid::default();
        for tab in &self.tabs {
            let span = spans.next().expect("a span for each sheet");
            let mut sheet = guiju::submission::grid::Sheet::new(tab.name.clone(), tab.hidden, span);
            for ((row, column), content) in &tab.cells {
                let span = spans.next().expect("a span for each cell");
                sheet.rows.entry(*row).or_default().insert(*column, Cell { content: content.clone(), span });
            }
            sheet.merged.clone_from(&tab.merged);
            sheet.hidden_rows.clone_from(&tab.hidden_rows);
            sheet.hidden_columns = tab.hidden_columns.iter().map(|column| (*column, *column)).collect();
            grid.sheets.push(sheet);
        }
        (grid, guiju::diagnostic::Span::new(id, 0, self.file.len()))
    }

    /// What the workbook comes to as a submission, and what is said about it.
    pub fn read(&self, forms: &mut Forms<'_>, sources: &mut SourceMap) -> (Option<Submission>, Vec<Diagnostic>) {
        let (grid, place) = self.grid(sources);
        let filled = sheet::Filled { path: &self.file, grid: &grid, properties: &self.properties, place };
        let mut diagnostics = Vec::new();
        (sheet::filled_in(&filled, forms, &mut diagnostics), diagnostics)
    }

    /// The cells that are filled in on this form, with something that belongs into none of them: sheet, cell, content. Empty ones
    /// count where their row is begun.
    pub fn input_cells(&mut self, form: &Form<'_>) -> Vec<(String, Place, CellContent)> {
        let mut cells = Vec::new();
        for sheet in &form.sheets {
            let tab = self.tab(&sheet.name);
            let mut add = |place: Place, wrong| cells.push((sheet.name.clone(), place, wrong));
            if let Arrangement::Card = sheet.arrangement {
                for (slot, row) in sheet.slots.iter().zip(FIRST_ROW..) {
                    add((row, 2), wrong(slot.content));
                }
                continue;
            }
            let columns = sheet.columns();
            let is_read = |column: &Column<'_, '_>| matches!(column, Column::Owner(_) | Column::Slot(_));
            let has_cell = |row: u32| {
                columns.iter().zip(1..).any(|(column, at)| is_read(column) && tab.cells.contains_key(&(row, at)))
            };
            for row in (FIRST_ROW..).take_while(|row| has_cell(*row)) {
                for (column, at) in columns.iter().zip(1..) {
                    match column {
                        Column::Owner(owner) => add((row, at), wrong(SlotContent::Field(owner.field))),
                        Column::Slot(slot) => add((row, at), wrong(slot.content)),
                        Column::Info(_) | Column::State => {}
                    }
                }
            }
        }
        cells
    }
}

impl Tab {
    fn new(name: &str) -> Self {
        let (cells, merged) = (BTreeMap::new(), Vec::new());
        let (hidden_rows, hidden_columns) = (BTreeSet::new(), BTreeSet::new());
        Self { name: name.to_owned(), hidden: false, cells, merged, hidden_rows, hidden_columns }
    }

    /// Gives rows or columns other numbers, or takes them away.
    fn shift(&mut self, is_row: bool, to: impl Fn(u32) -> Option<u32>) {
        let moved = |(row, column): Place| Some(if is_row { (to(row)?, column) } else { (row, to(column)?) });
        self.cells = std::mem::take(&mut self.cells)
            .into_iter()
            .filter_map(|(place, cell)| Some((moved(place)?, cell)))
            .collect();
        let hidden = if is_row { &mut self.hidden_rows } else { &mut self.hidden_columns };
        *hidden = hidden.iter().filter_map(|line| to(*line)).collect();
        let merged = std::mem::take(&mut self.merged);
        self.merged = merged
            .into_iter()
            .filter_map(|area| Some(Area { first: moved(area.first)?, last: moved(area.last)? }))
            .collect();
    }

    fn merge(&mut self, area: Area) {
        self.cells.retain(|place, _| !within(*place, area) || *place == area.first);
        self.merged.push(area);
    }

    fn swap(&mut self, one: Area, other: Area) {
        let size = |area: Area| (area.last.0 - area.first.0, area.last.1 - area.first.1);
        assert_eq!(size(one), size(other), "ranges of one size");
        let put = |place: Place, from: Area, to: Area| {
            (place.0 - from.first.0 + to.first.0, place.1 - from.first.1 + to.first.1)
        };
        let cells = std::mem::take(&mut self.cells).into_iter();
        self.cells = cells
            .map(|(place, cell)| match place {
                _ if within(place, one) => (put(place, one, other), cell),
                _ if within(place, other) => (put(place, other, one), cell),
                _ => (place, cell),
            })
            .collect();
    }
}

fn within((row, column): Place, area: Area) -> bool {
    (area.first.0..=area.last.0).contains(&row) && (area.first.1..=area.last.1).contains(&column)
}

/// `C5` as row and column.
pub fn address(cell: &str) -> Place {
    let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or_else(|| panic!("{cell} is no cell"));
    let (letters, digits) = cell.split_at(digits);
    let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    (digits.parse().unwrap_or_else(|_| panic!("{cell} is no cell")), column)
}

fn area(range: &str) -> Area {
    let (first, last) = range.split_once(':').unwrap_or_else(|| panic!("{range} is no range"));
    Area { first: address(first), last: address(last) }
}

fn content(text: &str) -> Option<CellContent> {
    let number = |text: &str, percent| Loose::Number { literal: text.to_owned(), percent };
    let is_number = |text: &str| guiju::base::number::Number::parse(text).is_ok() && !text.contains('/');
    let value = match text {
        "" => return None,
        _ if text.starts_with('=') => return Some(CellContent::Formula),
        _ if text.starts_with('#') => return Some(CellContent::Error(text.to_owned())),
        "TRUE" | "FALSE" => Loose::Boolean(text == "TRUE"),
        "␣" => Loose::Text("　 ".to_owned()),
        _ if is_number(text) => number(text, false),
        _ => match (text.strip_prefix('\''), text.strip_prefix('@').and_then(Date::parse), text.strip_suffix('%')) {
            (Some(text), ..) => Loose::Text(text.to_owned()),
            (_, Some(date), _) => Loose::Date(date),
            (_, _, Some(percents)) if is_number(percents) => {
                let share = guiju::base::number::Number::parse(percents).expect("a number");
                let share = share.checked_div(&guiju::base::number::Number::from(100)).expect("not zero");
                number(&share.to_string(), true)
            }
            _ => Loose::Text(text.to_owned()),
        },
    };
    Some(CellContent::Value(value))
}

/// What is no value of the slot.
fn wrong(content: SlotContent<'_>) -> CellContent {
    let text = |text: &str| CellContent::Value(Loose::Text(text.to_owned()));
    match content {
        SlotContent::Completeness => text("大概"),
        SlotContent::Field(field) => match field.kind.value.as_str() {
            "text" => CellContent::Formula,
            "number" | "integer" => text("不少"),
            "date" => text("前些天"),
            "boolean" => text("也许"),
            _ => text("没有这一项"),
        },
    }
}

fn shown(content: &CellContent) -> String {
    match content {
        CellContent::Value(Loose::Text(text)) => text.clone(),
        CellContent::Value(Loose::Number { literal, .. }) => literal.clone(),
        CellContent::Value(Loose::Date(date)) => date.to_string(),
        CellContent::Value(Loose::Boolean(value)) => value.to_string(),
        CellContent::Formula => "=…".to_owned(),
        CellContent::Error(error) => error.clone(),
    }
}
