//! The API, version 1: a route and its parameters -> bytes. The JSON is that of the command line; no HTTP is known here.
//!
//! - `route`: what is asked, and what an answer is made of. `answer`: from one to the other. `write`: lists and counts. `records`, `suggest`.
//! - `problem`: what went wrong (RFC 9457). `openapi`: the description of all this.

mod answer;
mod openapi;
mod problem;
mod records;
mod route;
mod suggest;
mod write;

pub use answer::answer;
pub use openapi::{document, reference};
pub use problem::{Kind, Problem, damaged_file};
pub use route::{FARTHEST, Head, MOST, Pairs, Route, Sink, Stopped};
