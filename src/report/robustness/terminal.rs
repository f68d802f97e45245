//! How safe places are, for a person at a terminal: a line a region, and one sentence on what matters most.

use super::wording;
use crate::base::text::{display_width, pad_to_width, safe, truncate_to_width};
use crate::diagnostic::Language;
use crate::robustness::{Robustness, Standing};
use std::fmt::Write as _;

/// How wide names stand at least and at most, in terminal columns.
const NAME_WIDTH: usize = 12;
const WIDEST_NAME: usize = 32;
/// How wide places and ranges stand.
const PLACE_WIDTH: usize = 6;
const RANGE_WIDTH: usize = 12;

// Writing to a String cannot fail, so results of `write!` are let go of.
/// The systems as text. Everything that comes from files is made safe for a terminal.
pub(in crate::report) fn render(text: &mut String, systems: &[Robustness<'_>], language: Language) {
    for system in systems {
        let pick = |zh: &'static str, en: &'static str| match language {
            Language::Zh => zh,
            Language::En => en,
        };
        let title = safe(system.system.title.text(language));
        let _ = writeln!(text, "\n{}{title}", pick("名次稳不稳 · ", "How safe places are · "));
        let _ = writeln!(text, "  {}", wording::method(system, language));
        let ranked: Vec<&Standing<'_>> = system.standings.iter().filter(|standing| standing.seen.is_some()).collect();
        if ranked.is_empty() {
            let _ = writeln!(text, "  {}", pick("没有地区有名次。", "No region has a place."));
            continue;
        }
        let names = ranked.iter().map(|standing| display_width(&safe(&standing.region.name)));
        let width = names.max().unwrap_or_default().clamp(NAME_WIDTH, WIDEST_NAME);
        let heading = [
            (pick("名次", "place"), PLACE_WIDTH),
            (pick("地区", "region"), width),
            (pick("见过", "seen"), RANGE_WIDTH),
            (pick("九成之内", "9 in 10"), RANGE_WIDTH),
        ];
        let heading: Vec<String> = heading.into_iter().map(|(word, width)| pad_to_width(word, width)).collect();
        let _ = writeln!(text, "  {} {}", heading.join(" "), pick("必然", "certain"));
        for standing in ranked {
            let _ = writeln!(text, "  {}", line(standing, width));
        }
        let told = match &system.certain_pairs {
            Ok(pairs) => match language {
                Language::Zh => format!(
                    "“必然”只随权重变：其他做法照标准，权重怎样浮动都出不了这个范围；{} 对地区中有 {} 对先后不变。",
                    pairs.all, pairs.certain
                ),
                Language::En => format!(
                    "“certain” is about weights only: all else being the standard's, no weights lead beyond; the order of {} of {} pairs \
                     stays.",
                    pairs.certain, pairs.all
                ),
            },
            Err(reason) => format!("{}{}", wording::uncertified(*reason, language), pick("。", ".")),
        };
        let _ = writeln!(text, "  {told}");
        if let Some(influence) = wording::influence(system.sensitivity.as_ref(), language) {
            let _ = writeln!(text, "  {influence}");
        }
    }
}

fn line(standing: &Standing<'_>, width: usize) -> String {
    let range = |least: u32, most: u32| if least == most { least.to_string() } else { format!("{least} – {most}") };
    let seen = standing.seen.map(|seen| (range(seen.least, seen.most), range(seen.fifth, seen.ninety_fifth)));
    let (all, most) = seen.unwrap_or_default();
    let certain = standing.certain.map_or_else(|| "—".to_owned(), |(least, most)| range(least, most));
    let place = standing.rank.map_or_else(|| "—".to_owned(), |rank| rank.place.to_string());
    let cells = [
        pad_to_width(&place, PLACE_WIDTH),
        pad_to_width(&truncate_to_width(&safe(&standing.region.name), width), width),
        pad_to_width(&all, RANGE_WIDTH),
        pad_to_width(&most, RANGE_WIDTH),
    ];
    format!("{} {certain}", cells.join(" "))
}
