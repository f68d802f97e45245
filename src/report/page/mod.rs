//! The report of a check as one page for people: nothing is loaded, nothing runs, and it can be printed, read on a telephone and
//! read aloud.
//!
//! | file | writes |
//! | --- | --- |
//! | `round` | what the page is made of, and how its parts name each other |
//! | `shell` | what stands around it: head, style, contents, footer |
//! | `overview` | the whole at a glance: who handed in, outcomes, the map |
//! | `standings` | the scores of each system: distribution, order |
//! | `coherence` | what the round says of the indicators themselves |
//! | `roll_up` | what superiors are told |
//! | `regions`, `filter` | the regions, and choosing among them without a script |
//! | `findings`, `facts`, `card`, `matrix` | one region: outcomes, facts with their places, the arithmetic of its scores |
//! | `rules` | every rule with its clauses, once |
//! | `complaints` | what was wrong with the submissions |
//! | `table`, `tally`, `blocks` | tables, counts, regions by superior |
//!
//! What regions submit goes in as text only: [`Markup`] takes no other way.

mod blocks;
mod card;
mod coherence;
mod complaints;
mod facts;
mod filter;
mod findings;
mod matrix;
mod numbers;
mod overview;
mod regions;
mod roll_up;
mod rules;
mod shell;
mod standings;
mod table;
mod tally;

pub use shell::is_page;

use crate::base::markup::Markup;
use crate::report::Round;
use crate::report::picture::patterns;
use numbers::Numbers;

/// The page, with a final line break. The same round gives the same bytes.
#[must_use]
pub fn render(round: &Round<'_>) -> String {
    let numbers = Numbers::of(round);
    let blocks = blocks::of(round);
    let mut pictures = 0;
    let mut body = Markup::new();
    patterns(&mut body);
    overview::write(&mut body, round, &numbers, &blocks, &mut pictures);
    standings::write(&mut body, round, &numbers, &mut pictures);
    coherence::write(&mut body, round);
    roll_up::write(&mut body, round);
    regions::write(&mut body, round, &numbers, &blocks, &mut pictures);
    rules::write(&mut body, round, &numbers);
    complaints::write(&mut body, round);
    shell::around(&body, round, blocks.len())
}
