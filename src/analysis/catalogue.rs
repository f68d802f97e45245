//! Catalogue items that are probably one.

use crate::diagnostic::catalogue::analysis as messages;
use crate::diagnostic::{Diagnostic, Remark};
use crate::standard::Standard;
use crate::standard::declarations::CodeList;
use std::collections::BTreeMap;

/// The shortest title, in characters, in which one character more or less is looked at.
const MIN_LENGTH: usize = 5;
/// Words that make no difference between two titles.
const PARTICLES: [char; 10] = ['的', '之', '和', '与', '及', '或', '等', '、', '，', '·'];

/// Items of one catalogue whose titles are equal or nearly so; each item once, with the first it resembles.
pub(super) fn check(standard: &Standard) -> Vec<Diagnostic> {
    standard.code_lists.iter().flat_map(resembling).collect()
}

fn resembling(list: &CodeList) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Titles that differ in at most one character share a variant with at most one character left out.
    let mut by_variant: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let titles: Vec<Vec<char>> = list.titles.iter().map(|title| normalised(&title.value)).collect();
    for (index, title) in titles.iter().enumerate() {
        let variants = variants(title);
        let known = variants.iter().filter_map(|variant| by_variant.get(variant)).flatten();
        let resembled = known.filter(|other| titles.get(**other).is_some_and(|other| resembles(title, other))).min();
        if let Some(other) = resembled {
            found.extend(finding(list, index, *other));
        }
        for variant in variants {
            let bucket = by_variant.entry(variant).or_default();
            // Numbered titles share their variants; a few of each are enough to compare with.
            if bucket.len() < 8 {
                bucket.push(index);
            }
        }
    }
    found
}

fn finding(list: &CodeList, index: usize, other: usize) -> Option<Diagnostic> {
    let (title, known) = (list.titles.get(index)?, list.titles.get(other)?);
    let same = title.value == known.value;
    let found = Diagnostic::new(if same { &messages::SAME_TITLE } else { &messages::NEAR_TITLE })
        .with("code", list.codes.get(index)?)
        .with("other", list.codes.get(other)?)
        .with("title", &title.value)
        .with("known", &known.value);
    Some(found.at(title.span).remark(known.span, Remark::DeclaredHere))
}

/// Full-width characters as half-width ones, small letters, no blanks.
fn normalised(title: &str) -> Vec<char> {
    let half = title.chars().map(|c| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    });
    half.filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The title, the title without particles, and the title with one character left out.
fn variants(title: &[char]) -> Vec<String> {
    let without = |left_out: usize| -> String {
        title.iter().enumerate().filter(|(index, _)| *index != left_out).map(|(_, c)| c).collect()
    };
    let mut variants: Vec<String> = vec![title.iter().collect(), bare(title)];
    if title.len() >= MIN_LENGTH {
        variants.extend((0..title.len()).map(without));
    }
    variants.sort();
    variants.dedup();
    variants
}

fn bare(title: &[char]) -> String {
    title.iter().filter(|c| !PARTICLES.contains(c)).collect()
}

/// Whether two titles are equal, differ only in particles, or in one character that is no number or letter.
fn resembles(one: &[char], other: &[char]) -> bool {
    if one == other || bare(one) == bare(other) {
        return true;
    }
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let start = one.iter().zip(other).take_while(same).count();
    let rest = |title: &[char]| title.len() - start;
    let end = one.iter().rev().zip(other.iter().rev()).take(rest(one).min(rest(other))).take_while(same).count();
    let differing =
        |title: &[char]| -> Vec<char> { title.iter().skip(start).take(rest(title) - end).copied().collect() };
    let (left, right) = (differing(one), differing(other));
    let counts = |c: &char| c.is_ascii_alphanumeric() || "〇零一二三四五六七八九十百甲乙丙丁上中下".contains(*c);
    left.len().max(right.len()) == 1
        && one.len().min(other.len()) >= MIN_LENGTH
        && !left.iter().chain(&right).any(counts)
}

#[cfg(test)]
mod tests {
    use super::super::probe::texts;

    fn catalogue(first: &str, second: &str) -> String {
        format!("catalog \"c\" \"目录\" {{ item \"A-1\" \"{first}\"; item \"A-2\" \"{second}\" }}")
    }

    #[test]
    fn equal_titles_are_found() {
        let found = texts("GJ6070", &catalogue("惠企政策兑现", "惠企政策兑现"));
        assert_eq!(found, ["items `A-2` and `A-1` have the same title: 惠企政策兑现"]);
    }

    #[test]
    fn nearly_equal_titles_are_found() {
        for (first, second) in [
            ("惠企政策兑现", "惠企政策兑付"),
            ("惠企政策兑现", "惠企政策的兑现"),
            ("人才公寓申请", "人才公寓申请表"),
            ("政策咨询与辅导", "政策咨询和辅导"),
            ("ＥＳＧ 报告辅导", "ESG报告辅导"),
            ("用水、用电报装", "用水用电报装"),
        ] {
            assert_eq!(texts("GJ6071", &catalogue(first, second)).len(), 1, "{first}, {second}");
        }
    }

    #[test]
    fn titles_that_can_be_told_apart_are_left_alone() {
        for (first, second) in [
            ("一级资质申请", "二级资质申请"),
            ("用水报装", "用电报装"),
            ("企业开办登记", "企业注销登记"),
            ("类别 A 的报告辅导", "类别 B 的报告辅导"),
        ] {
            assert!(texts("GJ6070", &catalogue(first, second)).is_empty(), "{first}, {second}");
            assert!(texts("GJ6071", &catalogue(first, second)).is_empty(), "{first}, {second}");
        }
    }
}
