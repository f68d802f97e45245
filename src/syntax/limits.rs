//! How much of a text is read, and how large its parts may be. Texts come from strangers.

/// Bytes of a file.
pub const SIZE: usize = 4 << 20;
/// Blocks within blocks that [`Document`](super::Document) holds.
pub const DEPTH: usize = 64;
/// Block comments within block comments.
pub const COMMENT_DEPTH: usize = 64;
/// Characters of a number, as written.
pub const NUMBER_LENGTH: usize = 64;
/// Digits of a number by radix: what fits into 128 bits, and as many decimal digits.
pub const DIGITS: [(u32, usize); 4] = [(2, 126), (8, 42), (10, 38), (16, 31)];
/// Messages about one file; more than that come from one cause.
pub const REPORTED: usize = 100;
/// Characters of the text that a message repeats.
pub const EXCERPT: usize = 40;
/// Properties of a node up to which they are compared one by one; a longer list is indexed.
pub const COMPARED: usize = 16;
