//! Runs the examples of `language/*.md`, which are documentation and tests at once.
//!
//! A fenced block says what it is: `kdl package` is one more file of the small package of these tests, `kdl whole` is a
//! package by itself, `kdl submission` (and `json`, `yaml`, `csv`) is what the region A0 hands in to the small package. A
//! line that ends in `// ← GJ2202` is wrong and gives exactly these messages; every other line gives none. Where a format has
//! no such comments the messages stand in the first line of the block: `json submission 3:GJ4003` for its third line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use guiju::check::Assessment;
use guiju::diagnostic::{Diagnostic, Language, SourceMap};
use guiju::emit::{self, Templates};
use guiju::kinds::KINDS;
use guiju::package::{self, Files};
use guiju::standard::Standard;
use guiju::standard::declarations::KEYWORDS;
use guiju::submission::folder::{accept, read_submissions};
use guiju::{syntax, testing};
use std::collections::BTreeSet;
use std::fs;
use support::{repository, small};

/// The block's file. It comes after the small package's, so that of two things of one name the block's is the second.
const BLOCK: &str = "text.kdl";
/// The mark before the codes on a line that is wrong.
const MARK: &str = "// ← ";

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    Package,
    Whole,
    /// A submission in a file with that ending.
    Submission(&'static str),
}

/// The endings of submissions.
const ENDINGS: [&str; 4] = ["kdl", "json", "yaml", "csv"];

/// One fenced block.
#[derive(Debug)]
struct Block {
    /// The file and the line of its first line.
    place: String,
    form: Form,
    text: String,
    /// Line of the block and code of every message.
    expected: BTreeSet<(usize, String)>,
}

/// All blocks of all documents.
fn blocks() -> Vec<Block> {
    let mut paths: Vec<_> =
        repository("tests/language").read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .flat_map(|path| in_document(&path.file_name().unwrap().to_string_lossy(), &fs::read_to_string(path).unwrap()))
        .collect()
}

fn in_document(name: &str, document: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = document.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let place = format!("{name}:{}", index + 2);
        let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        let mut words = info.split(' ');
        let form = match (words.next(), words.next()) {
            (Some("kdl"), Some("package")) => Form::Package,
            (Some("kdl"), Some("whole")) => Form::Whole,
            (Some(ending), Some("submission")) if ENDINGS.contains(&ending) => {
                Form::Submission(ENDINGS.into_iter().find(|known| *known == ending).unwrap())
            }
            other => panic!("{place}: no such block: {other:?}"),
        };
        let in_info = words
            .map(|word| word.split_once(':').expect("line:code"))
            .map(|(line, code)| (line.parse().unwrap(), code.to_owned()));
        let mut expected: BTreeSet<(usize, String)> = in_info.collect();
        for (index, line) in body.iter().enumerate() {
            let codes = line.split_once(MARK).map(|(_, codes)| codes.split(' ')).into_iter().flatten();
            expected.extend(codes.map(|code| (index + 1, code.to_owned())));
        }
        blocks.push(Block { place, form, text: format!("{}\n", body.join("\n")), expected });
    }
    blocks
}

/// The small package, with one more file or with only one.
fn files(form: Form, block: Option<&str>) -> Files {
    let mut files = vec![("regions.csv".to_owned(), small::REGISTRY.as_bytes().to_vec())];
    if form != Form::Whole {
        files.push(("standard.kdl".to_owned(), small::MAIN.as_bytes().to_vec()));
    }
    files.extend(block.map(|text| (BLOCK.to_owned(), text.as_bytes().to_vec())));
    Files::in_memory("", files)
}

/// Compiles, publishes, and runs the authors' tests.
fn compile(files: &Files, sources: &mut SourceMap) -> (Option<Standard>, Vec<Diagnostic>) {
    let compilation = package::compile(files, sources);
    let mut diagnostics = compilation.diagnostics;
    if let Some(standard) = &compilation.standard {
        diagnostics.extend(emit::emit(standard, &Templates::new(compilation.templates)).1);
        diagnostics.extend(testing::run(standard).findings.into_iter().map(|finding| finding.diagnostic));
    }
    (compilation.standard, diagnostics)
}

/// What is told about a block.
fn told(block: &Block, sources: &mut SourceMap) -> Vec<Diagnostic> {
    let (standard, mut diagnostics) = match block.form {
        Form::Package | Form::Whole => return compile(&files(block.form, Some(&block.text)), sources).1,
        Form::Submission(_) => compile(&files(block.form, None), sources),
    };
    let standard = standard.expect("the small package is right");
    let Form::Submission(ending) = block.form else { unreachable!("packages are told of above") };
    let round = Files::in_memory("", [(format!("text.{ending}"), block.text.clone().into_bytes())]);
    let submissions = read_submissions(&round, &standard, sources, &mut diagnostics);
    let submissions = accept(submissions, &standard, &mut diagnostics);
    Assessment::new(&standard, standard.manifest.effective.unwrap(), &submissions, &mut diagnostics);
    diagnostics
}

#[test]
fn every_example_gives_the_messages_that_stand_beside_it() {
    let mut failures = Vec::new();
    for block in blocks() {
        let mut sources = SourceMap::default();
        let diagnostics = told(&block, &mut sources);
        let line = |diagnostic: &Diagnostic| {
            let span = diagnostic.place?;
            sources.path(span.source).starts_with("text.").then(|| sources.line_column(span).0)
        };
        // A message elsewhere stands on line 0, where no block expects one.
        let found: BTreeSet<(usize, String)> =
            diagnostics.iter().map(|found| (line(found).unwrap_or(0), found.entry.code.to_owned())).collect();
        if found != block.expected {
            let told: Vec<String> = diagnostics
                .iter()
                .map(|found| {
                    format!("  {} {} {}", line(found).unwrap_or(0), found.entry.code, found.text(Language::En))
                })
                .collect();
            failures.push(format!(
                "{} wants {:?}; told was\n{}\n{}",
                block.place,
                block.expected,
                told.join("\n"),
                block.text
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The keyword of the declaration in which a line of a block stands.
fn declaration(block: &Block, line: usize) -> Option<String> {
    let mut sources = SourceMap::default();
    let id = sources.add(BLOCK, block.text.as_str());
    let nodes = syntax::parse(&sources, id).0.nodes;
    let mut before = nodes.iter().filter(|node| sources.line_column(node.name.span).0 <= line);
    let keyword = before.next_back()?.name.text.clone();
    Some(syntax::vocabulary::canonical(&keyword).unwrap_or(&keyword).to_owned())
}

#[test]
fn every_declaration_has_a_good_and_a_bad_example() {
    let blocks = blocks();
    assert!(blocks.len() >= 25, "{} blocks", blocks.len());
    let packages = || blocks.iter().filter(|block| matches!(block.form, Form::Package | Form::Whole));
    let good: BTreeSet<String> = packages()
        .filter(|block| block.expected.is_empty())
        .flat_map(|block| (1..=block.text.lines().count()).filter_map(|line| declaration(block, line)))
        .collect();
    let bad: BTreeSet<String> =
        packages().flat_map(|block| block.expected.iter().filter_map(|(line, _)| declaration(block, *line))).collect();
    for keyword in KEYWORDS.into_iter().chain(KINDS.iter().map(|kind| kind.keyword)) {
        assert!(good.contains(keyword), "no good example of {keyword}");
        assert!(bad.contains(keyword), "no bad example of {keyword}");
    }
    for form in ENDINGS.map(Form::Submission) {
        let of_form = || blocks.iter().filter(|block| block.form == form);
        assert!(of_form().any(|block| block.expected.is_empty()), "no good {form:?}");
        assert!(of_form().any(|block| !block.expected.is_empty()), "no bad {form:?}");
    }
}
