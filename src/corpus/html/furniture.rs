//! Takes out of the text of a page the lines that the page, not the article, put there.

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// Words of the longest line that is taken for furniture by its form alone.
const SHORT: usize = 8;
/// Lines that may stand between the top of the page's text and its first paragraph.
const LONGEST_TOP: usize = 15;

/// The lines of the article: without what is said twice, without title and reading time above and tags below.
pub fn strip(text: &str, title: Option<&str>) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for line in &lines {
        *seen.entry(*line).or_default() += 1;
    }
    // `Advertisement`, `Article content`: what comes again and again word by word and is no sentence.
    let repeated = |line: &str| seen.get(line).is_some_and(|n| *n > 1) && is_short(line);
    let top = lines.iter().position(|line| is_prose(line) && title != Some(*line));
    let top = top.filter(|top| *top <= LONGEST_TOP).unwrap_or(0);
    let is_tag = |line: &str| is_short(line) && !line.contains([':', '(', '/']);
    let end = lines
        .iter()
        .rposition(|line| !is_tag(line))
        .map_or(lines.len(), |at| at + 1);
    let kept: Vec<&str> = lines[top.min(end)..end]
        .iter()
        .copied()
        .filter(|line| !repeated(line) && title != Some(*line))
        .collect();
    kept.join("\n")
}

/// The lines that the page's own account of the text has too, where it is an account of this text; else all of them.
pub fn keep_told(text: &str, told: &str) -> Option<String> {
    let mut known = FxHashSet::default();
    let told: Vec<u64> = words(told).collect();
    for window in told.windows(3) {
        known.insert((window[0], window[1], window[2]));
    }
    let (mut all, mut shared) = (0, 0);
    let mut kept = Vec::new();
    for line in text.lines() {
        let line_words: Vec<u64> = words(line).collect();
        let windows = line_words.windows(3);
        let (count, found) = (
            windows.len(),
            windows.filter(|w| known.contains(&(w[0], w[1], w[2]))).count(),
        );
        all += count;
        shared += found;
        if found * 5 > count {
            kept.push(line);
        }
    }
    // An account that is cut short, or is of another text, tells nothing about the lines that it lacks.
    (told.len() >= 60 && shared * 10 >= all * 6 && shared * 10 >= told.len() * 7).then(|| kept.join("\n"))
}

fn words(text: &str) -> impl Iterator<Item = u64> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut hasher = FxHasher::default();
            word.chars()
                .flat_map(char::to_lowercase)
                .for_each(|c| c.hash(&mut hasher));
            hasher.finish()
        })
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '…', '"', '”', '“', '’', '»', ')', '।', '。', ':'])
}

fn is_short(line: &str) -> bool {
    line.split_whitespace().count() <= SHORT && line.len() <= 90 && !ends_sentence(line)
}

fn is_prose(line: &str) -> bool {
    let count = line.split_whitespace().count();
    line.chars().count() >= 120 || (count > SHORT && ends_sentence(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STORY: &str = "Hujan deras turun di lereng itu selama dua hari penuh.\nWarga mengungsi.";

    #[test]
    fn lines_above_between_and_below_go() {
        let text = "Nasional\nBanjir Rendam Desa\n3 menit baca\nHujan deras turun di lereng itu selama dua hari penuh.\n\
                    Iklan\nWarga mengungsi.\nIklan\nBanjir\nCuaca";
        assert_eq!(strip(text, Some("Banjir Rendam Desa")), STORY);
        assert_eq!(strip("Pendek", None), "Pendek");
    }

    #[test]
    fn credits_stay_for_the_passes_behind() {
        let text = format!("{STORY}\nPenulis: Ratri Wulan");
        assert_eq!(strip(&text, None), text);
    }

    #[test]
    fn the_pages_account_decides_only_where_it_is_whole() {
        let told: String = (0..80).map(|n| format!("kata{n} ")).collect();
        let text = format!("{told}\nDaftar untuk buletin kami hari ini");
        assert_eq!(keep_told(&text, &told).as_deref(), Some(told.as_str()));
        assert_eq!(keep_told(&text, "lain sama sekali"), None);
        let longer: String = (0..400).map(|n| format!("kata{n} ")).collect();
        assert_eq!(keep_told(&longer, &told), None);
    }

    proptest! {
        #[test]
        fn lines_are_only_taken_out(text in "(?s).{0,200}") {
            let stripped = strip(&text, None);
            for line in stripped.lines() {
                prop_assert!(text.contains(line));
            }
        }
    }
}
