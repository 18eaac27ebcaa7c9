//! `warta serve`: the pages and the API over HTTP, for one user on this machine unless more is asked for.
//!
//! A request goes through `guard` (who is answered), then to its route, then through `limits` (how many searches at once, how long) to a
//! thread that asks and writes. Searching is synchronous; only waiting is not.
//!
//! - `listen`: the socket. `routes`: the ways in. `server`: what all requests share.
//! - `html`: pages, made in `pages`. `data`: answers of the API. `few`: files and what is not there. `responses`: headers.
//! - `archive`: what is counted once for each. `body`: bodies in pieces.

mod archive;
mod body;
mod data;
mod few;
mod guard;
mod html;
mod limits;
mod listen;
mod pages;
mod responses;
mod routes;
mod server;

pub use guard::{Rules, Token};
pub use limits::Limits;
pub use listen::{Options, is_loopback, run};
pub use routes::router;
pub use server::Server;

pub use crate::newest::Place;
