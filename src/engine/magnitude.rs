//! Amounts by their order of magnitude, as they are counted.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::article::{Currency, Decimal};
use crate::index::money;
use crate::query::values;

/// The powers of ten that an amount reaches, of the codes of its lowest and its highest value (see [`money::code`]): two limits may lie
/// further apart than one magnitude, and what lies between is stated too.
pub fn magnitudes(low: u64, high: u64) -> Option<(Currency, RangeInclusive<u64>)> {
    let currency = money::currency_of(low)?;
    let base = money::lowest(currency);
    Some((currency, magnitude(low - base)..=magnitude(high.saturating_sub(base))))
}

/// The powers of ten as codes without their currency.
static POWERS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let any = Currency::from_code("AAA").unwrap_or_else(|| unreachable!("three letters are a code"));
    let code = |exponent: u32| money::code(any, &Decimal::from(10).powi(exponent.into())) - money::lowest(any);
    (1..values::MOST_DIGITS).map(code).collect()
});

/// The power of ten that a value reaches, from 0; compared as queries compare, see [`values::magnitude`].
fn magnitude(value: u64) -> u64 {
    POWERS.partition_point(|power| *power <= value) as u64
}
