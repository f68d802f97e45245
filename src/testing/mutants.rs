//! The small changes to a standard that its tests should notice, in the order of the standard.
//!
//! Numbers move by one in their last place (thresholds by a tenth of their value too), expressions as `Expression::mutations`
//! has it, weights move between two siblings, due dates by a day. A change that would not compile is none.

use super::edit::{Edit, Target};
use super::reach::Part;
use super::scored;
use crate::base::number::Number;
use crate::diagnostic::Span;
use crate::expr::{Expression, MutationKind, Type};
use crate::standard::Standard;
use crate::standard::indicator::{Branch, IndicatorSystem, Relative, Scale};
use crate::standard::names::Scope;
use crate::standard::record::Content;
use crate::standard::trace::leaves;

/// The sorts of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The value of a threshold.
    Threshold,
    /// `<` and `<=`, `>` and `>=`, `==` and `!=`.
    Comparison,
    /// `&&` and `||`.
    Connective,
    /// A number or date in an expression.
    Literal,
    /// `!` left out.
    Negation,
    /// Where a linear scale begins or ends.
    ScaleEnd,
    /// Where a step of a scale begins.
    Step,
    /// What a step of a scale earns.
    Share,
    /// Weight moved from one sibling to the next.
    Weight,
    /// The most that a bonus or a deduction counts.
    Max,
    /// What a deduction takes off for each unit.
    Per,
    /// The least share of weight that has to be known.
    MinCoverage,
    /// The day on which a rule falls due.
    Due,
}

impl From<MutationKind> for Change {
    fn from(kind: MutationKind) -> Self {
        match kind {
            MutationKind::Comparison => Self::Comparison,
            MutationKind::Connective => Self::Connective,
            MutationKind::Literal => Self::Literal,
            MutationKind::Negation => Self::Negation,
        }
    }
}

/// What is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// What sort of declaration it is.
    pub kind: OwnerKind,
    /// Its id or name; for a derived value `record.name`.
    pub id: String,
    /// The keyword of the expression in it, where one is changed.
    pub slot: Option<&'static str>,
}

/// The sorts of declarations that are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerKind {
    /// A threshold.
    Threshold,
    /// A derived value.
    Derived,
    /// A rule.
    Rule,
    /// An indicator, bonus, deduction or veto.
    Line,
    /// An indicator system.
    System,
}

/// A standard with one change.
#[derive(Debug)]
pub(super) struct Mutant {
    pub change: Change,
    pub owner: Owner,
    pub place: Span,
    pub before: String,
    pub after: String,
    /// Which expectations can notice it.
    pub part: Part,
    pub target: Target,
    pub edit: Edit,
}

/// All changes of a standard.
pub(super) fn all(standard: &Standard) -> Vec<Mutant> {
    let mut maker = Maker { standard, derived: derived_types(standard), mutants: Vec::new() };
    maker.thresholds();
    maker.records();
    maker.rules();
    maker.systems();
    maker.mutants
}

fn derived_types(standard: &Standard) -> Vec<(String, String, Type)> {
    let members = standard.records.iter().flat_map(|record| record.members.iter().map(move |member| (record, member)));
    let derived = members.filter_map(|(record, member)| match &member.content {
        Content::Derived(expression) => {
            Some((record.name.clone(), member.name.clone(), expression.value_type().clone()))
        }
        _ => None,
    });
    derived.collect()
}

struct Maker<'s> {
    standard: &'s Standard,
    derived: Vec<(String, String, Type)>,
    mutants: Vec<Mutant>,
}

/// Where a change is made and what it concerns; the same for all changes of one declaration.
#[derive(Clone)]
struct Site {
    owner: Owner,
    place: Span,
    part: Part,
    target: Target,
}

impl Site {
    fn slot(&self, slot: &'static str) -> Self {
        Self { owner: Owner { slot: Some(slot), ..self.owner.clone() }, ..self.clone() }
    }
}

impl Maker<'_> {
    fn add(&mut self, site: &Site, change: Change, before: impl ToString, after: impl ToString, edit: Edit) {
        self.mutants.push(Mutant {
            change,
            owner: site.owner.clone(),
            place: site.place,
            before: before.to_string(),
            after: after.to_string(),
            part: site.part.clone(),
            target: site.target,
            edit,
        });
    }

    /// Changes of an expression that is read inside a record, or of a whole submission.
    fn expression(
        &mut self,
        site: &Site,
        record: Option<&str>,
        expression: &Expression,
        edit: impl Fn(Expression) -> Edit,
    ) {
        let standard = self.standard;
        for mutation in expression.mutations() {
            let scope = Scope {
                records: &standard.records,
                choices: &standard.choices,
                thresholds: &standard.thresholds,
                code_lists: &standard.code_lists,
                units: &standard.units,
                registry: &standard.registry,
                root: record.unwrap_or(&standard.manifest.submission.value),
                whole: record.is_none(),
                derived: &self.derived,
            };
            if let Some(changed) = expression.mutated(&mutation, &scope) {
                let site = Site { place: mutation.span, ..site.clone() };
                self.add(&site, mutation.kind.into(), mutation.before, mutation.after, edit(changed));
            }
        }
    }

    fn thresholds(&mut self) {
        for (index, threshold) in self.standard.thresholds.iter().enumerate() {
            let site = Site {
                owner: Owner { kind: OwnerKind::Threshold, id: threshold.name.clone(), slot: None },
                place: threshold.span,
                part: Part::Name((None, threshold.name.clone())),
                target: Target::Threshold(index),
            };
            let mut values = neighbours(&threshold.value);
            for value in tenths(&threshold.value) {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            for value in values {
                self.add(&site, Change::Threshold, &threshold.value, &value, Edit::Value(value.clone()));
            }
        }
    }

    fn records(&mut self) {
        for (at, record) in self.standard.records.iter().enumerate() {
            for (index, member) in record.members.iter().enumerate() {
                let Content::Derived(expression) = &member.content else { continue };
                let site = Site {
                    owner: Owner {
                        kind: OwnerKind::Derived,
                        id: format!("{}.{}", record.name, member.name),
                        slot: None,
                    },
                    place: member.span,
                    part: Part::Name((Some(record.name.clone()), member.name.clone())),
                    target: Target::Member(at, index),
                };
                self.expression(&site, Some(&record.name), expression, Edit::Derived);
            }
        }
    }

    fn rules(&mut self) {
        for (index, rule) in self.standard.rules.iter().enumerate() {
            let site = Site {
                owner: Owner { kind: OwnerKind::Rule, id: rule.id.clone(), slot: None },
                place: rule.span,
                part: Part::Rule(rule.id.clone()),
                target: Target::Rule(index),
            };
            for (keyword, condition) in rule.conditions.all() {
                self.expression(&site.slot(keyword), None, condition, |changed| Edit::Condition(keyword, changed));
            }
            for (due, days) in rule.due.iter().flat_map(|due| [(due, -1), (due, 1)]) {
                if let Some(day) = due.plus_days(days) {
                    self.add(&site.slot("due"), Change::Due, due, day, Edit::Due(day));
                }
            }
        }
    }

    fn systems(&mut self) {
        for (index, system) in self.standard.systems.iter().enumerate() {
            let target = Target::System(index);
            let site = |kind, id: &str, place, lines| Site {
                owner: Owner { kind, id: id.to_owned(), slot: None },
                place,
                part: Part::Lines(system.id.clone(), lines),
                target,
            };
            let whole = site(OwnerKind::System, &system.id, system.span, Vec::new());
            for share in shares(&system.min_coverage).filter(|_| !system.min_coverage.is_zero()) {
                let edit = Edit::MinCoverage(share.clone());
                self.add(&whole.slot("min-coverage"), Change::MinCoverage, &system.min_coverage, share, edit);
            }
            self.weights(&whole, &system.children);
            for line in scored::lines(system) {
                let site = site(OwnerKind::Line, line.id, line.span, vec![line.id.to_owned()]);
                for (keyword, expression) in &line.expressions {
                    let edit = |changed| Edit::Expression(line.id.to_owned(), keyword, changed);
                    self.expression(&site.slot(keyword), None, expression, edit);
                }
                if let Some(scale) = line.scale {
                    self.scale(&site.slot("scale"), line.id, scale);
                }
            }
            self.amounts(system, &site);
        }
    }

    /// The most that bonuses and deductions count, and what deductions take off.
    fn amounts(&mut self, system: &IndicatorSystem, site: &impl Fn(OwnerKind, &str, Span, Vec<String>) -> Site) {
        let bonuses = system.bonuses.iter().map(|bonus| (&bonus.id, &bonus.max, bonus.span));
        let deductions = system.deductions.iter().map(|deduction| (&deduction.id, &deduction.max, deduction.span));
        for (id, max, span) in bonuses.chain(deductions) {
            let site = site(OwnerKind::Line, id, span, vec![id.clone()]).slot("max");
            for value in positive_neighbours(max) {
                self.add(&site, Change::Max, max, &value, Edit::Max(id.clone(), value.clone()));
            }
        }
        for deduction in &system.deductions {
            let id = &deduction.id;
            let site = site(OwnerKind::Line, id, deduction.span, vec![id.clone()]).slot("per");
            for value in positive_neighbours(&deduction.per) {
                self.add(&site, Change::Per, &deduction.per, &value, Edit::Per(id.clone(), value.clone()));
            }
        }
    }

    fn scale(&mut self, site: &Site, id: &str, scale: &Scale) {
        match scale {
            Scale::Pass => {}
            Scale::Linear { from, to } => self.ends(site, id, from, to, |from, to| Some(Scale::Linear { from, to })),
            Scale::Logarithmic { from, to } => self.ends(site, id, from, to, |from, to| {
                (from > Number::zero() && to > Number::zero()).then_some(Scale::Logarithmic { from, to })
            }),
            Scale::Efficacy { from, to, base } => {
                self.ends(site, id, from, to, |from, to| Some(Scale::Efficacy { from, to, base: base.clone() }))
            }
            Scale::Deduct { each } => {
                for value in positive_neighbours(each) {
                    let text = |each: &Number| format!("each={each}");
                    let changed = Edit::Scale(id.to_owned(), Scale::Deduct { each: value.clone() });
                    self.add(site, Change::Per, text(each), text(&value), changed);
                }
            }
            Scale::Relative(relative) => self.ends(site, id, &relative.from, &relative.to, |from, to| {
                (from < to).then(|| Scale::Relative(Relative { from, to, ..relative.clone() }))
            }),
            Scale::Step(points) | Scale::Anchors(points) => {
                let of =
                    |points| if matches!(scale, Scale::Step(_)) { Scale::Step(points) } else { Scale::Anchors(points) };
                for (index, (at, share)) in points.iter().enumerate() {
                    let text = |at: &Number, share: &Number| format!("at {at} share={share}");
                    let values = neighbours(at).into_iter().map(|at| (Change::Step, at, share.clone()));
                    let values = values.chain(shares(share).map(|share| (Change::Share, at.clone(), share)));
                    for (change, new_at, new_share) in values {
                        let (before, after) = (text(at, share), text(&new_at, &new_share));
                        let mut steps = points.clone();
                        if let Some(step) = steps.get_mut(index) {
                            *step = (new_at, new_share);
                        }
                        self.add(site, change, before, after, Edit::Scale(id.to_owned(), of(steps)));
                    }
                }
            }
        }
    }

    /// Each end of a scale moved; the scale with other ends, where there is one.
    fn ends(
        &mut self,
        site: &Site,
        id: &str,
        from: &Number,
        to: &Number,
        scale: impl Fn(Number, Number) -> Option<Scale>,
    ) {
        let ends = neighbours(from).into_iter().map(|from| (from, to.clone()));
        let ends = ends.chain(neighbours(to).into_iter().map(|to| (from.clone(), to)));
        for (new_from, new_to) in ends.filter(|(from, to)| from != to) {
            let text = |from: &Number, to: &Number| format!("from={from} to={to}");
            let (before, after) = (text(from, to), text(&new_from, &new_to));
            if let Some(scale) = scale(new_from, new_to) {
                self.add(site, Change::ScaleEnd, before, after, Edit::Scale(id.to_owned(), scale));
            }
        }
    }

    /// A point (or half of what there is) moved from each sibling to the next. A group's weight is that of its indicators.
    // The tree is as deep as the front end lets blocks nest.
    fn weights(&mut self, whole: &Site, siblings: &[Branch]) {
        for (giver, taker) in siblings.iter().zip(siblings.iter().skip(1)) {
            let half = giver.weight().checked_div(&Number::from(2)).unwrap_or_else(Number::zero);
            let moved = half.min(Number::one());
            let (less, more) = (giver.weight() - &moved, taker.weight() + &moved);
            let mut weights = scaled_weights(giver, &less);
            weights.extend(scaled_weights(taker, &more));
            let lines = weights.iter().map(|(id, _)| id.clone()).collect();
            let (system, giver_id, taker_id) = (&whole.owner.id, giver.id(), taker.id());
            let site = Site {
                owner: Owner { kind: OwnerKind::Line, id: giver_id.to_owned(), slot: Some("weight") },
                place: span(giver),
                part: Part::Lines(system.clone(), lines),
                target: whole.target,
            };
            let text = |give: &Number, take: &Number| format!("{giver_id}={give} {taker_id}={take}");
            let (before, after) = (text(giver.weight(), taker.weight()), text(&less, &more));
            self.add(&site, Change::Weight, before, after, Edit::Weights(weights));
        }
        for branch in siblings {
            if let Branch::Group(group) = branch {
                self.weights(whole, &group.children);
            }
        }
    }
}

/// The weights of the indicators in a branch as they would be if it had this weight.
fn scaled_weights(branch: &Branch, weight: &Number) -> Vec<(String, Number)> {
    let factor = weight.checked_div(branch.weight()).unwrap_or_else(Number::one);
    leaves(std::slice::from_ref(branch)).into_iter().map(|leaf| (leaf.id.clone(), &leaf.weight * &factor)).collect()
}

fn span(branch: &Branch) -> Span {
    match branch {
        Branch::Group(group) => group.span,
        Branch::Indicator(leaf) => leaf.span,
    }
}

/// The number, one less and one more in its last place; a tenth less and more where its decimal form does not end.
fn neighbours(number: &Number) -> Vec<Number> {
    match number.last_place() {
        Some(unit) => vec![number - &unit, number + &unit],
        None => tenths(number),
    }
}

/// The number, a tenth of it less and more; nothing for 0.
fn tenths(number: &Number) -> Vec<Number> {
    match number.checked_div(&Number::from(10)) {
        Some(tenth) if !tenth.is_zero() => vec![number - &tenth, number + &tenth],
        _ => Vec::new(),
    }
}

fn positive_neighbours(number: &Number) -> impl Iterator<Item = Number> {
    neighbours(number).into_iter().filter(|value| !value.is_negative() && !value.is_zero())
}

/// Neighbours that are shares themselves.
fn shares(share: &Number) -> impl Iterator<Item = Number> {
    neighbours(share).into_iter().filter(|value| !value.is_negative() && *value <= Number::one())
}
