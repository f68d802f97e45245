//! One figure over the regions of one superior: the value of what is known, its bounds, and over whom it goes.
//!
//! What is counted is the registry: a region that handed in nothing is one of which nothing is known. Where nothing is known there
//! is no value, which is not zero. Bounds say what the unknown could still make of it, as far as the fields' own limits tell.

use super::identity::Identity;
use super::sharing::Sharing;
use crate::analysis::range;
use crate::base::number::Number;
use crate::base::unit::{Scaled, Unit};
use crate::check::Context;
use crate::diagnostic::catalogue::{round, submission as messages};
use crate::diagnostic::{Diagnostic, Span};
use crate::expr::symbolic::Interval;
use crate::expr::{Expression, Type, Value};
use crate::standard::Standard;
use crate::standard::registry::Region;
use crate::standard::summary::{Better, Figure, Operation};
use std::collections::{BTreeMap, BTreeSet};

/// Most bits of a sum; a longer one is given up.
const MAX_BITS: usize = 16_384;

/// What a figure comes to for one superior.
#[derive(Debug, Clone)]
pub struct Total<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// The unit of its value and its bounds.
    pub unit: Unit,
    /// Its value over what is known, exact; `None` where nothing is known, or what is below the line is zero.
    pub value: Option<Number>,
    /// What is above and below the line, for a share or a ratio.
    pub fraction: Option<(Number, Number)>,
    /// The least that the unknown could still make of it; `None` where nothing tells.
    pub lower: Option<Number>,
    /// The most that the unknown could still make of it; `None` where nothing tells.
    pub upper: Option<Number>,
    /// What each region adds, in the order of the registry.
    pub contributions: Vec<Contribution<'a>>,
    /// The regions with the worst value, for the worst.
    pub worst: Vec<&'a Region>,
    /// The groups of regions that count once.
    pub once: Vec<Vec<&'a Region>>,
    /// The groups whose regions say different things, so that theirs counts as unknown.
    pub differing: Vec<Vec<&'a Region>>,
    /// How many regions do not say with whom they share; they count each for itself.
    pub sharing_unstated: usize,
    /// Whether it agrees with the superior's own figure.
    pub identity: Option<Identity>,
}

/// What one region adds to a figure.
#[derive(Debug, Clone)]
pub struct Contribution<'a> {
    /// The region.
    pub region: &'a Region,
    /// What it is; of regions that share one thing, what one of them says holds for all.
    pub given: Given,
}

/// What is given for a region. A condition is 1 where it holds and 0 where it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A number.
    Known(Number),
    /// What goes above and below the line.
    Pair(Number, Number),
    /// Nothing.
    Unknown,
    /// There can be nothing.
    NotApplicable,
}

impl Given {
    fn is_known(&self) -> bool {
        matches!(self, Self::Known(_) | Self::Pair(..))
    }
}

impl Total<'_> {
    /// How many regions the figure goes over.
    #[must_use]
    pub fn regions(&self) -> usize {
        self.contributions.len()
    }

    /// Of how many it is known.
    #[must_use]
    pub fn known(&self) -> usize {
        self.contributions.iter().filter(|contribution| contribution.given.is_known()).count()
    }

    /// To how many it does not apply.
    #[must_use]
    pub fn not_applicable(&self) -> usize {
        self.contributions.iter().filter(|contribution| contribution.given == Given::NotApplicable).count()
    }

    /// Known ÷ applicable regions, exact; `None` where it applies to none.
    #[must_use]
    pub fn coverage(&self) -> Option<Number> {
        Number::of_count(self.known()).checked_div(&Number::of_count(self.regions() - self.not_applicable()))
    }

    /// Whether it is settled: nothing that it rests on is unknown.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.known() + self.not_applicable() == self.regions() && self.sharing_unstated == 0
    }

    /// The regions that meet the condition of a count or a share.
    pub fn meeting(&self) -> impl Iterator<Item = &Region> {
        let counts = matches!(self.figure.operation, Operation::Count(_) | Operation::Share(_));
        let meets = move |given: &Given| counts && matches!(given, Given::Known(number) if !number.is_zero());
        self.contributions.iter().filter(move |one| meets(&one.given)).map(|one| one.region)
    }
}

/// What all regions of a round give for one figure.
pub(super) struct Column<'a> {
    summary: &'a str,
    figure: &'a Figure,
    /// The unit of the figure, with what a ratio has to be multiplied by to be in it.
    unit: Scaled,
    /// Between which numbers what a region gives can lie.
    range: Interval,
    given: Vec<Given>,
    places: Vec<Option<Span>>,
    sharing: Sharing,
    told: BTreeSet<usize>,
}

impl<'a> Column<'a> {
    /// Evaluates the figure for every region of the round.
    pub fn of(
        standard: &'a Standard,
        summary: &'a str,
        figure: &'a Figure,
        contexts: &[Context<'a>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut given = Vec::with_capacity(contexts.len());
        let mut places = Vec::with_capacity(contexts.len());
        for context in contexts {
            let mut reader = Reader { context, place: None, exhausted: false };
            given.push(reader.given(&figure.operation));
            places.push(reader.place);
            if reader.exhausted {
                diagnostics.push(too_much_work(summary, figure, context.region));
            }
        }
        let sharing = match &figure.once_by {
            Some(expression) => Sharing::of(expression, contexts),
            None => Sharing::none(contexts.len()),
        };
        let range = match &figure.operation {
            Operation::Sum(number) | Operation::Worst { value: number, .. } => range(standard, number),
            Operation::Count(_) | Operation::Share(_) | Operation::Ratio { .. } => Interval::all(),
        };
        Self { summary, figure, unit: unit(&figure.operation), range, given, places, sharing, told: BTreeSet::new() }
    }

    /// What the figure comes to for a superior, over the regions with these numbers.
    pub fn total(
        &mut self,
        contexts: &[Context<'a>],
        superior: &Context<'a>,
        numbers: &[usize],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Total<'a> {
        let region = |number: usize| contexts.get(number).map(|context| context.region);
        let mut by_group: BTreeMap<usize, Given> = BTreeMap::new();
        let (mut once, mut differing) = (Vec::new(), Vec::new());
        for number in numbers {
            let group = self.sharing.group(*number);
            if by_group.contains_key(&group) {
                continue;
            }
            let members = self.sharing.members(group);
            let (given, differs) = self.together(members);
            by_group.insert(group, given);
            if members.len() > 1 {
                once.push(members.iter().filter_map(|member| region(*member)).collect::<Vec<_>>());
            }
            if differs {
                differing.push(members.iter().filter_map(|member| region(*member)).collect::<Vec<_>>());
                self.tell_difference(group, contexts, diagnostics);
            }
        }
        let contributions = numbers.iter().filter_map(|number| {
            let given = by_group.get(&self.sharing.group(*number)).cloned().unwrap_or(Given::Unknown);
            region(*number).map(|region| Contribution { region, given })
        });
        let contributions: Vec<Contribution<'a>> = contributions.collect();
        let units: Vec<Given> = by_group.into_values().collect();
        let amounts = Amounts::of(&self.figure.operation, &units, &self.range, &self.unit.factor);
        if amounts.too_long {
            diagnostics.push(too_much_work(self.summary, self.figure, superior.region));
        }
        let is_worst = |one: &&Contribution<'a>| {
            let worst = matches!(self.figure.operation, Operation::Worst { .. }).then_some(amounts.value.as_ref());
            matches!((&one.given, worst.flatten()), (Given::Known(number), Some(worst)) if number == worst)
        };
        let mut total = Total {
            figure: self.figure,
            unit: self.unit.unit.clone(),
            worst: contributions.iter().filter(is_worst).map(|one| one.region).collect(),
            sharing_unstated: numbers.iter().filter(|number| !self.sharing.is_stated(**number)).count(),
            value: amounts.value,
            fraction: amounts.fraction,
            lower: amounts.lower,
            upper: amounts.upper,
            contributions,
            once,
            differing,
            identity: None,
        };
        if let Some(own) = &self.figure.own {
            total.identity = Some(Identity::of(own, &total, superior));
        }
        total
    }

    /// What the regions of a group give together, and whether they give different things.
    fn together(&self, members: &[usize]) -> (Given, bool) {
        let given = members.iter().filter_map(|member| self.given.get(*member));
        let mut known = given.clone().filter(|given| given.is_known());
        match known.next() {
            Some(first) if known.all(|other| other == first) => (first.clone(), false),
            Some(_) => (Given::Unknown, true),
            None if given.clone().any(|given| *given == Given::Unknown) => (Given::Unknown, false),
            None => (Given::NotApplicable, false),
        }
    }

    /// Says once at the first of its places that the regions of a group differ.
    fn tell_difference(&mut self, group: usize, contexts: &[Context<'a>], diagnostics: &mut Vec<Diagnostic>) {
        if !self.told.insert(group) {
            return;
        }
        let members = self.sharing.members(group);
        let names = members.iter().filter_map(|member| contexts.get(*member).map(|known| known.region.name.as_str()));
        let mut found = Diagnostic::new(&round::SHARED_DIFFERS)
            .with("names", names.collect::<Vec<_>>().join(", "))
            .with("figure", format!("{}/{}", self.summary, self.figure.id));
        let mut places = members.iter().filter_map(|member| self.places.get(*member).copied().flatten());
        if let Some(first) = places.next() {
            found = found.at(first);
        }
        for further in places {
            found = found.remark(further, crate::diagnostic::Remark::AlsoHere);
        }
        diagnostics.push(found);
    }
}

/// The unit in which a figure is given.
fn unit(operation: &Operation) -> Scaled {
    let own = |expression: &Expression| match expression.value_type() {
        Type::Number(unit) => unit.clone(),
        _ => Unit::none(),
    };
    let bare = |unit| Scaled { unit, factor: Number::one() };
    match operation {
        Operation::Count(_) | Operation::Share(_) => bare(Unit::none()),
        Operation::Sum(value) | Operation::Worst { value, .. } => bare(own(value)),
        Operation::Ratio { numerator, denominator } => {
            own(numerator).quotient(&own(denominator)).unwrap_or_else(|| bare(Unit::none()))
        }
    }
}

fn too_much_work(summary: &str, figure: &Figure, region: &Region) -> Diagnostic {
    Diagnostic::new(&messages::TOO_MUCH_WORK)
        .with("name", format!("{summary}/{}", figure.id))
        .with("region", &region.code)
        .at(figure.span)
}

/// Evaluates a figure for one region.
struct Reader<'c, 'a> {
    context: &'c Context<'a>,
    place: Option<Span>,
    exhausted: bool,
}

impl Reader<'_, '_> {
    fn given(&mut self, operation: &Operation) -> Given {
        match operation {
            Operation::Count(condition) | Operation::Share(condition) => self.number(condition),
            Operation::Sum(number) | Operation::Worst { value: number, .. } => self.number(number),
            Operation::Ratio { numerator, denominator } => match (self.number(numerator), self.number(denominator)) {
                (Given::Known(numerator), Given::Known(denominator)) => Given::Pair(numerator, denominator),
                (Given::NotApplicable, _) | (_, Given::NotApplicable) => Given::NotApplicable,
                _ => Given::Unknown,
            },
        }
    }

    fn number(&mut self, expression: &Expression) -> Given {
        let evaluation = expression.evaluate(self.context);
        self.exhausted |= evaluation.exhausted;
        let own = format!("{}:", self.context.region.code);
        let mut places = evaluation.reads.iter().filter(|read| read.path.starts_with(&own));
        self.place = self.place.or_else(|| places.find_map(|read| read.place));
        match evaluation.value {
            Value::Number(number) => Given::Known(number),
            Value::Boolean(true) => Given::Known(Number::one()),
            Value::Boolean(false) => Given::Known(Number::zero()),
            Value::NotApplicable(_) => Given::NotApplicable,
            _ => Given::Unknown,
        }
    }
}

/// The numbers of a total.
#[derive(Debug, Default)]
struct Amounts {
    value: Option<Number>,
    fraction: Option<(Number, Number)>,
    lower: Option<Number>,
    upper: Option<Number>,
    too_long: bool,
}

impl Amounts {
    fn of(operation: &Operation, units: &[Given], range: &Interval, factor: &Number) -> Self {
        let known: Vec<&Number> = units
            .iter()
            .filter_map(|given| match given {
                Given::Known(number) => Some(number),
                _ => None,
            })
            .collect();
        let unknown = units.iter().filter(|given| **given == Given::Unknown).count();
        match operation {
            Operation::Count(_) => Self::count(&known, unknown),
            Operation::Share(_) => Self::share(&known, unknown),
            Operation::Sum(_) => Self::sum(&known, unknown, range),
            Operation::Ratio { .. } => Self::ratio(units, unknown, factor),
            Operation::Worst { better, .. } => Self::worst(&known, unknown, *better, range),
        }
    }

    fn count(known: &[&Number], unknown: usize) -> Self {
        let met: Number = known.iter().map(|number| (*number).clone()).sum();
        Self {
            lower: Some(met.clone()),
            upper: Some(met.clone() + Number::of_count(unknown)),
            value: (!known.is_empty()).then_some(met),
            ..Self::default()
        }
    }

    /// What is unknown may turn out to meet the condition, not to meet it, or not to be asked; the last lies between the others.
    fn share(known: &[&Number], unknown: usize) -> Self {
        let met: Number = known.iter().map(|number| (*number).clone()).sum();
        let all = Number::of_count(known.len() + unknown);
        Self {
            value: met.checked_div(&Number::of_count(known.len())),
            lower: met.checked_div(&all),
            upper: (met.clone() + Number::of_count(unknown)).checked_div(&all),
            fraction: (!known.is_empty()).then(|| (met, Number::of_count(known.len()))),
            too_long: false,
        }
    }

    /// What is unknown may also turn out not to be asked, and then adds nothing.
    fn sum(known: &[&Number], unknown: usize, range: &Interval) -> Self {
        let Some(sum) = added(known.iter().copied()) else { return Self { too_long: true, ..Self::default() } };
        let further = |bound: Option<Number>| {
            if unknown == 0 {
                Some(sum.clone())
            } else {
                bound.map(|bound| sum.clone() + bound * Number::of_count(unknown))
            }
        };
        let least = range.low.as_ref().map(|low| low.value.clone().min(Number::zero()));
        let most = range.high.as_ref().map(|high| high.value.clone().max(Number::zero()));
        Self {
            lower: further(least),
            upper: further(most),
            value: (!known.is_empty()).then(|| sum.clone()),
            ..Self::default()
        }
    }

    fn ratio(units: &[Given], unknown: usize, factor: &Number) -> Self {
        let pairs = || {
            units.iter().filter_map(|given| match given {
                Given::Pair(numerator, denominator) => Some((numerator, denominator)),
                _ => None,
            })
        };
        let numerator = added(pairs().map(|(numerator, _)| numerator));
        let denominator = added(pairs().map(|(_, denominator)| denominator));
        let (Some(numerator), Some(denominator)) = (numerator, denominator) else {
            return Self { too_long: true, ..Self::default() };
        };
        let value = numerator.checked_div(&denominator).map(|quotient| quotient * factor.clone());
        let settled = value.clone().filter(|_| unknown == 0);
        let fraction = pairs().next().is_some().then_some((numerator, denominator));
        Self { value, fraction, lower: settled.clone(), upper: settled, too_long: false }
    }

    fn worst(known: &[&Number], unknown: usize, better: Better, range: &Interval) -> Self {
        let (least, most) = (range.low.as_ref(), range.high.as_ref());
        let (least, most) = (least.map(|low| low.value.clone()), most.map(|high| high.value.clone()));
        let known = known.iter().map(|number| (*number).clone());
        let value = match better {
            Better::Higher => known.min(),
            Better::Lower => known.max(),
        };
        let (lower, upper) = match (&value, better) {
            (Some(_), _) if unknown == 0 => (value.clone(), value.clone()),
            (Some(value), Better::Higher) => (least, Some(value.clone())),
            (Some(value), Better::Lower) => (Some(value.clone()), most),
            (None, _) if unknown == 0 => (None, None),
            (None, _) => (least, most),
        };
        Self { value, lower, upper, ..Self::default() }
    }
}

/// The sum; `None` where it grows beyond all use.
fn added<'n>(mut numbers: impl Iterator<Item = &'n Number>) -> Option<Number> {
    numbers.try_fold(Number::zero(), |sum, number| {
        let sum = &sum + number;
        (sum.bits() <= MAX_BITS).then_some(sum)
    })
}
