//! The authors of a page, one name each.

use dom_query::Document;

use super::dates;
use super::select::select;
use crate::lang;

/// Where pages name their authors in the text, surest first.
const PLACES: &[&str] = &[
    "[itemprop=author] [itemprop=name]",
    "[rel=author]",
    "[itemprop=author]",
    ".author-name",
    ".byline a",
    ".author a",
    ".byline",
];

/// Words before a name in a byline.
const BEFORE: &[&str] = &[
    "by",
    "oleh",
    "von",
    "penulis:",
    "author:",
    "reporter:",
    "laporan",
    "von:",
    "by:",
    "oleh:",
];

/// Longest name, in words.
const LONGEST_NAME: usize = 6;

/// The names that the page's text gives in a byline; empty where it has none that reads as one.
pub fn on_page(page: &Document) -> Vec<String> {
    PLACES
        .iter()
        .map(|place| {
            let found = select(page, place);
            let own = found.iter().filter(|found| !dates::is_of_comment(found));
            let texts = own.take(6).map(|found| found.text().to_string());
            let mut found = names(texts.collect());
            found.retain(|name| {
                name.chars()
                    .next()
                    .is_some_and(|c| !c.is_lowercase() && !c.is_ascii_digit())
            });
            found
        })
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Paragraphs in bold that are looked at for names.
const BOLD: usize = 8;

/// Reporters as many papers set them above the text, in a paragraph of its own in bold, with strokes between: `Ana Roe/Budi Santoso`.
pub fn above_text(page: &Document) -> Vec<String> {
    let bold = select(page, "p > strong:first-child, p > b:first-child");
    let is_alone = |found: &dom_query::Selection| found.parent().text().trim() == found.text().trim();
    let mut lines = bold.iter().filter(is_alone).take(BOLD);
    let of = |found: dom_query::Selection| {
        let text = found.text().to_string();
        let names: Vec<String> = text.split('/').map(|part| part.trim().to_owned()).collect();
        ((2..=4).contains(&names.len()) && names.iter().all(|name| is_full_name(name))).then_some(names)
    };
    lines.find_map(of).unwrap_or_default()
}

/// Two to four words with a capital each, and nothing else.
fn is_full_name(text: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
    };
    (2..=4).contains(&text.split_whitespace().count()) && text.split_whitespace().all(is_word)
}

/// Bylines as single names: `By Ana Roe and Budi Santoso` are two. Addresses, and what is too long for a name, are none.
pub fn names(bylines: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for byline in &bylines {
        let mut words: Vec<&str> = byline.split_whitespace().collect();
        while words
            .first()
            .is_some_and(|word| BEFORE.iter().any(|before| word.eq_ignore_ascii_case(before)))
        {
            words.remove(0);
        }
        let line = words.join(" ");
        // `Monday August 27, 2018 by Ana Roe`: the name is behind it.
        let line = match line.rsplit_once(" by ").or_else(|| line.rsplit_once(" oleh ")) {
            Some((before, name)) if before.contains(|c: char| c.is_ascii_digit()) => name,
            _ => &line,
        };
        for part in line.split([',', ';', '|', '•', '·']) {
            let mut words = part.split_whitespace().filter(|word| !word.contains('@')).peekable();
            // `Joe Roe, Jr. and Tara Dove, MD`
            if let (Some(last), Some(suffix)) = (out.last_mut(), words.peek().copied())
                && lang::is_suffix(suffix, last)
                && words.clone().nth(1).is_none_or(joins)
            {
                last.push_str(", ");
                last.push_str(suffix);
                words.next();
            }
            let mut name: Vec<&str> = Vec::new();
            for word in words.chain(["and"]) {
                if !joins(word) {
                    name.push(word);
                    continue;
                }
                let whole = name.join(" ");
                let fits = (1..=LONGEST_NAME).contains(&name.len()) && !whole.contains('/') && !is_of_time(&name);
                if fits && !out.iter().any(|known| known.to_lowercase() == whole.to_lowercase()) {
                    out.push(whole);
                }
                name.clear();
            }
        }
    }
    out
}

/// Stands between two names.
fn joins(word: &str) -> bool {
    matches!(word, "and" | "dan" | "und" | "&")
}

/// Words of dates and times, in the languages whose bylines have them.
const OF_TIME: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "sabtu",
    "minggu",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januari",
    "februari",
    "maret",
    "mei",
    "juni",
    "juli",
    "agustus",
    "oktober",
    "desember",
    "updated",
    "published",
    "posted",
    "diperbarui",
    "am",
    "pm",
    "wib",
    "wita",
    "wit",
    "gmt",
    "est",
    "pst",
    "ago",
    "min",
    "read",
    "minutes",
    "hours",
];

/// Whether words are a date or a time: numbers, and most of the words are of it.
fn is_of_time(words: &[&str]) -> bool {
    let number = words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    let said = words.iter().filter(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        OF_TIME.iter().any(|of| word.eq_ignore_ascii_case(of))
    });
    let said = said.count();
    number || said > 0 && said * 2 >= words.len() && words.len() != 2 || said == words.len() && words.len() != 2
}

/// Leaves out the outlet itself where persons are named beside it.
pub fn without_outlet(mut names: Vec<String>, outlet: Option<&str>) -> Vec<String> {
    let is_outlet = |name: &String| outlet.is_some_and(|outlet| name.eq_ignore_ascii_case(outlet.trim()));
    if names.iter().any(|name| !is_outlet(name)) {
        names.retain(|name| !is_outlet(name));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_taken_apart() {
        let split = |line: &str| names(vec![line.to_owned()]);
        assert_eq!(split("By Ana Roe and Budi Santoso"), ["Ana Roe", "Budi Santoso"]);
        assert_eq!(split("Oleh Ratri Wulan, Bima"), ["Ratri Wulan", "Bima"]);
        assert_eq!(split("https://example.org/ana"), Vec::<String>::new());
        assert_eq!(names(vec!["Ana Roe".into(), "ANA ROE".into()]), ["Ana Roe"]);
        assert_eq!(split("Joe Roe, Jr., Tara Dove, MD"), ["Joe Roe, Jr.", "Tara Dove, MD"]);
        assert_eq!(
            split("Joe Roe, Jr. and Tara Dove, MD"),
            ["Joe Roe, Jr.", "Tara Dove, MD"]
        );
        assert_eq!(
            split("Monday August 27, 2018 10:05 am PDT by Juno Clave"),
            ["Juno Clave"]
        );
        assert_eq!(split("By Ana Roe ana@h.example | Updated 3 pm"), ["Ana Roe"]);
        assert_eq!(split("By April March"), ["April March"]);
    }

    #[test]
    fn an_outlet_is_an_author_only_alone() {
        let both = vec!["Ana Roe".to_owned(), "Harian Pagi".to_owned()];
        assert_eq!(without_outlet(both, Some("harian pagi")), ["Ana Roe"]);
        assert_eq!(
            without_outlet(vec!["Harian Pagi".to_owned()], Some("Harian Pagi")),
            ["Harian Pagi"]
        );
    }

    #[test]
    fn names_stand_in_the_page() {
        let page = Document::from("<p>Oleh <a rel=author href=/a>Ratri Wulan</a></p>");
        assert_eq!(on_page(&page), ["Ratri Wulan"]);
        let page = Document::from(
            "<p><em>Naik</em></p><p><strong>Ratri Wulan/Bima A. Putra</strong></p><p><b>Kapal</b> itu.</p>",
        );
        assert_eq!(above_text(&page), ["Ratri Wulan", "Bima A. Putra"]);
        for text in ["Ratri Wulan", "naik/turun", "Harga/Naik", "Ratri Wulan/2 Mei"] {
            let page = Document::from(format!(
                "<p><strong>{text}</strong></p><p><b>Ana Roe/Budi Roe</b> pergi.</p>"
            ));
            assert!(above_text(&page).is_empty(), "{text}");
        }
    }
}
