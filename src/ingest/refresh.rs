//! Files that are as they were, but whose articles were understood by other rules or words than the run's.
//!
//! A newer program reads an index on as it is. Each run reads a part of these files anew, so that no run takes much longer than the
//! one before, and after some runs the index is as if made today; `--refresh` does all at once.

use crate::extract::Version;
use crate::index::ledger::Stamp;

/// A run reads anew one of so many bytes of these files.
const SHARE: u64 = 10;
/// It reads at least so many bytes of them: a small archive is done at once.
const LEAST: u64 = 64 << 20;

/// Whether other rules or words than `version` understood a file.
pub fn is_outdated(known: &Stamp, version: Version) -> bool {
    known.rules != version.to_bits()
}

/// Whether a file that was read again is as it was, and only the rules have changed.
pub fn is_all_that_changed(known: &Stamp, now: &Stamp, version: Version) -> bool {
    is_outdated(known, version) && known.fingerprint == now.fingerprint && now.fingerprint != 0
}

/// How much of the outdated files a run may still read anew.
pub struct Budget {
    version: Version,
    bytes: u64,
}

impl Budget {
    /// For a run that knows these files; all of them where `all`.
    pub fn new(known: impl Iterator<Item = Stamp>, version: Version, all: bool) -> Budget {
        let outdated = known.filter(|stamp| is_outdated(stamp, version));
        let total: u64 = outdated.map(|stamp| stamp.size).sum();
        Budget {
            version,
            bytes: if all { u64::MAX } else { (total / SHARE).max(LEAST) },
        }
    }

    /// Whether this file is to be read anew. The first always is, however large, so that every run comes nearer to the end.
    pub fn takes(&mut self, known: &Stamp) -> bool {
        let takes = self.bytes > 0 && is_outdated(known, self.version);
        if takes {
            self.bytes = self.bytes.saturating_sub(known.size);
        }
        takes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Version = Version { rules: 2, lexicon: 0 };

    fn stamp(rules: u64, size: u64) -> Stamp {
        Stamp {
            fingerprint: 1,
            size,
            modified: 1,
            rules,
        }
    }

    #[test]
    fn a_run_reads_a_part_of_what_is_outdated() {
        let files = [stamp(0, LEAST); 100];
        let count = |all: bool| {
            let mut budget = Budget::new(files.into_iter(), NEW, all);
            files.iter().filter(|stamp| budget.takes(stamp)).count()
        };
        assert_eq!(count(false), 10);
        assert_eq!(count(true), 100);
    }

    #[test]
    fn a_file_larger_than_the_share_is_read_and_what_is_current_is_not() {
        let (current, old) = (stamp(NEW.to_bits(), 1), stamp(0, 10 * LEAST));
        let mut budget = Budget::new([current, old].into_iter(), NEW, false);
        assert!(!budget.takes(&current));
        assert!(budget.takes(&old));
        assert!(!budget.takes(&old), "nothing is left");
    }
}
