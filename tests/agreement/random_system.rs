//! Random indicator systems with random facts: as KDL for the compiler, and as data for who works them out a second time.

use serde_json::{Value, json};
use std::fmt::Write;

/// Most regions of a round.
const REGIONS: usize = 8;

/// Pseudo-random numbers (SplitMix64), the same for the same seed.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

/// A system, its regions and their facts.
pub struct Case {
    /// The standard in KDL.
    pub standard: String,
    /// The registry as CSV.
    pub registry: String,
    /// The file of each region, by code.
    pub submissions: Vec<(String, String)>,
    /// The same as data.
    pub data: Value,
}

/// What sort of system it is.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    /// Anything that the language can say.
    Any,
    /// A TOPSIS of indicators on one scale, as the libraries of others know it.
    Topsis(&'static str),
    /// Weighted means of comparisons with all others, as a query can say it.
    Means,
}

struct Maker<'r> {
    random: &'r mut Random,
    sort: Sort,
    fields: usize,
}

/// A random case.
pub fn case(random: &mut Random) -> Case {
    let sort = match random.below(12) {
        0 => Sort::Topsis(random.one(&["min-max", "vector"])),
        1 => Sort::Means,
        _ => Sort::Any,
    };
    let mut maker = Maker { random, sort, fields: 0 };
    let (system, text) = maker.system();
    let fields = maker.fields;
    let mut standard = "standard \"s\" version=\"1.0.0\" { title \"s\"; regions \"regions.csv\"; level \"a\" \"a\"; submission \"r\" }\n\
                        record \"r\" \"r\" {\n"
        .to_owned();
    for field in 0..fields {
        writeln!(standard, "    field \"f{field}\" \"f\" type=\"number\"").unwrap();
    }
    standard.push_str("}\n");
    standard.push_str(&text);
    let mut registry = "code,name,level,parent,class\n".to_owned();
    let (mut submissions, mut regions) = (Vec::new(), Vec::new());
    let count = 2 + random.below(REGIONS - 1);
    for region in 0..count {
        let code = format!("R{region}");
        let class = random.one(&["x", "x", "y"]);
        writeln!(registry, "{code},r,a,,{class}").unwrap();
        let mut facts = serde_json::Map::new();
        for field in 0..fields {
            if sort == Sort::Any && random.once_in(7) {
                continue;
            }
            let (whole, tenth) = (random.below(110), random.below(10));
            let text = if random.once_in(2) { whole.to_string() } else { format!("{whole}.{tenth}") };
            facts.insert(format!("f{field}"), Value::String(text));
        }
        let values: Vec<String> =
            facts.iter().map(|(field, value)| format!("\"{field}\": {}", text_of(value))).collect();
        let text = format!("{{\"region\": \"{code}\", \"data\": {{{}}}}}", values.join(", "));
        submissions.push((format!("{code}.json"), text));
        regions.push(json!({ "code": code, "class": class, "facts": facts }));
    }
    Case { standard, registry, submissions, data: json!({ "system": system, "regions": regions }) }
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap()
}

impl Maker<'_> {
    fn field(&mut self) -> String {
        self.fields += 1;
        format!("f{}", self.fields - 1)
    }

    /// A number of points with a decimal place at times.
    fn points(&mut self, most: usize) -> String {
        let whole = 1 + self.random.below(most);
        if self.random.once_in(3) { format!("{whole}.{}", self.random.below(10)) } else { whole.to_string() }
    }

    fn system(&mut self) -> (Value, String) {
        let total = self.random.one(&["100", "60", "1", "1000"]);
        let (digits, rounding) = (self.random.below(5), self.random.one(&["half-even", "half-up"]));
        let coverage = self.random.one(&["0", "0.5", "0.8"]);
        let limit = |random: &mut Random, times| random.once_in(times).then(|| (1 + random.below(20)).to_string());
        let is_any = self.sort == Sort::Any;
        let limits = [limit(self.random, 4), limit(self.random, 4), limit(self.random, 4)];
        let limits = limits.map(|limit| limit.filter(|_| is_any));
        let signed = is_any && self.random.once_in(6);
        let (aggregate, aggregate_text) = self.aggregate(true, signed);
        let count = if let Sort::Topsis(_) = self.sort { 2 + self.random.below(3) } else { 1 + self.random.below(3) };
        let weighting = self.weighting((0..count).map(|index| format!("g{index}")).collect(), false);
        let mut groups = Vec::new();
        let mut group_texts = String::new();
        for index in 0..count {
            let (group, text) = self.group(index, weighting.weights.get(index), signed);
            groups.push(group);
            group_texts.push_str(&text);
        }
        let (ranking, ranking_text) = self.ranking(count);
        let (extras, extra_texts) = self.extras();
        let grades: Vec<(String, usize)> =
            (0..self.random.below(4)).map(|at| (format!("grade {at}"), 90 - 25 * at)).collect();
        let quotas = self.quotas(grades.len(), !ranking.is_null() && ranking["stage"] != "copeland");
        let (vetoes, veto_texts) = self.vetoes(&grades);
        let mut text = format!(
            "indicators \"s\" \"s\" total={total} round={digits} rounding=\"{rounding}\" min-coverage={coverage}"
        );
        for (name, limit) in ["bonus-limit", "deduction-limit", "ceiling"].into_iter().zip(&limits) {
            if let Some(limit) = limit {
                write!(text, " {name}={limit}").unwrap();
            }
        }
        write!(text, " {{\n    {}\n    aggregate {aggregate_text}\n{ranking_text}", weighting.text).unwrap();
        text.push_str(&group_texts);
        text.push_str(&extra_texts);
        text.push_str(&veto_texts);
        for ((title, at), (_, quota)) in grades.iter().zip(&quotas) {
            writeln!(text, "    grade \"{title}\" at={at}{quota}").unwrap();
        }
        text.push_str("}\n");
        let [bonus, deduction, ceiling] = limits;
        let grades: Vec<Value> =
            grades.iter().zip(quotas).map(|((title, at), (quota, _))| json!([title, at.to_string(), quota])).collect();
        let mut groups = groups;
        weighting.give(&mut groups);
        let system = json!({
            "total": total, "round": digits, "rounding": rounding, "min-coverage": coverage,
            "limits": { "bonus": bonus, "deduction": deduction, "ceiling": ceiling },
            "weighting": weighting.data, "aggregate": aggregate, "groups": groups, "ranking": ranking,
            "bonuses": extras.0, "deductions": extras.1, "vetoes": vetoes, "grades": grades,
        });
        (system, text)
    }

    fn aggregate(&mut self, is_whole: bool, signed: bool) -> (Value, String) {
        if let (Sort::Topsis(_), true) = (self.sort, is_whole) {
            let data = json!({ "kind": "topsis", "ideal": "observed", "among": "all" });
            return (data, "\"topsis\" ideal=\"observed\" among=\"all\"".to_owned());
        }
        let signed = signed || self.sort != Sort::Any;
        if signed {
            return (json!({ "kind": "arithmetic" }), "\"arithmetic\"".to_owned());
        }
        match self.random.below(if is_whole { 10 } else { 8 }) {
            0 | 1 => (json!({ "kind": "arithmetic" }), "\"arithmetic\"".to_owned()),
            2 => (json!({ "kind": "geometric" }), "\"geometric\"".to_owned()),
            3 => (json!({ "kind": "harmonic" }), "\"harmonic\"".to_owned()),
            4 => (json!({ "kind": "minimum" }), "\"minimum\"".to_owned()),
            5 => (json!({ "kind": "maximum" }), "\"maximum\"".to_owned()),
            6 => {
                let exponent = self.random.one(&["2", "0.5", "-2", "3", "-1", "1.5"]);
                (json!({ "kind": "power", "exponent": exponent }), format!("\"power\" exponent={exponent}"))
            }
            7 => {
                if self.random.once_in(3) {
                    return (json!({ "kind": "mazziotta-pareto" }), "\"mazziotta-pareto\"".to_owned());
                }
                let penalty = self.random.one(&["0.25", "0.5", "1", "2"]);
                let data = json!({ "kind": "mean-less-deviation", "penalty": penalty });
                (data, format!("\"mean-less-deviation\" penalty={penalty}"))
            }
            _ => {
                let (ideal, among) = (self.random.one(&["observed", "absolute"]), self.random.one(&["all", "class"]));
                let data = json!({ "kind": "topsis", "ideal": ideal, "among": among });
                (data, format!("\"topsis\" ideal=\"{ideal}\" among=\"{among}\""))
            }
        }
    }

    fn weighting(&mut self, items: Vec<String>, has_numbers: bool) -> Weighting {
        let n = items.len();
        let plain = |kind: &str| Weighting {
            data: json!({ "kind": kind }),
            text: format!("weights \"{kind}\""),
            weights: Vec::new(),
        };
        match self.random.below(if has_numbers { 10 } else { 5 }) {
            0 | 1 => Weighting { weights: (0..n).map(|_| self.points(9)).collect(), ..plain("ratio") },
            2 => plain("equal"),
            3 if n > 1 => {
                let derivation = self.random.one(&["eigenvector", "geometric-mean", "column-mean"]);
                let mut comparisons = Vec::new();
                let mut text = format!("weights \"pairwise\" derivation=\"{derivation}\" index=\"saaty-2004\" {{ ");
                for first in 0..n {
                    for second in first + 1..n {
                        let times = 1 + self.random.below(5);
                        let (one, other) = if self.random.once_in(2) { (first, second) } else { (second, first) };
                        comparisons.push(json!([one, other, times.to_string()]));
                        write!(text, "compare \"{}\" \"{}\" {times}; ", items[one], items[other]).unwrap();
                    }
                }
                let data = json!({ "kind": "pairwise", "derivation": derivation, "comparisons": comparisons });
                Weighting { data, text: text + "}", weights: Vec::new() }
            }
            3 | 4 => {
                let consensus = self.random.one(&["mean", "median"]);
                let (mut rows, mut text) = (Vec::new(), format!("weights \"panel\" consensus=\"{consensus}\" {{ "));
                for expert in 0..1 + self.random.below(3) {
                    // All points but those that go to the last item, so that they sum to 100.
                    let mut row: Vec<usize> = (1..n).map(|_| 1 + self.random.below(100 / n - 1)).collect();
                    row.push(100 - row.iter().sum::<usize>());
                    write!(text, "panel \"e{expert}\" {{ ").unwrap();
                    for (item, points) in items.iter().zip(&row) {
                        write!(text, "give \"{item}\" {points}; ").unwrap();
                    }
                    text.push_str("}; ");
                    rows.push(row.iter().map(ToString::to_string).collect::<Vec<_>>());
                }
                let data = json!({ "kind": "panel", "consensus": consensus, "rows": rows });
                Weighting { data, text: text + "}", weights: Vec::new() }
            }
            8 | 9 => {
                let kind =
                    if n > 1 { self.random.one(&["standard-deviation", "critic"]) } else { "standard-deviation" };
                let (scaling, digits) =
                    (self.random.one(&["min-max", "min-max", "column-shares", "vector"]), 2 + self.random.below(5));
                let text = format!("weights \"{kind}\" scaling=\"{scaling}\" round={digits}");
                let data = json!({ "kind": kind, "scaling": scaling, "round": digits });
                Weighting { data, text, weights: Vec::new() }
            }
            _ => {
                let (scaling, digits) =
                    (self.random.one(&["column-shares", "min-max", "shifted-min-max"]), 2 + self.random.below(5));
                let shift = if scaling == "shifted-min-max" { " shift=0.01" } else { "" };
                let text = format!("weights \"entropy\" scaling=\"{scaling}\"{shift} round={digits}");
                let data = json!({ "kind": "entropy", "scaling": scaling, "shift": "0.01", "round": digits });
                Weighting { data, text, weights: Vec::new() }
            }
        }
    }

    fn group(&mut self, index: usize, weight: Option<&String>, signed: bool) -> (Value, String) {
        let (aggregate, aggregate_text) = self.aggregate(false, signed);
        let count = if let Sort::Topsis(_) = self.sort { 1 } else { 1 + self.random.below(4) };
        let ids: Vec<String> = (0..count).map(|leaf| format!("i{index}-{leaf}")).collect();
        let weighting = self.weighting(ids.clone(), true);
        let digits = self.random.once_in(4).then(|| 1 + self.random.below(4)).filter(|_| self.sort == Sort::Any);
        let round = digits.map_or(String::new(), |digits| format!(" round={digits}"));
        let own = weight.map_or(String::new(), |weight| format!(" weight={weight}"));
        let mut text = format!(
            "    group \"g{index}\" \"g\"{own}{round} {{\n        {}\n        aggregate {aggregate_text}\n",
            weighting.text
        );
        let mut leaves = Vec::new();
        for (at, id) in ids.iter().enumerate() {
            let (leaf, body) = self.leaf(id, signed);
            let weight = weighting.weights.get(at).map_or(String::new(), |weight| format!(" weight={weight}"));
            let round = leaf["round"].as_u64().map_or(String::new(), |digits| format!(" round={digits}"));
            writeln!(text, "        indicator \"{id}\" \"i\"{weight}{round} {{ {body} }}").unwrap();
            leaves.push(leaf);
        }
        text.push_str("    }\n");
        weighting.give(&mut leaves);
        let data = json!({
            "id": format!("g{index}"), "round": digits, "aggregate": aggregate, "weighting": weighting.data, "leaves": leaves,
        });
        (data, text)
    }

    fn leaf(&mut self, id: &str, signed: bool) -> (Value, String) {
        let field = self.field();
        let (scale, scale_text) = self.scale(true, signed);
        let missing = self.random.one(&["zero", "zero", "leave-out", "leave-out", "mean", "median", "hold"]);
        let among = self.random.one(&["all", "class"]);
        let (outliers, outliers_text) = match if self.sort == Sort::Any { self.random.below(6) } else { 5 } {
            0 => {
                (json!({ "kind": "clamp", "from": "10", "to": "90" }), "outliers \"clamp\" from=10 to=90; ".to_owned())
            }
            1 => {
                let most = 1 + self.random.below(3);
                let (skewness, kurtosis) = (self.random.one(&["0.5", "1", "2"]), self.random.one(&["-2", "0", "1"]));
                let data = json!({ "kind": "winsorise", "most": most, "skewness": skewness, "kurtosis": kurtosis });
                (data, format!("outliers \"winsorise\" most={most} skewness={skewness} kurtosis={kurtosis}; "))
            }
            _ => (Value::Null, String::new()),
        };
        let round = self.random.once_in(5).then(|| 1 + self.random.below(4)).filter(|_| self.sort == Sort::Any);
        let text = format!("measure \"{field}\"; {scale_text}; {outliers_text}missing \"{missing}\" among=\"{among}\"");
        let data = json!({
            "id": id, "field": field, "scale": scale, "missing": missing, "among": among, "outliers": outliers, "round": round,
        });
        (data, text)
    }

    fn scale(&mut self, may_compare: bool, signed: bool) -> (Value, String) {
        let low = 1 + self.random.below(50);
        let high = low + 3 + self.random.below(60);
        let less = self.random.once_in(2);
        let (from, to) = if less { (high, low) } else { (low, high) };
        let ends = |kind: &str| {
            let data = json!({ "kind": kind, "from": from.to_string(), "to": to.to_string() });
            (data, format!("scale \"{kind}\" from={from} to={to}"))
        };
        let kind = match self.sort {
            Sort::Any => None,
            Sort::Topsis(kind) => Some(kind),
            Sort::Means => Some(self.random.one(&["min-max", "rank", "percentile"])),
        };
        if let Some(kind) = kind {
            let prefer = if less { "less" } else { "more" };
            let data = json!({ "kind": kind, "less": less, "among": "all", "from": "0", "to": "1" });
            return (data, format!("scale \"{kind}\" prefer=\"{prefer}\""));
        }
        match self.random.below(if may_compare { 12 } else { 6 }) {
            0 => ends("linear"),
            1 => ends("logarithmic"),
            2 => {
                let base = self.random.one(&["0.6", "0.5", "0.25"]);
                let (mut data, text) = ends("efficacy");
                data["base"] = json!(base);
                (data, format!("{text} base={base}"))
            }
            3 => {
                let each = self.random.one(&["0.01", "0.5", "3"]);
                (json!({ "kind": "deduct", "each": each }), format!("scale \"deduct\" each={each}"))
            }
            kind @ (4 | 5) => {
                let kind = if kind == 4 { "anchors" } else { "step" };
                let shares = if less { ["0.1", "0.4", "1"] } else { ["1", "0.7", "0"] };
                let at = [high, high - 1, low];
                let points: Vec<Value> =
                    at.iter().zip(shares).map(|(at, share)| json!([at.to_string(), share])).collect();
                let mut text = format!("scale \"{kind}\" {{ ");
                for (at, share) in at.iter().zip(shares) {
                    write!(text, "at {at} share={share}; ").unwrap();
                }
                (json!({ "kind": kind, "points": points }), text + "}")
            }
            _ => {
                let kinds = ["min-max", "rank", "best", "percentile", "vector", "z-score"];
                let kind = self.random.one(&kinds[..if signed { 6 } else { 5 }]);
                let among = self.random.one(&["all", "class"]);
                let prefer = if less { "less" } else { "more" };
                let (from, to) = if self.random.once_in(2) { ("0", "1") } else { ("0.1", "0.9") };
                let data = json!({ "kind": kind, "less": less, "among": among, "from": from, "to": to });
                (data, format!("scale \"{kind}\" prefer=\"{prefer}\" among=\"{among}\" from={from} to={to}"))
            }
        }
    }

    fn ranking(&mut self, groups: usize) -> (Value, String) {
        if self.random.once_in(8) {
            return (Value::Null, String::new());
        }
        let (stage, ties) = (
            self.random.one(&["published", "exact", "published", "exact", "copeland"]),
            self.random.one(&["lowest", "dense", "average"]),
        );
        // Where the libraries of others know the system, they know the one variant.
        let is_known = self.sort != Sort::Any && self.random.once_in(2);
        let stage = if is_known { "copeland" } else { stage };
        let equal = (stage == "copeland").then(|| if is_known { "half" } else { self.random.one(&["half", "zero"]) });
        let among = if is_known { "all" } else { self.random.one(&["all", "class"]) };
        let then: Vec<String> = (0..self.random.below(groups + 1)).map(|group| format!("g{group}")).collect();
        let mut text = format!("    ranking \"{stage}\" ties=\"{ties}\" among=\"{among}\"");
        equal.iter().for_each(|equal| write!(text, " equal-pairs=\"{equal}\"").unwrap());
        if !then.is_empty() {
            let lines: Vec<String> = then.iter().map(|id| format!("then \"{id}\"")).collect();
            write!(text, " {{ {} }}", lines.join("; ")).unwrap();
        }
        (json!({ "stage": stage, "equal-pairs": equal, "ties": ties, "among": among, "then": then }), text + "\n")
    }

    /// How many regions may have each grade; the lowest has no quota.
    fn quotas(&mut self, grades: usize, is_ranked: bool) -> Vec<(Value, String)> {
        let (mut share, mut count) = (0, 0);
        let mut quotas = Vec::new();
        for at in 0..grades {
            let edge = self.random.one(&["included", "excluded"]);
            quotas.push(match self.random.below(3) {
                0 if is_ranked && at + 1 < grades => {
                    share += 1 + self.random.below(4);
                    let base = self.random.one(&["scored", "bound"]);
                    let whole = self.random.one(&["truncate", "round-up", "half-up", "half-even"]);
                    let data =
                        json!({ "share": format!("0.{share}"), "counting": base, "rounding": whole, "ties": edge });
                    let text = format!(" share=0.{share} counting=\"{base}\" rounding=\"{whole}\" ties=\"{edge}\"");
                    (data, text)
                }
                1 if is_ranked && at + 1 < grades => {
                    count += 1 + self.random.below(2);
                    (json!({ "most": count, "ties": edge }), format!(" most={count} ties=\"{edge}\""))
                }
                _ => (Value::Null, String::new()),
            });
        }
        quotas
    }

    /// Bonuses and deductions.
    fn extras(&mut self) -> ((Vec<Value>, Vec<Value>), String) {
        let (mut bonuses, mut deductions, mut text) = (Vec::new(), Vec::new(), String::new());
        let most = if self.sort == Sort::Any { 3 } else { 1 };
        for index in 0..self.random.below(most) {
            let (field, most) = (self.field(), self.points(10));
            let (scale, scale_text) = self.scale(false, false);
            writeln!(text, "    bonus \"b{index}\" \"b\" max={most} {{ measure \"{field}\"; {scale_text} }}").unwrap();
            bonuses.push(json!({ "field": field, "max": most, "scale": scale }));
        }
        for index in 0..self.random.below(most) {
            let (field, most, per) = (self.field(), self.points(10), self.random.one(&["0.1", "0.5", "2"]));
            writeln!(text, "    deduction \"d{index}\" \"d\" max={most} per={per} {{ measure \"{field}\" }}").unwrap();
            deductions.push(json!({ "field": field, "max": most, "per": per }));
        }
        ((bonuses, deductions), text)
    }

    fn vetoes(&mut self, grades: &[(String, usize)]) -> (Vec<Value>, String) {
        let (mut vetoes, mut text) = (Vec::new(), String::new());
        let most = if self.sort == Sort::Any { 3 } else { 1 };
        for index in 0..self.random.below(most) {
            let (field, above) = (self.field(), 60 + self.random.below(50));
            let cap = self.random.once_in(2).then(|| self.points(80));
            let grade = if grades.is_empty() { None } else { Some(self.random.below(grades.len())) };
            let grade = grade.filter(|_| self.random.once_in(2)).map(|grade| grades[grade].0.clone());
            write!(text, "    veto \"v{index}\" \"v\" when=\"{field} > {above}\"").unwrap();
            cap.iter().for_each(|cap| write!(text, " cap={cap}").unwrap());
            grade.iter().for_each(|grade| write!(text, " best-grade=\"{grade}\"").unwrap());
            text.push('\n');
            vetoes.push(json!({ "field": field, "above": above.to_string(), "cap": cap, "grade": grade }));
        }
        (vetoes, text)
    }
}

/// How the children of a node are weighted.
struct Weighting {
    data: Value,
    text: String,
    /// The weights that are written at the children, where they are.
    weights: Vec<String>,
}

impl Weighting {
    /// Gives the children what is written at them.
    fn give(&self, children: &mut [Value]) {
        for (child, weight) in children.iter_mut().zip(&self.weights) {
            child["weight"] = json!(weight);
        }
    }
}
