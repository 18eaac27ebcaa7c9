//! Dumps of articles with named fields: tables, spreadsheets, JSON. Which field holds what is found out from the names and, where
//! they do not say, from what stands in the columns.

pub mod columns;
pub mod dialect;
pub mod gather;
pub mod mend;
pub mod names;
pub mod own;
mod pages;
pub mod parquet;
pub mod profile;
pub mod rows;
pub mod sheet;
pub mod table;
pub mod values;
mod words;
