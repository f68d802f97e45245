//! Facts as people name them, with their values and places.

use crate::base::markup::Markup;
use crate::expr::Read;
use crate::report::Round;
use crate::standard::record::Content;
use std::collections::BTreeMap;

/// The most facts that are shown without being asked for.
const MOST: usize = 8;

/// Writes facts as a list: name, value, place. `own` is the code of the region and a colon.
pub(super) fn write(out: &mut Markup, facts: &[Read], own: &str, round: &Round<'_>) {
    if facts.is_empty() {
        return;
    }
    if facts.len() > MOST {
        out.raw("<details><summary class=\"soft\">").raw(round.pick("事实", "facts")).raw(" ").count(facts.len());
        out.raw("</summary>");
    }
    out.raw("<ul class=\"facts\">");
    for fact in facts {
        let path = fact.path.strip_prefix(own).unwrap_or(&fact.path);
        let (group, name) = named(path, round);
        out.raw("<li>").text(&group);
        if !group.is_empty() {
            out.raw(" · ");
        }
        out.text(&name).raw(" ");
        match &fact.value {
            Some(value) => out.raw("<b>").text(value).raw("</b>"),
            None => out.raw("<i>").raw(round.pick("未报", "not reported")).raw("</i>"),
        };
        if let Some(place) = fact.place {
            out.raw(" <code>").text(&round.sources.location(place)).raw("</code>");
        }
        out.raw("</li>");
    }
    out.raw("</ul>");
    if facts.len() > MOST {
        out.raw("</details>");
    }
}

/// Writes the facts that are not reported, each once, those of one part together.
pub(super) fn missing<'f>(out: &mut Markup, facts: impl Iterator<Item = &'f Read>, own: &str, round: &Round<'_>) {
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for fact in facts.filter(|fact| fact.value.is_none()) {
        let path = fact.path.strip_prefix(own).unwrap_or(&fact.path);
        let (group, name) = named(path, round);
        let names = groups.entry(group).or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if groups.is_empty() {
        return;
    }
    out.raw("<p>").raw(round.pick("要定下来，还缺这些事实：", "To decide them, these facts are missing:"));
    out.raw("</p><ul class=\"plain\">");
    for (group, names) in groups {
        out.raw("<li>");
        if !group.is_empty() {
            out.raw("<b>").text(&group).raw("</b>").raw(round.pick("：", ": "));
        }
        out.text(&names.join(round.comma())).raw("</li>");
    }
    out.raw("</ul>");
}

/// The titles of the parts that a path leads through, but for the last, and the title of the last.
fn named(path: &str, round: &Round<'_>) -> (String, String) {
    let standard = round.assessment.standard;
    let (other, path) = match path.split_once(':') {
        Some((code, path)) => match standard.registry.get(code) {
            Some(region) => (Some(region.name.as_str()), path),
            None => (None, path),
        },
        None => (None, path),
    };
    let mut record = standard.root();
    let mut titles: Vec<String> = other.map(str::to_owned).into_iter().collect();
    for step in steps(path) {
        let (name, key) = step.split_once('[').map_or((step, ""), |(name, key)| (name, key.trim_end_matches(']')));
        let member = record.and_then(|record| record.member(name));
        let title = member.map_or(name, |member| member.title.text(round.language));
        titles.push(if key.is_empty() { title.to_owned() } else { format!("{title} {key}") });
        record = member.and_then(|member| match &member.content {
            Content::Part(of) | Content::List { of, .. } => standard.record(&of.value),
            _ => None,
        });
    }
    let last = titles.pop().unwrap_or_default();
    (titles.join(" · "), last)
}

/// The steps of a path; points within brackets belong to a key.
fn steps(path: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    path.split(|c| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '.' && depth == 0
    })
    .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn points_within_keys_part_nothing() {
        assert_eq!(super::steps("hall.zones[a.b].area"), ["hall", "zones[a.b]", "area"]);
    }
}
