//! Words that reports for people have in common.

use crate::diagnostic::Language;
use crate::score::{Pairs, PossibleGrades, Rank, Scorecard, Withheld};
use crate::standard::Label;

/// A place among the peers.
pub fn rank(rank: Rank, language: Language) -> String {
    let Rank { place, shared_by, of, pairs } = rank;
    let pairs = pairs.map_or_else(String::new, |pairs| self::pairs(pairs, language));
    match language {
        Language::Zh if shared_by > 1 => format!("第 {place} 名（{shared_by} 家并列，共 {of}{pairs}）"),
        Language::Zh => format!("第 {place} 名（共 {of}{pairs}）"),
        Language::En if shared_by > 1 => format!("rank {place} (shared by {shared_by}, of {of}{pairs})"),
        Language::En => format!("rank {place} (of {of}{pairs})"),
    }
}

/// How a region fares against the others, to stand behind how many there are.
pub fn pairs(pairs: Pairs, language: Language) -> String {
    let Pairs { won, lost, equal } = pairs;
    match language {
        Language::Zh => format!("；两两相比胜 {won}、负 {lost}、平 {equal}"),
        Language::En => format!("; of pairs, {won} won, {lost} lost, {equal} equal"),
    }
}

/// Why there is no score.
pub fn withheld(withheld: Withheld, language: Language) -> &'static str {
    let [zh, en] = match withheld {
        Withheld::NothingKnown => ["指标无一已知", "no indicator is known"],
        Withheld::Vetoed => ["被否决", "vetoed"],
        Withheld::Held => ["缺必报项", "a needed fact is missing"],
        Withheld::LowCoverage => ["覆盖不足", "too little is known"],
        Withheld::NoWeights => ["数据得不出权重", "the values give no weights"],
        Withheld::NothingApplies => ["无适用指标", "nothing applies"],
    };
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// In brackets, from which to which grade a region can still come; `None` where nothing is open.
pub fn possible_grades(card: &Scorecard<'_>, language: Language) -> Option<String> {
    let PossibleGrades { best, worst } = card.possible_grades.filter(|possible| possible.best != possible.worst)?;
    let title = |grade: Option<&Label>| match (grade, language) {
        (Some(grade), _) => grade.text(language).to_owned(),
        (None, Language::Zh) => "没有等次".to_owned(),
        (None, Language::En) => "none".to_owned(),
    };
    Some(match language {
        Language::Zh => format!("（从{}到{}都有可能）", title(worst), title(best)),
        Language::En => format!(" (from {} to {} possible)", title(worst), title(best)),
    })
}

/// That what would reach the next grade is not worked out.
pub fn by_quota(grade: &str, language: Language) -> String {
    match language {
        Language::Zh => format!("上一档“{grade}”有名额，能否评上还要看其他地区，不作推算"),
        Language::En => {
            format!("the next grade, `{grade}`, is for so many only: what reaches it depends on the others")
        }
    }
}
