//! [`Lossless`] → [`Document`]: what the compiler needs of a text, and what it does not accept of KDL.
//!
//! Nodes without a name, entries without a value and all that is switched off are left out; what is broken was reported
//! by the parser.

use std::borrow::Cow;
use std::sync::Arc;

use super::kind::Kind;
use super::limits;
use super::literal;
use super::lossless::{Lossless, Piece};
use super::mistakes::Mistakes;
use super::shared::SharedText;
use super::tree::{Argument, Document, Letters, Name, Node, Property, Scalar};
use crate::diagnostic::catalogue::syntax as message;
use crate::diagnostic::{Diagnostic, Entry, Remark, SourceId, Span};

/// The node by which a file tells the edition of KDL it is written in.
const EDITION: &str = "kdl-version";

/// A node whose block is being read.
struct Open {
    node: Node,
    /// Elements where its block and the node itself end.
    block_end: u32,
    node_end: u32,
    /// How many nodes were done before its children.
    before: usize,
}

struct Lowering<'t> {
    tree: &'t Lossless<'t>,
    text: &'t Arc<str>,
    refused: Mistakes<'t>,
    arguments: Vec<Argument>,
    properties: Vec<Property>,
}

/// The tree without what carries no meaning, and what is refused in it.
pub(super) fn lower(tree: &Lossless<'_>, text: Arc<str>, source: SourceId) -> (Document, Vec<Diagnostic>) {
    let mut lowering = Lowering {
        tree,
        text: &text,
        refused: Mistakes::new(&text, source),
        arguments: Vec::new(),
        properties: Vec::new(),
    };
    lowering.edition();
    let nodes = lowering.nodes();
    (Document { nodes }, lowering.refused.into_found())
}

impl Lowering<'_> {
    fn refuse(&mut self, diagnostic: Diagnostic, place: Span) {
        self.refused.add(diagnostic, place.start as usize, place.end as usize);
    }

    fn refuse_word(&mut self, entry: &'static Entry, piece: Piece<'_>) {
        let place = piece.span();
        let word = self.refused.excerpt(place.start as usize, place.end as usize);
        self.refuse(Diagnostic::new(entry).with("word", word), place);
    }

    /// Refuses `/- kdl-version 1` before all other nodes.
    fn edition(&mut self) {
        let mut significant = self.tree.pieces().skip_while(|piece| piece.kind().is_trivia());
        let Some(first) = significant.next().filter(|piece| piece.kind() == Kind::Node && piece.is_off()) else {
            return;
        };
        let named = first.name().is_some_and(|name| name.text() == EDITION);
        let edition = first.first(Kind::Argument).and_then(Piece::value).filter(|value| value.text() != "2");
        if let (true, Some(edition)) = (named, edition) {
            self.refuse_word(&message::OTHER_EDITION, edition);
        }
    }

    /// All nodes, each after its children.
    fn nodes(&mut self) -> Vec<Node> {
        let mut done: Vec<Node> = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        let mut index = 0;
        loop {
            while let Some(finished) = open.pop_if(|open| index >= open.block_end) {
                let children = done.drain(finished.before..).collect();
                done.push(Node { children: Some(children), ..finished.node });
                index = finished.node_end;
            }
            if index >= self.tree.len() {
                return done;
            }
            let piece = self.tree.piece(index);
            index = piece.after();
            if piece.kind() != Kind::Node || piece.is_off() {
                continue;
            }
            let Some((mut node, block)) = self.node(piece) else { continue };
            match block {
                Some(block) if open.len() < limits::DEPTH => {
                    let (block_end, node_end) = (block.after(), piece.after());
                    index = block.index() + 1;
                    open.push(Open { node, block_end, node_end, before: done.len() });
                }
                block => {
                    node.children = block.map(|_| Box::default());
                    done.push(node);
                }
            }
        }
    }

    /// A node without its children, and its block.
    fn node<'t>(&mut self, group: Piece<'t>) -> Option<(Node, Option<Piece<'t>>)> {
        let mut name = None;
        let mut block = None;
        let mut last = group;
        for piece in group.pieces() {
            match piece.kind() {
                kind if kind.is_text() && name.is_none() => name = Some(self.name(piece)),
                Kind::Argument if !piece.is_off() => self.argument(piece),
                Kind::Property if !piece.is_off() => self.property(piece),
                Kind::Block if block.is_none() && !piece.is_off() => block = Some(piece),
                Kind::Annotation => self.refuse(Diagnostic::new(&message::NODE_ANNOTATION), piece.span()),
                Kind::Slashdash | Kind::Semicolon => continue,
                kind if kind.is_trivia() => continue,
                _ => {}
            }
            last = piece;
        }
        if self.repeats() {
            self.drop_repetitions();
        }
        // Asking first saves most nodes an empty walk.
        let arguments = if self.arguments.is_empty() { Box::default() } else { self.arguments.drain(..).collect() };
        let properties = if self.properties.is_empty() { Box::default() } else { self.properties.drain(..).collect() };
        let name = name?;
        let span = Span { end: last.span().end, ..group.span() };
        Some((Node { name, arguments, properties, children: None, span }, block))
    }

    fn argument(&mut self, group: Piece<'_>) {
        if let Some(argument) = self.value(group, 0) {
            self.arguments.push(argument);
        }
    }

    fn property(&mut self, group: Piece<'_>) {
        let Some(key) = group.pieces().find(|piece| piece.kind().is_value()) else { return };
        let name = self.name(key);
        if let Some(value) = self.value(group, 1) {
            self.properties.push(Property { name, value });
        }
    }

    /// Whether a key may stand twice on the node; a short list is looked through, a long one is not.
    fn repeats(&self) -> bool {
        let known =
            |index: usize, name: &Name| self.properties.iter().take(index).any(|known| known.name.text == name.text);
        self.properties.len() > limits::COMPARED
            || self.properties.iter().enumerate().any(|(index, property)| known(index, &property.name))
    }

    /// Of properties with one key keeps the first and reports the others. Whether two spellings mean one keyword is not
    /// known here: a key may be a name that an author declared.
    fn drop_repetitions(&mut self) {
        let properties = std::mem::take(&mut self.properties);
        let keys = properties.iter().map(|property| &*property.name.text);
        // Sorted by a hash first: long lists of keys that begin alike are compared in few steps.
        let mut order: Vec<(u64, &str, usize)> = keys.enumerate().map(|(index, key)| (hash(key), key, index)).collect();
        order.sort_unstable();
        let mut first_of: Vec<usize> = (0..order.len()).collect();
        for alike in order.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let [(_, _, first), repetitions @ ..] = alike else { continue };
            for (_, _, repetition) in repetitions {
                if let Some(kept) = first_of.get_mut(*repetition) {
                    *kept = *first;
                }
            }
        }
        let spans: Vec<Span> = properties.iter().map(|property| property.name.span).collect();
        for (index, (property, first)) in properties.into_iter().zip(first_of).enumerate() {
            match spans.get(first) {
                Some(declared) if first != index => {
                    let diagnostic = Diagnostic::new(&message::DUPLICATE_PROPERTY)
                        .with("name", &property.name.text)
                        .remark(*declared, Remark::DeclaredHere);
                    self.refuse(diagnostic, property.name.span);
                }
                _ => self.properties.push(property),
            }
        }
    }

    /// The value of an entry, before which it has so many other texts.
    fn value(&mut self, group: Piece<'_>, texts_before: usize) -> Option<Argument> {
        let mut annotation = None;
        let mut value = None;
        let mut texts = 0;
        for piece in group.pieces() {
            match piece.kind() {
                Kind::Annotation => {
                    annotation =
                        piece.pieces().find(|piece| piece.kind().is_text()).map(|word| Box::new(self.name(word)));
                }
                kind if kind.is_value() => {
                    if texts == texts_before {
                        value = Some(piece);
                    }
                    texts += 1;
                }
                _ => {}
            }
        }
        let value = value?;
        let kind = value.kind();
        let (span, token) = value.token();
        let mut letters = Letters::default();
        let scalar = match kind {
            Kind::Broken => return None,
            Kind::Number => match literal::number(token) {
                Some(Cow::Borrowed(_)) => Scalar::Number(SharedText::part(self.text, span.start, span.end)),
                Some(Cow::Owned(number)) => Scalar::Number(SharedText::from(number)),
                None => {
                    self.refuse(Diagnostic::new(&message::NUMBER_TOO_LONG), span);
                    return None;
                }
            },
            Kind::Keyword => match token {
                "#true" => Scalar::Boolean(true),
                "#false" => Scalar::Boolean(false),
                "#null" => Scalar::Null,
                _ => {
                    self.refuse_word(&message::NOT_FINITE, value);
                    return None;
                }
            },
            _ => {
                let (text, opening) = self.text(kind, span, token);
                letters = Letters::after(opening);
                Scalar::Text(text)
            }
        };
        Some(Argument { annotation, value: scalar, span, letters })
    }

    fn name(&self, piece: Piece<'_>) -> Name {
        let (span, token) = piece.token();
        Name { text: self.text(piece.kind(), span, token).0, span }
    }

    /// What a token says; after how many of its bytes that stands letter by letter, if it does.
    fn text(&self, kind: Kind, place: Span, token: &str) -> (SharedText, Option<usize>) {
        // Most texts are of these two kinds, and nothing has to be looked at.
        match kind {
            Kind::Word => return (SharedText::part(self.text, place.start, place.end), Some(0)),
            Kind::Quoted => return (SharedText::part(self.text, place.start + 1, place.end - 1), Some(1)),
            _ => {}
        }
        let text = literal::text(kind, token);
        let bytes = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        match literal::verbatim(kind, token, &text) {
            Some(opening) => {
                let start = place.start + bytes(opening);
                (SharedText::part(self.text, start, start + bytes(text.len())), Some(opening))
            }
            None => (SharedText::from(text.into_owned()), None),
        }
    }
}

/// The Fowler–Noll–Vo hash of a text (FNV-1a, 64 bits).
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
