//! What knows nothing of standards: addresses, exact numbers and bounds of others, derived weights, dates, units, safe text and CSV,
//! differences between texts, folders and files that are replaced as a whole or not at all.

pub mod address;
pub mod advance;
pub mod atomic;
pub mod base64;
pub mod csv_text;
pub mod date;
pub mod diff;
pub mod fingerprint;
pub mod intention;
pub mod markup;
pub mod number;
pub mod numeral;
pub mod parallel;
pub mod privacy;
pub mod real;
pub mod replace;
pub mod similar;
pub mod suggestion;
pub mod text;
pub mod unit;
pub mod weighting;
pub mod workbook;
