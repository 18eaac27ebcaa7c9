//! Memory for the tokens of a text, kept from one article to the next: it is the most that an article needs, and large pieces are what
//! allocators are slowest at.

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};

use crate::tokens::Token;

/// Buffers that a thread keeps: of a body and its title, and one to spare.
const MOST: usize = 3;

/// Tokens of the largest buffer that is kept: about 300 kB of text. One huge article shall not hold its memory for ever.
const LARGEST: usize = 1 << 16;

thread_local! {
    static BUFFERS: RefCell<Vec<Vec<Token>>> = const { RefCell::new(Vec::new()) };
}

/// The tokens of a text, from [`numbered`](super::numbered). Their memory goes back to the thread that drops them.
pub struct Tokens(Vec<Token>);

impl Tokens {
    /// An empty buffer, one that was given back if there is one.
    pub(super) fn empty() -> Tokens {
        // While a thread ends there are none.
        let kept = BUFFERS.try_with(|buffers| buffers.borrow_mut().pop());
        Tokens(kept.ok().flatten().unwrap_or_default())
    }

    /// To be filled.
    pub(super) fn buffer(&mut self) -> &mut Vec<Token> {
        &mut self.0
    }
}

impl Deref for Tokens {
    type Target = [Token];
    fn deref(&self) -> &[Token] {
        &self.0
    }
}

impl DerefMut for Tokens {
    fn deref_mut(&mut self) -> &mut [Token] {
        &mut self.0
    }
}

impl Drop for Tokens {
    fn drop(&mut self) {
        let mut tokens = std::mem::take(&mut self.0);
        if tokens.capacity() == 0 || tokens.capacity() > LARGEST {
            return;
        }
        tokens.clear();
        // Where a thread ends its buffers are gone, and this one goes too.
        let _ = BUFFERS.try_with(|buffers| {
            let mut buffers = buffers.borrow_mut();
            if buffers.len() < MOST {
                buffers.push(tokens);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::numbered;

    #[test]
    fn memory_is_used_again_and_nothing_of_the_text_before_is_left() {
        let first = numbered("kata Budi kepada wartawan di rumahnya");
        let memory = first.as_ptr();
        drop(first);
        let second = numbered("kata Siti");
        assert_eq!((second.as_ptr(), second.len()), (memory, 2));
        drop(Tokens(Vec::with_capacity(LARGEST + 1)));
        assert_eq!(Tokens::empty().0.capacity(), 0);
    }
}
