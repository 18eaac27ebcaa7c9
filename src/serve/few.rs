//! What is neither a page nor an answer of the API: files that pages load, the form for a token, what is not there.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;

use super::html::{locale, state_page};
use super::server::Server;
use super::{guard, responses};
use crate::api::{Kind, Problem};
use crate::page::address::{Address, Place};
use crate::page::assets::assets;
use crate::page::states;

/// A file that pages load, under its exact name.
pub async fn asset(Path(name): Path<String>) -> Response {
    let found = assets()
        .iter()
        .find(|asset| asset.path.strip_prefix("assets/") == Some(&name));
    match found {
        Some(asset) => {
            let mut answer = responses::whole(200, asset.media_type, asset.content);
            responses::set(
                answer.headers_mut(),
                CACHE_CONTROL,
                "public, max-age=31536000, immutable",
            );
            answer
        }
        None => responses::whole(404, "text/plain; charset=utf-8", "there is no such file\n"),
    }
}

/// Whether the server is there, and which state of the index it serves.
pub async fn health(State(server): State<Arc<Server>>) -> Response {
    let snapshot = server.opened(|server| server.newest.snapshot()).await;
    let snapshot = snapshot.ok().map(|snapshot| snapshot.id().to_string());
    responses::whole(
        200,
        "application/json",
        serde_json::json!({"status": "ok", "snapshot": snapshot}).to_string() + "\n",
    )
}

/// No such address: fixed bytes, in the language of the browser.
pub async fn nothing(request: Request) -> Response {
    let (parts, _) = request.into_parts();
    if parts.uri.path().starts_with("/api/") {
        return responses::problem(&Problem::new(Kind::NotFound, "there is no such address").with_hint("see `/api`"));
    }
    let address = Address::new(Place::Start);
    // Deeper paths than one would lead relative links astray.
    if parts.uri.path().trim_start_matches('/').contains('/') {
        return responses::whole(404, "text/plain; charset=utf-8", "there is no such page\n");
    }
    let locale = locale(&address, &parts);
    state_page(
        locale,
        &address,
        404,
        locale.text("state.not-found.title"),
        &states::not_found(locale, &address),
    )
}

/// The form for the token.
pub async fn entry(request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let locale = locale(&Address::new(Place::Start), &parts);
    responses::page(200, states::entry(locale, false).into_string())
}

/// The longest body with a token.
const TOKEN_BYTES: usize = 4096;

/// Takes the token of the form.
pub async fn enter(State(server): State<Arc<Server>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let locale = locale(&Address::new(Place::Start), &parts);
    let Ok(body) = axum::body::to_bytes(body, TOKEN_BYTES).await else {
        return responses::refusal(Kind::Body, guard::ENTRY);
    };
    let given = form_urlencoded::parse(&body)
        .find(|(name, _)| name == "token")
        .map(|(_, value)| value.into_owned());
    match (&server.rules.token, given) {
        (Some(token), Some(given)) if token.is(given.trim()) => responses::entered(
            responses::page(200, states::entered(locale).into_string()),
            &token.cookie(),
        ),
        _ => responses::page(401, states::entry(locale, true).into_string()),
    }
}
