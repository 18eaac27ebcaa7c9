//! What there must be for these tests, and a server over an index of some articles.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::browser::{Browser, Running};

/// A browser before a server over an index of some articles. What stands first goes first.
pub struct Stage {
    pub browser: Browser,
    pub session: String,
    pub server: Option<Running>,
    /// Of the server, without a `/` at its end.
    pub address: String,
    pub index: PathBuf,
    /// Where the index lies.
    pub dir: TempDir,
}

impl Stage {
    /// Over the articles of `folder/name`; where there is no browser that is said, and there is nothing.
    pub fn of(folder: &Path, name: &str) -> Option<Stage> {
        let Some(program) = browser() else {
            missing("a browser");
            return None;
        };
        let dir = tempfile::tempdir().expect("a folder");
        let index = dir.path().join("index");
        index_of(folder, name, &index);
        let (server, address) = serve(&index);
        let mut browser = Browser::start(&program, dir.path());
        let session = browser.open();
        browser.look(&session, 1280, false, true);
        Some(Stage {
            browser,
            session,
            server: Some(server),
            address,
            index,
            dir,
        })
    }

    /// Opens a page of the server.
    pub fn go(&mut self, page: &str) {
        self.browser.go(&self.session, &format!("{}{page}", self.address));
    }

    /// What the page makes of a script.
    pub fn run(&mut self, script: &str) -> Value {
        self.browser.run(&self.session, script)
    }

    /// The same, as if the reader had clicked.
    pub fn click(&mut self, script: &str) -> Value {
        self.browser.click(&self.session, script)
    }

    pub fn press(&mut self, key: &str) {
        self.browser.press(&self.session, key);
    }

    pub fn press_with(&mut self, key: &str, modifiers: u32) {
        self.browser.press_with(&self.session, key, modifiers);
    }

    pub fn drag(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.browser.drag(&self.session, from, to);
    }

    pub fn look(&mut self, width: u32, dark: bool, scripts: bool) {
        self.browser.look(&self.session, width, dark, scripts);
    }

    /// Shows a page that no address leads to.
    pub fn show(&mut self, html: &str) {
        self.browser.show(&self.session, html);
    }

    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.browser.call(Some(&self.session), method, params)
    }

    /// What the browser complained of since the last page was opened.
    pub fn complaints(&self) -> Vec<String> {
        self.browser.complaints(&self.address)
    }

    /// Over sample articles of this project.
    pub fn of_samples(name: &str) -> Option<Stage> {
        Stage::of(Path::new(env!("CARGO_MANIFEST_DIR")), name)
    }
}

fn found(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn browser() -> Option<String> {
    let named = std::env::var("WARTA_BROWSER").ok();
    named
        .into_iter()
        .chain(["chromium", "google-chrome"].map(str::to_owned))
        .find(|program| found(program))
}

pub fn axe() -> Option<String> {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/package/axe.min.js");
    let path = std::env::var_os("WARTA_AXE").map_or(usual, PathBuf::from);
    std::fs::read_to_string(path).ok()
}

/// What is missing is said; where tests must not be left out it is a failure.
pub fn missing(what: &str) {
    assert!(std::env::var_os("CI").is_none(), "{what} is missing, and `CI` is set");
    eprintln!("left out: {what} is missing");
}

/// The program over an index of some articles.
pub fn serve(index: &Path) -> (Running, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_warta"))
        .arg("serve")
        .arg("--index")
        .arg(index)
        .args(["--bind", "127.0.0.1:0"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut reader = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut line = String::new();
    reader.read_line(&mut line).expect("a line");
    let address = line
        .split("http://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or_else(|| panic!("it said {line}"));
    let address = format!("http://{address}");
    std::thread::spawn(move || {
        let _ = reader.read_to_string(&mut String::new());
    });
    (Running::of(child), address)
}

fn index_of(folder: &Path, name: &str, index: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_warta"))
        .args(["index", name, "--index"])
        .arg(index)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("it runs");
    assert!(matches!(status.code(), Some(0 | 3)), "{status}");
}
