//! How much of an archive is each person's.

use rustc_hash::FxHashMap;

use super::damage::damaged;
use crate::engine::PersonCount;
use crate::error::Result;
use crate::index::{Snapshot, names};
use crate::people::{Who, key};

/// Counts all persons that `wanted` says, in no order.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn persons_counted(snapshot: &Snapshot, wanted: &dyn Fn(&str, Who) -> bool) -> Result<Vec<PersonCount>> {
    let error = |e: tantivy::TantivyError| damaged(snapshot, &e);
    let mut all: Vec<PersonCount> = Vec::new();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    let mut room = String::new();
    for segment in snapshot.searcher.segment_readers() {
        let fast = segment.fast_fields();
        let Some(values) = fast.str("speaker_value").map_err(error)? else {
            continue;
        };
        let ordinals = fast.u64("ordinal").map_err(error)?;
        let day = fast.i64("day").map_err(error)?;
        // Whose each name of the segment is.
        let mut owners: Vec<Option<usize>> = Vec::with_capacity(values.num_terms());
        let mut keys: Vec<String> = Vec::with_capacity(values.num_terms());
        let mut value = String::new();
        for ord in 0..values.num_terms() as u64 {
            value.clear();
            values.ord_to_str(ord, &mut value).map_err(|e| error(e.into()))?;
            let written = names::parts(&value).1;
            let who = snapshot.people.who_with(written, &mut room);
            let person = names::person(&snapshot.people, &value, &mut room).filter(|_| wanted(written, who));
            owners.push(person.map(|(of, name)| {
                *by_key.entry(of).or_insert_with(|| {
                    all.push(PersonCount {
                        person: match who {
                            Who::Person(person) => Some(person),
                            _ => None,
                        },
                        name: name.to_owned(),
                        ..PersonCount::default()
                    });
                    all.len() - 1
                })
            }));
            keys.push(key(written));
        }
        let mut met: Vec<usize> = Vec::new();
        let mut named: Vec<(usize, &str)> = Vec::new();
        for doc in segment.doc_ids_alive() {
            met.clear();
            named.clear();
            let is_article = match ordinals.first(doc) {
                Some(ordinal) => ordinal == 0,
                None => continue,
            };
            for ord in values.term_ords(doc) {
                let at = ord as usize;
                if let Some(owner) = owners.get(at).copied().flatten() {
                    met.push(owner);
                    named.push((owner, &keys[at]));
                }
            }
            met.sort_unstable();
            met.dedup();
            named.sort_unstable();
            named.dedup();
            let day = day.first(doc);
            for owner in &met {
                let count = &mut all[*owner];
                match is_article {
                    false => count.quotes += 1,
                    true => {
                        count.articles += 1;
                        if let Some(day) = day {
                            let (first, last) = count.days.unwrap_or((day, day));
                            count.days = Some((first.min(day), last.max(day)));
                        }
                    }
                }
            }
            if is_article {
                for (owner, key) in &named {
                    match all[*owner].by_name.get_mut(*key) {
                        Some(count) => *count += 1,
                        None => {
                            all[*owner].by_name.insert((*key).to_owned(), 1);
                        }
                    }
                }
            }
        }
    }
    all.retain(|count| count.articles > 0);
    Ok(all)
}
