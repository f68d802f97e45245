//! Why a region has its score: the whole as a tree, or one line down to the facts it was made of and the clauses it serves.

mod advice;
mod line;
mod tree;

pub use line::line;
pub use tree::scorecard;

use crate::base::number::Number;
use crate::base::real::Real;
use crate::base::text::safe;
use crate::check::{Assessment, Context};
use crate::diagnostic::{Language, SourceMap};
use crate::improvement::Goal;
use crate::report::wording;
use crate::score::{Part, Peers, Scorecard};
use crate::standard::Label;

/// What an explanation is made of.
pub struct Subject<'s, 'a> {
    /// The views of all regions of the round.
    pub contexts: &'s [Context<'a>],
    /// The cards of the system, a region each, in the order of `contexts`; `None` for regions that it does not score.
    pub cards: &'s [Option<&'s Scorecard<'a>>],
    /// Which region is explained.
    pub region: usize,
    /// What its points are compared with.
    pub peers: &'s Peers<'a>,
    /// What is to be reached; `None`: the next grade.
    pub goal: Option<Goal<'s>>,
    /// The texts that were read.
    pub sources: &'s SourceMap,
    /// The language of the explanation.
    pub language: Language,
}

impl<'a> Subject<'_, 'a> {
    fn context(&self) -> Option<&Context<'a>> {
        self.contexts.get(self.region)
    }

    fn card(&self) -> Option<&Scorecard<'a>> {
        self.cards.get(self.region).copied().flatten()
    }

    fn assessment(&self) -> Option<&'a Assessment<'a>> {
        self.context().map(|context| context.assessment)
    }

    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    fn title(&self, label: &Label) -> String {
        safe(label.text(self.language)).into_owned()
    }

    /// Region, level and system.
    fn heading(&self, card: &Scorecard<'_>) -> String {
        let Some(context) = self.context() else { return String::new() };
        let region = context.region;
        let level = context.assessment.standard.manifest.level(&region.level, self.language);
        let name = format!("{} {} {}", safe(&region.name), safe(&region.code), safe(level));
        let as_of = self.pick("截至", "as of");
        format!(
            "{name} · {} [{}] · {as_of} {}\n",
            self.title(&card.system.title),
            safe(&card.system.id),
            context.assessment.as_of
        )
    }

    /// A score as it is published and, where that differs, exactly.
    fn both(&self, card: &Scorecard<'_>, number: &Real) -> String {
        let (published, exact) = (card.published(number), number.to_string());
        let is_same = Number::parse(&published).ok().as_ref() == number.as_exact();
        if is_same { published } else { format!("{published} ({}{exact})", self.pick("精确值 ", "exactly ")) }
    }

    fn end(&self, card: &Scorecard<'_>, end: Option<&Real>) -> String {
        end.map_or_else(|| "…".to_owned(), |end| card.published(end))
    }

    /// The score, or why there is none.
    fn verdict(&self, card: &Scorecard<'_>) -> String {
        match (&card.value, card.withheld) {
            (Some(value), _) => self.both(card, value),
            (None, withheld) => {
                let reason = withheld.map_or("", |withheld| wording::withheld(withheld, self.language));
                match self.language {
                    Language::Zh => format!("不出分（{reason}）"),
                    Language::En => format!("no score ({reason})"),
                }
            }
        }
    }

    fn part(&self, part: Part) -> &'static str {
        match part {
            Part::Indicator { .. } => self.pick("指标", "indicator"),
            Part::Bonus => self.pick("加分项", "bonus"),
            Part::Deduction => self.pick("扣分项", "deduction"),
            Part::Veto => self.pick("否决项", "veto"),
        }
    }

    /// A difference with its sign.
    fn signed(&self, difference: &Real) -> String {
        let text = difference.to_string();
        if difference.low().is_negative() || text.starts_with('-') {
            text.replace('-', "−")
        } else {
            format!("+{text}")
        }
    }
}
