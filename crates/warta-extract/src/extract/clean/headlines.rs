//! Headlines of other articles that stand between the paragraphs with nothing to mark them.
//!
//! A wrong one costs a paragraph of the article, so all of this must speak for it: most words begin with a capital, it is
//! longer than a subheading, it has no full stop and no quotation, a whole sentence stands before it, the article's
//! other lines are sentences, and it is not one line of a list.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lang;

/// Words that headlines write small, in all languages: the text's is not known yet.
static SMALL: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let files = lang::of_all(|lexicon| lexicon.small_words).into_iter();
    let words = files.flat_map(|file| file.entries()).map(|entry| entry.item);
    words.filter(|word| word.starts_with(char::is_lowercase)).collect()
});

/// The fewest words of a bare headline; subheadings are shorter.
const WORDS: usize = 8;
/// The most that stand together; more are a list.
const TOGETHER: usize = 3;

pub fn mark(lines: &mut [(&str, bool)]) {
    let texts = lines.iter().filter(|(_, link)| !link).count();
    let sentences = lines.iter().filter(|(line, link)| !link && ends_sentence(line)).count();
    if texts < 4 || sentences * 2 < texts {
        return;
    }
    let mut i = 1;
    while i < lines.len() {
        let mut end = i;
        while end < lines.len() && !lines[end].1 && reads_as_one(lines[end].0) {
            end += 1;
        }
        let after_sentence = lines[i - 1].1 || ends_sentence(lines[i - 1].0);
        if (1..=TOGETHER).contains(&(end - i)) && after_sentence {
            lines[i..end].iter_mut().for_each(|line| line.1 = true);
        }
        i = end.max(i) + 1;
    }
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '"', '”', '…', '\''])
}

/// A line that a reader would take for a headline.
pub fn reads_as_one(line: &str) -> bool {
    // What most paragraphs fail at stands first; words are counted last.
    (45..220).contains(&line.len())
        && line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | ')' | '?'))
        && line.starts_with(char::is_uppercase)
        && !line.contains(['"', '”', '“', ';', '|'])
        && line.matches(',').count() <= 2
        && !line.contains(". ")
        && line.split_whitespace().count() >= WORDS
        && is_title_case(line)
        && line.chars().any(char::is_lowercase)
}

/// A word that headlines write small.
pub fn is_small(word: &str) -> bool {
    SMALL.contains(word)
}

/// Nearly all words but the small ones begin with a capital or a digit, and at least three do.
pub fn is_title_case(line: &str) -> bool {
    let (mut capitals, mut small) = (0, 0);
    // A line has a word for each two bytes at most: so many small ones are too many, whatever follows.
    let most_small = line.len() / 20 + 1;
    for word in line.split_whitespace() {
        let word = word.trim_start_matches(['\'', '‘', '(', '"', '“']);
        let Some(first) = word.chars().next().filter(|first| first.is_alphanumeric()) else {
            continue;
        };
        if !first.is_lowercase() {
            capitals += 1;
        } else if !SMALL.contains(word) {
            small += 1;
            if small > most_small {
                return false;
            }
        }
    }
    capitals >= 3 && small * 9 <= capitals
}
