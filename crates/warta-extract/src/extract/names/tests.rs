use super::*;
use crate::article::Language;
use crate::extract::text::Doc;

/// The persons that a text names, as `name | role`.
pub(super) fn persons(language: Language, text: &str) -> Vec<String> {
    let doc = Doc::new(text, language);
    people(&doc, 0)
        .persons
        .iter()
        .map(|p| match p.roles.first() {
            Some(role) => format!("{} | {role}", p.name),
            None => p.name.clone(),
        })
        .collect()
}

fn id(text: &str) -> Vec<String> {
    persons(Language::ID, text)
}

fn en(text: &str) -> Vec<String> {
    persons(Language::EN, text)
}

#[test]
fn the_name_begins_behind_role_and_organisation() {
    assert_eq!(
        id("Presiden Direktur Bank Sentosa Makmur Ratna Wulandari menyampaikan hal itu."),
        ["Ratna Wulandari | Presiden Direktur Bank Sentosa Makmur"]
    );
    assert_eq!(
        id("Menteri Luar Negeri Norwegia Ingrid Halvorsen tiba di Jakarta."),
        ["Ingrid Halvorsen | Menteri Luar Negeri Norwegia"]
    );
    assert_eq!(
        id("Wali Kota Bogor Hendra Kusnadi dan Bupati Sleman Siti Rahayu bertemu."),
        ["Hendra Kusnadi | Wali Kota Bogor", "Siti Rahayu | Bupati Sleman"]
    );
}

#[test]
fn titles_ranks_and_degrees_are_left_off() {
    assert_eq!(
        id("Kata Prof Dr Ir H Bambang Suryono, MSc, PhD, harga naik."),
        ["Bambang Suryono"]
    );
    assert_eq!(
        id("Kepala Polres Batang Ajun Komisaris Besar Dedi Hartawan menuturkan hal itu."),
        ["Dedi Hartawan | Kepala Polres Batang"]
    );
    assert_eq!(id("Menurut Jenderal (Purn) Sutarno, itu benar."), ["Sutarno"]);
    assert_eq!(en("Sen. Harriet Colby said so."), ["Harriet Colby"]);
}

#[test]
fn a_surname_is_the_person_with_that_surname() {
    assert_eq!(
        id("Wali Kota Kyiv Oleksandr Bondarenko bicara. Bondarenko mengatakan, itu benar."),
        ["Oleksandr Bondarenko | Wali Kota Kyiv"]
    );
    assert_eq!(en("Walter Finch left. Mr. Finch said no."), ["Walter Finch"]);
}

#[test]
fn husband_and_wife_stay_apart() {
    assert_eq!(
        en("Walter Finch came with Martha Finch. Mrs. Finch said hello, and Mr. Finch left."),
        ["Walter Finch", "Martha Finch"]
    );
}

#[test]
fn organisations_and_places_are_no_persons() {
    assert_eq!(
        id("Universitas Gadjah Mada dan Partai Amanat Nasional bertemu di Kota Bandung."),
        Vec::<String>::new()
    );
    assert_eq!(
        en("The Finch Foundation and the Supreme Court in New York agreed."),
        Vec::<String>::new()
    );
}

#[test]
fn roles_between_commas_and_cities_between_role_and_name() {
    assert_eq!(
        id("Kata pembantu senior Kremlin, Pavel Ordinov, harga naik."),
        ["Pavel Ordinov | pembantu senior Kremlin"]
    );
    assert_eq!(
        id("Wali Kota Kyiv, ibu kota Ukraina, Oleksandr Bondarenko meminta bantuan."),
        ["Oleksandr Bondarenko | Wali Kota Kyiv"]
    );
    assert_eq!(
        id("Ratna Wulandari, Koordinator Ekowisata untuk Flores, juga menyampaikan hal itu."),
        ["Ratna Wulandari | Koordinator Ekowisata untuk Flores"]
    );
    assert_eq!(
        en("Walter Finch, a former adviser, left."),
        ["Walter Finch | former adviser"]
    );
}

#[test]
fn parties_ages_and_nicknames_stand_beside_names() {
    assert_eq!(en("Rep. Harriet Colby, D-N.Y., said no."), ["Harriet Colby"]);
    assert_eq!(
        id("Warga bernama Suhendro (45) datang. Kata Suhendro, itu benar."),
        ["Suhendro | Warga"]
    );
    assert_eq!(
        en("Robert \"Bobby\" Colby came. Colby said no."),
        ["Robert \"Bobby\" Colby"]
    );
}

#[test]
fn forms_of_many_peoples() {
    assert_eq!(id("Kata I Made Suardana, padi naik."), ["I Made Suardana"]);
    assert_eq!(id("Menurut Abdullah bin Salim, itu benar."), ["Abdullah bin Salim"]);
    assert_eq!(
        id("Presiden Lin Mei-hua mengatakan hal itu. Lin pergi."),
        ["Lin Mei-hua | Presiden"]
    );
    assert_eq!(
        en("Chancellor Hans van der Berg spoke. Van der Berg left."),
        ["Hans van der Berg | Chancellor"]
    );
    assert_eq!(
        id("Menurut J.K. Sastranegara, itu benar. Kata A.M. Hendrowijaya, tidak."),
        ["J.K. Sastranegara", "A.M. Hendrowijaya"]
    );
}

#[test]
fn the_article_shows_where_a_name_begins() {
    assert_eq!(
        id("CEO Torsina Ben Wirawan Hadiputra mengatakan, laba naik. Ben pergi. Kata Ben, itu baik."),
        ["Ben Wirawan Hadiputra | CEO Torsina"]
    );
    assert_eq!(
        id("Menurut Rahayu Wibawanti, harga naik. Sepengetahuan Rahayu, itu benar."),
        ["Rahayu Wibawanti"]
    );
}

#[test]
fn a_misspelt_name_is_the_same_person() {
    assert_eq!(
        id("Pelatih Gordon Southmere datang. Menurut Southmere, baik. Kata Soutmere, buruk."),
        ["Gordon Southmere | Pelatih"]
    );
}

#[test]
fn a_nickname_begins_a_name() {
    assert_eq!(
        id("Wali Kota Sri Rahmaharini datang. Menurut Rahma, itu baik."),
        ["Sri Rahmaharini | Wali Kota"]
    );
}

#[test]
fn other_names_of_one_person_meet() {
    assert_eq!(
        id("Polisi menangkap Sutrisno Wibowo alias Balon di Medan. Balon mengaku bersalah."),
        ["Sutrisno Wibowo"]
    );
    assert_eq!(
        id("Presiden Joko Widodo datang. Jokowi mengatakan, itu baik."),
        ["Joko Widodo | Presiden"]
    );
    assert_eq!(
        id("Gubernur Ahok, sapaan Basuki Tjahaja Purnama, tiba. Basuki pergi."),
        ["Basuki Tjahaja Purnama | Gubernur"]
    );
}

#[test]
fn those_who_run_together_are_two() {
    assert_eq!(
        id("Pasangan Ratna Wulandari-Hendra Kusnadi menang."),
        ["Ratna Wulandari", "Hendra Kusnadi"]
    );
    assert_eq!(id("Pasangan Ratna-Hendra menang."), Vec::<String>::new());
    // A clan's name may be doubled.
    assert_eq!(
        id("\"Sudah,\" kata Irwan Perangin-Angin di Medan."),
        ["Irwan Perangin-Angin"]
    );
    assert_eq!(id("\"Sudah,\" kata Mbah Warismin di rumahnya."), ["Warismin"]);
}

#[test]
fn a_house_named_after_somebody_is_nobody() {
    assert_eq!(
        id("Kepala Bandara Abdul Karim, Suharyono, mengatakan itu."),
        ["Suharyono | Kepala Bandara Abdul Karim"]
    );
    assert_eq!(
        id("Kata Kepala Bagian Hukum dan Humas, Rumah Sakit Umum Pusat Dr Sutrisno, Hendra Kusnadi, itu benar."),
        ["Hendra Kusnadi | Kepala Bagian Hukum dan Humas"]
    );
}

#[test]
fn offices_with_words_of_the_sentence_in_them() {
    assert_eq!(
        id("Kata Kepala Satuan Lalu Lintas Polres Sleman Ajun Komisaris Dedi Hartawan, jalan macet."),
        ["Dedi Hartawan | Kepala Satuan Lalu Lintas Polres Sleman"]
    );
    assert_eq!(
        id("Kata juru bicara Satgas Kendari dr Alghozali, kasus naik."),
        ["Alghozali | juru bicara Satgas Kendari"]
    );
    assert_eq!(
        id("Menlu bertemu Menteri Pertahanan Polandia Zbigniew Wojtkowiak dan Wali Kota Odesa Taras Melnychenko."),
        [
            "Zbigniew Wojtkowiak | Menteri Pertahanan Polandia",
            "Taras Melnychenko | Wali Kota Odesa"
        ]
    );
}

#[test]
fn a_surname_is_not_whoever_was_named_by_the_way() {
    let who = |text: &str| {
        let doc = Doc::new(text, Language::EN);
        let people = people(&doc, 0);
        let last = people
            .mentions
            .iter()
            .rev()
            .find(|m| m.kind == MentionKind::Name)
            .and_then(|m| m.person);
        last.map(|person| people.persons[person as usize].name.clone())
    };
    assert_eq!(
        who("Walter Finch came for his wife Martha Finch. The crowd cheered when Finch spoke.").as_deref(),
        Some("Walter Finch")
    );
    assert_eq!(
        who("Walter Finch stayed at Martha Finch's house. The crowd cheered when Finch spoke.").as_deref(),
        Some("Walter Finch")
    );
    assert_eq!(
        who("Walter Finch left. Gov. Martha Finch stayed. The crowd cheered when Finch spoke.").as_deref(),
        Some("Martha Finch")
    );
}

#[test]
fn titles_that_are_family_names() {
    assert_eq!(en("Larry King left. Mr. King said no."), ["Larry King"]);
    assert_eq!(en("The senator met Mr. King, 82, and left."), ["King"]);
}

#[test]
fn companies_are_no_persons() {
    for text in [
        "Finch Colby and Co raised its offer. Analysts at Finch Colby said so.",
        "Shares of Vandrey Industries rose. Vandrey said profits fell.",
        "Coltrane Plc said profits fell.",
        "The mill in Stamford, Conn., said profits fell.",
        // A paper that is never named in full.
        "Boersenblatt said the bank would cut its rate.",
    ] {
        assert_eq!(en(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(
        en("Walter Finch founded Finch Motors. Finch said no."),
        ["Walter Finch"]
    );
    assert_eq!(
        id("Agen bus PO Surya Kencana tutup. Surya Kencana, menurut polisi, rugi."),
        Vec::<String>::new()
    );
}

#[test]
fn given_names_that_are_offices() {
    assert_eq!(
        id(
            "Sementara itu, sosiolog Universitas Nusa, Imam B Prasodarmo, menilai, itu baik. Ujar Imam, jangan panik. Imam masjid itu pergi."
        ),
        ["Imam B Prasodarmo | sosiolog Universitas Nusa"]
    );
}

#[test]
fn given_names_that_are_places() {
    assert_eq!(en("Mayor Jordan Whitfield left."), ["Jordan Whitfield | Mayor"]);
    assert_eq!(
        id("Menteri Luar Negeri Kuba Bruno Ferreira pergi."),
        ["Bruno Ferreira | Menteri Luar Negeri Kuba"]
    );
}

#[test]
fn whom_a_sentence_is_about_is_not_who_is_in_it_by_the_way() {
    assert_eq!(
        references(
            Language::EN,
            "Walter Finch won the vote. Campaigning against Robert Hale in the spring, he barely spoke."
        ),
        ["he: Walter Finch"]
    );
    assert_eq!(
        references(
            Language::ID,
            "Hendra Kusnadi datang. Menurut para pakar itu, harga naik."
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        references(
            Language::ID,
            "Panglima TNI Jenderal Hendra Kusnadi tiba. Kata Panglima TNI, laut aman."
        ),
        ["Panglima TNI: Hendra Kusnadi"]
    );
}

#[test]
fn a_delegate_and_a_family_name() {
    assert_eq!(
        en("Del. Harriet Colby left. Benito Del Rosso stayed."),
        ["Harriet Colby", "Benito Del Rosso"]
    );
}

/// The references in a text: what stands there and whom it means.
fn references(language: Language, text: &str) -> Vec<String> {
    let doc = Doc::new(text, language);
    let people = people(&doc, 0);
    people
        .mentions
        .iter()
        .filter(|m| m.kind != MentionKind::Name)
        .map(|m| {
            let words = doc.span(m.tokens.start as usize..m.tokens.end as usize).of(text);
            let name = m.person.map_or("?", |p| people.persons[p as usize].name.as_str());
            format!("{words}: {name}")
        })
        .collect()
}

#[test]
fn pronouns_mean_whom_the_sentence_before_is_about() {
    assert_eq!(
        references(
            Language::ID,
            "Ratna Wulandari bertemu Hendra Kusnadi. Ia mengatakan, itu baik."
        ),
        ["Ia: Ratna Wulandari"]
    );
    assert_eq!(
        references(
            Language::ID,
            "\"Itu baik,\" kata Hendra Kusnadi kepada Ratna Wulandari. Dia menambahkan, harga naik."
        ),
        ["Dia: Hendra Kusnadi"]
    );
    assert_eq!(
        references(Language::EN, "Walter Finch met Martha Colby. She said no."),
        ["She: Martha Colby"]
    );
}

#[test]
fn roles_mean_to_whom_they_were_given() {
    assert_eq!(
        references(
            Language::ID,
            "Presiden Joko Widodo bertemu Menteri Keuangan Ratna Wulandari. Menurut Presiden, itu baik. Kata Menkeu, pajak naik."
        ),
        ["Presiden: Joko Widodo", "Menkeu: Ratna Wulandari"]
    );
    assert_eq!(
        references(
            Language::ID,
            "Hendra Kusnadi datang. Politisi PDIP itu berkata, semua baik. Kata juru bicara kepolisian, tidak."
        ),
        ["Politisi PDIP itu: Hendra Kusnadi", "juru bicara kepolisian: ?"]
    );
    assert_eq!(
        references(
            Language::EN,
            "Senator Walter Finch came with Mayor Martha Colby. The senator said no."
        ),
        ["The senator: Walter Finch"]
    );
}

#[test]
fn the_organisation_is_in_the_role() {
    let text = "Direktur Bank Sentosa Makmur Ratna Wulandari tiba.";
    let doc = Doc::new(text, Language::ID);
    assert_eq!(
        people(&doc, 0).persons[0].affiliation.as_deref(),
        Some("Bank Sentosa Makmur")
    );
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, language: Language) {
        let doc = Doc::new(text, language);
        let people = people(&doc, 0);
        let mut at = 0;
        for m in &people.mentions {
            assert!(m.tokens.start < m.tokens.end && m.extent.start <= m.tokens.start && m.tokens.end <= m.extent.end);
            assert!(m.tokens.end as usize <= doc.tokens.len() && m.extent.end as usize <= doc.tokens.len());
            assert!(m.tokens.start >= at, "mentions are in order and apart");
            at = m.tokens.end;
            if let Some(person) = m.person {
                assert!((person as usize) < people.persons.len());
            }
        }
        assert!(people.persons.iter().all(|p| !p.name.is_empty()));
    }

    proptest! {
        #[test]
        fn any_text_gives_mentions_in_order(text in "\\PC{0,120}", english: bool) {
            check(&text, if english { Language::EN } else { Language::ID });
        }

        #[test]
        fn words_of_news_in_any_order(
            words in prop::collection::vec(prop::sample::select(vec![
                "Presiden", "Budi", "Santoso", "kata", "said", "Mr.", "Dr", "H", "I", "Made", "bin", "van", "(", ")", ",", ".", "\"", "”",
                "itu", "ia", "she", "the", "senator", "alias", "Kota", "Universitas", "Bank", "NATO", "-", "45", "SH", "M.Si", "D", "A.",
                "Jenderal", "(Purn)", "sang", "orang", "nomor", "satu", "ini", "di", "Clinton", "\n", "Rp", "istri", "ibu", "kota",
            ]), 0..60),
            glue: bool,
            english: bool,
        ) {
            check(&words.join(if glue { "" } else { " " }), if english { Language::EN } else { Language::ID });
        }
    }

    #[test]
    fn long_runs_of_one_word_end_soon() {
        for word in [
            "Budi ",
            "Presiden ",
            "Budi Santoso, ",
            "A. ",
            "Klitschko-",
            "kata ",
            "Ketua Budi Santoso itu ",
            "Xyz Abc. ",
            "(",
            "\"",
        ] {
            let text = word.repeat(200_000 / word.len());
            let started = std::time::Instant::now();
            check(&text, Language::ID);
            assert!(started.elapsed().as_secs() < 10, "{word}: {:?}", started.elapsed());
        }
    }
}
