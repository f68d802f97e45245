//! `watch`: standards → `generated/`, again on every save, with a page to look at.

use super::arguments::WatchArguments;
use super::console::Console;
use super::{Ending, build};
use crate::base::atomic::Durability;
use crate::base::text::counted;
use crate::diagnostic::catalogue::tool as messages;
use crate::diagnostic::render::summary;
use crate::diagnostic::{Diagnostic, Language};
use crate::preview::{self, Host, View};
use crate::watch::{News, Observer, Refreshed, Touched, Trial, Workshop, ends_on_signals};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder in which rounds are looked for that the packages judge.
const EXAMPLES: &str = "examples";
/// The most changed files that are named in the terminal.
const NAMED: usize = 6;

/// A package with the rounds that it judges.
type Watched = (Workshop, Vec<Trial>);

/// A package that was made again: how it stood before, and why its outputs could not be written.
struct Made {
    had_messages: bool,
    had_outputs: bool,
    failed: Option<Diagnostic>,
}

/// Runs the verb.
pub fn run(arguments: &WatchArguments, console: &Console) -> Ending {
    match watch(arguments, console) {
        Ok(()) => Ending::Holds,
        Err((ending, diagnostic)) => {
            console.complain(diagnostic);
            ending
        }
    }
}

fn watch(arguments: &WatchArguments, console: &Console) -> Result<(), (Ending, Diagnostic)> {
    let wrong = |diagnostic| (Ending::Wrong, diagnostic);
    let folders = build::packages(&arguments.packages).map_err(wrong)?;
    let mut watched: Vec<Watched> = Vec::new();
    let rounds = rounds(&arguments.rounds).map_err(wrong)?;
    for folder in folders {
        let mut workshop = Workshop::new(&folder).map_err(|error| wrong(error.diagnostic()))?;
        workshop.recall(&arguments.out);
        let own = rounds.iter().filter(|(_, standard)| *standard == workshop.real);
        let trials = own.map(|(round, _)| Trial::new(round)).collect();
        watched.push((workshop, trials));
    }
    let is_judged =
        |round: &&PathBuf| watched.iter().flat_map(|(_, trials)| trials).any(|trial| trial.folder == **round);
    if let Some(round) = arguments.rounds.iter().find(|round| !is_judged(round)) {
        return Err(wrong(Diagnostic::new(&messages::ROUND_OF_ANOTHER).with("path", round.display())));
    }
    let places = watched.iter().flat_map(|(workshop, trials)| {
        std::iter::once(&workshop.real).chain(trials.iter().map(|trial| &trial.real)).cloned()
    });
    let (mut observer, stop) = Observer::new(&places.collect::<Vec<PathBuf>>()).map_err(|(path, reason)| {
        let found = Diagnostic::new(&messages::CANNOT_WATCH).with("path", path.display()).with("reason", reason);
        (Ending::Failed, found)
    })?;
    ends_on_signals(stop).map_err(|reason| {
        (Ending::Failed, Diagnostic::new(&messages::CANNOT_WATCH).with("path", "signal").with("reason", reason))
    })?;
    let host = (arguments.open || arguments.port.is_some()).then(|| host(arguments, console)).transpose()?;
    let news = observer.news();
    let mut version = 0;
    let mut touched = Some(Touched::Everything);
    while let Some(now) = touched {
        if again(&mut watched, &now, &news, arguments, host.as_ref(), console) {
            version += 1;
            if let Some(host) = &host {
                host.board.show(View::of(version, &watched, console.language));
                if version == 1 {
                    announce(host, arguments, console);
                }
            }
        }
        touched = observer.wait();
    }
    watched.iter().for_each(|(workshop, _)| workshop.keep());
    console.note(console.pick("监视结束", "the watch has ended"));
    Ok(())
}

/// Makes again what depends on what was touched, and prints what became of it; whether anything is new. Of what news overtook
/// nothing is said yet.
fn again(
    watched: &mut [Watched],
    touched: &Touched,
    news: &News,
    arguments: &WatchArguments,
    host: Option<&Host>,
    console: &Console,
) -> bool {
    let make = |(workshop, _): &mut Watched| {
        let (had_messages, had_outputs) = (!workshop.diagnostics.is_empty(), workshop.has_shown());
        let mut failed = None;
        let refreshed = workshop.refresh(touched, news, &mut |id, outputs| {
            failed = build::replace(&arguments.out.join(id), outputs, Durability::Process).err();
        });
        let made = (refreshed == Refreshed::Made).then_some(Made { had_messages, had_outputs, failed });
        (refreshed, made)
    };
    let (refreshed, made): (Vec<Refreshed>, Vec<Option<Made>>) = watched.iter_mut().map(make).unzip();
    if made.iter().any(Option::is_some) {
        let is_empty = console.is_terminal();
        console.begin_anew();
        for ((workshop, _), made) in watched.iter().zip(&made) {
            match made {
                Some(made) => tell(workshop, made, &arguments.out, console),
                // Its messages were on the screen, too.
                None if is_empty => console.report(&workshop.diagnostics, &workshop.sources),
                None => {}
            }
        }
        if let Some(host) = host.filter(|_| is_empty) {
            console.note(&address(host, console));
        }
    }
    let mut is_new = made.iter().any(Option::is_some);
    for ((workshop, trials), refreshed) in watched.iter_mut().zip(refreshed) {
        // Of a package that was overtaken they wait, too: when it is made, they are judged.
        for trial in trials.iter_mut().filter(|_| refreshed != Refreshed::Overtaken) {
            is_new |= trial.refresh(touched, workshop, refreshed == Refreshed::Made, news, console.language);
        }
    }
    is_new
}

/// Prints what became of a package.
fn tell(workshop: &Workshop, made: &Made, out: &Path, console: &Console) {
    console.report(&workshop.diagnostics, &workshop.sources);
    if made.had_messages && workshop.diagnostics.is_empty() {
        console.note(&summary(&[], console.language));
    }
    let Some(id) = workshop.id.as_ref().filter(|_| workshop.is_valid) else {
        console.note(console.pick("输出保持最近一次有效时的内容", "the outputs stay those of the last valid state"));
        return;
    };
    match &made.failed {
        None => console.note(&told(workshop, !made.had_outputs, &out.join(id), console.language)),
        Some(diagnostic) => console.complain(diagnostic.clone()),
    }
}

fn told(workshop: &Workshop, is_first: bool, folder: &Path, language: Language) -> String {
    let changes = &workshop.changes;
    let folder = folder.display();
    let mut names: Vec<&str> = changes.keys().map(String::as_str).take(NAMED).collect();
    if changes.len() > NAMED {
        names.push("…");
    }
    let all = workshop.outputs.len();
    match (language, changes.len()) {
        (Language::Zh, 0) if is_first => format!("{all} 个文件在 {folder}"),
        (Language::En, 0) if is_first => format!("{} in {folder}", counted(all, "file(s)")),
        (Language::Zh, 0) => format!("{folder}：输出没有变化"),
        (Language::En, 0) => format!("{folder}: the outputs have not changed"),
        (Language::Zh, count) => format!("{folder}：{count} 个文件有变化：{}", names.join("，")),
        (Language::En, count) => format!("{folder}: {} changed: {}", counted(count, "file(s)"), names.join(", ")),
    }
}

/// The rounds named, or those in [`EXAMPLES`], each with the folder of the package that it names.
fn rounds(named: &[PathBuf]) -> Result<Vec<(PathBuf, PathBuf)>, Diagnostic> {
    if let Some(missing) = named.iter().find(|round| !round.is_dir()) {
        return Err(Diagnostic::new(&messages::NOT_FOUND).with("path", missing.display()));
    }
    let mut rounds = named.to_vec();
    if named.is_empty() {
        let entries = std::fs::read_dir(EXAMPLES).into_iter().flatten().flatten();
        rounds.extend(entries.map(|entry| entry.path()).filter(|path| path.is_dir()));
        rounds.sort();
    }
    Ok(rounds.into_iter().filter_map(|round| Trial::standard_of(&round).map(|standard| (round, standard))).collect())
}

/// Starts the server of the page.
fn host(arguments: &WatchArguments, console: &Console) -> Result<Host, (Ending, Diagnostic)> {
    let port = arguments.port.unwrap_or(preview::PORT);
    preview::serve(port, View::of(0, &[], console.language)).map_err(|reason| {
        (Ending::Failed, Diagnostic::new(&messages::NO_PORT).with("port", port).with("reason", reason))
    })
}

/// The address of the page.
fn page(host: &Host) -> String {
    format!("http://{}/", host.address)
}

/// The line that says where the page is.
fn address(host: &Host, console: &Console) -> String {
    format!("{}{}", console.pick("预览：", "preview: "), page(host))
}

/// Says where the page is, and opens it where that was asked for.
fn announce(host: &Host, arguments: &WatchArguments, console: &Console) {
    if !console.is_terminal() {
        console.note(&address(host, console));
    }
    if arguments.open {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let opened = Command::new(opener)
            .arg(page(host))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        if opened.is_err() {
            console.note(
                console.pick("没有找到浏览器，请自己打开这个地址", "no browser was found: open the address by hand"),
            );
        }
    }
}
