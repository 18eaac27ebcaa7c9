//! Words of Malay and Indonesian, and of English, that are no names by their prefixes and suffixes.

/// An Indonesian noun by its prefix and suffix: `Perekonomian`, `Kemiskinan`.
pub fn is_abstract(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 8
        && matches!(bytes[0], b'P' | b'K' | b'p' | b'k')
        && matches!(bytes[1], b'e' | b'E')
        && matches!(bytes[bytes.len() - 2..], [b'a', b'n'] | [b'A', b'N'])
}

/// An English participle, which may begin a sentence.
pub fn is_participle(text: &str) -> bool {
    text.len() > 5 && (text.ends_with("ing") || text.ends_with("ed") || text.ends_with("ly"))
}

/// An Indonesian verb or adverb by its prefix or suffix, which may begin a sentence: `Dikatakan`, `Sepengetahuannya`.
pub fn is_inflected(text: &str) -> bool {
    let long = text.len() >= 7;
    long && (["Di", "Me", "Ber", "Ter", "Se"].iter().any(|p| text.starts_with(p))
        && (text.ends_with("kan") || text.ends_with("an"))
        || text.ends_with("nya"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_by_their_form() {
        assert!(is_abstract("Perekonomian") && is_abstract("Kemiskinan"));
        assert!(!is_abstract("Setiawan") && !is_abstract("Kevan"));
    }
}
