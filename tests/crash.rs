//! The process is killed at random moments of indexing, without a chance to tidy up: the index must open, hold only whole files,
//! and one more run must give exactly what reading the folder from scratch gives.
//!
//! `WARTA_KILLS` sets how many times (50 if it is not set).

#[path = "../benches/archive.rs"]
mod archive;
#[path = "it/whole.rs"]
mod whole;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use archive::Archive;
use whole::{of_folder, of_index, write};

fn start(folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_warta"))
        .args([
            "index",
            "arsip",
            "--quiet",
            "--commit-every",
            "60kB",
            "--memory",
            "40MB",
        ])
        .current_dir(folder)
        .env_remove("WARTA_INDEX")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// Runs to the end; how long it took.
fn finish(folder: &Path) -> Duration {
    let begin = Instant::now();
    let output = start(folder).wait_with_output().expect("the program ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    begin.elapsed()
}

fn check(folder: &Path) {
    assert_eq!(
        of_index(&folder.join("index")),
        of_folder(&folder.join("arsip"), "arsip")
    );
}

/// Writes half of the files anew and takes one away.
fn change(folder: &Path, random: &mut Archive) {
    for file in 0..40 {
        let path = folder.join(format!("arsip/{}/{file}.jsonl", file % 3));
        match random.below(41) {
            40 => write(
                &path.with_extension("txt"),
                &random.next().expect("it is endless").as_text(),
            ),
            0 => {
                let _ = fs::remove_file(path);
            }
            1..=20 => {
                let count = 1 + random.below(12) as usize;
                let samples = random.by_ref().take(count);
                let text: String = samples.map(|s| s.as_json() + "\n").collect();
                write(&path, &text);
            }
            _ => {}
        }
    }
}

#[test]
fn killed_at_any_moment_nothing_is_lost_or_doubled() {
    let kills: u32 = std::env::var("WARTA_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(50);
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let mut random = Archive::new(11);
    change(folder, &mut random);
    let mut usual = finish(folder);
    check(folder);
    let mut killed = 0;
    for round in 0..kills {
        if round % 10 == 9 {
            fs::remove_dir_all(folder.join("index")).expect("it is there");
        }
        change(folder, &mut random);
        let wait = usual.mul_f64(random.below(1000) as f64 / 1000.0);
        let mut child = start(folder);
        std::thread::sleep(wait);
        child.kill().expect("a child can be killed");
        killed += u32::from(child.wait().expect("it ends").code().is_none());
        if folder.join("index/CURRENT").exists() {
            of_index(&folder.join("index"));
        }
        if round % 3 == 2 {
            usual = finish(folder);
            check(folder);
        }
    }
    finish(folder);
    check(folder);
    // Else the test would prove nothing.
    assert!(
        killed * 2 >= kills,
        "only {killed} of {kills} runs were killed on their way"
    );
}
