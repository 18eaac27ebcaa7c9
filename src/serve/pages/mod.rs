//! Addresses of pages -> answers of [`crate::ask`] -> views of [`crate::page`].

mod article;
mod compare;
mod country;
mod list;
mod person;
mod start;
mod table;

use std::sync::Arc;
use std::time::Instant;

use maud::Markup;

use super::archive::Archive;
use crate::ask::{Counted, Question, View};
use crate::error::{Error, ErrorKind, Result};
use crate::index::Snapshot;
use crate::page::address::{Address, Place};
use crate::page::layout::{self, Foot, Shell};
use crate::page::{Locale, asked, help, links, states};

/// What a page is made of.
#[derive(Clone)]
pub struct Context {
    pub snapshot: Arc<Snapshot>,
    pub archive: Arc<Archive>,
    pub locale: Locale,
    pub address: Address,
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
    /// The page has a slot for what [`later`] gives.
    pub more: bool,
}

impl Context {
    /// The question of the address.
    fn question(&self, view: View, list: bool) -> Result<Question> {
        Question::from_pairs(view, asked::pairs(&self.address, list))
    }

    fn foot(&self) -> Foot {
        Foot {
            command: links::command(&self.address),
            api: Some(links::api(&self.address)),
            took_ms: Some(self.began.elapsed().as_millis() as u64),
            articles: Some(self.archive.stats.counts.articles),
            snapshot: Some(self.snapshot.id().to_string()),
        }
    }

    /// A page around its content, under its title.
    fn page(&self, status: u16, title: &str, content: &Markup) -> Page {
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
    fn refused(&self, error: Error) -> Result<Page> {
        let typed = asked::query(&self.address);
        let title = self.locale.text("state.broken.title");
        let content = match error.kind {
            ErrorKind::Query => {
                let better = states::mended(&typed);
                states::broken(self.locale, &self.address, &typed, &error, better.as_deref())
            }
            ErrorKind::Parameter | ErrorKind::Usage => states::parameter(self.locale, &self.address, &error),
            _ => return Err(error),
        };
        let shell = Shell {
            invalid: Some("wrong"),
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

/// The page of an address, up to where [`later`] comes in.
///
/// # Errors
/// [`ErrorKind::Index`] where the index cannot be read.
pub fn page(context: &Context) -> Result<Page> {
    let made = match context.address.place {
        Place::Search | Place::Quotes => list::list(context),
        Place::Article => article::article(context),
        Place::People => person::people(context),
        Place::Person => person::person(context),
        Place::Countries => country::countries(context),
        Place::Country => country::country(context),
        Place::Table => table::table(context),
        Place::Compare => compare::compare(context),
        Place::Start => start::start(context),
        Place::About => start::about(context),
        Place::Help => Ok(context.page(
            200,
            context.locale.text("help.title"),
            &help::help(context.locale, &context.address, crate::ask::LANGUAGE),
        )),
        Place::Api => Ok(api(context)),
    };
    made.or_else(|error| context.refused(error))
}

/// What comes in at the slot of a page: counts that take longer than hits.
///
/// # Errors
/// [`ErrorKind::Index`] where the index cannot be read.
pub fn later(context: &Context) -> Result<Markup> {
    list::beside(context)
}

fn api(context: &Context) -> Page {
    let reference = crate::api::reference(context.locale == Locale::Id);
    let routes: Vec<help::Route> = reference
        .iter()
        .map(|route| help::Route {
            path: &route.path,
            summary: route.summary,
            parameters: route.parameters.clone(),
        })
        .collect();
    let problems: Vec<(&str, u16, &str)> = crate::api::Kind::ALL.iter().map(|kind| kind.facts()).collect();
    context.page(
        200,
        context.locale.text("api.title"),
        &help::api(context.locale, &routes, &problems),
    )
}

/// A field whose values are all wanted.
fn all_of(field: &str) -> Result<Counted> {
    Ok(Counted {
        limit: Some(usize::MAX),
        ..Counted::field(field)?
    })
}
