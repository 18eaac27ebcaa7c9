//! Currencies: how they are written before and after a number.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::article::Currency;
use crate::extract::text::key_of;
use crate::lang::world;
use crate::lexicon::rows;
use crate::vocabulary::{Case, Phrases};

/// Words of many currencies, whose country the article may tell elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// `dolar`, `dlrs`, `$`
    Dollar,
    /// `sen`: a hundredth of what the article counts in.
    Hundredth,
}

/// What a sign or word of money means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    pub currency: Currency,
    /// It stands for a hundredth.
    pub hundredth: bool,
    /// Its currency is a guess until the article is read.
    pub family: Option<Family>,
    /// The word or code means something else as well: `won`, `pounds`, `SAR`.
    pub doubtful: bool,
    /// It is money only where it touches a number with a scale, as a sign that lost its half: `US192,78 miliar`.
    pub torn: bool,
    /// Nobody counts in parts of it, so three digits behind a sign are thousands in every language: `Rp 25.000`.
    pub whole: bool,
}

struct Tables {
    before: Phrases<Unit>,
    after: Phrases<Unit>,
    labels: FxHashMap<Currency, &'static str>,
}

/// Words of the families, with the currency that they mean if the article does not say.
const FAMILIES: &[(&str, &str, Family, bool)] = &[
    ("dolar", "USD", Family::Dollar, false),
    ("dollar", "USD", Family::Dollar, false),
    ("dollars", "USD", Family::Dollar, false),
    ("dlr", "USD", Family::Dollar, false),
    ("dlrs", "USD", Family::Dollar, false),
    ("cent", "USD", Family::Dollar, true),
    ("cents", "USD", Family::Dollar, true),
    ("ct", "USD", Family::Dollar, true),
    ("cts", "USD", Family::Dollar, true),
    ("sen dolar", "USD", Family::Dollar, true),
    ("sen dollar", "USD", Family::Dollar, true),
    ("sen", "IDR", Family::Hundredth, true),
];

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut before = Vec::new();
    let mut after = Vec::new();
    let mut labels = FxHashMap::default();
    for row in rows(world::CURRENCIES.text) {
        let Some(currency) = row.first().and_then(|code| Currency::from_code(code)) else {
            continue;
        };
        let column = |i: usize| row.get(i).copied().unwrap_or_default();
        labels.insert(currency, column(1));
        let whole = column(5) == "whole";
        let unit = |hundredth: bool, doubtful: bool| Unit {
            currency,
            hundredth,
            family: None,
            doubtful,
            torn: false,
            whole,
        };
        for sign in column(2).split('|').filter(|s| !s.is_empty()) {
            let family = (sign == "$").then_some(Family::Dollar);
            let (sign, torn) = sign.strip_suffix('+').map_or((sign, false), |sign| (sign, true));
            let (sign, doubtful) = sign.strip_suffix('~').map_or((sign, false), |sign| (sign, true));
            let unit = Unit {
                family,
                torn,
                ..unit(false, doubtful)
            };
            before.push((sign, Case::Exact, unit));
            // A code stands behind its number as well: `500 juta USD`, `5 €`.
            if sign != "$" && !torn && !sign.ends_with('.') {
                after.push((sign, Case::Exact, unit));
            }
        }
        for word in column(3).split('|').filter(|s| !s.is_empty()) {
            let (word, doubtful) = word.strip_suffix('~').map_or((word, false), |word| (word, true));
            after.push((word, Case::Any, unit(false, doubtful)));
        }
        for word in column(4).split('|').filter(|s| !s.is_empty()) {
            after.push((word, Case::Any, unit(true, false)));
        }
    }
    for (word, code, family, hundredth) in FAMILIES {
        if let Some(currency) = Currency::from_code(code) {
            let unit = Unit {
                currency,
                hundredth: *hundredth,
                family: Some(*family),
                doubtful: false,
                torn: false,
                whole: false,
            };
            after.push((*word, Case::Any, unit));
        }
    }
    Tables {
        before: Phrases::new(before),
        after: Phrases::new(after),
        labels,
    }
});

/// Signs and codes that stand before a number.
pub fn before() -> &'static Phrases<Unit> {
    &TABLES.before
}

/// Words, signs and codes that stand behind a number.
pub fn after() -> &'static Phrases<Unit> {
    &TABLES.after
}

/// The currency's name in English; `None` for a code that is no currency.
pub fn label(currency: Currency) -> Option<&'static str> {
    TABLES.labels.get(&currency).copied()
}

/// The currency that a text means, by code, sign, name or word: `USD`, `Rp`, `rupiah`, `dolar Singapura`.
pub fn find(text: &str) -> Option<Currency> {
    let text = text.trim();
    if let Some(currency) = Currency::from_code(text).filter(|c| TABLES.labels.contains_key(c)) {
        return Some(currency);
    }
    let unit = TABLES.before.get(text).or_else(|| TABLES.after.get(text));
    if let Some(unit) = unit.filter(|unit| !unit.hundredth) {
        return Some(unit.currency);
    }
    let key = key_of(text);
    TABLES
        .labels
        .iter()
        .find(|(_, label)| key_of(label) == key)
        .map(|(currency, _)| *currency)
}

/// All currencies with their names, by code.
pub fn all() -> Vec<(Currency, &'static str)> {
    let mut all: Vec<_> = TABLES
        .labels
        .iter()
        .map(|(currency, label)| (*currency, *label))
        .collect();
    all.sort_unstable();
    all
}
