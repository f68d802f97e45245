//! Words that reports for people have in common.

use crate::diagnostic::Language;
use crate::score::{Rank, Withheld};

/// A place among the peers.
pub fn rank(rank: Rank, language: Language) -> String {
    let Rank { place, shared_by, of } = rank;
    match language {
        Language::Zh if shared_by > 1 => format!("第 {place} 名（{shared_by} 家并列，共 {of}）"),
        Language::Zh => format!("第 {place} 名（共 {of}）"),
        Language::En if shared_by > 1 => format!("rank {place} (shared by {shared_by}, of {of})"),
        Language::En => format!("rank {place} (of {of})"),
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
