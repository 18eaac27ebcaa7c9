//! Where results go: standard output, how it wants to be written to, or a file.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::error::{Diagnostic, Error, ErrorKind, Result};
use crate::output::Form;
use crate::output::number::count;
use crate::output::terminal::Style;
use crate::output::text;

/// Standard output, buffered.
pub fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(64 << 10, io::stdout().lock())
}

/// What shows on standard error that something goes on, where that is a terminal.
pub fn spinner() -> Option<ProgressBar> {
    if !io::stderr().is_terminal() {
        return None;
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed_precise} {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    Some(bar)
}

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal that has them, unless `NO_COLOR` is set.
    #[default]
    Auto,
    Always,
    Never,
}

/// What `--color` says, for the whole run.
static COLOUR: OnceLock<Colour> = OnceLock::new();

/// Keeps what `--color` says; also for what is written to standard error.
pub fn set_colour(colour: Colour) {
    let _ = COLOUR.set(colour);
    match colour {
        Colour::Auto => {}
        Colour::Always => anstream::ColorChoice::Always.write_global(),
        Colour::Never => anstream::ColorChoice::Never.write_global(),
    }
}

/// How text on standard output is to look.
pub fn style() -> Style {
    let terminal = io::stdout().is_terminal();
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    let width = match terminal {
        true => terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)),
        false => 80,
    };
    Style {
        colour: match COLOUR.get().copied().unwrap_or_default() {
            Colour::Auto => terminal && !no_colour && !dumb,
            Colour::Always => true,
            Colour::Never => false,
        },
        columns: width.max(40),
        // Long lines are hard to read, however wide the terminal.
        width: width.clamp(40, 100),
    }
}

/// Says on standard error what is remarkable about a query.
pub fn remark(typed: &str, diagnostics: &[Diagnostic]) {
    let mut err = io::stderr().lock();
    for diagnostic in diagnostics {
        // Nobody can be told that nobody can be told.
        let _ = text::diagnostic(&mut err, typed, diagnostic);
    }
}

/// Says on standard error that a table is a part of all, where nobody said how much is wanted: whoever counts in it would count wrong. Text
/// says so itself. `before` is how many were left out at the beginning.
pub fn say_part(before: usize, shown: usize, all: u64, noun: &str) {
    if ((before + shown) as u64) < all {
        let (shown, all) = (count(shown as u64), count(all));
        let _ = writeln!(io::stderr(), "note: {shown} of {all} {noun}; `--limit all` writes all");
    }
}

/// The form of a result, and where it goes.
#[derive(clap::Args)]
pub struct To {
    /// The form [default: as the name of FILE ends, else the first of `Formats` below]
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Write into this file; it is there under its name once it is whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl To {
    /// The form that is asked for, by its name or by that of the file.
    pub fn form(&self) -> Option<Form> {
        let ending = || self.output.as_ref()?.extension()?.to_str();
        self.format.or_else(|| ending().and_then(Form::of_ending))
    }

    /// Opens what is written to.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where a file of columns would go to a terminal; [`ErrorKind::Io`] where the file cannot be made.
    pub fn open(&self, form: Form) -> Result<Target> {
        let target = Target::open(self.output.as_deref())?;
        if form == Form::Parquet && matches!(target, Target::Stdout(_)) && io::stdout().is_terminal() {
            let error = Error::new(ErrorKind::Usage, "--format parquet", "a terminal cannot show it");
            return Err(error.with_hint("name a file with `-o FILE.parquet`"));
        }
        Ok(target)
    }

    /// How text is to look there.
    pub fn style(&self) -> Style {
        let plain = Style {
            colour: false,
            ..style()
        };
        if self.output.is_some() { plain } else { style() }
    }
}

const BUFFER: usize = 64 << 10;

/// Standard output, or a file that gets its name once it is whole.
pub enum Target {
    Stdout(BufWriter<io::Stdout>),
    File(Unfinished),
}

/// A file that is being written, under a name of its own beside the one that it will have.
pub struct Unfinished {
    out: BufWriter<File>,
    /// Where it is written; the same as `path` where that is no regular file, such as a pipe.
    part: PathBuf,
    path: PathBuf,
}

impl Target {
    /// The file of this name; standard output for `-` and for none.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where this names no file; [`ErrorKind::Io`] where it cannot be made.
    pub fn open(path: Option<&Path>) -> Result<Target> {
        match path {
            Some(path) if path != Path::new("-") => Target::file(path),
            _ => Ok(Target::Stdout(BufWriter::with_capacity(BUFFER, io::stdout()))),
        }
    }

    /// Where the file is written before it has its name; `None` for what is no file of its own.
    pub fn part(&self) -> Option<PathBuf> {
        match self {
            Target::File(file) if file.part != file.path => Some(file.part.clone()),
            _ => None,
        }
    }

    fn file(path: &Path) -> Result<Target> {
        let special = fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir());
        let part = match (special, path.file_name()) {
            (true, _) => path.to_owned(),
            (false, Some(name)) => {
                let mut name = name.to_owned();
                name.push(format!(".{}.part", std::process::id()));
                path.with_file_name(name)
            }
            (false, None) => return Err(Error::new(ErrorKind::Usage, path.display(), "this names no file")),
        };
        if path.is_dir() {
            return Err(Error::new(ErrorKind::Usage, path.display(), "this is a folder").with_hint("name a file in it"));
        }
        let file = File::create(&part).map_err(|cause| Error::io(path.display(), &cause))?;
        if !special {
            remove_when_interrupted(&part);
        }
        Ok(Target::File(Unfinished {
            out: BufWriter::with_capacity(BUFFER, file),
            part,
            path: path.to_owned(),
        }))
    }

    /// Says that all is written.
    ///
    /// # Errors
    /// Where the last of it cannot be written, or the file cannot get its name.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        if let Target::File(file) = &mut self
            && file.part != file.path
        {
            let named = file
                .out
                .get_ref()
                .sync_all()
                .and_then(|()| fs::rename(&file.part, &file.path));
            named.map_err(|cause| about(&file.path, &cause))?;
        }
        Ok(())
    }
}

/// An error of writing a file: it says which.
fn about(path: &Path, cause: &io::Error) -> io::Error {
    io::Error::other(Error::io(path.display(), cause))
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Target::Stdout(out) => out.write(bytes),
            Target::File(file) => file.out.write(bytes).map_err(|cause| about(&file.path, &cause)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Target::Stdout(out) => out.flush(),
            Target::File(file) => file.out.flush().map_err(|cause| about(&file.path, &cause)),
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if self.part != self.path {
            // Once it has its name, there is nothing to remove.
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Whoever interrupts the program wants no half file either.
fn remove_when_interrupted(part: &Path) {
    let part = part.to_owned();
    // Where somebody else handles interrupts already, the part stays; it has a name of its own.
    let _ = ctrlc::set_handler(move || {
        let _ = fs::remove_file(&part);
        std::process::exit(130);
    });
}
