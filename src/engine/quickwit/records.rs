//! Stored articles, read from the server some at a time and kept for a while.

use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustc_hash::FxHashMap;
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

/// How many articles are read at a time.
const BLOCK: usize = 500;

/// How many are kept.
const MOST: usize = 4 * BLOCK;

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
    /// The articles that are about to be read, in order.
    ahead: Vec<u64>,
    /// Where each stands in it.
    at: FxHashMap<u64, usize>,
    read: FxHashMap<u64, Arc<Stored>>,
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

    /// These articles will be read, in this order.
    pub fn ahead(&self, articles: Vec<u64>) {
        let mut kept = self.kept();
        kept.at = articles.iter().enumerate().map(|(at, key)| (*key, at)).collect();
        kept.ahead = articles;
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
        let mut block = vec![key];
        if let Some(at) = kept.at.get(&key) {
            let next = kept
                .ahead
                .iter()
                .skip(at + 1)
                .filter(|key| !kept.read.contains_key(key));
            block.extend(next.take(BLOCK - 1));
        }
        block.dedup();
        drop(kept);
        let read = read(searched, &block)?;
        kept = self.kept();
        if kept.read.len() + read.len() > MOST {
            kept.read.clear();
        }
        let wanted = read.get(&key).cloned();
        kept.read.extend(read);
        wanted.ok_or_else(|| gone(searched))
    }
}

fn gone(searched: &Searched) -> Error {
    let server = searched.client.server();
    let cause = format!("the archive `{}` was changed meanwhile", server.name);
    Error::new(ErrorKind::Server, server.url(), cause).with_hint("run the same command again")
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
