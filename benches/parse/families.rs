//! Twenty families of texts that are hard on parsers, in any size.

/// A family: its name, and what is repeated between what begins and what ends the text.
pub struct Family {
    pub name: &'static str,
    begin: &'static str,
    unit: &'static str,
    end: &'static str,
}

const fn family(name: &'static str, begin: &'static str, unit: &'static str, end: &'static str) -> Family {
    Family { name, begin, unit, end }
}

pub const FAMILIES: [Family; 20] = [
    family("open-slashdashed-blocks", "", "a /-{", ""),
    family("open-blocks", "", "a {", ""),
    family("closing-braces", "", "}", ""),
    family("opening-parentheses", "", "(", ""),
    family("annotations", "a", " (t)1", ""),
    family("quotes", "", "\"", ""),
    family("triple-quotes", "", "\"\"\"\n", ""),
    family("triple-quotes-in-line", "a ", "\"\"\"x\"\"\" ", ""),
    family("hashes", "", "#", ""),
    family("raw-texts", "a", " #\"x\"#", ""),
    family("almost-closed-raw-text", "a ########\"", "\"#######", ""),
    family("nested-comments", "", "/*", ""),
    family("stars", "/*", "*", ""),
    family("backslashes", "", "\\ ", ""),
    family("continued-comments", "", "\\/* */", ""),
    family("escapes", "a \"", "\\u{4e2d}\\\n", "\""),
    family("folded-lines", "a \"\"\"\n", "  x \\\n y\n", "  \"\"\""),
    family("properties", "a", " \\\n\u{4e2d}=1", ""),
    family("distinct-properties", "a", "", ""),
    family("mistakes", "", "a ] \u{201c}x ) 1%\n", ""),
];

impl Family {
    /// A text of about that many bytes.
    pub fn text(&self, size: usize) -> String {
        let mut text = String::with_capacity(size + 64);
        text.push_str(self.begin);
        let mut number = 0_u32;
        while text.len() < size {
            if self.unit.is_empty() {
                // Keys that all differ, in an order that no sorting expects.
                text.push_str(" k");
                text.push_str(&number.wrapping_mul(2_654_435_761).to_string());
                text.push_str("=1");
                number += 1;
            } else {
                text.push_str(self.unit);
            }
        }
        text.push_str(self.end);
        text
    }
}
