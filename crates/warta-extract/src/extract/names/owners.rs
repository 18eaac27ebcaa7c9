//! Names that only say whose somebody is: in `istri Fulan mengatakan` and `kuasa hukum Fulan, Siti,` it is not Fulan who speaks.

use super::candidate::Candidate;
use super::classes::WordClass;
use crate::extract::text::{Doc, Kind, Shape};

/// What stands before the name of an owner.
pub struct Owned {
    /// The first token of `adik kandung` or `kuasa hukum`.
    pub start: usize,
    /// Behind the name, and behind the `ini` or `tersebut` that follows it.
    pub end: usize,
    /// The name of whoever is meant follows between commas.
    pub named: bool,
}

/// Whom the candidate owns, if its name stands there for that alone. `is_old` says that the article has named the person before,
/// and not as one who serves: `pengacara Fulan` is the lawyer himself where nobody knows Fulan yet.
pub fn owned(
    doc: &Doc,
    words: &[WordClass],
    candidate: &Candidate,
    next: Option<&Candidate>,
    is_old: bool,
) -> Option<Owned> {
    if !doc.profile().grammar.owner_follows || candidate.name.is_empty() {
        return None;
    }
    let sentence = doc.sentences[doc.sentence_of(candidate.name.start)].start as usize;
    // The kinship may stand at the head of the capitalised run: `Istri Fulan`.
    let mut start = candidate.titles;
    while start > sentence && start + 3 > candidate.titles && is_modifier(doc.text(start - 1)) {
        start -= 1;
    }
    start = start.checked_sub(1).filter(|i| *i >= sentence)?;
    let named = next.is_some_and(|next| candidate.is_before(doc, next));
    let (word, token) = (words[start], &doc.tokens[start]);
    let lower = token.shape == Shape::Lower;
    let begins = start == sentence || doc.tokens[start - 1].kind == Kind::Sign;
    // `Putra Fulan` at the beginning may be a name; `Putra sulung Fulan` is none.
    let plain = !word.is(WordClass::NAME) || start + 1 < candidate.titles;
    let kin = word.is(WordClass::KIN) && !is_address(doc.text(start)) && (lower || begins && plain);
    // `Juru Bicara Fulan` with capitals is his office, unless somebody is named behind.
    let serves = word.is(WordClass::SERVES) && (is_old && lower || named);
    if !kin && !serves {
        return None;
    }
    // `pelatih ganda putra Fulan`: whom they train.
    if start > sentence && matches!(doc.text(start - 1), "ganda" | "tunggal" | "beregu" | "tim" | "timnas") {
        return None;
    }
    // `sang istri Fulan` is Fulan.
    if start > sentence && matches!(doc.text(start - 1), "sang" | "Sang" | "si") {
        return None;
    }
    // `kedua kakak Fulan itu` are several.
    let many = start > sentence && words[start - 1].is(WordClass::MANY);
    Some(Owned {
        start,
        end: candidate.end + usize::from(candidate.is_pointed_at(doc, words) && !many),
        named,
    })
}

/// Words between a kinship or a service and its owner.
fn is_modifier(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "sulung", "bungsu", "kandung", "tiri", "angkat", "ipar", "tertua", "semata", "wayang", "hukum", "bicara",
        "pribadi",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Words of kinship that a person is called by: `kakek Fulan` may be Fulan.
fn is_address(text: &str) -> bool {
    const CALLED: [&str; 9] = [
        "kakek", "nenek", "saudara", "ibu", "bapak", "paman", "bibi", "pasangan", "raja",
    ];
    CALLED.iter().any(|called| text.eq_ignore_ascii_case(called))
}

#[cfg(test)]
mod tests {
    use crate::article::Language;
    use crate::extract::names::{MentionKind, people};
    use crate::extract::text::Doc;

    /// Who is named, and with what role; without those who only own somebody.
    fn named(text: &str) -> Vec<String> {
        let doc = Doc::new(text, Language::ID);
        let people = people(&doc, 0);
        let names = people.mentions.iter().filter(|m| m.kind == MentionKind::Name);
        names
            .filter_map(|m| people.persons.get(m.person? as usize))
            .map(|person| format!("{} | {}", person.name, person.roles.join("; ")))
            .collect()
    }

    #[test]
    fn an_owner_is_not_meant() {
        for text in [
            "Ayah Dina Kartika mengatakan, anaknya pulang malam.",
            "\"Dia baik,\" ujar suami Sinta Dewi ini sambil tersenyum.",
            "Putra sulung Hadi Wibawa ini mengatakan, ia akan maju.",
            "\"Anak kami,\" kata adik kandung Rina Marlina.",
        ] {
            assert!(named(text).is_empty(), "{text}: {:?}", named(text));
        }
    }

    #[test]
    fn whoever_is_named_behind_the_owner_is_meant() {
        for (text, want) in [
            (
                "\"Klien kami,\" kata kuasa hukum Rahmat Darmawan, Joko Santosa, di Jakarta.",
                "Joko Santosa | kuasa hukum Rahmat Darmawan",
            ),
            (
                "\"Aku senang,\" kata istri Budi Lesmana, Ratih Kumala.",
                "Ratih Kumala | istri Budi Lesmana",
            ),
        ] {
            assert_eq!(named(text), [want]);
        }
    }

    #[test]
    fn one_who_serves_is_the_lawyer_until_the_name_is_known() {
        let lawyer = "Pengacara Hotman Wijaya mengatakan, kliennya sakit.";
        assert_eq!(named(lawyer), ["Hotman Wijaya | Pengacara"]);
        let client = "Rahmat Darmawan ditahan. \"Klien kami sakit,\" kata pengacara Rahmat Darmawan.";
        assert_eq!(named(client), ["Rahmat Darmawan | "]);
    }

    #[test]
    fn the_husband_himself() {
        assert_eq!(
            named("Sang suami Reino Wijaya mengatakan ia bahagia."),
            ["Reino Wijaya | "]
        );
        assert_eq!(named("Kakek Suparman (70) mengatakan ia bahagia."), ["Suparman | "]);
    }
}
