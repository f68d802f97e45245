//! The roll-up for a person at a terminal: who handed in, then superior by superior a line a figure.

use super::wording;
use crate::base::text::{pad_to_width, safe};
use crate::diagnostic::Language;
use crate::rollup::{Delivery, PlanProgress, RollUp, Standing, Status, SummaryTotals, Superior, Total};
use crate::standard::Standard;
use std::fmt::Write as _;

/// How wide names stand, in terminal columns.
const NAME_WIDTH: usize = 18;
/// How wide the titles of figures stand.
const TITLE_WIDTH: usize = 28;
/// The statuses that are told with the names of the regions.
const NAMED: [Status; 5] = [Status::Missing, Status::Twice, Status::Unreadable, Status::Late, Status::WrongSuperior];

/// The roll-up as text. Everything that comes from files is made safe for a terminal.
pub(in crate::report) fn render(text: &mut String, standard: &Standard, roll_up: &RollUp<'_>, language: Language) {
    let writer = Writer { standard, roll_up, language };
    let heading = wording::pick(language, "汇总", "Roll-up");
    let all: Vec<&Delivery<'_>> = roll_up.deliveries.regions.iter().collect();
    // Where somebody reports to somebody, names stand with the superior.
    let is_flat = roll_up.superiors.is_empty();
    let _ = writeln!(text, "\n{heading} · {}", writer.delivered(&all, is_flat));
    let tops: Vec<&Delivery<'_>> = roll_up.deliveries.reporting_to(None).collect();
    let named = writer.named(&tops);
    if !is_flat && !named.is_empty() {
        let _ = writeln!(text, "  {}", named.join(" · "));
    }
    for superior in &roll_up.superiors {
        writer.superior(text, superior);
    }
}

struct Writer<'w> {
    standard: &'w Standard,
    roll_up: &'w RollUp<'w>,
    language: Language,
}

// Writing to a String cannot fail, so results of `write!` are let go of.
impl Writer<'_> {
    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        wording::pick(self.language, zh, en)
    }

    fn superior(&self, text: &mut String, superior: &Superior<'_>) {
        let region = superior.region;
        let direct: Vec<&Delivery<'_>> = self.roll_up.deliveries.reporting_to(Some(&region.code)).collect();
        let _ = write!(text, "{} {}", pad_to_width(&safe(&region.name), NAME_WIDTH), safe(&region.code));
        let _ = write!(text, " {}", safe(self.standard.manifest.level(&region.level, self.language)));
        let _ = writeln!(text, " · {}", self.delivered(&direct, true));
        for summary in &superior.summaries {
            self.summary(text, superior, summary);
        }
        for plan in &self.roll_up.plans {
            self.plan(text, superior, plan);
        }
    }

    /// How many are expected, how many handed in, and what is not as it should be, with names where they are wanted.
    fn delivered(&self, deliveries: &[&Delivery<'_>], named: bool) -> String {
        let expected = deliveries.iter().filter(|delivery| delivery.expected).count();
        let submitted = deliveries.iter().filter(|delivery| delivery.expected && delivery.is(Status::Submitted));
        let mut parts = vec![
            format!("{} {expected}", self.pick("应报", "expected")),
            format!("{} {}", Status::Submitted.text(self.language), submitted.count()),
        ];
        if named {
            parts.extend(self.named(deliveries));
        } else {
            for status in NAMED {
                let count = deliveries.iter().filter(|delivery| delivery.is(status)).count();
                if count > 0 {
                    parts.push(format!("{} {count}", status.text(self.language)));
                }
            }
        }
        parts.join(" · ")
    }

    fn named(&self, deliveries: &[&Delivery<'_>]) -> Vec<String> {
        let of = |status: Status| {
            let regions = deliveries.iter().filter(|delivery| delivery.is(status)).map(|delivery| delivery.region);
            let regions: Vec<_> = regions.collect();
            let names = wording::regions(regions.iter().copied(), self.language);
            let word = status.text(self.language);
            match self.language {
                Language::Zh => (!regions.is_empty()).then(|| format!("{word} {}（{names}）", regions.len())),
                Language::En => (!regions.is_empty()).then(|| format!("{word} {} ({names})", regions.len())),
            }
        };
        NAMED.into_iter().filter_map(of).collect()
    }

    fn summary(&self, text: &mut String, superior: &Superior<'_>, summary: &SummaryTotals<'_>) {
        let _ = writeln!(text, "  {}", safe(summary.summary.title.text(self.language)));
        // What nobody knows anything of takes one line together.
        let is_empty = |total: &&Total<'_>| total.known() + total.not_applicable() == 0;
        let (empty, told): (Vec<&Total<'_>>, Vec<&Total<'_>>) = summary.totals.iter().partition(is_empty);
        for total in told {
            self.total(text, superior, total);
        }
        if !empty.is_empty() {
            let titles = wording::titles(&empty, self.language);
            let _ = writeln!(text, "    {}{titles}", self.pick("无一已知：", "nothing known: "));
        }
        for total in empty {
            self.disagreement(text, superior, total);
        }
    }

    fn total(&self, text: &mut String, superior: &Superior<'_>, total: &Total<'_>) {
        let title = pad_to_width(&safe(total.figure.title.text(self.language)), TITLE_WIDTH);
        let mut parts = vec![wording::coverage(total, self.language)];
        parts.extend(Some(wording::bounds(total, self.language)).filter(|bounds| !bounds.is_empty()));
        if !total.worst.is_empty() {
            let worst = wording::regions(total.worst.iter().copied(), self.language);
            parts.push(format!("{}{worst}", self.pick("最差：", "worst: ")));
        }
        parts.extend(wording::sharing(total, self.language));
        let _ = writeln!(text, "    {title} {} · {}", wording::value(total, self.language), parts.join(" · "));
        self.disagreement(text, superior, total);
    }

    fn disagreement(&self, text: &mut String, superior: &Superior<'_>, total: &Total<'_>) {
        if let Some(told) = wording::disagreement(superior, total, self.language) {
            let word = pad_to_width(self.pick("问题", "problem"), 8);
            let _ = writeln!(text, "  ✗ {word} {told}");
        }
    }

    fn plan(&self, text: &mut String, superior: &Superior<'_>, plan: &PlanProgress<'_>) {
        let counts = plan.counts(&superior.codes());
        let shown = Standing::ALL.iter().filter_map(|standing| {
            counts.get(standing).map(|count| format!("{} {count}", standing.text(self.language)))
        });
        let shown = shown.collect::<Vec<_>>().join(" · ");
        if !shown.is_empty() {
            let _ = writeln!(text, "  {}  {shown}", safe(plan.plan.title.text(self.language)));
        }
    }
}
