//! The outcomes of one region, the gravest first.

use super::facts;
use super::numbers::Numbers;
use super::tally::{class, mark};
use crate::base::markup::Markup;
use crate::check::{Kind, Outcome};
use crate::diagnostic::Language;
use crate::report::RegionReport;
use crate::report::Round;
use std::collections::BTreeMap;

/// The kinds that are told one by one; of the others the rules are named.
const TOLD: [Kind; 4] = [Kind::Problem, Kind::Good, Kind::External, Kind::Review];

/// Writes them.
pub(super) fn write(out: &mut Markup, report: &RegionReport<'_>, round: &Round<'_>, numbers: &Numbers<'_>) {
    let own = format!("{}:", report.region.code);
    for kind in Kind::ALL {
        let of_kind: Vec<&Outcome<'_>> = report.outcomes.iter().filter(|outcome| outcome.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let is_open = kind == Kind::Problem;
        out.raw(if is_open { "<details open class=\"" } else { "<details class=\"" }).raw(class(kind));
        out.raw("\"><summary><h4>").raw(mark(kind)).raw(" ").raw(kind.text(round.language)).raw(" ");
        out.count(of_kind.len()).raw("</h4></summary>\n");
        if TOLD.contains(&kind) {
            out.raw("<ol>\n");
            for outcome in of_kind {
                finding(out, outcome, &own, round, numbers);
            }
            out.raw("</ol>");
        } else if report.submitted {
            named(out, &of_kind, kind, round, numbers);
            if kind == Kind::Unknown {
                let read = of_kind.iter().flat_map(|outcome| &outcome.facts);
                facts::missing(out, read, &own, round);
            }
        } else {
            out.raw("<p>").raw(round.pick(
                "没有报，所以这些规则都定不下来；规则见",
                "Nothing was submitted, so that these rules cannot be decided; they are listed under ",
            ));
            out.raw("<a href=\"#rules\">").raw(round.pick("“规则”一节", "Rules")).raw("</a>");
            out.raw(round.pick("。</p>", ".</p>"));
        }
        out.raw("</details>\n");
    }
}

fn finding(out: &mut Markup, outcome: &Outcome<'_>, own: &str, round: &Round<'_>, numbers: &Numbers<'_>) {
    let rule = outcome.rule;
    out.raw("<li><p><strong>");
    match &outcome.message {
        Some(message) => out.text(round.choose(message)),
        None => out.text(rule.title.text(round.language)),
    };
    out.raw("</strong></p>");
    if outcome.message.is_none() && outcome.kind == Kind::Review {
        out.raw("<p>").raw(round.pick("要由人来判断，还没有结论。", "A person has to judge this; nobody has yet."));
        out.raw("</p>");
    }
    if let Some(advice) = rule.advice.as_ref().filter(|_| matches!(outcome.kind, Kind::Problem | Kind::External)) {
        out.raw("<p>").raw(round.pick("建议：", "Advice: ")).text(advice.text(round.language)).raw("</p>");
    }
    if let Some(responsible) = rule.responsible.as_ref().filter(|_| outcome.kind == Kind::External) {
        out.raw("<p>").raw(round.pick("责任方：", "Responsible: ")).text(responsible).raw("</p>");
    }
    out.raw("<p class=\"soft\">").raw(round.pick("规则：", "Rule: "));
    numbers.rule(out, &rule.id, rule.title.text(round.language));
    if !rule.clauses.is_empty() {
        out.raw(round.pick("；", "; "));
    }
    clauses(out, rule.clauses.iter().map(|clause| clause.value.as_str()), round, numbers);
    out.raw("</p>");
    facts::write(out, &outcome.facts, own, round);
    out.raw("</li>\n");
}

/// Writes the clauses that something serves, as links with the beginning of what they say.
pub(super) fn clauses<'c>(
    out: &mut Markup,
    clauses: impl Iterator<Item = &'c str>,
    round: &Round<'_>,
    numbers: &Numbers<'_>,
) {
    for (place, id) in clauses.enumerate() {
        out.raw(if place > 0 { round.comma() } else { round.pick("依据：", "by ") });
        numbers.clause(out, id);
        if let Some((_, clause)) = round.assessment.standard.clause(id) {
            out.raw(" ").text(clause.title.text(round.language));
        }
    }
}

/// Names the rules of outcomes that need no telling; those not due by their day, those not applicable by their reason.
fn named(out: &mut Markup, outcomes: &[&Outcome<'_>], kind: Kind, round: &Round<'_>, numbers: &Numbers<'_>) {
    let mut groups: BTreeMap<String, Vec<&Outcome<'_>>> = BTreeMap::new();
    for outcome in outcomes {
        let group = match kind {
            Kind::NotDue => outcome.rule.due.map(|due| match round.language {
                Language::Zh => format!("时限 {due}"),
                Language::En => format!("due {due}"),
            }),
            Kind::NotApplicable => outcome.reason.as_ref().map(|reason| round.choose(reason).to_owned()),
            _ => None,
        };
        groups.entry(group.unwrap_or_default()).or_default().push(outcome);
    }
    for (group, outcomes) in groups {
        out.raw("<p>");
        if !group.is_empty() {
            out.raw("<b>").text(&group).raw("</b>").raw(round.pick("：", ": "));
        }
        for (place, outcome) in outcomes.iter().enumerate() {
            if place > 0 {
                out.raw(round.comma());
            }
            numbers.rule(out, &outcome.rule.id, outcome.rule.title.text(round.language));
        }
        out.raw("</p>");
    }
}
