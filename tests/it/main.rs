//! Tests of the whole: the shape of the house, records of whole articles, and commands as a user types them.

mod layering;
mod query_model;
