//! What the round says of the indicator systems themselves, in words that need no statistics.

use super::table::{Cell, Table};
use crate::base::markup::Markup;
use crate::base::number::{Number, Rounding};
use crate::coherence::{Coherence, FEWEST, Indicator, LeftOut, Omission, Skipped};
use crate::diagnostic::Language;
use crate::report::Round;
use crate::standard::registry::Region;

/// Writes a part for each system that scores a region.
pub(super) fn write(out: &mut Markup, round: &Round<'_>) {
    let examined = round.coherence();
    if examined.is_empty() {
        return;
    }
    out.raw("<section id=\"coherence\" aria-labelledby=\"coherence-h\">\n<h2 id=\"coherence-h\">");
    out.raw(round.pick("指标体系体检", "The indicators themselves")).raw("</h2>\n<p class=\"soft\">");
    out.raw(round.pick(
        "这些是给标准起草人的提问，不是地区的问题；是否要改，由人判断。",
        "These are questions for the authors, not findings about regions; whether to change anything is for people to say.",
    ));
    out.raw("</p>\n");
    for coherence in examined {
        system(out, coherence, round);
    }
    out.raw("</section>\n");
}

fn system(out: &mut Markup, coherence: &Coherence<'_>, round: &Round<'_>) {
    out.raw("<h3>").text(coherence.system.title.text(round.language)).raw("</h3>\n");
    remarks(out, coherence, round);
    if coherence.complete < FEWEST {
        out.raw("<p>").text(&match round.language {
            Language::Zh => format!(
                "全部已知的地区只有 {} 个，不到 {FEWEST} 个，所以各指标的实际影响还比不出来。",
                coherence.complete
            ),
            Language::En => format!(
                "All is known of {} region(s) only, fewer than {FEWEST}, so that weights at work cannot be compared yet.",
                coherence.complete
            ),
        });
        out.raw("</p>\n");
    }
    for text in skipped(coherence, round) {
        out.raw("<p>").raw(text).raw("</p>\n");
    }
    let heads = [
        (round.pick("指标", "indicator"), false),
        (round.pick("已知", "known"), true),
        (round.pick("未报", "not reported"), true),
        (round.pick("不适用", "n/a"), true),
        (round.pick("名义权重", "weight as written"), true),
        (round.pick("实际影响", "weight at work"), true),
        (round.pick("去掉它，名次变的地区", "places that change without it"), true),
        (round.pick("平均变几名", "by how many on average"), true),
        (round.pick("最多变几名", "by how many at most"), true),
        (round.pick("不报反而分高的地区", "regions that gain by not reporting"), true),
    ];
    out.raw("<details><summary>").raw(round.pick("逐个指标", "indicator by indicator")).raw("</summary>\n<p>");
    out.text(&match round.language {
        Language::Zh => format!(
            "实际影响：各地得分的差别有多少出在这个指标上，按全部已知的 {} 个地区算，合起来是 100%。",
            coherence.complete
        ),
        Language::En => format!(
            "Weight at work: how much of the differences between scores comes from the indicator, over the {} region(s) of \
             which all is known; together 100%.",
            coherence.complete
        ),
    });
    out.raw("</p>\n<p>").raw(round.pick(
        "去掉它：这个指标当作对谁都不适用，其余指标按标准自己的办法重新算权重，再排一次名次。不报反而分高：哪些地区已经报了、没有拿满分，\
         要是不报，按标准对缺报的处理，得分反而更高。两样都只动这一个指标，别的地区报的数、由数值定的权重都不变。",
        "Without it: the indicator is taken as applying to nobody, the others get the weights that the standard then gives them, and \
         places are given again. Gain by not reporting: regions that report it, have less than its full points, and would score \
         higher if they did not report it, as the standard treats what is missing. Both change this one indicator only; what others \
         report, and weights that values decide, stay as they are.",
    ));
    out.raw("</p>\n");
    let mut table =
        Table::begin(out, round.pick("指标的报送和权重", "indicators: what is reported, and weights"), &heads);
    for indicator in &coherence.indicators {
        table.row([
            Cell::Name(Markup::of(indicator.title.text(round.language))),
            Cell::Count(indicator.known),
            Cell::Count(indicator.missing),
            Cell::Count(indicator.not_applicable),
            Cell::Number(percent(&indicator.nominal)),
            Cell::Number(indicator.effective.as_ref().map(percent).unwrap_or_default()),
            count(indicator.left_out.as_ref().map(|own| own.moved)),
            Cell::Number(indicator.left_out.as_ref().map(mean_move).unwrap_or_default()),
            furthest(indicator),
            count(indicator.omission.as_ref().map(|own| own.gaining)),
        ]);
    }
    table.end();
    out.raw("</details>\n");
}

/// A count of which zero says something; nothing where it was not asked.
fn count(count: Option<usize>) -> Cell {
    Cell::Number(count.map(|count| count.to_string()).unwrap_or_default())
}

fn mean_move(left_out: &LeftOut<'_>) -> String {
    left_out.mean.decimal(2, Rounding::HalfEven)
}

/// What was not looked at, and why. Of a system that ranks nobody, nobody asks for places.
fn skipped(coherence: &Coherence<'_>, round: &Round<'_>) -> Vec<&'static str> {
    let left_out = match coherence.left_out_skipped {
        Some(Skipped::TooFew) => Some(round.pick(
            "有名次的地区不到 3 个，所以没有比较去掉各指标以后的名次。",
            "Fewer than 3 regions have a place, so places without each indicator were not compared.",
        )),
        Some(Skipped::TooMuch) => Some(round.pick(
            "地区和指标太多，没有逐个去掉指标重排名次。",
            "There are too many regions and indicators to give places again without each indicator.",
        )),
        Some(Skipped::Unranked) | None => None,
    };
    let omission = coherence.omission_skipped.map(|_| {
        round.pick(
            "地区和指标太多，没有逐个试不报会不会反而分高。",
            "There are too many regions and indicators to try whether not reporting each one pays.",
        )
    });
    left_out.into_iter().chain(omission).collect()
}

/// What is worth a question, one sentence each.
fn remarks(out: &mut Markup, coherence: &Coherence<'_>, round: &Round<'_>) {
    let mut told: Vec<String> = Vec::new();
    for indicator in &coherence.indicators {
        told.extend(of_indicator(indicator, round.language));
    }
    for pair in &coherence.pairs {
        let [one, other] = pair.titles.map(|title| title.text(round.language));
        let regions = pair.regions;
        told.push(match (round.language, pair.opposed) {
            (Language::Zh, false) => format!("“{one}”和“{other}”几乎总是一起高一起低（{regions} 个地区）：是不是量了两遍同一件事？"),
            (Language::Zh, true) => format!("“{one}”高的地方“{other}”几乎总是低（{regions} 个地区）：两个要求是不是互相抵消？"),
            (Language::En, false) => {
                format!("“{one}” and “{other}” almost always rise and fall together ({regions} regions): are they one thing?")
            }
            (Language::En, true) => {
                format!("Where “{one}” is high, “{other}” is almost always low ({regions} regions): do they cancel out?")
            }
        });
    }
    for doubled in &coherence.doubled {
        let [one, other] = doubled.titles.map(|title| title.text(round.language));
        let standard = round.assessment.standard;
        let title = |(record, name): &(String, String)| {
            let member = standard.record(record).and_then(|record| record.member(name));
            member.map_or(name.clone(), |member| member.title.text(round.language).to_owned())
        };
        let fields = doubled.fields.iter().map(title).collect::<Vec<_>>().join(round.comma());
        told.push(match round.language {
            Language::Zh => format!("“{one}”和“{other}”用的是同样的字段（{fields}）：会不会算了两遍？"),
            Language::En => {
                format!("“{one}” and “{other}” read the same fields ({fields}): does something count twice?")
            }
        });
    }
    if told.is_empty() {
        out.raw("<p>")
            .raw(round.pick("就现有的数看，没有要问的。", "As far as the figures go, there is nothing to ask."))
            .raw("</p>\n");
        return;
    }
    out.raw("<ul>\n");
    for remark in told {
        out.raw("<li>").text(&remark).raw("</li>\n");
    }
    out.raw("</ul>\n");
}

fn of_indicator(indicator: &Indicator<'_>, language: Language) -> Vec<String> {
    let title = indicator.title.text(language);
    let known = indicator.known;
    let mut told = Vec::new();
    if let (Some(share), false) = (&indicator.constant, indicator.is_exhausted()) {
        let share = percent(share);
        told.push(match language {
            Language::Zh => format!("“{title}”：已知的 {known} 个地区得分都一样（{share}），分不出高下。"),
            Language::En => {
                format!("“{title}”: all {known} regions known have the same share ({share}); it tells nobody apart.")
            }
        });
    } else if indicator.is_exhausted() {
        told.push(match language {
            Language::Zh => format!("“{title}”：已知的 {known} 个地区全是满分，分不出高下。"),
            Language::En => format!("“{title}”: all {known} regions known have full points; it tells nobody apart."),
        });
    }
    if indicator.against_group {
        told.push(match language {
            Language::Zh => format!("“{title}”和它所在的组反着走：组里总分越高，它反而越低。方向是不是写反了？"),
            Language::En => format!("“{title}” falls where its group rises: is its direction the wrong way round?"),
        });
    }
    if let Some(effective) = indicator.effective.as_ref().filter(|_| indicator.is_out_of_weight()) {
        let (nominal, effective) = (percent(&indicator.nominal), percent(effective));
        told.push(match language {
            Language::Zh => format!("“{title}”写的权重是 {nominal}，实际影响是 {effective}。"),
            Language::En => format!("“{title}” is meant to weigh {nominal} and weighs {effective} at work."),
        });
    }
    if let Some(cliff) = &indicator.cliff {
        let (edge, regions) = (&cliff.edge, cliff.regions);
        told.push(match language {
            Language::Zh => format!("“{title}”：{regions} 个地区差一点不到 {edge} 这一档，差一点就少一截分。"),
            Language::En => {
                format!("“{title}”: {regions} regions lie just below the step at {edge}; a little costs them much.")
            }
        });
    }
    told.extend(indicator.left_out.as_ref().and_then(|own| of_left_out(title, own, language)));
    told.extend(indicator.omission.as_ref().and_then(|own| of_omission(title, own, language)));
    told
}

fn of_left_out(title: &str, left_out: &LeftOut<'_>, language: Language) -> Option<String> {
    let compared = left_out.compared;
    left_out.decides_nothing().then(|| match language {
        Language::Zh => format!("“{title}”：去掉它，{compared} 个有名次的地区谁的名次都不变。量它是为了什么？"),
        Language::En => {
            format!("“{title}”: without it, none of the {compared} places would change; what is it measured for?")
        }
    })
}

fn of_omission(title: &str, omission: &Omission<'_>, language: Language) -> Option<String> {
    let gain = omission.largest.as_ref()?;
    let (tried, gaining) = (omission.tried, omission.gaining);
    let (name, points) = (name(gain.region), points(gain.points.low()));
    Some(match language {
        Language::Zh => format!(
            "“{title}”：没有拿满分的 {tried} 个地区里，有 {gaining} 个不报它反而分更高（最多的是{name}，高 {points} 分）。\
             缺报的处理办法是不是在奖励少报？"
        ),
        Language::En => format!(
            "“{title}”: of {tried} region(s) below its full points, {gaining} would score higher without reporting it (most of \
             all {name}, by {points}). Does the treatment of what is missing reward silence?"
        ),
    })
}

fn name(region: &Region) -> &str {
    if region.name.is_empty() { &region.code } else { &region.name }
}

/// Points, as far as anybody wants to know; never nothing for something.
fn points(points: &Number) -> String {
    let rounded = points.rounded(4, Rounding::HalfEven);
    if rounded.is_zero() { "<0.0001".to_owned() } else { rounded.to_string() }
}

fn percent(share: &Number) -> String {
    format!("{}%", (share.clone() * Number::from(100)).decimal(1, Rounding::HalfEven))
}

/// The move over the most places.
fn furthest(indicator: &Indicator<'_>) -> Cell {
    let largest = indicator.left_out.as_ref().and_then(|own| own.largest);
    largest.map_or(Cell::Count(0), |largest| Cell::Number(largest.distance().to_string()))
}
