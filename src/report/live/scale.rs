//! From a value to a share of the points: a scale, an arm.

use super::formula::{all, column, on, row};
use super::parameters::{FROM, FULL, PER, POINTS_FROM, TO};
use super::plan::{COMPARED, LEAD, Plan, TREATED};
use super::sheet::{Cell, Value, float};
use super::values::class_filter;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::indicator::{Method, Relative, Scale};

/// The most steps or anchors that one formula tells apart; the format takes 64 conditions within each other.
const MOST_POINTS: usize = 60;
/// How exactly the standard deviation beside a formula is computed, in bits.
const BITS: u32 = 128;

/// The share that the value in a cell earns where it is a number; `None` where there is no formula for it.
pub fn formula(
    plan: &Plan<'_, '_>,
    line: usize,
    region: usize,
    scale: &Scale,
    value: &str,
    comparison: Option<&Comparison<'_>>,
) -> Option<String> {
    let (from, to) = (plan.parameter(line, FROM), plan.parameter(line, TO));
    match scale {
        Scale::Linear { .. } => Some(format!("MIN(1,MAX(0,({value}-{from})/({to}-{from})))")),
        Scale::Logarithmic { .. } => {
            let held = format!("MIN(MAX({value},MIN({from},{to})),MAX({from},{to}))");
            Some(format!("LN({held}/{from})/LN({to}/{from})"))
        }
        Scale::Efficacy { .. } => {
            let base = plan.parameter(line, PER);
            Some(format!("MIN(1,MAX(0,{base}+(1-{base})*({value}-{from})/({to}-{from})))"))
        }
        Scale::Deduct { .. } => {
            let (each, full) = (plan.parameter(line, PER), plan.parameter(line, FULL));
            Some(format!("IF({full}=0,IF({value}>0,0,1),MIN(1,MAX(0,({full}-{value}*{each})/{full})))"))
        }
        Scale::Anchors(points) => anchored(plan, line, points, value),
        Scale::Step(steps) => stepped(plan, line, steps, value),
        // A number is no condition.
        Scale::Pass => Some("\"\"".to_owned()),
        Scale::Relative(relative) => {
            comparison.map(|comparison| compared(comparison, relative, region, value, &from, &to))
        }
    }
}

/// The cells of the value and the share of a step or anchor.
fn point(plan: &Plan<'_, '_>, line: usize, index: usize) -> (String, String) {
    let cell = |offset: usize| plan.parameter(line, POINTS_FROM + 2 * index + offset);
    (cell(0), cell(1))
}

fn anchored(plan: &Plan<'_, '_>, line: usize, points: &[(Number, Number)], value: &str) -> Option<String> {
    if points.is_empty() || points.len() > MOST_POINTS {
        return None;
    }
    let (_, lowest) = point(plan, line, points.len() - 1);
    let inner = (1..points.len()).rev().fold(lowest, |below, index| {
        let ((high, most), (low, least)) = (point(plan, line, index - 1), point(plan, line, index));
        format!("IF({value}>={low},{least}+({value}-{low})/({high}-{low})*({most}-{least}),{below})")
    });
    let (top, most) = point(plan, line, 0);
    Some(format!("IF({value}>={top},{most},{inner})"))
}

fn stepped(plan: &Plan<'_, '_>, line: usize, steps: &[(Number, Number)], value: &str) -> Option<String> {
    if steps.is_empty() || steps.len() > MOST_POINTS {
        return None;
    }
    let formula = (0..steps.len()).rev().fold("0".to_owned(), |below, index| {
        let (at, share) = point(plan, line, index);
        format!("IF({value}>={at},{share},{below})")
    });
    Some(formula)
}

fn compared(
    comparison: &Comparison<'_>,
    relative: &Relative,
    region: usize,
    value: &str,
    from: &str,
    to: &str,
) -> String {
    let of = |measure: Measure| comparison.on(measure, region);
    let (least, most) = (of(Measure::Least), of(Measure::Most));
    let less = relative.prefers_less;
    let (extra, part) = match relative.method {
        Method::MinMax if less => (None, format!("({most}-{value})/({most}-{least})")),
        Method::MinMax => (None, format!("({value}-{least})/({most}-{least})")),
        Method::Best if less => (Some(format!("OR({least}<0,{value}=0)")), format!("{least}/{value}")),
        Method::Best => (Some(format!("OR({least}<0,{most}=0)")), format!("{value}/{most}")),
        Method::Rank => {
            let (count, place) = (of(Measure::Count), of(Measure::Place));
            (None, format!("({count}-{place})/({count}-1)"))
        }
        Method::Percentile => {
            let (count, place, equal) = (of(Measure::Count), of(Measure::Place), of(Measure::Equal));
            (None, format!("({count}-({place}-({equal}+1)/2)-{equal}/2)/{count}"))
        }
        Method::Vector => {
            let part = format!("{value}/{}", of(Measure::Length));
            (Some(format!("{least}<0")), if less { format!("1-{part}") } else { part })
        }
        Method::ZScore => {
            let (mean, deviation) = (of(Measure::Mean), of(Measure::Deviation));
            let sign = if less { "-" } else { "" };
            (None, format!("{sign}({value}-{mean})/{deviation}"))
        }
    };
    let share = format!("{from}+({part})*({to}-{from})");
    let share = extra.map_or_else(|| share.clone(), |is_none| format!("IF({is_none},\"\",{share})"));
    format!("IF({least}={most},\"\",{share})")
}

/// A figure of the peers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The least value.
    Least,
    /// The greatest value.
    Most,
    /// How many have a value.
    Count,
    /// The place of the region's own, the middle of those of equals.
    Place,
    /// The mean.
    Mean,
    /// The standard deviation of the sample.
    Deviation,
    /// How many have the region's own value.
    Equal,
    /// The root of the sum of squares.
    Length,
}

impl Measure {
    /// Its name.
    pub fn title(self) -> [&'static str; 2] {
        match self {
            Self::Least => ["最小", "least"],
            Self::Most => ["最大", "most"],
            Self::Count => ["家数", "count"],
            Self::Place => ["位次", "place"],
            Self::Mean => ["均值", "mean"],
            Self::Deviation => ["标准差", "deviation"],
            Self::Equal => ["同值家数", "equal"],
            Self::Length => ["平方和的根", "length"],
        }
    }
}

/// A line whose values are compared with those of peers.
pub struct Comparison<'p> {
    /// The line.
    pub line: usize,
    relative: &'p Relative,
    start: usize,
}

impl<'p> Comparison<'p> {
    /// All comparisons of a system, with their columns one after the other.
    pub fn all(plan: &Plan<'p, '_>) -> Vec<Self> {
        let mut start = LEAD;
        let mut comparisons = Vec::new();
        for (line, entry) in plan.entries.iter().enumerate() {
            if let Some(relative) = entry.scale.and_then(Scale::relative) {
                let comparison = Self { line, relative, start };
                start += comparison.measures().len();
                comparisons.push(comparison);
            }
        }
        comparisons
    }

    /// What the method needs.
    pub fn measures(&self) -> &'static [Measure] {
        match self.relative.method {
            Method::MinMax | Method::Best => &[Measure::Least, Measure::Most],
            Method::Rank => &[Measure::Least, Measure::Most, Measure::Count, Measure::Place],
            Method::Percentile => &[Measure::Least, Measure::Most, Measure::Count, Measure::Place, Measure::Equal],
            Method::Vector => &[Measure::Least, Measure::Most, Measure::Length],
            Method::ZScore => &[Measure::Least, Measure::Most, Measure::Mean, Measure::Deviation],
        }
    }

    fn on(&self, measure: Measure, region: usize) -> String {
        let place = self.measures().iter().position(|other| *other == measure).unwrap_or(0);
        on(COMPARED, &format!("{}{}", column(self.start + place), row(region)))
    }

    /// The cell of a figure for a region.
    pub fn cell(&self, plan: &Plan<'_, '_>, region: usize, measure: Measure) -> Cell {
        let values = all(TREATED, plan.line(self.line), plan.rows.len());
        let own = on(TREATED, &format!("{}{}", column(plan.line(self.line)), row(region)));
        let filter = class_filter(plan, &self.relative.among, region);
        let known = match &filter {
            None => values.clone(),
            Some(filter) => format!("IF({filter}*ISNUMBER({values}),{values})"),
        };
        let of_class = filter.as_ref().map_or_else(String::new, |filter| format!("{filter}*"));
        let number = |function: &str| format!("IF(COUNT({known})=0,\"\",{function}({known}))");
        let text = match measure {
            Measure::Least => number("MIN"),
            Measure::Most => number("MAX"),
            Measure::Count => format!("COUNT({known})"),
            Measure::Mean => number("AVERAGE"),
            Measure::Deviation => format!("IF(COUNT({known})<2,\"\",STDEV({known}))"),
            Measure::Length => format!("IF(COUNT({known})=0,\"\",SQRT(SUMSQ({known})))"),
            Measure::Equal => {
                let equal = format!("SUMPRODUCT({of_class}ISNUMBER({values})*({values}={own}))");
                format!("IF(ISNUMBER({own}),{equal},\"\")")
            }
            Measure::Place => {
                let better = if self.relative.prefers_less { "<" } else { ">" };
                let ahead = format!("SUMPRODUCT({of_class}ISNUMBER({values})*({values}{better}{own}))");
                let equal = format!("SUMPRODUCT({of_class}ISNUMBER({values})*({values}={own}))");
                format!("IF(ISNUMBER({own}),{ahead}+({equal}+1)/2,\"\")")
            }
        };
        let result = self.result(plan, region, measure);
        let is_plain = filter.is_none() || matches!(measure, Measure::Place | Measure::Equal);
        if is_plain { Cell::formula(text, result) } else { Cell::array(text, result) }
    }

    fn result(&self, plan: &Plan<'_, '_>, region: usize, measure: Measure) -> Value {
        let values = plan.class_values(region, self.line, self.relative);
        let count = Number::of_count(values.len());
        let mean = values.iter().fold(Number::zero(), |sum, value| sum + value.clone()).checked_div(&count);
        match measure {
            Measure::Least => values.first().map_or_else(Value::none, Value::number),
            Measure::Most => values.last().map_or_else(Value::none, Value::number),
            Measure::Count => Value::number(&count),
            Measure::Mean => mean.as_ref().map_or_else(Value::none, Value::number),
            Measure::Deviation => {
                let squares = mean.map(|mean| {
                    values.iter().fold(Number::zero(), |sum, value| {
                        let distance = value.clone() - mean.clone();
                        sum + distance.clone() * distance
                    })
                });
                let variance = squares.and_then(|sum| sum.checked_div(&(count - Number::one())));
                let deviation = variance.and_then(|variance| Real::from(variance).sqrt(BITS));
                deviation.map_or_else(Value::none, |deviation| Value::Number(float(&deviation)))
            }
            Measure::Length => {
                let squares = values.iter().fold(Number::zero(), |sum, value| sum + value.clone() * value.clone());
                let length = Real::from(squares).sqrt(BITS).filter(|_| !values.is_empty());
                length.map_or_else(Value::none, |length| Value::Number(float(&length)))
            }
            Measure::Place | Measure::Equal => {
                let found = || {
                    let row = plan.rows.get(region)?;
                    let entry = plan.entries.get(self.line)?;
                    plan.peers.column(&plan.system.id, entry.id)?.value(row.region)
                };
                let Some(own) = found() else { return Value::none() };
                let is_better = |value: &&Number| if self.relative.prefers_less { *value < own } else { *value > own };
                let ahead = values.iter().filter(is_better).count();
                let equal = values.iter().filter(|value| *value == own).count();
                if measure == Measure::Equal {
                    return Value::number(&Number::of_count(equal));
                }
                let twice = Number::of_count(2 * ahead + equal + 1);
                twice.checked_div(&Number::from(2)).as_ref().map_or_else(Value::none, Value::number)
            }
        }
    }
}
