//! One person in the whole archive, also where an article has only the short form that everybody knows.

use std::path::Path;

use crate::program::stdout_of;
use crate::whole::write;

#[test]
fn a_short_form_counts_and_is_found_with_the_full_name() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    for (file, speaker) in [("a.txt", "Presiden Joko Widodo"), ("b.txt", "Jokowi")] {
        let text = format!(
            "Panen Raya di Rawa\n\nRAWA - Petani di tepi sungai itu memanen padi sejak pagi, Senin.\n\
             \"Harga beras harus turun tahun ini,\" kata {speaker} di Rawa, Senin.\n\
             Warga berharap jalan ke sawah segera diperbaiki.\n"
        );
        write(&folder.join("arsip").join(file), &text);
    }
    stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
    let facet = stdout_of(folder, 0, &["facet", "speaker", "--format", "csv"]);
    let values: Vec<&str> = facet.lines().skip(1).collect();
    assert!(values.len() == 1 && values[0].ends_with(",2"), "{facet}");
    for speaker in ["widodo", "joko widodo"] {
        let quotes = stdout_of(
            folder,
            0,
            &["quotes", "--speaker", speaker, "beras", "--format", "ndjson"],
        );
        assert_eq!(quotes.lines().count(), 2, "{quotes}");
    }
}

/// Writes articles that differ, one for each of these speakers, and indexes them.
fn archive(folder: &Path, speakers: &[&str]) {
    for (i, speaker) in speakers.iter().enumerate() {
        let village = [
            "Rawa", "Sawit", "Lembah", "Tanjung", "Bukit", "Muara", "Gunung", "Pulau",
        ][i % 8];
        let text = format!(
            "Panen ke-{i} di {village}\n\nPetani di {village} memanen padi sejak pagi, hari ke-{i} musim ini.\n\
             \"Harga beras di {village} harus turun tahun ini,\" kata {speaker} di {village}, Senin.\n\
             Warga berharap jalan ke sawah nomor {i} segera diperbaiki.\n"
        );
        write(&folder.join("arsip").join(format!("{i}.txt")), &text);
    }
    stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
}

fn facet(folder: &Path) -> Vec<String> {
    let facet = stdout_of(folder, 0, &["facet", "speaker", "--format", "csv"]);
    facet.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_short_name_that_leaves_no_doubt_is_the_full_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let mut speakers = vec!["Menteri Pertanian Prawira Santika"; 5];
    speakers.extend(["Prawira", "Prawira"]);
    archive(folder, &speakers);
    assert_eq!(facet(folder), ["Prawira Santika,Prawira Santika,7"]);
    // What is counted is found, and the name is marked as it stands there.
    for query in [
        "speaker:\"Prawira Santika\"",
        "speaker:santika",
        "pembicara:(santika beras)",
    ] {
        let asked = query.contains("beras");
        let found = stdout_of(
            folder,
            i32::from(asked),
            &["search", query, "--limit", "all", "--format", "ndjson"],
        );
        assert_eq!(found.lines().count(), if asked { 0 } else { 7 }, "{query}");
    }
    let quotes = stdout_of(
        folder,
        0,
        &["quotes", "speaker:santika", "--limit", "all", "--format", "ndjson"],
    );
    assert_eq!(
        quotes
            .lines()
            .filter(|line| line.contains("\"speaker\":\"Prawira Santika\",\"name\":\"Prawira\""))
            .count(),
        2,
        "{quotes}"
    );
    let why = stdout_of(folder, 0, &["search", "speaker:santika", "--why", "arsip/6.txt"]);
    assert!(why.contains("is a hit") && why.contains("Prawira"), "{why}");
    // Another of that name brings doubt, and its going takes it away.
    let other = "Panen di Telaga\n\n\"Harga beras turun,\" kata Prawira Hartanto di Telaga, Senin.\n";
    write(&folder.join("arsip/other.txt"), other);
    stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
    assert!(
        facet(folder).contains(&"Prawira,Prawira,2".to_owned()),
        "{:?}",
        facet(folder)
    );
    std::fs::remove_file(folder.join("arsip/other.txt")).expect("it is there");
    stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
    assert_eq!(facet(folder), ["Prawira Santika,Prawira Santika,7"]);
}
