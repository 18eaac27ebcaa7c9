//! What an address asks: the parameters of its question, the chips of its conditions, and the addresses with one condition more or less.
//!
//! Clicking a value adds a condition as a `where` of its own, so that what the reader typed stays as it is: `q=beras&where=source:="Kompas"`.
//! Conditions on one field are alternatives, as those of parameters are; what is left out is left out each by itself.

use super::address::{Address, CLICKED, CONDITIONS, Place};
use super::chart::power_word;
use super::layout::Chip;
use super::words::Locale;
use crate::article::Language;
use crate::fields::{self, FieldKind};
use crate::query::ast::{Form, Node, NodeKind};
use crate::query::parse;
use crate::search::{Axis, label};

/// The conditions that were clicked: field, as typed, and whether it leaves out.
fn clicked(address: &Address) -> Vec<(String, &str, bool)> {
    let clicked = address.all(CLICKED).filter_map(|text| {
        let node = parse(text);
        let (name, not) = field_of(&node.node)?;
        (!node.broken).then(|| (canonical(name).to_owned(), text, not))
    });
    clicked.collect()
}

/// The field of a condition, and whether it leaves out.
fn field_of(node: &Node) -> Option<(&str, bool)> {
    match &node.kind {
        NodeKind::Field { name, .. } => Some((name, false)),
        NodeKind::Not(inner) => match &inner.kind {
            NodeKind::Field { name, .. } => Some((name, true)),
            _ => None,
        },
        _ => None,
    }
}

/// The name of a field, whatever it was called.
fn canonical(name: &str) -> &str {
    fields::field(name).map_or(name, |field| field.name)
}

/// The whole query as one text: what was typed, within what was clicked.
pub fn query(address: &Address) -> String {
    let typed = address.get("q").unwrap_or_default();
    let clicked = clicked(address);
    if clicked.is_empty() {
        return typed.to_owned();
    }
    let parsed = parse(typed);
    if parsed.broken {
        // It is shown as it was typed, with what is wrong.
        return typed.to_owned();
    }
    let mut parts: Vec<String> = Vec::new();
    match parsed.node.kind {
        NodeKind::All => {}
        NodeKind::Or(_) => parts.push(format!("({typed})")),
        _ => parts.push(typed.to_owned()),
    }
    let mut seen: Vec<&str> = Vec::new();
    for (field, text, not) in &clicked {
        if *not {
            parts.push((*text).to_owned());
        } else if !seen.contains(&field.as_str()) {
            seen.push(field);
            let any: Vec<&str> = clicked
                .iter()
                .filter(|(f, _, n)| f == field && !n)
                .map(|(_, t, _)| *t)
                .collect();
            parts.push(match any.as_slice() {
                [one] => (*one).to_owned(),
                any => format!("({})", any.join(" OR ")),
            });
        }
    }
    parts.join(" ")
}

/// The question of an address as names and values for [`crate::ask::Question::from_pairs`]: query, conditions, and for lists their order.
pub fn pairs(address: &Address, list: bool) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let query = query(address);
    if !query.is_empty() {
        pairs.push(("q".to_owned(), query));
    }
    // Statements are no stories; the address keeps it for when the reader comes back to articles.
    let of_list = |name: &str| match name {
        "sort" | "recency" => list,
        "stories" => list && address.place != Place::Quotes,
        // Counts are of quotations, whichever are shown.
        "once" => list && address.place == Place::Quotes,
        _ => false,
    };
    for (name, value) in address.pairs() {
        if CONDITIONS.contains(&name) || of_list(name) {
            pairs.push((name.to_owned(), value.to_owned()));
        }
    }
    pairs
}

/// A value as a condition of its field, exactly as a facet counts it.
pub fn condition(field: &str, value: &str) -> String {
    format!("{field}:=\"{}\"", value.replace(['"', '“', '”', '„'], " "))
}

/// Whether an article has one value of the field at most: what is left of the hits has none.
pub fn is_single(field: &str) -> bool {
    matches!(field, "source" | "year" | "month" | "language" | "section" | "place")
}

/// Times are asked for by their span.
fn is_time(field: &str) -> bool {
    matches!(field, "year" | "month" | "date")
}

/// The address with only this value of a field, beside others of the field that were chosen; without it where it is chosen.
pub fn only(address: &Address, field: &str, value: &str) -> Address {
    let start = address.from_start();
    if is_time(field) {
        return match is_chosen(address, field, value) {
            true => start.without("from").without("to"),
            false => start.with("from", value).with("to", value),
        };
    }
    let condition = condition(field, value);
    match is_chosen(address, field, value) {
        true => start.without_value(CLICKED, &condition),
        false => start
            .without_value(CLICKED, &format!("-{condition}"))
            .and(CLICKED, &condition),
    }
}

/// The address without articles that have this value.
pub fn without(address: &Address, field: &str, value: &str) -> Address {
    let condition = condition(field, value);
    address
        .from_start()
        .without_value(CLICKED, &condition)
        .and(CLICKED, &format!("-{condition}"))
}

/// The address with only the articles that have no value of the field.
pub fn with_none(address: &Address, field: &str) -> Address {
    address.from_start().and(CLICKED, &format!("-{field}:*"))
}

/// The address with only the articles that have any.
pub fn with_any(address: &Address, field: &str) -> Address {
    address.from_start().and(CLICKED, &format!("{field}:*"))
}

/// Whether the value was clicked.
pub fn is_chosen(address: &Address, field: &str, value: &str) -> bool {
    match is_time(field) {
        true => address.get("from") == Some(value) && address.get("to") == Some(value),
        false => {
            let condition = condition(field, value);
            address.all(CLICKED).any(|text| text == condition)
        }
    }
}

/// The address without what was chosen of one field, so that its values can be counted as if they could be widened; `None` where nothing
/// was chosen of it.
pub fn widened(address: &Address, field: &str) -> Option<Address> {
    let mut wider = address.clone();
    for (name, text, not) in clicked(address) {
        if name == field && !not {
            wider = wider.without_value(CLICKED, text);
        }
    }
    wider = match is_time(field) {
        true => wider.without("from").without("to"),
        false => wider.without(field),
    };
    (wider != *address).then_some(wider)
}

/// The address with all of the year of which one month or day was chosen, so that the months beside it are counted too.
pub fn whole_year(address: &Address) -> Option<Address> {
    let (from, to) = (address.get("from")?, address.get("to")?);
    let year = from.get(..4).filter(|_| from == to && from.len() > 4)?;
    Some(address.with("from", year).with("to", year))
}

/// A chip for each condition of the address, those inside of the query too.
pub fn chips(locale: Locale, address: &Address) -> Vec<Chip> {
    let mut chips = Vec::new();
    let start = address.from_start();
    let typed = address.get("q").unwrap_or_default();
    let parsed = parse(typed);
    let parts: &[Node] = match &parsed.node.kind {
        NodeKind::And(parts) => parts,
        _ => std::slice::from_ref(&parsed.node),
    };
    for part in parts.iter().filter(|_| !parsed.broken) {
        let (start_of, end) = (part.span.start as usize, part.span.end as usize);
        if let (Some((name, not)), Some(before), Some(behind)) =
            (field_of(part), typed.get(..start_of), typed.get(end..))
        {
            let rest = format!("{} {}", before.trim_end(), behind.trim_start());
            chips.push(Chip {
                label: field_label(locale, canonical(name)),
                value: value_of(locale, part),
                not,
                without: start.with("q", rest.trim()).href(),
            });
        }
    }
    for text in address.all(CLICKED) {
        let node = parse(text).node;
        let Some((name, not)) = field_of(&node) else { continue };
        chips.push(Chip {
            label: field_label(locale, canonical(name)),
            value: value_of(locale, &node),
            not,
            without: start.without_value(CLICKED, text).href(),
        });
    }
    for (name, value) in address.pairs() {
        if CONDITIONS.contains(&name) && !matches!(name, "from" | "to") {
            chips.push(Chip {
                label: field_label(locale, name),
                value: value.to_owned(),
                not: false,
                without: start.without_value(name, value).href(),
            });
        }
    }
    let time = |name| address.get(name).map(|value| locale.time(value));
    let value = match (time("from"), time("to")) {
        (None, None) => return chips,
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(from), None) => locale.fill("chips.from", &[("time", &from)]),
        (None, Some(to)) => locale.fill("chips.to", &[("time", &to)]),
    };
    chips.push(Chip {
        label: locale.text("chips.time").to_owned(),
        value,
        not: false,
        without: start.without("from").without("to").href(),
    });
    chips
}

/// A field as the page calls it.
pub fn field_label(locale: Locale, field: &str) -> String {
    locale.known(&format!("field.{field}")).unwrap_or("??").to_owned()
}

/// The value of a condition as a person reads it.
fn value_of(locale: Locale, node: &Node) -> String {
    let inner = match &node.kind {
        NodeKind::Not(inner) => inner,
        _ => node,
    };
    let NodeKind::Field { name, value } = &inner.kind else {
        return node.to_string();
    };
    let text = match &value.kind {
        NodeKind::Term(term) if term.form == Form::Any => {
            return locale.text("facet.any").to_owned();
        }
        NodeKind::Term(term) if !matches!(term.form, Form::Prefix | Form::Fuzzy(_)) => term.text.clone(),
        _ => value.to_string(),
    };
    value_label(locale, canonical(name), &text)
}

/// A value of a field as a person reads it: places and languages by their names.
pub fn value_label(locale: Locale, field: &str, value: &str) -> String {
    match field {
        "language" => locale.known(&format!("language.{value}")).unwrap_or(value).to_owned(),
        "year" | "month" | "date" => locale.time(value),
        "amount" if value.contains(" 10^") => power(locale, value),
        _ => match fields::field(field)
            .filter(|f| f.kind != FieldKind::Text)
            .and_then(Axis::of)
        {
            Some(axis) => label(axis, value, locale.language()),
            None => value.to_owned(),
        },
    }
}

/// `IDR 10^10` as a stretch of amounts in words: `IDR 10–100 miliar`.
fn power(locale: Locale, value: &str) -> String {
    let read = value
        .split_once(" 10^")
        .and_then(|(currency, exponent)| Some((currency, exponent.parse::<i32>().ok()?)));
    let Some((currency, exponent)) = read else {
        return value.to_owned();
    };
    let (low, high) = (
        power_word(locale, exponent),
        power_word(locale, exponent.saturating_add(1)),
    );
    match (low.split_once(' '), high.split_once(' ')) {
        (Some((number, name)), Some((_, other))) if name == other => format!("{currency} {number}–{high}"),
        _ => format!("{currency} {low}–{high}"),
    }
}

impl Locale {
    /// As the archive's own words are asked for in it.
    pub fn language(self) -> Language {
        Language::from_code(self.code()).unwrap_or(Language::UNKNOWN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::read(Place::Search, text)
    }

    #[test]
    fn clicked_values_of_one_field_are_alternatives() {
        let start = address("q=beras+OR+gempa");
        let one = only(&start, "source", "Kompas");
        assert_eq!(query(&one), "(beras OR gempa) source:=\"Kompas\"");
        let two = without(&only(&one, "source", "Tempo"), "speaker", "Budi \"Boy\" Santosa");
        assert_eq!(
            query(&two),
            "(beras OR gempa) (source:=\"Kompas\" OR source:=\"Tempo\") -speaker:=\"Budi  Boy  Santosa\""
        );
        assert!(!parse(&query(&two)).broken);
        assert!(is_chosen(&two, "source", "Tempo"));
        assert_eq!(
            query(&only(&two, "source", "Kompas")),
            "(beras OR gempa) source:=\"Tempo\" -speaker:=\"Budi  Boy  Santosa\""
        );
        assert_eq!(
            query(&widened(&two, "source").expect("something was chosen")),
            "(beras OR gempa) -speaker:=\"Budi  Boy  Santosa\""
        );
        assert_eq!(widened(&two, "country"), None);
    }

    #[test]
    fn a_time_is_asked_for_by_its_span() {
        let year = only(&address("q=beras"), "year", "2022");
        assert_eq!(year.href(), "search?q=beras&from=2022&to=2022");
        assert_eq!(only(&year, "year", "2022").href(), "search?q=beras");
    }

    #[test]
    fn each_condition_has_a_chip_that_takes_exactly_it_away() {
        let asked = address(
            "q=beras+-source:\"Niaga Sore\"+stok&where=country:=\"UA\"&where=-speaker:*&speaker=budi&from=2014&to=2023&page=3",
        );
        let chips = chips(Locale::Id, &asked);
        let said: Vec<String> = chips
            .iter()
            .map(|c| {
                format!(
                    "{}{} {} -> {}",
                    if c.not { "tanpa " } else { "" },
                    c.label,
                    c.value,
                    c.without
                )
            })
            .collect();
        insta::assert_snapshot!(said.join("\n"));
    }

    #[test]
    fn sizes_of_amounts_are_said_in_words() {
        for (value, said) in [
            ("IDR 10^10", "IDR 10–100 miliar"),
            ("USD 10^11", "USD 100 miliar–1 triliun"),
            ("USD 10^0", "USD 1–10"),
            ("USD 10^x", "USD 10^x"),
        ] {
            assert_eq!(value_label(Locale::Id, "amount", value), said);
        }
    }

    #[test]
    fn a_broken_query_is_left_as_it_is() {
        assert_eq!(query(&address("q=(beras&where=source:=\"Kompas\"")), "(beras");
        assert!(chips(Locale::En, &address("q=(source:Kompas")).is_empty());
    }
}
