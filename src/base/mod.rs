//! What knows nothing of standards: exact numbers, dates, units, safe text and CSV, whole-or-nothing output folders.

pub mod atomic;
pub mod csv_text;
pub mod date;
pub mod intention;
pub mod number;
pub mod numeral;
pub mod privacy;
pub mod similar;
pub mod suggestion;
pub mod text;
pub mod unit;
pub mod workbook;
