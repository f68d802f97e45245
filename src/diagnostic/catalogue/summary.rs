//! Messages about summaries (`GJ271x`): what superiors are told of the regions that report to them.

use super::entries;

entries! {
    /// A figure without an operation, or with several.
    NOT_ONE_OPERATION = "GJ2710" Error {
        zh: "汇总数“{name}”要有一种算法，也只能有一种", en: "the figure `{name}` has to be made in one way, and only in one",
        help_zh: "写 count（计数）、share（占比）、sum（合计）、worst（最差）之一，或者 numerator 和 denominator（分子、分母）", help_en: "give one of count, share, sum and worst, or numerator and denominator",
    }
    /// A superior's own figure for something that is no count and no sum.
    OWN_OF_NO_SUM = "GJ2711" Error {
        zh: "汇总数“{name}”的算法是 {operation}，不能同上级自报的数对账", en: "the figure `{name}` is a {operation}, which cannot be held against the superior's own figure",
        help_zh: "own 只用于 count 和 sum", help_en: "`own` goes with count and sum only",
    }
    /// A superior's own figure in another dimension.
    OWN_UNIT = "GJ2712" Error {
        zh: "上级自报的数以“{own}”计，合计以“{sum}”计，两者不能比较", en: "the superior's own figure is in `{own}`, the sum in `{sum}`: they cannot be compared",
        help_zh: "让两个字段用同一种量的单位", help_en: "give both fields units of the same quantity",
    }
    /// Sharing that is no list of regions.
    ONCE_BY = "GJ2713" Error {
        zh: "once-by 要的是地区代码的列表", en: "`once-by` has to be a list of codes of regions",
        help_zh: "写一个 type=\"region\" many=#true 的字段", help_en: "name a field with type=\"region\" many=#true",
    }
    /// A summary that is empty.
    NO_FIGURES = "GJ2714" Error {
        zh: "汇总“{name}”没有一个汇总数", en: "the summary `{name}` has no figure",
        help_zh: "加上 figure，或删去这份汇总", help_en: "add a `figure`, or remove the summary",
    }
    /// A summary that nobody gets.
    NOBODY_GETS_IT = "GJ2715" Warning {
        zh: "汇总“{name}”没有人用得上：适用的地区之下没有要汇总的地区", en: "nobody gets the summary `{name}`: no region that it is for has one of its regions reporting to it",
        help_zh: "核对 binds、of 和地区名录里的上级", help_en: "check `binds`, `of` and who reports to whom in the registry",
    }
    /// A tolerance below zero.
    NEGATIVE_TOLERANCE = "GJ2716" Error {
        zh: "汇总数“{name}”的容差不能小于零", en: "the tolerance of the figure `{name}` cannot be below zero",
        help_zh: "within 写允许的最大差额；要分毫不差就不写", help_en: "`within` is the greatest difference that is let pass; leave it out for none",
    }
}
