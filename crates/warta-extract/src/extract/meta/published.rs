//! The date of an article that has none but in its text: the latest of the dates that stand behind the name of their
//! day, `Jumat (18/2/2022)` or `Rabu, 9 Februari 2022`. History is told without the day's name.

use crate::article::{Language, Published};
use crate::extract::text::{Doc, Shape, Token, beginning, key_of};

use super::dates;

/// Bytes of the body in which the day is looked for.
const FAR: usize = 4000;
/// Bytes between the name of the day and its date, at most.
const NEAR: usize = 12;
/// Characters of a date that are read.
const LONGEST: usize = 24;

pub fn in_text(doc: &Doc, language: Language) -> Option<Published> {
    let text = beginning(doc.body, FAR);
    let mut found: Vec<jiff::civil::Date> = Vec::new();
    for token in doc.tokens.iter().take_while(|t| t.end as usize <= text.len()) {
        if !token.is_word() || token.shape == Shape::Lower {
            continue;
        }
        if let Some(day) = dates::weekday(token.key)
            && let Some(behind) = end_of_word(text, token)
            && let Some(date) = date_near(text, behind, language)
            && date.weekday() == day
        {
            found.push(date);
        }
    }
    // A fixture or a deadline is days ahead of the report; an anniversary is years behind.
    found.into_iter().max().map(Published::Day)
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
    }
}
