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
];

/// Bytes of the shorter text; the longer one has four times as many, a megabyte.
const SHORT: usize = 250_000;
/// The longer text may take so many times as long: four, and half of that for the machine.
const MOST: u32 = 6;
/// What is done within this is never slow, however the machine measures it.
const QUICK: Duration = Duration::from_millis(400);

fn time(text: String) -> Duration {
    let raw = RawArticle {
        text,
        ..RawArticle::default()
    };
    let start = Instant::now();
    let article = extract(raw);
    let took = start.elapsed();
    drop(article);
    took
}

fn text(piece: &str, bytes: usize) -> String {
    format!("Awal berita ini begini. {}", piece.repeat(bytes / piece.len()))
}

/// Whether the longer text is in proportion; measured again where it is not, since other work slows a machine at times.
fn is_linear(short: impl Fn() -> String, long: impl Fn() -> String) -> bool {
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
        format!(
            "{}kata{}",
            open.repeat(half / open.len()),
            close.repeat(half / close.len())
        )
    };
    for (open, close) in [("m", "&amp;"), ("(", ")"), ("“", "”"), ("\"(", ")\""), ("<b>", "</b>")] {
        let linear = is_linear(|| nested(open, close, SHORT), || nested(open, close, 4 * SHORT));
        assert!(linear, "{open} {close}");
    }
}
