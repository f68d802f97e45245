//! From a value to a share of the points, with the arithmetic.

use super::peers::mean;
use super::precision::Precision;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::indicator::{Method, Relative, Scale};

/// The share of the `full` points that a value earns, and how; `peers` are the values of a comparison, in rising order. `None` where
/// the scale gives none: all peers are equal, or there are too few.
pub(super) fn share(
    scale: &Scale,
    value: &Number,
    full: &Number,
    peers: &[Number],
    precision: &mut Precision,
) -> Option<(Real, String)> {
    match scale {
        Scale::Linear { from, to } => {
            let (share, raw) = between(value, from, to)?;
            let capped = if raw == share { String::new() } else { format!(" → {share}") };
            Some((share.into(), format!("({value} − {from}) ÷ ({to} − {from}) = {raw}{capped}")))
        }
        Scale::Logarithmic { from, to } => logarithmic(value, from, to, precision),
        Scale::Efficacy { from, to, base } => {
            let (_, part) = between(value, from, to)?;
            let raw = base.clone() + (Number::one() - base.clone()) * part;
            let share = raw.clone().clamp(Number::zero(), Number::one());
            let capped = if raw == share { String::new() } else { format!(" → {share}") };
            Some((
                share.into(),
                format!("{base} + (1 − {base}) × ({value} − {from}) ÷ ({to} − {from}) = {raw}{capped}"),
            ))
        }
        Scale::Deduct { each } => {
            let off = value.clone() * each.clone();
            let left = (full.clone() - off.clone()).clamp(Number::zero(), full.clone());
            // What values give no weight has no points that could be taken off.
            let share = left
                .checked_div(full)
                .unwrap_or_else(|| if off > Number::zero() { Number::zero() } else { Number::one() });
            Some((share.into(), format!("{value} × {each} = {off}; {full} − {off} → {left}")))
        }
        Scale::Anchors(points) => Some(anchored(points, value)),
        Scale::Step(steps) => Some(match steps.iter().find(|(at, _)| value >= at) {
            Some((at, share)) => (share.clone().into(), format!("{value} ≥ {at} → {share}")),
            None => {
                let lowest = steps.last().map_or_else(String::new, |(at, _)| at.to_string());
                (Real::zero(), format!("{value} < {lowest} → 0"))
            }
        }),
        Scale::Pass => None,
        Scale::Relative(relative) => compared(relative, value, peers, precision),
    }
}

/// How far a value lies between two, within 0 and 1; and without these bounds.
fn between(value: &Number, from: &Number, to: &Number) -> Option<(Number, Number)> {
    let raw = (value.clone() - from.clone()).checked_div(&(to.clone() - from.clone()))?;
    Some((raw.clone().clamp(Number::zero(), Number::one()), raw))
}

fn logarithmic(value: &Number, from: &Number, to: &Number, precision: &mut Precision) -> Option<(Real, String)> {
    let (least, most) = if from < to { (from, to) } else { (to, from) };
    // What lies outside earns what its end earns, and what is not above zero lies outside.
    let held = value.clone().clamp(least.clone(), most.clone());
    let told = |share: &Real| format!("ln({value} ÷ {from}) ÷ ln({to} ÷ {from}) = {share}");
    if held == *from || held == *to {
        let share = if held == *from { Real::zero() } else { Real::one() };
        return Some((share.clone(), told(&share)));
    }
    let bits = precision.bits;
    let ratio = |above: &Number| Real::from(above.checked_div(from)?).ln(bits);
    let share = ratio(&held)?.checked_div(&ratio(to)?)?.clamp(&Number::zero(), &Number::one());
    Some((share.clone(), told(&share)))
}

fn anchored(points: &[(Number, Number)], value: &Number) -> (Real, String) {
    let above = points.iter().rev().find(|(at, _)| at >= value);
    let below = points.iter().find(|(at, _)| at <= value);
    let (share, told) = match (below, above) {
        (Some((low, least)), Some((high, most))) if low < high => {
            let (part, _) = between(value, low, high).unwrap_or_default();
            let share = least.clone() + part * (most.clone() - least.clone());
            (share, format!("{low}: {least} … {high}: {most}"))
        }
        (Some((at, share)), _) | (None, Some((at, share))) => (share.clone(), format!("{at}: {share}")),
        (None, None) => (Number::zero(), String::new()),
    };
    let told = format!("{value} ({told}) → {share}");
    (share.into(), told)
}

fn compared(
    relative: &Relative,
    value: &Number,
    peers: &[Number],
    precision: &mut Precision,
) -> Option<(Real, String)> {
    let (least, most) = (peers.first()?, peers.last()?);
    if least == most {
        return None;
    }
    let (worst, best) = if relative.prefers_less { (most, least) } else { (least, most) };
    let (part, told): (Real, String) = match relative.method {
        Method::MinMax => {
            let (_, raw) = between(value, worst, best)?;
            (raw.clone().into(), format!("({value} − {worst}) ÷ ({best} − {worst}) = {raw}"))
        }
        Method::Best => {
            let (over, under) = if relative.prefers_less { (best, value) } else { (value, best) };
            // A ratio says something only where nothing is below zero.
            if least.is_negative() || under.is_zero() {
                return None;
            }
            let raw = over.checked_div(under)?;
            (raw.clone().into(), format!("{over} ÷ {under} = {raw}"))
        }
        Method::Rank => {
            let better = peers.iter().filter(|peer| if relative.prefers_less { *peer < value } else { *peer > value });
            let (better, equal) = (better.count(), peers.iter().filter(|peer| *peer == value).count());
            // The middle of the places that equal values have.
            let place =
                Number::of_count(better) + (Number::of_count(equal) + Number::one()).checked_div(&Number::from(2))?;
            let n = Number::of_count(peers.len());
            let raw = (n.clone() - place.clone()).checked_div(&(n.clone() - Number::one()))?;
            (raw.clone().into(), format!("({n} − {place}) ÷ ({n} − 1) = {raw}"))
        }
        Method::Percentile => {
            let worse = peers.iter().filter(|peer| if relative.prefers_less { *peer > value } else { *peer < value });
            let (worse, equal) =
                (Number::of_count(worse.count()), Number::of_count(peers.iter().filter(|peer| *peer == value).count()));
            let n = Number::of_count(peers.len());
            let raw = (worse.clone() + equal.checked_div(&Number::from(2))?).checked_div(&n)?;
            (raw.clone().into(), format!("({worse} + {equal} ÷ 2) ÷ {n} = {raw}"))
        }
        Method::Vector => {
            if least.is_negative() {
                return None;
            }
            let squares = peers.iter().fold(Number::zero(), |sum, peer| sum + peer.clone() * peer.clone());
            let length = Real::from(squares).sqrt(precision.bits)?;
            let part = Real::from(value.clone()).checked_div(&length)?;
            let raw = if relative.prefers_less { Real::one() - part } else { part };
            let sign = if relative.prefers_less { "1 − " } else { "" };
            (raw.clone(), format!("{sign}{value} ÷ {length} = {raw}"))
        }
        Method::ZScore => {
            let mean = mean(peers)?;
            let squares = peers.iter().fold(Number::zero(), |sum, peer| {
                let distance = peer.clone() - mean.clone();
                sum + distance.clone() * distance
            });
            let variance = squares.checked_div(&(Number::of_count(peers.len()) - Number::one()))?;
            let deviation = Real::from(variance).sqrt(precision.bits)?;
            let distance = value.clone() - mean.clone();
            let distance = if relative.prefers_less { -distance } else { distance };
            let raw = Real::from(distance.clone()).checked_div(&deviation)?;
            (raw.clone(), format!("{distance} ÷ {deviation} = {raw}"))
        }
    };
    if relative.from.is_zero() && relative.to == Number::one() {
        return Some((part, told));
    }
    let (from, to) = (&relative.from, &relative.to);
    let share = Real::from(from.clone()) + part * Real::from(to.clone() - from.clone());
    let told = format!("{told}; {from} + … × ({to} − {from}) = {share}");
    Some((share, told))
}
