//! A small standard for the tests of the outputs.

use super::{Outputs, Templates, emit};
use crate::diagnostic::{Diagnostic, Language, SourceMap};
use crate::package::{Files, compile};
use crate::standard::Standard;
use std::collections::BTreeMap;

/// What every package of the tests has; `<b>` and the like stand where authors could write them.
const BASE: &str = r##"
standard "small" version="1.0.0" {
    title "小标准 <script>alert(1)</script>" en="Small"
    regions "regions.csv"
    submission "report"
}
source "law" title="法 | 规" url="javascript:alert(1)" {
    axis "part" "部分"
    clause "law-1" "应有大厅 *加粗*" modality="requirement" part=1 { text "第一段。\n# 第二段" }
    clause "law-2" "没有落实的" modality="recommendation" part=2
}
choice "style" "方式" { option "柜台" "柜台式"; option "open" "开放式" en="Open" }
record "报告" "报告" {
    field "area" "面积" type="number" unit="m2" min=0.5 max=1000
    field "styles" "方式" type="style" many=#true
    field "opened" "开放日期" type="date"
    field "unused" "没有人用" type="text"
}
record "report" "填报" {
    field "style" "方式" type="style" help="看现场"
    part "main" "主厅" of="报告"
    list "halls" "各厅" of="hall" key="id"
    derived "large" "大厅数" "halls.count(h, h.area > 100)"
}
record "hall" "厅" {
    field "id" "编号" type="text"
    field "area" "面积" type="number"
    field "shared_with" "共用" type="region" many=#true
}
rule "has-hall" "设有大厅" { clause "law-1"; problem-when "large == 0"; message "x" }
indicators "score" "评价" total=10 { indicator "halls" "厅数" weight=10 { measure "large"; scale "linear" from=0 to=2; clause "law-1" } }
document "text" "标准文本" { foreword "<img src=x onerror=alert(1)>" }
"##;

/// The package with further declarations.
pub fn standard(further: &str) -> Standard {
    let text = format!("{BASE}\n{further}");
    let regions = "code,name,level,parent\n01,甲省,province,\n0101,乙市,city,01\n";
    let files = Files::in_memory(
        "small",
        [("small.kdl".to_owned(), text.into_bytes()), ("regions.csv".to_owned(), regions.as_bytes().to_vec())],
    );
    let mut sources = SourceMap::default();
    let compilation = compile(&files, &mut sources);
    let found: Vec<String> = compilation.diagnostics.iter().map(|found| found.text(Language::En)).collect();
    compilation.standard.unwrap_or_else(|| panic!("the fixture does not compile: {found:?}"))
}

/// Its outputs, and codes with messages of what was found.
pub fn outputs(further: &str, templates: &[(&str, &str)]) -> (Outputs, Vec<String>) {
    let own: BTreeMap<String, String> =
        templates.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let (outputs, found) = emit(&standard(further), &Templates::new(own));
    let message = |found: &Diagnostic| {
        format!("{} {} {}", found.entry.code, found.text(Language::En), found.help(Language::En)).trim_end().to_owned()
    };
    (outputs, found.iter().map(message).collect())
}

/// One output as text.
pub fn text(outputs: &Outputs, path: &str) -> String {
    let bytes = outputs.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", outputs.keys()));
    String::from_utf8(bytes.clone()).unwrap_or_else(|_| panic!("{path} is not UTF-8"))
}
