//! Words for how values become points, and points a score.

use super::labels::{label, pick};
use super::wording::percent;
use crate::base::number::Number;
use crate::base::weighting::dispersion::{Dispersion, Scaling};
use crate::base::weighting::entropy::PreScaling;
use crate::diagnostic::Language;
use crate::expr::{Expression, Type};
use crate::standard::Label;
use crate::standard::indicator::{
    Aggregate, Base, Branch, Draw, Edge, Effect, Group, Ideal, Imbalance, Indicator, Limits, Matrix, Method, Most,
    Outliers, Peers, Quota, Ranking, Relative, Sample, Scale, Spread, Stage, Ties, Topsis, Weighting, Whole,
};

/// How a value becomes points by comparison with those of peers.
fn compared(relative: &Relative, language: Language) -> String {
    let Relative { method, prefers_less, among, from, to } = relative;
    let peers = among_whom(among, language);
    let better = match (prefers_less, language) {
        (false, Language::Zh) => "越大越好",
        (true, Language::Zh) => "越小越好",
        (false, Language::En) => "more is better",
        (true, Language::En) => "less is better",
    };
    let method = match (method, language) {
        (Method::MinMax, Language::Zh) => "按极差",
        (Method::ZScore, Language::Zh) => "按标准分",
        (Method::Rank, Language::Zh) => "按位次",
        (Method::Best, Language::Zh) => "与最优之比",
        (Method::Percentile, Language::Zh) => "按百分位",
        (Method::Vector, Language::Zh) => "按向量规范化",
        (Method::MinMax, Language::En) => "min–max",
        (Method::ZScore, Language::En) => "standard score",
        (Method::Rank, Language::En) => "by place",
        (Method::Best, Language::En) => "ratio to the best",
        (Method::Percentile, Language::En) => "by percentile",
        (Method::Vector, Language::En) => "by vector normalisation",
    };
    let ends = match (relative.method, language) {
        _ if from.is_zero() && *to == Number::one() => String::new(),
        (Method::ZScore, Language::Zh) => format!("，均值得 {from}，高一个标准差得 {to}"),
        (Method::ZScore, Language::En) => format!(", {from} at the mean, {to} one standard deviation above"),
        (_, Language::Zh) => format!("，从 {} 到 {}", percent(from), percent(to)),
        (_, Language::En) => format!(", from {} to {}", percent(from), percent(to)),
    };
    match language {
        Language::Zh => format!("{peers}之间{method}比较，{better}{ends}"),
        Language::En => format!("{method} {peers}, {better}{ends}"),
    }
}

/// With whom a region is compared.
#[must_use]
pub fn among_whom(among: &Peers, language: Language) -> String {
    match (among, language) {
        (Peers::All, Language::Zh) => "全部地区".to_owned(),
        (Peers::Level, Language::Zh) => "同一层级的地区".to_owned(),
        (Peers::Parent, Language::Zh) => "同一上级的地区".to_owned(),
        (Peers::Column(name), Language::Zh) => format!("“{}”相同的地区", name.value),
        (Peers::All, Language::En) => "among all regions".to_owned(),
        (Peers::Level, Language::En) => "among the regions of a level".to_owned(),
        (Peers::Parent, Language::En) => "among the regions below one superior".to_owned(),
        (Peers::Column(name), Language::En) => format!("among the regions of one `{}`", name.value),
    }
}

/// How shares are put together.
#[must_use]
pub fn aggregation(aggregate: &Aggregate, language: Language) -> String {
    let told = match (aggregate, language) {
        (Aggregate::Arithmetic, Language::Zh) => "加权平均",
        (Aggregate::Geometric, Language::Zh) => "加权几何平均",
        (Aggregate::Harmonic, Language::Zh) => "加权调和平均",
        (Aggregate::Minimum, Language::Zh) => "取最低的一项",
        (Aggregate::Maximum, Language::Zh) => "取最高的一项",
        (Aggregate::Arithmetic, Language::En) => "weighted mean",
        (Aggregate::Geometric, Language::En) => "weighted geometric mean",
        (Aggregate::Harmonic, Language::En) => "weighted harmonic mean",
        (Aggregate::Minimum, Language::En) => "the lowest",
        (Aggregate::Maximum, Language::En) => "the highest",
        (Aggregate::Power(exponent), Language::Zh) => return format!("加权幂平均，指数 {exponent}"),
        (Aggregate::Power(exponent), Language::En) => {
            return format!("weighted power mean with the exponent {exponent}");
        }
        (Aggregate::Imbalance(imbalance), _) => return uneven(imbalance, language),
        (Aggregate::Topsis(topsis), _) => return closeness(topsis, language),
    };
    told.to_owned()
}

fn uneven(imbalance: &Imbalance, language: Language) -> String {
    match (imbalance, language) {
        (Imbalance::Deviation(factor), Language::Zh) => {
            format!("加权平均减去各项间标准差的 {factor} 倍，不低于 0；各项越不均衡，扣得越多")
        }
        (Imbalance::Deviation(factor), Language::En) => {
            format!("weighted mean less {factor} times the standard deviation of the parts, not below 0")
        }
        (Imbalance::Variation, Language::Zh) => {
            "加权平均减去各项间标准差与变异系数之积（Mazziotta–Pareto），不低于 0；各项越不均衡，扣得越多".to_owned()
        }
        (Imbalance::Variation, Language::En) => {
            "weighted mean less the standard deviation of the parts times their coefficient of variation (Mazziotta–Pareto), not below 0"
                .to_owned()
        }
    }
}

fn closeness(topsis: &Topsis, language: Language) -> String {
    match (topsis.ideal, language) {
        (Ideal::Absolute, Language::Zh) => {
            "逼近理想解（TOPSIS）：离零分的距离占两段距离之和，理想解是各项满分".to_owned()
        }
        (Ideal::Absolute, Language::En) => {
            "closeness to the ideal (TOPSIS), which is all points of everything, its opposite none".to_owned()
        }
        (Ideal::Observed, Language::Zh) => {
            format!(
                "逼近理想解（TOPSIS）：理想解是{}各项的最好成绩，负理想解是最差成绩",
                among_whom(&topsis.among, language)
            )
        }
        (Ideal::Observed, Language::En) => {
            format!(
                "closeness to the ideal (TOPSIS): the best of everything {}, its opposite the worst",
                among_whom(&topsis.among, language)
            )
        }
    }
}

/// What is done to values far from all others.
#[must_use]
pub fn treatment(outliers: &Outliers, language: Language) -> String {
    match (outliers, language) {
        (Outliers::Clamp { from, to }, Language::Zh) => format!("超出 {from} 到 {to} 的取端点"),
        (Outliers::Clamp { from, to }, Language::En) => format!("moved into {from} to {to}"),
        (Outliers::Winsorise { most, skewness, kurtosis }, Language::Zh) => {
            format!("偏度绝对值达到 {skewness} 且超额峰度达到 {kurtosis} 时缩尾，最多 {most} 个值")
        }
        (Outliers::Winsorise { most, skewness, kurtosis }, Language::En) => {
            format!("winsorised, at most {most} values, while |skewness| ≥ {skewness} and excess kurtosis ≥ {kurtosis}")
        }
    }
}

/// How regions are put in order.
#[must_use]
pub fn ranking(ranking: &Ranking, language: Language) -> String {
    let among = among_whom(&ranking.among, language);
    let told = format!("{}{}", ranked_by(ranking.stage, language), places(ranking, language));
    let then: Vec<&str> = ranking.then.iter().map(|id| id.value.as_str()).collect();
    let equal = match (ranking.is_by_score(), language) {
        (true, Language::Zh) => "得分相同的",
        (false, Language::Zh) => "胜数相同的",
        (true, Language::En) => "equal scores",
        (false, Language::En) => "equal ones",
    };
    match language {
        Language::Zh if then.is_empty() => format!("{among}之间{told}"),
        Language::Zh => format!("{among}之间{told}；{equal}依次再比 {}", then.join("、")),
        Language::En if then.is_empty() => format!("{told}, {among}"),
        Language::En => format!("{told}, {among}; {equal} are put in order by {}", then.join(", then ")),
    }
}

/// By what regions are ranked, up to what equal ones get.
fn ranked_by(stage: Stage, language: Language) -> String {
    match (stage, language) {
        (Stage::Published, Language::Zh) => "按公布的（修约后的）得分排名，得分相同的并列，".to_owned(),
        (Stage::Exact, Language::Zh) => "按未修约的得分排名，得分相同的并列，".to_owned(),
        (Stage::Published, Language::En) => "ranked by the published (rounded) score, equal ones ".to_owned(),
        (Stage::Exact, Language::En) => "ranked by the unrounded score, equal ones ".to_owned(),
        (Stage::Copeland(draw), Language::Zh) => {
            let draw = pick_draw(draw, "平局各算半胜", "平局不算");
            format!(
                "按科普兰法（Copeland）排名，不看得分：每两个地区逐项比得分率，占优指标的分值合计大的胜，相同的项和有一方不计分的项不比；{draw}；胜数相同的并列，"
            )
        }
        (Stage::Copeland(draw), Language::En) => {
            let draw = pick_draw(draw, "half of each pair", "no pair");
            format!(
                "ranked by Copeland's method, not by scores: of two regions the one wins that has the greater share in indicators with more \
                 points together (where both are equal, or one has none that counts, an indicator is left out), and {draw} in which both \
                 have as much is added to the pairs that are won; equal ones "
            )
        }
    }
}

fn pick_draw<'t>(draw: Draw, half: &'t str, zero: &'t str) -> &'t str {
    match draw {
        Draw::Half => half,
        Draw::Zero => zero,
    }
}

/// Which places equal ones get.
fn places(ranking: &Ranking, language: Language) -> &'static str {
    match (ranking.ties, language) {
        (Ties::Lowest, Language::Zh) => "其后的名次顺延（1、2、2、4）",
        (Ties::Dense, Language::Zh) => "其后的名次连续（1、2、2、3）",
        (Ties::Average, Language::Zh) => "取各自名次的平均（1、2.5、2.5、4）",
        (Ties::Lowest, Language::En) => "sharing the best place (1, 2, 2, 4)",
        (Ties::Dense, Language::En) => "sharing a place (1, 2, 2, 3)",
        (Ties::Average, Language::En) => "having the mean of their places (1, 2.5, 2.5, 4)",
    }
}

/// How many regions may have a grade.
#[must_use]
pub fn quota(quota: &Quota, among: &Peers, language: Language) -> String {
    let among = among_whom(among, language);
    let equal = match (quota.edge, language) {
        (Edge::Included, Language::Zh) => "并列跨线的都评上",
        (Edge::Excluded, Language::Zh) => "并列跨线的都不评",
        (Edge::Included, Language::En) => "equal ones across the line all have it",
        (Edge::Excluded, Language::En) => "of equal ones across the line none has it",
    };
    let (share, base, whole) = match (&quota.most, language) {
        (Most::Count(count), Language::Zh) => {
            return format!("{among}之间，连同更好的等次最多 {count} 个；{equal}");
        }
        (Most::Count(count), Language::En) => {
            return format!("at most {count} {among}, better grades included; {equal}");
        }
        (Most::Share { share, base, whole }, _) => (percent(share), *base, *whole),
    };
    let base = match (base, language) {
        (Base::Scored, Language::Zh) => "有得分的",
        (Base::Bound, Language::Zh) => "参评地区（不论有没有得分）的",
        (Base::Scored, Language::En) => "of those with a score",
        (Base::Bound, Language::En) => "of all that are to be scored, with a score or without",
    };
    let whole = match (whole, language) {
        (Whole::Down, Language::Zh) => "不足一个的舍去",
        (Whole::Up, Language::Zh) => "不足一个的进为一个",
        (Whole::HalfUp, Language::Zh) => "个数四舍五入",
        (Whole::HalfEven, Language::Zh) => "个数四舍六入五成双",
        (Whole::Down, Language::En) => "rounded down to whole regions",
        (Whole::Up, Language::En) => "rounded up to whole regions",
        (Whole::HalfUp, Language::En) => "rounded half up to whole regions",
        (Whole::HalfEven, Language::En) => "rounded half to even to whole regions",
    };
    match language {
        Language::Zh => format!("{among}之间，连同更好的等次不超过{base} {share}，{whole}；{equal}"),
        Language::En => format!("at most {share} {base} {among}, {whole}, better grades included; {equal}"),
    }
}

/// Weights that values decide; `None` where they are written.
#[must_use]
pub fn weighting(weighting: &Weighting, language: Language) -> Option<String> {
    let Weighting::Objective(objective) = weighting else { return None };
    let told = match &objective.method {
        Spread::Entropy(scaling) => by_entropy(scaling, language),
        Spread::Dispersion(dispersion, scaling) => by_dispersion(*dispersion, *scaling, language),
    };
    let digits = objective.digits;
    Some(match language {
        Language::Zh => format!("{told}，权重取 {digits} 位小数；所列分值是没有数据时的等权"),
        Language::En => {
            format!("{told}, to {digits} decimal places; the points listed are equal ones, for want of values")
        }
    })
}

fn by_entropy(scaling: &PreScaling, language: Language) -> String {
    let scaling = match (scaling, language) {
        (PreScaling::ColumnShares, Language::Zh) => "先化成各地区占合计的比重".to_owned(),
        (PreScaling::MinMaxShares, Language::Zh) => "先按极差化，再化成占合计的比重".to_owned(),
        (PreScaling::ShiftedMinMaxShares { shift }, Language::Zh) => {
            format!("先按极差化并各加 {shift}，再化成占合计的比重")
        }
        (PreScaling::ColumnShares, Language::En) => "of the shares of all regions in their sum".to_owned(),
        (PreScaling::MinMaxShares, Language::En) => "of shares of the values after min–max scaling".to_owned(),
        (PreScaling::ShiftedMinMaxShares { shift }, Language::En) => {
            format!("of shares of the values after min–max scaling, {shift} added to each")
        }
    };
    match language {
        Language::Zh => format!("熵权：{scaling}"),
        Language::En => format!("weights by the entropy {scaling}"),
    }
}

fn by_dispersion(dispersion: Dispersion, scaling: Scaling, language: Language) -> String {
    let scaling = match (scaling, language) {
        (Scaling::MinMax, Language::Zh) => "先按极差化",
        (Scaling::ColumnShares, Language::Zh) => "先化成各地区占合计的比重",
        (Scaling::Vector, Language::Zh) => "先按向量规范化",
        (Scaling::MinMax, Language::En) => "after min–max scaling",
        (Scaling::ColumnShares, Language::En) => "of the shares of all regions in their sum",
        (Scaling::Vector, Language::En) => "after vector normalisation",
    };
    match (dispersion, language) {
        (Dispersion::StandardDeviation, Language::Zh) => format!("按标准差赋权：{scaling}"),
        (Dispersion::Critic, Language::Zh) => {
            format!(
                "按标准差与冲突性之积赋权（CRITIC）：{scaling}，冲突性是一与各项相关系数之差的合计，越小越好的先反号"
            )
        }
        (Dispersion::StandardDeviation, Language::En) => format!("weights by the standard deviation {scaling}"),
        (Dispersion::Critic, Language::En) => {
            format!(
                "weights by the standard deviation {scaling} times the conflict with all others (CRITIC), which is the sum of 1 − the \
                 correlation, less turned into more"
            )
        }
    }
}

/// How far bonuses, deductions and the score go.
#[must_use]
pub fn limits(limits: &Limits, language: Language) -> Vec<String> {
    let told = [
        (&limits.bonus, "加分合计最多", "bonuses add at most"),
        (&limits.deduction, "扣分合计最多", "deductions take off at most"),
        (&limits.ceiling, "得分最高", "the score is at most"),
    ];
    let told = told.into_iter().filter_map(|(limit, zh, en)| Some((limit.as_ref()?, zh, en)));
    told.map(|(limit, zh, en)| match language {
        Language::Zh => format!("{zh} {limit} 分"),
        Language::En => format!("{en} {limit} points"),
    })
    .collect()
}

/// The columns of a matrix with what belongs to each.
#[must_use]
pub fn matrix(matrix: &Matrix, children: &[Branch], language: Language) -> String {
    let mut belonging = Vec::new();
    belong(children, &mut belonging);
    let columns = matrix.columns.iter().map(|(id, title)| {
        let own = belonging.iter().filter(|(column, _)| column == id).map(|(_, title)| title.text(language));
        let own: Vec<&str> = own.collect();
        match language {
            Language::Zh => format!("{}（{}）", title.text(language), own.join("、")),
            Language::En => format!("{} ({})", title.text(language), own.join(", ")),
        }
    });
    let columns: Vec<String> = columns.collect();
    format!("{}{}{}", matrix.title.text(language), pick(language, "：", ": "), columns.join(pick(language, "；", "; ")))
}

// The tree is as deep as the front end lets blocks nest.
fn belong<'s>(children: &'s [Branch], all: &mut Vec<(&'s str, &'s Label)>) {
    for child in children {
        let (column, title) = match child {
            Branch::Group(group) => (&group.column, &group.title),
            Branch::Indicator(leaf) => (&leaf.column, &leaf.title),
        };
        all.extend(column.as_ref().map(|column| (column.value.as_str(), title)));
        if let Branch::Group(group) = child {
            belong(&group.children, all);
        }
    }
}

/// What a veto does where it strikes.
#[must_use]
pub fn effect(effect: &Effect, language: Language) -> String {
    let Effect::Capped { points, grade } = effect else {
        return pick(language, "成立则不计分", "No score when").to_owned();
    };
    let points = points.as_ref().map(|points| match language {
        Language::Zh => format!("最高 {points} 分"),
        Language::En => format!("at most {points} points"),
    });
    let grade = grade.as_ref().map(|grade| match language {
        Language::Zh => format!("等次最高“{}”", grade.value),
        Language::En => format!("a grade of “{}” at best", grade.value),
    });
    let told: Vec<String> = points.into_iter().chain(grade).collect();
    match language {
        Language::Zh => format!("成立则{}", told.join("，")),
        Language::En => format!("{} when", capitalised(&told.join(", "))),
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The sample behind a measure.
fn sampled(sample: &Sample, language: Language) -> String {
    let (least, confidence) = (&sample.least, percent(&sample.confidence));
    match language {
        Language::Zh => format!("样本不少于 {least}，否则按未知；区间的置信水平 {confidence}"),
        Language::En => format!("of a sample of at least {least}, otherwise unknown; intervals at {confidence}"),
    }
}

/// How a measured value becomes points.
#[must_use]
pub fn scoring(scale: &Scale, measure: &Expression, language: Language) -> String {
    let unit = match measure.value_type() {
        Type::Number(unit) if !unit.symbol.is_empty() => format!(" {}", unit.symbol),
        _ => String::new(),
    };
    match (scale, language) {
        (Scale::Linear { from, to }, Language::Zh) => {
            format!("{from}{unit} 得 0，{to}{unit} 得满分，其间按比例")
        }
        (Scale::Linear { from, to }, Language::En) => {
            format!("{from}{unit} earns 0, {to}{unit} all, proportional between")
        }
        (Scale::Logarithmic { from, to }, Language::Zh) => {
            format!("{from}{unit} 得 0，{to}{unit} 得满分，其间按对数")
        }
        (Scale::Logarithmic { from, to }, Language::En) => {
            format!("{from}{unit} earns 0, {to}{unit} all, by the logarithm between")
        }
        (Scale::Efficacy { from, to, base }, Language::Zh) => {
            format!("功效系数：{from}{unit} 得 {0}，{to}{unit} 得满分，按比例，不及的低于 {0}", percent(base))
        }
        (Scale::Efficacy { from, to, base }, Language::En) => {
            format!(
                "{from}{unit} earns {0}, {to}{unit} all, proportional, and below {0} what falls short",
                percent(base)
            )
        }
        (Scale::Deduct { each }, Language::Zh) => format!("满分起，每 1{unit} 扣 {each} 分，扣完为止"),
        (Scale::Deduct { each }, Language::En) => format!("all, less {each} points for every 1{unit}, down to 0"),
        (Scale::Relative(relative), _) => compared(relative, language),
        (Scale::Anchors(points), _) => {
            let point = |(at, share): &(Number, Number)| {
                format!("{at}{unit}{}{}", pick(language, " 得 ", ": "), percent(share))
            };
            let points: Vec<String> = points.iter().map(point).collect();
            format!(
                "{}{}",
                points.join(pick(language, "，", ", ")),
                pick(language, "，其间按比例", ", proportional between")
            )
        }
        (Scale::Step(steps), _) => {
            let steps: Vec<String> = steps
                .iter()
                .map(|(at, share)| {
                    format!(
                        "{}{at}{unit}{}{}",
                        pick(language, "≥ ", "≥ "),
                        pick(language, " 得 ", ": "),
                        percent(share)
                    )
                })
                .collect();
            format!("{}{}", steps.join(pick(language, "，", ", ")), pick(language, "，其余 0", ", otherwise 0"))
        }
        (Scale::Pass, Language::Zh) => "成立得满分，否则 0".to_owned(),
        (Scale::Pass, Language::En) => "all if true, otherwise 0".to_owned(),
    }
}

/// How the points of an indicator come about, with what is done to its values before and after.
#[must_use]
pub fn of_indicator(leaf: &Indicator, language: Language) -> String {
    let treatment = leaf.outliers.as_ref().map(|outliers| treatment(outliers, language));
    let parts = [
        leaf.sample.as_ref().map(|sample| sampled(sample, language)),
        treatment,
        Some(scoring(&leaf.scale, &leaf.measure, language)),
        leaf.digits.map(|digits| kept(digits, language)),
    ];
    parts.into_iter().flatten().collect::<Vec<String>>().join(pick(language, "；", "; "))
}

/// How the figure of a group comes about; `None` where it has none of its own.
#[must_use]
pub fn of_group(group: &Group, language: Language) -> Option<String> {
    let parts = [
        weighting(&group.weighting, language),
        group.aggregate.as_ref().map(|aggregate| aggregation(aggregate, language)),
        group.digits.map(|digits| kept(digits, language)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(pick(language, "；", "; ")))
}

fn kept(digits: u32, language: Language) -> String {
    match language {
        Language::Zh => format!("修约到 {digits} 位小数"),
        Language::En => format!("rounded to {digits} decimal places"),
    }
}

/// What counts where the value is unknown.
#[must_use]
pub fn missing(leaf: &Indicator, language: Language) -> String {
    let told = label(language, &format!("missing_{}", leaf.missing.keyword()));
    if !leaf.missing.is_imputed() {
        return told.to_owned();
    }
    let among = among_whom(&leaf.missing_among, language);
    match language {
        Language::Zh => format!("{among}的{told}"),
        Language::En => format!("{told} {among}"),
    }
}
