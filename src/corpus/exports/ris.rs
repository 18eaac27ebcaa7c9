//! References in RIS, as ProQuest and others export them: `TY  - NEWS` opens one, `ER  -` closes it. What text there is stands in `AB` or
//! `N2`, as a rule an abstract.

use super::finished::finished;
use crate::article::RawArticle;
use crate::corpus::blocks::Block;
use crate::corpus::found::Sink;
use crate::corpus::source::Place;

/// The first field of a file is a reference's kind.
pub fn is_text(head: &str) -> bool {
    let first = head
        .trim_start_matches('\u{feff}')
        .lines()
        .find(|line| !line.trim().is_empty());
    first.is_some_and(|line| line.starts_with("TY  - "))
}

pub fn read(place: &Place, blocks: &[Block], sink: &mut Sink) {
    let mut article = RawArticle::default();
    let mut field = String::new();
    let mut open = false;
    for line in blocks.iter().flat_map(|block| &block.lines) {
        let Some((name, value)) = field_of(line) else {
            // A long value goes on in the next line.
            if open {
                set(&mut article, &field, line);
            }
            continue;
        };
        if name == "ER" {
            let done = std::mem::take(&mut article);
            open = false;
            if sink(finished(place, done)).is_break() {
                return;
            }
            continue;
        }
        open = true;
        field = name.to_owned();
        set(&mut article, name, value);
    }
    if open {
        let _ = sink(finished(place, article));
    }
}

/// `AB - text`: blanks in a row are one already.
fn field_of(line: &str) -> Option<(&str, &str)> {
    let (name, value) = (line.get(..2)?, line.get(2..)?);
    let named =
        name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) && name.as_bytes()[0].is_ascii_uppercase();
    let value = value.strip_prefix(" -")?;
    named.then(|| (name, value.trim()))
}

fn set(article: &mut RawArticle, field: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let first = |slot: &mut Option<String>| {
        slot.get_or_insert_with(|| value.to_owned());
    };
    match field {
        "TI" | "T1" => first(&mut article.title),
        "T2" | "JF" | "JO" | "PB" => first(&mut article.source),
        "AU" | "A1" => article.authors.push(match value.split_once(',') {
            Some((family, given)) => format!("{} {}", given.trim(), family.trim()),
            None => value.to_owned(),
        }),
        "DA" | "PY" | "Y1" => {
            let day = value.trim_end_matches('/').replace('/', "-");
            if article.published.as_ref().is_none_or(|known| known.len() < day.len()) {
                article.published = Some(day);
            }
        }
        "AN" | "ID" => first(&mut article.id),
        "UR" => first(&mut article.url),
        "SE" => first(&mut article.section),
        "LA" => first(&mut article.language),
        "AB" | "N2" if article.text != value => {
            if !article.text.is_empty() {
                article.text.push('\n');
            }
            article.text.push_str(value);
        }
        _ => {}
    }
}
