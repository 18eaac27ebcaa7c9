//! An engine that decides less by its index than the one that there is: what it leaves is verified on the stored records, and the
//! answers are the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use warta::article::Article;
use warta::engine::{self, Address, Archive, Axis, Counts, Decided, Found, PersonCount, Place, Ranked, Request, Sort};
use warta::error::Result;
use warta::fields::FieldId;
use warta::index::ledger::FileRow;
use warta::index::memo::Memo;
use warta::index::stats::Stats;
use warta::index::{Snapshot, SnapshotId};
use warta::people::{Register, Who};
use warta::query::condition::{Pattern, Presence};
use warta::query::{Condition, Scope, parse, resolve};

use super::generator::{Dice, Made, index_of, make, query};

/// Knows neither the places of words nor the amounts of a currency, nor whole roles, as a table of terms would.
struct Terms<'s>(&'s Snapshot);

/// What is left of a condition, and whether that is all of it.
fn weaker(condition: &Condition) -> Condition {
    let inside = |inner: &Condition| Box::new(weaker(inner));
    match condition {
        Condition::Text {
            place,
            pattern: Pattern::Phrase(words) | Pattern::Near { words, .. },
        } => Condition::and(
            words
                .iter()
                .map(|word| Condition::Text {
                    place: *place,
                    pattern: Pattern::Word {
                        word: word.clone(),
                        forms: false,
                    },
                })
                .collect(),
        ),
        Condition::Within(_, inner) => match weaker(inner) {
            // What must not stand in one sentence may well stand in another.
            inner if has_not(&inner) => Condition::All,
            inner => inner,
        },
        Condition::Amount(range) => match range.currency {
            Some(currency) => Condition::Currency(currency),
            None => Condition::Has(Presence::Amount),
        },
        Condition::RoleIs(_) => Condition::Has(Presence::Role),
        Condition::And(parts) => Condition::and(parts.iter().map(weaker).collect()),
        Condition::Or(parts) => Condition::Or(parts.iter().map(weaker).collect()),
        Condition::Not(inner) => match weaker(inner) == **inner {
            true => condition.clone(),
            false => Condition::All,
        },
        Condition::Boost(inner, weight) => Condition::Boost(inside(inner), *weight),
        Condition::Statement(inner) => Condition::Statement(inside(inner)),
        Condition::OfArticle(inner) => Condition::OfArticle(inside(inner)),
        other => other.clone(),
    }
}

fn has_not(condition: &Condition) -> bool {
    match condition {
        Condition::Not(_) => true,
        Condition::And(parts) | Condition::Or(parts) => parts.iter().any(has_not),
        Condition::Boost(inner, _) | Condition::Statement(inner) | Condition::OfArticle(inner) => has_not(inner),
        _ => false,
    }
}

impl Archive for Terms<'_> {
    fn id(&self) -> SnapshotId {
        Archive::id(self.0)
    }

    fn people(&self) -> &Arc<Register> {
        Archive::people(self.0)
    }

    fn memo(&self) -> &Memo {
        Archive::memo(self.0)
    }

    fn decides(&self, condition: &Condition, _: Scope) -> Decided {
        match weaker(condition) {
            all if all == *condition => Decided::Wholly,
            weaker => Decided::Weaker(weaker),
        }
    }

    fn find(&self, condition: &Condition, request: &Request, axes: &[Axis]) -> Result<(Found, Vec<Counts>)> {
        assert_eq!(weaker(condition), *condition, "it is asked for what it decides");
        Archive::find(self.0, condition, request, axes)
    }

    fn part(&self, address: Address) -> Result<(Address, Option<usize>)> {
        Archive::part(self.0, address)
    }

    fn article(&self, address: Address) -> Result<(Article, Option<usize>)> {
        Archive::article(self.0, address)
    }

    fn story(&self, article: Address) -> Result<Option<u64>> {
        Archive::story(self.0, article)
    }

    fn same_story(&self, article: Address) -> Result<Vec<Address>> {
        Archive::same_story(self.0, article)
    }

    fn added(&self, address: Address) -> Result<Option<i64>> {
        Archive::added(self.0, address)
    }

    fn newest(&self) -> Result<Option<i64>> {
        Archive::newest(self.0)
    }

    fn stats(&self) -> Result<Stats> {
        Archive::stats(self.0)
    }

    fn files(&self) -> Result<Option<Vec<FileRow>>> {
        Archive::files(self.0)
    }

    fn place(&self, hit: &Ranked) -> Result<Place> {
        Archive::place(self.0, hit)
    }

    fn values(&self, field: FieldId) -> Result<BTreeSet<String>> {
        Archive::values(self.0, field)
    }

    fn frequency(&self, field: FieldId, term: &str) -> Result<u64> {
        Archive::frequency(self.0, field, term)
    }

    fn alike(&self, field: FieldId, word: &str, distance: u8) -> Result<Vec<(String, u64)>> {
        Archive::alike(self.0, field, word, distance)
    }

    fn persons(&self, wanted: &dyn Fn(&str, Who) -> bool) -> Result<Vec<PersonCount>> {
        Archive::persons(self.0, wanted)
    }
}

const AXES: [Axis; 12] = [
    Axis::Speaker,
    Axis::Role,
    Axis::Source,
    Axis::Country,
    Axis::About,
    Axis::Region,
    Axis::Currency,
    Axis::Amount,
    Axis::Year,
    Axis::Month,
    Axis::Language,
    Axis::Author,
];

#[test]
fn what_an_engine_does_not_decide_is_verified_on_the_records() {
    let mut dice = Dice(90_210);
    let made: Vec<Made> = (0..60).map(|number| make(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let index = index_of(&made, dir.path());
    let snapshot = index.snapshot().expect("it can be read");
    let second = Terms(&snapshot);
    let (mut verified, mut found_some) = (0, 0);
    for number in 0..240 {
        let text = query(&mut dice, 2);
        let scope = [Scope::Articles, Scope::Statements][number % 2];
        let (condition, _) = resolve(&parse(&text).node, scope);
        // Scores are those of what the engine decides.
        let request = Request {
            sort: Sort::Newest,
            offset: number % 3,
            limit: [Some(7), None, Some(0)][number % 3],
            stories: number % 5 == 0,
            crossed: Some((Axis::Speaker, Axis::Year)),
            ..Request::new(scope)
        };
        let answer = |archive: &dyn Archive, request: &Request| {
            let (found, counts) = engine::find(archive, &condition, request, &AXES).expect("it can be searched");
            let hits: Vec<(Address, Option<u64>)> =
                found.ranked.iter().map(|hit| (hit.address, hit.reprints)).collect();
            let last = found
                .ranked
                .last()
                .map(|hit| archive.place(hit).expect("it has a place"));
            let counts: Vec<_> = counts
                .iter()
                .map(|counts| (counts.with_value(), counts.buckets()))
                .collect();
            let totals = (found.num_hits, found.articles, found.more);
            ((totals, hits, found.crossed, counts), last)
        };
        let (wanted, last) = answer(&snapshot, &request);
        let (found, _) = answer(&second, &request);
        assert_eq!(found, wanted, "{text}, {scope:?}");
        // The page behind that one.
        let next = Request { after: last, ..request };
        assert_eq!(
            answer(&second, &next).0,
            answer(&snapshot, &next).0,
            "{text}, {scope:?}, the next page"
        );
        if second.decides(&condition, scope) != Decided::Wholly {
            verified += 1;
            found_some += usize::from(found.0.0 > 0);
        }
    }
    assert!(
        verified > 60 && found_some > 20,
        "{verified} were verified, {found_some} found something"
    );
}
