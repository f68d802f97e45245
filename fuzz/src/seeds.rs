//! Writes the inputs of the official KDL suite, which ships inside the package of the `kdl` crate, into the folder named
//! by the first argument, as seeds. The output of `cargo metadata` comes on standard input.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder for the seeds")?;
    let metadata: serde_json::Value = serde_json::from_reader(std::io::stdin())?;
    let packages = metadata["packages"].as_array().ok_or("no packages")?;
    let package = packages.iter().find(|package| package["name"] == "kdl").ok_or("no kdl crate")?;
    let manifest = package["manifest_path"].as_str().ok_or("no manifest")?;
    let cases = Path::new(manifest).parent().ok_or("no folder")?.join("tests/test_cases/input");
    std::fs::create_dir_all(&folder)?;
    let mut count = 0;
    for case in std::fs::read_dir(&cases)? {
        let case = case?;
        std::fs::copy(case.path(), Path::new(&folder).join(case.file_name()))?;
        count += 1;
    }
    println!("{count} seeds from the official suite");
    Ok(())
}
