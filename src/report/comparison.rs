//! Two editions of a standard over the same submissions: a table for people, and the same as JSON.

use super::json::RankingPlace;
use super::wording;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::base::text::{counted, safe};
use crate::comparison::{Change, Compared, Comparison, Kind, MOST, Moved, Verdict};
use crate::diagnostic::Language;
use crate::score::{Place, Withheld};
use crate::standard::manifest::Manifest;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;

/// Two editions of a standard, and what of the scores of a round changes between them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparisonReport {
    /// The old edition.
    pub old: EditionEntry,
    /// The new edition.
    pub new: EditionEntry,
    /// The day of the verdicts.
    pub as_of: String,
    /// The indicator systems that both have.
    pub systems: Vec<SystemEntry>,
    /// The ids of those that only the old one has.
    pub only_old: Vec<String>,
    /// The ids of those that only the new one has.
    pub only_new: Vec<String>,
}

/// An edition of a standard.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EditionEntry {
    /// The id of the package.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// An indicator system in both editions.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SystemEntry {
    /// Its id.
    pub id: String,
    /// Its title in the new edition.
    pub title: String,
    /// The changes that have an effect in this round.
    pub changes: Vec<ChangeEntry>,
    /// Whether changes of a sort were taken together because there are too many.
    pub taken_together: bool,
    /// The regions that one of the editions scores.
    pub regions: Vec<MovedEntry>,
}

/// A change to which a part of the differences is put down.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChangeEntry {
    /// Of which sorts: `whom`, `total`, `structure`, `weights`, `added`, `removed`, `measure`, `scale`, `policy`, `bonuses`, `deductions`,
    /// `vetoes`, `limits`.
    pub kinds: Vec<String>,
    /// The ids of the indicators that it changes; empty where it is about the whole.
    pub indicators: Vec<String>,
}

/// A region under both editions.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MovedEntry {
    /// Its code.
    pub region: String,
    /// Its name.
    pub name: String,
    /// Under the old edition; `null` where that does not score it.
    pub old: Option<VerdictEntry>,
    /// Under the new edition; `null` where that does not score it.
    pub new: Option<VerdictEntry>,
    /// The new exact score less the old one; `null` where it lacks either.
    pub difference: Option<String>,
    /// How many places it rises; below zero where it falls, `null` where it lacks either place.
    pub rises: Option<String>,
    /// What each change adds to the difference, exact, in the order of the changes; together they are the difference. `null` where there is
    /// none, or some mixture of the changes gives no score.
    pub parts: Option<Vec<String>>,
}

/// What a region comes to under an edition.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VerdictEntry {
    /// The exact score; `null` where there is none.
    pub exact: Option<String>,
    /// The published score; `null` where there is none.
    pub published: Option<String>,
    /// Why there is no score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<String>,
    /// The place; `null` where it has none.
    pub place: Option<RankingPlace>,
    /// The grade; `null` where it has none.
    pub grade: Option<String>,
}

impl ComparisonReport {
    /// The report of a comparison.
    #[must_use]
    pub fn of(comparison: &Comparison<'_>, editions: [&Manifest; 2], as_of: String, language: Language) -> Self {
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        let edition = |manifest: &Manifest| EditionEntry { id: manifest.id.clone(), version: manifest.version.clone() };
        let [old, new] = editions.map(edition);
        Self {
            old,
            new,
            as_of,
            systems: comparison.systems.iter().map(|system| self::system(system, language)).collect(),
            only_old: ids(&comparison.only_old),
            only_new: ids(&comparison.only_new),
        }
    }
}

fn system(system: &Compared<'_>, language: Language) -> SystemEntry {
    let change = |change: &Change| ChangeEntry {
        kinds: change.kinds.iter().map(|kind| kind.keyword().to_owned()).collect(),
        indicators: change.indicators.iter().cloned().collect(),
    };
    let verdict = |verdict: &Verdict<'_>| VerdictEntry {
        exact: verdict.value.as_ref().map(ToString::to_string),
        published: verdict.published.clone(),
        withheld: verdict.withheld.map(|withheld| withheld.keyword().to_owned()),
        place: verdict.rank.map(|rank| rank.place.into()),
        grade: verdict.grade.map(|grade| grade.text(language).to_owned()),
    };
    let moved = |moved: &Moved<'_>| MovedEntry {
        region: moved.region.code.clone(),
        name: moved.region.name.clone(),
        old: moved.old.as_ref().map(verdict),
        new: moved.new.as_ref().map(verdict),
        difference: moved.difference.as_ref().map(ToString::to_string),
        rises: rises(moved).map(|rises| rises.to_string()),
        parts: moved.parts.as_ref().map(|parts| parts.iter().map(ToString::to_string).collect()),
    };
    SystemEntry {
        id: system.new.id.clone(),
        title: system.new.title.text(language).to_owned(),
        changes: system.changes.iter().map(change).collect(),
        taken_together: system.is_taken_together,
        regions: system.regions.iter().map(moved).collect(),
    }
}

/// How many places a region rises.
fn rises(moved: &Moved<'_>) -> Option<Number> {
    let place = |verdict: &Option<Verdict<'_>>| verdict.as_ref()?.rank.map(|rank| rank.place);
    let (old, new): (Place, Place) = (place(&moved.old)?, place(&moved.new)?);
    let distance = old.distance(new);
    Some(if new > old { -distance } else { distance })
}

/// Whether nothing of a region changes, and no change makes up for another.
fn is_same(moved: &Moved<'_>) -> bool {
    let shown = |verdict: &Option<Verdict<'_>>| {
        let verdict = verdict.as_ref()?;
        Some((
            verdict.published.clone(),
            verdict.rank.map(|rank| rank.place),
            verdict.grade.map(|grade| grade.zh.clone()),
        ))
    };
    let is_nothing = |part: &Real| part.as_exact().is_some_and(Number::is_zero);
    let adds_nothing = moved.parts.as_ref().is_none_or(|parts| parts.iter().all(is_nothing));
    moved.difference.as_ref().is_some_and(is_nothing) && adds_nothing && shown(&moved.old) == shown(&moved.new)
}

/// The report for people.
#[must_use]
pub fn render(comparison: &Comparison<'_>, editions: [&Manifest; 2], language: Language) -> String {
    let [old, new] = editions.map(|manifest| format!("{} {}", safe(&manifest.id), safe(&manifest.version)));
    let mut text = match language {
        Language::Zh => format!("同一批填报，两版标准：{old} → {new}\n"),
        Language::En => format!("the same submissions under two editions: {old} → {new}\n"),
    };
    for system in &comparison.systems {
        Writer { system, language }.write(&mut text);
    }
    text
}

struct Writer<'w, 'a> {
    system: &'w Compared<'a>,
    language: Language,
}

impl Writer<'_, '_> {
    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    // Writing to a text cannot fail.
    fn write(&self, text: &mut String) {
        let system = self.system.new;
        let _ = writeln!(text, "\n# {} [{}]", safe(system.title.text(self.language)), safe(&system.id));
        if self.system.changes.is_empty() {
            let _ = writeln!(
                text,
                "{}",
                self.pick("本轮没有影响得分的改动。", "No change has an effect on scores in this round.")
            );
        } else {
            let _ = writeln!(text, "{}", self.pick("影响得分的改动：", "Changes that have an effect on scores:"));
        }
        for (number, change) in (1..).zip(&self.system.changes) {
            let _ = writeln!(text, "  {number}. {}", self.change(change));
        }
        if self.system.is_taken_together {
            let _ = match self.language {
                Language::Zh => writeln!(text, "  改动超过 {MOST} 处，同类的合在一起分摊。"),
                Language::En => {
                    writeln!(text, "  There are more than {MOST} changes; those of a sort are taken together.")
                }
            };
        }
        let has_score = |verdict: &Option<Verdict<'_>>| verdict.as_ref().is_some_and(|own| own.value.is_some());
        let (scored, without): (Vec<&Moved<'_>>, Vec<&Moved<'_>>) =
            self.system.regions.iter().partition(|moved| has_score(&moved.old) || has_score(&moved.new));
        let (same, moved): (Vec<&Moved<'_>>, Vec<&Moved<'_>>) = scored.into_iter().partition(|moved| is_same(moved));
        moved.into_iter().for_each(|moved| self.region(text, moved));
        let mut more = |count: usize, zh: &str, en: &str| {
            if count > 0 {
                let _ = match self.language {
                    Language::Zh => writeln!(text, "另有 {count} 个地区{zh}。"),
                    Language::En => writeln!(text, "{} {en}.", counted(count, "more region(s)")),
                };
            }
        };
        more(same.len(), "得分、名次、等次都没有变", "whose score, place and grade stay the same");
        more(without.len(), "在两版里都不出分", "without a score in either edition");
    }

    fn change(&self, change: &Change) -> String {
        let kinds: Vec<&str> = change.kinds.iter().map(|kind| self.kind(*kind)).collect();
        let kinds = kinds.join(self.pick("、", ", "));
        let indicators: Vec<_> = change.indicators.iter().map(|id| safe(id)).collect();
        if indicators.is_empty() {
            kinds
        } else {
            format!("{kinds}{}{}", self.pick("：", ": "), indicators.join(", "))
        }
    }

    fn kind(&self, kind: Kind) -> &'static str {
        let [zh, en] = match kind {
            Kind::Whom => ["评价对象", "whom it scores"],
            Kind::Total => ["满分", "full marks"],
            Kind::Structure => ["合成方式", "how parts are put together"],
            Kind::Weights => ["权重", "weights"],
            Kind::Added => ["新增指标", "new indicator"],
            Kind::Removed => ["取消指标", "indicator that is gone"],
            Kind::Measure => ["度量", "what is measured"],
            Kind::Scale => ["计分方式", "scale"],
            Kind::Policy => ["缺报和离群值的处理", "what is missing or an outlier"],
            Kind::Bonuses => ["加分", "bonuses"],
            Kind::Deductions => ["扣分", "deductions"],
            Kind::Vetoes => ["否决", "vetoes"],
            Kind::Limits => ["加分、扣分和得分的上限", "limits"],
        };
        self.pick(zh, en)
    }

    fn region(&self, text: &mut String, moved: &Moved<'_>) {
        let _ = write!(text, "{} {}: ", safe(&moved.region.code), safe(&moved.region.name));
        let _ = write!(text, "{} → {}", self.verdict(moved.old.as_ref()), self.verdict(moved.new.as_ref()));
        if let Some(difference) = &moved.difference {
            let _ = write!(text, "{}{}", self.pick("，差 ", ", by "), self.signed(difference));
        }
        if let Some(rises) = rises(moved).filter(|rises| !rises.is_zero()) {
            let places = rises.abs();
            let _ = match (rises.is_negative(), self.language) {
                (false, Language::Zh) => write!(text, "，升 {places} 位"),
                (true, Language::Zh) => write!(text, "，降 {places} 位"),
                (false, Language::En) => write!(text, ", up {places}"),
                (true, Language::En) => write!(text, ", down {places}"),
            };
        }
        text.push('\n');
        let is_divided = moved.parts.as_ref().is_some_and(|parts| !parts.is_empty());
        if let Some(parts) = moved.parts.as_ref().filter(|_| is_divided) {
            let parts: Vec<String> =
                (1..).zip(parts).map(|(number, part)| format!("({number}) {}", self.signed(part))).collect();
            let _ = writeln!(text, "    {}", parts.join("  "));
        } else if moved.difference.is_some() && moved.parts.is_none() {
            let _ = writeln!(
                text,
                "    {}",
                self.pick("有的改动单独做时不出分，差额不分摊", "some of the changes alone give no score: not divided")
            );
        }
    }

    /// Score, place and grade.
    fn verdict(&self, verdict: Option<&Verdict<'_>>) -> String {
        let Some(verdict) = verdict else { return self.pick("不评", "not scored").to_owned() };
        let mut told = verdict.published.clone().unwrap_or_else(|| self.without(verdict.withheld));
        if let Some(rank) = verdict.rank {
            let _ = match self.language {
                Language::Zh => write!(told, " 第 {} 名", rank.place),
                Language::En => write!(told, " rank {}", rank.place),
            };
        }
        if let Some(grade) = verdict.grade {
            let _ = write!(told, " {}", safe(grade.text(self.language)));
        }
        told
    }

    fn without(&self, withheld: Option<Withheld>) -> String {
        let reason = withheld.map_or("", |withheld| wording::withheld(withheld, self.language));
        match self.language {
            Language::Zh => format!("不出分（{reason}）"),
            Language::En => format!("no score ({reason})"),
        }
    }

    /// A difference, to four digits more than scores are published with; exactly nothing is 0.
    fn signed(&self, number: &Real) -> String {
        let (digits, rounding) = (self.system.new.digits + 4, self.system.new.rounding);
        let rounded = number.rounded_as_far_as_known(digits, rounding);
        let about = if number.as_exact() == Some(&rounded) { "" } else { "≈" };
        let sign = if rounded.is_negative() || rounded.is_zero() { "" } else { "+" };
        format!("{about}{sign}{rounded}")
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::{ComparisonReport, render};
    use crate::comparison::Comparison;
    use crate::comparison::tests::{FACTS, editions, indicator, system};
    use crate::diagnostic::{Language, SourceMap};
    use crate::package::{self, Files};
    use crate::standard::manifest::Manifest;

    /// Weights and a scale change; the third region does not report what the new edition must have.
    fn compared<T>(look: impl FnOnce(&Comparison<'_>) -> T) -> T {
        let grades = "grade \"良\" at=60\ngrade \"可\" at=0\n".to_owned();
        let old = system(&[indicator("a", 60, 10), indicator("b", 40, 10), grades.clone()]);
        let new = system(&[indicator("a", 50, 20), indicator("b", 50, 10).replace("zero", "hold"), grades]);
        let mut facts = FACTS;
        facts[2][1] = None;
        editions([("", &old), ("", &new)], &facts, look)
    }

    fn manifest(version: &str) -> Manifest {
        let text = format!(
            "standard \"tiny\" version=\"{version}\" {{ title \"小标准\"; regions \"regions.csv\"; submission \"report\" }}\n\
             record \"report\" \"填报\" {{ field \"a\" \"甲数\" type=\"number\" }}\n"
        );
        let registry = "code,name,level,parent\nr0,甲,county,\n";
        let files = [("standard.kdl", text.as_str()), ("regions.csv", registry)];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        let compilation = package::compile(&Files::in_memory("tiny", files), &mut SourceMap::default());
        compilation.standard.unwrap().manifest
    }

    #[test]
    fn people_read_who_moves_and_by_what() {
        let (old, new) = (manifest("1"), manifest("2"));
        compared(|comparison| {
            assert_eq!(
                render(comparison, [&old, &new], Language::Zh),
                "同一批填报，两版标准：tiny 1 → tiny 2\n\n# 指标 [i]\n影响得分的改动：\n  1. 权重\n  2. 计分方式：a\n  \
                 3. 缺报和离群值的处理：b\nr0 甲: 60.00 第 2 名 良 → 25.00 第 2 名 可，差 -35\n    (1) -7.5  (2) -27.5  (3) 0\n\
                 r1 乙: 70.00 第 1 名 良 → 62.50 第 1 名 良，差 -7.5\n    (1) +6.25  (2) -13.75  (3) 0\n\
                 r2 丙: 0.00 第 3 名 可 → 不出分（缺必报项）\n"
            );
            let english = render(comparison, [&old, &new], Language::En);
            assert!(english.contains("r1 乙: 70.00 rank 1 良 → 62.50 rank 1 良, by -7.5\n    (1) +6.25"), "{english}");
        });
    }

    #[test]
    fn who_stays_the_same_is_counted_and_not_told() {
        let (old, new) = (manifest("1"), manifest("2"));
        let same = system(&[indicator("a", 60, 10), indicator("b", 40, 10)]);
        editions([("", &same), ("", &same)], &FACTS, |comparison| {
            let chinese = render(comparison, [&old, &new], Language::Zh);
            let end = "# 指标 [i]\n本轮没有影响得分的改动。\n另有 3 个地区得分、名次、等次都没有变。\n";
            assert!(chinese.ends_with(end), "{chinese}");
            let english = render(comparison, [&old, &new], Language::En);
            assert!(english.ends_with("\n3 more regions whose score, place and grade stay the same.\n"), "{english}");
        });
    }

    #[test]
    fn machines_read_the_same_and_its_schema_holds() {
        let (old, new) = (manifest("1"), manifest("2"));
        compared(|comparison| {
            let report = ComparisonReport::of(comparison, [&old, &new], "2024-01-01".to_owned(), Language::Zh);
            let found = serde_json::to_value(&report).unwrap();
            let schema = serde_json::from_str(&crate::report::schema::of::<ComparisonReport>().unwrap()).unwrap();
            assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&found));
            let regions = &found["systems"][0]["regions"];
            assert_eq!(regions[0]["parts"], serde_json::json!(["-7.5", "-27.5", "0"]));
            assert_eq!((&regions[0]["difference"], &regions[0]["rises"]), (&"-35".into(), &"0".into()));
            assert_eq!(regions[2]["new"]["withheld"], "held");
            assert_eq!((&regions[2]["difference"], &regions[2]["parts"]), (&().into(), &().into()));
            let changes = serde_json::json!([
                { "kinds": ["weights"], "indicators": [] },
                { "kinds": ["scale"], "indicators": ["a"] },
                { "kinds": ["policy"], "indicators": ["b"] }
            ]);
            assert_eq!(found["systems"][0]["changes"], changes);
        });
    }
}
