//! What is said about how safe places are.

use crate::base::number::{Number, Rounding};
use crate::diagnostic::Language;
use crate::robustness::{Choice, Influence, Robustness, Sensitivity, Uncertified};
use crate::syntax::vocabulary::{Sense, spelling};

/// A choice as people call it.
pub fn choice(choice: Choice, language: Language) -> &'static str {
    match (choice, language) {
        (Choice::Aggregate, Language::Zh) => "合成方法",
        (Choice::Missing, Language::Zh) => "缺报处理",
        (Choice::Scale, Language::Zh) => "计分方式",
        (Choice::Outliers, Language::Zh) => "离群值处理",
        (Choice::Weights, Language::Zh) => "权重",
        (Choice::Aggregate, Language::En) => "how indicators are put together",
        (Choice::Missing, Language::En) => "what an unknown value counts as",
        (Choice::Scale, Language::En) => "the scales",
        (Choice::Outliers, Language::En) => "the treatment of outliers",
        (Choice::Weights, Language::En) => "the weights",
    }
}

/// The alternatives of each choice that has any, in the language of the report.
pub fn alternatives(robustness: &Robustness<'_>, language: Language) -> Vec<(Choice, Vec<&'static str>)> {
    let uncertainty = robustness.uncertainty;
    let word = |english: &'static str| spelling(english, language, Sense::First);
    let all = [
        (Choice::Aggregate, uncertainty.aggregates.iter().map(|way| word(way.keyword())).collect()),
        (Choice::Missing, uncertainty.missing.iter().map(|policy| word(policy.keyword())).collect()),
        (Choice::Scale, uncertainty.scales.iter().map(|method| word(method.keyword())).collect()),
        (Choice::Outliers, uncertainty.without_outliers.then(|| word("none")).into_iter().collect::<Vec<_>>()),
    ];
    all.into_iter().filter(|(_, others)| !others.is_empty()).collect()
}

/// How it was found out: what moves, and how often it was drawn.
pub fn method(robustness: &Robustness<'_>, language: Language) -> String {
    let within = robustness.uncertainty.within.as_ref();
    let noise = within.map(|within| match language {
        Language::Zh => format!("每项权重在自身的 ±{} 之内浮动，合计不变", percent(within)),
        Language::En => {
            format!("each weight moves by up to ±{} of itself, and their sum stays", percent(within))
        }
    });
    let others = alternatives(robustness, language).into_iter().map(|(of, others)| match language {
        Language::Zh => format!("{}还可以是{}", choice(of, language), others.join("、")),
        Language::En => format!("{} may also be {}", choice(of, language), others.join(" or ")),
    });
    let parts: Vec<String> = noise.into_iter().chain(others).collect();
    let (draws, seed) = (robustness.draws, robustness.uncertainty.seed);
    match (language, within) {
        (Language::Zh, Some(_)) => format!("{}；随机抽 {draws} 次，种子 {seed}", parts.join("；")),
        (Language::Zh, None) => format!("{}；全部 {draws} 种组合都算过", parts.join("；")),
        (Language::En, Some(_)) => format!("{}; {draws} draws at random, seed {seed}", parts.join("; ")),
        (Language::En, None) => format!("{}; all {draws} combinations", parts.join("; ")),
    }
}

/// Which choice moves places most; `None` where there is but one.
pub fn influence(sensitivity: Option<&Sensitivity>, language: Language) -> Option<String> {
    let sensitivity = sensitivity?;
    let told = match (&sensitivity.places, language) {
        (Influence::Nothing, Language::Zh) => "所列的变动都不改变名次。".to_owned(),
        (Influence::Nothing, Language::En) => "Nothing of this changes any place.".to_owned(),
        (Influence::TooFewDraws, Language::Zh) => "抽样太少，说不出哪一项影响最大：把 draws 加大。".to_owned(),
        (Influence::TooFewDraws, Language::En) => {
            "The draws are too few to say which choice matters most: ask for more.".to_owned()
        }
        (Influence::Known(_), _) => {
            let (of, shares) = sensitivity.places.greatest()?;
            let part = libm::round(shares.total.value * 100.0);
            let error = libm::ceil(shares.total.error * 100.0);
            let bar = if sensitivity.is_exact { String::new() } else { format!("±{error}") };
            match language {
                Language::Zh => format!(
                    "影响名次最大的是{}：名次变动的差异有 {part}%{bar} 与它有关（连同它与其他各项的共同作用）。",
                    choice(of, language)
                ),
                Language::En => format!(
                    "What moves places most is {}: {part}%{bar} of the variance of their shifts has to do with it, by itself or \
                     together with others.",
                    choice(of, language)
                ),
            }
        }
    };
    Some(told)
}

/// Why no range is proved.
pub fn uncertified(reason: Uncertified, language: Language) -> &'static str {
    match (reason, language) {
        (Uncertified::WeightsStay, Language::Zh) => "权重不浮动，没有要证明的",
        (Uncertified::OtherMeans, Language::Zh) => "有的一级不是加权平均，必然范围证明不了",
        (Uncertified::Capped, Language::Zh) => "有的得分封了顶，必然范围证明不了",
        (Uncertified::Capped, Language::En) => "some scores end at a limit, so nothing can be proved",
        (Uncertified::RoundedBetween, Language::Zh) => "中间有修约，必然范围证明不了",
        (Uncertified::WeightsStay, Language::En) => "weights stay, so that there is nothing to prove",
        (Uncertified::OtherMeans, Language::En) => {
            "not all means are weighted arithmetic ones, so that no range can be proved"
        }
        (Uncertified::RoundedBetween, Language::En) => {
            "something is rounded in between, so that no range can be proved"
        }
    }
}

fn percent(part: &Number) -> String {
    let percent = part.clone() * Number::from(100);
    let digits = (0..6).find(|digits| percent.rounded(*digits, Rounding::HalfEven) == percent).unwrap_or(6);
    format!("{}%", percent.decimal(digits, Rounding::HalfEven))
}
