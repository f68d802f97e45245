//! The fixed words of the documents, in both languages: headings, columns, and the words for what the language knows.

use crate::diagnostic::Language;
use std::collections::BTreeMap;

const LABELS: &[(&str, &str, &str)] = &[
    ("colon", "：", ": "),
    ("semicolon", "；", "; "),
    ("contents", "目次", "Contents"),
    ("search", "检索", "Search"),
    ("foreword", "前言", "Foreword"),
    ("scope", "范围", "Scope"),
    ("references", "规范性引用文件与依据", "References"),
    ("terms", "术语和取值", "Terms and values"),
    ("requirements", "要求", "Requirements"),
    ("tables", "布局、板块与目录", "Layout, sections and catalogues"),
    ("indicators", "评价指标", "Indicators"),
    ("summaries", "汇总", "Summaries"),
    ("thresholds", "数值", "Figures"),
    ("records", "填报内容", "What is submitted"),
    ("signs", "标牌", "Signs"),
    ("annex_trace", "附录 A（资料性） 条款的落实", "Annex A (informative) What serves each clause"),
    ("edition", "版本", "Edition"),
    ("issuer", "发布", "Issued by"),
    ("effective", "实施日期", "Effective from"),
    ("scope_text", "本标准适用于下列层级的地区：", "This standard applies to regions of these levels:"),
    ("regions_of_level", "个", "regions"),
    ("level", "层级", "Level"),
    ("count", "数量", "Number"),
    ("region_sets", "地区集合", "Sets of regions"),
    (
        "verbs",
        "条款用语：应（要求）、宜（推荐）、可（允许）、能（可能）；其余为陈述。",
        "Words of clauses: shall (requirement), should (recommendation), may (permission), can (possibility); all others are statements.",
    ),
    ("clauses", "条款", "Clauses"),
    ("clause", "条款", "Clause"),
    ("clause_title", "内容", "Content"),
    ("modality", "用语", "Strength"),
    ("due", "期限", "Due"),
    ("responsible", "责任", "Responsible"),
    ("binds", "适用于", "Binds"),
    ("everywhere", "所有地区", "every region"),
    ("unconfirmed", "未确认：只见于二手来源", "not confirmed: only a secondary source says so"),
    ("confirmed", "已确认", "confirmed"),
    ("note", "注", "Note"),
    ("rule", "规则", "Rule"),
    ("rules", "规则", "Rules"),
    ("rule_of_other_clause", "另见规则", "See also rule"),
    ("message", "告知", "Message"),
    ("advice", "建议", "Advice"),
    ("applies-when", "适用条件", "Applies when"),
    ("external-when", "判为外部责任", "Others are responsible when"),
    ("review-when", "判为待复核", "For a person to decide when"),
    ("problem-when", "判为问题", "A problem when"),
    ("good-when", "判为亮点", "Good practice when"),
    ("judged-by", "人工结论取自", "Judged by"),
    ("id", "编号", "Id"),
    ("name", "名称", "Name"),
    ("title", "标题", "Title"),
    ("english", "英文", "English"),
    ("option", "取值", "Value"),
    ("value", "数值", "Value"),
    ("origin", "出处性质", "Origin"),
    ("status", "确认", "Status"),
    ("type", "类型", "Type"),
    ("unit", "单位", "Unit"),
    ("range", "范围", "Range"),
    ("help", "说明", "Help"),
    ("members", "内容", "Members"),
    ("field_text", "文字", "text"),
    ("field_number", "数", "number"),
    ("field_integer", "整数", "integer"),
    ("field_boolean", "是或否", "yes or no"),
    ("field_date", "日期", "date"),
    ("field_region", "地区代码", "code of a region"),
    ("field_many", "（可多选）", " (several)"),
    ("field_part", "一组：", "one: "),
    ("field_list", "清单，每项：", "list of: "),
    ("field_key", "，以此区分：", ", told apart by: "),
    ("field_derived", "由其他内容算出", "computed"),
    ("formula", "计算", "Formula"),
    (
        "arithmetic",
        "指标得分＝满分 × 份额，份额由测量值按“计分”一栏得出，界于 0 与 1 之间。不适用的指标退出分母。加分、扣分各以上限为界。没有填报的事实不等于零，总分同时给出下限、上限与覆盖率。",
        "The points of an indicator are its full points times a share between 0 and 1, found from the measured value as the column \"Scoring\" says. Indicators that do not apply leave the denominator. Bonuses and deductions end at their maximum. What was not reported is not zero: a score comes with its lower bound, upper bound and coverage.",
    ),
    ("total", "满分", "Full marks"),
    ("rounding", "修约", "Rounding"),
    ("digits", "位小数", "decimals"),
    ("half_even", "四舍六入五成双", "half to even"),
    ("half_up", "四舍五入", "half up"),
    ("min_coverage", "最低覆盖率", "Least coverage"),
    ("points", "分值", "Points"),
    ("scoring", "计分", "Scoring"),
    ("measure", "测量", "Measured"),
    ("missing", "未填报", "Not reported"),
    ("missing_zero", "按 0 分计", "counts as 0"),
    ("missing_leave-out", "退出分母", "leaves the denominator"),
    ("method", "方法", "Method"),
    ("missing_mean", "平均值代替", "the mean"),
    ("missing_median", "中位数代替", "the median"),
    ("missing_hold", "不出总分", "no score"),
    ("not_applicable_when", "不适用", "Not applicable when"),
    ("bonuses", "加分项", "Bonuses"),
    ("deductions", "扣分项", "Deductions"),
    ("vetoes", "一票否决", "Vetoes"),
    ("grades", "等级", "Grades"),
    ("grade", "等级", "Grade"),
    ("quota", "名额", "How many"),
    ("at_least", "不低于", "At least"),
    ("at_most", "上限", "At most"),
    ("per", "每单位扣", "Per unit"),
    (
        "summaries_text",
        "上级看到的汇总。分母是地区名录里的地区，不是交了填报的地区；没有填报的不算零。共用一处的几地只计一次。",
        "What a superior is told. It is over the regions of the registry, not over those that handed in; what is not reported is not zero. What several regions share counts once.",
    ),
    ("of_regions", "汇总", "Over"),
    ("operation", "算法", "Made by"),
    ("operation_count", "计数", "count"),
    ("operation_share", "占比", "share"),
    ("operation_sum", "合计", "sum"),
    ("operation_ratio", "合计之比", "ratio of sums"),
    ("operation_worst", "最差", "worst value"),
    ("taken_from", "取自", "From"),
    ("own", "与上级自报的数对账", "Held against the superior's own figure"),
    ("once_by", "只计一次，按", "Counts once by"),
    ("style", "样式", "Style"),
    ("size", "尺寸（毫米）", "Size (mm)"),
    ("text", "文字", "Text"),
    ("place", "位置", "Place"),
    ("indicators_short", "指标", "Indicators"),
    ("summaries_short", "汇总数", "Summaries"),
    ("thresholds_short", "数值", "Figures"),
    ("signs_short", "标牌", "Signs"),
    ("rows", "目录行", "Rows"),
    ("fields", "字段", "Fields"),
    ("unserved", "没有规则、指标、汇总数、数值、标牌或目录行落实的条款", "Clauses that nothing serves"),
    ("none", "无", "none"),
];

/// The words of one language by key.
#[must_use]
pub fn all(language: Language) -> BTreeMap<&'static str, &'static str> {
    LABELS.iter().map(|(key, zh, en)| (*key, pick(language, zh, en))).collect()
}

/// One word; empty for a key that is not in the table.
#[must_use]
pub fn label(language: Language, key: &str) -> &'static str {
    LABELS.iter().find(|(known, _, _)| *known == key).map_or("", |(_, zh, en)| pick(language, zh, en))
}

/// One of two texts.
#[must_use]
pub fn pick<'t>(language: Language, zh: &'t str, en: &'t str) -> &'t str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_both_languages_are_there() {
        assert_eq!(all(Language::Zh).len(), LABELS.len());
        for (key, zh, en) in LABELS {
            assert!(!zh.is_empty() && !en.is_empty(), "{key}");
            assert!(!en.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{key}");
        }
    }
}
