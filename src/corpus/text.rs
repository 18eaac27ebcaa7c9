//! One article as plain text.
//!
//! Lines `Key: value` at the very beginning are metadata. The line behind them is the title if it reads as one: a blank line or a
//! line with a dateline follows, it has no full stop at its end and at most 200 characters. Else the file has no title.

use super::decode;
use super::fields::{FieldMap, RawField, RawFields};
use super::found::{Finding, ReadOptions, Sink};
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
    let text = decode::decode(&bytes);
    if let Some(why) = several(&text) {
        let cause = format!("it looks like several articles in one file ({why}), in a form that is not known");
        return Err(source
            .error(cause)
            .with_hint("save each in a file of its own, or export them as CSV or JSON Lines"));
    }
    let found = article(&text, &options.map).ok_or_else(|| source.error("there is no text in it"))?;
    let _ = sink(Finding::Article(Box::new(source.place().own(found, None))));
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

/// Fields that a header repeats for each article.
const REPEATED: [RawField; 5] = [
    RawField::Title,
    RawField::Date,
    RawField::Source,
    RawField::Author,
    RawField::Url,
];

/// What shows that a text holds several articles, if something does: two fields of a header come several times each, or documents are
/// counted (`2 of 17 DOCUMENTS`).
fn several(text: &str) -> Option<String> {
    let map = FieldMap::default();
    let mut keys: Vec<(RawField, &str, usize)> = Vec::new();
    let mut counted = 0;
    for line in text.lines() {
        let line = line.trim();
        counted += usize::from(is_counted(line));
        let Some((key, value)) = header_line(line).filter(|(_, value)| !value.is_empty()) else {
            continue;
        };
        // A key is a word with a capital or a name in capitals; `waktu:` within a sentence is none.
        let field = map
            .find(key)
            .map(|(field, _)| field)
            .filter(|field| REPEATED.contains(field));
        let Some(field) = field.filter(|_| key.starts_with(char::is_uppercase) && value.len() < 300) else {
            continue;
        };
        match keys.iter_mut().find(|(known, name, _)| *known == field && *name == key) {
            Some((_, _, count)) => *count += 1,
            None => keys.push((field, key, 1)),
        }
    }
    if counted >= 2 {
        return Some(format!("{counted} lines such as `1 of 9 DOCUMENTS`"));
    }
    keys.retain(|(_, _, count)| *count >= 2);
    match &keys[..] {
        [(_, first, count), (_, second, other), ..] => {
            Some(format!("`{first}:` {count} times, `{second}:` {other} times"))
        }
        _ => None,
    }
}

/// `Document 3 of 40`, `3 of 40 DOCUMENTS`.
fn is_counted(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(6).collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    match words[..] {
        [number, "of", all, "DOCUMENTS"] => is_number(number) && is_number(all),
        ["Document", number, "of", all] => is_number(number) && is_number(all),
        _ => false,
    }
}

/// Lines that a header has at most.
const LONGEST_HEADER: usize = 40;

/// The header lines, and the text behind them. Lines whose key is not known (`Edition: 2`) are left off between ones that are.
fn header<'t>(text: &'t str, map: &FieldMap) -> (RawFields, &'t str) {
    let mut fields = RawFields::default();
    let (mut found, mut lines) = (0, 0);
    let mut rest = text;
    // Behind the last line whose key is known.
    let mut behind = text;
    while let Some((line, after)) = first_line(rest) {
        let Some((key, value)) = header_line(line).filter(|_| lines < LONGEST_HEADER) else {
            break;
        };
        lines += 1;
        rest = after;
        let Some((field, _)) = map.find(key) else {
            continue;
        };
        let values = match field {
            RawField::Author => value.split([',', ';']).map(|v| v.trim().to_owned()).collect(),
            _ => vec![value.to_owned()],
        };
        fields.set(field, 0, values);
        found += 1;
        behind = after;
        // `Text:` opens the text itself.
        if field == RawField::Text {
            return (fields, rest);
        }
    }
    // One such line may be the lead of an article (`Jakarta: harga naik`), which no field is called by; a real header is
    // followed by a blank line or has several lines.
    let closed = rest.starts_with('\n') || rest.trim().is_empty();
    if found >= 2 || (found == 1 && closed) {
        // What follows the known lines is of the header too, if the header is closed behind it.
        (fields, if closed { rest } else { behind })
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

/// The key and the value of a line `Key: value`.
fn header_line(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    if key.len() > 24 || key.split_whitespace().count() > 2 || key.trim().is_empty() {
        return None;
    }
    Some((key, value.trim()))
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
    use proptest::prelude::*;

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
    fn lines_of_an_unknown_key_and_of_a_change_are_of_the_header() {
        let text =
            "Title: Kapal Kembali\nEdition: 2\nUpdated: 9 May 2024\nDate: 2 March 2019\nPages: 3\n\nKapal itu kembali.";
        let article = read(text);
        assert_eq!(article.title.as_deref(), Some("Kapal Kembali"));
        assert_eq!(article.published.as_deref(), Some("2 March 2019"));
        assert_eq!(article.text.trim(), "Kapal itu kembali.");
    }

    #[test]
    fn several_articles_in_one_text_are_noticed() {
        let one = "Judul: Kapal Kembali\nTanggal: 2 Maret 2019\n\nKapal itu kembali.\n\n";
        assert_eq!(several(one), None);
        assert_eq!(
            several(&one.repeat(3)).as_deref(),
            Some("`Judul:` 3 times, `Tanggal:` 3 times")
        );
        assert!(several("1 of 2 DOCUMENTS\nx\n2 of 2 DOCUMENTS\ny").is_some());
        assert_eq!(
            several("Penulis: Ana\nEditor: Bima\nSumber: Kompas\nSumber: Antara"),
            None
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(?:[A-Za-z]{1,8}: ?[a-z0-9 ]{0,9}\n|[a-zA-Z .,:\n-]{0,30}){0,6}") {
            let _ = (several(&text), article(&text, &FieldMap::default()));
        }
    }

    #[test]
    fn nothing_but_blanks_is_no_article() {
        assert_eq!(article(" \n\n", &FieldMap::default()), None);
    }
}
