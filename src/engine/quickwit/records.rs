//! Stored articles, read from the server some at a time and kept for a while.

use std::collections::VecDeque;
use std::io::Read;
use std::panic;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};

use super::document::is_statement;
use super::hits::{Part, Row};
use super::searched::Searched;
use crate::article::Article;
use crate::deadline::Deadline;
use crate::error::{Error, ErrorKind, Result};
use crate::index::decode_article;
use crate::query::Scope;

/// An article as it is stored.
#[derive(Debug)]
pub struct Stored {
    pub article: Article,
    pub story: u64,
    /// When it came into the index, in seconds since 1970.
    pub added: i64,
}

/// How many articles are asked for in a request.
const BLOCK: usize = 500;

/// How many requests are under way at once: a server reads for one while another is unpacked, and several searchers share them.
const AT_ONCE: usize = 4;

/// How many articles are kept.
const MOST: usize = 2 * AT_ONCE * BLOCK;

/// Of how many readers it is known what they will read.
const READERS: usize = 32;

/// Of how many statements it is known which they are.
const MOST_PARTS: usize = 2_000_000;

/// A larger record is no article.
const LARGEST: u64 = 256 << 20;

/// What was read.
#[derive(Debug, Default)]
pub struct Records(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// Of statements that were found.
    parts: FxHashMap<u64, Part>,
    /// What each reader is about to read, the newest last.
    coming: VecDeque<Coming>,
    read: FxHashMap<u64, Arc<Stored>>,
}

/// The articles that a reader is about to read.
#[derive(Debug)]
struct Coming {
    /// A question is asked and answered on one thread; several may be at once.
    reader: ThreadId,
    /// In the order in which they will be read.
    articles: Vec<u64>,
    /// As far as they were.
    at: usize,
}

impl Records {
    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps which statements hits are.
    pub fn note(&self, rows: &[Row]) {
        let mut kept = self.kept();
        if kept.parts.len() + rows.len() > MOST_PARTS {
            kept.parts.clear();
        }
        let statements = rows.iter().filter(|row| row.part.statement.is_some());
        kept.parts
            .extend(statements.take(MOST_PARTS).map(|row| (row.key, row.part)));
    }

    /// Of which article a document is.
    ///
    /// # Errors
    /// Those of the server.
    pub fn part(&self, searched: &Searched, key: u64) -> Result<Part> {
        if !is_statement(key) {
            return Ok(Part {
                article: key,
                statement: None,
            });
        }
        if let Some(part) = self.kept().parts.get(&key) {
            return Ok(*part);
        }
        let query = searched.query(json!({"term": {"key": {"value": key.to_string()}}}));
        let answer = searched.ask(
            Scope::Statements,
            json!({"query": query, "size": 1}),
            false,
            &Deadline::none(),
        )?;
        let source = answer.pointer("/hits/hits/0/_source").ok_or_else(|| gone(searched))?;
        let number = |name: &str| {
            source
                .get(name)
                .and_then(Value::as_u64)
                .ok_or_else(|| searched.client.strange())
        };
        let part = Part {
            article: number("article")?,
            statement: Some(number("ordinal")?.saturating_sub(1) as usize),
        };
        self.kept().parts.insert(key, part);
        Ok(part)
    }

    /// This thread will read these articles, in this order.
    pub fn ahead(&self, articles: Vec<u64>) {
        self.kept().ahead(articles);
    }

    /// The article of a key.
    ///
    /// # Errors
    /// Those of the server, and where it has no such article.
    pub fn article(&self, searched: &Searched, key: u64) -> Result<Arc<Stored>> {
        let mut kept = self.kept();
        if let Some(stored) = kept.read.get(&key) {
            return Ok(stored.clone());
        }
        let block = kept.next_from(key);
        drop(kept);
        let read = read_all(searched, &block)?;
        kept = self.kept();
        if kept.read.len() + read.len() > MOST {
            kept.read.clear();
        }
        let wanted = read.get(&key).cloned();
        kept.read.extend(read);
        wanted.ok_or_else(|| gone(searched))
    }
}

impl Kept {
    fn ahead(&mut self, articles: Vec<u64>) {
        let reader = thread::current().id();
        self.coming.retain(|coming| coming.reader != reader);
        self.coming.push_back(Coming {
            reader,
            articles,
            at: 0,
        });
        if self.coming.len() > READERS {
            self.coming.pop_front();
        }
    }

    /// The article of a key, and those that this thread will read next.
    fn next_from(&mut self, key: u64) -> Vec<u64> {
        let reader = thread::current().id();
        let own = self.coming.iter_mut().find(|coming| coming.reader == reader);
        let Some((at, own)) = own.and_then(|own| Some((own.position(key)?, own))) else {
            return vec![key];
        };
        own.at = at;
        let mut known = FxHashSet::default();
        let next = own.articles.iter().skip(at).copied();
        let next = next.filter(|key| !self.read.contains_key(key) && known.insert(*key));
        next.take(AT_ONCE * BLOCK).collect()
    }
}

impl Coming {
    /// Where an article stands that is still to be read.
    fn position(&self, key: u64) -> Option<usize> {
        let ahead = self.articles.get(self.at..).unwrap_or_default();
        Some(self.at + ahead.iter().position(|coming| *coming == key)?)
    }
}

fn gone(searched: &Searched) -> Error {
    let server = searched.client.server();
    let cause = format!("the archive `{}` was changed meanwhile", server.name);
    Error::new(ErrorKind::Server, server.url(), cause).with_hint("run the same command again")
}

/// Reads articles by several requests at once.
fn read_all(searched: &Searched, keys: &[u64]) -> Result<FxHashMap<u64, Arc<Stored>>> {
    if keys.len() <= BLOCK {
        return read(searched, keys);
    }
    thread::scope(|scope| {
        let reading: Vec<_> = keys
            .chunks(BLOCK)
            .map(|block| scope.spawn(move || read(searched, block)))
            .collect();
        let mut all = FxHashMap::default();
        for block in reading {
            all.extend(block.join().unwrap_or_else(|panic| panic::resume_unwind(panic))?);
        }
        Ok(all)
    })
}

fn read(searched: &Searched, keys: &[u64]) -> Result<FxHashMap<u64, Arc<Stored>>> {
    let strange = || searched.client.strange();
    let query = searched.query(json!({"terms": {"key": keys}}));
    let body = json!({"query": query, "size": keys.len()});
    let answer = searched.ask(Scope::Articles, body, true, &Deadline::none())?;
    let hits = answer
        .pointer("/hits/hits")
        .and_then(Value::as_array)
        .ok_or_else(strange)?;
    let mut read = FxHashMap::default();
    for hit in hits {
        let source = hit.get("_source").ok_or_else(strange)?;
        let key = source.get("key").and_then(Value::as_u64).ok_or_else(strange)?;
        let record = source.get("record").and_then(Value::as_str).ok_or_else(strange)?;
        let stored = Stored {
            article: decoded(record).ok_or_else(strange)?,
            story: source.get("story").and_then(Value::as_u64).ok_or_else(strange)?,
            added: source.get("added").and_then(Value::as_i64).ok_or_else(strange)?,
        };
        read.insert(key, Arc::new(stored));
    }
    Ok(read)
}

fn decoded(record: &str) -> Option<Article> {
    let packed = STANDARD.decode(record).ok()?;
    let mut bytes = Vec::new();
    let unpacked = zstd::stream::read::Decoder::new(&*packed).ok()?;
    unpacked.take(LARGEST).read_to_end(&mut bytes).ok()?;
    decode_article(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was read and let go again is asked for with what comes next, not with what is past.
    #[test]
    fn articles_are_asked_for_as_they_come() {
        let many = (AT_ONCE * BLOCK) as u64;
        let mut kept = Kept::default();
        kept.ahead([7, 8, 7, 9].into_iter().chain(10..many * 2).collect());
        // Somebody else reads something else.
        thread::scope(|scope| {
            scope.spawn(|| kept.ahead(vec![1, 2]));
        });
        let first = kept.next_from(7);
        assert_eq!(first.len() as u64, many);
        assert_eq!(first[..4], [7, 8, 9, 10]);
        assert_eq!(kept.next_from(8)[..3], [8, 7, 9]);
        assert_eq!(kept.next_from(7)[..3], [7, 9, 10]);
        assert_eq!(kept.next_from(many * 2 - 1), [many * 2 - 1]);
        // It is past, or in no list.
        assert_eq!(kept.next_from(8), [8]);
        assert_eq!(kept.next_from(many * 3), [many * 3]);
    }
}
