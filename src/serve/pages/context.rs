//! What every page is made of: the address, the archive, and who reads it.

use std::sync::Arc;
use std::time::Instant;

use maud::Markup;

use super::super::archive::{Archive, all_of};
use crate::article::Article;
use crate::ask::{self, Bucket, Deadline, Facet, Hit, Question, StatementHit, View};
use crate::error::{Error, ErrorKind, Result};
use crate::output::stats;
use crate::page::address::{Address, Place};
use crate::page::hits::Shown;
use crate::page::layout::{self, Foot, Shell};
use crate::page::{Locale, asked, links, states};
use crate::query::matching::{Marks, Reading};
use crate::query::{Condition, Scope, widen};

/// How many reprints a hit shows.
const REPRINTS: usize = 8;

/// The words that were typed, without what narrows them. What a page was narrowed to is said by its chips: marking each place of a country,
/// say, would hide what was looked for.
#[derive(Default)]
pub struct Typed {
    /// With the other names of persons; `None` where nothing was typed.
    condition: Option<Condition>,
    /// Nothing else is asked: the marks of a hit are those.
    is_all: bool,
}

impl Typed {
    /// Where they stand in an article. `added` is when it came into the index, if that is known.
    pub fn marks(&self, article: &Article, added: Option<i64>) -> Marks {
        let condition = self.condition.as_ref();
        let marks = condition.and_then(|condition| Reading::new(article, added).marks(condition));
        marks.unwrap_or_default()
    }

    /// Marks them in a statement.
    pub fn mark(&self, hit: &mut StatementHit) {
        if self.is_all {
            return;
        }
        let asked = self.condition.as_ref().zip(hit.quote());
        let marks = asked
            .and_then(|(condition, quote)| Reading::new(&hit.article, hit.added).statement_marks(condition, quote));
        hit.marks = marks.unwrap_or_default();
    }
}

/// What a page is made of.
#[derive(Clone)]
pub struct Context {
    pub snapshot: Arc<dyn ask::Archive>,
    pub archive: Arc<Archive>,
    pub locale: Locale,
    pub address: Address,
    /// Until when the answer is waited for.
    pub until: Deadline,
    /// When the request came.
    pub began: Instant,
    /// How long a search may take, in seconds.
    pub deadline: u64,
    /// How many searches run at once.
    pub at_once: usize,
}

/// A page with its status.
pub struct Page {
    pub status: u16,
    pub html: Markup,
    /// The page has a slot for what `later` gives.
    pub more: bool,
}

impl Context {
    /// The same with less time.
    pub fn within(&self, until: &Deadline) -> Context {
        Context {
            until: until.clone(),
            ..self.clone()
        }
    }

    /// A question, to be answered while the page is waited for.
    pub fn ask<N, V>(&self, view: View, pairs: impl IntoIterator<Item = (N, V)>) -> Result<Question>
    where
        N: AsRef<str>,
        V: AsRef<str>,
    {
        Ok(Question {
            until: self.until.clone(),
            ..Question::from_pairs(view, pairs)?
        })
    }

    /// A question for articles or statements with one condition, and fields that are counted.
    pub fn ask_for(&self, scope: Scope, condition: &str, facets: &[&str]) -> Result<Question> {
        let view = match scope {
            Scope::Articles => View::Search,
            Scope::Statements => View::Quotes,
        };
        let mut question = self.ask(view, [("q", condition)])?;
        for field in facets {
            question.facets.push(all_of(field)?);
        }
        Ok(question)
    }

    /// A question for everything.
    pub fn everything(&self, scope: Scope) -> Question {
        Question {
            until: self.until.clone(),
            ..Question::new(scope)
        }
    }

    /// The question of the address.
    pub fn question(&self, view: View, list: bool) -> Result<Question> {
        self.ask(view, asked::pairs(&self.address, list))
    }

    /// What was typed, as against all that `question` asks for.
    pub fn typed(&self, view: View, question: Option<&Question>) -> Result<Typed> {
        let Some(typed) = self.address.get("q") else {
            return Ok(Typed::default());
        };
        let typed = self.ask(view, [("q", typed)])?.query.condition;
        Ok(Typed {
            is_all: question.is_some_and(|question| question.query.condition == typed),
            condition: Some(widen(&typed, self.snapshot.people()).into_owned()),
        })
    }

    /// A hit as a list shows it: with marks of what was typed, and with what it stands for.
    pub fn shown(&self, hit: Hit, typed: &Typed) -> Result<Shown> {
        let marks = match typed.is_all {
            true => hit.marks.clone(),
            false => typed.marks(&hit.article, hit.added),
        };
        let reprints = match hit.reprints {
            Some(1..) => ask::reprints_of(&*self.snapshot, &hit, REPRINTS)?.0,
            _ => Vec::new(),
        };
        Ok(Shown {
            snippet: hit.snippet_of(&marks),
            title: marks.title,
            hit,
            reprints,
        })
    }

    /// How many files have something that was rejected, as far as that is known.
    pub fn rejected(&self) -> u64 {
        let index = self.archive.stats.index.as_ref();
        index.map_or(0, |index| index.rejected_files)
    }

    pub fn foot(&self) -> Foot {
        let index = self.archive.stats.index.as_ref();
        Foot {
            command: links::command(&self.address, self.archive.stats.index.is_none()),
            api: Some(links::api(&self.address)),
            took_ms: Some(self.began.elapsed().as_millis() as u64),
            articles: Some(self.archive.stats.articles),
            snapshot: Some(self.snapshot.id().to_string()),
            // Of an archive on a server it is not known by which rules its articles were understood.
            stale: index.map_or(0, |index| stats::stale(&index.rules)),
        }
    }

    /// A page around its content, under its title.
    pub fn page(&self, status: u16, title: &str, content: &Markup) -> Page {
        let chips = asked::chips(self.locale, &self.address);
        let shell = Shell {
            chips: if matches!(self.address.place, Place::Search | Place::Quotes | Place::Table) {
                &chips
            } else {
                &[]
            },
            foot: self.foot(),
            ..Shell::new(self.locale, &self.address, title)
        };
        Page {
            status,
            html: layout::page(&shell, content),
            more: false,
        }
    }

    /// The page of a question that cannot be asked. An index that cannot be read is told by the caller.
    pub fn refused(&self, error: Error) -> Result<Page> {
        let typed = asked::query(&self.address);
        let title = self.locale.text("state.broken.title");
        let (content, invalid) = match error.kind {
            ErrorKind::Query => {
                let better = states::mended(&typed);
                let content = states::broken(self.locale, &self.address, &typed, &error, better.as_deref());
                (content, Some("wrong"))
            }
            // Nothing is wrong with what stands in the field.
            ErrorKind::Parameter | ErrorKind::Usage => (states::parameter(self.locale, &self.address, &error), None),
            _ => return Err(error),
        };
        let shell = Shell {
            invalid,
            foot: self.foot(),
            ..Shell::new(self.locale, &self.address, title)
        };
        Ok(Page {
            status: 400,
            html: layout::page(&shell, &content),
            more: false,
        })
    }
}

/// Values of one of the fields that were counted, the first of them.
pub fn values(facets: &[Facet], field: &str, most: usize) -> Vec<Bucket> {
    let facet = facets.iter().find(|facet| facet.field == field);
    facet
        .map(|facet| facet.values.iter().take(most).cloned().collect())
        .unwrap_or_default()
}
