//! The check report for a person at a terminal: a line per region, its findings below it, the roll-up, and the totals.

use super::{RegionReport, Round, robustness, roll_up, wording};
use crate::base::number::Number;
use crate::base::real::Real;
use crate::base::text::{pad_to_width, safe, safe_line};
use crate::check::{Kind, Outcome};
use crate::diagnostic::{Language, SourceMap};
use crate::improvement::{self, Goal};
use crate::score::{Scorecard, Withheld};
use crate::standard::manifest::Manifest;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The kinds that are listed under a region; the others are only counted.
const LISTED: [Kind; 4] = [Kind::Problem, Kind::Good, Kind::External, Kind::Review];
/// How wide names stand, in terminal columns.
const NAME_WIDTH: usize = 18;

/// The report as text. Everything that comes from files is made safe for a terminal.
#[must_use]
pub fn render(round: &Round<'_>) -> String {
    let Round { assessment, regions, rolled, sources, language, .. } = *round;
    let manifest = &assessment.standard.manifest;
    let writer = Writer { sources, manifest, language };
    let mut text = String::new();
    let as_of = writer.pick("截至", "as of");
    let _ = writeln!(
        text,
        "{} {} · {as_of} {}\n",
        safe(manifest.title.text(language)),
        safe(&manifest.version),
        assessment.as_of
    );
    for region in regions {
        writer.region(&mut text, region);
    }
    robustness::terminal::render(&mut text, round.robustness(), language);
    roll_up::terminal::render(&mut text, assessment.standard, rolled, language);
    writer.totals(&mut text, regions);
    text
}

struct Writer<'w> {
    sources: &'w SourceMap,
    manifest: &'w Manifest,
    language: Language,
}

// Writing to a String cannot fail, so results of `write!` are let go of.
impl Writer<'_> {
    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    fn region(&self, text: &mut String, report: &RegionReport<'_>) {
        let name = pad_to_width(&safe_line(&report.region.name), NAME_WIDTH);
        let _ = write!(
            text,
            "{name} {} {}",
            safe(&report.region.code),
            safe(self.manifest.level(&report.region.level, self.language))
        );
        if report.submitted {
            let _ = write!(text, " · {}", self.reported(report.reported));
        } else {
            let _ = write!(text, " · {}", self.pick("未报", "not submitted"));
        }
        let counts = counts(&report.outcomes);
        for kind in Kind::ALL {
            if let Some(count) = counts.get(&kind) {
                let _ = write!(text, " · {} {count}", kind.text(self.language));
            }
        }
        text.push('\n');
        for kind in LISTED {
            // Where nobody has judged yet, there is no message; such outcomes are only counted.
            for outcome in report.outcomes.iter().filter(|outcome| outcome.kind == kind && outcome.message.is_some()) {
                self.finding(text, outcome, &report.region.code);
            }
        }
        for score in report.scores.iter().filter(|score| score.withheld != Some(Withheld::NothingKnown)) {
            self.score(text, score);
            self.improvement(text, score);
        }
    }

    fn reported(&self, count: usize) -> String {
        match self.language {
            Language::Zh => format!("已报 {count} 项"),
            Language::En => format!("facts reported: {count}"),
        }
    }

    fn finding(&self, text: &mut String, outcome: &Outcome<'_>, code: &str) {
        let [zh, en] = outcome.message.as_ref().map_or(["", ""], |[zh, en]| [zh.as_str(), en.as_str()]);
        let message = match self.language {
            Language::Zh => zh,
            Language::En => en,
        };
        let mark = match outcome.kind {
            Kind::Problem => '✗',
            Kind::Good => '★',
            Kind::External => '→',
            _ => '?',
        };
        let kind = pad_to_width(outcome.kind.text(self.language), 8);
        let _ = write!(text, "  {mark} {kind} {} [{}]", safe_line(message), safe(&outcome.rule.id));
        if let Some(responsible) = outcome.rule.responsible.as_ref().filter(|_| outcome.kind == Kind::External) {
            let _ = match self.language {
                Language::Zh => write!(text, "（责任方：{}）", safe(responsible)),
                Language::En => write!(text, " (responsible: {})", safe(responsible)),
            };
        }
        let own = format!("{code}:");
        let place = outcome.facts.iter().filter(|fact| fact.path.starts_with(&own)).find_map(|fact| fact.place);
        if let Some(place) = place {
            let _ = write!(text, "  ← {}", safe(&self.sources.location(place)));
        }
        text.push('\n');
        if outcome.kind == Kind::Problem
            && let Some(advice) = &outcome.rule.advice
        {
            let _ =
                writeln!(text, "             {}{}", self.pick("建议：", "advice: "), safe(advice.text(self.language)));
        }
    }

    fn score(&self, text: &mut String, card: &Scorecard<'_>) {
        let _ = write!(text, "  # {} ", safe(card.system.title.text(self.language)));
        match &card.value {
            Some(value) => {
                let _ = write!(text, "{}", card.published(value));
                if let Some(rank) = card.rank {
                    let _ = write!(text, " {}", wording::rank(rank, self.language));
                }
                if let Some(grade) = card.grade {
                    let _ = write!(text, " {}", safe(grade.text(self.language)));
                }
                if let Some(possible) = wording::possible_grades(card, self.language) {
                    let _ = write!(text, "{}", safe(&possible));
                }
            }
            None => {
                let reason = card.withheld.map_or("", |withheld| wording::withheld(withheld, self.language));
                let _ = match self.language {
                    Language::Zh => write!(text, "不出分（{reason}）"),
                    Language::En => write!(text, "no score ({reason})"),
                };
            }
        }
        let percent = (card.coverage.clone() * Number::from(100)).decimal(1, card.system.rounding);
        let end = |end: &Option<Real>| end.as_ref().map_or_else(|| "…".to_owned(), |end| card.published(end));
        let _ = writeln!(
            text,
            " · {} {} – {} · {} {percent}%",
            self.pick("区间", "range"),
            end(&card.lower),
            end(&card.upper),
            self.pick("覆盖", "coverage"),
        );
    }

    /// The fewest changes that reach the next grade.
    fn improvement(&self, text: &mut String, card: &Scorecard<'_>) {
        if let Some(grade) = Goal::next_by_quota(card) {
            let _ = writeln!(text, "  ↑ {}", wording::by_quota(&safe(grade.text(self.language)), self.language));
        }
        let Some(goal) = Goal::next_grade(card) else { return };
        let (Goal::Grade(grade, _), Some(fewest)) = (&goal, improvement::reaching(card, &goal)) else { return };
        let titles = fewest.changes.iter().filter_map(|change| card.lines.get(change.line));
        let titles: Vec<_> = titles.map(|line| safe(line.title.text(self.language))).collect();
        let (grade, count) = (safe(grade.text(self.language)), titles.len());
        let value = fewest.outcome.value.as_ref().map_or_else(String::new, |value| card.published(value));
        let titles = titles.join(self.pick("、", ", "));
        let _ = match (self.language, fewest.is_proven) {
            (Language::Zh, true) => writeln!(text, "  ↑ 达到“{grade}”最少提高 {count} 项：{titles} → {value}"),
            (Language::Zh, false) => writeln!(text, "  ↑ 达到“{grade}”可提高 {count} 项：{titles} → {value}"),
            (Language::En, true) => writeln!(text, "  ↑ `{grade}` takes {count} at least: {titles} → {value}"),
            (Language::En, false) => writeln!(text, "  ↑ `{grade}` can be reached by {count}: {titles} → {value}"),
        };
    }

    fn totals(&self, text: &mut String, regions: &[RegionReport<'_>]) {
        let submitted = regions.iter().filter(|region| region.submitted).count();
        let mut all: BTreeMap<Kind, usize> = BTreeMap::new();
        for region in regions {
            for (kind, count) in counts(&region.outcomes) {
                *all.entry(kind).or_default() += count;
            }
        }
        let _ = write!(
            text,
            "\n{} {} · {} {submitted}",
            self.pick("地区", "regions"),
            regions.len(),
            self.pick("已报", "submitted")
        );
        for (kind, count) in all {
            let _ = write!(text, " · {} {count}", kind.text(self.language));
        }
        text.push('\n');
    }
}

fn counts(outcomes: &[Outcome<'_>]) -> BTreeMap<Kind, usize> {
    let mut counts = BTreeMap::new();
    for outcome in outcomes {
        *counts.entry(outcome.kind).or_default() += 1;
    }
    counts
}
