//! A reader that stops when one article grows too large, and what errors of reading say.

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

/// Passes bytes on until the budget is spent, then fails with [`TOO_LARGE`] or [`TOO_DENSE`].
pub struct Limited<R> {
    inner: R,
    budget: Budget,
    cause: &'static str,
}

/// What the error says; [`io::ErrorKind::FileTooLarge`] is its kind.
pub const TOO_LARGE: &str = "an article is larger than `--max-article-size`";

/// What the error says of a packed file; see [`unpacked`].
pub const TOO_DENSE: &str = "the packed file unpacks to more than 50 times its size";

/// How many times its size a packed file may unpack to. News text packs to a fifth, a dump of many copies to a twentieth; what
/// is denser is no archive but made to fill the memory.
const DENSEST: u64 = 50;

/// The bytes that a packed file may unpack to in all: [`DENSEST`] times its own, and always one article.
pub fn unpacked(packed: u64, longest: u64) -> u64 {
    packed.saturating_mul(DENSEST).max(longest).saturating_add(1)
}

impl<R> Limited<R> {
    /// For the articles of a file.
    pub fn new(inner: R, budget: Budget) -> Limited<R> {
        let cause = TOO_LARGE;
        Limited { inner, budget, cause }
    }

    /// For a packed file or a container as a whole: its budget is never renewed.
    pub fn dense(inner: R, budget: Budget) -> Limited<R> {
        let cause = TOO_DENSE;
        Limited { inner, budget, cause }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.budget.left.get();
        if left == 0 && !buffer.is_empty() {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, self.cause));
        }
        let most = buffer.len().min(left.try_into().unwrap_or(usize::MAX));
        let count = self.inner.read(&mut buffer[..most])?;
        self.budget.left.set(left - count as u64);
        Ok(count)
    }
}

/// An error of the system, of a packing or of a limit, in the words of this program.
pub fn io_text(text: &str) -> String {
    for cause in [TOO_LARGE, TOO_DENSE] {
        if text.contains(cause) {
            return cause.to_owned();
        }
    }
    let text = text.split(" (os error").next().unwrap_or_default();
    let lower = text.to_lowercase();
    if lower.contains("unexpected end of file") || lower.contains("incomplete frame") {
        return "the packed file ends in the middle".to_owned();
    }
    if lower.contains("corrupt")
        || lower.contains("invalid gzip")
        || lower.contains("deflate")
        || lower.contains("checksum")
    {
        return format!("the packed file is damaged: {lower}");
    }
    let mut chars = text.chars();
    chars
        .next()
        .map(|c| c.to_lowercase().chain(chars).collect())
        .unwrap_or_default()
}
