//! The whole score of a region: groups, lines, what counts, bounds, coverage, place and grade.

use super::Subject;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::base::text::safe;
use crate::diagnostic::Language;
use crate::emit::document::scoring;
use crate::report::wording;
use crate::score::{GroupFigure, Line, Measurement, Part, Scorecard};
use crate::standard::indicator::{Branch, Group, Missing};
use std::fmt::Write as _;

/// Two blanks a level.
const STEP: usize = 2;

/// The score of a region as a tree.
#[must_use]
pub fn scorecard(subject: &Subject<'_, '_>) -> String {
    let Some(card) = subject.card() else { return String::new() };
    let mut text = subject.heading(card);
    head(&mut text, subject, card);
    let mut walk = Walk { subject, card, lines: card.lines.iter(), groups: card.groups.iter() };
    text.push('\n');
    walk.branches(&mut text, &card.system.children, 0);
    walk.further(&mut text);
    text.push('\n');
    total(&mut text, subject, card);
    super::advice::improvements(&mut text, subject, card);
    text
}

// Writing to a text cannot fail.
fn head(text: &mut String, subject: &Subject<'_, '_>, card: &Scorecard<'_>) {
    let _ = write!(text, "{}: {}", subject.pick("得分", "score"), subject.verdict(card));
    if let Some(rank) = card.rank {
        let _ = write!(text, " · {}", wording::rank(rank, subject.language));
    }
    if let Some(grade) = card.grade {
        let _ = write!(text, " · {}", subject.title(grade));
    }
    if let Some(possible) = wording::possible_grades(card, subject.language) {
        let _ = write!(text, "{}", safe(&possible));
    }
    let percent = (card.coverage.clone() * Number::from(100)).decimal(1, card.system.rounding);
    let _ = writeln!(
        text,
        "\n{}: {} – {} · {}: {percent}%",
        subject.pick("未知项可能落在", "with what is unknown between"),
        subject.end(card, card.lower.as_ref()),
        subject.end(card, card.upper.as_ref()),
        subject.pick("覆盖", "coverage"),
    );
    let system = card.system;
    let _ = writeln!(
        text,
        "{}: {} · {} · {}",
        subject.pick("算法", "method"),
        match subject.language {
            Language::Zh => format!("满分 {}", system.total),
            Language::En => format!("full marks {}", system.total),
        },
        scoring::aggregation(&system.aggregate, subject.language),
        match subject.language {
            Language::Zh => format!("最低覆盖 {}%", system.min_coverage.clone() * Number::from(100)),
            Language::En => format!("least coverage {}%", system.min_coverage.clone() * Number::from(100)),
        },
    );
    if let Some(ranking) = &system.ranking {
        let _ =
            writeln!(text, "{}: {}", subject.pick("排名", "ranks"), safe(&scoring::ranking(ranking, subject.language)));
    }
}

struct Walk<'w, 's, 'a> {
    subject: &'w Subject<'s, 'a>,
    card: &'w Scorecard<'a>,
    lines: std::slice::Iter<'w, Line<'a>>,
    groups: std::slice::Iter<'w, GroupFigure<'a>>,
}

impl Walk<'_, '_, '_> {
    // The tree is as deep as the front end lets blocks nest.
    fn branches(&mut self, text: &mut String, branches: &[Branch], depth: usize) {
        for branch in branches {
            match branch {
                Branch::Group(group) => {
                    self.group(text, group, depth);
                    self.branches(text, &group.children, depth + 1);
                }
                Branch::Indicator(leaf) => {
                    if let Some(line) = self.lines.next() {
                        self.line(text, line, Some(leaf.missing), depth);
                    }
                }
            }
        }
    }

    fn group(&mut self, text: &mut String, group: &Group, depth: usize) {
        let Some(figure) = self.groups.next() else { return };
        let total = Real::from(self.card.system.total.clone());
        let points = |share: &Option<Real>| {
            let share = share.clone()?;
            Some(share * Real::from(group.weight.clone()))
        };
        let shown = |share: &Option<Real>| self.subject.end(self.card, points(share).as_ref());
        let _ = write!(
            text,
            "{:indent$}▪ {} [{}] {}/{} · {} – {}",
            "",
            self.subject.title(&group.title),
            safe(&group.id),
            figure.figure.value.as_ref().map_or_else(|| "—".to_owned(), |_| shown(&figure.figure.value)),
            group.weight,
            shown(&figure.figure.lower),
            shown(&figure.figure.upper),
            indent = depth * STEP,
        );
        if let Some(how) = scoring::of_group(group, self.subject.language) {
            let of_total = figure.figure.value.clone().map(|share| share * total);
            let _ = write!(text, " · {how}");
            if group.digits.is_some()
                && let Some(value) = of_total
            {
                let _ = write!(text, " = {value}/{}", self.card.system.total);
            }
        }
        text.push('\n');
    }

    fn line(&self, text: &mut String, line: &Line<'_>, missing: Option<Missing>, depth: usize) {
        let subject = self.subject;
        let _ =
            write!(text, "{:indent$}· {} [{}] ", "", subject.title(line.title), safe(line.id), indent = depth * STEP);
        let _ = match &line.measurement {
            Measurement::Known { points, arithmetic, .. } => {
                write!(text, "{points} / {} = {}", line.full, safe(arithmetic))
            }
            Measurement::StandIn { points, arithmetic, .. } => write!(
                text,
                "{} {points} / {} = {}",
                subject.pick("未知，代以同类：", "unknown, peers stand in:"),
                line.full,
                safe(arithmetic)
            ),
            Measurement::Unknown => {
                let counted = missing.map_or("", |missing| subject.policy(missing));
                write!(text, "{} / {} {counted}", subject.pick("未知", "unknown"), line.full)
            }
            Measurement::NotApplicable(reason) => {
                let [zh, en] = reason;
                let reason = match subject.language {
                    Language::Zh => zh,
                    Language::En => en,
                };
                write!(text, "{}: {}", subject.pick("不适用", "not applicable"), safe(reason))
            }
            Measurement::Struck(struck) => {
                write!(
                    text,
                    "{}",
                    if *struck {
                        subject.pick("成立", "strikes")
                    } else {
                        subject.pick("不成立", "does not strike")
                    }
                )
            }
        };
        text.push('\n');
    }

    /// Bonuses, deductions and vetoes.
    fn further(&mut self, text: &mut String) {
        let mut last = None;
        while let Some(line) = self.lines.next() {
            let part = std::mem::discriminant(&line.part);
            if last != Some(part) {
                let _ = writeln!(text, "▪ {}", self.subject.part(line.part));
                last = Some(part);
            }
            self.line(text, line, None, 1);
        }
    }
}

impl Subject<'_, '_> {
    /// What an unknown value counts as.
    pub(super) fn policy(&self, missing: Missing) -> &'static str {
        match missing {
            Missing::Zero => self.pick("按 0 分计", "counts as 0"),
            Missing::LeaveOut => self.pick("退出分母", "leaves the denominator"),
            Missing::Hold => self.pick("不出总分", "no score"),
            Missing::Mean => self.pick("同类平均值代替", "the peers' mean stands in"),
            Missing::Median => self.pick("同类中位数代替", "the peers' median stands in"),
        }
    }
}

/// From the parts to the score.
fn total(text: &mut String, subject: &Subject<'_, '_>, card: &Scorecard<'_>) {
    let sum = |part: fn(&Part) -> bool| -> Real {
        card.lines.iter().filter(|line| part(&line.part)).filter_map(|line| line.points().cloned()).sum()
    };
    let bonus = sum(|part| matches!(part, Part::Bonus));
    let deduction = sum(|part| matches!(part, Part::Deduction));
    let Some(value) = &card.value else { return };
    let base = value.clone() - bonus.clone() + deduction.clone();
    let _ = writeln!(
        text,
        "{}: {base} + {} {bonus} − {} {deduction} = {value} → {}",
        subject.pick("合计", "sum"),
        subject.pick("加分", "bonus"),
        subject.pick("扣分", "deduction"),
        card.published(value),
    );
}
