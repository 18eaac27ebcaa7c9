//! Understanding an article takes time in proportion to its length, whatever stands in it: one bad file must not hold up a run.

use std::time::{Duration, Instant};

use warta::article::RawArticle;
use warta::extract::extract;

/// What is repeated to a text, most of them with nothing else on the line.
const PIECES: &[&str] = &[
    "kata ",
    "Kapital ",
    "\"",
    "” ",
    "\"Ya,\" kata Budi Santoso. ",
    "selesai.\"Ia ",
    "7",
    "7 ",
    ",",
    ". ",
    "-",
    "&",
    "m&amp;",
    "Rp 1 ",
    "5 dan ",
    "antara 3 sampai ",
    "A$ 5 ",
    "dolar ",
    "Budi Santoso, ",
    "Menteri Budi Santoso mengatakan ",
    "Paris, ",
    "Persib Bandung ",
    "(",
    ")",
    "[(",
    "Baca juga: ",
    "Baca juga: Harga Naik\n",
    "a\n",
    "kata yang panjang sekali untuk satu baris sehingga harus dipotong-\n",
    "- \n",
    "-- ",
    "Budi Santoso -- ",
    "mengatakan ",
    "Menurutnya, ",
    "Budi Santoso: Ya.\n",
    "Martha Colby wrote:\n",
    "kata Budi Santoso:\n",
    "tulis @budisantoso, ",
    "Menteri Riset, Teknologi, dan ",
    "ayah artis Budi Santoso ini ",
    "Budi Santoso warga setempat ",
    "menurut harga ",
    "menurut Budi Santoso ",
    "Budi Santoso menyatakan ",
    ", dr Budi, M.S",
    "withThe ",
    "PIERThe",
    "THE PIERThe ",
    "Colbysaid theColby ",
];

/// Bytes of the shorter text; the longer one has four times as many, a megabyte.
const SHORT: usize = 250_000;
/// The longer text may take so many times as long: four, and half of that for the machine.
const MOST: u32 = 6;
/// What is done within this is never slow, however the machine measures it.
const QUICK: Duration = Duration::from_millis(400);

/// A text, and the language that its file names.
type Article = (String, Option<String>);

fn time((text, language): Article) -> Duration {
    let raw = RawArticle {
        text,
        language,
        ..RawArticle::default()
    };
    let start = Instant::now();
    let article = extract(raw);
    let took = start.elapsed();
    drop(article);
    took
}

fn text(piece: &str, bytes: usize) -> Article {
    let text = format!("Awal berita ini begini. {}", piece.repeat(bytes / piece.len()));
    (text, None)
}

/// Whether the longer text is in proportion; measured again where it is not, since other work slows a machine at times.
fn is_linear(short: impl Fn() -> Article, long: impl Fn() -> Article) -> bool {
    (0..3).any(|_| {
        let took = time(long());
        took <= QUICK || took <= time(short()) * MOST
    })
}

#[test]
fn extraction_is_linear() {
    // Tables are built once; that is not measured.
    time(text(
        "Presiden Budi Santoso mengatakan \"Ya\" di Paris seharga Rp 5 juta. ",
        10_000,
    ));
    let slow: Vec<&str> = PIECES
        .iter()
        .copied()
        .filter(|piece| !is_linear(|| text(piece, SHORT), || text(piece, 4 * SHORT)))
        .collect();
    assert!(slow.is_empty(), "these take more than their share of time: {slow:?}");
}

#[test]
fn nesting_is_linear() {
    let nested = |open: &str, close: &str, bytes: usize| {
        let half = bytes / 2;
        let text = format!(
            "{}kata{}",
            open.repeat(half / open.len()),
            close.repeat(half / close.len())
        );
        (text, None)
    };
    for (open, close) in [("m", "&amp;"), ("(", ")"), ("“", "”"), ("\"(", ")\""), ("<b>", "</b>")] {
        let linear = is_linear(|| nested(open, close, SHORT), || nested(open, close, 4 * SHORT));
        assert!(linear, "{open} {close}");
    }
}

/// Languages with a profile and one without, each with the beginning of an article.
const LANGUAGES: &[(&str, &str)] = &[
    (
        "id",
        "Warga di desa itu mengatakan bahwa jembatan yang rusak belum juga dibangun. ",
    ),
    (
        "en",
        "The mayor said that the town will rebuild its main street after the floods. ",
    ),
    (
        "ms",
        "Kerajaan negeri berkata jambatan itu rosak kerana banjir dan syarikat belum dilantik. ",
    ),
    (
        "es",
        "El ministro dijo que la obra costará mucho y pidió ayuda a los vecinos de la ciudad. ",
    ),
];

/// A word of two syllables and more that is another one for each number.
fn name(number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "ya",
    ];
    let mut name = String::new();
    let mut rest = number + SYLLABLES.len();
    while rest > 0 {
        name.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    name[..1].to_uppercase() + &name[1..]
}

/// Bodies of one paragraph: prose of a megabyte, 100,000 quotation marks, 100,000 names of which no two are alike.
#[test]
fn every_language_is_linear() {
    type Body = fn(usize) -> String;
    const BODIES: [(&str, usize, Body); 4] = [
        ("prose", 2_500, |n| {
            "Nobody knew, 7 days on, what the 12 ships at Lisbon had cost (about USD 5 million). ".repeat(n)
        }),
        ("quotation marks", 25_000, |n| "“Ya” \"no\" ".repeat(n / 4)),
        ("names", 25_000, |n| (0..n).map(|i| name(i) + ", ").collect()),
        ("persons", 12_500, |n| {
            (0..n)
                .map(|i| format!("{} {} said so. ", name(2 * i), name(2 * i + 1)))
                .collect()
        }),
    ];
    let mut slow = Vec::new();
    for (language, opening) in LANGUAGES {
        for (what, few, body) in BODIES {
            let text = |n: usize| (opening.repeat(30) + &body(n), Some((*language).to_owned()));
            if !is_linear(|| text(few), || text(4 * few)) {
                slow.push(format!("{language}: {what}"));
            }
        }
    }
    assert!(slow.is_empty(), "these take more than their share of time: {slow:?}");
}
