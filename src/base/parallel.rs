//! Work on all processors at once, with results in order.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The stack of a further thread, in bytes: as large as that of the first one mostly is, so that what can be nested does not depend on
/// the thread.
const STACK: usize = 8 << 20;

/// As many threads as the machine has a use for.
#[must_use]
pub fn threads() -> usize {
    #[cfg(test)]
    if alone::is_asked() {
        return 1;
    }
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Whether long work is still wanted: asked now and then while it is done.
pub type Wanted<'w> = &'w (dyn Fn() -> bool + Sync);

/// What becomes of each item, in their order. The items are begun in their order, as many at a time as the machine has processors;
/// a panic in one of them ends the whole.
pub fn map<I: Send, O: Send>(items: Vec<I>, make: impl Fn(I) -> O + Sync) -> Vec<O> {
    map_on(threads(), items, make)
}

/// The same with at most so many threads.
pub fn map_on<I: Send, O: Send>(threads: usize, items: Vec<I>, make: impl Fn(I) -> O + Sync) -> Vec<O> {
    let helpers = threads.min(items.len()).saturating_sub(1);
    let (waiting, results) = (Mutex::new(items.into_iter().enumerate()), Mutex::new(BTreeMap::new()));
    let work = || {
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((index, item)) = next else { break };
            let result = make(item);
            results.lock().unwrap_or_else(PoisonError::into_inner).insert(index, result);
        }
    };
    thread::scope(|scope| {
        for _ in 0..helpers {
            // Where the system gives no further thread, this one does all of it.
            _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        }
        work();
    });
    results.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
}

/// What a piece of work comes to, while a further thread prepares what is wanted after it; a panic there ends the whole. Where there is
/// no further thread, nothing is prepared: whoever wants it does it.
pub fn preparing<O>(prepare: impl FnOnce() + Send, work: impl FnOnce() -> O) -> O {
    thread::scope(|scope| {
        if threads() > 1 {
            _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, prepare);
        }
        work()
    })
}

/// Everything on one thread, for tests that look at what a thread has done.
#[cfg(test)]
pub mod alone {
    use std::cell::Cell;

    thread_local! {
        static IS_ASKED: Cell<bool> = const { Cell::new(false) };
    }

    /// Does all work of the closure on this thread.
    pub fn work<O>(work: impl FnOnce() -> O) -> O {
        IS_ASKED.set(true);
        let made = work();
        IS_ASKED.set(false);
        made
    }

    pub(super) fn is_asked() -> bool {
        IS_ASKED.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_order_whatever_takes_longest() {
        let made = map((0..64_u64).collect(), |item| {
            thread::sleep(std::time::Duration::from_micros((64 - item) * 10));
            item * 2
        });
        assert_eq!(made, (0..64).map(|item| item * 2).collect::<Vec<u64>>());
        assert!(map(Vec::<u8>::new(), |item| item).is_empty());
    }

    #[test]
    fn what_is_prepared_is_there_afterwards() {
        let prepared = std::sync::OnceLock::new();
        let prepare = || _ = prepared.set(1);
        assert_eq!(alone::work(|| preparing(prepare, || 2)), 2);
        assert_eq!(prepared.get(), None, "there is no further thread");
        assert_eq!(preparing(prepare, || 3), 3);
        assert_eq!(prepared.get(), (threads() > 1).then_some(&1));
    }
}
