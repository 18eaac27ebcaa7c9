//! The first page, and the one about the archive.

use super::context::{Context, Page};
use crate::ask::{self, Bucket, OfIndex, View};
use crate::error::Result;
use crate::output::stats::versions;
use crate::page::address::Place;
use crate::page::chart::Unit;
use crate::page::start::{self as view, Archive};
use crate::page::timeline::{MOST_BARS, Timeline};
use crate::page::{asked, help, states};
use crate::query::Scope;

/// The first page.
pub fn start(context: &Context) -> Result<Page> {
    let (locale, address, archive) = (context.locale, &context.address, &context.archive);
    let stats = &archive.stats;
    if stats.articles == 0 {
        let content = states::empty(locale, address, context.rejected());
        return Ok(context.page(200, locale.text("state.empty.title"), &content));
    }
    let counts = |field| archive.counts(&*context.snapshot, Scope::Articles, field);
    let (sources, speakers, languages) = (counts("source")?, counts("speaker")?, counts("language")?);
    let years = stats
        .first_day
        .zip(stats.last_day)
        .map(|(first, last)| (first.year(), last.year()));
    let by_month = archive.by_time(&*context.snapshot, Scope::Articles, "month")?;
    let (unit, by_time) = match by_month.len() <= MOST_BARS.min(240) {
        true => (Unit::Month, by_month),
        false => (
            Unit::Year,
            archive.by_time(&*context.snapshot, Scope::Articles, "year")?,
        ),
    };
    let mut timeline = Timeline::of(unit, &by_time, &by_time, true);
    timeline.undated = stats.undated;
    timeline.fixed = true;
    let examples = examples(context, sources, speakers)?;
    let content = view::start(
        locale,
        address,
        &Archive {
            articles: stats.articles,
            quotes: stats.quotes,
            sources: stats.sources,
            speakers: stats.speakers,
            years,
            languages,
            top_sources: sources.get(..8).unwrap_or(sources),
            top_speakers: speakers.get(..8).unwrap_or(speakers),
            timeline,
            examples: &examples,
        },
    );
    Ok(context.page(200, locale.text("nav.search"), &content))
}

type Example = (crate::page::address::Address, String, String);

/// Questions that this archive answers, made from what it has most of.
fn examples(context: &Context, sources: &[Bucket], speakers: &[Bucket]) -> Result<Vec<Example>> {
    let (locale, address) = (context.locale, &context.address);
    let mut tried: Vec<(Place, String)> = Vec::new();
    if let Some(speaker) = speakers.first() {
        tried.push((
            Place::Quotes,
            format!("speaker:\"{}\"", speaker.value.replace('"', " ")),
        ));
    }
    if let Some(source) = sources.first() {
        tried.push((
            Place::Search,
            format!("source:\"{}\" speaker:*", source.value.replace('"', " ")),
        ));
    }
    tried.push((Place::Search, "country:ID".to_owned()));
    tried.push((Place::Search, "amount:>=\"Rp 1 triliun\"".to_owned()));
    let mut examples = Vec::new();
    for (place, query) in tried {
        let to = address.elsewhere(place).with("q", &query);
        let view = if place == Place::Quotes {
            View::Quotes
        } else {
            View::Search
        };
        let question = context.ask(view, asked::pairs(&to, true))?;
        let (num_hits, noun) = match place {
            Place::Quotes => (ask::quotes(&*context.snapshot, &question)?.num_hits, "quote"),
            _ => (ask::search(&*context.snapshot, &question)?.num_hits, "article"),
        };
        if num_hits > 0 {
            examples.push((to, query, locale.count(num_hits, noun)));
        }
    }
    Ok(examples)
}

/// How many rejected files are listed.
const FILES: usize = 200;
/// How many reasons each has at most.
const REASONS: usize = 5;

/// The page about the archive.
pub fn about(context: &Context) -> Result<Page> {
    let (locale, stats) = (context.locale, &context.archive.stats);
    let files = match &stats.index {
        Some(index) => Some(rejected(context, index)?),
        None => None,
    };
    let index = stats
        .index
        .as_ref()
        .zip(files.as_ref())
        .map(|(index, files)| help::OfIndex {
            bytes: index.bytes,
            extraction: versions(&index.rules),
            rejected: files.get(..FILES).unwrap_or(files),
            more_rejected: files.len().saturating_sub(FILES),
        });
    let about = help::About {
        articles: stats.articles,
        quotes: stats.quotes,
        sources: stats.sources,
        speakers: stats.speakers,
        reprints: stats.reprints,
        undated: stats.undated,
        snapshot: context.snapshot.id().to_string(),
        version: env!("CARGO_PKG_VERSION"),
        limits: &[
            ("about.deadline", format!("{} s", context.deadline)),
            ("about.at-once", context.at_once.to_string()),
            ("about.query", "4 kB".to_owned()),
        ],
        index,
    };
    Ok(context.page(200, locale.text("about.title"), &help::about(locale, &about)))
}

/// The files of which something was rejected, each with the first reasons.
fn rejected(context: &Context, index: &OfIndex) -> Result<Vec<(String, Vec<String>)>> {
    let files = ask::files(&*context.snapshot)?.unwrap_or_default();
    let rejected = files.into_iter().filter(|entry| !entry.rejected.is_empty());
    let told = rejected.map(|entry| {
        // The reason stands behind the place, which is said already.
        let reasons = entry.rejected.iter().take(REASONS);
        let reasons = reasons.map(|reason| {
            reason
                .strip_prefix(&entry.path)
                .map_or(reason.as_str(), |rest| rest.trim_start_matches(':').trim_start())
                .to_owned()
        });
        // Where the archive lies on this machine is nobody's business; of articles the snapshot hides it.
        let file = ask::below(&index.roots, &entry.path);
        (file.to_owned(), reasons.collect())
    });
    Ok(told.collect())
}
