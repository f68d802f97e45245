//! Text with expressions in it.

use super::world::{Fact, Facts, World, number, span_of};
use crate::diagnostic::{Diagnostic, Language};
use crate::expr::{Source, Template, compile_template};

fn template(text: &str) -> Result<Template, Vec<Diagnostic>> {
    compile_template(Source { text, span: span_of(text), verbatim: Some(0) }, &World::new())
}

fn rendered(text: &str, facts: &Facts) -> [String; 2] {
    let template = template(text).unwrap();
    [Language::Zh, Language::En].map(|language| template.render(facts, language, 2))
}

#[test]
fn values_stand_in_text() {
    let facts = Facts::new()
        .with("x", number("6.40"))
        .with("y", number("0"))
        .with("a", Fact::Boolean(true))
        .with("note", Fact::Text("湖州 {{x}}"))
        .with("day", Fact::Date("2024-01-31"))
        .with("words", Fact::List(vec![Fact::Text("甲"), Fact::Unknown], false))
        .with("styles", Fact::List(vec![Fact::Text("open")], true));
    let cases = [
        ("没有表达式", "没有表达式", "没有表达式"),
        ("{{x}}", "6.4", "6.4"),
        ("值 {{ x / 3 }}；{{x}}", "值 2.13；6.4", "值 2.13；6.4"),
        ("{{note}}", "湖州 {{x}}", "湖州 {{x}}"),
        ("{{a}} {{day}}", "是 2024-01-31", "yes 2024-01-31"),
        ("{{z}}", "未报", "not reported"),
        ("{{x / y}}", "不适用（分母为零）", "not applicable (the denominator is zero)"),
        ("{{words}}", "甲、未报", "甲, not reported"),
        ("{{styles}}", "open、…", "open, …"),
        ("a } b }} c { d", "a } b }} c { d", "a } b }} c { d"),
    ];
    for (text, zh, en) in cases {
        assert_eq!(rendered(text, &facts), [zh, en], "{text}");
    }
}

#[test]
fn mistakes_have_places() {
    let text = "大厅 {{nix}} 与 {{hall}} 与 {{x > }} 与 {{x";
    let found: Vec<String> = template(text)
        .err()
        .unwrap()
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.place.unwrap();
            format!("{} {}", diagnostic.entry.code, text.get(place.start as usize..place.end as usize).unwrap())
        })
        .collect();
    assert_eq!(found, ["GJ3030 nix", "GJ3051 hall", "GJ3016 ", "GJ3050 {{"]);
}

#[test]
fn members_of_all_parts() {
    let template = template("{{x}} {{hall.section_area}} {{x + y}}").unwrap();
    let names: Vec<&str> = template.members().iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["hall", "x", "y", "section_area"]);
}
