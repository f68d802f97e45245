//! The report as a page: it loads and runs nothing, what was submitted is text in it, its links lead somewhere, it says what the
//! JSON report says, and it is written beside other files or not at all.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::sync::LazyLock;
use support::binary::guiju;
use support::folder::{contents, write};
use support::programs::{chromium, program};
use support::{repository, small};
use tempfile::TempDir;

/// What a page must not hold, in any letters: what runs, loads or leads out.
const NEVER: [&str; 12] = [
    "<script",
    "javascript:",
    " onload",
    " onclick",
    " onerror",
    " style=",
    " src=",
    "http:",
    "https:",
    "@import",
    "<iframe",
    "<form",
];

/// Base64, a group of three bytes at a time.
fn base64(bytes: &[u8]) -> String {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0_usize, |bits, at| bits << 8 | usize::from(*group.get(at).unwrap_or(&0)));
        let coded = (0..4).map(|at| if at <= group.len() { letters[bits >> (18 - 6 * at) & 63] } else { '=' });
        text.extend(coded);
    }
    text
}

/// The page of a round in the repository, in that language.
fn page(round: &str, language: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.html");
    let arguments = ["--lang", language, "check", round, "--html", path.to_str().unwrap()];
    let run = guiju(&repository(""), &arguments);
    assert!(run.code < 2, "{}", run.all());
    fs::read_to_string(path).unwrap()
}

/// The pages of three rounds in both languages, made once for all tests.
static PAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let rounds = ["examples/library/submissions", "examples/zhejiang-2023-12", "examples/hdi-2022/countries"];
    rounds.iter().flat_map(|round| ["zh", "en"].map(|language| page(round, language))).collect()
});

/// What stands between a mark and the next quotation mark, wherever the mark stands.
fn values<'p>(page: &'p str, mark: &str) -> Vec<&'p str> {
    page.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// Fails where a tag is not closed in its order.
fn assert_well_formed(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    for part in page.split('<').skip(1).filter(|part| !part.starts_with('!')) {
        let (tag, _) = part.split_once('>').expect("every tag ends");
        let name = tag.split([' ', '/', '\n']).find(|word| !word.is_empty()).unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "</{name}> closes what is open");
        } else if !tag.ends_with('/') && !["meta", "input", "br"].contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

#[test]
fn pages_stand_by_themselves() {
    for page in PAGES.iter() {
        let lower = page.to_lowercase();
        // Addresses of sources may be written out in texts, and never be loaded: only attributes count.
        for never in NEVER {
            let found = lower
                .split('<')
                .skip(1)
                .any(|part| part.split('>').next().is_some_and(|tag| format!("<{tag}").contains(never)));
            assert!(!found, "{never}");
        }
        let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        assert!(style.match_indices("url(").all(|(at, _)| style[at..].starts_with("url(#")), "styles load nothing");
        let policy = values(page, "http-equiv=\"Content-Security-Policy\" content=\"")[0].replace("&#39;", "'");
        let digest = base64(&Sha256::digest(style.as_bytes()));
        assert_eq!(
            policy,
            format!("default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")
        );
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
        assert_well_formed(page);
        let ids = values(page, " id=\"");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "an id stands once");
        for target in values(page, "href=\"#") {
            assert!(known.contains(target), "#{target} leads somewhere");
        }
        for picture in values(page, "aria-labelledby=\"").iter().flat_map(|names| names.split(' ')) {
            assert!(known.contains(picture), "{picture} is there");
        }
    }
}

#[test]
fn the_page_says_what_the_json_report_says() {
    let round = "examples/library/submissions";
    let report: Value =
        serde_json::from_str(&guiju(&repository(""), &["check", round, "--format", "json"]).output).unwrap();
    let page = page(round, "zh");
    for region in report["regions"].as_array().unwrap() {
        let part = page.split("<details class=\"region").find(|part| {
            part.contains(&format!("<h3>{}</h3>", region["name"].as_str().unwrap()))
                && part.contains(region["code"].as_str().unwrap())
        });
        let part = part.expect("every region has a part");
        for outcome in region["outcomes"].as_array().unwrap() {
            if let Some(message) = outcome["message"].as_str().filter(|_| outcome["outcome"] == "problem") {
                assert!(part.contains(message), "{message}");
                for fact in outcome["facts"].as_array().unwrap().iter().filter(|fact| fact["line"].is_u64()) {
                    let place = format!("{}:{}:{}", fact["file"].as_str().unwrap(), fact["line"], fact["column"]);
                    assert!(part.contains(&place), "{place}");
                }
            }
        }
        for line in region["score"]["arithmetic"].as_array().into_iter().flatten() {
            if let Some(steps) = line["steps"].as_str() {
                assert!(part.contains(steps), "{steps}");
            }
        }
        if let Some(published) = region["score"]["value"]["published"].as_str() {
            assert!(part.contains(published), "{published}");
        }
    }
}

/// A round whose region says hostile things in the field that a message quotes.
fn hostile(remark: &str) -> TempDir {
    let folder = small::folder();
    let kdl = small::KDL.replace("\"open\"", &format!("\"counter\"\n    remark {remark}"));
    write(folder.path(), "round/A1.kdl", kdl.as_bytes());
    folder
}

#[test]
fn what_is_submitted_is_text() {
    let folder = hostile(r#""</p><script>alert(1)</script><img src=x onerror=y>\u{202E}电话 13800138000""#);
    let run = guiju(folder.path(), &["check", small::ROUND, "--html", "report.html"]);
    assert_eq!(run.code, 1, "{}", run.all());
    let page = fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)") && page.contains("&lt;img src=x"), "it is there as text");
    assert!(!page.contains("<script") && !page.contains("<img"));
    assert!(!page.contains('\u{202E}'));
    assert!(!page.contains("13800138000"), "numbers of persons are masked");
    assert_well_formed(&page);
}

#[test]
fn what_is_not_reported_is_not_called_a_failing() {
    let folder = small::folder();
    fs::remove_file(folder.path().join("round/A2.json")).unwrap();
    let run = guiju(folder.path(), &["check", small::ROUND, "--html", "report.html"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let page = fs::read_to_string(folder.path().join("report.html")).unwrap();
    let part = page.split("<details class=\"region").find(|part| part.contains("<h3>丙县</h3>")).unwrap();
    assert!(part.contains("没有报") && part.contains("无一已知") && !part.contains("✗"), "{part}");
    assert!(page.contains("缺报"), "who is missing is told");
}

/// The small package with a matrix, and with a sample of as many as there are seats.
fn surveyed() -> TempDir {
    let folder = small::folder();
    let kdl = small::MAIN
        .replace(
            "min-coverage=0.5 {",
            "min-coverage=0.1 {\n    matrix \"side\" \"方面\" { column \"hard\" \"硬件\"; column \"soft\" \"软件\" }",
        )
        .replace(
            "\"座席\" weight=60 {",
            "\"座席\" weight=60 column=\"hard\" {\n        sample \"seats\" min=14 confidence=0.95 deviation=\"2\"",
        )
        .replace("\"开放\" weight=40 {", "\"开放\" weight=40 column=\"soft\" {");
    write(folder.path(), "standards/small/standard.kdl", kdl.as_bytes());
    folder
}

#[test]
fn a_matrix_and_samples_are_told() {
    let folder = surveyed();
    let part = |language: &str, name: &str| {
        let run = guiju(folder.path(), &["--lang", language, "check", small::ROUND, "--html", "report.html"]);
        assert_eq!(run.code, 0, "{}", run.all());
        let page = fs::read_to_string(folder.path().join("report.html")).unwrap();
        assert_well_formed(&page);
        page.split("<details class=\"region")
            .find(|part| part.contains(&format!("<h3>{name}</h3>")))
            .unwrap()
            .to_owned()
    };
    let cell = |text: &str| format!("<td class=\"n\">{text}</td>");
    let (few, enough) = (part("zh", "乙县"), part("zh", "丙县"));
    assert!(few.contains("样本 12，少于 14，按未报算"), "{few}");
    // 15 ± 1.959964 × 2 ÷ √15 = 15 ± 1.0121211, outwards; 60 × 13.987878 ÷ 20 = 41.96.
    assert!(enough.contains("样本 15（至少 14）；95% 置信区间 13.987878–16.012122，合 41.96–48.04 分"), "{enough}");
    assert!(enough.contains("方面：得分占比") && enough.contains("硬件</th>") && enough.contains("软件</th>"));
    let rows =
        [("座席", cell("75%") + &cell("")), ("开放", cell("") + &cell("100%")), ("合计", cell("75%") + &cell("100%"))];
    for (row, cells) in rows {
        assert!(enough.contains(&format!("<th scope=\"row\">{row}</th>{cells}</tr>")), "{row}: {enough}");
    }
    assert!(few.contains(&format!("<th scope=\"row\">合计</th>{}{}", cell("未报 (0%–100%)"), cell("100%"))), "{few}");
    assert!(part("en", "丙县").contains("sample of 15 (at least 14); 95% confidence"));
}

#[test]
fn the_page_replaces_only_pages() {
    let folder = small::folder();
    let check = |target: &str| guiju(folder.path(), &["check", small::ROUND, "--html", target]);
    assert_eq!(check("deep/er/report.html").code, 0, "folders are made");
    let first = fs::read(folder.path().join("deep/er/report.html")).unwrap();
    assert_eq!(check("deep/er/report.html").code, 0);
    assert_eq!(fs::read(folder.path().join("deep/er/report.html")).unwrap(), first, "the same bytes again");
    write(folder.path(), "notes.html", b"<p>notes</p>");
    fs::create_dir(folder.path().join("folder.html")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("deep/er/report.html", folder.path().join("link.html")).unwrap();
    let before = contents(&folder.path().join("round"));
    for (target, code) in [
        ("notes.html", "GJ9251"),
        #[cfg(unix)]
        ("link.html", "GJ9251"),
        ("folder.html", "GJ9250"),
        ("report", "GJ9250"),
        ("report.txt", "GJ9250"),
        ("round/report.html", "GJ9221"),
        ("standards/small/report.html", "GJ9221"),
    ] {
        let run = check(target);
        assert_eq!(run.code, 2, "{target}: {}", run.all());
        assert!(run.messages.contains(code), "{target}: {}", run.messages);
    }
    assert_eq!(fs::read(folder.path().join("notes.html")).unwrap(), b"<p>notes</p>");
    assert_eq!(contents(&folder.path().join("round")), before);
}

#[test]
fn a_browser_finds_nothing_wrong() {
    let (Some(browser), Some(node), Some(modules)) =
        (chromium(), program("node"), std::env::var_os("GUIJU_AXE_MODULES"))
    else {
        println!(
            "skipped: needs node, chromium, and GUIJU_AXE_MODULES naming a folder with playwright-core and axe-core"
        );
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let script = repository("tests/page/axe.mjs");
    let mut command = Command::new(node);
    command.arg(script).arg(modules).arg(browser);
    for (number, page) in PAGES.iter().take(3).enumerate() {
        let path = folder.path().join(format!("{number}.html"));
        fs::write(&path, page).unwrap();
        command.arg(path);
    }
    let run = command.output().unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success() && told.is_empty(), "{told}");
}
