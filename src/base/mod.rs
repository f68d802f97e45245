//! What knows nothing of standards: exact numbers, dates, units, safe text, whole-or-nothing output folders.

pub mod atomic;
pub mod date;
pub mod intention;
pub mod number;
pub mod privacy;
pub mod similar;
pub mod suggestion;
pub mod text;
pub mod unit;
pub mod workbook;
