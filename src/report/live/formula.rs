//! Pieces of formulas.

use super::sheet::FIRST;
use crate::diagnostic::cell_name;

/// What a cell says that does not apply.
pub const NOT_APPLICABLE: &str = "不适用";
/// What a bound says that there is none.
pub const UNBOUNDED: &str = "无界";
/// A condition that holds, one that does not, and one that is not known.
pub const YES: &str = "是";
/// See [`YES`].
pub const NO: &str = "否";
/// See [`YES`].
pub const OPEN: &str = "未知";
/// The keyword of rounding to even.
pub const HALF_EVEN: &str = "half-even";

/// The letters of a column, from 0.
pub fn column(index: usize) -> String {
    let name = cell_name(1, u32::try_from(index + 1).unwrap_or(u32::MAX));
    name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// The number of the row of a region, from 1.
pub fn row(region: usize) -> usize {
    usize::try_from(FIRST).unwrap_or(0) + region + 1
}

/// A cell of another sheet.
pub fn on(sheet: &str, cell: &str) -> String {
    format!("'{sheet}'!{cell}")
}

/// All regions of a column of a sheet.
pub fn all(sheet: &str, index: usize, regions: usize) -> String {
    let letters = column(index);
    let (first, last) = (row(0), row(regions.saturating_sub(1)));
    format!("'{sheet}'!${letters}${first}:${letters}${last}")
}

/// Columns of one row as ranges, each as long as it can be.
pub fn runs(columns: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for column in columns {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *column => *last = *column,
            _ => runs.push((*column, *column)),
        }
    }
    runs
}

/// A number rounded to `digits` in the mode of a cell. A half is taken as one where the binary number is as near to it as its last
/// places can tell.
pub fn rounded(number: &str, digits: &str, mode: &str) -> String {
    let scaled = format!("({number}*10^{digits})");
    let tie = format!("ABS({scaled}-INT({scaled})-0.5)<1E-9+ABS({scaled})*1E-14");
    let up = format!("IF({mode}=\"{HALF_EVEN}\",MOD(INT({scaled}),2),IF({scaled}>=0,1,0))");
    format!("IF({tie},INT({scaled})+{up},ROUND({scaled},0))/10^{digits}")
}

/// The terms of a formula, added up.
pub fn sum(parts: &[String]) -> String {
    if parts.is_empty() { "0".to_owned() } else { parts.join("+") }
}
