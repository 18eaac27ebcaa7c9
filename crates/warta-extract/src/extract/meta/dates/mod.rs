//! Dates as outlets write them, in Indonesian and English, and the ranges of days that a part of a date means.
//!
//! Which of `3/4/2022` is the month goes by the language (English: the first, with a slash), unless only one reading is
//! a date. A year of two digits is 1970 to 2069. Zones are read by abbreviation or as an offset; a time without a zone is
//! western Indonesian time in an Indonesian text, elsewhere only the day is kept.

mod scan;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use rustc_hash::FxHashMap;

use crate::article::{Language, Published};
use crate::extract::text::key_of;
use crate::lang::{self, world};
use crate::lexicon::{File, rows};
use crate::tokens::Token;
use crate::vocabulary::WordSet;
use scan::{Item, scan};

/// Years that an article may be from.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2200;
/// How many items may stand between a date and its time: `| pukul`.
const GAP: usize = 5;

static MONTHS: LazyLock<FxHashMap<u64, i8>> = LazyLock::new(|| {
    numbered(
        lang::of_all(|lexicon| lexicon.months)
            .into_iter()
            .chain([world::MONTHS]),
    )
});

static DAYS: LazyLock<FxHashMap<u64, i8>> =
    LazyLock::new(|| numbered(lang::of_all(|lexicon| lexicon.days).into_iter()));

static ZONES: LazyLock<FxHashMap<u64, TimeZone>> = LazyLock::new(|| {
    rows(world::ZONES.text)
        .filter_map(|row| Some((key_of(row[0]), TimeZone::posix(row.get(1)?).ok()?)))
        .collect()
});

fn numbered(files: impl Iterator<Item = File>) -> FxHashMap<u64, i8> {
    files
        .flat_map(File::entries)
        .filter_map(|entry| Some((key_of(entry.item), entry.value().parse().ok()?)))
        .collect()
}

/// The month that a word names, 1 to 12; `key` from [`key_of`].
pub fn month(key: u64) -> Option<i8> {
    MONTHS.get(&key).copied()
}

/// The day of the week that a word names; `key` from [`key_of`].
pub fn weekday(key: u64) -> Option<Weekday> {
    DAYS.get(&key)
        .and_then(|day| Weekday::from_monday_one_offset(*day).ok())
}

/// Whether the word of a token names a day of the week.
pub fn is_weekday(word: &Token) -> bool {
    static NAMES: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(DAYS.keys().copied()));
    NAMES.has(word)
}

/// Days in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    pub first: Date,
    pub last: Date,
}

impl DateRange {
    /// Reads a date or a part of one: `2022`, `2022-02`, `02/2022`, `Februari 2022`, `18 Februari 2022`. All of the text
    /// must be a date; a day that is not in the calendar is none.
    pub fn parse(text: &str, language: Language) -> Option<DateRange> {
        let items = scan(text);
        if let Some(range) = partial(&items) {
            return Some(range);
        }
        let mut at = 0;
        while let Some(item) = items.get(at) {
            let skipped = matches!(item, Item::Sign(',') | Item::Sign('(')) || item.word().and_then(weekday).is_some();
            if !skipped {
                break;
            }
            at += 1;
        }
        let (day, end) = date_at(&items, at, language)?;
        let rest = items.get(end..)?;
        let closed = rest.is_empty() || matches!(rest, [Item::Sign(')')]);
        (closed || time_behind(&items, end).is_some()).then_some(DateRange { first: day, last: day })
    }

    pub fn contains(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }
}

/// A year, or a month of a year.
fn partial(items: &[Item]) -> Option<DateRange> {
    let (year, month) = match *items {
        [Item::Number { value, digits: 4 }] => (value, None),
        [
            Item::Number { value, digits: 4 },
            Item::Sign('-' | '/' | '.'),
            Item::Number {
                value: month,
                digits: 1..=2,
            },
        ]
        | [
            Item::Number {
                value: month,
                digits: 1..=2,
            },
            Item::Sign('-' | '/' | '.'),
            Item::Number { value, digits: 4 },
        ] => (value, Some(i8::try_from(month).ok()?)),
        [Item::Word(word), Item::Number { value, digits: 4 }]
        | [
            Item::Word(word),
            Item::Sign('-' | '/' | ',' | '.'),
            Item::Number { value, digits: 4 },
        ]
        | [Item::Number { value, digits: 4 }, Item::Word(word)]
        | [
            Item::Number { value, digits: 4 },
            Item::Sign('-' | '/' | ','),
            Item::Word(word),
        ] => (value, Some(self::month(word)?)),
        _ => return None,
    };
    let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    let first = Date::new(year, month.unwrap_or(1), 1).ok()?;
    let last = match month {
        Some(_) => first.last_of_month(),
        None => first.last_of_year(),
    };
    Some(DateRange { first, last })
}

/// Reads the first date in a text that is a date's: a field of metadata, a dateline, a term of a query.
pub fn parse_date(text: &str, language: Language) -> Option<Published> {
    let text = text.trim();
    if let Some(at) = epoch(text) {
        return Some(Published::Moment(at, Offset::UTC));
    }
    let items = scan(text);
    let (start, (day, end)) = (0..items.len()).find_map(|i| Some((i, date_at(&items, i, language)?)))?;
    let time = time_behind(&items, end).or_else(|| time_before(&items, start));
    Some(
        time.and_then(|time| moment(day, &time, language))
            .unwrap_or(Published::Day(day)),
    )
}

/// A count of seconds or milliseconds since 1970, as databases keep it.
fn epoch(text: &str) -> Option<Timestamp> {
    let whole = text.split('.').next().unwrap_or(text);
    let fraction = &text[whole.len()..];
    if !whole.bytes().all(|b| b.is_ascii_digit()) || !fraction.bytes().skip(1).all(|b| b.is_ascii_digit()) {
        return None;
    }
    match whole.len() {
        9 | 10 => Timestamp::from_second(whole.parse().ok()?).ok(),
        12 | 13 if fraction.is_empty() => Timestamp::from_millisecond(whole.parse().ok()?).ok(),
        _ => None,
    }
}

fn number(items: &[Item], i: usize, digits: std::ops::RangeInclusive<u8>) -> Option<u32> {
    match items.get(i)? {
        Item::Number { value, digits: n } if digits.contains(n) => Some(*value),
        _ => None,
    }
}

fn separator(items: &[Item], i: usize) -> Option<char> {
    match items.get(i)? {
        Item::Sign(c @ ('-' | '/' | '.')) => Some(*c),
        _ => None,
    }
}

/// The date that begins at item `i`, and the item behind it.
fn date_at(items: &[Item], i: usize, language: Language) -> Option<(Date, usize)> {
    match *items.get(i)? {
        Item::Number { value, digits: 4 } => {
            let sep = separator(items, i + 1);
            let at = i + 1 + usize::from(sep.is_some());
            let month = match items.get(at)? {
                Item::Word(word) => self::month(*word)?,
                _ => {
                    sep?;
                    i8::try_from(number(items, at, 1..=2)?).ok()?
                }
            };
            let at = at + 1 + usize::from(separator(items, at + 1).is_some());
            date(value, month, number(items, at, 1..=2)?, at + 1)
        }
        // `20220218`, also as the front of `20220218T1405`.
        Item::Number { value, digits: 8 } => date(
            value / 10_000,
            i8::try_from(value / 100 % 100).ok()?,
            value % 100,
            i + 1,
        ),
        Item::Number { value, digits: 1..=2 } => match separator(items, i + 1) {
            Some(sep) if number(items, i + 2, 1..=2).is_some() && separator(items, i + 3) == Some(sep) => {
                let second = number(items, i + 2, 1..=2)?;
                let year = year_at(items, i + 4)?;
                let month_first = lang::profile(language).dates.month_first && sep == '/';
                let (a, b) = (i8::try_from(value).ok()?, i8::try_from(second).ok()?);
                let (dmy, mdy) = (date(year, b, value, i + 5), date(year, a, second, i + 5));
                if month_first { mdy.or(dmy) } else { dmy.or(mdy) }
            }
            _ => {
                let mut at = skip(items, i + 1);
                let month = self::month(items.get(at)?.word()?)?;
                at = skip(items, at + 1);
                date(year_at(items, at)?, month, value, at + 1)
            }
        },
        Item::Word(word) => {
            let month = self::month(word)?;
            let mut at = skip(items, i + 1);
            let day = number(items, at, 1..=2)?;
            at = skip(items, at + 1);
            date(number(items, at, 4..=4)?, month, day, at + 1)
        }
        _ => None,
    }
}

/// Behind what may stand between the parts of a date: one sign, `st`, `th`, `of`, and the apostrophe of `'19`.
fn skip(items: &[Item], mut at: usize) -> usize {
    while items.get(at).and_then(Item::word).is_some_and(scan::is_ordinal) {
        at += 1;
    }
    if matches!(items.get(at), Some(Item::Sign('-' | '/' | '.' | ',' | '\'' | '’'))) {
        at += 1;
    }
    at
}

fn year_at(items: &[Item], i: usize) -> Option<u32> {
    match *items.get(i)? {
        Item::Number { value, digits: 4 } => Some(value),
        Item::Number { value, digits: 2 } => Some(if value < 70 { 2000 + value } else { 1900 + value }),
        _ => None,
    }
}

fn date(year: u32, month: i8, day: u32, end: usize) -> Option<(Date, usize)> {
    let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    Some((Date::new(year, month, i8::try_from(day).ok()?).ok()?, end))
}

struct Clock {
    time: Time,
    zone: Option<TimeZone>,
}

fn time_behind(items: &[Item], end: usize) -> Option<Clock> {
    (end..items.len().min(end + GAP))
        .take_while(|i| *i == end || !matches!(items[*i - 1], Item::Number { .. }))
        .find_map(|i| time_at(items, i))
        .map(|(clock, _)| clock)
}

fn time_before(items: &[Item], start: usize) -> Option<Clock> {
    (0..start)
        .find_map(|i| time_at(items, i).filter(|(_, end)| *end <= start))
        .map(|(clock, _)| clock)
}

/// The time that begins at item `i` with its zone, and the item behind it.
fn time_at(items: &[Item], i: usize) -> Option<(Clock, usize)> {
    let mut hour = number(items, i, 1..=2)?;
    let (mut minute, mut second) = (0, 0);
    let mut at = i + 1;
    let sep = match items.get(at) {
        Some(Item::Sign(c @ (':' | '.'))) => Some(*c),
        _ => None,
    };
    if let Some(value) = sep.and_then(|_| number(items, at + 1, 2..=2)) {
        minute = value;
        at += 2;
        if let Some(value) =
            number(items, at + 1, 2..=2).filter(|_| matches!(items.get(at), Some(Item::Sign(c)) if Some(*c) == sep))
        {
            second = value;
            at += 2;
            // A fraction of a second is of no use to a reader of news.
            if matches!(items.get(at), Some(Item::Sign('.' | ','))) && number(items, at + 1, 1..=9).is_some() {
                at += 2;
            }
        }
    }
    match scan::half_of_day(items, at) {
        Some((afternoon, end)) if (1..=12).contains(&hour) => {
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            at = end;
        }
        _ if at == i + 1 => return None,
        _ => {}
    }
    let time = Time::new(
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second.min(59)).ok()?,
        0,
    )
    .ok()?;
    if matches!(items.get(at), Some(Item::Sign('('))) {
        at += 1;
    }
    let (zone, end) = match zone_at(items, at) {
        Some((zone, end)) => (Some(zone), end),
        None => (None, at),
    };
    Some((Clock { time, zone }, end))
}

/// `WIB`, `Z`, `+07:00`, `+0700`, `GMT+7`.
fn zone_at(items: &[Item], i: usize) -> Option<(TimeZone, usize)> {
    match *items.get(i)? {
        Item::Word(word) => {
            let zone = ZONES.get(&word)?;
            if zone.to_offset(Timestamp::UNIX_EPOCH) == Offset::UTC
                && let Some(found) = offset_at(items, i + 1)
            {
                return Some(found);
            }
            Some((zone.clone(), i + 1))
        }
        _ => offset_at(items, i),
    }
}

fn offset_at(items: &[Item], i: usize) -> Option<(TimeZone, usize)> {
    let sign = match items.get(i)? {
        Item::Sign('+') => 1,
        Item::Sign('-' | '−') => -1,
        _ => return None,
    };
    let (hours, minutes, end) = match *items.get(i + 1)? {
        Item::Number { value, digits: 4 } => (value / 100, value % 100, i + 2),
        Item::Number { value, digits: 1..=2 } => match (items.get(i + 2), number(items, i + 3, 2..=2)) {
            (Some(Item::Sign(':')), Some(minutes)) => (value, minutes, i + 4),
            _ => (value, 0, i + 2),
        },
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = sign * i32::try_from(hours * 3600 + minutes * 60).ok()?;
    Some((TimeZone::fixed(Offset::from_seconds(seconds).ok()?), end))
}

fn moment(day: Date, clock: &Clock, language: Language) -> Option<Published> {
    let usual = || {
        lang::profile(language)
            .dates
            .zone
            .map(|hours| TimeZone::fixed(jiff::tz::offset(hours)))
    };
    let zone = clock.zone.clone().or_else(usual)?;
    let at = zone
        .to_ambiguous_timestamp(day.to_datetime(clock.time))
        .compatible()
        .ok()?;
    // A moment at the very end of the calendar has no place to go.
    at.checked_add(SignedDuration::ZERO).ok()?;
    Some(Published::Moment(at, zone.to_offset(at)))
}
