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

mod interruption;
mod observer;
mod recollection;
mod trial;
mod workshop;

pub use interruption::ends_on_signals;
pub use observer::{Observer, Stop, Touched};
pub use trial::{Standing, Trial};
pub use workshop::{Change, Workshop};
