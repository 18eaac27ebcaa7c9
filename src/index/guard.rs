//! Reading an index whose files were damaged. The engine reads them on the trust that they are as it wrote them, and with other bytes
//! it may panic, or say what only its makers understand; a user should be told which file is damaged. A panic over a good index is a
//! fault of this program and stays one.

use std::backtrace::Backtrace;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

use super::Index;
use crate::error::{Error, ErrorKind};

thread_local! {
    /// What was said in the panics of this thread, while it reads an index.
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Puts a hook before the one that is there, once for the process: what is said in a thread that reads an index is kept for it, all
/// else is said as before.
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

/// What an error of a caller is about.
pub trait AboutIndex {
    /// The error of this program in it, if it is one.
    fn error(&self) -> Option<&Error>;
}

impl AboutIndex for Error {
    fn error(&self) -> Option<&Error> {
        Some(self)
    }
}

/// How reading ended in a panic over an index that is not damaged: a fault of this program.
pub struct Fault {
    /// What was said, with the place in the program.
    pub said: String,
    /// To go on with: [`panic::resume_unwind`].
    pub panic: Box<dyn std::any::Any + Send>,
}

/// Reads the index in `dir`. Many threads may do so at once, each with a damage of its own.
///
/// # Errors
/// Those of `read`; [`ErrorKind::Index`] with the damaged file where it panicked over one. A [`Fault`] where it panicked and no file
/// is damaged.
pub fn reading<T, E: AboutIndex + From<Error>>(
    dir: &Path,
    read: impl FnOnce() -> Result<T, E>,
) -> Result<Result<T, E>, Fault> {
    listen();
    // A thread that reads while it reads hears its own panics only.
    let outer = SAID.replace(Some(String::new()));
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    let said = SAID.replace(outer).unwrap_or_default();
    match result {
        Ok(Err(error)) if error.error().is_some_and(|error| is_of(error, dir)) => {
            Ok(Err(damage(dir).map_or(error, E::from)))
        }
        Ok(result) => Ok(result),
        Err(panic) => match damage(dir) {
            Some(damage) => Ok(Err(damage.into())),
            None => Err(Fault { said, panic }),
        },
    }
}

/// Whether the files of the index gave rise to an error.
fn is_of(error: &Error, dir: &Path) -> bool {
    error.kind == ErrorKind::Index || error.place.starts_with(&*dir.to_string_lossy())
}

/// The damage of an index that opens.
fn damage(dir: &Path) -> Option<Error> {
    Index::open(dir).ok()?.check_bytes().err()
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;

    #[test]
    fn threads_that_panic_at_once_hear_each_their_own() {
        let dir = tempfile::tempdir().expect("a folder");
        let both = Barrier::new(2);
        let said = |word: &str| {
            let result = reading(dir.path(), || -> Result<(), Error> {
                both.wait();
                panic!("{word}")
            });
            result.err().map(|fault| fault.said).unwrap_or_default()
        };
        let [one, two] = thread::scope(|scope| {
            let heard = ["satu", "dua"].map(|word| scope.spawn(move || said(word)));
            heard.map(|thread| thread.join().expect("it is caught"))
        });
        assert!(one.contains("satu") && !one.contains("dua"), "{one}");
        assert!(two.contains("dua") && !two.contains("satu"), "{two}");
        assert!(SAID.take().is_none(), "it listens no longer");
    }
}
