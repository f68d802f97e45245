//! Mistakes that authors really make, each with the message that has to come first and its place.
//!
//! `mistakes/README.md` says how the cases are written. Every case is made in a small package without a flaw; the figures
//! that the issue asks for are printed, for this compiler and, where the mistake is one of syntax, for the bare `kdl` crate.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

use guiju::base::date::Date;
use guiju::check::Assessment;
use guiju::diagnostic::{self, Diagnostic, Language, SourceMap};
use guiju::emit::{self, Templates};
use guiju::package::{self, Files};
use guiju::submission::folder::{accept, read_round, read_submissions};
use guiju::testing;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The files of cases.
const SUITES: [&str; 4] = ["syntax.txt", "declarations.txt", "expressions.txt", "submissions.txt"];
/// The least share of mistakes that are shown first at their true place, in percent.
const SHOWN: usize = 95;
/// The most messages that a mistake may give on average, in hundredths.
const MESSAGES: usize = 120;
/// The least number of cases.
const CASES: usize = 150;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes")
}

/// One mistake.
#[derive(Debug, Default)]
struct Case {
    mistake: String,
    edits: Vec<Edit>,
    code: String,
    /// Why today's message is another one.
    miss: Option<String>,
}

#[derive(Debug, Default)]
struct Edit {
    file: String,
    find: String,
    put: String,
}

impl Case {
    fn read(block: &str) -> Self {
        let mut case = Self::default();
        for line in block.lines() {
            let (key, value) = line.split_once(':').unwrap_or_else(|| panic!("no key: {line}"));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match key {
                "mistake" => case.mistake = value.to_owned(),
                "file" => case.edits.push(Edit { file: value.to_owned(), ..Edit::default() }),
                "find" => case.edits.last_mut().expect("a file before it").find = unescaped(value),
                "put" => case.edits.last_mut().expect("a file before it").put = unescaped(value),
                "code" => case.code = value.to_owned(),
                "miss" => case.miss = Some(value.to_owned()),
                other => panic!("unknown key {other}"),
            }
        }
        assert!(!case.mistake.is_empty() && !case.edits.is_empty() && case.code.starts_with("GJ"), "{block}");
        case
    }

    /// The files with the mistake in them, and its true place.
    fn made(&self, base: &BTreeMap<String, String>) -> (BTreeMap<String, String>, Place) {
        let mut files = base.clone();
        for edit in &self.edits {
            let text = files.entry(edit.file.clone()).or_default();
            if edit.find.is_empty() {
                text.push_str(&edit.put);
            } else {
                let times = text.matches(&edit.find).count();
                assert!(times >= 1, "{}: {:?} does not stand in {}", self.mistake, edit.find, edit.file);
                *text = text.replacen(&edit.find, &edit.put, 1);
            }
        }
        let mut place = None;
        for (file, text) in &mut files {
            if let (Some(start), Some(end)) = (text.find('⟦'), text.find('⟧')) {
                *text = text.replace(['⟦', '⟧'], "");
                let previous = place.replace(Place { file: file.clone(), range: start..end - '⟦'.len_utf8() });
                assert!(previous.is_none(), "{}: two places", self.mistake);
            }
        }
        (files, place.unwrap_or_else(|| panic!("{}: no true place", self.mistake)))
    }
}

/// The true place of a mistake.
#[derive(Debug)]
struct Place {
    file: String,
    range: Range<usize>,
}

impl Place {
    /// Whether a message at these bytes of the file points at it: both share a byte, or touch.
    fn is_met(&self, file: &str, bytes: Range<usize>) -> bool {
        self.file == file && bytes.start <= self.range.end && self.range.start <= bytes.end
    }
}

fn unescaped(text: &str) -> String {
    let mut unescaped = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        unescaped.push_str(before);
        let mut characters = after.chars();
        match characters.next() {
            Some('n') => unescaped.push('\n'),
            Some('t') => unescaped.push('\t'),
            Some('r') => unescaped.push('\r'),
            Some('\\') => unescaped.push('\\'),
            Some('u') => {
                let (code, tail) = after.trim_start_matches("u{").split_once('}').expect("\\u{…}");
                let code = u32::from_str_radix(code, 16).expect("hexadecimal digits");
                unescaped.push(char::from_u32(code).expect("a character"));
                rest = tail;
                continue;
            }
            other => panic!("unknown escape \\{other:?} in {text}"),
        }
        rest = characters.as_str();
    }
    unescaped + rest
}

fn base() -> BTreeMap<String, String> {
    let root = folder().join("base");
    let mut files = BTreeMap::new();
    for part in ["standard", "submissions"] {
        for entry in fs::read_dir(root.join(part)).expect("the base") {
            let path = entry.expect("an entry").path();
            let name = format!("{part}/{}", path.file_name().expect("a name").to_string_lossy());
            files.insert(name, fs::read_to_string(&path).expect("UTF-8"));
        }
    }
    files
}

fn cases(suite: &str) -> Vec<Case> {
    let text = fs::read_to_string(folder().join(suite)).expect("the cases");
    text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(Case::read).collect()
}

/// The files of one folder, in memory.
fn part(files: &BTreeMap<String, String>, folder: &str) -> Files {
    let own = files.iter().filter_map(|(path, text)| {
        Some((path.strip_prefix(folder)?.strip_prefix('/')?.to_owned(), text.clone().into_bytes()))
    });
    Files::in_memory(folder, own)
}

/// All that is said, in the order in which the commands say it.
fn told(files: &BTreeMap<String, String>) -> (SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let compilation = package::compile(&part(files, "standard"), &mut sources);
    let mut diagnostics = compilation.diagnostics;
    let Some(standard) = compilation.standard else { return (sources, diagnostics) };
    diagnostics.extend(emit::emit(&standard, &Templates::new(compilation.templates)).1);
    diagnostics.extend(testing::run(&standard).findings.into_iter().map(|finding| finding.diagnostic));
    let mut found = Vec::new();
    let round = part(files, "submissions");
    let as_of = read_round(&round, &mut sources, &mut found).and_then(|round| round.as_of);
    let submissions = read_submissions(&round, &standard, &mut sources, &mut found);
    let submissions = accept(submissions, &standard, &mut found);
    let as_of = as_of.or_else(|| Date::parse("2024-06-30")).expect("a day");
    let assessment = Assessment::new(&standard, as_of, &submissions, &mut found);
    assert_eq!(assessment.regions.len(), standard.registry.regions().len());
    diagnostic::sort(&mut found);
    diagnostics.extend(found);
    (sources, diagnostics)
}

/// What a suite or all of them came to.
#[derive(Debug, Default)]
struct Figures {
    cases: usize,
    shown: usize,
    messages: usize,
}

impl Figures {
    fn add(&mut self, shown: bool, messages: usize) {
        self.cases += 1;
        self.shown += usize::from(shown);
        self.messages += messages;
    }

    fn line(&self, name: &str) -> String {
        let Self { cases, shown, messages } = self;
        let share = |part: usize| part as f64 / *cases as f64;
        format!(
            "{name}: shown first at the true place {shown}/{cases} ({:.1} %), {:.2} messages a mistake",
            100.0 * share(*shown),
            share(*messages)
        )
    }
}

#[test]
fn the_base_has_no_flaw() {
    let (_, diagnostics) = told(&base());
    let told: Vec<String> = diagnostics.iter().map(|found| found.text(Language::En)).collect();
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn mistakes_are_shown_first_and_where_they_are() {
    let base = base();
    let mut total = Figures::default();
    let mut mistakes = BTreeSet::new();
    let mut unexpected = String::new();
    for suite in SUITES {
        let mut figures = Figures::default();
        for case in cases(suite) {
            assert!(mistakes.insert((suite, case.mistake.clone())), "{suite}: {} stands there twice", case.mistake);
            let (files, place) = case.made(&base);
            let (sources, diagnostics) = told(&files);
            let first = diagnostics.first();
            let met = first
                .and_then(|first| first.place)
                .is_some_and(|span| place.is_met(sources.path(span.source), span.start as usize..span.end as usize));
            let shown = met && first.is_some_and(|first| first.entry.code == case.code);
            figures.add(shown, diagnostics.len());
            total.add(shown, diagnostics.len());
            match (&case.miss, shown) {
                (None, false) => describe(&mut unexpected, suite, &case, &sources, &diagnostics),
                (Some(_), true) => println!("{suite}: {} is not missed any more", case.mistake),
                (Some(reason), false) => println!("{suite}: {} is missed: {reason}", case.mistake),
                (None, true) if diagnostics.len() > 1 => {
                    let codes: Vec<&str> = diagnostics.iter().map(|found| found.entry.code).collect();
                    println!("{suite}: {} gives {}", case.mistake, codes.join(" "));
                }
                (None, true) => {}
            }
        }
        println!("{}", figures.line(suite));
    }
    println!("{}", total.line("all"));
    assert!(unexpected.is_empty(), "other messages than expected:\n{unexpected}");
    assert!(total.cases >= CASES, "{} cases", total.cases);
    assert!(total.shown * 100 >= total.cases * SHOWN, "{}", total.line("all"));
    assert!(total.messages * 100 <= total.cases * MESSAGES, "{}", total.line("all"));
}

fn describe(text: &mut String, suite: &str, case: &Case, sources: &SourceMap, diagnostics: &[Diagnostic]) {
    let _ = writeln!(text, "{suite}: {} wants {}, gets:", case.mistake, case.code);
    for found in diagnostics {
        let place = found.place.map_or_else(String::new, |span| {
            let (line, column) = sources.line_column(span);
            format!("{}:{line}:{column} `{}`", sources.path(span.source), sources.slice(span))
        });
        let _ = writeln!(
            text,
            "    {} {place} {} → {}",
            found.entry.code,
            found.text(Language::Zh),
            found.help(Language::Zh)
        );
    }
}

/// What the `kdl` crate alone makes of the mistakes of syntax: whether its first message stands on the true line.
#[test]
fn the_crate_beside_it() {
    let base = base();
    let (mut bare, mut ours) = (Figures::default(), Figures::default());
    let mut reported = 0;
    for case in cases("syntax.txt").into_iter().filter(|case| case.code.starts_with("GJ10")) {
        let (files, place) = case.made(&base);
        if !place.file.ends_with(".kdl") {
            continue;
        }
        let text = &files[&place.file];
        let line = |at: usize| text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
        let lines = line(place.range.start)..=line(place.range.end);
        let starts: Vec<usize> = match text.parse::<kdl::KdlDocument>() {
            Ok(_) => Vec::new(),
            Err(error) => error.diagnostics.iter().map(|found| found.span.offset()).collect(),
        };
        reported += usize::from(!starts.is_empty());
        bare.add(starts.first().is_some_and(|start| lines.contains(&line(*start))), starts.len());
        let (sources, diagnostics) = told(&files);
        let on_line = diagnostics.first().and_then(|first| first.place).is_some_and(|span| {
            sources.path(span.source) == place.file && lines.contains(&(sources.line_column(span).0 - 1))
        });
        ours.add(on_line, diagnostics.len());
    }
    println!("mistakes of syntax, first message on the true line:");
    println!("{}", ours.line("guiju"));
    println!("{} ({reported} reported at all)", bare.line("kdl crate"));
    assert!(bare.cases >= 50 && ours.shown > bare.shown);
}
