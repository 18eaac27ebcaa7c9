//! The socket: connections, how long they may take, and the end.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

use super::guard::Rules;
use super::html;
use super::limits::Limits;
use super::routes::router;
use super::server::Server;
use crate::ask::{self, Question};
use crate::error::{Error, ErrorKind, Result, io_cause};
use crate::newest::Place;
use crate::query::Scope;

/// What a server is started with.
#[derive(Clone, Debug)]
pub struct Options {
    pub place: Place,
    pub bind: SocketAddr,
    /// How long a search may take.
    pub deadline: Duration,
    pub rules: Rules,
}

/// How many connections are open at once.
const CONNECTIONS: usize = 512;
/// How long a request's head may take to come, and an idle connection stays.
const HEAD: Duration = Duration::from_secs(10);
/// How long a reader may take nothing of an answer that is there.
const STALLED: Duration = Duration::from_secs(30);
/// How large a request's head may be.
const HEAD_BYTES: usize = 64 * 1024;
/// How long requests that run may go on after Ctrl-C.
const FINISH: Duration = Duration::from_secs(2);

/// Serves until Ctrl-C. `ready` is told the address once it listens, and the number of articles, or why there is none yet.
///
/// # Errors
/// [`ErrorKind::Io`] where the address cannot be listened on.
pub fn run(options: &Options, ready: impl FnOnce(SocketAddr, Result<u64>)) -> Result<()> {
    let io = |error: &std::io::Error| Error::new(ErrorKind::Io, options.bind, io_cause(error));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        // Each connection may have an answer that waits for its reader, and nobody waits for those.
        .max_blocking_threads(CONNECTIONS + 64)
        .thread_keep_alive(Duration::from_secs(2))
        .build()
        .map_err(|error| io(&error))?;
    let server = Arc::new(Server::new(
        &options.place,
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
        let opened = server.newest.snapshot();
        let articles = opened.as_ref().map_err(Error::clone).and_then(|snapshot| {
            let all = Question::new(Scope::Articles);
            ask::num_hits(&**snapshot, &all)
        });
        ready(address, articles);
        if let Ok(snapshot) = opened {
            // What every list needs is counted before the first one is asked for.
            let server = Arc::clone(&server);
            tokio::task::spawn_blocking(move || html::warm(&server, &*snapshot));
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
        // The end of an answer must not wait until its beginning is acknowledged, which readers put off for 40 ms.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(STALLED));
        let service = TowerToHyperService::new(router.clone());
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(HEAD_BYTES)
            .serve_connection(TokioIo::new(Box::pin(stream)), service);
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
