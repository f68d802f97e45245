//! One page a language in which everything that is published can be searched, without a network and from a plain folder.
//!
//! It has what it searches in itself: the parts of all documents, and the signs, as JSON in a block that does not run. Its one script
//! is our own, named in the policy of the page by its digest; it makes the index (single Chinese characters and pairs of neighbours,
//! words of other scripts) when the page is opened. Texts of authors come in as data only, and the script puts them out as text only.
//! Without scripts there is a table of contents.

mod parts;

pub use parts::{Part, of};

use super::section::Section;
use crate::base::address;
use crate::base::base64::base64;
use crate::base::markup::Markup;
use crate::base::text::is_unsafe;
use crate::diagnostic::Language;
use crate::emit::sign;
use crate::standard::Standard;
use crate::standard::sign::Sign;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::Arc;

/// The id that no document can have, because the page is called so.
pub const NAME: &str = "search";
const STYLE: &str = include_str!("search.css");
const SCRIPT: &str = include_str!("search.js");

/// The words of the page.
struct Words {
    lang: &'static str,
    title: &'static str,
    label: &'static str,
    contents: &'static str,
    signs: &'static str,
    script: ScriptWords,
}

/// Those that the script says.
#[derive(Serialize)]
struct ScriptWords {
    found: &'static str,
    shown: &'static str,
    none: &'static str,
}

const CHINESE: Words = Words {
    lang: "zh-CN",
    title: "检索",
    label: "检索标准文本、规则、条款和标牌",
    contents: "目录",
    signs: "标牌",
    script: ScriptWords {
        found: "找到 {n} 处", shown: "，列出前 {m} 处", none: "没有找到，换个说法试试"
    },
};
const ENGLISH: Words = Words {
    lang: "en",
    title: "Search",
    label: "Search documents, rules, clauses and signs",
    contents: "Contents",
    signs: "Signs",
    script: ScriptWords { found: "{n} found", shown: ", the first {m} shown", none: "Nothing found; try other words" },
};

/// Something that is published, in parts.
pub struct Source {
    title: String,
    /// What stands before the anchor of a part in a link to it.
    address: String,
    /// Its parts, in groups: what a part stands in is of the same group.
    groups: Vec<Arc<[Part]>>,
}

impl Source {
    /// A document whose page is the file `name` beside the page of the search.
    pub fn document(title: &str, name: &str, sections: &[Arc<Section>]) -> Self {
        let groups = sections.iter().map(|section| Arc::clone(&section.parts)).collect();
        Self { title: title.to_owned(), address: format!("{}#", address::part(name)), groups }
    }

    /// The signs of a standard; `None` where it has none.
    fn signs(standard: &Standard, words: &Words) -> Option<Self> {
        let part = |sign: &Sign| {
            let style = standard.sign_styles.iter().find(|style| style.id == sign.style.value);
            let texts = style.into_iter().flat_map(|style| sign::lines(sign, style)).map(str::to_owned);
            let rows = sign.rows.iter().map(|(_, cells)| cells.join(" "));
            let mut lines = texts.chain(rows).filter(|text| !text.trim().is_empty());
            let title = lines.next().unwrap_or_else(|| sign.id.value.clone());
            let lines = lines.chain([sign.id.value.clone()]).collect();
            Part { anchor: format!("{}.svg", sign.id.value), title, level: 2, within: None, lines }
        };
        let parts: Arc<[Part]> = standard.signs.iter().map(part).collect();
        let is_there = !parts.is_empty();
        is_there.then(|| Self { title: words.signs.to_owned(), address: "../signs/".to_owned(), groups: vec![parts] })
    }
}

/// What the script reads.
#[derive(Serialize)]
struct Data<'a> {
    words: &'a ScriptWords,
    /// Title and the beginning of the address.
    sources: Vec<[&'a str; 2]>,
    /// Source, rest of the address, title, the part it stands in by its number or -1, text.
    parts: Vec<(usize, String, &'a str, i64, String)>,
}

/// The page of a language.
pub fn page(standard: &Standard, mut sources: Vec<Source>, language: Language) -> String {
    let words = match language {
        Language::Zh => &CHINESE,
        Language::En => &ENGLISH,
    };
    sources.extend(Source::signs(standard, words));
    let manifest = &standard.manifest;
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(STYLE.as_bytes())),
        base64(&Sha256::digest(SCRIPT.as_bytes()))
    );
    let mut out = Markup::new();
    out.raw("<!DOCTYPE html>\n<html lang=\"").raw(words.lang).raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").text(&policy).raw("\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    out.text(manifest.title.text(language)).raw(" · ").raw(words.title).raw("</title>\n<style>").raw(STYLE);
    out.raw("</style>\n</head>\n<body>\n<main>\n<h1>").text(manifest.title.text(language)).raw("</h1>\n");
    out.raw("<form id=\"search\" role=\"search\" hidden>\n<label for=\"query\">").raw(words.label).raw("</label>\n");
    out.raw("<input id=\"query\" type=\"search\" autocomplete=\"off\">\n</form>\n");
    out.raw("<p id=\"count\" role=\"status\"></p>\n<ol id=\"results\"></ol>\n<nav id=\"contents\" aria-label=\"");
    out.raw(words.contents).raw("\">\n<h2>").raw(words.contents).raw("</h2>\n");
    sources.iter().for_each(|source| contents(&mut out, source));
    out.raw("</nav>\n<footer>").text(&format!("{} {}", manifest.id, manifest.version)).raw("</footer>\n</main>\n");
    let mut page = out.into_string();
    let _ = writeln!(page, "<script type=\"application/json\" id=\"data\">{}</script>", data(&sources, words));
    let _ = writeln!(page, "<script>{SCRIPT}</script>\n</body>\n</html>");
    page
}

/// The headings of a document, or the signs.
fn contents(out: &mut Markup, source: &Source) {
    out.raw("<details open>\n<summary>").text(&source.title).raw("</summary>\n<ul>\n");
    let parts = source.groups.iter().flat_map(|group| group.iter());
    for part in parts.filter(|part| (2..=4).contains(&part.level)) {
        out.raw("<li class=\"level-").number(part.level).raw("\"><a href=\"");
        out.text(&format!("{}{}", source.address, address::part(&part.anchor)))
            .raw("\">")
            .text(&part.title)
            .raw("</a></li>\n");
    }
    out.raw("</ul>\n</details>\n");
}

/// The data as JSON in which nothing ends the block around it: no angle bracket is written as such.
fn data(sources: &[Source], words: &Words) -> String {
    let mut parts = Vec::new();
    for (number, source) in sources.iter().enumerate() {
        for group in &source.groups {
            let first = parts.len();
            for part in group.iter() {
                let within = part.within.and_then(|within| i64::try_from(first + within).ok()).unwrap_or(-1);
                parts.push((number, address::part(&part.anchor), part.title.as_str(), within, part.lines.join("\n")));
            }
        }
    }
    let sources = sources.iter().map(|source| [source.title.as_str(), source.address.as_str()]).collect();
    let json =
        serde_json::to_string(&Data { words: &words.script, sources, parts }).unwrap_or_else(|_| "{}".to_owned());
    let (mut safe, mut rest) = (String::with_capacity(json.len()), json.as_str());
    let is_other = |c: char| matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') || is_unsafe(c);
    while let Some((before, after)) = rest.find(is_other).and_then(|at| rest.split_at_checked(at)) {
        safe.push_str(before);
        let mut left = after.chars();
        safe.push_str(match left.next() {
            Some('<') => "\\u003c",
            Some('>') => "\\u003e",
            Some('&') => "\\u0026",
            _ => "",
        });
        rest = left.as_str();
    }
    safe.push_str(rest);
    safe
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use crate::emit::fixture::{outputs, text};

    const SIGN: &str = r##"
        sign-style "plate" "牌" width=300 height=100 background="#12355B" colour="#FFFFFF" { line "name" height=30 }
        sign "a" style="plate" { set "name" "大厅"; clause "law-1" }
        rule "hostile" "</script><script>alert(1)</script>" { clause "law-2"; good-when "large > 0"; message "<!--<script>" }
    "##;

    fn parsed(page: &str) -> serde_json::Value {
        let (_, rest) = page.split_once("<script type=\"application/json\" id=\"data\">").unwrap();
        serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
    }

    #[test]
    fn parts_are_headings_and_anchors_with_their_text() {
        let (files, found) = outputs(SIGN, &[]);
        assert_eq!(found, Vec::<String>::new());
        let data = parsed(&text(&files, "documents/search.zh.html"));
        let parts = data["parts"].as_array().unwrap();
        let of = |anchor: &str| parts.iter().find(|part| part[1] == anchor).unwrap();
        let clause = of("clause-law-1");
        assert_eq!(clause[2], "【应】law-1 应有大厅 *加粗*");
        assert!(clause[4].as_str().unwrap().contains("第一段。"), "{clause}");
        let rule = of("rule-has-hall");
        assert_eq!(rule[2], "规则 has-hall 设有大厅");
        let above = &parts[usize::try_from(rule[3].as_u64().unwrap()).unwrap()];
        assert_eq!(above[1], "clause-law-1");
        let sign = of("a.svg");
        assert_eq!((&sign[2], &data["sources"][1][1]), (&"大厅".into(), &"../signs/".into()));
        // Every link leads to something that is there.
        let document = text(&files, "documents/text.zh.html");
        for part in parts.iter().filter(|part| part[0] == 0 && part[1] != "") {
            let id = part[1].as_str().unwrap();
            assert!(id.contains('%') || document.contains(&format!("id=\"{id}\"")), "{id}");
        }
    }

    #[test]
    fn texts_of_authors_cannot_leave_the_data() {
        let (files, _) = outputs(SIGN, &[]);
        for language in ["zh", "en"] {
            let page = text(&files, &format!("documents/search.{language}.html"));
            assert_eq!(page.matches("<script").count(), 2, "the data and our own");
            assert_eq!(page.matches("</script").count(), 2);
            let (before, rest) = page.split_once("id=\"data\">").unwrap();
            let (data, after) = rest.split_once("</script>").unwrap();
            assert!(!data.contains(['<', '>', '&']), "nothing in the data is markup");
            for loaded in ["<!--", " src=", "<link", "@import", "url("] {
                assert!(!before.contains(loaded) && !after.contains(loaded), "{loaded}");
            }
            assert!(parsed(&page).to_string().contains("<script>alert(1)"), "it is there as a text");
            let hash = base64(&Sha256::digest(SCRIPT.as_bytes()));
            assert!(page.contains(&format!("script-src &#39;sha256-{hash}&#39;")) || page.contains(&hash), "{hash}");
            assert!(!SCRIPT.contains("innerHTML") && !SCRIPT.contains("</"));
        }
    }

    #[test]
    fn without_documents_there_is_no_page_and_no_document_takes_its_place() {
        let (_, found) = outputs("document \"Search\" \"乙\"", &[]);
        assert!(found.iter().any(|message| message.starts_with("GJ5070")), "{found:?}");
        assert_eq!(address::part("标准 a/b.html"), "%E6%A0%87%E5%87%86%20a%2Fb.html");
    }
}
