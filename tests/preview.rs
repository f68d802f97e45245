//! The preview page in Chromium, driven by playwright-core where it, Node and Chromium are there: it follows a save, marks what
//! changed, shows messages and lets them go, asks nobody but this machine, fits a telephone, and axe finds nothing.
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
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use support::programs::{chromium, program};
use support::{repository, small};

#[test]
fn the_page_follows_a_save_in_a_browser() {
    let (Some(browser), Some(node), Ok(modules)) = (chromium(), program("node"), std::env::var("GUIJU_AXE_MODULES"))
    else {
        println!(
            "skipped: needs node, chromium, and GUIJU_AXE_MODULES naming a folder with playwright-core and axe-core"
        );
        return;
    };
    let folder = small::folder();
    let mut watch = Command::new(env!("CARGO_BIN_EXE_guiju"))
        .args(["watch", "--port", "0", "--round", small::ROUND])
        .current_dir(folder.path())
        .env("LC_ALL", "zh_CN.UTF-8")
        .env("XDG_CACHE_HOME", folder.path().join(".cache"))
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watch.stderr.take().unwrap()).lines().map_while(Result::ok);
    let address = lines.find_map(|line| line.find("http://").map(|at| line[at..].to_owned())).expect("it says where");
    // What it says further is read, so that it is never held up.
    std::thread::spawn(move || lines.for_each(drop));
    let mut command = Command::new(node);
    command.arg(repository("tests/preview/page.mjs")).arg(&modules).arg(&browser).arg(&address);
    command
        .arg(folder.path().join(small::STANDARD).join("standard.kdl"))
        .args(["大厅应设座席。", "大厅应设足够的座席。"]);
    if let Ok(pictures) = std::env::var("PICTURES") {
        command.arg(pictures);
    }
    let output = command.output().unwrap();
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(seen["title"], "规矩 · 预览");
    assert_eq!(seen["errors"], serde_json::json!([]), "{seen}");
    let requests = seen["requests"].as_array().unwrap();
    assert!(requests.iter().all(|request| request.as_str().unwrap().starts_with(&address)), "{requests:?}");
    assert!(seen["before"].as_str().unwrap().contains("大厅应设座席。"));
    assert!(seen["after"].as_str().unwrap().contains("大厅应设足够的座席。"));
    let marked = seen["marked"].as_array().unwrap();
    assert!(
        !marked.is_empty() && marked.iter().any(|text| text.as_str().unwrap().contains("足够的座席")),
        "{marked:?}"
    );
    assert!(seen["changed"].as_array().unwrap().iter().any(|name| name == "standard.zh.html"), "{seen}");
    assert_eq!(seen["open"], true, "what was open stays open");
    assert!(seen["message"].as_str().unwrap().contains("standard.kdl"), "{seen}");
    assert_eq!((&seen["kept"], &seen["mended"]), (&Value::Bool(true), &Value::Bool(true)));
    assert_eq!(seen["overflow"], 0, "wider than a telephone");
    assert_eq!(seen["axe"], serde_json::json!([]), "what axe finds");
    println!("from save to marked change on the page: {} ms", seen["milliseconds"]);
}
