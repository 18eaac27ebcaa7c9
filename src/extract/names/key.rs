//! One value for one person in a whole archive.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::known;

/// The key under which the forms of one person's name meet, for the facet of an archive. Two names have the same key when they
/// differ only in
///
/// - case, accents, apostrophes, hyphens and full stops: `Ma’ruf Amin`, `Maruf Amin`; `Peña Nieto`, `Pena Nieto`;
/// - particles: `Ursula von der Leyen`, `Ursula Leyen`;
/// - initials and middle names: `John F. Kennedy`, `John Kennedy`. Names that begin with a word that half of a country bears
///   (`Muhammad`, `Abdul`, `Siti`, `I Made`) keep theirs, since the first and the last word alone would mix persons up;
/// - the spelling of Muhammad: `M. Jufri Rahman`, `Mohammad Jufri Rahman`;
/// - a well-known short form: `Jokowi`, `Joko Widodo`.
///
/// A name of one word is its own key: whom `Prabowo` means, the article has to tell.
pub fn key(name: &str) -> String {
    let words = folded(known::full_name(name.trim()).unwrap_or(name));
    let mut full: Vec<&str> = Vec::with_capacity(words.len());
    for (n, word) in words.iter().enumerate() {
        let word = match word.as_str() {
            "m" | "moh" | "muh" | "moch" | "mohd" | "muhamad" | "muhammad" | "mohamad" | "mohammad" | "mohammed"
            | "mohamed" | "mochamad" | "mochammad" | "mokhamad" | "mokhammad" | "muchamad"
                if n == 0 && words.len() > 1 =>
            {
                "muhammad"
            }
            word => word,
        };
        let particle = matches!(
            word,
            "bin"
                | "binti"
                | "van"
                | "von"
                | "der"
                | "den"
                | "de"
                | "da"
                | "dos"
                | "del"
                | "di"
                | "la"
                | "al"
                | "el"
                | "ibn"
        );
        if (word.chars().count() > 1 && !particle) || words.len() == 1 {
            full.push(word);
        }
    }
    if full.is_empty() {
        return words.join(" ");
    }
    let shared = matches!(
        full[0],
        "muhammad"
            | "ahmad"
            | "achmad"
            | "abdul"
            | "abd"
            | "siti"
            | "nur"
            | "sri"
            | "made"
            | "wayan"
            | "nyoman"
            | "ketut"
            | "putu"
            | "gede"
            | "gusti"
            | "ida"
            | "dewa"
            | "kadek"
            | "komang"
            | "tubagus"
            | "raden"
            | "andi"
    );
    if full.len() > 2 && !shared {
        full = vec![full[0], full[full.len() - 1]];
    }
    full.join(" ")
}

/// The words of a name in lower case, without accents and signs.
fn folded(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.nfd() {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' => {}
            c if is_combining_mark(c) => {}
            'ł' | 'Ł' => push(&mut words, 'l'),
            'ø' | 'Ø' => push(&mut words, 'o'),
            'đ' | 'Đ' => push(&mut words, 'd'),
            'ı' => push(&mut words, 'i'),
            c if c.is_alphanumeric() => c
                .to_lowercase()
                .filter(|c| !is_combining_mark(*c))
                .for_each(|c| push(&mut words, c)),
            _ => {
                if words.last().is_some_and(|word| !word.is_empty()) {
                    words.push(String::new());
                }
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn push(words: &mut [String], c: char) {
    if let Some(word) = words.last_mut() {
        word.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_one_name_meet() {
        for (a, b) in [
            ("Ma’ruf Amin", "MA'RUF AMIN"),
            ("Enrique Peña Nieto", "Enrique Pena Nieto"),
            ("John F. Kennedy", "John Kennedy"),
            ("John Fitzgerald Kennedy", "John Kennedy"),
            ("Ursula von der Leyen", "Ursula Leyen"),
            ("M. Jufri Rahman", "Mohammad Jufri Rahman"),
            ("Jokowi", "Joko Widodo"),
            ("Park Geun-hye", "Park Geun Hye"),
            ("Teguh P Nugroho", "Teguh P. Nugroho"),
        ] {
            assert_eq!(key(a), key(b), "{a} and {b}");
        }
    }

    #[test]
    fn different_persons_stay_apart() {
        for (a, b) in [
            ("Hillary Clinton", "Bill Clinton"),
            ("Abdul Halim Iskandar", "Abdul Muhaimin Iskandar"),
            ("Prabowo", "Prabowo Argo"),
            ("Muhammad Idris", "Muhammad Faisal"),
        ] {
            assert_ne!(key(a), key(b), "{a} and {b}");
        }
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(name in "\\PC{0,40}|([A-Z][a-z]{0,8}[ .'-]{1,2}){0,5}") {
            let once = key(&name);
            prop_assert_eq!(key(&once), once);
        }
    }
}
