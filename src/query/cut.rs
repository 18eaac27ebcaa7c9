//! Values that end at a blank where whoever typed them goes on: `country:Amerika Serikat` asks for a country and a word.

use super::ast::{Form, Node, NodeKind};
use super::values::{self, Money};
use crate::fields::{self, FieldId};
use crate::remark::{Code, Diagnostic};

/// A remark for each value of a field that is another one together with the word right behind it.
pub fn cut_values(parts: &[Node]) -> impl Iterator<Item = Diagnostic> {
    parts.windows(2).filter_map(|pair| remark(&pair[0], &pair[1]))
}

fn remark(value: &Node, behind: &Node) -> Option<Diagnostic> {
    let (NodeKind::Field { name, value: inner }, NodeKind::Term(word)) = (&value.kind, &behind.kind) else {
        return None;
    };
    if word.form != Form::Word || behind.span.start != value.span.end + 1 {
        return None;
    }
    let (sign, text) = match &inner.kind {
        NodeKind::Term(term) if term.form == Form::Word => ("", term.text.as_str()),
        NodeKind::Range {
            low: Some(low),
            high: None,
        } => (if low.inclusive { ">=" } else { ">" }, low.text.as_str()),
        NodeKind::Range {
            low: None,
            high: Some(high),
        } => (if high.inclusive { "<=" } else { "<" }, high.text.as_str()),
        _ => return None,
    };
    let whole = format!("{text} {}", word.text);
    let whole = match fields::field(name)?.id {
        FieldId::Country | FieldId::About => values::countries(&whole).map(|_| whole),
        FieldId::Region => values::region(&whole).map(|_| whole),
        FieldId::Amount => amount(text, &word.text),
        _ => None,
    }?;
    Some(Diagnostic {
        remark: Code::CutValue.about([word.text.clone(), format!("{name}:{sign}\"{whole}\"")]),
        span: value.span,
    })
}

/// The amount that a value is with the word behind it: `USD` and `500`, or `1` and `miliar`, of which the currency is missing too.
fn amount(text: &str, word: &str) -> Option<String> {
    let read = |text: &str| match values::amount(text) {
        Some(Money::Amount(range)) => Some(range),
        _ => None,
    };
    let whole = format!("{text} {word}");
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if is_number(text) {
        let with_currency = format!("Rp {whole}");
        let larger =
            read(&with_currency).is_some_and(|range| read(&format!("Rp {text}")).is_some_and(|one| one != range));
        // Two numbers in a row are two numbers.
        return (larger && !is_number(word)).then_some(with_currency);
    }
    read(&whole).map(|_| whole)
}
