//! Suggestions while a query is typed: names of fields, values of the field that is being typed, names of persons and outlets.

use super::problem::{Kind, Problem};
use super::route::{Asked, Head, Sink, Stopped};
use crate::ask::{self, Counted, FIELDS, Limit, Question};
use crate::fields;
use crate::query::Scope;
use crate::search::Axis;

/// How many suggestions there are at most.
const MOST: usize = 20;

/// One way on.
struct Suggestion {
    /// What stands in place of the last word.
    text: String,
    label: String,
    count: Option<u64>,
}

/// Where the last word of a query begins: behind white space or an opening sign, but not inside of quotation marks.
fn last_word(query: &str) -> usize {
    let (mut start, mut in_quotes) = (0, false);
    for (at, c) in query.char_indices() {
        match c {
            '"' => in_quotes = !in_quotes,
            _ if in_quotes => {}
            c if c.is_whitespace() || "([{-".contains(c) => start = at + c.len_utf8(),
            _ => {}
        }
    }
    start
}

/// Values of a field of which a word begins so, the most frequent first.
fn values(field: &str, prefix: &str, most: usize, asked: &Asked) -> Result<Vec<Suggestion>, Stopped> {
    let Ok(counted) = Counted::field(field) else {
        return Ok(Vec::new());
    };
    let mut question = Question::new(Scope::Articles);
    question.prefix = Some(prefix.to_owned());
    question.limit = Some(Limit::Most(most));
    question.until = asked.until.clone();
    let answer = ask::facet(asked.snapshot, &counted, &question)?;
    let name = answer.field;
    Ok(answer
        .values
        .into_iter()
        .map(|bucket| Suggestion {
            text: format!("{name}:=\"{}\"", bucket.value.replace('"', " ")),
            label: format!("{name}: {}", bucket.label),
            count: Some(bucket.count),
        })
        .collect())
}

/// Writes `{version, suggestions: [{text, label, count, start}]}`; `start` is the byte of the query from which `text` stands.
pub fn suggest(asked: &Asked, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let (mut query, mut most) = ("", 8);
    for (name, value) in asked.pairs {
        match name.as_str() {
            "q" | "kueri" => query = value,
            "limit" | "batas" => {
                most = value
                    .parse()
                    .ok()
                    .filter(|most| (1..=MOST).contains(most))
                    .ok_or_else(|| {
                        Problem::new(Kind::Parameter, format!("limit: a number from 1 to {MOST} is wanted"))
                    })?;
            }
            name => {
                return Err(
                    Problem::new(Kind::Parameter, format!("{name}: there is no such parameter"))
                        .with_hint("`q` and `limit`")
                        .into(),
                );
            }
        }
    }
    let start = last_word(query);
    let word = query.get(start..).unwrap_or_default();
    let mut found: Vec<Suggestion> = Vec::new();
    if let Some((name, value)) = word.split_once(':') {
        let value = value.trim_start_matches(['=', '"']);
        if let Some(field) = fields::field(name).filter(|field| Axis::of(field).is_some()) {
            found = values(field.name, value, most, asked)?;
        }
    } else if word.chars().count() >= 2 {
        let begins = FIELDS
            .iter()
            .filter(|field| field.name.starts_with(word) || field.aliases.iter().any(|alias| alias.starts_with(word)));
        found.extend(begins.take(2).map(|field| Suggestion {
            text: format!("{}:", field.name),
            label: format!("{}:", field.name),
            count: None,
        }));
        for field in ["speaker", "source", "country"] {
            found.extend(values(field, word, most, asked)?);
        }
        found.sort_by_key(|suggestion| (suggestion.count.is_some(), std::cmp::Reverse(suggestion.count)));
        found.truncate(most);
    }
    sink.begin(Head::json())?;
    let list: Vec<serde_json::Value> = found
        .into_iter()
        .map(|s| serde_json::json!({"text": s.text, "label": s.label, "count": s.count, "start": start}))
        .collect();
    Ok(writeln!(
        sink,
        "{}",
        serde_json::json!({"version": 1, "suggestions": list})
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_begins_behind_what_parts_words() {
        for (query, word) in [
            ("", ""),
            ("beras", "beras"),
            ("beras spe", "spe"),
            ("(a OR bu", "bu"),
            ("-source:kom", "source:kom"),
            ("speaker:=\"budi sa", "speaker:=\"budi sa"),
            ("é ñ", "ñ"),
        ] {
            assert_eq!(&query[last_word(query)..], word);
        }
    }
}
