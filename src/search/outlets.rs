//! Outlets that a query names and the archive does not have: a name that is spelt otherwise there finds nothing.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::engine::Archive;
use crate::error::Result;
use crate::fields::FieldId;
use crate::index::analyzer::fold_value;
use crate::query::ast::{Form, Node, NodeKind, Term};
use crate::remark::{Code, Diagnostic, Remark};

/// Below this likeness (Jaro-Winkler) a name is no help to somebody who mistyped another.
const LIKE: f64 = 0.75;

/// A remark for each outlet that no article is from, with the names most like it.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn unknown_outlets(archive: &dyn Archive, node: &Node) -> Result<Vec<Diagnostic>> {
    let mut named = Vec::new();
    visit(node, false, &mut named);
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let outlets = archive.values(FieldId::Source)?;
    let unknown = named.into_iter().filter(|(_, term)| {
        let wanted = fold_value(&term.text);
        !outlets.iter().any(|outlet| match term.form {
            Form::Prefix => fold_value(outlet).starts_with(&wanted),
            _ => fold_value(outlet) == wanted,
        })
    });
    Ok(unknown
        .map(|(node, term)| Diagnostic {
            remark: remark(&term.text, &outlets),
            span: node.span,
        })
        .collect())
}

/// The values of `source:` in a query.
fn visit<'n>(node: &'n Node, in_source: bool, out: &mut Vec<(&'n Node, &'n Term)>) {
    match &node.kind {
        NodeKind::Term(term) if in_source && term.form != Form::Any => out.push((node, term)),
        NodeKind::Field { name, value } => visit(value, *name == *FieldId::Source.name(), out),
        NodeKind::And(parts) | NodeKind::Or(parts) => parts.iter().for_each(|part| visit(part, in_source, out)),
        NodeKind::Not(inner) | NodeKind::Boost(inner, _) | NodeKind::Together(inner) | NodeKind::Paragraph(inner) => {
            visit(inner, in_source, out)
        }
        NodeKind::All | NodeKind::Term(_) | NodeKind::Range { .. } => {}
    }
}

fn remark(name: &str, outlets: &BTreeSet<String>) -> Remark {
    let wanted = fold_value(name);
    let mut near: Vec<(f64, &str)> = outlets
        .iter()
        .map(|outlet| (likeness(&wanted, &fold_value(outlet)), outlet.as_str()))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .collect();
    near.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal).then(a.1.cmp(b.1)));
    let code = match near.is_empty() {
        true => Code::UnlikelyOutlet,
        false => Code::UnknownOutlet,
    };
    code.about([name].into_iter().chain(near.into_iter().take(3).map(|(_, name)| name)))
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
            remark("Kompass", &outlets),
            Code::UnknownOutlet.about(["Kompass", "Kompas"])
        );
        let part = Code::UnknownOutlet.about(["jakarta", "The Jakarta Post"]);
        assert_eq!(remark("jakarta", &outlets), part);
        assert_eq!(remark("xyz", &outlets), Code::UnlikelyOutlet.about(["xyz"]));
    }
}
