//! `warta mcp`: the archive for assistants, by the Model Context Protocol over standard input and output. Reads only.
//!
//! - `protocol`: messages, one a line (JSON-RPC 2.0). `tools`: what an assistant can ask, as calls of the API. `schema`: how questions and
//!   answers are described. `capped`: answers stay so small that an assistant reads them whole. `part`: an article in parts.
//!
//! Nothing is opened but the archive, nothing is written, and nothing listens.

mod capped;
mod part;
mod protocol;
mod schema;
mod tools;

pub use protocol::run;

use std::time::Duration;

pub use crate::newest::Place;

/// What the server is started with.
#[derive(Clone, Debug)]
pub struct Options {
    pub place: Place,
    /// How long a question may take.
    pub deadline: Duration,
}
