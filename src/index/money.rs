//! Amounts of money as numbers that order like the amounts: one `u64` for currency and value together.
//!
//! The upper 15 bits are the currency (three letters of five bits), the lower 49 the value as a sign and the upper 48 bits of an
//! IEEE 754 double that was rounded to nearest: 11 bits of exponent and 37 of fraction would be too few, so the exponent is
//! rebased to the range that money needs, 2^-16 to 2^110 (7 bits), which leaves 41 bits of fraction. A stored value is off by at most
//! one part in 2^41 (about 5 in 10^13); every integer up to 2^42 (4.3 * 10^12) and every larger one with at most 12 significant
//! digits that is a multiple of a high enough power of two is exact. The exact decimal stays in the stored record, and a hit is shown with that.

use bigdecimal::ToPrimitive;

use crate::article::{Currency, Decimal};

const FRACTION: u32 = 41;
const VALUE_BITS: u32 = 49;
const LOWEST_EXPONENT: i64 = -16;
const HIGHEST_EXPONENT: i64 = 110;

/// The smallest code of a currency: of minus infinity.
pub fn lowest(currency: Currency) -> u64 {
    currency_bits(currency) << VALUE_BITS
}

/// The largest code of a currency: of infinity.
pub fn highest(currency: Currency) -> u64 {
    lowest(currency) | ((1 << VALUE_BITS) - 1)
}

/// The currency of a code.
pub fn currency_of(code: u64) -> Option<Currency> {
    let bits = code >> VALUE_BITS;
    let letter = |shift: u32| (b'A' + ((bits >> shift) & 31) as u8) as char;
    Currency::from_code(&[letter(10), letter(5), letter(0)].iter().collect::<String>())
}

/// The code of an amount. Codes of one currency order as the values do.
pub fn code(currency: Currency, value: &Decimal) -> u64 {
    lowest(currency) | value_bits(value.to_f64().unwrap_or(f64::MAX))
}

/// The value of a code, to the precision that codes have.
pub fn value_of(code: u64) -> f64 {
    let bits = code & ((1 << VALUE_BITS) - 1);
    let half = 1u64 << (VALUE_BITS - 1);
    let (negative, magnitude) = if bits >= half {
        (false, bits - half)
    } else {
        (true, half - 1 - bits)
    };
    if magnitude == 0 {
        return 0.0;
    }
    let magnitude = magnitude - 1;
    let exponent = (magnitude >> FRACTION) as i64 + LOWEST_EXPONENT + 1023;
    let fraction = (magnitude & ((1 << FRACTION) - 1)) << (52 - FRACTION);
    let value = f64::from_bits(((exponent as u64) << 52) | fraction);
    if negative { -value } else { value }
}

fn currency_bits(currency: Currency) -> u64 {
    currency
        .as_str()
        .bytes()
        .fold(0, |bits, letter| bits << 5 | u64::from(letter - b'A'))
}

fn value_bits(value: f64) -> u64 {
    let half = 1u64 << (VALUE_BITS - 1);
    let magnitude = magnitude(value.abs());
    if value < 0.0 {
        half - 1 - magnitude
    } else {
        half + magnitude
    }
}

/// 0 for zero and what is too small to matter, then one step for each representable value.
fn magnitude(value: f64) -> u64 {
    // Rounds to nearest at the last kept bit; a carry into the exponent is right as it is.
    let bits = value.to_bits() + (1 << (51 - FRACTION));
    let exponent = (bits >> 52) as i64 - 1023;
    if exponent < LOWEST_EXPONENT {
        return 0;
    }
    let highest = ((HIGHEST_EXPONENT - LOWEST_EXPONENT + 1) as u64) << FRACTION;
    if exponent > HIGHEST_EXPONENT {
        return highest;
    }
    let fraction = (bits & ((1 << 52) - 1)) >> (52 - FRACTION);
    (((exponent - LOWEST_EXPONENT) as u64) << FRACTION | fraction) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::str::FromStr;

    fn usd() -> Currency {
        Currency::from_code("USD").expect("a code")
    }

    fn of(value: &str) -> u64 {
        code(usd(), &Decimal::from_str(value).expect("a number"))
    }

    #[test]
    fn codes_order_as_values_do() {
        let values = [
            "-5",
            "-0.01",
            "0",
            "0.01",
            "1",
            "1.19",
            "650000000",
            "650000001",
            "4000000000000",
            "1e30",
        ];
        let codes: Vec<u64> = values.iter().map(|v| of(v)).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        assert!(codes.iter().all(|c| (lowest(usd())..=highest(usd())).contains(c)));
    }

    #[test]
    fn currencies_do_not_mix() {
        let idr = Currency::from_code("IDR").expect("a code");
        assert!(highest(idr) < lowest(usd()));
        assert_eq!(currency_of(of("5")), Some(usd()));
    }

    proptest! {
        #[test]
        fn a_code_is_within_one_part_in_two_to_the_41(value in 0.001f64..1e31) {
            let decimal = Decimal::from_str(&format!("{value:e}")).expect("a number");
            let back = value_of(code(usd(), &decimal));
            prop_assert!((back - value).abs() <= value / (1u64 << 41) as f64);
        }

        #[test]
        fn integers_are_exact(value in 0u64..1 << 42) {
            prop_assert_eq!(value_of(code(usd(), &Decimal::from(value))), value as f64);
        }
    }
}
