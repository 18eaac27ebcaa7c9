//! Where results go: standard output, and how it wants to be written to.

use std::io::{self, BufWriter, IsTerminal};

use crate::error::Diagnostic;
use crate::output::terminal::Style;
use crate::output::text;

/// Standard output, buffered.
pub fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(64 << 10, io::stdout().lock())
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
        colour: terminal && !no_colour && !dumb,
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
