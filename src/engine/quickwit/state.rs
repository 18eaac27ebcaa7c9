//! A state of an archive as Quickwit keeps it: which files are searched, and who is who.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use xxhash_rust::xxh3::Xxh3;

use crate::error::Result;
use crate::people::{Decisions, Register};

/// What a search needs to know of the archive. Of several the one with the highest number holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub state: u64,
    /// The version of documents and fields.
    pub form: u64,
    /// The version of stored records.
    pub format: u32,
    /// The program that wrote it.
    pub warta: String,
    /// Files before this one are of another export.
    pub base: u64,
    /// Files behind this one are not searched yet.
    pub last: u64,
    /// Nor are these.
    pub stale: Vec<u64>,
    pub articles: u64,
    pub quotes: u64,
    /// The currencies of the archive's amounts.
    pub currencies: Vec<String>,
    /// Which persons.
    pub people: u64,
}

impl State {
    /// As a document.
    pub fn document(&self) -> Value {
        let data = serde_json::to_vec(self).unwrap_or_default();
        json!({"kind": "state", "number": self.state, "part": 0, "parts": 1, "data": STANDARD.encode(data)})
    }

    /// From the stored bytes of a document.
    pub fn read(data: &str) -> Option<State> {
        serde_json::from_slice(&STANDARD.decode(data).ok()?).ok()
    }
}

/// The persons of an archive: their table, and the user's decisions on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    pub table: Vec<u8>,
    pub decisions: String,
}

/// How much of the table one document holds.
const PART: usize = 1 << 20;

impl People {
    /// Another one for other persons.
    pub fn number(&self) -> u64 {
        let mut hasher = Xxh3::new();
        hasher.update(&self.table);
        hasher.update(self.decisions.as_bytes());
        hasher.digest()
    }

    /// As documents.
    pub fn documents(&self) -> Vec<Value> {
        let number = self.number();
        let mut bytes = (self.decisions.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(self.decisions.as_bytes());
        bytes.extend_from_slice(&self.table);
        let parts: Vec<&[u8]> = bytes.chunks(PART).collect();
        let document = |(part, data): (u64, &&[u8])| json!({"kind": "people", "number": number, "part": part, "parts": parts.len(), "data": STANDARD.encode(data)});
        (0..).zip(&parts).map(document).collect()
    }

    /// From the stored bytes of all documents, in their order.
    pub fn read(parts: &[String]) -> Option<People> {
        let mut bytes = Vec::new();
        for part in parts {
            bytes.extend(STANDARD.decode(part).ok()?);
        }
        let length: [u8; 8] = bytes.get(..8)?.try_into().ok()?;
        let end = usize::try_from(u64::from_le_bytes(length)).ok()?.checked_add(8)?;
        let decisions = std::str::from_utf8(bytes.get(8..end)?).ok()?.to_owned();
        Some(People {
            table: bytes.split_off(end),
            decisions,
        })
    }

    /// Who is who; `None` where the table is not as it was written. `place` is where it comes from, for errors.
    ///
    /// # Errors
    /// Where a decision cannot be read.
    pub fn register(self, place: &str) -> Result<Option<Register>> {
        let decisions = Decisions::read(&self.decisions, place)?;
        let register = match self.table.is_empty() {
            true => Some(Register::default()),
            false => Register::open(Arc::new(self.table)),
        };
        let whole = register.filter(Register::is_whole);
        Ok(whole.map(|register| register.with(&decisions)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::quickwit::FORM;
    use crate::index::FORMAT;

    #[test]
    fn a_state_and_persons_are_read_as_they_were_written() {
        let state = State {
            state: 3,
            form: FORM,
            format: FORMAT,
            warta: "0.1.0".to_owned(),
            base: 1 << 20,
            last: 12,
            stale: vec![2, 7],
            articles: 10,
            quotes: 20,
            currencies: vec!["IDR".to_owned()],
            people: 9,
        };
        let document = state.document();
        assert_eq!(State::read(document["data"].as_str().expect("text")), Some(state));
        let people = People {
            table: (0..3_000_000u32).map(|byte| byte as u8).collect(),
            decisions: "same: Ratri; Ratri Wulandari\n".to_owned(),
        };
        let documents = people.documents();
        assert_eq!(documents.len(), 3);
        let parts: Vec<String> = documents
            .iter()
            .filter_map(|document| Some(document["data"].as_str()?.to_owned()))
            .collect();
        assert_eq!(People::read(&parts), Some(people));
        assert_eq!(People::read(&parts[1..]), None, "the first part is missing");
    }
}
