//! Values that a query names and the archive does not have: an outlet that is spelt otherwise there, a section that it calls by another
//! name.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::engine::Archive;
use crate::error::Result;
use crate::fields::{self, FieldId};
use crate::index::analyzer::fold_value;
use crate::query::ast::{Form, Node, NodeKind, Term};
use crate::query::values;
use crate::remark::{Code, Diagnostic, Remark};

/// Below this likeness (Jaro-Winkler) a name is no help to somebody who mistyped another.
const LIKE: f64 = 0.75;

/// How many values are offered.
const OFFERED: usize = 3;
/// Of a field with so few values all are offered.
const FEW: usize = 8;

/// A remark for each whole value that no article has, with the values most like it.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn unknown_values(archive: &dyn Archive, node: &Node) -> Result<Vec<Diagnostic>> {
    let mut named = Vec::new();
    visit(node, None, &mut named);
    let mut remarks = Vec::new();
    for (node, field, term) in named {
        let known = archive.values(field)?;
        let currency = values::currency(&term.text).filter(|_| field == FieldId::Currency);
        let wanted = currency.map_or_else(|| fold_value(&term.text), |code| fold_value(code.as_str()));
        let is_known = known.iter().any(|value| match term.form {
            Form::Prefix => fold_value(value).starts_with(&wanted),
            _ => fold_value(value) == wanted,
        });
        if !is_known {
            remarks.push(Diagnostic {
                remark: remark(field, &term.text, &known),
                span: node.span,
            });
        }
    }
    Ok(remarks)
}

/// Whether the values of a field are few and whole, so that one that is not there is told.
fn is_of_values(field: FieldId) -> bool {
    matches!(
        field,
        FieldId::Source | FieldId::Currency | FieldId::Language | FieldId::Section | FieldId::Place | FieldId::Doubt
    )
}

/// The whole values that a query asks for.
fn visit<'n>(node: &'n Node, field: Option<FieldId>, out: &mut Vec<(&'n Node, FieldId, &'n Term)>) {
    match &node.kind {
        NodeKind::Term(term) if term.form != Form::Any => {
            if let Some(field) = field.filter(|field| is_of_values(*field)) {
                out.push((node, field, term));
            }
        }
        NodeKind::Field { name, value } => visit(value, fields::field(name).map(|field| field.id), out),
        NodeKind::And(parts) | NodeKind::Or(parts) => parts.iter().for_each(|part| visit(part, field, out)),
        NodeKind::Not(inner) | NodeKind::Boost(inner, _) | NodeKind::Together(inner) | NodeKind::Paragraph(inner) => {
            visit(inner, field, out)
        }
        NodeKind::All | NodeKind::Term(_) | NodeKind::Range { .. } => {}
    }
}

fn remark(field: FieldId, name: &str, values: &BTreeSet<String>) -> Remark {
    let wanted = fold_value(name);
    let mut near: Vec<(f64, &str)> = values
        .iter()
        .map(|value| (likeness(&wanted, &fold_value(value)), value.as_str()))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .collect();
    near.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal).then(a.1.cmp(b.1)));
    // Each as it is written once: the same words are as like.
    near.dedup_by_key(|(_, value)| fold_value(value));
    let near = near.into_iter().take(OFFERED).map(|(_, value)| value);
    let about = format!("{}:{name}", field.name());
    let mut offered: Vec<&str> = near.collect();
    if offered.is_empty() && field != FieldId::Source && values.len() <= FEW {
        offered = values.iter().map(String::as_str).collect();
    }
    let code = match (field, offered.is_empty()) {
        (FieldId::Source, true) => Code::UnlikelyOutlet,
        (FieldId::Source, false) => Code::UnknownOutlet,
        (_, true) => Code::UnlikelyValue,
        (_, false) => Code::UnknownValue,
    };
    let what = if field == FieldId::Source { name } else { &about };
    let offered = match code {
        Code::UnlikelyValue => vec![field.name()],
        _ => offered,
    };
    code.about([what].into_iter().chain(offered))
}

/// How like two folded names are, from 0 to 1. A part of a name is like the whole: `jakarta` is `the jakarta post`.
fn likeness(wanted: &str, outlet: &str) -> f64 {
    let part = wanted
        .split(' ')
        .all(|word| outlet.split(' ').any(|other| other == word));
    let bare = outlet.strip_prefix("the ").unwrap_or(outlet);
    let alike = [outlet, bare].map(|name| strsim::jaro_winkler(wanted, name));
    alike
        .into_iter()
        .chain([if part { 0.95 } else { 0.0 }])
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_are_offered() {
        let outlets: BTreeSet<String> = ["Kompas", "The Jakarta Post", "Tempo", "Detik"]
            .map(str::to_owned)
            .into();
        assert_eq!(
            remark(FieldId::Source, "Kompass", &outlets),
            Code::UnknownOutlet.about(["Kompass", "Kompas"])
        );
        let places: BTreeSet<String> = ["JAKARTA", "Jakarta", "SURABAYA"].map(str::to_owned).into();
        assert_eq!(
            remark(FieldId::Place, "jakrta", &places),
            Code::UnknownValue.about(["place:jakrta", "JAKARTA"])
        );
        let part = Code::UnknownOutlet.about(["jakarta", "The Jakarta Post"]);
        assert_eq!(remark(FieldId::Source, "jakarta", &outlets), part);
        assert_eq!(
            remark(FieldId::Source, "xyz", &outlets),
            Code::UnlikelyOutlet.about(["xyz"])
        );
    }
}
