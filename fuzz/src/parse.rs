//! Whatever the text, reading it ends without a panic, in steps that grow with its length, and the tree holds all of it.
#![no_main]

use std::time::{Duration, Instant};

use guiju::diagnostic::{Language, SourceMap};
use guiju::syntax::{self, Kind, Lossless, Node};
use libfuzzer_sys::fuzz_target;

/// What a short text may take at most, far above what linear time needs on a busy machine.
const PATIENCE: Duration = Duration::from_secs(2);

fuzz_target!(|text: &str| {
    let start = Instant::now();
    let mut sources = SourceMap::default();
    let id = sources.add("fuzz.kdl", text);
    let (tree, mistakes) = Lossless::parse(&sources, id);
    assert_eq!(tree.text(), text, "the tree holds every byte");
    let tokens = tree.tokens().filter(|token| token.kind() != Kind::End).count();
    assert!(tokens <= text.len(), "no token is empty");
    let (document, found) = syntax::parse(&sources, id);
    assert!(mistakes.is_empty() || !found.is_empty(), "what is not KDL is refused");
    for diagnostic in found.iter().chain(&mistakes) {
        let place = diagnostic.place.expect("every mistake has a place");
        assert!(text.get(place.start as usize..place.end as usize).is_some(), "places are whole characters");
        assert!(!diagnostic.text(Language::Zh).contains("{word}"), "every placeholder is filled");
    }
    let mut waiting: Vec<&Node> = document.nodes.iter().collect();
    while let Some(node) = waiting.pop() {
        for argument in node.arguments.iter().chain(node.properties.iter().map(|property| &property.value)) {
            if let (syntax::Scalar::Text(value), Some(at)) = (&argument.value, argument.verbatim()) {
                assert!(text[at as usize..].starts_with(&**value), "verbatim texts stand in the file");
            }
        }
        waiting.extend(node.children());
    }
    assert!(start.elapsed() < PATIENCE, "{} bytes took {:?}", text.len(), start.elapsed());
});
