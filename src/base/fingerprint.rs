//! Whether something is what it was: a number made of it.

use foldhash::quality::FixedState;
use std::hash::{BuildHasher, Hash};

/// The fingerprint of a value. It holds for one build of the program, and guards against change, not against malice.
#[must_use]
pub fn fingerprint(value: &impl Hash) -> u64 {
    FixedState::default().hash_one(value)
}
