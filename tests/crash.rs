//! The process is killed at random moments of indexing, without a chance to tidy up: the index must open, hold only whole files,
//! and one more run must give exactly what reading the folder from scratch gives.
//!
//! `WARTA_KILLS` sets how many times (50 if it is not set). `WARTA_MINUTES=60 cargo test --release --test crash -- whatever --nocapture` goes on
//! for an hour with all that can be done to an index, in any order.

#[path = "../benches/archive.rs"]
mod archive;
#[path = "it/whole.rs"]
mod whole;

use std::fs;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use archive::Archive;
use whole::{of_folder, of_index, write};

/// The program at home in a folder, with nothing to read.
fn program(folder: &Path, args: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_warta"));
    program
        .args(args)
        .current_dir(folder)
        .env_remove("WARTA_INDEX")
        .stdin(Stdio::null());
    program
}

/// Starts it; what it says on standard error is kept.
fn started(folder: &Path, args: &[&str]) -> Child {
    program(folder, args)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn start(folder: &Path) -> Child {
    let small = ["--commit-every", "60kB", "--memory", "40MB"];
    started(folder, &[&["index", "arsip", "--quiet"], &small[..]].concat())
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

/// A server of the index, and what it answers.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(folder: &Path) -> Served {
        let mut child = started(folder, &["serve", "--bind", "127.0.0.1:0"]);
        let mut line = String::new();
        let mut said = BufReader::new(child.stderr.take().expect("a pipe"));
        said.read_line(&mut line).expect("it says where it listens");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.unwrap_or_else(|| panic!("it said {line}")).to_owned();
        // What else it says is read, so that it can go on.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Served { child, address }
    }

    /// The status and the body of an answer.
    fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .expect("it can be set");
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).expect("it listens");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
        (status.unwrap_or_else(|| panic!("it said {answer}")), answer)
    }

    /// It answers or says why it does not, whatever happens to the index.
    fn assert_answers(&self) {
        for path in [
            "/api/v1/search?q=beras&facet=source",
            "/quotes?q=kapal",
            "/api/v1/stats",
        ] {
            let (status, said) = self.get(path);
            assert!(matches!(status, 200 | 503), "{path}: {said}");
            assert!(!said.contains("panicked"), "{path}: {said}");
        }
    }

    /// How many articles it knows of, once it has seen the newest state.
    fn assert_knows(&self, articles: usize) {
        let wanted = format!("\"articles\":{articles},");
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            let (_, said) = self.get("/api/v1/stats");
            if said.replace(": ", ":").contains(&wanted) {
                return;
            }
            assert!(Instant::now() < until, "no {wanted} in {said}");
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command's exit code and what it says.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = program(folder, args).output().expect("the program starts");
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (output.status.code(), said)
}

/// The files of an index that its check reads; what a run that was killed has begun is empty, and none of it.
fn checked(index: &Path) -> Vec<PathBuf> {
    let generations = fs::read_dir(index)
        .expect("it is there")
        .flatten()
        .map(|entry| entry.path());
    let files = generations.filter(|path| path.is_dir()).flat_map(|dir| {
        let files = fs::read_dir(dir).expect("it is there").flatten();
        files.map(|entry| entry.path()).collect::<Vec<_>>()
    });
    let kinds = ["idx", "pos", "term", "store", "fast", "fieldnorm"];
    let is_checked = |path: &PathBuf| {
        let is_one = path
            .extension()
            .is_some_and(|end| kinds.iter().any(|kind| end == *kind));
        is_one && fs::metadata(path).is_ok_and(|file| file.len() > 0)
    };
    let mut files: Vec<PathBuf> = files.filter(is_checked).collect();
    files.sort();
    files
}

/// Changes one bit where it lies, as a worn disk does; where it is. The file keeps its length: what a server has mapped may not be cut.
fn flip_a_bit(file: &Path, random: &mut Archive) -> u64 {
    let open = fs::OpenOptions::new().read(true).write(true).open(file);
    let mut open = open.expect("it can be opened");
    let at = random.below(open.metadata().expect("it is there").len());
    let mut byte = [0];
    open.seek(SeekFrom::Start(at)).expect("a place in it");
    open.read_exact(&mut byte).expect("it can be read");
    byte[0] ^= 1 << random.below(8);
    open.seek(SeekFrom::Start(at)).expect("a place in it");
    open.write_all(&byte).expect("it can be written");
    at
}

/// Anything, in any order, beside a server that answers all the while: files change, runs end or are killed, the index is searched, damaged,
/// rebuilt and put in order. After each run that ends the index holds what the folder holds, and all find as much.
#[test]
fn whatever_is_done_to_it_the_index_is_that_of_its_folder() {
    let until = minutes().map(|minutes| Instant::now() + Duration::from_secs(60 * minutes));
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let index = folder.join("index");
    let mut random = Archive::new(29);
    change(folder, &mut random);
    let mut usual = finish(folder);
    let server = Served::start(folder);
    let mut done = [0_u32; 6];
    let mut found = 0;
    for round in 0.. {
        match until {
            Some(until) if Instant::now() > until => break,
            None if round == 16 => break,
            _ => {}
        }
        // Each of them is among the few of a run of the tests.
        let what = if until.is_some() { random.below(6) } else { round % 6 };
        done[what as usize] += 1;
        match what {
            0 => change(folder, &mut random),
            1 => {
                change(folder, &mut random);
                let wait = usual.mul_f64(random.below(1000) as f64 / 1000.0);
                let mut child = start(folder);
                std::thread::sleep(wait);
                child.kill().expect("a child can be killed");
                child.wait().expect("it ends");
                server.assert_answers();
            }
            2 => {
                let files = checked(&index);
                let file = &files[random.below(files.len() as u64) as usize];
                let held = of_index(&index);
                let at = flip_a_bit(file, &mut random);
                let (code, said) = run(folder, &["check"]);
                match code {
                    Some(2) => found += 1,
                    // A bit of what stands behind the checksum changes nothing that is read.
                    Some(0) => assert!(of_index(&index) == held, "{} at {at}", file.display()),
                    _ => panic!("a flipped bit of {} at {at}: {said}", file.display()),
                }
                server.assert_answers();
                let (code, said) = run(folder, &["search", "beras"]);
                assert!(matches!(code, Some(0..=2)) && !said.contains("panicked"), "{said}");
                let (code, said) = run(folder, &["index", "--rebuild", "arsip", "--quiet"]);
                assert_eq!(code, Some(0), "{said}");
                check(folder);
            }
            3 => {
                let (code, said) = run(folder, &["optimize"]);
                assert_eq!(code, Some(0), "{said}");
            }
            4 => {
                let (code, said) = run(folder, &["index", "--rebuild", "arsip", "--quiet"]);
                assert_eq!(code, Some(0), "{said}");
                check(folder);
            }
            _ => {}
        }
        if what == 5 || random.below(3) == 0 {
            usual = finish(folder);
            check(folder);
            let held: usize = of_index(&index).values().map(Vec::len).sum();
            let (_, said) = run(folder, &["search", "--limit", "0", "--format", "json"]);
            assert!(
                said.replace(": ", ":").contains(&format!("\"num_hits\":{held},")),
                "{held}: {said}"
            );
            server.assert_knows(held);
        }
        server.assert_answers();
    }
    finish(folder);
    check(folder);
    // Most of a file is what the checksum is of; three of them say little.
    assert!(
        until.is_none() || found * 2 > done[2],
        "{found} of {} flipped bits were found",
        done[2]
    );
    println!(
        "changed {}, killed {}, damaged {} (found {found}), put in order {}, rebuilt {}, read {}",
        done[0], done[1], done[2], done[3], done[4], done[5]
    );
}

/// How long it goes on: `WARTA_MINUTES`.
fn minutes() -> Option<u64> {
    std::env::var("WARTA_MINUTES").ok()?.parse().ok()
}
