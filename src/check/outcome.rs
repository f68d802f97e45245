//! One rule on one region: conditions → outcome.

use super::context::Context;
use crate::base::number::Number;
use crate::diagnostic::catalogue::submission as messages;
use crate::diagnostic::{Diagnostic, Language};
use crate::expr::{Expression, Read, Reason, Value};
use crate::standard::rule::Rule;
use std::collections::BTreeMap;

/// Digits to which a fraction without end is shown in a message; terminating ones are shown whole.
const SHOWN_DIGITS: u32 = 2;

/// What a rule says of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// There is a problem.
    Problem,
    /// Practice worth spreading.
    Good,
    /// The responsible party is someone else.
    External,
    /// Only a person can decide.
    Review,
    /// Not decidable from what is reported. Never a failing, never a pass.
    Unknown,
    /// Nothing is owed yet.
    NotDue,
    /// The rule does not apply, with the reason.
    NotApplicable,
    /// Known, and nothing to find.
    Pass,
}

impl Kind {
    /// All, in the order in which reports list them.
    pub const ALL: [Self; 8] = [
        Self::Problem,
        Self::Good,
        Self::External,
        Self::Review,
        Self::Unknown,
        Self::NotDue,
        Self::NotApplicable,
        Self::Pass,
    ];

    /// The word in reports and tests.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Good => "good",
            Self::External => "external",
            Self::Review => "review",
            Self::Unknown => "unknown",
            Self::NotDue => "not-due",
            Self::NotApplicable => "not-applicable",
            Self::Pass => "pass",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        match language {
            Language::En => self.keyword(),
            Language::Zh => match self {
                Self::Problem => "问题",
                Self::Good => "亮点",
                Self::External => "外部责任",
                Self::Review => "待复核",
                Self::Unknown => "未知",
                Self::NotDue => "未到期",
                Self::NotApplicable => "不适用",
                Self::Pass => "通过",
            },
        }
    }
}

/// What a rule says of a region, and why.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// What it says.
    pub kind: Kind,
    /// Why it does not apply, `[zh, en]`.
    pub reason: Option<[String; 2]>,
    /// What is told about the region, `[zh, en]`; only where there is something to tell.
    pub message: Option<[String; 2]>,
    /// The rule's figure, where it is known.
    pub figure: Option<Number>,
    /// The facts that the rule read, by path; those not reported included.
    pub facts: Vec<Read>,
    /// The conditions in the order in which they decide, up to the one that did.
    pub considered: Vec<Considered>,
}

impl Outcome<'_> {
    /// The conditions that decided: one that is true or unknown, or else (nothing to find) all of them.
    #[must_use]
    pub fn decisive(&self) -> &[Considered] {
        let last = self.considered.len().saturating_sub(1);
        match self.considered.split_at_checked(last) {
            Some((_, only @ [decided])) if decided.ends() => only,
            _ => &self.considered,
        }
    }
}

impl Considered {
    /// Whether no further condition is looked at after it.
    fn ends(self) -> bool {
        match self.keyword {
            "applies-when" => self.answer != Answer::True,
            "judged-by" => matches!(self.answer, Answer::Unknown | Answer::NotApplicable),
            _ => matches!(self.answer, Answer::True | Answer::Unknown),
        }
    }
}

/// What a condition came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// It holds; for `judged-by`: a person has stated the fact.
    True,
    /// It does not hold.
    False,
    /// Not decidable from what is reported.
    Unknown,
    /// It does not apply.
    NotApplicable,
}

/// A condition that was looked at on the way to the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Considered {
    /// Its keyword, as in `problem-when`.
    pub keyword: &'static str,
    /// What it came to.
    pub answer: Answer,
}

/// A condition's value.
enum Truth {
    True,
    False,
    Unknown,
    NotApplicable(Reason),
}

impl From<&Truth> for Answer {
    fn from(truth: &Truth) -> Self {
        match truth {
            Truth::True => Self::True,
            Truth::False => Self::False,
            Truth::Unknown => Self::Unknown,
            Truth::NotApplicable(_) => Self::NotApplicable,
        }
    }
}

/// Evaluates a rule's expressions and gathers what they read.
struct Evaluator<'a, 'c> {
    context: &'c Context<'a>,
    reads: BTreeMap<String, Read>,
    exhausted: bool,
}

impl<'c> Evaluator<'_, 'c> {
    fn value(&mut self, expression: &Expression) -> Value<'c> {
        let evaluation = expression.evaluate(self.context);
        self.exhausted |= evaluation.exhausted;
        self.reads.extend(evaluation.reads.into_iter().map(|read| (read.path.clone(), read)));
        evaluation.value
    }

    fn truth(&mut self, condition: &Expression) -> Truth {
        match self.value(condition) {
            Value::Boolean(true) => Truth::True,
            Value::Boolean(false) => Truth::False,
            Value::NotApplicable(reason) => Truth::NotApplicable(reason),
            _ => Truth::Unknown,
        }
    }
}

/// What a rule says of the region.
pub fn decide<'a>(rule: &'a Rule, context: &Context<'a>, diagnostics: &mut Vec<Diagnostic>) -> Outcome<'a> {
    let mut evaluator = Evaluator { context, reads: BTreeMap::new(), exhausted: false };
    let Verdict { kind, reason, judged, considered } = weigh(rule, &mut evaluator);
    let kind = in_time(rule, context, kind);
    let figure = rule.figure.as_ref().and_then(|figure| match evaluator.value(figure) {
        Value::Number(number) => Some(number),
        _ => None,
    });
    // Where nobody has judged yet, there is nothing to tell: the message would anticipate the judgement.
    let told = judged && matches!(kind, Kind::Problem | Kind::Good | Kind::External | Kind::Review);
    // What a message quotes is part of what the verdict rests on.
    let message = told.then(|| message(rule, &mut evaluator));
    if evaluator.exhausted {
        diagnostics.push(
            Diagnostic::new(&messages::TOO_MUCH_WORK)
                .with("name", &rule.id)
                .with("region", &context.region.code)
                .at(rule.span),
        );
    }
    Outcome {
        rule,
        kind,
        reason: reason.map(|reason| [reason.text(Language::Zh).to_owned(), reason.text(Language::En).to_owned()]),
        message,
        figure,
        facts: evaluator.reads.into_values().collect(),
        considered,
    }
}

/// What the conditions of a rule come to, whatever the day.
struct Verdict {
    kind: Kind,
    reason: Option<Reason>,
    /// Whether the fact that a person has to state is there (or none is asked for).
    judged: bool,
    considered: Vec<Considered>,
}

impl From<Kind> for Verdict {
    fn from(kind: Kind) -> Self {
        Self { kind, reason: None, judged: true, considered: Vec::new() }
    }
}

impl Verdict {
    fn not_applicable(reason: Reason) -> Self {
        Self { reason: Some(reason), ..Kind::NotApplicable.into() }
    }
}

/// Decides, and keeps what was looked at on the way.
fn weigh(rule: &Rule, evaluator: &mut Evaluator<'_, '_>) -> Verdict {
    let conditions = &rule.conditions;
    // All are evaluated, so that the facts a verdict rests on are complete whatever they say.
    let applies = conditions.applies.as_ref().map(|condition| evaluator.truth(condition));
    let judged = conditions.judged.as_ref().map(|fact| match evaluator.value(fact) {
        Value::Unknown => Truth::Unknown,
        Value::NotApplicable(reason) => Truth::NotApplicable(reason),
        _ => Truth::True,
    });
    let weighed = [
        ("external-when", Kind::External, &conditions.external),
        ("review-when", Kind::Review, &conditions.review),
        ("problem-when", Kind::Problem, &conditions.problem),
        ("good-when", Kind::Good, &conditions.good),
    ];
    let weighed = weighed.into_iter().filter_map(|(keyword, kind, condition)| {
        condition.as_ref().map(|condition| (keyword, kind, evaluator.truth(condition)))
    });
    let weighed = weighed.collect();
    let mut considered = Vec::new();
    let verdict = settle(applies, judged, weighed, &mut considered);
    Verdict { considered, ..verdict }
}

/// The first true condition decides, unless one before it is unknown.
fn settle(
    applies: Option<Truth>,
    judged: Option<Truth>,
    weighed: Vec<(&'static str, Kind, Truth)>,
    considered: &mut Vec<Considered>,
) -> Verdict {
    let mut consider = |keyword, truth: &Truth| considered.push(Considered { keyword, answer: truth.into() });
    if let Some(truth) = applies {
        consider("applies-when", &truth);
        match truth {
            Truth::False => return Kind::NotApplicable.into(),
            Truth::Unknown => return Kind::Unknown.into(),
            Truth::NotApplicable(reason) => return Verdict::not_applicable(reason),
            Truth::True => {}
        }
    }
    if let Some(truth) = judged {
        consider("judged-by", &truth);
        match truth {
            Truth::Unknown => return Verdict { judged: false, ..Kind::Review.into() },
            Truth::NotApplicable(reason) => return Verdict::not_applicable(reason),
            Truth::True | Truth::False => {}
        }
    }
    let mut inapplicable = None;
    for (keyword, kind, truth) in weighed {
        consider(keyword, &truth);
        match truth {
            Truth::True => return kind.into(),
            Truth::Unknown => return Kind::Unknown.into(),
            Truth::NotApplicable(reason) => inapplicable = inapplicable.or(Some(reason)),
            Truth::False => {}
        }
    }
    inapplicable.map_or_else(|| Kind::Pass.into(), Verdict::not_applicable)
}

/// Up to its last day, nothing is owed: what is not there yet is neither a problem nor unknown.
fn in_time(rule: &Rule, context: &Context<'_>, kind: Kind) -> Kind {
    match (kind, rule.due) {
        (Kind::Problem | Kind::Unknown, Some(due)) if context.assessment.as_of <= due => Kind::NotDue,
        _ => kind,
    }
}

fn message(rule: &Rule, evaluator: &mut Evaluator<'_, '_>) -> [String; 2] {
    let mut text = |language: Language| match rule.message_in(language) {
        Some(template) => {
            for expression in template.expressions() {
                evaluator.value(expression);
            }
            template.render(evaluator.context, language, SHOWN_DIGITS)
        }
        None => rule.title.text(language).to_owned(),
    };
    [text(Language::Zh), text(Language::En)]
}
