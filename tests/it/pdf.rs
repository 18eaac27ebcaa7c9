//! PDF with a text layer, written here letter by letter: articles in columns, exports, several stories, and what is broken or made to break.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use warta::article::RawArticle;
use warta::corpus::Finding;
use warta::error::Error;

use crate::dice::{Dice, rounds};
use crate::one_file;

/// A document of objects, the first of which is its catalogue.
fn document(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let size = objects.len() + 1;
    out.extend_from_slice(format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    out
}

fn stream(description: &str, data: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(data).expect("it is written");
    let packed = packer.finish().expect("it is written");
    let length = packed.len();
    let mut out = format!("<< /Length {length} /Filter /FlateDecode {description} >>\nstream\n").into_bytes();
    out.extend_from_slice(&packed);
    out.extend_from_slice(b"\nendstream");
    out
}

/// A document of pages by what they draw, with two fonts; `more` are objects behind it, from the number 5 on.
fn pages(contents: &[String], resources: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let first = 5 + more.len();
    let kids: String = (0..contents.len())
        .map(|at| format!("{} 0 R ", first + 2 * at))
        .collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", contents.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    objects.extend_from_slice(more);
    for (at, content) in contents.iter().enumerate() {
        let behind = first + 2 * at + 1;
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {behind} 0 R \
             /Resources << /Font << /F1 3 0 R /F2 4 0 R >> {resources} >> >>"
        );
        objects.push(page.into_bytes());
        objects.push(stream("", content.as_bytes()));
    }
    document(&objects)
}

/// Draws a line of text: `size` points large, `left` and `up` from the lower left corner of the page.
fn line(size: f64, left: f64, up: f64, text: &str) -> String {
    let font = if size > 12.0 { "F2" } else { "F1" };
    let text = text.replace('(', "\\(").replace(')', "\\)");
    format!("BT /{font} {size} Tf {left} {up} Td ({text}) Tj ET\n")
}

/// Lines below each other; those that begin with a blank are indented.
fn lines(left: f64, top: f64, text: &str) -> String {
    let of = |(at, text): (usize, &str)| {
        let indent = if text.starts_with(' ') { 12.0 } else { 0.0 };
        line(10.0, left + indent, top - 12.0 * at as f64, text.trim())
    };
    text.lines().enumerate().map(of).collect()
}

fn articles(bytes: &[u8]) -> (Vec<RawArticle>, Option<Error>) {
    let dir = tempfile::tempdir().expect("a folder");
    let location = dir.path().join("a.pdf");
    fs::write(&location, bytes).expect("it is written");
    read_file(&location)
}

fn read_file(location: &Path) -> (Vec<RawArticle>, Option<Error>) {
    let mut found = Vec::new();
    let error = one_file::read_file(location, &mut |next| {
        if let Finding::Article(article) = next {
            found.push(*article);
        }
    });
    (found, error)
}

const FIRST: &str = "TANJUNG REJO - Wali Kota Tanjung Rejo Hendra
Wijayakusuma mengatakan undang-
undang yang baru memberi kota wewenang untuk mem-
bangun pelabuhan di teluk barat.
  Ketua DPRD Sri Lestari Handayani meminta rincian
anggaran dibuka, apalagi setelah jembatan di hulu";

const SECOND: &str = "ambruk tahun lalu dan belum diperbaiki oleh dinas.
  Anak-anak di pesisir butuh sekolah, dan nelayan butuh
dermaga, kata Hendra. Pembangunan dimulai pada bulan
depan dan selesai pada akhir tahun.";

/// A page of a paper: its name, the day and the page above, a headline across two columns, a caption between them.
fn paper() -> Vec<u8> {
    let byline = line(10.0, 50.0, 720.0, "Oleh Ratri Wulan");
    let head = line(8.0, 50.0, 810.0, "Senin, 12 Mei 2014") + &line(8.0, 500.0, 810.0, "Halaman 3");
    let title = line(24.0, 50.0, 770.0, "Pelabuhan Baru Selesai") + &line(24.0, 50.0, 742.0, "Tahun Depan");
    let columns =
        lines(50.0, 700.0, FIRST) + &line(7.0, 50.0, 600.0, "Foto: teluk barat") + &lines(320.0, 700.0, SECOND);
    pages(&[head + &title + &byline + &columns], "", &[])
}

#[test]
fn a_page_of_a_paper_is_read_column_by_column() {
    let (articles, error) = articles(&paper());
    assert!(error.is_none(), "{error:?}");
    let [article] = &articles[..] else {
        panic!("{articles:?}")
    };
    assert_eq!(article.title.as_deref(), Some("Pelabuhan Baru Selesai Tahun Depan"));
    assert_eq!(article.published.as_deref(), Some("2014-05-12"));
    assert_eq!(article.authors, ["Ratri Wulan"]);
    let paragraphs: Vec<&str> = article.text.lines().collect();
    assert_eq!(
        paragraphs,
        [
            "TANJUNG REJO - Wali Kota Tanjung Rejo Hendra Wijayakusuma mengatakan undang-undang yang baru memberi kota \
             wewenang untuk membangun pelabuhan di teluk barat.",
            "Ketua DPRD Sri Lestari Handayani meminta rincian anggaran dibuka, apalagi setelah jembatan di hulu ambruk \
             tahun lalu dan belum diperbaiki oleh dinas.",
            "Anak-anak di pesisir butuh sekolah, dan nelayan butuh dermaga, kata Hendra. Pembangunan dimulai pada bulan \
             depan dan selesai pada akhir tahun.",
        ]
    );
}

#[test]
fn an_export_of_a_database_is_read_as_one() {
    let location = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/formats/nexis-old.txt");
    let text = fs::read_to_string(location).expect("it can be read");
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    let contents: Vec<String> = lines
        .chunks(60)
        .map(|page| {
            let of = |(at, text): (usize, &&str)| {
                let left = 50.0 + 5.0 * (text.len() - text.trim_start().len()) as f64;
                match text.trim() {
                    "" => String::new(),
                    text => line(10.0, left, 800.0 - 12.0 * at as f64, text),
                }
            };
            page.iter().enumerate().map(of).collect()
        })
        .collect();
    let (articles, error) = articles(&pages(&contents, "", &[]));
    assert!(error.is_none(), "{error:?}");
    let seen: Vec<(Option<&str>, Option<&str>)> = articles
        .iter()
        .map(|a| (a.title.as_deref(), a.source.as_deref()))
        .collect();
    assert_eq!(seen.len(), 2, "{seen:?}");
    let storm = Some("Storm keeps ferries in port for a third day");
    assert_eq!(seen[0], (storm, Some("The Harbour Gazette")));
}

#[test]
fn what_cannot_be_read_is_rejected_with_the_reason() {
    let story = |top: f64, title: &str| {
        let text = [FIRST, SECOND, FIRST].join("\n");
        line(24.0, 50.0, top, title) + &lines(50.0, top - 30.0, &text)
    };
    let several = story(790.0, "Pelabuhan baru selesai") + &story(400.0, "Jembatan lama ambruk");
    let entries = (1..9).map(|at| format!("Kapal kembali ke pelabuhan .............. {at}\n"));
    let contents = line(14.0, 50.0, 790.0, "Kliping 12 Mei 2014") + &lines(50.0, 760.0, &entries.collect::<String>());
    let picture = "10 10 300 300 re f\n".to_owned();
    let spaces = vec![b' '; 400_000_000];
    let bomb = pages(std::slice::from_ref(&picture), "", &[stream("", &spaces)]);
    let mut encrypted = paper();
    encrypted.extend_from_slice(b"trailer << /Root 1 0 R /Encrypt 3 0 R >>\n");
    let mut seen = String::new();
    for (name, bytes) in [
        ("several", pages(&[several], "", &[])),
        ("contents", pages(&[contents], "", &[])),
        ("picture", pages(&[picture], "", &[])),
        ("bomb", bomb),
        ("encrypted", encrypted),
        ("nothing", b"%PDF-1.4\n%%EOF\n".to_vec()),
    ] {
        let (articles, error) = articles(&bytes);
        assert!(articles.is_empty(), "{name}");
        let error = error.expect("it is rejected");
        seen.push_str(&format!("{name}: {error}\n"));
    }
    insta::assert_snapshot!(seen);
}

/// Forms that draw each other twice, forty deep, would draw 2^40 times.
#[test]
fn drawing_ends() {
    let form = |at: usize| {
        let next = 5 + at + 1;
        let content = if at == 40 { "1 1 1 1 re f" } else { "/X Do /X Do" };
        let resources = if at == 40 {
            String::new()
        } else {
            format!("/Resources << /XObject << /X {next} 0 R >> >>")
        };
        let description = format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources}");
        stream(&description, content.as_bytes())
    };
    let forms: Vec<Vec<u8>> = (0..=40).map(form).collect();
    let bytes = pages(&["/X Do\n".to_owned()], "/XObject << /X 5 0 R >>", &forms);
    let start = Instant::now();
    let (articles, error) = articles(&bytes);
    assert!(articles.is_empty());
    let error = error.expect("it draws too much");
    insta::assert_snapshot!(error);
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}

#[test]
fn damaged_ones_end_without_panic() {
    let dir = tempfile::tempdir().expect("a folder");
    let location = dir.path().join("a.pdf");
    let whole = paper();
    let mut dice = Dice::told(7);
    for round in 0..rounds(400) {
        let bytes = one_file::broken(&whole, &mut dice);
        fs::write(&location, &bytes).expect("it is written");
        let start = Instant::now();
        let (articles, error) = read_file(&location);
        assert!(!articles.is_empty() || error.is_some(), "round {round}");
        assert!(start.elapsed() < Duration::from_secs(20), "round {round}");
    }
}
