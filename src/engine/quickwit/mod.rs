//! An archive on a Quickwit server: its documents, and what is said to the server.

mod client;
mod document;
mod mapping;
mod published;
mod state;

pub use client::{Client, Server};
pub use document::{Documents, Source, UnknownName, documents};
pub use mapping::{FORM, NAME, Names};
pub use published::{has_people, newest_state};
pub use state::{People, State};
