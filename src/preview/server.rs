//! The page and the outputs over HTTP, for this machine only.
//!
//! It listens on the loopback address, and answers only requests that name a loopback host, so that no page from elsewhere can
//! reach it under a name of its own (DNS rebinding). Every answer comes from the last [`View`]; no file is opened. What is served
//! may load nothing from elsewhere, and outputs may not even speak to this server.

use super::shell::{ICON, SCRIPT, STYLE};
use super::view::View;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use tokio::sync::watch;

/// The port of the page where nobody names one: the same each time, so that a page that is still open finds its server again.
pub const PORT: u16 = 4870;

/// The newest view, for all who look.
#[derive(Debug, Clone)]
pub struct Board(watch::Sender<Arc<View>>);

impl Board {
    /// Puts up a view; open pages are told.
    pub fn show(&self, view: View) {
        self.0.send_replace(Arc::new(view));
    }
}

/// A server that runs beside the watch until the process ends.
#[derive(Debug)]
pub struct Host {
    /// Where it listens.
    pub address: SocketAddr,
    /// What it shows.
    pub board: Board,
}

/// Policies of the answers: what the page may load, and what outputs may.
const OWN: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                   frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const OF_OUTPUTS: &str = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; \
                          base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Serves on a port of the loopback address, 0 for any that is free.
///
/// # Errors
/// Where the port is taken or may not be used.
pub fn serve(port: u16, view: View) -> io::Result<Host> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let board = Board(watch::Sender::new(Arc::new(view)));
    let shown = Shown { views: board.0.clone(), port: address.port() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    thread::Builder::new().name("preview".to_owned()).spawn(move || {
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, router(shown)).await
        })
    })?;
    Ok(Host { address, board })
}

#[derive(Debug, Clone)]
struct Shown {
    views: watch::Sender<Arc<View>>,
    port: u16,
}

impl Shown {
    fn view(&self) -> Arc<View> {
        self.views.borrow().clone()
    }
}

fn router(shown: Shown) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/main", get(main))
        .route("/events", get(events))
        .route("/script.js", get(async || own("text/javascript; charset=utf-8", SCRIPT)))
        .route("/icon.svg", get(async || own("image/svg+xml", ICON)))
        .route("/style.css", get(async || own("text/css; charset=utf-8", STYLE)))
        .route("/outputs/{package}/{*path}", get(output))
        .route("/rounds/{package}/{round}", get(round))
        .layer(middleware::from_fn_with_state(shown.clone(), guarded))
        .with_state(shown)
}

/// Refuses requests under a name that is not this machine's own, and adds what holds for every answer.
async fn guarded(State(shown): State<Shown>, request: Request, next: Next) -> Response {
    if !is_own(request.headers(), shown.port) {
        return (StatusCode::MISDIRECTED_REQUEST, "loopback only\n").into_response();
    }
    let mut answer = next.run(request).await;
    let fixed: [(HeaderName, &str); 4] = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// Whether a request names this machine as its host.
fn is_own(headers: &HeaderMap, port: u16) -> bool {
    let mut named = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    // A browser leaves out the port that its protocol has anyway.
    let name = host.strip_suffix(&format!(":{port}")).unwrap_or(if port == 80 { host } else { "" });
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

fn own(kind: &'static str, text: impl Into<String>) -> Response {
    answer(kind, OWN, text.into().into_bytes())
}

fn answer(kind: &'static str, policy: &'static str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_SECURITY_POLICY, policy)], bytes).into_response()
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, [(header::CONTENT_SECURITY_POLICY, OF_OUTPUTS)], "404\n").into_response()
}

async fn page(State(shown): State<Shown>) -> Response {
    own("text/html; charset=utf-8", shown.view().page.clone())
}

async fn main(State(shown): State<Shown>) -> Response {
    own("text/html; charset=utf-8", shown.view().main.clone())
}

async fn output(State(shown): State<Shown>, Path((package, path)): Path<(usize, String)>) -> Response {
    let view = shown.view();
    let found = view.packages.get(package).and_then(|package| package.outputs.get(&path));
    found.map_or_else(missing, |bytes| answer(kind_of(&path), OF_OUTPUTS, bytes.clone()))
}

async fn round(State(shown): State<Shown>, Path((package, round)): Path<(usize, usize)>) -> Response {
    let view = shown.view();
    let found = view.packages.get(package).and_then(|package| package.trials.get(round));
    found.map_or_else(missing, |trial| answer("text/html; charset=utf-8", OF_OUTPUTS, trial.page.as_bytes().to_vec()))
}

/// What an output is, by its ending.
fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "ics" => "text/calendar; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "md" | "csv" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Tells the number of the view at once and whenever it changes.
async fn events(State(shown): State<Shown>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let receiver = shown.views.subscribe();
    let told = stream::unfold((receiver, true), async |(mut receiver, is_first)| {
        if !is_first {
            receiver.changed().await.ok()?;
        }
        let version = receiver.borrow_and_update().version;
        Some((Ok(Event::default().event("version").data(version.to_string())), (receiver, false)))
    });
    Sse::new(told)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::emit::Outputs;
    use crate::preview::PackageView;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    fn host() -> Host {
        let outputs = Outputs::from([("signs/标 牌.svg".to_owned(), b"<svg/>".to_vec())]);
        let packages = vec![PackageView { outputs: Arc::new(outputs), trials: Vec::new() }];
        serve(0, View { version: 7, page: "page".into(), main: "main".into(), packages }).unwrap()
    }

    /// The status line with the head, and the body, of what is answered to a request.
    fn asked(host: &Host, request: &str) -> (String, String) {
        let mut stream = TcpStream::connect(host.address).unwrap();
        let port = host.address.port();
        let request = request.replace("SELF", &format!("127.0.0.1:{port}")).replace("PORT", &port.to_string());
        write!(stream, "{request}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_ascii_lowercase(), body.to_owned())
    }

    #[test]
    fn what_was_put_up_is_served_and_nothing_else() {
        let host = host();
        assert_eq!(asked(&host, "GET / HTTP/1.1\r\nHost: SELF").1, "page");
        assert_eq!(asked(&host, "GET /main HTTP/1.1\r\nHost: SELF").1, "main");
        let (head, body) = asked(&host, "GET /outputs/0/signs/%E6%A0%87%20%E7%89%8C.svg HTTP/1.1\r\nHost: SELF");
        assert_eq!(body, "<svg/>");
        assert!(head.contains("content-type: image/svg+xml") && head.contains("default-src 'none'"), "{head}");
        for path in [
            "/outputs/1/signs/%E6%A0%87%20%E7%89%8C.svg",
            "/outputs/0/../../Cargo.toml",
            "/outputs/0/%2e%2e/%2e%2e/Cargo.toml",
            "/outputs/0//etc/passwd",
            "/outputs/0/signs",
            "/rounds/0/0",
            "/Cargo.toml",
        ] {
            let (head, _) = asked(&host, &format!("GET {path} HTTP/1.1\r\nHost: SELF"));
            assert!(head.starts_with("http/1.1 404") || head.starts_with("http/1.1 400"), "{path}: {head}");
        }
        let (head, _) = asked(&host, "POST / HTTP/1.1\r\nContent-Length: 0\r\nHost: SELF");
        assert!(head.starts_with("http/1.1 405"), "{head}");
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let host = host();
        for name in ["localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT", "127.0.0.1:PORT"] {
            let (head, _) = asked(&host, &format!("GET / HTTP/1.1\r\nHost: {name}"));
            assert!(head.starts_with("http/1.1 200"), "{name}: {head}");
        }
        for name in ["evil.example:PORT", "127.0.0.1.evil.example:PORT", "127.0.0.1:1", "", "localhost"] {
            let (head, body) = asked(&host, &format!("GET / HTTP/1.1\r\nHost: {name}"));
            assert!(head.starts_with("http/1.1 421") || head.starts_with("http/1.1 400"), "{name}: {head}");
            assert!(!body.contains("page"), "{name}");
        }
        let (head, _) = asked(&host, "GET / HTTP/1.1\r\nHost: SELF\r\nHost: evil.example");
        assert!(!head.starts_with("http/1.1 200"), "{head}");
    }

    #[test]
    fn open_pages_are_told_of_a_new_view() {
        let host = host();
        let mut stream = TcpStream::connect(host.address).unwrap();
        write!(stream, "GET /events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", host.address.port()).unwrap();
        let mut told = String::new();
        let mut until = |what: &str| {
            let mut bytes = [0; 1024];
            while !told.contains(what) {
                let count = stream.read(&mut bytes).unwrap();
                assert!(count > 0, "{told}");
                told.push_str(&String::from_utf8_lossy(bytes.get(..count).unwrap()));
            }
        };
        until("data: 7");
        host.board.show(View { version: 8, ..View::default() });
        until("data: 8");
    }
}
