//! Days that are told from today: `kemarin`, `7d`, `bulan lalu`. They are put into days of the calendar before a query is
//! understood, so that its canonical text asks the same tomorrow.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span as Time, ToSpan, Zoned};

use super::ast::{Form, Limit, Node, NodeKind, Term};
use super::values;
use crate::fields::{self, FieldId, FieldKind};

/// Days from the first to the last.
type Days = (Date, Date);

/// The query with days of the calendar in place of days told from `now`; of when something came into the index, with moments.
pub fn absolute(node: Node, now: &Zoned) -> Node {
    rewritten(node, None, now)
}

fn rewritten(node: Node, field: Option<FieldId>, now: &Zoned) -> Node {
    let inside = |inner: Box<Node>| Box::new(rewritten(*inner, field, now));
    let all = |parts: Vec<Node>| parts.into_iter().map(|part| rewritten(part, field, now)).collect();
    let span = node.span;
    let kind = match node.kind {
        NodeKind::Field { name, value } => {
            let id = fields::field(&name).filter(|field| field.kind == FieldKind::Date);
            let value = Box::new(rewritten(*value, id.map(|field| field.id), now));
            NodeKind::Field { name, value }
        }
        NodeKind::Term(term) if term.form != Form::Any => match field {
            Some(FieldId::Added) => moments_of(&term.text, now).unwrap_or(NodeKind::Term(term)),
            Some(_) => days_of(&term.text, now).unwrap_or(NodeKind::Term(term)),
            None => NodeKind::Term(term),
        },
        NodeKind::Range { low, high } if field.is_some() => {
            let of_index = field == Some(FieldId::Added);
            NodeKind::Range {
                low: low.map(|limit| limit_of(limit, true, of_index, now)),
                high: high.map(|limit| limit_of(limit, false, of_index, now)),
            }
        }
        NodeKind::And(parts) => NodeKind::And(all(parts)),
        NodeKind::Or(parts) => NodeKind::Or(all(parts)),
        NodeKind::Not(inner) => NodeKind::Not(inside(inner)),
        NodeKind::Together(inner) => NodeKind::Together(inside(inner)),
        NodeKind::Paragraph(inner) => NodeKind::Paragraph(inside(inner)),
        NodeKind::Boost(inner, weight) => NodeKind::Boost(inside(inner), weight),
        other => other,
    };
    Node::new(kind, span)
}

/// Days in place of a word such as `kemarin`.
fn days_of(text: &str, now: &Zoned) -> Option<NodeKind> {
    let (first, last) = named(text, now.date()).or_else(|| Some((back(text, now)?.date(), now.date())))?;
    if first == last {
        let (text, form) = (first.to_string(), Form::Word);
        return Some(NodeKind::Term(Term { text, form }));
    }
    Some(between(first.to_string(), last.to_string()))
}

/// Moments in place of days.
fn moments_of(text: &str, now: &Zoned) -> Option<NodeKind> {
    if is_moment(text) {
        return None;
    }
    if let Some(then) = back(text, now) {
        return Some(between(moment(&then), moment(now)));
    }
    let (first, last) = named(text, now.date()).or_else(|| values::days(text))?;
    Some(between(start(first, now)?, end(last, now)?))
}

fn between(low: String, high: String) -> NodeKind {
    let limit = |text| Some(Limit { text, inclusive: true });
    NodeKind::Range {
        low: limit(low),
        high: limit(high),
    }
}

/// A limit in days of the calendar, or in moments: those of whole days are where the days begin and end.
fn limit_of(limit: Limit, is_low: bool, of_index: bool, now: &Zoned) -> Limit {
    let Limit { text, inclusive } = &limit;
    if of_index && is_moment(text) {
        return limit;
    }
    let text = match (back(text, now), named(text, now.date())) {
        // So long ago is a moment, not a stretch until now.
        (Some(then), _) if of_index => Some(moment(&then)),
        (Some(then), _) => Some(then.date().to_string()),
        (None, days) => match (days, of_index) {
            (Some((first, last)), false) => Some(if is_low == *inclusive { first } else { last }.to_string()),
            (days, true) => days
                .or_else(|| values::days(text))
                .and_then(|(first, last)| match is_low == *inclusive {
                    true => start(first, now),
                    false => end(last, now),
                }),
            (None, false) => None,
        },
    };
    match text {
        Some(text) => Limit { text, ..limit },
        None => limit,
    }
}

/// Whether it says a moment already.
fn is_moment(text: &str) -> bool {
    text.trim().parse::<jiff::Timestamp>().is_ok()
}

/// A moment to the second, with its offset.
fn moment(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Where a day begins, as clocks here have it.
fn start(day: Date, now: &Zoned) -> Option<String> {
    let at = day.to_zoned(now.time_zone().clone()).ok()?;
    Some(moment(&at))
}

/// The last second of a day.
fn end(day: Date, now: &Zoned) -> Option<String> {
    let last = DateTime::from_parts(day, jiff::civil::time(23, 59, 59, 0));
    Some(moment(&last.to_zoned(now.time_zone().clone()).ok()?))
}

/// So long ago: `12h` (hours), `7d`, `2w`, `3m`, `1y`; also `7 hari`, `2 minggu lalu`, `3 months ago`.
fn back(text: &str, now: &Zoned) -> Option<Zoned> {
    let text = text.trim().to_lowercase();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: i64 = text[..digits].parse().ok()?;
    let unit = text[digits..].trim_start();
    let unit = [" ago", " lalu", " yang lalu"]
        .iter()
        .find_map(|end| unit.strip_suffix(end))
        .unwrap_or(unit);
    let span: Time = match unit.trim() {
        "h" | "jam" | "hour" | "hours" => Time::new().try_hours(number).ok()?,
        "d" | "hari" | "day" | "days" => Time::new().try_days(number).ok()?,
        "w" | "minggu" | "pekan" | "week" | "weeks" => Time::new().try_weeks(number).ok()?,
        "m" | "bulan" | "month" | "months" => Time::new().try_months(number).ok()?,
        "y" | "tahun" | "year" | "years" => Time::new().try_years(number).ok()?,
        _ => return None,
    };
    now.checked_sub(span).ok()
}

/// Days by a name: `today`, `kemarin`, `this week`, `bulan lalu`. Weeks begin on Monday.
fn named(text: &str, today: Date) -> Option<Days> {
    let text = text.trim().to_lowercase();
    let day_before = |days: i64| today.checked_sub(days.days()).ok();
    match text.as_str() {
        "today" | "hari ini" => return Some((today, today)),
        "yesterday" | "kemarin" => return day_before(1).map(|day| (day, day)),
        _ => {}
    }
    let (unit, back) = match text.split_once(' ')? {
        ("this", unit) | (unit, "ini") => (unit, 0),
        ("last", unit) | (unit, "lalu" | "kemarin") => (unit, 1),
        _ => return None,
    };
    let (first, length): (Date, Time) = match unit {
        "week" | "minggu" | "pekan" => {
            let since = i64::from(today.weekday().since(Weekday::Monday));
            (day_before(since)?, 1.week())
        }
        "month" | "bulan" => (today.first_of_month(), 1.month()),
        "year" | "tahun" => (today.first_of_year(), 1.year()),
        _ => return None,
    };
    let first = match back {
        0 => first,
        _ => first.checked_sub(length).ok()?,
    };
    Some((first, first.checked_add(length).ok()?.yesterday().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    fn read(text: &str) -> String {
        let now: Zoned = "2022-02-18T09:30:00+07:00[+07:00]".parse().expect("a moment");
        absolute(parse(text).node, &now).to_string()
    }

    #[test]
    fn days_told_from_today_become_days_of_the_calendar() {
        for (typed, wanted) in [
            ("date:today", "date:2022-02-18"),
            ("date:kemarin", "date:2022-02-17"),
            ("tanggal:\"hari ini\" beras", "date:2022-02-18 beras"),
            ("date:7d", "date:2022-02-11..2022-02-18"),
            ("date:>=7d", "date:>=2022-02-11"),
            ("date:\"3 bulan lalu\"..kemarin", "date:2021-11-18..2022-02-17"),
            ("date:>kemarin", "date:>2022-02-17"),
            ("date:>\"last month\"", "date:>2022-01-31"),
            ("date:<\"minggu ini\"", "date:<2022-02-14"),
            ("week:\"minggu lalu\"", "week:2022-02-07..2022-02-13"),
            ("year:\"tahun lalu\"", "year:2021-01-01..2021-12-31"),
            ("date:2022", "date:2022"),
            ("kemarin date:lusa", "kemarin date:lusa"),
        ] {
            assert_eq!(read(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn when_something_came_in_is_told_in_moments() {
        for (typed, wanted) in [
            ("added:>=yesterday", "added:>=\"2022-02-17T00:00:00+07:00\""),
            ("added:>=1d", "added:>=\"2022-02-17T09:30:00+07:00\""),
            ("added:<=kemarin", "added:<=\"2022-02-17T23:59:59+07:00\""),
            ("added:>kemarin", "added:>\"2022-02-17T23:59:59+07:00\""),
            (
                "added:2022-02",
                "added:\"2022-02-01T00:00:00+07:00\"..\"2022-02-28T23:59:59+07:00\"",
            ),
            (
                "added:12h",
                "added:\"2022-02-17T21:30:00+07:00\"..\"2022-02-18T09:30:00+07:00\"",
            ),
        ] {
            assert_eq!(read(typed), wanted, "{typed}");
            assert_eq!(read(wanted), wanted, "it stays as it is");
        }
    }
}
