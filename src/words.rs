//! Words of a text and the form in which they are compared: one way of cutting and folding for the index, for queries and for names.

use unicode_normalization::UnicodeNormalization;

/// Folds one word: lower case, no accents, no apostrophes.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// The same, behind what `out` has already.
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let letters = word.bytes().filter(|b| *b != b'\'');
        out.extend(letters.map(|b| char::from(b.to_ascii_lowercase())));
        return;
    }
    for c in word
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c) && !is_apostrophe(*c))
    {
        match c {
            'ß' | 'ẞ' => out.push_str("ss"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            'ı' => out.push('i'),
            c => out.extend(c.to_lowercase()),
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`')
}

fn is_part(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
    }
}

/// A word of a text: its byte offsets there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub start: usize,
    pub end: usize,
}

/// The words of a text, in their order.
pub fn words_in(text: &str) -> impl Iterator<Item = Word> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, at)?;
        at = word.end;
        Some(word)
    })
}

/// The next word of `text` at or after byte `from`. The same cut serves indexing, queries and highlights.
pub fn next_word(text: &str, from: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    let mut start = from;
    loop {
        match bytes.get(start)? {
            b if b.is_ascii_alphanumeric() => break,
            b if b.is_ascii() => start += 1,
            _ => match text[start..].chars().next()? {
                c if is_part(c) => break,
                c => start += c.len_utf8(),
            },
        }
    }
    // Most words are plain letters up to a blank or a sign.
    let plain = bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let mut end = start + plain;
    match bytes.get(end) {
        None => return Some(Word { start, end }),
        Some(b) if b.is_ascii() && !matches!(b, b'\'' | b'`') => return Some(Word { start, end }),
        Some(_) => {}
    }
    let mut chars = text[end..].char_indices().peekable();
    let behind = end;
    while let Some((offset, c)) = chars.next() {
        if is_part(c) {
            end = behind + offset + c.len_utf8();
        } else if is_apostrophe(c) && chars.peek().is_some_and(|(_, next)| next.is_alphabetic()) {
            let after = &text[behind + offset + c.len_utf8()..];
            let mut after = after.chars();
            let possessive = matches!(after.next(), Some('s' | 'S')) && !after.next().is_some_and(is_part);
            if possessive {
                break;
            }
        } else {
            break;
        }
    }
    Some(Word { start, end })
}
