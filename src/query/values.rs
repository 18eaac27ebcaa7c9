//! The values of fields as users type them: days, amounts, countries.

use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;

use super::condition::AmountRange;
use crate::article::{CountryCode, Currency, Decimal, Language};
use crate::extract::{money, places};

/// The first and the last day that a text means: `2022`, `2022-02`, `2022-02-18`, `18/2/2022`.
pub fn days(text: &str) -> Option<(Date, Date)> {
    let text = text.trim();
    let numbers: Vec<i16> = text
        .split(['-', '/', '.'])
        .map(|part| {
            part.bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| part.parse().ok())
                .flatten()
        })
        .collect::<Option<_>>()?;
    let year_first = text.find(['-', '/', '.']).is_none_or(|len| len == 4);
    let date =
        |year: i16, month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    match numbers[..] {
        [year] if text.len() == 4 => Some((date(year, 1, 1)?, date(year, 12, 31)?)),
        [year, month] if year_first => {
            let first = date(year, month, 1)?;
            Some((first, first.last_of_month()))
        }
        [month, year] if text.len() >= 6 => {
            let first = date(year, month, 1)?;
            Some((first, first.last_of_month()))
        }
        [year, month, day] if year_first => date(year, month, day).map(|day| (day, day)),
        [day, month, year] if year >= 1000 => date(year, month, day).map(|day| (day, day)),
        _ => None,
    }
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
    let english = text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
        ["million", "billion", "trillion", "thousand", "mln", "bln"].contains(&word.to_ascii_lowercase().as_str())
    });
    let languages = if english {
        [Language::EN, Language::ID]
    } else {
        [Language::ID, Language::EN]
    };
    let phrase = languages
        .into_iter()
        .find_map(|language| money::parse(text, language))?;
    if phrase.min.is_none() && phrase.max.is_none() {
        return Some(Money::Currency(phrase.currency));
    }
    Some(Money::Amount(AmountRange {
        currency: Some(phrase.currency),
        low: phrase.min.map(|value| (value, true)),
        high: phrase.max.map(|value| (value, true)),
    }))
}

/// The currency that a code, sign or name means.
pub fn currency(text: &str) -> Option<Currency> {
    match amount(text) {
        Some(Money::Currency(currency)) => Some(currency),
        Some(Money::Amount(_)) => None,
        None => Currency::from_code(text.trim()).filter(|_| text.trim().bytes().all(|b| b.is_ascii_uppercase())),
    }
}

/// The country that a code or a name means.
pub fn country(text: &str) -> Option<CountryCode> {
    places::find(text.trim())
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
