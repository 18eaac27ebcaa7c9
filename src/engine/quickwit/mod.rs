//! An archive on a Quickwit server: its documents, and what is said to the server.

mod alike;
mod client;
mod counted;
mod decided;
mod document;
mod held;
mod hits;
mod lower;
#[cfg(test)]
mod lower_tests;
mod mapping;
mod persons;
mod published;
mod records;
mod remote;
mod searched;
mod state;

pub use client::{Client, Server};
pub use document::{Documents, Source, UnknownName, documents};
pub use mapping::{FORM, NAME, Names};
pub use published::{has_people, newest_state};
pub use remote::Remote;
pub use state::{People, State};
