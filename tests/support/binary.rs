//! The binary, run as a user runs it.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long any run may take before it counts as hanging. No measure of speed: runs take a fraction of a second.
const GUARD: Duration = Duration::from_secs(20);

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// What it printed as its result.
    pub output: String,
    /// What it told beside.
    pub messages: String,
}

impl Run {
    /// The result and the messages.
    pub fn all(&self) -> String {
        format!("{}{}", self.output, self.messages)
    }
}

/// Runs the binary in a folder, in Chinese unless the arguments say otherwise.
pub fn guiju(folder: &Path, arguments: &[&str]) -> Run {
    guiju_reading(folder, arguments, "")
}

/// The same, with something to read on its standard input.
pub fn guiju_reading(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_guiju"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("LANG")
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    // What does not read it closes it.
    _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    let output = drained(child.stdout.take().expect("piped"));
    let messages = drained(child.stderr.take().expect("piped"));
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("the binary can be waited for") {
            break status;
        }
        if begun.elapsed() > GUARD {
            child.kill().expect("the binary can be ended");
            panic!("guiju {arguments:?} hangs");
        }
        thread::sleep(Duration::from_millis(2));
    };
    let text = |bytes: thread::JoinHandle<Vec<u8>>| {
        String::from_utf8(bytes.join().expect("the pipe can be read")).expect("the binary prints UTF-8")
    };
    Run { code: status.code().expect("no signal ended it"), output: text(output), messages: text(messages) }
}

/// Reads a pipe to its end beside the run, so that neither waits for the other.
fn drained(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("the pipe can be read");
        bytes
    })
}
