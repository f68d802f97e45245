//! Indices that others published, encoded as standards under `examples/`: every printed figure to its last digit.
//!
//! The tables lie beside the repository (`../shared/indices`), made by nobody here; without them the tests say so.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout, reason = "tests")]

mod support;

use guiju::base::number::{Number, Rounding};
use guiju::base::real::Real;
use guiju::base::weighting::entropy::PreScaling;
use guiju::check::{Assessment, Context};
use guiju::diagnostic::SourceMap;
use guiju::package::Files;
use guiju::score::{Scorecard, score_all};
use guiju::standard::Standard;
use guiju::standard::indicator::{Aggregate, Branch, Method, Scale, Spread, Stage, Weighting};
use guiju::submission::Submission;
use guiju::submission::folder::{accept, read_submissions};
use std::collections::BTreeMap;
use support::published::{Table, asem, shortened, submissions, table};
use support::{assert_flawless, compile, repository};

/// Applies `look` to the card of every region.
fn scored<T>(
    standard: &Standard,
    submissions: &BTreeMap<String, Submission>,
    look: impl Fn(&Scorecard<'_>) -> T,
) -> BTreeMap<String, T> {
    let mut diagnostics = Vec::new();
    let day = guiju::base::date::Date::parse("2024-03-13").unwrap();
    let assessment = Assessment::new(standard, day, submissions, &mut diagnostics);
    let cards = score_all(&Context::all(&assessment), &mut diagnostics);
    assert_flawless(&diagnostics);
    let looked = assessment.regions.iter().zip(&cards);
    looked.map(|(own, cards)| (own.region.code.clone(), look(&cards[0]))).collect()
}

/// Score as published, place, grade in English.
type Published = (Option<String>, Option<usize>, Option<String>);

fn published(card: &Scorecard<'_>) -> Published {
    let grade = card.grade.map(|grade| grade.en.clone().unwrap());
    (card.value.as_ref().map(|value| card.published(value)), card.rank.and_then(|rank| rank.place.as_whole()), grade)
}

/// A printed index with the zeros at its end that the table leaves out.
fn padded(printed: String) -> String {
    Number::parse(&printed).unwrap().decimal(3, Rounding::HalfEven)
}

#[test]
fn the_human_development_index_of_2022() {
    let (Some(inputs), Some(expected)) = (table("undp-hdi-2022/inputs.csv"), table("undp-hdi-2022/expected.csv"))
    else {
        return;
    };
    let mut standard = compile("examples/hdi-2022/standard", &mut SourceMap::default());
    let fields =
        [("le", "life_expectancy"), ("eys", "expected_schooling"), ("mys", "mean_schooling"), ("gnipc", "income")];
    let fields = fields.map(|(column, field)| (column.to_owned(), field.to_owned())).into();
    let submissions = submissions(&standard, &inputs, "iso3", &fields);
    let found = scored(&standard, &submissions, published);
    let printed = |row: &BTreeMap<String, String>| -> Published {
        let some = |name: &str| Some(row[name].clone()).filter(|text| !text.is_empty());
        (some("hdi").map(padded), some("hdi_rank").map(|rank| rank.parse().unwrap()), some("hdicode"))
    };
    let mut tiers = 0;
    for row in &expected {
        let ((index, rank, tier), printed) = (found[&row["iso3"]].clone(), printed(row));
        assert_eq!((index, rank), (printed.0, printed.1), "{}", row["iso3"]);
        // One country is printed without its tier.
        if printed.2.is_some() {
            assert_eq!(tier, printed.2, "{}", row["iso3"]);
            tiers += 1;
        }
    }
    assert_eq!(tiers, 192);
    let ranked = expected.iter().filter(|row| !row["hdi"].is_empty()).count();
    println!("HDI 2022: {ranked} of {ranked} indices, ranks and tiers; {} without an index", expected.len() - ranked);
    assert_eq!((ranked, expected.len()), (193, 195));

    // What would be wrong if the index were ranked unrounded.
    standard.systems[0].ranking.as_mut().unwrap().stage = Stage::Exact;
    let unrounded = scored(&standard, &submissions, published);
    let right = expected.iter().filter(|row| !row["hdi"].is_empty() && unrounded[&row["iso3"]].1 == printed(row).1);
    assert_eq!(right.count(), 166);
}

#[test]
fn the_countries_that_are_shipped_are_those_of_the_table() {
    let Some(inputs) = table("undp-hdi-2022/inputs.csv") else { return };
    let round = support::Round::read("examples/hdi-2022/countries", "examples/hdi-2022/standard");
    assert_eq!(round.submissions.len(), inputs.len());
    for row in &inputs {
        let facts = support::facts::json(&round.standard, &round.submissions[&row["iso3"]].data);
        for (column, field) in
            [("le", "life_expectancy"), ("eys", "expected_schooling"), ("mys", "mean_schooling"), ("gnipc", "income")]
        {
            let shipped = facts.get(field).map(|value| Number::parse(&value.to_string()).unwrap());
            let printed = Some(&row[column]).filter(|text| !text.is_empty()).map(|text| Number::parse(text).unwrap());
            assert_eq!(shipped, printed, "{} {field}", row["iso3"]);
        }
    }
}

/// How far a number may lie from a printed one, which has been through binary floating point.
fn tolerance() -> Number {
    Number::parse("0.0000000001").unwrap()
}

fn is_near(found: &Real, printed: &str) -> bool {
    let printed = Number::parse(&shortened(printed)).unwrap();
    (found.low().clone() - printed.clone()).abs() <= tolerance()
        && (found.high().clone() - printed).abs() <= tolerance()
}

/// The figures of a card by id, out of the total: groups, indicators, and the whole as `Index`.
fn figures(card: &Scorecard<'_>) -> BTreeMap<String, Real> {
    let total = Real::from(card.system.total.clone());
    let groups = card.groups.iter();
    let groups = groups.filter_map(|group| Some((group.id.to_owned(), group.figure.value.clone()? * total.clone())));
    let whole = card.value.clone().map(|value| ("Index".to_owned(), value));
    groups.chain(whole).collect()
}

fn assert_figures(found: &BTreeMap<String, BTreeMap<String, Real>>, printed: &Table, columns: &[&str]) -> usize {
    let mut compared = 0;
    for row in printed {
        for column in columns {
            let figure = &found[&row["uCode"]][*column];
            assert!(is_near(figure, &row[*column]), "{} {column}: {figure} is not {}", row["uCode"], row[*column]);
            compared += 1;
        }
    }
    compared
}

const AGGREGATES: [&str; 11] =
    ["Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin", "Conn", "Sust", "Index"];

#[test]
fn the_asem_index_stage_by_stage() {
    let Some((standard, submissions)) = asem() else { return };
    let printed = table("asem/dset_Aggregated.csv").unwrap();
    let treated = table("asem/dset_Treated.csv").unwrap();
    let normalised = table("asem/dset_Normalised.csv").unwrap();
    let found = scored(&standard, &submissions, figures);
    let compared = assert_figures(&found, &printed, &AGGREGATES);
    assert_eq!(compared, 51 * 11);

    // What stands behind: values after imputation and treatment, and on the scale.
    let shares = scored(&standard, &submissions, |card| {
        let hundred = || Real::from(Number::from(100));
        let share = |line: &guiju::score::Line<'_>| match &line.measurement {
            guiju::score::Measurement::Known { share, .. } | guiju::score::Measurement::StandIn { share, .. } => {
                (line.id.to_owned(), share.clone() * hundred())
            }
            other => panic!("{}: {other:?}", line.id),
        };
        card.lines.iter().map(share).collect::<BTreeMap<String, Real>>()
    });
    let columns: Vec<&str> = normalised[0].keys().map(String::as_str).filter(|column| *column != "uCode").collect();
    assert_eq!((columns.len(), treated.len()), (49, 51));
    assert_eq!(assert_figures(&shares, &normalised, &columns), 49 * 51);

    let ranks = table("asem/ranks.csv").unwrap();
    let places = scored(&standard, &submissions, |card| card.rank.unwrap().place.to_string());
    for row in &ranks {
        assert_eq!(places[&row["uCode"]], row["Index"], "{}", row["uCode"]);
    }
    println!("ASEM: 2,499 normalised values and 561 aggregates to 1e-10, {} ranks", ranks.len());
}

/// The same system with other scales and aggregations.
fn varied(standard: &Standard, scale: &dyn Fn(&mut Scale), aggregate: &Aggregate) -> Standard {
    fn change(children: &mut [Branch], scale: &dyn Fn(&mut Scale), aggregate: &Aggregate) {
        for child in children {
            match child {
                Branch::Group(group) => {
                    group.aggregate = Some(aggregate.clone());
                    change(&mut group.children, scale, aggregate);
                }
                Branch::Indicator(leaf) => scale(&mut leaf.scale),
            }
        }
    }
    let mut standard = standard.clone();
    standard.systems[0].aggregate = aggregate.clone();
    change(&mut standard.systems[0].children, scale, aggregate);
    standard
}

#[test]
fn the_asem_index_in_other_ways() {
    let Some((standard, submissions)) = asem() else { return };
    let ends = |scale: &mut Scale| {
        if let Scale::Relative(relative) = scale {
            relative.from = Number::parse("0.01").unwrap();
        }
    };
    let mut compared = 0;
    for (file, aggregate) in [
        ("asem/variant_minmax1-100_a_amean.csv", Aggregate::Arithmetic),
        ("asem/variant_minmax1-100_a_gmean.csv", Aggregate::Geometric),
    ] {
        let found = scored(&varied(&standard, &ends, &aggregate), &submissions, figures);
        compared += assert_figures(&found, &table(file).unwrap(), &AGGREGATES);
    }
    let z_score = |scale: &mut Scale| {
        if let Scale::Relative(relative) = scale {
            relative.method = Method::ZScore;
            // Out of a total of 100.
            relative.to = Number::parse("0.01").unwrap();
        }
    };
    let found = scored(&varied(&standard, &z_score, &Aggregate::Arithmetic), &submissions, figures);
    compared += assert_figures(&found, &table("asem/variant_zscore.csv").unwrap(), &AGGREGATES);
    println!("ASEM: {compared} figures of three variants to 1e-10");
    assert_eq!(compared, 3 * 51 * 11);
}

#[test]
fn the_worked_examples_of_rounding() {
    let Some(cases) = table("rounding/cases.csv") else { return };
    let right = |rounding: Rounding| {
        let fits = cases.iter().filter(|case| {
            let interval = Number::parse(&case["interval"]).unwrap();
            let units = Number::parse(&case["input"]).unwrap().checked_div(&interval).unwrap();
            units.rounded(0, rounding) * interval == Number::parse(&case["expected"]).unwrap()
        });
        fits.count()
    };
    println!(
        "GB/T 8170: {} of {} by half to even, {} by half up",
        right(Rounding::HalfEven),
        cases.len(),
        right(Rounding::HalfUp)
    );
    assert_eq!((right(Rounding::HalfEven), right(Rounding::HalfUp), cases.len()), (18, 12, 18));
}

/// A published file; `None`, with a line that says so, where it is not there.
fn json(path: &str) -> Option<serde_json::Value> {
    let Ok(text) = std::fs::read_to_string(repository("../shared/indices").join(path)) else {
        println!("skipped: no {path} among the published tables beside the repository");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

/// The points out of 1 of items that are compared in pairs, by id, and the codes of what is said about it.
fn weighed(
    items: &[String],
    comparisons: &str,
    derivation: &str,
    index: &str,
) -> (BTreeMap<String, Number>, Vec<String>) {
    let indicators: String = items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            format!("indicator \"{item}\" \"{item}\" {{ measure \"x + {at}\"; scale \"linear\" from=0 to=1 }}\n")
        })
        .collect();
    let text = format!(
        "standard \"s\" version=\"1.0.0\" {{ title \"s\"; regions \"r.csv\"; level \"a\" \"a\"; submission \"r\" }}\n\
         record \"r\" \"r\" {{ field \"x\" \"x\" type=\"number\" }}\n\
         indicators \"s\" \"s\" total=1 {{\n\
         weights \"pairwise\" derivation=\"{derivation}\" index=\"{index}\" {{\n{comparisons}}}\n{indicators}}}\n"
    );
    let files = [("r.csv", "code,name,level,parent\nA,a,a,\n".to_owned()), ("standard.kdl", text)];
    let files = files.map(|(path, text)| (path.to_owned(), text.into_bytes()));
    let compilation = guiju::package::compile(&Files::in_memory("s", files), &mut SourceMap::default());
    assert_flawless(&compilation.diagnostics);
    let standard = compilation.standard.unwrap();
    let leaves = guiju::standard::trace::leaves(&standard.systems[0].children);
    let weights = leaves.into_iter().map(|leaf| (leaf.id.clone(), leaf.weight.clone())).collect();
    (weights, compilation.diagnostics.iter().map(|found| found.entry.code.to_owned()).collect())
}

#[test]
fn the_worked_examples_of_comparisons() {
    let (Some(drinks), Some(wang)) = (json("ahp/saaty-2008-drinks.json"), json("ahp/wang-chin-2011.json")) else {
        return;
    };
    let comparisons = drinks["comparisons"].as_array().unwrap();
    let lines: String = comparisons.iter().map(|one| format!("compare {} {} {}\n", one[0], one[1], one[2])).collect();
    let expected = drinks["expected_weights"].as_object().unwrap();
    let items: Vec<String> = expected.keys().cloned().collect();
    let (weights, told) = weighed(&items, &lines, "eigenvector", "saaty-2004");
    assert!(told.is_empty(), "{told:?}");
    for (item, printed) in expected {
        let printed = Number::parse(&printed.to_string()).unwrap();
        assert_eq!(weights[item].rounded(3, Rounding::HalfEven), printed, "{item}");
    }
    // Other derivations give other weights.
    let (others, _) = weighed(&items, &lines, "column-mean", "saaty-2004");
    assert_ne!(others["water"].rounded(3, Rounding::HalfEven), weights["water"].rounded(3, Rounding::HalfEven));

    let matrix = wang["matrix"].as_array().unwrap();
    let items: Vec<String> = (1..=matrix.len()).map(|item| format!("i{item}")).collect();
    let mut lines = String::new();
    for (row, one) in items.iter().enumerate() {
        for (column, other) in items.iter().enumerate().skip(row + 1) {
            // Below one the pair is named the other way round, with the entry across the diagonal.
            let entry = matrix[row][column].as_str().unwrap();
            let (first, second, times) = match entry.strip_prefix("1/") {
                Some(times) => (other, one, times),
                None => (one, other, entry),
            };
            lines.push_str(&format!("compare \"{first}\" \"{second}\" {times}\n"));
        }
    }
    let (weights, told) = weighed(&items, &lines, "eigenvector", "saaty-2004");
    assert_eq!(told, ["GJ2520"], "a ratio above 0.1 is said");
    let printed = wang["expected_weights"].as_array().unwrap();
    for (item, printed) in items.iter().zip(printed) {
        let digits = printed.to_string().len() - 2;
        let printed = Number::parse(&printed.to_string()).unwrap();
        let digits = u32::try_from(digits).unwrap();
        assert_eq!(weights[item].rounded(digits, Rounding::HalfEven), printed, "{item}");
    }
    println!(
        "AHP: {} and {} weights to the printed digits; the contradictory matrix is told",
        expected.len(),
        items.len()
    );
}

/// The rows of a matrix as submissions, and the codes of the rows, in order.
fn rows(
    standard: &Standard,
    matrix: &serde_json::Value,
    code: &dyn Fn(usize) -> String,
    fields: &[&str],
) -> BTreeMap<String, Submission> {
    let row = |(at, row): (usize, &serde_json::Value)| {
        let values = fields.iter().zip(row.as_array().unwrap());
        let values = values.map(|(field, value)| ((*field).to_owned(), value.to_string()));
        std::iter::once(("code".to_owned(), code(at))).chain(values).collect()
    };
    let table: Table = matrix.as_array().unwrap().iter().enumerate().map(row).collect();
    let fields = fields.iter().map(|field| ((*field).to_owned(), (*field).to_owned())).collect();
    submissions(standard, &table, "code", &fields)
}

#[test]
fn the_worked_example_of_closeness_to_an_ideal() {
    let Some(example) = json("mcdm/topsis-opricovic-2004.json") else { return };
    let standard = compile("examples/topsis-2004/standard", &mut SourceMap::default());
    let options = rows(&standard, &example["matrix"], &|at| format!("A{}", at + 1), &["risk", "altitude"]);
    let found = scored(&standard, &options, |card| {
        (
            card.published(card.value.as_ref().unwrap()),
            card.rank.unwrap().place.as_whole().unwrap(),
            card.value.clone().unwrap(),
        )
    });
    let printed = example["expected_similarity"].as_array().unwrap();
    let places = example["expected_rank_min"].as_array().unwrap();
    for (at, (similarity, place)) in printed.iter().zip(places).enumerate() {
        let (score, rank, _) = &found[&format!("A{}", at + 1)];
        assert_eq!(Number::parse(score).unwrap(), Number::parse(&similarity.to_string()).unwrap());
        assert_eq!(Some(*rank as u64), place.as_u64());
    }
    // The tie is one of exact numbers, not of rounded ones.
    assert_eq!(found["A1"].2.as_exact(), Number::parse("0.5").ok().as_ref());
    assert_eq!(found["A1"].2, found["A3"].2);
    // By vectors it is another result, which is why the scale has to be named.
    let vector = |scale: &mut Scale| {
        if let Scale::Relative(relative) = scale {
            relative.method = Method::Vector;
        }
    };
    let aggregate = standard.systems[0].aggregate.clone();
    let varied =
        scored(&varied(&standard, &vector, &aggregate), &options, |card| card.published(card.value.as_ref().unwrap()));
    assert_eq!(varied["A1"], "0.762");
    println!("TOPSIS: 3 of 3 similarities and ranks, with an exact tie; by vectors 0.762 instead of 0.500");
}

#[test]
fn the_worked_example_of_weights_by_entropy() {
    let Some(example) = json("mcdm/entropy-elsayed-2017.json") else { return };
    let fields = ["c1", "c2", "c3", "c4", "c5"];
    let mut standard = compile("examples/entropy-2017/standard", &mut SourceMap::default());
    let units = rows(&standard, &example["matrix"], &|at| format!("U{:02}", at + 1), &fields);
    let weights = |standard: &Standard| -> Vec<Number> {
        let all = scored(standard, &units, |card| card.lines.iter().map(|line| line.full.clone()).collect());
        let of_each: Vec<Vec<Number>> = all.into_values().collect();
        assert!(of_each.windows(2).all(|pair| pair[0] == pair[1]));
        of_each[0].clone()
    };
    let printed = example["expected_weights"].as_array().unwrap();
    let printed: Vec<Number> = printed.iter().map(|weight| Number::parse(&weight.to_string()).unwrap()).collect();
    assert_eq!(weights(&standard), printed);
    // Other ways to scale give other weights, which is why the way has to be named.
    let Weighting::Objective(objective) = &mut standard.systems[0].weighting else { panic!("weights by entropy") };
    objective.method = Spread::Entropy(PreScaling::MinMaxShares);
    let others = weights(&standard);
    let differ = others.iter().zip(&printed).filter(|(one, other)| one != other).count();
    assert_eq!(differ, 5);
    println!("entropy: 5 of 5 weights to six places; with min-max shares {differ} of 5 differ");
}

#[test]
fn the_worked_examples_that_are_shipped_are_those_of_the_tables() {
    for (path, folder, standard, code, fields) in [
        (
            "mcdm/topsis-opricovic-2004.json",
            "examples/topsis-2004/options",
            "topsis-2004",
            "A",
            vec!["risk", "altitude"],
        ),
        (
            "mcdm/entropy-elsayed-2017.json",
            "examples/entropy-2017/units",
            "entropy-2017",
            "U",
            vec!["c1", "c2", "c3", "c4", "c5"],
        ),
    ] {
        let Some(example) = json(path) else { return };
        let standard = compile(&format!("examples/{standard}/standard"), &mut SourceMap::default());
        let code = |at: usize| if code == "A" { format!("A{}", at + 1) } else { format!("U{:02}", at + 1) };
        let table = rows(&standard, &example["matrix"], &code, &fields);
        let files = Files::read(&repository(folder), &["kdl"]).unwrap();
        let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
        let shipped = read_submissions(&files, &standard, &mut sources, &mut diagnostics);
        let shipped = accept(shipped, &standard, &mut diagnostics);
        assert_flawless(&diagnostics);
        let values = |submissions: &BTreeMap<String, Submission>| {
            scored(&standard, submissions, |card| {
                let facts = card.lines.iter().flat_map(|line| &line.facts);
                facts.map(|fact| (fact.path.clone(), fact.value.clone())).collect::<Vec<_>>()
            })
        };
        assert_eq!(values(&shipped), values(&table), "{folder}");
    }
}
