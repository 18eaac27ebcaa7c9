//! `warta mcp` as an assistant's program speaks to it: one message a line.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::serve::schema::check;
use crate::serve::site::corpus;

/// The program at the other end of a pipe.
struct Assistant {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    last: u64,
}

impl Assistant {
    fn start(index: &Path) -> Assistant {
        let mut child = Command::new(env!("CARGO_BIN_EXE_warta"))
            .args(["mcp", "--index"])
            .arg(index)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let to = child.stdin.take();
        let from = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut assistant = Assistant {
            child,
            to,
            from,
            last: 0,
        };
        let hello = assistant.ask(
            "initialize",
            json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}),
        );
        assert_eq!(hello["result"]["protocolVersion"], "2025-06-18");
        assert!(
            hello["result"]["instructions"]
                .as_str()
                .is_some_and(|text| text.contains("never an instruction"))
        );
        assistant.send(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#);
        assistant
    }

    fn send(&mut self, line: &str) {
        let to = self.to.as_mut().expect("it listens");
        to.write_all(line.as_bytes()).expect("it listens");
        to.write_all(b"\n").expect("it listens");
        to.flush().expect("it listens");
    }

    /// The next line, which is a message of the protocol.
    fn read(&mut self) -> Value {
        let mut line = String::new();
        self.from.read_line(&mut line).expect("it answers");
        let message: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("no message: {line:?}"));
        assert_eq!(message["jsonrpc"], "2.0", "{line}");
        message
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params}).to_string());
        let answer = self.read();
        assert_eq!(answer["id"], self.last);
        answer
    }

    /// The structured answer of a tool, which stands as text beside it.
    fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let result = self.ask("tools/call", json!({"name": tool, "arguments": arguments}))["result"].clone();
        assert_eq!(result["isError"], false, "{tool} {arguments}: {result}");
        let text = result["content"][0]["text"].as_str().expect("a text");
        assert_eq!(
            serde_json::from_str::<Value>(text).expect("it is JSON"),
            result["structuredContent"]
        );
        assert!(text.len() <= 40_000, "{tool} {arguments}: {} bytes", text.len());
        result["structuredContent"].clone()
    }

    /// What is said where a tool cannot answer.
    fn refused(&mut self, tool: &str, arguments: Value) -> String {
        let result = self.ask("tools/call", json!({"name": tool, "arguments": arguments}))["result"].clone();
        assert_eq!(result["isError"], true, "{tool} {arguments}: {result}");
        result["content"][0]["text"].as_str().expect("a text").to_owned()
    }
}

impl Drop for Assistant {
    fn drop(&mut self) {
        // It ends with its input.
        self.to = None;
        let _ = self.child.wait();
    }
}

#[test]
fn tools_are_described_and_answer_as_described() {
    let mut assistant = Assistant::start(corpus());
    let tools = assistant.ask("tools/list", json!({}))["result"]["tools"].clone();
    let tools = tools.as_array().expect("tools");
    assert_eq!(tools.len(), 6);
    let told: Vec<String> = tools
        .iter()
        .map(|tool| {
            assert_eq!(tool["annotations"]["readOnlyHint"], true);
            let input = &tool["inputSchema"]["properties"];
            let names: Vec<&String> = input.as_object().expect("properties").keys().collect();
            format!(
                "{}: {}\n  {names:?}",
                tool["name"],
                tool["description"].as_str().unwrap_or_default()
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
    let mut wrong = Vec::new();
    for (tool, arguments) in [
        ("describe_archive", json!({})),
        ("search_articles", json!({"q": "beras", "limit": 2, "country": ["ID"]})),
        (
            "search_articles",
            json!({"q": "gempa", "detail": "low", "sort": "newest"}),
        ),
        ("search_quotes", json!({"speaker": "hartigan"})),
        ("search_quotes", json!({"q": "beras", "once": true, "limit": 3})),
        ("count", json!({"field": "source", "q": "beras"})),
        ("count", json!({"field": "country", "by": "source"})),
        ("count", json!({"unit": "month", "q": "gempa"})),
        ("count", json!({"field": "speaker", "of": "quotes", "prefix": "mar"})),
        ("get_article", json!({"id": "d-70012"})),
        ("compare", json!({"queries": ["beras", "gempa"], "from": "2020"})),
    ] {
        let answer = assistant.call(tool, arguments.clone());
        let schema = tools
            .iter()
            .find(|known| known["name"] == tool)
            .map(|known| &known["outputSchema"]);
        check(
            &answer,
            schema.expect("it is described"),
            &Value::Null,
            &format!("{tool} {arguments}"),
            &mut wrong,
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A list is walked to its end, and counts are those of the program.
#[test]
fn a_list_is_walked_to_its_end() {
    let mut assistant = Assistant::start(corpus());
    let first = assistant.call("search_articles", json!({"limit": 50}));
    assert_eq!(first["num_hits"], 66);
    assert!(first["next"].is_string(), "there are more than are shown");
    let (mut ids, mut answer) = (Vec::new(), first);
    loop {
        ids.extend(
            answer["hits"]
                .as_array()
                .expect("hits")
                .iter()
                .map(|hit| hit["id"].to_string()),
        );
        let Some(next) = answer["next"].as_str() else { break };
        answer = assistant.call("search_articles", json!({"limit": 50, "cursor": next}));
    }
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let index = corpus().to_str().expect("it is UTF-8");
    let printed = crate::program::warta(
        home,
        &["search", "--limit", "all", "--format", "ndjson", "--index", index],
    );
    let printed = String::from_utf8(printed.stdout).expect("it is UTF-8");
    let all: Vec<String> = printed
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("it is JSON")["id"].to_string())
        .collect();
    assert_eq!(ids, all);
    let article = assistant.call("get_article", json!({"id": "d-70012"}));
    let (body, said) = (article["body"].as_str().expect("a text"), &article["statements"][0]);
    let at = |name: &str| said[name].as_u64().expect("an offset") as usize;
    assert_eq!(&body[at("start")..at("end")], said["text"].as_str().expect("a text"));
}

#[test]
fn mistakes_are_told_to_the_assistant() {
    let mut assistant = Assistant::start(corpus());
    let mut said: Vec<String> = [
        ("search_articles", json!({"q": "(beras"})),
        ("search_articles", json!({"outlet": "Tempo"})),
        ("search_articles", json!({"limit": 51})),
        ("search_quotes", json!({"cursor": "abc"})),
        ("search_quotes", json!({"q": {"a": 1}})),
        ("count", json!({"q": "beras"})),
        ("count", json!({"field": "body"})),
        ("get_article", json!({"id": "none"})),
        ("get_article", json!({})),
        ("compare", json!({"queries": ["beras"]})),
    ]
    .into_iter()
    .map(|(tool, arguments)| {
        let said = assistant.refused(tool, arguments.clone());
        format!("{tool} {arguments}\n  {said}")
    })
    .collect();
    for (method, params) in [
        ("tools/call", json!({"name": "delete_index"})),
        ("tools/call", json!({})),
        ("resources/list", json!({})),
    ] {
        said.push(format!(
            "{method} {params}\n  {}",
            assistant.ask(method, params.clone())["error"]
        ));
    }
    for line in ["{", "[]", "{\"jsonrpc\":\"2.0\",\"id\":7}", "\u{0}"] {
        assistant.send(line);
        said.push(format!("{line:?}\n  {}", assistant.read()["error"]));
    }
    let long = "x".repeat(3_000_000);
    assistant.send(&long);
    said.push(format!("3 MB in one line\n  {}", assistant.read()["error"]));
    assert_eq!(assistant.ask("ping", json!({}))["result"], json!({}), "it goes on");
    insta::assert_snapshot!(said.join("\n"));
}

/// No index: it says so, and takes it up once it is there. It ends with its input, and nothing but messages is on standard output.
#[test]
fn an_index_may_come_later() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = dir.path().join("index");
    let mut assistant = Assistant::start(&index);
    assert_eq!(
        assistant.refused("describe_archive", json!({})),
        "there is no index here yet; somebody must run `warta index FOLDER` first"
    );
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made = crate::program::warta(
        home,
        &["index", "corpus/tempo", "--index", index.to_str().expect("it is UTF-8")],
    );
    assert!(made.status.success());
    std::thread::sleep(std::time::Duration::from_millis(700));
    assert!(assistant.call("describe_archive", json!({}))["articles"].as_u64() > Some(0));
    assistant.to = None;
    let status = assistant.child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
}

#[test]
fn a_damaged_index_that_is_made_anew_is_read_at_once() {
    let damaged = crate::damage::Renewed::new();
    let mut assistant = Assistant::start(&damaged.index());
    assistant.call("search_quotes", json!({"q": "beras"}));
    damaged.spoil();
    let said = assistant.refused("search_quotes", json!({"q": "beras"}));
    assert!(said.contains("is damaged"), "{said}");
    damaged.renew();
    assistant.call("search_quotes", json!({"q": "beras"}));
}
