//! The binary: hands the arguments to [`guiju::cli`] and ends with its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    guiju::cli::run(std::env::args_os())
}
