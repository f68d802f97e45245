//! What a run makes, step by step: what the memory holds is taken from there, the rest is made several steps at a time.

use super::Outputs;
use super::files::Files;
use super::memory::{Made, Memory};
use crate::base::fingerprint::fingerprint;
use crate::base::parallel;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;
use std::hash::Hash;

/// The steps of a run, in the order in which what they find is told.
#[derive(Default)]
pub struct Plan<'s> {
    steps: Vec<Step<'s>>,
}

struct Step<'s> {
    name: String,
    fingerprint: u64,
    make: Make<'s>,
}

/// How a step makes its files; what it finds is added to the list.
type Make<'s> = Box<dyn FnOnce(&mut Files, &mut Vec<Diagnostic>) + Send + 's>;

/// What was made, and what was found.
type Product = (Outputs, Vec<Diagnostic>);

impl<'s> Plan<'s> {
    /// Adds a step: its name, which no other has; everything that it reads; and how its files are made.
    pub fn add(
        &mut self,
        name: impl Into<String>,
        read: &impl Hash,
        make: impl FnOnce(&mut Files, &mut Vec<Diagnostic>) + Send + 's,
    ) {
        self.steps.push(Step { name: name.into(), fingerprint: fingerprint(read), make: Box::new(make) });
    }

    /// The files of all steps, and what was found; the memory then holds the steps of this run and no others. What several steps
    /// find alike is told once.
    pub fn run(self, memory: &mut Memory) -> Product {
        let mut before = std::mem::take(&mut memory.made);
        let mut steps = Vec::new();
        for step in self.steps {
            match before.remove(&step.name).filter(|made| made.fingerprint == step.fingerprint) {
                Some(made) => {
                    memory.made.insert(step.name, made);
                }
                None => steps.push(step),
            }
        }
        let mut outputs: Outputs = memory.made.values().flat_map(|made| made.outputs.clone()).collect();
        let (mut found, mut told) = (Vec::new(), BTreeSet::new());
        let made = parallel::map(steps, |Step { name, fingerprint, make }| {
            let (mut files, mut messages) = (Files::default(), Vec::new());
            make(&mut files, &mut messages);
            (name, Made { fingerprint, outputs: files.into_outputs() }, messages)
        });
        for (name, own, messages) in made {
            outputs.extend(own.outputs.clone());
            // What came with messages is made each time, because messages have places.
            if messages.is_empty() {
                memory.made.insert(name, own);
            }
            found.extend(messages.into_iter().filter(|message: &Diagnostic| {
                told.insert((message.place, message.entry.code, message.arguments.clone()))
            }));
        }
        (outputs, found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::catalogue::output as messages;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn only_what_reads_something_else_is_made_again() {
        let mut memory = Memory::default();
        let made = AtomicUsize::new(0);
        let mut run = |name: &str, read: &str, text: &str| {
            let mut plan = Plan::default();
            plan.add(name, &read, |files, _| {
                made.fetch_add(1, Ordering::Relaxed);
                files.add("a", text);
            });
            let text = plan.run(&mut memory).0.remove("a").unwrap_or_default();
            (String::from_utf8_lossy(&text).into_owned(), made.load(Ordering::Relaxed))
        };
        assert_eq!(run("x", "1", "first"), ("first".into(), 1));
        assert_eq!(run("x", "1", "second"), ("first".into(), 1));
        assert_eq!(run("x", "2", "third"), ("third".into(), 2));
        assert_eq!(run("y", "2", "fourth"), ("fourth".into(), 3));
        assert_eq!(run("x", "2", "fifth"), ("fifth".into(), 4), "forgotten by the run before");
    }

    #[test]
    fn what_came_with_messages_is_made_each_time_and_told_once_in_order() {
        let mut memory = Memory::default();
        let made = AtomicUsize::new(0);
        for run in 1..=2 {
            let mut plan = Plan::default();
            for (name, id) in [("b", "b"), ("a", "a"), ("again", "a")] {
                let made = &made;
                plan.add(name, &1, move |files, found| {
                    made.fetch_add(1, Ordering::Relaxed);
                    files.add(name, "");
                    found.push(Diagnostic::new(&messages::RESERVED_FILE_NAME).with("id", id));
                });
            }
            let (outputs, found) = plan.run(&mut memory);
            let ids: Vec<&str> = found.iter().flat_map(|found| &found.arguments).map(|(_, id)| id.as_str()).collect();
            assert_eq!((ids, outputs.len()), (vec!["b", "a"], 3));
            assert_eq!(made.load(Ordering::Relaxed), 3 * run);
        }
    }
}
