//! Searches: articles or statements with their timeline, facets and what stands beside them.

use maud::{Markup, html};

use super::super::archive::all_of;
use super::context::{Context, Page};
use super::over_time::{self, timeline_of};
use crate::ask::{self, Bucket, Limit, Once, Question, StatementHit, View};
use crate::error::{Diagnostic, Result};
use crate::page::address::{A_PAGE, Address, Place};
use crate::page::chart::{Power, amounts};
use crate::page::facets::{self, Facet};
use crate::page::hits::Shown;
use crate::page::list::{self as view, Hits, Listed};
use crate::page::states::{self, Way};
use crate::page::{asked, statements};
use crate::query::Scope;

fn scope(address: &Address) -> Scope {
    match address.place {
        Place::Quotes => Scope::Statements,
        _ => Scope::Articles,
    }
}

fn view_of(address: &Address) -> View {
    match address.place {
        Place::Quotes => View::Quotes,
        _ => View::Search,
    }
}

/// What is counted of hits, whichever they are.
struct Counted {
    num_hits: u64,
    facets: Vec<ask::Facet>,
}

/// Counts fields over the hits of a question, without reading any.
fn count(context: &Context, question: &Question) -> Result<Counted> {
    let question = Question {
        limit: Some(Limit::Most(0)),
        offset: 0,
        // Which article stands for its story matters to nobody who counts articles.
        stories: false,
        ..question.clone()
    };
    let snapshot = &*context.snapshot;
    Ok(match question.scope {
        Scope::Articles => {
            let list = ask::search(snapshot, &question)?;
            Counted {
                num_hits: list.num_hits,
                facets: list.facets,
            }
        }
        Scope::Statements => {
            let list = ask::quotes(snapshot, &question)?;
            Counted {
                num_hits: list.num_hits,
                facets: list.facets,
            }
        }
    })
}

/// The page up to its facets.
pub fn list(context: &Context) -> Result<Page> {
    let address = &context.address;
    if let Some(field) = facets::shown_alone(address) {
        return alone(context, field);
    }
    let scope = scope(address);
    let mut question = context.question(view_of(address), true)?;
    question.limit = Some(Limit::Most(A_PAGE));
    question.offset = (address.page() - 1) * A_PAGE;
    question.facets.extend(over_time::counted()?);
    let snapshot = &*context.snapshot;
    let found = read(context, &question)?;
    let num_hits = found.num_hits;
    if context.archive.stats.articles == 0 {
        return Ok(context.page(
            200,
            context.locale.text("state.empty.title"),
            &states::empty(context.locale, address, context.rejected()),
        ));
    }
    if num_hits == 0 {
        return nothing(context, &found.remarks);
    }
    let moved = address
        .get("snapshot")
        .is_some_and(|id| id != snapshot.id().to_string());
    let listed = Listed {
        num_hits,
        members: found.members,
        all: context.archive.all(scope),
        hits: match &found.hits {
            Read::Articles(hits) => Hits::Articles(hits),
            Read::Statements(hits) => Hits::Statements(hits),
            Read::Once(hits) => Hits::Once(hits),
        },
        offset: question.offset,
        sort: question.sort,
        remarks: &found.remarks,
        timeline: Some(timeline_of(
            context,
            scope,
            &found.facets,
            found.members.unwrap_or(num_hits),
        )?),
        words: &ask::explain(snapshot, &question)?.words,
        moved,
    };
    let noun = listed.hits.noun();
    let title = title(context, &context.locale.count(num_hits, noun));
    let mut page = context.page(200, &title, &view::results(context.locale, address, &listed));
    page.more = true;
    Ok(page)
}

/// Hits as they were read.
enum Read {
    Articles(Vec<Shown>),
    Statements(Vec<StatementHit>),
    Once(Vec<Once>),
}

/// One page of a list.
struct Listing {
    num_hits: u64,
    /// See [`Listed::members`].
    members: Option<u64>,
    facets: Vec<ask::Facet>,
    remarks: Vec<Diagnostic>,
    hits: Read,
}

fn read(context: &Context, question: &Question) -> Result<Listing> {
    let snapshot = &*context.snapshot;
    let typed = context.typed(view_of(&context.address), Some(question))?;
    if question.scope == Scope::Articles {
        let found = ask::search(snapshot, question)?;
        let hits = found.hits().map(|hit| context.shown(hit?, &typed));
        return Ok(Listing {
            hits: Read::Articles(hits.collect::<Result<_>>()?),
            num_hits: found.num_hits,
            members: found.articles,
            facets: found.facets,
            remarks: found.diagnostics,
        });
    }
    if question.once {
        let counted = count(context, question)?;
        let mut found = ask::quotes_once(snapshot, question)?;
        for once in &mut found.hits {
            typed.mark(&mut once.first);
        }
        return Ok(Listing {
            num_hits: found.num_hits,
            members: Some(found.quotations),
            facets: counted.facets,
            remarks: found.diagnostics,
            hits: Read::Once(found.hits),
        });
    }
    let found = ask::quotes(snapshot, question)?;
    let hits = found.hits().map(|hit| {
        let mut hit = hit?;
        typed.mark(&mut hit);
        Ok(hit)
    });
    Ok(Listing {
        hits: Read::Statements(hits.collect::<Result<_>>()?),
        num_hits: found.num_hits,
        members: None,
        facets: found.facets,
        remarks: found.diagnostics,
    })
}

/// The query in the title of the window, so that a history of pages can be read.
fn title(context: &Context, number: &str) -> String {
    let query = asked::query(&context.address);
    match query.is_empty() {
        true => number.to_owned(),
        false => format!("{}: {number}", query.chars().take(60).collect::<String>()),
    }
}

/// Nothing was found: what there is without each of the conditions.
fn nothing(context: &Context, remarks: &[Diagnostic]) -> Result<Page> {
    let (locale, address) = (context.locale, &context.address);
    let noun = if scope(address) == Scope::Statements {
        "quote"
    } else {
        "article"
    };
    let mut ways: Vec<(u64, Way)> = Vec::new();
    let droppable = states::droppable(locale, address);
    let is_one = droppable.len() < 2;
    for (label, wider) in droppable {
        let Ok(question) = context.ask(view_of(address), asked::pairs(&wider, true)) else {
            continue;
        };
        let num_hits = count(context, &question)?.num_hits;
        if num_hits > 0 {
            let count = Some(locale.count(num_hits, noun));
            ways.push((
                num_hits,
                Way {
                    label,
                    href: wider.href(),
                    count,
                },
            ));
        }
        if context.began.elapsed().as_secs() >= context.deadline / 2 {
            break;
        }
    }
    ways.sort_by_key(|(count, _)| *count);
    let ways: Vec<Way> = ways.into_iter().map(|(_, way)| way).collect();
    let typed = address.get("q").unwrap_or_default();
    let is_word = !typed.is_empty() && typed.chars().all(char::is_alphanumeric);
    let spelling = is_word.then(|| format!("{typed}~"));
    let content = html! {
        (view::remarks(locale, address, remarks))
        (states::no_hits(locale, address, &ways, is_one, &states::meant(address, remarks), spelling.as_deref()))
    };
    Ok(context.page(200, &title(context, locale.text("state.no-hits.title")), &content))
}

/// How many values of one field a page of its own shows.
const VALUES: usize = 500;

/// All values of one field.
fn alone(context: &Context, field: &str) -> Result<Page> {
    let address = &context.address;
    let counted = ask::Counted::field(field)?;
    let mut question = context.question(view_of(address), false)?;
    question.prefix = address.get("prefix").map(str::to_owned);
    question.limit = Some(Limit::Most(VALUES));
    let answer = ask::facet(&*context.snapshot, &counted, &question)?;
    let noun = if scope(address) == Scope::Statements {
        "quote"
    } else {
        "article"
    };
    let facet = Facet {
        field: answer.field,
        values: answer.values,
        distinct: Some(answer.distinct),
        none: None,
        missed: false,
    };
    let label = asked::field_label(context.locale, answer.field);
    let content = facets::values(context.locale, address, &facet, answer.num_hits, noun);
    Ok(context.page(200, &title(context, &label), &content))
}

/// Hits of so many months or fewer are counted by month too.
const MONTHS: usize = 24;

/// Facets, and what stands at the right.
pub fn beside(context: &Context) -> Result<Markup> {
    let address = &context.address;
    let scope = scope(address);
    let mut question = context.question(view_of(address), true)?;
    for (field, _) in facets::FIELDS {
        question.facets.push(all_of(field)?);
    }
    let counted = count(context, &question)?;
    let mut shown = Vec::new();
    for (field, most) in facets::FIELDS {
        let wider = match *field {
            "month" => asked::whole_year(address),
            field => asked::widened(address, field),
        };
        let of_field = match wider {
            // What was chosen of a field does not hide its other values.
            Some(wider) => {
                let mut wider = context.ask(view_of(address), asked::pairs(&wider, true))?;
                wider.facets.push(all_of(field)?);
                count(context, &wider)?
            }
            None => Counted {
                num_hits: counted.num_hits,
                facets: counted
                    .facets
                    .iter()
                    .filter(|facet| facet.field == *field)
                    .cloned()
                    .collect(),
            },
        };
        let values = of_field
            .facets
            .into_iter()
            .next()
            .map(|facet| facet.values)
            .unwrap_or_default();
        // Over many years, the year comes first.
        if *field == "month" && !(2..=MONTHS).contains(&values.iter().filter(|value| value.count > 0).count()) {
            continue;
        }
        shown.push(facet(context, field, *most, of_field.num_hits, values)?);
    }
    let noun = if scope == Scope::Statements { "quote" } else { "article" };
    Ok(html! {
        (facets::facets(context.locale, address, &shown, counted.num_hits, noun))
        (side(context, &counted)?)
    })
}

fn facet(context: &Context, field: &'static str, most: usize, num_hits: u64, mut values: Vec<Bucket>) -> Result<Facet> {
    let distinct = values.len();
    let counted: u64 = values.iter().map(|value| value.count).sum();
    let none = match asked::is_single(field) {
        true => Some(num_hits.saturating_sub(counted)),
        false if matches!(field, "speaker" | "country") => Some(without_any(context, field)?),
        false => None,
    };
    if !matches!(field, "year" | "month") {
        values.sort_by_key(|value| std::cmp::Reverse(value.count));
    } else {
        values.retain(|value| value.count > 0);
        values.reverse();
    }
    // What was chosen is always among what is shown.
    let (mut shown, rest): (Vec<Bucket>, Vec<Bucket>) = (
        values.iter().take(most).cloned().collect(),
        values.into_iter().skip(most).collect(),
    );
    shown.extend(
        rest.into_iter()
            .filter(|value| asked::is_chosen(&context.address, field, &value.value)),
    );
    Ok(Facet {
        field,
        values: shown,
        distinct: Some(distinct),
        none,
        missed: false,
    })
}

/// How many hits have no value of a field.
fn without_any(context: &Context, field: &str) -> Result<u64> {
    let none = asked::with_none(&context.address, field);
    let question = context.ask(view_of(&context.address), asked::pairs(&none, false))?;
    Ok(count(context, &question)?.num_hits)
}

/// Statements in the articles that were found, and amounts that they name.
fn side(context: &Context, counted: &Counted) -> Result<Markup> {
    let (locale, address) = (context.locale, &context.address);
    if address.place != Place::Search {
        return Ok(html! {});
    }
    let quotes = address.at(Place::Quotes);
    let pairs = asked::pairs(&quotes.without("sort").without("stories"), true);
    let mut question = context.ask(View::Quotes, pairs)?;
    question.limit = Some(Limit::Most(3));
    let found = ask::quotes(&*context.snapshot, &question)?;
    let hits = found.hits().collect::<Result<Vec<StatementHit>>>()?;
    let money = counted.facets.iter().find(|facet| facet.field == "amount");
    Ok(html! {
        aside class="side" aria-label=(locale.text("side.label")) {
            @if !hits.is_empty() {
                section aria-labelledby="sq" {
                    h2 class="h2" id="sq" { (locale.text("side.statements")) }
                    @for hit in &hits { (statements::aside(locale, address, hit)) }
                    p class="more" { a href=(quotes.href()) { (locale.fill("side.all", &[("count", &locale.count(found.num_hits, "quote"))])) } }
                }
            }
            @if let Some(facet) = money { (by_size(context, &facet.values)) }
        }
    })
}

/// Articles by the size of amounts, in the currency that most of them have or that the address asks for.
fn by_size(context: &Context, values: &[Bucket]) -> Markup {
    let (locale, address) = (context.locale, &context.address);
    let mut currencies: Vec<(&str, u64)> = Vec::new();
    for bucket in values {
        let currency = bucket.value.split(' ').next().unwrap_or_default();
        match currencies.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, count)) => *count += bucket.count,
            None => currencies.push((currency, bucket.count)),
        }
    }
    currencies.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    currencies.truncate(4);
    let wanted = address
        .get("currency")
        .filter(|wanted| currencies.iter().any(|(currency, _)| currency == wanted));
    let Some(shown) = wanted.or(currencies.first().map(|(currency, _)| *currency)) else {
        return html! {};
    };
    let powers: Vec<Power> = values
        .iter()
        .filter_map(|bucket| {
            let (currency, exponent) = bucket.value.split_once(" 10^")?;
            (currency == shown).then_some(Power {
                exponent: exponent.parse().ok()?,
                count: bucket.count,
                href: asked::only(address, "amount", &bucket.value).href(),
            })
        })
        .collect();
    if powers.len() < 2 {
        return html! {};
    }
    html! {
        section aria-labelledby="uang" {
            h2 class="h2" id="uang" { (locale.text("side.amounts")) }
            figure class="chart" {
                figcaption {
                    span { (locale.text("side.amounts-how")) }
                    span class="seg" { @for (currency, _) in &currencies { a href=(format!("{}#uang", address.from_start().with("currency", currency).href())) aria-current=[(*currency == shown).then_some("true")] { (currency) } } }
                }
                (amounts(locale, &powers))
            }
        }
    }
}
