//! A made-up round: 100 indicators in groups within groups, for as many regions as are asked for, with facts by chance.

use guiju::diagnostic::{Language, SourceMap};
use guiju::package::{self, Files};
use guiju::standard::Standard;
use guiju::submission::Submission;
use guiju::submission::folder::{accept, read_submissions};
use std::collections::BTreeMap;

/// Groups of groups of indicators.
const TREE: [usize; 3] = [5, 4, 5];
pub const INDICATORS: usize = TREE[0] * TREE[1] * TREE[2];
/// By turns. None but the least of a comparison has no share, so that a geometric mean tells regions apart.
const SCALES: [&str; 3] =
    ["\"linear\" from=-1 to=1000", "\"min-max\"", "\"step\" { at 800 share=1; at 400 share=0.6; at 0 share=0.3 }"];

/// SplitMix64: numbers by chance that are the same in every run.
pub struct Chance(pub u64);

impl Chance {
    /// The next number in [0, 1).
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// The standard of the round.
pub fn standard(regions: usize, draws: u32) -> Standard {
    let fields: Vec<String> =
        (0..INDICATORS).map(|field| format!("field \"f{field}\" \"字段\" type=\"number\"")).collect();
    let text = format!(
        "standard \"made\" version=\"1\" {{ title \"测速标准\"; regions \"regions.csv\"; submission \"report\" }}\n\
         record \"report\" \"填报\" {{ {} }}\n\
         indicators \"i\" \"指标\" total=100 {{ weights \"ratio\"\nranking \"exact\"\n\
         uncertainty draws={draws} seed=1 {{ weights within=0.25; alternative \"aggregate\" \"geometric\" }}\n\
         {}\n}}\n",
        fields.join("; "),
        groups()
    );
    let rows: Vec<String> = (0..regions).map(|region| format!("r{region:04},测试县{region},county,")).collect();
    let registry = format!("code,name,level,parent\n{}\n", rows.join("\n"));
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let files = Files::in_memory("made", [file("standard.kdl", &text), file("regions.csv", &registry)]);
    let compilation = package::compile(&files, &mut SourceMap::default());
    let told: Vec<String> = compilation.diagnostics.iter().map(|found| found.text(Language::En)).collect();
    compilation.standard.unwrap_or_else(|| panic!("the made-up package compiles: {told:?}"))
}

fn groups() -> String {
    let [outer, inner, leaves] = TREE;
    let indicator = |number: usize| {
        let (weight, scale) = (1 + number % 7, SCALES[number % SCALES.len()]);
        format!("indicator \"x{number}\" \"指标\" weight={weight} {{ measure \"f{number}\"; scale {scale} }}\n")
    };
    let group =
        |id: String, weight: usize, inside: String| format!("group \"{id}\" \"组\" weight={weight} {{\n{inside}}}\n");
    let within = |first: usize| (first..first + leaves).map(indicator).collect::<String>();
    let middle = |at: usize| group(format!("h{at}"), 1 + at % 3, within(at * leaves));
    let top = |at: usize| group(format!("g{at}"), 2 + at % 2, (at * inner..(at + 1) * inner).map(middle).collect());
    (0..outer).map(top).collect()
}

/// What each region reports: every field, from 0 to 1,000 with three decimals.
pub fn submissions(standard: &Standard) -> BTreeMap<String, Submission> {
    let mut chance = Chance(2024);
    let files = standard.registry.regions().iter().map(|region| {
        let values: Vec<String> =
            (0..INDICATORS).map(|field| format!("\"f{field}\": {:.3}", chance.next() * 1000.0)).collect();
        let text = format!("{{\"region\": \"{}\", \"data\": {{{}}}}}", region.code, values.join(", "));
        (format!("{}.json", region.code), text.into_bytes())
    });
    let (files, mut diagnostics) = (Files::in_memory("", files), Vec::new());
    let read = read_submissions(&files, standard, &mut SourceMap::default(), &mut diagnostics);
    accept(read, standard, &mut diagnostics)
}
