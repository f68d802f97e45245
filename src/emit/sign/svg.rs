//! A drawing as SVG: user units are millimetres, characters are text in a sans-serif family.

use super::layout::{Area, Drawing, Item};
use super::length::Length;
use crate::base::markup::escape;
use crate::standard::sign::Align;
use crate::standard::sign::Direction;

/// Sans-serif families with Han characters, the ones of which the advances are known first.
const FAMILIES: &str =
    "'Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',SimHei,sans-serif";
/// Where the baseline lies in the box of a line: the em box of Han characters reaches from 0.12 em below it to 0.88 em above.
const BASELINE: (i64, i64) = (88, 100);

/// Writes a drawing with a title and a description for those who cannot see it, and for provenance.
#[must_use]
pub fn write(drawing: &Drawing, title: &str, description: &str) -> String {
    let (width, height) = (drawing.width, drawing.height);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{label}\">\n<title>{label}</title>\n<desc>{desc}</desc>\n<rect width=\"{width}\" height=\"{height}\" fill=\"{background}\"/>\n",
        label = escape(title),
        desc = escape(description),
        background = drawing.background,
    );
    for item in &drawing.items {
        svg.push_str(&element(item));
        svg.push('\n');
    }
    svg.push_str("</svg>\n");
    svg
}

fn element(item: &Item) -> String {
    match item {
        Item::Text { text, area, align, bold, colour, narrowed } => {
            let (x, anchor) = match align {
                Align::Left => (area.left, "start"),
                Align::Center => (area.left + area.width.part(1, 2), "middle"),
                Align::Right => (area.left + area.width, "end"),
            };
            let (numerator, denominator) = BASELINE;
            let y = area.top + area.height.part(numerator, denominator);
            let weight = if *bold { " font-weight=\"700\"" } else { "" };
            let length = narrowed
                .map_or_else(String::new, |width| format!(" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\""));
            format!(
                "<text x=\"{x}\" y=\"{y}\" font-family=\"{FAMILIES}\" font-size=\"{size}\"{weight} fill=\"{colour}\" text-anchor=\"{anchor}\"{length}>{text}</text>",
                size = area.height,
                text = escape(text),
            )
        }
        Item::Arrow { direction, area, colour } => {
            format!("<path d=\"{}\" fill=\"{colour}\"/>", arrow(*direction, *area))
        }
        Item::Cell { area, colour, stroke } => format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{stroke}\"/>",
            area.left, area.top, area.width, area.height
        ),
    }
}

// Corners of an arrow that points up, in hundredths of its square: a broad head on a shaft.
const ARROW: [(i64, i64); 7] = [(50, 4), (92, 48), (62, 48), (62, 96), (38, 96), (38, 48), (8, 48)];

fn arrow(direction: Direction, area: Area) -> String {
    let corners: Vec<String> = ARROW
        .iter()
        .map(|&(x, y)| {
            let (x, y) = match direction {
                Direction::Up => (x, y),
                Direction::Down => (x, 100 - y),
                Direction::Left => (y, x),
                Direction::Right => (100 - y, x),
            };
            let at = |edge: Length, share: i64| edge + area.width.part(share, 100);
            format!("{} {}", at(area.left, x), at(area.top, y))
        })
        .collect();
    format!("M{}Z", corners.join("L"))
}
