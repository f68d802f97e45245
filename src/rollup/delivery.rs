//! Who handed in, and how: held against the registry, not against what arrived.

use crate::analysis::Asked;
use crate::base::date::Date;
use crate::diagnostic::catalogue::{declaration, round as messages};
use crate::diagnostic::{Diagnostic, Language, SourceId};
use crate::standard::Standard;
use crate::standard::names::{dangling, suggested};
use crate::standard::registry::Region;
use crate::submission::Round;
use crate::submission::round::Arrival;
use std::collections::{BTreeMap, BTreeSet};

/// Something that can be said of what a region handed in. Several can hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// There is a submission, and it was read.
    Submitted,
    /// One is expected, and no file is there for the region.
    Missing,
    /// There are two or more, of which none counts.
    Twice,
    /// A file is there for the region and could not be read.
    Unreadable,
    /// It was handed in after the last day.
    Late,
    /// It came through somebody else than the one to whom the region reports.
    WrongSuperior,
    /// None is expected.
    NotExpected,
}

impl Status {
    /// All, in the order in which reports list them.
    pub const ALL: [Self; 7] = [
        Self::Submitted,
        Self::Missing,
        Self::Twice,
        Self::Unreadable,
        Self::Late,
        Self::WrongSuperior,
        Self::NotExpected,
    ];

    /// The word in reports.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Missing => "missing",
            Self::Twice => "twice",
            Self::Unreadable => "unreadable",
            Self::Late => "late",
            Self::WrongSuperior => "wrong-superior",
            Self::NotExpected => "not-expected",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        match language {
            Language::En => match self {
                Self::WrongSuperior => "wrong superior",
                Self::NotExpected => "not expected",
                _ => self.keyword(),
            },
            Language::Zh => match self {
                Self::Submitted => "已报",
                Self::Missing => "缺报",
                Self::Twice => "重报",
                Self::Unreadable => "读不出",
                Self::Late => "迟报",
                Self::WrongSuperior => "经由不对",
                Self::NotExpected => "不用报",
            },
        }
    }
}

/// What became of one region's submission.
#[derive(Debug, Clone)]
pub struct Delivery<'a> {
    /// The region.
    pub region: &'a Region,
    /// To whom it reports; `None` at the top.
    pub superior: Option<&'a Region>,
    /// Whether a submission of it is expected.
    pub expected: bool,
    /// All that holds of it, in the order of [`Status::ALL`].
    pub statuses: Vec<Status>,
    /// The day on which it was handed in, where it is stated.
    pub submitted_on: Option<Date>,
    /// Through whom it came, where anything says so.
    pub via: Option<&'a Region>,
    /// Its files, by their paths in the round.
    pub files: Vec<String>,
    /// The texts of its submissions, for messages about them.
    pub sources: Vec<SourceId>,
}

impl Delivery<'_> {
    /// Whether that holds.
    #[must_use]
    pub fn is(&self, status: Status) -> bool {
        self.statuses.contains(&status)
    }
}

/// The deliveries of a round.
#[derive(Debug, Clone)]
pub struct Deliveries<'a> {
    /// The last day on which a submission is in time.
    pub due: Option<Date>,
    /// One entry per region of the registry, in its order.
    pub regions: Vec<Delivery<'a>>,
}

impl<'a> Deliveries<'a> {
    /// Holds what came against the registry. What came late, the wrong way or without being asked for is told at its place.
    pub fn of(standard: &'a Standard, round: &Round, arrivals: &[Arrival], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let registry = &standard.registry;
        let mut by_region: BTreeMap<&str, Vec<&Arrival>> = BTreeMap::new();
        for arrival in arrivals {
            by_region.entry(&arrival.region).or_default().push(arrival);
        }
        let expects = Expectation::of(standard, round, diagnostics);
        let regions = registry.regions().iter().map(|region| {
            let came = by_region.get(region.code.as_str()).map(Vec::as_slice).unwrap_or_default();
            let expected = expects.includes(standard, region);
            let delivery = delivery(standard, region, expected, round.due, came);
            tell(&delivery, round.due, came, diagnostics);
            delivery
        });
        Self { due: round.due, regions: regions.collect() }
    }

    /// The entry of a region.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Delivery<'a>> {
        self.regions.iter().find(|delivery| delivery.region.code == code)
    }

    /// Those that report directly to the region; to nobody where it is `None`.
    pub fn reporting_to<'d>(&'d self, superior: Option<&'d str>) -> impl Iterator<Item = &'d Delivery<'a>> {
        self.regions.iter().filter(move |delivery| delivery.superior.map(|region| region.code.as_str()) == superior)
    }
}

/// Of whom a submission is expected.
struct Expectation {
    levels: BTreeSet<String>,
    collector: Option<String>,
}

impl Expectation {
    fn of(standard: &Standard, round: &Round, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let known = standard.registry.values("level");
        for level in round.expects.iter().filter(|level| !known.contains(&level.value.as_str())) {
            diagnostics.push(dangling("level", level, known.iter().copied()));
        }
        let levels = if round.expects.is_empty() {
            let asked = Asked::of(standard);
            known.into_iter().filter(|level| !asked.of_level(level).is_empty()).map(str::to_owned).collect()
        } else {
            round.expects.iter().map(|level| level.value.clone()).collect()
        };
        let collector = round.collected_by.as_ref().filter(|code| {
            let is_known = standard.registry.get(&code.value).is_some();
            if !is_known {
                let codes = standard.registry.regions().iter().map(|region| region.code.as_str());
                diagnostics.push(
                    Diagnostic::new(&declaration::NOT_IN_REGISTRY)
                        .with("value", &code.value)
                        .with("known", suggested(&code.value, codes))
                        .at(code.span),
                );
            }
            is_known
        });
        Self { levels, collector: collector.map(|code| code.value.clone()) }
    }

    fn includes(&self, standard: &Standard, region: &Region) -> bool {
        let collects =
            |collector: &String| *collector == region.code || standard.registry.reports_below(&region.code, collector);
        self.levels.contains(&region.level) && self.collector.as_ref().is_none_or(collects)
    }
}

fn delivery<'a>(
    standard: &'a Standard,
    region: &'a Region,
    expected: bool,
    due: Option<Date>,
    came: &[&Arrival],
) -> Delivery<'a> {
    let registry = &standard.registry;
    let superior = registry.reports_to(&region.code);
    let read: Vec<_> = came.iter().filter_map(|arrival| arrival.content.as_ref()).collect();
    let only = match read.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let via = only.and_then(|only| only.via.as_deref()).and_then(|code| registry.get(code));
    let submitted_on = only.and_then(|only| only.submitted_on);
    let mut delivery = Delivery {
        region,
        superior,
        expected,
        statuses: Vec::new(),
        submitted_on,
        via,
        files: came.iter().map(|arrival| arrival.path.clone()).collect(),
        sources: read.iter().map(|content| content.source).collect(),
    };
    let holds = |status: &Status| match status {
        Status::Submitted => only.is_some(),
        Status::Missing => expected && came.is_empty(),
        Status::Twice => read.len() > 1,
        Status::Unreadable => came.iter().any(|arrival| arrival.content.is_none()),
        Status::Late => submitted_on.zip(due).is_some_and(|(day, due)| day > due),
        Status::WrongSuperior => via.is_some_and(|via| superior.is_none_or(|superior| via.code != superior.code)),
        Status::NotExpected => !expected,
    };
    delivery.statuses = Status::ALL.into_iter().filter(holds).collect();
    delivery
}

/// Says at its place what is not as it should be with the one submission of a region.
fn tell(delivery: &Delivery<'_>, due: Option<Date>, came: &[&Arrival], diagnostics: &mut Vec<Diagnostic>) {
    if !delivery.is(Status::Submitted) {
        return;
    }
    let Some(content) = came.iter().find_map(|arrival| arrival.content.as_ref()) else { return };
    let name = &delivery.region.name;
    if let (true, Some(day), Some(due)) = (delivery.is(Status::Late), delivery.submitted_on, due) {
        diagnostics.push(
            Diagnostic::new(&messages::LATE)
                .with("name", name)
                .with("submitted", day)
                .with("due", due)
                .at(content.span),
        );
    }
    if let (true, Some(via)) = (delivery.is(Status::WrongSuperior), delivery.via) {
        let diagnostic = match delivery.superior {
            Some(superior) => Diagnostic::new(&messages::WRONG_SUPERIOR).with("superior", &superior.name),
            None => Diagnostic::new(&messages::NO_SUPERIOR),
        };
        let place = content.via_span.unwrap_or(content.span);
        diagnostics.push(diagnostic.with("name", name).with("via", &via.name).at(place));
    }
    if delivery.is(Status::NotExpected) {
        diagnostics.push(Diagnostic::new(&messages::NOT_EXPECTED).with("name", name).at(content.span));
    }
}
