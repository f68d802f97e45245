//! What tests came to, in words for a terminal. Text from files is made safe.

use super::coverage::{Branch, Coverage, Tally};
use super::evidence::Evidence;
use super::mutants::{Change, Owner, OwnerKind};
use super::mutation::MutationScore;
use crate::base::number::{Number, Rounding};
use crate::base::text::{counted, pad_to_width, safe_line, truncate_to_width};
use crate::check::Answer;
use crate::diagnostic::{Language, SourceMap, Span};
use crate::expr::{Form, SubValue};

/// Most lines of evidence for one expectation.
const MAX_LINES: usize = 40;
/// Most elements of a list that are shown.
const MAX_ELEMENTS: usize = 4;
/// Most columns of a part's text.
const PART_WIDTH: usize = 80;
/// How wide the words for changes stand.
const CHANGE_WIDTH: usize = 30;

/// The evidence for one unmet expectation: an indented tree of the conditions that decided, at most 40 lines.
#[must_use]
pub fn evidence(evidence: &[Evidence], language: Language) -> Vec<String> {
    let mut tree = Tree { lines: Vec::new(), language };
    for piece in evidence {
        tree.evidence(piece);
    }
    let mut lines = tree.lines;
    if lines.len() > MAX_LINES {
        let left = lines.len() - (MAX_LINES - 1);
        lines.truncate(MAX_LINES - 1);
        lines.push(match language {
            Language::Zh => format!("… 还有 {left} 行"),
            Language::En => format!("… {}", counted(left, "more line(s)")),
        });
    }
    lines
}

struct Tree {
    lines: Vec<String>,
    language: Language,
}

impl Tree {
    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        pick(self.language, zh, en)
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.lines.push(format!("{}{}", "  ".repeat(depth), safe_line(text)));
    }

    fn evidence(&mut self, evidence: &Evidence) {
        match evidence {
            Evidence::Unbound { region } => {
                let words = self.pick("规则不约束", "the rule does not bind");
                self.line(0, &format!("{words} {region}"));
            }
            Evidence::NotDue { due, as_of } => {
                let words = self.pick("未到期：截至", "not due: as of");
                self.line(0, &format!("{words} {as_of} ≤ due {due}"));
            }
            Evidence::Condition { keyword, answer, parts } => {
                let answer = answer
                    .map_or_else(String::new, |answer| format!(" → {}", answer_text(keyword, answer, self.language)));
                self.line(0, &format!("{keyword}{answer}"));
                for part in parts {
                    self.part(1, part);
                }
            }
            Evidence::Arithmetic(arithmetic) => self.line(0, arithmetic),
            Evidence::Line { id, points, full } => {
                let points = points.clone().unwrap_or_else(|| "—".to_owned());
                self.line(0, &format!("{id} = {points} / {full}"));
            }
        }
    }

    // Parts nest as deep as the evaluation did, which is bounded; beyond the lines that are shown nothing is drawn.
    fn part(&mut self, depth: usize, part: &SubValue) {
        if self.lines.len() > 2 * MAX_LINES {
            return;
        }
        match (part.form, part.parts.as_slice()) {
            (Form::Relation(operator), [left, right]) => {
                let (left_text, right_text) = (self.valued(left), self.valued(right));
                let value = self.value(part);
                self.line(depth, &format!("{left_text}  {operator}  {right_text}  → {value}"));
                self.parts(depth + 1, &left.parts);
                self.parts(depth + 1, &right.parts);
            }
            (Form::Literal, _) => {}
            (_, parts) => {
                let text = self.valued(part);
                self.line(depth, &text);
                self.parts(depth + 1, parts);
            }
        }
    }

    fn parts(&mut self, depth: usize, parts: &[SubValue]) {
        let (elements, others): (Vec<&SubValue>, Vec<&SubValue>) =
            parts.iter().partition(|part| matches!(part.form, Form::Element { .. }));
        for part in others {
            self.part(depth, part);
        }
        // Those that speak for the result come first.
        let (telling, silent): (Vec<&SubValue>, Vec<&SubValue>) =
            elements.into_iter().partition(|element| element.form == Form::Element { telling: true });
        let count = telling.len() + silent.len();
        for element in telling.into_iter().chain(silent).take(MAX_ELEMENTS) {
            self.part(depth, element);
        }
        if count > MAX_ELEMENTS {
            let left = count - MAX_ELEMENTS;
            let text = match self.language {
                Language::Zh => format!("… 还有 {left} 项"),
                Language::En => format!("… {left} more"),
            };
            self.line(depth, &text);
        }
    }

    fn valued(&self, part: &SubValue) -> String {
        let text = safe_line(&part.text);
        let text = truncate_to_width(&text, PART_WIDTH);
        match part.form {
            Form::Literal => text.into_owned(),
            Form::Element { .. } => format!("[{text}] → {}", self.value(part)),
            Form::Relation(_) | Form::Other => format!("{text} = {}", self.value(part)),
        }
    }

    fn value(&self, part: &SubValue) -> String {
        match part.value.as_deref() {
            None => self.pick("未知", "unknown").to_owned(),
            Some("n/a") => self.pick("不适用", "not applicable").to_owned(),
            Some(value) => truncate_to_width(value, PART_WIDTH).into_owned(),
        }
    }
}

fn pick(language: Language, zh: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

fn answer_text(keyword: &str, answer: Answer, language: Language) -> &'static str {
    match (keyword, answer) {
        ("judged-by", Answer::True) => pick(language, "已有人判断", "stated"),
        ("judged-by", Answer::Unknown) => pick(language, "还没有人判断", "not stated yet"),
        (_, Answer::True) => "true",
        (_, Answer::False) => "false",
        (_, Answer::Unknown) => pick(language, "未知", "unknown"),
        (_, Answer::NotApplicable) => pick(language, "不适用", "not applicable"),
    }
}

/// What the tests reach, in one line.
#[must_use]
pub fn coverage_summary(coverage: &Coverage, language: Language) -> String {
    let (rules, lines, branches) = (tally(coverage.rules), tally(coverage.lines), tally(coverage.branches));
    match language {
        Language::Zh => format!("覆盖：规则 {rules} · 指标 {lines} · 分支 {branches}"),
        Language::En => format!("coverage: rules {rules}, indicators {lines}, branches {branches}"),
    }
}

fn tally(tally: Tally) -> String {
    format!("{}/{} ({})", tally.reached, tally.total, percent(tally.reached, tally.total))
}

/// A share to one decimal place; `—` of nothing.
fn percent(part: usize, whole: usize) -> String {
    let share = (Number::of_count(part) * Number::from(100)).checked_div(&Number::of_count(whole));
    share.map_or_else(|| "—".to_owned(), |share| format!("{}%", share.decimal(1, Rounding::HalfEven)))
}

/// What the tests do not reach, a line each with its place.
#[must_use]
pub fn coverage_gaps(coverage: &Coverage, sources: &SourceMap, language: Language) -> String {
    let mut text = String::new();
    for gap in &coverage.gaps {
        let missing = match &gap.branches {
            None => pick(language, "没有测试提到", "no test looks at it").to_owned(),
            Some(branches) => {
                let branches: Vec<String> = branches.iter().map(|branch| branch_text(branch, language)).collect();
                branches.join(pick(language, "；", "; "))
            }
        };
        text.push_str(&format!("  {}  {} · {missing}\n", place(gap.place, sources), safe_line(&gap.id)));
    }
    text
}

fn branch_text(branch: &Branch, language: Language) -> String {
    match branch {
        Branch::Condition(keyword, answer) => format!("{keyword} → {}", answer_text(keyword, *answer, language)),
        Branch::Measured(true) => pick(language, "measure 已知", "measure known").to_owned(),
        Branch::Measured(false) => pick(language, "measure 未知", "measure unknown").to_owned(),
        Branch::Passed(passed) => format!("measure → {passed}"),
        Branch::Step(at) => format!("scale at {at}"),
        Branch::BelowSteps => pick(language, "scale 最低档以下", "scale below all steps").to_owned(),
    }
}

fn place(span: Span, sources: &SourceMap) -> String {
    let (line, column) = sources.line_column(span);
    format!("{}:{line}:{column}", safe_line(sources.path(span.source)))
}

/// The mutation score: a line for the whole, a line for each sort of change, and each change that no test noticed.
#[must_use]
pub fn mutation_score(score: &MutationScore, sources: &SourceMap, language: Language) -> String {
    let (killed, tried, share) = (score.killed, score.tried, percent(score.killed, score.tried));
    let mut text = match language {
        Language::Zh => {
            format!("变异得分 {share}：改动 {tried} 处，测试发现 {killed} 处，没有发现 {} 处", score.survivors.len())
        }
        Language::En => {
            let changes = counted(tried, "change(s)");
            format!("mutation score {share}: {changes}, {killed} noticed, {} not", score.survivors.len())
        }
    };
    if score.tried < score.possible {
        text.push_str(&match language {
            Language::Zh => format!("（从可能的 {} 处里均匀选取）", score.possible),
            Language::En => format!(" (evenly chosen from {})", score.possible),
        });
    }
    text.push('\n');
    if score.failing > 0 {
        text.push_str(&match language {
            Language::Zh => format!("  有 {} 个测试本来就不通过，没有用来判断\n", score.failing),
            Language::En => {
                format!("  without any change {} failed and judged none\n", counted(score.failing, "test(s)"))
            }
        });
    }
    for (change, (killed, tried)) in &score.by_change {
        let words = pad_to_width(change_text(*change, language), CHANGE_WIDTH);
        text.push_str(&format!("  {words} {killed}/{tried} ({})\n", percent(*killed, *tried)));
    }
    for survivor in &score.survivors {
        let unseen =
            if survivor.tests == 0 { pick(language, "（没有测试涉及）", " (no test looks at it)") } else { "" };
        text.push_str(&format!(
            "  {}  {} · {}{unseen}\n      - {}\n      + {}\n",
            place(survivor.place, sources),
            owner_text(&survivor.owner, language),
            change_text(survivor.change, language),
            safe_line(&survivor.before),
            safe_line(&survivor.after),
        ));
    }
    if !score.survivors.is_empty() {
        text.push_str(pick(
            language,
            "没有发现的改动里可能有等价的（怎么填报都看不出差别）；它们没有被剔除，算作没有发现。\n",
            "Some of these may mean the same as before, whatever is reported; they are not filtered out and count as not noticed.\n",
        ));
    }
    text
}

fn owner_text(owner: &Owner, language: Language) -> String {
    let kind = match owner.kind {
        OwnerKind::Threshold => pick(language, "数值", "threshold"),
        OwnerKind::Derived => pick(language, "派生值", "derived"),
        OwnerKind::Rule => pick(language, "规则", "rule"),
        OwnerKind::Line => pick(language, "指标", "indicator"),
        OwnerKind::System => pick(language, "指标体系", "indicators"),
    };
    let slot = owner.slot.map_or_else(String::new, |slot| format!(" {slot}"));
    format!("{kind} {}{slot}", safe_line(&owner.id))
}

fn change_text(change: Change, language: Language) -> &'static str {
    match change {
        Change::Threshold => pick(language, "数值变动", "threshold moved"),
        Change::Comparison => pick(language, "比较符改动", "comparison changed"),
        Change::Connective => pick(language, "“且”“或”互换", "and/or swapped"),
        Change::Literal => pick(language, "常数变动", "literal moved"),
        Change::Negation => pick(language, "去掉“非”", "negation removed"),
        Change::ScaleEnd => pick(language, "标尺端点变动", "scale end moved"),
        Change::Step => pick(language, "档位变动", "step moved"),
        Change::Share => pick(language, "档位得分变动", "share of step changed"),
        Change::Weight => pick(language, "权重挪动", "weight shifted"),
        Change::Max => pick(language, "上限变动", "maximum changed"),
        Change::Per => pick(language, "单位扣分变动", "points per unit changed"),
        Change::MinCoverage => pick(language, "最低覆盖变动", "least coverage changed"),
        Change::Due => pick(language, "期限挪一天", "due date by a day"),
    }
}
