//! Bodies that come in pieces.

use std::convert::Infallible;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// What breaks a body off: the reader sees that it is not whole.
#[derive(Debug)]
pub struct Cut;

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the answer was cut off")
    }
}

impl std::error::Error for Cut {}

impl From<Infallible> for Cut {
    fn from(never: Infallible) -> Cut {
        match never {}
    }
}

/// A body whose pieces are sent by another thread.
pub struct Pieces(Receiver<Result<Bytes, Cut>>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        self.get_mut()
            .0
            .poll_recv(context)
            .map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}

/// Where the pieces are put in, and the body that they come out of. A few wait for a slow reader; more do not.
pub fn pieces() -> (Sender<Result<Bytes, Cut>>, Pieces) {
    let (sender, receiver) = channel(4);
    (sender, Pieces(receiver))
}

/// How many bytes make a piece.
const PIECE: usize = 64 * 1024;

/// Writes to a body from a thread that may block: it waits for its reader, and fails once the reader is gone.
pub struct Writer<'w> {
    sender: Sender<Result<Bytes, Cut>>,
    buffer: Vec<u8>,
    /// Called before it waits.
    waits: Box<dyn Fn() + 'w>,
}

impl<'w> Writer<'w> {
    pub fn new(sender: Sender<Result<Bytes, Cut>>, waits: impl Fn() + 'w) -> Writer<'w> {
        Writer {
            sender,
            buffer: Vec::new(),
            waits: Box::new(waits),
        }
    }

    /// Breaks the body off.
    pub fn cut(self) {
        (self.waits)();
        let _ = self.sender.blocking_send(Err(Cut));
    }
}

impl Write for Writer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        match self.sender.try_send(Ok(Bytes::from(std::mem::take(&mut self.buffer)))) {
            Ok(()) => Ok(()),
            Err(TrySendError::Closed(_)) => Err(gone()),
            Err(TrySendError::Full(piece)) => {
                (self.waits)();
                self.sender.blocking_send(piece).map_err(|_| gone())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use http_body_util::BodyExt;

    use super::*;

    /// Whoever writes says that it waits before it does, and the answer comes whole all the same.
    #[test]
    fn a_slow_reader_is_waited_for_and_told_of() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime");
        let (sender, pieces) = pieces();
        let waited = Arc::new(AtomicUsize::new(0));
        let writing = {
            let waited = Arc::clone(&waited);
            std::thread::spawn(move || {
                let mut writer = Writer::new(sender, || {
                    waited.fetch_add(1, Ordering::SeqCst);
                });
                for _ in 0..20 {
                    writer.write_all(&[b'x'; PIECE]).expect("somebody reads");
                }
                writer.flush().expect("somebody reads");
            })
        };
        while waited.load(Ordering::SeqCst) == 0 {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        let read = runtime.block_on(pieces.collect()).expect("it comes whole").to_bytes();
        assert_eq!(read.len(), 20 * PIECE);
        writing.join().expect("it ends");
    }

    /// Where the reader went away, writing fails.
    #[test]
    fn nobody_is_written_to() {
        let (sender, pieces) = pieces();
        drop(pieces);
        let mut writer = Writer::new(sender, || {});
        assert!(writer.write_all(&[b'x'; PIECE]).is_err());
    }
}
