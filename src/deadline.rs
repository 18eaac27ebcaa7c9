//! Until when somebody waits for an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Until when somebody waits: for ever, until an instant, or until told otherwise. Copies share what they are told.
#[derive(Clone, Debug, Default)]
pub struct Deadline {
    until: Option<Instant>,
    stopped: Option<Arc<AtomicBool>>,
}

impl Deadline {
    /// For ever.
    pub fn none() -> Deadline {
        Deadline::default()
    }

    /// For so long from now on.
    pub fn after(time: Duration) -> Deadline {
        Deadline {
            until: Instant::now().checked_add(time),
            stopped: None,
        }
    }

    /// No longer once the flag is set: whoever asked went away.
    pub fn or_when(self, stopped: Arc<AtomicBool>) -> Deadline {
        Deadline {
            stopped: Some(stopped),
            ..self
        }
    }

    /// Nothing can make it pass.
    pub fn is_none(&self) -> bool {
        self.until.is_none() && self.stopped.is_none()
    }

    /// Nobody waits any more.
    pub fn has_passed(&self) -> bool {
        let stopped = self
            .stopped
            .as_ref()
            .is_some_and(|stopped| stopped.load(Ordering::Relaxed));
        stopped || self.until.is_some_and(|until| Instant::now() >= until)
    }

    /// How long somebody still waits; `None` where no instant was named.
    pub fn left(&self) -> Option<Duration> {
        self.until.map(|until| until.saturating_duration_since(Instant::now()))
    }

    /// Looks at the clock once in so many steps.
    pub fn every(&self, steps: u32) -> Watch {
        Watch {
            deadline: self.clone(),
            steps,
            left: steps,
            has_passed: false,
        }
    }
}

/// A [`Deadline`] that is looked at in a loop: rarely, since to look costs more than a step.
#[derive(Clone, Debug)]
pub struct Watch {
    deadline: Deadline,
    steps: u32,
    left: u32,
    has_passed: bool,
}

impl Watch {
    /// A step was made: whether nobody waits any more. Once it has passed it stays so.
    pub fn step(&mut self) -> bool {
        self.left -= 1;
        if self.left == 0 {
            self.left = self.steps;
            self.has_passed = self.has_passed || self.deadline.has_passed();
        }
        self.has_passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_passes_with_time_or_when_told() {
        assert!(!Deadline::none().has_passed());
        assert!(Deadline::after(Duration::ZERO).has_passed());
        let gone = Arc::new(AtomicBool::new(false));
        let deadline = Deadline::after(Duration::from_secs(3600)).or_when(gone.clone());
        let mut watch = deadline.every(3);
        assert!(!(0..10).any(|_| watch.step()));
        gone.store(true, Ordering::Relaxed);
        assert!(deadline.has_passed());
        assert_eq!(
            (0..3).filter(|_| watch.step()).count(),
            2,
            "it is looked at in every third step"
        );
    }
}
