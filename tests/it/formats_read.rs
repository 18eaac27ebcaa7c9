//! A sample of each format of exports, feeds, agencies, documents, archives and corpora, read as it is and broken in many ways.

use std::fmt::Write;
use std::fs;
use std::time::{Duration, Instant};

use warta::corpus::Finding;
use warta::extract::extract;

use crate::dice::{Dice, rounds};
use crate::one_file::{broken, name_of, read_file, samples};

/// The first words of a body, and its last.
fn ends_of(body: &str) -> String {
    let words: Vec<&str> = body.split_whitespace().collect();
    if words.len() <= 14 {
        return words.join(" ");
    }
    format!(
        "{} … {} ({} words)",
        words[..7].join(" "),
        words[words.len() - 5..].join(" "),
        words.len()
    )
}

#[test]
fn every_format_gives_its_articles() {
    let mut seen = String::new();
    for location in samples() {
        writeln!(seen, "# {}", name_of(&location)).expect("text grows");
        let error = read_file(&location, &mut |found| {
            match found {
                Finding::Article(raw) if raw.withdrawn => writeln!(seen, "withdrawn: {}", raw.id()),
                Finding::Article(raw) => {
                    let article = extract(*raw).article;
                    let title = if article.title_derived {
                        format!("({})", article.title)
                    } else {
                        article.title
                    };
                    writeln!(
                        seen,
                        "{}\n  {title}\n  {} · {} · {} · {} · {}\n  {}",
                        article.id,
                        article.published.map(|at| at.to_string()).unwrap_or_default(),
                        article.source.unwrap_or_default(),
                        article.authors.join(", "),
                        article.section.unwrap_or_default(),
                        article.language.code(),
                        ends_of(&article.body),
                    )
                }
                Finding::Rejected(error) => writeln!(seen, "rejected: {error}"),
                Finding::Left(kind) => writeln!(seen, "left: {kind}"),
                Finding::Note(note) => writeln!(seen, "note: {note}"),
                Finding::Plain(note) => writeln!(seen, "read: {note}"),
            }
            .expect("text grows");
        });
        if let Some(error) = error {
            writeln!(seen, "error: {error}").expect("text grows");
        }
    }
    insta::assert_snapshot!(seen);
}

/// The ids of members do not hang on what stands before them.
#[test]
fn members_keep_their_ids_in_a_newer_export() {
    let dir = tempfile::tempdir().expect("a folder");
    let source = samples()
        .into_iter()
        .find(|path| path.ends_with("nexis-old.txt"))
        .expect("it is there");
    let text = fs::read_to_string(source).expect("it can be read");
    let (cover, first) = text
        .split_once("                              2001 of")
        .expect("it has a first document");
    let (_, second) = first
        .split_once("                              2002 of")
        .expect("it has a second document");
    let location = dir.path().join("nexis-old.txt");
    let ids = |text: &str| {
        fs::write(&location, text).expect("it is written");
        let mut ids = Vec::new();
        read_file(&location, &mut |found| {
            if let Finding::Article(raw) = found {
                ids.push(raw.id());
            }
        });
        ids
    };
    let before = ids(&text);
    let after = ids(&format!("{cover}                              1 of{second}"));
    assert_eq!(before.len(), 2);
    assert_eq!(after, before[1..]);
}

/// What a broken file may take; none of the samples takes a hundredth of it.
const MOST: Duration = Duration::from_secs(10);

/// More of them than in each run of the tests: see `any_input`.
#[test]
fn broken_files_end_without_panic() {
    let dir = tempfile::tempdir().expect("a folder");
    let rounds = rounds(60);
    let mut dice = Dice::told(7);
    let mut inputs = 0;
    for sample in samples() {
        let bytes = fs::read(&sample).expect("it can be read");
        let location = dir.path().join(sample.file_name().expect("it has a name"));
        for round in 0..rounds {
            let mut bytes = broken(&bytes, &mut dice);
            if round % 3 == 0 && !bytes.is_empty() {
                bytes = broken(&bytes, &mut dice);
            }
            fs::write(&location, &bytes).expect("it is written");
            let start = Instant::now();
            read_file(&location, &mut |_| {});
            let took = start.elapsed();
            assert!(took < MOST, "{} took {took:?} in round {round}", sample.display());
            inputs += 1;
        }
    }
    println!("{inputs} files");
}

#[test]
fn a_zip_bomb_is_left() {
    use std::io::Write as _;

    let dir = tempfile::tempdir().expect("a folder");
    let location = dir.path().join("bomb.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&location).expect("a file"));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let line = "{\"text\": \"Hujan turun di Kota Lama sejak pagi.\"}\n".repeat(20_000);
    for i in 0..20 {
        zip.start_file(format!("{i}.jsonl"), options).expect("it is written");
        for _ in 0..2 {
            zip.write_all(line.as_bytes()).expect("it is written");
        }
    }
    zip.finish().expect("it is written");
    let mut articles = 0usize;
    let error = read_file(&location, &mut |found| {
        articles += usize::from(matches!(found, Finding::Article(_)))
    });
    insta::assert_snapshot!(error.expect("it is too dense"));
    assert!(articles < 1_000_000, "{articles}");
}
