//! What was found out about a snapshot, kept for whoever asks the same again: a snapshot never changes.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// How many results are kept; the one that was not asked for for the longest time goes first.
const MOST: usize = 64;

/// Results by what was asked.
#[derive(Default)]
pub struct Memo {
    /// The one that was asked for last stands last.
    kept: Mutex<Vec<(String, Arc<dyn Any + Send + Sync>)>>,
}

impl Memo {
    /// What is kept of this question.
    pub fn get<T: Any + Send + Sync>(&self, question: &str) -> Option<Arc<T>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(known, _)| known == question)?;
        let found = kept.remove(at);
        let result = found.1.clone();
        kept.push(found);
        result.downcast().ok()
    }

    /// Keeps a result.
    pub fn put<T: Any + Send + Sync>(&self, question: String, result: Arc<T>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| *known != question);
        if kept.len() == MOST {
            kept.remove(0);
        }
        kept.push((question, result));
    }
}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_asked_for_last_are_kept() {
        let memo = Memo::default();
        for number in 0..MOST {
            memo.put(number.to_string(), Arc::new(number));
        }
        assert_eq!(memo.get::<usize>("0").as_deref(), Some(&0));
        memo.put("one more".to_owned(), Arc::new(1_usize));
        assert_eq!(memo.get::<usize>("1"), None, "it was not asked for");
        assert_eq!(memo.get::<usize>("0").as_deref(), Some(&0));
        assert_eq!(memo.get::<u8>("0"), None, "it is something else");
    }
}
