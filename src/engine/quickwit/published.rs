//! What a server says of an archive: its newest state, and its persons.

use serde_json::{Value, json};

use super::client::{Client, total};
use super::state::State;
use crate::error::Result;

/// The newest state that can be searched there.
///
/// # Errors
/// Those of [`Client::search`].
pub fn newest_state(client: &Client, index: &str) -> Result<Option<State>> {
    let body = json!({
        "query": {"term": {"kind": {"value": "state"}}},
        "sort": [{"number": {"order": "desc"}}],
        "size": 1,
        "records": true
    });
    let answer = client.search(index, &body, None)?;
    match total(&answer) {
        Some(0) => Ok(None),
        _ => {
            let data = answer.pointer("/hits/hits/0/_source/data").and_then(Value::as_str);
            let state = data.and_then(State::read);
            state.map(Some).ok_or_else(|| client.strange())
        }
    }
}

/// The stored bytes of the persons of a number, part by part; `None` where a part is not there.
///
/// # Errors
/// Those of [`Client::search`].
pub fn people_parts(client: &Client, index: &str, number: u64) -> Result<Option<Vec<String>>> {
    let mut parts: Vec<String> = Vec::new();
    loop {
        let part = parts.len() as u64;
        let filter = |field: &str, value: String| json!({"term": {field: {"value": value}}});
        let body = json!({
            "query": {"bool": {"filter": [
                filter("kind", "people".to_owned()),
                filter("number", number.to_string()),
                filter("part", part.to_string())
            ]}},
            "size": 1,
            "records": true
        });
        let answer = client.search(index, &body, None)?;
        let Some(found) = answer.pointer("/hits/hits/0/_source") else {
            return Ok(None);
        };
        let data = found
            .get("data")
            .and_then(Value::as_str)
            .ok_or_else(|| client.strange())?;
        parts.push(data.to_owned());
        let all = found
            .get("parts")
            .and_then(Value::as_u64)
            .ok_or_else(|| client.strange())?;
        if part + 1 >= all {
            return Ok(Some(parts));
        }
    }
}
