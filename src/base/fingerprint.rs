//! Whether something is what it was: a number made of it.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The fingerprint of a value. It holds for one build of the program, and guards against change, not against malice.
#[must_use]
pub fn fingerprint(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
