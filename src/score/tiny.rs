//! A small standard of one system, for tests.

use crate::diagnostic::{Language, SourceMap};
use crate::package::{self, Files};
use crate::standard::Standard;

/// A standard over regions of these codes, a county and a city by turns, that report so many numbers, `f0` and so on. `lines` begin
/// with the properties of the system and open its block, which is closed after the indicators.
pub fn standard(lines: &str, indicators: &str, fields: usize, codes: &[String]) -> Standard {
    let fields: Vec<String> = (0..fields).map(|field| format!("field \"f{field}\" \"字段\" type=\"number\"")).collect();
    let text = format!(
        "standard \"tiny\" version=\"1\" {{ title \"小标准\"; regions \"regions.csv\"; submission \"report\" }}\n\
         record \"report\" \"填报\" {{ {} }}\n\
         indicators \"i\" \"指标\" total=100 {lines}\n{indicators}\n}}\n",
        fields.join("; ")
    );
    let levels = ["county", "city"].into_iter().cycle();
    let rows = codes.iter().enumerate().zip(levels);
    let rows: Vec<String> = rows.map(|((at, code), level)| format!("{code},地{at},{level},")).collect();
    let registry = format!("code,name,level,parent\n{}\n", rows.join("\n"));
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let files = Files::in_memory("tiny", [file("standard.kdl", &text), file("regions.csv", &registry)]);
    let compilation = package::compile(&files, &mut SourceMap::default());
    let told: Vec<String> = compilation.diagnostics.iter().map(|found| found.text(Language::En)).collect();
    compilation.standard.unwrap_or_else(|| unreachable!("{told:?}\n{text}"))
}
