//! The scores of each system: how they are distributed, and in what order they stand.

use super::numbers::{Numbers, middle};
use super::table::{Cell, Table};
use crate::base::markup::Markup;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::diagnostic::Language;
use crate::report::picture::{distribution, ranking};
use crate::report::{Round, wording};
use crate::score::{Scorecard, Withheld};
use crate::standard::indicator::IndicatorSystem;
use crate::standard::registry::Region;
use std::collections::BTreeMap;

/// A region with its card.
type Entry<'r> = (&'r Region, &'r Scorecard<'r>);

/// Writes a part for each system that scores a region.
pub(super) fn write(out: &mut Markup, round: &Round<'_>, numbers: &Numbers<'_>, pictures: &mut usize) {
    if round.regions.iter().all(|report| report.scores.is_empty()) {
        return;
    }
    out.raw("<section id=\"scores\" aria-labelledby=\"scores-h\">\n<h2 id=\"scores-h\">");
    out.raw(round.pick("评分", "Scores")).raw("</h2>\n");
    for system in &round.assessment.standard.systems {
        let entries: Vec<Entry<'_>> = round
            .regions
            .iter()
            .flat_map(|report| report.scores.iter().map(move |card| (report.region, card)))
            .filter(|(_, card)| card.system.id == system.id)
            .collect();
        if !entries.is_empty() {
            self::system(out, system, entries, round, numbers, pictures);
        }
    }
    out.raw("</section>\n");
}

fn system(
    out: &mut Markup,
    system: &IndicatorSystem,
    entries: Vec<Entry<'_>>,
    round: &Round<'_>,
    numbers: &Numbers<'_>,
    pictures: &mut usize,
) {
    out.raw("<h3>").text(system.title.text(round.language)).raw("</h3>\n");
    let ends = ends(system, &entries);
    let values: Vec<Number> = entries.iter().filter_map(|(_, card)| card.value.as_ref().map(middle)).collect();
    summary(out, system, &entries, values.len(), round);
    if !values.is_empty() {
        let title = round.pick("得分分布", "Distribution of scores");
        let without = entries.len() - values.len();
        *pictures += 1;
        out.raw("<figure>");
        distribution::draw(title.to_owned(), &values, without, (&ends.0, &ends.1), round.language)
            .write(out, *pictures);
        out.raw("<figcaption>").raw(round.pick(
            "得分落在十段里各有几个地区；斜线是不出分的。",
            "How many regions lie in each tenth; hatched are those without a score.",
        ));
        out.raw("</figcaption></figure>\n");
    }
    let mut classes: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
    for (region, card) in entries {
        let class = system.ranking.as_ref().map_or("", |ranking| ranking.among.class(region));
        classes.entry(class).or_default().push((region, card));
    }
    for (class, mut entries) in classes {
        let above = round.assessment.standard.registry.get(class).map(|region| region.name.as_str());
        let title = match above {
            _ if class.is_empty() => String::new(),
            Some(above) => format!(" · {above}"),
            None => format!(" · {}", round.level(class)),
        };
        // Who has a place stands in its order, then scores without one, then the rest as the registry has them.
        entries.sort_by_key(|(_, card)| {
            let value = card.value.as_ref().map(|value| std::cmp::Reverse(middle(value)));
            (card.rank.is_none(), card.rank.map(|rank| rank.place), value.is_none(), value)
        });
        out.raw("<div class=\"beside\">\n");
        order(out, &title, &entries, &ends, round, pictures);
        table(out, &title, &entries, round, numbers);
        out.raw("</div>\n");
    }
}

/// From where to where the scores and what the unknown can make of them go.
fn ends(system: &IndicatorSystem, entries: &[Entry<'_>]) -> (Number, Number) {
    let lowest = entries.iter().flat_map(|(_, card)| card.lower.iter().chain(&card.value)).map(|end| end.low().clone());
    let highest =
        entries.iter().flat_map(|(_, card)| card.upper.iter().chain(&card.value)).map(|end| end.high().clone());
    (lowest.fold(Number::zero(), Number::min), highest.fold(system.total.clone(), Number::max))
}

fn summary(out: &mut Markup, system: &IndicatorSystem, entries: &[Entry<'_>], scored: usize, round: &Round<'_>) {
    out.raw("<p>").text(&match round.language {
        Language::Zh => format!("满分 {}；评 {} 个地区，{scored} 个有得分。", system.total, entries.len()),
        Language::En => format!("Full marks {}; {} region(s), {scored} with a score.", system.total, entries.len()),
    });
    let mut withheld: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (_, card) in entries {
        if let Some(reason) = card.withheld {
            *withheld.entry(self::withheld(reason, round.language)).or_default() += 1;
        }
    }
    for (reason, count) in withheld {
        out.raw(" <span class=\"chip\">").raw(reason).raw(" ").count(count).raw("</span>");
    }
    for grade in system.grades.iter().map(|grade| &grade.title) {
        let count = entries.iter().filter(|(_, card)| card.grade == Some(grade)).count();
        out.raw(" <span class=\"chip\">").text(grade.text(round.language)).raw(" ").count(count).raw("</span>");
    }
    out.raw("</p>\n");
    if system.ranking.is_none() {
        out.raw("<p class=\"soft\">").raw(round.pick(
            "这个指标体系不排名，表按得分排列。",
            "This system ranks nobody; the table is in the order of the scores.",
        ));
        out.raw("</p>\n");
    }
}

fn order(
    out: &mut Markup,
    title: &str,
    entries: &[Entry<'_>],
    (from, to): &(Number, Number),
    round: &Round<'_>,
    pictures: &mut usize,
) {
    let rows: Vec<ranking::Row<'_>> = entries
        .iter()
        .filter(|(_, card)| card.withheld != Some(Withheld::NothingKnown))
        .map(|(region, card)| ranking::Row {
            place: card.rank.map(|rank| rank.place),
            ranks: ranks(region, card, round),
            name: &region.name,
            value: card.value.as_ref().map(|value| (middle(value), card.published(value))),
            without: card.withheld.map_or("", |reason| withheld(reason, round.language)),
            lower: card.lower.as_ref().map(middle),
            upper: card.upper.as_ref().map(middle),
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    let left = entries.len() - rows.len();
    out.raw("<figure>");
    for part in rows.chunks(ranking::ROWS) {
        *pictures += 1;
        let title = format!("{}{title}", round.pick("得分与可能区间", "Scores and the range still open"));
        ranking::draw(title, part, (from, to), round.language).write(out, *pictures);
    }
    out.raw("<figcaption>").raw(round.pick(
        "圆点是得分，横条是没有报的数还能把它变成的范围；斜线是不出分，不是零分。",
        "The dot is the score, the bar the range that the unknown still leaves open; hatched means no score, not zero.",
    ));
    if left > 0 {
        out.text(&match round.language {
            Language::Zh => format!("另有 {left} 个地区指标无一已知，没有画。"),
            Language::En => format!(" {left} region(s) of which no indicator is known are not drawn."),
        });
    }
    out.raw("</figcaption></figure>\n");
}

/// The best and the worst place at which a region was seen under other choices.
pub(super) fn ranks(region: &Region, card: &Scorecard<'_>, round: &Round<'_>) -> Option<(usize, usize)> {
    let found = round.robustness().iter().find(|found| found.system.id == card.system.id)?;
    let seen = found.standings.iter().find(|standing| standing.region.code == region.code)?.seen?;
    Some((usize::try_from(seen.least).ok()?, usize::try_from(seen.most).ok()?))
}

fn table(out: &mut Markup, title: &str, entries: &[Entry<'_>], round: &Round<'_>, numbers: &Numbers<'_>) {
    let with_ranks = entries.iter().any(|(region, card)| ranks(region, card, round).is_some());
    let with_places = entries.iter().any(|(_, card)| card.rank.is_some());
    // Those of whom nothing is known are named below the table.
    let (silent, entries): (Vec<&Entry<'_>>, Vec<&Entry<'_>>) =
        entries.iter().partition(|(_, card)| card.withheld == Some(Withheld::NothingKnown));
    let with_grades = entries.iter().any(|(_, card)| card.grade.is_some() || card.possible_grades.is_some());
    let mut heads = vec![(round.pick("地区", "region"), false)];
    if with_places {
        heads.push((round.pick("名次", "place"), true));
    }
    heads.extend([
        (round.pick("得分", "score"), true),
        (round.pick("可能区间", "range"), true),
        (round.pick("覆盖", "coverage"), true),
    ]);
    if with_ranks {
        heads.push((round.pick("名次区间", "places"), true));
    }
    if with_grades {
        heads.push((round.pick("等次", "grade"), false));
    }
    let caption = format!("{}{title}", round.pick("各地得分", "scores"));
    out.raw("<div>");
    let mut table = Table::begin(out, &caption, &heads);
    for (region, card) in entries {
        let mut name = Markup::new();
        numbers.region(&mut name, &region.code, &region.name);
        let mut cells = vec![Cell::Name(name)];
        if with_places {
            cells.push(Cell::Number(card.rank.map(|rank| rank.place.to_string()).unwrap_or_default()));
        }
        cells.extend([Cell::Number(value(card, round)), Cell::Number(range(card)), Cell::Number(coverage(card))]);
        if with_ranks {
            let ranks = ranks(region, card, round).map(|(best, worst)| format!("{best}–{worst}"));
            cells.push(Cell::Number(ranks.unwrap_or_default()));
        }
        if with_grades {
            let possible = wording::possible_grades(card, round.language).unwrap_or_default();
            cells.push(Cell::Text(format!("{}{possible}", card.grade.map_or("", |grade| grade.text(round.language)))));
        }
        table.row(cells);
    }
    table.end();
    if !silent.is_empty() {
        out.raw("<details><summary>").raw(withheld(Withheld::NothingKnown, round.language)).raw(" ");
        out.count(silent.len()).raw("</summary><p>");
        for (place, (region, _)) in silent.into_iter().enumerate() {
            if place > 0 {
                out.raw(round.comma());
            }
            numbers.region(out, &region.code, &region.name);
        }
        out.raw("</p></details>\n");
    }
    out.raw("</div>\n");
}

/// The score as it is published, or why there is none.
pub(super) fn value(card: &Scorecard<'_>, round: &Round<'_>) -> String {
    match (&card.value, card.withheld) {
        (Some(value), _) => card.published(value),
        (None, reason) => reason.map_or("", |reason| withheld(reason, round.language)).to_owned(),
    }
}

/// The range that the unknown leaves open, as it is published.
pub(super) fn range(card: &Scorecard<'_>) -> String {
    let end = |end: &Option<Real>| end.as_ref().map_or_else(|| "…".to_owned(), |end| card.published(end));
    format!("{} – {}", end(&card.lower), end(&card.upper))
}

/// How much is known, in percent.
pub(super) fn coverage(card: &Scorecard<'_>) -> String {
    format!("{}%", (card.coverage.clone() * Number::from(100)).decimal(1, card.system.rounding))
}

/// Why there is no score, in a few words.
pub(super) fn withheld(reason: Withheld, language: Language) -> &'static str {
    match (reason, language) {
        (Withheld::NothingKnown, Language::Zh) => "无一已知",
        (Withheld::Vetoed, Language::Zh) => "被否决",
        (Withheld::Held, Language::Zh) => "缺必报项",
        (Withheld::LowCoverage, Language::Zh) => "覆盖不足",
        (Withheld::NothingApplies, Language::Zh) => "不适用",
        (Withheld::NoWeights, Language::Zh) => "得不出权重",
        (Withheld::NoWeights, Language::En) => "no weights",
        (Withheld::NothingKnown, Language::En) => "nothing known",
        (Withheld::Vetoed, Language::En) => "vetoed",
        (Withheld::Held, Language::En) => "incomplete",
        (Withheld::LowCoverage, Language::En) => "too little",
        (Withheld::NothingApplies, Language::En) => "n/a",
    }
}
