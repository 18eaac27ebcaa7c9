//! Who made the article, at its very end: a line of outlets (`AL JAZEERA | REUTERS`), or initials (`(dan/red)`).

use std::sync::LazyLock;

use crate::extract::outlets;
use crate::lang::world;

/// What stands before outlets: `Sumber: BBC`.
static LABELS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| world::CREDITS.of_class("outlets").map(|entry| entry.item).collect());

/// A credit is short.
const LONGEST: usize = 80;

/// The body without a last line that names nothing but outlets; their usual names go to `credits`.
pub fn without_line<'a>(body: &'a str, credits: &mut Vec<&'static str>) -> &'a str {
    let Some((before, last)) = body.rsplit_once('\n') else {
        return body;
    };
    match outlets_of(last) {
        Some(found) if ends_sentence(before) => {
            credits.extend(found);
            before
        }
        _ => body,
    }
}

/// The outlets of a credit; `None` where some part of it is none. A single name in small letters may be a word of the text.
fn outlets_of(line: &str) -> Option<Vec<&'static str>> {
    if line.len() > LONGEST {
        return None;
    }
    let labelled = LABELS.iter().find_map(|label| {
        let rest = line.strip_prefix(label)?;
        rest.trim_start().strip_prefix(':')
    });
    let bracketed = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let marked = labelled.or(bracketed);
    let names = marked.unwrap_or(line).trim_end_matches('.');
    let parts = names.split(['|', '/', ',']).map(str::trim);
    let several = parts.clone().nth(1).is_some();
    let capitals = !names.contains(char::is_lowercase);
    if !(several || capitals || marked.is_some()) {
        return None;
    }
    parts
        .map(|part| outlets::named(part).filter(|outlet| outlet.certain || several && capitals))
        .map(|outlet| outlet.map(|outlet| outlet.name))
        .collect()
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '"', '”', '!', '?'])
}

/// The body without the initials of its makers at the very end: `(dan/red)`, `(ILO/NIA)`, `(mbz)`; those of outlets go to
/// `credits`.
pub fn without_initials<'a>(body: &'a str, credits: &mut Vec<&'static str>) -> &'a str {
    let text = body.trim_end();
    let Some(open) = text.strip_suffix(')').and_then(|rest| rest.rfind('(')) else {
        return body;
    };
    let inner = &text[open + 1..text.len() - 1];
    let before = text[..open].trim_end();
    let parts = inner.split('/').map(str::trim);
    let initials = parts
        .clone()
        .all(|p| p == "*" || (2..=5).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    let letters = inner.bytes().any(|b| b.is_ascii_alphabetic()) || inner == "*";
    if !(initials && letters && (before.is_empty() || ends_sentence(before))) {
        return body;
    }
    credits.extend(outlets_of(&text[open..]).into_iter().flatten());
    before
}
