//! Phrases and what they mean, by language; invented for this table.

use std::str::FromStr;

use proptest::prelude::*;

use super::{AmountPhrase, amounts, parse, print};
use crate::article::{Bound, Currency, Decimal, Language};
use crate::extract::text::Doc;

/// Each amount of a text as `CUR min..max`, `-` for no bound.
fn read(language: Language, text: &str) -> String {
    let doc = Doc::new(text, language);
    let show = |v: &Option<Decimal>| v.as_ref().map_or("-".to_owned(), |v| v.normalized().to_plain_string());
    let all: Vec<String> = amounts(&doc, 0, None)
        .0
        .iter()
        .map(|a| match a.bound {
            Bound::Exact => format!("{} {}", a.currency, show(&a.min)),
            Bound::About => format!("{} ~{}", a.currency, show(&a.min)),
            _ => format!("{} {}..{}", a.currency, show(&a.min), show(&a.max)),
        })
        .collect();
    all.join("; ")
}

#[track_caller]
fn check(language: Language, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, want)| {
            let got = read(language, text);
            (got != *want).then(|| format!("{text}: {got}, not {want}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} wrong:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}

#[test]
fn indonesian_amounts() {
    check(
        Language::ID,
        &[
            ("Rp 15.000", "IDR 15000"),
            ("Rp15.000", "IDR 15000"),
            ("Rp. 15.000,50", "IDR 15000.5"),
            ("Rp 1,5 triliun", "IDR 1500000000000"),
            ("Rp 1.5 juta", "IDR 1500000"),
            ("Rp 25,43 M", "IDR 25430000000"),
            ("Rp15 M", "IDR 15000000000"),
            ("Rp 660 T", "IDR 660000000000000"),
            ("Rp 200 rb", "IDR 200000"),
            ("Rp 200rb", "IDR 200000"),
            ("Rp 500 jt", "IDR 500000000"),
            ("Rp14.000-an", "IDR ~14000"),
            ("5 ribu rupiah", "IDR 5000"),
            ("setengah juta rupiah", "IDR 500000"),
            ("satu setengah miliar rupiah", "IDR 1500000000"),
            ("dua puluh lima juta rupiah", "IDR 25000000"),
            ("seribu lima ratus rupiah", "IDR 1500"),
            ("sepuluh juta rupiah", "IDR 10000000"),
            ("USD 650 juta", "USD 650000000"),
            ("US$140 ribu", "USD 140000"),
            ("500 juta USD", "USD 500000000"),
            ("12 dolar AS", "USD 12"),
            ("3 juta dollar AS", "USD 3000000"),
            ("1,2 miliar dolar Australia", "AUD 1200000000"),
            ("S$ 480 ribu", "SGD 480000"),
            ("2.000 euro", "EUR 2000"),
            ("€ 4,5 juta", "EUR 4500000"),
            ("47 juta poundsterling", "GBP 47000000"),
            ("9 miliar yen", "JPY 9000000000"),
            ("2,1 miliar yuan", "CNY 2100000000"),
            ("120 ringgit", "MYR 120"),
            ("RM 2 juta", "MYR 2000000"),
            ("5.000 riyal", "SAR 5000"),
            ("50 juta rial", "IRR 50000000"),
            ("53 baht", "THB 53"),
            ("16 sen dollar AS", "USD 0.16"),
            ("Rp 5-10 miliar", "IDR 5000000000..10000000000"),
            ("Rp 5 miliar sampai Rp 10 miliar", "IDR 5000000000..10000000000"),
            ("antara 3 sampai 7 dolar", "USD 3..7"),
            ("antara Rp 3 juta dan Rp 7 juta", "IDR 3000000..7000000"),
            ("dari 2.000 hingga 8.000 rupiah", "IDR 2000..8000"),
            ("2 sampai 3 miliar rupiah", "IDR 2000000000..3000000000"),
            ("sekitar Rp 5 miliar", "IDR ~5000000000"),
            ("kira-kira 5 juta rupiah", "IDR ~5000000"),
            ("hampir Rp 2 triliun", "IDR ~2000000000000"),
            ("lebih dari USD 100 juta", "USD 100000000..-"),
            ("di atas Rp 1 miliar", "IDR 1000000000..-"),
            ("minimal Rp 50.000", "IDR 50000..-"),
            ("kurang dari Rp 10.000", "IDR -..10000"),
            ("di bawah 95 juta rupiah", "IDR -..95000000"),
            ("tidak sampai Rp 1 juta", "IDR -..1000000"),
            ("maksimal Rp 25 juta", "IDR -..25000000"),
            ("USD 1 juta (Rp 14 miliar)", "USD 1000000; IDR 14000000000"),
            ("dari Rp 150.000 menjadi Rp 260.000", "IDR 150000; IDR 260000"),
            ("-Rp465,69 miliar", "IDR -465690000000"),
            ("Rp 17.250.000.000", "IDR 17250000000"),
            (
                "harga 1,2 miliar dolar Australia, atau 575 juta dolar setahun",
                "AUD 1200000000; AUD 575000000",
            ),
        ],
    );
}

#[test]
fn english_amounts() {
    check(
        Language::EN,
        &[
            ("$1,500", "USD 1500"),
            ("$1.2 billion", "USD 1200000000"),
            ("$25k", "USD 25000"),
            ("$2m", "USD 2000000"),
            ("£3bn", "GBP 3000000000"),
            ("£1.2 million", "GBP 1200000"),
            ("6 lakh rupees", "INR 600000"),
            ("Rs 5 crore", "INR 50000000"),
            ("1.5 billion dlrs", "USD 1500000000"),
            ("250 mln stg", "GBP 250000000"),
            ("15 cts", "USD 0.15"),
            ("Shr 34 cts vs 1.19 dlrs", "USD 0.34; USD 1.19"),
            ("19-1/2 cents", "USD 0.195"),
            ("3-5/8 dlrs", "USD 3.625"),
            ("U.S. dlrs 5.98 billion", "USD 5980000000"),
            ("Swiss Franc 400 mln", "CHF 400000000"),
            ("one million dollars", "USD 1000000"),
            ("half a million dollars", "USD 500000"),
            ("twenty-five thousand euros", "EUR 25000"),
            ("2.5 million Swiss francs", "CHF 2500000"),
            ("1.75 million Swiss francs", "CHF 1750000"),
            ("480 billion yen", "JPY 480000000000"),
            ("A$90m", "AUD 90000000"),
            ("NZ$310,000", "NZD 310000"),
            ("HK$ 5 million", "HKD 5000000"),
            ("Rp 2 trillion", "IDR 2000000000000"),
            ("50 pence", "GBP 0.5"),
            ("between $200 million and $250 million", "USD 200000000..250000000"),
            ("$5 to $10 million", "USD 5000000..10000000"),
            ("$5-10 million", "USD 5000000..10000000"),
            ("55-65 mln dlrs", "USD 55000000..65000000"),
            ("800 mln dlrs to 1 billion dlrs", "USD 800000000..1000000000"),
            ("more than $12 million", "USD 12000000..-"),
            ("at least $5 million", "USD 5000000..-"),
            ("up to 150 million pounds", "GBP -..150000000"),
            ("under $50", "USD -..50"),
            ("about $20 a day", "USD ~20"),
            ("nearly 3 billion zlotys", "PLN ~3000000000"),
            ("4.8 billion naira ($11.7 million)", "NGN 4800000000; USD 11700000"),
            ("60 mln Canadian dlrs, or 25 dlrs a share", "CAD 60000000; CAD 25"),
        ],
    );
}

#[test]
fn a_suffix_says_that_it_is_about_so_much() {
    check(
        Language::ID,
        &[
            ("menelan Rp 2 triliunan", "IDR ~2000000000000"),
            ("sisanya Rp300-an juta", "IDR ~300000000"),
            (
                "sekitar Rp 300an juta atau Rp 400 juta",
                "IDR ~300000000; IDR 400000000",
            ),
            ("50 jutaan rupiah", "IDR ~50000000"),
            ("lebih dari Rp 2 miliaran", "IDR 2000000000..-"),
        ],
    );
}

#[test]
fn numbers_are_read_by_their_money() {
    check(
        Language::EN,
        &[
            ("costs Rp 25.000 here and Rp10.000 there", "IDR 25000; IDR 10000"),
            ("a gallon at $3.459", "USD 3.459"),
            ("KRW 15.000 a head", "KRW 15000"),
            (
                "a $5-million contract, a US$20-million loan",
                "USD 5000000; USD 20000000",
            ),
            ("paid 3 000 euros and $12 500", "EUR 3000; USD 12500"),
            ("1 200 000 kroner", "DKK 1200000"),
            ("columns of $5 100 2001", "USD 5"),
            ("in 1998 12 500 euros", "EUR 12500"),
            (
                "Rs 40 Cr, then ₹ 5.22 Lac and Rs 5.2 lac",
                "INR 400000000; INR 522000; INR 520000",
            ),
            ("20 dollars and 43 cents", "USD 20.43"),
            ("5 euros 20 euro cents", "EUR 5.2"),
            ("20 dollars and 5 euros", "USD 20; EUR 5"),
            ("at 34 cents and 1.19 dollars", "USD 0.34; USD 1.19"),
            ("400,000 Deutsche marks, 900 million lire", "DEM 400000; ITL 900000000"),
            ("1,200 bitcoin, 45.5 BTC and 3,000 ETH", "BTC 1200; BTC 45.5; ETH 3000"),
            ("88.90 to 92.29 U.S dlrs a tonne", "USD 88.9..92.29"),
        ],
    );
    check(
        Language::ID,
        &[
            ("defisit US192,78 miliar", "USD 192780000000"),
            ("naik ke US$1,500 per ons", "USD 1500"),
            ("naik US$1,5 juta", "USD 1500000"),
            ("RM 1.5 juta dan RM2 bilion", "MYR 1500000; MYR 2000000000"),
            ("Rp8.444,87 triliun", "IDR 8444870000000000"),
            ("dari anggaran tahun 2019 Rp 4,6 miliar", "IDR 4600000000"),
        ],
    );
}

#[test]
fn words_and_codes_that_are_money_elsewhere() {
    check(
        Language::EN,
        &[
            ("The party won 5 million votes", ""),
            ("She won 3 million dollars", "USD 3000000"),
            ("An SR-71 flew over COP28 with PHP 8", ""),
            ("The year 1986 marks a turn", ""),
            ("SAR 5 million, or SAR 750 a head", "SAR 5000000; SAR 750"),
            ("Highway US101 was closed", ""),
            ("from January 28 to 285 million dollars", "USD 285000000"),
        ],
    );
    check(
        Language::ID,
        &[
            ("Tim SAR 30 personel tiba", ""),
            ("SAR 2, lalu pulang", ""),
            ("dana 2,5 juta SAR", "SAR 2500000"),
        ],
    );
}

#[test]
fn an_amount_in_a_link_is_another_articles() {
    check(
        Language::ID,
        &[
            (
                "Ia hadir, Baca juga: Harga Cabai Naik Rp 5.000 Hal itu dikatakan di pasar. Beras Rp 9.000.",
                "IDR 9000",
            ),
            ("Baca juga buku seharga Rp 5.000 itu.", "IDR 5000"),
        ],
    );
}

#[test]
fn two_numbers_share_a_currency() {
    check(
        Language::ID,
        &[
            ("hadiah 5 dan 10 juta dolar", "USD 5000000; USD 10000000"),
            ("denda 3 juta dan 7 juta rupiah", "IDR 3000000; IDR 7000000"),
            ("sekitar 2 dan 4 miliar rupiah", "IDR ~2000000000; IDR 4000000000"),
            ("uang 20 dan 50 ribu rupiah", "IDR 20000; IDR 50000"),
            ("antara 3 dan 5 juta dolar", "USD 3000000..5000000"),
            ("sejak 2020 dan 5 juta dolar", "USD 5000000"),
            ("Pasal 5 dan 10 juta rupiah", "IDR 10000000"),
            ("lima dan Rp 10 juta", "IDR 10000000"),
        ],
    );
    check(
        Language::EN,
        &[
            ("prizes of 5 and 10 million dollars", "USD 5000000; USD 10000000"),
            ("notes of 20 and 50 euros", "EUR 20; EUR 50"),
            ("between 3 and 5 million dollars", "USD 3000000..5000000"),
            ("on March 5 and 10 million dollars later", "USD 10000000"),
            ("2,500 and 5 million dollars", "USD 5000000"),
            ("six million and five hundred thousand dollars", "USD 500000"),
            ("the first one and 10 million dollars", "USD 10000000"),
        ],
    );
}

#[test]
fn a_dollar_alone_is_the_articles_own() {
    check(
        Language::EN,
        &[
            (
                "A$90m and A$5m, or US$60m, of which $2m is paid",
                "AUD 90000000; AUD 5000000; USD 60000000; AUD 2000000",
            ),
            (
                "A$90m, or US$60m, of which $2m is paid",
                "AUD 90000000; USD 60000000; AUD 2000000",
            ),
            (
                "US$60m, or A$90m, of which $2m is paid",
                "USD 60000000; AUD 90000000; USD 2000000",
            ),
            (
                "A$90m, or US$60m and US$5m, of which $2m",
                "AUD 90000000; USD 60000000; USD 5000000; USD 2000000",
            ),
            ("$2m, and later A$90m", "USD 2000000; AUD 90000000"),
        ],
    );
}

#[test]
fn what_is_no_money() {
    for (language, text) in [
        (Language::ID, "150.000 personel pada 18/2/2022 pukul 14.05"),
        (Language::ID, "menang 2-1 dengan 70 persen suara, usia 52 tahun"),
        (Language::ID, "indeks naik ke 6.930,21 dan telepon 021-555123"),
        (Language::EN, "He won 10 races, lost 5 pounds and scored 20 marks"),
        (Language::EN, "Shares rose 3 percent on March 4, 2022"),
    ] {
        assert_eq!(read(language, text), "", "{text}");
    }
}

#[test]
fn counts_have_their_unit() {
    let doc = Doc::new(
        "sekitar 150.000 personel dan dua kapal, 10 orang tewas pada 2022 lalu, naik 5 persen",
        Language::ID,
    );
    let all: Vec<String> = amounts(&doc, 0, None)
        .1
        .iter()
        .map(|q| format!("{} {} {:?}", q.value, q.unit, q.bound))
        .collect();
    assert_eq!(all, ["150000 personel About", "2 kapal Exact", "10 orang Exact"]);
}

#[test]
fn what_is_counted_is_a_noun() {
    let doc = Doc::new(
        "Five new ferries sailed 30 nautical miles; 40 rose and two major storms came.",
        Language::EN,
    );
    let all: Vec<String> = amounts(&doc, 0, None)
        .1
        .iter()
        .map(|q| format!("{} {}", q.value, q.unit))
        .collect();
    assert_eq!(all, ["5 ferries", "2 storms"]);
}

#[test]
fn a_query_is_read_by_the_same_code() {
    let usd = Currency::from_code("USD").expect("a code");
    let million = |n: u64| Some(Decimal::from(n * 1_000_000));
    assert_eq!(
        parse("USD 500 juta", Language::ID),
        Some(AmountPhrase {
            currency: usd,
            min: million(500),
            max: million(500),
            bound: Bound::Exact
        })
    );
    assert_eq!(
        parse("USD", Language::ID).map(|a| (a.currency, a.min)),
        Some((usd, None))
    );
    assert_eq!(parse("lima ekor ayam", Language::ID), None);
    assert_eq!(parse("USD 5 juta lagi", Language::ID), None);
}

#[test]
fn hostile_text_ends() {
    for piece in [
        "9",
        "$",
        "Rp ",
        "1.",
        "dua puluh ",
        "antara 3 sampai ",
        "5-",
        "satu setengah ",
        "5 dan ",
        "A$5 ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        read(Language::ID, &text);
        read(Language::EN, &text);
    }
}

#[test]
fn two_parties_of_a_story_are_no_count() {
    let counts = |text: &str| {
        let doc = Doc::new(text, Language::ID);
        amounts(&doc, 0, None)
            .1
            .iter()
            .map(|q| q.span.of(text).to_owned())
            .collect::<Vec<_>>()
    };
    assert!(counts("Ia prihatin dengan konflik dua negara itu.").is_empty());
    assert_eq!(
        counts("Mereka mengirim dua kapal ke 16 negara."),
        ["dua kapal", "16 negara"]
    );
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(digits in "[1-9][0-9]{0,29}", decimals in "[0-9]{0,3}", bound in 0..5usize) {
        let text = if decimals.is_empty() { digits.clone() } else { format!("{digits}.{decimals}") };
        let value = Decimal::from_str(&text).expect("a number").normalized();
        let currency = Currency::from_code("EUR").expect("a code");
        let (min, max, bound) = match bound {
            0 => (Some(value.clone()), Some(value), Bound::Exact),
            1 => (Some(value.clone()), Some(value), Bound::About),
            2 => (Some(value), None, Bound::AtLeast),
            3 => (None, Some(value), Bound::AtMost),
            _ => (Some(value.clone()), Some(value + Decimal::from(1)), Bound::Range),
        };
        let amount = AmountPhrase { currency, min, max, bound };
        prop_assert_eq!(parse(&print(&amount), Language::EN), Some(amount));
    }

    #[test]
    fn spans_are_valid(text in "([0-9.,$€/ -]|Rp|juta|miliar|dolar|sen| sampai | dan | and |antara |dua|lima){0,60}") {
        for language in [Language::ID, Language::EN] {
            let doc = Doc::new(&text, language);
            let (amounts, quantities) = amounts(&doc, 0, None);
            for span in amounts.iter().map(|a| a.span).chain(quantities.iter().map(|q| q.span)) {
                prop_assert!(text.get(span.range()).is_some());
            }
        }
    }
}
