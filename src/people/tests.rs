//! Small archives of invented people, and who is who in them.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// An article: its text and its speakers, each with a role.
#[derive(Clone, Debug)]
pub(super) struct Told {
    title: String,
    body: String,
    speakers: Vec<(String, Option<String>)>,
}

pub(super) fn told(body: &str, speakers: &[(&str, &str)]) -> Told {
    Told {
        title: String::new(),
        body: body.to_owned(),
        speakers: speakers
            .iter()
            .map(|(name, role)| ((*name).to_owned(), (!role.is_empty()).then(|| (*role).to_owned())))
            .collect(),
    }
}

/// The persons of articles that are read in parts of so many, in the order in which they stand.
fn persons_of(articles: &[(usize, Told)], part: usize) -> Persons {
    let mut written: BTreeMap<String, u32> = BTreeMap::new();
    for (_, article) in articles {
        for (name, _) in &article.speakers {
            *written.entry(name.clone()).or_default() += 1;
        }
    }
    let roster = Roster::new(written);
    let parts: Vec<PartialEvidence> = articles
        .chunks(part.max(1))
        .map(|articles| {
            let mut reader = Reader::new(&roster);
            for (id, article) in articles {
                let speakers: Vec<SeenSpeaker> = article
                    .speakers
                    .iter()
                    .map(|(name, role)| SeenSpeaker {
                        name,
                        roles: role.iter().map(String::as_str).collect(),
                        affiliation: None,
                    })
                    .collect();
                reader.read(&Seen {
                    id: (*id as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15),
                    title: &article.title,
                    body: &article.body,
                    speakers: &speakers,
                });
            }
            reader.finish()
        })
        .collect();
    decide(&Evidence::new(roster, parts))
}

pub(super) fn persons(articles: Vec<Told>) -> Persons {
    let numbered: Vec<(usize, Told)> = articles.into_iter().enumerate().collect();
    persons_of(&numbered, usize::MAX)
}

/// Each person's name with the names of all forms that speak, in order.
pub(super) fn shown(persons: &Persons) -> Vec<String> {
    persons
        .persons
        .iter()
        .map(|person| {
            let mut forms: Vec<&str> = person
                .forms
                .iter()
                .filter(|form| !form.written.is_empty())
                .map(|form| form.name.as_str())
                .collect();
            forms.sort_unstable();
            format!("{}: {}", person.name, forms.join(", "))
        })
        .collect()
}

fn bus(name: &str, full: &str, role: &str) -> Told {
    let body = format!(
        "Dinas Perhubungan Kota Rawa menambah bus malam. {role} {full} menjelaskan rencana itu di Terminal Sawit.\n\
         \"Bus bertambah,\" kata {name}."
    );
    told(&body, &[(name, role)])
}

#[test]
fn a_short_name_is_the_one_whom_its_articles_name_in_full() {
    let mut articles = vec![bus("Prawira", "Bhima Prawira", "Kepala Dinas"); 3];
    articles.push(bus("Bhima Prawira", "Bhima Prawira", "Kepala Dinas"));
    // Somebody else of that name, who is named in full as well.
    articles.push(told(
        "Atlet renang Prawira Hartono menang di Telaga, kata Prawira Hartono.",
        &[("Prawira Hartono", "atlet")],
    ));
    let found = persons(articles);
    assert_eq!(
        shown(&found),
        [
            "Bhima Prawira: Bhima Prawira, Prawira",
            "Prawira Hartono: Prawira Hartono"
        ]
    );
    let short = found.persons[0]
        .forms
        .iter()
        .find(|form| form.name == "Prawira")
        .expect("it is there");
    assert_eq!(
        short.reason,
        Reason::Short {
            of: "Bhima Prawira".to_owned(),
            with: 3,
            articles: 3
        }
    );
}

#[test]
fn a_name_of_several_is_left_alone() {
    let found = persons(vec![
        bus("Ratri", "Ratri Wulandari", "Kepala Dinas"),
        bus("Ratri Wulandari", "Ratri Wulandari", "Kepala Dinas"),
        told(
            "Penyanyi Ratri Kinasih merilis album di Telaga. \"Lagu ini baru,\" kata Ratri.",
            &[("Ratri", "penyanyi")],
        ),
        told(
            "Penyanyi Ratri Kinasih merilis album di Telaga, kata Ratri Kinasih.",
            &[("Ratri Kinasih", "penyanyi")],
        ),
    ]);
    let shown = shown(&found);
    assert!(shown.contains(&"Ratri: Ratri".to_owned()), "{shown:?}");
    let ratri = found
        .persons
        .iter()
        .find(|person| person.name == "Ratri")
        .expect("it is there");
    assert!(matches!(ratri.forms[0].reason, Reason::Several { .. }), "{ratri:?}");
}

/// The forms of the governor, who speaks in 24 articles; so often does somebody of the same family whose company is much like his.
fn forms_beside(relative: usize) -> Vec<String> {
    let at = |name: &str, also: &str, role: &str| {
        let body = format!("Warga bertemu di Terminal Sawit, Kota {also}, kata {name}.");
        told(&body, &[(name, role)])
    };
    // What counts is how often the person speaks, not the fullest name.
    let mut articles = vec![at("Bhima Prawira", "Rawa", "gubernur"); 23];
    articles.push(at("Bhima J. Prawira", "Rawa", "gubernur"));
    articles.extend(vec![at("Prawira", "Rawa", "gubernur"); 3]);
    articles.extend(vec![at("Ratna Prawira", "Telaga", "pelukis"); relative]);
    let others = "Rapat di Balai Angin, kata Wulan Sasmita.";
    articles.extend(vec![told(others, &[("Wulan Sasmita", "camat")]); 40]);
    shown(&persons(articles))
}

#[test]
fn who_speaks_far_more_often_is_meant_although_others_keep_much_the_same_company() {
    let united = "Bhima Prawira: Bhima J. Prawira, Bhima Prawira, Prawira".to_owned();
    assert!(forms_beside(2).contains(&united), "{:?}", forms_beside(2));
    assert!(
        forms_beside(6).contains(&"Prawira: Prawira".to_owned()),
        "{:?}",
        forms_beside(6)
    );
}

#[test]
fn who_is_said_to_be_called_so_is_the_same() {
    let called =
        "Wali Kota Rawa Bhima Prawira atau akrab disapa Mamo membuka pasar di Sawit. \"Pasar ini bersih,\" kata Mamo.";
    let found = persons(vec![
        told(called, &[("Bhima Prawira", "Wali Kota"), ("Mamo", "")]),
        told(called, &[("Bhima Prawira", "Wali Kota"), ("Mamo", "")]),
        told(
            "Pedagang Sukma Hapsari senang, kata Sukma Hapsari.",
            &[("Sukma Hapsari", "pedagang")],
        ),
    ]);
    assert_eq!(
        shown(&found),
        ["Bhima Prawira: Bhima Prawira, Mamo", "Sukma Hapsari: Sukma Hapsari"]
    );
}

#[test]
fn initials_spellings_and_parts_are_one_person() {
    let role = "Kepala Dinas";
    let found = persons(vec![
        bus("Laode Muhammad Wirya", "Laode Muhammad Wirya", role),
        bus("Laode M. Wirya", "Laode M. Wirya", role),
        bus("Laode Mochamad Wirya", "Laode Mochamad Wirya", role),
        bus("Soedjatmika Prawira", "Soedjatmika Prawira", role),
        bus("Sujatmika Prawira", "Sujatmika Prawira", role),
    ]);
    assert_eq!(found.persons.len(), 2, "{:?}", shown(&found));
}

#[test]
fn letters_with_points_and_without_are_one_person() {
    // Of three words and of two, in articles that have nothing in common.
    let mut articles = vec![bus("JD Santika", "JD Santika", "Gubernur"); 3];
    let price = "Harga emas naik. \"Emas naik,\" kata J.D. Santika dari Sumber Makmur.";
    articles.push(told(price, &[("J.D. Santika", "")]));
    assert_eq!(shown(&persons(articles)), ["JD Santika: J.D. Santika, JD Santika"]);
}

#[test]
fn what_is_glued_to_a_name_is_left_off_and_what_is_no_name_goes() {
    let price = "Harga emas naik. \"Emas naik,\" kata Bhima Prawira dari Sumber Makmur.";
    let mut articles = vec![told(price, &[("Bhima Prawira", "analis")]); 4];
    articles.push(told(
        "Analis PT Sumber Makmur Bhima Prawira bicara.",
        &[("PT Sumber Makmur Bhima Prawira", "")],
    ));
    articles.push(told("Bhima Prawiramemastikan itu.", &[("Bhima Prawiramemastikan", "")]));
    articles.push(told(
        "Kata itu berarti \"Jadilah Terang\", dan lagi \"Jadilah Terang\".",
        &[("Jadilah Terang", "")],
    ));
    let found = persons(articles);
    assert_eq!(shown(&found), ["Bhima Prawira: Bhima Prawira"]);
    assert_eq!(found.persons[0].forms[0].written.len(), 3, "{found:?}");
    let none: Vec<&str> = found.none.iter().map(|form| form.name.as_str()).collect();
    assert_eq!(none, ["Jadilah Terang"]);
}

#[test]
fn what_is_glued_to_what_is_glued_is_left_off_too() {
    let names = [
        "Telon Wiraniaga Bhima Prawira",
        "Wiraniaga Bhima Prawira",
        "Bhima Prawira",
    ];
    let articles = names.map(|name| told(&format!("{name} membuka toko itu, kata {name}."), &[(name, "")]));
    let found = persons(articles.into());
    assert_eq!(shown(&found), ["Bhima Prawira: Bhima Prawira"]);
    let written = &found.persons[0].forms[0].written;
    assert!(
        names.iter().all(|name| written.iter().any(|own| own == name)),
        "{found:?}"
    );
}

#[test]
fn the_end_of_a_body_before_a_name_is_left_off() {
    let mut articles: Vec<Told> = (0..6)
        .map(|_| told("Harga naik karena Telaga Makmur menutup pabrik di Rawa.", &[]))
        .collect();
    let glued = "Direktur Telaga Makmur Bhima Prawira bicara, kata Bhima Prawira.";
    articles.push(told(glued, &[("Makmur Bhima Prawira", "Direktur Telaga")]));
    // A given name that stands behind offices, and alone.
    for role in ["Menteri Keuangan", "Menteri Keuangan", "Menteri Keuangan"] {
        let body = format!("Kata {role} Waskita Adi Prawira, Waskita membantah. Ini kata Waskita.");
        articles.push(told(&body, &[("Waskita Adi Prawira", role)]));
    }
    assert_eq!(
        shown(&persons(articles)),
        [
            "Bhima Prawira: Bhima Prawira",
            "Waskita Adi Prawira: Waskita Adi Prawira"
        ]
    );
}

#[test]
fn verbs_of_headlines_are_no_names() {
    let body = "Kepala dinas membantah kabar itu. Warga membantah juga, dan polisi membantah kabar itu. Ia membantah.";
    let mut articles = vec![
        told(body, &[("Bantah", "")]),
        told("Prawira Bantah Kabar", &[("Prawira Bantah", "")]),
    ];
    articles.extend(vec![bus("Bhima Prawira", "Bhima Prawira", "Kepala Dinas"); 12]);
    articles.push(bus("Prawira", "Bhima Prawira", "Kepala Dinas"));
    let found = persons(articles);
    assert_eq!(shown(&found), ["Bhima Prawira: Bhima Prawira, Prawira"]);
    assert_eq!(found.none.len(), 1, "{:?}", found.none);
}

#[test]
fn a_word_of_the_sentence_glued_behind_is_left_off() {
    let mut articles = vec![bus("Bhima Prawira", "Bhima Prawira", "Kepala Dinas"); 3];
    articles.push(told(
        "President Bhima Prawirasaid so.",
        &[("Bhima Prawirasaid", "President")],
    ));
    // A name that only begins as the other does.
    articles.push(bus("Bhima Prawiranata", "Bhima Prawiranata", "Kepala Dinas"));
    assert_eq!(
        shown(&persons(articles)),
        ["Bhima Prawira: Bhima Prawira", "Bhima Prawiranata: Bhima Prawiranata"]
    );
}

#[test]
fn whoever_has_an_office_in_an_institute_is_a_person() {
    let body =
        "Pengamat dari Rawa Institute Wirya Satmaka menghitung harga. Direktur Rawa Institute, Wirya Satmaka, setuju.";
    let found = persons(vec![
        told(body, &[("Wirya Satmaka", "Pengamat dari Rawa Institute")]);
        2
    ]);
    assert_eq!(shown(&found), ["Wirya Satmaka: Wirya Satmaka"]);
}

fn any_archive() -> impl Strategy<Value = Vec<(usize, Told)>> {
    let name = prop::sample::select(vec![
        "Bhima Prawira",
        "Prawira",
        "Bhima",
        "Prawira Hartono",
        "Ratri",
        "Ratri Wulandari",
        "Ratri Kinasih",
        "Muhammad Prawira",
        "M Prawira",
        "Mamo",
        "Sumber Makmur Ratri Kinasih",
        "Soekma Hapsari",
        "Sukma Hapsari",
    ]);
    let role = prop::sample::select(vec!["", "Wali Kota", "penyanyi", "analis"]);
    let article =
        (prop::collection::vec((name.clone(), role), 1..4), name, 0usize..3).prop_map(|(speakers, other, kind)| {
            let (first, role) = speakers[0];
            let body = match kind {
                0 => format!("{role} {other} hadir di Rawa. \"Itu benar,\" kata {first}."),
                1 => format!("Pasar di Sawit ramai. {role} {other} yang akrab disapa {first} datang, ujar {first}."),
                _ => format!("Menurut {first} (34), pasar di Telaga sepi. {other} membantah di Telaga."),
            };
            told(&body, &speakers)
        });
    prop::collection::vec(article, 1..24).prop_map(|articles| articles.into_iter().enumerate().collect())
}

/// Threads read articles in an order of their own.
#[test]
fn a_role_reads_the_same_whatever_article_comes_first() {
    let mut articles: Vec<(usize, Told)> = ["KETUA KOMISI", "ketua komisi", "Ketua Komisi"]
        .into_iter()
        .enumerate()
        .map(|(id, role)| {
            let body = format!("Kemarin {role} Bhima Prawira datang. \"Sudah baik,\" kata Bhima Prawira.");
            (id, told(&body, &[("Bhima Prawira", role)]))
        })
        .collect();
    for part in [1, 3] {
        for _ in 0..articles.len() {
            let persons = persons_of(&articles, part).persons;
            assert_eq!(persons[0].roles, ["Ketua Komisi"]);
            articles.rotate_left(1);
        }
    }
}

proptest! {
    /// The same archive gives the same persons, whatever order it is read in and in whatever parts.
    #[test]
    fn the_order_of_articles_changes_nothing(
        (straight, turned) in any_archive().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        part in 1usize..9,
    ) {
        let whole = persons_of(&straight, usize::MAX);
        let bytes = Register::encode(&whole, 1);
        let other = persons_of(&turned, part);
        prop_assert_eq!(&whole, &other);
        prop_assert!(bytes == Register::encode(&other, 1));
    }

    /// Each name that speaks is one person's or nobody's, and no two persons are called the same.
    #[test]
    fn persons_part_the_names(archive in any_archive()) {
        let found = persons_of(&archive, 4);
        let mut names: Vec<String> = found.persons.iter().map(|person| key(&person.name)).collect();
        let persons = names.len();
        names.sort_unstable();
        names.dedup();
        prop_assert_eq!(names.len(), persons);
        let register = Register::of(&found);
        for (_, article) in &archive {
            for (name, _) in &article.speakers {
                prop_assert!(register.who(name) != Who::Unknown, "{}", name);
            }
        }
        for id in register.persons() {
            let person = register.person(id).expect("it is there");
            prop_assert_eq!(register.named(&person.name), Some(id));
        }
    }
}
