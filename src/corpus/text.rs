//! One article as plain text.
//!
//! Lines `Key: value` at the very beginning are metadata. The line behind them is the title if it reads as one: a blank line or a
//! line with a dateline follows, it has no full stop at its end and at most 200 characters. Else the file has no title.

use super::decode;
use super::fields::{FieldMap, RawField, RawFields};
use super::read::{Found, ReadOptions, Sink};
use super::source::Source;
use crate::article::RawArticle;
use crate::error::Result;

/// Longest title, in characters.
const LONGEST_TITLE: usize = 200;

/// Reads a file of one article.
pub fn read(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.whole()?;
    if decode::is_binary(&bytes) {
        return Err(source.error("the file is binary, not text"));
    }
    let found = article(&decode::decode(&bytes), &options.map).ok_or_else(|| source.error("there is no text in it"))?;
    let _ = sink(Found::Article(Box::new(source.place().own(found, None))));
    Ok(())
}

/// The article of a decoded text; `None` where there is nothing but white space and metadata.
pub fn article(text: &str, map: &FieldMap) -> Option<RawArticle> {
    let text = text.trim_start_matches(['\n', ' ']);
    let (mut fields, rest) = header(text, map);
    let (title, body) = split_title(rest);
    if let Some(title) = title {
        fields.set(RawField::Title, usize::MAX, vec![title.to_owned()]);
    }
    fields.set(RawField::Text, 0, vec![body.to_owned()]);
    fields.into_article()
}

/// The header lines, and the text behind them.
fn header<'t>(text: &'t str, map: &FieldMap) -> (RawFields, &'t str) {
    let mut fields = RawFields::default();
    let mut rest = text;
    let mut found = 0;
    while let Some((line, after)) = first_line(rest) {
        let Some((field, value)) = header_line(line, map) else {
            break;
        };
        let values = match field {
            RawField::Author => value.split([',', ';']).map(|v| v.trim().to_owned()).collect(),
            _ => vec![value.to_owned()],
        };
        fields.set(field, 0, values);
        found += 1;
        rest = after;
        // `Text:` opens the text itself.
        if field == RawField::Text {
            return (fields, rest);
        }
    }
    // One such line may be the lead of an article (`Jakarta: harga naik`), which no field is called by; a real header is
    // followed by a blank line or has several lines.
    let closed = rest.starts_with('\n') || rest.trim().is_empty();
    if found >= 2 || (found == 1 && closed) {
        (fields, rest)
    } else {
        (RawFields::default(), text)
    }
}

fn first_line(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    Some(text.split_once('\n').unwrap_or((text, "")))
}

fn header_line<'t>(line: &'t str, map: &FieldMap) -> Option<(RawField, &'t str)> {
    let (key, value) = line.split_once(':')?;
    if key.len() > 24 || key.split_whitespace().count() > 2 || key.trim().is_empty() {
        return None;
    }
    let (field, _) = map.find(key)?;
    Some((field, value.trim()))
}

fn split_title(text: &str) -> (Option<&str>, &str) {
    let text = text.trim_start_matches(['\n', ' ']);
    let Some((line, after)) = first_line(text) else {
        return (None, text);
    };
    let line = line.trim();
    let blank_follows = after.starts_with('\n') || after.lines().next().is_some_and(|l| l.trim().is_empty());
    let next = after.lines().find(|l| !l.trim().is_empty());
    let Some(next) = next else {
        return (None, text);
    };
    let reads_as_title = !line.ends_with(['.', ',', ':', ';'])
        && line.chars().count() <= LONGEST_TITLE
        && line.chars().any(char::is_alphabetic)
        && !has_dateline(line)
        && (blank_follows || has_dateline(next));
    if reads_as_title {
        (Some(line), after)
    } else {
        (None, text)
    }
}

/// A line that opens with a place or an outlet and a dash: `JAKARTA, KOMPAS.com - Harga ...`.
fn has_dateline(line: &str) -> bool {
    let Some(at) = [" - ", " — ", " – ", " -- ", ") - ", "- "]
        .iter()
        .filter_map(|dash| line.find(dash))
        .min()
    else {
        return false;
    };
    let head = &line[..at];
    let Some(first) = head.split_whitespace().next() else {
        return false;
    };
    let capitals =
        first.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && first.chars().any(char::is_alphabetic);
    // A place in capitals, an outlet's domain, or a few words with a comma between them.
    head.chars().count() <= 60
        && (capitals
            || first.contains('.')
            || head.contains('(')
            || (head.contains(',') && head.split_whitespace().count() <= 5)
            || head.split_whitespace().count() <= 2 && head.chars().next().is_some_and(char::is_uppercase) && at < 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> RawArticle {
        article(text, &FieldMap::default()).expect("it has text")
    }

    #[test]
    fn a_file_without_title_has_none() {
        let article = read("TRIBUNNEWS.COM - Wali Kota Odesa meminta bantuan.\nIa pergi.\n");
        assert_eq!(article.title, None);
        assert!(article.text.starts_with("TRIBUNNEWS.COM - Wali"));
    }

    #[test]
    fn a_title_stands_before_a_blank_line_or_a_dateline() {
        let article = read("Banjir Rendam Tiga Desa\n\nHujan deras turun dua hari.\n");
        assert_eq!(
            (article.title.as_deref(), article.text.trim()),
            (Some("Banjir Rendam Tiga Desa"), "Hujan deras turun dua hari.")
        );
        assert_eq!(
            read("Banjir Lagi\nJAKARTA, KOMPAS — Hujan turun.\n").title.as_deref(),
            Some("Banjir Lagi")
        );
        assert_eq!(read("Hujan deras turun dua hari.\n\nWarga mengungsi.\n").title, None);
        assert_eq!(read("Baris pertama tanpa titik\nBaris kedua\n").title, None);
    }

    #[test]
    fn header_lines_are_metadata() {
        let article =
            read("Judul: Harga Naik: Ini Sebabnya\nPenulis: Ratri, Bima\nTanggal: 4 September 2023\n\nHarga naik.\n");
        assert_eq!(article.title.as_deref(), Some("Harga Naik: Ini Sebabnya"));
        assert_eq!(article.authors, ["Ratri", "Bima"]);
        assert_eq!(article.published.as_deref(), Some("4 September 2023"));
        assert_eq!(article.text.trim(), "Harga naik.");
    }

    #[test]
    fn a_lead_with_a_colon_is_no_header() {
        assert!(
            read("Waktu: itulah yang dicari semua orang.\nIa pergi.")
                .text
                .starts_with("Waktu:")
        );
    }

    #[test]
    fn nothing_but_blanks_is_no_article() {
        assert_eq!(article(" \n\n", &FieldMap::default()), None);
    }
}
