//! One change to a compiled standard, made in place in a copy, and taken back from the original.

use super::scored::{EXEMPT, MEASURE, WHEN};
use crate::base::date::Date;
use crate::base::number::Number;
use crate::expr::Expression;
use crate::standard::Standard;
use crate::standard::indicator::{Branch, Indicator, IndicatorSystem, Scale};
use crate::standard::record::Content;

/// Which declaration of the standard is changed; everything else of it stays as it is.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    /// A threshold, by position.
    Threshold(usize),
    /// A member of a record, by position of both.
    Member(usize, usize),
    /// A rule, by position.
    Rule(usize),
    /// An indicator system, by position.
    System(usize),
}

/// What is changed in it.
#[derive(Debug, Clone)]
pub enum Edit {
    /// The value of a threshold.
    Value(Number),
    /// The expression of a derived value.
    Derived(Expression),
    /// The condition of a rule with this keyword.
    Condition(&'static str, Expression),
    /// The last day of a rule before it is due.
    Due(Date),
    /// The least share of weight of a system that has to be known.
    MinCoverage(Number),
    /// An expression of the line with this id: the keyword, and the expression.
    Expression(String, &'static str, Expression),
    /// The scale of the line with this id.
    Scale(String, Scale),
    /// The weights of indicators, by id.
    Weights(Vec<(String, Number)>),
    /// The most that the bonus or deduction with this id counts.
    Max(String, Number),
    /// The points off that the deduction with this id takes for each unit.
    Per(String, Number),
}

impl Target {
    /// Makes the change in a copy of the standard.
    pub fn apply(self, standard: &mut Standard, edit: &Edit) {
        match (self, edit) {
            (Self::Threshold(index), Edit::Value(value)) => {
                if let Some(threshold) = standard.thresholds.get_mut(index) {
                    threshold.value = value.clone();
                }
            }
            (Self::Member(record, member), Edit::Derived(expression)) => {
                let record = standard.records.get_mut(record);
                if let Some(member) = record.and_then(|record| record.members.get_mut(member)) {
                    member.content = Content::Derived(expression.clone());
                }
            }
            (Self::Rule(index), Edit::Condition(keyword, condition)) => {
                let rule = standard.rules.get_mut(index);
                let mut all = rule.map(|rule| rule.conditions.all_mut()).into_iter().flatten();
                if let Some((_, place)) = all.find(|(known, _)| known == keyword) {
                    *place = condition.clone();
                }
            }
            (Self::Rule(index), Edit::Due(due)) => {
                if let Some(rule) = standard.rules.get_mut(index) {
                    rule.due = Some(*due);
                }
            }
            (Self::System(index), edit) => {
                if let Some(system) = standard.systems.get_mut(index) {
                    in_system(system, edit);
                }
            }
            _ => {}
        }
    }

    /// Takes the change back.
    pub fn restore(self, standard: &mut Standard, original: &Standard) {
        match self {
            Self::Threshold(index) => restore_at(&mut standard.thresholds, &original.thresholds, index),
            Self::Rule(index) => restore_at(&mut standard.rules, &original.rules, index),
            Self::System(index) => restore_at(&mut standard.systems, &original.systems, index),
            Self::Member(record, member) => {
                let records = (standard.records.get_mut(record), original.records.get(record));
                if let (Some(record), Some(original)) = records {
                    restore_at(&mut record.members, &original.members, member);
                }
            }
        }
    }
}

fn restore_at<T: Clone>(changed: &mut [T], original: &[T], index: usize) {
    if let (Some(changed), Some(original)) = (changed.get_mut(index), original.get(index)) {
        *changed = original.clone();
    }
}

fn in_system(system: &mut IndicatorSystem, edit: &Edit) {
    match edit {
        Edit::MinCoverage(share) => system.min_coverage = share.clone(),
        Edit::Weights(weights) => in_leaves(&mut system.children, &mut |leaf| {
            if let Some((_, weight)) = weights.iter().find(|(id, _)| *id == leaf.id) {
                leaf.weight = weight.clone();
            }
        }),
        Edit::Expression(id, keyword, expression) => in_expression(system, id, keyword, expression),
        Edit::Scale(id, scale) => {
            in_leaves(&mut system.children, &mut |leaf| {
                if leaf.id == *id {
                    leaf.scale = scale.clone();
                }
            });
            for bonus in system.bonuses.iter_mut().filter(|bonus| bonus.id == *id) {
                bonus.scale = scale.clone();
            }
        }
        Edit::Max(id, max) => {
            for bonus in system.bonuses.iter_mut().filter(|bonus| bonus.id == *id) {
                bonus.max = max.clone();
            }
            for deduction in system.deductions.iter_mut().filter(|deduction| deduction.id == *id) {
                deduction.max = max.clone();
            }
        }
        Edit::Per(id, per) => {
            for deduction in system.deductions.iter_mut().filter(|deduction| deduction.id == *id) {
                deduction.per = per.clone();
            }
        }
        Edit::Value(_) | Edit::Derived(_) | Edit::Condition(..) | Edit::Due(_) => {}
    }
}

fn in_expression(system: &mut IndicatorSystem, id: &str, keyword: &str, expression: &Expression) {
    in_leaves(&mut system.children, &mut |leaf| match keyword {
        MEASURE if leaf.id == id => leaf.measure = expression.clone(),
        EXEMPT if leaf.id == id => leaf.not_applicable = Some(expression.clone()),
        _ => {}
    });
    match keyword {
        MEASURE => {
            for bonus in system.bonuses.iter_mut().filter(|bonus| bonus.id == id) {
                bonus.measure = expression.clone();
            }
            for deduction in system.deductions.iter_mut().filter(|deduction| deduction.id == id) {
                deduction.measure = expression.clone();
            }
        }
        WHEN => {
            for veto in system.vetoes.iter_mut().filter(|veto| veto.id == id) {
                veto.when = expression.clone();
            }
        }
        _ => {}
    }
}

// The tree is as deep as the front end lets blocks nest.
fn in_leaves(branches: &mut [Branch], change: &mut impl FnMut(&mut Indicator)) {
    for branch in branches {
        match branch {
            Branch::Group(group) => in_leaves(&mut group.children, change),
            Branch::Indicator(leaf) => change(leaf),
        }
    }
}
