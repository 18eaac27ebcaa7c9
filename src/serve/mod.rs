//! `warta serve`: the pages and the API over HTTP, for one user on this machine unless more is asked for.
//!
//! A request goes through `guard` (who is answered), then to its route, then through `limits` (how many searches at once, how long) to a
//! thread that asks and writes. Searching is synchronous; only waiting is not.

mod answers;
mod archive;
mod body;
mod guard;
mod limits;
mod pages;
mod responses;
mod snapshots;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

pub use guard::{Rules, Token};
pub use limits::Limits;

use crate::api::Kind;
use crate::error::{Error, ErrorKind, Result, io_cause};
use crate::page::address::Place;
use archive::{Archives, Beside};
use snapshots::Snapshots;

/// What a server is started with.
#[derive(Clone, Debug)]
pub struct Options {
    /// The directory of the index.
    pub index: PathBuf,
    pub bind: SocketAddr,
    /// How long a search may take.
    pub deadline: Duration,
    pub rules: Rules,
}

/// What all requests share.
pub struct Server {
    rules: Rules,
    snapshots: Snapshots,
    archives: Archives,
    beside: Beside,
    limits: Limits,
    /// Exports run beside searches, two at a time.
    exports: Limits,
}

/// How long an export may take.
const EXPORT: Duration = Duration::from_secs(600);

impl Server {
    pub fn new(index: &std::path::Path, rules: Rules, limits: Limits) -> Server {
        Server {
            rules,
            snapshots: Snapshots::new(index),
            archives: Archives::default(),
            beside: Beside::default(),
            limits,
            exports: Limits::with(2, EXPORT),
        }
    }
}

/// The pages, each with its path.
fn pages(mut router: Router<Arc<Server>>) -> Router<Arc<Server>> {
    for place in Place::ALL {
        let path = format!("/{}", place.name());
        router = router.route(
            &path,
            get(move |State(server): State<Arc<Server>>, request: Request| answers::page(server, place, request)),
        );
    }
    router
}

/// All routes. There is no other way in: no socket, no event stream, no writing.
pub fn router(server: Arc<Server>) -> Router {
    let router = pages(Router::new())
        .route("/assets/{name}", get(answers::asset))
        .route("/healthz", get(answers::health))
        .route("/api/v1/openapi.json", get(answers::openapi))
        .route("/api/v1/{*route}", get(answers::api))
        .fallback(answers::nothing);
    let router = match server.rules.token {
        Some(_) => router.route(guard::ENTRY, get(answers::entry).post(answers::enter)),
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

/// How many connections are open at once.
const CONNECTIONS: usize = 512;
/// How long a request's head may take to come, and an idle connection stays.
const HEAD: Duration = Duration::from_secs(10);
/// How large a request's head may be.
const HEAD_BYTES: usize = 64 * 1024;
/// How long requests that run may go on after Ctrl-C.
const FINISH: Duration = Duration::from_secs(2);

/// Serves until Ctrl-C. `ready` is told the address once it listens, and the number of articles, if there is an index.
///
/// # Errors
/// [`ErrorKind::Io`] where the address cannot be listened on.
pub fn run(options: &Options, ready: impl FnOnce(SocketAddr, Option<u64>)) -> Result<()> {
    let io = |error: &std::io::Error| Error::new(ErrorKind::Io, options.bind, io_cause(error));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(64)
        .build()
        .map_err(|error| io(&error))?;
    let server = Arc::new(Server::new(
        &options.index,
        options.rules.clone(),
        Limits::new(options.deadline),
    ));
    let served = runtime.block_on(async {
        let listener = TcpListener::bind(options.bind)
            .await
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::AddrInUse => {
                    io(&error).with_hint("another program listens there; `--bind 127.0.0.1:0` takes a free port")
                }
                _ => io(&error).with_hint("name another address with `--bind`"),
            })?;
        let address = listener.local_addr().map_err(|error| io(&error))?;
        let opened = server.snapshots.newest().ok();
        ready(
            address,
            opened
                .as_ref()
                .and_then(|snapshot| snapshot.counts().ok())
                .map(|counts| counts.articles),
        );
        if let Some(snapshot) = opened {
            // What every list needs is counted before the first one is asked for.
            let server = Arc::clone(&server);
            tokio::task::spawn_blocking(move || answers::warm(&server, &snapshot));
        }
        accept(listener, router(Arc::clone(&server))).await;
        Ok(())
    });
    // A search that does not end must not keep the program.
    runtime.shutdown_timeout(Duration::from_millis(100));
    served
}

/// Takes connections until Ctrl-C, then lets those that run finish.
async fn accept(listener: TcpListener, router: Router) {
    let graceful = GracefulShutdown::new();
    let open = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = pin!(stopped());
    loop {
        let turn = Arc::clone(&open).acquire_owned();
        let (stream, turn) = tokio::select! {
            () = &mut stop => break,
            taken = async { (listener.accept().await, turn.await) } => match taken {
                (Ok((stream, _)), Ok(turn)) => (stream, turn),
                // Out of descriptors, or the other side went away: the next one may do better.
                _ => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    continue;
                }
            },
        };
        let service = TowerToHyperService::new(router.clone());
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(HEAD_BYTES)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // How a connection ends is nobody's error but the client's.
            let _ = connection.await;
            drop(turn);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(FINISH, graceful.shutdown()).await;
}

/// Ctrl-C, or the signal to end.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Whether an address is of this machine alone.
pub fn is_loopback(bind: &SocketAddr) -> bool {
    bind.ip().is_loopback()
}

/// Whether a problem is one of the index, which a page has words for.
fn is_of_index(kind: Kind) -> bool {
    matches!(kind, Kind::NoIndex | Kind::DamagedIndex)
}
