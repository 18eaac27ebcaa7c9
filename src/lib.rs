//! `warta` makes a folder of news articles searchable by what the articles say: who spoke, which countries, how much money,
//! when, where it was printed.

pub mod article;
pub mod cli;
pub mod corpus;
pub mod error;
pub mod extract;
pub mod index;
pub mod ingest;
pub mod output;
pub mod query;
pub mod stories;
