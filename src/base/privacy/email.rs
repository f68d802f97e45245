//! E-mail addresses: what stands around a sign @.

use super::run::plain;
use super::{Found, Kind};

/// The most characters before the sign, and behind it.
const LOCAL: usize = 64;
const DOMAIN: usize = 100;

/// All addresses of a text, in order.
pub fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, c)| plain(*c) == '@') {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + sign.len_utf8()..).unwrap_or(""));
        let local = before.chars().rev().take(LOCAL).take_while(|c| is_local(plain(*c)));
        let local: usize = local.map(char::len_utf8).sum();
        let start = at - local;
        let domain = domain(after);
        let overlaps = found.last().is_some_and(|last| last.range.end > start);
        if local > 0 && domain > 0 && !overlaps {
            found.push(Found { kind: Kind::Email, range: start..at + sign.len_utf8() + domain });
        }
    }
    found
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._%+-".contains(c)
}

/// Bytes of the domain at the beginning of a text: labels with full stops between them, the last one of letters.
fn domain(text: &str) -> usize {
    let (mut proper, mut end, mut label, mut labels) = (0, 0, 0, 0);
    let mut is_word = true;
    let characters = text.char_indices().take(DOMAIN).chain([(text.len(), ' ')]);
    for (at, written) in characters {
        match plain(written) {
            c if c.is_ascii_alphanumeric() || c == '-' => {
                label += 1;
                is_word &= c.is_ascii_alphabetic();
                end = at + written.len_utf8();
            }
            c => {
                if labels > 0 && label >= 2 && is_word {
                    proper = end;
                }
                if c != '.' || label == 0 {
                    break;
                }
                labels += 1;
                (label, is_word) = (0, true);
            }
        }
    }
    proper
}
