//! The lines of a calendar file (RFC 5545): escaped, folded, ended with CRLF.

use crate::base::date::Date;
use crate::base::text::is_unsafe;

/// The most octets of a line, its end left out.
const LONGEST: usize = 75;

/// A calendar on its way out.
#[derive(Debug, Default)]
pub struct Calendar {
    text: String,
}

impl Calendar {
    /// Adds a property whose value follows the grammar as it is; `name` has its parameters with it.
    pub fn property(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        // The blank that begins a continuation counts.
        let mut room = LONGEST;
        while rest.len() > room {
            let (part, tail) = rest.split_at(rest.floor_char_boundary(room));
            self.text.push_str(part);
            self.text.push_str("\r\n ");
            rest = tail;
            room = LONGEST - 1;
        }
        self.text.push_str(rest);
        self.text.push_str("\r\n");
    }

    /// Adds a property whose value is a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.property(name, &escaped(value));
    }

    /// Begins a component.
    pub fn begin(&mut self, component: &str) {
        self.property("BEGIN", component);
    }

    /// Ends a component.
    pub fn end(&mut self, component: &str) {
        self.property("END", component);
    }

    /// The file.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}

/// A day: `20240131`.
#[must_use]
pub fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// The beginning of a day in universal time: `20240131T000000Z`.
#[must_use]
pub fn stamp(date: Date) -> String {
    format!("{}T000000Z", day(date))
}

/// A text as a value: nothing in it ends it, and no control character is left.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' | '\r' => value.push_str("\\n"),
            _ if is_unsafe(c) => {}
            _ => value.push(c),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("一,二;三\\四\n五\r\n六\r七\u{7}\u{202E}八"), "一\\,二\\;三\\\\四\\n五\\n六\\n七八");
        assert_eq!(escaped("END:VCALENDAR"), "END:VCALENDAR");
    }

    proptest! {
        #[test]
        fn lines_are_short_and_come_back_whole(text in "[a中𠮷,;:\\\\ \n]{0,400}") {
            let mut calendar = Calendar::default();
            calendar.text("DESCRIPTION;LANGUAGE=zh-CN", &text);
            let written = calendar.into_text();
            prop_assert!(written.ends_with("\r\n"));
            for line in written.split_terminator("\r\n") {
                prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
            }
            let unfolded = written.replace("\r\n ", "");
            let expected = format!("DESCRIPTION;LANGUAGE=zh-CN:{}\r\n", escaped(&text));
            prop_assert_eq!(unfolded, expected);
        }
    }
}
