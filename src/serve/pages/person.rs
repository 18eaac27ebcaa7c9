//! A person's page, and the list of persons.

use super::super::archive::all_of;
use super::context::{Context, Page, values};
use super::over_time::everything;
use crate::ask::{self, Bucket, Counted, Limit, Sort, StatementHit, WhyPerson};
use crate::error::Result;
use crate::page::asked;
use crate::page::chart::Unit;
use crate::page::person::{self as view, Person, RoleOf};
use crate::page::timeline::Timeline;
use crate::query::Scope;

/// How many of the person's statements are read for roles.
const READ: usize = 500;
/// How many statements the page shows.
const SHOWN: usize = 12;
/// How many values its lists have.
const VALUES: usize = 8;

/// The page of `name=`.
pub fn person(context: &Context) -> Result<Page> {
    let (locale, address, snapshot) = (context.locale, &context.address, &*context.snapshot);
    let asked_for = address.get("name").unwrap_or_default();
    // Whoever comes with another of the person's names sees the one by which the person is known.
    let known = snapshot.people().person_of(asked_for);
    let name = known.as_deref().unwrap_or(asked_for);
    let condition = asked::condition("speaker", name);
    let mut said = context.ask_for(Scope::Statements, &condition, &["source", "year"])?;
    said.sort = Sort::Newest;
    said.limit = Some(Limit::Most(READ));
    let statements = ask::quotes(snapshot, &said)?;
    let mut in_articles = context.ask_for(Scope::Articles, &condition, &["speaker", "country", "amount"])?;
    in_articles.limit = Some(Limit::Most(0));
    let articles = ask::search(snapshot, &in_articles)?;
    let hits = statements.hits().collect::<Result<Vec<StatementHit>>>()?;
    let mut each_once = context.ask_for(Scope::Statements, &condition, &[])?;
    each_once.sort = Sort::Newest;
    each_once.limit = Some(Limit::Most(SHOWN));
    let once = ask::quotes_once(snapshot, &each_once)?;
    let roles = roles(&hits);
    let years: Vec<(String, u64)> = values(&statements.facets, "year", usize::MAX)
        .into_iter()
        .map(|bucket| (bucket.value, bucket.count))
        .collect();
    let all = everything(context, Scope::Statements, "year")?;
    let by_time = Timeline::of(Unit::Year, &years, &all, false);
    let beside: Vec<Bucket> = values(&articles.facets, "speaker", VALUES + 1)
        .into_iter()
        .filter(|bucket| bucket.value != name)
        .take(VALUES)
        .collect();
    let forms = forms(context, name)?;
    let in_time = in_time(context, &condition, by_time.values.len())?;
    let person = Person {
        name,
        forms: &forms,
        articles: articles.num_hits,
        statements: statements.num_hits,
        roles: &roles,
        newest: &once.hits,
        distinct: once.num_hits,
        by_source: &values(&statements.facets, "source", VALUES),
        by_year: &by_time.values,
        in_time: &in_time,
        beside: &beside,
        countries: &values(&articles.facets, "country", VALUES),
        amounts: &values(&articles.facets, "amount", VALUES),
    };
    let status = if statements.num_hits == 0 { 404 } else { 200 };
    Ok(context.page(status, name, &view::person(locale, address, &person)))
}

/// More years than this are drawn year by year.
const YEARS_OF_MONTHS: usize = 30;

/// Months or years, and how many statements each has.
type Times = Vec<(String, u64)>;

/// The outlets that printed most of it, each with its months or years.
fn in_time(context: &Context, condition: &str, years: usize) -> Result<Vec<(Bucket, Times)>> {
    let unit = if years > YEARS_OF_MONTHS { "year" } else { "month" };
    let sources = Counted {
        limit: Some(VALUES),
        ..Counted::field("source")?
    };
    let question = context.ask_for(Scope::Statements, condition, &[])?;
    let crossed = ask::crossed(&*context.snapshot, [&sources, &all_of(unit)?], &question)?;
    let times = crossed.columns;
    let rows = crossed.rows.into_iter().zip(crossed.counts).map(|(source, counts)| {
        let each = times.iter().zip(counts).filter(|(_, count)| *count > 0);
        (
            source,
            each.map(|(time, count)| (time.value.clone(), count))
                .collect::<Vec<_>>(),
        )
    });
    Ok(rows.filter(|(_, times)| !times.is_empty()).collect())
}

/// Other forms of the name that the archive has, those of most articles first.
fn forms(context: &Context, name: &str) -> Result<Vec<String>> {
    const SHOWN: usize = 12;
    Ok(match ask::why_person(&*context.snapshot, name)? {
        WhyPerson::Person { line, .. } => {
            let forms = line.forms.into_iter().map(|(form, _)| form);
            forms.filter(|form| form != name).take(SHOWN).collect()
        }
        WhyPerson::Nobody(_) | WhyPerson::Unknown => Vec::new(),
    })
}

/// Roles with their times, the most frequent first; roles that are written alike but for case are one.
fn roles(hits: &[StatementHit]) -> Vec<RoleOf> {
    let mut roles: Vec<RoleOf> = Vec::new();
    for hit in hits {
        let of_speaker = hit
            .quote()
            .and_then(|quote| hit.article.speaker_of(quote))
            .and_then(|speaker| speaker.roles.first());
        let Some(role) = hit.quote().and_then(|quote| quote.role.as_ref()).or(of_speaker) else {
            continue;
        };
        let day = hit.article.published.as_ref().map(|published| published.day());
        match roles.iter_mut().find(|known| known.role.eq_ignore_ascii_case(role)) {
            Some(known) => {
                known.count += 1;
                known.time = match (known.time, day) {
                    (Some((from, to)), Some(day)) => Some((from.min(day), to.max(day))),
                    (time, day) => time.or(day.map(|day| (day, day))),
                };
            }
            None => roles.push(RoleOf {
                role: role.clone(),
                count: 1,
                time: day.map(|day| (day, day)),
            }),
        }
    }
    roles.sort_by_key(|role| std::cmp::Reverse(role.count));
    roles.truncate(VALUES);
    // Without a date last.
    roles.sort_by_key(|role| (role.time.is_none(), role.time));
    roles
}

/// How many persons a page lists.
const A_PAGE: usize = 60;

/// The list of persons.
pub fn people(context: &Context) -> Result<Page> {
    let address = &context.address;
    let mut asked = context.everything(Scope::Articles);
    asked.prefix = address.get("prefix").map(str::to_owned);
    asked.limit = Some(Limit::Most(A_PAGE));
    asked.offset = (address.page() - 1) * A_PAGE;
    let found = ask::facet(&*context.snapshot, &ask::Counted::field("speaker")?, &asked)?;
    let content = view::people(
        context.locale,
        address,
        &found.values,
        found.distinct,
        found.num_hits,
        asked.offset,
    );
    Ok(context.page(200, context.locale.text("nav.people"), &content))
}
