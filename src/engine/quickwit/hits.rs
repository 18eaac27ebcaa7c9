//! Hits in their order. The server sorts by two numbers at most, so what stands at the same place by score and date is read whole and
//! ordered by id here.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::searched::{PAGE, Searched};
use crate::deadline::Deadline;
use crate::engine::{Address, Decay, Place, Ranked, Sort};
use crate::error::Result;
use crate::query::Scope;

/// What a hit is ordered by first.
type Order = (u64, u64);

/// Of which article a hit is, and which of its statements it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub article: u64,
    /// From 0.
    pub statement: Option<usize>,
}

/// A hit, as the server gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub key: u64,
    pub part: Part,
    pub story: u64,
    /// See [`order_of_ids`].
    id: String,
    score: f32,
    order: Order,
    reprints: Option<u64>,
}

/// Keys are addresses.
pub fn address(key: u64) -> Address {
    Address {
        segment: (key >> 32) as u32,
        doc: key as u32,
    }
}

/// See [`address`].
pub fn key(address: Address) -> u64 {
    u64::from(address.segment) << 32 | u64::from(address.doc)
}

/// What orders hits of the same score and date: the article's id, and of one article the order of its statements. Articles of several
/// files may have the same id; the statements of each stay together.
pub fn order_of_ids(id: &str, part: Part) -> String {
    match part.statement {
        None => id.to_owned(),
        Some(statement) => format!("{id}\0{:020}\0{statement:010}", part.article),
    }
}

impl Row {
    pub fn ranked(&self) -> Ranked {
        Ranked {
            address: address(self.key),
            score: self.score,
            reprints: self.reprints,
            order: self.order,
        }
    }

    fn place(&self) -> (u64, u64, &str, u64) {
        (self.order.0, self.order.1, &self.id, self.key)
    }

    fn is_behind(&self, place: &Place) -> bool {
        let address = address(self.key);
        let at = (place.first, place.second, &*place.id, place.segment, place.doc);
        (self.order.0, self.order.1, &*self.id, address.segment, address.doc) > at
    }
}

/// Which hits are wanted.
#[derive(Clone, Debug)]
pub struct Wanted<'w> {
    pub scope: Scope,
    pub sort: Sort,
    /// What older articles lose of their score.
    pub decay: Option<Decay>,
    /// The query has words; without them all hits have the same score.
    pub scored: bool,
    /// Articles of a story are one hit; how many articles of each were found.
    pub stories: Option<&'w FxHashMap<u64, u64>>,
    /// `None` for all.
    pub keep: Option<usize>,
    /// Only hits behind this place.
    pub after: Option<&'w Place>,
    pub until: &'w Deadline,
}

impl<'w> Wanted<'w> {
    /// All articles, in the order of their days.
    pub fn every_article(until: &'w Deadline) -> Wanted<'w> {
        Wanted {
            scope: Scope::Articles,
            sort: Sort::Newest,
            decay: None,
            scored: false,
            stories: None,
            keep: None,
            after: None,
            until,
        }
    }
}

/// Orders from the highest score to the lowest.
fn by_score(score: f32) -> u64 {
    u64::from(!score.max(0.0).to_bits())
}

/// The best hits of a query, in order.
///
/// # Errors
/// Those of [`Searched::ask`], and where an answer cannot be understood.
pub fn hits(searched: &Searched, query: &Value, wanted: &Wanted) -> Result<Vec<Row>> {
    if wanted.keep == Some(0) {
        return Ok(Vec::new());
    }
    let reading = Reading { searched, wanted };
    match wanted.sort {
        Sort::Newest => reading.by_date(query, "newest"),
        Sort::Oldest => reading.by_date(query, "oldest"),
        Sort::Relevance if !wanted.scored => reading.by_date(query, "newest"),
        Sort::Relevance => reading.by_score(query),
    }
}

struct Reading<'r> {
    searched: &'r Searched,
    wanted: &'r Wanted<'r>,
}

impl Reading<'_> {
    /// Page by page behind the last key: a column of dates, and keys, by which nothing is found twice or missed.
    fn by_date(&self, query: &Value, column: &str) -> Result<Vec<Row>> {
        let size = self.first_page();
        let mut read = Vec::new();
        let mut after: Option<Value> = None;
        let mut query = query.clone();
        if let (Some(place), None, Sort::Newest | Sort::Oldest) =
            (self.wanted.after, self.wanted.stories, self.wanted.sort)
        {
            // Those at the same moment are told apart by their ids.
            query = json!({"bool": {"must": [query], "filter": [{"range": {column: {"gte": place.first}}}]}});
        }
        loop {
            let mut body = json!({
                "query": query,
                "size": size,
                "sort": [{column: {"order": "asc"}}, {"key": {"order": "asc"}}]
            });
            if let Some(after) = after.take() {
                body["search_after"] = after;
            }
            let answer = self.searched.ask(self.wanted.scope, body, false, self.wanted.until)?;
            let page = self.found(&answer)?;
            for hit in page {
                let date = hit.pointer("/sort/0").and_then(Value::as_u64);
                let date = date.ok_or_else(|| self.searched.client.strange())?;
                let order = self.order_of_date(date);
                read.push(self.row(hit, order)?);
            }
            let last = read.last().map(|row| row.order);
            after = page.last().and_then(|hit| hit.get("sort")).cloned();
            let is_whole = page.len() < size;
            if is_whole || last.is_some_and(|last| self.has_enough(&read, last)) {
                return Ok(self.best(read));
            }
        }
    }

    fn order_of_date(&self, date: u64) -> (f32, Order) {
        match self.wanted.sort {
            Sort::Relevance => {
                let score = self.decayed(1.0, date);
                (score, (by_score(score), date))
            }
            _ => (0.0, (date, 0)),
        }
    }

    fn decayed(&self, score: f32, newest: u64) -> f32 {
        let decay = self.wanted.decay;
        decay.map_or(score, |decay| score * decay.of(super::document::order::date(newest)))
    }

    /// By score the server cannot go on behind a hit: a longer list is asked for until it is long enough, and one that is too long for an
    /// answer is read as a scroll, which stays as it is.
    fn by_score(&self, query: &Value) -> Result<Vec<Row>> {
        let mut size = self.first_page();
        loop {
            let answer = self
                .searched
                .ask(self.wanted.scope, self.scored(query, size), false, self.wanted.until)?;
            let (read, last) = self.scored_rows(&answer)?;
            if read.len() < size || last.is_some_and(|last| self.has_enough(&read, last)) {
                return Ok(self.best(read));
            }
            if size == PAGE {
                break;
            }
            size = (size * 8).min(PAGE);
        }
        let index = self.searched.index(self.wanted.scope);
        let parameters = "_source_excludes=record&scroll=2m";
        let mut answer =
            self.searched
                .client
                .search_with(index, parameters, self.scored(query, PAGE), self.wanted.until)?;
        let mut read = Vec::new();
        loop {
            let (page, last) = self.scored_rows(&answer)?;
            let is_last = page.is_empty();
            read.extend(page);
            if is_last || last.is_some_and(|last| self.has_enough(&read, last)) {
                return Ok(self.best(read));
            }
            crate::engine::request::in_time(self.wanted.until)?;
            let id = answer.get("_scroll_id").and_then(Value::as_str);
            let id = id.ok_or_else(|| self.searched.client.strange())?;
            let next = json!({"scroll": "2m", "scroll_id": id});
            let scroll = "/api/v1/_elastic/_search/scroll";
            answer = self.searched.client.post_within(scroll, &next, self.wanted.until)?;
        }
    }

    fn scored(&self, query: &Value, size: usize) -> Value {
        json!({"query": query, "size": size, "sort": ["_score", {"newest": {"order": "asc"}}]})
    }

    /// The hits of an answer, and before which place no later one stands.
    fn scored_rows(&self, answer: &Value) -> Result<(Vec<Row>, Option<Order>)> {
        let strange = || self.searched.client.strange();
        let mut last = None;
        let mut rows = Vec::new();
        for hit in self.found(answer)? {
            let score = hit.pointer("/sort/0").and_then(Value::as_f64).ok_or_else(strange)? as f32;
            let date = hit.pointer("/sort/1").and_then(Value::as_u64).ok_or_else(strange)?;
            last = Some((by_score(score), date));
            // Age only takes from a score.
            let score = self.decayed(score, date);
            rows.push(self.row(hit, (score, (by_score(score), date)))?);
        }
        Ok((rows, last))
    }

    fn first_page(&self) -> usize {
        self.wanted.keep.map_or(PAGE, |keep| keep.saturating_add(32).min(PAGE))
    }

    fn found<'a>(&self, answer: &'a Value) -> Result<&'a [Value]> {
        let hits = answer.pointer("/hits/hits").and_then(Value::as_array);
        hits.map(Vec::as_slice).ok_or_else(|| self.searched.client.strange())
    }

    fn row(&self, hit: &Value, (score, order): (f32, Order)) -> Result<Row> {
        let strange = || self.searched.client.strange();
        let source = hit.get("_source").ok_or_else(strange)?;
        let number = |name: &str| source.get(name).and_then(Value::as_u64);
        let key = number("key").ok_or_else(strange)?;
        let part = match self.wanted.scope {
            Scope::Articles => Part {
                article: key,
                statement: None,
            },
            Scope::Statements => Part {
                article: number("article").ok_or_else(strange)?,
                statement: Some(
                    number("ordinal")
                        .and_then(|ordinal| ordinal.checked_sub(1))
                        .ok_or_else(strange)? as usize,
                ),
            },
        };
        Ok(Row {
            key,
            part,
            story: number("story").ok_or_else(strange)?,
            id: order_of_ids(source.get("id").and_then(Value::as_str).ok_or_else(strange)?, part),
            score,
            order,
            reprints: None,
        })
    }

    /// Whether the best of what was read stay the best, whatever comes at `last` or behind it.
    fn has_enough(&self, read: &[Row], last: Order) -> bool {
        let Some(keep) = self.wanted.keep else { return false };
        if read.len() < keep {
            return false;
        }
        let best = self.best(read.to_vec());
        best.len() >= keep && best.last().is_some_and(|worst| worst.order < last)
    }

    /// The best of what was read, in order.
    fn best(&self, mut rows: Vec<Row>) -> Vec<Row> {
        rows.sort_unstable_by(|a, b| a.place().cmp(&b.place()));
        if let Some(stories) = self.wanted.stories {
            let mut known = rustc_hash::FxHashSet::default();
            rows.retain(|row| known.insert(row.story));
            for row in &mut rows {
                row.reprints = Some(stories.get(&row.story).map_or(0, |articles| articles.saturating_sub(1)));
            }
        }
        if let Some(place) = self.wanted.after {
            rows.retain(|row| row.is_behind(place));
        }
        rows.truncate(self.wanted.keep.unwrap_or(usize::MAX));
        rows
    }
}
