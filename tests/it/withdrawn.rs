//! What an agency takes back leaves the index, whichever file is read first, and whatever else its file holds.

use std::path::Path;

use crate::program::{stdout_of, warta};
use crate::whole::write;

/// A message of NewsML-G2 with two items; the second is of the status.
fn message(status: &str) -> String {
    let item = |name: &str, status: &str, text: &str| {
        format!(
            "<newsItem guid=\"urn:newsml:kabar.example:20200114:{name}\" version=\"1\">\
             <itemMeta><itemClass qcode=\"ninat:text\"/><pubStatus qcode=\"stat:{status}\"/>\
             <versionCreated>2020-01-14T10:00:00Z</versionCreated></itemMeta>\
             <contentMeta><headline>{name}</headline></contentMeta>\
             <contentSet><inlineXML><html><body><p>{text}</p></body></html></inlineXML></contentSet></newsItem>"
        )
    };
    format!(
        "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>{}{}</itemSet></newsMessage>",
        item(
            "pasar",
            "usable",
            "Pasar dibuka lagi hari ini, kata kepala pasar Bima Santosa."
        ),
        item(
            "badai",
            status,
            "Badai menutup pelabuhan Rawa sejak pagi, kata nakhoda Ratri Wulan."
        ),
    )
}

/// How many articles have each word.
fn found(folder: &Path) -> [usize; 2] {
    ["pasar", "badai"].map(|word| {
        let output = warta(folder, &["search", word, "--format", "ndjson"]);
        let number = String::from_utf8_lossy(&output.stdout).lines().count();
        assert_eq!(output.status.code(), Some(i32::from(number == 0)));
        number
    })
}

fn index(folder: &Path) {
    stdout_of(folder, 0, &["index", "kantor", "--quiet"]);
    stdout_of(folder, 0, &["check"]);
}

#[test]
fn an_item_that_is_taken_back_leaves_the_index() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    write(&folder.join("kantor/1.xml"), &message("usable"));
    index(folder);
    assert_eq!(found(folder), [1, 1]);
    let notice = message("canceled").replace("20200114:pasar", "20200114:pasar-dua");
    write(&folder.join("kantor/2.xml"), &notice);
    index(folder);
    // The other item of the notice is an article of its own.
    assert_eq!(found(folder), [2, 0]);
    // The file that brought it is read again for another reason.
    write(&folder.join("kantor/1.xml"), &(message("usable") + "\n"));
    index(folder);
    assert_eq!(found(folder), [2, 0]);
    // Without the notice it is an item like any other, when it is read again.
    std::fs::remove_file(folder.join("kantor/2.xml")).expect("it is there");
    index(folder);
    write(&folder.join("kantor/1.xml"), &(message("usable") + "\n\n"));
    index(folder);
    assert_eq!(found(folder), [1, 1]);
}

#[test]
fn a_notice_may_be_read_before_its_item() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let notice = message("canceled").replace("20200114:pasar", "20200114:pasar-dua");
    write(&folder.join("kantor/0.xml"), &notice);
    write(&folder.join("kantor/1.xml"), &message("usable"));
    index(folder);
    assert_eq!(found(folder), [2, 0]);
}
