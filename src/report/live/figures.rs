//! From the shares of indicators to those of groups and the whole: as they count, at least, and at most.

use super::formula::{NOT_APPLICABLE, UNBOUNDED, column, on, rounded, row, runs, sum};
use super::parameters::DIGITS;
use super::plan::{General, INPUT, Node, Plan, SHARES};
use super::sheet::{Cell, Sheet, Value};
use super::values::{FIGURE, heading, lead_columns, lead_head};
use crate::base::real::Real;
use crate::score::{Figure, Measurement};
use crate::standard::indicator::{Aggregate, Imbalance, Missing};

/// Which figures a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// As they count.
    Value,
    /// The least that the unknown could still make of it.
    Lower,
    /// The most.
    Upper,
}

impl End {
    /// The name of its sheet.
    pub fn sheet(self) -> &'static str {
        match self {
            Self::Value => "计分",
            Self::Lower => "下限",
            Self::Upper => "上限",
        }
    }

    fn about(self) -> &'static str {
        match self {
            Self::Value => {
                "计入总分的得分率：缺报已按规定处理，组由下面的项合成 / Shares as they count, policies applied; groups are put together"
            }
            Self::Lower => "未知的都按最低算 / With the least for what is unknown",
            Self::Upper => "未知的都按最高算 / With the most for what is unknown",
        }
    }

    fn of(self, figure: &Figure) -> Option<&Real> {
        match self {
            Self::Value => figure.value.as_ref(),
            Self::Lower => figure.lower.as_ref(),
            Self::Upper => figure.upper.as_ref(),
        }
    }

    /// What stands where there is no figure.
    fn none(self) -> Value {
        if self == Self::Value { Value::none() } else { Value::word(UNBOUNDED) }
    }
}

/// The three sheets.
pub fn sheets(plan: &Plan<'_, '_>) -> Vec<Sheet> {
    [End::Value, End::Lower, End::Upper].into_iter().map(|end| sheet(plan, end)).collect()
}

fn sheet(plan: &Plan<'_, '_>, end: End) -> Sheet {
    let mut columns = lead_columns();
    let mut head = lead_head();
    for (line, entry) in plan.entries.iter().enumerate().take(plan.leaves) {
        columns.push((heading(entry), FIGURE));
        head.push(plan.full(line));
    }
    for node in &plan.nodes {
        let title = node.group.map_or_else(
            || "总体\nWhole".to_owned(),
            |group| format!("{}\n{}", group.title.zh, group.title.en.as_deref().unwrap_or(&group.id)),
        );
        let full = node.group.map_or(&plan.system.total, |group| &group.weight);
        if node.digits.is_some() {
            columns.push((format!("{title}\n修约前 unrounded"), FIGURE));
            head.push(Cell::Empty);
        }
        columns.push((title, FIGURE));
        head.push(Cell::Input(Value::number(full)));
    }
    let mut rows = vec![head];
    for region in 0..plan.rows.len() {
        let mut cells = plan.lead(region);
        cells.extend((0..plan.leaves).map(|line| leaf(plan, end, region, line)));
        for index in 0..plan.nodes.len() {
            cells.extend(node(plan, end, region, index));
        }
        rows.push(cells);
    }
    let name = end.sheet();
    let choices = Vec::new();
    Sheet { name, title: plan.title(name), about: end.about().to_owned(), columns, fixed: 2, rows, choices }
}

/// Whether what a region reports on a line has a share, as a condition.
pub fn known(plan: &Plan<'_, '_>, region: usize, line: usize) -> String {
    let cell = format!("{}{}", column(plan.line(line)), row(region));
    format!("AND({}<>\"\",ISNUMBER({}))", on(INPUT, &cell), on(SHARES, &cell))
}

fn leaf(plan: &Plan<'_, '_>, end: End, region: usize, line: usize) -> Cell {
    let Some(entry) = plan.entries.get(line) else { return Cell::Empty };
    let leaf = entry.leaf;
    let cell = format!("{}{}", column(plan.line(line)), row(region));
    let share = on(SHARES, &cell);
    let total = plan.general(General::Total);
    let found = plan.of_region(region, line).map(|line| &line.measurement);
    let is_bounded = entry.scale.is_none_or(crate::standard::indicator::Scale::is_bounded);
    if end == End::Value {
        let counted = match leaf.and_then(|leaf| leaf.digits) {
            None => share.clone(),
            Some(_) => {
                let mode = plan.general(General::Rounding);
                format!("{}/{total}", rounded(&format!("({share}*{total})"), &plan.parameter(line, DIGITS), &mode))
            }
        };
        let is_zero = leaf.is_some_and(|leaf| leaf.missing == Missing::Zero);
        let unknown = if is_zero { "0" } else { "\"\"" };
        let result = match found {
            Some(Measurement::Known { share, .. } | Measurement::StandIn { share, .. }) => {
                Value::of(Some(&plan.counted(line, share)))
            }
            Some(Measurement::NotApplicable(_)) => Value::word(NOT_APPLICABLE),
            _ if is_zero => Value::Number(0.0),
            _ => Value::none(),
        };
        return Cell::formula(format!("IF(ISNUMBER({share}),{counted},IF({share}=\"\",{unknown},{share}))"), result);
    }
    let (text, number) = match (is_bounded, end) {
        (false, _) => (format!("\"{UNBOUNDED}\""), Value::word(UNBOUNDED)),
        (true, End::Upper) => ("1".to_owned(), Value::Number(1.0)),
        (true, _) => ("0".to_owned(), Value::Number(0.0)),
    };
    let result = match found {
        Some(Measurement::Known { share, .. }) => Value::of(Some(&plan.counted(line, share))),
        Some(Measurement::NotApplicable(_)) => Value::word(NOT_APPLICABLE),
        _ => number,
    };
    let own = on(End::Value.sheet(), &cell);
    let condition = known(plan, region, line);
    Cell::formula(format!("IF({share}=\"{NOT_APPLICABLE}\",{share},IF({condition},{own},{text}))"), result)
}

/// The cells of a group or the whole: what it comes to and, where it is rounded, what it was before.
fn node(plan: &Plan<'_, '_>, end: End, region: usize, index: usize) -> Vec<Cell> {
    let (Some(node), Some(row_of)) = (plan.nodes.get(index), plan.rows.get(region)) else { return Vec::new() };
    let card = row_of.card;
    let figure =
        if node.group.is_some() { card.groups.get(index).map(|group| &group.figure) } else { Some(&card.whole) };
    let result = match figure {
        Some(figure) if figure.applicable.is_zero() => Value::word(NOT_APPLICABLE),
        Some(figure) => end.of(figure).map_or_else(|| end.none(), |share| Value::of(Some(share))),
        None => Value::none(),
    };
    let Some(text) = together(plan, end, region, node) else {
        // Closeness to an ideal has no formula here, nor has what the unknown makes of an imbalance.
        let cells = if node.digits.is_some() { vec![Cell::Fixed(result.clone())] } else { Vec::new() };
        return cells.into_iter().chain([Cell::Fixed(result)]).collect();
    };
    // Only arrays can leave out of the least and the greatest what has no weight.
    let is_array = matches!(node.aggregate, Aggregate::Minimum | Aggregate::Maximum | Aggregate::Imbalance(_));
    let cell = if is_array { Cell::array } else { Cell::formula };
    if node.digits.is_none() {
        return vec![cell(text, result)];
    }
    // What it was before it was rounded is no figure of ours; the programs that compute it fill it in.
    let before = format!("{}{}", column(plan.node(index)), row(region));
    let total = plan.general(General::Total);
    let mode = plan.general(General::Rounding);
    let digits = node.digits.map_or_else(|| "0".to_owned(), |digits| digits.to_string());
    let after =
        format!("IF(ISNUMBER({before}),{}/{total},{before})", rounded(&format!("({before}*{total})"), &digits, &mode));
    vec![cell(text, before_rounding(plan, end, region, node, &result)), Cell::formula(after, result)]
}

/// What the items of a node come to before it is rounded.
fn before_rounding(plan: &Plan<'_, '_>, end: End, region: usize, node: &Node<'_>, rounded: &Value) -> Value {
    let Value::Number(_) = rounded else { return rounded.clone() };
    let Some(row) = plan.rows.get(region) else { return Value::none() };
    row.card
        .put_together(node.aggregate, &parts(plan, end, region, node))
        .map_or_else(|| end.none(), |share| Value::of(Some(&share)))
}

/// The shares of the items of a node that count, with their weights.
fn parts(plan: &Plan<'_, '_>, end: End, region: usize, node: &Node<'_>) -> Vec<(Real, crate::base::number::Number)> {
    let Some(row) = plan.rows.get(region) else { return Vec::new() };
    let of = |item: &super::plan::Item| match item {
        super::plan::Item::Group(index) => {
            let group = row.card.groups.get(*index)?;
            let share = end.of(&group.figure).filter(|_| !group.figure.applicable.is_zero())?;
            Some((share.clone(), group.full.clone()))
        }
        super::plan::Item::Leaf(index) => {
            let (line, entry) = (row.card.lines.get(*index)?, plan.entries.get(*index)?);
            let ends = |share: Option<Real>| match end {
                End::Value => share,
                End::Lower => Some(Real::zero()),
                End::Upper => Some(Real::one()),
            };
            let share = match &line.measurement {
                Measurement::Known { share, .. } => Some(plan.counted(*index, share)),
                Measurement::StandIn { share, .. } => ends(Some(plan.counted(*index, share))),
                Measurement::NotApplicable(_) => None,
                Measurement::Unknown | Measurement::Struck(_) => {
                    let is_zero = entry.leaf.is_some_and(|leaf| leaf.missing == Missing::Zero);
                    ends(is_zero.then(Real::zero))
                }
            };
            Some((share?, entry.full.clone()))
        }
    };
    node.items.iter().filter_map(of).collect()
}

/// The formula that puts the items of a node together: an aggregation, an arm. What has no weight does not count.
fn together(plan: &Plan<'_, '_>, end: End, region: usize, node: &Node<'_>) -> Option<String> {
    let mut columns: Vec<usize> = node.items.iter().map(|item| plan.item(*item)).collect();
    columns.sort_unstable();
    let here = row(region);
    let ranges: Vec<(String, String)> = runs(&columns)
        .into_iter()
        .map(|(first, last)| {
            let (first, last) = (column(first), column(last));
            (format!("{first}{here}:{last}{here}"), format!("{first}$4:{last}$4"))
        })
        .collect();
    let parts = |make: &dyn Fn(&str, &str) -> String| -> Vec<String> {
        ranges.iter().map(|(cells, weights)| make(cells, weights)).collect()
    };
    let over = |make: &dyn Fn(&str, &str) -> String| sum(&parts(make));
    // The sum of a term over what counts.
    let each = |make: &dyn Fn(&str, &str) -> String| {
        let parts = columns.iter().map(|index| {
            let letters = column(*index);
            let (cell, weight) = (format!("{letters}{here}"), format!("{letters}$4"));
            format!("IF(AND(ISNUMBER({cell}),{weight}>0),{},0)", make(&cell, &weight))
        });
        parts.collect::<Vec<String>>().join("+")
    };
    let counted = |cells: &str, weights: &str| format!("IF(ISNUMBER({cells})*({weights}>0),{cells})");
    let weight = over(&|cells, weights| format!("SUMPRODUCT(ISNUMBER({cells})*{weights})"));
    let has_zero = over(&|cells, weights| format!("SUMPRODUCT(ISNUMBER({cells})*({cells}=0)*({weights}>0))"));
    let share = match node.aggregate {
        Aggregate::Arithmetic => {
            let sum = over(&|cells, weights| format!("SUMPRODUCT({cells},{weights})"));
            format!("({sum})/({weight})")
        }
        Aggregate::Geometric => {
            let sum = each(&|cell, weight| format!("{weight}*LN({cell})"));
            format!("IF(({has_zero})>0,0,EXP(({sum})/({weight})))")
        }
        Aggregate::Harmonic => {
            let sum = each(&|cell, weight| format!("{weight}/{cell}"));
            format!("IF(({has_zero})>0,0,({weight})/({sum}))")
        }
        Aggregate::Minimum => format!("MIN({})", parts(&counted).join(",")),
        Aggregate::Maximum => format!("MAX({})", parts(&counted).join(",")),
        Aggregate::Power(exponent) => {
            let sum = each(&|cell, weight| format!("{weight}*{cell}^({exponent})"));
            let mean = format!("(({sum})/({weight}))^(1/({exponent}))");
            if exponent.is_negative() { format!("IF(({has_zero})>0,0,{mean})") } else { mean }
        }
        Aggregate::Imbalance(_) if end != End::Value => return None,
        Aggregate::Imbalance(imbalance) => {
            let sum = over(&|cells, weights| format!("SUMPRODUCT({cells},{weights})"));
            let mean = format!("(({sum})/({weight}))");
            let square = |cells: &str, weights: &str| {
                format!("SUM(IF(ISNUMBER({cells})*({weights}>0),{weights}*({cells}-{mean})^2))")
            };
            let variance = format!("(({})/({weight}))", over(&square));
            let least = format!("MIN({})", parts(&counted).join(","));
            match imbalance {
                Imbalance::Deviation(factor) => {
                    let left = format!("{mean}-{factor}*SQRT({variance})");
                    format!("IF({least}<0,{left},MAX(0,{left}))")
                }
                Imbalance::Variation => {
                    format!("IF({least}<0,NA(),IF({mean}=0,0,MAX(0,{mean}-{variance}/{mean})))")
                }
            }
        }
        Aggregate::Topsis(_) => return None,
    };
    let none = if end == End::Value { String::new() } else { UNBOUNDED.to_owned() };
    let applying = over(&|cells, weights| format!("SUMPRODUCT(({cells}<>\"{NOT_APPLICABLE}\")*({weights}>0))"));
    let open = over(&|cells, weights| format!("SUMPRODUCT(({cells}=\"{UNBOUNDED}\")*({weights}>0))"));
    Some(format!(
        "IF(({applying})=0,\"{NOT_APPLICABLE}\",IF(OR(({weight})=0,({open})>0),\"{none}\",IFERROR({share},\"{none}\")))"
    ))
}
