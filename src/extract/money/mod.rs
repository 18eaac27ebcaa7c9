//! Amounts of money and counts of people and things.

use crate::article::{Amount, Bound, Currency, Decimal, Language, Quantity};
use crate::extract::text::Doc;

/// What an article says of money, and what it counts, each in order of its place.
pub fn amounts(_doc: &Doc) -> (Vec<Amount>, Vec<Quantity>) {
    (Vec::new(), Vec::new())
}

/// An amount in a query, read by the code that reads articles: `USD 500 juta`, `Rp 1 triliun`, `USD` alone (no value).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountPhrase {
    pub currency: Currency,
    pub min: Option<Decimal>,
    pub max: Option<Decimal>,
    pub bound: Bound,
}

/// Reads a text that is one amount or one currency and nothing else.
pub fn parse(_text: &str, _language: Language) -> Option<AmountPhrase> {
    None
}
