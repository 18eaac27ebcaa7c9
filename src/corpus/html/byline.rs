//! The authors of a page, one name each.

use dom_query::Document;

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
            let texts = page.select(place).iter().take(6).map(|found| found.text().to_string());
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
        for part in words.join(" ").split([',', ';', '|']) {
            let mut name: Vec<&str> = Vec::new();
            for word in part.split_whitespace().chain(["and"]) {
                if !matches!(word, "and" | "dan" | "und" | "&") {
                    name.push(word);
                    continue;
                }
                let whole = name.join(" ");
                let fits = (1..=LONGEST_NAME).contains(&name.len()) && !whole.contains(['/', '@']);
                if fits && !out.iter().any(|known| known.to_lowercase() == whole.to_lowercase()) {
                    out.push(whole);
                }
                name.clear();
            }
        }
    }
    out
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
    }
}
