//! `explain --round`: why a region has its score.

use crate::base::number::Number;
use crate::check::{Assessment, Context};
use crate::cli::Ending;
use crate::cli::arguments::ExplainArguments;
use crate::cli::console::Console;
use crate::cli::round::{Opened, Submitted};
use crate::diagnostic::catalogue::tool as messages;
use crate::diagnostic::{Diagnostic, Level, has_errors};
use crate::improvement::Goal;
use crate::report::explanation::{self, Subject};
use crate::score::{Peers, Scorecard, score_all};
use crate::standard::indicator::IndicatorSystem;
use crate::standard::names::suggested;
use std::path::Path;

/// Explains the score of a region in a round.
pub fn run(round: &Path, region: &str, arguments: &ExplainArguments, console: &Console) -> Ending {
    match explained(round, region, arguments, console) {
        Ok(ending) | Err(ending) => ending,
    }
}

fn explained(round: &Path, region: &str, arguments: &ExplainArguments, console: &Console) -> Result<Ending, Ending> {
    let mut opened = Opened::open(round, arguments.standard.as_deref(), arguments.as_of.as_deref(), console)?;
    let standard = opened.compile(console)?;
    let Submitted { submissions, .. } = opened.read(&standard);
    let Opened { as_of, sources, mut diagnostics, .. } = opened;
    let assessment = Assessment::new(&standard, as_of, &submissions, &mut diagnostics);
    let own = assessment.regions.iter().position(|own| own.region.code == region).ok_or_else(|| {
        let known = suggested(region, assessment.regions.iter().map(|own| own.region.code.as_str()));
        refuse(Diagnostic::new(&messages::NO_REGION).with("region", region).with("known", known), console)
    })?;
    let contexts = Context::all(&assessment);
    let cards = score_all(&contexts, &mut diagnostics);
    let system = system(&assessment, own, &cards, arguments, console)?;
    let of_system: Vec<Option<&Scorecard<'_>>> =
        cards.iter().map(|cards| cards.iter().find(|card| card.system.id == system.id)).collect();
    let Some(card) = of_system.get(own).copied().flatten() else {
        return Err(refuse(not_scored(&system.id, region), console));
    };
    let line = match &arguments.indicator {
        None => None,
        Some(id) => Some(card.lines.iter().position(|line| line.id == id).ok_or_else(|| {
            let known = suggested(id, card.lines.iter().map(|line| line.id));
            let unknown = Diagnostic::new(&messages::NO_LINE).with("name", id).with("system", &system.id);
            refuse(unknown.with("known", known), console)
        })?),
    };
    let goal = goal(card, own, &contexts, &of_system, arguments, console)?;
    let peers = Peers::of(&assessment);
    let subject = Subject {
        contexts: &contexts,
        cards: &of_system,
        region: own,
        peers: &peers,
        goal,
        sources: &sources,
        language: console.language,
    };
    console.print(&match line {
        Some(line) => explanation::line(&subject, line),
        None => explanation::scorecard(&subject),
    });
    // What `check` says of a round is not said again, but what stands in the way of facts is.
    let errors: Vec<Diagnostic> = diagnostics.into_iter().filter(|found| found.level == Level::Error).collect();
    console.report(&errors, &sources);
    Ok(if has_errors(&errors) { Ending::Wrong } else { Ending::Holds })
}

fn refuse(diagnostic: Diagnostic, console: &Console) -> Ending {
    console.complain(diagnostic);
    Ending::Wrong
}

fn not_scored(system: &str, region: &str) -> Diagnostic {
    Diagnostic::new(&messages::NOT_SCORED).with("system", system).with("region", region)
}

/// The system that is asked for, or the first one that scores the region.
fn system<'a>(
    assessment: &Assessment<'a>,
    own: usize,
    cards: &[Vec<Scorecard<'a>>],
    arguments: &ExplainArguments,
    console: &Console,
) -> Result<&'a IndicatorSystem, Ending> {
    let systems = &assessment.standard.systems;
    if let Some(id) = &arguments.system {
        return systems.iter().find(|system| system.id == *id).ok_or_else(|| {
            let known = suggested(id, systems.iter().map(|system| system.id.as_str()));
            refuse(Diagnostic::new(&messages::NO_SYSTEM).with("name", id).with("known", known), console)
        });
    }
    let first = cards.get(own).and_then(|cards| cards.first()).map(|card| card.system);
    first.ok_or_else(|| {
        let region = assessment.regions.get(own).map_or("", |own| &own.region.code);
        let ids: Vec<&str> = systems.iter().map(|system| system.id.as_str()).collect();
        refuse(not_scored(&ids.join(", "), region), console)
    })
}

/// What is to be reached, where that is said.
fn goal<'a>(
    card: &Scorecard<'a>,
    own: usize,
    contexts: &[Context<'_>],
    cards: &[Option<&Scorecard<'a>>],
    arguments: &ExplainArguments,
    console: &Console,
) -> Result<Option<Goal<'a>>, Ending> {
    if let Some(text) = &arguments.goal {
        return Number::parse(text)
            .map(|at| Some(Goal::Score(at)))
            .map_err(|_| refuse(Diagnostic::new(&messages::NO_SCORE).with("value", text), console));
    }
    let Some(place) = arguments.place else { return Ok(None) };
    let Some(ranking) = card.system.ranking.as_ref().filter(|ranking| place > 0 && ranking.is_by_score()) else {
        let wrong = Diagnostic::new(&messages::NO_PLACE).with("place", place).with("system", &card.system.id);
        return Err(refuse(wrong, console));
    };
    let class = |index: usize| contexts.get(index).map(|context| ranking.among.class(context.region));
    let others = cards.iter().enumerate().filter(|(index, _)| *index != own && class(*index) == class(own));
    let others: Vec<&Scorecard<'a>> = others.filter_map(|(_, card)| *card).collect();
    Ok(Goal::place(card, place, &others))
}
