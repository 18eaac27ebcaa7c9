//! The pages in a browser: accessibility by axe, no violation of the content security policy, no request but ours, nothing wider than the
//! window, scripts on and off. Chromium is driven through `--remote-debugging-pipe`, without a port and without a driver.
//!
//! `$WARTA_BROWSER` names the browser, else `chromium` or `google-chrome` is taken; `$WARTA_AXE` names `axe.min.js`, else
//! `target/axe/package/axe.min.js`. Where one is missing this says so and does nothing; with `CI` set it fails.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A program that is killed when it is no longer wanted.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A browser at the other end of a pipe.
struct Browser {
    child: Running,
    to: ChildStdin,
    from: Receiver<Value>,
    last: u64,
    /// What it told of itself since it was last asked.
    events: Vec<Value>,
}

/// Longer than anything takes here.
const PATIENCE: Duration = Duration::from_secs(30);

impl Browser {
    fn start(program: &str, profile: &Path) -> Browser {
        // The shell puts the child's standard input and output on the descriptors that the pipe has.
        let script = "exec \"$0\" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --hide-scrollbars \
             --user-data-dir=\"$1\" --remote-debugging-pipe about:blank 3<&0 4>&1 >/dev/null 2>\"$1/log\"";
        let mut child = Command::new("sh")
            .args(["-c", script, program])
            .arg(profile)
            // What it leaves behind goes with the profile.
            .env("TMPDIR", profile)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell starts");
        let to = child.stdin.take().expect("a pipe");
        let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
        let (sender, from) = channel();
        std::thread::spawn(move || {
            loop {
                let mut message = Vec::new();
                match reader.read_until(0, &mut message) {
                    Ok(n) if n > 1 => {}
                    _ => break,
                }
                message.pop();
                if let Ok(message) = serde_json::from_slice(&message)
                    && sender.send(message).is_err()
                {
                    break;
                }
            }
        });
        Browser {
            child: Running(child),
            to,
            from,
            last: 0,
            events: Vec::new(),
        }
    }

    /// Shows markup in place of what the page has, with the page's address and policy.
    fn show(&mut self, session: &str, html: &str) {
        let frame = self.call(Some(session), "Page.getFrameTree", json!({}))["frameTree"]["frame"]["id"].clone();
        self.call(
            Some(session),
            "Page.setDocumentContent",
            json!({"frameId": frame, "html": html}),
        );
        // Until its style is there.
        self.run(
            session,
            "new Promise(done => { const look = () => document.styleSheets.length ? done(1) : setTimeout(look, 20); look(); })",
        );
    }

    fn call(&mut self, session: Option<&str>, method: &str, params: Value) -> Value {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": params});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        self.to
            .write_all(message.to_string().as_bytes())
            .expect("the browser listens");
        self.to.write_all(b"\0").expect("the browser listens");
        self.to.flush().expect("the browser listens");
        let until = Instant::now() + PATIENCE;
        loop {
            let message = self
                .from
                .recv_timeout(until.saturating_duration_since(Instant::now()))
                .unwrap_or_else(|_| panic!("no answer to {method}"));
            if message["id"] == self.last {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].clone();
            }
            self.events.push(message);
        }
    }

    fn wait_for(&mut self, method: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.events.iter().any(|event| event["method"] == method) {
            let event = self.from.recv_timeout(until.saturating_duration_since(Instant::now()));
            self.events.push(event.unwrap_or_else(|_| panic!("no {method}")));
        }
    }

    fn open(&mut self) -> String {
        let target = self.call(None, "Target.createTarget", json!({"url": "about:blank"}))["targetId"].clone();
        let session = self.call(
            None,
            "Target.attachToTarget",
            json!({"targetId": target, "flatten": true}),
        );
        let session = session["sessionId"].as_str().expect("a session").to_owned();
        for domain in ["Page", "Runtime", "Network", "Log", "Audits"] {
            self.call(Some(&session), &format!("{domain}.enable"), json!({}));
        }
        session
    }

    fn look(&mut self, session: &str, width: u32, dark: bool, scripts: bool) {
        self.call(
            Some(session),
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false}),
        );
        let scheme = if dark { "dark" } else { "light" };
        self.call(
            Some(session),
            "Emulation.setEmulatedMedia",
            json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]}),
        );
        self.call(
            Some(session),
            "Emulation.setScriptExecutionDisabled",
            json!({"value": !scripts}),
        );
    }

    fn go(&mut self, session: &str, url: &str) {
        self.events.clear();
        self.call(Some(session), "Page.navigate", json!({"url": url}));
        self.wait_for("Page.loadEventFired");
    }

    fn run(&mut self, session: &str, script: &str) -> Value {
        let result = self.call(
            Some(session),
            "Runtime.evaluate",
            json!({"expression": script, "awaitPromise": true, "returnByValue": true}),
        );
        assert!(result["exceptionDetails"].is_null(), "{}", result["exceptionDetails"]);
        result["result"]["value"].clone()
    }

    fn press(&mut self, session: &str, key: &str) {
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" && key.len() == 1 { key } else { "" };
            self.call(
                Some(session),
                "Input.dispatchKeyEvent",
                json!({"type": kind, "key": key, "text": text}),
            );
        }
    }

    /// What the browser holds against the page: breaches of the policy, errors of scripts, requests that are not ours.
    fn complaints(&self, ours: &str) -> Vec<String> {
        let mut out = Vec::new();
        for event in &self.events {
            let params = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Log.entryAdded" if params["entry"]["source"] != "network" => {
                    out.push(params["entry"]["text"].to_string())
                }
                "Audits.issueAdded" => out.push(params["issue"]["code"].to_string()),
                "Runtime.exceptionThrown" => out.push(params["exceptionDetails"].to_string()),
                "Page.javascriptDialogOpening" => out.push(format!("a dialog: {params}")),
                "Network.requestWillBeSent" => {
                    let url = params["request"]["url"].as_str().unwrap_or_default();
                    if !url.starts_with(ours) {
                        out.push(format!("asks for {url}"));
                    }
                }
                _ => {}
            }
        }
        out
    }
}

/// It is asked to close, so that it cleans up; whatever is left is killed.
impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.to.write_all(b"{\"id\":0,\"method\":\"Browser.close\"}\0");
        let _ = self.to.flush();
        for _ in 0..50 {
            if !matches!(self.child.0.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
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

fn axe() -> Option<String> {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/package/axe.min.js");
    let path = std::env::var_os("WARTA_AXE").map_or(usual, PathBuf::from);
    std::fs::read_to_string(path).ok()
}

/// What is missing is said; where tests must not be left out it is a failure.
fn missing(what: &str) {
    assert!(std::env::var_os("CI").is_none(), "{what} is missing, and `CI` is set");
    eprintln!("left out: {what} is missing");
}

/// The program over an index of some articles.
fn serve(index: &Path) -> (Running, String) {
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
    (Running(child), address)
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

const PAGES: &[&str] = &[
    "/",
    "/search?q=gempa",
    "/search?q=beras&where=country:%3D%22ID%22&from=2020",
    "/search?facet=speaker",
    "/search?q=zzqq+beras",
    "/search?q=(beras",
    "/search?q=beras&country=Ukrane",
    "/quotes?q=country:ID&sort=newest",
    "/quotes?q=beras&once=true",
    "/search?q=gempa&unit=week&stories=true",
    "/article?id=d-70012&q=bantuan&n=1",
    "/article?id=none",
    "/person?name=Margaret+Ellison",
    "/person?name=Nobody",
    "/people",
    "/countries",
    "/country?code=ID",
    "/table?rows=country&columns=source",
    "/compare?a=beras&b=gempa",
    "/compare",
    "/help",
    "/api",
    "/about",
    "/nowhere",
];

const AXE: &str = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']}) \
     .then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 200)).slice(0, 3).join(' ')))";

/// Every page and state: at four widths, light and dark, with scripts and without.
#[test]
fn pages_are_sound_in_a_browser() {
    let (Some(program), Some(axe)) = (browser(), axe()) else {
        return missing("a browser, or axe-core");
    };
    let dir = tempfile::tempdir().expect("a folder");
    let index = dir.path().join("index");
    index_of(Path::new(env!("CARGO_MANIFEST_DIR")), "corpus", &index);
    let (_server, address) = serve(&index);
    let mut browser = Browser::start(&program, dir.path());
    let session = browser.open();
    let mut wrong = Vec::new();
    for (n, page) in PAGES.iter().enumerate() {
        let lang = if n % 2 == 0 { "id" } else { "en" };
        let url = format!(
            "{address}{page}{}lang={lang}",
            if page.contains('?') { '&' } else { '?' }
        );
        for (width, dark, scripts) in [
            (1280, n % 2 == 0, true),
            (360, n % 2 == 1, true),
            (900, false, false),
            (320, true, false),
        ] {
            browser.look(&session, width, dark, scripts);
            browser.go(&session, &url);
            let place = format!(
                "{page} at {width}, {}, scripts {scripts}",
                if dark { "dark" } else { "light" }
            );
            wrong.extend(
                browser
                    .complaints(&address)
                    .into_iter()
                    .map(|complaint| format!("{place}: {complaint}")),
            );
            let wide = browser.run(&session, "document.documentElement.scrollWidth - innerWidth");
            if wide.as_i64() != Some(0) {
                wrong.push(format!("{place}: {wide} px too wide"));
            }
            if scripts {
                browser.run(
                    &session,
                    "document.querySelectorAll('details').forEach(d => d.open = true)",
                );
                browser.call(Some(&session), "Runtime.evaluate", json!({"expression": axe}));
                let violations = browser.run(&session, AXE);
                wrong.extend(
                    violations
                        .as_array()
                        .into_iter()
                        .flatten()
                        .map(|violation| format!("{place}: {violation}")),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));
}

/// Two shades of a page's width, in which a state is looked at.
const LOOKS: [(u32, bool); 2] = [(1280, false), (360, true)];

/// What axe finds on what is shown.
fn violations(browser: &mut Browser, session: &str, axe: &str) -> Vec<String> {
    browser.call(Some(session), "Runtime.evaluate", json!({"expression": axe}));
    let violations = browser.run(session, AXE);
    let each = violations.as_array().into_iter().flatten();
    each.map(ToString::to_string).collect()
}

/// The states that no question over the sample articles leads to: too slow, busy, a fault, a damaged index, none.
#[test]
fn rare_states_are_sound_in_a_browser() {
    use warta::page::address::{Address, Place};
    use warta::page::layout::{self, Shell};
    use warta::page::{Locale, states};

    let (Some(program), Some(axe)) = (browser(), axe()) else {
        return missing("a browser, or axe-core");
    };
    let dir = tempfile::tempdir().expect("a folder");
    let index = dir.path().join("index");
    index_of(Path::new(env!("CARGO_MANIFEST_DIR")), "corpus/tempo", &index);
    let (server, address) = serve(&index);
    let mut browser = Browser::start(&program, dir.path());
    let session = browser.open();
    let asked = Address::read(Place::Search, "q=a*&from=2020&to=2023");
    let mut wrong = Vec::new();
    for locale in Locale::ALL {
        let shell = Shell::new(locale, &asked, "warta");
        for (name, state) in [
            ("too slow", states::too_slow(locale, &asked, 5)),
            ("busy", states::busy(locale, &asked)),
            ("internal", states::internal(locale, "0a1b2c3d")),
            ("uncounted", states::uncounted(locale)),
        ] {
            for (width, dark) in LOOKS {
                browser.look(&session, width, dark, true);
                browser.go(&session, &format!("{address}/help"));
                browser.show(&session, &layout::page(&shell, &state).into_string());
                let found = violations(&mut browser, &session, &axe);
                // A state that stands in for facets has no heading of its own.
                let found = found
                    .into_iter()
                    .filter(|text| name != "uncounted" || !text.contains("page-has-heading-one"));
                wrong.extend(found.map(|text| format!("{name} at {width}: {text}")));
            }
        }
    }
    drop(server);
    // A file of the index is cut.
    let mut files = Vec::new();
    let mut folders = vec![index.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("it can be listed").flatten() {
            match entry.path().is_dir() {
                true => folders.push(entry.path()),
                false => files.push(entry.path()),
            }
        }
    }
    let postings = files.iter().find(|path| path.extension().is_some_and(|e| e == "idx"));
    std::fs::write(postings.expect("the index has postings"), "cut").expect("it can be written");
    for (name, served) in [("damaged", index), ("no index", dir.path().join("none"))] {
        let (_server, address) = serve(&served);
        for (width, dark) in LOOKS {
            browser.look(&session, width, dark, true);
            for lang in ["id", "en"] {
                browser.go(&session, &format!("{address}/search?q=beras&lang={lang}"));
                let heading = browser.run(&session, "document.querySelector('h1').textContent");
                assert!(heading.as_str().is_some_and(|text| !text.is_empty()), "{name}");
                let found = violations(&mut browser, &session, &axe);
                wrong.extend(found.into_iter().map(|text| format!("{name} at {width}: {text}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));
}

/// Keys, suggestions, the list of keys, the way back.
#[test]
fn scripts_do_what_they_are_for() {
    let Some(program) = browser() else {
        return missing("a browser");
    };
    let dir = tempfile::tempdir().expect("a folder");
    let index = dir.path().join("index");
    index_of(Path::new(env!("CARGO_MANIFEST_DIR")), "corpus", &index);
    let (_server, address) = serve(&index);
    let mut browser = Browser::start(&program, dir.path());
    let session = browser.open();
    browser.look(&session, 1280, false, true);
    browser.go(&session, &format!("{address}/search?q=beras&lang=id"));
    browser.press(&session, "j");
    assert_eq!(
        browser.run(&session, "document.querySelectorAll('.hit.here').length"),
        1
    );
    browser.press(&session, "?");
    assert_eq!(browser.run(&session, "document.querySelector('#keys').open"), true);
    browser.run(&session, "document.querySelector('#keys').close()");
    browser.press(&session, "/");
    assert_eq!(browser.run(&session, "document.activeElement.id"), "q");
    // A key in the field is a letter of the query.
    browser.press(&session, "j");
    assert_eq!(
        browser.run(&session, "document.querySelectorAll('.hit.here').length"),
        1
    );
    browser.run(&session, "(() => { const q = document.querySelector('#q'); q.value = 'speaker:mar'; q.dispatchEvent(new Event('input')); })()");
    let script = "new Promise(done => { const look = (n) => document.querySelectorAll('#suggestions li').length || n > 100 ? done(document.querySelectorAll('#suggestions li').length) : setTimeout(() => look(n + 1), 30); look(0); })";
    assert!(browser.run(&session, script).as_u64() > Some(0), "no suggestions");
    browser.press(&session, "ArrowDown");
    browser.press(&session, "Enter");
    let typed = browser.run(&session, "document.querySelector('#q').value");
    assert!(
        typed.as_str().is_some_and(|typed| typed.starts_with("speaker:=\"")),
        "{typed}"
    );
    browser.events.clear();
    browser.run(&session, "document.querySelector('.hit h2 a').click()");
    browser.wait_for("Page.loadEventFired");
    assert_eq!(browser.run(&session, "location.pathname"), "/article");
    browser.events.clear();
    browser.run(&session, "history.back()");
    browser.wait_for("Page.frameNavigated");
    assert_eq!(browser.run(&session, "location.pathname"), "/search");
    // With keys off nothing happens.
    browser.go(&session, &format!("{address}/search?q=beras&keys=off"));
    browser.press(&session, "j");
    assert_eq!(
        browser.run(&session, "document.querySelectorAll('.hit.here').length"),
        0
    );
}

/// Text of articles that wants to be a script is none, in a browser too (S6); printing has the title and no form (F18).
#[test]
fn hostile_text_runs_nothing() {
    let Some(program) = browser() else {
        return missing("a browser");
    };
    let dir = tempfile::tempdir().expect("a folder");
    let payloads = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</title><svg onload=alert(1)>",
        "<iframe src=//evil.example>",
        "javascript:alert(1)",
        "\u{202E}evil",
    ];
    let lines: String = payloads
        .iter()
        .enumerate()
        .map(|(n, payload)| {
            let text = format!("JAKARTA - Beras {payload} naik.\n\"Stok {payload} cukup,\" kata Menteri {payload} Budi Santosa.");
            json!({"id": format!("h-{n}"), "title": payload, "source": payload, "section": payload, "authors": [payload], "url": payload, "date": "2023-03-09", "text": text}).to_string() + "\n"
        })
        .collect();
    std::fs::create_dir(dir.path().join("berita")).expect("a folder");
    std::fs::write(dir.path().join("berita/a.jsonl"), lines).expect("a file");
    let index = dir.path().join("index");
    index_of(dir.path(), "berita", &index);
    let (_server, address) = serve(&index);
    let mut browser = Browser::start(&program, dir.path());
    let session = browser.open();
    browser.look(&session, 1280, false, true);
    let mut pages: Vec<String> = [
        "/",
        "/search",
        "/quotes",
        "/people",
        "/countries",
        "/table?rows=section",
        "/person?name=Budi+Santosa",
        "/about",
        "/search?facet=source",
    ]
    .iter()
    .map(|page| (*page).to_owned())
    .collect();
    for (n, payload) in payloads.iter().enumerate() {
        pages.push(format!("/article?id=h-{n}&q=beras"));
        pages.push(format!(
            "/search?q={}",
            form_urlencoded::byte_serialize(payload.as_bytes()).collect::<String>()
        ));
    }
    for page in &pages {
        browser.go(&session, &format!("{address}{page}"));
        let complaints = browser.complaints(&address);
        assert!(complaints.is_empty(), "{page}: {complaints:?}");
        assert_eq!(
            browser.run(&session, "document.querySelectorAll('img, iframe, main script').length"),
            0,
            "{page}"
        );
    }
    browser.go(&session, &format!("{address}/article?id=h-0"));
    let pdf = browser.call(Some(&session), "Page.printToPDF", json!({}));
    assert!(
        pdf["data"].as_str().is_some_and(|data| data.len() > 1000),
        "nothing was printed"
    );
    browser.call(Some(&session), "Emulation.setEmulatedMedia", json!({"media": "print"}));
    let shown = "getComputedStyle(document.querySelector('.ask')).display + getComputedStyle(document.querySelector('h1')).display";
    assert_eq!(browser.run(&session, shown), "noneblock");
}
