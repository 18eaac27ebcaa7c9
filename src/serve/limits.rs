//! How many searches run at once, and for how long: a slow one, or many, stop nobody else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many searches wait for their turn; who comes later is told to come again.
const WAITING: usize = 32;

/// Why work was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Too many wait.
    Busy,
    /// It took too long.
    TooSlow,
    /// It panicked.
    Panicked,
}

/// Admission of searches.
#[derive(Clone)]
pub struct Limits {
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    pub at_once: usize,
    /// How long a search may take, waiting included.
    pub deadline: Duration,
}

/// One who waits; they are counted as long as they do.
struct Waiting(Arc<AtomicUsize>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Limits {
    /// Four searches for each core at once.
    pub fn new(deadline: Duration) -> Limits {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Limits::with(cores * 4, deadline)
    }

    pub fn with(at_once: usize, deadline: Duration) -> Limits {
        Limits {
            turns: Arc::new(Semaphore::new(at_once)),
            waiting: Arc::new(AtomicUsize::new(0)),
            at_once,
            deadline,
        }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// `Refused::Busy` where too many wait already or none comes in time.
    pub async fn turn(&self) -> Result<OwnedSemaphorePermit, Refused> {
        if let Ok(turn) = Arc::clone(&self.turns).try_acquire_owned() {
            return Ok(turn);
        }
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= WAITING {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Refused::Busy);
        }
        let _waits = Waiting(Arc::clone(&self.waiting));
        let turn = tokio::time::timeout(self.deadline, Arc::clone(&self.turns).acquire_owned());
        turn.await.ok().and_then(Result::ok).ok_or(Refused::Busy)
    }

    /// Does work on a thread of its own, in turn and within the deadline. Work that is late ends by itself, and keeps its turn until then.
    ///
    /// # Errors
    /// `Refused`.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refused> {
        let turn = self.turn().await?;
        let work = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        match tokio::time::timeout(self.deadline, work).await {
            Err(_) => Err(Refused::TooSlow),
            Ok(Err(_)) => Err(Refused::Panicked),
            Ok(Ok(done)) => Ok(done),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .expect("a runtime")
    }

    #[test]
    fn slow_work_is_late_and_the_next_one_is_not() {
        runtime().block_on(async {
            let limits = Limits::with(2, Duration::from_millis(50));
            let slow = limits.run(|| std::thread::sleep(Duration::from_millis(300)));
            assert_eq!(slow.await, Err(Refused::TooSlow));
            let patient = Limits {
                deadline: Duration::from_secs(30),
                ..limits
            };
            assert_eq!(patient.run(|| 7).await, Ok(7));
            assert_eq!(patient.run(|| panic!("on purpose")).await, Err(Refused::Panicked));
        });
    }

    #[test]
    fn who_comes_when_too_many_wait_is_sent_away() {
        runtime().block_on(async {
            let limits = Limits::with(1, Duration::from_secs(5));
            let turn = limits.turn().await.expect("the first has its turn");
            let waiting: Vec<_> = (0..WAITING)
                .map(|_| {
                    tokio::spawn({
                        let limits = limits.clone();
                        async move { limits.turn().await.map(drop) }
                    })
                })
                .collect();
            tokio::task::yield_now().await;
            assert_eq!(limits.turn().await.map(drop), Err(Refused::Busy));
            drop(turn);
            for one in waiting {
                assert_eq!(one.await.expect("it ends"), Ok(()));
            }
            assert_eq!(limits.waiting.load(Ordering::Relaxed), 0);
        });
    }
}
