//! What is searched on a server: the documents of one state of an archive.

use serde_json::{Value, json};

use super::client::Client;
use super::mapping::Names;
use super::state::State;
use crate::deadline::Deadline;
use crate::engine::request::in_time;
use crate::error::Result;
use crate::query::Scope;

/// How many hits the server gives for one request at most.
pub const PAGE: usize = 10_000;

/// The documents of one state.
#[derive(Debug)]
pub struct Searched {
    pub client: Client,
    pub names: Names,
    pub state: State,
}

impl Searched {
    pub fn index(&self, scope: Scope) -> &str {
        match scope {
            Scope::Articles => &self.names.articles,
            Scope::Statements => &self.names.quotes,
        }
    }

    /// A query, of this state: of files that came later or were replaced nothing is found.
    pub fn query(&self, query: Value) -> Value {
        let mut whole = json!({
            "must": [query],
            "filter": [{"range": {"file": {"gte": self.state.base, "lte": self.state.last}}}]
        });
        if !self.state.stale.is_empty() {
            whole["must_not"] = json!([{"terms": {"file": self.state.stale}}]);
        }
        json!({"bool": whole})
    }

    /// Asks the index of a scope; records are given where they are wanted.
    ///
    /// # Errors
    /// Those of [`Client::search`], and [`crate::error::ErrorKind::TooSlow`] once `until` has passed.
    pub fn ask(&self, scope: Scope, body: Value, records: bool, until: &Deadline) -> Result<Value> {
        in_time(until)?;
        let wanted = if records { "" } else { "_source_excludes=record" };
        self.client.search_with(self.index(scope), wanted, body, until)
    }

    /// How many documents of a scope a query finds.
    ///
    /// # Errors
    /// Those of [`Searched::ask`].
    pub fn count(&self, scope: Scope, query: &Value, until: &Deadline) -> Result<u64> {
        in_time(until)?;
        self.client.count_within(self.index(scope), query, until)
    }
}
