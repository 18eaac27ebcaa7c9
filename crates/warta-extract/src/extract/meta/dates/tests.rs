use super::*;
use proptest::prelude::*;

fn id(text: &str) -> String {
    parse_date(text, Language::ID)
        .map(|p| p.to_string())
        .unwrap_or_default()
}

fn en(text: &str) -> String {
    parse_date(text, Language::EN)
        .map(|p| p.to_string())
        .unwrap_or_default()
}

#[test]
fn forms_of_indonesian_outlets() {
    for (text, wanted) in [
        ("Jumat, 18 Februari 2022 14:05 WIB", "2022-02-18T14:05:00+07:00"),
        ("Jumat, 18 Februari 2022 | 14.05 WITA", "2022-02-18T14:05:00+08:00"),
        ("Jum'at, 18 Pebruari 2022 pukul 14:05 WIT", "2022-02-18T14:05:00+09:00"),
        ("Jumat (18/2/2022)", "2022-02-18"),
        ("18/02/2022", "2022-02-18"),
        ("10-Sep-19", "2019-09-10"),
        ("10-Sep-19 23:04", "2019-09-10T23:04:00+07:00"),
        ("Oktober 19, 2019", "2019-10-19"),
        ("31 Juli 2019, 12:38", "2019-07-31T12:38:00+07:00"),
        ("Kamis, 09 Mar 2023 08:02 WIB", "2023-03-09T08:02:00+07:00"),
        ("16/03/2023 14:30", "2023-03-16T14:30:00+07:00"),
        ("Kompas.com - 18/02/2022, 14:05 WIB", "2022-02-18T14:05:00+07:00"),
        ("2026/05/24 10:00", "2026-05-24T10:00:00+07:00"),
        ("Selasa 3 Nop 1998", "1998-11-03"),
        ("20220218", "2022-02-18"),
    ] {
        assert_eq!(id(text), wanted, "{text}");
    }
}

#[test]
fn months_of_other_languages() {
    let de = Language::from_code("de").expect("a code");
    let day = |text: &str| parse_date(text, de).map(|p| p.to_string()).unwrap_or_default();
    assert_eq!(day("Veröffentlicht am 13. Mai 2026 um 15:44"), "2026-05-13");
    assert_eq!(day("1er août 2024 à 9 h"), "2024-08-01");
    assert_eq!(day("2 de agosto de 2024"), "2024-08-02");
    assert_eq!(day("le 2 août 2024"), "2024-08-02");
    assert_eq!(day("3 Ağustos 2024"), "2024-08-03");
}

#[test]
fn forms_of_english_outlets_and_machines() {
    for (text, wanted) in [
        ("2022-02-18T14:05:00Z", "2022-02-18T14:05:00+00:00"),
        ("2022-02-18T14:05:00.123+07:00", "2022-02-18T14:05:00+07:00"),
        ("2022-02-18 14:05:00 +0700", "2022-02-18T14:05:00+07:00"),
        ("Fri, 18 Feb 2022 14:05:00 GMT", "2022-02-18T14:05:00+00:00"),
        ("Fri, 18 Feb 2022 14:05:00 -0500", "2022-02-18T14:05:00-05:00"),
        ("27-MAR-1987 00:21:07.34&#5;&#5;F", "1987-03-27"),
        ("9-APR-1987 12:17:51.05", "1987-04-09"),
        ("March 4, 2022 3:05 p.m. ET", "2022-03-04T15:05:00-05:00"),
        ("July 4, 2022 at 3:05 PM ET", "2022-07-04T15:05:00-04:00"),
        ("12:00 am EST, March 4, 2022", "2022-03-04T00:00:00-05:00"),
        ("4th of March 2022", "2022-03-04"),
        ("02/18/2022", "2022-02-18"),
        ("03/04/2022", "2022-03-04"),
        ("18/02/2022", "2022-02-18"),
        ("04.03.2022", "2022-03-04"),
        ("Sept. 5, 2021", "2021-09-05"),
        ("1645167900", "2022-02-18T07:05:00+00:00"),
        ("1645167900000", "2022-02-18T07:05:00+00:00"),
        ("2022-02-18 14:05 GMT+7", "2022-02-18T14:05:00+07:00"),
    ] {
        assert_eq!(en(text), wanted, "{text}");
    }
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "kemarin",
        "18 Februari",
        "31/02/2022",
        "1.250.000",
        "2022",
        "12:30 WIB",
        "3-1-1",
        "99999999999999999999",
    ] {
        assert_eq!(id(text), "", "{text}");
    }
}

#[test]
fn a_part_of_a_date_is_a_range() {
    let range = |text| DateRange::parse(text, Language::ID).map(|r| format!("{} {}", r.first, r.last));
    for (text, wanted) in [
        ("2022", "2022-01-01 2022-12-31"),
        ("2022-02", "2022-02-01 2022-02-28"),
        ("02/2024", "2024-02-01 2024-02-29"),
        ("Februari 2022", "2022-02-01 2022-02-28"),
        ("feb-2022", "2022-02-01 2022-02-28"),
        ("2022-02-18", "2022-02-18 2022-02-18"),
        ("Jumat, 18 Februari 2022", "2022-02-18 2022-02-18"),
    ] {
        assert_eq!(range(text).as_deref(), Some(wanted), "{text}");
    }
    for text in [
        "",
        "2022-13",
        "2022-02-30",
        "22",
        "februari",
        "18 Februari 2022 di Jakarta",
        "senjata",
    ] {
        assert_eq!(range(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,80}|[0-9A-Za-z:/., +-]{0,60}") {
        for language in [Language::ID, Language::EN, Language::UNKNOWN] {
            let _ = parse_date(&text, language).map(|p| (p.to_string(), p.day(), p.timestamp()));
            let _ = DateRange::parse(&text, language);
        }
    }

    #[test]
    fn every_day_is_read_back(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28) {
        let date = jiff::civil::date(year, month, day);
        for text in [format!("{day}/{month}/{year}"), date.to_string(), format!("{year}{month:02}{day:02}")] {
            prop_assert_eq!(parse_date(&text, Language::ID), Some(Published::Day(date)));
        }
    }
}
