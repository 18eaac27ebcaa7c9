//! Items that their agencies took back. The notice comes in a file of its own, days later, and names the item by its id; the file that
//! brought it is read again without it, so that a file stays the unit of the index and its bookkeeping stays true.

use rustc_hash::FxHashSet;

use crate::index::{Payload, Withdrawal};

/// Bytes of the shortest id that is taken for one of the whole archive.
const SHORTEST: usize = 8;

/// Whether an id is of the item wherever it comes from (`urn:newsml:...`, `tag:...`), and not a number that other dumps have too.
pub fn is_global(id: &str) -> bool {
    id.len() >= SHORTEST && id.contains(|c: char| !c.is_ascii_digit())
}

/// What is withdrawn, by the files that say so.
pub struct Withdrawn {
    ids: FxHashSet<String>,
    /// Ids whose articles may still be in the index.
    due: Vec<String>,
}

impl Withdrawn {
    pub fn of(payload: &Payload) -> Withdrawn {
        let ids = payload.withdrawn.iter().map(|withdrawal| withdrawal.id.clone());
        Withdrawn {
            ids: ids.collect(),
            // The last run ended before it had read all files again.
            due: match payload.withdrawing {
                true => payload
                    .withdrawn
                    .iter()
                    .map(|withdrawal| withdrawal.id.clone())
                    .collect(),
                false => Vec::new(),
            },
        }
    }

    /// The ids whose articles may still be in the index; from now on none are.
    pub fn take_due(&mut self) -> Vec<String> {
        std::mem::take(&mut self.due)
    }

    pub fn has(&self, id: &str) -> bool {
        !self.ids.is_empty() && self.ids.contains(id)
    }

    /// A file is read anew: what it withdraws, it says again.
    pub fn forget(&mut self, file: u64, payload: &mut Payload) {
        let before = payload.withdrawn.len();
        payload.withdrawn.retain(|withdrawal| withdrawal.file != file);
        if payload.withdrawn.len() < before {
            self.ids = payload
                .withdrawn
                .iter()
                .map(|withdrawal| withdrawal.id.clone())
                .collect();
        }
    }

    /// A file says that items are withdrawn.
    pub fn note(&mut self, ids: Vec<String>, file: u64, payload: &mut Payload) {
        for id in ids {
            self.ids.insert(id.clone());
            self.due.push(id.clone());
            payload.withdrawn.push(Withdrawal { id, file });
            payload.withdrawing = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_of_their_dump_alone() {
        assert!(is_global("urn:newsml:kabar.example:20200114:storm"));
        assert!(is_global("kbr-0114-storm"));
        assert!(!is_global("17"));
        assert!(!is_global("20200114001"));
    }
}
