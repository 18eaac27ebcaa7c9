//! The system refuses in the middle of a run: a full disk, folders without rights, folders that go away. One message says what to
//! do, what was saved before is whole, and the next run makes up for it.

#![cfg(unix)]

#[path = "../benches/archive.rs"]
mod archive;
#[path = "it/program.rs"]
mod program;
#[path = "it/whole.rs"]
mod whole;

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use archive::Archive;
use program::stdout_of;
use whole::{Records, of_folder, of_index, write};

const INDEX: [&str; 7] = [
    "index",
    "arsip",
    "--quiet",
    "--commit-every",
    "30kB",
    "--memory",
    "40MB",
];

const REMOVED: &str = "error: index: the index was removed while it was being written\nhint: run the same command again to make it anew\n";
const REBUILD: &str = "\nhint: make it anew with `warta index --rebuild FOLDER`\n";

/// No run of these takes a tenth of it.
const LONGEST: Duration = Duration::from_secs(120);

const HINT: &str =
    "hint: see that the disk has room and the index can be written to, then run the same command again\n";

fn started(folder: &Path, mut command: Command) -> Child {
    command
        .current_dir(folder)
        .env_remove("WARTA_INDEX")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    loop {
        match command.spawn() {
            // A program that was just copied is held open by whatever another test is starting at this moment.
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => std::thread::sleep(Duration::from_millis(5)),
            child => return child.expect("the program starts"),
        }
    }
}

/// Waits for the end; a run that hangs is a failure.
fn ended(mut child: Child) -> Output {
    let start = Instant::now();
    while child.try_wait().expect("it can be asked").is_none() {
        if start.elapsed() > LONGEST {
            let _ = child.kill();
            panic!("the run does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().expect("it has ended")
}

/// Runs where no file may grow beyond so many blocks, of 512 or 1024 bytes: writes fail as they do on a full disk. Without the trap
/// the signal that comes with it would end the process.
fn limited(folder: &Path, blocks: u32, args: &[&str]) -> Output {
    let mut command = Command::new("sh");
    let script = "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"";
    command.args(["-c", script, &blocks.to_string(), env!("CARGO_BIN_EXE_warta")]);
    command.args(args);
    ended(started(folder, command))
}

/// The run failed with one message and one hint; what it said.
fn said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(
        matches!(lines[..], [error, hint] if error.starts_with("error: ") && hint.starts_with("hint: ")),
        "one message, one hint:\n{said}"
    );
    said
}

/// The cause, where the engine hands it on: what went wrong in its threads it does not say.
fn is_refused(said: &str, cause: &str) -> bool {
    let unknown = "writing the index failed; what was committed before is as it was";
    let ends = |cause: &str| said.ends_with(&format!(": {cause}\n{HINT}"));
    said.starts_with("error: index") && (ends(cause) || ends(unknown))
}

/// Writes about half of the files anew and takes some away.
fn change(folder: &Path, random: &mut Archive) {
    for file in 0..30 {
        let path = folder.join(format!("arsip/{}/{file}.jsonl", file % 3));
        match random.below(20) {
            0 => {
                let _ = fs::remove_file(path);
            }
            10 => {
                let sample = random.next().expect("it is endless");
                write(&path.with_extension("txt"), &sample.as_text());
            }
            1..10 => {
                let count = 1 + random.below(6) as usize;
                let text: String = random.by_ref().take(count).map(|s| s.as_json() + "\n").collect();
                write(&path, &text);
            }
            _ => {}
        }
    }
}

fn wanted(folder: &Path) -> Records {
    of_folder(&folder.join("arsip"), "arsip")
}

fn held(folder: &Path) -> Records {
    of_index(&folder.join("index"))
}

/// A run without a fault gives what reading from scratch gives.
fn heal(folder: &Path, more: &[&str]) {
    stdout_of(folder, 0, &[&INDEX, more].concat());
    stdout_of(folder, 0, &["check"]);
    assert_eq!(held(folder), wanted(folder));
}

#[test]
fn a_full_disk_leaves_the_last_commit_and_the_next_run_goes_on() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let mut random = Archive::new(61);
    change(folder, &mut random);
    heal(folder, &[]);
    let mut failed = 0;
    for (round, blocks) in [0, 1, 2, 4, 8, 16, 24, 32, 48, 64, 80, 96, 128, 256]
        .into_iter()
        .enumerate()
    {
        let fresh = round % 4 == 3;
        if fresh {
            fs::remove_dir_all(folder.join("index")).expect("it is there");
        }
        let before = if fresh { Records::new() } else { held(folder) };
        change(folder, &mut random);
        let output = limited(folder, blocks, &INDEX);
        if output.status.code() != Some(0) {
            failed += 1;
            let said = said(&output);
            assert!(is_refused(&said, "file too large"), "{said}");
        }
        if folder.join("index/CURRENT").exists() {
            stdout_of(folder, 0, &["check"]);
            let now = wanted(folder);
            for (path, articles) in held(folder) {
                let known = [before.get(&path), now.get(&path)];
                assert!(
                    known.contains(&Some(&articles)),
                    "{path} is as it was or as it is, at {blocks} blocks"
                );
            }
        }
        heal(folder, &[]);
    }
    assert!(failed >= 6, "only {failed} runs failed");
}

#[test]
fn a_rebuild_on_a_full_disk_leaves_the_index_as_it_was() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let mut random = Archive::new(62);
    change(folder, &mut random);
    heal(folder, &[]);
    let before = held(folder);
    change(folder, &mut random);
    for blocks in [0, 1, 2, 4, 8, 12] {
        said(&limited(folder, blocks, &[&INDEX[..], &["--rebuild"]].concat()));
        stdout_of(folder, 0, &["check"]);
        assert_eq!(held(folder), before, "at {blocks} blocks");
    }
    heal(folder, &["--rebuild"]);
    let generations = fs::read_dir(folder.join("index")).expect("it can be listed");
    let generations = generations.filter(|entry| entry.as_ref().is_ok_and(|entry| entry.path().is_dir()));
    assert_eq!(generations.count(), 1, "what the failed runs left is tidied up");
}

/// How long a run takes, about: half of what it takes with its check.
fn usual(folder: &Path) -> Duration {
    let start = Instant::now();
    heal(folder, &[]);
    start.elapsed() / 2
}

#[test]
fn an_index_that_goes_away_while_it_is_written_is_told() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let mut random = Archive::new(63);
    change(folder, &mut random);
    let usual = usual(folder);
    let mut failed = [0, 0];
    // Whether a run still needs what goes away is a matter of moments.
    for round in 0..120 {
        if round >= 12 && failed.iter().all(|count| *count > 0) {
            break;
        }
        let generation = fs::read_dir(folder.join("index")).expect("it can be listed").flatten();
        let generation = generation.map(|entry| entry.path()).find(|path| path.is_dir());
        let gone = match round % 2 {
            0 => folder.join("index"),
            _ => generation.expect("there is one"),
        };
        // All is read again, so that there is something to write.
        for _ in 0..3 {
            change(folder, &mut random);
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_warta"));
        command.args(INDEX);
        let child = started(folder, command);
        std::thread::sleep(usual.mul_f64(random.below(700) as f64 / 1000.0));
        // Moved and then removed: at one moment, all of it is gone.
        let away = folder.join("dibuang");
        fs::rename(&gone, &away).expect("it can be moved");
        let output = ended(child);
        fs::remove_dir_all(&away).expect("it can be removed");
        if output.status.code() != Some(0) {
            failed[round % 2] += 1;
            let said = said(&output);
            let told = match round % 2 {
                0 => said == REMOVED,
                _ => said.starts_with("error: index: the index is damaged: ") && said.ends_with(REBUILD),
            };
            assert!(told, "{said}");
        }
        let rebuild = round % 2 == 1;
        heal(folder, if rebuild { &["--rebuild"] } else { &[] });
    }
    assert!(failed.iter().all(|count| *count > 0), "{failed:?} runs failed");
}

#[test]
fn a_file_of_the_index_that_goes_away_is_told() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let mut random = Archive::new(66);
    change(folder, &mut random);
    let usual = usual(folder);
    let mut failed = 0;
    // Whether the file that goes away is one that is still needed is a matter of moments.
    for round in 0..100 {
        if round >= 10 && failed > 0 {
            break;
        }
        for _ in 0..3 {
            change(folder, &mut random);
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_warta"));
        command.args(INDEX);
        let child = started(folder, command);
        std::thread::sleep(usual.mul_f64(random.below(500) as f64 / 1000.0));
        let files = fs::read_dir(folder.join("index/g1"))
            .expect("it can be listed")
            .flatten();
        let mut files: Vec<PathBuf> = files.map(|entry| entry.path()).collect();
        files.retain(|path| {
            path.extension()
                .is_some_and(|kind| kind == ["store", "term", "fast", "pos"][round % 4])
        });
        files.sort();
        let gone = files.get(random.below(files.len().max(1) as u64) as usize);
        let gone = gone.is_some_and(|path| fs::remove_file(path).is_ok());
        let output = ended(child);
        if output.status.code() == Some(0) {
            stdout_of(folder, 0, &["check"]);
            assert_eq!(held(folder), wanted(folder));
        } else {
            assert!(gone, "nothing was wrong");
            failed += 1;
            let said = said(&output);
            assert!(said.starts_with("error: index"), "{said}");
            heal(folder, &["--rebuild"]);
            // The next round looks for it there.
            fs::remove_dir_all(folder.join("index")).expect("it is there");
            heal(folder, &[]);
        }
    }
    assert!(failed > 0, "no run failed");
}

#[test]
fn an_archive_that_goes_away_while_it_is_read_leaves_a_whole_index() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let mut random = Archive::new(65);
    change(folder, &mut random);
    let usual = usual(folder);
    for _ in 0..4 {
        change(folder, &mut random);
        let mut command = Command::new(env!("CARGO_BIN_EXE_warta"));
        command.args(INDEX);
        let child = started(folder, command);
        std::thread::sleep(usual.mul_f64(random.below(500) as f64 / 1000.0));
        let away = folder.join("dibuang");
        fs::rename(folder.join("arsip"), &away).expect("it can be moved");
        let output = ended(child);
        // All was read by then, some files could not be, or there was no folder to begin with.
        match output.status.code() {
            Some(0 | 3) => {}
            _ => assert!(said(&output).starts_with("error: arsip: no such file or directory\n")),
        }
        stdout_of(folder, 0, &["check"]);
        held(folder);
        fs::rename(&away, folder.join("arsip")).expect("it can be moved");
        heal(folder, &[]);
    }
}

/// Nobody's number, whose rights even a test that the superuser runs can watch.
const NOBODY: u32 = 65_534;

fn own(path: &Path) {
    chown(path, Some(NOBODY), Some(NOBODY)).expect("the superuser may");
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("it can be listed") {
            own(&entry.expect("it can be listed").path());
        }
    }
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is the test's own");
}

#[test]
fn folders_without_the_right_to_write_are_told_and_searched_all_the_same() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let mut random = Archive::new(64);
    change(folder, &mut random);
    heal(folder, &[]);
    change(folder, &mut random);
    let before = held(folder);
    let generation: PathBuf = folder.join("index/g1");
    allow(&generation, 0o555);
    // Rights do not bind the superuser: then the program runs as another, from where that one can reach it.
    let binds = fs::write(generation.join("coba"), "").is_err();
    let mut program = PathBuf::from(env!("CARGO_BIN_EXE_warta"));
    if !binds {
        fs::remove_file(generation.join("coba")).expect("it was just written");
        program = folder.join("warta");
        fs::copy(env!("CARGO_BIN_EXE_warta"), &program).expect("there is room");
        own(folder);
    }
    let run = |args: &[&str]| {
        let mut command = Command::new(&program);
        command.args(args);
        if !binds {
            command.uid(NOBODY).gid(NOBODY);
        }
        ended(started(folder, command))
    };
    let index = folder.join("index");
    let rebuild = [&INDEX[..], &["--rebuild"]].concat();
    for (modes, args) in [
        ((0o755, 0o555), &INDEX[..]),
        ((0o555, 0o555), &INDEX),
        ((0o555, 0o755), &rebuild),
    ] {
        allow(&generation, modes.1);
        allow(&index, modes.0);
        let said = said(&run(args));
        assert!(is_refused(&said, "permission denied"), "{said}");
        for args in [&["check"][..], &["search", "warga"]] {
            assert_eq!(run(args).status.code(), Some(0), "reading needs no right to write");
        }
        assert_eq!(held(folder), before);
    }
    allow(&index, 0o755);
    allow(&generation, 0o755);
    assert_eq!(run(&INDEX).status.code(), Some(0));
    assert_eq!(held(folder), wanted(folder));
}
