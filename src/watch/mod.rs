//! The pipeline with a memory: what depends on a change is made again, as soon as somebody saves.
//!
//! | file | is |
//! | --- | --- |
//! | `observer` | what the file system tells, gathered until it is quiet |
//! | `workshop` | one package: its files, what was made of them last, what is new |
//! | `interruption` | the signals by which a watch is ended |
//! | `recollection` | what one watch leaves to the next |
//! | `trial` | a round of submissions judged by what the package says now |
//!
//! Events only say where to look: whether anything is new is decided by contents, so that it does not matter how an editor
//! saves, and a checkout that touches every file and changes none makes nothing.
//!
//! Outputs are written as soon as they are certain. What takes long and changes none of them (the analysis, judging rounds) is given
//! up when something else happens, and done for the newer state; where that turns out to be the same, it is brought to its end.

mod interruption;
mod observer;
mod recollection;
mod trial;
mod workshop;

pub use interruption::ends_on_signals;
pub use observer::{News, Observer, Stop, Touched};
pub use trial::{Standing, Trial};
pub use workshop::{Change, Refreshed, Workshop};
