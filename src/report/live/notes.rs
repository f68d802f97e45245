//! The first sheet: what the workbook is, and what in it is no formula.

use super::plan::{INPUT, PARAMETERS, Plan, RESULTS, TREATED, is_winsorised};
use super::sheet::{Cell, Sheet};
use crate::base::date::Date;
use crate::diagnostic::Language;
use crate::emit::document::scoring;

/// The name of the sheet.
const NOTES: &str = "说明";

/// The sheet.
pub fn sheet(plan: &Plan<'_, '_>, others: &[Sheet], as_of: Date) -> Sheet {
    let system = plan.system;
    let en = system.title.en.as_deref().unwrap_or(&system.id);
    let mut lines: Vec<[String; 2]> = vec![
        [format!("{}，截至 {as_of}", system.title.zh), format!("{en}, as of {as_of}")],
        [
            format!("改“{INPUT}”或“{PARAMETERS}”里黄底的格，其余各表由公式重算，“{RESULTS}”是最后的得分。"),
            format!("Change yellow cells of {INPUT} or {PARAMETERS}; all other sheets are computed anew, and {RESULTS} has the scores."),
        ],
        [
            "空白表示未知；“不适用”表示不计分；条件填“是”或“否”。".to_owned(),
            "Blank is unknown; 不适用 does not apply; conditions are 是 (yes) or 否 (no).".to_owned(),
        ],
        [
            "电子表格用二进制小数计算，约有 15 位有效数字；修约时，与五在最后几位上分不出来的按恰好五处理。".to_owned(),
            "Spreadsheets compute with about 15 digits; in rounding, what the last of them cannot tell from a half is taken as one."
                .to_owned(),
        ],
        [
            "按未修约得分排名时，前 10 位小数相同的算并列。".to_owned(),
            "Where unrounded scores are ranked, those that agree to 10 decimal places are equal.".to_owned(),
        ],
        [
            format!("指标由事实算出（见标准的度量），表里从量得的值算起；名单、条件和排名范围不随“{INPUT}”变。"),
            format!("Facts become measured values by the measures of the standard; here the way begins with those values, and who is bound or compared does not change with {INPUT}."),
        ],
        [
            format!("合成：{}", scoring::aggregation(&system.aggregate, Language::Zh)),
            format!("Put together: {}", scoring::aggregation(&system.aggregate, Language::En)),
        ],
    ];
    if let Some(ranking) = &system.ranking {
        lines.push([
            format!("排名：{}", scoring::ranking(ranking, Language::Zh)),
            format!("Ranks: {}", scoring::ranking(ranking, Language::En)),
        ]);
    }
    for entry in plan.entries.iter().filter(|entry| is_winsorised(entry)) {
        lines.push([
            format!("“{}”经缩尾处理：“{TREATED}”里是处理后的值，原值在“{INPUT}”；改了数据要重新出表。", entry.title.zh),
            format!("`{}` is winsorised: {TREATED} holds the values after it, {INPUT} those before; after changes, make the workbook anew.", entry.id),
        ]);
    }
    lines.push(fixed(others));
    let rows = std::iter::once(vec![Cell::Empty, Cell::Empty])
        .chain(lines.into_iter().map(|[zh, en]| vec![Cell::Text(zh), Cell::Text(en)]))
        .collect();
    Sheet {
        name: NOTES,
        title: plan.title(NOTES),
        about: "可以自己重算的得分 / Scores that compute themselves".to_owned(),
        columns: vec![("说明".to_owned(), 70), ("Notes".to_owned(), 70)],
        fixed: 0,
        rows,
        choices: Vec::new(),
    }
}

/// How many cells hold a result without its formula, and where.
fn fixed(others: &[Sheet]) -> [String; 2] {
    let counted = others.iter().filter_map(|sheet| {
        let count = sheet.rows.iter().flatten().filter(|cell| matches!(cell, Cell::Fixed(_))).count();
        (count > 0).then(|| format!("{} {count}", sheet.name))
    });
    let counted: Vec<String> = counted.collect();
    if counted.is_empty() {
        return ["所有结果都有公式。".to_owned(), "Every result has its formula.".to_owned()];
    }
    [
        format!("灰底的格只有结果，没有公式，改数据时不变：{}。", counted.join("，")),
        format!("Grey cells hold results without formulas, which do not change: {}.", counted.join(", ")),
    ]
}
