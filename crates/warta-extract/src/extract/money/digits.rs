//! The value of a run of digits, exact, whatever signs stand in it.

use std::str::FromStr;

use bigdecimal::BigDecimal;

use crate::article::{Decimal, Language};
use crate::lang;

/// Digits that a number may have; what has more is no amount of anything.
const LONGEST: usize = 40;

/// What a whole number of parts is, to nine decimals.
pub fn quotient(over: u64, under: u64) -> Decimal {
    (Decimal::from(over) / Decimal::from(under)).with_scale(9).normalized()
}

/// 1 for a whole number, 0.01 for one with two decimals.
pub fn last_place(value: &Decimal) -> Decimal {
    let (_, scale) = value.as_bigint_and_exponent();
    Decimal::new(1.into(), scale.max(0))
}

/// The value of a run of digits with its separators.
pub fn parse_digits(text: &str, language: Language) -> Option<Decimal> {
    if text.len() > LONGEST {
        return None;
    }
    let count = |sign: u8| text.bytes().filter(|b| *b == sign).count();
    let (dots, commas) = (count(b'.'), count(b','));
    let grouped = |text: &str, separator: char| {
        let mut groups = text.split(separator);
        let first = groups.next().unwrap_or_default().len();
        (1..=3).contains(&first) && groups.all(|g| g.len() == 3)
    };
    match (dots, commas) {
        (0, 0) => exact(text, None),
        (_, 0) | (0, _) => {
            let separator = if dots > 0 { '.' } else { ',' };
            let many = dots + commas > 1;
            let own_thousands = lang::profile(language).numbers.grouping;
            let thousands = if many {
                // `12,50,000` groups by two, as in India.
                true
            } else {
                // One separator with three digits behind it is the language's thousands.
                grouped(text, separator) && !text.starts_with('0') && separator == own_thousands
            };
            exact(text, (!thousands).then_some(separator))
        }
        _ => {
            // Both: the last one is the decimal sign.
            let decimal = if text.rfind('.') > text.rfind(',') { '.' } else { ',' };
            if text.matches(decimal).count() > 1 {
                return None;
            }
            exact(text, Some(decimal))
        }
    }
}

/// The value of digits with the decimal sign, if there is one; the other signs part thousands.
fn exact(text: &str, decimal: Option<char>) -> Option<Decimal> {
    small(text, decimal).or_else(|| {
        let signs = text.chars().filter(|c| Some(*c) == decimal || !matches!(c, '.' | ','));
        let text: String = signs.map(|c| if Some(c) == decimal { '.' } else { c }).collect();
        BigDecimal::from_str(&text).ok()
    })
}

/// The same where the digits fit into a machine's number, as nearly all do, and stand at both ends.
fn small(text: &str, decimal: Option<char>) -> Option<Decimal> {
    let bytes = text.as_bytes();
    if !(bytes.first()?.is_ascii_digit() && bytes.last()?.is_ascii_digit()) {
        return None;
    }
    let (mut value, mut places, mut behind) = (0u64, 0, false);
    for b in bytes {
        match b {
            b'0'..=b'9' => {
                value = value.checked_mul(10)?.checked_add(u64::from(b - b'0'))?;
                places += i64::from(behind);
            }
            b'.' | b',' => behind |= Some(char::from(*b)) == decimal,
            _ => return None,
        }
    }
    Some(Decimal::new(value.into(), places))
}
