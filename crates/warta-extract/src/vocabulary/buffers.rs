//! Memory for the tokens of a text, kept from one article to the next: it is the most that an article needs, and large pieces are what
//! allocators are slowest at.

use std::cell::RefCell;

use crate::tokens::Token;

/// Buffers that a thread keeps: of a body and its title, and one to spare.
const MOST: usize = 3;

/// Tokens of the largest buffer that is kept: about 300 kB of text. One huge article shall not hold its memory for ever.
const LARGEST: usize = 1 << 16;

thread_local! {
    static BUFFERS: RefCell<Vec<Vec<Token>>> = const { RefCell::new(Vec::new()) };
}

/// An empty buffer, one that was given back if there is one.
pub(super) fn take() -> Vec<Token> {
    // While a thread ends there are none.
    let kept = BUFFERS.try_with(|buffers| buffers.borrow_mut().pop());
    kept.ok().flatten().unwrap_or_default()
}

/// Gives the memory of tokens back to this thread.
pub fn give_back(mut tokens: Vec<Token>) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::numbered;

    #[test]
    fn memory_is_used_again_and_nothing_of_the_text_before_is_left() {
        let first = numbered("kata Budi kepada wartawan di rumahnya");
        let memory = first.as_ptr();
        give_back(first);
        let second = numbered("kata Siti");
        assert_eq!((second.as_ptr(), second.len()), (memory, 2));
        let huge = Vec::with_capacity(LARGEST + 1);
        give_back(huge);
        assert_eq!(take().capacity(), 0);
    }
}
