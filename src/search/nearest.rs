//! What comes near to a query that finds nothing: words and names that the archive has, spelt much like those that it has not.

use rustc_hash::FxHashMap;

use super::{Request, run};
use crate::engine::Archive;
use crate::error::Result;
use crate::fields::{self, FieldId};
use crate::query::ast::{Form, Node, NodeKind, Term};
use crate::query::{Scope, resolve, words_of};
use crate::remark::{Code, Diagnostic};

/// How many words are offered.
const OFFERED: usize = 3;
/// Parts of a query that are looked at by themselves; each is one search.
const PARTS: usize = 12;

/// A remark on each part of a query that finds nothing by itself, with the words most like it; where each part finds something, one on
/// that they do not come together.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn nearest(archive: &dyn Archive, node: &Node, scope: Scope) -> Result<Vec<Diagnostic>> {
    let mut parts = Vec::new();
    leaves(node, None, &mut parts);
    let mut remarks = Vec::new();
    let mut found = Vec::new();
    let asked_for = parts.len().min(PARTS);
    for QueryPart { asked, field, term } in parts.into_iter().take(PARTS) {
        let (condition, _) = resolve(&asked, scope);
        let request = Request {
            limit: Some(0),
            ..Request::new(scope)
        };
        let count = run(archive, &condition, &request)?.num_hits;
        if count > 0 {
            found.push(format!("`{asked}` {count}"));
            continue;
        }
        let span = asked.span;
        for word in term.map(|term| words_of(&term.text)).unwrap_or_default() {
            let near = alike(archive, field, &word)?;
            let code = match near.is_empty() {
                _ if near.contains(&word) => continue,
                true => Code::UnlikelyWord,
                false => Code::UnknownWord,
            };
            let remark = code.about([word].into_iter().chain(near));
            remarks.push(Diagnostic { remark, span });
        }
    }
    if remarks.is_empty() && found.len() > 1 && found.len() == asked_for {
        let remark = Code::NotTogether.about([found.join(", ")]);
        remarks.push(Diagnostic {
            remark,
            span: node.span,
        });
    }
    Ok(remarks)
}

/// A part of a query that can be asked by itself.
struct QueryPart<'n> {
    asked: Node,
    /// The field whose words it asks for.
    field: Option<FieldId>,
    /// What it asks for, if that is words.
    term: Option<&'n Term>,
}

/// The parts that must hold, or one of which must; what is not wanted is none of them.
fn leaves<'n>(node: &'n Node, field: Option<&'n str>, out: &mut Vec<QueryPart<'n>>) {
    let of_field = |field: Option<&str>| match field {
        Some(name) => Node::new(
            NodeKind::Field {
                name: name.to_owned(),
                value: Box::new(node.clone()),
            },
            node.span,
        ),
        None => node.clone(),
    };
    match &node.kind {
        NodeKind::Term(term) => {
            let id = field.map_or(Some(FieldId::Body), |name| fields::field(name).map(|field| field.id));
            let has_words = !matches!(term.form, Form::Any | Form::Prefix | Form::Whole);
            let words = id.filter(|_| has_words).filter(|id| is_of_words(*id));
            out.push(QueryPart {
                asked: of_field(field),
                field: words,
                term: words.map(|_| term),
            });
        }
        NodeKind::Range { .. } => out.push(QueryPart {
            asked: of_field(field),
            field: None,
            term: None,
        }),
        NodeKind::Field { name, value } => leaves(value, Some(name), out),
        NodeKind::And(parts) | NodeKind::Or(parts) => parts.iter().for_each(|part| leaves(part, field, out)),
        NodeKind::Boost(inner, _) | NodeKind::Together(inner) | NodeKind::Paragraph(inner) => leaves(inner, field, out),
        NodeKind::Not(_) | NodeKind::All => {}
    }
}

fn is_of_words(field: FieldId) -> bool {
    matches!(
        field,
        FieldId::Title | FieldId::Body | FieldId::Quote | FieldId::Speaker | FieldId::Role | FieldId::Author
    )
}

/// The words of a field that are spelt most like another, the nearest first, of those the most frequent; the word itself, where the field
/// has it.
fn alike(archive: &dyn Archive, field: Option<FieldId>, word: &str) -> Result<Vec<String>> {
    let fields: &[FieldId] = match field {
        Some(FieldId::Body | FieldId::Quote) => &[FieldId::Title, FieldId::Body],
        Some(FieldId::Title) => &[FieldId::Title],
        Some(FieldId::Speaker) => &[FieldId::Speaker],
        Some(FieldId::Role) => &[FieldId::Role],
        Some(FieldId::Author) => &[FieldId::Author],
        _ => return Ok(Vec::new()),
    };
    let distance = match word.chars().count() {
        0..=2 => return Ok(Vec::new()),
        3..=5 => 1,
        _ => 2,
    };
    let mut counts: FxHashMap<String, u64> = FxHashMap::default();
    for field in fields {
        for (term, count) in archive.alike(*field, word, distance)? {
            *counts.entry(term).or_default() += count;
        }
    }
    let mut near: Vec<(usize, u64, String)> = counts
        .into_iter()
        .map(|(term, count)| (strsim::osa_distance(&term, word), count, term))
        .collect();
    near.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    // What is two letters away is of use only where nothing is nearer.
    let best = near.first().map_or(0, |(distance, ..)| *distance);
    let near = near.into_iter().filter(|(distance, ..)| *distance == best);
    Ok(near.take(OFFERED).map(|(.., term)| term).collect())
}
