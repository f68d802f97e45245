//! What superiors are told: figures over those below them, and how far the duties are carried out.

use super::table::{Cell, Table};
use crate::base::markup::Markup;
use crate::report::Round;
use crate::report::roll_up::wording;
use crate::rollup::{DutyProgress, PlanProgress, Standing, Superior};

/// Whether superiors are told anything.
pub(super) fn is_there(round: &Round<'_>) -> bool {
    superiors(round).next().is_some() || !round.rolled.plans.is_empty()
}

fn superiors<'r>(round: &Round<'r>) -> impl Iterator<Item = &'r Superior<'r>> {
    round.rolled.superiors.iter().filter(|superior| !superior.summaries.is_empty())
}

/// Writes it, where there is anything.
pub(super) fn write(out: &mut Markup, round: &Round<'_>) {
    if !is_there(round) {
        return;
    }
    out.raw("<section id=\"roll-up\" aria-labelledby=\"roll-up-h\">\n<h2 id=\"roll-up-h\">");
    out.raw(round.pick("汇总", "Roll-up")).raw("</h2>\n");
    for plan in &round.rolled.plans {
        self::plan(out, plan, round);
    }
    for superior in superiors(round) {
        self::superior(out, superior, round);
    }
    out.raw("</section>\n");
}

fn superior(out: &mut Markup, superior: &Superior<'_>, round: &Round<'_>) {
    out.raw("<details><summary><h3>").text(&superior.region.name).raw("</h3> <span class=\"soft\">");
    out.raw(round.pick("汇总数", "figures")).raw("</span></summary>\n");
    let heads = [
        (round.pick("汇总数", "figure"), false),
        (round.pick("数值", "value"), true),
        (round.pick("已知", "known"), false),
        (round.pick("区间", "range"), false),
        (round.pick("最差", "worst"), false),
        (round.pick("说明", "note"), false),
    ];
    for summary in &superior.summaries {
        let title = summary.summary.title.text(round.language);
        let mut table = Table::begin(out, &format!("{} · {title}", superior.region.name), &heads);
        for total in &summary.totals {
            let disagreement = wording::disagreement(superior, total, round.language);
            let notes: Vec<String> = disagreement.into_iter().chain(wording::sharing(total, round.language)).collect();
            table.row([
                Cell::Name(Markup::of(total.figure.title.text(round.language))),
                Cell::Number(wording::value(total, round.language)),
                Cell::Text(wording::coverage(total, round.language)),
                Cell::Text(wording::bounds(total, round.language)),
                Cell::Text(wording::regions(total.worst.iter().copied(), round.language)),
                Cell::Text(notes.join(round.pick("；", "; "))),
            ]);
        }
        table.end();
    }
    out.raw("</details>\n");
}

fn plan(out: &mut Markup, plan: &PlanProgress<'_>, round: &Round<'_>) {
    let title = plan.plan.title.text(round.language);
    out.raw("<details><summary><h3>").text(title).raw("</h3> <span class=\"soft\">");
    out.raw(round.pick("各项进展", "progress by duty")).raw("</span></summary>\n");
    let occurring: Vec<Standing> = Standing::ALL
        .into_iter()
        .filter(|standing| plan.duties.iter().any(|duty| count(duty, *standing) > 0))
        .collect();
    let mut heads = vec![(round.pick("事项", "duty"), false), (round.pick("时限", "due"), false)];
    heads.extend(occurring.iter().map(|standing| (standing.text(round.language), true)));
    let mut table = Table::begin(out, title, &heads);
    for duty in &plan.duties {
        let mut name = Markup::of(&duty.duty.number);
        name.raw(" ").text(duty.duty.title.text(round.language));
        let due = match duty.due {
            _ if duty.duty.continuous => round.pick("持续", "continuous").to_owned(),
            Some(due) => due.to_string(),
            None => String::new(),
        };
        let first = [Cell::Name(name), Cell::Text(due)];
        table.row(first.into_iter().chain(occurring.iter().map(|standing| Cell::Count(count(duty, *standing)))));
    }
    table.end();
    out.raw("<dl class=\"words\">");
    for standing in occurring {
        out.raw("<dt>").raw(standing.text(round.language)).raw("</dt><dd>").raw(standing.definition(round.language));
        out.raw("</dd>");
    }
    out.raw("</dl>\n</details>\n");
}

fn count(duty: &DutyProgress<'_>, standing: Standing) -> usize {
    duty.regions.iter().filter(|progress| progress.standing == standing).count()
}
