//! Every rule with its clauses and what it came to, once, and every clause that one of them or an indicator serves.

use super::numbers::Numbers;
use super::tally::{class, mark};
use crate::base::markup::Markup;
use crate::check::Kind;
use crate::report::Round;
use crate::standard::rule::Rule;
use std::collections::{BTreeMap, BTreeSet};

/// Writes them.
pub(super) fn write(out: &mut Markup, round: &Round<'_>, numbers: &Numbers<'_>) {
    let standard = round.assessment.standard;
    let mut counts: BTreeMap<&str, BTreeMap<Kind, usize>> = BTreeMap::new();
    for outcome in round.regions.iter().flat_map(|report| &report.outcomes) {
        *counts.entry(&outcome.rule.id).or_default().entry(outcome.kind).or_default() += 1;
    }
    if !standard.rules.is_empty() {
        out.raw("<section id=\"rules\" aria-labelledby=\"rules-h\">\n<h2 id=\"rules-h\">");
        out.raw(round.pick("规则", "Rules")).raw("</h2>\n<details><summary>");
        out.raw(round.pick("每条规则、依据和全部地区的结论", "every rule, its clauses, and what it came to"));
        out.raw(" (").count(standard.rules.len()).raw(")</summary>\n<ol class=\"index\">\n");
        for (number, rule) in standard.rules.iter().enumerate() {
            entry(out, number, rule, counts.get(rule.id.as_str()), round, numbers);
        }
        out.raw("</ol>\n</details>\n</section>\n");
    }
    clauses(out, round);
}

fn entry(
    out: &mut Markup,
    number: usize,
    rule: &Rule,
    counts: Option<&BTreeMap<Kind, usize>>,
    round: &Round<'_>,
    numbers: &Numbers<'_>,
) {
    out.raw("<li id=\"u").count(number).raw("\"><b>").text(rule.title.text(round.language)).raw("</b> <code>");
    out.text(&rule.id).raw("</code>");
    for (kind, count) in counts.into_iter().flatten() {
        chip(out, *kind, *count, round);
    }
    if let Some(due) = rule.due {
        out.raw(" · ").raw(round.pick("时限 ", "due ")).text(&due.to_string());
    }
    for (place, clause) in rule.clauses.iter().enumerate() {
        out.raw(if place > 0 { round.comma() } else { round.pick(" · 依据 ", " · by ") });
        numbers.clause(out, &clause.value);
    }
    out.raw("</li>\n");
}

/// A count with the mark and the word of its kind.
pub(super) fn chip(out: &mut Markup, kind: Kind, count: usize, round: &Round<'_>) {
    out.raw(" <span class=\"chip ").raw(class(kind)).raw("\">").raw(mark(kind)).raw(" ");
    out.raw(kind.text(round.language)).raw(" ").count(count).raw("</span>");
}

fn clauses(out: &mut Markup, round: &Round<'_>) {
    let standard = round.assessment.standard;
    let of_rules = standard.rules.iter().flat_map(|rule| &rule.clauses);
    let mut served: BTreeSet<&str> = of_rules.map(|clause| clause.value.as_str()).collect();
    for line in round.regions.iter().flat_map(|report| &report.scores).flat_map(|card| &card.lines) {
        served.extend(line.clauses.iter().map(|clause| clause.value.as_str()));
    }
    if served.is_empty() {
        return;
    }
    out.raw("<section id=\"clauses\" aria-labelledby=\"clauses-h\">\n<h2 id=\"clauses-h\">");
    out.raw(round.pick("条款", "Clauses")).raw("</h2>\n<details><summary>");
    out.raw(round.pick("规则和指标所依据的条款", "the clauses that rules and indicators serve"));
    out.raw(" (").count(served.len()).raw(")</summary>\n<ol class=\"index\">\n");
    for (number, (source, clause)) in standard.clauses().enumerate() {
        if !served.contains(clause.id.as_str()) {
            continue;
        }
        out.raw("<li id=\"c").count(number).raw("\"><code>").text(&clause.id).raw("</code> <b>");
        out.text(clause.title.text(round.language)).raw("</b>");
        if let Some(text) = &clause.text {
            out.raw("<br>").text(text.text(round.language));
        }
        out.raw(" <span class=\"soft\">").text(source.title.text(round.language)).raw("</span></li>\n");
    }
    out.raw("</ol>\n</details>\n</section>\n");
}
