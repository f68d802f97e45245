//! The chase list: superior by superior, whom to ask for what. As text to paste into a message, and as a table.

use super::wording::{self, pick};
use crate::base::csv_text;
use crate::base::date::Date;
use crate::base::text::safe_line;
use crate::check::Assessment;
use crate::diagnostic::{Diagnostic, Language};
use crate::rollup::{Delivery, RollUp, Status};
use crate::standard::Standard;
use crate::standard::registry::Region;
use std::fmt::Write as _;

/// What a superior is asked to see to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Matter {
    Missing,
    Twice,
    Unreadable,
    Corrections,
    Late,
    WrongSuperior,
    Figures,
}

impl Matter {
    /// All, the most urgent first.
    const ALL: [Self; 7] = [
        Self::Missing,
        Self::Twice,
        Self::Unreadable,
        Self::Corrections,
        Self::Late,
        Self::WrongSuperior,
        Self::Figures,
    ];

    fn text(self, language: Language) -> &'static str {
        match self {
            Self::Missing => pick(language, "尚未报送", "Not handed in yet"),
            Self::Twice => pick(language, "报了不止一份", "Handed in more than once"),
            Self::Unreadable => pick(language, "文件读不出", "Files that cannot be read"),
            Self::Corrections => pick(language, "需要更正", "To be corrected"),
            Self::Late => pick(language, "迟报", "Handed in late"),
            Self::WrongSuperior => pick(language, "没有经应经的上级报送", "Not handed in through the right superior"),
            Self::Figures => pick(language, "汇总数对不上", "Figures that do not agree"),
        }
    }

    /// What is asked.
    fn request(self, due: Option<Date>, as_of: Date, language: Language) -> String {
        match (self, due, language) {
            (Self::Missing, Some(due), Language::Zh) if as_of <= due => format!("请在 {due} 当日或之前报送。"),
            (Self::Missing, Some(due), Language::En) if as_of <= due => format!("Please hand it in by {due}."),
            (Self::Missing, Some(due), Language::Zh) => format!("期限 {due} 已过，请尽快补报。"),
            (Self::Missing, Some(due), Language::En) => format!("It was due on {due}; please hand it in soon."),
            (Self::Missing, None, _) => pick(language, "请尽快报送。", "Please hand it in soon.").to_owned(),
            (Self::Twice, ..) => pick(
                language,
                "几份都没有采用，请说明以哪一份为准。",
                "None of them was used; please say which one counts.",
            )
            .to_owned(),
            (Self::Unreadable, ..) => {
                pick(language, "请照检查报告改好后重报。", "Please mend it as the report says and hand it in again.")
                    .to_owned()
            }
            (Self::Corrections, ..) => pick(
                language,
                "其余内容已经采用，请照检查报告更正后重报。",
                "The rest was used; please correct it as the report says.",
            )
            .to_owned(),
            (Self::Late, ..) => {
                pick(language, "已经收到，请今后按期报送。", "It has arrived; please be in time from now on.")
                    .to_owned()
            }
            (Self::WrongSuperior, ..) => pick(
                language,
                "已经收到，请今后由应经的上级汇总后报送。",
                "It has arrived; from now on please let the right superior collect it.",
            )
            .to_owned(),
            (Self::Figures, ..) => pick(language, "请核对后更正。", "Please check and correct them.").to_owned(),
        }
    }
}

/// One thing about one region.
#[derive(Debug)]
struct Call<'a> {
    superior: Option<&'a Region>,
    region: &'a Region,
    matter: Matter,
    /// More about it, `[zh, en]`; may be empty.
    detail: [String; 2],
    files: Vec<String>,
}

/// All that is to be chased.
#[derive(Debug)]
pub(super) struct Chase<'a> {
    standard: &'a Standard,
    as_of: Date,
    due: Option<Date>,
    calls: Vec<Call<'a>>,
}

impl<'a> Chase<'a> {
    /// What the deliveries, the mistakes in submissions and the figures that do not agree ask for.
    pub fn of(assessment: &'a Assessment<'a>, rolled: &'a RollUp<'a>, diagnostics: &[Diagnostic]) -> Self {
        let mut calls: Vec<Call<'a>> = Vec::new();
        for delivery in &rolled.deliveries.regions {
            calls.extend(of_delivery(delivery, diagnostics));
        }
        for (superior, total) in rolled.disagreements() {
            let told = |language| wording::disagreement(superior, total, language).unwrap_or_default();
            calls.push(Call {
                // What a superior says of itself it has to see to itself.
                superior: Some(superior.region),
                region: superior.region,
                matter: Matter::Figures,
                detail: [told(Language::Zh), told(Language::En)],
                files: Vec::new(),
            });
        }
        Self { standard: assessment.standard, as_of: assessment.as_of, due: rolled.deliveries.due, calls }
    }

    /// The superiors that have something to see to, in the order of the registry; those at the top have none above them.
    fn superiors(&self) -> Vec<Option<&'a Region>> {
        let with_calls = |code: Option<&str>| {
            self.calls.iter().any(|call| call.superior.map(|superior| superior.code.as_str()) == code)
        };
        let regions = self.standard.registry.regions().iter();
        let regions = regions.filter(|region| with_calls(Some(&region.code))).map(Some);
        with_calls(None).then_some(None).into_iter().chain(regions).collect()
    }

    /// The list as plain text.
    pub fn text(&self, language: Language) -> String {
        let mut text = String::new();
        let manifest = &self.standard.manifest;
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", pick(language, "报送催办清单", "Chase list"));
        let _ = write!(
            text,
            "{} {} · {} {}",
            safe_line(manifest.title.text(language)),
            safe_line(&manifest.version),
            pick(language, "截至", "as of"),
            self.as_of
        );
        if let Some(due) = self.due {
            let _ = write!(text, " · {} {due}", pick(language, "报送期限", "due"));
        }
        text.push('\n');
        for superior in self.superiors() {
            self.section(&mut text, superior, language);
        }
        if self.calls.is_empty() {
            let _ = writeln!(text, "\n{}", pick(language, "没有要催办的事项。", "There is nothing to chase."));
        }
        text
    }

    fn section(&self, text: &mut String, superior: Option<&Region>, language: Language) {
        let code = superior.map(|superior| superior.code.as_str());
        let name = superior.map(|superior| safe_line(&superior.name));
        let _ = match (name, language) {
            (Some(name), Language::Zh) => writeln!(text, "\n【{name}】请协助办理以下事项，谢谢："),
            (Some(name), Language::En) => writeln!(text, "\n[{name}] Please see to the following; thank you:"),
            (None, Language::Zh) => writeln!(text, "\n【最上级】请办理以下事项，谢谢："),
            (None, Language::En) => writeln!(text, "\n[At the top] Please see to the following; thank you:"),
        };
        let mut number = 0;
        for matter in Matter::ALL {
            let of_superior = |call: &&Call<'_>| {
                call.matter == matter && call.superior.map(|superior| superior.code.as_str()) == code
            };
            let calls: Vec<&Call<'_>> = self.calls.iter().filter(of_superior).collect();
            if calls.is_empty() {
                continue;
            }
            number += 1;
            let items: Vec<String> = calls.iter().map(|call| item(call, language)).collect();
            let items = items.join(match (matter, language) {
                (Matter::Figures, Language::Zh) => "；",
                (Matter::Figures, Language::En) => "; ",
                (_, Language::Zh) => "、",
                (_, Language::En) => ", ",
            });
            let (what, request) = (matter.text(language), matter.request(self.due, self.as_of, language));
            let _ = match language {
                Language::Zh => writeln!(text, "{number}. {what}（{}）：{items}。{request}", calls.len()),
                Language::En => writeln!(text, "{number}. {what} ({}): {items}. {request}", calls.len()),
            };
        }
    }

    /// The list as CSV.
    pub fn csv(&self) -> String {
        let header = [
            "上级代码 superior_code",
            "上级 superior",
            "代码 code",
            "名称 name",
            "层级 level",
            "事项 matter",
            "说明 detail",
            "detail_en",
            "报送期限 due",
            "文件 files",
        ];
        let mut rows = vec![header.map(str::to_owned).to_vec()];
        for superior in self.superiors() {
            let code = superior.map(|superior| superior.code.as_str());
            let calls = self.calls.iter().filter(|call| call.superior.map(|known| known.code.as_str()) == code);
            rows.extend(calls.map(|call| self.row(call)));
        }
        csv_text::write(rows.into_iter())
    }

    fn row(&self, call: &Call<'_>) -> Vec<String> {
        let [zh, en] = &call.detail;
        let (code, name) =
            call.superior.map_or_else(Default::default, |superior| (superior.code.clone(), safe_line(&superior.name)));
        vec![
            code,
            name,
            call.region.code.clone(),
            safe_line(&call.region.name),
            safe_line(self.standard.manifest.level(&call.region.level, Language::Zh)),
            format!("{} {}", call.matter.text(Language::Zh), call.matter.text(Language::En)),
            zh.clone(),
            en.clone(),
            self.due.map(|due| due.to_string()).unwrap_or_default(),
            safe_line(&call.files.join("; ")),
        ]
    }
}

/// A region as it stands in a line.
fn item(call: &Call<'_>, language: Language) -> String {
    let [zh, en] = &call.detail;
    let detail = match language {
        Language::Zh => zh,
        Language::En => en,
    };
    let name = safe_line(&call.region.name);
    match (call.matter, detail.as_str(), language) {
        (Matter::Figures, detail, _) => detail.to_owned(),
        (_, "", _) => name,
        (_, detail, Language::Zh) => format!("{name}（{detail}）"),
        (_, detail, Language::En) => format!("{name} ({detail})"),
    }
}

/// What the delivery of one region asks for.
fn of_delivery<'a>(delivery: &'a Delivery<'a>, diagnostics: &[Diagnostic]) -> Vec<Call<'a>> {
    let mut calls = Vec::new();
    let mut add = |matter: Matter, detail: [String; 2]| {
        calls.push(Call {
            superior: delivery.superior,
            region: delivery.region,
            matter,
            detail,
            files: delivery.files.clone(),
        });
    };
    let files = || {
        let files: Vec<String> = delivery.files.iter().map(|file| safe_line(file)).collect();
        [files.join("、"), files.join(", ")]
    };
    if delivery.is(Status::Missing) {
        add(Matter::Missing, Default::default());
    }
    if delivery.is(Status::Twice) {
        add(Matter::Twice, files());
    }
    if delivery.is(Status::Unreadable) {
        add(Matter::Unreadable, files());
    }
    let of_region = |found: &&Diagnostic| {
        found.is_error() && found.place.is_some_and(|place| delivery.sources.contains(&place.source))
    };
    let mistakes = diagnostics.iter().filter(of_region).count();
    // Of two submissions it is not known which one is to be corrected.
    if mistakes > 0 && delivery.is(Status::Submitted) {
        let places = if mistakes == 1 { "place" } else { "places" };
        add(Matter::Corrections, [format!("{mistakes} 处"), format!("{mistakes} {places}")]);
    }
    if delivery.is(Status::Late)
        && let Some(day) = delivery.submitted_on
    {
        add(Matter::Late, [format!("{day} 报送"), format!("on {day}")]);
    }
    if let (true, Some(via)) = (delivery.is(Status::WrongSuperior), delivery.via) {
        let via = safe_line(&via.name);
        add(Matter::WrongSuperior, [format!("经{via}报送"), format!("through {via}")]);
    }
    calls
}
