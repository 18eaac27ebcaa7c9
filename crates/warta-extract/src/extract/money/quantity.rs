//! Counts of people and things with their unit: `150.000 personel`, `dua kapal`.

use super::bounds::{self, BoundWord};
use super::number::Source;
use crate::article::{Bound, Quantity, Span};
use crate::extract::text::{Kind, Shape};

/// Words between a number and what it counts, at most.
const DESCRIBING: usize = 2;

/// The count that begins at token `i`, where no amount of money does, and the token behind it.
pub fn quantity_at(source: Source, i: usize) -> Option<(Quantity, usize)> {
    let tokens = source.tokens;
    // Dates, times, scores, versions, names with numbers.
    if i > 0 && tokens[i].glued && source.word(i - 1) != "(" {
        return None;
    }
    let number = source.number(i, false)?;
    let words = bounds::of(source.language);
    // `two new ferries`
    let described = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| t.shape == Shape::Lower && !t.glued && words.describes(t.key))
    };
    let at = (number.end..number.end + DESCRIBING)
        .find(|i| !described(*i))
        .unwrap_or(number.end + DESCRIBING);
    let unit = tokens.get(at)?;
    if unit.glued || unit.kind != Kind::Word || unit.shape != Shape::Lower {
        return None;
    }
    if words.is_no_unit(unit.key) || source.begins_number(at) {
        return None;
    }
    // A year is no count: `2022 lalu`.
    let plain = number.end == i + 1 && tokens[i].end - tokens[i].start == 4 && !number.spelt;
    if plain
        && source
            .word(i)
            .parse::<u32>()
            .is_ok_and(|year| (1800..2100).contains(&year))
    {
        return None;
    }
    // `satu` and `one` are more often an article than a count.
    if number.spelt && number.value() == 1 {
        return None;
    }
    if number.spelt && number.value() == 2 && words.is_party(unit.key) {
        return None;
    }
    let (_, bound) = match words.before(source, i) {
        Some((start, BoundWord::Bound(bound))) => (start, bound),
        _ => (i, Bound::Exact),
    };
    let quantity = Quantity {
        value: number.value(),
        unit: source.word(at).to_owned(),
        bound,
        span: Span {
            start: tokens[i].start,
            end: unit.end,
        },
    };
    Some((quantity, at + 1))
}
