//! Text for people: colours where they are seen, lines that fit, and nothing from an article that could move the cursor.

use std::fmt::Write as _;
use std::io::{self, Write};

use unicode_width::UnicodeWidthChar;

use crate::article::Span;

/// How text is to look.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Colours and links are understood.
    pub colour: bool,
    /// Columns of a line of text.
    pub width: usize,
    /// Columns of a table.
    pub columns: usize,
}

/// What a piece of text is, and so how it is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Title,
    Faint,
    Match,
    Speaker,
    Quote,
    Country,
    Amount,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Ink::Title => "1",
            Ink::Faint => "2",
            Ink::Match => "1;33",
            Ink::Speaker => "1;36",
            Ink::Quote => "3",
            Ink::Country => "32",
            Ink::Amount => "35",
        }
    }
}

impl Style {
    /// Without colours, 80 columns wide.
    pub const PLAIN: Style = Style {
        colour: false,
        width: 80,
        columns: 80,
    };

    /// The text in a colour, escaped.
    pub fn ink(&self, ink: Ink, text: &str) -> String {
        let text = escape(text);
        match self.colour {
            true => format!("\x1b[{}m{text}\x1b[0m", ink.code()),
            false => text,
        }
    }
}

/// Text with what could disturb a terminal shown as what it is: control characters, and marks that turn the direction of
/// writing.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            c if is_disturbing(c) => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

fn is_disturbing(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Writes one line after another, each indented and no wider than the style says, with some stretches coloured. Stretches are
/// sorted; where two meet, the first wins.
pub fn paragraph(out: &mut dyn Write, style: Style, indent: &str, text: &str, inks: &[(Span, Ink)]) -> io::Result<()> {
    let room = style.width.saturating_sub(width(indent)).max(20);
    let mut column = 0;
    let mut start = 0;
    let mut first_line = true;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let end = start + bare.len();
        let len = width(&escape(bare));
        if bare.is_empty() {
            start += word.len();
            continue;
        }
        if column > 0 && column + 1 + len > room {
            out.write_all(b"\n")?;
            column = 0;
        }
        if column == 0 {
            if first_line {
                first_line = false;
            }
            out.write_all(indent.as_bytes())?;
        } else {
            out.write_all(b" ")?;
            column += 1;
        }
        write_inked(out, style, text, start, end, inks)?;
        column += len;
        start += word.len();
    }
    if column > 0 {
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn write_inked(
    out: &mut dyn Write,
    style: Style,
    text: &str,
    start: usize,
    end: usize,
    inks: &[(Span, Ink)],
) -> io::Result<()> {
    let mut at = start;
    let first = inks.partition_point(|(span, _)| span.end as usize <= start);
    for (span, ink) in &inks[first..] {
        let from = (span.start as usize).max(at);
        let to = (span.end as usize).min(end);
        if span.start as usize >= end {
            break;
        }
        if from >= to {
            continue;
        }
        out.write_all(escape(&text[at..from]).as_bytes())?;
        out.write_all(style.ink(*ink, &text[from..to]).as_bytes())?;
        at = to;
    }
    out.write_all(escape(&text[at..end]).as_bytes())
}

/// Spans in one colour.
pub fn marked(spans: &[Span], ink: Ink) -> Vec<(Span, Ink)> {
    spans.iter().map(|span| (*span, ink)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(style: Style, text: &str, inks: &[(Span, Ink)]) -> String {
        let mut out = Vec::new();
        paragraph(&mut out, style, "  ", text, inks).expect("memory can be written");
        String::from_utf8(out).expect("it is text")
    }

    #[test]
    fn control_characters_are_shown_not_obeyed() {
        assert_eq!(escape("a\u{1b}[31mb\u{202e}c\td"), "a\\u{1b}[31mb\\u{202e}c d");
    }

    #[test]
    fn lines_fit_and_keep_their_words() {
        let style = Style {
            colour: false,
            width: 24,
            columns: 24,
        };
        let text = "satu dua tiga empat lima enam tujuh delapan";
        let lines = written(style, text, &[]);
        assert!(lines.lines().all(|line| line.len() <= 24), "{lines}");
        assert_eq!(lines.split_whitespace().collect::<Vec<_>>().join(" "), text);
    }

    #[test]
    fn marks_are_coloured_where_colours_are_seen() {
        let style = Style {
            colour: true,
            width: 80,
            columns: 80,
        };
        let inks = marked(&[Span::new(5, 8)], Ink::Match);
        assert_eq!(
            written(style, "satu dua tiga", &inks),
            "  satu \u{1b}[1;33mdua\u{1b}[0m tiga\n"
        );
        assert_eq!(written(Style::PLAIN, "satu dua tiga", &inks), "  satu dua tiga\n");
    }
}
