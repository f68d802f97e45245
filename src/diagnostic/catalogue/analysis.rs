//! Messages of the analysis of a standard. The manifest can change the level of each.

use super::entries;

entries! {
    /// Fields that are filled in and that nothing reads.
    UNUSED_FIELDS = "GJ6001" Hint {
        zh: "有 {count} 个字段没有任何规则、指标或汇总用到：{names}", en: "no rule, indicator or summary reads {count} field(s): {names}",
        help_zh: "每个没有用到的字段都是填报负担：删去它，或者写出用它的规则", help_en: "each unused field is a burden on those who fill it in: remove it, or write the rule that needs it",
    }
    /// Clauses that nothing serves, by source.
    UNSERVED_CLAUSES = "GJ6002" Warning {
        zh: "来源“{source}”有 {count} 条条款没有落实：{ids}", en: "nothing serves {count} clause(s) of the source `{source}`: {ids}",
        help_zh: "让规则、指标、汇总、阈值、标牌或目录行的 clause 指到它们；只作背景的可以删去", help_en: "let the clause of a rule, indicator, summary, threshold, sign or catalogue item name them, or remove what is only background",
    }
    /// Full points that no facts earn.
    MAXIMUM_UNREACHABLE = "GJ6010" Warning {
        zh: "“{id}”拿不到满分：度量的取值在 {range} 之间", en: "`{id}` can never earn its full points: what it measures lies in {range}",
        help_zh: "改计分方式，或者核对度量和字段的最小、最大值", help_en: "change the scale, or check the measure and the min and max of its fields",
    }
    /// Points that everybody earns.
    MINIMUM_UNREACHABLE = "GJ6011" Hint {
        zh: "“{id}”不会得零分：度量的取值在 {range} 之间，填了就有分", en: "`{id}` never earns nothing: what it measures lies in {range}, so that whoever reports has points",
        help_zh: "把起点移到度量的最差取值", help_en: "let the scale begin at the worst value of the measure",
    }
    /// A measure that does not depend on facts.
    CONSTANT_MEASURE = "GJ6012" Warning {
        zh: "“{id}”的度量不随事实变化：凡是有值，都是 {value}", en: "what `{id}` measures does not depend on the facts: wherever it has a value, it is {value}",
        help_zh: "度量应当读取填报的字段；分子分母不要是同一个量", help_en: "a measure reads fields of the submission; its numerator and denominator are different things",
    }
    /// Leaving a fact out can raise the score.
    LEAVE_OUT = "GJ6013" Hint {
        zh: "“{id}”缺报时剔除或由同类的数代替：不填差的数可以抬高总分", en: "when `{id}` is not reported, it is left out or its peers stand in for it: leaving out a bad figure can raise the score",
        help_zh: "改为 missing \"zero\"（计零）或 \"hold\"（暂缓）；非剔除不可的，把 min-coverage 定高", help_en: "write missing \"zero\" or \"hold\"; where it has to be left out, ask for a high min-coverage",
    }
    /// Two indicators that measure the same.
    SAME_MEASURE = "GJ6014" Warning {
        zh: "“{id}”与“{other}”度量的是同一个量，等于计了两次分", en: "`{id}` measures the same as `{other}`: it is counted twice",
        help_zh: "合并两者，或者改其中一个的度量", help_en: "merge the two, or let one of them measure something else",
    }
    /// A scale that is neither rising nor falling.
    UNEVEN_STEPS = "GJ6020" Warning {
        zh: "“{id}”的分档忽高忽低：得分比例应随达到值一路上升或一路下降", en: "the steps of `{id}` go up and down: shares have to rise with the value, or fall with it",
    }
    /// Better values fall through a scale.
    STEPS_FALL_THROUGH = "GJ6021" Warning {
        zh: "“{id}”的分档数值越小得分越高，可是小于 {lowest} 的反而得零分", en: "the steps of `{id}` give more for less, but what is below {lowest} earns nothing",
        help_zh: "加一档，从度量的最小取值起", help_en: "add a step from the least value of the measure on",
    }
    /// A step that no facts reach.
    STEP_UNREACHABLE = "GJ6022" Warning {
        zh: "“{id}”达到 {at} 的这一档没有取值能落进去：度量的取值在 {range} 之间", en: "no value falls into the step of `{id}` at {at}: what it measures lies in {range}",
    }
    /// A step that changes nothing.
    STEP_IDLE = "GJ6023" Hint {
        zh: "“{id}”达到 {at} 的这一档与下一档得分比例相同", en: "the step of `{id}` at {at} has the share of the step below it",
    }
    /// Full points for what a rule calls a problem.
    FULL_FOR_PROBLEM = "GJ6024" Warning {
        zh: "“{id}”的满分给了规则“{rule}”认定的问题：计分方式恐怕反了", en: "`{id}` gives its full points only for what the rule `{rule}` calls a problem: the scale seems to run the wrong way",
        help_zh: "对调起点和终点（或得分比例），或者改规则", help_en: "swap from and to (or the shares), or change the rule",
    }
    /// No points for what a rule praises.
    NONE_FOR_GOOD = "GJ6025" Warning {
        zh: "规则“{rule}”认定的亮点在“{id}”里一律得零分：计分方式恐怕反了", en: "whatever the rule `{rule}` calls good earns nothing in `{id}`: the scale seems to run the wrong way",
        help_zh: "对调起点和终点（或得分比例），或者改规则", help_en: "swap from and to (or the shares), or change the rule",
    }
    /// A grade above the greatest score.
    GRADE_UNREACHABLE = "GJ6030" Warning {
        zh: "指标体系“{id}”的等次“{grade}”要 {at} 分，最高只能得 {most} 分", en: "grade `{grade}` of `{id}` asks for {at} point(s); the most there can be is {most}",
    }
    /// A score on hardly any facts.
    NO_COVERAGE = "GJ6031" Hint {
        zh: "指标体系“{id}”没有最低覆盖率：只报一项也会有总分", en: "`{id}` asks for no coverage: a region that reports a single figure gets a score",
        help_zh: "写上 min-coverage，如 0.6", help_en: "write a min-coverage, for example 0.6",
    }
    /// A coverage that makes the missing policies idle.
    FULL_COVERAGE = "GJ6032" Hint {
        zh: "指标体系“{id}”的最低覆盖率是 1：缺一项就没有总分，各指标的缺报处理都用不上", en: "`{id}` asks for a coverage of 1: one missing figure and there is no score, so that the missing policies never count",
    }
    /// Deductions above the total.
    DEDUCTIONS_EXCEED = "GJ6033" Warning {
        zh: "指标体系“{id}”的扣分合计可达 {sum} 分，超过总分 {total}", en: "the deductions of `{id}` can come to {sum} point(s), more than its total of {total}",
    }
    /// A deduction that takes nothing off.
    DEDUCTION_IDLE = "GJ6034" Warning {
        zh: "扣分“{id}”永远扣不了分：度量的取值在 {range} 之间", en: "the deduction `{id}` never takes anything off: what it measures lies in {range}",
    }
    /// A deduction that never comes to its maximum.
    DEDUCTION_MAXIMUM = "GJ6035" Warning {
        zh: "扣分“{id}”扣不到最多的 {max} 分：度量的取值在 {range} 之间", en: "the deduction `{id}` never comes to its {max} point(s): what it measures lies in {range}",
    }
    /// A penalty for imbalance under which a better fact can cost points.
    BETTER_MAY_COST = "GJ6036" Warning {
        zh: "“{id}”对不均衡扣分：“{part}”远高于其他各项时，再提高它反而使得分下降", en: "in `{id}`, what is uneven costs points: where `{part}` is far above the rest, more of it lowers the score",
        help_zh: "想要提高任何一项都不吃亏，就减小罚系数、减少并列的项数，或者改用 geometric；有意如此的，在标准里写 finding \"GJ6036\" level=\"off\"", help_en: "for no better fact to cost anything, lower the penalty, put fewer parts together, or use geometric; where it is meant, write finding \"GJ6036\" level=\"off\" in the standard",
    }
    /// A condition that no facts make true.
    NEVER_TRUE = "GJ6040" Warning {
        zh: "“{id}”的 {keyword} 永远不会成立", en: "{keyword} of `{id}` can never be true",
        help_zh: "核对比较的方向、选项、字段的最小和最大值，以及与 applies-when 是否冲突", help_en: "check the direction of comparisons, the options, the min and max of fields, and applies-when",
    }
    /// A condition that no facts make false.
    ALWAYS_TRUE = "GJ6041" Warning {
        zh: "“{id}”的 {keyword} 只要能判断就总是成立", en: "{keyword} of `{id}` is true whenever it can be decided",
        help_zh: "核对比较的方向和字段的最小、最大值；不需要条件的就删去它", help_en: "check the direction of comparisons and the min and max of fields; remove a condition that is not needed",
    }
    /// A condition behind one that is true whenever it is.
    SHADOWED = "GJ6042" Warning {
        zh: "规则“{id}”的 {keyword} 轮不到：它成立时，先判断的条件（{earlier}）已经成立", en: "{keyword} of the rule `{id}` never decides: when it is true, a condition before it ({earlier}) is true, too",
        help_zh: "条件按 external、review、problem、good 的次序判断；把两者分开", help_en: "conditions decide in the order external, review, problem, good; keep the two apart",
    }
    /// A selection without regions.
    BINDS_NOBODY = "GJ6043" Warning {
        zh: "“{id}”不约束名录里的任何地区", en: "`{id}` binds no region of the registry",
        help_zh: "同一个 binds 里的几项要同时满足；要“或者”，写几个 binds", help_en: "what stands in one binds has to hold together; for alternatives, write several",
    }
    /// A problem and a good practice for the same facts.
    CONTRADICTION = "GJ6050" Warning {
        zh: "规则“{good}”说是亮点的事实，规则“{problem}”说是问题：{how}", en: "the rules `{good}` (good) and `{problem}` (problem) judge the same facts: {how}",
        help_zh: "两条规则的条件应当互斥", help_en: "the conditions of the two have to exclude each other",
    }
    /// A rule that says nothing that another does not say.
    IMPLIED_RULE = "GJ6051" Hint {
        zh: "规则“{id}”指出的，规则“{other}”都已指出", en: "whatever the rule `{id}` finds, the rule `{other}` finds, too",
        help_zh: "删去它，或者把“{other}”的条件写成不含它的部分", help_en: "remove it, or narrow `{other}` to the rest",
    }
    /// Two rules that say the same.
    DUPLICATE_RULE = "GJ6052" Warning {
        zh: "规则“{id}”与规则“{other}”的条件和对象等同", en: "the rules `{id}` and `{other}` have equal conditions and bind the same regions",
        help_zh: "合并两条规则，条款写在一起", help_en: "merge the two, with the clauses of both",
    }
    /// A deadline before the edition holds.
    DUE_BEFORE_EFFECTIVE = "GJ6060" Warning {
        zh: "“{id}”的期限 {due} 早于本版施行日期 {effective}", en: "`{id}` is due on {due}, before the edition takes effect on {effective}",
    }
    /// An alternative that changes nothing.
    ALTERNATIVE_IDLE = "GJ6090" Warning {
        zh: "“{id}”的备选“{name}”和标准自己的做法相同", en: "the alternative `{name}` of `{id}` is what the standard does already",
        help_zh: "删去它：留着等于把标准自己的做法算两份", help_en: "remove it: it would make the standard's own way count twice",
    }
    /// An aggregation over shares that can lie below zero.
    ALTERNATIVE_UNSCORED = "GJ6091" Warning {
        zh: "“{id}”里合成方法“{name}”遇到标准分就可能算不出得分：标准分有正有负", en: "`{id}` may come to no score where `{name}` meets standard scores, which lie on both sides of zero",
        help_zh: "不要同时写 z-score 和 {name}；备选评分改用 min-max 或 rank", help_en: "do not give z-score and {name} together; min-max or rank can take its place",
    }
    /// Two catalogue items of one title.
    SAME_TITLE = "GJ6070" Hint {
        zh: "事项“{code}”与“{other}”同名：{title}", en: "items `{code}` and `{other}` have the same title: {title}",
    }
    /// Two catalogue items of nearly one title.
    NEAR_TITLE = "GJ6071" Hint {
        zh: "事项“{code}”（{title}）与“{other}”（{known}）的名称几乎相同", en: "items `{code}` ({title}) and `{other}` ({known}) have nearly the same title",
        help_zh: "是同一件事就合并；不是就把名称写得看得出区别", help_en: "merge them if they are one; otherwise tell them apart in their titles",
    }
    /// A word that the glossary replaces.
    AVOIDED_TERM = "GJ6080" Hint {
        zh: "这里写的是“{alias}”，术语表定的是“{term}”", en: "`{alias}` stands here; the glossary has `{term}`",
        help_zh: "改用术语；照录原文的条款标 quote=#true", help_en: "use the term; mark a clause that quotes its source with quote=#true",
    }
}
