//! The pages of a workbook: notes, deliveries, figures, what each region adds to them, and how far the duties are carried out.
//!
//! Headings and fixed words stand in Chinese and English; texts of the standard in Chinese.

use super::wording;
use crate::base::number::Number;
use crate::check::Assessment;
use crate::diagnostic::Language;
use crate::rollup::{
    Agreement, Contribution, Delivery, DutyProgress, Given, PlanProgress, Progress, RollUp, Standing, Status, Superior,
    Total,
};
use crate::standard::Standard;
use crate::standard::registry::Region;
use crate::standard::summary::{Operation, Summary};
use std::collections::{BTreeMap, BTreeSet};

/// A page of a workbook.
#[derive(Debug)]
pub(super) struct Page {
    /// The name on its tab: at most 31 characters, unique, none of `[]:*?/\`.
    pub name: String,
    /// The line above the table.
    pub title: String,
    /// The columns.
    pub columns: Vec<Heading>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many columns stay in sight.
    pub fixed: u16,
}

/// A column.
#[derive(Debug)]
pub(super) struct Heading {
    /// What stands above it.
    pub title: String,
    /// Its width in characters.
    pub width: f64,
}

/// A cell.
#[derive(Debug)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A text with a colour.
    Toned(String, Tone),
    /// A number.
    Number(Number),
    /// A share, shown in percent.
    Percent(Number),
}

/// What a colour says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tone {
    /// To be seen to.
    Bad,
    /// To be watched.
    Warning,
    /// Done.
    Good,
    /// Nothing to do.
    Quiet,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Number(Number::of_count(count))
    }
}

fn columns(headings: &[(&str, f64)]) -> Vec<Heading> {
    headings.iter().map(|(title, width)| Heading { title: (*title).to_owned(), width: *width }).collect()
}

/// A word in both languages.
fn both(zh: &str, en: &str) -> String {
    format!("{zh} {en}")
}

/// Makes the pages of a roll-up.
pub(super) struct Pages<'p> {
    standard: &'p Standard,
    rolled: &'p RollUp<'p>,
    as_of: String,
    facts: BTreeMap<&'p str, usize>,
}

impl<'p> Pages<'p> {
    pub fn new(assessment: &'p Assessment<'p>, rolled: &'p RollUp<'p>) -> Self {
        let facts = assessment.regions.iter().map(|own| (own.region.code.as_str(), own.facts.count()));
        Self { standard: assessment.standard, rolled, as_of: assessment.as_of.to_string(), facts: facts.collect() }
    }

    /// The pages for one superior, or for the whole.
    pub fn of(&self, superior: Option<&Superior<'_>>) -> Vec<Page> {
        let scope = Scope::of(self.rolled, superior);
        let mut pages = vec![self.notes(superior), self.deliveries(&scope), self.figures(&scope)];
        for (number, summary) in (1..).zip(&self.standard.summaries) {
            pages.extend(self.regions(number, summary, &scope));
        }
        for (number, plan) in (1..).zip(&self.rolled.plans) {
            pages.push(self.duties(number, plan, &scope));
            pages.push(self.duty_counts(number, plan, &scope));
            pages.push(self.superior_counts(number, plan, &scope));
        }
        pages
    }

    fn title(&self, of: &str) -> String {
        let manifest = &self.standard.manifest;
        format!("{of} · {} {} · 截至 as of {}", manifest.title.zh, manifest.version, self.as_of)
    }

    fn level(&self, region: &Region) -> String {
        self.standard.manifest.level(&region.level, Language::Zh).to_owned()
    }

    fn notes(&self, superior: Option<&Superior<'_>>) -> Page {
        let scope = superior.map_or_else(|| "全部 all".to_owned(), |one| one.region.name.clone());
        let due = self.rolled.deliveries.due.map(|due| due.to_string()).unwrap_or_default();
        let mut rows: Vec<Vec<Cell>> = vec![
            vec!["范围 scope".into(), scope.into(), Cell::Empty],
            vec!["报送期限 due".into(), due.into(), Cell::Empty],
        ];
        for [word, zh, en] in EXPLAINED {
            rows.push(vec![word.into(), zh.into(), en.into()]);
        }
        for standing in Standing::ALL {
            let word = both(standing.text(Language::Zh), standing.text(Language::En));
            let definition = |language| Cell::from(standing.definition(language));
            rows.push(vec![word.into(), definition(Language::Zh), definition(Language::En)]);
        }
        Page {
            name: "说明 Notes".to_owned(),
            title: self.title("汇总 Roll-up"),
            columns: columns(&[("词 word", 24.0), ("意思", 60.0), ("meaning", 60.0)]),
            rows,
            fixed: 1,
        }
    }

    fn deliveries(&self, scope: &Scope<'_>) -> Page {
        let within = self.rolled.deliveries.regions.iter().filter(|one| scope.includes(one.region));
        Page {
            name: "报送 Delivery".to_owned(),
            title: self.title("报送情况 Delivery"),
            columns: columns(&[
                ("代码 code", 14.0),
                ("名称 name", 20.0),
                ("层级 level", 12.0),
                ("上级 reports to", 20.0),
                ("应报 expected", 10.0),
                ("情况 status", 24.0),
                ("报送日期 submitted on", 14.0),
                ("经由 via", 16.0),
                ("事实数 facts", 10.0),
                ("文件 files", 40.0),
            ]),
            rows: within.map(|delivery| self.delivery(delivery)).collect(),
            fixed: 2,
        }
    }

    fn delivery(&self, delivery: &Delivery<'_>) -> Vec<Cell> {
        let words: Vec<String> =
            delivery.statuses.iter().map(|status| both(status.text(Language::Zh), status.text(Language::En))).collect();
        let tone = if [Status::Missing, Status::Twice, Status::Unreadable].iter().any(|status| delivery.is(*status)) {
            Tone::Bad
        } else if [Status::Late, Status::WrongSuperior].iter().any(|status| delivery.is(*status)) {
            Tone::Warning
        } else if delivery.is(Status::Submitted) {
            Tone::Good
        } else {
            Tone::Quiet
        };
        let facts = self.facts.get(delivery.region.code.as_str()).copied().unwrap_or_default();
        vec![
            delivery.region.code.as_str().into(),
            delivery.region.name.as_str().into(),
            self.level(delivery.region).into(),
            delivery.superior.map_or(Cell::Empty, |superior| superior.name.as_str().into()),
            if delivery.expected { "是 yes" } else { "否 no" }.into(),
            Cell::Toned(words.join("，"), tone),
            delivery.submitted_on.map(|day| day.to_string()).unwrap_or_default().into(),
            delivery.via.map_or(Cell::Empty, |via| via.name.as_str().into()),
            facts.into(),
            delivery.files.join("\n").into(),
        ]
    }

    fn figures(&self, scope: &Scope<'_>) -> Page {
        let mut rows = Vec::new();
        for superior in &scope.superiors {
            for summary in &superior.summaries {
                rows.extend(summary.totals.iter().map(|total| figure(superior, summary.summary, total)));
            }
        }
        Page {
            name: "汇总数 Figures".to_owned(),
            title: self.title("汇总数 Figures"),
            columns: columns(&[
                ("上级代码 superior", 12.0),
                ("上级 superior", 16.0),
                ("汇总 summary", 18.0),
                ("汇总数 figure", 28.0),
                ("算法 made by", 14.0),
                ("数值 value", 12.0),
                ("精确值 exact", 14.0),
                ("单位 unit", 8.0),
                ("下限 at least", 12.0),
                ("上限 at most", 12.0),
                ("已知 known", 8.0),
                ("地区 regions", 8.0),
                ("不适用 n/a", 8.0),
                ("覆盖 coverage", 10.0),
                ("最差 worst", 20.0),
                ("共用 sharing", 30.0),
                ("上级自报 own", 12.0),
                ("对账 agreement", 20.0),
                ("说明 note", 40.0),
            ]),
            rows,
            fixed: 4,
        }
    }

    fn regions(&self, number: usize, summary: &Summary, scope: &Scope<'_>) -> Option<Page> {
        let mut rows = Vec::new();
        for superior in &scope.superiors {
            let own = superior.summaries.iter().filter(|known| known.summary.id == summary.id);
            for totals in own.map(|known| &known.totals) {
                let regions = totals.first().map(|total| total.contributions.as_slice()).unwrap_or_default();
                for (at, Contribution { region, .. }) in regions.iter().enumerate() {
                    let mut row: Vec<Cell> = vec![
                        superior.region.name.as_str().into(),
                        region.code.as_str().into(),
                        region.name.as_str().into(),
                        self.level(region).into(),
                    ];
                    row.extend(totals.iter().map(|total| given(total, total.contributions.get(at))));
                    rows.push(row);
                }
            }
        }
        let fixed = columns(&[("上级 superior", 16.0), ("代码 code", 14.0), ("名称 name", 20.0), ("层级 level", 12.0)]);
        let figures = summary.figures.iter().map(|figure| Heading { title: figure.title.zh.clone(), width: 16.0 });
        (!rows.is_empty()).then(|| Page {
            name: format!("地区 Regions {number}"),
            title: self.title(&summary.title.zh),
            columns: fixed.into_iter().chain(figures).collect(),
            rows,
            fixed: 3,
        })
    }

    fn duties(&self, number: usize, plan: &PlanProgress<'_>, scope: &Scope<'_>) -> Page {
        let mut by_region: BTreeMap<&str, Vec<Option<&Progress<'_>>>> = BTreeMap::new();
        for (column, duty) in plan.duties.iter().enumerate() {
            for progress in duty.regions.iter().filter(|progress| scope.includes(progress.region)) {
                let row = by_region.entry(&progress.region.code).or_insert_with(|| vec![None; plan.duties.len()]);
                if let Some(cell) = row.get_mut(column) {
                    *cell = Some(progress);
                }
            }
        }
        let rows = self.standard.registry.regions().iter().filter_map(|region| {
            let known = by_region.get(region.code.as_str())?;
            let mut row: Vec<Cell> =
                vec![region.code.as_str().into(), region.name.as_str().into(), self.level(region).into()];
            row.extend(known.iter().map(|progress| progress.map_or(Cell::Empty, |one| self.progress(plan, one))));
            Some(row)
        });
        let duty = |duty: &DutyProgress<'_>| Heading {
            title: format!("{} {}\n{}", duty.duty.number, duty.duty.title.zh, deadline(duty)),
            width: 18.0,
        };
        Page {
            name: format!("举措 Measures {number}"),
            title: self.title(&plan.plan.title.zh),
            rows: rows.collect(),
            columns: columns(&[("代码 code", 14.0), ("名称 name", 20.0), ("层级 level", 12.0)])
                .into_iter()
                .chain(plan.duties.iter().map(duty))
                .collect(),
            fixed: 2,
        }
    }

    fn progress(&self, plan: &PlanProgress<'_>, progress: &Progress<'_>) -> Cell {
        let word = both(progress.standing.text(Language::Zh), progress.standing.text(Language::En));
        // Where the standing does not say what was reported, the report does.
        let reported = progress
            .reported
            .as_deref()
            .filter(|_| !matches!(progress.standing, Standing::Done | Standing::NotApplicable | Standing::External));
        let text = match reported {
            Some(state) => format!("{word}（{}）", plan.state(self.standard, state, Language::Zh)),
            None => word,
        };
        match tone(progress.standing) {
            Some(tone) => Cell::Toned(text, tone),
            None => text.into(),
        }
    }

    fn duty_counts(&self, number: usize, plan: &PlanProgress<'_>, scope: &Scope<'_>) -> Page {
        let levels = self.standard.registry.values("level");
        let mut rows = Vec::new();
        for duty in &plan.duties {
            let of_level = |level: &str| duty.counts(|region| region.level == level && scope.includes(region));
            for level in &levels {
                let counts = of_level(level);
                if counts.is_empty() {
                    continue;
                }
                let level = self.standard.manifest.level(level, Language::Zh);
                let mut row: Vec<Cell> = vec![
                    duty.duty.number.as_str().into(),
                    duty.duty.title.zh.as_str().into(),
                    deadline(duty).into(),
                    duty.duty.units.join("；").into(),
                    level.into(),
                ];
                row.extend(Standing::ALL.iter().map(|standing| counted(&counts, *standing)));
                rows.push(row);
            }
        }
        let fixed = columns(&[
            ("序号 no.", 8.0),
            ("举措 measure", 40.0),
            ("时限 due", 14.0),
            ("责任单位 responsible", 30.0),
            ("层级 level", 14.0),
        ]);
        Page {
            name: format!("举措计数 By measure {number}"),
            title: self.title(&plan.plan.title.zh),
            columns: fixed.into_iter().chain(standings()).collect(),
            rows,
            fixed: 2,
        }
    }

    fn superior_counts(&self, number: usize, plan: &PlanProgress<'_>, scope: &Scope<'_>) -> Page {
        let rows = scope.superiors.iter().map(|superior| {
            let counts = plan.counts(&superior.codes());
            let mut row: Vec<Cell> = vec![
                superior.region.code.as_str().into(),
                superior.region.name.as_str().into(),
                self.level(superior.region).into(),
                superior.bundle.len().into(),
            ];
            row.extend(Standing::ALL.iter().map(|standing| counted(&counts, *standing)));
            row
        });
        let fixed =
            columns(&[("代码 code", 14.0), ("名称 name", 20.0), ("层级 level", 12.0), ("地区（含自身）regions", 14.0)]);
        Page {
            name: format!("上级计数 By superior {number}"),
            title: self.title(&plan.plan.title.zh),
            rows: rows.collect(),
            columns: fixed.into_iter().chain(standings()).collect(),
            fixed: 2,
        }
    }
}

/// What a workbook is about.
struct Scope<'s> {
    /// The regions; `None`: all.
    codes: Option<BTreeSet<&'s str>>,
    /// The superiors among them.
    superiors: Vec<&'s Superior<'s>>,
}

impl<'s> Scope<'s> {
    fn of(rolled: &'s RollUp<'s>, superior: Option<&'s Superior<'_>>) -> Self {
        let codes = superior.map(Superior::codes);
        let within = |one: &&Superior<'_>| codes.as_ref().is_none_or(|codes| codes.contains(one.region.code.as_str()));
        let superiors = rolled.superiors.iter().filter(within).collect();
        Self { codes, superiors }
    }

    fn includes(&self, region: &Region) -> bool {
        self.codes.as_ref().is_none_or(|codes| codes.contains(region.code.as_str()))
    }
}

/// Words of the other pages, with what they mean.
const EXPLAINED: [[&str; 3]; 9] = [
    [
        "数值 value",
        "按已知的地区算出；一个都不知道就没有数，没有数不是零",
        "over the regions of which it is known; without any there is no value, which is not zero",
    ],
    [
        "已知 known",
        "知道这个数的地区；分母是地区名录里的地区，不是交了填报的地区",
        "regions of which it is known; of all in the registry, not of those that handed in",
    ],
    [
        "下限、上限 at least, at most",
        "不知道的地区无论是多少，数都在两者之间；空着的是推不出来",
        "whatever the unknown is, the figure lies between them; empty where nothing tells",
    ],
    ["覆盖 coverage", "已知的地区 ÷ 适用的地区", "known ÷ applicable regions"],
    [
        "共用 sharing",
        "几地共用一处的只计一次；其中一地报的算各地报的，报的不一样就按未知处理",
        "what several regions share counts once; what one of them says holds for all; where they differ it is unknown",
    ],
    [
        "对账 agreement",
        "上级自报的数与所属地区合计是否一致；只在能证明不一致时才算问题",
        "whether the superior's own figure is what those below add up to; a problem only where it is proved",
    ],
    ["缺报 missing", "应报而没有收到任何文件", "expected, and no file has come"],
    ["重报 twice", "收到不止一份，几份都没有采用", "more than one has come, and none is used"],
    [
        "经由不对 wrong superior",
        "没有经应经的上级报送；照样检查",
        "it came through another superior than the right one; it is checked all the same",
    ],
];

fn standings() -> impl Iterator<Item = Heading> {
    Standing::ALL
        .into_iter()
        .map(|standing| Heading { title: both(standing.text(Language::Zh), standing.text(Language::En)), width: 12.0 })
}

fn counted(counts: &BTreeMap<Standing, usize>, standing: Standing) -> Cell {
    counts.get(&standing).map_or(Cell::Empty, |count| (*count).into())
}

fn deadline(duty: &DutyProgress<'_>) -> String {
    match duty.due {
        _ if duty.duty.continuous => "持续 continuous".to_owned(),
        Some(due) => due.to_string(),
        None => String::new(),
    }
}

fn tone(standing: Standing) -> Option<Tone> {
    match standing {
        Standing::Overdue => Some(Tone::Bad),
        Standing::NotReported | Standing::Due => Some(Tone::Warning),
        Standing::Done => Some(Tone::Good),
        Standing::NotApplicable | Standing::External | Standing::Optional => Some(Tone::Quiet),
        Standing::NotDue | Standing::Continuous => None,
    }
}

/// A number of a total, in percent where it is shown so.
fn number(total: &Total<'_>, number: Option<&Number>) -> Cell {
    match number {
        Some(number) if wording::is_percent(total) => Cell::Percent(number.clone()),
        Some(number) => Cell::Number(number.clone()),
        None => Cell::Empty,
    }
}

fn figure(superior: &Superior<'_>, summary: &Summary, total: &Total<'_>) -> Vec<Cell> {
    let exact = match (&total.fraction, &total.value) {
        (Some((above, below)), _) => format!("{above}/{below}"),
        (None, Some(value)) => value.to_string(),
        (None, None) => String::new(),
    };
    let word = |agreement: Agreement| match agreement {
        Agreement::Agrees => Cell::Toned("一致 agrees".to_owned(), Tone::Good),
        Agreement::Differs | Agreement::Exceeds | Agreement::FallsShort => {
            Cell::Toned("不一致 differs".to_owned(), Tone::Bad)
        }
        Agreement::Unknown => Cell::Toned("尚不能定 unknown".to_owned(), Tone::Quiet),
        Agreement::NotApplicable => Cell::Toned("不适用 not applicable".to_owned(), Tone::Quiet),
    };
    let own = total.identity.as_ref().and_then(|identity| identity.own.as_ref());
    vec![
        superior.region.code.as_str().into(),
        superior.region.name.as_str().into(),
        summary.title.zh.as_str().into(),
        total.figure.title.zh.as_str().into(),
        made_by(&total.figure.operation).into(),
        number(total, total.value.as_ref()),
        exact.into(),
        total.unit.symbol.as_str().into(),
        number(total, total.lower.as_ref()),
        number(total, total.upper.as_ref()),
        total.known().into(),
        total.regions().into(),
        total.not_applicable().into(),
        total.coverage().map_or(Cell::Empty, Cell::Percent),
        wording::regions(total.worst.iter().copied(), Language::Zh).into(),
        wording::sharing(total, Language::Zh).join("；").into(),
        number(total, own),
        total.identity.as_ref().map_or(Cell::Empty, |identity| word(identity.state)),
        wording::disagreement(superior, total, Language::Zh).unwrap_or_default().into(),
    ]
}

fn made_by<E>(operation: &Operation<E>) -> &'static str {
    match operation {
        Operation::Count(_) => "计数 count",
        Operation::Share(_) => "占比 share",
        Operation::Sum(_) => "合计 sum",
        Operation::Ratio { .. } => "合计之比 ratio",
        Operation::Worst { .. } => "最差 worst",
    }
}

/// What one region adds to a figure.
fn given(total: &Total<'_>, contribution: Option<&Contribution<'_>>) -> Cell {
    let is_condition = matches!(total.figure.operation, Operation::Count(_) | Operation::Share(_));
    match contribution.map(|contribution| &contribution.given) {
        Some(Given::Known(number)) if is_condition => if number.is_zero() { "否 no" } else { "是 yes" }.into(),
        Some(Given::Known(number)) => Cell::Number(number.clone()),
        Some(Given::Pair(above, below)) => format!("{above} / {below}").into(),
        Some(Given::NotApplicable) => Cell::Toned("不适用 n/a".to_owned(), Tone::Quiet),
        Some(Given::Unknown) | None => Cell::Toned("未报 not reported".to_owned(), Tone::Quiet),
    }
}
