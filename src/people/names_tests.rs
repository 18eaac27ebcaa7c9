//! Which names are one person's: parts, slips, words that are parted in another way or glued, in archives of invented people.

use super::tests::{Told, persons, shown};

/// What articles are about that have nothing in common.
const HILLS: &str = "Lembah Batu Kali Jurang Padang Hulu Danau Rimba Lereng Sungai";
const SHORES: &str = "Karang Selat Muara Tanjung Pantai Teluk Pulau Ombak Dermaga Kapal";

/// An article in which somebody of an office says something about a matter.
fn says(name: &str, office: &str, matter: &str) -> Told {
    let body = format!("Warga Kota Rawa menunggu kabar {matter}. \"Itu benar,\" kata {office} {name}.");
    super::tests::told(&body, &[(name, office)])
}

/// The persons of articles, with those of other matters around them.
fn shown_of(mut articles: Vec<Told>) -> Vec<String> {
    let others = ["Wulan Sasmita", "Sukma Hapsari", "Ketut Pranawa", "Tegar Mahesa"];
    for (i, name) in others.into_iter().cycle().take(40).enumerate() {
        let offices = ["camat", "analis", "penyanyi", "guru"];
        articles.push(says(name, offices[i % 4], ["Telaga", "Sawit", "Angin", "Bukit"][i % 4]));
    }
    let mut shown = shown(&persons(articles));
    shown.retain(|person| !others.iter().any(|name| person.starts_with(name)));
    shown
}

#[test]
fn a_slip_is_the_person_of_that_office() {
    let office = "Juru Bicara Komisi Rawa";
    let mut articles = vec![says("Tirta Mahendara", office, HILLS); 3];
    // Others have both words.
    articles.push(says("Tirta Wijil", "pelatih", "renang"));
    articles.push(says("Bagus Mahendara", "pedagang", "pasar"));
    articles.push(says("Tirta Mahendra", office, SHORES));
    let shown = shown_of(articles.clone());
    assert!(
        shown.contains(&"Tirta Mahendara: Tirta Mahendara, Tirta Mahendra".to_owned()),
        "{shown:?}"
    );
    // Somebody of another office.
    articles.pop();
    articles.push(says("Tirta Mahendra", "pelatih renang", SHORES));
    let shown = shown_of(articles);
    assert!(
        shown.contains(&"Tirta Mahendra: Tirta Mahendra".to_owned()),
        "{shown:?}"
    );
}

#[test]
fn a_slip_beside_two_words_that_are_the_same_needs_little_company() {
    let mut articles = vec![says("Sekar Mahendara Wening", "bupati", HILLS); 3];
    // Others have each word.
    articles.push(says("Sekar Ayu Wijil", "pelatih", "renang"));
    articles.push(says("Bagus Mahendara", "pedagang", "pasar"));
    articles.push(says("Wening Kinasih", "penari", "pasar"));
    articles.push(says(
        "Sekar Mahendra Wening",
        "mantan bupati",
        &format!("{SHORES} Hulu"),
    ));
    let shown = shown_of(articles);
    let both = "Sekar Mahendara Wening: Sekar Mahendara Wening, Sekar Mahendra Wening";
    assert!(shown.contains(&both.to_owned()), "{shown:?}");
}

#[test]
fn a_letter_for_a_common_given_name_is_the_person_of_that_office() {
    let office = "Juru Bicara Komisi Rawa";
    let mut articles = vec![says("Muhammad Tirtayasa", office, HILLS); 2];
    articles.push(says("M Tirtayasa", office, SHORES));
    assert_eq!(
        shown_of(articles.clone()),
        ["Muhammad Tirtayasa: M Tirtayasa, Muhammad Tirtayasa"]
    );
    articles.pop();
    articles.push(says("M Tirtayasa", "pelatih", SHORES));
    assert_eq!(shown_of(articles).len(), 2);
}

#[test]
fn a_slip_in_a_part_of_a_name_is_the_person_of_that_office() {
    let office = "Juru Bicara Komisi Rawa";
    let mut articles = vec![says("Tirta Mahendara Wijil", office, "Lembah"); 3];
    articles.push(says("Tirta Mahendra", office, "Lembah"));
    assert_eq!(
        shown_of(articles),
        ["Tirta Mahendara Wijil: Tirta Mahendara Wijil, Tirta Mahendra"]
    );
}

#[test]
fn letters_that_are_doubled_by_another_spelling_are_a_slip() {
    // By the rules of spelling the second is `kh`.
    let office = "Kepala Terminal Sawit";
    let articles = vec![
        says("Jarot Candrawira", office, "bus"),
        says("Jarot Chandrawira", office, "bus"),
    ];
    assert_eq!(shown_of(articles).len(), 1);
}

#[test]
fn a_slip_in_a_long_word_that_nobody_else_has_needs_no_company() {
    let mut articles = vec![says("Wening Tirtasoedibya", "menteri", "Lembah"); 3];
    articles.push(says("Wening Tirtasodibya", "Ketua Umum Partai Sawah", "Karang"));
    assert_eq!(
        shown_of(articles),
        ["Wening Tirtasoedibya: Wening Tirtasodibya, Wening Tirtasoedibya"]
    );
}

#[test]
fn words_that_are_parted_in_another_way_are_one_name() {
    let articles = vec![
        says("Ratri Soka Rini", "bupati", "Lembah"),
        says("Ratri Soka Rini", "bupati", "Lembah"),
        says("Ratri Sokarini", "mantan menteri", "Karang"),
        says("Kim Ha-neul", "sutradara", "film"),
        says("Kim Ha-neul", "sutradara", "film"),
        says("Kim Haneul", "penulis", "buku"),
        // No word in common, but the office.
        says("Egawirya", "pengacara Sekar Taji", "sidang"),
        says("Ega Wirya", "pengacara Sekar Taji", "sidang"),
        // Neither.
        says("Adi Wijil", "pelatih", "renang"),
        says("Adiwijil", "pedagang lele", "pasar"),
    ];
    assert_eq!(
        shown_of(articles),
        [
            "Adi Wijil: Adi Wijil",
            "Adiwijil: Adiwijil",
            "Ega Wirya: Ega Wirya, Egawirya",
            "Kim Ha-neul: Kim Ha-neul, Kim Haneul",
            "Ratri Soka Rini: Ratri Soka Rini, Ratri Sokarini",
        ]
    );
}

#[test]
fn one_word_spelled_in_another_way_is_the_person_of_that_office() {
    let articles = vec![
        says("Hariyanto", "Kepala Terminal Sawit", "bus"),
        says("Haryanto", "Kepala Terminal Sawit", "bus"),
        says("Mulyana", "pelatih", "renang"),
        says("Muliyana", "pedagang", "pasar"),
    ];
    let shown = shown_of(articles);
    assert_eq!(
        shown,
        [
            "Hariyanto: Hariyanto, Haryanto",
            "Muliyana: Muliyana",
            "Mulyana: Mulyana"
        ]
    );
}

#[test]
fn words_that_are_only_spelled_alike_need_company() {
    let articles = vec![
        says("Iqbal Ramadhan", "pengacara", "sidang"),
        says("Ikbal Maulana Ramadan", "Kepala Terminal Sawit", "bus"),
    ];
    assert_eq!(shown_of(articles).len(), 2);
}

#[test]
fn whom_a_wife_is_called_by_is_somebody_else() {
    let at = |name: &str| says(name, "", "Istana Lembah Batu Kali");
    let mut articles = vec![at("Bambang Prawira"); 6];
    articles.push(says("Dewi Bambang Prawira", "", "Istana Karang Selat Muara"));
    // A longer name of the same person.
    articles.extend([at("Joko Santika"), at("Joko Santika"), at("Wirya Joko Santika")]);
    assert_eq!(
        shown_of(articles),
        [
            "Bambang Prawira: Bambang Prawira",
            "Dewi Bambang Prawira: Dewi Bambang Prawira",
            "Joko Santika: Joko Santika, Wirya Joko Santika",
        ]
    );
}

#[test]
fn a_name_glued_to_that_of_another_person_is_left_off() {
    let mut articles = vec![says("Bhima Prawira", "presiden", "Lembah"); 9];
    articles.extend(vec![says("Ratri Santika", "penasihat", "Lembah"); 2]);
    articles.push(says("Bhima Prawira Ratri Santika", "penasihat", "Lembah"));
    assert_eq!(
        shown_of(articles),
        ["Bhima Prawira: Bhima Prawira", "Ratri Santika: Ratri Santika"]
    );
}

#[test]
fn titles_roles_and_doubled_words_before_a_name_are_left_off() {
    for glued in [
        "KH Ratri Santika",
        "Direktur Rawa Lembah Ratri Santika",
        "Ratri Ratri Santika",
    ] {
        // Of another office, in other matters.
        let articles = vec![
            says("Ratri Santika", "bupati", "Lembah"),
            says(glued, "ketua dewan", "Karang"),
        ];
        let found = persons(articles.clone());
        assert_eq!(shown(&found), ["Ratri Santika: Ratri Santika"], "{glued}");
        assert_eq!(shown_of(articles), ["Ratri Santika: Ratri Santika"], "{glued}");
    }
}

#[test]
fn a_word_that_is_hardly_ever_a_name_is_left_off() {
    let mut articles: Vec<Told> = (0..35)
        .map(|_| super::tests::told("Harga naik di India, dan turun lagi.", &[]))
        .collect();
    articles.extend(vec![says("Bhima Prawira", "presiden", "Lembah"); 4]);
    articles.push(says("India Bhima Prawira", "", "Karang"));
    let found = persons(articles);
    assert_eq!(shown(&found), ["Bhima Prawira: Bhima Prawira"]);
    assert_eq!(found.persons[0].forms.len(), 1, "{found:?}");
}

#[test]
fn somebody_of_one_name_is_not_called_by_what_was_put_to_it_once() {
    let mut articles = vec![says("Suryokusuma", "ketua", "Lembah Batu Kali Jurang"); 5];
    articles.push(says("Rakai Suryokusuma", "ketua", "Karang Selat Muara Tanjung"));
    assert_eq!(shown_of(articles), ["Suryokusuma: Rakai Suryokusuma, Suryokusuma"]);
}

#[test]
fn a_name_that_begins_as_a_title_does_is_a_whole_name() {
    let mut articles = vec![says("Sri Ajeng Lestari", "ibu korban", "Lembah"); 3];
    articles.push(says("Ajeng Sri Lestari", "ibu korban", "Lembah"));
    assert_eq!(
        shown_of(articles),
        ["Sri Ajeng Lestari: Ajeng Sri Lestari, Sri Ajeng Lestari"]
    );
}

#[test]
fn a_short_form_is_known_without_its_title() {
    // The title stands before the name everywhere, and is no part of the speaker's.
    let body = "Ketua partai bicara. \"Belum,\" kata Cak Imin. Menurut Cak Imin, itu benar.";
    let articles = vec![super::tests::told(body, &[("Imin", "")]); 3];
    assert_eq!(shown(&persons(articles)), ["Muhaimin Iskandar: Imin"]);
    let body = "Pedagang bicara. \"Belum,\" kata Imin. Menurut Imin, itu benar.";
    let articles = vec![super::tests::told(body, &[("Imin", "pedagang")]); 3];
    assert_eq!(shown(&persons(articles)), ["Imin: Imin"]);
}

#[test]
fn a_first_letter_is_a_slip_where_the_office_is_the_same() {
    let of = |first: &str, second: &str, office: &str| {
        let mut articles = vec![says(first, office, HILLS); 2];
        articles.push(says(second, office, SHORES));
        shown_of(articles)
    };
    let office = "Kepala Terminal Sawit";
    assert_eq!(
        of("Wirya Jayengrana", "Wirya Zayengrana", office),
        ["Wirya Jayengrana: Wirya Jayengrana, Wirya Zayengrana"]
    );
    assert_eq!(of("Prihwanto", "Priwanto", office), ["Prihwanto: Prihwanto, Priwanto"]);
    // Brothers, and a role that many have.
    assert_eq!(
        of("Wirya Jayengrana", "Wirya Zayengrana", "anak Kepala Terminal Sawit").len(),
        2
    );
    assert_eq!(of("Wirya Jayengrana", "Wirya Zayengrana", "camat").len(), 2);
}

#[test]
fn a_name_that_is_said_twice_is_one() {
    for twice in ["Wirya Santika Wirya Santika", "Adi Wirya Santika Wirya Santika"] {
        let name = twice.strip_suffix(" Wirya Santika").expect("it is said twice");
        assert_eq!(
            shown_of(vec![says(twice, "camat", "Lembah")]),
            [format!("{name}: {name}")]
        );
    }
}

#[test]
fn a_first_name_that_is_used_more_often_than_the_whole_may_lead() {
    let mut articles = vec![says("Waskita Prawira Adi", "ketua dewan", HILLS); 4];
    articles.push(says("Eros Waskita", "pemusik", "panggung"));
    articles.extend(vec![says("Waskita", "ketua", &format!("{SHORES} Lereng Sungai")); 6]);
    let shown = shown_of(articles);
    assert!(
        shown.contains(&"Waskita Prawira Adi: Waskita, Waskita Prawira Adi".to_owned()),
        "{shown:?}"
    );
}

#[test]
fn three_words_that_are_the_same_need_hardly_any_company() {
    let mut articles = vec![says("Sekar Mahendra Wening", "bupati", &format!("{HILLS} Telaga")); 3];
    // Others have each word.
    articles.push(says("Sekar Ayu Wijil", "pelatih", "renang"));
    articles.push(says("Bagus Mahendra", "pedagang", "pasar"));
    articles.push(says("Wening Kinasih", "penari", "pasar"));
    articles.push(says(
        "Muhammad Sekar Mahendra Wening",
        "perenang",
        &format!("{SHORES} Telaga"),
    ));
    let shown = shown_of(articles);
    let both = "Sekar Mahendra Wening: Muhammad Sekar Mahendra Wening, Sekar Mahendra Wening";
    assert!(shown.contains(&both.to_owned()), "{shown:?}");
}

#[test]
fn a_short_form_that_is_somebody_elses_name_is_left_alone() {
    // A farmer's name, in articles that have nothing to do with the statesman; of few articles nothing is known.
    let of = |articles: usize| {
        let mut all = vec![says("Benjamin Netanyahu", "perdana menteri", HILLS); 4];
        all.extend(vec![says("Bibi", "petani", SHORES); articles]);
        shown_of(all)
    };
    assert_eq!(of(3), ["Benjamin Netanyahu: Benjamin Netanyahu", "Bibi: Bibi"]);
    assert_eq!(of(2), ["Benjamin Netanyahu: Benjamin Netanyahu, Bibi"]);
}

#[test]
fn a_short_name_of_another_office_is_somebody_else() {
    let of = |office: &str| {
        let mut all = vec![says("Waskita Prawira", "Analis Sumber Makmur", HILLS); 12];
        all.push(says("Waskita", office, &format!("{SHORES} Hulu Danau Rimba")));
        shown_of(all)
    };
    assert_eq!(of("Analis"), ["Waskita Prawira: Waskita, Waskita Prawira"]);
    assert_eq!(
        of("Kepala Desa Karangsari"),
        ["Waskita: Waskita", "Waskita Prawira: Waskita Prawira"]
    );
}

#[test]
fn a_short_name_that_is_spelled_otherwise_needs_company() {
    let of = |name: &str| {
        let mut all = vec![says("Bhima Soesatra", "ketua dewan", HILLS); 12];
        all.extend(vec![says(name, "", &format!("{SHORES} Hulu")); 3]);
        shown_of(all).len()
    };
    assert_eq!((of("Soesatra"), of("Susatra")), (1, 2));
}

#[test]
fn company_makes_nobody_of_a_name_that_is_spelled_otherwise() {
    let mut articles = vec![says("Rony Prawira", "penyanyi", HILLS); 2];
    articles.push(says("Ronny Santika", "pelatih", "renang"));
    articles.push(says("Ronny", "", HILLS));
    let shown = shown_of(articles);
    assert!(shown.contains(&"Ronny: Ronny".to_owned()), "{shown:?}");
}

#[test]
fn three_words_in_another_order_need_hardly_any_company() {
    let mut articles = vec![says("Sekar Mahendra Wening", "bupati", &format!("{HILLS} Telaga")); 3];
    articles.push(says("Wening Sekar Mahendra", "perenang", &format!("{SHORES} Telaga")));
    assert_eq!(
        shown_of(articles),
        ["Sekar Mahendra Wening: Sekar Mahendra Wening, Wening Sekar Mahendra"]
    );
}

#[test]
fn words_glued_behind_a_name_without_a_blank_are_left_off() {
    // Named often, though seldom a speaker.
    let body = "Ratri Wulansari datang. Kota menyambut Ratri Wulansari, dan Ratri Wulansari senang. Lalu Ratri Wulansari pergi; \
                Ratri Wulansari pulang. Itu benar, kata Ratri Wulansari.";
    for glued in ["Ratri Wulansaris", "Ratri Wulansari’scenter", "Ratri Wulansari'soffice"] {
        let mut articles = vec![super::tests::told(body, &[("Ratri Wulansari", "")])];
        articles.push(super::tests::told(&format!("Kemarin {glued} bicara."), &[(glued, "")]));
        let expected = match glued.contains(['\'', '’']) {
            true => vec!["Ratri Wulansari: Ratri Wulansari"],
            false => vec!["Ratri Wulansari: Ratri Wulansari", "Ratri Wulansaris: Ratri Wulansaris"],
        };
        assert_eq!(shown(&persons(articles)), expected, "{glued}");
    }
    let articles = vec![
        super::tests::told(body, &[("Ratri Wulansari", "")]),
        super::tests::told("Kemarin Ratri Wulansariis bicara.", &[("Ratri Wulansariis", "")]),
    ];
    assert_eq!(shown(&persons(articles)), ["Ratri Wulansari: Ratri Wulansari"]);
}

#[test]
fn of_a_headline_the_one_who_speaks_is_left() {
    let body = "Dugaan itu palsu, dan dugaan lain palsu juga. Banyak dugaan palsu. Dugaan yang palsu tentang Rawa, dugaan palsu.";
    let small = "Ada dugaan palsu, dugaan palsu lagi, dan dugaan palsu. Semua dugaan palsu.";
    let articles = vec![
        super::tests::told(
            &format!("{body} {small} Itu benar, kata Waskita."),
            &[("Waskita", "dosen")],
        ),
        super::tests::told("Dugaan Palsu Waskita ramai.", &[("Dugaan Palsu Waskita", "")]),
        super::tests::told(
            "Wiranta Dugaan Palsu Waskita ramai.",
            &[("Wiranta Dugaan Palsu Waskita", "")],
        ),
    ];
    assert_eq!(shown(&persons(articles)), ["Waskita: Waskita"]);
    // What may be left out of a name is no word of a sentence.
    let van =
        "Ketua van der Laan bicara; van der Waal, van der Meer, van der Berg dan van der Kamp juga. Laan, kata Laan.";
    let articles = vec![
        super::tests::told(van, &[("Laan", "ketua")]),
        super::tests::told("Itu benar, kata Ursa van der Laan.", &[("Ursa van der Laan", "ketua")]),
    ];
    assert_eq!(
        shown(&persons(articles)),
        ["Laan: Laan", "Ursa van der Laan: Ursa van der Laan"]
    );
}
