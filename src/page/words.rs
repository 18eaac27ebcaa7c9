//! The words of the pages, in Indonesian and English: `words.tsv`, a key, the Indonesian and the English text a line.
//!
//! A text may hold `{name}`, which [`Locale::fill`] and [`Locale::mark_up`] replace. A test holds that each key is used and that each used key
//! is there in both languages with the same names in braces.

use std::sync::OnceLock;

use maud::{Markup, Render, html};
use rustc_hash::FxHashMap;

static TABLE: &str = include_str!("words.tsv");

/// The language of the page around the articles. The articles keep their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Locale {
    Id,
    En,
}

fn table() -> &'static FxHashMap<&'static str, [&'static str; 2]> {
    static WORDS: OnceLock<FxHashMap<&'static str, [&'static str; 2]>> = OnceLock::new();
    WORDS.get_or_init(|| {
        rows()
            .map(|[key, indonesian, english]| (key, [indonesian, english]))
            .collect()
    })
}

/// The lines of the table that hold words; a line without its two tabs is left out, which a test tells.
fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.filter_map(|line| {
        let mut parts = line.split('\t');
        Some([parts.next()?, parts.next()?, parts.next()?])
    })
}

impl Locale {
    pub const ALL: [Locale; 2] = [Locale::Id, Locale::En];

    /// By its ISO 639-1 code, which an address has as `lang`.
    pub fn from_code(code: &str) -> Option<Locale> {
        match code {
            "id" => Some(Locale::Id),
            "en" => Some(Locale::En),
            _ => None,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Locale::Id => "id",
            Locale::En => "en",
        }
    }

    /// What a browser asks for in `Accept-Language` (RFC 9110, 12.5.4); Indonesian where it asks for neither language.
    pub fn accepted(header: &str) -> Locale {
        let wanted = header.split(',').filter_map(|part| {
            let mut pieces = part.split(';');
            let primary = pieces.next()?.trim().split('-').next()?.to_ascii_lowercase();
            // `in` was Indonesian before 1989, and some systems still send it.
            let locale = Locale::from_code(if primary == "in" { "id" } else { &primary })?;
            let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse::<f32>().ok());
            Some((locale, weight.unwrap_or(1.0)))
        });
        wanted
            .filter(|(_, weight)| *weight > 0.0)
            .fold(None, |best: Option<(Locale, f32)>, next| match best {
                Some(best) if best.1 >= next.1 => Some(best),
                _ => Some(next),
            })
            .map_or(Locale::Id, |(locale, _)| locale)
    }

    /// The text of a key. A key that is not in the table reads `??`, which a test of the pages looks for.
    pub fn text(self, key: &str) -> &'static str {
        self.known(key).unwrap_or("??")
    }

    /// The text of a key that may not be in the table, such as that of a code.
    pub fn known(self, key: &str) -> Option<&'static str> {
        table().get(key).map(|texts| texts[self as usize])
    }

    /// A text with its `{name}`s replaced.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        for piece in pieces(self.text(key)) {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Name(name) => out.push_str(values.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v)),
            }
        }
        out
    }

    /// A text with markup for its `{name}`s.
    pub fn mark_up(self, key: &str, values: &[(&str, &dyn Render)]) -> Markup {
        html! {
            @for piece in pieces(self.text(key)) {
                @match piece {
                    Piece::Text(text) => (text),
                    Piece::Name(name) => @if let Some((_, value)) = values.iter().find(|(n, _)| *n == name) { (*value) },
                }
            }
        }
    }

    /// `1.151 artikel`, `1 article`, `1,151 articles`: a number with its noun, of which the table has a singular and a plural.
    pub fn count(self, number: u64, noun: &str) -> String {
        format!("{} {}", self.number(number), self.noun(number, noun))
    }

    /// The noun alone, in the form that the number asks for.
    pub fn noun(self, number: u64, noun: &str) -> &'static str {
        let form = if number == 1 { "one" } else { "many" };
        self.text(&format!("n.{noun}.{form}"))
    }
}

/// What stands for nothing, where markup is wanted.
pub fn nothing() -> Markup {
    html! {}
}

enum Piece<'t> {
    Text(&'t str),
    Name(&'t str),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    text.split('{').enumerate().flat_map(|(n, part)| {
        let (name, rest) = match part.split_once('}') {
            Some((name, rest)) if n > 0 => (Some(Piece::Name(name)), rest),
            _ => (None, part),
        };
        name.into_iter().chain([Piece::Text(rest)])
    })
}

#[cfg(test)]
mod tests;
