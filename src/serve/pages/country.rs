//! A country's page, and the list of countries.

use super::context::{Context, Page, Typed, values};
use super::over_time::timeline_of;
use crate::ask::{self, Bucket, Limit, Sort, StatementHit};
use crate::error::Result;
use crate::page::country::{self as view, Country};
use crate::page::hits::Shown;
use crate::page::{asked, states};
use crate::query::Scope;

const VALUES: usize = 10;
const HITS: usize = 6;
const STATEMENTS: usize = 3;

/// The page of `code=`.
pub fn country(context: &Context) -> Result<Page> {
    let (locale, address, snapshot) = (context.locale, &context.address, &*context.snapshot);
    let code = address.get("code").unwrap_or_default().to_ascii_uppercase();
    if asked::value_label(locale, "country", &code) == code {
        return Ok(context.page(
            404,
            locale.text("state.not-found.title"),
            &states::not_found(locale, address),
        ));
    }
    let condition = asked::condition("country", &code);
    let mut mentions = context.ask_for(
        Scope::Articles,
        &condition,
        &["date", "month", "year", "speaker", "source", "country"],
    )?;
    mentions.limit = Some(Limit::Most(0));
    let mentioned = ask::search(snapshot, &mentions)?;
    let is_about = address.get("of") == Some("about");
    let by_time: &[&str] = if is_about { &["date", "month", "year"] } else { &[] };
    let mut about = context.ask_for(Scope::Articles, &asked::condition("about", &code), by_time)?;
    about.sort = Sort::Newest;
    about.limit = Some(Limit::Most(HITS));
    let about = ask::search(snapshot, &about)?;
    let newest: Vec<Shown> = about
        .hits()
        .map(|hit| context.shown(hit?, &Typed::default()))
        .collect::<Result<_>>()?;
    let mut said = context.ask_for(Scope::Statements, &asked::condition("about", &code), &[])?;
    said.sort = Sort::Newest;
    said.limit = Some(Limit::Most(STATEMENTS));
    let statements = ask::quotes(snapshot, &said)?
        .hits()
        .collect::<Result<Vec<StatementHit>>>()?;
    let beside: Vec<Bucket> = values(&mentioned.facets, "country", VALUES + 1)
        .into_iter()
        .filter(|bucket| bucket.value != code)
        .take(VALUES)
        .collect();
    let over_time = if is_about {
        (&about.facets, about.num_hits)
    } else {
        (&mentioned.facets, mentioned.num_hits)
    };
    let shown = Country {
        code: &code,
        mentioned: mentioned.num_hits,
        about: about.num_hits,
        all: context.archive.all(Scope::Articles),
        timeline: timeline_of(context, Scope::Articles, over_time.0, over_time.1)?,
        speakers: &values(&mentioned.facets, "speaker", VALUES),
        sources: &values(&mentioned.facets, "source", VALUES),
        beside: &beside,
        newest: &newest,
        statements: &statements,
    };
    let name = asked::value_label(locale, "country", &code);
    Ok(context.page(200, &name, &view::country(locale, address, &shown)))
}

/// The list of countries.
pub fn countries(context: &Context) -> Result<Page> {
    let mut all = context.everything(Scope::Articles);
    all.limit = Some(Limit::All);
    let count = |field| ask::facet(&*context.snapshot, &ask::Counted::field(field)?, &all);
    let (mentioned, about) = (count("country")?, count("about")?);
    let content = view::countries(
        context.locale,
        &context.address,
        &mentioned.values,
        &about.values,
        mentioned.num_hits,
    );
    Ok(context.page(200, context.locale.text("nav.countries"), &content))
}
