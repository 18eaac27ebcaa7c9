//! One amount: a currency, a number or a range of two, and the words that bound it.

use std::ops::Range;
use std::str::FromStr;

use super::bounds::{self, BoundWord};
use super::currency::{self, Family, Unit};
use super::number::{Number, Source};
use crate::article::{Bound, Decimal};
use crate::extract::meta::dates;
use crate::extract::text::{Kind, Shape};

/// An amount in tokens, its currency perhaps still open.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyPhrase {
    pub unit: Unit,
    pub min: Option<Decimal>,
    pub max: Option<Decimal>,
    pub bound: Bound,
    /// Without the words that bound it.
    pub tokens: Range<usize>,
    /// Where those words begin.
    pub start: usize,
    /// It is money only if the article counts in this currency elsewhere: `SAR 750`.
    pub doubtful: bool,
}

/// A number with its currency, if it has one of its own.
struct Side {
    number: Number,
    unit: Option<Unit>,
    negative: bool,
    /// The number is written as a year is.
    year: bool,
    /// Its sign or code stands before it.
    signed: bool,
    end: usize,
}

impl Side {
    fn new(source: Source, at: usize, number: Number, unit: Option<Unit>, end: usize) -> Side {
        Side {
            year: is_year(source, at, &number),
            signed: false,
            negative: false,
            number,
            unit,
            end,
        }
    }
}

/// A doubtful word is money from this value on: `10 won`, `20 marks` and `5 pounds` may be something else.
const SURE: u64 = 1000;

/// What begins with a number or a currency.
pub enum Begun {
    One(MoneyPhrase),
    /// Two amounts with one currency behind the second: `5 dan 10 juta dolar`.
    Two(MoneyPhrase, MoneyPhrase),
}

/// The amount or the two that begin at token `i`.
pub fn begun_at(source: Source, i: usize) -> Option<Begun> {
    let first = side(source, i)?;
    if let Some(found) = amount_of(source, i, &first) {
        return Some(Begun::One(found));
    }
    let (first, second) = pair_of(source, i, first)?;
    Some(Begun::Two(first, second))
}

/// The amount that begins at token `i`, at its currency or its number.
pub fn amount_at(source: Source, i: usize) -> Option<MoneyPhrase> {
    amount_of(source, i, &side(source, i)?)
}

/// The amount whose first side stands at token `i`.
fn amount_of(source: Source, i: usize, first: &Side) -> Option<MoneyPhrase> {
    let words = bounds::of(source.language);
    if words.may_connect(source, first.end) {
        let before = words.before(source, i);
        let between = matches!(before, Some((_, BoundWord::Between)));
        if let Some(found) = range(source, i, first, between) {
            let start = if between {
                before.map_or(i, |(start, _)| start)
            } else {
                i
            };
            return Some(MoneyPhrase { start, ..found });
        }
    }
    single(source, i, first)
}

/// The amount of one number, bounded by the words beside it.
fn single(source: Source, i: usize, side: &Side) -> Option<MoneyPhrase> {
    let unit = side.unit?;
    let plain = side.number.scale == 1;
    let small = unit.doubtful && (side.number.value() < SURE || side.year);
    // `SAR 750` is money where the article counts in it elsewhere; `Tim SAR 30 personel` is a count.
    let words = bounds::of(source.language);
    let next = source.tokens.get(side.end);
    let counted = next.is_some_and(|token| token.shape == Shape::Lower && !words.is_no_unit(token.key));
    let doubtful = small && side.signed && !counted;
    if small && !doubtful || unit.torn && plain {
        return None;
    }
    let before = words.before(source, i);
    let mut value = exact_value(&side.number, unit);
    if side.negative {
        value = -value;
    }
    let mut end = side.end;
    let mut bound = if side.number.about { Bound::About } else { Bound::Exact };
    let mut start = i;
    if let Some((len, after)) = words.after(source, end) {
        bound = after;
        end += len;
    }
    if let Some((from, BoundWord::Bound(word))) = before {
        bound = word;
        start = from;
    }
    let (min, max) = match bound {
        Bound::AtLeast => (Some(value), None),
        Bound::AtMost => (None, Some(value)),
        _ => (Some(value.clone()), Some(value)),
    };
    Some(MoneyPhrase {
        unit,
        min,
        max,
        bound,
        tokens: i..end,
        start,
        doubtful,
    })
}

/// `20 dollars and 43 cents`, `5 pounds 20 pence`: one amount.
pub fn with_hundredths(source: Source, found: MoneyPhrase) -> MoneyPhrase {
    let end = found.tokens.end;
    let exact = found.min == found.max && matches!(found.bound, Bound::Exact | Bound::About);
    let Some(value) = found.min.as_ref().filter(|value| exact && value.is_integer()) else {
        return found;
    };
    if found.unit.hundredth {
        return found;
    }
    let words = bounds::of(source.language);
    let at = end + words.joins_pair(source, end).unwrap_or(0);
    let parts = (at < source.tokens.len() && source.begins_number(at))
        .then(|| side(source, at))
        .flatten();
    let Some(Side {
        number,
        unit: Some(unit),
        end,
        ..
    }) = parts
    else {
        return found;
    };
    let same = match unit.family {
        Some(Family::Hundredth) => true,
        family => family == found.unit.family || unit.currency == found.unit.currency,
    };
    let count = number.value();
    if !unit.hundredth || !same || !count.is_integer() || count >= 100 {
        return found;
    }
    let value = value + exact_value(&number, unit);
    MoneyPhrase {
        min: Some(value.clone()),
        max: Some(value),
        tokens: found.tokens.start..end,
        ..found
    }
}

/// From this value on a number has its own meaning next to a scaled one: `2,000 and 5 million dollars`.
const UNSCALED: u64 = 1000;

/// Two amounts with one currency behind the second: `5 dan 10 juta dolar`. The first takes the other's scale where it has none.
fn pair_of(source: Source, i: usize, mut first: Side) -> Option<(MoneyPhrase, MoneyPhrase)> {
    if first.unit.is_some() {
        return None;
    }
    let words = bounds::of(source.language);
    let at = first.end + words.joins_pair(source, first.end)?;
    if at >= source.tokens.len() {
        return None;
    }
    // `March 5 and 10 million dollars`, `Pasal 5 dan 10 juta`: the number is a name's. `between 9 and 5 dollars` is none of this.
    let named = i
        .checked_sub(1)
        .is_some_and(|before| source.tokens[before].is_capitalized() || source.tokens[i].glued);
    if named || matches!(words.before(source, i), Some((_, BoundWord::Between))) {
        return None;
    }
    let second = side(source, at)?;
    // The currency stands behind: `5 and $10` are not of a kind.
    if second.unit.is_none() || !source.begins_number(at) {
        return None;
    }
    // `two thousand and five dollars` is one number, and `one` mostly none.
    let spelt = first.number.spelt && second.number.spelt && first.number.value() > second.number.value();
    if spelt || first.number.spelt && first.number.value() == 1 {
        return None;
    }
    first.unit = second.unit;
    let bare = first.number.scale == 1;
    let plain = bare && first.number.value() < UNSCALED;
    match second.number.scale {
        1 if bare && !is_year(source, i, &first.number) => {}
        scale if plain && scale > 1 => first.number.scale = scale,
        scale if !bare && scale > 1 => {}
        _ => return None,
    }
    Some((single(source, i, &first)?, single(source, at, &second)?))
}

/// `2022`
fn is_year(source: Source, i: usize, number: &Number) -> bool {
    let digits = source.word(i);
    number.end == i + 1 && digits.len() == 4 && digits.parse().is_ok_and(|year: u32| (1800..2100).contains(&year))
}

fn exact_value(number: &Number, unit: Unit) -> Decimal {
    let value = number.value();
    if unit.hundredth {
        value * Decimal::new(1.into(), 2)
    } else {
        value
    }
}

/// A number with the currency before or behind it.
fn side(source: Source, i: usize) -> Option<Side> {
    if let Some((len, unit)) = currency::before().at_tokens(source.text, source.tokens, i) {
        // `US` `$` glued to the word before is no currency: `AUS$`.
        let negative = i > 0 && source.word(i - 1) == "-" && source.tokens[i].glued && !source.tokens[i - 1].glued;
        let at = if source.word(i + len) == "-" && source.tokens[i + len].glued {
            i + len + 1
        } else {
            i + len
        };
        // `SR-71`
        let dashed = at > i + len && unit.doubtful;
        if let Some(number) =
            number_with_sign(source, at).filter(|_| !dashed && (!unit.torn || source.tokens[at].glued))
        {
            let mut end = number.end;
            // `USD 5 juta dolar AS`, `$5 Australian dollars`: the word behind says it again.
            let mut unit = *unit;
            if let Some((len, again)) = currency::after().at_tokens(source.text, source.tokens, end)
                && !again.hundredth
                && (again.currency == unit.currency || unit.family.is_some())
            {
                end += len;
                unit = *again;
            }
            let number = regrouped(source, at, number, unit);
            return Some(Side {
                negative: negative || at > i + len,
                signed: true,
                ..Side::new(source, at, number, Some(unit), end)
            });
        }
    }
    if !source.begins_number(i) {
        return worded(source, i);
    }
    // A number inside a longer run of signs is a date, a score, a phone number.
    if source.tokens[i].glued && i > 0 && matches!(source.word(i - 1), "/" | ":" | "." | ",") {
        return None;
    }
    let unit_at = |at: usize| currency::after().at_tokens(source.text, source.tokens, at);
    // `3 000 euros`, where the groups are money's.
    let groups = source.blank_groups(i).and_then(|end| source.grouped(i, end));
    if let Some(number) = groups
        && let Some((len, unit)) = unit_at(number.end)
    {
        let end = number.end + len;
        return Some(Side::new(source, i, number, Some(*unit), end));
    }
    let number = source.number(i, false)?;
    let mut end = number.end;
    // `a 5-million-dollar deal`
    let joined = source.word(end) == "-" && source.tokens[end].glued;
    let at = if joined { end + 1 } else { end };
    // Scales of one letter need their currency: `5m euros`.
    let short = number.scale == 1 && source.short_scale(number.end).is_some();
    let with_short = || source.number(i, true).filter(|n| n.end > number.end);
    if let Some((len, unit)) = unit_at(at)
        && !belongs_behind(source, at, len)
    {
        end = at + len;
        let weight = unit.doubtful && matches!(source.word(end), "of" | "per");
        let unit = (!weight).then_some(*unit);
        let number = unit.map_or(number.clone(), |unit| regrouped(source, i, number, unit));
        return Some(Side::new(source, i, number, unit, end));
    }
    if short
        && let Some(number) = with_short()
        && let Some((len, unit)) = unit_at(number.end)
    {
        let end = number.end + len;
        return Some(Side::new(source, i, number, Some(*unit), end));
    }
    let end = number.end;
    Some(Side::new(source, i, number, None, end))
}

/// The number behind a sign of money: `$12 500` as well.
fn number_with_sign(source: Source, at: usize) -> Option<Number> {
    match source.blank_groups(at) {
        Some(end) => source.grouped(at, end),
        None => source.number(at, true),
    }
}

/// `2019 Rp 4,6 miliar`: the sign is that of the number behind it.
fn belongs_behind(source: Source, at: usize, len: usize) -> bool {
    let number = source
        .tokens
        .get(at + len)
        .is_some_and(|token| token.kind == Kind::Number);
    let sign = currency::before().at_tokens(source.text, source.tokens, at);
    number && sign.is_some_and(|(other, _)| other == len)
}

/// Reads a number without scale anew by its money. `Rp 25.000` is twenty-five thousand in English as well, as nobody counts in parts of
/// a rupiah; and where the comma parts decimals, three digits behind it are thousands as English has them: `US$1,500`.
fn regrouped(source: Source, at: usize, number: Number, unit: Unit) -> Number {
    let text = source.word(at);
    let single = number.scale == 1 && number.end == at + 1 && !text.starts_with('0');
    let thousands = |separator: char| {
        let mut groups = text.split(separator);
        let first = groups.next().unwrap_or_default();
        let second = groups.next().is_some_and(|group| group.len() == 3);
        first.len() <= 3 && !first.contains(['.', ',']) && second && groups.next().is_none()
    };
    if !single || unit.hundredth || !(thousands(',') || unit.whole && thousands('.')) {
        return number;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match Decimal::from_str(&digits) {
        Ok(base) => Number { base, ..number },
        Err(_) => number,
    }
}

/// A word of money before a large number, as wires write it: `Swiss Franc 400 mln`, `U.S. dlrs 5.98 billion`.
fn worded(source: Source, i: usize) -> Option<Side> {
    let (len, unit) = currency::after().at_tokens(source.text, source.tokens, i)?;
    // `won 5 million votes`
    if unit.hundredth || unit.doubtful || source.tokens.get(i + len)?.kind != Kind::Number {
        return None;
    }
    // Behind a number the word belongs to that.
    if i > 0 && source.tokens[i - 1].kind == Kind::Number {
        return None;
    }
    let number = source.number(i + len, true).filter(|n| n.scale > 1)?;
    let end = number.end;
    Some(Side::new(source, i + len, number, Some(*unit), end))
}

/// `Rp 5-10 miliar`, `antara 3 sampai 7 dolar`, `$5 to $10 million`.
fn range(source: Source, i: usize, first: &Side, between: bool) -> Option<MoneyPhrase> {
    let words = bounds::of(source.language);
    let len = words.connector(source, first.end, between)?;
    let at = first.end + len;
    if at >= source.tokens.len() {
        return None;
    }
    // `January 28 to 285 million dollars`: the first is a day.
    if first.unit.is_none() && i > 0 && dates::month(source.tokens[i - 1].key).is_some() {
        return None;
    }
    let second = side(source, at)?;
    let unit = match (first.unit, second.unit) {
        (Some(a), Some(b)) if a.currency == b.currency && a.hundredth == b.hundredth => b,
        (Some(a), Some(b)) if a.family.is_some() && !a.hundredth && !b.hundredth => b,
        (Some(_), Some(_)) => return None,
        (Some(unit), None) | (None, Some(unit)) => unit,
        (None, None) => return None,
    };
    // Behind `to`, what has no currency of its own may be anything: `$5 to 3 people`.
    let dash = source.tokens[first.end].kind == Kind::Sign;
    let bare = second.unit.is_none() && !dash && !between;
    let goes_on = source
        .tokens
        .get(second.end)
        .is_some_and(|t| t.is_word() && t.shape == Shape::Lower);
    if bare && goes_on && second.number.scale == 1 && !words.is_no_unit(source.tokens[second.end].key) {
        return None;
    }
    let mut low = first.number.clone();
    if low.scale == 1 && second.number.scale > 1 && (first.unit.is_none() || first.end == low.end) {
        let scaled = &low.base * Decimal::from(second.number.scale);
        if scaled <= second.number.value() {
            low.scale = second.number.scale;
        }
    }
    let (low, high) = (exact_value(&low, unit), exact_value(&second.number, unit));
    if low > high {
        return None;
    }
    Some(MoneyPhrase {
        unit,
        min: Some(low),
        max: Some(high),
        bound: Bound::Range,
        tokens: i..second.end,
        start: i,
        doubtful: false,
    })
}
