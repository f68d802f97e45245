//! The names of a list on the rows of one sign.

use super::list::{Line, List};
use crate::diagnostic::catalogue::tool as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::standard::Text;
use crate::standard::names::suggested;
use crate::standard::sign::Sign;
use std::collections::{BTreeMap, BTreeSet};

/// The most people of one post: far more than a sign has room for.
const MOST: usize = 500;

/// A sign with names on it.
#[derive(Debug)]
pub struct Overlaid {
    /// The sign; its rows stand where the names stand in the list.
    pub sign: Sign,
    /// Where the last name of the list stands that is on it.
    pub last: Option<Span>,
}

/// A name at its place in the list.
type Named<'l> = (&'l str, Span);

impl Overlaid {
    /// Puts names into the empty cells behind their posts. A post with more names than rows gets further rows.
    pub fn of(sign: &Sign, posts: Vec<(usize, &str, usize)>, list: &List, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let lines: Vec<&Line> = list.lines().iter().filter(|line| line.sign.value == sign.id.value).collect();
        for line in lines.iter().filter(|line| posts.iter().all(|(_, post, _)| *post != line.post.value)) {
            let known: BTreeSet<&str> = posts.iter().map(|(_, post, _)| *post).collect();
            let known = suggested(&line.post.value, known.into_iter());
            diagnostics.push(
                Diagnostic::new(&messages::ROSTER_POST)
                    .with("sign", &sign.id.value)
                    .with("known", known)
                    .at(line.post.span),
            );
        }
        let mut overlaid = sign.clone();
        overlaid.rows.clear();
        let mut waiting: BTreeMap<&str, BTreeMap<usize, Named<'_>>> = BTreeMap::new();
        for (_, post, _) in &posts {
            waiting.entry(post).or_insert_with(|| places(post, &lines, diagnostics));
        }
        let mut reached: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, (slot, cells)) in sign.rows.iter().enumerate() {
            let Some((_, post, empty)) = posts.iter().find(|(row, ..)| *row == index) else {
                overlaid.rows.push((slot.clone(), cells.clone()));
                continue;
            };
            let names = waiting.entry(post).or_default();
            let place = reached.entry(post).or_default();
            *place += 1;
            let is_last = posts.iter().all(|(row, other, _)| *row <= index || other != post);
            let own = names.remove(place);
            let further = if is_last { std::mem::take(names).into_values().collect() } else { Vec::new() };
            let with = |(name, span): Named<'_>| {
                let mut cells = cells.clone();
                if let Some(cell) = cells.get_mut(*empty) {
                    name.clone_into(cell);
                }
                (Text::made(slot.value.clone(), span), cells)
            };
            match own {
                Some(named) => overlaid.rows.push(with(named)),
                None => overlaid.rows.push((slot.clone(), cells.clone())),
            }
            overlaid.rows.extend(further.into_iter().map(with));
        }
        Self { sign: overlaid, last: lines.last().map(|line| line.name.span) }
    }
}

/// The names of a post by their place, from 1: those with a number at it, the others in order at the places left.
fn places<'l>(post: &str, lines: &[&'l Line], diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<usize, Named<'l>> {
    let mut places: BTreeMap<usize, Named<'_>> = BTreeMap::new();
    let own = || lines.iter().filter(|line| line.post.value == post);
    let named = |line: &&'l Line| (line.name.value.as_str(), line.name.span);
    for line in own().filter(|line| !line.number.value.is_empty()) {
        let number = line.number.value.parse().ok().filter(|number| (1..=MOST).contains(number));
        let free = number.filter(|number| !places.contains_key(number));
        match free {
            Some(number) => {
                places.insert(number, named(line));
            }
            None => {
                diagnostics.push(Diagnostic::new(&messages::ROSTER_NUMBER).with("most", MOST).at(line.number.span));
            }
        }
    }
    let mut next = 1;
    for line in own().filter(|line| line.number.value.is_empty()) {
        while places.contains_key(&next) {
            next += 1;
        }
        places.insert(next, named(line));
    }
    places
}
