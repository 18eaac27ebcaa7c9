//! Dates as the interfaces of databases write them: `March 18, 2008 Tuesday`, `29 décembre 2011`, `2013年4月12日`, `20151210T191044Z`.
//!
//! The headers of exports are in the language of the interface, whatever the language of the article; so dates are brought into one
//! form here, where the format is known.

/// A day as `YYYY-MM-DD`, with the time behind a `T` where the text has one that needs no guessing.
///
/// A name of a month is asked for, or a form with the year in front: `4/5/2012` is left to the language of the article.
pub fn day_in(text: &str) -> Option<String> {
    let parts = parts(text);
    (0..parts.len())
        .find_map(|at| date_at(&parts, at))
        .map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

/// A compact time of ISO 8601 in its extended form: `20151210T191044Z`, `20240710T125902+0200`. Other forms come back as they are.
pub fn extended(text: &str) -> String {
    let text = text.trim();
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|b| b.iter().all(u8::is_ascii_digit));
    if !digits(0..8) || bytes.get(8) != Some(&b'T') || !digits(9..15) {
        return text.to_owned();
    }
    let zone = &text[15..];
    let zone = match zone.len() {
        5 if zone.starts_with(['+', '-']) && digits(16..20) => format!("{}:{}", &zone[..3], &zone[3..]),
        _ => zone.to_owned(),
    };
    format!(
        "{}-{}-{}T{}:{}:{}{zone}",
        &text[..4],
        &text[4..6],
        &text[6..8],
        &text[9..11],
        &text[11..13],
        &text[13..15]
    )
}

enum DatePart {
    Number(u32, usize),
    Month(u32),
    /// The signs for year, month and day of Chinese, Japanese and Korean.
    Unit(char),
    Sign(char),
    Word,
}

/// More parts than a line with a date has.
const MOST: usize = 60;

fn parts(text: &str) -> Vec<DatePart> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next().filter(|_| parts.len() < MOST) {
        let len = match c {
            '0'..='9' => {
                let len = rest.bytes().take_while(u8::is_ascii_digit).count();
                parts.push(match rest[..len].parse() {
                    Ok(value) => DatePart::Number(value, len),
                    Err(_) => DatePart::Word,
                });
                len
            }
            '年' | '月' | '日' | '년' | '월' | '일' => {
                parts.push(DatePart::Unit(c));
                c.len_utf8()
            }
            c if c.is_alphabetic() => {
                let len = rest
                    .find(|c: char| !c.is_alphabetic() || matches!(c, '年' | '月' | '日'))
                    .unwrap_or(rest.len());
                parts.push(month(&rest[..len]).map_or(DatePart::Word, DatePart::Month));
                len
            }
            c => {
                if !c.is_whitespace() {
                    parts.push(DatePart::Sign(c));
                }
                c.len_utf8()
            }
        };
        rest = &rest[len..];
    }
    parts
}

/// The month that a word names in one of the languages that databases speak: English, German, French, Dutch, Spanish, Italian,
/// Portuguese, Indonesian, Swedish, Danish, Norwegian, Polish, Russian, Turkish.
fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january jan januar jänner janvier janv januari enero ene gennaio gen janeiro stycznia января ocak",
        "february feb februar feber février fevrier févr februari pebruari febrero febbraio fevereiro fev lutego февраля şubat",
        "march mar märz maerz mrz mars maart marzo março marco maret marts marca марта mart",
        "april apr avril avr abril abr aprile kwietnia апреля nisan",
        "may mai mei mayo maggio mag maio maj maja мая mayıs",
        "june jun juni juin junio giugno giu junho czerwca июня haziran",
        "july jul juli juillet juil julio luglio lug julho lipca июля temmuz",
        "august aug août aout augustus agosto ago agustus augusti sierpnia августа ağustos",
        "september sep sept septembre septiembre settembre set setembro września сентября eylül",
        "october oct oktober okt octobre octubre ottobre ott outubro out października октября ekim",
        "november nov novembre noviembre novembro nopember nop listopada ноября kasım",
        "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember des grudnia декабря aralık",
    ];
    // No name of a month is longer.
    if word.len() > 24 {
        return None;
    }
    let lower = word.to_lowercase();
    let at = NAMES
        .iter()
        .position(|names| names.split(' ').any(|name| name == lower))?;
    u32::try_from(at + 1).ok()
}

fn date_at(parts: &[DatePart], at: usize) -> Option<(u32, u32, u32)> {
    let number = |at: usize, len: std::ops::RangeInclusive<usize>| match parts.get(at) {
        Some(DatePart::Number(value, digits)) if len.contains(digits) => Some(*value),
        _ => None,
    };
    let is_sign = |at: usize| matches!(parts.get(at), Some(DatePart::Sign('.' | ',' | '-' | '/' | 'º' | '°')));
    // `de` in `2 de agosto de 2024`, `er`, `th`.
    let skip = |mut at: usize| {
        while is_sign(at) || matches!(parts.get(at), Some(DatePart::Word)) && parts.get(at + 1).is_some() {
            at += 1;
        }
        at
    };
    let year_of = |at: usize| number(at, 4..=4).filter(|year| (1600..=2200).contains(year));
    let found = match parts.get(at)? {
        DatePart::Number(year, 4) => match (parts.get(at + 1), parts.get(at + 3)) {
            (Some(DatePart::Unit('年' | '년')), Some(DatePart::Unit('月' | '월'))) => {
                Some((*year, number(at + 2, 1..=2)?, number(at + 4, 1..=2)?))
            }
            (Some(DatePart::Sign(a @ ('-' | '/' | '.'))), Some(DatePart::Sign(b))) if a == b => {
                Some((*year, number(at + 2, 1..=2)?, number(at + 4, 1..=2)?))
            }
            _ => None,
        },
        DatePart::Number(value, 8) => Some((value / 10_000, value / 100 % 100, value % 100)),
        DatePart::Number(day, 1..=2) => {
            let next = (at + 1..at + 4).find(|next| matches!(parts.get(*next), Some(DatePart::Month(_))))?;
            let Some(DatePart::Month(month)) = parts.get(next) else {
                return None;
            };
            Some((year_of(skip(next + 1))?, *month, *day))
        }
        DatePart::Month(month) => {
            let mut next = at + 1;
            while is_sign(next) {
                next += 1;
            }
            let day = number(next, 1..=2)?;
            Some((year_of(skip(next + 1))?, *month, day))
        }
        _ => None,
    };
    found
        .filter(|(year, month, day)| (1600..=2200).contains(year) && (1..=12).contains(month) && (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_in_the_languages_of_interfaces() {
        for (text, day) in [
            ("March 18, 2008 Tuesday", Some("2008-03-18")),
            ("December 19, 1991, Sunday, Late Edition - Final", Some("1991-12-19")),
            ("12 April 2013 Tuesday", Some("2013-04-12")),
            ("29 décembre 2011", Some("2011-12-29")),
            ("Donnerstag 3. März 2016", Some("2016-03-03")),
            ("1er août 2024", Some("2024-08-01")),
            ("2 de agosto de 2024 viernes", Some("2024-08-02")),
            ("2013年4月12日 星期五", Some("2013-04-12")),
            ("Communication, mardi 14 mars 2006, p. 16", Some("2006-03-14")),
            ("2010-05-08", Some("2010-05-08")),
            ("20060314", Some("2006-03-14")),
            ("January 2008", None),
            ("4/5/2012", None),
            ("", None),
        ] {
            let wanted = day.map(str::to_owned);
            assert_eq!(day_in(text), wanted, "{text}");
        }
    }

    #[test]
    fn compact_times_are_written_out() {
        assert_eq!(extended("20151210T191044Z"), "2015-12-10T19:10:44Z");
        assert_eq!(extended("20240710T125902+0200"), "2024-07-10T12:59:02+02:00");
        assert_eq!(extended("2024-07-10"), "2024-07-10");
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at(text in "\\PC{0,60}|[0-9A-Za-z年月日 .,T:+-]{0,40}") {
            let _ = day_in(&text);
            let _ = extended(&text);
        }
    }
}
