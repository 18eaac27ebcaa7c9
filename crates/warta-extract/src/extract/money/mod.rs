//! Amounts of money and counts of people and things.
//!
//! The rules read tokens: `number` a number, [`currency`] what stands before and behind it, `bounds` the words that make it a
//! bound, `phrase` puts them together. Queries are read by the same code ([`parse`]).

mod bounds;
pub mod currency;
mod digits;
mod links;
mod number;
mod phrase;
mod quantity;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashSet;

use crate::article::{Amount, Bound, Currency, Decimal, Language, Quantity};
use crate::extract::text::{Doc, Kind, Token, tokenize};
use crate::lang::{self, PerLanguage};
use crate::vocabulary::WordSet;
use currency::Family;
use number::Source;
use phrase::{Begun, MoneyPhrase};

/// What an article says of money, and what it counts, each in order of its place. The first `skip` tokens are the dateline. `dollar` is
/// what a dollar is in an article that names none.
pub fn amounts(doc: &Doc, skip: usize, dollar: Option<Currency>) -> (Vec<Amount>, Vec<Quantity>) {
    let source = Source {
        text: doc.body,
        tokens: &doc.tokens,
        language: doc.language,
    };
    let mut found: Vec<MoneyPhrase> = Vec::new();
    let mut quantities = Vec::new();
    let openers = Openers::of(doc.language);
    let mut i = skip;
    while i < doc.tokens.len() {
        if !openers.may_begin(&doc.tokens[i]) {
            i += 1;
            continue;
        }
        match phrase::begun_at(source, i) {
            Some(Begun::One(amount)) => {
                let amount = phrase::with_hundredths(source, amount);
                i = amount.tokens.end.max(i + 1);
                found.push(amount);
            }
            Some(Begun::Two(first, second)) => {
                i = second.tokens.end.max(i + 1);
                found.extend([first, second]);
            }
            None => match quantity::quantity_at(source, i) {
                Some((quantity, end)) => {
                    i = end;
                    quantities.push(quantity);
                }
                None => i += 1,
            },
        }
    }
    settle(&mut found, dollar);
    let sure: FxHashSet<Currency> = found.iter().filter(|f| !f.doubtful).map(|f| f.unit.currency).collect();
    found.retain(|f| !f.doubtful || sure.contains(&f.unit.currency));
    let links = links::find(doc);
    found.retain(|f| !links.iter().any(|link| link.contains(&f.tokens.start)));
    let amounts = found
        .into_iter()
        .map(|found| Amount {
            currency: found.unit.currency,
            min: found.min,
            max: found.max,
            bound: found.bound,
            span: doc.span(found.tokens),
        })
        .collect();
    (amounts, quantities)
}

/// The words and signs that an amount or a count begins with, of one language: number words, and signs and words of money.
struct Openers(WordSet);

impl Openers {
    fn new(language: Language) -> Openers {
        let money = currency::before().first_keys().chain(currency::after().first_keys());
        Openers(WordSet::new(number::opening_words(language).chain(money)))
    }

    fn of(language: Language) -> &'static Openers {
        static OPENERS: PerLanguage<Openers> = PerLanguage::new(|profile| Openers::new(profile.language));
        OPENERS.of(lang::profile(language))
    }

    /// The quick look at a token, which nearly all fail.
    fn may_begin(&self, token: &Token) -> bool {
        token.kind == Kind::Number || self.0.has(token)
    }
}

/// Gives the words of many currencies the one that the article tells: `dolar` after `dolar Australia` is Australian, `sen` is a
/// hundredth of what was counted in before.
///
/// Of several dollars, the one that is named first and no less often than any other is the article's own. Where those are two, a
/// word alone is the United States' if that is named, else the last named one.
fn settle(found: &mut [MoneyPhrase], local: Option<Currency>) {
    let is_dollar = |currency: Currency| {
        ["USD", "AUD", "SGD", "CAD", "HKD", "NZD", "TWD", "BND", "FJD"].contains(&currency.as_str())
    };
    let named = found
        .iter()
        .filter(|f| f.unit.family.is_none())
        .map(|f| f.unit.currency);
    let named: Vec<Currency> = named.filter(|currency| is_dollar(*currency)).collect();
    let times = |currency: Currency| named.iter().filter(|other| **other == currency).count();
    // At most once for each of the few dollars, so that many amounts cost no more.
    let mut dollars = named.clone();
    dollars.sort_unstable();
    dollars.dedup();
    let most = dollars.iter().map(|currency| times(*currency)).max();
    let own = named.first().copied().filter(|first| Some(times(*first)) == most);
    let usd = dollars.iter().copied().find(|currency| currency.as_str() == "USD");
    let settled = own.or(usd);
    let mut dollar: Option<Currency> = None;
    let mut last: Option<Currency> = None;
    for one in found.iter_mut() {
        match one.unit.family {
            Some(Family::Dollar) => {
                // Before any is named nothing is told.
                if let Some(last) = dollar {
                    one.unit.currency = settled.unwrap_or(last);
                } else if let Some(local) = local.filter(|_| named.is_empty()) {
                    one.unit.currency = local;
                }
            }
            Some(Family::Hundredth) => {
                if let Some(told) = last {
                    one.unit.currency = told;
                }
            }
            None if is_dollar(one.unit.currency) => dollar = Some(one.unit.currency),
            None => {}
        }
        last = Some(one.unit.currency);
    }
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
pub fn parse(text: &str, language: Language) -> Option<AmountPhrase> {
    let tokens = tokenize(text);
    let source = Source {
        text,
        tokens: &tokens,
        language,
    };
    let openers = Openers::of(language);
    let mut opening = (0..tokens.len()).filter(|i| openers.may_begin(&tokens[*i]));
    let whole = opening.find_map(|i| {
        let found = phrase::amount_at(source, i)?;
        // Whoever asks for `SAR 750` means money.
        (found.start == 0 && found.tokens.end == tokens.len()).then_some(found)
    });
    if let Some(found) = whole {
        return Some(AmountPhrase {
            currency: found.unit.currency,
            min: found.min,
            max: found.max,
            bound: found.bound,
        });
    }
    currency::find(text).map(|currency| AmountPhrase {
        currency,
        min: None,
        max: None,
        bound: Bound::Exact,
    })
}

/// Writes an amount so that [`parse`] reads it back, as English: `USD 650000000`, `at least IDR 5`.
pub fn print(amount: &AmountPhrase) -> String {
    let value = |value: &Option<Decimal>| {
        value
            .as_ref()
            .map(|v| v.normalized().to_plain_string())
            .unwrap_or_default()
    };
    let currency = amount.currency;
    match (amount.bound, &amount.min, &amount.max) {
        (_, None, None) => currency.to_string(),
        (Bound::Range, _, _) => format!("{currency} {} to {currency} {}", value(&amount.min), value(&amount.max)),
        (Bound::AtLeast, _, _) => format!("at least {currency} {}", value(&amount.min)),
        (Bound::AtMost, _, _) => format!("up to {currency} {}", value(&amount.max)),
        (Bound::About, _, _) => format!("about {currency} {}", value(&amount.min)),
        (Bound::Exact, _, _) => format!("{currency} {}", value(&amount.min)),
    }
}
