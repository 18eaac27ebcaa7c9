//! Talking to a Quickwit server: requests, answers, and what is said where something goes wrong.

use std::time::Duration;

use serde_json::{Value, json};

use super::mapping::{NAME, Names};
use crate::deadline::Deadline;
use crate::error::{Error, ErrorKind, Result, io_cause};

/// Where an archive is: a server, and what the names of its indexes begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// `http://HOST:PORT`
    url: String,
    pub name: String,
}

impl Server {
    /// Reads `http://HOST:PORT`, or `http://HOST:PORT/NAME` where the indexes are not called `warta-…`.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where it is no such address.
    pub fn parse(text: &str) -> Result<Server> {
        let wrong = |cause: &str| {
            let error = Error::new(ErrorKind::Usage, text, cause);
            error.with_hint("write `http://HOST:PORT`, or `http://HOST:PORT/NAME` for indexes that are called `NAME-articles` and so on")
        };
        let Some(rest) = text.strip_prefix("http://") else {
            let cause = match text.starts_with("https://") {
                true => "only `http` is spoken; let a proxy on this machine speak `https`",
                false => "this is no address of a Quickwit server",
            };
            return Err(wrong(cause));
        };
        let (host, name) = rest.split_once('/').unwrap_or((rest, ""));
        let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
        if host.is_empty() || !host.chars().all(is_host) {
            return Err(wrong("this is no address of a Quickwit server"));
        }
        let name = name.trim_end_matches('/');
        let name = if name.is_empty() { NAME } else { name };
        if !Names::is_name(name) {
            return Err(wrong(&format!("indexes cannot be called `{name}`")));
        }
        Ok(Server {
            url: format!("http://{host}"),
            name: name.to_owned(),
        })
    }

    /// The address of the server.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Talks to one server. Connections are kept.
#[derive(Clone, Debug)]
pub struct Client {
    server: Server,
    agent: ureq::Agent,
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

/// How long a server has to take a connection.
const CONNECT: Duration = Duration::from_secs(5);

/// The shortest time in which an answer can come.
const LEAST: Duration = Duration::from_millis(1);

/// The largest answer that is read: ten thousand records are some thirty megabytes.
const LARGEST: u64 = 1 << 30;

impl Client {
    /// `patience` is how long an answer is waited for.
    pub fn new(server: &Server, patience: Duration) -> Client {
        let config = ureq::Agent::config_builder()
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(patience))
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        Client {
            server: server.clone(),
            agent: config.into(),
        }
    }

    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Sends something, whatever the server says to it.
    ///
    /// # Errors
    /// [`ErrorKind::Server`] where the server cannot be reached or breaks off; [`ErrorKind::TooSlow`] where it takes too long.
    pub fn send(&self, method: &str, path: &str, body: Option<(&str, &[u8])>) -> Result<Answer> {
        self.send_within(method, path, body, &Deadline::none())
    }

    /// The same, which is waited for no longer than until a moment.
    fn send_within(&self, method: &str, path: &str, body: Option<(&str, &[u8])>, until: &Deadline) -> Result<Answer> {
        let url = format!("{}{path}", self.server.url);
        let mut request = ureq::http::Request::builder().method(method).uri(&url);
        if let Some((kind, _)) = body {
            request = request.header("content-type", kind);
        }
        let bytes = body.map_or(&[][..], |(_, bytes)| bytes);
        let request = request
            .body(bytes)
            .map_err(|error| Error::new(ErrorKind::Usage, &self.server.url, error))?;
        let request = match until.left() {
            // No time at all is none to the library.
            Some(left) => {
                let limited = self.agent.configure_request(request);
                limited.timeout_global(Some(left.max(LEAST))).build()
            }
            None => request,
        };
        let mut answer = self.agent.run(request).map_err(|error| self.failed(&error))?;
        let status = answer.status().as_u16();
        let bytes = answer.body_mut().with_config().limit(LARGEST).read_to_vec();
        let bytes = bytes.map_err(|error| self.failed(&error))?;
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        Ok(Answer { status, body })
    }

    /// Sends JSON, which has to succeed.
    ///
    /// # Errors
    /// Those of [`Client::send`], and [`ErrorKind::Server`] where the server refuses, with its own words.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.post_within(path, body, &Deadline::none())
    }

    /// The same, which is waited for no longer than until a moment.
    ///
    /// # Errors
    /// Those of [`Client::post`].
    pub fn post_within(&self, path: &str, body: &Value, until: &Deadline) -> Result<Value> {
        let text = serde_json::to_vec(body).unwrap_or_default();
        let answer = self.send_within("POST", path, Some(("application/json", &text)), until)?;
        match answer.status {
            200..300 => Ok(answer.body),
            _ => Err(self.refused(&answer)),
        }
    }

    /// Asks an index.
    ///
    /// # Errors
    /// Those of [`Client::post`].
    pub fn search(&self, index: &str, body: Value) -> Result<Value> {
        self.search_with(index, "", body, &Deadline::none())
    }

    /// Asks an index, with parameters of the address. The answer is waited for until a moment.
    ///
    /// # Errors
    /// Those of [`Client::post`], and where the server could not ask all of the index.
    pub fn search_with(&self, index: &str, parameters: &str, mut body: Value, until: &Deadline) -> Result<Value> {
        // Without it the number of hits is that of the hits that happened to be looked at.
        body["track_total_hits"] = json!(true);
        let answer = self.post_within(&format!("/api/v1/_elastic/{index}/_search?{parameters}"), &body, until)?;
        // An answer of a part of the index looks like one of all of it.
        let is_cut = answer.pointer("/timed_out").and_then(Value::as_bool).unwrap_or(false);
        let failed = answer.pointer("/_shards/failed").and_then(Value::as_u64).unwrap_or(0);
        match is_cut || failed > 0 {
            true => Err(Error::new(
                ErrorKind::Server,
                &self.server.url,
                "the server could not search all of the archive",
            )
            .with_hint("ask again in a moment; if this goes on, see what the server writes to its log")),
            false => Ok(answer),
        }
    }

    /// How many documents of an index a query finds.
    ///
    /// # Errors
    /// Those of [`Client::search`], and [`ErrorKind::Server`] where the server does not say how many.
    pub fn count(&self, index: &str, query: &Value) -> Result<u64> {
        self.count_within(index, query, &Deadline::none())
    }

    /// The same, which is waited for until a moment.
    ///
    /// # Errors
    /// Those of [`Client::count`].
    pub fn count_within(&self, index: &str, query: &Value, until: &Deadline) -> Result<u64> {
        let answer = self.search_with(index, "", json!({"query": query, "size": 0}), until)?;
        total(&answer).ok_or_else(|| self.strange())
    }

    /// The server answered something that this program does not understand.
    pub fn strange(&self) -> Error {
        let cause = "the server's answer cannot be understood";
        Error::new(ErrorKind::Server, &self.server.url, cause)
            .with_hint("this program speaks to Quickwit 0.9; see which version answers there with `quickwit --version`")
    }

    /// What a refusal means.
    pub fn refused(&self, answer: &Answer) -> Error {
        let words = reason(&answer.body);
        let place = &self.server.url;
        match answer.status {
            404 => {
                let cause = format!("there is no archive called `{}` on this server", self.server.name);
                let hint = format!(
                    "load it with `warta export --to quickwit -o FOLDER --url {}`",
                    self.server.url
                );
                Error::new(ErrorKind::Server, place, cause).with_hint(hint)
            }
            408 | 504 => slow(place),
            429 | 503 => Error::new(ErrorKind::Server, place, format!("the server is too busy: {words}"))
                .with_hint("ask again in a moment"),
            status => Error::new(
                ErrorKind::Server,
                place,
                format!("the server refused ({status}): {words}"),
            )
            .with_hint("if this goes on, load the archive again with the same version of this program"),
        }
    }

    fn failed(&self, error: &ureq::Error) -> Error {
        let place = &self.server.url;
        match error {
            ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
                Error::new(ErrorKind::Server, place, "the server does not answer")
                    .with_hint("see that Quickwit runs there, and that nothing stands between")
            }
            ureq::Error::Timeout(_) => slow(place),
            ureq::Error::Io(error) if is_timeout(error) => slow(place),
            ureq::Error::Io(error) => Error::new(ErrorKind::Server, place, io_cause(error))
                .with_hint("see that Quickwit runs there: `quickwit run --config node.yaml`"),
            ureq::Error::ConnectionFailed => Error::new(ErrorKind::Server, place, "the server cannot be reached")
                .with_hint("see that Quickwit runs there: `quickwit run --config node.yaml`"),
            ureq::Error::HostNotFound => Error::new(ErrorKind::Server, place, "there is no machine of this name")
                .with_hint("see that the address is right"),
            other => Error::new(
                ErrorKind::Server,
                place,
                format!("talking to the server failed: {other}"),
            )
            .with_hint("see that a Quickwit server answers there"),
        }
    }
}

fn slow(place: &str) -> Error {
    Error::new(ErrorKind::TooSlow, place, "the server took longer than it may")
        .with_hint("ask for less at a time, or allow more time")
}

fn is_timeout(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        std::io::ErrorKind::TimedOut | std::io::ErrorKind::WouldBlock
    )
}

/// How many hits an answer speaks of.
pub fn total(answer: &Value) -> Option<u64> {
    answer.pointer("/hits/total/value")?.as_u64()
}

/// The server's own words on a refusal, in one line.
fn reason(body: &Value) -> String {
    let at = ["/error/reason", "/message", "/error"];
    let found = at.iter().find_map(|at| body.pointer(at)?.as_str());
    let words = match (found, body) {
        (Some(words), _) => words.to_owned(),
        (None, Value::String(words)) => words.clone(),
        (None, other) => other.to_string(),
    };
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(300) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
