//! What a roll-up says, in words that the terminal, tables and the chase list share.

use crate::base::number::{Number, Rounding};
use crate::base::text::safe_line;
use crate::diagnostic::Language;
use crate::rollup::{Agreement, Identity, Superior, Total};
use crate::standard::registry::Region;
use crate::standard::summary::Operation;

/// Digits after the point of a percentage, and of a number whose decimal form does not end.
const DIGITS: u32 = 2;
/// How many names stand in a line; more are counted.
const NAMES: usize = 12;
/// How many titles of figures of which nothing is known.
const TITLES: usize = 4;

/// One of two texts.
#[must_use]
pub fn pick(language: Language, zh: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// Names in a row, safe for a terminal; those beyond the limit are counted.
fn names(all: &[&str], limit: usize, language: Language) -> String {
    let shown: Vec<String> = all.iter().take(limit).map(|name| safe_line(name)).collect();
    let shown = shown.join(pick(language, "、", ", "));
    match (all.len().checked_sub(limit), language) {
        (Some(0) | None, _) => shown,
        (Some(_), Language::Zh) => format!("{shown}等 {} 个", all.len()),
        (Some(more), Language::En) => format!("{shown} and {more} more"),
    }
}

/// The names of regions in a row; more than a dozen are counted.
pub fn regions<'r>(regions: impl IntoIterator<Item = &'r Region>, language: Language) -> String {
    let all: Vec<&str> = regions.into_iter().map(|region| region.name.as_str()).collect();
    names(&all, NAMES, language)
}

/// The titles of figures in a row; more than a few are counted.
pub fn titles(totals: &[&Total<'_>], language: Language) -> String {
    let all: Vec<&str> = totals.iter().map(|total| total.figure.title.text(language)).collect();
    names(&all, TITLES, language)
}

/// Whether a total is shown in percent: a share, or a ratio without unit.
#[must_use]
pub fn is_percent(total: &Total<'_>) -> bool {
    match total.figure.operation {
        Operation::Share(_) => true,
        Operation::Ratio { .. } => total.unit.is_none(),
        _ => false,
    }
}

/// A number of a total as people read it, with its unit.
#[must_use]
pub fn amount(total: &Total<'_>, number: &Number) -> String {
    if is_percent(total) {
        return format!("{}%", (number.clone() * Number::from(100)).decimal(DIGITS, Rounding::HalfEven));
    }
    let shown = if number.is_terminating() { number.to_string() } else { number.decimal(DIGITS, Rounding::HalfEven) };
    if total.unit.is_none() { shown } else { format!("{shown} {}", total.unit.symbol) }
}

/// The value of a total with what it was made of: `51.32%（39/76）`.
#[must_use]
pub fn value(total: &Total<'_>, language: Language) -> String {
    let Some(value) = &total.value else {
        let nothing = pick(language, "没有数", "no figure");
        return nothing.to_owned();
    };
    let shown = amount(total, value);
    match (&total.fraction, language) {
        (Some((above, below)), Language::Zh) => format!("{shown}（{above}/{below}）"),
        (Some((above, below)), Language::En) => format!("{shown} ({above}/{below})"),
        (None, _) => shown,
    }
}

/// Of how many regions it is known: `3/5`, and to how many it does not apply.
#[must_use]
pub fn coverage(total: &Total<'_>, language: Language) -> String {
    let (known, all, exempt) = (total.known(), total.regions(), total.not_applicable());
    let known = format!("{} {known}/{}", pick(language, "已知", "known"), all - exempt);
    match exempt {
        0 => known,
        _ => format!("{known} · {} {exempt}", pick(language, "不适用", "not applicable")),
    }
}

/// Between which numbers it lies, where not all is known; empty where nothing tells.
#[must_use]
pub fn bounds(total: &Total<'_>, language: Language) -> String {
    if total.known() + total.not_applicable() == total.regions() {
        return String::new();
    }
    match (&total.lower, &total.upper) {
        (Some(lower), Some(upper)) => {
            let (lower, upper) = (amount(total, lower), amount(total, upper));
            format!("{} {lower} – {upper}", pick(language, "区间", "range"))
        }
        (Some(lower), None) => format!("{} {}", pick(language, "至少", "at least"), amount(total, lower)),
        (None, Some(upper)) => format!("{} {}", pick(language, "至多", "at most"), amount(total, upper)),
        (None, None) => String::new(),
    }
}

/// The groups that count once, and how many regions do not say with whom they share.
#[must_use]
pub fn sharing(total: &Total<'_>, language: Language) -> Vec<String> {
    let mut notes = Vec::new();
    if !total.once.is_empty() {
        let groups = total.once.iter().map(|group| {
            let names: Vec<&str> = group.iter().map(|region| region.name.as_str()).collect();
            safe_line(&names.join(pick(language, "、", ", ")))
        });
        let groups = groups.collect::<Vec<_>>().join(pick(language, "；", "; "));
        notes.push(format!("{}{groups}", pick(language, "只计一次：", "counted once: ")));
    }
    if total.sharing_unstated > 0 {
        let unstated = total.sharing_unstated;
        notes.push(match language {
            Language::Zh => format!("{unstated} 地没说是否共用"),
            Language::En => format!("{unstated} do not say whether they share"),
        });
    }
    notes
}

/// What is wrong between a superior's own figure and those below it; `None` where nothing is.
#[must_use]
pub fn disagreement(superior: &Superior<'_>, total: &Total<'_>, language: Language) -> Option<String> {
    let Identity { state, own: Some(own), difference: Some(difference) } = total.identity.as_ref()? else {
        return None;
    };
    let title = safe_line(total.figure.title.text(language));
    let name = safe_line(&superior.region.name);
    let (own, difference) = (amount(total, own), amount(total, &difference.abs()));
    let bound = |bound: &Option<Number>| bound.as_ref().map(|bound| amount(total, bound)).unwrap_or_default();
    let known = coverage(total, language);
    Some(match (state, language) {
        (Agreement::Differs, Language::Zh) => {
            format!("{name}自报“{title}”{own}，所属地区合计 {}，相差 {difference}", bound(&total.value))
        }
        (Agreement::Differs, Language::En) => {
            format!(
                "{name} gives {own} for “{title}”; those below add up to {}: {difference} apart",
                bound(&total.value)
            )
        }
        (Agreement::Exceeds, Language::Zh) => {
            format!("{name}自报“{title}”{own}，所属地区至少已有 {}（{known}），多出 {difference}", bound(&total.lower))
        }
        (Agreement::Exceeds, Language::En) => {
            let least = bound(&total.lower);
            format!("{name} gives {own} for “{title}”; those below have at least {least} ({known}): {difference} more")
        }
        (Agreement::FallsShort, Language::Zh) => {
            format!("{name}自报“{title}”{own}，所属地区至多 {}（{known}），少了 {difference}", bound(&total.upper))
        }
        (Agreement::FallsShort, Language::En) => {
            let most = bound(&total.upper);
            format!("{name} gives {own} for “{title}”; those below have at most {most} ({known}): {difference} less")
        }
        _ => return None,
    })
}
