//! Choosing among the regions without a script: radio buttons, and style rules that ask which one is checked.

use super::blocks::Block;
use crate::base::markup::Markup;
use crate::report::Round;
use std::fmt::Write as _;

/// The states that can be chosen: the class of the regions that have it, and its words.
const STATES: [(&str, &str, &str); 5] = [
    ("has-problem", "有问题", "with problems"),
    ("has-good", "有亮点", "with good practice"),
    ("has-review", "待复核", "to review"),
    ("no-score", "不出分", "without a score"),
    ("missing", "没有报", "not submitted"),
];

/// The style rules for so many blocks.
pub(super) fn style(blocks: usize) -> String {
    let mut style = String::new();
    // Writing to a String cannot fail.
    for block in 0..blocks {
        let _ = writeln!(style, "body:has(#b{block}:checked) .region:not(.b{block}),");
    }
    for (state, ..) in STATES {
        let _ = writeln!(style, "body:has(#s-{state}:checked) .region:not(.{state}),");
    }
    style.push_str(".never { display: none; }\n");
    style
}

/// Writes the buttons.
pub(super) fn write(out: &mut Markup, round: &Round<'_>, blocks: &[Block<'_>]) {
    out.raw("<div class=\"filters\">\n<fieldset><legend>").raw(round.pick("看哪类", "Which")).raw("</legend>");
    out.raw("<label><input type=\"radio\" name=\"state\" id=\"s-all\" checked>");
    out.raw(round.pick("全部", "all")).raw("</label>");
    for (state, zh, en) in STATES {
        out.raw("<label><input type=\"radio\" name=\"state\" id=\"s-").raw(state).raw("\">");
        out.raw(round.pick(zh, en)).raw("</label>");
    }
    out.raw("</fieldset>\n");
    if blocks.len() > 1 {
        out.raw("<fieldset><legend>").raw(round.pick("看哪里", "Where")).raw("</legend>");
        out.raw("<label><input type=\"radio\" name=\"block\" id=\"b-all\" checked>");
        out.raw(round.pick("全部", "all")).raw("</label>");
        for (number, block) in blocks.iter().enumerate() {
            out.raw("<label><input type=\"radio\" name=\"block\" id=\"b").count(number).raw("\">");
            out.text(block.name(round)).raw("</label>");
        }
        out.raw("</fieldset>\n");
    }
    out.raw("</div>\n");
}
