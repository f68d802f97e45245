//! The regions: an index, what can be chosen, and a part for each that opens.

use super::blocks::Block;
use super::numbers::Numbers;
use super::{card, filter, findings, rules, tally};
use crate::base::markup::Markup;
use crate::base::number::Rounding;
use crate::base::text::safe_line;
use crate::check::Kind;
use crate::improvement;
use crate::report::RegionReport;
use crate::report::Round;
use crate::report::improvement::told;

/// The most steps that are listed for a region and system.
const STEPS: usize = 5;

/// Writes them, those of one superior together.
pub(super) fn write(
    out: &mut Markup,
    round: &Round<'_>,
    numbers: &Numbers<'_>,
    blocks: &[Block<'_>],
    pictures: &mut usize,
) {
    out.raw("<section id=\"regions\" aria-labelledby=\"regions-h\">\n<h2 id=\"regions-h\">");
    out.raw(round.pick("各地", "Regions")).raw("</h2>\n");
    out.raw("<p class=\"soft\">").raw(round.pick(
        "点开一个地区看结论、依据和算式；打印时印出展开的部分。",
        "Open a region for its outcomes, clauses and arithmetic; what is open is what is printed.",
    ));
    out.raw("</p>\n");
    index(out, round, numbers, blocks);
    filter::write(out, round, blocks);
    let shares = card::Shares::of(round);
    for (number, block) in blocks.iter().enumerate() {
        for report in &block.members {
            region(out, report, number, round, numbers, &shares, pictures);
        }
    }
    out.raw("</section>\n");
}

fn index(out: &mut Markup, round: &Round<'_>, numbers: &Numbers<'_>, blocks: &[Block<'_>]) {
    out.raw("<details class=\"contents\"><summary>").raw(round.pick("地区索引", "index of regions"));
    out.raw("</summary>\n<ul class=\"plain\">\n");
    for block in blocks {
        out.raw("<li>");
        for (place, report) in block.members.iter().enumerate() {
            if place > 0 {
                out.raw(" · ");
            }
            numbers.region(out, &report.region.code, &report.region.name);
        }
        out.raw("</li>\n");
    }
    out.raw("</ul>\n</details>\n");
}

fn region(
    out: &mut Markup,
    report: &RegionReport<'_>,
    block: usize,
    round: &Round<'_>,
    numbers: &Numbers<'_>,
    shares: &card::Shares<'_>,
    pictures: &mut usize,
) {
    let tally = tally::of(report);
    out.raw("<details class=\"region b").count(block);
    for (kind, class) in [(Kind::Problem, " has-problem"), (Kind::Good, " has-good"), (Kind::Review, " has-review")] {
        if tally.contains_key(&kind) {
            out.raw(class);
        }
    }
    if report.scores.iter().any(|card| card.value.is_none()) {
        out.raw(" no-score");
    }
    if !report.submitted {
        out.raw(" missing");
    }
    out.raw("\"><summary><h3>").text(&safe_line(&report.region.name)).raw("</h3> <span class=\"soft\">");
    out.text(&report.region.code).raw(" · ").text(round.level(&report.region.level)).raw("</span>");
    if !report.submitted {
        out.raw(" <span class=\"chip\">").raw(round.pick("没有报", "not submitted")).raw("</span>");
    }
    for card in report.scores.iter().filter(|card| card.value.is_some()) {
        out.raw(" <span class=\"chip score\">").text(&super::standings::value(card, round)).raw("</span>");
    }
    for (kind, count) in tally {
        rules::chip(out, kind, count, round);
    }
    out.raw("</summary>\n<div id=\"r");
    numbers.of_region(out, &report.region.code);
    out.raw("\" class=\"inside\">\n");
    steps(out, report, round);
    findings::write(out, report, round, numbers);
    card::write(out, report, round, numbers, shares, pictures);
    out.raw("</div></details>\n");
}

/// What the region could do next, the most useful first.
fn steps(out: &mut Markup, report: &RegionReport<'_>, round: &Round<'_>) {
    let steps = report
        .scores
        .iter()
        .flat_map(|card| improvement::singles(card).into_iter().take(STEPS).map(move |single| (card, single)));
    let steps: Vec<_> = steps.collect();
    if steps.is_empty() {
        return;
    }
    out.raw("<h4>").raw(round.pick("下一步做什么最划算", "What to do next")).raw("</h4>\n<ol>");
    for (card, single) in steps {
        out.raw("<li>").text(&told(card, &single.change, round.language));
        match &single.gain {
            Some(gain) => {
                let gain = gain.low().decimal(card.system.digits, Rounding::HalfEven);
                out.raw(" <b>+").text(&gain).raw("</b></li>")
            }
            None => out.raw(" <b>").raw(round.pick("从此有分", "gives a score")).raw("</b></li>"),
        };
    }
    out.raw("</ol>\n");
}
