//! Tokens: words, numbers and single signs, each with its place and a hash of its folded form.
//!
//! - A word is a run of letters and combining marks; an apostrophe between letters belongs to it (`Ma'ruf`, `O’Neill`),
//!   an English possessive `'s` or `’s` is a token of its own, and single letters with full stops are one word (`U.S.`, `A.M.`).
//! - A number is a run of digits with `.` or `,` only between digits (`150.000`, `1,5`).
//! - A hyphen, slash or any other sign is a token; letters and digits side by side are two (`Rp` `14.000`), told from
//!   separate words by [`Token::glued`].

use std::hash::Hasher;

use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Word,
    Number,
    /// Any single character that is no letter, digit or white space.
    Sign,
}

/// The case of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Not a word, or a script without case.
    None,
    /// `menteri`
    Lower,
    /// `Menteri`, and single capitals: `M`
    Title,
    /// `NATO`, two capitals or more
    Upper,
    /// `McCain`, `iPhone`
    Mixed,
}

#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Byte offsets into the body.
    pub start: u32,
    pub end: u32,
    /// [`key_of`] the token's text; equal for texts that differ in case only.
    pub key: u64,
    pub kind: Kind,
    pub shape: Shape,
    /// No white space between the token before and this one.
    pub glued: bool,
    /// It is a word of ASCII letters and nothing else.
    pub plain: bool,
    /// Its number in the lexicon, see [`crate::vocabulary`]; 0 until it is looked up.
    pub word: u32,
}

impl Token {
    pub fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.end,
        }
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// A word that begins with a capital letter.
    pub fn is_capitalized(&self) -> bool {
        match self.shape {
            Shape::Title | Shape::Upper => true,
            Shape::Mixed | Shape::Lower | Shape::None => false,
        }
    }
}

/// The hash by which lexicons find a word: of its lower-case form, with every apostrophe as `'` and every dash as `-`.
pub fn key_of(text: &str) -> u64 {
    if text.is_ascii() {
        return hash_folded(text.as_bytes());
    }
    let folded = text.chars().flat_map(|c| {
        match c {
            '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' => '\'',
            '–' | '—' | '‑' | '‐' => '-',
            c => c,
        }
        .to_lowercase()
    });
    if text.len() > SHORT {
        return hash_folded(folded.collect::<String>().as_bytes());
    }
    // Signs and words, as nearly all are: without memory of their own.
    let mut buffer = [0; SHORT * GROWTH];
    let mut len = 0;
    for c in folded {
        len += c.encode_utf8(&mut buffer[len..]).len();
    }
    hash_folded(&buffer[..len])
}

/// Bytes of a text that is folded on the stack.
const SHORT: usize = 32;
/// Folding makes three characters of four bytes at most of one that has two bytes at least.
const GROWTH: usize = 6;

/// Hashes bytes with their ASCII capitals as small letters, eight at a time.
fn hash_folded(bytes: &[u8]) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    let (chunks, rest) = bytes.as_chunks::<8>();
    for chunk in chunks {
        hasher.write_u64(u64::from_le_bytes(chunk.map(|b| b.to_ascii_lowercase())));
    }
    if !rest.is_empty() {
        // Texts have no NUL, so the length need not be told apart.
        let mut last = [0; 8];
        for (slot, b) in last.iter_mut().zip(rest) {
            *slot = b.to_ascii_lowercase();
        }
        hasher.write_u64(u64::from_le_bytes(last));
    }
    hasher.finish()
}

/// The same of one sign.
fn hash_sign(sign: u8) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write_u64(u64::from(sign));
    hasher.finish()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`')
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
    }
}

/// Cuts a text. Every character that is not white space is in exactly one token.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize_into(text, &mut tokens);
    tokens
}

/// As [`tokenize`], into memory that was used before: what stands in it goes.
pub fn tokenize_into(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    // News has a token for each five bytes; lists of figures have more.
    tokens.reserve(text.len() / 3 + 4);
    let mut at = 0;
    let mut end_before = usize::MAX;
    let bytes = text.as_bytes();
    while let Some(&first) = bytes.get(at) {
        let start = at;
        let mut plain = false;
        let (end, key, kind, shape) = if first.is_ascii_alphabetic() {
            match plain_word(text, start) {
                Some((end, key, shape)) => {
                    plain = true;
                    (end, key, Kind::Word, shape)
                }
                None => word(text, start, word_end(text, start)),
            }
        } else if first == b' ' {
            at += 1;
            continue;
        } else if first.is_ascii_digit() {
            let end = number_end(text, start);
            (end, hash_folded(&bytes[start..end]), Kind::Number, Shape::None)
        } else if first.is_ascii_punctuation() && first != b'\'' && first != b'`' {
            (start + 1, hash_sign(first), Kind::Sign, Shape::None)
        } else if first.is_ascii_whitespace() || first == 0x0b {
            at += 1;
            continue;
        } else {
            let Some(c) = text[start..].chars().next() else {
                break;
            };
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            let behind = start + c.len_utf8();
            if is_letter(c) {
                word(text, start, word_end(text, start))
            } else if is_apostrophe(c)
                && end_before == start
                && possessive(text, start)
                && tokens.last().is_some_and(Token::is_word)
            {
                word(text, start, behind + 1)
            } else {
                (behind, key_of(&text[start..behind]), Kind::Sign, Shape::None)
            }
        };
        tokens.push(Token {
            start: start as u32,
            end: end as u32,
            key,
            kind,
            shape,
            glued: end_before == start,
            plain,
            word: 0,
        });
        at = end;
        end_before = end;
    }
}

fn word(text: &str, start: usize, end: usize) -> (usize, u64, Kind, Shape) {
    let word = &text[start..end];
    (end, key_of(word), Kind::Word, shape_of(word))
}

/// The bit that tells an ASCII letter's case, in each of eight bytes.
const CASE: u64 = 0x2020_2020_2020_2020;

/// Which of eight bytes are ASCII letters: the upper bit of each that is.
fn letters_in(bytes: u64) -> u64 {
    const UPPER: u64 = 0x8080_8080_8080_8080;
    let small = (bytes | CASE) & !UPPER;
    // No sum passes into the next byte: each is less than 0x80 before.
    let from_a = small + 0x1f1f_1f1f_1f1f_1f1f;
    let behind_z = small + 0x0505_0505_0505_0505;
    from_a & !behind_z & !bytes & UPPER
}

/// Up to eight bytes of a text, zeros behind its end.
fn eight(bytes: &[u8]) -> u64 {
    match bytes.first_chunk::<8>() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => bytes.iter().rev().fold(0, |all, b| all << 8 | u64::from(*b)),
    }
}

/// Reads a word of ASCII letters up to a blank or a sign, as most are: its end, its [`key_of`] and its shape, eight letters at a
/// time. `None` where the word goes on in other letters, with an apostrophe, or may be one of letters with full stops.
fn plain_word(text: &str, start: usize) -> Option<(usize, u64, Shape)> {
    let bytes = text.as_bytes();
    let mut hasher = rustc_hash::FxHasher::default();
    let (mut end, mut capitals) = (start, 0);
    loop {
        let chunk = eight(&bytes[end..]);
        let others = !letters_in(chunk) & 0x8080_8080_8080_8080;
        if others == 0 {
            capitals += (!chunk & CASE).count_ones() as usize;
            hasher.write_u64(chunk | CASE);
            end += 8;
            continue;
        }
        let letters = (others.trailing_zeros() / 8) as usize;
        if letters > 0 {
            let used = u64::MAX >> (64 - 8 * letters);
            capitals += (!chunk & CASE & used).count_ones() as usize;
            hasher.write_u64((chunk | CASE) & used);
            end += letters;
        }
        break;
    }
    let len = end - start;
    match bytes.get(end) {
        Some(b'.') if len == 1 => return None,
        Some(b'\'' | b'`') => return None,
        Some(b) if !b.is_ascii() => return None,
        _ => {}
    }
    let shape = match (capitals, bytes[start].is_ascii_uppercase()) {
        (0, _) => Shape::Lower,
        (1, true) => Shape::Title,
        (n, _) if n == len => Shape::Upper,
        _ => Shape::Mixed,
    };
    Some((end, hasher.finish(), shape))
}

/// `'s` with no letter behind it, at an apostrophe.
fn possessive(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    rest.next();
    matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(|c| is_letter(c) || c.is_ascii_digit())
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    // `U.S.`, `A.M`, `M.` is left to the sentence splitter: at least two letters that each have their full stop.
    if bytes[start].is_ascii_alphabetic() && bytes.get(start + 1) == Some(&b'.') {
        let mut at = start;
        while at + 1 < bytes.len() && bytes[at].is_ascii_alphabetic() && bytes[at + 1] == b'.' {
            at += 2;
        }
        let next_is_letter = text[at..].chars().next().is_some_and(is_letter);
        if at - start >= 4 && !next_is_letter {
            return at;
        }
    }
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        if is_letter(c) {
            end = start + offset + c.len_utf8();
        } else if is_apostrophe(c) && chars.peek().is_some_and(|(_, next)| is_letter(*next)) {
            if possessive(text, start + offset) {
                break;
            }
        } else {
            break;
        }
    }
    end
}

fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'0'..=b'9' => at += 1,
            b'.' | b',' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => at += 2,
            _ => break,
        }
    }
    at
}

fn shape_of(word: &str) -> Shape {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    let (mut upper, mut lower, mut first_upper) = (0, 0, false);
    for (i, c) in word.chars().filter(|c| is_letter(*c)).enumerate() {
        let is_upper = if c.is_ascii() {
            c.is_ascii_uppercase()
        } else {
            c.is_uppercase()
        };
        let is_lower = if c.is_ascii() {
            c.is_ascii_lowercase()
        } else {
            c.is_lowercase()
        };
        first_upper |= i == 0 && is_upper;
        upper += usize::from(is_upper);
        lower += usize::from(is_lower);
    }
    match (upper, lower) {
        (0, 0) => Shape::None,
        (0, _) => Shape::Lower,
        (1, _) if first_upper => Shape::Title,
        (_, 0) => Shape::Upper,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.span().of(text)).collect()
    }

    #[test]
    fn words_numbers_and_signs() {
        assert_eq!(
            texts("Ma'ruf Amin, 150.000 personel."),
            ["Ma'ruf", "Amin", ",", "150.000", "personel", "."]
        );
        assert_eq!(texts("Rp14.000-an"), ["Rp", "14.000", "-", "an"]);
        assert_eq!(texts("(18/2/2022)"), ["(", "18", "/", "2", "/", "2022", ")"]);
        assert_eq!(
            texts("the U.S. and Trump’s men's"),
            ["the", "U.S.", "and", "Trump", "’s", "men", "'s"]
        );
        assert_eq!(
            texts("A.M. Hendro, M. Jufri"),
            ["A.M.", "Hendro", ",", "M", ".", "Jufri"]
        );
        assert_eq!(texts("”Kami,” katanya"), ["”", "Kami", ",", "”", "katanya"]);
    }

    #[test]
    fn keys_fold_case_and_apostrophes() {
        assert_eq!(key_of("Ma’ruf"), key_of("MA'RUF"));
        assert_ne!(key_of("as"), key_of("at"));
    }

    #[test]
    fn shapes() {
        let shapes: Vec<Shape> = tokenize("kata M Menteri NATO McCain 5")
            .iter()
            .map(|t| t.shape)
            .collect();
        use Shape::*;
        assert_eq!(shapes, [Lower, Title, Title, Upper, Mixed, None]);
    }

    proptest! {
        #[test]
        fn plain_words_are_read_as_all_words_are(text in "([A-Za-z]{1,20}[ .'é5-]?){0,12}") {
            for t in tokenize(&text).iter().filter(|t| t.is_word()) {
                let word = t.span().of(&text);
                if word.starts_with('\'') {
                    // A possessive is cut by its own rule.
                    continue;
                }
                prop_assert_eq!((t.key, t.shape), (key_of(word), shape_of(word)), "{}", word);
                prop_assert_eq!(t.end as usize, word_end(&text, t.start as usize), "{}", word);
            }
        }

        #[test]
        fn tokens_cover_all_but_white_space(text in "\\PC{0,200}|[A-Za-z0-9.,'’ “”-]{0,80}") {
            let tokens = tokenize(&text);
            let mut at = 0;
            for t in &tokens {
                prop_assert!(t.end > t.start && text.is_char_boundary(t.start as usize) && text.is_char_boundary(t.end as usize));
                prop_assert!(text[at..t.start as usize].chars().all(char::is_whitespace));
                at = t.end as usize;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
