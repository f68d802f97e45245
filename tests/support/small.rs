//! A small package with everything that the suites break: forms, a rule, a score, a sign; and a round of two regions.

use super::folder;
use tempfile::TempDir;

/// The package's folder within the temporary one.
pub const STANDARD: &str = "standards/small";
/// The round's folder within the temporary one.
pub const ROUND: &str = "round";

/// The file that holds most of the package.
pub const MAIN: &str = r##"standard "small" version="1.0.0" {
    title "小标准" en="Small standard"
    issuer "样例"
    effective "2024-01-01"
    regions "regions.csv"
    submission "report"
    templates "templates"
}

source "notice" title="通知" {
    clause "must" "应设座席" modality="requirement" { text "大厅应设座席。" }
    clause "may" "可设书架" modality="permission" { text "大厅可设书架。" }
}

choice "style" "服务方式" {
    option "counter" "柜台式"
    option "open" "开放式"
}

record "report" "填报" {
    field "area" "面积" type="number" unit="m2" min=0
    field "seats" "座席数" type="integer" min=0
    field "style" "服务方式" type="style"
    field "opened" "启用日期" type="date"
    field "remark" "说明" type="text"
    field "uses" "用途" type="style" many=#true
    list "rooms" "房间" of="room" key="id"
    derived "density" "每席面积" "area / seats"
}

record "room" "房间" {
    field "id" "编号" type="text"
    field "area" "面积" type="number" unit="m2" min=0
}

rule "counter-style" "仍为柜台式" {
    clause "must"
    problem-when "style == 'counter'"
    message "{{region.name}}仍为柜台式：{{remark}}"
}

rule "seats-missing" "座席不足" {
    clause "must"
    due "2024-03-31"
    problem-when "seats < 10"
    message "{{region.name}}只有{{seats}}个座席"
}

indicators "service" "服务评价" total=100 round=2 rounding="half-even" min-coverage=0.5 {
    indicator "seats" "座席" weight=60 {
        measure "seats"
        scale "linear" from=0 to=20
        missing "zero"
        clause "must"
    }
    indicator "open" "开放" weight=40 {
        measure "style == 'open'"
        scale "pass"
        missing "zero"
        clause "must"
    }
}

sign-style "hall" "厅名牌" width=1800 height=400 background="#12355B" colour="#FFFFFF" {
    line "name" height=160
}
sign "hall-name" style="hall" { set "name" "服务大厅"; clause "must" }

document "standard" "标准文本" { template "standard" }

test "柜台式被指出" {
    given { style "counter" }
    expect "counter-style" "problem"
}
"##;

/// The registry.
pub const REGISTRY: &str = "code,name,level,parent,kind\nA0,甲市,city,,\nA1,乙县,county,A0,\nA2,丙县,county,A0,\n";

/// A submission in KDL.
pub const KDL: &str =
    "submission region=\"A1\" {\n    area 120.5\n    seats 12\n    style \"open\"\n    rooms { - \"r1\" area=20 }\n}\n";

/// A submission in JSON.
pub const JSON: &str = "{\n  \"region\": \"A2\",\n  \"data\": {\n    \"seats\": 15,\n    \"style\": \"open\"\n  }\n}\n";

/// The package and its round in a temporary folder: `standards/small` and `round`.
pub fn folder() -> TempDir {
    folder::with_files(&[
        ("standards/small/standard.kdl", MAIN),
        ("standards/small/regions.csv", REGISTRY),
        ("round/submissions.kdl", "submissions standard=\"../standards/small\" as-of=\"2024-03-31\"\n"),
        ("round/A1.kdl", KDL),
        ("round/A2.json", JSON),
    ])
}
