//! The search in the published documents, in a browser: what people type finds the part that they mean, from a plain folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::programs::chromium;
use support::repository;

/// A browser; `None`, and a line, where there is none.
fn browser() -> Option<PathBuf> {
    let found = chromium();
    if found.is_none() {
        println!("Chromium is not there: the search is not tried");
    }
    found
}

/// The page with a query in its address, as the browser has it after the script has run.
fn opened(browser: &Path, page: &Path, query: &str) -> String {
    let profile = tempfile::tempdir().expect("a folder");
    let address = format!("file://{}#q={query}", page.display());
    let run = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(address)
        .stdin(Stdio::null())
        .output()
        .expect("the browser starts");
    String::from_utf8(run.stdout).expect("UTF-8")
}

/// The addresses of what was found, in order.
fn found(dom: &str) -> Vec<String> {
    let (_, rest) = dom.split_once("<ol id=\"results\">").expect("a list of results");
    let list = rest.split_once("</ol>").expect("its end").0;
    list.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn queries_find_the_part_that_is_meant() {
    let Some(browser) = browser() else { return };
    let documents = repository("generated/zhejiang-value-added-services/documents");
    // The page, what is typed, and where it leads among the first three.
    for (page, query, expected) in [
        ("search.zh.html", "企业服务中心", "企业综合服务中心"),
        ("search.zh.html", "轮椅坡道的坡度", "#clause-gb55019-2.3.1"),
        ("search.zh.html", "ＧＢ５５０１９ 扶手", "#clause-gb55019-2.8.1"),
        ("search.zh.html", "企业码多数没有启用", "#clause-problem-3.2"),
        ("search.zh.html", "竹", "#clause-good-2.1"),
        ("search.en.html", "gb55019 2.3.1", "#clause-gb55019-2.3.1"),
        ("search.en.html", "Issue collection fragmented", "issue-collection-fragmented"),
    ] {
        let dom = opened(&browser, &documents.join(page), query);
        let addresses = found(&dom);
        let first = addresses.iter().take(3).any(|address| address.contains(expected));
        // A heading names what a query of a place does not.
        let named =
            dom.split("</li>").take(3).any(|item| item.replace("<mark>", "").replace("</mark>", "").contains(expected));
        assert!(first || named, "{query}: {expected} is not among {:?}", addresses.iter().take(5).collect::<Vec<_>>());
        assert!(dom.contains("<mark>"), "{query}: nothing is marked");
        assert!(dom.contains("<nav id=\"contents\"") && dom.contains("hidden=\"\""), "the contents make room");
    }
}

#[test]
fn links_lead_to_what_is_there_and_nothing_found_is_said() {
    let Some(browser) = browser() else { return };
    let documents = repository("generated/zhejiang-value-added-services/documents");
    let dom = opened(&browser, &documents.join("search.zh.html"), "中心");
    let addresses = found(&dom);
    assert!(addresses.len() > 20, "{addresses:?}");
    for address in addresses {
        let (file, anchor) = address.split_once('#').unwrap_or((&address, ""));
        let target = documents.join(file);
        assert!(target.exists(), "{address}");
        if !anchor.is_empty() && !anchor.contains('%') {
            let text = std::fs::read_to_string(&target).unwrap();
            assert!(text.contains(&format!("id=\"{anchor}\"")), "{address}");
        }
    }
    let dom = opened(&browser, &documents.join("search.zh.html"), "量子引力");
    assert!(found(&dom).is_empty() && dom.contains("没有找到"), "nothing is found");
    assert!(!dom.contains("<nav id=\"contents\" aria-label=\"目录\" hidden"), "the contents stay");
}

#[test]
fn the_page_is_not_much_larger_than_what_it_searches() {
    let documents = repository("generated/zhejiang-value-added-services/documents");
    for language in ["zh", "en"] {
        let size = |name: &str| std::fs::metadata(documents.join(name)).unwrap().len();
        let (page, document) = (size(&format!("search.{language}.html")), size(&format!("standard.{language}.html")));
        println!("{language}: search {page} bytes, document {document} bytes");
        assert!(page < document, "{language}: {page} bytes against {document}");
    }
}
