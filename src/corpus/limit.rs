//! A reader that stops when one article grows too large.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Bytes that may still be read for the article at hand.
#[derive(Clone)]
pub struct Budget {
    left: Rc<Cell<u64>>,
    whole: u64,
}

impl Budget {
    pub fn new(bytes: u64) -> Budget {
        Budget {
            left: Rc::new(Cell::new(bytes)),
            whole: bytes,
        }
    }

    /// An article is done: the next may be as large again.
    pub fn renew(&self) {
        self.left.set(self.whole);
    }
}

/// Passes bytes on until the budget is spent, then fails with [`TOO_LARGE`].
pub struct Limited<R> {
    inner: R,
    budget: Budget,
}

/// What the error says; [`io::ErrorKind::FileTooLarge`] is its kind.
pub const TOO_LARGE: &str = "an article is larger than `--max-article-size`";

impl<R> Limited<R> {
    pub fn new(inner: R, budget: Budget) -> Limited<R> {
        Limited { inner, budget }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.budget.left.get();
        if left == 0 && !buffer.is_empty() {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, TOO_LARGE));
        }
        let most = buffer.len().min(left.try_into().unwrap_or(usize::MAX));
        let count = self.inner.read(&mut buffer[..most])?;
        self.budget.left.set(left - count as u64);
        Ok(count)
    }
}
