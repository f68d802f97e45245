//! What one run worked out, for the next: kept by the fingerprint of what it was worked out from, and forgotten when a run did not
//! use it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Results by fingerprint, for as many threads as make documents at once.
#[derive(Debug)]
pub struct Memo<T>(Mutex<Results<T>>);

#[derive(Debug)]
struct Results<T> {
    last: HashMap<u64, T>,
    now: HashMap<u64, T>,
    is_over: bool,
}

impl<T> Default for Results<T> {
    fn default() -> Self {
        Self { last: HashMap::new(), now: HashMap::new(), is_over: false }
    }
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Memo<T> {
    /// Ends a run: the next one, as far as it asks for anything, forgets what this one did not use.
    pub fn renew(&self) {
        self.with(|results| results.is_over = true);
    }

    /// The result of this run or the last, if there is one.
    pub fn known(&self, key: u64) -> Option<T> {
        self.with(|results| {
            if results.is_over {
                *results = Results { last: std::mem::take(&mut results.now), ..Results::default() };
            }
            let found = results.now.get(&key).cloned();
            found.or_else(|| {
                let result = results.last.remove(&key)?;
                results.now.insert(key, result.clone());
                Some(result)
            })
        })
    }

    /// Keeps a result of this run.
    pub fn keep(&self, key: u64, result: T) {
        self.with(|results| results.now.insert(key, result));
    }

    fn with<R>(&self, action: impl FnOnce(&mut Results<T>) -> R) -> R {
        action(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_run_did_not_use_is_forgotten_by_the_one_after() {
        let memo = Memo::default();
        memo.keep(1, "one");
        memo.keep(2, "two");
        memo.renew();
        assert_eq!((memo.known(1), memo.known(1)), (Some("one"), Some("one")));
        memo.renew();
        assert_eq!((memo.known(2), memo.known(1)), (None, Some("one")));
        // A run that asks for nothing forgets nothing.
        memo.renew();
        memo.renew();
        assert_eq!(memo.known(1), Some("one"));
    }
}
