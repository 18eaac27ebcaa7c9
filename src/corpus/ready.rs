//! Bytes that a reader made ready and that are taken from it in pieces.

/// What is ready, and how much of it was taken.
#[derive(Default)]
pub struct Ready {
    bytes: Vec<u8>,
    taken: usize,
}

impl Ready {
    /// Whether all was taken: it is time to [refill](Ready::refill) it.
    pub fn is_taken(&self) -> bool {
        self.taken == self.bytes.len()
    }

    /// The empty buffer to be filled; what was not taken is lost.
    pub fn refill(&mut self) -> &mut Vec<u8> {
        self.bytes.clear();
        self.taken = 0;
        &mut self.bytes
    }

    /// Puts as much as there is and fits into `buffer`, and says how many bytes that was: what [`std::io::Read::read`] asks for.
    pub fn take(&mut self, buffer: &mut [u8]) -> usize {
        let count = buffer.len().min(self.bytes.len() - self.taken);
        buffer[..count].copy_from_slice(&self.bytes[self.taken..self.taken + count]);
        self.taken += count;
        count
    }
}
