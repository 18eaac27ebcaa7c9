//! Addresses of pages -> answers of [`crate::ask`] -> views of [`crate::page`].

mod article;
mod compare;
mod context;
mod country;
mod list;
mod over_time;
mod person;
mod start;
mod table;

use maud::Markup;

pub use context::{Context, Page};

use crate::error::Result;
use crate::page::address::Place;
use crate::page::{Locale, help};

/// The page of an address, up to where [`later`] comes in.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
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
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
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
            parameters: route
                .parameters
                .iter()
                .map(|(name, says)| (*name, says.as_str()))
                .collect(),
        })
        .collect();
    let problems: Vec<(&str, u16, &str)> = crate::api::Kind::ALL.iter().map(|kind| kind.facts()).collect();
    context.page(
        200,
        context.locale.text("api.title"),
        &help::api(context.locale, &routes, &problems),
    )
}
