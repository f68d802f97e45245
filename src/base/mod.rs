//! What knows nothing of standards: exact numbers, dates, units, safe text, differences between
//! texts, folders and files that are replaced as a whole or not at all.

pub mod atomic;
pub mod date;
pub mod diff;
pub mod intention;
pub mod number;
pub mod replace;
pub mod similar;
pub mod suggestion;
pub mod text;
pub mod unit;
