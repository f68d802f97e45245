//! Templates: what is refused before parsing, what can go wrong, and where it is said.
//!
//! Templates are Handlebars in strict mode. In those that make Markdown, `{{text}}` escapes for Markdown; `{{code x}}` and,
//! inside tables, `{{cell-code x}}` make code spans; `{{link text address}}` makes a link of a web address. In the page
//! template `{{text}}` escapes for HTML. A template includes another only by `{{> name}}` or `{{part "name" value}}`, and never
//! itself, so that every rendering ends.

use super::markdown;
use super::part::{self, Parts};
use crate::diagnostic::catalogue::output as messages;
use crate::diagnostic::{Diagnostic, Span};
use handlebars::{
    Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderError, RenderErrorReason, TemplateError,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Most bytes of a template.
const MAX_BYTES: usize = 1 << 20;
/// Deepest nesting of blocks, and of parentheses inside an expression.
const MAX_DEPTH: usize = 32;
/// Most bytes that a template may make.
const MAX_OUTPUT: usize = 64 << 20;
/// What a full [`Sink`] says.
const FULL: io::ErrorKind = io::ErrorKind::WriteZero;

/// What the values of a template are escaped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// Templates of one target that can be filled in.
#[derive(Debug)]
pub struct Engine {
    registry: Handlebars<'static>,
    parts: Parts,
}

impl Engine {
    /// Parses the templates; those with an error are reported at `place` and left out.
    #[must_use]
    pub fn new(sources: &BTreeMap<&str, &str>, target: Target, place: Span, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        let parts = Parts::default();
        registry.register_helper(part::NAME, Box::new(parts.clone()));
        if target == Target::Markdown {
            registry.register_escape_fn(markdown::escape);
            registry.register_helper("code", Box::new(CODE));
            registry.register_helper("cell-code", Box::new(CELL_CODE));
            registry.register_helper("link", Box::new(write_link));
        } else {
            registry.register_escape_fn(crate::base::markup::escape);
        }
        let mut includes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (name, source) in sources {
            match inspect(source) {
                Ok(included) => {
                    includes.insert(name, included);
                    if let Err(error) = registry.register_template_string(name, source) {
                        diagnostics.push(syntax_error(name, &error).at(place));
                    }
                }
                Err(line) => diagnostics.push(
                    Diagnostic::new(&messages::TEMPLATE_REFUSED).with("template", name).with("line", line).at(place),
                ),
            }
        }
        for chain in circles(&includes) {
            for name in &chain {
                registry.unregister_template(name);
            }
            let chain: Vec<&str> = chain.iter().chain(chain.first()).copied().collect();
            diagnostics.push(Diagnostic::new(&messages::TEMPLATE_CIRCLE).with("chain", chain.join(" → ")).at(place));
        }
        Self { registry, parts }
    }

    /// Begins a run, in which parts that the last one filled in serve again.
    pub fn renew(&self) {
        self.parts.renew();
    }

    /// Whether there is such a template.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.registry.has_template(name)
    }

    /// Fills a template in; what goes wrong is reported at `place`.
    pub fn render(
        &self,
        name: &str,
        data: &impl Serialize,
        place: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let mut sink = Sink::default();
        match self.registry.render_to_write(name, data, &mut sink) {
            Ok(()) => Some(tidy(&sink.into_text())),
            Err(error) => {
                diagnostics.push(render_error(name, &error).at(place));
                None
            }
        }
    }
}

/// A place for as much text as a template may make, and no more.
#[derive(Default)]
pub struct Sink(Vec<u8>);

impl Sink {
    /// What was written.
    pub fn into_text(self) -> String {
        // Templates and data are text, so that nothing is lost here.
        String::from_utf8(self.0).unwrap_or_default()
    }
}

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_OUTPUT {
            return Err(FULL.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The text that makes a code span of a helper's argument.
struct Code(fn(&str) -> String);

const CODE: Code = Code(markdown::code);
const CELL_CODE: Code = Code(markdown::cell_code);

impl handlebars::HelperDef for Code {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        output: &mut dyn Output,
    ) -> HelperResult {
        output.write(&(self.0)(argument(helper, 0)?))?;
        Ok(())
    }
}

fn write_link(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    output: &mut dyn Output,
) -> HelperResult {
    output.write(&markdown::link(argument(helper, 0)?, argument(helper, 1)?))?;
    Ok(())
}

/// A text that a helper was given.
fn argument<'a>(helper: &'a Helper<'_>, at: usize) -> Result<&'a str, RenderError> {
    let text = helper.param(at).and_then(|parameter| parameter.value().as_str());
    text.ok_or_else(|| RenderErrorReason::ParamNotFoundForIndex("code, cell-code, link", at).into())
}

/// The templates that a source includes, or the line for which it is refused.
///
/// Refused are sources that are too long or nested too deep for the parser's recursion, and every way to include another
/// template but by its plain name, because only those can be checked for circles.
fn inspect(source: &str) -> Result<BTreeSet<&str>, usize> {
    if source.len() > MAX_BYTES {
        return Err(1);
    }
    let mut included = BTreeSet::new();
    let mut depth = 0_usize;
    let mut from = 0;
    while let Some(found) = source.get(from..).and_then(|rest| rest.find("{{")) {
        let start = from + found + 2;
        let rest = source.get(start..).unwrap_or("");
        let line = || source.get(..start).unwrap_or("").matches('\n').count() + 1;
        let tag = rest.trim_start_matches(['{', '~', '&', ' ', '\t', '\r', '\n']);
        let end = tag.find("}}").unwrap_or(tag.len());
        let body = tag.get(..end).unwrap_or("");
        if parentheses(body) > MAX_DEPTH {
            return Err(line());
        }
        if let Some(name) = body.strip_prefix('>') {
            let name = name.split_whitespace().next().unwrap_or("").trim_end_matches('~');
            if !name.starts_with(|first: char| first.is_alphanumeric()) {
                return Err(line());
            }
            included.insert(name);
        } else if let Some(name) = part(body).map_err(|()| line())? {
            included.insert(name);
        } else if let Some(block) = body.strip_prefix(['#', '^']) {
            if block.trim_start_matches(['~', ' ']).starts_with(['>', '*']) {
                return Err(line());
            }
            depth += 1;
            if depth > MAX_DEPTH {
                return Err(line());
            }
        } else if body.starts_with('*') {
            return Err(line());
        } else if body.starts_with('/') {
            depth = depth.saturating_sub(1);
        }
        from = start;
    }
    Ok(included)
}

/// The template that a tag fills in as a part: its name is written there, so that circles are seen.
fn part(body: &str) -> Result<Option<&str>, ()> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@' | '/' | '"' | '\'');
    if !body.split(|c| !is_name(c)).any(|word| word == part::NAME) {
        return Ok(None);
    }
    let given = body.strip_prefix(part::NAME).map(str::trim_start).and_then(|rest| rest.strip_prefix('"'));
    let (name, rest) = given.and_then(|rest| rest.split_once('"')).ok_or(())?;
    let is_once = !rest.split(|c| !is_name(c)).any(|word| word == part::NAME);
    if is_once { Ok(Some(name)) } else { Err(()) }
}

/// The most parentheses that are open at once.
fn parentheses(body: &str) -> usize {
    let mut deepest = 0_usize;
    let mut open = 0_usize;
    for character in body.chars() {
        match character {
            '(' | '[' => open += 1,
            ')' | ']' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

/// The circles among templates that include one another: those that are left when all that include nothing (left) are taken
/// away, each with one chain through it.
fn circles<'n>(includes: &BTreeMap<&'n str, BTreeSet<&'n str>>) -> Vec<Vec<&'n str>> {
    let mut left = includes.clone();
    loop {
        let names: BTreeSet<&str> = left.keys().copied().collect();
        let before = left.len();
        left.retain(|_, included| included.iter().any(|name| names.contains(name)));
        if left.len() == before {
            break;
        }
    }
    let mut chains = Vec::new();
    while let Some(start) = left.keys().next().copied() {
        let mut chain = vec![start];
        let mut current = start;
        while let Some(next) =
            left.get(current).and_then(|included| included.iter().find(|name| left.contains_key(*name)))
        {
            if let Some(at) = chain.iter().position(|known| known == next) {
                chains.push(chain.get(at..).unwrap_or_default().to_vec());
                break;
            }
            chain.push(next);
            current = next;
        }
        left.retain(|name, _| !chain.contains(name));
    }
    chains
}

fn syntax_error(template: &str, error: &TemplateError) -> Diagnostic {
    let (line, _) = error.pos().unwrap_or((1, 1));
    Diagnostic::new(&messages::TEMPLATE_SYNTAX)
        .with("template", template)
        .with("line", line)
        .with("reason", error.reason())
}

fn render_error(template: &str, error: &RenderError) -> Diagnostic {
    let template = error.template_name.as_deref().unwrap_or(template);
    let line = error.line_no.unwrap_or(1);
    let diagnostic = match error.reason() {
        RenderErrorReason::MissingVariable(Some(name)) => {
            Diagnostic::new(&messages::TEMPLATE_VARIABLE).with("name", name)
        }
        RenderErrorReason::IOError(error) if error.kind() == FULL => {
            let limit = MAX_OUTPUT >> 20;
            return Diagnostic::new(&messages::TEMPLATE_OUTPUT).with("template", template).with("limit", limit);
        }
        reason => Diagnostic::new(&messages::TEMPLATE_RENDER).with("reason", reason),
    };
    diagnostic.with("template", template).with("line", line)
}

/// No blanks at line ends, no more than one empty line in a row, one line feed at the end.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 && !(line.is_empty() && tidied.is_empty()) {
            tidied.push_str(line);
            tidied.push('\n');
        }
    }
    tidied.truncate(tidied.trim_end().len());
    tidied.push('\n');
    tidied
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use crate::diagnostic::{Language, SourceMap};
    use serde_json::json;

    fn run(sources: &[(&str, &str)], name: &str) -> (Option<String>, Vec<String>) {
        let place = Span::new(SourceMap::default().add("a.kdl", ""), 0, 0);
        let mut diagnostics = Vec::new();
        let engine = Engine::new(&sources.iter().copied().collect(), Target::Markdown, place, &mut diagnostics);
        let data = json!({"title": "<b>标题</b>", "url": "javascript:alert(1)", "code": "a || b", "items": [1, 2], "rows": [{"name": "x"}, {"name": "y"}, {"name": "x"}]});
        let text = engine.has(name).then(|| engine.render(name, &data, place, &mut diagnostics)).flatten();
        let shown = diagnostics.iter().map(|found| format!("{} {}", found.entry.code, found.text(Language::En)));
        (text, shown.collect())
    }

    #[test]
    fn values_are_escaped_and_text_is_tidy() {
        let source = "# {{title}}  \n\n\n\n{{#each items}}\n- {{this}} {{@root.title}}\n{{/each}}\n{{code code}} {{link title url}}\n\n";
        let (text, found) = run(&[("t", source)], "t");
        assert_eq!(found, Vec::<String>::new());
        let title = "\\<b\\>标题\\</b\\>";
        let expected = format!("# {title}\n\n- 1 {title}\n- 2 {title}\n`a || b` {title}\n");
        assert_eq!(text.unwrap(), expected);
    }

    #[test]
    fn errors_name_template_and_line() {
        let (_, found) = run(&[("t", "one\n{{#if title}}\nthree")], "t");
        assert!(found.len() == 1 && found[0].starts_with("GJ5020 template `t`, line "), "{found:?}");
        let (text, found) = run(&[("t", "one\ntwo {{titel}}")], "t");
        assert_eq!(
            (text, found),
            (None, vec!["GJ5021 template `t`, line 2, uses `titel`, which does not exist".to_owned()])
        );
        let (_, found) = run(&[("t", "{{> part}}"), ("part", "a\n\n{{titel}}")], "t");
        assert!(found[0].starts_with("GJ5021 template `part`, line 3"), "{found:?}");
        let (_, found) = run(&[("t", "{{#each rows}}\n{{part \"row\" this}}{{/each}}"), ("row", "a\n{{titel}}")], "t");
        assert!(found[0].starts_with("GJ5021 template `row`, line 2, uses `titel`"), "{found:?}");
        let (_, found) = run(&[("t", "{{nothing title}}")], "t");
        assert!(found[0].starts_with("GJ502"), "{found:?}");
    }

    #[test]
    fn a_part_sees_its_value_alone() {
        let row = ("row", "{{name}}\n{{@root.title}}");
        let (_, found) = run(&[("t", "{{#each rows}}\n- {{part \"row\" this}}\n{{/each}}"), row], "t");
        assert_eq!(found, ["GJ5021 template `row`, line 2, uses `@root.title`, which does not exist"]);
        let row = ("row", "{{name}}{{@root.name}}\n");
        let (text, found) = run(&[("t", "{{#each rows}}\n- {{part \"row\" this}}\n{{/each}}"), row], "t");
        assert_eq!((text.as_deref(), found), (Some("- xx\n- yy\n- xx\n"), Vec::new()));
        let list = ("list", "{{#each items}}{{name}} {{/each}}");
        let (text, found) = run(&[("t", "{{part \"list\" rows}}"), list], "t");
        assert_eq!((text.as_deref(), found), (Some("x y x\n"), Vec::new()));
        let (text, found) = run(&[("t", "\n{{part \"row\" title}}"), row], "t");
        assert!(text.is_none() && found[0].starts_with("GJ5022 template `t`, line 2"), "{found:?}");
        let circle = [("a", "{{part \"b\" this}}"), ("b", "{{ ~part \"a\" this}}"), ("c", "{{> a}}")];
        let (_, found) = run(&circle, "a");
        assert_eq!(found, ["GJ5024 templates include one another without end: a → b → a"]);
        for refused in [
            "{{part title this}}",
            "{{code (part \"a\" this)}}",
            "{{#part \"a\" this}}{{/part}}",
            "{{#if title}}{{else part \"a\" this}}{{/if}}",
            "{{part \"b\" (part \"a\" this)}}",
        ] {
            let (_, found) = run(&[("a", refused), ("b", "")], "a");
            assert!(found[0].starts_with("GJ5025"), "{refused}: {found:?}");
        }
    }

    #[test]
    fn no_template_runs_for_ever() {
        let (text, found) = run(
            &[("a", "{{> b}}"), ("b", "x {{~ > c }}"), ("c", "{{#if title}}{{> a}}{{/if}}"), ("d", "{{title}}")],
            "a",
        );
        assert_eq!(
            (text, found),
            (None, vec!["GJ5024 templates include one another without end: a → b → c → a".to_owned()])
        );
        let (_, found) = run(&[("a", "{{> a}}")], "a");
        assert_eq!(found, ["GJ5024 templates include one another without end: a → a"]);
        let deep = format!("{}{}", "{{#if title}}".repeat(100_000), "{{/if}}".repeat(100_000));
        let brackets = format!("{{{{code {}}}}}", "(".repeat(100_000));
        for refused in [
            deep.as_str(),
            &brackets,
            "{{#*inline \"x\"}}{{/inline}}",
            "{{> (lookup . \"x\")}}",
            "{{#> a}}{{/a}}",
            "{{* x}}",
        ] {
            let (_, found) = run(&[("a", refused)], "a");
            assert!(found[0].starts_with("GJ5025"), "{found:?}");
        }
    }

    #[test]
    fn text_without_end_is_cut_off() {
        let mut source = "x".repeat(500_000);
        for _ in 0..10 {
            source = format!("{{{{#each items}}}}{source}{{{{/each}}}}");
        }
        let source = source.replace("items", "@root.items");
        let (text, found) = run(&[("t", &source)], "t");
        assert_eq!(text, None);
        assert_eq!(found, ["GJ5026 template `t` makes more than 64 MiB of text"]);
    }
}
