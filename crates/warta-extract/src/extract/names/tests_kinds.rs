//! Which names are persons, and which are one person, in the news at large; of persons who do not exist.

use super::people;
use super::tests::persons;
use crate::article::Language;
use crate::extract::text::Doc;

fn named(text: &str) -> Vec<String> {
    let people = people(&Doc::new(text, Language::ID), 0);
    people.persons.into_iter().map(|person| person.name).collect()
}

#[test]
fn what_an_office_takes_in_is_no_person() {
    for text in [
        "Kapolres Teluk Pandan, AKBP Herman Suradi, mengatakan jalan ditutup.",
        "\"Ditutup,\" kata Direktur Operasional PT Layar Buana, Herman Suradi, di kantornya.",
        "\"Ditutup,\" ujar presiden Sikrosa Lokhed Martin, Herman Suradi melalui pernyataan.",
        "Warga di Kecamatan Sekar Udik berkumpul. Kapolsek Sekar Udik AKP Herman Suradi hadir.",
    ] {
        assert_eq!(named(text), ["Herman Suradi"], "{text}");
    }
    // Whose given name is known is a person beside another.
    assert_eq!(
        named("\"Ya,\" kata Bupati Joko Raharjo, Herman Suradi dan lainnya."),
        ["Joko Raharjo", "Herman Suradi"]
    );
}

#[test]
fn short_forms_and_what_somebody_is_called() {
    for (text, want) in [
        (
            "Herman Wismandari hadir. \"Baik,\" ujar dr Wisman.",
            "Herman Wismandari",
        ),
        ("Ahmad Muzamirin hadir. \"Baik,\" ujar Cak Mirin.", "Ahmad Muzamirin"),
        ("Mayasari mengaku lelah. Maya mengaku senang.", "Mayasari"),
        (
            "Menteri Herman Suradi hadir. Pria yang akrab disapa Dani ini mengatakan harga naik.",
            "Herman Suradi",
        ),
        (
            "Atlet Herman Suradi hadir. Lebih dikenal sebagai Damok, pemain itu berkata ia siap.",
            "Herman Suradi",
        ),
    ] {
        assert_eq!(named(text), [want], "{text}");
    }
}

#[test]
fn heads_of_regions_and_titles_with_their_full_stop() {
    assert_eq!(
        named("Bupati Novrian Jaya menyampaikan bahwa harga naik."),
        ["Novrian Jaya"]
    );
    assert_eq!(
        named("Acara itu dihadiri Bupati Teluk Pandan, Hetira Sjaifuran, dan warga."),
        ["Hetira Sjaifuran"]
    );
    assert_eq!(
        named("Menurut dr. Herman Suradi, SpPD-KEMD, hal itu wajar."),
        ["Herman Suradi"]
    );
    assert_eq!(named("Herman Ketua Panitia Desa mengatakan ia siap."), ["Herman"]);
}

#[test]
fn words_before_a_name_that_are_none_of_it() {
    for (text, want) in [
        // The headline of another article ran into the text.
        (
            "Warga pulang bila Negosiasi Gagal Herman Suradi mengatakan ia siap.",
            "Herman Suradi",
        ),
        (
            "Perencana OneLaba Budi Rahardja mengatakan harga naik.",
            "Budi Rahardja",
        ),
        ("Analis Pasar Lukman Tiong mengatakan rupiah turun.", "Lukman Tiong"),
    ] {
        assert_eq!(named(text), [want], "{text}");
    }
}

#[test]
fn lists_of_an_office_degrees_and_words_of_the_sentence_are_nobody() {
    for (text, want) in [
        (
            "Direktur Energi Baru, Terbarukan, dan Konservasi Energi, Eniya Lestari, memastikan semua berjalan.",
            "Eniya Lestari",
        ),
        (
            "Menteri Pendidikan, Kebudayaan, Riset, dan Teknologi, Herman Suradi, mengatakan sekolah dibuka.",
            "Herman Suradi",
        ),
        ("Menurut dr Herman Suradi, SpB(K)Onk, hal itu wajar.", "Herman Suradi"),
        ("dr Herman Suradi, SpS mengatakan hal itu wajar.", "Herman Suradi"),
    ] {
        assert_eq!(named(text), [want], "{text}");
    }
    assert!(named("Laporan KabarBola mengungkap pemain itu pindah.").is_empty());
}

#[test]
fn a_family_name_that_is_a_city_elsewhere() {
    assert_eq!(
        named("Wakil Kepala Badan, Ninik S Deyang, menegaskan harga turun."),
        ["Ninik S Deyang"]
    );
    assert_eq!(named("Herman Suradi tiba di Deyang, kata panitia."), ["Herman Suradi"]);
}

#[test]
fn an_english_family_name_alone_is_the_person_of_the_longer_name() {
    let named = |text: &str| {
        let people = people(&Doc::new(text, Language::EN), 0);
        let names = people.persons.iter().map(|person| person.name.clone());
        (names.collect::<Vec<_>>(), people.mentions.len())
    };
    for text in [
        "\"It is a long way,\" Zehavani said. Sarith Zehavani, founder of the house, had come by train.",
        "Sarith Zehavani told the council it was late. \"It is a long way,\" said Zehavani.",
        "Finance Secretary T V Zehavani came by train. \"It is a long way,\" Zehavani said.",
    ] {
        let (names, mentions) = named(text);
        assert_eq!((names.len(), mentions), (1, 2), "{text}: {names:?}");
    }
    // A brand has no family name.
    let (_, mentions) = named("\"It is a long way,\" TokTrack said. The AfB TokTrack was late.");
    assert_eq!(mentions, 1);
}

#[test]
fn what_is_called_after_somebody_is_somebody_else() {
    let mentions = |text: &str| people(&Doc::new(text, Language::EN), 0).mentions.len();
    assert_eq!(
        mentions("Martha Colby spoke. The Colby administration said the pier is safe."),
        1
    );
    assert_eq!(mentions("Martha Colby spoke. Then Colby said the pier is safe."), 2);
}

#[test]
fn words_of_other_things_behind_the_verb_that_closes_a_quotation() {
    assert_eq!(
        named("\"Kami senang,\" kata Siti Laras Mecca di panggung."),
        ["Siti Laras Mecca"]
    );
    assert_eq!(
        named("\"Kami senang,\" kata Wakil Kepala BGN Siti S. Pattaya saat rapat."),
        ["Siti S. Pattaya"]
    );
}

#[test]
fn what_english_says_of_persons_only_shows_one() {
    let named = |text: &str| {
        let people = people(&Doc::new(text, Language::EN), 0);
        people.persons.into_iter().map(|person| person.name).collect::<Vec<_>>()
    };
    for behind in [
        ", who lives by the pier",
        ", a 28-year-old sailor",
        ", a Harbor Institute of Technology student",
        ", 19.",
    ] {
        assert_eq!(
            named(&format!("\"It is late,\" said Zevrin{behind}.")),
            ["Zevrin"],
            "{behind}"
        );
    }
    for behind in [
        ", a paper of the town",
        ", which lies by the pier",
        ", 190 miles away",
        ", a small old town student newspaper",
    ] {
        assert!(
            named(&format!("\"It is late,\" said Zevrin{behind}.")).is_empty(),
            "{behind}"
        );
    }
    // He was introduced, and needs no description any more.
    let text = "\"It is late,\" said Zevrin, a student. \"Too late,\" Zevrin said.";
    assert_eq!(people(&Doc::new(text, Language::EN), 0).mentions.len(), 2);
}

#[test]
fn behind_an_english_role_ordinary_words_end_a_name() {
    let named = |text: &str| {
        let people = people(&Doc::new(text, Language::EN), 0);
        (
            people.persons.into_iter().map(|p| p.name).collect::<Vec<_>>(),
            people.mentions.len(),
        )
    };
    assert_eq!(
        named("Defense Minister Yoval Gallant left. \"It is late,\" Gallant said."),
        (vec!["Yoval Gallant".to_owned()], 2)
    );
    assert_eq!(
        named("Europe Director Martha Bay left. \"It is late,\" Bay said. The boats lay in the Bay."),
        (vec!["Martha Bay".to_owned()], 2)
    );
}

#[test]
fn an_english_office_or_a_day_beside_unknown_words_shows_a_person() {
    let named = |text: &str| {
        let people = people(&Doc::new(text, Language::EN), 0);
        people.persons.into_iter().map(|p| p.name).collect::<Vec<_>>()
    };
    for text in [
        "Zevrin Hesk, Senior Economist at Tide Bank, left.",
        "Zevrin Hesk, Managing Director, left.",
        "Zevrin Hesk today said the bank will wait.",
        "Zevrin Hesk on Monday said the bank will wait.",
    ] {
        assert_eq!(named(text), ["Zevrin Hesk"], "{text}");
    }
    assert_eq!(
        named("In Zevrin Hesk, Deputy Minister Martha Colby left."),
        ["Martha Colby"]
    );
}

#[test]
fn two_letters_behind_an_english_office_are_of_the_name() {
    let people = people(&Doc::new("Party President JP Zevrin said it is late.", Language::EN), 0);
    assert_eq!(people.persons[0].name, "JP Zevrin");
}

#[test]
fn who_trains_sons_is_nobodys_father() {
    for role in ["Pelatih ganda putra", "Pelatih tunggal putri"] {
        assert_eq!(
            named(&format!("{role} Herman Suradi menilai lawan lebih siap.")),
            ["Herman Suradi"]
        );
        let text = format!("{role} Herman Suradi menilai lawan lebih siap.");
        let people = people(&Doc::new(&text, Language::ID), 0);
        assert_eq!(people.persons[0].roles, [role], "{text}");
    }
}

fn ms(text: &str) -> Vec<String> {
    persons(Language::MS, text)
}

#[test]
fn a_malay_title_within_a_name_belongs_to_it() {
    assert_eq!(
        ms("Menteri Belia, Datuk Seri Syed Hamdan Syed Bakar, berkata demikian."),
        ["Syed Hamdan Syed Bakar | Menteri Belia"]
    );
    assert_eq!(
        ms("Pengarah Perikanan, Awang Haji Rosli bin Haji Metali, hadir semalam."),
        ["Rosli bin Haji Metali | Pengarah Perikanan"]
    );
    assert_eq!(
        ms("Presiden Kelab, Datuk Tan Chee Hong, hadir. Kata Tan, pasaran pulih."),
        ["Tan Chee Hong | Presiden Kelab"]
    );
    assert_eq!(
        ms("Pengerusi Lembaga, Tan Sri Azmi Wahab, hadir semalam."),
        ["Azmi Wahab | Pengerusi Lembaga"]
    );
    assert_eq!(
        ms("Ketua kampung, Jimbun Anak Tawai, hadir semalam."),
        ["Jimbun Anak Tawai | Ketua kampung"]
    );
    assert_eq!(
        ms("Menurut Hakim Rosmah Kamal, perkara itu benar."),
        ["Rosmah Kamal | Hakim"]
    );
}

#[test]
fn malay_names_of_several_forms() {
    assert_eq!(
        ms("Penduduk, Bahari @ Ayob Hassan, hadir semalam."),
        ["Bahari @ Ayob Hassan | Penduduk"]
    );
    assert_eq!(
        ms("Menteri Besar, Dato’ Seri Amirudin Wahab, hadir semalam."),
        ["Amirudin Wahab | Menteri Besar"]
    );
    assert_eq!(
        ms("Komisioner Yeap Boon Keat berkata mangsa selamat."),
        ["Yeap Boon Keat"]
    );
}

#[test]
fn a_malay_name_behind_a_company_or_a_place() {
    assert_eq!(
        ms("Ketua Pegawai Eksekutif Maju Holdings Bhd Ahmad Zaki berkata harga naik."),
        ["Ahmad Zaki | Ketua Pegawai Eksekutif Maju Holdings Bhd"]
    );
    assert_eq!(
        ms("Pengerusi Huayang Solar Group Zhang Weimin berkata harga naik."),
        ["Zhang Weimin | Pengerusi Huayang Solar Group"]
    );
    assert_eq!(
        ms("Ahli Parlimen Bukit Bintang Fong Kui Lun berkata harga naik."),
        ["Fong Kui Lun | Ahli Parlimen Bukit Bintang"]
    );
}

#[test]
fn who_stands_behind_a_preposition_is_not_who_speaks() {
    assert_eq!(
        ms("Ditanya tentang bantuan kepada warga emas, Faizal Harun berkata ia dikaji."),
        ["Faizal Harun"]
    );
}
