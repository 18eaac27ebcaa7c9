//! A server on loopback that takes documents as Quickwit does, counts them by their file, and can fail in the ways that a server does.
//! It answers nothing but what loading asks: that a query finds what it should is tested against Quickwit itself.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use serde_json::{Value, json};

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    None,
    /// It refuses every other document of the first requests.
    Busy,
    /// It is no Quickwit.
    Strange,
    /// Its indexes have other fields.
    OtherFields,
    /// A part of each index cannot be searched.
    Partial,
    /// Its counts of values may be wrong, and there are more than it gives at a time.
    Uncertain,
}

#[derive(Default)]
struct Kept {
    indexes: BTreeMap<String, Value>,
    documents: BTreeMap<String, Vec<Value>>,
    deletes: Vec<(String, String)>,
    refused: usize,
}

pub struct Loopback {
    port: u16,
    kept: Arc<Mutex<Kept>>,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Loopback {
    pub fn start(fault: Fault) -> Loopback {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let kept: Arc<Mutex<Kept>> = Arc::default();
        let ends: Arc<AtomicBool> = Arc::default();
        let (of_thread, end) = (kept.clone(), ends.clone());
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::Acquire) {
                    return;
                }
                // One after another: whoever is answered asks anew.
                let _ = answer(stream.expect("a connection"), &of_thread, fault);
            }
        });
        Loopback {
            port,
            kept,
            ends,
            thread: Some(thread),
        }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn documents(&self, index: &str) -> Vec<Value> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.documents.get(index).cloned().unwrap_or_default()
    }

    /// Documents that others have brought.
    pub fn put(&self, index: &str, documents: Vec<Value>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.documents.entry(index.to_owned()).or_default().extend(documents);
    }

    pub fn delete_tasks(&self) -> Vec<(String, String)> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).deletes.clone()
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Release);
        // Wakes it up.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Reads one request and answers it; the connection ends.
fn answer(stream: TcpStream, kept: &Mutex<Kept>, fault: Fault) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        lines.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body)?;
    let mut parts = first.split_whitespace();
    let (method, target) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let path = target.split('?').next().unwrap_or_default();
    let (status, said) = match fault {
        Fault::Strange => (200, json!("<html>")),
        _ => {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            said(&mut kept, method, path, &body, fault)
        }
    };
    let text = said.to_string();
    let mut stream = lines.into_inner();
    write!(
        stream,
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}",
        text.len()
    )
}

fn said(kept: &mut Kept, method: &str, path: &str, body: &[u8], fault: Fault) -> (u16, Value) {
    let parts: Vec<&str> = path.trim_start_matches("/api/v1/").split('/').collect();
    match (method, &parts[..]) {
        ("GET", ["indexes", index]) => match kept.indexes.get(*index) {
            _ if fault == Fault::OtherFields => (
                200,
                json!({"index_config": {"doc_mapping": {"field_mappings": [{"name": "lain", "type": "text"}]}}}),
            ),
            Some(config) => (200, json!({"index_config": config})),
            None => (404, json!({"message": "index not found"})),
        },
        ("POST", ["indexes"]) => {
            let config: Value = serde_json::from_slice(body).expect("a config");
            let index = config["index_id"].as_str().expect("a name").to_owned();
            kept.indexes.insert(index, config);
            (200, json!({}))
        }
        ("POST", [index, "delete-tasks"]) => {
            let task: Value = serde_json::from_slice(body).expect("a task");
            let query = task["query"].as_str().expect("a query").to_owned();
            kept.deletes.push(((*index).to_owned(), query));
            (200, json!({}))
        }
        ("POST", ["_elastic", index, "_bulk"]) => {
            let text = String::from_utf8_lossy(body).into_owned();
            let documents = text.lines().skip(1).step_by(2);
            let mut items = Vec::new();
            for document in documents {
                let refuse = fault == Fault::Busy && kept.refused < 9 && items.len().is_multiple_of(2);
                if refuse {
                    kept.refused += 1;
                    items.push(json!({"create": {"status": 429, "error": {"reason": "no shards available"}}}));
                    continue;
                }
                let document = serde_json::from_str(document).expect("a document");
                kept.documents.entry((*index).to_owned()).or_default().push(document);
                items.push(json!({"create": {"status": 201}}));
            }
            (200, json!({"errors": false, "items": items}))
        }
        ("POST", ["_elastic", index, "_search"]) => {
            let body: Value = serde_json::from_slice(body).expect("a query");
            assert_eq!(body["track_total_hits"], true, "without it the count is wrong");
            let empty = Vec::new();
            let documents = match kept.documents.get(*index) {
                None if !kept.indexes.contains_key(*index) => return (404, json!({"message": "index not found"})),
                documents => documents.unwrap_or(&empty),
            };
            let mut terms = Vec::new();
            terms_of(&body["query"], &mut terms);
            let fits = |document: &&Value| {
                terms.iter().all(|(field, value)| match &document[field] {
                    Value::String(text) => text == value,
                    other => value.parse() == Ok(other.as_u64().unwrap_or_default()),
                })
            };
            let mut found: Vec<&Value> = documents.iter().filter(fits).collect();
            found.sort_by_key(|document| std::cmp::Reverse(document["number"].as_u64()));
            let hits: Vec<Value> = found
                .iter()
                .take(1)
                .map(|document| json!({"_source": document}))
                .collect();
            let failed = u64::from(fault == Fault::Partial);
            let mut said = json!({
                "hits": {"total": {"value": found.len(), "relation": "eq"}, "hits": hits},
                "_shards": {"total": 2, "failed": failed}
            });
            if let (Fault::Uncertain, Some(asked)) = (fault, body["aggs"].as_object()) {
                let counted = asked.iter().map(|(name, asked)| (name.clone(), counted(asked)));
                said["aggregations"] = Value::Object(counted.collect());
            }
            (200, said)
        }
        other => panic!("{other:?} is not asked"),
    }
}

/// Values that are counted: by terms with an error, page by page all.
fn counted(asked: &Value) -> Value {
    if asked["terms"].is_object() {
        let buckets = json!([{"key": "Kabar", "doc_count": 1}]);
        return json!({"buckets": buckets, "doc_count_error_upper_bound": 3, "sum_other_doc_count": 9});
    }
    let size = asked["composite"]["size"].as_u64().expect("a size");
    let (from, to) = match asked["composite"]["after"]["v"].as_str() {
        None => (0, size),
        Some(_) => (size, size + 5),
    };
    let bucket = |number: u64| json!({"key": {"v": format!("Kabar {number}")}, "doc_count": 2});
    let buckets: Vec<Value> = (from..to).map(bucket).collect();
    json!({"buckets": buckets, "after_key": {"v": format!("str:Kabar {to}")}})
}

/// The terms that all have to be there.
fn terms_of(query: &Value, out: &mut Vec<(String, String)>) {
    if let Some(term) = query["term"].as_object() {
        for (field, value) in term {
            out.push((field.clone(), value["value"].as_str().expect("text").to_owned()));
        }
    }
    for part in query["bool"]["filter"].as_array().into_iter().flatten() {
        terms_of(part, out);
    }
}
