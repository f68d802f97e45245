//! One page with all signs, for those who order, print and hang them.

use super::length::Length;
use crate::base::markup::escape;
use crate::standard::Standard;
use crate::standard::sign::{Sign, SignStyle};

/// One sign on the sheet.
pub struct Entry<'s> {
    /// The sign.
    pub sign: &'s Sign,
    /// Its style.
    pub style: &'s SignStyle,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// Its drawing.
    pub svg: String,
}

const PAGE_STYLE: &str = "\
:root{color-scheme:light}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 3rem;color:#1b1b1b;background:#fff;font:1rem/1.6 'Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif}
h1{font-size:1.6rem;line-height:1.3;margin:0}
h2{font-size:1.2rem;margin:2.5rem 0 .75rem;padding-bottom:.3rem;border-bottom:1px solid #888}
.en{color:#444;font-size:.9em;font-weight:400}
.signs{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:1.5rem}
figure{margin:0;break-inside:avoid}
svg{display:block;width:100%;height:auto;max-height:22rem;box-shadow:0 0 0 1px #bbb}
figcaption{margin-top:.5rem;font-size:.9rem;overflow-wrap:anywhere}
code{font-family:ui-monospace,Consolas,monospace;font-size:.95em}
@page{size:A4;margin:20mm}
@media print{body{max-width:none;padding:0;font-size:10pt}svg{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
";

/// Writes the page: signs by style, each with size, place and clauses.
#[must_use]
pub fn write(standard: &Standard, entries: &[Entry<'_>]) -> String {
    let manifest = &standard.manifest;
    let english = manifest.title.en.as_deref().unwrap_or(&manifest.id);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>标牌 · {title}</title>\n<style>\n{PAGE_STYLE}</style>\n</head>\n<body>\n<h1>{title} · 标牌</h1>\n<p class=\"en\" lang=\"en\">{english}: signs, edition {version}. Sizes in millimetres; the files beside this page are to scale.</p>\n<p>共 {count} 块，版本 {version}。尺寸单位为毫米，同目录的 SVG 文件为原大。</p>\n",
        title = escape(&manifest.title.zh),
        english = escape(english),
        version = escape(&manifest.version),
        count = entries.len(),
    );
    for style in &standard.sign_styles {
        let signs: Vec<&Entry<'_>> = entries.iter().filter(|entry| entry.style.id == style.id).collect();
        let Some(first) = signs.first() else { continue };
        page.push_str(&heading(style, first));
        page.push_str("<div class=\"signs\">\n");
        for entry in signs {
            page.push_str(&figure(standard, entry));
        }
        page.push_str("</div>\n");
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn heading(style: &SignStyle, first: &Entry<'_>) -> String {
    let mut facts = vec![format!("{} × {} mm", first.width, first.height)];
    facts.extend(style.viewing_distance.as_ref().map(|distance| format!("视距 viewing distance {distance} m")));
    facts.extend(style.mount_height.as_ref().map(|height| format!("下沿离地 mounted at {height} mm")));
    format!(
        "<h2>{} <span class=\"en\">{}</span></h2>\n<p class=\"en\">{}</p>\n",
        escape(&style.title.zh),
        escape(style.title.en.as_deref().unwrap_or(&style.id)),
        escape(&facts.join(" · ")),
    )
}

fn figure(standard: &Standard, entry: &Entry<'_>) -> String {
    let id = escape(&entry.sign.id.value);
    let mut facts = Vec::new();
    if let Some(place) = &entry.sign.place {
        facts.push(format!("位置 place: {}", escape(&place_title(standard, place))));
    }
    let clauses: Vec<&str> = super::clauses(entry.sign, entry.style).collect();
    if !clauses.is_empty() {
        facts.push(format!("条款 clauses: {}", escape(&clauses.join("、"))));
    }
    let facts = facts.join("<br>");
    format!(
        "<figure>\n{}<figcaption><a href=\"{id}.svg\"><code>{id}</code></a><br>{facts}</figcaption>\n</figure>\n",
        entry.svg
    )
}

/// A place is often an option of a choice (a zone); where all choices that have it agree on its title, that is shown too.
fn place_title(standard: &Standard, place: &str) -> String {
    let mut titles = standard.choices.iter().filter_map(|choice| choice.option(place)).map(|label| label.zh.as_str());
    match titles.next() {
        Some(first) if titles.all(|title| title == first) => format!("{first} ({place})"),
        _ => place.to_owned(),
    }
}
