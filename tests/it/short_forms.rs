//! One person in the whole archive, also where an article has only the short form that everybody knows.

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
