//! Every reader takes time in proportion to the length of its file. How fast each is, `cargo bench --bench readers` measures.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use warta::corpus::{Finding, ReadOptions};

use crate::one_file::read_with;
use crate::repeated::{REPEATED, long};

/// Bytes of the shorter file; the longer one has four times as many.
const SHORT: usize = 250_000;
/// The longer file may take so many times as long: four, and three times that for a machine that does other things. Time that grows with
/// the square of the length would be sixteen.
const MOST: u32 = 12;
/// What is done within this is never slow, however the machine measures it.
const QUICK: Duration = Duration::from_secs(1);

/// The shortest of some times, and what came of it.
fn time(location: &Path) -> (Duration, usize) {
    let options = ReadOptions {
        max_article_size: 100_000_000,
        ..ReadOptions::default()
    };
    let mut best = Duration::MAX;
    let mut found = 0;
    for _ in 0..3 {
        found = 0;
        let start = Instant::now();
        read_with(location, &options, &mut |next| {
            found += usize::from(matches!(next, Finding::Article(_)));
        });
        best = best.min(start.elapsed());
        if best < QUICK / 4 {
            break;
        }
    }
    (best, found)
}

#[test]
fn every_reader_takes_time_in_proportion() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/formats");
    let mut slow = Vec::new();
    for repeated in REPEATED {
        let (name, ..) = repeated;
        let bytes = fs::read(folder.join(name)).expect("it can be read");
        let of = |size: usize| {
            let file = long(repeated, &bytes, size);
            let location = dir.path().join(name);
            fs::write(&location, &file).expect("it is written");
            let (took, found) = time(&location);
            assert!(found > 0, "{name}: no article");
            took
        };
        let (once, four_times) = (of(SHORT), of(4 * SHORT));
        if four_times > QUICK && four_times > once * MOST {
            slow.push(format!("{name}: {once:?}, {four_times:?}"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
