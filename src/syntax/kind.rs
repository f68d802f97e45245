//! What the pieces of a text are.

/// What a [`Piece`](super::Piece) is: a token, which holds bytes, or a group, which holds pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Token: a bare word.
    Word,
    /// Token: `"…"` without escapes.
    Quoted,
    /// Token: `"…"` with escapes.
    Escaped,
    /// Token: `"""…"""` without escapes.
    Lines,
    /// Token: `"""…"""` with escapes.
    EscapedLines,
    /// Token: `#"…"#`, with any number of `#`.
    Raw,
    /// Token: `#"""…"""#`, with any number of `#`.
    RawLines,
    /// Token: a number that is written with digits.
    Number,
    /// Token: `#true`, `#false`, `#null`, `#inf`, `#-inf`, `#nan`.
    Keyword,
    /// Token: something that was reported and stands for a word or a value.
    Broken,
    /// Token: `{`.
    BraceOpen,
    /// Token: `}`.
    BraceClose,
    /// Token: `(`.
    ParenOpen,
    /// Token: `)`.
    ParenClose,
    /// Token: `=`.
    Equals,
    /// Token: `;`.
    Semicolon,
    /// Token: `/-`.
    Slashdash,
    /// Token: a byte order mark at the beginning.
    ByteOrderMark,
    /// Token: blanks on one line.
    Blank,
    /// Token: one line break that ends a line.
    Newline,
    /// Token: `\` at the end of a line that goes on in the next one.
    Continuation,
    /// Token: the line break after a [`Kind::Continuation`].
    Fold,
    /// Token: `// …` without its line break.
    LineComment,
    /// Token: `/* … */`, those within it included.
    BlockComment,
    /// Token without bytes: the end of the text.
    End,
    /// Group: a node with its `/-`, annotation, name, entries, blocks and `;`.
    Node,
    /// Group: a value without a key, with its `/-` and annotation.
    Argument,
    /// Group: a key, `=` and a value, with the `/-` before it.
    Property,
    /// Group: `( word )`.
    Annotation,
    /// Group: `{ nodes }`, with the `/-` before it.
    Block,
}

impl Kind {
    /// Whether it holds pieces rather than bytes.
    #[must_use]
    pub const fn is_group(self) -> bool {
        matches!(self, Self::Node | Self::Argument | Self::Property | Self::Annotation | Self::Block)
    }

    /// Whether it is a string in any of its spellings.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(
            self,
            Self::Word | Self::Quoted | Self::Escaped | Self::Lines | Self::EscapedLines | Self::Raw | Self::RawLines
        )
    }

    /// Whether it is a string, a number or a keyword, or stands for one.
    #[must_use]
    pub const fn is_value(self) -> bool {
        self.is_text() || matches!(self, Self::Number | Self::Keyword | Self::Broken)
    }

    /// Whether it carries no meaning: blanks, line breaks, comments.
    #[must_use]
    pub const fn is_trivia(self) -> bool {
        matches!(
            self,
            Self::ByteOrderMark
                | Self::Blank
                | Self::Newline
                | Self::Continuation
                | Self::Fold
                | Self::LineComment
                | Self::BlockComment
        )
    }
}
