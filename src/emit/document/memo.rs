//! What runs worked out, for the next ones: kept by the fingerprint of what it was worked out from, and forgotten when many runs in a
//! row did not use it.
//!
//! Not after one: a part within a part is not asked for while the outer one serves as it is, and is wanted again as soon as the outer
//! one changes elsewhere.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// After how many runs that did not use it a result is forgotten.
const IDLE: u64 = 64;

/// Results by fingerprint, for as many threads as make documents at once.
#[derive(Debug)]
pub struct Memo<T>(Mutex<Results<T>>);

#[derive(Debug)]
struct Results<T> {
    /// Each with the run that used it last.
    kept: HashMap<u64, (T, u64)>,
    run: u64,
    is_over: bool,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Mutex::new(Results { kept: HashMap::new(), run: 0, is_over: false }))
    }
}

impl<T: Clone> Memo<T> {
    /// Ends a run: the next one begins when it asks for anything, so that a run which asks for nothing forgets nothing.
    pub fn renew(&self) {
        self.with(|results| results.is_over = true);
    }

    /// The result of an earlier run or this one, if there is one.
    pub fn known(&self, key: u64) -> Option<T> {
        self.with(|results| {
            if std::mem::take(&mut results.is_over) {
                results.run += 1;
                let run = results.run;
                results.kept.retain(|_, (_, used)| run - *used <= IDLE);
            }
            let (result, used) = results.kept.get_mut(&key)?;
            *used = results.run;
            Some(result.clone())
        })
    }

    /// Keeps a result of this run.
    pub fn keep(&self, key: u64, result: T) {
        self.with(|results| results.kept.insert(key, (result, results.run)));
    }

    fn with<R>(&self, action: impl FnOnce(&mut Results<T>) -> R) -> R {
        action(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_runs_did_not_use_is_forgotten() {
        let memo = Memo::default();
        memo.keep(1, "one");
        memo.keep(2, "two");
        for _ in 0..IDLE {
            memo.renew();
            assert_eq!((memo.known(1), memo.known(1)), (Some("one"), Some("one")));
        }
        memo.renew();
        assert_eq!((memo.known(2), memo.known(1)), (None, Some("one")));
        // Runs that ask for nothing forget nothing.
        for _ in 0..IDLE * 2 {
            memo.renew();
        }
        assert_eq!(memo.known(1), Some("one"));
    }
}
