//! The pages and the API, asked without a socket and with one.

mod api;
mod hostile;
mod model;
mod pages;
pub mod schema;
pub mod site;
mod socket;
