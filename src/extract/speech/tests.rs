//! Statements in invented articles, a phenomenon each.

use super::statements;
use crate::article::{Language, QuoteKind};
use crate::extract::names::people;
use crate::extract::text::Doc;

/// Each statement as `kind speaker: text`.
fn read(language: Language, text: &str) -> Vec<String> {
    let doc = Doc::new(text, language);
    let people = people(&doc, 0);
    let (speakers, quotes) = statements(&doc, &people, 0);
    quotes
        .iter()
        .map(|q| {
            let kind = match q.kind {
                QuoteKind::Direct => "direct",
                QuoteKind::Indirect => "indirect",
                QuoteKind::Mixed => "mixed",
            };
            let speaker = q.speaker.map_or("-", |i| speakers[i as usize].name.as_str());
            format!("{kind} {speaker}: {}", q.span.of(text))
        })
        .collect()
}

#[test]
fn a_quotation_and_the_one_who_goes_on() {
    let text = "Wali Kota Odesa Taras Melnychenko mengatakan, kotanya membutuhkan kapal.\n\"Kami siap bertahan,\" katanya.\n\"Harga roti akan naik di mana-mana.\"\n";
    assert_eq!(
        read(Language::ID, text),
        [
            "indirect Taras Melnychenko: kotanya membutuhkan kapal",
            "direct Taras Melnychenko: Kami siap bertahan,",
            "direct Taras Melnychenko: Harga roti akan naik di mana-mana.",
        ]
    );
}

#[test]
fn the_same_mark_on_both_sides() {
    let text = "Sopir angkutan, Herman Suradi, berharap jalan segera diperbaiki. ”Biasanya dua jam, sekarang lima jam,” kata Herman.";
    let got = read(Language::ID, text);
    assert_eq!(
        got.last().map(String::as_str),
        Some("direct Herman Suradi: Biasanya dua jam, sekarang lima jam,")
    );
}

#[test]
fn english_turns_round_and_interrupts() {
    let text = "\"They are selling the herd today,\" Sen. Loretta Hargrove said. \"Not after the recess.\"\nAccording to Hargrove, some of the wheat is at risk.";
    assert_eq!(
        read(Language::EN, text),
        [
            "direct Loretta Hargrove: They are selling the herd today,",
            "direct Loretta Hargrove: Not after the recess.",
            "indirect Loretta Hargrove: some of the wheat is at risk",
        ]
    );
}

#[test]
fn titles_and_nicknames_are_no_statements() {
    let text = "Film \"Laut Kedua\" diputar di Ambon. Ia dikenal sebagai \"Si Botak\" di pasar.";
    assert!(read(Language::ID, text).iter().all(|s| !s.starts_with("direct")));
}

#[test]
fn hostile_text_ends() {
    for piece in [
        "\"",
        "”“",
        "'' ",
        "kata ",
        "Budi mengatakan, ",
        ", kata Budi",
        ", said Nadler",
        "\"Kami siap di sini sekarang juga\" kata Budi, ",
        "A ",
        "\"Kami,\" kata Budi. ",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        read(Language::ID, &text);
        read(Language::EN, &text);
    }
}

proptest::proptest! {
    #[test]
    fn spans_are_valid_and_do_not_overlap(text in "([“”\"',.!?\n ]|Budi|kata|katanya|mengatakan|said|menurut|ia|kami siap){0,60}") {
        for language in [Language::ID, Language::EN] {
            let doc = Doc::new(&text, language);
            let people = people(&doc, 0);
            let (speakers, quotes) = statements(&doc, &people, 0);
            let mut end = 0;
            for q in &quotes {
                proptest::prop_assert!(text.get(q.span.range()).is_some());
                proptest::prop_assert!(q.span.start >= end);
                end = q.span.end;
                proptest::prop_assert!(q.speaker.is_none_or(|s| (s as usize) < speakers.len()));
            }
        }
    }
}
