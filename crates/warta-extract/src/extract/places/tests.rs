use proptest::prelude::*;
use rustc_hash::FxHashSet;

use super::atlas::{COUNTRIES, GROUPS, usage, words};
use super::*;
use crate::article::{Language, RawArticle, Via};
use crate::lexicon::rows;

fn read(language: &str, title: Option<&str>, text: &str) -> Vec<Country> {
    let raw = RawArticle {
        language: Some(language.to_owned()),
        title: title.map(str::to_owned),
        text: text.to_owned(),
        ..RawArticle::default()
    };
    crate::extract::extract(raw).article.countries
}

/// Codes in alphabetical order.
fn codes(language: &str, text: &str) -> String {
    let mut codes: Vec<String> = read(language, None, text).iter().map(|c| c.code.to_string()).collect();
    codes.sort();
    codes.join(" ")
}

fn id(text: &str) -> String {
    codes("id", text)
}

fn en(text: &str) -> String {
    codes("en", text)
}

#[test]
fn a_people_at_home_is_no_country() {
    let text = "Dana itu untuk masyarakat India dan kaum Cina di Ipoh, kata Osman.";
    assert_eq!(codes("ms", text), "MY");
    assert_eq!(
        codes("ms", "Kerajaan India dan rakyat Cina bersetuju di Ipoh."),
        "CN IN MY"
    );
}

#[test]
fn names_abbreviations_and_peoples() {
    assert_eq!(
        id("Menlu AS bertemu utusan Korsel dan Korut di Arab Saudi."),
        "KP KR SA US"
    );
    assert_eq!(
        id("Warga Rusia dan tentara Ukraina, juga UEA, RD Kongo, Pantai Gading."),
        "AE CD CI RU UA"
    );
    assert_eq!(
        en("The U.S. and Dutch envoys met Filipino and Burmese officials in Türkiye."),
        "MM NL PH TR US"
    );
    assert_eq!(en("Soviet, East German and West German delegates met."), "DDDE DE SUHH");
    assert_eq!(
        id("Uni Soviet, Yugoslavia dan Cekoslowakia sudah bubar."),
        "CSHH SUHH YUCS"
    );
}

#[test]
fn abbreviations_keep_their_case() {
    assert_eq!(id("Harga as roda naik, kata pedagang uk sepatu."), "");
    assert_eq!(en("He told us to wait, as they do."), "");
    assert_eq!(en("The UK and the US agreed."), "GB US");
    assert!(read("en", Some("WHAT THEY TELL US TODAY"), "They waited.").is_empty());
}

#[test]
fn seats_cities_and_embassies() {
    assert_eq!(id("Kremlin menolak, sedangkan Gedung Putih diam."), "RU US");
    assert_eq!(id("Warga Sleman mengadu ke polisi."), "ID");
    assert_eq!(id("KBRI membantu para WNI di Kairo."), "EG ID");
    assert_eq!(en("Shares fell in Osaka."), "JP");
}

#[test]
fn weak_names_need_a_word_of_place() {
    assert_eq!(id("Lima orang bernasib Malang. Serang balik, kata pelatih."), "");
    assert_eq!(id("Ia tinggal di Malang."), "ID");
    assert_eq!(en("A plant in Birmingham, Ala., was closed."), "US");
    assert_eq!(en("A plant in Birmingham was closed."), "GB");
}

#[test]
fn a_state_says_where_its_city_lies_and_a_list_does_not() {
    assert_eq!(en("A ranch near Paris, Texas, was sold."), "US");
    assert_eq!(en("A mill in Birmingham, England, was sold."), "GB");
    assert_eq!(en("Offices in Paris, Tokyo, Bangkok."), "FR JP TH");
    assert_eq!(id("Hadir pula Wang, Mo, dan Li di Wina."), "AT");
}

#[test]
fn parts_of_other_names_do_not_count() {
    assert_eq!(en("Bank of America opened on Boston Avenue."), "");
    assert_eq!(id("Ia belajar bahasa Inggris di Universitas Georgia."), "");
    assert_eq!(id("Real Madrid menjamu Inter Milan."), "");
    assert_eq!(en("She speaks Spanish, too."), "");
    assert_eq!(en("Spanish trawlers left."), "ES");
}

#[test]
fn clubs_are_no_cities() {
    for text in [
        "Persib Bandung menahan Bali United, lalu Bandung unggul.",
        "AS Roma dan Bayern Munchen berebut pemain Inter Milan.",
        "FC Barcelona menang atas Dynamo Kyiv.",
    ] {
        assert_eq!(id(text), "", "{text}");
    }
    assert_eq!(en("Dundee United and Chicago Bulls have sold shares."), "");
    assert_eq!(en("Real Madrid paid 50 million dollars for a striker."), "");
    assert_eq!(id("Real Madrid menang di Madrid."), "ES");
    assert_eq!(id("Persib Bandung tiba dari Malaysia."), "MY");
    assert_eq!(en("Flights from London United Airlines cancelled were few."), "GB");
    assert_eq!(en("Iran says rockets hit Baghdad bulls and eagles."), "IQ IR");
    assert_eq!(
        en("Chicago police held a fan of the Chicago Bulls. Chicago closed a road."),
        "US"
    );
    let found = read(
        "id",
        Some("Madrid Menang Lagi"),
        "Real Madrid mengalahkan Inter Milan di Kairo.",
    );
    assert_eq!(found.iter().map(|c| c.code.as_str()).collect::<Vec<_>>(), ["EG"]);
    assert_eq!(id("PSG kalah di Inggris."), "GB");
}

#[test]
fn towns_are_called_like_countries() {
    assert_eq!(en("The fair in Lebanon, Ohio, drew crowds."), "US");
    assert_eq!(en("Fairs in Cuba, New York, and Norway, Maine were full."), "US");
    assert_eq!(en("Trucks go from Fresno, CA and Toledo, OH to Moscow, ID."), "US");
    assert_eq!(en("Envoys of Lebanon, Ohio and Texas met."), "LB US");
    assert_eq!(id("Ia tiba di Bandung, ID di tangan."), "ID");
}

#[test]
fn given_names_are_no_places() {
    assert_eq!(
        en("The band of Jordan Vell met Chad Omrey. Jordan said it was glad, and Chad agreed."),
        ""
    );
    assert_eq!(en("Near the bay lives Paris Voss."), "");
    assert_eq!(
        en("The minister, Israel Dov, left. Israel closed its border, Israeli radio said."),
        "IL"
    );
    assert_eq!(
        en("They hiked in Jordan Valley. Georgia Governor Abel Roy waited."),
        "GE JO"
    );
    assert_eq!(id("Tumpukan itu milik India Warsito."), "");
    assert_eq!(id("Harganya 5.000, 10 persen dari KEnya."), "");
}

#[test]
fn rivers_seas_and_treaties_are_no_countries() {
    assert_eq!(en("Ships left the Gulf of Guinea and the Strait of Malacca."), "");
    assert_eq!(
        en("Niger State and the Niger Delta were flooded by the Niger River."),
        "NG"
    );
    assert_eq!(id("Guinea Khatulistiwa dan Guinea Bissau hadir."), "GQ GW");
    assert_eq!(
        en("St. Vincent and the Grenadines and St Lucia signed the Paris Agreement."),
        "LC VC"
    );
    assert_eq!(
        en("England and Wales play at Santiago Bernabeu; New Mexico and Little Italy do not."),
        "GB US"
    );
    assert_eq!(en("THEY TOLD US TO WAIT, said the sign in the hall."), "");
    assert_eq!(id("Kurs 15.000 per dolar Amerika Serikat (AS) di Jakarta."), "ID");
}

#[test]
fn offices_and_money_tell_the_country() {
    assert_eq!(id("Kemenkeu dan OJK menyusun RAPBN."), "ID");
    let found = read("id", None, "Tiketnya Rp 50.000 dan Rp 75.000.");
    assert_eq!((found[0].code.as_str(), found[0].count), ("ID", 0));
    assert!(read("id", None, "Tiketnya Rp 50.000 atau 4 euro.").is_empty());
}

#[test]
fn georgia_is_a_state_or_a_country() {
    assert_eq!(en("A court in Atlanta, Georgia, ruled in favour of Texas."), "US");
    assert_eq!(en("Russia closed its border with Georgia."), "GE RU");
    assert_eq!(en("Georgia will vote in May."), "GE");
    assert_eq!(en("Voters in Ohio and in Georgia waited."), "US");
}

#[test]
fn money_is_no_mention_but_a_last_resort() {
    assert_eq!(id("Rusia menjual gas seharga 5 juta dolar AS."), "RU");
    let found = read("en", None, "The fee is two mln Canadian dlrs.");
    assert_eq!(
        (found[0].code.as_str(), found[0].count, &found[0].via[..]),
        ("CA", 0, &[Via::Metadata][..])
    );
    assert_eq!(en("Shr 12 cts vs 10 cts"), "US");
    assert_eq!(id("Laba bersih naik."), "");
    assert_eq!(en("The fund paid 5 million dollars."), "US");
    assert_eq!(en("The Malang fund paid 5 million dollars."), "");
}

#[test]
fn the_dateline_counts_and_says_so() {
    let found = read("en", None, "HELSINKI, March 20 - Strong winds kept ships in port.");
    assert_eq!(
        (found[0].code.as_str(), &found[0].via[..]),
        ("FI", &[Via::Dateline][..])
    );
    assert_eq!(
        country_of_place("JAKARTA", Language::EN)
            .map(|c| c.to_string())
            .as_deref(),
        Some("ID")
    );
    assert_eq!(
        country_of_place("AKRON, Ohio", Language::EN)
            .map(|c| c.to_string())
            .as_deref(),
        Some("US")
    );
    assert_eq!(
        country_of_place("Malang", Language::EN)
            .map(|c| c.to_string())
            .as_deref(),
        Some("ID")
    );
    assert_eq!(country_of_place("Negeri Dongeng", Language::EN), None);
}

#[test]
fn the_last_place_of_a_dateline_says_where_the_others_lie() {
    assert_eq!(en("CANTON, Ohio, April 8 - The mill closed."), "US");
    assert_eq!(en("VICTORIA, British Columbia, March 20 - Taxes will rise."), "CA");
}

#[test]
fn cities_of_a_state_that_is_gone() {
    assert_eq!(en("MOSCOW, March 4 - The Soviet Union bought grain."), "SUHH");
    assert_eq!(en("BELGRADE, March 4 - Yugoslavia bought aircraft."), "YUCS");
    assert_eq!(
        en("Russia and Russian troops left Moscow, once the Soviet capital."),
        "RU SUHH"
    );
}

#[test]
fn tickers_double_names_and_companies() {
    assert_eq!(en("KAPUK CORP <KPK> YEAR LOSS, the notice in Tokyo said."), "JP");
    assert_eq!(en("Bristol-Meadows opened a plant in Osaka."), "JP");
    let found = read("en", None, "Peru ordered pipes from Chile Copper Works Ltd.");
    assert_eq!(found.iter().map(|c| c.code.as_str()).collect::<Vec<_>>(), ["PE", "CL"]);
}

#[test]
fn city_names_that_are_words_count_only_as_places() {
    assert_eq!(id("Kita merayakan Natal bersama."), "");
    assert_eq!(id("Ia tiba di Kota Bogor."), "ID");
    assert_eq!(en("The Akron plan failed."), "");
    assert_eq!(en("A factory in Akron burnt down."), "US");
}

#[test]
fn some_words_count_in_one_language_only() {
    assert!(read("en", Some("SHARES FALL AS OIL RISES"), "They fell.").is_empty());
    assert_eq!(
        read("id", Some("SAHAM AS TURUN"), "Harga turun.")[0].code.as_str(),
        "US"
    );
    assert_eq!(id("Aktris Irish Maharani menikah."), "");
}

#[test]
fn the_title_and_the_lead_tell_what_it_is_about() {
    let text = "Polandia menutup perbatasan.\nLangkah itu diumumkan Senin.\nSebelumnya Peru, Chad, Fiji, Kuba, Nepal, \
                Laos dan Togo juga disebut.";
    let found = read("id", Some("Polandia Tutup Perbatasan"), text);
    assert_eq!(found[0].code.as_str(), "PL");
    assert_eq!(found.iter().filter(|c| c.about).count(), 1);
    assert_eq!(found[0].count, 2);
}

fn about(language: &str, title: &str, text: &str) -> String {
    let found = read(language, Some(title), text);
    let mut codes: Vec<String> = found.iter().filter(|c| c.about).map(|c| c.code.to_string()).collect();
    codes.sort();
    codes.join(" ")
}

#[test]
fn what_the_title_and_the_lead_name_counts_among_many() {
    let more = "Israel closed the port. Israel and Israeli ships waited. Israel said so. Israel agreed. Spain did not.";
    let text = format!("Italy and Greece asked Israel to open the port.\n{more}");
    assert_eq!(about("en", "Italy, Greece ask Israel to open port", &text), "GR IL IT");
}

#[test]
fn what_a_file_is_indexed_by_is_what_it_is_about() {
    let raw = RawArticle {
        text: "Italy and Greece signed. Italy is glad.".to_owned(),
        places: vec![
            "GREECE".to_owned(),
            "west-germany".to_owned(),
            "UKR".to_owned(),
            "Nowhere Land".to_owned(),
        ],
        ..RawArticle::default()
    };
    let found = crate::extract::extract(raw).article.countries;
    let mut about: Vec<_> = found.iter().filter(|c| c.about).map(|c| c.code.to_string()).collect();
    about.sort();
    assert_eq!(about, ["DE", "GR", "UA"]);
    assert!(found.iter().any(|c| c.code.as_str() == "IT" && !c.about));
    assert!(
        found
            .iter()
            .any(|c| c.code.as_str() == "UA" && c.via == [Via::Metadata])
    );
}

#[test]
fn one_story_of_many_countries_is_about_all() {
    let text = "Sebelas negara sudah lolos.\nMereka adalah Jepang, Iran, Uzbekistan, Yordania, Argentina, Kanada, Meksiko, Selandia Baru.";
    assert_eq!(about("id", "Daftar negara yang lolos", text), "AR CA IR JO JP MX NZ UZ");
}

#[test]
fn a_country_by_the_way_and_the_newsroom_are_not_what_it_is_about() {
    let text = "JAKARTA - Juara bertahan kalah lagi di Italia.\nKlub Italia itu menang dua kali.";
    assert_eq!(about("id", "Hasil Liga Italia: Juara Kalah", text), "IT");
    let text = "JAKARTA - Pemerintah membuka opsi impor gula dari Brasil.\nHarga gula naik.";
    assert_eq!(about("id", "Impor gula dibuka lagi", text), "ID");
    let text = "Warga Bantul menemukan granat peninggalan Belanda di Bantul, Yogyakarta.\nPolres Bantul mengamankannya. Bantul tenang.";
    assert_eq!(about("id", "Warga Bantul Temukan Granat", text), "ID");
}

#[test]
fn queries_find_countries_and_regions() {
    let code = |text: &str| find(text).map(|c| c.to_string()).unwrap_or_default();
    assert_eq!(code("ua"), "UA");
    assert_eq!(code("UKRAINA"), "UA");
    assert_eq!(code("ukraine"), "UA");
    assert_eq!(code("USA"), "US");
    assert_eq!(code("AS"), "US");
    assert_eq!(code("the Netherlands"), "NL");
    assert_eq!(code("cote d’ivoire"), "CI");
    assert_eq!(code("suhh"), "SUHH");
    assert_eq!(code("Atlantis"), "");
    assert_eq!(nearest("Ukrania", 1), ["Ukraina"]);
    assert!(nearest("xyzzy", 5).is_empty());
    for name in ["Asia Tenggara", "035", "South-eastern Asia", "Southeast Asia"] {
        assert_eq!(find_region(name).map(Region::code).as_deref(), Some("035"), "{name}");
    }
    // One of the two is a part of the other.
    assert_eq!(
        find_region("Northern America").map(Region::code).as_deref(),
        Some("021")
    );
    assert_eq!(find_region("North America").map(Region::code).as_deref(), Some("003"));
    let eastern = find_region("Eropa Timur");
    assert_eq!(eastern, find_region("Eastern Europe"));
    let ukraine = find("UA").unwrap_or_else(|| panic!("it is in the table"));
    assert!(regions_of(ukraine).contains(&eastern.unwrap_or_else(|| panic!("it is in the table"))));
    assert_eq!(label(ukraine), Some("Ukraine"));
    assert_eq!(name_in(ukraine, Language::ID), Some("Ukraina"));
}

#[test]
fn groups_of_countries_have_members_and_days() {
    let members = |name: &str, on: Option<&str>| {
        let region = find_region(name).unwrap_or_else(|| panic!("no region `{name}`"));
        let codes = countries_of(
            region,
            on.map(|day| day.parse().unwrap_or_else(|_| panic!("no day `{day}`"))),
        );
        codes.iter().map(|code| code.to_string()).collect::<Vec<_>>().join(" ")
    };
    let middle_east = members("Timur Tengah", None);
    assert!(middle_east.contains("IR") && middle_east.contains("EG") && !middle_east.contains("GE"));
    assert_eq!(middle_east, members("Middle East", None));
    assert!(!members("Asia Barat", None).contains("IR") && members("Asia Barat", None).contains("GE"));
    assert!(members("ASEAN", None).contains("TL") && !members("Asean", Some("2024-01-01")).contains("TL"));
    assert!(members("Uni Eropa", Some("2019-05-01")).contains("GB") && !members("EU", None).contains("GB"));
    assert_eq!(members("BRICS", Some("2010-01-01")), "BR CN IN RU");
    assert!(members("OPEC", Some("2016-02-01")).contains("ID") && !members("OPEC", Some("2010-01-01")).contains("ID"));
    assert_eq!(members("G7", None), "CA DE FR GB IT JP US");
    assert_eq!(members("G20", None).split(' ').count(), 19);
    let iran = find("IR").unwrap_or_else(|| panic!("it is in the table"));
    let named = |region: &Region| region_label(*region, Language::ID);
    assert!(regions_of(iran).iter().any(|region| named(region) == "Timur Tengah"));
    assert!(!regions_of(iran).iter().any(|region| named(region) == "OPEC"));
    for row in rows(GROUPS) {
        let day = |i: usize| {
            row.get(i)
                .is_none_or(|day| day.is_empty() || day.parse::<jiff::civil::Date>().is_ok())
        };
        assert!(
            Region::from_code(row[0]).is_some() && find(row[1]).is_some() && day(2) && day(3),
            "{row:?}"
        );
    }
}

#[test]
fn the_tables_are_whole() {
    let mut seen = FxHashSet::default();
    let mut last = "";
    for row in rows(COUNTRIES) {
        assert!(row.len() >= 4 && !row[2].is_empty() && !row[3].is_empty(), "{row:?}");
        assert!(CountryCode::from_code(row[0]).is_some() && row[0] > last, "{row:?}");
        last = row[0];
        assert!(seen.insert(row[0]), "{row:?} stands twice");
        for code in row.get(4).into_iter().flat_map(|r| r.split_whitespace()) {
            assert!(Region::from_code(code).is_some(), "{row:?}");
        }
        assert_eq!(
            find(row[2]).map(|c| c.to_string()).as_deref(),
            Some(row[0]),
            "{}",
            row[2]
        );
    }
    assert!(all().iter().filter(|c| c.as_str().len() == 2).count() >= 249);
    for (file, rows_of_usage) in usage() {
        let mut seen = FxHashSet::default();
        for row in rows(rows_of_usage) {
            assert!(
                row.len() == 3 && CountryCode::from_code(row[0]).is_some_and(|c| label(c).is_some()),
                "{row:?}"
            );
            let kinds = [
                "name", "group", "exact", "demonym", "metonym", "office", "place", "state", "postal", "home",
                "company", "money",
            ];
            assert!(kinds.contains(&row[1]), "{row:?}");
            for (word, _) in words(row[2]) {
                assert!(
                    seen.insert((matches!(row[1], "state" | "postal"), word)),
                    "`{word}` stands twice in file {file:?}"
                );
            }
        }
    }
}

/// Were it quadratic, this would run for minutes.
#[test]
fn a_megabyte_of_names_is_read_to_its_end() {
    let named = |times: usize| {
        let text = "Papua New Guinea, Georgia, Lima Puluh Chad ".repeat(times);
        read("en", None, &text).iter().map(|c| c.count).sum::<u32>()
    };
    assert!(named(25_000) > 10_000);
}

proptest! {
    #[test]
    fn spans_are_valid_and_salience_adds_up(
        text in "(\\PC{0,3}|Rusia |AS |U\\.S\\. |Paris, |Texas |Ga\\. |dolar |in |Bank of America |\n|- ){0,40}"
    ) {
        let raw = RawArticle { text, language: Some("en".to_owned()), ..RawArticle::default() };
        let article = crate::extract::extract(raw).article;
        let sum: f32 = article.countries.iter().map(|c| c.salience).sum();
        prop_assert!(article.countries.is_empty() || (sum - 1.0).abs() < 1e-4);
        for country in &article.countries {
            prop_assert!(country.spans.is_sorted() && country.via.is_sorted());
            for span in &country.spans {
                prop_assert!(article.body.get(span.range()).is_some_and(|text| !text.is_empty()));
            }
        }
    }
}
