//! The rows of a list are the hits that it counts, in every format and however it is asked for.

use std::path::Path;

use crate::archive::Archive;
use crate::program::{stdout_of, warta};
use crate::whole::write;

/// How many hits a text shows: the first line of each bears its number in the list, from 1.
fn numbered(text: &str) -> usize {
    let mut next = 1;
    for line in text.lines() {
        if line.starts_with(&format!("{next:>2} ")) {
            next += 1;
        }
    }
    next - 1
}

/// The number of hits that JSON tells, and the hits.
fn hits(folder: &Path, args: &[&str]) -> (usize, Vec<serde_json::Value>) {
    let output = warta(folder, &[args, &["--format", "json"]].concat());
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let hits = found["hits"].as_array().expect("a list of hits").clone();
    let number = found["num_hits"].as_u64().expect("a number") as usize;
    assert_eq!(output.status.code(), Some(i32::from(number == 0)), "{args:?}");
    (number, hits)
}

#[test]
fn every_format_has_a_row_for_every_hit() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    for (i, chunk) in Archive::new(53).take(160).collect::<Vec<_>>().chunks(40).enumerate() {
        let text: String = chunk.iter().map(|sample| sample.as_json() + "\n").collect();
        write(&folder.join(format!("arsip/{i}.jsonl")), &text);
        stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
    }
    let queries = ["", "warga OR kota", "amount:USD -negara", "kudanil"];
    let ways: [&[&str]; 5] = [
        &["search"],
        &["search", "--stories"],
        &["search", "--stories", "--sort", "oldest"],
        &["quotes"],
        &["quotes", "--sort", "newest"],
    ];
    for query in queries {
        for way in ways {
            let args = [way, &[query]].concat();
            let all = [&args[..], &["--limit", "all"]].concat();
            let (number, rows) = hits(folder, &all);
            assert_eq!(rows.len(), number, "{args:?}");
            let code = i32::from(number == 0);
            let of = |format| stdout_of(folder, code, &[&all[..], &["--format", format]].concat());
            let lines: Vec<serde_json::Value> = of("ndjson")
                .lines()
                .map(|line| serde_json::from_str(line).expect("a line is JSON"))
                .collect();
            assert_eq!(lines, rows, "{args:?}");
            let table = of("csv");
            let mut table = csv::Reader::from_reader(table.as_bytes());
            let column = table.headers().expect("a header").iter().position(|name| name == "id");
            let column = column.expect("rows have ids");
            let ids: Vec<String> = table
                .records()
                .map(|row| row.expect("a row")[column].to_owned())
                .collect();
            let wanted: Vec<&str> = rows.iter().map(|row| row["id"].as_str().expect("an id")).collect();
            assert_eq!(ids, wanted, "{args:?}");
            let text = of("text");
            assert_eq!(numbered(&text), number, "{args:?}");
            let last = text.lines().last().unwrap_or_default();
            let told = last.split(' ').next().and_then(|word| word.parse().ok());
            assert_eq!(told, (number > 0).then_some(number), "{args:?}: {last}");
            // Page by page, and beyond the end.
            let mut paged = Vec::new();
            for offset in (0..number + 50).step_by(50) {
                let offset = offset.to_string();
                let page = [&args[..], &["--limit", "50", "--offset", &offset]].concat();
                let (counted, rows) = hits(folder, &page);
                assert_eq!(counted, number, "{page:?}");
                paged.extend(rows);
            }
            assert_eq!(paged, rows, "{args:?}");
        }
    }
}
