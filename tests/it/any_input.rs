//! Any bytes give articles or a reason, and any text is understood: nothing panics, hangs, or points where there is no text.
//!
//! A run of the tests has time for a few thousand inputs. More, and others:
//! `WARTA_FUZZ_ROUNDS=1000000 WARTA_FUZZ_SEED=2 cargo test --release --test it -- any_input broken_files`, and for queries and what they are
//! lowered to `WARTA_CASES=10000000 WARTA_SEED=2 cargo test --release --test it -- any_text`. Each test says with `--nocapture` how many
//! inputs it had.

use std::time::{Duration, Instant};

use warta::article::{Article, Language, RawArticle, Span};
use warta::extract::extract;

use crate::dice::{Dice, rounds};
use crate::one_file::{broken, read_bytes};

/// What a small input may take; none takes a thousandth of it.
const MOST: Duration = Duration::from_secs(5);

const STORY: &str = "Kapal itu kembali ke pelabuhan lama sejak pagi, kata nakhoda Bagas Wicaksono, dan para penumpang turun satu per satu \
                     sambil membawa barang dagangan dari pulau-pulau di seberang teluk yang selama sembilan hari tidak disinggahi kapal \
                     karena ombak tinggi dan angin kencang.";

/// Small files of the kinds that most archives are made of, each under the name of what its test is about.
fn small_files() -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let utf32 = |text: &str| {
        text.chars()
            .flat_map(|c| u32::from(c).to_be_bytes())
            .collect::<Vec<u8>>()
    };
    let text = format!("Judul: Kapal\nTanggal: 2 Maret 2019\n\n“{STORY}” – Élan\n");
    // As Windows-1252 has it.
    let western: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '–' => 0x96,
            c => c as u32 as u8,
        })
        .collect();
    let page = format!(
        "<!doctype html><html><head><meta charset=utf-8><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Kapal\",\
         \"datePublished\":\"2019-03-02T10:00:00+07:00\",\"author\":[{{\"name\":\"Ratri Wulan\"}}]}}</script></head><body><nav><a href='/x'>x</a>\
         </nav><article><h1>Kapal</h1><time datetime='2019-03-02'>x</time><p>{STORY}</p><p>&ldquo;{STORY}&rdquo;</p></article></body></html>"
    );
    let rss = format!(
        "<?xml version='1.0'?><rss><channel><item><title>x</title><pubDate>Sat, 02 Mar 2019 10:00:00 +0700</pubDate>\
         <description><![CDATA[<p>{STORY}</p>]]></description></item></channel></rss>"
    );
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        ("decode-utf8.txt", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("decode-utf16.txt", utf16(&text)),
        ("decode-utf32.txt", utf32(&text)),
        ("decode-windows.txt", western),
        (
            "decode-mojibake.txt",
            text.replace('“', "â€œ").replace('É', "Ã‰").into_bytes(),
        ),
    ];
    let as_text = [
        (
            "table.csv",
            format!("judul,isi,tanggal\nKapal,\"{STORY}\",2019-03-02\nPerahu,\"{STORY} \"\"x\"\"\",2 Maret 2019\n"),
        ),
        ("table.tsv", format!("judul\tisi\nKapal\t{STORY}\n")),
        (
            "table-tilde.csv",
            format!("id~title~content~waktu_terbit\n7~Kapal~{STORY}~02/03/2019 10:00 WIB\n"),
        ),
        (
            "lines.jsonl",
            format!(
                "{{\"judul\":\"Kapal\",\"isi\":\"{STORY}\",\"tanggal\":1551495600}}\n{{\"_source\":{{\"isi\":\"x\\u2019\"}}}}\n"
            ),
        ),
        (
            "list.json",
            format!("{{\"data\":[{{\"judul\":\"Kapal\",\"isi\":[\"{STORY}\",\"x\"]}}]}}"),
        ),
        (
            "columns.json",
            format!("{{\"judul\":{{\"0\":\"Kapal\"}},\"isi\":{{\"0\":\"{STORY}\"}}}}"),
        ),
        ("page.html", page),
        ("feed.xml", rss),
        (
            "mail.eml",
            format!("From: a@b.example\nSubject: =?utf-8?q?x_y?=\nMessage-ID: <1>\n\n{STORY}"),
        ),
    ];
    files.extend(as_text.map(|(name, text)| (name, text.into_bytes())));
    files
}

#[test]
fn any_file_ends_well() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut dice = Dice::told(3);
    let mut inputs = 0;
    let files = small_files();
    for _ in 0..rounds(20) {
        for (name, good) in &files {
            let mut bytes = match dice.roll(8) {
                0 => (0..dice.roll(300)).map(|_| dice.roll(256) as u8).collect(),
                _ => good.clone(),
            };
            for _ in 0..1 + dice.roll(4) {
                bytes = broken(&bytes, &mut dice);
            }
            let start = Instant::now();
            let (articles, errors) = read_bytes(dir.path(), name, &bytes);
            let took = start.elapsed();
            assert!(
                articles + errors > 0,
                "{name} gives neither articles nor errors: {:?}",
                bytes.escape_ascii().to_string()
            );
            assert!(
                took < MOST,
                "{name} took {took:?}: {:?}",
                bytes.escape_ascii().to_string()
            );
            inputs += 1;
        }
    }
    println!("{inputs} files");
}

/// Pieces of sentences that speak, count, pay and tell the day, in the languages that have a profile.
const SPEECH: &[&str] = &[
    "kata",
    "ujar",
    "menurut",
    "mengatakan",
    "katanya",
    "tambahnya",
    "bahwa",
    "said",
    "told",
    "according to",
    "added",
    "says he",
    "berkata",
    "Presiden",
    "Menteri Keuangan",
    "juru bicara",
    "Prime Minister",
    "Datuk Seri",
    "Bagas Wicaksono",
    "Ratri Wulan",
    "Dr. Sri Lestari, M.Si.",
    "Margaret Ellison",
    "O'Hara",
    "PT Rawa Jaya",
    "Kementerian Luar Negeri",
    "ia",
    "dia",
    "she",
    "beliau",
    "itu",
    "-nya",
    "\"",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    ",",
    ",",
    ".",
    ".",
    "?",
    "!",
    ":",
    ";",
    "–",
    "(",
    ")",
    "\n",
    "\n",
];
const MONEY: &[&str] = &[
    "Rp",
    "Rp 5",
    "Rp1.234.567,89",
    "USD 3,2 miliar",
    "US$1.5bn",
    "$",
    "€ 12",
    "RM1.2 juta",
    "500 juta dolar AS",
    "triliun",
    "million",
    "lebih dari",
    "sekitar",
    "at least",
    "hingga",
    "1,5",
    "1.5",
    "0",
    "9999999999999999999999999999999999",
    "-7",
    "½",
    "12%",
    "3 persen",
    "2.000 ton",
    "150.000 personel",
    "seribu",
    "dua ratus juta",
    "Rp 1 hingga Rp 2 triliun",
    "yen",
    "poundsterling",
    "SGD",
    "/",
    ".",
    ",",
];
const DATES: &[&str] = &[
    "Senin (3/4/2023)",
    "3 April 2023",
    "2023-04-03",
    "April 3, 2023",
    "31/02/2023",
    "kemarin",
    "yesterday",
    "Rabu",
    "on Monday",
    "tahun lalu",
    "last week",
    "9999-12-31",
    "0000-00-00",
    "29 Februari 2023",
    "1 Muharam 1445 H",
    "12.30 WIB",
    "10:61",
    "pukul 7",
    "abad ke-21",
    "2019/20",
    "JAKARTA, KOMPAS.com -",
    "KUALA LUMPUR: ",
    "LONDON (Reuters) - ",
    "/",
    "-",
    "2023",
    "99",
    "th",
    "Des",
];
const PLACES: &[&str] = &[
    "Indonesia",
    "AS",
    "as",
    "Amerika Serikat",
    "Moskow",
    "Kremlin",
    "Kyiv",
    "Malaysia",
    "Uni Eropa",
    "Georgia",
    "Jordan",
    "the Netherlands",
    "Timor Leste",
    "Baca juga:",
    "Also read:",
    "http://a.example/x",
    "@akun",
    "#tagar",
    "é",
    "\u{301}",
    "\u{200b}",
    "\u{202e}",
    "💥",
    "北京",
    "ي",
    "\u{0}",
    "\t",
    "  ",
    "&amp;",
    "<b>",
    "x",
];

/// A text of such pieces.
fn text(dice: &mut Dice) -> String {
    let mut out = String::new();
    for _ in 0..1 + dice.roll(60) {
        let list = *dice.pick(&[SPEECH, SPEECH, SPEECH, MONEY, DATES, PLACES]);
        out.push_str(list[dice.roll(list.len())]);
        if dice.roll(6) > 0 {
            out.push(' ');
        }
    }
    out
}

/// Whether a span is a part of the text.
fn stands(span: Span, text: &str) -> bool {
    text.get(span.start as usize..span.end as usize)
        .is_some_and(|part| !part.is_empty())
}

/// What is wrong with what was understood.
fn wrong(article: &Article) -> Option<String> {
    let body = article.body.as_str();
    for quote in &article.quotes {
        if !stands(quote.span, body) {
            return Some(format!("a statement stands at {:?}", quote.span));
        }
    }
    for amount in &article.amounts {
        if !stands(amount.span, body) {
            return Some(format!("an amount stands at {:?}", amount.span));
        }
        if let (Some(min), Some(max)) = (&amount.min, &amount.max)
            && min > max
        {
            return Some(format!("an amount from {min} to {max}"));
        }
    }
    for quantity in &article.quantities {
        if !stands(quantity.span, body) {
            return Some(format!("a quantity stands at {:?}", quantity.span));
        }
    }
    for country in &article.countries {
        if let Some(span) = country.spans.iter().find(|span| !stands(**span, body)) {
            return Some(format!("{} stands at {span:?}", country.code));
        }
    }
    if !article.countries.is_empty() {
        let all: f64 = article
            .countries
            .iter()
            .map(|country| f64::from(country.salience))
            .sum();
        if !(0.98..=1.02).contains(&all) {
            return Some(format!("countries weigh {all} together"));
        }
    }
    None
}

#[test]
fn any_text_is_understood() {
    let mut dice = Dice::told(5);
    let (mut inputs, mut statements, mut amounts, mut dated) = (0, 0, 0, 0);
    for _ in 0..rounds(2000) {
        let body = text(&mut dice);
        let language = *dice.pick(&[None, Some("id"), Some("en"), Some("ms"), Some("es")]);
        let raw = RawArticle {
            text: body.clone(),
            title: (dice.roll(3) == 0).then(|| text(&mut dice)),
            published: (dice.roll(3) == 0).then(|| dice.pick(DATES).to_string()),
            language: language.map(str::to_owned),
            ..RawArticle::default()
        };
        let start = Instant::now();
        let extracted = extract(raw);
        let took = start.elapsed();
        assert!(took < MOST, "{took:?}: {body:?}");
        let article = &extracted.article;
        if let Some(wrong) = wrong(article) {
            panic!("{wrong} of {body:?} ({language:?})");
        }
        assert!(extracted.sentences.is_sorted(), "{body:?}");
        inputs += 1;
        statements += article.quotes.len();
        amounts += article.amounts.len();
        dated += usize::from(article.published.is_some());
        let _ = Language::from_code(article.language.code());
    }
    // Else the pieces would prove nothing.
    assert!(
        statements * 4 > inputs && amounts * 4 > inputs && dated * 20 > inputs,
        "{statements} {amounts} {dated} of {inputs}"
    );
    println!("{inputs} texts: {statements} statements, {amounts} amounts, {dated} with a day");
}
