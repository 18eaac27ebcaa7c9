//! The program itself on a real socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::site::corpus;

struct Running {
    child: Child,
    address: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `warta serve` on a free port, once it has said where.
fn start(args: &[&str]) -> Running {
    let mut child = Command::new(env!("CARGO_BIN_EXE_warta"))
        .args(["serve", "--index"])
        .arg(corpus())
        .args(["--bind", "127.0.0.1:0"])
        .args(args)
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stderr.take().expect("its standard error"))
        .read_line(&mut line)
        .expect("a line");
    let address = line
        .split("http://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or_else(|| panic!("it said {line:?}"))
        .to_owned();
    assert!(line.contains(" articles; ends with Ctrl-C)"), "{line}");
    Running { child, address }
}

impl Running {
    /// Sends bytes; what comes back until the other side closes or says no more for a while.
    fn send(&self, bytes: &str) -> String {
        self.send_within(bytes, Duration::from_secs(5))
    }

    fn send_within(&self, bytes: &str, patience: Duration) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(patience)).expect("a timeout");
        // Whoever is refused early may find the connection closed.
        let _ = stream.write_all(bytes.as_bytes());
        let mut out = Vec::new();
        let _ = stream.read_to_end(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.get_within(path, Duration::from_secs(5))
    }

    fn get_within(&self, path: &str, patience: Duration) -> String {
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        self.send_within(&head, patience)
    }
}

/// S1 with everything that a socket can carry and a library would not send.
#[test]
fn other_names_are_not_answered_on_a_socket() {
    let running = start(&[]);
    assert!(
        running.get("/search?q=beras").starts_with("HTTP/1.1 200"),
        "{}",
        running.get("/search?q=beras")
    );
    for head in [
        "GET /search?q=beras HTTP/1.1\r\nHost: evil.example\r\n",
        "GET /search?q=beras HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n",
        "GET /search?q=beras HTTP/1.1\r\nHost:\r\n",
        "GET /search?q=beras HTTP/1.1\r\n",
        "GET /search?q=beras HTTP/1.0\r\n",
        "GET /search?q=beras HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
        "GET http://evil.example/search?q=beras HTTP/1.1\r\nHost: localhost\r\n",
        "GET http://evil.example/search?q=beras HTTP/1.1\r\nHost: evil.example\r\n",
    ] {
        let answer = running.send(&format!("{head}Connection: close\r\n\r\n"));
        assert!(
            answer.starts_with("HTTP/1.1 421")
                || answer.starts_with("HTTP/1.1 400")
                || answer.starts_with("HTTP/1.0 421"),
            "{head}: {answer}"
        );
        assert!(
            !answer.to_lowercase().contains("beras") && !answer.contains("Kompas"),
            "{head}: {answer}"
        );
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let answer = running.send(&format!(
            "{method} /search HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            running.address
        ));
        assert!(
            answer.starts_with("HTTP/1.1 405") && answer.to_lowercase().contains("allow: get, head"),
            "{method}: {answer}"
        );
        assert!(!answer.to_lowercase().contains("access-control"), "{answer}");
    }
}

/// S17: half requests, large heads, many connections and several at once in one.
#[test]
fn odd_clients_stop_nobody() {
    let running = start(&[]);
    let mut half: Vec<TcpStream> = (0..100)
        .filter_map(|_| TcpStream::connect(&running.address).ok())
        .collect();
    for stream in &mut half {
        let _ = stream.write_all(b"GET /search?q=beras HTTP/1.1\r\nHost: loc");
    }
    let large = format!(
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n",
        "a".repeat(1_000_000)
    );
    let answer = running.send(&large);
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
        "{}",
        &answer[..answer.len().min(80)]
    );
    let several = format!(
        "GET /healthz HTTP/1.1\r\nHost: {0}\r\n\r\nGET /healthz HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\n\r\n",
        running.address
    );
    assert_eq!(running.send(&several).matches("\"status\":\"ok\"").count(), 2);
    assert!(running.send("\u{0}\u{1}garbage\r\n\r\n").starts_with("HTTP/1.1 400"));
    let began = Instant::now();
    assert!(running.get("/api/v1/search?q=gempa").starts_with("HTTP/1.1 200"));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

/// How many files a process may have open, where the system tells.
fn most_files() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find(|line| line.starts_with("Max open files"));
    line.and_then(|line| line.split_whitespace().nth(3)?.parse().ok())
        .unwrap_or(256)
}

/// S17: ten thousand connections, as many at once as files may be open, and a request of 100 MB. The server takes 512 at once and lets
/// those go that ask nothing; its memory stays within 100 MB of what it was. Of more than 600 at once some find no place to wait, and take
/// two seconds each to be told so.
#[test]
fn thousands_of_connections_are_borne() {
    let running = start(&[]);
    assert!(running.get("/search?q=beras").starts_with("HTTP/1.1 200"));
    let before = resident(running.child.id());
    let at_once = (most_files() / 2).min(600);
    for _ in 0..10_000usize.div_ceil(at_once) {
        let half: Vec<TcpStream> = (0..at_once)
            .filter_map(|_| {
                let mut stream =
                    TcpStream::connect_timeout(&running.address.parse().ok()?, Duration::from_secs(2)).ok()?;
                let _ = stream.write_all(b"GET /search?q=beras HTTP/1.1\r\nHost: loc");
                Some(stream)
            })
            .collect();
        assert!(half.len() > at_once / 4, "only {} connections", half.len());
    }
    for head in [
        "GET /search?q=beras HTTP/1.1\r\nHost: localhost\r\nX-Long: ",
        "GET /search?q=beras HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n",
        "POST /masuk HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(&running.address).expect("it listens");
        stream
            .set_write_timeout(Some(Duration::from_secs(5)))
            .expect("a timeout");
        stream
            .set_read_timeout(Some(Duration::from_secs(5)))
            .expect("a timeout");
        let _ = stream.write_all(head.as_bytes());
        let part = vec![b'a'; 100_000];
        let taken = (0..1_000).take_while(|_| stream.write_all(&part).is_ok()).count();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
            "{head}: {answer}"
        );
        assert!(taken < 1_000, "{head}: all of it was taken");
    }
    let answer = running.get_within("/api/v1/search?q=gempa", Duration::from_secs(60));
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    if let (Some(before), Some(after)) = (before, resident(running.child.id())) {
        assert!(after < before + 100_000, "from {before} to {after} kB");
    }
}

/// Many at once are all answered, or told to come again (S16).
#[test]
fn many_at_once_are_answered() {
    let running = start(&[]);
    let answers: Vec<String> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..64)
            .map(|n| {
                scope.spawn({
                    let running = &running;
                    move || running.get(&format!("/search?q=a*&page={}", n % 5 + 1))
                })
            })
            .collect();
        asked.into_iter().map(|one| one.join().expect("it ends")).collect()
    });
    for answer in &answers {
        assert!(
            answer.starts_with("HTTP/1.1 200")
                || answer.starts_with("HTTP/1.1 503") && answer.to_lowercase().contains("retry-after: 1"),
            "{}",
            &answer[..answer.len().min(300)]
        );
    }
    assert!(answers.iter().any(|answer| answer.starts_with("HTTP/1.1 200")));
}

/// How much memory a process has, in kB; only where the system tells.
fn resident(id: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// 32 clients that never pause: nearly all are answered, the others told to come again, and memory does not grow with the answers (S16).
#[test]
fn clients_that_never_pause_are_answered() {
    const PATHS: [&str; 8] = [
        "/search?q=a*",
        "/search?q=beras",
        "/quotes?q=country:ID&once=true",
        "/person?name=Margaret+Ellison",
        "/api/v1/search?q=gempa&facet=source",
        "/api/v1/quotes?limit=1000",
        "/table?rows=country&columns=source",
        "/compare?a=beras&b=gempa",
    ];
    let running = start(&[]);
    let ask_for = |time: Duration| -> (usize, usize) {
        let until = Instant::now() + time;
        std::thread::scope(|scope| {
            let clients: Vec<_> = (0..32)
                .map(|client| {
                    let running = &running;
                    scope.spawn(move || {
                        let (mut good, mut told) = (0, 0);
                        for turn in client.. {
                            if Instant::now() >= until {
                                break;
                            }
                            let path = PATHS[turn % PATHS.len()];
                            let answer = running.get_within(path, Duration::from_secs(30));
                            match answer.get(..12) {
                                Some("HTTP/1.1 200") => good += 1,
                                Some("HTTP/1.1 503") => {
                                    assert!(answer.to_lowercase().contains("\r\nretry-after: "), "{answer}");
                                    told += 1;
                                    std::thread::sleep(Duration::from_secs(1));
                                }
                                _ => panic!("{path}: {answer}"),
                            }
                        }
                        (good, told)
                    })
                })
                .collect();
            let counts = clients.into_iter().map(|client| client.join().expect("it ends"));
            counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
        })
    };
    // What is counted once is counted now.
    ask_for(Duration::from_secs(2));
    let before = resident(running.child.id());
    let (good, told) = ask_for(Duration::from_secs(6));
    assert!(
        good > 0 && told * 10 <= good,
        "{good} were answered, {told} told to come again"
    );
    if let (Some(before), Some(after)) = (before, resident(running.child.id())) {
        assert!(after < before + 40_000, "from {before} to {after} kB");
    }
}

/// A connection on which nothing is asked is closed.
#[test]
fn idle_connections_are_closed() {
    let running = start(&[]);
    let mut idle = TcpStream::connect(&running.address).expect("it listens");
    idle.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
    write!(idle, "GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", running.address).expect("it listens");
    let began = Instant::now();
    let mut answer = Vec::new();
    // Up to where the other side closes.
    idle.read_to_end(&mut answer).expect("it is closed, not left open");
    assert!(answer.starts_with(b"HTTP/1.1 200"));
    assert!(began.elapsed() < Duration::from_secs(25), "{:?}", began.elapsed());
}

/// A token is asked for, taken in a header and in the form, and said nowhere (S12).
#[test]
fn a_token_keeps_others_out() {
    let dir = tempfile::tempdir().expect("a folder");
    let secret = "c0ffee-c0ffee-c0ffee-c0ffee";
    let file = dir.path().join("token");
    std::fs::write(&file, format!("{secret}\n")).expect("a file");
    let running = start(&["--token-file", file.to_str().expect("it is UTF-8")]);
    assert!(running.get("/search").starts_with("HTTP/1.1 401"));
    let with = |header: &str| {
        running.send(&format!(
            "GET /search?q=beras HTTP/1.1\r\nHost: {}\r\n{header}\r\nConnection: close\r\n\r\n",
            running.address
        ))
    };
    let good = with(&format!("Authorization: Bearer {secret}"));
    assert!(good.starts_with("HTTP/1.1 200") && !good.contains(secret));
    let form = format!("token={secret}");
    let entered = running.send(&format!("POST /masuk HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nContent-Length: {1}\r\nConnection: close\r\n\r\n{form}", running.address, form.len()));
    let (head, body) = entered.split_once("\r\n\r\n").expect("head and body");
    assert!(
        head.starts_with("HTTP/1.1 200") && head.contains("HttpOnly; SameSite=Strict"),
        "{head}"
    );
    assert!(!body.contains(secret));
    assert!(with(&format!("Cookie: warta={secret}")).starts_with("HTTP/1.1 200"));
    let wrong = running.send(&format!(
        "POST /masuk HTTP/1.1\r\nHost: {0}\r\nContent-Length: 9\r\nConnection: close\r\n\r\ntoken=abc",
        running.address
    ));
    assert!(wrong.starts_with("HTTP/1.1 401"), "{wrong}");
}

#[test]
fn what_cannot_be_served_is_said() {
    let dir = tempfile::tempdir().expect("a folder");
    let running = start(&[]);
    let short = dir.path().join("short");
    std::fs::write(&short, "abc").expect("a file");
    let short = short.to_str().expect("it is UTF-8");
    let said: Vec<String> = [
        vec!["--bind", &running.address],
        vec!["--bind", "0.0.0.0:7575"],
        vec!["--token-file", short],
        vec!["--token-file", "none"],
        vec!["--allow-origin", "*"],
        vec!["--allow-host", "http://a"],
    ]
    .iter()
    .map(|args| {
        let output = crate::program::warta(dir.path(), &[&["serve"], args.as_slice()].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        String::from_utf8_lossy(&output.stderr)
            .replace(&running.address, "ADDRESS")
            .replace(dir.path().to_str().expect("it is UTF-8"), "DIR")
    })
    .collect();
    insta::assert_snapshot!(said.join("\n"));
}

/// Ctrl-C ends it well.
#[cfg(unix)]
#[test]
fn it_ends_with_ctrl_c() {
    let mut running = start(&[]);
    assert!(running.get("/healthz").starts_with("HTTP/1.1 200"));
    let id = running.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .expect("kill runs")
            .success()
    );
    let began = Instant::now();
    let status = running.child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
}

/// The index is made anew while it is served: each answer is of one state of it, or says what is wrong (S18).
#[test]
fn the_index_may_change_under_way() {
    let dir = tempfile::tempdir().expect("a folder");
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let index = dir.path().join("index");
    let index = index.to_str().expect("it is UTF-8");
    let run = |args: &[&str]| crate::program::warta(home, args);
    assert!(run(&["index", "corpus/tempo", "--index", index]).status.success());
    let site = super::site::Site::of(std::path::Path::new(index));
    let first = site.get("/api/v1/search").header("etag").to_owned();
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            run(&["index", "corpus/detik", "--index", index]);
            run(&["index", "--rebuild", "corpus", "--index", index]);
        });
        let mut asked = 0;
        while !writing.is_finished() || asked < 1_000 {
            let path = ["/api/v1/search?q=beras", "/search?q=beras", "/api/v1/quotes?limit=3"][asked % 3];
            let answer = site.get(path);
            assert!(matches!(answer.status, 200 | 503), "{path}: {}", answer.body);
            asked += 1;
        }
    });
    std::thread::sleep(Duration::from_millis(600));
    let last = site.get("/api/v1/search");
    assert_eq!(last.status, 200);
    assert_ne!(last.header("etag"), first);
    assert_eq!(last.header("warta-num-hits"), "66");
    // A file of it is cut: what was open is read on, or the damage is told.
    let mut folders = vec![dir.path().join("index")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("it can be listed").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|e| e == "idx") => {
                    std::fs::remove_file(&path).expect("it can be removed");
                    std::fs::write(&path, "cut").expect("it can be written");
                }
                _ => {}
            }
        }
    }
    for path in ["/search?q=beras", "/api/v1/search?q=harga&facet=source", "/quotes"] {
        let answer = site.get(path);
        assert!(matches!(answer.status, 200 | 503), "{path}: {}", answer.body);
    }
    let fresh = super::site::Site::of(std::path::Path::new(index));
    let answer = fresh.get("/api/v1/search?q=beras");
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert!(answer.body.contains("damaged"), "{}", answer.body);
}

/// What was damaged and is made anew is read anew at once, though it was looked a moment ago whether there is anything new.
#[test]
fn a_damaged_index_that_is_made_anew_is_answered_from_at_once() {
    let damaged = crate::damage::Renewed::new();
    let site = super::site::Site::of(&damaged.index());
    let answers = |status: u16| {
        for path in ["/search?q=beras", "/api/v1/search?q=beras&facet=source", "/quotes", "/"] {
            let answer = site.get(path);
            assert_eq!(answer.status, status, "{path}: {}", answer.body);
        }
    };
    answers(200);
    damaged.spoil();
    answers(503);
    damaged.renew();
    answers(200);
}
