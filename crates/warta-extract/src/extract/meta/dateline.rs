//! The dateline: place, outlet and date before the dash that opens an article.

use crate::article::{Language, Published};

use super::dates;
use crate::extract::outlets;

/// What stands before the dash.
#[derive(Debug, Default, PartialEq)]
pub struct BeforeDash {
    pub place: Option<String>,
    /// The outlet's usual name, or as written.
    pub outlet: Option<String>,
    pub published: Option<Published>,
    /// Bytes of the body up to the first word of the lead.
    pub end: usize,
}

/// A dateline is short.
const LONGEST: usize = 110;

/// Reads the dateline of a body, whose first line is the lead.
pub fn find(body: &str, language: Language) -> Option<BeforeDash> {
    let line = body.lines().next()?;
    let head_end = line.len().min(LONGEST);
    // `-`, `:` and the first byte of `–` and `—`.
    for at in memchr::memchr3_iter(b'-', b':', 0xe2, &line.as_bytes()[..head_end]) {
        let mut chars = line[at..].chars();
        let (Some(c), next) = (chars.next(), chars.next()) else {
            return None;
        };
        let next_is_space = next.is_some_and(|next| next.is_whitespace() || next == '-');
        let dash = match c {
            '—' | '–' => true,
            '-' => next_is_space || line[..at].chars().next_back().is_none_or(char::is_whitespace),
            ':' => next_is_space,
            _ => false,
        };
        if !dash {
            continue;
        }
        let rest = &line[at..];
        let lead = rest.trim_start_matches([c, '-', '–', '—', ' ', '\u{a0}']);
        let opens = lead.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“”‘'(".contains(c));
        if lead.is_empty() || !opens {
            return None;
        }
        let mut found = head(line[..at].trim(), language, c == ':')?;
        found.end = line.len() - lead.len();
        return Some(found);
    }
    None
}

/// How many paragraphs behind the first begin with a dateline that has both an outlet and a place.
pub fn others(body: &str, language: Language) -> usize {
    let openings = body.lines().skip(1).filter_map(|line| find(line, language));
    openings
        .filter(|opening| opening.outlet.is_some() && opening.place.is_some())
        .count()
}

fn head(text: &str, language: Language, colon: bool) -> Option<BeforeDash> {
    let mut found = BeforeDash::default();
    let (mut dated, mut in_brackets) = (false, false);
    let mut places: Vec<&str> = Vec::new();
    for part in text
        .split([',', '(', ')', '/'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        if let Some(name) = outlets::by_spelling(part) {
            found.outlet.get_or_insert_with(|| name.to_owned());
            in_brackets |= text.contains(&format!("({part}"));
        } else if outlets::host(part).is_some_and(|h| !h.contains("..") && h.len() > 4 && h == part && is_site(h)) {
            found.outlet.get_or_insert_with(|| part.to_owned());
        } else if is_day(part) {
            dated = true;
        } else if is_place(part) {
            places.push(part);
        } else {
            return None;
        }
    }
    if dated {
        found.published = dates::parse_date(text, language);
    }
    let sure = found.outlet.is_some() || dated;
    match places.first() {
        // A state or country may stand behind the place; more is a list.
        Some(place) if places.len() <= 2 && (sure || is_capitals(place) && !colon) => {
            found.place = Some((*place).to_owned());
        }
        Some(place) if places.len() == 1 && !colon && place.split(' ').count() <= 2 && !place.contains('.') => {
            found.place = Some((*place).to_owned());
        }
        Some(_) => return None,
        None if !sure => return None,
        None => {}
    }
    (!colon || found.outlet.is_some() && (found.place.is_some() || in_brackets)).then_some(found)
}

fn is_site(host: &str) -> bool {
    [".com", ".co", ".id", ".net", ".org", ".tv", ".news"]
        .iter()
        .any(|end| {
            host.len() > end.len() && host.as_bytes()[host.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
        })
}

/// `March 4`, `18/2/2022`, `Jumat`, `2022`: a number with at most names of days and months.
fn is_day(part: &str) -> bool {
    let mut known = false;
    for word in part.split([' ', '.', '-']).filter(|w| !w.is_empty()) {
        let key = crate::extract::text::key_of(word);
        if dates::month(key).is_some() || dates::weekday(key).is_some() {
            known = true;
        } else if !word.bytes().all(|b| b.is_ascii_digit()) || word.len() > 4 {
            return false;
        } else {
            known |= word.len() <= 2 || matches!(word.as_bytes(), [b'1' | b'2', ..]);
        }
    }
    known
}

fn is_place(part: &str) -> bool {
    let words = part.split(' ').filter(|w| !w.is_empty());
    words.clone().count() <= 4
        && words.clone().next().is_some_and(|w| w.starts_with(char::is_uppercase))
        && words.clone().all(|w| {
            w.chars()
                .all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
                && (w.starts_with(char::is_uppercase) || matches!(w, "of" | "de" | "al" | "el" | "du" | "la"))
        })
}

fn is_capitals(part: &str) -> bool {
    part.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !part.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_datelines() {
        for (text, place, outlet, lead) in [
            ("TRIBUNNEWS.COM - Wali kota", None, Some("Tribunnews"), "Wali kota"),
            (
                "TRIBUNNEWS.COM, KUPANG - Hujan",
                Some("KUPANG"),
                Some("Tribunnews"),
                "Hujan",
            ),
            ("JAKARTA, KOMPAS.com - Hakim", Some("JAKARTA"), Some("Kompas"), "Hakim"),
            (
                "Liputan6.com, Jakarta - Hakim",
                Some("Jakarta"),
                Some("Liputan6"),
                "Hakim",
            ),
            (
                "REPUBLIKA.CO.ID, BEKASI -- Polisi",
                Some("BEKASI"),
                Some("Republika"),
                "Polisi",
            ),
            (
                "LOMBOK UTARA, KOMPAS — Harga",
                Some("LOMBOK UTARA"),
                Some("Kompas"),
                "Harga",
            ),
            ("KOMPAS — Harga", None, Some("Kompas"), "Harga"),
            ("JAKARTA, KOMPAS — - Harga", Some("JAKARTA"), Some("Kompas"), "Harga"),
            (
                "MILLBROOK, Ga. (AP) — The",
                Some("MILLBROOK"),
                Some("Associated Press"),
                "The",
            ),
            (
                "LONDON, March 4 (Reuters) - Britain",
                Some("LONDON"),
                Some("Reuters"),
                "Britain",
            ),
            ("CEDAR RAPIDS, Iowa, Oct 14 - Shr", Some("CEDAR RAPIDS"), None, "Shr"),
            ("Jakarta (ANTARA) - Hujan", Some("Jakarta"), Some("Antara"), "Hujan"),
            ("Jakarta - Konser", Some("Jakarta"), None, "Konser"),
            ("BONDOWOSO - Jembatan", Some("BONDOWOSO"), None, "Jembatan"),
            (
                "TEMPO Interaktif, Jakarta: Hakim",
                Some("Jakarta"),
                Some("Tempo"),
                "Hakim",
            ),
            ("posmetro-medan.com - Ratusan", None, Some("Posmetro Medan"), "Ratusan"),
            (
                "kabarrawa.com, Ambon - \"Kami",
                Some("Ambon"),
                Some("kabarrawa.com"),
                "\"Kami",
            ),
        ] {
            let found = find(text, Language::ID).unwrap_or_default();
            let got = (found.place.as_deref(), found.outlet.as_deref(), &text[found.end..]);
            assert_eq!(got, (place, outlet, lead), "{text}");
        }
    }

    #[test]
    fn leads_that_are_no_datelines() {
        for text in [
            "Pemain Inggris-Kosovo bertemu lagi.",
            "Hakim itu - yang baru dilantik - menolak gugatan.",
            "Presiden Iran menghadiri pertemuan - Rouhani tiba.",
            "Mayor: Flooded town will rebuild",
            "Bupati: Jembatan Akan Dibangun",
            "",
        ] {
            assert_eq!(find(text, Language::ID), None, "{text}");
        }
    }

    #[test]
    fn a_date_with_its_year_is_kept() {
        let found = find("JAKARTA, 18 Feb 2022 - Hujan", Language::ID).unwrap_or_default();
        assert_eq!(found.published.map(|p| p.to_string()).as_deref(), Some("2022-02-18"));
    }

    proptest! {
        #[test]
        fn the_end_is_in_the_text(text in "\\PC{0,60}|[A-Z][a-z]{0,8}[,(] ?[A-Z.]{0,9}[)]? [-—:]{1,2} \\PC{0,20}") {
            if let Some(found) = find(&text, Language::ID) {
                prop_assert!(text.is_char_boundary(found.end) && found.end < text.len());
            }
        }
    }
}
