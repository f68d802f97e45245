//! What pictures are drawn with: boxes, lines, dots and fitted texts, in tenths of a pixel.

use crate::base::advance::Advance;
use crate::base::markup::Markup;
use crate::base::text::safe_line;
use std::borrow::Cow;

/// The height of ordinary characters; the style sheet says the same.
pub(super) const TEXT: i64 = 120;

/// A picture: what is drawn, and what it is for those who cannot see it.
#[derive(Debug, Clone)]
pub struct Picture {
    title: String,
    description: String,
    width: i64,
    height: i64,
    body: Markup,
}

/// Where a text stands to its place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
}

impl Picture {
    pub(super) fn new(title: String, description: String, width: i64) -> Self {
        Self { title, description, width, height: 0, body: Markup::new() }
    }

    /// The lower edge; a picture grows while it is drawn.
    pub(super) fn ends_at(&mut self, y: i64) {
        self.height = self.height.max(y);
    }

    pub(super) fn rect(&mut self, class: &'static str, area: Area) {
        self.body.raw("<rect class=\"").raw(class).raw("\" x=\"").number(area.x).raw("\" y=\"").number(area.y);
        self.body
            .raw("\" width=\"")
            .number(area.width.max(0))
            .raw("\" height=\"")
            .number(area.height.max(0))
            .raw("\"/>");
    }

    pub(super) fn line(&mut self, class: &'static str, from: (i64, i64), to: (i64, i64)) {
        self.body.raw("<path class=\"").raw(class).raw("\" d=\"M").number(from.0).raw(" ").number(from.1);
        self.body.raw("L").number(to.0).raw(" ").number(to.1).raw("\"/>");
    }

    pub(super) fn dot(&mut self, class: &'static str, (x, y): (i64, i64), radius: i64) {
        self.body.raw("<circle class=\"").raw(class).raw("\" cx=\"").number(x).raw("\" cy=\"").number(y);
        self.body.raw("\" r=\"").number(radius).raw("\"/>");
    }

    /// A text whose baseline begins, is centred or ends at a place.
    pub(super) fn text(&mut self, class: &'static str, (x, y): (i64, i64), anchor: Anchor, text: &str) {
        self.body.raw("<text");
        if !class.is_empty() {
            self.body.raw(" class=\"").raw(class).raw("\"");
        }
        self.body.raw(" x=\"").number(x).raw("\" y=\"").number(y);
        self.body.raw(match anchor {
            Anchor::Start => "\">",
            Anchor::Middle => "\" text-anchor=\"middle\">",
            Anchor::End => "\" text-anchor=\"end\">",
        });
        self.body.text(text).raw("</text>");
    }

    /// Writes it into a page. `id` is a number that no other picture of the page has.
    pub fn write(&self, out: &mut Markup, id: usize) {
        out.raw("<svg class=\"picture\" role=\"img\" viewBox=\"0 0 ").number(self.width).raw(" ").number(self.height);
        out.raw("\" aria-labelledby=\"p").count(id).raw("t p").count(id).raw("d\"><title id=\"p").count(id).raw("t\">");
        out.text(&self.title).raw("</title><desc id=\"p").count(id).raw("d\">").text(&self.description).raw("</desc>");
        out.append(&self.body).raw("</svg>\n");
    }
}

/// The patterns that pictures of a page share, drawn nowhere by themselves.
pub fn patterns(out: &mut Markup) {
    out.raw(concat!(
        "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\"><defs>",
        "<pattern id=\"hatch\" width=\"50\" height=\"50\" patternUnits=\"userSpaceOnUse\" ",
        "patternTransform=\"rotate(45)\"><rect width=\"50\" height=\"50\" fill=\"#fff\"/>",
        "<path d=\"M0 0V50\" stroke=\"#a8adb3\" stroke-width=\"16\"/></pattern></defs></svg>\n",
    ));
}

/// How wide a text is in characters of that height.
pub(super) fn width(text: &str, size: i64) -> i64 {
    Advance::at(Advance::of(text, false).usual, size)
}

/// The text on one line, cut with `…` where it would be wider.
pub(super) fn fitted(text: &str, room: i64, size: i64) -> Cow<'_, str> {
    let text = if text.contains(['\n', '\t', '\r']) { Cow::Owned(safe_line(text)) } else { Cow::Borrowed(text) };
    if width(&text, size) <= room {
        return text;
    }
    let mut left = room - width("…", size);
    let fits = |character: &char| {
        left -= width(character.encode_utf8(&mut [0; 4]), size);
        left >= 0
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    Cow::Owned(cut)
}
