//! Statements in invented articles, a phenomenon each.

use super::explained;
use crate::article::{Language, QuoteKind};
use crate::extract::names::people;
use crate::extract::text::Doc;

/// Each statement as `kind speaker: text`.
pub fn read(language: Language, text: &str) -> Vec<String> {
    let doc = Doc::new(text, language);
    let people = people(&doc, 0);
    let (speakers, quotes, _) = explained(&doc, &people, 0);
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
fn several_speak_together() {
    let speakers = |language, text: &str| {
        let doc = Doc::new(text, language);
        let (speakers, quotes, _) = explained(&doc, &people(&doc, 0), 0);
        let names: Vec<String> = speakers.into_iter().map(|s| s.name).collect();
        (names, quotes.len())
    };
    let (names, quotes) = speakers(
        Language::EN,
        "Sens. Walter Finch (D-Ore.), Martha Colby (D-Ohio) and Robert Hale (D-N.J.) all suggested that the bank broke the law.",
    );
    assert_eq!(
        (names.join(", ").as_str(), quotes),
        ("Walter Finch, Martha Colby, Robert Hale", 1)
    );
    let (names, quotes) = speakers(
        Language::ID,
        "\"Kami menolak rencana itu,\" kata Budi Santoso dan Siti Rahayu.",
    );
    assert_eq!((names.join(", ").as_str(), quotes), ("Siti Rahayu, Budi Santoso", 1));
    // A list that is no subject has the last as its speaker at most.
    let (names, _) = speakers(
        Language::EN,
        "Crowds gathered at a long rally for Walter Finch and Martha Colby said the vote was near.",
    );
    assert_eq!(names, ["Martha Colby"]);
}

#[test]
fn who_is_no_subject_says_nothing() {
    for text in [
        // What belongs to a person.
        "Walter Finch's budget, a long and costly plan, warned of a deficit.",
        // A bare verb behind another one.
        "The ads help Walter Finch claim a lead that he lacks.",
        // An object before a participle.
        "The paper attacked Walter Finch, saying that he lied to voters.",
        // A place in brackets.
        "A group of doctors wrote to the school (where Walter Finch works), calling for a new dean.",
        // What somebody else says who serves the person, or tells of it.
        "Walter Finch's spokesman said the road is closed.",
        "“The road is closed,” a former mayor said in an interview with Walter Finch.",
        "According to exit polls, Walter Finch led by ten points.",
        // A family name that looks like a cue.
        "Guests like Martha Wonder, a singer, left with Walter Finch.",
        // The person whom a verb takes.
        "The paper, in an editorial, called Walter Finch unfit for office.",
    ] {
        let named: Vec<String> = read(Language::EN, text)
            .into_iter()
            .filter(|s| !s.contains(" -:"))
            .collect();
        assert_eq!(named, Vec::<String>::new(), "{text}");
    }
    for text in [
        "Budi Santoso pingsan di tengah pidatonya yang mengkritik kebijakan harga beras.",
        "Budi Santoso wajib meminta bukti hasil tes kepada tamu.",
        "Budi Santoso tidak menduga seseorang akan menyeberang jalan itu.",
        "Hong Kong mengatakan layanan kereta itu dihentikan sementara.",
    ] {
        assert_eq!(read(Language::ID, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_stands_between_a_subject_and_its_verb() {
    for text in [
        "Gov. Walter Finch (R) said the road is closed.",
        "Walter Finch, who lost the primary to Martha Colby, said the road is closed.",
        "A lawyer for the town, Walter Finch, said the road is closed.",
        "Walter Finch at the Harbor Review said the road is closed.",
        "Colby's niece, state Del. Walter Finch, said the road is closed.",
        "House Speaker Walter Finch, despite admitting the road is closed.",
        "When Martha Colby left, Walter Finch, in a rare rebuke, said the road is closed.",
    ] {
        assert_eq!(
            read(Language::EN, text),
            ["indirect Walter Finch: the road is closed"],
            "{text}"
        );
    }
    assert_eq!(
        read(
            Language::ID,
            "Setelah bertemu Menteri Keuangan Ratna Wulandari, Hendra Kusnadi di Jakarta mengatakan, pajak turun."
        ),
        ["indirect Hendra Kusnadi: pajak turun"]
    );
}

#[test]
fn a_turned_verb_has_nothing_more_to_tell_of_its_speaker() {
    assert_eq!(
        read(Language::EN, "The road is closed, said Walter Finch, a local official."),
        ["indirect Walter Finch: The road is closed"]
    );
    assert_eq!(
        read(
            Language::EN,
            "Martha Colby, a close aide, recalled Walter Finch talking about the old road."
        ),
        ["indirect Martha Colby: Walter Finch talking about the old road"]
    );
}

#[test]
fn captions_and_transcripts() {
    assert_eq!(
        read(
            Language::ID,
            "Pendeta gereja itu, Hendra Kusnadi, membagikan foto di Facebook dengan caption \"Semoga semua sehat\"."
        ),
        ["direct Hendra Kusnadi: Semoga semua sehat"]
    );
    assert_eq!(
        read(
            Language::EN,
            "Martha Colby met Walter Finch.\n\"COLBY: Will you stay in the race until the end?\n\"FINCH: I will stay as long as the voters want me.\""
        ),
        [
            "direct Martha Colby: COLBY: Will you stay in the race until the end?",
            "direct Walter Finch: FINCH: I will stay as long as the voters want me."
        ]
    );
}

#[test]
fn a_person_who_came_to_the_fore_speaks() {
    let text = "Kepala Dinas Budi Santoso mengatakan, warga boleh masuk.\nWali Kota Hendra Kusnadi sudah menerbitkan peraturan.\nSetiap orang harus memiliki izin.\n\"Warga luar kota kami tolak di semua jalan,\" ucapnya.";
    assert_eq!(
        read(Language::ID, text).last().map(String::as_str),
        Some("direct Hendra Kusnadi: Warga luar kota kami tolak di semua jalan,")
    );
}

#[test]
fn curly_marks_inside_of_curly_marks() {
    assert_eq!(
        read(
            Language::EN,
            "“I would rather live in what he calls “hell” than go back there again,” Walter Finch said."
        ),
        ["direct Walter Finch: I would rather live in what he calls “hell” than go back there again,"]
    );
}

#[test]
fn a_name_may_be_a_word_of_the_sentence() {
    assert_eq!(
        read(
            Language::EN,
            "Prime Minister Theresa May said the talks will begin in spring."
        ),
        ["indirect Theresa May: the talks will begin in spring"]
    );
}

#[test]
fn a_question_before_its_cue_and_a_signature() {
    assert_eq!(
        read(
            Language::EN,
            "Walter Finch rose. \"They knew all along. Why should they stay?\" Finch demanded."
        ),
        ["direct Walter Finch: They knew all along. Why should they stay?"]
    );
    assert_eq!(
        read(
            Language::EN,
            "“The debate was a waste of everyone's time.” ― Martha Colby\n“I could not watch it to the end.” ― Walter Finch"
        ),
        [
            "direct Martha Colby: The debate was a waste of everyone's time.",
            "direct Walter Finch: I could not watch it to the end."
        ]
    );
}

#[test]
fn a_quotation_of_several_paragraphs_has_one_speaker() {
    let text = "Walter Finch spoke first. Martha Colby spoke next.\n\
                “The harbor is ours and always was.\n\
                “Nobody asked the people who live here.\n\
                “We will not sell it,” said Robert Hale.";
    assert_eq!(
        read(Language::EN, text),
        [
            "direct Robert Hale: The harbor is ours and always was.",
            "direct Robert Hale: Nobody asked the people who live here.",
            "direct Robert Hale: We will not sell it,",
        ]
    );
}

#[test]
fn marks_torn_from_their_text() {
    let text = "”Jalan ini rusak, ”ujar Hendra Kusnadi. Ia warga desa itu.”\nKami menunggu bantuan.\nSudah dua bulan, ”katanya. Lalu ia pergi.";
    assert_eq!(
        read(Language::ID, text)[1],
        "direct Hendra Kusnadi: Kami menunggu bantuan.\nSudah dua bulan,"
    );
    let text = "\"Upaya sedang dilakukan untuk warga\n\" kata Hendra Kusnadi di Medan.";
    assert_eq!(
        read(Language::ID, text),
        ["direct Hendra Kusnadi: Upaya sedang dilakukan untuk warga"]
    );
}

#[test]
fn a_cue_in_the_middle_of_its_statement() {
    assert_eq!(
        read(
            Language::ID,
            "Oleh karena itu, lanjut Hendra Kusnadi, jalan itu ditutup sampai hari Senin."
        ),
        ["indirect Hendra Kusnadi: jalan itu ditutup sampai hari Senin"]
    );
}

#[test]
fn a_cue_at_the_beginning_has_its_speaker_behind() {
    for (text, want) in [
        (
            "Kata Herman Suradi, harga akan turun.",
            "indirect Herman Suradi: harga akan turun",
        ),
        ("Kata Herman Suradi, \"Kami siap.\"", "direct Herman Suradi: Kami siap."),
        (
            "Menanggapi hal itu, Ketua Panitia Herman Suradi mengatakan jalan sudah baik.",
            "indirect Herman Suradi: jalan sudah baik",
        ),
        (
            "Menurut Herman Suradi, guru SMA 3, muridnya tenang.",
            "indirect Herman Suradi: muridnya tenang",
        ),
    ] {
        assert_eq!(read(Language::ID, text), [want], "{text}");
    }
    // Whoever stands before the verb speaks, and not the speaker before.
    let text = "Herman Suradi mengatakan panen gagal. DPR menyetujui usulan itu. Mereka menilai harga terlalu tinggi.";
    assert_eq!(read(Language::ID, text), ["indirect Herman Suradi: panen gagal"]);
    assert!(read(Language::ID, "Menurut saya, harga akan turun.").is_empty());
}

#[test]
fn the_one_who_is_speaking_goes_on_with_menurutnya() {
    let text = "Herman Suradi mengatakan panen gagal. Menurutnya, hujan terlalu deras. Bantuan itu, menurutnya, terlambat datang. \
                Namun dirinya memastikan beras cukup.";
    assert_eq!(
        read(Language::ID, text),
        [
            "indirect Herman Suradi: panen gagal",
            "indirect Herman Suradi: hujan terlalu deras",
            "indirect Herman Suradi: terlambat datang",
            "indirect Herman Suradi: beras cukup",
        ]
    );
}

#[test]
fn a_name_inside_of_a_role_is_another_person() {
    let text = "Herman Suradi tiba pagi itu. Ayah artis Kevin Hartawan ini menyebut anaknya senang.";
    assert_eq!(read(Language::ID, text), ["indirect Herman Suradi: anaknya senang"]);
    let text = "Presiden Herman Suradi didampingi Ibu Negara Wulan Sasmita mengatakan bahwa panen raya tiba.";
    assert_eq!(read(Language::ID, text), ["indirect Herman Suradi: panen raya tiba"]);
}

#[test]
fn where_and_to_whom_is_no_statement() {
    let text = "\"We stay,\" Martha Colby told reporters on Friday. \"We wait,\" Colby said, adding that it was late.";
    assert_eq!(
        read(Language::EN, text),
        [
            "direct Martha Colby: We stay,",
            "direct Martha Colby: We wait,",
            "indirect Martha Colby: it was late",
        ]
    );
}

#[test]
fn a_language_without_cues_has_no_one_who_goes_on() {
    let german = Language::from_code("de").expect("a code");
    let text = "Martha Colby kam an. \"Das ist sehr gut für uns alle\", sagte Herr Finch.";
    assert_eq!(read(german, text), ["direct -: Das ist sehr gut für uns alle"]);
}

#[test]
fn an_account_is_the_person_whose_name_it_spells() {
    let text = "Herman Suradi tiba. \"Kami tunggu,\" tulis akun Instagram @herman_suradi.";
    assert_eq!(read(Language::ID, text), ["direct Herman Suradi: Kami tunggu,"]);
    let text = "Herman Suradi tiba. \"Kami tunggu,\" tulis akun @infowarga.";
    assert_eq!(read(Language::ID, text), ["direct -: Kami tunggu,"]);
}

#[test]
fn a_name_behind_a_role_and_its_party() {
    let text = "\"Kami siap,\" kata Wakil Ketua Komisi X DPR f-Golkar, Wulan Sasmita, kepada wartawan.";
    assert_eq!(read(Language::ID, text), ["direct Wulan Sasmita: Kami siap,"]);
}

#[test]
fn somebody_unknown_speaks() {
    let text = "Martha Colby smiled. I laughed and said, \"I don't believe it.\" A friend commented: \"You should believe it.\" \
                \"It is late,\" the source added.";
    assert_eq!(
        read(Language::EN, text),
        [
            "direct -: I don't believe it.",
            "direct -: You should believe it.",
            "direct -: It is late,",
        ]
    );
    // The pronoun tells that it is not the last speaker.
    let text = "Mrs. Martha Colby smiled. \"We stay,\" said Mr. Walter Finch. \"It rains,\" she said.";
    assert_eq!(
        read(Language::EN, text),
        ["direct Walter Finch: We stay,", "direct Martha Colby: It rains,"]
    );
}

#[test]
fn a_dash_and_a_title_stand_for_a_speaker() {
    let text = "One of them is Walter Finch -- \"It is far too late for that.\" He left.";
    assert_eq!(
        read(Language::EN, text),
        ["direct Walter Finch: It is far too late for that."]
    );
    let text = "Sen. Martha Colby came with Gov. Walter Finch. The senator said the bill will pass.";
    assert_eq!(read(Language::EN, text), ["indirect Martha Colby: the bill will pass"]);
    let text = "It rained for days, said Jeffrey Trimble, an official of the board that runs it.";
    assert_eq!(
        read(Language::EN, text),
        ["indirect Jeffrey Trimble: It rained for days"]
    );
}

#[test]
fn a_statement_of_several_counts_once() {
    let doc = Doc::new(
        "Ann Merkley and Carl Menendez said that it rains. Menendez said that it pours.",
        Language::EN,
    );
    let (speakers, quotes, _) = explained(&doc, &people(&doc, 0), 0);
    let counts: Vec<u32> = speakers.iter().map(|s| s.quotes).collect();
    let named = |n: u32| quotes.iter().filter(|q| q.speaker == Some(n)).count() as u32;
    assert_eq!(counts, [0, 2]);
    assert_eq!(counts, [named(0), named(1)]);
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
        "Budi dan ",
        "Sang juga mengatakan ",
        "kekasih Budi itu mengaku ",
        "hal itu disampaikan Budi ",
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
            let (speakers, quotes, _) = explained(&doc, &people, 0);
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
