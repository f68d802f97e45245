//! The sheet that lists what was found.

use super::Unreturnable;
use super::container::Container;
use super::finding::{Finding, Place};
use super::relations::{Relations, declare};
use super::splice::{Splice, elements};
use super::styles::{self, Styles};
use crate::base::text::{safe, xml_escape};
use crate::diagnostic::{Language, cell_name};
use crate::form::geometry::FINDINGS;
use std::fmt::Write;

/// The part that holds the list, where the workbook has none yet.
const PART: &str = "xl/worksheets/guiju-findings.xml";
/// Its type.
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
/// The most characters that a cell can hold.
const LONGEST: usize = 32_000;
/// The first row of findings, after a heading, a blank row and the headings of columns.
const FIRST_ROW: usize = 4;
/// The column of the cell's name, which is a link.
const LINKED: u32 = 3;

/// Adds the list as the last sheet, or writes it anew where it is there.
pub fn add(
    container: &mut Container<'_>,
    workbook: &str,
    mut relations: Relations,
    heading: &str,
    findings: &[Finding],
    language: Language,
) -> Result<(), Unreturnable> {
    let styles = styles::add(container, &relations)?;
    let content = content(heading, findings, styles, language);
    let text = container.text(workbook)?;
    let found = elements(&text, 2)?;
    let sheets = found.iter().filter(|element| element.depth == 2 && element.name == "sheet");
    let known = sheets.clone().find(|sheet| sheet.attribute("name") == Some(FINDINGS));
    if let Some(part) = known.and_then(|sheet| relations.target(sheet.attribute("id")?)) {
        container.set(part, content);
        return Ok(());
    }
    let owner = found.iter().find(|element| element.depth == 1 && element.name == "sheets").ok_or(Unreturnable)?;
    let numbers = sheets.filter_map(|sheet| sheet.attribute("sheetId")?.parse::<u32>().ok());
    let number = numbers.max().unwrap_or(0).checked_add(1).ok_or(Unreturnable)?;
    container.set(PART, content);
    declare(container, PART, KIND)?;
    let id = relations.id(container, "worksheet", PART)?;
    let sheet = format!(
        "<{}sheet xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         name=\"{FINDINGS}\" sheetId=\"{number}\" r:id=\"{id}\"/>",
        owner.prefix
    );
    let mut splice = Splice::default();
    splice.append(&text, owner, &sheet);
    container.set(workbook, splice.apply(&text));
    Ok(())
}

fn content(heading: &str, findings: &[Finding], styles: Styles, language: Language) -> String {
    let pick = |zh: &'static str, en: &'static str| if language == Language::Zh { zh } else { en };
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetPr><tabColor rgb=\"FFC00000\"/></sheetPr>\
         <cols><col min=\"1\" max=\"1\" width=\"10\" customWidth=\"1\"/><col min=\"2\" max=\"2\" width=\"24\" customWidth=\"1\"/>\
         <col min=\"3\" max=\"3\" width=\"10\" customWidth=\"1\"/><col min=\"4\" max=\"5\" width=\"56\" customWidth=\"1\"/>\
         <col min=\"6\" max=\"6\" width=\"30\" customWidth=\"1\"/></cols><sheetData>",
    );
    let row = |text: &mut String, number: usize, style: usize, cells: &[&str]| {
        // Writing to a String cannot fail.
        let _ = write!(text, "<row r=\"{number}\">");
        for (column, cell) in (1..).zip(cells) {
            let name = cell_name(u32::try_from(number).unwrap_or(u32::MAX), column);
            let cut: String = cell.chars().take(LONGEST).collect();
            let _ = write!(
                text,
                "<c r=\"{name}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                xml_escape(&safe(&cut))
            );
        }
        text.push_str("</row>");
    };
    // A long heading is not broken into the narrow first column.
    row(&mut text, 1, 0, &[heading]);
    let titles = [
        pick("类别", "Kind"),
        pick("工作表", "Sheet"),
        pick("单元格", "Cell"),
        pick("说明", "What was found"),
        pick("怎么办", "What to do"),
        pick("编号", "Code"),
    ];
    row(&mut text, FIRST_ROW - 1, styles.heading, &titles);
    let mut links = String::new();
    for (number, finding) in (FIRST_ROW..).zip(findings) {
        let place = finding.places.first();
        let sheet = place.map_or("", |place| &place.sheet);
        let cell = place.map_or_else(String::new, |place| cell_name(place.row, place.column));
        row(
            &mut text,
            number,
            styles.wrapped,
            &[&finding.kind, sheet, &cell, &finding.message, &finding.help, &finding.code],
        );
        if let Some(place) = place {
            link(&mut links, number, place);
        }
    }
    if findings.is_empty() {
        row(&mut text, FIRST_ROW, 0, &[pick("没有发现问题", "nothing was found")]);
    }
    text.push_str("</sheetData>");
    if !links.is_empty() {
        let _ = write!(text, "<hyperlinks>{links}</hyperlinks>");
    }
    text.push_str(
        "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
    );
    text
}

fn link(links: &mut String, number: usize, place: &Place) {
    let from = cell_name(u32::try_from(number).unwrap_or(u32::MAX), LINKED);
    // A quote in the name of a sheet is doubled.
    let to = format!("'{}'!{}", place.sheet.replace('\'', "''"), cell_name(place.row, place.column));
    let _ = write!(links, "<hyperlink ref=\"{from}\" location=\"{}\"/>", xml_escape(&to));
}
