//! Random indicator systems, scored by the compiler and worked out a second time by a program in another language that knows only the
//! definitions (`oracle.py`), and in part by the libraries of others (`peers.py`): no difference.
//!
//! `AGREEMENT=100000 cargo test --release --test agreement` is the long form, and `AGREEMENT_OF=17,42` runs these systems alone and shows
//! them. Without Python 3 it says that it is skipped; what of the
//! libraries is not there is left out, in a line.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;

mod random_system;

use guiju::base::date::Date;
use guiju::base::number::{Number, Rounding};
use guiju::base::parallel;
use guiju::base::real::Real;
use guiju::check::{Assessment, Context};
use guiju::diagnostic::SourceMap;
use guiju::package::{self, Files};
use guiju::score::score_all;
use guiju::submission::folder::{accept, read_submissions};
use random_system::{Case, Random, case};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use support::{assert_flawless, repository};

/// Systems of the short form.
const SYSTEMS: u64 = 300;

/// Decimal places in which numbers are handed on.
const PLACES: u32 = 40;

fn main() -> ExitCode {
    let systems = std::env::var("AGREEMENT").ok().and_then(|count| count.parse().ok()).unwrap_or(SYSTEMS);
    // A listing of tests, as runners ask for, is no run.
    if std::env::args().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    if Command::new("python3").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("agreement: skipped, as there is no python3");
        return ExitCode::SUCCESS;
    }
    let asked = std::env::var("AGREEMENT_OF").ok();
    let asked: Option<Vec<u64>> = asked.map(|asked| asked.split(',').map(|number| number.parse().unwrap()).collect());
    for number in asked.iter().flatten() {
        let case = case(&mut Random(*number));
        println!("system {number}\n{}\n{}\n{:#?}", case.registry, case.standard, case.submissions);
    }
    let numbers = asked.unwrap_or_else(|| (0..systems).collect());
    let (systems, workers) = (numbers.len(), parallel::threads());
    let parts =
        parallel::map((0..workers).collect(), |worker| judged(numbers.iter().skip(worker).step_by(workers).copied()));
    let differences: u64 = parts.iter().map(|(differences, _)| differences).sum();
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for (name, count) in parts.into_iter().flat_map(|(_, counts)| counts) {
        *counts.entry(name).or_default() += count;
    }
    println!("agreement: {systems} systems, {differences} differences; compared and uses: {counts:?}");
    if differences == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Differences, and how often what was compared.
fn judged(numbers: impl Iterator<Item = u64>) -> (u64, BTreeMap<String, u64>) {
    let mut judges = [judge("oracle.py"), judge("peers.py")];
    let readers: Vec<_> = judges
        .iter_mut()
        .map(|judge| {
            let mut out = judge.stdout.take().unwrap();
            std::thread::spawn(move || {
                let mut text = String::new();
                out.read_to_string(&mut text).unwrap();
                text
            })
        })
        .collect();
    let mut inputs: Vec<_> = judges.iter_mut().map(|judge| judge.stdin.take().unwrap()).collect();
    for number in numbers {
        let line = format!("{}\n", answered(number, &case(&mut Random(number))));
        inputs.iter_mut().for_each(|input| input.write_all(line.as_bytes()).unwrap());
    }
    drop(inputs);
    let (mut differences, mut counts) = (0, BTreeMap::new());
    for (reader, mut judge) in readers.into_iter().zip(judges) {
        let text = reader.join().unwrap();
        assert!(judge.wait().unwrap().success(), "{text}");
        let (told, summary) = text.trim_end().rsplit_once('\n').unwrap_or(("", text.trim_end()));
        if !told.is_empty() {
            println!("{told}");
        }
        let summary: Value = serde_json::from_str(summary).unwrap();
        differences += summary["differences"].as_u64().unwrap();
        let methods = summary["methods"].as_object().unwrap();
        let all = methods.iter().map(|(name, count)| (name.as_str(), count)).chain([("values", &summary["compared"])]);
        for (name, count) in all {
            *counts.entry(name.to_owned()).or_default() += count.as_u64().unwrap();
        }
    }
    (differences, counts)
}

fn judge(script: &str) -> Child {
    let script = repository("tests/agreement").join(script);
    Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

/// A case with what the compiler makes of it.
fn answered(number: u64, case: &Case) -> Value {
    let files = [("regions.csv", &case.registry), ("standard.kdl", &case.standard)];
    let files = files.map(|(path, text)| (path.to_owned(), text.clone().into_bytes()));
    let compilation = package::compile(&Files::in_memory("s", files), &mut SourceMap::default());
    assert_flawless(&compilation.diagnostics);
    let Some(standard) = compilation.standard else { panic!("system {number}:\n{}", case.standard) };
    let submissions = case.submissions.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    let submissions = Files::in_memory("", submissions.collect::<Vec<_>>());
    let mut diagnostics = Vec::new();
    let submissions = read_submissions(&submissions, &standard, &mut SourceMap::default(), &mut diagnostics);
    let submissions = accept(submissions, &standard, &mut diagnostics);
    let day = Date::parse("2024-01-01").unwrap();
    let assessment = Assessment::new(&standard, day, &submissions, &mut diagnostics);
    let cards = score_all(&Context::all(&assessment), &mut diagnostics);
    assert_flawless(&diagnostics);
    let engine = assessment.regions.iter().zip(&cards).map(|(own, cards)| {
        let card = &cards[0];
        let lines = card.lines.iter().map(|line| (line.id.to_owned(), json!(exact(&line.full))));
        let found = json!({
            "value": card.value.as_ref().map(middle),
            "lower": card.lower.as_ref().map(middle),
            "upper": card.upper.as_ref().map(middle),
            "coverage": exact(&card.coverage),
            "published": card.value.as_ref().map(|value| card.published(value)),
            "place": card.rank.map(|rank| rank.place.to_string()),
            "grade": card.grade.map(|grade| &grade.zh),
            "copeland": card.copeland().map(|score| score.to_string()),
            "possible": card.possible_grades.map(|grades| [grades.best, grades.worst].map(|grade| grade.map(|own| &own.zh))),
            "full": lines.collect::<serde_json::Map<_, _>>(),
        });
        (own.region.code.clone(), found)
    });
    let engine: serde_json::Map<String, Value> = engine.collect();
    let mut line = case.data.clone();
    line["number"] = json!(number);
    line["engine"] = Value::Object(engine);
    line
}

fn middle(number: &Real) -> String {
    number.as_exact().map_or_else(|| number.low().decimal(PLACES, Rounding::HalfEven), exact)
}

fn exact(number: &Number) -> String {
    number.to_string()
}
