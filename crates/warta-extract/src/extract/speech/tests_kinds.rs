//! The kinds of statements of the news at large, one article each, of persons who do not exist.

use super::tests::read;
use crate::article::Language;

fn en(text: &str, want: &[&str]) {
    assert_eq!(read(Language::EN, text), want, "{text}");
}

fn id(text: &str, want: &[&str]) {
    assert_eq!(read(Language::ID, text), want, "{text}");
}

#[test]
fn circumstances_are_no_statement() {
    let closed = ["indirect Martha Colby: The harbour fund was closed"];
    for text in [
        "The harbour fund was closed, Martha Colby said on Monday.",
        "The harbour fund was closed, Martha Colby said in a statement.",
        "The harbour fund was closed, Martha Colby told the Harbor Ledger.",
        "The harbour fund was closed, Martha Colby said at a press conference.",
        "The harbour fund was closed, Martha Colby wrote on Twitter on Monday.",
    ] {
        en(text, &closed);
    }
    for text in [
        "Martha Colby said on Monday that the gates will open.",
        "Martha Colby said at the end of the meeting that the gates will open.",
        "Martha Colby told reporters on Tuesday that the gates will open.",
        "Martha Colby last week said that the gates will open.",
    ] {
        en(text, &["indirect Martha Colby: the gates will open"]);
    }
    en(
        "Martha Colby told reporters on Monday: “Prices will fall.”",
        &["direct Martha Colby: Prices will fall."],
    );
    en("Martha Colby declined to comment.", &[]);
    en(
        "Prices will fall, according to Martha Colby, an analyst at Tide Bank.",
        &["indirect Martha Colby: Prices will fall"],
    );
    en(
        "Martha Colby, who said last week that the gates would open, was absent.",
        &["indirect Martha Colby: the gates would open"],
    );
    id(
        "Herman Suradi mengatakan kepada wartawan di Semarang, Senin (6/3/2023), bahwa harga akan turun pekan depan.",
        &["indirect Herman Suradi: harga akan turun pekan depan"],
    );
    id(
        "Herman Suradi mengatakan di Semarang, Senin (6/3/2023), harga akan turun pekan depan.",
        &["indirect Herman Suradi: harga akan turun pekan depan"],
    );
}

#[test]
fn interrupted_quotations_are_whole() {
    en(
        "\"We would have come,\" said Minister Martha Colby, \"if anyone had told us, but,\" she added, \"nobody did.\"",
        &[
            "direct Martha Colby: We would have come,",
            "direct Martha Colby: if anyone had told us, but,",
            "direct Martha Colby: nobody did.",
        ],
    );
    id(
        "\"Kami siap,\" kata Gubernur Herman Suradi, \"namun belum hari ini.\"",
        &[
            "direct Herman Suradi: Kami siap,",
            "direct Herman Suradi: namun belum hari ini.",
        ],
    );
}

#[test]
fn a_few_of_somebodys_words_are_a_quotation() {
    en(
        "The ministry called the plan \"a breach of trust between neighbours\".",
        &["direct -: a breach of trust between neighbours"],
    );
    en(
        "\"No boats were seen in the bay\", Martha Colby of Tide University told the Ledger.",
        &["direct Martha Colby: No boats were seen in the bay"],
    );
    // Titles, nicknames and programmes are none.
    en(
        "The song \"Dig Your Own Garden\" won a prize, said critic Martha Colby.",
        &["indirect Martha Colby: The song \"Dig Your Own Garden\" won a prize"],
    );
    id(
        "Lagu \"Malam Panjang\" menang di seminar bertajuk \"menata kota yang ramah\", kata Herman Suradi.",
        &["indirect Herman Suradi: Lagu \"Malam Panjang\" menang di seminar bertajuk \"menata kota yang ramah\""],
    );
}

#[test]
fn frames_without_a_verb_and_roles_that_no_list_has() {
    en(
        "“The market is calm,” Martha Colby, chief executive officer of Tide Bank.",
        &["direct Martha Colby: The market is calm,"],
    );
    en(
        "\"We open again on Monday,\" said the harbour master, Martha Colby.",
        &["direct Martha Colby: We open again on Monday,"],
    );
    en(
        "\"We go on,\" said Walter Finch's lawyer, Martha Colby.",
        &["direct Martha Colby: We go on,"],
    );
    en(
        "The board met.\nAnd from Chairwoman Martha Colby:\n“Anna brings a wealth of experience.”",
        &["direct Martha Colby: Anna brings a wealth of experience."],
    );
    en(
        "\"It is so dreadful to be poor!\" sighed Martha Colby, looking at her coat.",
        &["direct Martha Colby: It is so dreadful to be poor!"],
    );
}

#[test]
fn postings_are_signed_by_their_account() {
    en(
        "The lights went out.\nNo planes are landing or leaving today\n— Martha Colby (@marthacolby) March 3, 2021\nThey came back.",
        &["direct Martha Colby: No planes are landing or leaving today"],
    );
}

#[test]
fn those_who_are_no_person_take_the_word() {
    // What follows is the ministry's, not hers.
    en(
        "Martha Colby said the boats had sailed.\n\"All boats are safe,\" it said on Monday.\n\"We will not stop.\"",
        &[
            "indirect Martha Colby: the boats had sailed",
            "direct -: All boats are safe,",
            "direct -: We will not stop.",
        ],
    );
    en(
        "\"The treaty is fair,\" an adviser to Martha Colby stressed.",
        &["direct -: The treaty is fair,"],
    );
    id(
        "Herman Suradi mengatakan, ia senang.\nBegini komentar warganet.\n\"Kok bisa begitu pak ya\"\n\"Kami kecewa sekali dengan bapak\"",
        &[
            "indirect Herman Suradi: ia senang",
            "direct -: Kok bisa begitu pak ya",
            "direct -: Kami kecewa sekali dengan bapak",
        ],
    );
}

#[test]
fn verbs_that_share_a_subject() {
    en(
        "Vermont Sen. Martha Colby, a farmer, slammed the plan and predicted that prices will fall.",
        &["indirect Martha Colby: the plan and predicted that prices will fall"],
    );
    en(
        "Martha Colby surprised the court by saying that the boats had sailed.",
        &["indirect Martha Colby: the boats had sailed"],
    );
    en(
        "Martha Colby is alleging that the boats had sailed.",
        &["indirect Martha Colby: the boats had sailed"],
    );
    // A participle of somebody else.
    en("A man accused of fraud met Martha Colby.", &[]);
}

#[test]
fn indonesian_verbs_and_passives() {
    for (text, want) in [
        (
            "Menteri Herman Suradi optimistis harga beras turun bulan depan.",
            "harga beras turun bulan depan",
        ),
        (
            "Herman Suradi mengajak masyarakat menanam pohon.",
            "masyarakat menanam pohon",
        ),
        (
            "Aturan baru ini diyakini Herman Suradi membuat harga turun.",
            "Aturan baru ini diyakini Herman Suradi membuat harga turun",
        ),
        ("Kata Herman Suradi, harga turun pekan ini.", "harga turun pekan ini"),
        (
            "Selain itu, pelaku usaha kata Herman Suradi biasanya bekerja sendiri tanpa bantuan orang lain.",
            "biasanya bekerja sendiri tanpa bantuan orang lain",
        ),
        (
            "Herman Suradi klaim bahwa cukai menurunkan angka perokok.",
            "cukai menurunkan angka perokok",
        ),
    ] {
        id(text, &[&format!("indirect Herman Suradi: {want}")]);
    }
    id("Herman Suradi mengajak temannya makan.", &[]);
    id(
        "\"Kami siap,\" kata Herman Suradi. Dikatakannya, harga akan turun. Ditambahkan, stok cukup. Katanya, semua aman.",
        &[
            "direct Herman Suradi: Kami siap,",
            "indirect Herman Suradi: harga akan turun",
            "indirect Herman Suradi: stok cukup",
            "indirect Herman Suradi: semua aman",
        ],
    );
}

#[test]
fn single_marks_beside_double_ones() {
    en(
        "\"We go on,\" said Martha Colby. ‘It’s over, and the crew’s gone,’ said Walter Finch.",
        &[
            "direct Martha Colby: We go on,",
            "direct Walter Finch: It’s over, and the crew’s gone,",
        ],
    );
}

#[test]
fn who_opens_an_article_is_named_behind() {
    id(
        "\"Kami main musik di kafe,\" jelasnya saat bertandang ke kantor kami.\nHerman Suradi datang bersama bandnya.",
        &["direct Herman Suradi: Kami main musik di kafe,"],
    );
}

#[test]
fn the_dead_do_not_speak() {
    id(
        "Menteri Herman Suradi mengatakan, jalan ditutup.\nPolisi datang ke desa. Warga berkumpul. Hujan turun.\nKepala Desa Joko Raharjo meninggal kemarin.\n\
        \"Kami berduka,\" katanya.",
        &[
            "indirect Herman Suradi: jalan ditutup",
            "direct Herman Suradi: Kami berduka,",
        ],
    );
}

#[test]
fn asides_between_a_subject_and_its_verb() {
    for text in [
        "Mayor Martha Colby on November 22 said the pier was safe.",
        "Mayor Martha Colby in a statement said the pier was safe.",
        "Mayor Martha Colby in an interview with the Ledger said that the pier was safe.",
    ] {
        en(text, &["indirect Martha Colby: the pier was safe"]);
    }
}

#[test]
fn the_pronoun_aku_is_no_word_of_saying() {
    id("Nama itu berarti \"Aku Herman\". Herman Suradi datang.", &[]);
}

#[test]
fn a_quotation_over_paragraphs_without_marks() {
    id(
        "Herman Suradi datang kemarin. Joko Raharjo mengatakan, harga naik.\n\"Tadi pagi harga emas naik sampai tiga juta.\nKarena itu semua \
         orang membeli sekarang,\" kata Herman.",
        &[
            "indirect Joko Raharjo: harga naik",
            "direct Herman Suradi: Tadi pagi harga emas naik sampai tiga juta.",
            "direct Herman Suradi: Karena itu semua orang membeli sekarang,",
        ],
    );
}

#[test]
fn who_hears_it_and_who_says_it_are_no_part_of_what_is_said() {
    id(
        "Herman Suradi mengingatkan Joko Raharjo bahwa harga akan turun bulan depan.",
        &["indirect Herman Suradi: harga akan turun bulan depan"],
    );
    en(
        "The pier is safe for all ships, Martha Colby, founder and president of the Tide center, told the Ledger.",
        &["indirect Martha Colby: The pier is safe for all ships"],
    );
}

#[test]
fn who_comes_in_with_an_office_takes_the_word() {
    for brings in [
        "Bupati Joko Raharjo ikut hadir.",
        "Ketua Asosiasi Pedagang Joko Raharjo punya pendapat lain.",
    ] {
        id(
            &format!(
                "\"Acara ini penting,\" kata Menteri Herman Suradi. {brings}\n\"Kami senang warga datang,\" katanya."
            ),
            &[
                "direct Herman Suradi: Acara ini penting,",
                "direct Joko Raharjo: Kami senang warga datang,",
            ],
        );
    }
    // Who spoke before, or is only one of those who are told of, does not.
    id(
        "\"Acara ini penting,\" kata Menteri Herman Suradi. Yang hadir adalah Bupati Joko Raharjo.\n\"Kami senang warga datang,\" katanya.",
        &[
            "direct Herman Suradi: Acara ini penting,",
            "direct Herman Suradi: Kami senang warga datang,",
        ],
    );
}

#[test]
fn a_comment_behind_its_mark_is_made_by_whoever_is_named() {
    id(
        "\"Acara ini penting,\" komentar Herman Suradi. Komentar Herman ramai dibahas.",
        &["direct Herman Suradi: Acara ini penting,"],
    );
}

#[test]
fn a_name_with_what_it_is_before_the_verb_is_its_subject() {
    en(
        "Martha Colby met voters. James Hutton, a former secretary at the Department of Harbors, said Colby \"has no plan for it.\"",
        &["mixed James Hutton: Colby \"has no plan for it.\""],
    );
    en(
        "Martha Colby met voters. The pier, the oldest on the coast, said Colby, has to close.",
        &["indirect Martha Colby: The pier, the oldest on the coast"],
    );
}

#[test]
fn a_pronoun_behind_a_quotation_is_whom_the_paragraph_is_about() {
    let opens = "Anna Hutton said it was too late.\n";
    en(
        &format!("{opens}Martha Colby sat in the front row. “I just wanted to see it,” she said afterward."),
        &[
            "indirect Anna Hutton: it was too late",
            "direct Martha Colby: I just wanted to see it,",
        ],
    );
    // Who spoke goes on where the paragraph begins with what is said.
    en(
        &format!("{opens}“I just wanted to see it,” she said of Martha Colby."),
        &[
            "indirect Anna Hutton: it was too late",
            "direct Anna Hutton: I just wanted to see it,",
        ],
    );
}

#[test]
fn who_is_called_by_an_age() {
    for aged in ["38-year-old", "38-year-old teacher"] {
        en(
            &format!("Martha Colby left the town. “We took nothing at all,” the {aged} told the Harbor Ledger."),
            &["direct Martha Colby: We took nothing at all,"],
        );
    }
    en("Martha Colby left the town. The 38-year-old bridge said enough.", &[]);
}

#[test]
fn whole_sentences_right_behind_a_verb() {
    en(
        "Martha Colby said “We are setting up a house for the harbour. It will open in May.”",
        &["direct Martha Colby: We are setting up a house for the harbour. It will open in May."],
    );
}

#[test]
fn the_day_of_a_long_name_is_no_statement() {
    en(
        "The harbour may not survive this year, Martha Colby said at the annual day celebrations of the Harbor College of Commerce in the capital.",
        &["indirect Martha Colby: The harbour may not survive this year"],
    );
}

#[test]
fn a_minister_of_one_thing_is_no_other() {
    en(
        "The harbour needs a bridge, finance minister Martha Colby said. Prime Minister Anna Hutton left. The finance minister said the bridge is late.",
        &[
            "indirect Martha Colby: The harbour needs a bridge",
            "indirect Martha Colby: the bridge is late",
        ],
    );
}

#[test]
fn who_is_named_right_behind_a_quotation_and_more_is_told_of() {
    for behind in [
        "Martha Colby, senior fellow at the Foundation for Tides of the North and a former harbour spokesman told the Ledger.",
        "Martha Colby, director at the Centre for Harbours (CFH), an Ashford-based house, said.",
        "Martha Colby, thought by some to be in line for a seat, wrote on Monday.",
        "Martha Colby of the port's Harbor Security Division said.",
        "Martha Colby continued.",
    ] {
        en(
            &format!("“The pier is too old for us,” {behind}"),
            &["direct Martha Colby: The pier is too old for us,"],
        );
    }
    // Behind a full stop somebody else is told of.
    en(
        "Anna Hutton said, “The pier is too old for us.” Martha Colby, a farmer from the north, avoided criticizing her.",
        &["direct Anna Hutton: The pier is too old for us."],
    );
}

#[test]
fn a_firm_behind_what_its_head_is() {
    en(
        "Martha Colby, founder, Harbor Technologies explained, “The pier has seen better days.”",
        &["direct Martha Colby: The pier has seen better days."],
    );
    en("Martha Colby, the mayor, Harbor Technologies said, left the town.", &[]);
}

#[test]
fn who_is_told_ends_where_another_noun_begins() {
    en(
        "Martha Colby told the council the city's two plants need repairs.",
        &["indirect Martha Colby: the city's two plants need repairs"],
    );
}

#[test]
fn who_is_named_last_before_who_speaks() {
    for apposed in ["", " a member of the harbour panel,"] {
        en(
            &format!("It did not sit well with Sen. Martha Colby,{apposed} who said that the pier is a ruin."),
            &["indirect Martha Colby: the pier is a ruin"],
        );
    }
}

#[test]
fn others_who_speak_along() {
    for others in ["11 of her colleagues", "several other members", "her lawyer"] {
        en(
            &format!("Martha Colby and {others} demanded a new pier by May."),
            &["indirect Martha Colby: a new pier by May"],
        );
    }
}

#[test]
fn what_somebody_likes_to_say_and_answers() {
    en(
        "Martha Colby liked to say that nothing is straight.",
        &["indirect Martha Colby: nothing is straight"],
    );
    en(
        "Anna Hutton asked why the pier was closed. “My mother did not trust it,” Martha Colby answered.",
        &[
            "indirect Anna Hutton: why the pier was closed",
            "direct Martha Colby: My mother did not trust it,",
        ],
    );
    en(
        "Martha Colby left. Asked about the pier, she shrugged and said that it was old.",
        &["indirect Martha Colby: it was old"],
    );
}

#[test]
fn who_stands_to_somebody_as_was_told() {
    en(
        "The cause was a fall, her daughter, Anna Hutton, said. Martha Colby painted ships. “She worked until March,” her daughter said.",
        &[
            "indirect Anna Hutton: The cause was a fall",
            "direct Anna Hutton: She worked until March,",
        ],
    );
}

#[test]
fn the_only_one_who_speaks_goes_on_however_late() {
    let told = "Harga beras naik di pasar. ".repeat(14);
    id(
        &format!("\"Harga beras turun,\" kata Herman Suradi.\n{told}\n\"Kami tetap waspada,\" imbuhnya."),
        &[
            "direct Herman Suradi: Harga beras turun,",
            "direct Herman Suradi: Kami tetap waspada,",
        ],
    );
}
