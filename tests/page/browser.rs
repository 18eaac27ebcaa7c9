//! A browser at the other end of a pipe.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A program that is killed when it is no longer wanted.
pub struct Running(Child);

impl Running {
    pub fn of(child: Child) -> Running {
        Running(child)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A browser at the other end of a pipe.
pub struct Browser {
    child: Running,
    to: ChildStdin,
    from: Receiver<Value>,
    last: u64,
    /// What it told of itself since it was last asked.
    pub events: Vec<Value>,
}

/// Longer than anything takes here, on a machine that does much else too. `$WARTA_PATIENCE` has other seconds.
fn patience() -> Duration {
    let wanted = std::env::var("WARTA_PATIENCE")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(wanted.unwrap_or(120))
}

impl Browser {
    pub fn start(program: &str, profile: &Path) -> Browser {
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
    pub fn show(&mut self, session: &str, html: &str) {
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

    pub fn call(&mut self, session: Option<&str>, method: &str, params: Value) -> Value {
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
        let until = Instant::now() + patience();
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

    pub fn wait_for(&mut self, method: &str) {
        let until = Instant::now() + patience();
        while !self.events.iter().any(|event| event["method"] == method) {
            let event = self.from.recv_timeout(until.saturating_duration_since(Instant::now()));
            self.events.push(event.unwrap_or_else(|_| panic!("no {method}")));
        }
    }

    /// A session with a page.
    fn attach(&mut self, target: &Value) -> String {
        let session = self.call(
            None,
            "Target.attachToTarget",
            json!({"targetId": target, "flatten": true}),
        );
        session["sessionId"].as_str().expect("a session").to_owned()
    }

    pub fn open(&mut self) -> String {
        let target = self.call(None, "Target.createTarget", json!({"url": "about:blank"}))["targetId"].clone();
        let session = self.attach(&target);
        for domain in ["Page", "Runtime", "Network", "Log", "Audits"] {
            self.call(Some(&session), &format!("{domain}.enable"), json!({}));
        }
        session
    }

    pub fn look(&mut self, session: &str, width: u32, dark: bool, scripts: bool) {
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

    pub fn go(&mut self, session: &str, url: &str) {
        self.events.clear();
        self.call(Some(session), "Page.navigate", json!({"url": url}));
        self.wait_for("Page.loadEventFired");
    }

    pub fn run(&mut self, session: &str, script: &str) -> Value {
        let result = self.call(
            Some(session),
            "Runtime.evaluate",
            json!({"expression": script, "awaitPromise": true, "returnByValue": true}),
        );
        assert!(result["exceptionDetails"].is_null(), "{}", result["exceptionDetails"]);
        result["result"]["value"].clone()
    }

    /// Runs a script as what a reader's click does: only then may it open windows.
    pub fn click(&mut self, session: &str, script: &str) -> Value {
        let result = self.call(
            Some(session),
            "Runtime.evaluate",
            json!({"expression": script, "userGesture": true}),
        );
        assert!(result["exceptionDetails"].is_null(), "{}", result["exceptionDetails"]);
        result["result"]["value"].clone()
    }

    /// A key with modifiers, as the protocol numbers them: 8 is shift.
    pub fn press_with(&mut self, session: &str, key: &str, modifiers: u32) {
        for kind in ["rawKeyDown", "keyUp"] {
            self.call(
                Some(session),
                "Input.dispatchKeyEvent",
                json!({"type": kind, "key": key, "modifiers": modifiers}),
            );
        }
    }

    /// Presses the mouse at one place and lets it go at another.
    pub fn drag(&mut self, session: &str, from: (f64, f64), to: (f64, f64)) {
        let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        let way = [
            ("mousePressed", from),
            ("mouseMoved", middle),
            ("mouseMoved", to),
            ("mouseReleased", to),
        ];
        for (kind, (x, y)) in way {
            self.call(
                Some(session),
                "Input.dispatchMouseEvent",
                json!({"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}),
            );
        }
    }

    /// The page that was opened by another one, once it is there.
    pub fn opened(&mut self, url: &str) -> String {
        let until = Instant::now() + patience();
        loop {
            let targets = self.call(None, "Target.getTargets", json!({}))["targetInfos"].clone();
            let found = targets.as_array().into_iter().flatten().find(|target| {
                target["type"] == "page" && target["url"].as_str().is_some_and(|there| there.starts_with(url))
            });
            if let Some(target) = found {
                return self.attach(&target["targetId"]);
            }
            assert!(Instant::now() < until, "{url} was not opened: {targets}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub fn press(&mut self, session: &str, key: &str) {
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
    pub fn complaints(&self, ours: &str) -> Vec<String> {
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
