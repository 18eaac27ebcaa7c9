//! Who is answered: the archive may be embargoed or leaked, and other pages in the same browser, or other names that lead to this address,
//! must not read it. Checked before anything else, in this order: method, length, body, host, origin, token.

use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, COOKIE, HOST, ORIGIN, TRANSFER_ENCODING};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

use crate::api::Kind;

/// The longest address that is read, in bytes.
const LONGEST: usize = 8 * 1024;

/// The page where a token is given.
pub const ENTRY: &str = "/masuk";
/// The cookie that holds it.
pub const COOKIE_NAME: &str = "warta";

/// Whom the server answers.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Names beside the loopback ones by which it may be called, in small letters, without a port.
    pub hosts: Vec<String>,
    /// Other sites whose pages may read the API: `https://peneliti.example`.
    pub origins: Vec<String>,
    pub token: Option<Token>,
}

/// A secret that whoever asks must know.
#[derive(Clone)]
pub struct Token(String);

/// It is in no message.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(..)")
    }
}

impl Token {
    /// The fewest characters: 22 of 64 different ones are 132 bits.
    pub const SHORTEST: usize = 22;

    /// A token as a file has it; `None` where it is too short to be one, or has characters that no header can carry.
    pub fn read(text: &str) -> Option<Token> {
        let text = text.trim();
        let is_sound = text.len() >= Token::SHORTEST
            && text.len() <= 512
            && text.chars().all(|c| c.is_ascii_graphic() && !"\";,\\".contains(c));
        is_sound.then(|| Token(text.to_owned()))
    }

    /// Whether this is the token. It takes the same time wherever the two differ.
    pub fn is(&self, given: &str) -> bool {
        let (ours, given) = (self.0.as_bytes(), given.as_bytes());
        let differs = ours
            .iter()
            .enumerate()
            .fold(ours.len() ^ given.len(), |sum, (n, byte)| {
                sum | usize::from(byte ^ given.get(n).copied().unwrap_or(0))
            });
        std::hint::black_box(differs) == 0
    }

    /// The header that lets a browser keep it: for this site alone, out of reach of scripts.
    pub fn cookie(&self) -> String {
        format!("{COOKIE_NAME}={}; Path=/; HttpOnly; SameSite=Strict", self.0)
    }
}

/// Checks a request.
///
/// # Errors
/// The kind of refusal.
pub fn check(parts: &Parts, rules: &Rules) -> Result<(), Kind> {
    let path = parts.uri.path();
    let enters = rules.token.is_some() && path == ENTRY;
    if !(parts.method == Method::GET || parts.method == Method::HEAD || enters && parts.method == Method::POST) {
        return Err(Kind::Method);
    }
    if parts.uri.path_and_query().map_or(0, |text| text.as_str().len()) > LONGEST {
        return Err(Kind::TooLong);
    }
    let has_length = parts.headers.get_all(CONTENT_LENGTH).iter().any(|length| length != "0");
    if parts.method != Method::POST && (has_length || parts.headers.contains_key(TRANSFER_ENCODING)) {
        return Err(Kind::Body);
    }
    let host = host(parts, rules).ok_or(Kind::WrongHost)?;
    if !is_from_here(parts, rules, host) {
        return Err(Kind::ForbiddenOrigin);
    }
    match &rules.token {
        Some(token) if path != ENTRY && !knows(&parts.headers, token) => Err(Kind::Token),
        _ => Ok(()),
    }
}

/// The one `Host` of the request, if the server goes by it. Names that public DNS cannot point here are its own.
fn host<'p>(parts: &'p Parts, rules: &Rules) -> Option<&'p str> {
    let mut hosts = parts.headers.get_all(HOST).iter();
    let host = hosts.next()?.to_str().ok()?;
    if hosts.next().is_some() || !is_known(host, rules) {
        return None;
    }
    // An address with a host of its own must name the same.
    match parts.uri.authority() {
        Some(authority) if !authority.as_str().eq_ignore_ascii_case(host) => None,
        _ => Some(host),
    }
}

fn is_known(host: &str, rules: &Rules) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, "")) => (format!("[{name}]"), None),
        Some((name, port)) => match port.strip_prefix(':') {
            Some(port) => (format!("[{name}]"), Some(port)),
            None => return false,
        },
        None => match host.split_once(':') {
            Some((name, port)) => (name.to_ascii_lowercase(), Some(port)),
            None => (host.to_ascii_lowercase(), None),
        },
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok() && port.bytes().all(|b| b.is_ascii_digit());
    port.is_none_or(is_port)
        && (matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]") || rules.hosts.contains(&name))
}

/// Whether the request comes from a page of this server, from no page at all, or is a link that somebody followed.
fn is_from_here(parts: &Parts, rules: &Rules, host: &str) -> bool {
    let headers = &parts.headers;
    let is_api = parts.uri.path().starts_with("/api/");
    let mut origins = headers.get_all(ORIGIN).iter();
    let origin = origins.next().map(|origin| origin.to_str().unwrap_or("null"));
    if origins.next().is_some() {
        return false;
    }
    let is_allowed = origin.is_some_and(|origin| is_api && rules.origins.iter().any(|allowed| allowed == origin));
    let is_ours = origin.is_none_or(|origin| {
        ["http", "https"]
            .iter()
            .any(|scheme| origin.eq_ignore_ascii_case(&format!("{scheme}://{host}")))
    });
    if !is_ours && !is_allowed {
        return false;
    }
    let one = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match one("sec-fetch-site") {
        None | Some("same-origin" | "none") => true,
        Some("cross-site" | "same-site") => {
            let is_link = one("sec-fetch-mode") == Some("navigate") && one("sec-fetch-dest") == Some("document");
            let is_page = !parts.uri.path().starts_with("/api/")
                && !parts.uri.path().starts_with("/assets/")
                && parts.method == Method::GET;
            is_link && is_page || is_allowed && one("sec-fetch-mode") == Some("cors")
        }
        Some(_) => false,
    }
}

/// Whether the token is in `Authorization: Bearer` or in the cookie.
fn knows(headers: &HeaderMap, token: &Token) -> bool {
    let bearer = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='));
    bearer.is_some_and(|given| token.is(given.trim()))
        || cookies.any(|(name, value)| name == COOKIE_NAME && token.is(value))
}

/// The origin of the request where it is one of those that may read the API.
pub fn allowed_origin<'p>(parts: &'p Parts, rules: &Rules) -> Option<&'p str> {
    let origin = parts.headers.get(ORIGIN)?.to_str().ok()?;
    (parts.uri.path().starts_with("/api/") && rules.origins.iter().any(|allowed| allowed == origin)).then_some(origin)
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn checked(uri: &str, headers: &[(&str, &str)], rules: &Rules) -> Result<(), Kind> {
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        check(&parts, rules)
    }

    /// S1: no name but its own, however it is written.
    #[test]
    fn other_names_are_not_answered() {
        let rules = Rules::default();
        for host in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "",
            ":7575",
            "0.0.0.0",
            "0.0.0.0:80",
            "127.0.0.2",
            "localhost.",
            "localhost:",
            "localhost:x",
            "localhost:99999",
            "localhost:+1",
            "[::1",
            "[::1]x",
            "[::2]",
            "::1",
            "user@localhost",
            "localhost/",
            "2130706433",
        ] {
            assert_eq!(checked("/", &[("host", host)], &rules), Err(Kind::WrongHost), "{host}");
        }
        assert_eq!(checked("/", &[], &rules), Err(Kind::WrongHost));
        assert_eq!(
            checked("/", &[("host", "localhost"), ("host", "localhost")], &rules),
            Err(Kind::WrongHost)
        );
        assert_eq!(
            checked("http://evil.example/", &[("host", "localhost")], &rules),
            Err(Kind::WrongHost)
        );
        for host in [
            "localhost",
            "LocalHost:7575",
            "127.0.0.1:9",
            "127.0.0.1",
            "[::1]:9",
            "[::1]",
        ] {
            assert_eq!(checked("/", &[("host", host)], &rules), Ok(()), "{host}");
        }
        let named = Rules {
            hosts: vec!["arsip.example".to_owned()],
            ..Rules::default()
        };
        assert_eq!(checked("/", &[("host", "Arsip.example:80")], &named), Ok(()));
    }

    /// S2: an address of numbers is not ours for being one, nor is another port.
    #[test]
    fn other_origins_are_not_answered() {
        for origin in [
            "http://10.0.0.1",
            "http://127.0.0.1:1",
            "http://localhost:7575",
            "null",
            "https://evil.example",
            "http://127.0.0.1",
            "",
        ] {
            let headers = [("host", "127.0.0.1:7575"), ("origin", origin)];
            assert_eq!(
                checked("/api/v1/search", &headers, &Rules::default()),
                Err(Kind::ForbiddenOrigin),
                "{origin}"
            );
        }
        let ours = [("host", "127.0.0.1:7575"), ("origin", "http://127.0.0.1:7575")];
        assert_eq!(checked("/api/v1/search", &ours, &Rules::default()), Ok(()));
    }

    /// S5: what another site's page can make a browser send, as Chromium sends it.
    #[test]
    fn requests_from_other_sites_are_not_answered_but_links_are() {
        let sent = |path: &str, site: &str, mode: &str, dest: &str| {
            let headers = [
                ("host", "localhost:1"),
                ("sec-fetch-site", site),
                ("sec-fetch-mode", mode),
                ("sec-fetch-dest", dest),
            ];
            checked(path, &headers, &Rules::default())
        };
        for site in ["cross-site", "same-site"] {
            for (mode, dest) in [
                ("no-cors", "image"),
                ("no-cors", "script"),
                ("no-cors", "style"),
                ("cors", "empty"),
                ("no-cors", "empty"),
                ("navigate", "iframe"),
                ("navigate", "object"),
                ("navigate", "embed"),
                ("websocket", "websocket"),
                ("navigate", "frame"),
                ("no-cors", "audio"),
            ] {
                assert_eq!(
                    sent("/search?q=x", site, mode, dest),
                    Err(Kind::ForbiddenOrigin),
                    "{site} {mode} {dest}"
                );
            }
            assert_eq!(sent("/search?q=x", site, "navigate", "document"), Ok(()));
            assert_eq!(
                sent("/api/v1/search", site, "navigate", "document"),
                Err(Kind::ForbiddenOrigin)
            );
        }
        assert_eq!(sent("/api/v1/search", "same-origin", "cors", "empty"), Ok(()));
        assert_eq!(sent("/search", "none", "navigate", "document"), Ok(()));
        assert_eq!(
            sent("/search", "else", "navigate", "document"),
            Err(Kind::ForbiddenOrigin)
        );
    }

    #[test]
    fn a_site_that_is_allowed_reads_the_api_alone() {
        let rules = Rules {
            origins: vec!["https://peneliti.example".to_owned()],
            ..Rules::default()
        };
        let headers = [
            ("host", "localhost"),
            ("origin", "https://peneliti.example"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "cors"),
            ("sec-fetch-dest", "empty"),
        ];
        assert_eq!(checked("/api/v1/search", &headers, &rules), Ok(()));
        assert_eq!(checked("/search", &headers, &rules), Err(Kind::ForbiddenOrigin));
    }

    #[test]
    fn a_token_is_asked_for_everywhere_but_at_the_entry() {
        let secret = "abcdefghijklmnopqrstuvwxyz";
        let rules = Rules {
            token: Token::read(secret),
            ..Rules::default()
        };
        let with = |path, name: &str, value: &str| checked(path, &[("host", "localhost"), (name, value)], &rules);
        assert_eq!(checked("/search", &[("host", "localhost")], &rules), Err(Kind::Token));
        assert_eq!(with("/search", "authorization", &format!("Bearer {secret}")), Ok(()));
        assert_eq!(with("/search", "cookie", &format!("a=b; warta={secret}")), Ok(()));
        assert_eq!(with("/search", "cookie", "warta=abc"), Err(Kind::Token));
        assert_eq!(with("/search", "authorization", secret), Err(Kind::Token));
        assert_eq!(checked(ENTRY, &[("host", "localhost")], &rules), Ok(()));
        assert!(Token::read("short").is_none());
        assert!(!format!("{:?}", rules).contains(secret));
    }

    #[test]
    fn only_reading_without_a_body_is_answered() {
        let long = format!("/search?q={}", "a".repeat(9000));
        assert_eq!(
            checked(&long, &[("host", "localhost")], &Rules::default()),
            Err(Kind::TooLong)
        );
        assert_eq!(
            checked(
                "/",
                &[("host", "localhost"), ("content-length", "5")],
                &Rules::default()
            ),
            Err(Kind::Body)
        );
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE"] {
            let (parts, ()) = Request::builder()
                .method(method)
                .uri("/masuk")
                .header("host", "localhost")
                .body(())
                .expect("a request")
                .into_parts();
            assert_eq!(check(&parts, &Rules::default()), Err(Kind::Method), "{method}");
        }
    }
}
