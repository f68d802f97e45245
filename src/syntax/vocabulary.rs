//! The keywords of the language in English and Chinese: names of nodes and properties, and the fixed words among values.
//!
//! The English spelling is the canonical one, by which the compiler knows a word. A word serves wherever its English
//! spelling does (`group` is a node and a property). Names that authors declare (fields, axes, attributes of regions)
//! are not keywords: look for those as written first.

use crate::diagnostic::Language;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Every keyword: English, Chinese.
pub static WORDS: &[(&str, &str)] = &[
    // The manifest.
    ("standard", "标准"),
    ("version", "版本"),
    ("title", "标题"),
    ("en", "英文"),
    ("issuer", "发布机构"),
    ("effective", "施行日期"),
    ("regions", "地区名录"),
    ("submission", "填报"),
    ("templates", "模板目录"),
    ("finding", "分析项"),
    ("error", "错误"),
    ("warning", "警告"),
    ("hint", "提示"),
    ("off", "关闭"),
    // Regions.
    ("region", "地区"),
    ("region-set", "地区组"),
    ("level", "层级"),
    ("parent", "上级"),
    ("code", "代码"),
    ("name", "名称"),
    ("kind", "种类"),
    // Sources and clauses.
    ("source", "来源"),
    ("date", "日期"),
    ("url", "网址"),
    ("axis", "分类轴"),
    ("clause", "条款"),
    ("text", "文本"),
    ("responsible", "责任主体"),
    ("note", "备注"),
    ("due", "期限"),
    ("modality", "条款类型"),
    ("requirement", "要求"),
    ("recommendation", "推荐"),
    ("permission", "允许"),
    ("possibility", "可能"),
    ("statement", "陈述"),
    ("quote", "引文"),
    // The glossary.
    ("glossary", "术语表"),
    ("term", "术语"),
    ("instead-of", "不用"),
    // Units and thresholds.
    ("unit", "单位"),
    ("of", "基于"),
    ("factor", "倍数"),
    ("threshold", "阈值"),
    ("origin", "出处"),
    ("ours", "自定"),
    ("law", "法规"),
    ("confirmed", "已核实"),
    // Records.
    ("choice", "选项表"),
    ("option", "选项"),
    ("record", "记录"),
    ("field", "字段"),
    ("part", "部分"),
    ("list", "列表"),
    ("derived", "推导"),
    ("key", "键"),
    ("type", "类型"),
    ("many", "多选"),
    ("asked", "必列"),
    ("min", "最小"),
    ("max", "最大"),
    ("help", "填报说明"),
    ("number", "数值"),
    ("integer", "整数"),
    ("boolean", "是否"),
    // Rules.
    ("rule", "规则"),
    ("binds", "适用范围"),
    ("set", "指定"),
    ("applies-when", "适用条件"),
    ("external-when", "外部责任条件"),
    ("review-when", "复核条件"),
    ("problem-when", "问题条件"),
    ("good-when", "亮点条件"),
    ("judged-by", "评定事实"),
    ("message", "消息"),
    ("figure", "数据项"),
    ("advice", "建议"),
    ("pass", "通过"),
    ("problem", "问题"),
    ("good", "亮点"),
    ("unknown", "未知"),
    ("not-applicable", "不适用"),
    ("not-due", "未到期"),
    ("external", "外部责任"),
    ("review", "待复核"),
    // Indicators.
    ("indicators", "指标体系"),
    ("total", "总分"),
    ("round", "保留小数"),
    ("rounding", "修约方式"),
    ("half-even", "四舍六入五成双"),
    ("half-up", "四舍五入"),
    ("min-coverage", "最低覆盖率"),
    ("group", "指标组"),
    ("indicator", "指标"),
    ("weight", "权重"),
    ("measure", "举措"),
    ("scale", "计分方式"),
    ("linear", "线性"),
    ("step", "分档"),
    ("from", "起点"),
    ("to", "终点"),
    ("at", "达到"),
    ("share", "得分比例"),
    ("missing", "缺报处理"),
    ("zero", "计零"),
    ("leave-out", "剔除"),
    ("hold", "暂缓"),
    ("not-applicable-when", "不适用条件"),
    ("bonus", "加分"),
    ("deduction", "扣分"),
    ("per", "每项"),
    ("veto", "否决"),
    ("when", "条件"),
    ("grade", "等次"),
    // How indicators are put together and compared.
    ("weights", "赋权方式"),
    ("points", "分值"),
    ("equal", "等权"),
    ("ratio", "比例"),
    ("aggregate", "合成方法"),
    ("arithmetic", "算术平均"),
    ("geometric", "几何平均"),
    ("harmonic", "调和平均"),
    ("minimum", "取最低"),
    ("maximum", "取最高"),
    ("power", "幂平均"),
    ("exponent", "指数"),
    ("mean-less-deviation", "均值减标准差"),
    ("penalty", "罚系数"),
    ("mazziotta-pareto", "均值减变异"),
    ("topsis", "逼近理想解"),
    ("ideal", "理想解"),
    ("observed", "实际最优"),
    ("absolute", "满分零分"),
    ("bonus-limit", "加分上限"),
    ("deduction-limit", "扣分上限"),
    ("ceiling", "得分上限"),
    ("cap", "封顶"),
    ("best-grade", "最高等次"),
    ("matrix", "矩阵"),
    ("sample", "样本量"),
    ("confidence", "置信水平"),
    ("deviation", "标准差"),
    ("logarithmic", "对数"),
    ("efficacy", "功效系数"),
    ("base", "基础比例"),
    ("deduct", "倒扣"),
    ("each", "每个扣"),
    ("anchors", "折线"),
    ("min-max", "极差"),
    ("z-score", "标准分"),
    ("rank", "位次"),
    ("best", "比最优"),
    ("percentile", "百分位"),
    ("vector", "向量规范"),
    ("prefer", "取向"),
    ("more", "越大越好"),
    ("less", "越小越好"),
    ("among", "比较范围"),
    ("all", "全部"),
    ("outliers", "离群值"),
    ("winsorise", "缩尾"),
    ("clamp", "截断"),
    ("most", "至多"),
    ("skewness", "偏度"),
    ("kurtosis", "峰度"),
    ("mean", "均值"),
    ("median", "中位数"),
    ("ranking", "排名"),
    ("published", "公布得分"),
    ("exact", "未修约得分"),
    ("ties", "并列"),
    ("lowest", "名次顺延"),
    ("dense", "名次连续"),
    ("average", "名次取均"),
    ("then", "再比"),
    ("copeland", "科普兰法"),
    ("equal-pairs", "平局"),
    ("half", "计半"),
    // How many regions may have a grade.
    ("counting", "计数范围"),
    ("scored", "有得分的"),
    ("bound", "参评的"),
    ("truncate", "去尾"),
    ("round-up", "进一"),
    ("included", "并列都评"),
    ("excluded", "并列都不评"),
    // What could have been decided otherwise.
    ("uncertainty", "不确定性"),
    ("draws", "抽样次数"),
    ("seed", "随机种子"),
    ("alternative", "备选"),
    // Weights that are derived.
    ("entropy", "熵权法"),
    ("standard-deviation", "标准差法"),
    ("critic", "对比冲突法"),
    ("scaling", "标准化方法"),
    ("column-shares", "列占比"),
    ("shifted-min-max", "平移极差"),
    ("shift", "平移量"),
    ("panel", "专家打分"),
    ("pairwise", "两两比较"),
    ("derivation", "推导方法"),
    ("eigenvector", "特征根法"),
    ("geometric-mean", "方根法"),
    ("column-mean", "和积法"),
    ("index", "随机指标表"),
    ("saaty-1980", "萨蒂旧表"),
    ("saaty-2004", "萨蒂新表"),
    ("alonso-lamata-2006", "阿隆索表"),
    ("hong-2002", "洪氏表"),
    ("tolerance", "容许比率"),
    ("compare", "比较"),
    ("consensus", "综合方法"),
    ("give", "给分"),
    // Documents, signs, tables.
    ("document", "文档"),
    ("template", "模板"),
    ("foreword", "前言"),
    ("sign-style", "标牌样式"),
    ("sign", "标牌"),
    ("style", "样式"),
    ("place", "位置"),
    ("width", "宽"),
    ("height", "高"),
    ("background", "底色"),
    ("colour", "颜色"),
    ("viewing-distance", "视距"),
    ("mount-height", "安装高度"),
    ("line", "文字行"),
    ("align", "对齐"),
    ("left", "左"),
    ("right", "右"),
    ("up", "上"),
    ("down", "下"),
    ("center", "居中"),
    ("bold", "粗体"),
    ("regular", "常规体"),
    ("arrow", "箭头"),
    ("side", "所在侧"),
    ("size", "尺寸"),
    ("rows", "名录"),
    ("row", "行"),
    ("columns", "列数"),
    ("column", "列"),
    ("table", "表格"),
    // Summaries.
    ("summary", "汇总"),
    ("count", "计数"),
    ("sum", "合计"),
    ("worst", "最差"),
    ("better", "向好"),
    ("higher", "越高越好"),
    ("lower", "越低越好"),
    ("numerator", "分子"),
    ("denominator", "分母"),
    ("own", "自报"),
    ("within", "容差"),
    ("once-by", "共用"),
    // Tests.
    ("test", "测试"),
    ("as-of", "基准日"),
    ("given", "给定"),
    ("member", "下级地区"),
    ("expect", "期望"),
    ("expect-score", "期望总分"),
    ("expect-points", "期望得分"),
    ("expect-figure", "期望汇总数"),
    ("none", "无"),
    // Submissions.
    ("submissions", "填报集"),
    ("expects", "应报层级"),
    ("collected-by", "汇总单位"),
    ("submitted-on", "报送日期"),
    ("via", "经由"),
    ("period", "报告期"),
    ("edition", "版次"),
    ("basis", "依据"),
    ("status", "状态"),
    ("n/a", "不涉及"),
    ("partial", "不全"),
    // Measures.
    ("measures", "举措表"),
    ("reported-in", "填报于"),
    ("continuous", "持续"),
    ("units", "责任单位"),
    ("evidence", "佐证材料"),
    ("check", "核查方式"),
    ("machine", "机器判定"),
    ("skeleton", "框架判定"),
    ("human", "人工核查"),
    ("judgement", "专业评判"),
    ("provincial", "省级核查"),
    // Sections.
    ("sections", "板块表"),
    ("section", "板块"),
    ("posts", "岗位表"),
    ("post", "岗位"),
    ("role", "岗位角色"),
    ("filled", "在岗"),
    ("mandatory", "必设"),
    ("lead", "牵头单位"),
    ("duty", "职责"),
    // Layouts.
    ("layout", "布局"),
    ("zones", "分区表"),
    ("zone", "分区"),
    ("area", "面积"),
    ("routes", "路线表"),
    ("route", "路线"),
    ("clear-width", "净宽"),
    ("slope", "坡度"),
    ("required", "必备"),
    ("min-area", "最小面积"),
    ("purpose", "用途"),
    ("min-clear-width", "最小净宽"),
    ("max-slope", "最大坡度"),
    ("applies-to", "适用于"),
    ("measured-by", "测得值"),
    // Catalogues.
    ("catalog", "目录"),
    ("code-pattern", "编码规则"),
    ("referenced-by", "引用处"),
    ("item", "事项"),
];

/// Further Chinese words for English ones that have a second sense.
static SECOND_SENSES: &[(&str, &str)] = &[
    // What an indicator measures, beside a measure that is to be taken.
    ("measure", "度量"),
    // A number beside one line of a group.
    ("group", "分组"),
    // How far weights may move.
    ("within", "浮动幅度"),
    // The weight of a font.
    ("weight", "字重"),
    // The words of a clause.
    ("text", "正文"),
    // One property of several nodes: the set of regions that a rule binds.
    ("set", "所属组"),
    // The share of the regions, beside the share of the points.
    ("share", "占比"),
    // The regions that a summary goes over.
    ("of", "汇总对象"),
    // One figure of a summary.
    ("figure", "汇总数"),
];

static BY_SPELLING: LazyLock<HashMap<&str, &'static str>> = LazyLock::new(|| {
    let english = WORDS.iter().map(|(english, _)| (*english, *english));
    english.chain(spellings().map(|(english, chinese)| (chinese, english))).collect()
});

static CHINESE: LazyLock<BTreeMap<&str, &'static str>> =
    LazyLock::new(|| WORDS.iter().map(|(english, chinese)| (*english, *chinese)).collect());

/// The English spelling of a keyword written in either language; `None` for any other word.
#[must_use]
pub fn canonical(word: &str) -> Option<&'static str> {
    BY_SPELLING.get(word).copied()
}

/// Which of the senses of an English keyword is meant; in Chinese they are different words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// That of its line in [`WORDS`].
    First,
    /// The further one, where there is one.
    Second,
}

/// A keyword given in English, in a language.
#[must_use]
pub fn spelling(english: &'static str, language: Language, sense: Sense) -> &'static str {
    let second = || SECOND_SENSES.iter().find(|(known, _)| *known == english).map(|(_, chinese)| *chinese);
    match (language, sense) {
        (Language::En, _) => english,
        (Language::Zh, Sense::First) => chinese(english).unwrap_or(english),
        (Language::Zh, Sense::Second) => second().or_else(|| chinese(english)).unwrap_or(english),
    }
}

/// The first Chinese spelling of a keyword given in English.
#[must_use]
pub fn chinese(english: &str) -> Option<&'static str> {
    CHINESE.get(english).copied()
}

/// All spellings: English, Chinese; an English word comes once with each of its Chinese ones.
pub fn spellings() -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS.iter().chain(SECOND_SENSES).copied()
}

/// Whether a spelling can stand without quotes.
#[must_use]
pub fn is_bare(spelling: &str) -> bool {
    !spelling.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn spellings_are_unique() {
        let mut spellings = BTreeSet::new();
        for (english, chinese) in WORDS {
            assert!(spellings.insert(*english), "{english}");
            assert!(spellings.insert(*chinese), "{chinese}");
        }
        for (english, chinese) in SECOND_SENSES {
            assert!(spellings.contains(english), "{english}");
            assert!(spellings.insert(*chinese), "{chinese}");
        }
    }

    #[test]
    fn english_is_ascii_and_chinese_is_not() {
        for (english, chinese) in WORDS.iter().chain(SECOND_SENSES) {
            assert!(english.is_ascii(), "{english}");
            assert!(chinese.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)), "{chinese}");
        }
    }

    #[test]
    fn either_spelling_leads_to_english() {
        assert_eq!(canonical("规则"), Some("rule"));
        assert_eq!(canonical("rule"), Some("rule"));
        assert_eq!(canonical("度量"), Some("measure"));
        assert_eq!(chinese("rule"), Some("规则"));
        assert_eq!(canonical("hall"), None);
        assert_eq!(chinese("规则"), None);
    }
}
