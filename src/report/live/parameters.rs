//! What the formulas read: full marks, rounding, grades; weights, scales and policies of the lines.

use super::formula::HALF_EVEN;
use super::plan::{Entry, General, PARAMETERS, Plan, clamp, policy};
use super::sheet::{Cell, Sheet, Value};
use crate::base::number::{Number, Rounding};
use crate::diagnostic::Language;
use crate::emit::document::scoring;
use crate::score::Part;
use crate::standard::indicator::{Most, Scale};

/// Columns of the table of lines.
pub const FULL: usize = 3;
/// Points off a unit, of deductions.
pub const PER: usize = 6;
/// The value that earns nothing, or the share of the worst.
pub const FROM: usize = 7;
/// The value that earns all, or the share of the best.
pub const TO: usize = 8;
/// The least value after the treatment of outliers.
pub const CLAMP_FROM: usize = 9;
/// The greatest value after the treatment of outliers.
pub const CLAMP_TO: usize = 10;
/// Digits to which an indicator is rounded.
pub const DIGITS: usize = 4;
/// The first column of steps and anchors, in pairs of value and share.
pub const POINTS_FROM: usize = 12;

/// The sheet of parameters.
pub fn sheet(plan: &Plan<'_, '_>) -> Sheet {
    let most = plan.entries.iter().map(|entry| points(entry).len()).max().unwrap_or(0);
    let mut columns: Vec<(String, u16)> = [
        ("编号或名称\nId or name", 22),
        ("名称或值\nTitle or value", 24),
        ("类别或值\nSort or value", 12),
        ("满分\nFull points", 10),
        ("修约位数\nDigits", 10),
        ("缺报\nWhere unknown", 12),
        ("每单位扣（功效系数：基础比例）\nOff a unit (efficacy: base)", 12),
        ("得 0 的值\nFrom", 12),
        ("得满分的值\nTo", 12),
        ("下界\nHeld from", 12),
        ("上界\nHeld to", 12),
        ("标尺\nScale", 40),
    ]
    .map(|(heading, width)| (heading.to_owned(), width))
    .into();
    for index in 1..=most {
        columns.push((format!("第 {index} 点的值\nValue {index}"), 10));
        columns.push((format!("第 {index} 点得\nShare {index}"), 10));
    }
    let mut rows: Vec<Vec<Cell>> = General::ALL.iter().map(|general| general_row(plan, *general)).collect();
    let mut heads = vec!["等次", "Grade", "最低分 / At least"];
    if plan.system.has_quotas() {
        heads.extend(["名额 / At most", "说明 / Of whom"]);
    }
    rows.push(heads.into_iter().map(|text| Cell::Text(text.to_owned())).collect());
    for grade in &plan.system.grades {
        let en = grade.title.en.clone().unwrap_or_default();
        let mut row = vec![Cell::Text(grade.title.zh.clone()), Cell::Text(en), Cell::Input(Value::number(&grade.at))];
        if let (Some(quota), Some(ranking)) = (&grade.quota, &plan.system.ranking) {
            row.push(Cell::Input(match &quota.most {
                Most::Count(count) => Value::number(&Number::of_count(*count)),
                Most::Share { share, .. } => Value::number(share),
            }));
            row.push(Cell::Text(scoring::quota(quota, &ranking.among, Language::Zh)));
        }
        rows.push(row);
    }
    rows.push(Vec::new());
    rows.push(Vec::new());
    rows.extend(plan.entries.iter().map(line_row));
    Sheet {
        name: PARAMETERS,
        title: plan.title(PARAMETERS),
        about: "公式读取的参数：黄底的格可以改 / What the formulas read: yellow cells can be changed".to_owned(),
        columns,
        fixed: 2,
        rows,
        choices: Vec::new(),
    }
}

fn general_row(plan: &Plan<'_, '_>, general: General) -> Vec<Cell> {
    let system = plan.system;
    let (title, value) = match general {
        General::Total => ("满分 / Full marks", Value::number(&system.total)),
        General::Digits => ("公布位数 / Digits", Value::Number(f64::from(system.digits))),
        General::Rounding => (
            "修约 / Rounding: half-even, half-up",
            Value::word(match system.rounding {
                Rounding::HalfEven => HALF_EVEN,
                Rounding::HalfUp => "half-up",
            }),
        ),
        General::MinCoverage => ("最低覆盖 / Least coverage", Value::number(&system.min_coverage)),
    };
    vec![Cell::Text(title.to_owned()), Cell::Input(value)]
}

fn line_row(entry: &Entry<'_>) -> Vec<Cell> {
    let number = |number: Option<&Number>| number.map_or(Cell::Empty, |number| Cell::Input(Value::number(number)));
    let part = match entry.part {
        Part::Indicator { .. } => "指标",
        Part::Bonus => "加分",
        Part::Deduction => "扣分",
        Part::Veto => "否决",
    };
    let (from, to) = match entry.scale {
        Some(Scale::Linear { from, to } | Scale::Logarithmic { from, to } | Scale::Efficacy { from, to, .. }) => {
            (Some(from), Some(to))
        }
        Some(Scale::Relative(relative)) => (Some(&relative.from), Some(&relative.to)),
        Some(Scale::Deduct { .. } | Scale::Anchors(_) | Scale::Step(_) | Scale::Pass) | None => (None, None),
    };
    let held = clamp(entry);
    let how = entry.leaf.map(|leaf| scoring::of_indicator(leaf, Language::Zh));
    let text = |text: &str| Cell::Text(text.to_owned());
    let mut cells = vec![
        text(entry.id),
        text(&entry.title.zh),
        text(part),
        number(Some(entry.full)),
        entry.leaf.and_then(|leaf| leaf.digits).map_or(Cell::Empty, |digits| Cell::Input(Value::Number(digits.into()))),
        policy(entry).map_or(Cell::Empty, |missing| text(missing.keyword())),
        number(entry.per.or(each(entry))),
        number(from),
        number(to),
        number(held.map(|(from, _)| from)),
        number(held.map(|(_, to)| to)),
        how.map_or(Cell::Empty, Cell::Text),
    ];
    for (at, share) in points(entry) {
        cells.extend([number(Some(at)), number(Some(share))]);
    }
    cells
}

/// Points off a unit, of a scale of deductions; the share at the first end, of one by the efficacy coefficient.
fn each<'p>(entry: &Entry<'p>) -> Option<&'p Number> {
    match entry.scale? {
        Scale::Deduct { each } => Some(each),
        Scale::Efficacy { base, .. } => Some(base),
        _ => None,
    }
}

fn points<'p>(entry: &Entry<'p>) -> &'p [(Number, Number)] {
    match entry.scale {
        Some(Scale::Anchors(points) | Scale::Step(points)) => points,
        _ => &[],
    }
}
