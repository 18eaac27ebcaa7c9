//! Rules of who is meant: descriptions, owners, passive cues and those of whom a story tells. Invented articles.

use super::tests::read;
use crate::article::Language;

#[test]
fn a_name_within_a_description_does_not_speak() {
    let text = "Rara Wulandari pulang kampung pekan lalu.\nMantan kekasih Dewi Kartika ini mengaku betah di desa.\n";
    assert_eq!(read(Language::ID, text), ["indirect Rara Wulandari: betah di desa"]);
    let text = "Pria bernama Joko Raharjo itu mengaku betah di desa.\n";
    assert_eq!(read(Language::ID, text), ["indirect Joko Raharjo: betah di desa"]);
}

#[test]
fn a_film_tells_nothing() {
    let text = "Joko Raharjo pulang. Film garapan Joko Raharjo tersebut menceritakan hidup nelayan di pesisir.\n";
    assert!(read(Language::ID, text).is_empty());
}

#[test]
fn a_description_behind_a_cue_means_the_speaker() {
    let text = "Joko Raharjo mengatakan, panennya gagal.\n\"Kami pasrah saja tahun ini,\" kata pria yang sudah tiga puluh tahun bertani itu.\n";
    assert_eq!(
        read(Language::ID, text),
        [
            "indirect Joko Raharjo: panennya gagal",
            "direct Joko Raharjo: Kami pasrah saja tahun ini,",
        ]
    );
}

#[test]
fn characters_of_a_synopsis_are_no_speakers() {
    let text = "Rara terkejut melihat Joko pulang. Rara lalu meminta Joko untuk pergi dari rumah. Joko menangis dan bergegas menemui Wulan. \
        Wulan kaget, lalu bertanya apakah Joko masih menyayangi Rara.\n";
    assert!(read(Language::ID, text).is_empty());
    let reported = format!("{text}\"Filmnya tayang bulan depan,\" kata Joko Raharjo.\n");
    assert!(!read(Language::ID, &reported).is_empty());
}

#[test]
fn what_was_just_said_is_the_sentence_before() {
    let text = "Dua jembatan di hulu sungai akan dibangun tahun ini.\nHal tersebut disampaikan Bupati Joko Raharjo di pendopo.\n";
    assert_eq!(
        read(Language::ID, text),
        ["indirect Joko Raharjo: Dua jembatan di hulu sungai akan dibangun tahun ini.\nHal tersebut"]
    );
    let text = "Lebih jauh dijelaskan Joko Raharjo, harga benih akan turun.\n";
    assert_eq!(
        read(Language::ID, text),
        ["indirect Joko Raharjo: harga benih akan turun"]
    );
}

#[test]
fn an_owner_does_not_speak_and_a_spokesman_does() {
    let text =
        "Hal itu dibantah oleh kuasa hukum Joko Raharjo, Rara Wulandari.\n\"Klien saya tidak di sana,\" katanya.\n";
    assert_eq!(
        read(Language::ID, text),
        ["direct Rara Wulandari: Klien saya tidak di sana,"]
    );
    let text = "Kapolres AKBP Joko Raharjo, melalui Kasat Lantas AKP Rara Wulandari, mengatakan jalan itu ditutup.\n";
    assert_eq!(read(Language::ID, text), ["indirect Rara Wulandari: jalan itu ditutup"]);
}

#[test]
fn an_object_that_is_no_statement() {
    for text in [
        "Joko Raharjo meminta maaf kepada warga desa.\n",
        "Joko Raharjo melaporkan tetangganya ke polisi.\n",
        "Joko Raharjo diduga meminta uang dari pedagang pasar.\n",
        "Tetangganya genit, sebut saja Joko Raharjo.\n",
        "Melihat senyum Joko Raharjo, kamu pasti merasa kalau ia ramah.\n",
    ] {
        assert!(read(Language::ID, text).is_empty(), "{text}");
    }
}

#[test]
fn whom_only_the_story_is_about_does_not_take_the_word() {
    let text = "Kapolsek Iptu Joko Raharjo mengatakan, pelaku ditangkap di rumahnya.\nSaat itu warga curiga.\nMereka melapor.\n\
        Mendengar kabar itu, Wulan Sari kemudian lari ke sawah.\n\"Dia bersembunyi sampai malam,\" katanya.\n";
    assert_eq!(
        read(Language::ID, text).last().map(String::as_str),
        Some("direct Joko Raharjo: Dia bersembunyi sampai malam,")
    );
}

#[test]
fn whom_a_statement_is_about_does_not_make_it() {
    let text = "Rara Wulandari akhirnya angkat bicara. Menurutnya, Joko Raharjo sudah tahu rencana itu.\n";
    assert_eq!(
        read(Language::ID, text),
        ["indirect Rara Wulandari: Joko Raharjo sudah tahu rencana itu"]
    );
}

#[test]
fn an_opening_before_the_comma_is_no_statement() {
    let text = "Mendengar kabar gembira itu, Joko Raharjo ikut berkomentar.\n";
    assert!(read(Language::ID, text).is_empty());
    let text = "Menjelang laga pertama, Joko Raharjo mengaku gugup.\n";
    assert_eq!(read(Language::ID, text), ["indirect Joko Raharjo: gugup"]);
}

#[test]
fn an_english_pronoun_behind_somebody_unnamed() {
    let text = "\"The herd is sold,\" Loretta Hargrove said.\nOne broker said he expects prices to fall.\n\"We wait,\" said a trader in Odesa.\nHe said the bank had sold its wheat.\n";
    assert_eq!(
        read(Language::EN, text)
            .iter()
            .filter(|quote| quote.contains("Hargrove"))
            .count(),
        1
    );
}

#[test]
fn whom_it_was_told_is_no_part_of_it() {
    let text = "Loretta Hargrove told reporters in Odesa that the wheat is at risk.\n";
    assert_eq!(
        read(Language::EN, text),
        ["indirect Loretta Hargrove: the wheat is at risk"]
    );
}

#[test]
fn what_was_told_of_is_no_statement() {
    let text = "Joko Raharjo pandai berkata-kata. Data yang disampaikan Joko Raharjo sudah lama.\n";
    assert!(read(Language::ID, text).is_empty());
    let text = "Joko Raharjo mewanti-wanti agar warga tidak menyeberang.\n";
    assert_eq!(
        read(Language::ID, text),
        ["indirect Joko Raharjo: warga tidak menyeberang"]
    );
    let text = "Berdasarkan keterangan yang disampaikan Joko Raharjo, sungai meluap semalam.\n";
    assert_eq!(
        read(Language::ID, text),
        ["indirect Joko Raharjo: sungai meluap semalam"]
    );
}

#[test]
fn somebody_of_whom_only_the_kind_is_known() {
    let text = "Presiden Joko Raharjo tidak datang.\nSang orator mengatakan, warga sudah lelah menunggu.\n\"Kami tidak akan pulang dari sini,\" kata dia.\n";
    assert_eq!(
        read(Language::ID, text),
        [
            "indirect -: warga sudah lelah menunggu",
            "direct -: Kami tidak akan pulang dari sini,"
        ]
    );
}
