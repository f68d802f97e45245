//! Random indicator systems and random facts.

use super::assert_flawless;
use guiju::diagnostic::SourceMap;
use guiju::package::{self, Files};
use guiju::standard::Standard;
use guiju::submission::Submission;
use guiju::submission::folder::{accept, read_submissions};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Regions of a round.
pub const REGIONS: usize = 7;
/// Fields of a submission.
pub const FIELDS: usize = 6;

/// Pseudo-random numbers (xorshift), the same in every run.
pub struct Random(pub u64);

impl Random {
    /// One of the numbers below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap() % limit
    }

    /// One of some words.
    pub fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

/// An indicator: its field, whether less is better, and its scale for values that are `factor` times as large.
#[derive(Clone)]
pub struct Leaf {
    /// The field it measures.
    pub field: usize,
    /// Whether less is better.
    pub prefers_less: bool,
    /// The number of its scale.
    pub scale: usize,
    /// The ends of its scale.
    pub ends: (i64, i64),
    /// What an unknown value counts as.
    pub missing: &'static str,
    /// Its weight.
    pub weight: usize,
}

impl Leaf {
    /// A random one.
    pub fn random(random: &mut Random, field: usize, missing: &[&'static str]) -> Self {
        let low = i64::try_from(random.below(40)).unwrap() + 1;
        let high = low + 1 + i64::try_from(random.below(60)).unwrap();
        let missing = missing[random.below(missing.len())];
        Self {
            field,
            prefers_less: random.below(3) == 0,
            scale: random.below(11),
            ends: (low, high),
            missing,
            weight: random.below(5) + 1,
        }
    }

    /// It in the language, for values `factor` times as large.
    pub fn kdl(&self, factor: i64) -> String {
        let (low, high) = (self.ends.0 * factor, self.ends.1 * factor);
        let (from, to) = if self.prefers_less { (high, low) } else { (low, high) };
        let prefer = if self.prefers_less { "less" } else { "more" };
        let middle = (self.ends.0 + (self.ends.1 - self.ends.0) / 2) * factor;
        let (top, bottom) = if self.prefers_less { (0, 1) } else { (1, 0) };
        let points = if middle == low {
            format!("at {high} share={top}; at {low} share={bottom}")
        } else {
            format!("at {high} share={top}; at {middle} share=0.3; at {low} share={bottom}")
        };
        let scale = match self.scale {
            0 => format!("scale \"linear\" from={from} to={to}"),
            1 => format!("scale \"logarithmic\" from={from} to={to}"),
            2 => format!("scale \"anchors\" {{ {points} }}"),
            3 => format!("scale \"step\" {{ {points} }}"),
            4 => format!("scale \"min-max\" prefer=\"{prefer}\" from=0.1"),
            5 => format!("scale \"rank\" prefer=\"{prefer}\" from=0.1"),
            6 => format!("scale \"best\" prefer=\"{prefer}\""),
            8 => format!("scale \"efficacy\" from={from} to={to} base=0.6"),
            9 => format!("scale \"percentile\" prefer=\"{prefer}\" from=0.1"),
            10 => format!("scale \"vector\" prefer=\"{prefer}\""),
            _ => format!("scale \"z-score\" prefer=\"{prefer}\""),
        };
        let field = self.field;
        format!("measure \"f{field}\"; {scale}; missing \"{}\"", self.missing)
    }
}

/// The ways to put shares together.
pub const WAYS: [&str; 7] = [
    "\"arithmetic\"",
    "\"geometric\"",
    "\"harmonic\"",
    "\"minimum\"",
    "\"maximum\"",
    "\"power\" exponent=2",
    "\"power\" exponent=-1",
];
/// Ways in which what is uneven costs points, so that a better fact can lower a figure; and one in which it does not.
pub const UNEVEN: [&str; 4] = [
    "\"mean-less-deviation\" penalty=0.3",
    "\"mean-less-deviation\" penalty=1.5",
    "\"mazziotta-pareto\"",
    "\"arithmetic\"",
];
const IDEALS: [&str; 2] = ["\"topsis\" ideal=\"observed\"", "\"topsis\" ideal=\"absolute\""];

/// A system: two groups of indicators, each put together in its own way.
pub struct System {
    /// How the whole and the groups are put together.
    pub aggregates: [&'static str; 3],
    /// The groups.
    pub groups: [Vec<Leaf>; 2],
    /// To how many digits the groups are rounded.
    pub digits: [Option<usize>; 2],
}

impl System {
    /// A random one.
    pub fn random(random: &mut Random, missing: &[&'static str]) -> Self {
        Self::put_together([random.one(&WAYS), random.one(&WAYS), random.one(&WAYS)], random, missing)
    }

    /// One of which the whole may be put together by closeness to an ideal, too.
    pub fn random_with_ideals(random: &mut Random, missing: &[&'static str]) -> Self {
        let ways = [&WAYS[..], &IDEALS[..]].concat();
        Self::put_together([random.one(&ways), random.one(&WAYS), random.one(&WAYS)], random, missing)
    }

    /// One of which what is uneven costs points, or may.
    pub fn random_uneven(random: &mut Random, missing: &[&'static str]) -> Self {
        Self::put_together([random.one(&UNEVEN), random.one(&UNEVEN), random.one(&UNEVEN)], random, missing)
    }

    fn put_together(aggregates: [&'static str; 3], random: &mut Random, missing: &[&'static str]) -> Self {
        let mut groups = [Vec::new(), Vec::new()];
        for field in 0..FIELDS {
            let mut leaf = Leaf::random(random, field, missing);
            // Standard scores lie on both sides of zero, where only sums are defined.
            if leaf.scale == 7 && aggregates != [WAYS[0]; 3] {
                leaf.scale = 4;
            }
            groups[field % 2].push(leaf);
        }
        let mut digits = || Some(random.below(6)).filter(|digits| *digits > 2);
        let digits = [digits(), digits()];
        Self { aggregates, groups, digits }
    }

    /// It in the language, for values `factor` times as large.
    pub fn kdl(&self, factor: i64) -> String {
        self.kdl_with(factor, "")
    }

    /// The same with further nodes at its end.
    pub fn kdl_with(&self, factor: i64, more: &str) -> String {
        let mut text = format!(
            "indicators \"s\" \"s\" total=100 round=2 {{ weights \"ratio\"; aggregate {}; ranking \"exact\"\n",
            self.aggregates[0]
        );
        for (index, leaves) in self.groups.iter().enumerate() {
            let round = self.digits[index].map_or(String::new(), |digits| format!(" round={digits}"));
            let aggregate = self.aggregates[index + 1];
            writeln!(text, "group \"g{index}\" \"g\" weight={}{round} {{ aggregate {aggregate}", index + 1).unwrap();
            for leaf in leaves {
                let (field, weight) = (leaf.field, leaf.weight);
                writeln!(text, "indicator \"i{field}\" \"i\" weight={weight} {{ {} }}", leaf.kdl(factor)).unwrap();
            }
            text.push_str("}\n");
        }
        text + more + "}\n"
    }
}

/// A standard with a system, over regions of these numbers.
pub fn standard(system: &str, regions: &[usize]) -> Standard {
    let mut registry = "code,name,level,parent,kind\n".to_owned();
    for region in regions {
        writeln!(registry, "R{region},r,a,,{}", region % 3).unwrap();
    }
    let mut text = "standard \"s\" version=\"1.0.0\" { title \"s\"; regions \"regions.csv\"; level \"a\" \"a\"; submission \"r\" }\n\
                    record \"r\" \"r\" {\n"
        .to_owned();
    for field in 0..FIELDS {
        writeln!(text, "field \"f{field}\" \"f\" type=\"number\"").unwrap();
    }
    text.push_str("}\n");
    text.push_str(system);
    let files = [("regions.csv", registry), ("standard.kdl", text.clone())];
    let files = files.map(|(path, text)| (path.to_owned(), text.into_bytes()));
    let compilation = package::compile(&Files::in_memory("s", files), &mut SourceMap::default());
    assert_flawless(&compilation.diagnostics);
    compilation.standard.unwrap()
}

/// What each region reports.
pub type Facts = Vec<[Option<i64>; FIELDS]>;

/// What the regions hand in, values `factor` times as large.
pub fn submissions(standard: &Standard, facts: &Facts, factor: i64) -> BTreeMap<String, Submission> {
    let files = facts.iter().enumerate().map(|(region, row)| {
        let known = row.iter().enumerate().filter_map(|(field, value)| Some((field, (*value)? * factor)));
        let known: Vec<String> = known.map(|(field, value)| format!("\"f{field}\": {value}")).collect();
        let text = format!("{{\"region\": \"R{region}\", \"data\": {{{}}}}}", known.join(", "));
        (format!("R{region}.json"), text.into_bytes())
    });
    let files = Files::in_memory("", files.collect::<Vec<_>>());
    let mut diagnostics = Vec::new();
    let submissions = read_submissions(&files, standard, &mut SourceMap::default(), &mut diagnostics);
    let submissions = accept(submissions, standard, &mut diagnostics);
    assert_flawless(&diagnostics);
    submissions
}

/// Random facts of all regions.
pub fn facts(random: &mut Random) -> Facts {
    let mut row =
        || std::array::from_fn(|_| (random.below(6) > 0).then(|| i64::try_from(random.below(110)).unwrap() + 1));
    (0..REGIONS).map(|_| row()).collect()
}
