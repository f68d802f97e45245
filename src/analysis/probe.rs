//! A small standard in memory, to which tests of checks add what they look at.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

use super::analyse;
use crate::diagnostic::{Diagnostic, Language, SourceMap};
use crate::package::{self, Compilation, Files};
use crate::standard::Standard;

const REGIONS: &str =
    "code,name,level,parent,kind\n10,甲市,city,,urban\n11,乙县,county,10,rural\n12,丙县,county,10,urban\n";

const BASE: &str = r#"
source "s" title="来源" {
    clause "c-1" "条款一" modality="requirement"
}
choice "stage" "阶段" { option "planned" "规划"; option "moving" "搬迁"; option "open" "开放" }
choice "item_kind" "种类" { option "new" "新"; option "old" "旧" }
threshold "staff_min" 5 "人数下限" origin="ours" { clause "c-1" }
record "report" "填报" {
    field "stage" "阶段" type="stage"
    field "staff" "人数" type="integer" min=0 max=100
    field "present" "到岗" type="integer" min=0
    field "rating" "评分" type="integer" min=1 max=5
    field "opened_on" "开放日期" type="date"
    field "open" "已开放" type="boolean"
    part "hall" "大厅" of="hall"
    list "items" "事项" of="item" key="code"
    derived "ratio" "到岗率" "present / staff"
}
record "hall" "大厅" { field "area" "面积" type="number" unit="m2" min=0 }
record "item" "事项" {
    field "code" "编码" type="text"
    field "kind" "种类" type="item_kind"
    field "days" "天数" type="integer" min=0
}
"#;

/// The standard with these declarations, compiled.
pub fn compile(manifest: &str, declarations: &str) -> (Compilation, SourceMap) {
    let manifest = format!(
        "standard \"s\" version=\"1\" {{ title \"标准\"; effective \"2024-01-01\"; regions \"r.csv\"; submission \"report\"; {manifest}\n }}"
    );
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let files = [file("a.kdl", &manifest), file("b.kdl", BASE), file("c.kdl", declarations), file("r.csv", REGIONS)];
    let mut sources = SourceMap::default();
    let compilation = package::compile(&Files::in_memory("", files), &mut sources);
    (compilation, sources)
}

/// The standard with these declarations.
pub fn standard(declarations: &str) -> Standard {
    let (compilation, _) = compile("", declarations);
    let Some(standard) = compilation.standard else {
        let texts: Vec<String> = compilation.diagnostics.iter().map(|found| found.text(Language::En)).collect();
        panic!("{texts:?}");
    };
    standard
}

/// What the analysis finds, with this beside the other lines of the manifest.
pub fn findings_with(manifest: &str, declarations: &str) -> Vec<Diagnostic> {
    let (compilation, _) = compile(manifest, declarations);
    analyse(&compilation.standard.unwrap())
}

/// The codes of what stops the compilation.
pub fn errors_with(manifest: &str, declarations: &str) -> Vec<&'static str> {
    let (compilation, _) = compile(manifest, declarations);
    compilation.diagnostics.iter().map(|found| found.entry.code).collect()
}

/// The English texts of the findings of this code.
pub fn texts(code: &str, declarations: &str) -> Vec<String> {
    let found = analyse(&standard(declarations));
    found.iter().filter(|found| found.entry.code == code).map(|found| found.text(Language::En)).collect()
}

/// Whether there is a finding of this code.
pub fn finds(code: &str, declarations: &str) -> bool {
    !texts(code, declarations).is_empty()
}

/// A rule with this body, serving the one clause.
pub fn rule(id: &str, body: &str) -> String {
    format!("rule \"{id}\" \"规则\" {{ clause \"c-1\"; {body} }}\n")
}

/// A system of one indicator with this body.
pub fn indicator(body: &str) -> String {
    format!(
        "indicators \"sys\" \"体系\" total=100 min-coverage=0.5 {{ indicator \"i\" \"指标\" weight=100 {{ clause \"c-1\"; {body} }} }}\n"
    )
}
