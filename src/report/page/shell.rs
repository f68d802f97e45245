//! What stands around the page: head, style, contents, footer.

use super::{filter, roll_up};
use crate::base::base64::base64;
use crate::base::markup::Markup;
use crate::base::text::safe_line;
use crate::report::Round;
use sha2::{Digest, Sha256};

/// How every page begins, by which one is known that may be replaced.
const BEGINNING: &str = "<!DOCTYPE html>\n<!-- guiju check -->\n";
const STYLE: &str = include_str!("style.css");

/// Whether these are the first bytes of a page that was made here.
#[must_use]
pub fn is_page(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGINNING.as_bytes())
}

/// The whole page. `blocks` is how many blocks of regions can be chosen.
pub(super) fn around(body: &Markup, round: &Round<'_>, blocks: usize) -> String {
    let manifest = &round.assessment.standard.manifest;
    let title = safe_line(manifest.title.text(round.language));
    let style = format!("\n{STYLE}{}", filter::style(blocks));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(style.as_bytes()))
    );
    let mut out = Markup::new();
    out.raw(BEGINNING).raw(round.pick("<html lang=\"zh-CN\">", "<html lang=\"en\">"));
    out.raw("\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"");
    out.text(&policy).raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>").text(&title);
    out.raw(round.pick(" · 检查报告", " · check report")).raw("</title>\n<style>");
    let mut page = out.into_string();
    // The style sheet is our own text, and holds nothing that would end it.
    page.push_str(&style);
    let mut out = Markup::new();
    out.raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
    out.raw(round.pick("跳到正文", "skip to the content")).raw("</a>\n<header>\n<p class=\"over\">");
    out.raw(round.pick("检查报告", "Check report")).raw("</p>\n<h1>").text(&title).raw("</h1>\n<p>");
    let issuer = manifest.issuer.as_ref().map(|issuer| issuer.text(round.language));
    let as_of = format!("{} {}", round.pick("基准日", "as of"), round.assessment.as_of);
    let edition = format!("{} {}", manifest.id, manifest.version);
    let parts: Vec<&str> = issuer.into_iter().chain([edition.as_str(), &as_of]).collect();
    out.text(&parts.join(" · ")).raw("</p>\n</header>\n");
    contents(&mut out, round);
    out.raw("<main id=\"main\">\n").append(body).raw("</main>\n<footer>\n<p>");
    out.raw(round.pick(
        "没有报的是“未知”，既不算通过，也不算问题。数都是精确算出的，只在标准写明的地方修约。本页不联网，没有脚本。",
        "What was not reported is unknown: neither a pass nor a problem. Numbers are exact and rounded only where the \
         standard says so. This page loads nothing and runs nothing.",
    ));
    out.raw("</p>\n<p>").text(&edition).raw("</p>\n</footer>\n</body>\n</html>\n");
    page.push_str(out.as_str());
    page
}

fn contents(out: &mut Markup, round: &Round<'_>) {
    out.raw("<nav aria-label=\"").raw(round.pick("目录", "contents")).raw("\">\n<ul>\n");
    let mut entry = |anchor: &'static str, zh, en| {
        out.raw("<li><a href=\"#").raw(anchor).raw("\">").raw(round.pick(zh, en)).raw("</a></li>\n");
    };
    entry("overview", "总览", "Overview");
    if round.regions.iter().any(|report| !report.scores.is_empty()) {
        entry("scores", "评分", "Scores");
        entry("coherence", "体检", "Indicators");
    }
    if roll_up::is_there(round) {
        entry("roll-up", "汇总", "Roll-up");
    }
    entry("regions", "各地", "Regions");
    if !round.assessment.standard.rules.is_empty() {
        entry("rules", "规则", "Rules");
    }
    if !round.diagnostics.is_empty() {
        entry("complaints", "填报的毛病", "Mistakes");
    }
    out.raw("</ul>\n</nav>\n");
}
