//! Names in a running text: where words with a capital stand together, which of them are names that are known, and what stands around.

use super::name::{NameHash, is_particle, word_hash};
use super::vocabulary as words;
use crate::words::{fold_into, next_word};

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub start: usize,
    pub end: usize,
    /// The number of the folded word.
    pub word: u64,
    /// It begins with a capital.
    pub capital: bool,
    /// It may stand inside a name with a small letter: `bin`, `van`.
    pub particle: bool,
    /// It and the word before it can be of one name.
    pub joined: bool,
    /// It begins a sentence or a line.
    pub first: bool,
}

/// Cuts a text into words; `room` is memory for its own use.
pub fn tokenize(text: &str, out: &mut Vec<Token>, room: &mut String) {
    out.clear();
    let mut at = 0;
    while let Some(word) = next_word(text, at) {
        let gap = &text[at..word.start];
        at = word.end;
        let written = &text[word.start..word.end];
        // Most words are folded as they stand.
        let folded = match written.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            true => written,
            false => {
                room.clear();
                fold_into(written, room);
                room.as_str()
            }
        };
        if folded.is_empty() {
            continue;
        }
        let before = out.last().copied();
        let capital = text[word.start..].chars().next().is_some_and(char::is_uppercase);
        out.push(Token {
            start: word.start,
            end: word.end,
            word: word_hash(folded),
            capital,
            particle: !capital && is_particle(folded),
            joined: before.is_some_and(|before| joins(&before, &text[before.start..before.end], gap)),
            first: before.is_none() || ends_sentence(gap),
        });
    }
}

fn joins(before: &Token, word: &str, gap: &str) -> bool {
    match gap {
        " " | "-" => true,
        // An initial, or a short form of a given name.
        "." | ". " => {
            before.capital && (word.chars().count() == 1 || matches!(word, "Muh" | "Moh" | "Moch" | "Mohd" | "St"))
        }
        _ => false,
    }
}

fn ends_sentence(gap: &str) -> bool {
    gap.bytes().any(|b| matches!(b, b'.' | b'!' | b'?' | b'\n' | b':'))
}

/// The longest name that is looked for, in words.
pub const LONGEST: usize = 7;

/// Goes over the stretches of words that can be one name and begin at `from`, the shortest first.
pub fn stretches(tokens: &[Token], from: usize) -> impl Iterator<Item = (usize, NameHash)> + '_ {
    let mut hash = NameHash::EMPTY;
    let mut ended = false;
    tokens[from..]
        .iter()
        .take(LONGEST)
        .enumerate()
        .filter_map(move |(i, token)| {
            ended |= i > 0 && !(token.joined && (token.capital || token.particle));
            if ended {
                return None;
            }
            hash = hash.and(token.word);
            token.capital.then_some((from + i + 1, hash))
        })
}

/// What stands around a name in a text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around {
    /// A word of saying stands beside it.
    pub said: bool,
    /// A title stands before it: `Pak`.
    pub title: bool,
    /// An age stands behind it: `Budi (34)`.
    pub aged: bool,
    /// It stands alone between quotation marks.
    pub quoted: bool,
    /// A word stands before it that takes it into the name of a thing: `Jalan`, `company`.
    pub thing: bool,
    /// Words with capitals stand before or behind it, as in a longer name.
    pub inside: bool,
}

/// Looks around the words `from..to`.
pub fn around(text: &str, tokens: &[Token], from: usize, to: usize) -> Around {
    let (Some(first), Some(last)) = (tokens.get(from), tokens.get(to.saturating_sub(1))) else {
        return Around::default();
    };
    let before = from.checked_sub(1).map(|i| tokens[i]).filter(|_| !first.first);
    let near = before.filter(|before| {
        text[before.end..first.start]
            .trim_matches(['.', ' ', '"', '\'', '“', '(', ')'])
            .is_empty()
    });
    let after = tokens
        .get(to)
        .filter(|after| !after.first && text[last.end..after.start] == *" ");
    let opens = text[..first.start].chars().next_back();
    let rest = &text[last.end..];
    let closes = rest.chars().find(|c| !matches!(c, ',' | '.'));
    Around {
        said: near.is_some_and(|before| words::SAYING_BEFORE.contains(&before.word))
            || after.is_some_and(|after| !after.capital && words::SAYING.contains(&after.word)),
        title: near.is_some_and(|before| words::TITLES.contains(&before.word)),
        aged: is_age(rest),
        quoted: opens.is_some_and(is_quote) && closes.is_some_and(is_quote),
        thing: near.is_some_and(|before| {
            let is_place = to == from + 1 && words::PLACES.contains(&before.word);
            // A capital before a name of several words is most often the end of a role: `Direktur Makmur Institute Bhima Prawira`.
            is_place || ((to == from + 1 || !before.capital) && words::THINGS.contains(&before.word))
        }),
        inside: before.is_some_and(|before| first.joined && before.capital && !words::TITLES.contains(&before.word))
            || after.is_some_and(|after| after.joined && after.capital),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '�')
}

/// `(34)`, `(34 tahun)`, `, 34,`
fn is_age(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(" (").or_else(|| behind.strip_prefix(", ")) else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && matches!(rest.as_bytes().get(2), Some(b')' | b',' | b' ')) && !rest[2..].starts_with(" p")
}

/// Whether the words `from..to` are said to be what somebody is called, and by which word: its place.
pub fn is_called(text: &str, tokens: &[Token], from: usize, to: usize) -> Option<usize> {
    let mut at = from;
    for _ in 0..4 {
        let Some(before) = at.checked_sub(1).filter(|_| !tokens[at].first) else {
            break;
        };
        if words::CALLED_WORDS.contains(&tokens[before].word) {
            return Some(before);
        }
        if !words::CALLED_BETWEEN.contains(&tokens[before].word) {
            break;
        }
        at = before;
    }
    let last = tokens.get(to.checked_sub(1)?)?;
    for (i, token) in tokens.iter().enumerate().skip(to).take(4) {
        if token.first && !text[last.end..token.start].contains(['-', '–']) {
            break;
        }
        if words::CALLED_WORDS.contains(&token.word) {
            return Some(i);
        }
        if token.capital {
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::name::words_of;

    fn tokens(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens, &mut String::new());
        tokens
    }

    fn place(text: &str, tokens: &[Token], name: &str) -> (usize, usize) {
        let hash = NameHash::of(&words_of(name));
        (0..tokens.len())
            .find_map(|from| {
                stretches(tokens, from)
                    .find(|(_, h)| *h == hash)
                    .map(|(to, _)| (from, to))
            })
            .unwrap_or_else(|| panic!("`{name}` stands in `{text}`"))
    }

    fn seen(text: &str, name: &str) -> Around {
        let tokens = tokens(text);
        let (from, to) = place(text, &tokens, name);
        around(text, &tokens, from, to)
    }

    #[test]
    fn what_stands_around_a_name_is_seen() {
        assert!(seen("Itu benar, kata Bhima Prawira.", "Bhima Prawira").said);
        assert!(seen("Kemarin Pak Prawira datang.", "Prawira").title);
        assert!(seen("Warga bernama Prawira (34) datang.", "Prawira").aged);
        assert!(seen("Ia lewat Jalan Prawira tadi.", "Prawira").thing);
        assert!(seen("Artinya \"Jadilah Terang\", katanya.", "Jadilah Terang").quoted);
        assert!(!seen("Prawira, 20 persen lebih.", "Prawira").aged);
    }

    #[test]
    fn a_name_goes_over_initials_and_particles() {
        let text = "Kemarin M. Tito bin Prawira datang.";
        let tokens = tokens(text);
        place(text, &tokens, "M Tito bin Prawira");
    }

    #[test]
    fn what_somebody_is_called_is_seen() {
        let called = |text: &str, name: &str| {
            let tokens = tokens(text);
            let (from, to) = place(text, &tokens, name);
            is_called(text, &tokens, from, to).is_some()
        };
        assert!(called("Gubernur yang akrab disapa Adi itu datang.", "Adi"));
        assert!(called("Kata Adi, sapaan akrabnya, kemarin.", "Adi"));
        assert!(called("Menurut Adi --sapaan akrab-- itu benar.", "Adi"));
        assert!(called("Ia dipanggil dengan nama Adi.", "Adi"));
        assert!(!called("Ia datang. Adi pergi.", "Adi"));
    }
}
