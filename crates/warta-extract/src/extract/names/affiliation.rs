//! The organisation that a role names: `Bank Sentosa` in `Direktur Bank Sentosa`, `Mercy Hospital` in `a nurse at Mercy Hospital`.

use std::ops::Range;

use super::classes::WordClass;
use crate::extract::text::{Doc, Kind, Shape};

/// The organisation in a role, as written.
pub fn affiliation(doc: &Doc, words: &[WordClass], role: Range<usize>) -> Option<String> {
    let tokens = match doc.profile().grammar.head_first {
        true => behind_head(doc, words, role)?,
        false => before_head(doc, words, role)?,
    };
    Some(doc.span(tokens).of(doc.body).to_string())
}

fn is_sign(doc: &Doc, i: usize, signs: &[&str]) -> bool {
    doc.tokens[i].kind == Kind::Sign && signs.contains(&doc.text(i))
}

/// A capitalised word that begins the name of an organisation.
fn is_org(doc: &Doc, words: &[WordClass], i: usize) -> bool {
    is_capital(doc, i) && words[i].is(WordClass::BODY | WordClass::ORG | WordClass::UNIT)
}

/// A capitalised word that may be the name of an organisation.
fn may_be_org(doc: &Doc, words: &[WordClass], i: usize) -> bool {
    let (word, token) = (words[i], &doc.tokens[i]);
    is_capital(doc, i)
        && !is_number(doc.text(i))
        && (!word.is_known()
            || token.shape == Shape::Upper && !word.is(WordClass::PLACE | WordClass::ROLE | WordClass::WORD))
}

fn is_capital(doc: &Doc, i: usize) -> bool {
    doc.tokens[i].is_word() && doc.tokens[i].shape != Shape::Lower
}

/// `I`, `III`: the number of a region or commission.
fn is_number(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Behind the head of the role: from the first word of an organisation to the role's end, without what stands in brackets. A word
/// that is known for it tells more than one that is not known at all.
fn behind_head(doc: &Doc, words: &[WordClass], role: Range<usize>) -> Option<Range<usize>> {
    let mut bracketed = false;
    let (mut known, mut other) = (None, None);
    for i in role.clone().skip(1) {
        if is_sign(doc, i, &["(", ")"]) {
            bracketed = doc.text(i) == "(";
        } else if !bracketed && known.is_none() && is_org(doc, words, i) {
            known = Some(i);
        } else if !bracketed && other.is_none() && may_be_org(doc, words, i) {
            other = Some(i);
        }
    }
    // `istri Fulan`, `pengacara Fulan`: what is not known for an organisation is a person.
    let persons = words[role.start].is(WordClass::KIN | WordClass::SERVES);
    let mut start = known.or(other.filter(|_| !persons))?;
    // `Bhayangkara FC`, `Sentosa Bank`: the name before the kind.
    let before = |i: usize| may_be_org(doc, words, i) || is_capital(doc, i) && words[i].is(WordClass::PLACE);
    while known.is_some() && start > role.start + 1 && before(start - 1) {
        start -= 1;
    }
    let mut end = (start..role.end)
        .find(|i| is_sign(doc, *i, &["(", ")"]))
        .unwrap_or(role.end);
    // `KPK 2019-2023`: when, not where.
    while end > start && (doc.tokens[end - 1].kind == Kind::Number || is_sign(doc, end - 1, &["-", "/"])) {
        end -= 1;
    }
    // `Kepala Kantor`, `Direktur PT Tbk`: a kind of house whose name is not there.
    let kind = |i: usize| {
        doc.text(i) == "Tbk"
            || words[i].is(WordClass::BODY | WordClass::UNIT | WordClass::FIRM) && !words[i].is(WordClass::ORG)
    };
    let unnamed = end - start <= 2 && (start..end).all(kind);
    (!unnamed && start < end).then_some(start..end)
}

/// Behind `of`, `at`, `for` or `with`, else before the head: `Desjardins Economics managing director`.
fn before_head(doc: &Doc, words: &[WordClass], role: Range<usize>) -> Option<Range<usize>> {
    let names = |tokens: &Range<usize>| {
        tokens.clone().any(|i| {
            let word = words[i];
            is_capital(doc, i)
                && !word.is(WordClass::ROLE)
                && (word.is(WordClass::BODY | WordClass::ORG | WordClass::TAIL) || !word.is_known())
        })
    };
    let joined = role
        .clone()
        .skip(1)
        .find(|i| matches!(doc.text(*i), "of" | "at" | "for" | "with"));
    if let Some(joined) = joined {
        let the = usize::from(joined + 1 < role.end && doc.text(joined + 1) == "the");
        let start = joined + 1 + the;
        let links = |i: usize| {
            matches!(
                doc.text(i),
                "of" | "for" | "and" | "the" | "&" | "'s" | "’s" | "-" | "in"
            )
        };
        let mut end = (start..role.end)
            .find(|i| !(is_capital(doc, *i) || links(*i)))
            .unwrap_or(role.end);
        while end > start && !is_capital(doc, end - 1) {
            end -= 1;
        }
        let found = start..end;
        return (start < end && is_capital(doc, start) && names(&found)).then_some(found);
    }
    let end = role
        .clone()
        .find(|i| !is_capital(doc, *i) || words[*i].is(WordClass::ROLE))
        .unwrap_or(role.start);
    // `Ministry spokesperson` was cut off from the words before it.
    let found = role.start..end;
    let cut = found.len() == 1
        && words[role.start].is(WordClass::TAIL | WordClass::BODY)
        && !words[role.start].is(WordClass::ORG);
    (!found.is_empty() && !cut && names(&found)).then_some(found)
}
