//! The whole at a glance: who handed in, what the rules came to, by level and by superior, and the map.

use super::blocks::Block;
use super::numbers::{Numbers, middle};
use super::table::{Cell, Table};
use super::tally::{self, Tally, class, mark};
use crate::base::markup::Markup;
use crate::base::number::{Number, Rounding};
use crate::check::Kind;
use crate::report::RegionReport;
use crate::report::Round;
use crate::report::picture::map::{self, Tile, Tone};
use crate::rollup::Status;
use crate::score::Scorecard;

/// The statuses that are told with the names of the regions.
const NAMED: [Status; 5] = [Status::Missing, Status::Twice, Status::Unreadable, Status::Late, Status::WrongSuperior];

/// Writes it.
pub(super) fn write(
    out: &mut Markup,
    round: &Round<'_>,
    numbers: &Numbers<'_>,
    blocks: &[Block<'_>],
    pictures: &mut usize,
) {
    out.raw("<section id=\"overview\" aria-labelledby=\"overview-h\">\n<h2 id=\"overview-h\">");
    out.raw(round.pick("总览", "Overview")).raw("</h2>\n");
    figures(out, round);
    deliveries(out, round, numbers);
    let all = tally::all(round.regions);
    if !all.is_empty() {
        by_level(out, round, &all);
        maps(out, round.pick("各地有几个问题", "Problems by region"), blocks, round, pictures, problems, round.pick(
            "✗ 是问题的条数，? 是因为没有报而定不下来的条数；颜色越深问题越多，斜线是一条也定不下来。",
            "✗ counts problems, ? the rules that cannot be decided for want of facts; the darker, the more problems; \
             hatched where nothing is decided.",
        ));
        by_block(out, round, blocks, &all, numbers);
    }
    for (number, system) in round.assessment.standard.systems.iter().enumerate() {
        let card = |report: &RegionReport<'_>| {
            report.scores.iter().any(|card| card.system.id == system.id && card.value.is_some())
        };
        if round.regions.iter().any(card) {
            let title =
                format!("{} · {}", system.title.text(round.language), round.pick("各地得分", "scores by region"));
            maps(
                out,
                &title,
                blocks,
                round,
                pictures,
                |report, round| scored(report, number, round),
                round.pick(
                    "颜色越深得分越高，块里写着得分；斜线是不出分，不是零分。",
                    "The darker, the higher the score, which the tile says; hatched means no score, not zero.",
                ),
            );
        }
    }
    out.raw("</section>\n");
}

/// The few numbers that say how the round stands.
fn figures(out: &mut Markup, round: &Round<'_>) {
    let deliveries = &round.rolled.deliveries.regions;
    let count = |status: Status| deliveries.iter().filter(|delivery| delivery.is(status)).count();
    let all = tally::all(round.regions);
    out.raw("<dl class=\"figures\">\n");
    let mut figure = |class: &'static str, title: &str, count: usize| {
        out.raw("<div class=\"")
            .raw(class)
            .raw("\"><dt>")
            .text(title)
            .raw("</dt><dd>")
            .count(count)
            .raw("</dd></div>\n");
    };
    figure("", round.pick("地区", "regions"), round.regions.len());
    figure("", round.pick("应报", "expected"), deliveries.iter().filter(|delivery| delivery.expected).count());
    figure("", Status::Submitted.text(round.language), count(Status::Submitted));
    for status in NAMED {
        if count(status) > 0 || matches!(status, Status::Missing | Status::Late) {
            figure("", status.text(round.language), count(status));
        }
    }
    for (kind, count) in &all {
        figure(class(*kind), &format!("{} {}", mark(*kind), kind.text(round.language)), *count);
    }
    out.raw("</dl>\n");
}

/// The regions of which something is not as it should be.
fn deliveries(out: &mut Markup, round: &Round<'_>, numbers: &Numbers<'_>) {
    for status in NAMED {
        let of = round.rolled.deliveries.regions.iter().filter(|delivery| delivery.is(status));
        let of: Vec<_> = of.collect();
        if of.is_empty() {
            continue;
        }
        out.raw("<details><summary>").raw(status.text(round.language)).raw(" ").count(of.len()).raw("</summary><p>");
        for (place, delivery) in of.into_iter().enumerate() {
            if place > 0 {
                out.raw(round.comma());
            }
            numbers.region(out, &delivery.region.code, &delivery.region.name);
        }
        out.raw("</p></details>\n");
    }
}

/// The kinds that occur, as columns.
fn columns<'l>(round: &Round<'_>, all: &Tally, first: &[(&'l str, bool)]) -> Vec<(&'l str, bool)> {
    first.iter().copied().chain(all.keys().map(|kind| (kind.text(round.language), true))).collect()
}

fn counts(all: &Tally, own: &Tally) -> Vec<Cell> {
    all.keys().map(|kind| Cell::Count(own.get(kind).copied().unwrap_or(0))).collect()
}

fn by_level(out: &mut Markup, round: &Round<'_>, all: &Tally) {
    out.raw("<h3>").raw(round.pick("按级别", "By level")).raw("</h3>\n");
    let first = [
        (round.pick("级别", "level"), false),
        (round.pick("地区", "regions"), true),
        (round.pick("已报", "submitted"), true),
    ];
    let heads = columns(round, all, &first);
    let mut table = Table::begin(out, round.pick("各级的结论条数", "outcomes by level"), &heads);
    for level in round.assessment.standard.registry.values("level") {
        let own = || round.regions.iter().filter(|report| report.region.level == level);
        let first = [
            Cell::Name(Markup::of(round.level(level))),
            Cell::Count(own().count()),
            Cell::Count(own().filter(|report| report.submitted).count()),
        ];
        table.row(first.into_iter().chain(counts(all, &tally::all(own()))));
    }
    table.end();
}

fn by_block(out: &mut Markup, round: &Round<'_>, blocks: &[Block<'_>], all: &Tally, numbers: &Numbers<'_>) {
    if blocks.len() < 2 {
        return;
    }
    out.raw("<h3>").raw(round.pick("按上级", "By superior")).raw("</h3>\n");
    let first = [
        (round.pick("上级（含本级）", "superior (with itself)"), false),
        (round.pick("地区", "regions"), true),
        (round.pick("已报", "submitted"), true),
    ];
    let heads = columns(round, all, &first);
    let mut table = Table::begin(out, round.pick("各上级所辖的结论条数", "outcomes by superior"), &heads);
    for block in blocks {
        let own = || block.members.iter().copied();
        let mut name = Markup::new();
        match block.head {
            Some(head) => numbers.region(&mut name, &head.code, &head.name),
            None => drop(name.text(block.name(round))),
        }
        let submitted = own().filter(|report| report.submitted).count();
        let first = [Cell::Name(name), Cell::Count(own().count()), Cell::Count(submitted)];
        table.row(first.into_iter().chain(counts(all, &tally::all(own()))));
    }
    table.end();
}

fn maps(
    out: &mut Markup,
    title: &str,
    blocks: &[Block<'_>],
    round: &Round<'_>,
    pictures: &mut usize,
    tile: impl Fn(&RegionReport<'_>, &Round<'_>) -> (String, Tone),
    legend: &'static str,
) {
    let drawn: Vec<map::Block<'_>> = blocks
        .iter()
        .map(|block| map::Block {
            name: if blocks.len() > 1 || block.head.is_some() { block.name(round) } else { "" },
            place: block.place(),
            tiles: block
                .members
                .iter()
                .map(|report| {
                    let (label, tone) = tile(report, round);
                    Tile { name: &report.region.name, label, tone }
                })
                .collect(),
        })
        .collect();
    out.raw("<h3>").text(title).raw("</h3>\n<figure class=\"map\">\n");
    for (class, picture) in
        ["<div class=\"wide\">", "<div class=\"narrow\">"].into_iter().zip(map::draw(title, &drawn, round.language))
    {
        *pictures += 1;
        out.raw(class);
        picture.write(out, *pictures);
        out.raw("</div>\n");
    }
    out.raw("<figcaption>").raw(legend);
    out.raw("</figcaption>\n</figure>\n");
}

/// How many problems a region has, and how many rules cannot be decided.
fn problems(report: &RegionReport<'_>, round: &Round<'_>) -> (String, Tone) {
    if !report.submitted {
        return (round.pick("没有报", "not submitted").to_owned(), Tone::Hatched);
    }
    let tally = tally::of(report);
    let of = |kind: Kind| tally.get(&kind).copied().unwrap_or(0);
    let (count, unknown) = (of(Kind::Problem), of(Kind::Unknown));
    // Where nothing is decided, no problem is nothing to be glad of.
    let decided = [Kind::Problem, Kind::Good, Kind::External, Kind::Pass].into_iter().map(of).sum::<usize>();
    let told = format!("{} {count} · {} {unknown}", mark(Kind::Problem), mark(Kind::Unknown));
    if decided == 0 {
        return (told, Tone::Hatched);
    }
    let tone = match count {
        0 => 0,
        1 | 2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    (told, Tone::Warning(tone))
}

/// The score of a region in a system.
fn scored(report: &RegionReport<'_>, system: usize, round: &Round<'_>) -> (String, Tone) {
    let id = round.assessment.standard.systems.get(system).map(|system| &system.id);
    let card = report.scores.iter().find(|card| Some(&card.system.id) == id);
    match card.and_then(|card| Some((card, card.value.as_ref()?))) {
        Some((card, value)) => (card.published(value), Tone::Step(step(card, &middle(value)))),
        None if card.is_some() => (round.pick("不出分", "no score").to_owned(), Tone::Hatched),
        None => (round.pick("不评", "not scored").to_owned(), Tone::Hatched),
    }
}

/// In which fifth of full marks a score lies.
fn step(card: &Scorecard<'_>, value: &Number) -> u8 {
    let fifths = (value.clone() * Number::from(5)).checked_div(&card.system.total).unwrap_or_else(Number::zero);
    // Rounding down: half a step less, to the nearest.
    let half = Number::one().checked_div(&Number::from(2)).unwrap_or_else(Number::zero);
    let fifth = (fifths - half).rounded(0, Rounding::HalfUp).to_i64().unwrap_or(0);
    u8::try_from(fifth.clamp(0, 4)).unwrap_or(0)
}
