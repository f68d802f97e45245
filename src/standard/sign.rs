//! Signs: styles with slots, and the signs that fill them. Sizes are millimetres, the viewing distance is metres.

use super::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes, Words, words_of};
use super::text::{Label, Text};
use crate::base::number::Number;
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::{Node, vocabulary};

/// The `sign-style` node.
pub static STYLE: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::required("width", Takes::Number),
        Slot::required("height", Takes::Number),
        Slot::required("background", Takes::Text),
        Slot::required("colour", Takes::Text),
        Slot::optional("viewing-distance", Takes::Number),
        Slot::optional("mount-height", Takes::Number),
    ],
    open: false,
    children: &[
        Child::several("line", &LINE_SLOT),
        Child::several("arrow", &ARROW_SLOT),
        Child::several("rows", &ROWS_SLOT),
        Child::several("clause", &IDS),
        Child::several("note", &LINE),
    ],
};

static LINE_SLOT: Shape = Shape {
    arguments: &[Slot::required("slot", Takes::Text)],
    rest: None,
    properties: &[
        Slot::required("height", Takes::Number),
        Slot::optional("weight", Takes::Text).of(Words::Fixed(&WEIGHTS)).in_second_sense(),
        Slot::optional("align", Takes::Text).of(Words::Fixed(&words_of(&Align::ALL))),
        Slot::optional("colour", Takes::Text),
    ],
    open: false,
    children: &[],
};

static ARROW_SLOT: Shape = Shape {
    arguments: &[Slot::required("slot", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("side", Takes::Text).of(Words::Fixed(&SIDES)), Slot::required("size", Takes::Number)],
    open: false,
    children: &[],
};

static ROWS_SLOT: Shape = Shape {
    arguments: &[Slot::required("slot", Takes::Text)],
    rest: None,
    properties: &[
        Slot::required("height", Takes::Number),
        Slot::optional("columns", Takes::Number),
        Slot::optional("colour", Takes::Text),
    ],
    open: false,
    children: &[],
};

/// The `sign` node.
pub static SIGN: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text)],
    rest: None,
    properties: &[Slot::required("style", Takes::Text), Slot::optional("place", Takes::Text)],
    open: false,
    children: &[
        Child::several("set", &SET),
        Child::several("row", &IDS),
        Child::several("clause", &IDS),
        Child::several("note", &LINE),
    ],
};

static SET: Shape = Shape {
    arguments: &[
        Slot::required("slot", Takes::Text),
        Slot::required("text", Takes::Text).of(Words::OfArrow(&words_of(&Direction::ALL))),
    ],
    rest: None,
    properties: &[],
    open: false,
    children: &[],
};

/// How signs of one sort look.
#[derive(Debug, Clone, Hash)]
pub struct SignStyle {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// Width of the plate in mm.
    pub width: Number,
    /// Height of the plate in mm.
    pub height: Number,
    /// Colour of the plate, `#RRGGBB`.
    pub background: Text,
    /// Colour of what stands on it, `#RRGGBB`.
    pub colour: Text,
    /// From how far it must be readable, in m.
    pub viewing_distance: Option<Number>,
    /// Height of the lower edge above the floor, in mm.
    pub mount_height: Option<Number>,
    /// What it holds, from top to bottom.
    pub slots: Vec<SlotStyle>,
    /// The clauses it serves.
    pub clauses: Vec<Text>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

/// One slot of a style.
#[derive(Debug, Clone, Hash)]
pub struct SlotStyle {
    /// Its name.
    pub name: Text,
    /// What it takes.
    pub content: SlotContent,
    /// Its colour where it is not the style's.
    pub colour: Option<Text>,
}

/// What a slot takes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SlotContent {
    /// One line of text.
    Line {
        /// Character height in mm.
        height: Number,
        /// Whether it is bold.
        bold: bool,
        /// Where it stands: `left`, `center` or `right`.
        align: Align,
    },
    /// An arrow: `left`, `right`, `up` or `down`.
    Arrow {
        /// Edge of its square in mm.
        size: Number,
        /// Whether it stands on the right side of the plate.
        right: bool,
    },
    /// A table of rows.
    Rows {
        /// Character height in mm.
        height: Number,
        /// Rows of the sign set side by side.
        columns: u32,
    },
}

/// Where a line stands between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// At the left margin.
    Left,
    /// In the middle.
    Center,
    /// At the right margin.
    Right,
}

impl Align {
    const ALL: [(Self, &'static str); 3] = [(Self::Left, "left"), (Self::Center, "center"), (Self::Right, "right")];
}

/// The directions of arrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up; on a direction sign: straight on.
    Up,
    /// Down.
    Down,
}

impl Direction {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Left, "left"), (Self::Right, "right"), (Self::Up, "up"), (Self::Down, "down")];

    /// Reads the word in either language.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = vocabulary::canonical(word).unwrap_or(word);
        Self::ALL.iter().find(|(_, keyword)| *keyword == word).map(|(direction, _)| *direction)
    }
}

/// The weights of a line's letters.
const WEIGHTS: [&str; 2] = [BOLD, "regular"];
const BOLD: &str = "bold";
/// The sides of a plate on which an arrow may stand.
const SIDES: [&str; 2] = ["left", RIGHT];
const RIGHT: &str = "right";

/// One sign.
#[derive(Debug, Clone, Hash)]
pub struct Sign {
    /// Its id; the name of its file.
    pub id: Text,
    /// The style it follows.
    pub style: Text,
    /// The zone or door where it hangs.
    pub place: Option<String>,
    /// Its plate colour where it is not the style's.
    pub background: Option<Text>,
    /// Texts for lines and arrows: slot and text.
    pub texts: Vec<(Text, Text)>,
    /// Rows for slots of rows: slot and cells.
    pub rows: Vec<(Text, Vec<String>)>,
    /// The clauses it serves.
    pub clauses: Vec<Text>,
    /// Whether its texts are an offer of its kind, of which the style takes what it has slots for; an author's own texts all need a slot.
    pub offers: bool,
    /// Where it is declared.
    pub span: Span,
}

impl SignStyle {
    /// Reads a `sign-style` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &STYLE, diagnostics);
        let slots =
            reading.all_children().filter_map(|(keyword, child)| read_slot(keyword, child, diagnostics)).collect();
        let clauses = reading.child_ids("clause", diagnostics);
        let notes = reading.child_labels("note", diagnostics);
        Some(Self {
            id: reading.text(0)?.value,
            title: reading.label(1)?,
            width: reading.property_number("width")?,
            height: reading.property_number("height")?,
            background: reading.property_text("background")?,
            colour: reading.property_text("colour")?,
            viewing_distance: reading.property_number("viewing-distance"),
            mount_height: reading.property_number("mount-height"),
            slots,
            clauses,
            notes,
            span: reading.span(),
        })
    }

    /// The slot with that name.
    #[must_use]
    pub fn slot(&self, name: &str) -> Option<&SlotStyle> {
        self.slots.iter().find(|slot| slot.name.value == name)
    }
}

fn read_slot(keyword: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<SlotStyle> {
    let shape = match keyword {
        "line" => &LINE_SLOT,
        "arrow" => &ARROW_SLOT,
        "rows" => &ROWS_SLOT,
        _ => return None,
    };
    let reading = Reading::new(node, shape, diagnostics);
    let word = |name: &str| {
        let text = reading.property_text(name)?;
        Some(vocabulary::canonical(&text.value).map_or(text.value, str::to_owned))
    };
    let is = |name: &str, wanted: &str| word(name).is_some_and(|word| word == wanted);
    let content = match keyword {
        "line" => SlotContent::Line {
            height: reading.property_number("height")?,
            bold: is("weight", BOLD),
            align: Align::ALL.iter().find(|(_, known)| is("align", known)).map_or(Align::Center, |(align, _)| *align),
        },
        "arrow" => SlotContent::Arrow { size: reading.property_number("size")?, right: is("side", RIGHT) },
        _ => {
            let columns = reading.property_number("columns").and_then(|number| number.to_i64());
            SlotContent::Rows {
                height: reading.property_number("height")?,
                columns: columns.and_then(|columns| u32::try_from(columns).ok()).unwrap_or(1).clamp(1, 12),
            }
        }
    };
    Some(SlotStyle { name: reading.text(0)?, content, colour: reading.property_text("colour") })
}

impl Sign {
    /// Reads a `sign` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &SIGN, diagnostics);
        let texts = reading
            .children("set")
            .filter_map(|child| {
                let set = Reading::new(child, &SET, diagnostics);
                Some((set.text(0)?, set.text(1)?))
            })
            .collect();
        let rows = reading
            .children("row")
            .filter_map(|child| {
                let mut cells = Reading::new(child, &IDS, diagnostics).texts(0).into_iter();
                let slot = cells.next()?;
                Some((slot, cells.map(|cell| cell.value).collect()))
            })
            .collect();
        let clauses = reading.child_ids("clause", diagnostics);
        Some(Self {
            id: reading.text(0)?,
            style: reading.property_text("style")?,
            place: reading.property_text("place").map(|text| text.value),
            background: None,
            texts,
            rows,
            clauses,
            offers: false,
            span: reading.span(),
        })
    }
}
