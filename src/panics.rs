//! Calling into libraries that may panic over damaged bytes. What they say stays with the caller, who knows what was damaged, and is not
//! printed between the lines of a command.

use std::any::Any;
use std::backtrace::Backtrace;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

thread_local! {
    /// What was said in the panics of this thread, while it listens.
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A panic that was caught.
pub struct Panic {
    /// What was said, with the place in the program.
    pub said: String,
    /// To go on with: [`panic::resume_unwind`].
    pub payload: Box<dyn Any + Send>,
}

impl Panic {
    /// What was said, without the place: one line.
    pub fn message(&self) -> &str {
        let said = self
            .payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| self.payload.downcast_ref::<&str>().copied())
            .unwrap_or("it ended in the middle");
        said.lines().next().unwrap_or_default()
    }
}

/// Puts a hook before the one that is there, once for the process: what is said in a thread that listens is kept for it, all else is
/// said as before.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            let is_kept = SAID.try_with(|said| match &mut *said.borrow_mut() {
                Some(said) => {
                    said.push_str(&format!("{panic}\n{}\n", Backtrace::capture()));
                    true
                }
                None => false,
            });
            if !is_kept.unwrap_or(false) {
                usual(panic);
            }
        }));
    });
}

/// Calls `work` and catches a panic in it. Many threads may do so at once, and one inside another; each hears its own.
///
/// What `work` changed may be half changed after a panic: it is not to be used on.
///
/// # Errors
/// The panic.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    listen();
    // A thread that listens while it listens hears its own panics only.
    let outer = SAID.replace(Some(String::new()));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let said = SAID.replace(outer).unwrap_or_default();
    result.map_err(|payload| Panic { said, payload })
}

/// Lets threads that help one that listens be heard by it.
pub struct Listener {
    listens: bool,
}

/// What a helping thread came to: its result, or how it ended.
pub struct Heard<T> {
    said: String,
    result: thread::Result<T>,
}

impl Listener {
    /// Of the thread that asks for help.
    pub fn here() -> Listener {
        Listener {
            listens: SAID.with_borrow(Option::is_some),
        }
    }

    /// Works in a helping thread. A panic is kept for the thread that asked.
    pub fn run<T>(&self, work: impl FnOnce() -> T) -> Heard<T> {
        let outer = self.listens.then(|| SAID.replace(Some(String::new())));
        let result = panic::catch_unwind(AssertUnwindSafe(work));
        let said = outer.and_then(|outer| SAID.replace(outer)).unwrap_or_default();
        Heard { said, result }
    }

    /// The result, in the thread that asked; a panic goes on there.
    pub fn hear<T>(&self, heard: Heard<T>) -> T {
        SAID.with_borrow_mut(|said| said.iter_mut().for_each(|said| said.push_str(&heard.said)));
        heard.result.unwrap_or_else(|panic| panic::resume_unwind(panic))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn threads_that_panic_at_once_hear_each_their_own() {
        let both = Barrier::new(2);
        let said = |word: &str| {
            let result: Result<(), Panic> = caught(|| {
                both.wait();
                panic!("{word}")
            });
            let panic: Panic = result.expect_err("it panicked");
            assert_eq!(panic.message(), word);
            panic.said
        };
        let [one, two] = thread::scope(|scope| {
            let heard = ["satu", "dua"].map(|word| scope.spawn(move || said(word)));
            heard.map(|thread| thread.join().expect("it is caught"))
        });
        assert!(one.contains("satu") && !one.contains("dua"), "{one}");
        assert!(two.contains("dua") && !two.contains("satu"), "{two}");
        assert!(SAID.take().is_none(), "it listens no longer");
    }

    #[test]
    fn a_thread_that_helps_is_heard_by_the_one_that_listens() {
        let result: Result<(), Panic> = caught(|| {
            let listener = Listener::here();
            let heard = thread::scope(|scope| scope.spawn(|| listener.run(|| panic!("satu"))).join());
            listener.hear(heard.expect("it is caught"))
        });
        let panic: Panic = result.expect_err("it panicked");
        assert!(panic.said.contains("satu"), "{}", panic.said);
        assert_eq!(panic.message(), "satu");
        assert_eq!(Listener::here().hear(Listener::here().run(|| 1)), 1);
    }
}
