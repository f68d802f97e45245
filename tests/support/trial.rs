//! A package with every kind of slot that a form can have: for the forms of two levels.

use super::folder;
use guiju::diagnostic::SourceMap;
use guiju::package::{self, Files};
use guiju::standard::Standard;
use tempfile::TempDir;

/// The package's folder within the temporary one.
pub const STANDARD: &str = "standards/trial";

/// Its declarations. Texts hold what formulas, markup and pages begin with.
pub const MAIN: &str = r##"standard "trial" version="2.1.0" {
    title "试表 <b>&\"" en="Trial"
    issuer "=试办"
    effective "2024-05-01"
    regions "regions.csv"
    level "county" "县（区）"
    submission "report"
}
source "law" title="法" { axis "item" "项"; clause "law-1" "应" modality="requirement" }
unit "person" "人"
choice "style" "方式" { option "counter" "柜台式" en="Counter"; option "open" "开放式" }
choice "kind" "种类" { option "lounge" "休息区"; option "desk" "台席区" }
choice "state" "状态" { option "not-started" "未启动"; option "done" "已完成"; option "not-applicable" "不适用" }
record "post" "岗位" {
    field "days" "天数" type="integer" unit="day" min=0 max=366 asked=#true
    field "id" "编号" type="text" help="不写人名"
    field "skills" "本领" type="style" many=#true asked=#true
    field "served" "服务地区" type="region" many=#true asked=#true
}
record "section" "板块" {
    field "name" "名称" type="text"
    field "since" "起始" type="date" asked=#true
    list "posts" "岗位" of="post" key="id"
}
record "zone" "分区" {
    field "kind" "种类" type="kind"
    field "area" "面积" type="number" unit="m2" min=0 max=1000.5 asked=#true
    field "open" "开放" type="boolean" asked=#true
    list "posts" "岗位" of="post" key="id"
}
record "visit" "评估" { field "rating" "=评分" type="integer" min=1 max=5 asked=#true en="Rating" }
record "hall" "大厅" help="=1+1" {
    field "style" "方式" type="style" asked=#true en="Style"
    field "area" "面积" type="number" unit="m2/person" asked=#true
    field "opened" "启用" type="date" asked=#true
    field "shared" "共用" type="region" asked=#true
    field "note" "=cmd|' /C calc'!A0" type="text" asked=#true help="<b>&\"'"
    field "tags" "标签" type="text" many=#true asked=#true
    field "numbers" "号" type="integer" many=#true asked=#true
    part "visit" "评估" of="visit"
    list "zones" "分区" of="zone" key="kind"
    list "sections" "板块" of="section" key="name"
}
record "status" "落实" {
    field "state" "状态" type="state" asked=#true
    field "no" "序号" type="integer"
    field "progress" "情况" type="text" asked=#true
}
record "report" "填报" {
    field "stage" "阶段" type="text" asked=#true
    field "spare" "备用" type="text"
    part "hall" "大厅" of="hall"
    list "statuses" "落实情况" of="status" key="no"
}
measures "plan" "计划" source="law" axis="item" reported-in="statuses" {
    measure 1 "第一项" due="2024-03-31" { units "甲办" "乙局"; binds level="county"; modality "requirement" }
    measure 2 "第二项" due="2024-03-15" { binds region="A2"; modality "requirement" }
    measure 3 "=第三项" continuous=#true { binds level="county"; modality "requirement" }
}
"##;

/// The registry. Its names are not all fit for names of files.
pub const REGISTRY: &str = "code,name,level,parent\nA0,甲市,city,\nA1,乙县,county,A0\nA2,../丙\"县,county,A0\n";

/// What A1 said in an earlier round.
pub const FORMER: &str = r#"submission region="A1" period="2024Q1" {
    stage "+1+1"
    spare "没有人要的"
    hall {
        style "open"
        area 12.5
        opened "2024-01-31"
        shared "A2"
        note ("n/a")"还没有"
        tags "政，策" "补贴"
        numbers 3 5
        visit { rating 4 }
        zones (partial)"还有" {
            - "lounge" area=20.25 open=#true {
                posts { - "p1" days=12 { skills "open" "counter" } }
            }
            - "desk" open=#false
        }
        sections {
            - "综合" since="2023-05-04" { posts { - "q1" days=1; - "q2" { served "A1" "A2" } } }
        }
    }
    statuses { - 1 state="done"; - 2 state="not-started"; - 9 state="done" }
}
"#;

/// What A2 said in an earlier round: what KDL has no words for, and what a form has none for.
pub const FORMER_JSON: &str = r#"{
    "region": "A2",
    "data": {
        "stage": "=1+1",
        "hall": {
            "area": 0.1234567890123456789,
            "opened": "1899-12-31",
            "note": "不适用：是一句话，不是理由",
            "numbers": [],
            "visit": { "not_applicable": { "rating": "" } },
            "zones": [
                { "kind": "desk", "posts": [{ "id": "p", "skills": ["open"], "partial": { "skills": "…" } }] },
                { "area": 3 }
            ],
            "not_applicable": { "sections": "没有板块" }
        }
    }
}"#;

/// The standard.
pub fn standard() -> Standard {
    let files = [("trial.kdl", MAIN), ("regions.csv", REGISTRY)];
    let files = Files::in_memory("", files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
    let mut sources = SourceMap::default();
    let compilation = package::compile(&files, &mut sources);
    super::assert_flawless(&compilation.diagnostics);
    compilation.standard.expect("the package compiles")
}

/// A folder with the package and the earlier round, `former`.
pub fn folder() -> TempDir {
    folder::with_files(&[
        ("standards/trial/trial.kdl", MAIN),
        ("standards/trial/regions.csv", REGISTRY),
        ("former/submissions.kdl", "submissions standard=\"../standards/trial\" as-of=\"2024-03-31\"\n"),
        ("former/A1.kdl", FORMER),
        ("former/A2.json", FORMER_JSON),
    ])
}
