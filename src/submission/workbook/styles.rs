//! How cells are shown: all that decides whether a stored number is a share, a day or a time.

use super::budget::too_many;
use super::fault::Fault;
use super::limits::{MAX_CELL_FORMATS, MAX_FORMAT_CODE, MAX_NUMBER_FORMATS};
use super::report::Report;
use super::xml::{Event, Xml};
use std::collections::BTreeMap;

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// A number.
    #[default]
    Plain,
    /// A percentage: 0.85 is shown as 85%.
    Percent,
    /// A day, perhaps with a time.
    Day,
    /// A time of day.
    Time,
    /// A duration, whose hours go on beyond 24.
    Elapsed,
}

/// The cell formats of a workbook, by number.
#[derive(Debug, Default)]
pub struct Styles(Vec<Shown>);

impl Styles {
    /// How cells of a format are shown; `None` where there is no such format. Without any, the first is plain.
    pub fn shown(&self, format: usize) -> Option<Shown> {
        self.0.get(format).copied().or((format == 0).then_some(Shown::Plain))
    }

    /// Reads the part that holds the formats.
    ///
    /// # Errors
    /// Where the part cannot be read.
    pub fn read(xml: &mut Xml<'_>, report: &mut Report<'_>) -> Result<Self, Fault> {
        let mut codes: BTreeMap<u32, Shown> = BTreeMap::new();
        let mut formats = Vec::new();
        loop {
            let list = match xml.next()? {
                Event::Open(element) => element.name().to_owned(),
                Event::End => break,
                _ => continue,
            };
            match list.as_str() {
                "numFmts" => number_formats(xml, &mut codes, report)?,
                "cellXfs" => cell_formats(xml, &mut formats, report)?,
                _ => xml.skip()?,
            }
        }
        // Formats may stand before the codes that they use.
        let shown = |id: &u32| codes.get(id).copied().unwrap_or_else(|| built_in(*id));
        Ok(Self(formats.iter().map(shown).collect()))
    }
}

fn number_formats(xml: &mut Xml<'_>, codes: &mut BTreeMap<u32, Shown>, report: &mut Report<'_>) -> Result<(), Fault> {
    let mut count = 0;
    loop {
        match xml.next()? {
            Event::Open(element) => {
                let own = element.name() == "numFmt";
                let (mut id, mut code) = (None, String::new());
                if own {
                    element.attributes(|attribute| match attribute.name {
                        "numFmtId" => id = attribute.value.parse::<u32>().ok(),
                        "formatCode" => code = attribute.value.into_owned(),
                        _ => {}
                    })?;
                }
                xml.skip()?;
                count += 1;
                if count > MAX_NUMBER_FORMATS {
                    return Err(too_many("number formats", MAX_NUMBER_FORMATS, report));
                }
                if let Some(id) = id {
                    codes.insert(id, by_code(&code));
                }
            }
            Event::Close => return Ok(()),
            _ => {}
        }
    }
}

fn cell_formats(xml: &mut Xml<'_>, formats: &mut Vec<u32>, report: &mut Report<'_>) -> Result<(), Fault> {
    loop {
        match xml.next()? {
            Event::Open(element) => {
                let own = element.name() == "xf";
                let id = if own { element.attribute("numFmtId")? } else { None };
                xml.skip()?;
                if formats.len() >= MAX_CELL_FORMATS {
                    return Err(too_many("cell formats", MAX_CELL_FORMATS, report));
                }
                if own {
                    formats.push(id.and_then(|id| id.parse().ok()).unwrap_or(0));
                }
            }
            Event::Close => return Ok(()),
            _ => {}
        }
    }
}

/// The formats that every program knows by number (ECMA-376-1, 18.8.30); 27 to 36 and 50 to 58 are those of Chinese, Japanese
/// and Korean programs.
fn built_in(id: u32) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        18..=21 | 32..=35 | 45 | 47 => Shown::Time,
        46 => Shown::Elapsed,
        14..=17 | 22 | 27..=31 | 36 | 50..=58 => Shown::Day,
        _ => Shown::Plain,
    }
}

/// What a format code shows positive numbers as, which is what its first section says.
fn by_code(code: &str) -> Shown {
    let (mut day, mut month, mut time, mut elapsed, mut percent) = (false, false, false, false, false);
    let mut characters = code.chars().take(MAX_FORMAT_CODE).peekable();
    while let Some(c) = characters.next() {
        match c.to_ascii_lowercase() {
            ';' => break,
            // The next character stands for itself, for its width, or to fill the cell.
            '\\' | '_' | '*' => {
                characters.next();
            }
            '"' => while characters.next().is_some_and(|c| c != '"') {},
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                let units = inside.to_ascii_lowercase();
                let of = |unit: char| !units.is_empty() && units.chars().all(|c| c == unit);
                elapsed |= of('h') || of('m') || of('s');
            }
            // Not the month and the era, but the word `General`.
            'g' if word(&mut characters, "eneral") => {}
            'a' if word(&mut characters, "m/pm") || word(&mut characters, "/p") => time = true,
            // Scientific notation.
            'e' if matches!(characters.peek(), Some('+' | '-')) => {}
            'y' | 'd' | 'e' | 'b' | 'g' => day = true,
            'm' => month = true,
            'h' | 's' => time = true,
            '%' => percent = true,
            _ => {}
        }
    }
    match (day, elapsed, time, month, percent) {
        (true, ..) => Shown::Day,
        (_, true, ..) => Shown::Elapsed,
        (_, _, true, ..) => Shown::Time,
        (_, _, _, true, _) => Shown::Day,
        (.., true) => Shown::Percent,
        _ => Shown::Plain,
    }
}

/// Takes the rest of a word where it comes next.
fn word(characters: &mut std::iter::Peekable<std::iter::Take<std::str::Chars<'_>>>, rest: &str) -> bool {
    let mut ahead = characters.clone();
    if !rest.chars().all(|expected| ahead.next().is_some_and(|c| c.eq_ignore_ascii_case(&expected))) {
        return false;
    }
    *characters = ahead;
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_what_is_shown() {
        let cases = [
            ("General", Shown::Plain),
            ("0.00", Shown::Plain),
            ("#,##0_);[Red](#,##0)", Shown::Plain),
            ("0.00E+00", Shown::Plain),
            ("0\"天 days\"", Shown::Plain),
            ("0\\d", Shown::Plain),
            ("[$¥-804]#,##0.00", Shown::Plain),
            ("0;yyyy", Shown::Plain),
            ("@", Shown::Plain),
            ("0%", Shown::Percent),
            ("0.0%;-0.0%", Shown::Percent),
            ("0\"%\"", Shown::Plain),
            ("0\\%", Shown::Plain),
            ("yyyy-mm-dd", Shown::Day),
            ("yyyy\"年\"m\"月\"d\"日\"", Shown::Day),
            ("yyyy年m月d日", Shown::Day),
            ("[$-804]yyyy\"年\"m\"月\"", Shown::Day),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", Shown::Day),
            ("m/d/yy h:mm", Shown::Day),
            ("mmm", Shown::Day),
            ("[$-409]h:mm AM/PM", Shown::Time),
            ("h:mm", Shown::Time),
            ("mm:ss.0", Shown::Time),
            ("[h]:mm:ss", Shown::Elapsed),
            ("[mm]:ss", Shown::Elapsed),
            ("\"unclosed yyyy", Shown::Plain),
            ("[unclosed", Shown::Plain),
            ("", Shown::Plain),
        ];
        for (code, shown) in cases {
            assert_eq!(by_code(code), shown, "{code}");
        }
    }

    #[test]
    fn built_in_formats_are_known() {
        for id in (14..=22).chain(27..=36).chain(45..=47).chain(50..=58) {
            assert!(matches!(built_in(id), Shown::Day | Shown::Time | Shown::Elapsed), "{id}");
        }
        for id in [0, 1, 2, 3, 4, 11, 12, 13, 37, 48, 49, 59, 164] {
            assert_eq!(built_in(id), Shown::Plain, "{id}");
        }
        assert_eq!((built_in(9), built_in(10)), (Shown::Percent, Shown::Percent));
    }
}
