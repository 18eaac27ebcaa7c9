//! The values of fields as users type them: days, amounts, countries.

use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::tz::TimeZone;

use super::condition::AmountRange;
use crate::article::{CountryCode, Currency, Decimal};
use crate::extract::meta::dates::DateRange;
use crate::extract::text::key_of;
use crate::extract::{money, places};
use crate::lang::{self, Profile};

/// The first and the last day that a text means: `2022`, `2022-02`, `2022-W07`, `2022-02-18`, `18/2/2022`.
pub fn days(text: &str) -> Option<(Date, Date)> {
    let text = text.trim();
    if let Some(week) = week(text) {
        return Some(week);
    }
    // Years of other than four digits are typing errors.
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit()) && part.len() > 4;
    if text.split(['-', '/', '.']).any(digits) {
        return None;
    }
    let mut languages = lang::ALL.into_iter().map(|profile| profile.language);
    let range = languages.find_map(|language| DateRange::parse(text, language))?;
    Some((range.first, range.last))
}

/// The days of a week of ISO 8601, from Monday to Sunday: `2022-W07`.
fn week(text: &str) -> Option<(Date, Date)> {
    let (year, week) = text.split_once("-W").or_else(|| text.split_once("-w"))?;
    let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(year, 4) || !digits(week, 2) {
        return None;
    }
    let monday = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday);
    let monday = monday.ok()?.date();
    Some((monday, monday.checked_add(6.days()).ok()?))
}

/// The stretch of time that a text means, in seconds since 1970, the second one no longer in it: a moment with its offset
/// (`2022-02-18T07:00:00+07:00`) is a second, days are those of UTC.
pub fn moments(text: &str) -> Option<(i64, i64)> {
    if let Ok(moment) = text.trim().parse::<jiff::Timestamp>() {
        return Some((moment.as_second(), moment.as_second() + 1));
    }
    let (first, last) = days(text)?;
    let start = |day: Date| day.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp().as_second());
    Some((start(first)?, start(last)? + 86_400))
}

/// The day after, at the end of the calendar the day itself.
pub fn day_after(day: Date) -> Date {
    day.checked_add(1.day()).unwrap_or(day)
}

/// The day before, at the beginning of the calendar the day itself.
pub fn day_before(day: Date) -> Date {
    day.checked_sub(1.day()).unwrap_or(day)
}

/// What a text says about money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Money {
    /// `USD`, `rupiah`
    Currency(Currency),
    /// `USD 500 juta`, `Rp 5-10 miliar`, `lebih dari 5 dolar`, `500`
    Amount(AmountRange),
}

/// Reads an amount as articles are read. A number alone is an amount in any currency.
pub fn amount(text: &str) -> Option<Money> {
    let text = text.trim();
    if let Ok(value) = Decimal::from_str(text)
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    {
        return Some(Money::Amount(AmountRange {
            currency: None,
            low: Some((value.clone(), true)),
            high: Some((value, true)),
        }));
    }
    // A language whose words for large numbers stand there is asked first: `1.5 million` is no Indonesian number.
    let words: Vec<u64> = text.split(|c: char| !c.is_alphabetic()).map(key_of).collect();
    let scaled = |profile: &&Profile| {
        let entries = profile.lexicon.numbers.iter().flat_map(|file| file.of_class("scale"));
        entries.map(|entry| key_of(entry.item)).any(|key| words.contains(&key))
    };
    let (first, then): (Vec<&Profile>, Vec<&Profile>) = lang::ALL.into_iter().partition(scaled);
    let phrase = first
        .into_iter()
        .chain(then)
        .find_map(|profile| money::parse(text, profile.language))?;
    if phrase.min.is_none() && phrase.max.is_none() {
        return Some(Money::Currency(phrase.currency));
    }
    Some(Money::Amount(AmountRange {
        currency: Some(phrase.currency),
        low: phrase.min.map(|value| (value, true)),
        high: phrase.max.map(|value| (value, true)),
    }))
}

/// The powers of ten by which amounts are counted. More than codes of amounts hold, see [`crate::index::money`].
pub const MOST_DIGITS: u32 = 40;

/// An order of magnitude as facets name it: `USD 10^6`.
pub fn magnitude_name(currency: Currency, exponent: u64) -> String {
    format!("{currency} 10^{exponent}")
}

/// The amounts of an order of magnitude: those of `USD 10^6` are from 1,000,000 to below 10,000,000, those of `USD 10^0` all below 10.
pub fn magnitude(text: &str) -> Option<AmountRange> {
    let (currency, exponent) = text.trim().split_once(" 10^")?;
    let exponent: u32 = exponent.parse().ok().filter(|exponent| *exponent < MOST_DIGITS)?;
    let power = |exponent: u32| Decimal::from(10).powi(exponent.into());
    Some(AmountRange {
        currency: Some(Currency::from_code(currency)?),
        low: (exponent > 0).then(|| (power(exponent), true)),
        high: Some((power(exponent + 1), false)),
    })
}

/// The currency that a code, sign or name means.
pub fn currency(text: &str) -> Option<Currency> {
    match amount(text) {
        Some(Money::Currency(currency)) => Some(currency),
        Some(Money::Amount(_)) => None,
        None => Currency::from_code(text.trim()).filter(|_| text.trim().bytes().all(|b| b.is_ascii_uppercase())),
    }
}

/// The country that a code or a name means, or the countries of a region: `Ukraina`, `Asia Tenggara`.
pub fn countries(text: &str) -> Option<Vec<CountryCode>> {
    let text = text.trim();
    places::find(text).map(|code| vec![code]).or_else(|| region(text))
}

/// The countries of a region.
pub fn region(text: &str) -> Option<Vec<CountryCode>> {
    let region = places::find_region(text.trim())?;
    Some(places::countries_of(region, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_months_and_years() {
        assert_eq!(days("2022"), Some((date(2022, 1, 1), date(2022, 12, 31))));
        assert_eq!(days("2024-02"), Some((date(2024, 2, 1), date(2024, 2, 29))));
        assert_eq!(days("02/2024"), Some((date(2024, 2, 1), date(2024, 2, 29))));
        assert_eq!(days("2022-02-18"), Some((date(2022, 2, 18), date(2022, 2, 18))));
        assert_eq!(days("18/2/2022"), Some((date(2022, 2, 18), date(2022, 2, 18))));
        for wrong in [
            "",
            "22",
            "2022-13",
            "2022-02-30",
            "kemarin",
            "20222",
            "1-2-3",
            "-2022",
            "2022-",
        ] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_order_of_magnitude_has_its_lower_limit_and_not_its_upper() {
        let usd = Currency::from_code("USD").expect("a code");
        let range = magnitude(&magnitude_name(usd, 6)).expect("it can be read");
        let holds = |value: &str| {
            let value = Decimal::from_str(value).expect("a number");
            range.holds(usd, &value, &value)
        };
        assert_eq!(
            ["999999.99", "1000000", "9999999.99", "10000000"].map(holds),
            [false, true, true, false]
        );
        let smallest = magnitude("USD 10^0").expect("it can be read");
        assert!(smallest.holds(usd, &Decimal::from(0), &Decimal::from(0)));
        for wrong in ["USD 10^", "USD 10^-1", "USD 10^400", "10^6", "Rp 10^6 juta"] {
            assert_eq!(magnitude(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_number_alone_is_an_amount_in_any_currency() {
        let Some(Money::Amount(range)) = amount("500") else {
            panic!("500 is an amount");
        };
        assert_eq!(range.currency, None);
        assert!(range.holds(
            Currency::from_code("USD").expect("a code"),
            &Decimal::from(500),
            &Decimal::from(500)
        ));
    }
}
