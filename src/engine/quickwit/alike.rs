//! Words that are spelt much like another, as regular expressions: the server has no other way to ask for them.

use super::document::GAP;
use crate::index::analyzer;

/// Of a longer word the spellings are too many to be asked for, where two letters may be others.
pub const LONGEST: usize = 20;

/// How much one expression may be. The server takes none whose automaton has more than a thousand states.
const MOST: usize = 400;

/// About how many states it takes that a letter may be any: letters are up to four bytes.
const ANY: usize = 10;

/// The words that are so many letters away from a word, as regular expressions of which one fits: each place is left, changed, left out,
/// swapped with the next, or has one more letter before it. A place is changed once, as in the optimal string alignment distance.
pub fn alike(word: &str, distance: u8) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut spelt: Vec<String> = Vec::new();
    spell(&letters, 0, distance, &mut String::new(), &mut spelt);
    spelt.sort_unstable();
    spelt.dedup();
    let mut together: Vec<String> = Vec::new();
    let mut size = 0;
    for one in spelt {
        let own = states(&one);
        match together.last_mut() {
            Some(last) if size + own <= MOST => {
                size += own;
                last.push('|');
                last.push_str(&one);
            }
            _ => {
                size = own;
                together.push(one);
            }
        }
    }
    together
}

/// About how many states an expression has by itself.
fn states(spelt: &str) -> usize {
    spelt.len() + spelt.matches('[').count() * ANY
}

/// One letter of a word, and no mark of ours.
fn any_letter(out: &mut String) {
    out.push_str("[^");
    out.push(analyzer::STEM);
    out.push('-');
    out.push(char::from(GAP as u8 + 1));
    out.push(']');
}

fn spell(letters: &[char], at: usize, left: u8, begun: &mut String, spelt: &mut Vec<String>) {
    let length = begun.len();
    if at == letters.len() {
        // What is left may be letters behind the word.
        for _ in 0..left {
            any_letter(begun);
            begun.push('?');
        }
        spelt.push(begun.clone());
        begun.truncate(length);
        return;
    }
    begun.push(letters[at]);
    spell(letters, at + 1, left, begun, spelt);
    begun.truncate(length);
    if left == 0 {
        return;
    }
    // Changed or left out.
    any_letter(begun);
    begun.push('?');
    spell(letters, at + 1, left - 1, begun, spelt);
    begun.truncate(length);
    // One more before it.
    any_letter(begun);
    spell(letters, at, left - 1, begun, spelt);
    begun.truncate(length);
    if at + 1 < letters.len() && letters[at] != letters[at + 1] {
        begun.push(letters[at + 1]);
        begun.push(letters[at]);
        spell(letters, at + 2, left - 1, begun, spelt);
        begun.truncate(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_those_of_the_distance() {
        let one = alike("ab", 1);
        let any = "[^\u{1}-\u{5}]";
        for form in [
            format!("{any}ab"),
            format!("a{any}b"),
            format!("ab{any}?"),
            format!("{any}?b"),
            format!("a{any}?"),
            "ba".to_owned(),
        ] {
            assert!(one[0].split('|').any(|found| found == form), "{form}: {one:?}");
        }
        assert_eq!((one.len(), one[0].split('|').count()), (1, 6), "{one:?}");
        // A place is changed once: `ca` is no `abc`.
        let forms = alike("kalimat", 2)
            .iter()
            .map(|one| one.split('|').count())
            .sum::<usize>();
        assert!(forms < 1000, "{forms}");
    }

    #[test]
    fn no_expression_is_more_than_the_server_takes() {
        for word in ["maruf", "pemerintah", &"aé".repeat(LONGEST / 2)] {
            let all = alike(word, 2);
            assert!(all.len() > 1, "{word}");
            for one in &all {
                let each = one.split('|').map(states);
                assert!(each.sum::<usize>() <= MOST, "{word}: {one}");
            }
        }
    }
}
