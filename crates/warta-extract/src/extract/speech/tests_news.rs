//! Rules found by reading news at large: phrasal verbs, things that state, descriptions without a name, offices. Invented articles.

use super::tests::read;
use crate::article::{Language, RawArticle};
use crate::extract::extract;

fn says(language: Language, text: &str, expected: &[&str]) {
    assert_eq!(read(language, text), expected, "{text}");
}

fn en(text: &str, expected: &[&str]) {
    says(Language::EN, text, expected);
}

fn id(text: &str, expected: &[&str]) {
    says(Language::ID, text, expected);
}

fn ms(text: &str, expected: &[&str]) {
    says(Language::MS, text, expected);
}

#[test]
fn a_name_that_begins_at_the_beginning_of_the_text_before_its_sentence_does() {
    // What looks like a dateline is the name's office: nothing stands before it.
    let raw = RawArticle {
        text: "Presiden- Martha Colby ".to_owned(),
        language: Some("ms".to_owned()),
        ..RawArticle::default()
    };
    assert!(extract(raw).article.quotes.is_empty());
}

#[test]
fn a_verb_and_its_particle() {
    en(
        "Martha Colby met us. Ms. Colby pointed out that the pier is too old.",
        &["indirect Martha Colby: the pier is too old"],
    );
    en("Martha Colby pointed out the window.", &[]);
}

#[test]
fn according_to_him_is_the_one_who_speaks() {
    en(
        "Martha Colby said the pier is old. According to her, the harbour needs two years.",
        &[
            "indirect Martha Colby: the pier is old",
            "indirect Martha Colby: the harbour needs two years",
        ],
    );
}

#[test]
fn a_thing_that_states_is_nobody() {
    en(
        "\"The pier is old,\" Martha Colby said. Courts have cited the charter, which states: \"All ships that land here pay a toll.\"",
        &[
            "direct Martha Colby: The pier is old,",
            "direct -: All ships that land here pay a toll.",
        ],
    );
}

#[test]
fn what_is_no_person_says_nothing() {
    en(
        "Martha Colby won the case of 1898, the State versus Peter Hutton, which recognised that the pier is public.",
        &[],
    );
    en("BIA/Kelsey has projected that the pier will pay well.", &[]);
    en(
        "Martha Colby, a refugee, came by sea. The pier is public, according to the Refugee Processing Center.",
        &["indirect -: The pier is public"],
    );
}

#[test]
fn who_is_quoted_by_a_statement_speaks() {
    en(
        "\"The pier stays open through the winter,\" a statement from the harbour said quoting Martha Colby, its president.",
        &["direct Martha Colby: The pier stays open through the winter,"],
    );
}

#[test]
fn what_is_added_to_or_asked_was_not_said() {
    en("Martha Colby, the mayor, has added to the woes of the pier.", &[]);
    en("What has Martha Colby said about the pier?", &[]);
}

#[test]
fn an_office_with_its_country_is_its_bearer() {
    en(
        "US President Martha Colby came late. In a post after a meeting with harbour chief Peter Hutton, the US President said: \"The pier stays open.\"",
        &["direct Martha Colby: The pier stays open."],
    );
}

#[test]
fn an_organisation_in_brackets_stands_between_name_and_verb() {
    en(
        "Martha Colby of Institut Maritime Generale (Imagen) in Zurich said: \"The pier is too old for us.\"",
        &["direct Martha Colby: The pier is too old for us."],
    );
}

#[test]
fn a_role_in_somebodys_service_shows_a_name() {
    en(
        "Nerit Hoxalla, Albania’s foreign minister, said that the pier is too old.",
        &["indirect Nerit Hoxalla: the pier is too old"],
    );
}

#[test]
fn an_office_that_nobody_was_given_is_who_opened_the_article() {
    en(
        "The pier did not fall, Martha Colby has suggested. The prime minister said it was only old.",
        &[
            "indirect Martha Colby: The pier did not fall",
            "indirect Martha Colby: it was only old",
        ],
    );
    ms(
        "Datuk Seri Osman Hamid menegaskan bahawa jeti itu sudah lama. Perdana Menteri berkata, jeti baharu akan dibina. Menteri Besar Kamal Idris turut hadir.",
        &[
            "indirect Osman Hamid: jeti itu sudah lama",
            "indirect Osman Hamid: jeti baharu akan dibina",
        ],
    );
    // Another was given it.
    en(
        "The pier did not fall, Martha Colby has suggested. Prime Minister Peter Hutton came late. The prime minister said it was only old.",
        &[
            "indirect Martha Colby: The pier did not fall",
            "indirect Peter Hutton: it was only old",
        ],
    );
}

#[test]
fn she_is_surely_the_woman_who_was_named_last() {
    en(
        "Colby closed the pier. It is a blow for many fishers like Martha Hutton, who lives at the harbour. She says the pier is not that old.",
        &["indirect Martha Hutton: the pier is not that old"],
    );
}

#[test]
fn a_description_that_names_nobody_is_a_subject() {
    id(
        "Joko Raharjo datang ke pesta. Pria berusia 44 tahun ini bahkan menyatakan bahwa jembatan itu sudah tua.",
        &["indirect Joko Raharjo: jembatan itu sudah tua"],
    );
    // Of a man no woman is told.
    id(
        "Joko Raharjo datang ke pesta. Wanita berambut panjang itu menyatakan jembatan itu sudah tua.",
        &[],
    );
    id(
        "Menteri Joko Raharjo datang. Menteri yang dilantik Presiden Herman Suradi pada 8 September lalu itu mengaku jembatan itu sudah tua.",
        &["indirect Joko Raharjo: jembatan itu sudah tua"],
    );
}

#[test]
fn who_bears_an_office_speaks_and_not_what_it_is_of() {
    id(
        "Joko Raharjo selaku pengelola Wana Mukti Segoro mengatakan bahwa jembatan itu sudah tua.",
        &["indirect Joko Raharjo: jembatan itu sudah tua"],
    );
    ms(
        "Osman Hamid bercakap di sini. Osman yang juga Ahli Parlimen Langkawi berkata rakyat sudah bosan.",
        &["indirect Osman Hamid: rakyat sudah bosan"],
    );
}

#[test]
fn who_is_reported_to_the_police_is_no_statement() {
    id("Joko Raharjo dilaporkan oleh pedagang dari Sleman, Herman Suradi.", &[]);
}

#[test]
fn whom_something_makes_hopeful_says_nothing() {
    id(
        "Sejumlah angka yang membuat Joko Raharjo optimistis menatap tahun depan sudah terbit.",
        &[],
    );
}

#[test]
fn malay_verbs_of_saying() {
    for verb in ["mendedahkan", "merumuskan", "menghujahkan", "mengulangi", "menjangka"] {
        ms(
            &format!("Menteri Besar Osman Hamid {verb} jeti itu sudah lama ditutup."),
            &["indirect Osman Hamid: jeti itu sudah lama ditutup"],
        );
    }
}

#[test]
fn words_in_marks_go_on_with_who_said_those_before() {
    en(
        "Harbour chief Peter Hutton called the sell-off \"overdone by all of us,\" but warned that the pier could fall.",
        &[
            "indirect Peter Hutton: the sell-off",
            "direct Peter Hutton: overdone by all of us,",
        ],
    );
}

#[test]
fn english_verbs_of_several_words() {
    for said in [
        "further added that",
        "went on to say that",
        "made clear that",
        "made it clear that",
        "affirmed that",
        "charged that",
        "recognised that",
        "reckons",
    ] {
        en(
            &format!("Mayor Martha Colby {said} the pier is too old."),
            &["indirect Martha Colby: the pier is too old"],
        );
    }
    en(
        "Mayor Martha Colby went to say goodbye. It was clear that the pier is too old.",
        &[],
    );
}

#[test]
fn the_second_half_of_a_given_name() {
    for name in ["Lee Jae-woong", "Kim Yong-hyun", "Zhang Ri-hong", "Lin Kuo-liang"] {
        en(
            &format!("The pier is closed, ministry spokesperson {name} said."),
            &[&format!("indirect {name}: The pier is closed")],
        );
        id(
            &format!("\"Dermaga itu ditutup,\" kata {name} di pelabuhan."),
            &[&format!("direct {name}: Dermaga itu ditutup,")],
        );
    }
}

#[test]
fn who_is_a_politician_of_a_party_has_a_name() {
    en(
        "The road was quiet. Iltana Mufta, a young politician associated with a local group, said the pier is too old.",
        &["indirect Iltana Mufta: the pier is too old"],
    );
}

#[test]
fn a_firm_called_like_a_person_says_nothing_by_a_name() {
    en("Morgan Stanley said it expects growth at the pier.", &[]);
}

#[test]
fn a_name_on_s_owns_by_an_apostrophe() {
    en(
        "Ms Colby spoke. Martha Bowles came late. Ms Bowles’ father, Peter Bowles, confirmed that the pier is closed.",
        &["indirect Peter Bowles: the pier is closed"],
    );
}

#[test]
fn who_does_not_deny_says_that_it_is_so() {
    for says in ["tak menampik bahwa", "tidak memungkiri,", "tidak membantah jika"] {
        id(
            &format!("Joko Raharjo {says} jembatan itu sudah tua."),
            &[&format!(
                "indirect Joko Raharjo: {}jembatan itu sudah tua",
                if says.ends_with("jika") { "jika " } else { "" }
            )],
        );
    }
    id(
        "Ketika ditanya soal rencana Herman Suradi, Joko Raharjo tak menampik bahwa jembatan itu sudah tua.",
        &["indirect Joko Raharjo: jembatan itu sudah tua"],
    );
    id("Joko Raharjo tidak membantah istrinya.", &[]);
}

#[test]
fn verbs_that_tell_of_something() {
    for (told, thing) in [
        (
            "listed several reforms of the harbour",
            "several reforms of the harbour",
        ),
        ("flagged concerns about the old pier", "concerns about the old pier"),
        ("laid out a plan for the pier", "a plan for the pier"),
        ("also referred to a report on the pier", "a report on the pier"),
        ("spoke about hope for the valley", "hope for the valley"),
        ("touched on the price of fish", "the price of fish"),
    ] {
        en(
            &format!("Mayor Martha Colby {told}."),
            &[&format!("indirect Martha Colby: {thing}")],
        );
    }
    for none in [
        "Mayor Martha Colby spoke to reporters on Monday.",
        "Mayor Martha Colby spoke of Peter Hutton.",
        "Mayor Martha Colby pointed out the window.",
        "Mayor Martha Colby set out to rebuild the pier.",
        "Mayor Martha Colby laid the first stone of the pier.",
        "Mayor Martha Colby was referred to a hospital in town.",
        "Martha Colby's letter listed several reforms of the harbour.",
    ] {
        en(none, &[]);
    }
}

#[test]
fn what_is_counted_and_what_goes_on_meanwhile() {
    en(
        "Mayor Martha Colby said as many as ten boats were lost.",
        &["indirect Martha Colby: as many as ten boats were lost"],
    );
    en(
        "Mayor Martha Colby said while the rains are late, the harvest is safe.",
        &["indirect Martha Colby: while the rains are late, the harvest is safe"],
    );
    en("Mayor Martha Colby asked while she left the pier.", &[]);
    en(
        "Mayor Martha Colby told the annual shareholders' meeting the harvest was expected to fall.",
        &["indirect Martha Colby: the harvest was expected to fall"],
    );
}

#[test]
fn an_indonesian_statement_begins_right_behind_its_cue() {
    id(
        "Joko Raharjo menilai melalui program ini para siswa dapat memahami manfaat menabung untuk masa depan.",
        &["indirect Joko Raharjo: melalui program ini para siswa dapat memahami manfaat menabung untuk masa depan"],
    );
    id(
        "Joko Raharjo meminta kepada seluruh warga untuk pulang lebih awal.",
        &["indirect Joko Raharjo: untuk pulang lebih awal"],
    );
    id(
        "Joko Raharjo tiba. Menurut Joko lomba itu hal yang baik, namun biayanya terlalu besar.",
        &["indirect Joko Raharjo: lomba itu hal yang baik, namun biayanya terlalu besar"],
    );
    id(
        "Joko Raharjo tiba. Menurut Joko mengatakan bahwa jembatan itu sudah tua.",
        &["indirect Joko Raharjo: jembatan itu sudah tua"],
    );
    id(
        "Joko Raharjo tiba. Pemerintah, kata Joko telah menyiapkan dana untuk jembatan baru.",
        &["indirect Joko Raharjo: telah menyiapkan dana untuk jembatan baru"],
    );
    id(
        "Joko Raharjo tiba. Pemerintah, ditegaskan Joko tidak memberi dana untuk jembatan baru.",
        &["indirect Joko Raharjo: tidak memberi dana untuk jembatan baru"],
    );
    id(
        "Joko Raharjo tiba. \"Kami siap,\" kata Joko. Katanya lagi, jembatan itu sudah tua.",
        &[
            "direct Joko Raharjo: Kami siap,",
            "indirect Joko Raharjo: jembatan itu sudah tua",
        ],
    );
}

#[test]
fn opinions_hints_and_orders_in_indonesian() {
    for says in [
        "memandang",
        "menyinggung",
        "menargetkan",
        "tidak menutup",
        "menginstruksikan agar",
        "khawatir",
    ] {
        let what = "kemungkinan jembatan itu dibangun lagi";
        id(
            &format!("Joko Raharjo {says} {what}."),
            &[&format!("indirect Joko Raharjo: {what}")],
        );
    }
    id("Joko Raharjo menutup kemungkinan itu.", &[]);
    id("Joko Raharjo memerintahkan anak buahnya mengambil uang.", &[]);
    id(
        "Joko Raharjo membenarkan kejadian itu.",
        &["indirect Joko Raharjo: kejadian itu"],
    );
}

#[test]
fn a_dutch_name_in_indonesian_news() {
    id(
        "\"Kami siap,\" kata pelatih Bram ten Vries.",
        &["direct Bram ten Vries: Kami siap,"],
    );
}

#[test]
fn calls_in_malay() {
    ms(
        "Datuk Osman Bakri mencabar kerajaan supaya mendedahkan senarai itu. Beliau turut merayu orang ramai bertenang kerana polis masih menyiasat.",
        &[
            "indirect Osman Bakri: kerajaan supaya mendedahkan senarai itu",
            "indirect Osman Bakri: orang ramai bertenang kerana polis masih menyiasat",
        ],
    );
}

#[test]
fn the_victim_in_what_is_said_does_not_speak() {
    for police in [
        "Kapolres Sukabumi, AKBP Joko Raharjo, mengatakan",
        "Kapolres Sukabumi AKBP Joko Raharjo mengatakan",
    ] {
        id(
            &format!("{police} korban Nurul Hidayah (34) meninggal dunia. Ia mengatakan korban mengantuk."),
            &[
                "indirect Joko Raharjo: korban Nurul Hidayah (34) meninggal dunia",
                "indirect Joko Raharjo: korban mengantuk",
            ],
        );
    }
    id(
        "Program ini digagas Presiden Herman Suradi, kata Joko Raharjo. Ia berharap harga turun.",
        &[
            "indirect Joko Raharjo: Program ini digagas Presiden Herman Suradi",
            "indirect Joko Raharjo: harga turun",
        ],
    );
}

#[test]
fn a_role_behind_a_name_that_opens_a_statement_is_closed() {
    id(
        "Kapolres Joko Raharjo tiba. Kata Joko, warga sudah pulang ke rumah.",
        &["indirect Joko Raharjo: warga sudah pulang ke rumah"],
    );
}

#[test]
fn who_makes_sure_of_a_victory_says_nothing() {
    id("Joko Raharjo memastikan kemenangan timnya pada babak kedua.", &[]);
    id(
        "Joko Raharjo memastikan jembatan itu aman.",
        &["indirect Joko Raharjo: jembatan itu aman"],
    );
}

#[test]
fn a_rank_that_no_list_has_stands_before_a_name_between_commas() {
    en(
        "Another officer, Wing Commander Martha Colby, said the pier is closed.",
        &["indirect Martha Colby: the pier is closed"],
    );
}

#[test]
fn names_and_offices_of_malaysia() {
    ms(
        "Ketua Pemuda parti, Sivarajah a/l Muniandy menyeru semua pihak bertenang.",
        &["indirect Sivarajah a/l Muniandy: semua pihak bertenang"],
    );
    ms(
        "\"Kami siap,\" kata Dr. Lee Mei Fong. Mei Fong berkata harga turun.",
        &["direct Lee Mei Fong: Kami siap,", "indirect Lee Mei Fong: harga turun"],
    );
    ms(
        "\"Kami siap,\" tegas Pengarah Jabatan Alam Sekitar Pahang, Datuk Osman Bakri, semasa sidang media.",
        &["direct Osman Bakri: Kami siap,"],
    );
    ms(
        "Setiausaha Agung parti, Osman Bakri, menafikan harga naik.",
        &["indirect Osman Bakri: harga naik"],
    );
    ms(
        "Osman Bakri tiba. \"Kami siap,\" kata Osman. Ahli Parlimen Pandan Indah itu berkata harga turun.",
        &["direct Osman Bakri: Kami siap,", "indirect Osman Bakri: harga turun"],
    );
}
