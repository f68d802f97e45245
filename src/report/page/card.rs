//! The scores of one region: how it stands beside its peers, what its score is made of, and the arithmetic of every line.

use super::facts;
use super::findings::clauses;
use super::matrix;
use super::numbers::{Numbers, middle};
use super::standings::{coverage, range, ranks, value};
use super::table::{Cell, Table};
use crate::base::markup::Markup;
use crate::base::number::{Number, Rounding};
use crate::base::real::Real;
use crate::diagnostic::Language;
use crate::report::picture::contribution::{self, Sort};
use crate::report::picture::profile::{self, Quartiles};
use crate::report::{RegionReport, Round, wording};
use crate::score::{GroupFigure, Line, Measurement, Part, Sampled, Scorecard, State, Withheld};
use std::collections::BTreeMap;

/// The most groups that a profile shows; of more, only the outermost are shown.
const MOST_ROWS: usize = 16;

/// The most characters of points in a table.
const LEGIBLE: usize = 9;

/// The known shares of each group or indicator, by system, level and id.
#[derive(Debug)]
pub(super) struct Shares<'r>(BTreeMap<(&'r str, &'r str, &'r str), Option<Quartiles>>);

impl<'r> Shares<'r> {
    /// Those of all regions of a round.
    pub fn of(round: &Round<'r>) -> Self {
        let mut shares: BTreeMap<(&'r str, &'r str, &'r str), Vec<Number>> = BTreeMap::new();
        for report in round.regions {
            for card in &report.scores {
                for part in parts(card, round.language) {
                    if let Some(share) = part.share {
                        shares.entry((&card.system.id, &report.region.level, part.id)).or_default().push(share);
                    }
                }
            }
        }
        Self(shares.into_iter().map(|(key, shares)| (key, Quartiles::of(shares))).collect())
    }
}

/// A group or an indicator, as a profile shows it.
struct ProfilePart<'c> {
    id: &'c str,
    title: String,
    share: Option<Number>,
    bounds: Option<(Number, Number)>,
}

fn parts<'c>(card: &'c Scorecard<'_>, language: Language) -> Vec<ProfilePart<'c>> {
    let deepest = if card.groups.len() > MOST_ROWS { 0 } else { usize::MAX };
    let groups = card.groups.iter().filter(|group| group.depth <= deepest).map(|group| of_group(group, language));
    if !card.groups.is_empty() {
        return groups.collect();
    }
    let lines = card.lines.iter().filter(|line| matches!(line.part, Part::Indicator { .. }));
    lines.map(|line| of_line(line, language)).collect()
}

fn of_group<'c>(group: &'c GroupFigure<'_>, language: Language) -> ProfilePart<'c> {
    let figure = &group.figure;
    // What counts as nothing because it is not known is not shown as nothing.
    let share = figure.value.as_ref().filter(|_| !figure.known.is_zero()).map(middle);
    let bounds = figure.lower.as_ref().map(middle).zip(figure.upper.as_ref().map(middle));
    ProfilePart {
        id: group.id,
        title: format!("{}{}", "　".repeat(group.depth), group.title.text(language)),
        share,
        bounds,
    }
}

fn of_line<'c>(line: &'c Line<'_>, language: Language) -> ProfilePart<'c> {
    let share = match &line.measurement {
        Measurement::Known { share, .. } => Some(middle(share)),
        _ => None,
    };
    ProfilePart { id: line.id, title: line.title.text(language).to_owned(), share, bounds: None }
}

/// Writes the cards of a region.
pub(super) fn write(
    out: &mut Markup,
    report: &RegionReport<'_>,
    round: &Round<'_>,
    numbers: &Numbers<'_>,
    shares: &Shares<'_>,
    pictures: &mut usize,
) {
    for card in &report.scores {
        out.raw("<section class=\"card\"><h4>").text(card.system.title.text(round.language)).raw("</h4>\n<p>");
        out.raw("<strong>").text(&value(card, round)).raw("</strong>");
        if let Some(rank) = card.rank {
            out.raw(" · ").text(&match round.language {
                Language::Zh => format!("第 {} 名（共 {}）", rank.place, rank.of),
                Language::En => format!("place {} of {}", rank.place, rank.of),
            });
            if let Some(pairs) = rank.pairs {
                out.text(&wording::pairs(pairs, round.language));
            }
        }
        if let Some((best, worst)) = ranks(report.region, card, round) {
            out.raw(" · ").raw(round.pick("名次区间 ", "places ")).text(&format!("{best}–{worst}"));
        }
        if let Some(grade) = card.grade {
            out.raw(" · ").text(grade.text(round.language));
        }
        if let Some(possible) = wording::possible_grades(card, round.language) {
            out.text(&possible);
        }
        out.raw(" · ").raw(round.pick("可能区间 ", "range ")).text(&range(card));
        out.raw(" · ").raw(round.pick("覆盖 ", "coverage ")).text(&coverage(card)).raw("</p>\n");
        if card.withheld != Some(Withheld::NothingKnown) {
            out.raw("<div class=\"beside\">");
            profile(out, report, card, round, shares, pictures);
            contribution(out, report, card, round, pictures);
            out.raw("</div>");
            matrix::write(out, card, round);
            lines(out, report, card, round, numbers);
        }
        out.raw("</section>\n");
    }
}

fn profile(
    out: &mut Markup,
    report: &RegionReport<'_>,
    card: &Scorecard<'_>,
    round: &Round<'_>,
    shares: &Shares<'_>,
    pictures: &mut usize,
) {
    let parts = parts(card, round.language);
    if parts.iter().all(|part| part.share.is_none()) {
        return;
    }
    let quartiles = |id: &str| {
        let key = (card.system.id.as_str(), report.region.level.as_str(), id);
        shares.0.get(&key).cloned().flatten()
    };
    let rows: Vec<profile::Row<'_>> = parts
        .iter()
        .map(|part| profile::Row {
            title: &part.title,
            share: part.share.clone(),
            bounds: part.bounds.clone(),
            peers: quartiles(part.id),
        })
        .collect();
    let of = rows.iter().filter_map(|row| row.peers.as_ref()).map(|peers| peers.of).max();
    *pictures += 1;
    out.raw("<figure><figcaption>").raw(round.pick("和同级地区比", "Beside its peers")).raw("</figcaption>");
    let title = format!("{} {}", report.region.name, round.pick("各组得分占比", "shares by group"));
    profile::draw(title, &rows, round.language).write(out, *pictures);
    out.raw("<p class=\"soft\">").text(&match (round.language, of) {
        (Language::Zh, Some(of)) => format!("圆点：本地；浅色带：{of} 个同级地区的中间一半；竖线：中位数"),
        (Language::Zh, None) => "圆点：本地；同级地区不足三个有数，不比".to_owned(),
        (Language::En, Some(of)) => format!("dot: this region; band: the middle half of {of} peers; upright: median"),
        (Language::En, None) => "dot: this region; fewer than three peers are known".to_owned(),
    });
    out.raw("</p></figure>\n");
}

fn contribution(
    out: &mut Markup,
    report: &RegionReport<'_>,
    card: &Scorecard<'_>,
    round: &Round<'_>,
    pictures: &mut usize,
) {
    let rows: Vec<contribution::Row<'_>> = card
        .lines
        .iter()
        .filter_map(|line| {
            let sort = match line.part {
                Part::Indicator { .. } => Sort::Indicator,
                Part::Bonus => Sort::Bonus,
                Part::Deduction => Sort::Deduction,
                Part::Veto => return None,
            };
            let points = line.points().map(middle);
            let told = match &points {
                Some(points) => format!("{} / {}", short(points), short(&line.full)),
                None => format!("{} / {}", state(line, round), short(&line.full)),
            };
            Some(contribution::Row {
                title: line.title.text(round.language),
                sort,
                full: line.full.clone(),
                points,
                told,
            })
        })
        .collect();
    let total = card.value.as_ref().filter(|value| is_sum(card, value)).map(|value| contribution::Total {
        value: middle(value),
        full: card.system.total.clone(),
        told: format!("{} / {}", card.published(value), short(&card.system.total)),
    });
    *pictures += 1;
    out.raw("<figure><figcaption>").raw(round.pick("得分从哪里来", "What the score is made of")).raw("</figcaption>");
    let title = format!("{} {}", report.region.name, round.pick("各项得分", "points by line"));
    contribution::draw(title, total.as_ref(), &rows, round.language).write(out, *pictures);
    out.raw("</figure>\n");
}

/// Whether the points of the lines make up the score, so that they may be drawn end to end.
fn is_sum(card: &Scorecard<'_>, value: &Real) -> bool {
    let mut sum = Real::zero();
    for line in &card.lines {
        let Some(points) = line.points() else { continue };
        sum = if line.part == Part::Deduction { sum - points.clone() } else { sum + points.clone() };
    }
    // Enclosures of one irrational number overlap; different numbers hardly do.
    sum.low() <= value.high() && value.low() <= sum.high()
}

/// Points as the table shows them: exact where that is short; the arithmetic has them exact in any case.
fn legible(points: &Real) -> String {
    let exact = points.to_string();
    if exact.len() <= LEGIBLE { exact } else { format!("≈{}", middle(points).rounded(4, Rounding::HalfEven)) }
}

/// A number to two decimals at most, for bars; the exact one stands in the table.
fn short(number: &Number) -> String {
    number.rounded(2, Rounding::HalfEven).to_string()
}

fn state(line: &Line<'_>, round: &Round<'_>) -> &'static str {
    match line.state() {
        State::Known => "",
        State::Unknown => round.pick("未报", "not reported"),
        State::StandIn => round.pick("代用", "stand-in"),
        State::NotApplicable => round.pick("不适用", "n/a"),
    }
}

/// Every line with its arithmetic, its clauses and its facts.
fn lines(out: &mut Markup, report: &RegionReport<'_>, card: &Scorecard<'_>, round: &Round<'_>, numbers: &Numbers<'_>) {
    let own = format!("{}:", report.region.code);
    let title = round.pick("逐项算式、依据和事实", "The arithmetic, clauses and facts of each line");
    out.raw("<details><summary>").raw(title).raw("</summary>\n");
    groups(out, card, round);
    let heads = [
        (round.pick("项目", "line"), false),
        (round.pick("得分", "points"), true),
        (round.pick("满分", "full"), true),
        (round.pick("怎么算", "arithmetic"), false),
        (round.pick("依据和事实", "clauses and facts"), false),
    ];
    let mut table = Table::begin(out, title, &heads);
    for line in &card.lines {
        let mut name = Markup::of(line.title.text(round.language));
        let part = match line.part {
            Part::Indicator { .. } => "",
            Part::Bonus => round.pick("（加分）", " (bonus)"),
            Part::Deduction => round.pick("（扣分）", " (deduction)"),
            Part::Veto => round.pick("（否决）", " (veto)"),
        };
        name.raw(part);
        let mut how = Markup::new();
        match &line.measurement {
            Measurement::Known { arithmetic, .. } | Measurement::StandIn { arithmetic, .. } => {
                how.raw("<code>").text(arithmetic).raw("</code>");
            }
            Measurement::NotApplicable(reason) => drop(how.text(round.choose(reason))),
            Measurement::Struck(true) => drop(how.raw(round.pick("否决：成立", "struck"))),
            Measurement::Struck(false) => drop(how.raw(round.pick("不成立", "does not hold"))),
            Measurement::Unknown => drop(how.raw(round.pick("未报", "not reported"))),
        }
        if let Some(sampled) = &line.sampled {
            how.raw("<p class=\"soft\">").text(&sample(sampled, round)).raw("</p>");
        }
        let points = line.points().map_or_else(|| state(line, round).to_owned(), legible);
        let full = if line.part == Part::Veto { String::new() } else { line.full.to_string() };
        let mut why = Markup::new();
        clauses(&mut why, line.clauses.iter().map(|clause| clause.value.as_str()), round, numbers);
        facts::write(&mut why, &line.facts, &own, round);
        table.row([Cell::Name(name), Cell::Number(points), Cell::Number(full), Cell::Markup(how), Cell::Markup(why)]);
    }
    table.end();
    out.raw("</details>\n");
}

/// How many were asked, whether that is enough, and what follows for the measure and its points.
fn sample(sampled: &Sampled, round: &Round<'_>) -> String {
    let percent = (sampled.confidence.clone() * Number::from(100)).to_string();
    let mut told = match (round.language, sampled.is_enough()) {
        (Language::Zh, true) => format!("样本 {}（至少 {}）", sampled.size, sampled.least),
        (Language::Zh, false) => format!("样本 {}，少于 {}，按未报算", sampled.size, sampled.least),
        (Language::En, true) => format!("sample of {} (at least {})", sampled.size, sampled.least),
        (Language::En, false) => format!("sample of {}, fewer than {}: not known", sampled.size, sampled.least),
    };
    if let Some((low, high)) = &sampled.interval {
        told += &match round.language {
            Language::Zh => format!("；{percent}% 置信区间 {low}–{high}"),
            Language::En => format!("; {percent}% confidence {low}–{high}"),
        };
    }
    if let Some((least, most)) = &sampled.points {
        let (least, most) = (short(least), short(most));
        told += &match round.language {
            Language::Zh => format!("，合 {least}–{most} 分"),
            Language::En => format!(", worth {least}–{most} points"),
        };
    }
    told
}

fn groups(out: &mut Markup, card: &Scorecard<'_>, round: &Round<'_>) {
    if card.groups.is_empty() {
        return;
    }
    let heads = [
        (round.pick("组", "group"), false),
        (round.pick("得分占比", "share"), true),
        (round.pick("满分", "full"), true),
        (round.pick("最少", "at least"), true),
        (round.pick("最多", "at most"), true),
    ];
    let mut table = Table::begin(out, round.pick("各组", "groups"), &heads);
    for group in &card.groups {
        let percent = |share: &Option<Real>| share.as_ref().map(|share| profile::percent(&middle(share)));
        let value = percent(&group.figure.value).filter(|_| !group.figure.known.is_zero());
        let mut name = Markup::of(&"　".repeat(group.depth));
        name.text(group.title.text(round.language));
        table.row([
            Cell::Name(name),
            Cell::Number(value.unwrap_or_else(|| round.pick("未报", "not reported").to_owned())),
            Cell::Number(group.full.to_string()),
            Cell::Number(percent(&group.figure.lower).unwrap_or_default()),
            Cell::Number(percent(&group.figure.upper).unwrap_or_default()),
        ]);
    }
    table.end();
}
