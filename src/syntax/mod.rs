//! KDL text → spanned tree. Only this folder knows how KDL is read.
//!
//! Bytes of a file → [`decode`] → text → [`parse`] → [`Document`]. The text is judged by the `guard` (all mistakes at once,
//! in linear time, on any input); only what it lets through reaches the `kdl` crate, which reads the values.
//! Keywords have an English and a Chinese spelling: [`vocabulary`].

mod decode;
mod guard;
mod lexer;
mod parser;
#[cfg(test)]
mod tests;
mod tree;
pub mod vocabulary;

pub use decode::decode;
pub use parser::parse;
pub use tree::{Argument, Document, Name, Node, Property, Scalar};
