//! Pictures of a round as inline SVG, a picture a file; `canvas` draws, `axis` measures.
//!
//! Pictures are 360 pixels wide, the width of a telephone, and grow with the page; the map has a second, wider form. What they
//! show stands in tables beside them. Who has no score is hatched and says why, and is never drawn as zero. Places are whole
//! tenths of a pixel, so that the same numbers always give the same bytes.

mod axis;
mod canvas;
pub mod contribution;
pub mod distribution;
pub mod map;
pub mod profile;
pub mod ranking;
#[cfg(test)]
mod tests;

pub use canvas::{Picture, patterns};

/// The width of pictures in tenths of a pixel.
const WIDTH: i64 = 3600;
