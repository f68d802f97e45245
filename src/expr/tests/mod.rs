//! Tests of the language as a whole, over one small world of names and facts.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

mod aggregation;
mod arithmetic;
mod laws;
mod limits;
mod logic;
mod mistakes;
mod mutation;
mod symbolic;
mod template;
mod world;
