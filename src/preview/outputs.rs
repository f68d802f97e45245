//! The documents, signs and other files of a package, and which of them the last change made anew.

use super::shell::Main;
use crate::base::address;
use crate::watch::{Change, Workshop};
use std::collections::BTreeMap;

/// The folders in which outputs lie, with their titles.
const FOLDERS: [(&str, &str, &str); 7] = [
    ("documents", "文书", "Documents"),
    ("signs", "标牌", "Signs"),
    ("tables", "表格", "Tables"),
    ("forms", "表单（工作簿）", "Forms (workbooks)"),
    ("duties", "举措", "Duties"),
    ("schemas", "规格（JSON Schema）", "Schemas"),
    ("trace", "追溯", "Trace"),
];

/// Writes the lists: signs as pictures, other files by name.
pub(super) fn write(main: &mut Main, number: usize, workshop: &Workshop) {
    changed(main, number, &workshop.changes);
    for (folder, zh, en) in FOLDERS {
        let prefix = format!("{folder}/");
        let paths: Vec<&str> =
            workshop.outputs.keys().map(String::as_str).filter(|path| path.starts_with(&prefix)).collect();
        if paths.is_empty() {
            continue;
        }
        let title = main.pick(zh, en);
        main.begin_part(folder, number, title, paths.len(), matches!(folder, "documents" | "signs"));
        main.out.raw(if folder == "signs" { "<ul class=\"signs\">\n" } else { "<ul class=\"files\">\n" });
        for path in paths {
            entry(main, number, path, workshop.changes.get(path).copied());
        }
        main.out.raw("</ul>\n");
        main.end_part();
    }
}

/// What the last change made anew.
fn changed(main: &mut Main, number: usize, changes: &BTreeMap<String, Change>) {
    if changes.is_empty() {
        return;
    }
    let title = main.pick("刚刚改变的文件", "Changed just now");
    main.begin_part("changes", number, title, changes.len(), changes.len() <= 12);
    main.out.raw("<ul class=\"files\">\n");
    for (path, change) in changes {
        match change {
            Change::Removed => {
                main.out.raw("<li class=\"removed\"><s>").text(path).raw("</s></li>\n");
            }
            Change::Added | Change::Changed => entry(main, number, path, Some(*change)),
        }
    }
    main.out.raw("</ul>\n");
    main.end_part();
}

fn entry(main: &mut Main, number: usize, path: &str, change: Option<Change>) {
    let class = match change {
        Some(Change::Added) => "<li class=\"added\">",
        Some(_) => "<li class=\"changed\">",
        None => "<li>",
    };
    let address = address::path(path);
    main.out.raw(class).raw("<a target=\"sheet\" href=\"/outputs/").count(number).raw("/").text(&address).raw("\">");
    if path.ends_with(".svg") {
        main.out.raw("<img loading=\"lazy\" alt=\"\" src=\"/outputs/").count(number).raw("/").text(&address).raw("\">");
    }
    let name = path.split_once('/').map_or(path, |(_, name)| name);
    main.out.raw("<span>").text(name).raw("</span></a></li>\n");
}
