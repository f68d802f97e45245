//! One line of a score: from the facts with their places to what it makes of the total, and the clauses behind it.

use super::Subject;
use crate::base::real::Real;
use crate::base::text::safe;
use crate::diagnostic::Language;
use crate::emit::document::scoring;
use crate::improvement;
use crate::score::{Line, Measurement, Part, Scorecard, score_under};
use crate::standard::indicator::{Branch, Group, Indicator, IndicatorSystem, Missing, Peers as Among, Scale};
use crate::standard::trace::leaves;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The line of a card as a text; `index` is its place among the lines.
#[must_use]
pub fn line(subject: &Subject<'_, '_>, index: usize) -> String {
    let Some(card) = subject.card() else { return String::new() };
    let Some(line) = card.lines.get(index) else { return String::new() };
    let mut text = subject.heading(card);
    let teller = Teller { subject, card, line, index };
    teller.title(&mut text);
    teller.points(&mut text);
    teller.effect(&mut text);
    teller.peers(&mut text);
    teller.policies(&mut text);
    teller.facts(&mut text);
    teller.clauses(&mut text);
    teller.margin(&mut text);
    text
}

struct Teller<'t, 's, 'a> {
    subject: &'t Subject<'s, 'a>,
    card: &'t Scorecard<'a>,
    line: &'t Line<'a>,
    index: usize,
}

// Writing to a text cannot fail.
impl<'a> Teller<'_, '_, 'a> {
    fn put(&self, text: &mut String, zh: &'static str, en: &'static str, what: &str) {
        let colon = self.subject.pick("：", ": ");
        let _ = writeln!(text, "{}{colon}{what}", self.subject.pick(zh, en));
    }

    fn leaf(&self) -> Option<&'a Indicator> {
        leaves(&self.card.system.children).get(self.index).copied()
    }

    fn title(&self, text: &mut String) {
        let title = self.subject.title(self.line.title);
        let id = safe(self.line.id);
        let _ = writeln!(text, "{} {title} [{id}]", self.subject.part(self.line.part));
        let groups: Vec<String> = self.line.groups.iter().map(|group| self.subject.title(group)).collect();
        if !groups.is_empty() {
            self.put(text, "所在", "in", &groups.join(" › "));
        }
        text.push('\n');
    }

    /// Value → scale → share → points, and the weight of it.
    fn points(&self, text: &mut String) {
        let (line, language) = (self.line, self.subject.language);
        self.put(text, "度量", "measure", &safe(line.measure));
        match &line.measurement {
            Measurement::Known { value, .. } => self.put(text, "量得", "measured", &safe(value)),
            Measurement::Struck(struck) => {
                let word =
                    if *struck { self.subject.pick("成立", "true") } else { self.subject.pick("不成立", "false") };
                self.put(text, "判定", "decided", word);
            }
            Measurement::Unknown | Measurement::StandIn { .. } => {
                self.put(text, "量得", "measured", self.subject.pick("未知", "unknown"));
            }
            Measurement::NotApplicable([zh, en]) => {
                let reason = if language == Language::Zh { zh } else { en };
                self.put(text, "不适用", "not applicable", &safe(reason));
            }
        }
        if let Some(how) = self.scale() {
            self.put(text, "算法", "scale", &safe(&how));
        }
        match &line.measurement {
            Measurement::Known { share, points, arithmetic, .. } => {
                self.put(text, "算式", "arithmetic", &safe(arithmetic));
                self.put(text, "得分率", "share", &share.to_string());
                self.put(text, "得分", "points", &format!("{points} / {}", line.full));
            }
            Measurement::StandIn { share, points, arithmetic } => {
                self.put(text, "代以同类", "peers stand in", &safe(arithmetic));
                self.put(text, "得分率", "share", &share.to_string());
                self.put(text, "计入", "counts as", &format!("{points} / {}", line.full));
            }
            Measurement::Unknown | Measurement::NotApplicable(_) | Measurement::Struck(_) => {}
        }
        if line.part != Part::Veto
            && let Some((lower, upper)) = line.bounds()
        {
            self.put(text, "分数区间", "points between", &format!("{lower} – {upper}"));
        }
    }

    /// How the value becomes points, in words.
    fn scale(&self) -> Option<String> {
        let language = self.subject.language;
        let system = self.card.system;
        match self.line.part {
            Part::Indicator { .. } => self.leaf().map(|leaf| scoring::of_indicator(leaf, language)),
            Part::Bonus => {
                let bonus = system.bonuses.iter().find(|bonus| bonus.id == self.line.id)?;
                Some(scoring::scoring(&bonus.scale, &bonus.measure, language))
            }
            Part::Deduction => {
                let deduction = system.deductions.iter().find(|deduction| deduction.id == self.line.id)?;
                Some(match language {
                    Language::Zh => format!("每单位扣 {}，最多扣 {}", deduction.per, deduction.max),
                    Language::En => format!("{} off a unit, at most {}", deduction.per, deduction.max),
                })
            }
            Part::Veto => None,
        }
    }

    /// The weight in the group, and what the line makes of the total.
    fn effect(&self, text: &mut String) {
        let (line, card) = (self.line, self.card);
        if matches!(line.part, Part::Indicator { .. }) {
            let parent = parent(&card.system.children, line.id).map_or(&card.system.total, |group| &group.weight);
            self.put(
                text,
                "权重",
                "weight",
                &match self.subject.language {
                    Language::Zh => format!("{} 分，本组 {parent} 分，总分 {}", line.full, card.system.total),
                    Language::En => format!("{} of {parent} in its group, of {} in all", line.full, card.system.total),
                },
            );
        }
        let without = match (line.part, &line.measurement) {
            (Part::Veto, Measurement::Struck(true)) => Measurement::Struck(false),
            (Part::Indicator { .. } | Part::Bonus, Measurement::Known { .. } | Measurement::StandIn { .. })
            | (Part::Deduction, Measurement::Known { .. }) => Scorecard::at_share(line, Real::zero()),
            _ => return,
        };
        let other = card.with(&BTreeMap::from([(self.index, without)]));
        let told = match (&card.value, &other.value) {
            (Some(value), Some(without)) => {
                let effect = if value == without { Real::zero() } else { value.clone() - without.clone() };
                format!("{} ({without} → {value})", self.subject.signed(&effect))
            }
            _ => format!("{} → {}", self.subject.verdict(&other), self.subject.verdict(card)),
        };
        self.put(text, "对总分的作用（与得 0 相比）", "effect on the score (against 0 points)", &told);
    }

    /// With whom it was compared, what stood in, what was moved as an outlier.
    fn peers(&self, text: &mut String) {
        let Some(context) = self.subject.context() else { return };
        let Some(column) = self.subject.peers.column(&self.card.system.id, self.line.id) else { return };
        if let (Some(before), Some(after)) = (column.before(context.region), column.value(context.region)) {
            self.put(text, "离群处理", "moved as an outlier", &format!("{before} → {after}"));
        }
        if let Some((value, of)) = column.stand_in(context.region).filter(|(_, of)| *of > 0) {
            self.put(
                text,
                "代用值",
                "stand-in",
                &match self.subject.language {
                    Language::Zh => format!("{value}（取自 {of} 家）"),
                    Language::En => format!("{value} (of {of} peers)"),
                },
            );
        }
        let scale = self.leaf().map(|leaf| &leaf.scale).or_else(|| {
            self.card.system.bonuses.iter().find(|bonus| bonus.id == self.line.id).map(|bonus| &bonus.scale)
        });
        let Some(Scale::Relative(relative)) = scale else { return };
        let values = column.class(relative, context.region);
        let (Some(least), Some(most)) = (values.first(), values.last()) else { return };
        let (best, worst) = if relative.prefers_less { (least, most) } else { (most, least) };
        let class = match &relative.among {
            Among::All => String::new(),
            other => format!(" ({})", safe(other.class(context.region))),
        };
        self.put(
            text,
            "比较对象",
            "compared with",
            &match self.subject.language {
                Language::Zh => format!(
                    "{}{class}，{} 家有数，最好 {best}，最差 {worst}",
                    scoring::among_whom(&relative.among, Language::Zh),
                    values.len()
                ),
                Language::En => format!(
                    "{}{class}: {} with a value, best {best}, worst {worst}",
                    scoring::among_whom(&relative.among, Language::En),
                    values.len()
                ),
            },
        );
    }

    /// What an unknown value counts as, and what it would under every other policy.
    fn policies(&self, text: &mut String) {
        let Part::Indicator { missing } = self.line.part else { return };
        self.put(text, "缺报时", "where unknown", self.subject.policy(missing));
        if !matches!(self.line.measurement, Measurement::Unknown | Measurement::StandIn { .. }) {
            return;
        }
        let Some(context) = self.subject.context() else { return };
        for other in [Missing::Zero, Missing::LeaveOut, Missing::Hold, Missing::Mean, Missing::Median] {
            let system = under(self.card.system, self.index, other);
            let Some(card) = score_under(&system, self.subject.contexts, context.region) else { continue };
            let mark = if other == missing { "▸" } else { " " };
            let _ = writeln!(text, "  {mark} {}: {}", self.subject.policy(other), self.subject.verdict(&card));
        }
    }

    fn facts(&self, text: &mut String) {
        let Some(context) = self.subject.context() else { return };
        let _ = writeln!(text, "\n{}", self.subject.pick("依据的事实", "Facts"));
        let own = format!("{}:", context.region.code);
        for fact in &self.line.facts {
            let path = fact.path.strip_prefix(&own).unwrap_or(&fact.path);
            let value = fact.value.as_deref().unwrap_or(self.subject.pick("未报", "not reported"));
            let _ = write!(text, "  {} = {}", safe(path), safe(value));
            if let Some(place) = fact.place {
                let _ = write!(text, "  ← {}", safe(&self.subject.sources.location(place)));
            }
            text.push('\n');
        }
        if self.line.facts.is_empty() {
            let _ = writeln!(text, "  {}", self.subject.pick("没有读到任何事实", "none was read"));
        }
    }

    fn clauses(&self, text: &mut String) {
        let Some(assessment) = self.subject.assessment() else { return };
        if !self.line.clauses.is_empty() {
            let _ = writeln!(text, "\n{}", self.subject.pick("所落实的条款", "Clauses"));
        }
        for clause in self.line.clauses {
            let Some((source, clause)) = assessment.standard.clause(&clause.value) else { continue };
            let _ = writeln!(
                text,
                "  [{}] {} — {}",
                safe(&clause.id),
                self.subject.title(&clause.title),
                self.subject.title(&source.title)
            );
            if let Some(words) = &clause.text {
                let _ = writeln!(text, "    {}", self.subject.title(words));
            }
            if let Some(url) = &source.url {
                let _ = writeln!(text, "    {}", safe(url));
            }
        }
    }

    /// What a change of this line alone would give.
    fn margin(&self, text: &mut String) {
        let goal = self.subject.goal.clone().or_else(|| improvement::Goal::next_grade(self.card));
        let found = improvement::towards(self.card, goal);
        let own: Vec<String> = found
            .singles
            .iter()
            .filter(|single| single.change.line == self.index)
            .map(|single| self.subject.single(self.card, single))
            .collect();
        let margin = found.margins.iter().find(|margin| margin.line == self.index);
        if own.is_empty() && margin.is_none() {
            return;
        }
        let _ = writeln!(text, "\n{}", self.subject.pick("怎样提高", "What would raise it"));
        for single in own {
            let _ = writeln!(text, "  {single}");
        }
        if let (Some(margin), Some(goal)) = (margin, &found.goal) {
            let _ = writeln!(text, "  {}", self.subject.margin(self.card, &self.subject.goal(goal), margin));
        }
    }
}

/// The group in which an indicator stands.
// The tree is as deep as the front end lets blocks nest.
fn parent<'t>(branches: &'t [Branch], id: &str) -> Option<&'t Group> {
    branches.iter().find_map(|branch| match branch {
        Branch::Indicator(_) => None,
        Branch::Group(group) => {
            let own = group.children.iter().any(|child| matches!(child, Branch::Indicator(leaf) if leaf.id == id));
            if own { Some(group.as_ref()) } else { parent(&group.children, id) }
        }
    })
}

/// The system with another policy for one of its indicators, by its place.
fn under(system: &IndicatorSystem, index: usize, missing: Missing) -> IndicatorSystem {
    let mut system = system.clone();
    let mut left = index;
    set(&mut system.children, &mut left, missing);
    system
}

/// Sets the policy of the indicator that is so many further on; whether it was among these.
// The tree is as deep as the front end lets blocks nest.
fn set(branches: &mut [Branch], left: &mut usize, missing: Missing) -> bool {
    branches.iter_mut().any(|branch| match branch {
        Branch::Group(group) => set(&mut group.children, left, missing),
        Branch::Indicator(leaf) if *left == 0 => {
            leaf.missing = missing;
            true
        }
        Branch::Indicator(_) => {
            *left -= 1;
            false
        }
    })
}
