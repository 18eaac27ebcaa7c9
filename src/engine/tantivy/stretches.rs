//! A search in parts: stretches of the archive's documents, looked through on all cores.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::LazyLock;
use std::thread;

use tantivy::{DocId, Searcher, SegmentOrdinal};

use crate::panics::Listener;

/// Documents of one segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub segment: SegmentOrdinal,
    pub docs: Range<DocId>,
}

/// An archive of fewer documents is looked through before another thread has begun.
const SMALL: u64 = 50_000;

static THREADS: LazyLock<usize> = LazyLock::new(|| {
    thread::available_parallelism()
        .map_or(1, NonZeroUsize::get)
        .min(MOST_THREADS)
});

/// More would wait for memory.
const MOST_THREADS: usize = 16;

static POOL: LazyLock<Option<rayon::ThreadPool>> = LazyLock::new(|| {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(*THREADS)
        .thread_name(|i| format!("search-{i}"));
    pool.build().ok()
});

/// The archive in stretches, in their order: its segments, those that are too large for one core in as many parts as there are cores.
pub fn stretches(searcher: &Searcher) -> Vec<Stretch> {
    let sizes: Vec<DocId> = searcher
        .segment_readers()
        .iter()
        .map(|reader| reader.max_doc())
        .collect();
    cut(&sizes, *THREADS)
}

fn cut(sizes: &[DocId], threads: usize) -> Vec<Stretch> {
    let all: u64 = sizes.iter().map(|size| u64::from(*size)).sum();
    let share = (all / threads.max(1) as u64).max(SMALL);
    let mut out = Vec::with_capacity(sizes.len() + threads);
    for (size, segment) in sizes.iter().zip(0..) {
        let parts = match u64::from(*size) > share {
            true => threads as u64,
            false => 1,
        };
        let bound = |part: u64| (u64::from(*size) * part / parts) as DocId;
        out.extend((0..parts).map(|part| Stretch {
            segment,
            docs: bound(part)..bound(part + 1),
        }));
    }
    out
}

/// Does `work` for each stretch, on all cores where that is worth it; the results in the order of the stretches.
///
/// # Errors
/// The first of them.
pub fn each<T: Send, E: Send>(
    stretches: &[Stretch],
    work: &(impl Fn(&Stretch) -> Result<T, E> + Sync),
) -> Result<Vec<T>, E> {
    let docs: u64 = stretches
        .iter()
        .map(|stretch| u64::from(stretch.docs.end - stretch.docs.start))
        .sum();
    let pool = POOL
        .as_ref()
        .filter(|_| docs > SMALL && stretches.len() > 1 && *THREADS > 1);
    let Some(pool) = pool else {
        return stretches.iter().map(work).collect();
    };
    // The largest first, so that none is left for one core at the end.
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(stretches[*at].docs.len()));
    let mut results: Vec<Option<Result<T, E>>> = stretches.iter().map(|_| None).collect();
    let listener = Listener::here();
    let (sender, receiver) = crossbeam_channel::unbounded();
    pool.scope_fifo(|scope| {
        for at in order {
            let (sender, listener) = (sender.clone(), &listener);
            scope.spawn_fifo(move |_| {
                // Whoever receives waits until all is done.
                let _ = sender.send((at, listener.run(|| work(&stretches[at]))));
            });
        }
    });
    drop(sender);
    for (at, result) in receiver {
        results[at] = Some(listener.hear(result));
    }
    results.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_segment_is_cut_so_that_all_cores_have_work() {
        let bounds = |sizes: &[DocId], threads| -> Vec<(u32, Range<DocId>)> {
            cut(sizes, threads).into_iter().map(|s| (s.segment, s.docs)).collect()
        };
        assert_eq!(bounds(&[100, 20], 2), [(0, 0..100), (1, 0..20)], "it is small");
        assert_eq!(
            bounds(&[50_000, 700_001, 10], 2),
            [(0, 0..50_000), (1, 0..350_000), (1, 350_000..700_001), (2, 0..10)]
        );
        assert_eq!(bounds(&[700_000], 1), [(0, 0..700_000)]);
        assert!(bounds(&[], 2).is_empty());
    }

    #[test]
    fn results_come_in_the_order_of_the_stretches() {
        let stretches = cut(&[90_000, 400_000, 30, 200_000], 4);
        let segments = each(&stretches, &|stretch| {
            Ok::<_, ()>((stretch.segment, stretch.docs.start))
        });
        let segments = segments.expect("nothing fails");
        assert_eq!(segments.len(), stretches.len());
        assert!(segments.is_sorted());
        let failed = each(&stretches, &|stretch| match stretch.segment {
            2 => Err("the third"),
            segment => Ok(segment),
        });
        assert_eq!(failed, Err("the third"));
    }
}
