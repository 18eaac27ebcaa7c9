//! The outlets that an article has its facts from: `dikutip dari Fox News`, `told Reuters`.

use crate::extract::text::{Doc, Kind, Shape, tokenize};
use crate::lang::PerLanguage;
use crate::vocabulary::{Case, Phrases};

use super::{dates, language};
use crate::extract::outlets;

/// What a phrase says of the outlet next to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    /// Behind it stands one even if it is not in the table, where it begins with a capital.
    Source,
    /// Behind it stands one if it is in the table.
    Known,
    /// The same, unless what is given there is no statement.
    To,
    /// One that is in the table stands before it.
    Reports,
    /// A news agency stands before it.
    Says,
}

/// The words around outlets, by the kinds of the data files.
struct Citing {
    /// One bit for each possible end of the key of a cue's first word: by it nearly every word of a text is seen to begin none.
    first_words: [u64; 32],
    cues: Phrases<Cue>,
    between: Phrases<()>,
    medium: Phrases<()>,
    never: Phrases<()>,
    given: Phrases<()>,
    agency: Phrases<()>,
    bridge: Phrases<()>,
    owner: Phrases<()>,
    figures: Phrases<()>,
    charge: Phrases<()>,
}

static CITING: PerLanguage<Citing> = PerLanguage::new(|profile| {
    let files = profile.lexicon.citing;
    let of_kind = |kind: &'static str| {
        let entries = files.iter().flat_map(move |file| file.of_class(kind));
        entries.map(|entry| entry.item)
    };
    let cues = [
        ("source", Cue::Source),
        ("known", Cue::Known),
        ("to", Cue::To),
        ("reports", Cue::Reports),
        ("says", Cue::Says),
    ];
    let cues: Vec<_> = cues
        .into_iter()
        .flat_map(|(kind, cue)| of_kind(kind).map(move |phrase| (phrase, Case::Any, cue)))
        .collect();
    let mut first_words = [0; 32];
    for (phrase, ..) in &cues {
        if let Some(first) = tokenize(phrase).first() {
            let (word, bit) = bit_of(first.key);
            first_words[word] |= bit;
        }
    }
    let phrases = |kind| Phrases::new(of_kind(kind).map(|phrase| (phrase, Case::Any, ())));
    Citing {
        first_words,
        cues: Phrases::new(cues),
        between: phrases("between"),
        medium: phrases("medium"),
        never: phrases("never"),
        given: phrases("given"),
        agency: phrases("agency"),
        bridge: phrases("bridge"),
        owner: phrases("owner"),
        figures: phrases("figures"),
        charge: phrases("charge"),
    }
});

fn citing(doc: &Doc) -> &'static Citing {
    CITING.of(doc.profile())
}

/// Where the bit of a word's key is in [`Citing::first_words`].
fn bit_of(key: u64) -> (usize, u64) {
    ((key >> 6 & 31) as usize, 1 << (key & 63))
}

impl Citing {
    fn cue_at(&self, doc: &Doc, i: usize) -> Option<(usize, Cue)> {
        let (word, bit) = bit_of(doc.tokens[i].key);
        if self.first_words[word] & bit == 0 {
            return None;
        }
        doc.phrase_at(&self.cues, i).map(|(len, cue)| (len, *cue))
    }
}

/// Bytes behind a cue that are read.
const WINDOW: u32 = 90;
/// Words of a name that is not in the table, at most.
const LONGEST: usize = 4;

/// Tokens before a verb in which its outlet begins, with a date between: `Reuters, Jumat (18/2/2022), melaporkan`.
const BEFORE: usize = 16;
/// Tokens before `kepada` in which stands what is given.
const GIVEN: usize = 6;
/// Tokens behind a verb in which figures stand that are the outlet's own, and those to whom it reports someone.
const FIGURES: usize = 4;
const CHARGE: usize = 15;

/// Usual names in the order of the text from token `skip` on, then those of `credits`, without repeats and without the article's
/// own outlet.
pub fn sources(doc: &Doc, skip: usize, credits: &[&str], own: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut cite = |name: &str| {
        if own != Some(name) && !out.iter().any(|other| other == name) {
            out.push(name.to_owned());
        }
    };
    let table = citing(doc);
    for paragraph in &doc.paragraphs {
        let end = paragraph.end as usize;
        let start = (paragraph.start as usize).max(skip);
        let mut i = start;
        while i < end {
            let Some((len, cue)) = table.cue_at(doc, i).filter(|(len, _)| i + len <= end) else {
                i += 1;
                continue;
            };
            let first = i;
            i += len;
            match cue {
                Cue::Reports | Cue::Says => {
                    if let Some(name) = name_before(doc, start, first, cue)
                        && !is_of_itself(doc, i, end)
                    {
                        cite(name);
                    }
                }
                Cue::To if any(&citing(doc).given, doc, start.max(first.saturating_sub(GIVEN)), first) => {}
                Cue::Source | Cue::Known | Cue::To => {
                    let from = doc.tokens[i - 1].end;
                    let near = doc.tokens[i..end].iter().take_while(|t| t.end <= from + WINDOW).count();
                    if let Some(name) = name_behind(doc, i, i + near, cue) {
                        cite(&name);
                    }
                }
            }
        }
    }
    credits.iter().for_each(|name| cite(name));
    out
}

/// Whether one of the phrases begins between two tokens.
fn any(phrases: &Phrases<()>, doc: &Doc, from: usize, end: usize) -> bool {
    (from..end).any(|i| doc.phrase_at(phrases, i).is_some())
}

/// The outlet whose verb stands at token `verb`.
fn name_before(doc: &Doc, start: usize, verb: usize, cue: Cue) -> Option<&'static str> {
    for i in start.max(verb.saturating_sub(BEFORE))..verb {
        let Some((len, outlet)) = outlets::at(doc, i).filter(|(len, outlet)| i + len <= verb && outlet.certain) else {
            continue;
        };
        let Some(called_agency) = leads_to(doc, i + len, verb) else {
            continue;
        };
        let abbreviated = len == 1 && doc.tokens[i].shape == Shape::Upper;
        let speaks = cue == Cue::Reports || outlet.agency && (called_agency || abbreviated);
        let mut before = i;
        // `of the Guardian` stands behind `of`.
        if before > start && doc.text(before - 1).eq_ignore_ascii_case("the") {
            before -= 1;
        }
        let owned = before > start && doc.phrase_at(&citing(doc).owner, before - 1).is_some();
        return (speaks && !owned).then_some(outlet.name);
    }
    None
}

/// Whether from token `at` to `verb` nothing stands but what may stand between an outlet and its verb; and if so, whether the
/// outlet is called an agency there.
fn leads_to(doc: &Doc, mut at: usize, verb: usize) -> Option<bool> {
    let mut agency = false;
    let mut brackets = false;
    while at < verb {
        let token = &doc.tokens[at];
        if let Some((len, ())) = doc.phrase_at(&citing(doc).agency, at) {
            agency = true;
            at += len;
        } else if let Some((len, ())) = doc.phrase_at(&citing(doc).bridge, at) {
            at += len;
        } else {
            let text = doc.text(at);
            brackets = text == "(" || brackets && text != ")";
            let dates = brackets && (token.kind == Kind::Number || text == "/" || text == "(");
            if !(dates || matches!(text, "," | ")") || dates::is_weekday(token)) {
                return None;
            }
            at += 1;
        }
    }
    (at == verb).then_some(agency)
}

/// Whether behind the verb, from token `from` on, stands what an outlet reports of itself, or to whom it reports someone.
fn is_of_itself(doc: &Doc, from: usize, end: usize) -> bool {
    let sentence = doc.sentences[doc.sentence_of(from.min(doc.tokens.len() - 1))].end as usize;
    let end = end.min(sentence);
    any(&citing(doc).figures, doc, from, end.min(from + FIGURES))
        || any(&citing(doc).charge, doc, from, end.min(from + CHARGE))
}

/// The outlet that begins at token `from`, or behind a few words there; it ends before token `end`.
fn name_behind(doc: &Doc, from: usize, end: usize, cue: Cue) -> Option<String> {
    let mut at = from;
    // Whether what stands here can be nothing but an outlet.
    let mut announced = cue == Cue::Source;
    let known = loop {
        if at >= end {
            return None;
        }
        if let Some((_, outlet)) = outlets::at(doc, at).filter(|(len, _)| at + len <= end)
            && (outlet.certain || announced)
        {
            break Some(outlet.name);
        }
        if let Some((len, ())) = doc.phrase_at(&citing(doc).medium, at) {
            announced = true;
            at += len;
        } else if let Some((len, ())) = doc.phrase_at(&citing(doc).between, at) {
            at += len;
        } else {
            break None;
        }
    };
    if let Some(name) = known {
        return Some(name.to_owned());
    }
    if cue != Cue::Source {
        return None;
    }
    // A host as written: `asiaone.com`.
    let first = &doc.tokens[at];
    let word = doc.body[first.start as usize..]
        .split([' ', ',', ')', '"', ';', '\n'])
        .next()?
        .trim_end_matches('.');
    if outlets::host(word) == Some(word) {
        return Some(outlets::by_host(word).map_or_else(|| word.to_owned(), str::to_owned));
    }
    let run = doc.tokens[at..end]
        .iter()
        .take(LONGEST)
        .take_while(|t| t.kind == Kind::Word && t.is_capitalized() && !dates::is_weekday(t))
        .count();
    // Where a dump lost the name, the next sentence stands here: `dikutip dari Meski demikian`.
    let named = run > 1 || run == 1 && !language::is_function_word(first.key);
    let named = named && doc.phrase_at(&citing(doc).never, at).is_none();
    named.then(|| doc.span(at..at + run).of(doc.body).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Language;

    fn cited(text: &str, own: Option<&str>) -> Vec<String> {
        sources(&Doc::new(text, Language::ID), 0, &[], own)
    }

    #[test]
    fn outlets_behind_their_cues() {
        for (text, wanted) in [
            ("\"Kami siap,\" katanya, dikutip dari Fox News.", vec!["Fox News"]),
            ("Seperti dilansir AFP, Kamis (9/3/2023).", vec!["AFP"]),
            ("Ujar dia seperti dikutip kantor berita IRNA.", vec!["IRNA"]),
            ("Ujarnya kepada harian Surya, Senin.", vec!["Surya"]),
            ("Ujarnya kepada Surya, Senin.", vec![]),
            ("\"Kami siap,\" tulis Reuters.", vec!["Reuters"]),
            ("Melansir kabarrawa.com, harga naik.", vec!["kabarrawa.com"]),
            ("Tegas dia kepada Reuters, Sabtu.", vec!["Reuters"]),
            ("\"My brother died waiting,\" she told AFP outside.", vec!["AFP"]),
            (
                "According to the New York Times, prices rose.",
                vec!["The New York Times"],
            ),
            ("Harga naik, dikutip dari Meski demikian, warga tenang.", vec![]),
            ("Ia memberi bantuan kepada Polandia dan mengutip Presiden.", vec![]),
        ] {
            assert_eq!(cited(text, None), wanted, "{text}");
        }
        for text in [
            "Ia memberikan hadiah kepada Reuters.",
            "Pengusaha itu menjual saham kepada Tempo.",
        ] {
            assert!(cited(text, None).is_empty(), "{text}");
        }
        assert!(cited("katanya kepada Kompas, Senin", Some("Kompas")).is_empty());
    }

    #[test]
    fn outlets_before_their_verbs() {
        for (text, name) in [
            ("CBS News reported that the bridge was closed.", "CBS News"),
            (
                "The New York Times reported on Friday that two ships left.",
                "The New York Times",
            ),
            ("Kapal itu tiba, Reuters melaporkan.", "Reuters"),
            ("Reuters, Jumat (18/2/2022), melaporkan dua kapal tiba.", "Reuters"),
            ("Kantor berita AFP melaporkan dua kapal tiba.", "AFP"),
            ("The Interfax news agency said two ships had left.", "Interfax"),
            ("IRNA said two ships had left.", "IRNA"),
            ("Detik.com juga memberitakan hal itu.", "Detik"),
            ("Two ships had left, the Guardian first reported.", "The Guardian"),
        ] {
            assert_eq!(cited(text, None), [name], "{text}");
        }
    }

    #[test]
    fn outlets_in_the_story_itself_are_not_cited() {
        for text in [
            "Bloomberg said he would not run for mayor.",
            "The New York Times reported a loss of 3 million dollars.",
            "The billionaire bought Reuters and sued CNN.",
            "Tempo melaporkan peretas itu ke polisi.",
            "Tempo digugat pengusaha itu.",
            "An editor of the Guardian reported the theft.",
            "Surya melaporkan kehilangan dompetnya.",
            "CNN said it would close two offices.",
        ] {
            assert!(cited(text, None).is_empty(), "{text}");
        }
    }
}
