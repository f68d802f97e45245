//! Whatever the bytes, reading them as a workbook ends without a panic, and they give cells or problems.
//!
//! Bytes that are no archive are taken as the parts of one, so that the fuzzer reaches their readers without having to find
//! checksums: `name NUL content NUL` and so on.
#![no_main]

use std::io::{Cursor, Write};

use guiju::diagnostic::{Language, SourceMap};
use guiju::submission::workbook;
use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    let packed;
    let bytes = if bytes.starts_with(b"PK") {
        bytes
    } else {
        let Some(archive) = archive(bytes) else { return };
        packed = archive;
        &packed
    };
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let read = workbook::read("fuzz.xlsx", bytes, &mut sources, &mut diagnostics);
    assert_eq!(read.is_some(), diagnostics.is_empty(), "cells or problems");
    for diagnostic in &diagnostics {
        let place = diagnostic.place.expect("every problem has a place");
        let text = sources.text(place.source);
        assert!(text.get(place.start as usize..place.end as usize).is_some(), "places are whole characters");
        assert!(!diagnostic.text(Language::Zh).contains("{part}"), "every placeholder is filled");
    }
    for sheet in read.iter().flat_map(|workbook| &workbook.grid.sheets) {
        for cell in sheet.rows.values().flat_map(|row| row.values()) {
            assert!(sources.is_grid(cell.span.source), "cells have places in the workbook");
        }
    }
});

fn archive(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut pieces = bytes.split(|byte| *byte == 0);
    while let (Some(name), Some(content)) = (pieces.next(), pieces.next()) {
        writer.start_file(std::str::from_utf8(name).ok()?, SimpleFileOptions::default()).ok()?;
        writer.write_all(content).ok()?;
    }
    writer.finish().ok().map(Cursor::into_inner)
}
