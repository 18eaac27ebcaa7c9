//! How many searches run at once, and for how long: a slow one, or many, stop nobody else.
//!
//! There are three lanes. Work begins in the quick one, where most of it is done in milliseconds. Where others wait there, work that takes
//! longer is stopped and begun again in the long lane, in which few run at once: so whoever asks something easy waits for as long as
//! quick work takes, however much slow work is there. What a page can do without has a lane of its own, and little patience: where much
//! is asked it is left out before anybody is sent away.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::ask::Deadline;

/// How many wait in a lane; who comes later is told to come again. As many as there are connections at most.
const WAITING: usize = 256;
/// How long somebody waits for a turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long that is waited for which a page can do without.
const LITTLE: Duration = Duration::from_secs(2);
/// How long work has the quick lane to itself while others wait.
const QUICK: Duration = Duration::from_millis(50);
/// How often it is looked whether others wait.
const LOOK: Duration = Duration::from_millis(10);

/// Why work was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Too many wait, or for too long.
    Busy,
    /// It took too long.
    TooSlow,
    /// It panicked.
    Panicked,
}

/// How work went.
#[derive(Debug, PartialEq, Eq)]
pub enum Work<T> {
    Done(T),
    /// Its deadline passed.
    Stopped,
}

/// Work that is late or unwanted learns of it by its [`Deadline`]. Once its answer has begun it cannot begin again.
pub struct Until {
    pub deadline: Deadline,
    begun: Arc<AtomicBool>,
    turn: Mutex<Option<OwnedSemaphorePermit>>,
}

impl Until {
    /// The answer has begun: from now on nobody asks for the turn.
    pub fn begin(&self) {
        self.begun.store(true, Ordering::Release);
    }

    /// The work waits for its reader from now on: somebody else may have the turn.
    pub fn let_go(&self) {
        drop(self.turn.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// Those who may work at once, and those who wait for it.
#[derive(Clone)]
struct Lane {
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    patience: Duration,
}

/// One who waits; they are counted as long as they do.
struct Waiting(Arc<AtomicUsize>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Stops work that nobody waits for any more.
struct Wanted(Arc<AtomicBool>);

impl Drop for Wanted {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Lane {
    fn with(at_once: usize, patience: Duration) -> Lane {
        Lane {
            patience,
            turns: Arc::new(Semaphore::new(at_once)),
            waiting: Arc::new(AtomicUsize::new(0)),
        }
    }

    /// Waits for a turn, in the order of coming.
    async fn turn(&self) -> Result<OwnedSemaphorePermit, Refused> {
        if let Ok(turn) = Arc::clone(&self.turns).try_acquire_owned() {
            return Ok(turn);
        }
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= WAITING {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Refused::Busy);
        }
        let _waits = Waiting(Arc::clone(&self.waiting));
        let turn = tokio::time::timeout(self.patience, Arc::clone(&self.turns).acquire_owned());
        turn.await.ok().and_then(Result::ok).ok_or(Refused::Busy)
    }

    fn somebody_waits(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }
}

/// Admission of searches.
#[derive(Clone)]
pub struct Limits {
    quick: Lane,
    long: Lane,
    beside: Lane,
    pub at_once: usize,
    /// How long a search may take once it has begun.
    pub deadline: Duration,
}

/// Where work begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    Quick,
    Long,
    /// A page can do without it.
    Beside,
}

impl Limits {
    /// Four quick searches for each core at once, a long one, and one beside a page.
    pub fn new(deadline: Duration) -> Limits {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Limits::with(cores * 4, deadline)
    }

    pub fn with(at_once: usize, deadline: Duration) -> Limits {
        Limits {
            quick: Lane::with(at_once, PATIENCE),
            long: Lane::with(at_once.div_ceil(4), PATIENCE),
            beside: Lane::with(at_once.div_ceil(4), LITTLE),
            at_once,
            deadline,
        }
    }

    /// Does work on a thread of its own, in turn and within the deadline, of which it is told; it is stopped where the caller goes
    /// away. Work that is stopped in the quick lane is begun again in the long one, unless its answer has begun.
    ///
    /// # Errors
    /// `Refused`.
    pub async fn run<T: Send + 'static>(
        &self,
        begin: Begin,
        work: impl Fn(&Until) -> Work<T> + Send + Sync + 'static,
    ) -> Result<T, Refused> {
        let work = Arc::new(work);
        let began = Instant::now();
        if begin == Begin::Quick {
            match self.once(&self.quick, Arc::clone(&work), true).await? {
                Work::Done(done) => return Ok(done),
                Work::Stopped if began.elapsed() >= self.deadline => return Err(Refused::TooSlow),
                Work::Stopped => {}
            }
        }
        let lane = match begin {
            Begin::Quick | Begin::Long => &self.long,
            Begin::Beside => &self.beside,
        };
        match self.once(lane, work, false).await? {
            Work::Done(done) => Ok(done),
            Work::Stopped => Err(Refused::TooSlow),
        }
    }

    async fn once<T: Send + 'static>(
        &self,
        lane: &Lane,
        work: Arc<impl Fn(&Until) -> Work<T> + Send + Sync + 'static>,
        gives_way: bool,
    ) -> Result<Work<T>, Refused> {
        let turn = lane.turn().await?;
        let stop = Wanted(Arc::new(AtomicBool::new(false)));
        let until = Until {
            deadline: Deadline::after(self.deadline).or_when(Arc::clone(&stop.0)),
            begun: Arc::default(),
            // Work that does not look at its deadline keeps its turn until it ends.
            turn: Mutex::new(Some(turn)),
        };
        let begun = Arc::clone(&until.begun);
        let mut running = tokio::task::spawn_blocking(move || work(&until));
        let late = tokio::time::Instant::now() + self.deadline;
        if gives_way {
            let mut look = tokio::time::interval(LOOK);
            let began = Instant::now();
            loop {
                tokio::select! {
                    biased;
                    done = &mut running => return done.map_err(|_| Refused::Panicked),
                    () = tokio::time::sleep_until(late) => return Ok(Work::Stopped),
                    _ = look.tick() => {}
                }
                if began.elapsed() >= QUICK && lane.somebody_waits() && !begun.load(Ordering::Acquire) {
                    stop.0.store(true, Ordering::Relaxed);
                    break;
                }
            }
        }
        match tokio::time::timeout_at(late, running).await {
            Err(_) => Ok(Work::Stopped),
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
            .max_blocking_threads(64)
            .build()
            .expect("a runtime")
    }

    /// Work that takes so long, and looks at its deadline.
    fn slow(time: Duration) -> impl Fn(&Until) -> Work<()> + Send + Sync + 'static {
        move |until| {
            let end = Instant::now() + time;
            while Instant::now() < end {
                if until.deadline.has_passed() {
                    return Work::Stopped;
                }
                std::thread::sleep(Duration::from_millis(1));
            }
            Work::Done(())
        }
    }

    #[test]
    fn slow_work_is_late_and_the_next_one_is_not() {
        runtime().block_on(async {
            let limits = Limits::with(2, Duration::from_millis(50));
            let late = limits.run(Begin::Quick, slow(Duration::from_secs(3)));
            assert_eq!(late.await, Err(Refused::TooSlow));
            let deaf = limits.run(Begin::Quick, |_| {
                std::thread::sleep(Duration::from_millis(300));
                Work::Done(())
            });
            assert_eq!(deaf.await, Err(Refused::TooSlow));
            let patient = Limits {
                deadline: Duration::from_secs(30),
                ..limits
            };
            assert_eq!(patient.run(Begin::Long, |_| Work::Done(7)).await, Ok(7));
            let panics = patient.run(Begin::Quick, |_| -> Work<()> { panic!("on purpose") });
            assert_eq!(panics.await, Err(Refused::Panicked));
        });
    }

    /// S16: somebody who asks something easy does not wait for 64 who ask something slow.
    #[test]
    fn much_slow_work_stops_no_quick_work() {
        runtime().block_on(async {
            let limits = Limits::with(8, Duration::from_secs(2));
            let many: Vec<_> = (0..64)
                .map(|_| {
                    let limits = limits.clone();
                    tokio::spawn(async move { limits.run(Begin::Quick, slow(Duration::from_secs(30))).await })
                })
                .collect();
            tokio::time::sleep(Duration::from_millis(20)).await;
            let began = Instant::now();
            assert_eq!(limits.run(Begin::Quick, |_| Work::Done(7)).await, Ok(7));
            assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
            for one in many {
                let refused = one.await.expect("it ends");
                assert!(matches!(refused, Err(Refused::TooSlow | Refused::Busy)), "{refused:?}");
            }
        });
    }

    /// An answer that has begun goes on, whoever waits.
    #[test]
    fn what_has_begun_to_answer_is_not_begun_again() {
        runtime().block_on(async {
            let limits = Limits::with(1, Duration::from_secs(20));
            let times = Arc::new(AtomicUsize::new(0));
            let answering = {
                let (limits, times) = (limits.clone(), Arc::clone(&times));
                tokio::spawn(async move {
                    let work = move |until: &Until| {
                        times.fetch_add(1, Ordering::Relaxed);
                        until.begin();
                        slow(Duration::from_millis(300))(until)
                    };
                    limits.run(Begin::Quick, work).await
                })
            };
            tokio::time::sleep(Duration::from_millis(20)).await;
            assert_eq!(limits.run(Begin::Quick, |_| Work::Done(1)).await, Ok(1));
            assert_eq!(answering.await.expect("it ends"), Ok(()));
            assert_eq!(times.load(Ordering::Relaxed), 1);
        });
    }

    /// Whoever waits for a slow reader keeps no turn from others.
    #[test]
    fn a_turn_that_is_let_go_is_somebody_elses() {
        runtime().block_on(async {
            let limits = Limits::with(1, Duration::from_secs(20));
            let (ends, end) = std::sync::mpsc::channel::<()>();
            let end = Mutex::new(end);
            let writes = {
                let limits = limits.clone();
                tokio::spawn(async move {
                    let work = move |until: &Until| {
                        until.begin();
                        until.let_go();
                        let _ = end.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        Work::Done(())
                    };
                    limits.run(Begin::Quick, work).await
                })
            };
            tokio::task::yield_now().await;
            assert_eq!(limits.run(Begin::Quick, |_| Work::Done(7)).await, Ok(7));
            ends.send(()).expect("it waits");
            assert_eq!(writes.await.expect("it ends"), Ok(()));
        });
    }

    #[test]
    fn who_comes_when_too_many_wait_is_sent_away() {
        runtime().block_on(async {
            let lane = Lane::with(1, Duration::from_secs(5));
            let turn = lane.turn().await.expect("the first has its turn");
            let waiting: Vec<_> = (0..WAITING)
                .map(|_| {
                    let lane = lane.clone();
                    tokio::spawn(async move { lane.turn().await.map(drop) })
                })
                .collect();
            while lane.waiting.load(Ordering::Relaxed) < WAITING {
                tokio::task::yield_now().await;
            }
            assert_eq!(lane.turn().await.map(drop), Err(Refused::Busy));
            drop(turn);
            for one in waiting {
                assert_eq!(one.await.expect("it ends"), Ok(()));
            }
            assert_eq!(lane.waiting.load(Ordering::Relaxed), 0);
        });
    }

    /// Work stops soon after the one who wanted it went away.
    #[test]
    fn work_that_nobody_waits_for_stops() {
        runtime().block_on(async {
            let limits = Limits::with(1, Duration::from_secs(30));
            let gone = tokio::time::timeout(
                Duration::from_millis(30),
                limits.run(Begin::Quick, slow(Duration::from_secs(30))),
            );
            assert!(gone.await.is_err(), "it takes longer");
            let began = Instant::now();
            assert_eq!(limits.run(Begin::Quick, |_| Work::Done(7)).await, Ok(7));
            assert!(began.elapsed() < Duration::from_millis(500), "{:?}", began.elapsed());
        });
    }
}
