//! What a query asks for, in the words of its users.

use crate::extract::places;
use crate::lang;
use crate::output::number::count;
use crate::output::record::Number;
use crate::query::condition::{AmountRange, Condition, Key, Pattern, Place, Presence, Unit, Value};

/// What a condition asks for: a line for each part, those of a group indented below it.
pub fn meaning(condition: &Condition) -> Vec<String> {
    let mut lines = Vec::new();
    write(condition, 0, &mut lines);
    lines
}

fn write(condition: &Condition, depth: usize, lines: &mut Vec<String>) {
    let mut group = |what: String, parts: &[Condition]| {
        lines.push(format!("{}{what}", "  ".repeat(depth)));
        parts.iter().for_each(|part| write(part, depth + 1, lines));
    };
    let one = std::slice::from_ref::<Condition>;
    match condition {
        Condition::And(parts) => group("all of".to_owned(), parts),
        Condition::Or(parts) => group("any of".to_owned(), parts),
        Condition::Not(inner) => group("not".to_owned(), one(inner)),
        Condition::Boost(inner, weight) => group(format!("counting {weight} times"), one(inner)),
        Condition::Within(Unit::Sentence, inner) => group("in one sentence".to_owned(), one(inner)),
        Condition::Within(Unit::Paragraph, inner) => group("in one paragraph".to_owned(), one(inner)),
        Condition::Statement(inner) => group("in one statement".to_owned(), one(inner)),
        Condition::OfArticle(inner) => group("the article has".to_owned(), one(inner)),
        part => {
            let line = single(part);
            group(line, &[]);
        }
    }
}

/// A condition without parts.
fn single(condition: &Condition) -> String {
    match condition {
        Condition::Text { place, pattern } => format!("{}, {}", words(pattern), place_name(*place)),
        Condition::Speaker(pattern) => format!("{}, in the name of the speaker", words(&pattern.without_forms())),
        Condition::SpeakerIs(name) => format!("the speaker is `{name}`, under any name of that person"),
        Condition::Speakers(_) => "the speaker is one of some persons".to_owned(),
        Condition::Role(pattern) => format!("{}, in a role of the speaker", words(&pattern.without_forms())),
        Condition::RoleIs(role) => format!("a role of the speaker is `{role}`, in capital letters or small"),
        Condition::Author(pattern) => format!("{}, in the name of an author", words(&pattern.without_forms())),
        Condition::AuthorIs(name) => format!("an author is `{name}`"),
        Condition::Keyword { key, value } => match value {
            Value::Is(value) => format!("{} is `{value}`, in capital letters or small", key_name(*key)),
            Value::Prefix(prefix) => format!("{} begins with `{prefix}`", key_name(*key)),
        },
        Condition::Path(pattern) => format!("the path of the file is like `{}`", pattern.text()),
        Condition::Country { about, codes } => {
            let names: Vec<String> = codes
                .iter()
                .map(|code| match places::name_in(*code, lang::SPOKEN[0]) {
                    Some(name) => format!("{name} ({code})"),
                    None => code.to_string(),
                })
                .collect();
            let named = names.join(", ");
            match (about, names.len()) {
                (false, 1) => format!("{named} is mentioned"),
                (false, _) => format!("one of these is mentioned: {named}"),
                (true, 1) => format!("the story is about {named}"),
                (true, _) => format!("the story is about one of {named}"),
            }
        }
        Condition::Amount(range) => amount(range),
        Condition::Currency(currency) => format!("an amount in {currency}"),
        Condition::Days { from, to } => match (from, to) {
            (Some(from), Some(to)) if from == to => format!("published on {from}"),
            (Some(from), Some(to)) => format!("published from {from} to {to}"),
            (Some(from), None) => format!("published on {from} or later"),
            (None, Some(to)) => format!("published on {to} or earlier"),
            (None, None) => "it has a date".to_owned(),
        },
        Condition::Added { from, before } => {
            let moment = |second: i64| jiff::Timestamp::from_second(second).map_or(String::new(), |at| at.to_string());
            match (from, before) {
                (Some(from), Some(before)) => {
                    format!(
                        "came into the index from {} to before {}",
                        moment(*from),
                        moment(*before)
                    )
                }
                (Some(from), None) => format!("came into the index at {} or later", moment(*from)),
                (None, Some(before)) => format!("came into the index before {}", moment(*before)),
                (None, None) => "it is in the index".to_owned(),
            }
        }
        Condition::Has(presence) => format!("it has {}", presence_name(*presence)),
        Condition::Nothing => "what is nowhere".to_owned(),
        _ => "everything".to_owned(),
    }
}

fn words(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Word { word, forms: true } => format!("`{word}` in any of its forms"),
        Pattern::Word { word, forms: false } => format!("`{word}` as it stands"),
        Pattern::Prefix(prefix) => format!("a word that begins with `{prefix}`"),
        Pattern::Fuzzy { word, distance: 1 } => format!("a word at most one letter away from `{word}`"),
        Pattern::Fuzzy { word, distance } => format!("a word at most {distance} letters away from `{word}`"),
        Pattern::Phrase(words) => format!("`{}` in a row", words.join(" ")),
        Pattern::Near { words, between } => {
            format!("`{}` with at most {between} words between them", words.join("`, `"))
        }
    }
}

fn place_name(place: Place) -> &'static str {
    match place {
        Place::Anywhere => "in the title or the text",
        Place::Title => "in the title",
        Place::Body => "in the text",
        Place::Quote => "in what is said",
    }
}

fn key_name(key: Key) -> &'static str {
    match key {
        Key::Source => "the outlet",
        Key::Language => "the language",
        Key::Section => "the section",
        Key::Place => "the place of the dateline",
        Key::Doubt => "a doubt",
        Key::Path => "the path of the file",
        Key::Id => "the id",
    }
}

fn presence_name(presence: Presence) -> &'static str {
    match presence {
        Presence::Quote => "a statement",
        Presence::Speaker => "a speaker with a name",
        Presence::Role => "a speaker with a role",
        Presence::Source => "an outlet",
        Presence::Country => "a country",
        Presence::About => "a country that the story is about",
        Presence::Amount => "an amount of money",
        Presence::Date => "a date",
        Presence::Section => "a section",
        Presence::Author => "an author",
        Presence::Place => "a place in its dateline",
        Presence::Doubt => "something that contradicts itself",
    }
}

fn amount(range: &AmountRange) -> String {
    let currency = match range.currency {
        Some(currency) => format!("an amount in {currency}"),
        None => "an amount in any currency".to_owned(),
    };
    let number = |value: &crate::article::Decimal| {
        let text = Number::of(value).to_string();
        text.parse::<u64>().map_or(text, count)
    };
    match (&range.low, &range.high) {
        (Some((low, _)), Some((high, _))) if low == high => format!("{currency} of {}", number(low)),
        (low, high) => {
            let low = low.as_ref().map(|(value, inclusive)| match inclusive {
                true => format!(" of {} or more", number(value)),
                false => format!(" above {}", number(value)),
            });
            let joined = if low.is_some() { " and" } else { "" };
            let high = high.as_ref().map(|(value, inclusive)| match inclusive {
                true => format!("{joined} of {} or less", number(value)),
                false => format!("{joined} below {}", number(value)),
            });
            format!("{currency}{}{}", low.unwrap_or_default(), high.unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Scope, parse, resolve};

    #[test]
    fn a_query_is_said_in_words() {
        let said = |text: &str| {
            let (condition, _) = resolve(&parse(text).node, Scope::Articles);
            meaning(&condition).join("\n")
        };
        let queries = [
            "beras =gula",
            "(naik OR turun) -\"dewan keamanan\"",
            "{speaker:blinken quote:NATO}",
            "speaker:=\"Joko Widodo\" role:menteri role:=\"Wali Kota\"",
            "title:ukrain* body:klitsko~ \"a b\"~3",
            "country:Ukraina about:(ID OR MY) source:tempo path:*.csv section:=Bisnis",
            "amount:>=\"USD 1 miliar\" amount:5..9 amount:>7 currency:IDR",
            "date:2022-02-18 OR date:>=2022 OR date:<2020 OR date:2021..2022",
            "added:>=1970-01-02 has author:* -about:*",
            "[{a b} c]^2",
            "",
        ];
        let all: Vec<String> = queries.iter().map(|text| format!("{text}\n{}", said(text))).collect();
        insta::assert_snapshot!(all.join("\n\n"));
    }
}
