//! Answers with their headers.

use axum::body::Body;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    ETAG, IF_NONE_MATCH, LINK, REFERRER_POLICY, RETRY_AFTER, SET_COOKIE, VARY, WWW_AUTHENTICATE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response as HttpResponse, StatusCode};
use axum::response::Response;

use crate::api::{Head, Kind, Problem};

const PAGES: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const DATA: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
const PERMISSIONS: &str =
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

/// An answer of one piece.
pub fn whole(status: u16, media_type: &str, body: impl Into<Body>) -> Response {
    let mut answer = HttpResponse::new(body.into());
    *answer.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    set(answer.headers_mut(), CONTENT_TYPE, media_type);
    answer
}

/// A page.
pub fn page(status: u16, body: impl Into<Body>) -> Response {
    whole(status, "text/html; charset=utf-8", body)
}

/// A problem of the API.
pub fn problem(problem: &Problem) -> Response {
    let mut answer = whole(problem.kind.status(), "application/problem+json", problem.json());
    match problem.kind {
        Kind::Busy => set(answer.headers_mut(), RETRY_AFTER, "1"),
        Kind::TooSlow | Kind::ArchiveServer => set(answer.headers_mut(), RETRY_AFTER, "5"),
        _ => {}
    }
    answer
}

/// Nothing, because it is as it was.
pub fn unchanged(etag: &str) -> Response {
    let mut answer = HttpResponse::new(Body::empty());
    *answer.status_mut() = StatusCode::NOT_MODIFIED;
    kept(&mut answer, etag);
    answer
}

/// The answer may be kept, and is asked about again by its tag.
pub fn kept(answer: &mut Response, etag: &str) {
    set(answer.headers_mut(), ETAG, etag);
    set(answer.headers_mut(), CACHE_CONTROL, "private, no-cache");
}

/// Whether the reader has what the tag stands for.
pub fn has(headers: &HeaderMap, etag: &str) -> bool {
    let tags = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    tags.flat_map(|value| value.split(',')).any(|tag| tag.trim() == etag)
}

/// An answer of the API with what its head says.
pub fn data(head: &Head, snapshot: &str, next: Option<String>, body: Body) -> Response {
    let mut answer = whole(200, head.media_type, body);
    let headers = answer.headers_mut();
    set(headers, HeaderName::from_static("warta-snapshot"), snapshot);
    if let Some(num_hits) = head.num_hits {
        set(
            headers,
            HeaderName::from_static("warta-num-hits"),
            &num_hits.to_string(),
        );
    }
    if let Some(query) = &head.query {
        let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
        set(headers, HeaderName::from_static("warta-query"), &query);
    }
    if let Some(next) = next {
        set(headers, LINK, &format!("<{next}>; rel=\"next\""));
    }
    if let Some(file) = &head.file {
        set(
            headers,
            CONTENT_DISPOSITION,
            &format!("attachment; filename=\"{file}\""),
        );
    }
    answer
}

/// The answer to whom the guard does not let in: no word of the index in it.
pub fn refusal(kind: Kind, path: &str) -> Response {
    let (_, status, title) = kind.facts();
    let mut answer = match (path.starts_with("/api/"), kind) {
        (true, _) => problem(&Problem::new(kind, title)),
        (false, Kind::Token) => page(
            status,
            format!(
                "<!doctype html><meta charset=\"utf-8\"><title>warta</title><p><a href=\"{}\">{title}</a></p>",
                super::guard::ENTRY.trim_start_matches('/')
            ),
        ),
        (false, _) => whole(status, "text/plain; charset=utf-8", format!("{title}\n")),
    };
    match kind {
        Kind::Method => set(answer.headers_mut(), ALLOW, "GET, HEAD"),
        Kind::Token => set(answer.headers_mut(), WWW_AUTHENTICATE, "Bearer"),
        _ => {}
    }
    answer
}

/// The page lets the browser keep the token.
pub fn entered(mut answer: Response, cookie: &str) -> Response {
    set(answer.headers_mut(), SET_COOKIE, cookie);
    answer
}

/// Sets a header; a value that no header can carry is left out.
pub fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// The headers that every answer has.
pub fn bounded(mut answer: Response, path: &str, origin: Option<&str>, varies: bool) -> Response {
    let headers = answer.headers_mut();
    let is_page = headers
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    let is_data = !is_page && (path.starts_with("/api/") || path == "/healthz");
    set(headers, CONTENT_SECURITY_POLICY, if is_data { DATA } else { PAGES });
    set(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, REFERRER_POLICY, "no-referrer");
    set(
        headers,
        HeaderName::from_static("cross-origin-resource-policy"),
        if origin.is_some() {
            "cross-origin"
        } else {
            "same-origin"
        },
    );
    set(
        headers,
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(headers, HeaderName::from_static("permissions-policy"), PERMISSIONS);
    if !headers.contains_key(CACHE_CONTROL) {
        set(headers, CACHE_CONTROL, "no-store");
    }
    if let Some(origin) = origin {
        set(headers, ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    if varies {
        set(headers, VARY, "Origin, Accept-Language");
    } else if is_page {
        set(headers, VARY, "Accept-Language");
    }
    answer
}
