//! One pass over what matches: counting, keeping the best, counting facets.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Query, Weight};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, Score, SegmentOrdinal, SegmentReader, TERMINATED};

use super::best::{Best, Dates, Wanted};
use super::by_story::SegmentHits;
use super::counting::{self, Counted, Counting, Crossed, Crossing, Source, Tally};
use super::kept::Kept;
use super::numbers::Numbers;
use super::stretches::{self, Stretch};
use super::values::Lists;
use crate::deadline::Deadline;
use crate::engine::{Axis, Sort};
use crate::index::Snapshot;
use crate::query::Scope;

pub struct Collected {
    /// Documents, also where hits are stories.
    pub num_hits: u64,
    pub segments: Vec<SegmentHits>,
    pub facets: Vec<Counting>,
    pub crossed: Crossing,
}

pub struct Hits<'h> {
    pub scope: Scope,
    /// All are counted, wanted or not.
    pub wanted: Wanted<'h>,
    pub facets: Vec<Axis>,
    pub crossed: Option<(Axis, Axis)>,
    pub until: Deadline,
}

/// How many hits are looked at together.
const AT_ONCE: usize = 2048;

/// After how many steps the clock is looked at: what takes long for one hit looks at it itself.
const STEPS: u32 = 256;

impl Hits<'_> {
    /// Looks through the whole snapshot.
    pub fn collect(&self, snapshot: &Snapshot, query: &dyn Query) -> tantivy::Result<Collected> {
        self.collect_in(snapshot, query, &stretches::stretches(&snapshot.searcher))
    }

    fn collect_in(&self, snapshot: &Snapshot, query: &dyn Query, stretches: &[Stretch]) -> tantivy::Result<Collected> {
        let searcher = &snapshot.searcher;
        let scoring = match self.is_scored() {
            true => EnableScoring::enabled_from_searcher(searcher),
            false => EnableScoring::disabled_from_searcher(searcher),
        };
        let weight = query.weight(scoring)?;
        let kept = Kept::of(snapshot);
        let parts = stretches::each(stretches, &|stretch| {
            StretchSearch::open(self, snapshot, &kept, stretch)?.run(&*weight, stretch)
        })?;
        let mut all = Collected {
            num_hits: 0,
            segments: Vec::with_capacity(parts.len()),
            facets: self.facets.iter().map(|_| Counting::default()).collect(),
            crossed: Crossing::default(),
        };
        for part in parts {
            all.num_hits += part.num_hits;
            all.segments.push(part.best);
            for (counts, more) in all.facets.iter_mut().zip(part.facets) {
                counts.add(more);
            }
            for (cell, count) in part.crossed {
                *all.crossed.entry(cell).or_default() += count;
            }
        }
        Ok(all)
    }

    fn is_scored(&self) -> bool {
        self.wanted.sort == Sort::Relevance && self.wanted.keep != Some(0)
    }
}

/// What was found in a stretch.
struct Harvest {
    num_hits: u64,
    best: SegmentHits,
    facets: Vec<Counted>,
    crossed: Crossing,
}

/// The search in one stretch.
struct StretchSearch<'s> {
    hits: &'s Hits<'s>,
    reader: &'s SegmentReader,
    kept: &'s Kept,
    segment: SegmentOrdinal,
    num_hits: u64,
    best: Best,
    facets: Vec<(Source<'s>, Tally)>,
    crossed: Option<Crossed<'s>>,
    /// Where values are counted by them: the numbers of articles, and of statements.
    numbers: [Option<Arc<Numbers>>; 2],
    number_room: [Vec<u32>; 2],
    /// For statements, where their articles are needed: how far behind its article each stands.
    ordinals: Option<&'s Column<u64>>,
    docs: Vec<DocId>,
    scores: Vec<Score>,
    articles: Vec<DocId>,
    room: Lists,
}

impl<'s> StretchSearch<'s> {
    fn open(
        hits: &'s Hits<'s>,
        snapshot: &'s Snapshot,
        kept: &'s Kept,
        stretch: &Stretch,
    ) -> tantivy::Result<StretchSearch<'s>> {
        let segment = stretch.segment;
        let reader = snapshot.searcher.segment_reader(segment);
        let open = |axis: &Axis| Source::open(*axis, hits.scope, (segment, reader), kept, &snapshot.people);
        let facets = hits.facets.iter().map(|axis| Ok((open(axis)?, Tally::default())));
        let facets = facets.collect::<tantivy::Result<Vec<_>>>()?;
        let crossed = match &hits.crossed {
            Some((a, b)) => Some(Crossed::new((open(a)?, open(b)?))),
            None => None,
        };
        let dates = kept.segment(segment).dates(reader)?;
        let mut numbers = [None, None];
        let sources = facets.iter().map(|(source, _)| source);
        let sources = sources.chain(crossed.iter().flat_map(|crossed| [&crossed.axes.0, &crossed.axes.1]));
        let wanted = sources.filter(|source| source.is_missed().is_none()).map(Source::of);
        for of in wanted {
            numbers[of as usize] = Some(kept.segment(segment).numbers(of, reader)?);
        }
        let dates = match dates {
            Some(dates) => Dates::Kept(dates, kept.segment(segment).numbers(Scope::Articles, reader)?),
            None => Dates::Index(reader.fast_fields().i64("date")?),
        };
        Ok(StretchSearch {
            hits,
            reader,
            kept,
            segment,
            num_hits: 0,
            best: Best::open(
                hits.wanted,
                (segment, reader),
                kept.segment(segment).ids(reader)?,
                dates,
            )?,
            facets,
            crossed,
            numbers,
            number_room: Default::default(),
            ordinals: match hits.scope {
                Scope::Articles => None,
                Scope::Statements => Some(kept.segment(segment).ordinals(reader)?),
            },
            docs: Vec::with_capacity(AT_ONCE),
            scores: Vec::with_capacity(AT_ONCE),
            articles: Vec::new(),
            room: Lists::default(),
        })
    }

    /// Looks through the stretch, until the end or until nobody waits any more.
    fn run(mut self, weight: &dyn Weight, stretch: &Stretch) -> tantivy::Result<Harvest> {
        let mut found = weight.scorer(self.reader, 1.0)?;
        let end = stretch.docs.end;
        if found.doc() < stretch.docs.start {
            found.seek(stretch.docs.start);
        }
        let mut watch = self.hits.until.every(STEPS);
        while found.doc() < end && !self.hits.until.has_passed() {
            match self.hits.is_scored() {
                true => {
                    while found.doc() < end && self.docs.len() < AT_ONCE && !watch.step() {
                        self.docs.push(found.doc());
                        self.scores.push(found.score());
                        found.advance();
                    }
                }
                false => {
                    let mut some = [TERMINATED; COLLECT_BLOCK_BUFFER_LEN];
                    while found.doc() < end && self.docs.len() < AT_ONCE && !watch.step() {
                        let many = found.fill_buffer(&mut some);
                        self.docs.extend(some[..many].iter().filter(|doc| **doc < end));
                    }
                    self.scores.resize(self.docs.len(), 0.0);
                }
            }
            self.take();
        }
        Ok(self.harvest())
    }

    /// Takes the hits that were found last.
    fn take(&mut self) {
        if let Some(alive) = self.reader.alive_bitset() {
            let mut scores = self.scores.iter();
            let mut kept = Vec::with_capacity(self.scores.len());
            self.docs.retain(|doc| {
                let score = scores.next();
                let is_alive = alive.is_alive(*doc);
                kept.extend(score.filter(|_| is_alive));
                is_alive
            });
            self.scores = kept;
        }
        self.num_hits += self.docs.len() as u64;
        if let Some(ordinals) = &self.ordinals {
            self.articles.clear();
            let behind = |doc: &DocId| ordinals.first(*doc).unwrap_or_default() as DocId;
            self.articles.extend(self.docs.iter().map(|doc| doc - behind(doc)));
        }
        let articles = match self.ordinals {
            Some(_) => &self.articles[..],
            None => &self.docs[..],
        };
        // Each number serves all that is looked up by it.
        for (of, docs) in [(Scope::Articles, articles), (Scope::Statements, &self.docs[..])] {
            let numbers = &mut self.number_room[of as usize];
            numbers.clear();
            if let Some(known) = &self.numbers[of as usize] {
                numbers.extend(docs.iter().map(|doc| known.number(*doc)));
            }
        }
        let hits_of = |of: Scope| counting::Hits {
            docs: match of {
                Scope::Articles => articles,
                Scope::Statements => &self.docs[..],
            },
            numbers: &self.number_room[of as usize],
        };
        for (source, tally) in &mut self.facets {
            let hits = hits_of(source.of());
            tally.count(source, hits, &mut self.room);
        }
        if let Some(crossed) = &mut self.crossed {
            let (a, b) = (crossed.axes.0.of(), crossed.axes.1.of());
            crossed.count((hits_of(a), hits_of(b)));
        }
        for ((doc, article), score) in self.docs.iter().zip(articles).zip(&self.scores) {
            self.best.add(*doc, *article, *score);
        }
        self.docs.clear();
        self.scores.clear();
    }

    fn harvest(self) -> Harvest {
        let kept = self.kept.segment(self.segment);
        let sources = self.facets.iter().map(|(source, _)| source);
        let sources = sources.chain(
            self.crossed
                .iter()
                .flat_map(|crossed| [&crossed.axes.0, &crossed.axes.1]),
        );
        for (axis, of) in sources.filter_map(Source::is_missed) {
            kept.missed(axis, of, self.num_hits);
        }
        kept.missed_dates(self.best.dates_read());
        let mut crossing = Crossing::default();
        if let Some(crossed) = self.crossed {
            crossed.finish(&mut crossing);
        }
        Harvest {
            num_hits: self.num_hits,
            best: self.best.harvest(),
            facets: self
                .facets
                .into_iter()
                .map(|(source, tally)| tally.finish(&source))
                .collect(),
            crossed: crossing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::merge::merge;
    use super::*;
    use crate::article::RawArticle;
    use crate::deadline::Deadline;
    use crate::engine::Weights;
    use crate::engine::tantivy::lower::lower;
    use crate::extract::extract;
    use crate::index::document::Belonging;
    use crate::index::{self, Index, Payload, Writer};
    use crate::query::{parse, resolve};

    const NAMES: [&str; 4] = ["Ratri Wibisana", "Bagas Prakoso", "Citra Lestari", "Galih Permana"];

    /// Two segments with some hundred articles, every seventh of the first removed.
    fn snapshot_in(dir: &std::path::Path) -> Snapshot {
        let lock = index::lock(dir).expect("nobody has it");
        let index = Index::create(dir, &lock).expect("an index");
        let mut writer = Writer::new(&index, &lock, 20_000_000, 1).expect("a writer");
        for number in 0..500_u64 {
            let name = NAMES[(number % 4) as usize];
            let text = format!(
                "JAKARTA - Harga beras naik {}. Pasar di Jepang ramai.\n\"Beras cukup untuk bulan {},\" kata {name}.\nBantuan Rp {number} juta datang.",
                if number % 3 == 0 { "lagi" } else { "sedikit" },
                number % 5,
            );
            let raw = RawArticle {
                path: format!("{number}.txt"),
                title: Some(format!("Kabar {}", number % 9)),
                text,
                published: Some(format!("20{:02}-03-01", number % 20)),
                source: Some(format!("Koran {}", number % 6)),
                ..RawArticle::default()
            };
            let extracted = extract(raw);
            writer
                .add_article(
                    &extracted,
                    &Belonging {
                        file: number,
                        story: number / 2,
                        first: number % 2 == 0,
                        added: 0,
                    },
                )
                .expect("it is taken");
            if number == 300 {
                writer.commit(&Payload::default()).expect("it is written");
                (0..300).step_by(7).for_each(|gone| writer.remove_file(gone));
            }
        }
        writer.commit(&Payload::default()).expect("it is written");
        writer.finish().expect("it ends");
        index.put_in_use(&lock).expect("it is written");
        index.snapshot().expect("it can be read")
    }

    #[test]
    fn an_archive_in_small_stretches_holds_what_it_holds_as_a_whole() {
        let dir = tempfile::tempdir().expect("a folder");
        let snapshot = snapshot_in(dir.path());
        let whole: Vec<Stretch> = snapshot
            .searcher
            .segment_readers()
            .iter()
            .zip(0..)
            .map(|(reader, segment)| Stretch {
                segment,
                docs: 0..reader.max_doc(),
            })
            .collect();
        assert!(whole.len() > 1, "there are several segments");
        let small: Vec<Stretch> = whole
            .iter()
            .flat_map(|all| {
                (0..all.docs.end).step_by(97).map(|start| Stretch {
                    segment: all.segment,
                    docs: start..all.docs.end.min(start + 97),
                })
            })
            .collect();
        let axes = [
            Axis::Speaker,
            Axis::Source,
            Axis::Year,
            Axis::Country,
            Axis::Amount,
            Axis::Region,
        ];
        let mut found_some = 0;
        for scope in [Scope::Articles, Scope::Statements] {
            for text in [
                "*",
                "beras",
                "\"harga beras\"",
                "be*",
                "bers~",
                "{beras naik}",
                "quote:beras",
                "quote:\"beras cukup\"",
                "speaker:ratri",
                "{speaker:bagas quote:beras}",
                "country:JP lagi",
                "amount:>=\"Rp 300 juta\"",
                "date:2003..2009",
                "-lagi kabar",
                "title:kabar^2 OR (naik -source:\"Koran 1\")",
                "role:*",
            ] {
                let (condition, _) = resolve(&parse(text).node, scope);
                let until = Deadline::none();
                let query = lower(&condition, snapshot.columns(), scope, &Weights::default(), &until);
                for sort in [Sort::Relevance, Sort::Oldest] {
                    let hits = Hits {
                        scope,
                        wanted: Wanted {
                            sort,
                            decay: None,
                            by_story: false,
                            keep: Some(15),
                            after: None,
                        },
                        facets: axes.to_vec(),
                        crossed: Some((Axis::Speaker, Axis::Year)),
                        until: until.clone(),
                    };
                    // Asked again and again, so that columns are read from the index and from what is kept.
                    let answers = [&whole, &small, &whole, &small].map(|stretches| {
                        let all = hits.collect_in(&snapshot, &*query, stretches).expect("it can be read");
                        let kept = Kept::of(&snapshot);
                        let counts = axes.iter().zip(all.facets);
                        let counts = counts.map(|(axis, counting)| counting.finish(*axis, kept.dictionary(*axis)));
                        let counts: Vec<_> = counts.map(|counts| (counts.with_value(), counts.buckets())).collect();
                        let mut crossed: Vec<_> = all.crossed.into_iter().collect();
                        crossed.sort_unstable();
                        let ranked = merge(&snapshot, all.segments, Some(15), false).expect("it can be read");
                        (all.num_hits, counts, crossed, ranked)
                    });
                    found_some += usize::from(answers[0].0 > 0);
                    for other in &answers[1..] {
                        assert_eq!(&answers[0], other, "{text}, {scope:?}, {sort:?}");
                    }
                }
            }
        }
        assert!(found_some > 40, "only {found_some} searches found something");
    }
}
