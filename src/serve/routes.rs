//! The ways in. There is no other: no socket, no event stream, no writing.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;

use super::server::Server;
use super::{data, few, guard, html, responses};
use crate::page::address::Place;

/// The pages, each with its path.
fn pages(mut router: Router<Arc<Server>>) -> Router<Arc<Server>> {
    for place in Place::ALL {
        let path = format!("/{}", place.name());
        router = router.route(
            &path,
            get(move |State(server): State<Arc<Server>>, request: Request| html::page(server, place, request)),
        );
    }
    router
}

/// All routes.
pub fn router(server: Arc<Server>) -> Router {
    let router = pages(Router::new())
        .route("/assets/{name}", get(few::asset))
        .route("/healthz", get(few::health))
        .route("/api/v1/openapi.json", get(data::openapi))
        .route("/api/v1/{*route}", get(data::api))
        .fallback(few::nothing);
    let router = match server.rules.token {
        Some(_) => router.route(guard::ENTRY, get(few::entry).post(few::enter)),
        None => router,
    };
    router
        .layer(middleware::from_fn_with_state(Arc::clone(&server), guarded))
        .with_state(server)
}

/// Answers only whom the rules let in, and puts the headers on every answer that keep browsers in bounds.
async fn guarded(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let origin = guard::allowed_origin(&parts, &server.rules).map(str::to_owned);
    let has_origins = !server.rules.origins.is_empty();
    let answer = match guard::check(&parts, &server.rules) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(kind) => responses::refusal(kind, &path),
    };
    responses::bounded(answer, &path, origin.as_deref().filter(|_| has_origins), has_origins)
}
