//! The date of an article that has none but in its text: the latest of the dates that stand behind the name of their
//! day, `Jumat (18/2/2022)` or `Rabu, 9 Februari 2022`. History is told without the day's name.

use crate::article::{Language, Published};
use crate::extract::text::key_of;

use super::dates;

/// Bytes of the body in which the day is looked for.
const FAR: usize = 4000;

pub fn in_text(body: &str, language: Language) -> Option<Published> {
    let mut end = body.len().min(FAR);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let text = &body[..end];
    let mut found: Vec<jiff::civil::Date> = Vec::new();
    let mut last_day = None;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n']) {
        let start = at;
        at += word.len();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.starts_with(|c: char| c.is_ascii_digit()) {
            if let Some((behind, day)) = last_day
                && start - behind <= 12
            {
                let rest: String = text[start..].chars().take(24).collect();
                let rest = rest.split(')').next().unwrap_or_default();
                if let Some(date) = dates::parse_date(rest, language).map(|p| p.day())
                    && date.weekday() == day
                {
                    found.push(date);
                }
            }
            last_day = None;
        } else if bare.starts_with(char::is_uppercase)
            && let Some(day) = dates::weekday(key_of(bare))
        {
            last_day = Some((at, day));
        }
    }
    // A fixture or a deadline is days ahead of the report; an anniversary is years behind.
    found.into_iter().max().map(Published::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_with_their_names_count() {
        let day = |text| in_text(text, Language::ID).map(|p| p.to_string());
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
