//! Units of measurement: powers of base units with a factor, as in `m2/person` or `wan-yuan`.
//!
//! The table starts with the units of length and time and `percent`; a standard declares further ones. Two units can be
//! added and compared where their dimensions are equal; the factors say how to convert.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::number::Number;

/// Highest power of a base unit, either way.
const MAX_POWER: i32 = 12;
/// Most bits of a unit's factor.
const MAX_FACTOR_BITS: usize = 2048;
/// Longest text of a unit, in bytes.
const MAX_LENGTH: usize = 120;

/// A unit; equal units have equal dimensions and factors, whatever they are called.
#[derive(Debug, Clone)]
pub struct Unit {
    /// The power of each base unit; no power is 0.
    pub dimensions: BTreeMap<String, i32>,
    /// How many base units (of these powers) make one of this unit; above 0.
    pub factor: Number,
    /// How it is written; empty for the bare number.
    pub symbol: String,
    /// The power of each named unit of which it is made; gives the symbol.
    parts: BTreeMap<String, i32>,
}

/// The unit of a product or quotient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scaled {
    /// The unit.
    pub unit: Unit,
    /// What the product or quotient of the bare values has to be multiplied by to be in that unit.
    pub factor: Number,
}

/// Why a unit cannot be read or declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitError {
    /// The text is no product or quotient of unit names.
    Malformed,
    /// There is no unit of this name.
    Unknown(String),
    /// The name is taken.
    Duplicate,
    /// The factor is not above 0.
    FactorNotPositive,
    /// Powers or factor are larger than any unit needs.
    TooLarge,
}

impl Unit {
    /// The unit of bare numbers.
    #[must_use]
    pub fn none() -> Self {
        Self { dimensions: BTreeMap::new(), factor: Number::one(), symbol: String::new(), parts: BTreeMap::new() }
    }

    fn named(name: &str, dimensions: BTreeMap<String, i32>, factor: Number) -> Self {
        Self { dimensions, factor, symbol: name.to_owned(), parts: BTreeMap::from([(name.to_owned(), 1)]) }
    }

    /// Whether it is the unit of bare numbers.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::none()
    }

    /// Whether values of the two can be added and compared.
    #[must_use]
    pub fn same_dimension(&self, other: &Self) -> bool {
        self.dimensions == other.dimensions
    }

    /// What a value in this unit has to be multiplied by to be in the other one; `None` for other dimensions.
    #[must_use]
    pub fn factor_to(&self, other: &Self) -> Option<Number> {
        if !self.same_dimension(other) {
            return None;
        }
        self.factor.checked_div(&other.factor)
    }

    /// The unit of products; `None` where it grows beyond all use.
    #[must_use]
    pub fn product(&self, other: &Self) -> Option<Scaled> {
        self.combined(other, 1).map(|unit| unit.scaled(self, other))
    }

    /// The unit of quotients; `None` where it grows beyond all use.
    #[must_use]
    pub fn quotient(&self, divisor: &Self) -> Option<Scaled> {
        self.combined(divisor, -1).map(|unit| unit.scaled(self, divisor))
    }

    /// A combination whose dimensions cancel out is a bare number, unless one side was bare already (half of 50 percent
    /// is 25 percent).
    fn scaled(self, left: &Self, right: &Self) -> Scaled {
        if self.dimensions.is_empty() && !right.is_none() && (!left.is_none() || self != *right) {
            return Scaled { factor: self.factor, unit: Self::none() };
        }
        Scaled { unit: self, factor: Number::one() }
    }

    /// This unit times the other one to the power of `power`, which is 1 or -1.
    fn combined(&self, other: &Self, power: i32) -> Option<Self> {
        let factor = if power < 0 { self.factor.checked_div(&other.factor)? } else { &self.factor * &other.factor };
        let dimensions = combined_powers(&self.dimensions, &other.dimensions, power);
        let parts = combined_powers(&self.parts, &other.parts, power);
        let powers = dimensions.values().chain(parts.values());
        if powers.into_iter().any(|power| power.abs() > MAX_POWER) || factor.bits() > MAX_FACTOR_BITS {
            return None;
        }
        Some(Self { symbol: symbol(&parts), dimensions, factor, parts })
    }
}

fn combined_powers(left: &BTreeMap<String, i32>, right: &BTreeMap<String, i32>, power: i32) -> BTreeMap<String, i32> {
    let mut powers = left.clone();
    for (name, exponent) in right {
        let sum = powers.entry(name.clone()).or_insert(0);
        *sum = sum.saturating_add(exponent.saturating_mul(power));
    }
    powers.retain(|_, exponent| *exponent != 0);
    powers
}

/// `m·person2/day·km` from the powers; `1/day` where all are below 0.
fn symbol(parts: &BTreeMap<String, i32>) -> String {
    let side = |above: bool| {
        let named = parts.iter().filter(|(_, power)| (**power > 0) == above);
        let written = named.map(|(name, power)| match power.abs() {
            1 => name.clone(),
            power => format!("{name}{power}"),
        });
        written.collect::<Vec<_>>().join("·")
    };
    match (side(true), side(false)) {
        (above, below) if below.is_empty() => above,
        (above, below) if above.is_empty() => format!("1/{below}"),
        (above, below) => format!("{above}/{below}"),
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.dimensions == other.dimensions && self.factor == other.factor
    }
}

impl Eq for Unit {}

impl Hash for Unit {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.dimensions.hash(state);
        self.factor.hash(state);
    }
}

/// The symbol; `1` for the bare number.
impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.symbol.is_empty() { "1" } else { &self.symbol })
    }
}

/// The units that a standard can use, by name.
#[derive(Debug, Clone, Hash)]
pub struct UnitTable {
    units: BTreeMap<String, Unit>,
    /// What people call the units that a standard declares: word and name.
    words: BTreeMap<String, String>,
}

/// What people call the built-in units and their powers.
const WORDS: [(&str, &str); 35] = [
    ("米", "m"),
    ("厘米", "cm"),
    ("公分", "cm"),
    ("毫米", "mm"),
    ("公里", "km"),
    ("千米", "km"),
    ("平方米", "m2"),
    ("平米", "m2"),
    ("平方", "m2"),
    ("平", "m2"),
    ("㎡", "m2"),
    ("m²", "m2"),
    ("sqm", "m2"),
    ("平方厘米", "cm2"),
    ("cm²", "cm2"),
    ("平方毫米", "mm2"),
    ("平方公里", "km2"),
    ("平方千米", "km2"),
    ("km²", "km2"),
    ("立方米", "m3"),
    ("m³", "m3"),
    ("天", "day"),
    ("日", "day"),
    ("days", "day"),
    ("小时", "hour"),
    ("个小时", "hour"),
    ("hours", "hour"),
    ("h", "hour"),
    ("分钟", "minute"),
    ("minutes", "minute"),
    ("min", "minute"),
    ("%", "percent"),
    ("百分点", "percent"),
    ("个百分点", "percent"),
    ("percentage points", "percent"),
];

impl UnitTable {
    /// The built-in units: `m mm cm km day hour minute percent` (powers such as `m2` are made from them).
    #[must_use]
    pub fn new() -> Self {
        let mut table = Self { units: BTreeMap::new(), words: BTreeMap::new() };
        table.insert_base("m");
        table.insert_base("day");
        table.insert_part("mm", "m", 1000);
        table.insert_part("cm", "m", 100);
        table.insert("km", BTreeMap::from([("m".to_owned(), 1)]), Number::from(1000));
        table.insert_part("hour", "day", 24);
        table.insert_part("minute", "day", 24 * 60);
        table.insert("percent", BTreeMap::new(), one_in(100));
        table
    }

    fn insert(&mut self, name: &str, dimensions: BTreeMap<String, i32>, factor: Number) {
        self.units.insert(name.to_owned(), Unit::named(name, dimensions, factor));
    }

    fn insert_base(&mut self, name: &str) {
        self.insert(name, BTreeMap::from([(name.to_owned(), 1)]), Number::one());
    }

    /// A unit of which `count` make one of the base unit.
    fn insert_part(&mut self, name: &str, base: &str, count: i64) {
        self.insert(name, BTreeMap::from([(base.to_owned(), 1)]), one_in(count));
    }

    /// Adds a base unit, or a multiple of a unit that exists: `(unit, factor)`.
    ///
    /// # Errors
    /// Where the name is taken or no unit name, the other unit is unknown, or the factor is not above 0.
    pub fn declare(&mut self, name: &str, multiple: Option<(&str, Number)>) -> Result<(), UnitError> {
        if !is_name(name) {
            return Err(UnitError::Malformed);
        }
        if self.parse(name).is_ok() {
            return Err(UnitError::Duplicate);
        }
        let Some((of, factor)) = multiple else {
            self.insert_base(name);
            return Ok(());
        };
        if factor <= Number::zero() {
            return Err(UnitError::FactorNotPositive);
        }
        let unit = self.parse(of)?;
        let factor = &unit.factor * &factor;
        if factor.bits() > MAX_FACTOR_BITS {
            return Err(UnitError::TooLarge);
        }
        self.insert(name, unit.dimensions, factor);
        Ok(())
    }

    /// Reads a unit: names with optional powers, joined by `·` or `*`, and at most one `/`: `m2/person`, `1/day`.
    ///
    /// # Errors
    /// Where the text has another form or uses a name that is not in the table.
    pub fn parse(&self, text: &str) -> Result<Unit, UnitError> {
        if text.len() > MAX_LENGTH {
            return Err(UnitError::Malformed);
        }
        let (above, below) = match text.split_once('/') {
            Some((above, below)) => (above, Some(below)),
            None => (text, None),
        };
        let above = if above == "1" && below.is_some() { Unit::none() } else { self.parse_product(above)? };
        let Some(below) = below else { return Ok(above) };
        above.combined(&self.parse_product(below)?, -1).ok_or(UnitError::TooLarge)
    }

    fn parse_product(&self, text: &str) -> Result<Unit, UnitError> {
        text.split(['·', '*']).try_fold(Unit::none(), |product, part| {
            let (unit, power) = self.parse_power(part)?;
            (0..power).try_fold(product, |product, _| product.combined(unit, 1)).ok_or(UnitError::TooLarge)
        })
    }

    /// A unit of the table, where need be without the power at the end of its text.
    fn parse_power(&self, text: &str) -> Result<(&Unit, u32), UnitError> {
        if !is_name(text) {
            return Err(UnitError::Malformed);
        }
        if let Some(unit) = self.units.get(text) {
            return Ok((unit, 1));
        }
        let power = text.chars().last().and_then(|last| last.to_digit(10)).filter(|power| (2..=9).contains(power));
        let name = text.get(..text.len().saturating_sub(1)).unwrap_or("");
        match (power, self.units.get(name)) {
            (Some(power), Some(unit)) => Ok((unit, power)),
            _ => Err(UnitError::Unknown(text.to_owned())),
        }
    }

    /// Adds a word by which people call a unit of the table; the first unit called so keeps it.
    pub fn call(&mut self, word: &str, name: &str) {
        self.words.entry(word.to_owned()).or_insert_with(|| name.to_owned());
    }

    /// The unit that people call so: `平方米`, `元/人`, and every text that [`parse`](Self::parse) reads.
    #[must_use]
    pub fn spoken(&self, text: &str) -> Option<Unit> {
        let name = |word: &str| {
            let built_in = WORDS.iter().find(|(known, _)| *known == word).map(|(_, name)| *name);
            self.words.get(word).map(String::as_str).or(built_in).unwrap_or(word).to_owned()
        };
        let parts = text.split('/').take(3).map(|part| name(part.trim())).collect::<Vec<_>>();
        self.parse(&parts.join("/")).ok()
    }

    /// The words by which people call a unit, those of the standard first.
    pub fn words<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t str> {
        let declared = self.words.iter().filter(move |(_, of)| *of == name).map(|(word, _)| word.as_str());
        declared.chain(WORDS.iter().filter(move |(_, of)| *of == name).map(|(word, _)| *word))
    }

    /// The names of all units, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.units.keys().map(String::as_str)
    }
}

impl Default for UnitTable {
    fn default() -> Self {
        Self::new()
    }
}

fn one_in(count: i64) -> Number {
    Number::one().checked_div(&Number::from(count)).unwrap_or_default()
}

/// Whether the text can name a unit: no digit in front, no operator, no white space.
fn is_name(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|first| !first.is_ascii_digit())
        && !text.chars().any(|character| character.is_whitespace() || "/·*()'\"".contains(character))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    fn table() -> UnitTable {
        let mut table = UnitTable::new();
        table.declare("person", None).unwrap();
        table.declare("CNY", None).unwrap();
        table.declare("wan-yuan", Some(("CNY", Number::from(10_000)))).unwrap();
        table
    }

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn compound_units_are_read() {
        let table = table();
        let unit = table.parse("m2/person").unwrap();
        assert_eq!(unit.dimensions, BTreeMap::from([("m".to_owned(), 2), ("person".to_owned(), -1)]));
        assert_eq!(unit.symbol, "m2/person");
        assert_eq!(table.parse("km2").unwrap().factor, number("1000000"));
        assert_eq!(table.parse("wan-yuan/day").unwrap().factor, number("10000"));
        assert_eq!(table.parse("1/day").unwrap().symbol, "1/day");
        assert_eq!(table.parse("m*m").unwrap(), table.parse("m2").unwrap());
        assert_eq!(table.parse("minute").unwrap().factor_to(&table.parse("hour").unwrap()), Some(number("1/60")));
    }

    #[test]
    fn percent_is_a_hundredth_of_a_bare_number() {
        let percent = table().parse("percent").unwrap();
        assert!(percent.same_dimension(&Unit::none()));
        assert_eq!(Unit::none().factor_to(&percent), Some(number("100")));
    }

    #[test]
    fn malformed_units_are_refused() {
        let table = table();
        for text in ["", "/", "m/", "1", "m/day/day", "m day", "2m", "m()", "m**m"] {
            assert_eq!(table.parse(text), Err(UnitError::Malformed), "{text}");
        }
        assert_eq!(table.parse("m2/persn"), Err(UnitError::Unknown("persn".to_owned())));
        assert_eq!(table.parse("m0"), Err(UnitError::Unknown("m0".to_owned())));
        assert_eq!(table.parse("m9*m9"), Err(UnitError::TooLarge));
        assert_eq!(table.parse(&"m*".repeat(1000)), Err(UnitError::Malformed));
    }

    #[test]
    fn declarations_are_checked() {
        let mut table = table();
        assert_eq!(table.declare("person", None), Err(UnitError::Duplicate));
        assert_eq!(table.declare("m2", None), Err(UnitError::Duplicate));
        assert_eq!(table.declare("a/b", None), Err(UnitError::Malformed));
        assert_eq!(table.declare("dozen", Some(("egg", Number::from(12)))), Err(UnitError::Unknown("egg".to_owned())));
        assert_eq!(table.declare("debt", Some(("CNY", Number::from(-1)))), Err(UnitError::FactorNotPositive));
    }

    #[test]
    fn products_and_quotients() {
        let table = table();
        let unit = |text: &str| table.parse(text).unwrap();
        let area = unit("km").product(&unit("m")).unwrap();
        assert_eq!((area.factor, area.unit.symbol.as_str()), (Number::one(), "km·m"));
        assert_eq!(area.unit.factor_to(&unit("m2")), Some(number("1000")));
        let bare = unit("km").quotient(&unit("m")).unwrap();
        assert_eq!((bare.factor, bare.unit.is_none()), (number("1000"), true));
        let half = unit("percent").quotient(&Unit::none()).unwrap();
        assert_eq!((half.factor, half.unit.symbol.as_str()), (Number::one(), "percent"));
        let inverse = Unit::none().quotient(&unit("percent")).unwrap();
        assert_eq!((inverse.factor, inverse.unit.is_none()), (number("100"), true));
        let share_of_share = unit("percent").product(&unit("percent")).unwrap();
        assert_eq!((share_of_share.factor, share_of_share.unit.is_none()), (number("0.0001"), true));
        let per_day = Unit::none().quotient(&unit("day")).unwrap();
        assert_eq!(per_day.unit.symbol, "1/day");
        assert!(unit("m9").product(&unit("m9")).is_none());
    }
}
