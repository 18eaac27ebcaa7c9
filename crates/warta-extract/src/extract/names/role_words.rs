//! Words that stand in roles, open them, or end them.

/// The longest role, in tokens.
pub const LONGEST_ROLE: usize = 24;

/// Words of the sentence that stand inside of roles.
pub fn is_link(text: &str) -> bool {
    matches!(
        text,
        "untuk"
            | "dan"
            | "bidang"
            | "dari"
            | "di"
            | "pada"
            | "of"
            | "for"
            | "the"
            | "and"
            | "to"
            | "at"
            | "in"
            | "de"
            | "&"
            | "atas"
            | "antar"
    )
}

pub fn is_opening(text: &str) -> bool {
    matches!(
        text,
        "yang"
            | "juga"
            | "selaku"
            | "sebagai"
            | "seorang"
            | "salah"
            | "satu"
            | "merupakan"
            | "sang"
            | "a"
            | "an"
            | "the"
            | "one"
            | "of"
            | "who"
            | "is"
            | "was"
            | "his"
            | "her"
    )
}

/// Words that begin where, when and to whom something was said.
pub fn is_circumstance(text: &str) -> bool {
    matches!(
        text,
        "kepada"
            | "saat"
            | "ketika"
            | "di"
            | "dalam"
            | "pada"
            | "usai"
            | "seusai"
            | "setelah"
            | "seperti"
            | "dikutip"
            | "dilansir"
            | "melalui"
            | "lewat"
            | "menanggapi"
            | "sambil"
            | "seraya"
            | "yang"
            | "menerusi"
            | "selepas"
            | "semasa"
    )
}

/// Words of the role list that say little alone, or are words of the sentence too.
pub fn is_general(text: &str) -> bool {
    matches!(
        text,
        "bakal" | "besar" | "pria" | "lelaki" | "perempuan" | "wanita" | "tenaga" | "bintang" | "pelaksana"
    )
}

/// Words before `disapa`.
pub fn is_usual(text: &str) -> bool {
    matches!(
        text,
        "akrab" | "biasa" | "kerap" | "sering" | "lebih" | "yang" | "karib"
    )
}

/// An Indonesian verb by its prefix. Nouns that begin so are in the lexicon.
pub fn is_verb(text: &str) -> bool {
    let long = text.len() >= 6;
    long && (text.starts_with("me") || text.starts_with("ber") || text.starts_with("ter") || text.starts_with("di"))
}
