//! When an article was published: what the file says, else its dateline, its address, and last the text.
//!
//! The text has many dates. Only those count that stand behind the name of their day, `Jumat (18/2/2022)` or `Rabu, 9 Februari 2022`,
//! as history is told without it; and not those that its sentence looks ahead to, `akan digelar Jumat (21/4/2023)`. The latest of the
//! rest is when somebody spoke last.

use jiff::civil::Date;

use crate::article::{Doubt, Language, Published, PublishedFrom, RawArticle};
use crate::extract::text::{Doc, Shape, Token, beginning, key_of};
use crate::lang::{self, PerLanguage};
use crate::vocabulary::Table;

use super::address;
use super::dates::{self, DateRange};

/// Bytes of the body in which the day is looked for.
const FAR: usize = 4000;
/// Bytes between the name of the day and its date, at most.
const NEAR: usize = 12;
/// Characters of a date that are read.
const LONGEST: usize = 24;
/// Tokens before a day in which a word looks ahead to it.
const AHEAD: usize = 16;
/// Days by which two dates of one article may differ: the clocks of two zones, a column filled the morning after.
const SLACK: i32 = 1;
/// Days between the day that a text tells and the day on which it was printed.
const LATER: i32 = 3;

/// The date and where it was read. Notes a doubt where the file and the address say different days; which of them is right the text says.
pub fn of(
    raw: &RawArticle,
    dateline: Option<Published>,
    doc: &Doc,
    language: Language,
    doubts: &mut Vec<Doubt>,
) -> Option<(Published, PublishedFrom)> {
    let written = raw
        .published
        .as_deref()
        .and_then(|text| dates::parse_date(text, language));
    let address = raw.url.as_deref().and_then(address::date);
    let (Some(written), Some(address)) = (written.clone(), address) else {
        let whole = address
            .filter(|range| range.first == range.last)
            .map(|range| Published::Day(range.first));
        return written
            .map(|at| (at, PublishedFrom::Metadata))
            .or_else(|| dateline.map(|at| (at, PublishedFrom::Dateline)))
            .or_else(|| whole.map(|at| (at, PublishedFrom::Metadata)))
            .or_else(|| in_text(doc, language).map(|at| (at, PublishedFrom::Text)));
    };
    let far = distance(address, written.day());
    if far <= SLACK {
        return Some((written, PublishedFrom::Metadata));
    }
    let whole = address.first == address.last;
    let of_address = match whole {
        true => address.first.to_string(),
        false => address.first.strftime("%Y-%m").to_string(),
    };
    doubts.push(Doubt {
        field: "published".to_owned(),
        message: format!("the file says {}, the address {of_address}", written.day()),
    });
    let told = dateline.or_else(|| in_text(doc, language)).map(|at| at.day());
    let agrees = told.is_some_and(|told| distance(address, told) <= LATER && days_between(written.day(), told) > LATER);
    Some(match agrees && whole {
        true => (Published::Day(address.first), PublishedFrom::Metadata),
        false => (written, PublishedFrom::Metadata),
    })
}

fn days_between(a: Date, b: Date) -> i32 {
    (a - b).get_days().abs()
}

/// Days from a range to a day outside of it.
fn distance(range: DateRange, day: Date) -> i32 {
    if range.contains(day) {
        return 0;
    }
    days_between(range.first, day).min(days_between(range.last, day))
}

/// What a word before a day says of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Mark {
    /// `akan`, `will`: the day is to come.
    Ahead,
    /// `hingga`, `until`: it is where the word stands right before it.
    AheadNext,
    /// `kata`, `said`: what follows is told of the day itself.
    Said,
}

static MARKS: PerLanguage<Table<Option<Mark>>> = PerLanguage::new(|profile| {
    let entries = profile.lexicon.dates.iter().flat_map(|file| file.entries());
    let marks = entries.filter_map(|entry| {
        let mark = match entry.class {
            "ahead" => Mark::Ahead,
            "ahead_next" => Mark::AheadNext,
            "said" => Mark::Said,
            _ => return None,
        };
        Some((key_of(entry.item), Some(mark)))
    });
    Table::new(marks)
});

fn in_text(doc: &Doc, language: Language) -> Option<Published> {
    let text = beginning(doc.body, FAR);
    let marks = MARKS.of(lang::profile(language));
    let mut latest: Option<Date> = None;
    let mut sentences = doc.sentences.iter().peekable();
    // The last mark of the sentence, and where it stands.
    let mut mark: Option<(usize, Mark)> = None;
    let mut next = usize::MAX;
    for (i, token) in doc
        .tokens
        .iter()
        .enumerate()
        .take_while(|(_, t)| t.end as usize <= text.len())
    {
        while sentences.next_if(|sentence| sentence.start as usize <= i).is_some() {
            mark = None;
        }
        if !token.is_word() {
            continue;
        }
        match marks.get(token) {
            Some(Mark::AheadNext) => next = i + 1,
            Some(found) => mark = Some((i, found)),
            None => {}
        }
        if token.shape == Shape::Lower {
            continue;
        }
        if dates::is_weekday(token)
            && let Some(day) = dates::weekday(token.key)
            && let Some(behind) = end_of_word(text, token)
            && let Some(date) = date_near(text, behind, language)
            && date.weekday() == day
            && next != i
            && !mark.is_some_and(|(at, mark)| mark == Mark::Ahead && i - at <= AHEAD)
        {
            latest = latest.max(Some(date));
        }
    }
    latest.map(Published::Day)
}

/// Where what stands between two blanks ends, if it is the token and no more than signs beside it.
fn end_of_word(text: &str, token: &Token) -> Option<usize> {
    let is_blank = |b: &u8| matches!(b, b' ' | b'\n');
    let (start, end) = (token.start as usize, token.end as usize);
    let bytes = text.as_bytes();
    let first = bytes[..start].iter().rposition(is_blank).map_or(0, |at| at + 1);
    let last = bytes[end..].iter().position(is_blank).map_or(text.len(), |at| end + at);
    let signs = |text: &str| !text.contains(char::is_alphanumeric);
    (signs(&text[first..start]) && signs(&text[end..last])).then_some((last + 1).min(text.len()))
}

/// The date that begins at most [`NEAR`] bytes behind a place in the text, with no other number or day before it.
fn date_near(text: &str, behind: usize, language: Language) -> Option<jiff::civil::Date> {
    let mut at = behind;
    for word in text[behind..].split_inclusive([' ', '\n']) {
        let start = at;
        at += word.len();
        if start - behind > NEAR {
            return None;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.starts_with(|c: char| c.is_ascii_digit()) {
            let end = text[start..]
                .char_indices()
                .nth(LONGEST)
                .map_or(text.len(), |(len, _)| start + len);
            let rest = text[start..end].split(')').next()?;
            return dates::parse_date(rest, language).map(|date| date.day());
        }
        if bare.starts_with(char::is_uppercase) && dates::weekday(key_of(bare)).is_some() {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_with_their_names_count() {
        let day = |text| in_text(&Doc::new(text, Language::ID), Language::ID).map(|p| p.to_string());
        assert_eq!(day("Ia tiba, Jumat (18/2/2022).").as_deref(), Some("2022-02-18"));
        assert_eq!(
            day("Ia tiba di Wina, Rabu, 9 Februari 2022.").as_deref(),
            Some("2022-02-09")
        );
        assert_eq!(day("Lahir 17 Agustus 1945 di Jakarta."), None);
        assert_eq!(day("Kurs pada Senin (1/1/2022) salah harinya."), None);
        assert_eq!(
            day("Rabu (8/9/2021) hujan, Kamis (9/9/2021) reda.").as_deref(),
            Some("2021-09-09")
        );
        assert_eq!(
            day("Hujan turun, Senin (6/3/2023), kata Bagas. Sidang akan digelar Jumat (21/4/2023) di gedung itu.")
                .as_deref(),
            Some("2023-03-06")
        );
        assert_eq!(
            day("Sidang akan digelar pekan depan, kata Bagas di Jakarta, Senin (6/3/2023).").as_deref(),
            Some("2023-03-06")
        );
        assert_eq!(day("Tiket dijual mulai Jumat (21/4/2023)."), None);
    }

    /// Date, where from, and how many doubts, of a column, an address and a text.
    fn dated(column: Option<&str>, url: Option<&str>, text: &str) -> (String, usize) {
        let raw = RawArticle {
            published: column.map(str::to_owned),
            url: url.map(str::to_owned),
            ..RawArticle::default()
        };
        let mut doubts = Vec::new();
        let found = of(&raw, None, &Doc::new(text, Language::ID), Language::ID, &mut doubts);
        let found = found.map_or("-".to_owned(), |(at, from)| format!("{at} {from:?}"));
        (found, doubts.len())
    }

    #[test]
    fn a_column_that_contradicts_the_address() {
        let url = Some("https://a.example/read/2023/03/09/hujan");
        let text = "Hujan turun, kata Bagas, Rabu (8/3/2023).";
        assert_eq!(
            dated(Some("2023-05-01"), url, text),
            ("2023-03-09 Metadata".to_owned(), 1)
        );
        assert_eq!(
            dated(Some("2023-05-01"), url, "Hujan turun."),
            ("2023-05-01 Metadata".to_owned(), 1)
        );
        let may = "Hujan turun, kata Bagas, Senin (1/5/2023).";
        assert_eq!(
            dated(Some("2023-05-01"), url, may),
            ("2023-05-01 Metadata".to_owned(), 1)
        );
        assert_eq!(
            dated(Some("2023-03-10"), url, text),
            ("2023-03-10 Metadata".to_owned(), 0)
        );
        assert_eq!(dated(None, url, text), ("2023-03-09 Metadata".to_owned(), 0));
        let month = Some("https://a.example/2023/03/hujan.html");
        assert_eq!(
            dated(Some("2023-05-01"), month, text),
            ("2023-05-01 Metadata".to_owned(), 1)
        );
        assert_eq!(dated(None, month, text), ("2023-03-08 Text".to_owned(), 0));
        assert_eq!(dated(None, None, "Hujan."), ("-".to_owned(), 0));
    }
}
