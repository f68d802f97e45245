//! A package to start from: files that lie here as real ones, with the id of the package put in.
//!
//! What `zh/` and `en/` hold is a whole project, which compiles as it stands; its package is called `PLACEHOLDER`.

use crate::diagnostic::Language;
use crate::emit::{Outputs, files};

/// The id of the package in the files here.
const PLACEHOLDER: &str = "my-standard";
/// The longest id, in bytes: paths are made of it.
const LONGEST: usize = 60;

/// Names the files of a language once and embeds them.
macro_rules! project {
    ($language:literal) => {
        project!($language:
            "README.md"
            "examples/my-standard-2024-q1/G1.kdl"
            "examples/my-standard-2024-q1/G2.kdl"
            "examples/my-standard-2024-q1/submissions.kdl"
            "standards/my-standard/indicators.kdl"
            "standards/my-standard/records.kdl"
            "standards/my-standard/regions.csv"
            "standards/my-standard/rules.kdl"
            "standards/my-standard/sources.kdl"
            "standards/my-standard/standard.kdl"
            "standards/my-standard/tests.kdl"
        )
    };
    ($language:literal: $($path:literal)*) => { &[$(($path, include_str!(concat!($language, "/", $path)))),*] };
}

const CHINESE: &[(&str, &str)] = project!("zh");
const ENGLISH: &[(&str, &str)] = project!("en");
const OF_GIT: [(&str, &str); 2] =
    [(".gitattributes", include_str!("gitattributes")), (".gitignore", include_str!("gitignore"))];

/// A service that runs checks after each change, for which a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pipeline {
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
}

impl Pipeline {
    /// Where the service looks for its file, and the file.
    fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Github => (".github/workflows/guiju.yml", include_str!("ci/github.yml")),
            Self::Gitlab => (".gitlab-ci.yml", include_str!("ci/gitlab.yml")),
        }
    }
}

/// Whether a text can be the id of a package, and the name of its folder on every machine and in every shell.
#[must_use]
pub fn is_name(name: &str) -> bool {
    name.len() <= LONGEST
        && name.chars().next().is_some_and(char::is_alphanumeric)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        && files::portable(name) == name
}

/// The files of a new project whose package has the id `name`, for which [`is_name`] holds; with keywords and texts in a language.
#[must_use]
pub fn project(name: &str, language: Language, pipeline: Option<Pipeline>) -> Outputs {
    let files = match language {
        Language::Zh => CHINESE,
        Language::En => ENGLISH,
    };
    let named = |text: &str| text.replace(PLACEHOLDER, name);
    let files = files.iter().copied().chain(OF_GIT).chain(pipeline.map(Pipeline::file));
    files.map(|(path, text)| (named(path), named(text).into_bytes())).collect()
}

/// The round of a new project, from its folder.
#[must_use]
pub fn round(name: &str) -> String {
    format!("examples/{name}-2024-q1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_ids_and_folders_everywhere() {
        for name in ["gardens", "Gardens-2", "社区花园", "a", "2024_rules"] {
            assert!(is_name(name), "{name}");
        }
        let long = "x".repeat(61);
        for name in ["", "-x", "_x", "a b", "a/b", "..", "a.b", "con", "LPT1", "a\"b", "$a", "a\u{202E}b", "a\n", &long]
        {
            assert!(!is_name(name), "{name:?}");
        }
    }

    #[test]
    fn both_languages_have_the_same_files_and_the_id_is_everywhere() {
        let paths =
            |language| project("gardens", language, Some(Pipeline::Gitlab)).into_keys().collect::<BTreeSet<_>>();
        assert_eq!(paths(Language::Zh), paths(Language::En));
        for language in [Language::Zh, Language::En] {
            for pipeline in [Pipeline::Github, Pipeline::Gitlab] {
                for (path, text) in project("gardens", language, Some(pipeline)) {
                    let text = String::from_utf8_lossy(&text).into_owned();
                    assert!(!path.contains(PLACEHOLDER) && !text.contains(PLACEHOLDER), "{path}");
                }
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/scaffold");
        for (language, known) in [("zh", CHINESE), ("en", ENGLISH)] {
            let files = crate::package::Files::read(&root.join(language), &["kdl", "csv", "md"]);
            let found: BTreeSet<String> =
                files.iter().flat_map(|files| files.iter()).map(|(path, _)| path.to_owned()).collect();
            assert_eq!(found, known.iter().map(|(path, _)| (*path).to_owned()).collect());
        }
    }
}
