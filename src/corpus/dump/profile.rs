//! What stands in a column: whether it is prose, dates, addresses, as far as the first rows show.

/// What the first rows show of a column. Shares are of the cells that have a value, 0 to 1.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    pub cells: usize,
    /// Letters and digits, without markup, on average.
    pub letters: f64,
    pub words: f64,
    /// Cells of running text.
    pub prose: f64,
    pub dates: f64,
    /// Cells of a time of day alone.
    pub times: f64,
    pub addresses: f64,
    /// Addresses of a site, without a path.
    pub homes: f64,
    /// Cells with a value that no other has.
    pub distinct: f64,
    /// Cells that hold the whole source of a web page.
    pub pages: f64,
}

/// Words of running text that is an article.
const PROSE_WORDS: usize = 40;
/// Letters of running text where words are not parted by blanks.
const PROSE_LETTERS: usize = 250;

impl Profile {
    /// The profile of these cells, none of which is empty.
    pub fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Profile {
        let mut profile = Profile::default();
        let mut seen = rustc_hash::FxHashSet::default();
        for cell in cells {
            let cell = cell.trim();
            profile.cells += 1;
            let (letters, words) = measure(cell);
            profile.letters += letters as f64;
            profile.words += words as f64;
            let spaced = words >= PROSE_WORDS && letters >= 3 * words;
            let unspaced = letters >= PROSE_LETTERS && words * 20 < letters && cell.chars().take(400).any(is_unspaced);
            let address = is_address(cell);
            profile.prose += f64::from(spaced || unspaced);
            profile.dates += f64::from(is_date(cell));
            profile.times += f64::from(is_time(cell));
            profile.addresses += f64::from(address);
            profile.homes += f64::from(address && is_home(cell));
            profile.distinct += f64::from(seen.insert(cell));
            profile.pages += f64::from(is_page(cell));
        }
        let cells = profile.cells.max(1) as f64;
        for share in [
            &mut profile.letters,
            &mut profile.words,
            &mut profile.prose,
            &mut profile.dates,
            &mut profile.times,
            &mut profile.addresses,
            &mut profile.homes,
            &mut profile.distinct,
            &mut profile.pages,
        ] {
            *share /= cells;
        }
        profile
    }
}

/// Letters and digits outside of tags, and words.
fn measure(text: &str) -> (usize, usize) {
    let (mut letters, mut words, mut in_word, mut in_tag) = (0, 0, false, false);
    for (at, c) in text.char_indices() {
        match c {
            // `<` before a letter or a stroke opens a tag; `a < b` does not.
            '<' if text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) => {
                in_tag = true
            }
            '>' => in_tag = false,
            c if in_tag => in_word = in_word && !c.is_whitespace(),
            c if c.is_alphanumeric() => {
                letters += 1;
                words += usize::from(!in_word);
                in_word = true;
            }
            c if c.is_whitespace() => in_word = false,
            _ => {}
        }
    }
    (letters, words)
}

/// A character of a script that is written without blanks between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Whether a value is an address of the web.
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace)
        && (text.starts_with("http://")
            || text.starts_with("https://")
            || text.starts_with("www.")
            || text.starts_with("//"))
}

/// Whether a value is the address of a page, not only of a site.
pub fn is_link(text: &str) -> bool {
    is_address(text) && !is_home(text.trim())
}

fn is_home(address: &str) -> bool {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    rest.trim_end_matches('/').split('/').count() < 2
}

fn is_page(text: &str) -> bool {
    let start = text.get(..200).unwrap_or(text).to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// A time of day and nothing else: `14:05`, `14.05 WIB`, `pukul 9:30 pm`.
pub fn is_time(text: &str) -> bool {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let clock = text.as_bytes().windows(4).any(|w| {
        w[0].is_ascii_digit() && matches!(w[1], b':' | b'.') && w[2].is_ascii_digit() && w[3].is_ascii_digit()
    });
    clock && digits <= 6 && text.chars().count() <= 24
}

/// Months in several languages, by their first letters.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "mei", "may", "mai", "jun", "jul", "aug", "agu", "agt", "ags", "sep", "okt", "oct",
    "nov", "des", "dec", "mac", "ogos", "dis", "dja", "dju", "mrt", "fév", "aoû", "déc", "mär", "ene", "abr", "ago",
    "dic", "peb", "nop",
];

/// Whether a value reads as a date with a year: `2023-02-27 23:44`, `30 Sep 2025 20:28 WIB`, `27/2/2023`, seconds since 1970.
pub fn is_date(text: &str) -> bool {
    let text = text.trim();
    if text.len() < 6 || text.chars().count() > 60 || is_address(text) {
        return false;
    }
    let groups: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty())
        .collect();
    if groups.len() == 1 && groups[0].len() == text.len() {
        return match text.len() {
            8 => is_year(&text[..4]) && text[4..6] <= *"12" && text[6..8] <= *"31",
            10 | 13 => matches!(text.as_bytes()[0], b'1' | b'2') && text.as_bytes()[0] == b'1',
            _ => false,
        };
    }
    let year = groups.iter().any(|group| group.len() == 4 && is_year(group));
    let short = |group: &&&str| group.len() <= 2 && group.parse::<u32>().is_ok_and(|n| (1..=31).contains(&n));
    let numbers = groups.iter().filter(short).count();
    let month = text
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() >= 3 && MONTHS.iter().any(|month| word.to_lowercase().starts_with(month)));
    let parted = text.contains(['-', '/', '.']);
    (year && (month && numbers >= 1 || parted && numbers >= 2))
        || (parted && !month && groups.len() >= 3 && numbers >= 3 && !is_time(text) && text.len() <= 17)
}

fn is_year(digits: &str) -> bool {
    digits.parse::<u32>().is_ok_and(|year| (1600..2200).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_recognised() {
        for text in [
            "2023-02-27 23:44:44",
            "30 Sep 2025 20:28 WIB",
            "16 Jun 2025, 20:53 WIB",
            "27/2/2023",
            "Senin, 6 Maret 2023",
            "20230227",
            "1700000000",
            "2024-10-15",
            "February 3, 2021",
            "27-02-23",
        ] {
            assert!(is_date(text), "{text}");
        }
        for text in [
            "21 hours ago",
            "14:05",
            "3 kapal",
            "https://a.example/2023/02/27/x",
            "Pemilu 2024",
            "12.500",
            "",
            "2.3.1",
        ] {
            assert!(!is_date(text), "{text}");
        }
        assert!(is_time("14.05 WIB") && is_time("pukul 9:30") && !is_time("2023-02-27 14:05") && !is_time("pagi"));
    }

    #[test]
    fn prose_is_measured_without_its_markup() {
        let text = "Kapal itu kembali ke pelabuhan sejak pagi. ".repeat(10);
        let markup = format!("<p class=\"isi berita utama\">{text}</p>");
        let (plain, marked) = (
            Profile::of([text.as_str()].into_iter()),
            Profile::of([markup.as_str()].into_iter()),
        );
        assert!(plain.prose == 1.0 && marked.prose == 1.0);
        assert!((plain.letters - marked.letters).abs() < 1.0);
        assert_eq!(Profile::of(["Kapal kembali"].into_iter()).prose, 0.0);
        let japanese = "船が港に戻ったと船長が話した。".repeat(30);
        assert_eq!(Profile::of([japanese.as_str()].into_iter()).prose, 1.0);
    }

    proptest! {
        #[test]
        fn any_value_is_looked_at(text in "\\PC{0,80}", digits in "[0-9:./ -]{0,20}") {
            for text in [text, digits] {
                let _ = (is_date(&text), is_time(&text), is_address(&text), Profile::of([text.as_str()].into_iter()));
            }
        }
    }
}
