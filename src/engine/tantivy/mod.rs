//! The archive as Tantivy has it: conditions are lowered to its queries, hits are collected and counted in one pass.

mod best;
mod by_story;
mod code_lists;
mod collect;
mod counting;
mod damage;
mod dictionary;
mod kept;
mod key;
mod lower;
mod merge;
mod numbers;
mod people;
mod place;
mod story;
mod stretches;
mod values;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use best::Wanted;
use damage::damaged;
use kept::Kept;
use tantivy::schema::Field;
use tantivy::{DocAddress, DocId, Term};

use super::request::in_time;
use super::{Address, Archive, Axis, Counts, Decay, Decided, Found, PersonCount, Place, Ranked, Recency, Request};
use crate::article::Article;
use crate::error::Result;
use crate::fields::FieldId;
use crate::index::ledger::FileRow;
use crate::index::memo::Memo;
use crate::index::stats::Stats;
use crate::index::{Snapshot, SnapshotId};
use crate::people::{Register, Who};
use crate::query::{Condition, Scope, widen};
use lower::lower;

impl Archive for Snapshot {
    fn id(&self) -> SnapshotId {
        Snapshot::id(self)
    }

    fn hidden(&self) -> &[String] {
        &self.hidden
    }

    fn people(&self) -> &Arc<Register> {
        &self.people
    }

    fn memo(&self) -> &Memo {
        &self.memo
    }

    /// Words by their positions, values by their columns: there is nothing that is not in the index.
    fn decides(&self, _: &Condition, _: Scope) -> Decided {
        Decided::Wholly
    }

    fn find(&self, condition: &Condition, request: &Request, axes: &[Axis]) -> Result<(Found, Vec<Counts>)> {
        find(self, condition, request, axes)
    }

    /// A statement stands so many places behind its article.
    fn part(&self, address: Address) -> Result<(Address, Option<usize>)> {
        let ordinal = ordinal(self, address).map_err(|error| damaged(self, &error))?;
        let article = Address {
            doc: address.doc - ordinal,
            ..address
        };
        Ok((article, (ordinal as usize).checked_sub(1)))
    }

    fn article(&self, address: Address) -> Result<(Article, Option<usize>)> {
        let (Address { segment, doc }, quote) = self.part(address)?;
        Ok((Snapshot::article(self, DocAddress::new(segment, doc))?, quote))
    }

    fn story(&self, article: Address) -> Result<Option<u64>> {
        story::number(self, article).map_err(|error| damaged(self, &error))
    }

    fn same_story(&self, article: Address) -> Result<Vec<Address>> {
        story::others(self, article).map_err(|error| damaged(self, &error))
    }

    fn added(&self, address: Address) -> Result<Option<i64>> {
        let reader = self.searcher.segment_reader(address.segment);
        let kept = Kept::of(self);
        let added = || -> tantivy::Result<Option<i64>> {
            let article = address.doc - ordinal(self, address)?;
            Ok(kept.segment(address.segment).added(reader)?.first(article))
        };
        added().map_err(|error| damaged(self, &error))
    }

    fn newest(&self) -> Result<Option<i64>> {
        Snapshot::newest(self)
    }

    fn location(&self, article: &Article) -> Result<Option<PathBuf>> {
        let roots = self.index.payload()?.roots;
        Ok(crate::index::location(&roots, &article.path))
    }

    fn stats(&self) -> Result<Stats> {
        Snapshot::stats(self)
    }

    fn files(&self) -> Result<Option<Vec<FileRow>>> {
        self.ledger().map(Some)
    }

    fn place(&self, hit: &Ranked) -> Result<Place> {
        place(self, hit)
    }

    fn values(&self, field: FieldId) -> Result<BTreeSet<String>> {
        let mut values = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let damaged = |error: tantivy::TantivyError| damaged(self, &error);
            let Some(column) = segment.fast_fields().str(field.name()).map_err(damaged)? else {
                continue;
            };
            for ordinal in 0..column.num_terms() as u64 {
                let mut value = String::new();
                column
                    .ord_to_str(ordinal, &mut value)
                    .map_err(|error| damaged(error.into()))?;
                values.insert(value);
            }
        }
        Ok(values)
    }

    fn frequency(&self, field: FieldId, term: &str) -> Result<u64> {
        let Some(field) = words_of(self, field) else {
            return Ok(0);
        };
        let term = Term::from_field_text(field, term);
        self.searcher.doc_freq(&term).map_err(|error| damaged(self, &error))
    }

    fn alike(&self, field: FieldId, word: &str, distance: u8) -> Result<Vec<(String, u64)>> {
        let Some(field) = words_of(self, field) else {
            return Ok(Vec::new());
        };
        let mut found: std::collections::BTreeMap<String, u64> = Default::default();
        for segment in self.searcher.segment_readers() {
            let words = lower::words_like(field, word, distance, segment).map_err(|error| damaged(self, &error))?;
            for (word, count) in words {
                *found.entry(word).or_default() += count;
            }
        }
        Ok(found.into_iter().collect())
    }

    fn persons(&self, wanted: &dyn Fn(&str, Who) -> bool) -> Result<Vec<PersonCount>> {
        people::persons_counted(self, wanted)
    }
}

/// The query that a condition is lowered to, as Tantivy shows it.
#[cfg(test)]
pub(crate) fn in_words(condition: &Condition, columns: &crate::index::schema::Columns, scope: Scope) -> String {
    let query = lower(
        condition,
        columns,
        scope,
        &super::Weights::default(),
        &crate::deadline::Deadline::none(),
    );
    format!("{query:?}")
}

/// Where the words of a field stand; what is said stands in the body.
fn words_of(snapshot: &Snapshot, field: FieldId) -> Option<Field> {
    let columns = snapshot.columns();
    match field {
        FieldId::Title => Some(columns.title),
        FieldId::Body | FieldId::Quote => Some(columns.body),
        FieldId::Speaker => Some(columns.speaker),
        FieldId::Role => Some(columns.role),
        FieldId::Author => Some(columns.author),
        FieldId::Source
        | FieldId::Country
        | FieldId::About
        | FieldId::Region
        | FieldId::Amount
        | FieldId::Currency
        | FieldId::Date
        | FieldId::Year
        | FieldId::Month
        | FieldId::Week
        | FieldId::Added
        | FieldId::Language
        | FieldId::Section
        | FieldId::Place
        | FieldId::Doubt
        | FieldId::Path
        | FieldId::Id => None,
    }
}

/// Finds hits and counts the values of `axes`, in one pass over what matches.
fn find(snapshot: &Snapshot, condition: &Condition, request: &Request, axes: &[Axis]) -> Result<(Found, Vec<Counts>)> {
    let query = lower(
        &widen(condition, &snapshot.people),
        snapshot.columns(),
        request.scope,
        &request.weights,
        &request.until,
    );
    let by_story = request.stories && request.scope == Scope::Articles;
    // One more than is wanted says whether there are more.
    let wanted = request.limit.map(|limit| request.offset.saturating_add(limit));
    let hits = collect::Hits {
        scope: request.scope,
        wanted: Wanted {
            sort: request.sort,
            decay: request.recency.map(|recency| decay(snapshot, recency)).transpose()?,
            by_story,
            keep: match request.limit {
                Some(0) => Some(0),
                _ => wanted.map(|wanted| wanted.saturating_add(1)),
            },
            after: request.after.as_ref(),
        },
        // The values of crossed fields are named as their facets are.
        facets: axes
            .iter()
            .copied()
            .chain(request.crossed.into_iter().flat_map(|(a, b)| [a, b]))
            .collect(),
        crossed: request.crossed,
        until: request.until.clone(),
    };
    let keep = hits.wanted.keep;
    let mut collected = hits
        .collect(snapshot, &*query)
        .map_err(|error| damaged(snapshot, &error))?;
    in_time(&request.until)?;
    let stories = by_story
        .then(|| by_story::best_of_each(snapshot, &mut collected.segments, keep, request.after.as_ref()))
        .transpose()
        .map_err(|error| damaged(snapshot, &error))?;
    in_time(&request.until)?;
    let ranked =
        merge::merge(snapshot, collected.segments, keep, by_story).map_err(|error| damaged(snapshot, &error))?;
    in_time(&request.until)?;
    let more = wanted.is_some_and(|wanted| ranked.len() > wanted);
    let ranked = ranked.into_iter().skip(request.offset);
    let kept = Kept::of(snapshot);
    let mut facets = collected.facets;
    let crossed = facets.split_off(axes.len());
    let crossed = match (&crossed[..], request.crossed) {
        ([rows, columns], Some((a, b))) => {
            let dictionaries = (kept.dictionary(a), kept.dictionary(b));
            counting::cells(collected.crossed, (rows, columns), dictionaries)
        }
        _ => Vec::new(),
    };
    let counts = axes.iter().zip(facets);
    let counts = counts.map(|(axis, counting)| counting.finish(*axis, kept.dictionary(*axis)));
    let found = Found {
        articles: stories.map(|_| collected.num_hits),
        ranked: ranked.take(request.limit.unwrap_or(usize::MAX)).collect(),
        more,
        crossed,
        ..Found::counted(stories.unwrap_or(collected.num_hits))
    };
    Ok((found, counts.collect()))
}

/// What articles lose of their score by their age.
fn decay(snapshot: &Snapshot, recency: Recency) -> Result<Decay> {
    let (mut oldest, mut newest) = (i64::MAX, i64::MIN);
    for segment in snapshot.searcher.segment_readers() {
        let dates = segment.fast_fields().i64("date");
        let dates = dates.map_err(|error| damaged(snapshot, &error))?;
        if dates.values.num_vals() > 0 {
            oldest = oldest.min(dates.min_value());
            newest = newest.max(dates.max_value());
        }
    }
    Ok(Decay::between(recency, oldest, newest))
}

/// How far a document stands behind its article.
fn ordinal(snapshot: &Snapshot, address: Address) -> tantivy::Result<DocId> {
    let reader = snapshot.searcher.segment_reader(address.segment);
    let kept = Kept::of(snapshot);
    let ordinals = kept.segment(address.segment).ordinals(reader)?;
    Ok(ordinals.first(address.doc).unwrap_or_default() as DocId)
}

/// Where a hit stands in the order of its list: what the next page begins behind.
fn place(snapshot: &Snapshot, ranked: &Ranked) -> Result<Place> {
    let address = ranked.address;
    let reader = snapshot.searcher.segment_reader(address.segment);
    let kept = Kept::of(snapshot);
    let id = || -> tantivy::Result<String> {
        let mut id = String::new();
        let article = address.doc - ordinal(snapshot, address)?;
        if let Some(ids) = kept.segment(address.segment).ids(reader)?
            && let Some(number) = ids.ords().first(article)
        {
            ids.ord_to_str(number, &mut id)?;
        }
        Ok(id)
    };
    Ok(Place {
        first: ranked.order.0,
        second: ranked.order.1,
        id: id().map_err(|error| damaged(snapshot, &error))?,
        segment: address.segment,
        doc: address.doc,
    })
}
