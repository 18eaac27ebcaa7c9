//! What the reading of a text finds: countries named or meant, and what else tells where its story is from.

use crate::article::{CountryCode, Span, Via};

/// A country named once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    pub code: CountryCode,
    pub via: Via,
    /// Token indices.
    pub start: u32,
    pub end: u32,
    /// It is part of a company's name: `Taiwan Plastics Corp`.
    pub in_company: bool,
}

/// All that an article names.
#[derive(Debug, Default)]
pub struct Named {
    pub title: Vec<Mention>,
    /// In order, not overlapping.
    pub body: Vec<Mention>,
    pub spans: Vec<Span>,
    /// Countries whose money is named: `dolar AS`, `Belgian francs`. No mentions, but a last resort.
    pub money: Vec<CountryCode>,
    /// Countries of names that may be a place and were not counted: `the Birmingham plan`.
    pub passed_over: Vec<CountryCode>,
    /// It speaks of `pemerintah` or `rupiah` as only a text from home does.
    pub domestic: bool,
    /// Sports clubs are named by their cities, which are no mentions.
    pub clubs: bool,
}
