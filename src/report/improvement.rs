//! What would raise a score, in words and as entries of the report for machines.

use super::json::Figure;
use crate::base::real::Real;
use crate::base::text::safe;
use crate::diagnostic::Language;
use crate::improvement::{self, Change, Goal, Kind, Outcome, Target};
use crate::score::Scorecard;
use schemars::JsonSchema;
use serde::Serialize;

/// What would raise a score. Every figure comes from the score computed anew; what peers report is taken as given.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImprovementsEntry {
    /// Single changes that help, the greatest gain first.
    pub singles: Vec<SingleEntry>,
    /// The next grade; absent in the best one, where there are no grades, and where only so many regions may have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_grade: Option<String>,
    /// The next grade where only so many regions may have it: what would reach it depends on the others and is not worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_grade_by_quota: Option<String>,
    /// The fewest changes that reach it; absent where all changes together do not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fewest: Option<FewestEntry>,
    /// For each line that reaches it alone, the least change of its measured value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub margins: Vec<MarginEntry>,
}

/// One change of one line.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChangeEntry {
    /// The id of the line.
    pub line: String,
    /// `report`, `raise`, `remove` (of a deduction) or `lift` (of a veto).
    pub change: String,
    /// The value that is reached, exact; absent where a condition is to hold, peers are to be equalled, or nothing is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A single change with what it gives.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SingleEntry {
    /// The change.
    #[serde(flatten)]
    pub change: ChangeEntry,
    /// How much higher the score would be, exact; absent where there is none before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gain: Option<String>,
    /// The score with it.
    pub value: Option<Figure>,
    /// The grade with it; absent where quotas decide grades.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
}

/// The smallest set of changes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FewestEntry {
    /// The changes, in the order of the lines.
    pub changes: Vec<ChangeEntry>,
    /// The score with all of them.
    pub value: Option<Figure>,
    /// Whether it is proved that no smaller set is enough.
    pub proven: bool,
    /// How many changes are taken by always taking the greatest gain.
    pub greedy: usize,
}

/// The least change of a measured value.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MarginEntry {
    /// The id of the line.
    pub line: String,
    /// The measured value, exact.
    pub from: String,
    /// The value that is enough, exact.
    pub to: String,
    /// In steps of this; one step less is not enough.
    pub unit: String,
    /// The score with it.
    pub value: Option<Figure>,
}

impl ImprovementsEntry {
    /// Of a card; `None` where there is nothing to say.
    #[must_use]
    pub fn of(card: &Scorecard<'_>, language: Language) -> Option<Self> {
        let found = improvement::of(card);
        let figure = |outcome: &Outcome<'_>| {
            let number = |value: &Real| Figure { exact: value.to_string(), published: card.published(value) };
            outcome.value.as_ref().map(number)
        };
        let id = |line: usize| card.lines.get(line).map_or_else(String::new, |line| line.id.to_owned());
        let change = |change: &Change| ChangeEntry {
            line: id(change.line),
            change: change.kind.keyword().to_owned(),
            to: match &change.target {
                Target::Most(value) => value.as_ref().map(ToString::to_string),
                Target::Next(value) => Some(value.to_string()),
                Target::Holds | Target::Best | Target::Nothing => None,
            },
        };
        let singles = found.singles.iter().map(|single| SingleEntry {
            change: change(&single.change),
            gain: single.gain.as_ref().map(ToString::to_string),
            value: figure(&single.outcome),
            grade: single.outcome.grade.map(|grade| grade.text(language).to_owned()),
        });
        let singles: Vec<SingleEntry> = singles.collect();
        if singles.is_empty() && found.fewest.is_none() {
            return None;
        }
        let next_grade = match &found.goal {
            Some(Goal::Grade(grade, _)) => Some(grade.text(language).to_owned()),
            Some(Goal::Score(_) | Goal::Place { .. }) | None => None,
        };
        let fewest = found.fewest.as_ref().map(|fewest| FewestEntry {
            changes: fewest.changes.iter().map(change).collect(),
            value: figure(&fewest.outcome),
            proven: fewest.is_proven,
            greedy: fewest.greedy,
        });
        let margins = found.margins.iter().map(|margin| MarginEntry {
            line: id(margin.line),
            from: margin.from.to_string(),
            to: margin.to.to_string(),
            unit: margin.unit.to_string(),
            value: figure(&margin.outcome),
        });
        let next_grade_by_quota = Goal::next_by_quota(card).map(|grade| grade.text(language).to_owned());
        Some(Self { singles, next_grade, next_grade_by_quota, fewest, margins: margins.collect() })
    }
}

/// A change in words.
#[must_use]
pub fn told(card: &Scorecard<'_>, change: &Change, language: Language) -> String {
    let line = card.lines.get(change.line);
    let title = line.map_or_else(String::new, |line| safe(line.title.text(language)).into_owned());
    let id = line.map_or("", |line| line.id);
    let what = match (&change.target, change.kind, language) {
        (_, Kind::Remove, Language::Zh) => "不再扣分".to_owned(),
        (_, Kind::Remove, Language::En) => "nothing taken off".to_owned(),
        (_, Kind::Lift, Language::Zh) => "不再成立".to_owned(),
        (_, Kind::Lift, Language::En) => "lifted".to_owned(),
        (Target::Most(Some(value)), Kind::Report, Language::Zh) => format!("报上，且达到 {value}"),
        (Target::Most(Some(value)), Kind::Report, Language::En) => format!("reported, at {value}"),
        (Target::Most(Some(value)) | Target::Next(value), _, Language::Zh) => format!("达到 {value}"),
        (Target::Most(Some(value)) | Target::Next(value), _, Language::En) => format!("raised to {value}"),
        (Target::Holds, Kind::Report, Language::Zh) => "报上，且成立".to_owned(),
        (Target::Holds, Kind::Report, Language::En) => "reported, and true".to_owned(),
        (Target::Holds, _, Language::Zh) => "成立".to_owned(),
        (Target::Holds, _, Language::En) => "made true".to_owned(),
        (Target::Best, _, Language::Zh) => "达到同类最好".to_owned(),
        (Target::Best, _, Language::En) => "as good as the best of its peers".to_owned(),
        (Target::Most(None) | Target::Nothing, _, Language::Zh) => "达到满分".to_owned(),
        (Target::Most(None) | Target::Nothing, _, Language::En) => "raised to full points".to_owned(),
    };
    format!("{title} [{}] {what}", safe(id))
}
