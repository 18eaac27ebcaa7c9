//! One state of an archive on a Quickwit server.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};
use xxhash_rust::xxh3::Xxh3;

use super::client::{Client, Server};
use super::counted::Counting;
use super::decided::decided;
use super::document::order;
use super::held::held;
use super::hits::{self, Wanted, address, hits};
use super::lower::{everything, has_words, lower};
use super::mapping::{FORM, Names};
use super::persons::persons;
use super::published::{newest_state, people_parts};
use super::records::Records;
use super::searched::Searched;
use super::state::{People, State};
use crate::article::{Article, Currency};
use crate::deadline::Deadline;
use crate::engine::{
    Address, Archive, Axis, Counts, Decay, Decided, Found, PersonCount, Place, Ranked, Recency, Request, Sort,
};
use crate::error::{Error, ErrorKind, Result};
use crate::fields::{self, FieldId};
use crate::index::ledger::FileRow;
use crate::index::memo::Memo;
use crate::index::stats::Stats;
use crate::index::{FORMAT, SnapshotId};
use crate::people::{Register, Who};
use crate::query::{Condition, Scope, widen};

/// An archive on a server, as it was when it was opened.
#[derive(Debug)]
pub struct Remote {
    searched: Searched,
    currencies: Vec<Currency>,
    people: Arc<Register>,
    memo: Memo,
    records: Records,
    /// Of the oldest and of the newest article, in seconds since 1970.
    dates: OnceLock<Option<(i64, i64)>>,
}

impl Remote {
    /// Opens the newest state of an archive. `patience` is how long an answer of the server is waited for.
    ///
    /// # Errors
    /// [`ErrorKind::Server`] where the server cannot be reached, or has no archive of this name, or one that another version of this program
    /// has loaded; [`ErrorKind::TooSlow`] where it takes too long.
    pub fn open(server: &Server, patience: Duration) -> Result<Remote> {
        let client = Client::new(server, patience);
        let state = Remote::state_of(&client)?;
        Remote::of_state(&client, state)
    }

    /// The newest state of the archive that a client asks.
    ///
    /// # Errors
    /// Those of [`Remote::open`].
    pub fn state_of(client: &Client) -> Result<Option<State>> {
        newest_state(client, &Names::of(&client.server().name).archive)
    }

    /// Opens a state, where there is one.
    ///
    /// # Errors
    /// Those of [`Remote::open`].
    pub fn of_state(client: &Client, state: Option<State>) -> Result<Remote> {
        let server = client.server();
        let names = Names::of(&server.name);
        let hint = format!(
            "load it anew from its index: `warta export --to quickwit -o FOLDER --url {}/{}`",
            server.url(),
            server.name
        );
        let wrong = |cause: String| Error::new(ErrorKind::Server, server.url(), cause).with_hint(&hint);
        let Some(state) = state else {
            return Err(wrong(format!("the archive `{}` is not whole yet", server.name)));
        };
        if (state.form, state.format) != (FORM, FORMAT) {
            let cause = format!(
                "the archive `{}` was loaded by warta {}, whose documents this version does not read",
                server.name, state.warta
            );
            return Err(wrong(cause));
        }
        let parts = people_parts(client, &names.archive, state.people)?;
        let people = parts.as_deref().and_then(People::read);
        let people = people.filter(|people| people.number() == state.people);
        let people = people
            .map(|people| people.register(server.url()))
            .transpose()?
            .flatten();
        let Some(people) = people else {
            return Err(wrong(format!(
                "the persons of the archive `{}` are not whole",
                server.name
            )));
        };
        let currencies = state.currencies.iter();
        Ok(Remote {
            currencies: currencies.filter_map(|code| Currency::from_code(code)).collect(),
            people: Arc::new(people),
            memo: Memo::default(),
            records: Records::default(),
            dates: OnceLock::new(),
            searched: Searched {
                client: client.clone(),
                names,
                state,
            },
        })
    }

    /// What the index of a scope is asked for a condition.
    fn query(&self, condition: &Condition, request: &Request) -> Result<Value> {
        let keys = |query: &Value| -> Result<Vec<u64>> {
            let all = Wanted::every_article(&request.until);
            let rows = hits(&self.searched, &self.searched.query(query.clone()), &all)?;
            Ok(rows.iter().map(|row| row.key).collect())
        };
        let condition = widen(condition, &self.people);
        let query = lower(&condition, request.scope, &request.weights, &self.currencies, &keys)?;
        Ok(self.searched.query(query))
    }

    /// Counts over all articles, or all statements.
    fn with_everything<T>(&self, scope: Scope, counts: impl FnOnce(Counting) -> Result<T>) -> Result<T> {
        counts(Counting {
            searched: &self.searched,
            scope,
            query: &self.searched.query(everything()),
            until: &Deadline::none(),
        })
    }

    /// See [`Remote::dates`].
    fn span(&self) -> Result<Option<(i64, i64)>> {
        if let Some(known) = self.dates.get() {
            return Ok(*known);
        }
        let dated = json!({"bool": {"filter": [{"range": {"newest": {"lt": order::UNDATED}}}]}});
        let counting = Counting {
            searched: &self.searched,
            scope: Scope::Articles,
            query: &self.searched.query(dated),
            until: &Deadline::none(),
        };
        // Whole numbers below 2^42 are exact as the server answers them.
        let date = |kind: &str| {
            Ok(counting
                .number(kind, "newest")?
                .and_then(|newest| order::date(newest as u64)))
        };
        let (oldest, newest): (Result<_>, Result<_>) = (date("max"), date("min"));
        let span = oldest?.zip(newest?);
        Ok(*self.dates.get_or_init(|| span))
    }

    fn decay(&self, recency: Recency) -> Result<Decay> {
        let (oldest, newest) = self.span()?.unwrap_or((i64::MAX, i64::MIN));
        Ok(Decay::between(recency, oldest, newest))
    }
}

impl Archive for Remote {
    fn id(&self) -> SnapshotId {
        let mut hasher = Xxh3::new();
        let state = &self.searched.state;
        // What another version of the program makes of the same documents may be something else.
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(self.searched.client.server().name.as_bytes());
        for number in [state.base, state.state, state.people] {
            hasher.update(&number.to_le_bytes());
        }
        SnapshotId::of(hasher.digest())
    }

    fn people(&self) -> &Arc<Register> {
        &self.people
    }

    fn memo(&self) -> &Memo {
        &self.memo
    }

    fn decides(&self, condition: &Condition, scope: Scope) -> Decided {
        match decided(condition, scope, &self.currencies) {
            whole if whole == *condition => Decided::Wholly,
            weaker => Decided::Weaker(weaker),
        }
    }

    fn find(&self, condition: &Condition, request: &Request, axes: &[Axis]) -> Result<(Found, Vec<Counts>)> {
        let query = self.query(condition, request)?;
        let counting = Counting {
            searched: &self.searched,
            scope: request.scope,
            query: &query,
            until: &request.until,
        };
        let (total, facets) = counting.counts(axes)?;
        let by_story = request.stories && request.scope == Scope::Articles;
        if total == 0 {
            let found = Found {
                articles: by_story.then_some(0),
                ..Found::counted(0)
            };
            return Ok((found, facets));
        }
        let stories = by_story.then(|| counting.stories()).transpose()?;
        let wanted = request.limit.map(|limit| request.offset.saturating_add(limit));
        let recency = request.recency.filter(|_| request.sort == Sort::Relevance);
        let rows = hits(
            &self.searched,
            &query,
            &Wanted {
                scope: request.scope,
                sort: request.sort,
                decay: recency.map(|recency| self.decay(recency)).transpose()?,
                scored: has_words(condition),
                stories: stories.as_ref(),
                // One more than is wanted says whether there are more.
                keep: match request.limit {
                    Some(0) => Some(0),
                    _ => wanted.map(|wanted| wanted.saturating_add(1)),
                },
                after: request.after.as_ref(),
                until: &request.until,
            },
        )?;
        self.records.note(&rows);
        let page = rows
            .iter()
            .skip(request.offset)
            .take(request.limit.unwrap_or(usize::MAX));
        let found = Found {
            articles: by_story.then_some(total),
            ranked: page.map(hits::Row::ranked).collect(),
            more: wanted.is_some_and(|wanted| rows.len() > wanted),
            crossed: match request.crossed {
                Some(axes) => counting.crossed(axes)?,
                None => Vec::new(),
            },
            ..Found::counted(stories.map_or(total, |stories| stories.len() as u64))
        };
        Ok((found, facets))
    }

    fn part(&self, address: Address) -> Result<(Address, Option<usize>)> {
        let part = self.records.part(&self.searched, hits::key(address))?;
        Ok((hits::address(part.article), part.statement))
    }

    fn ahead(&self, hits: &mut dyn Iterator<Item = Address>) -> Result<()> {
        let mut articles = Vec::new();
        for address in hits {
            articles.push(self.records.part(&self.searched, hits::key(address))?.article);
        }
        articles.dedup();
        self.records.ahead(articles);
        Ok(())
    }

    fn article(&self, address: Address) -> Result<(Article, Option<usize>)> {
        let part = self.records.part(&self.searched, hits::key(address))?;
        let stored = self.records.article(&self.searched, part.article)?;
        Ok((stored.article.clone(), part.statement))
    }

    fn story(&self, article: Address) -> Result<Option<u64>> {
        Ok(Some(self.records.article(&self.searched, hits::key(article))?.story))
    }

    fn same_story(&self, article: Address) -> Result<Vec<Address>> {
        let story = self.records.article(&self.searched, hits::key(article))?.story;
        let query = json!({"term": {"story": {"value": story.to_string()}}});
        let until = Deadline::none();
        let all = Wanted::every_article(&until);
        let rows = hits(&self.searched, &self.searched.query(query), &all)?;
        let others = rows.iter().map(|row| address(row.key));
        Ok(others.filter(|other| *other != article).collect())
    }

    fn added(&self, address: Address) -> Result<Option<i64>> {
        let part = self.records.part(&self.searched, hits::key(address))?;
        Ok(Some(self.records.article(&self.searched, part.article)?.added))
    }

    fn newest(&self) -> Result<Option<i64>> {
        let newest = self.with_everything(Scope::Articles, |counting| counting.number("max", "added"))?;
        Ok(newest.map(|newest| newest as i64))
    }

    fn stats(&self) -> Result<Stats> {
        self.with_everything(Scope::Articles, |articles| {
            self.with_everything(Scope::Statements, |statements| held(articles, statements, &self.people))
        })
    }

    /// None: which files the articles came from, and what of them was rejected, the index knows that was exported.
    fn files(&self) -> Result<Option<Vec<FileRow>>> {
        Ok(None)
    }

    fn place(&self, hit: &Ranked) -> Result<Place> {
        let part = self.records.part(&self.searched, hits::key(hit.address))?;
        let stored = self.records.article(&self.searched, part.article)?;
        Ok(Place {
            first: hit.order.0,
            second: hit.order.1,
            id: hits::order_of_ids(&stored.article.id, part),
            segment: hit.address.segment,
            doc: hit.address.doc,
        })
    }

    fn values(&self, field: FieldId) -> Result<BTreeSet<String>> {
        let question = format!("values of {field:?}");
        if let Some(known) = self.memo.get::<BTreeSet<String>>(&question) {
            return Ok((*known).clone());
        }
        let field = fields::FIELDS.iter().find(|known| known.id == field);
        let Some(axis) = field.and_then(Axis::of) else {
            return Ok(BTreeSet::new());
        };
        let (_, counts) = self.with_everything(Scope::Articles, |counting| counting.counts(&[axis]))?;
        let buckets = counts.iter().flat_map(Counts::buckets);
        let values: BTreeSet<String> = buckets.map(|bucket| bucket.value).collect();
        self.memo.put(question, Arc::new(values.clone()));
        Ok(values)
    }

    fn frequency(&self, field: FieldId, term: &str) -> Result<u64> {
        let (scope, column) = match field {
            FieldId::Title => (Scope::Articles, "title"),
            FieldId::Body | FieldId::Quote => (Scope::Articles, "body"),
            FieldId::Author => (Scope::Articles, "author"),
            FieldId::Speaker => (Scope::Statements, "speaker"),
            FieldId::Role => (Scope::Statements, "role"),
            _ => return Ok(0),
        };
        let query = self.searched.query(json!({"term": {column: {"value": term}}}));
        self.searched.count(scope, &query, &Deadline::none())
    }

    /// None: the server does not list the words that it has.
    fn alike(&self, _: FieldId, _: &str, _: u8) -> Result<Vec<(String, u64)>> {
        Ok(Vec::new())
    }

    fn persons(&self, wanted: &dyn Fn(&str, Who) -> bool) -> Result<Vec<PersonCount>> {
        self.with_everything(Scope::Articles, |articles| {
            self.with_everything(Scope::Statements, |statements| {
                persons(articles, statements, &self.people, wanted)
            })
        })
    }
}
