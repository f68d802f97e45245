//! The JSON Schema of a report.

use schemars::JsonSchema;

/// The schema of what a type is written as.
///
/// # Errors
/// None in practice.
pub fn of<T: JsonSchema>() -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&schemars::schema_for!(T))?;
    text.push('\n');
    Ok(text)
}
