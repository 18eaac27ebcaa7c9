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
        "size": 1
    });
    let answer = client.search(index, body)?;
    match total(&answer) {
        Some(0) => Ok(None),
        _ => {
            let data = answer.pointer("/hits/hits/0/_source/data").and_then(Value::as_str);
            let state = data.and_then(State::read);
            state.map(Some).ok_or_else(|| client.strange())
        }
    }
}

/// Whether all parts of the persons of a number are there.
///
/// # Errors
/// Those of [`Client::search`].
pub fn has_people(client: &Client, index: &str, number: u64) -> Result<bool> {
    Ok(people_parts(client, index, number)?.is_some())
}

/// All parts of the persons of a number, as [`super::state::People::read`] takes them; `None` where one is not there.
///
/// # Errors
/// Those of [`Client::search`].
pub fn people_parts(client: &Client, index: &str, number: u64) -> Result<Option<Vec<String>>> {
    let mut data = Vec::new();
    for part in 0u64.. {
        let filter = |field: &str, value: String| json!({"term": {field: {"value": value}}});
        let body = json!({
            "query": {"bool": {"filter": [
                filter("kind", "people".to_owned()),
                filter("number", number.to_string()),
                filter("part", part.to_string())
            ]}},
            "size": 1
        });
        let answer = client.search(index, body)?;
        let Some(found) = answer.pointer("/hits/hits/0/_source") else {
            return Ok(None);
        };
        let bytes = found.get("data").and_then(Value::as_str);
        data.push(bytes.ok_or_else(|| client.strange())?.to_owned());
        let all = found.get("parts").and_then(Value::as_u64);
        if part + 1 >= all.ok_or_else(|| client.strange())? {
            break;
        }
    }
    Ok(Some(data))
}
