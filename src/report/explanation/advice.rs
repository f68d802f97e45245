//! What would raise the score, in words.

use super::Subject;
use crate::base::text::safe;
use crate::diagnostic::Language;
use crate::improvement::{self, Fewest, Goal, Improvement, Margin, Outcome};
use crate::report::improvement::told;
use crate::report::wording;
use crate::score::Scorecard;
use std::fmt::Write as _;

/// The most single changes that are listed.
const LISTED: usize = 10;

/// Single changes, the fewest that reach the goal, and the least changes of values.
// Writing to a text cannot fail.
pub fn improvements(text: &mut String, subject: &Subject<'_, '_>, card: &Scorecard<'_>) {
    let goal = subject.goal.clone().or_else(|| Goal::next_grade(card));
    let found = improvement::towards(card, goal);
    let by_quota = Goal::next_by_quota(card).filter(|_| subject.goal.is_none());
    if found.singles.is_empty() && found.goal.is_none() && by_quota.is_none() {
        return;
    }
    let _ = writeln!(text, "\n{}", subject.pick("怎样提高", "What would raise it"));
    for single in found.singles.iter().take(LISTED) {
        let _ = writeln!(text, "  {}", subject.single(card, single));
    }
    if let Some(more) = found.singles.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let _ = match subject.language {
            Language::Zh => writeln!(text, "  另有 {more} 处"),
            Language::En => writeln!(text, "  and {more} more"),
        };
    }
    if let Some(grade) = by_quota {
        let _ = writeln!(text, "  {}", wording::by_quota(&subject.title(grade), subject.language));
    }
    let Some(goal) = &found.goal else { return };
    let goal = subject.goal(goal);
    let _ = match &found.fewest {
        Some(fewest) => writeln!(text, "  {}", subject.fewest(card, &goal, fewest)),
        None => match subject.language {
            Language::Zh => writeln!(text, "  达到{goal}：上面的全做到也不够"),
            Language::En => writeln!(text, "  to reach {goal}: all changes together are not enough"),
        },
    };
    for margin in &found.margins {
        let _ = writeln!(text, "  {}", subject.margin(card, &goal, margin));
    }
}

impl Subject<'_, '_> {
    /// A goal in words.
    pub(super) fn goal(&self, goal: &Goal<'_>) -> String {
        match (goal, self.language) {
            (Goal::Grade(grade, at), Language::Zh) => format!("“{}”（{at} 分）", self.title(grade)),
            (Goal::Grade(grade, at), Language::En) => format!("`{}` ({at} points)", self.title(grade)),
            (Goal::Score(at), Language::Zh) => format!("{at} 分"),
            (Goal::Score(at), Language::En) => format!("{at} points"),
            (Goal::Place { place, .. }, Language::Zh) => format!("第 {place} 名"),
            (Goal::Place { place, .. }, Language::En) => format!("place {place}"),
        }
    }

    /// What a score would come to.
    fn outcome(&self, card: &Scorecard<'_>, outcome: &Outcome<'_>) -> String {
        let value = outcome.value.as_ref().map_or_else(|| "—".to_owned(), |value| card.published(value));
        match outcome.grade {
            Some(grade) if card.grade != Some(grade) => format!("{value} {}", self.title(grade)),
            _ => value,
        }
    }

    /// A single change with its gain.
    pub(super) fn single(&self, card: &Scorecard<'_>, single: &Improvement<'_>) -> String {
        let gain = match &single.gain {
            Some(gain) => self.signed(gain),
            None => self.pick("从此有分", "gives a score").to_owned(),
        };
        format!("{}: {gain} → {}", told(card, &single.change, self.language), self.outcome(card, &single.outcome))
    }

    fn fewest(&self, card: &Scorecard<'_>, goal: &str, fewest: &Fewest<'_>) -> String {
        let separator = self.pick("；", "; ");
        let changes: Vec<String> = fewest.changes.iter().map(|change| told(card, change, self.language)).collect();
        let (changes, count) = (changes.join(separator), fewest.changes.len());
        let outcome = self.outcome(card, &fewest.outcome);
        let proof = match (fewest.is_proven, self.language) {
            (true, Language::Zh) => "已证明不能再少",
            (true, Language::En) => "proved to be the fewest",
            (false, Language::Zh) => "逐项选取所得，未证明最少",
            (false, Language::En) => "taken one after the other, not proved to be the fewest",
        };
        let beaten = match (fewest.greedy > count, self.language) {
            (false, _) => String::new(),
            (true, Language::Zh) => format!("；逐项取最大的要 {} 处", fewest.greedy),
            (true, Language::En) => format!("; always taking the greatest gain needs {}", fewest.greedy),
        };
        match self.language {
            Language::Zh => format!("达到{goal}最少改 {count} 处（{proof}{beaten}）：{changes} → {outcome}"),
            Language::En => format!("to reach {goal} takes {count} ({proof}{beaten}): {changes} → {outcome}"),
        }
    }

    /// The least change of a value.
    pub(super) fn margin(&self, card: &Scorecard<'_>, goal: &str, margin: &Margin<'_>) -> String {
        let line = card.lines.get(margin.line);
        let title = line.map_or_else(String::new, |line| self.title(line.title));
        let id = line.map_or("", |line| line.id);
        let Margin { from, to, unit, .. } = margin;
        let outcome = self.outcome(card, &margin.outcome);
        match self.language {
            Language::Zh => format!(
                "单靠{title} [{}] 达到{goal}：从 {from} 到 {to}（以 {unit} 计，差一点都不够）→ {outcome}",
                safe(id)
            ),
            Language::En => format!(
                "{goal} by {title} [{}] alone: from {from} to {to} (in steps of {unit}, no less) → {outcome}",
                safe(id)
            ),
        }
    }
}
