//! Spellings of a word of a name: what the rules of spelling make the same, and slips of the pen.

/// Ways of writing the same sound, the first of each pair for the second. They are those of the Indonesian spellings of 1901, 1947 and
/// 1972, and those in which Arabic and Slavic names are written in Latin letters.
const SOUNDS: &[(&str, &str)] = &[
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "sy"),
    ("sh", "sy"),
    ("ch", "kh"),
    ("ph", "f"),
    ("dh", "d"),
    ("th", "t"),
    ("dz", "z"),
    ("ie", "i"),
    ("q", "k"),
    ("y", "i"),
    ("x", "ks"),
];

/// Spellings of one name that the rules do not make the same.
const NAMES: &[(&str, &[&str])] = &[
    (
        "muhammad",
        &[
            "mohammad",
            "mohamad",
            "muhamad",
            "mohammed",
            "mohamed",
            "mochamad",
            "mochammad",
            "muchammad",
            "muhammed",
            "mukhamad",
            "mokhamad",
        ],
    ),
    ("ahmad", &["achmad", "akhmad", "ahmed", "akhmed"]),
    ("abdul", &["abdoel", "abdel"]),
    ("yusuf", &["jusuf", "yusup", "yoesoef", "joesoef"]),
    ("husein", &["husain", "hussein", "hussain", "husen"]),
];

/// Short forms of a word in its usual spelling.
const SHORT: &[(&str, &[&str])] = &[
    ("muhammad", &["muh", "moh", "moch", "mohd", "mhd", "muhd"]),
    ("ahmad", &["ach", "ahm"]),
    ("abdul", &["abd"]),
    ("siti", &["st"]),
    ("raden", &["rd"]),
];

/// A word in its usual spelling, to compare by.
pub fn usual(word: &str) -> String {
    if let Some((usual, _)) = NAMES
        .iter()
        .find(|(usual, others)| *usual == word || others.contains(&word))
    {
        return (*usual).to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let sound = SOUNDS.iter().find(|(written, _)| rest.starts_with(written));
        let (taken, given) = match sound {
            Some((written, usual)) => (written.len(), *usual),
            None => (c.len_utf8(), &rest[..c.len_utf8()]),
        };
        for c in given.chars() {
            let c = if c == 'y' { 'i' } else { c };
            // Doubled letters are one.
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        rest = &rest[taken..];
    }
    out
}

/// Short forms of a word in its usual spelling, beside its first letter: `moh` of `muhammad`.
pub fn short_forms(usual: &str) -> &'static [&'static str] {
    SHORT
        .iter()
        .find(|(word, _)| *word == usual)
        .map_or(&[], |(_, shorts)| shorts)
}

/// Whether two words in their usual spelling differ by so little, for their length, that one may be a slip for the other.
pub fn is_slip(a: &str, b: &str) -> bool {
    if a.chars().next() != b.chars().next() {
        return false;
    }
    let (a_length, b_length) = (a.chars().count(), b.chars().count());
    let (short, long) = (a_length.min(b_length), a_length.max(b_length));
    let most = match short {
        0..=4 => return false,
        5..=8 => 1,
        _ => 2,
    };
    long - short <= most && strsim::osa_distance(a, b) <= most
}

/// Whether two names differ in one word alone, by so little that one may be a slip for the other where the rest says the same: also in the first
/// letter, and in short words of names that are not.
pub fn is_near(a: &[String], b: &[String]) -> bool {
    const SHORTEST: usize = 10;
    const SHORTEST_WORD: usize = 8;
    let mut differing = a.iter().zip(b).filter(|(a, b)| a != b);
    let (Some((x, y)), None) = (differing.next(), differing.next()) else {
        return false;
    };
    if a.len() != b.len() {
        return false;
    }
    let length = |name: &[String]| name.iter().map(|word| word.chars().count()).sum::<usize>();
    let short = x.chars().count().min(y.chars().count());
    let is_long = match a.len() {
        1 => short >= SHORTEST_WORD,
        _ => short >= 3 && length(a).min(length(b)) >= SHORTEST,
    };
    let most = if a.len() > 1 && short >= 7 { 2 } else { 1 };
    is_long && strsim::osa_distance(x, y) <= most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::name::words_of;

    #[test]
    fn spellings_of_one_name_are_the_same() {
        for (a, b) in [
            ("soekarno", "sukarno"),
            ("pandjaitan", "panjaitan"),
            ("mochammad", "muhamad"),
            ("zelenskyy", "zelensky"),
            ("qassem", "qasem"),
            ("widiyanto", "widyanto"),
            ("syarief", "syarif"),
            ("andy", "andi"),
        ] {
            assert_eq!(usual(a), usual(b), "{a} {b}");
        }
        for (a, b) in [("budi", "rudi"), ("santosa", "santoso"), ("anwar", "anwari")] {
            assert_ne!(usual(a), usual(b), "{a} {b}");
        }
    }

    #[test]
    fn a_slip_is_small_for_the_length_of_the_word() {
        assert!(is_slip("netanhaiu", "netaniahu"));
        assert!(is_slip("busria", "busira"));
        assert!(!is_slip("budi", "budy"));
        assert!(!is_slip("marini", "karini"), "the first letter is seldom wrong");
    }

    #[test]
    fn names_are_near_each_other_where_one_word_differs_by_little() {
        let near = |a: &str, b: &str| is_near(&words_of(a), &words_of(b));
        for (a, b) in [
            ("Usman Jayengrana", "Usman Zayengrana"),
            ("Ratri Gay Santika", "Ratri Gray Santika"),
            ("Bhima Lahardaya", "Bhima Lahardalaya"),
            ("Prihwanto", "Priwanto"),
        ] {
            assert!(near(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("Li Qiang", "Li Keqiang"),
            ("Ratri Santika", "Ratri Santika"),
            ("Azril Santika", "Aurel Santika"),
            ("Ratri Santika", "Retri Santiki"),
            ("Prihanto", "Priwant"),
            ("Ratri Santika", "Ratri Santika Ayu"),
        ] {
            assert!(!near(a, b), "{a} {b}");
        }
    }
}
