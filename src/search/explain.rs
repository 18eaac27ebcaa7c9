//! Why something is found: what each word of a query became, and which words make an article a hit.

use crate::engine::{Archive, Ranked};
use crate::error::Result;
use crate::fields::FieldId;
use crate::index::analyzer::STEM;
use crate::query::condition::{Condition, Pattern, Place};
use crate::query::matching::Reading;
use crate::query::widen;
use crate::query::words::Forms;

/// A term of the index that a word of the query stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundTerm {
    /// The word of the query, folded.
    pub word: String,
    /// The form; a stem begins with `~`.
    pub form: String,
    /// How many titles and bodies have it, whoever says it there. Removed articles count until their segment is merged.
    pub articles: u64,
}

/// What the words of a condition became, and how often each form occurs.
pub fn terms(archive: &dyn Archive, condition: &Condition) -> Result<Vec<FoundTerm>> {
    let mut out = Vec::new();
    let mut failed = None;
    visit(condition, &mut |part| {
        let (fields, pattern): (Vec<FieldId>, &Pattern) = match part {
            Condition::Text { place, pattern } => match place {
                Place::Anywhere => (vec![FieldId::Title, FieldId::Body], pattern),
                Place::Title => (vec![FieldId::Title], pattern),
                Place::Body => (vec![FieldId::Body], pattern),
                Place::Quote => (vec![FieldId::Body], pattern),
            },
            Condition::Speaker(pattern) => (vec![FieldId::Speaker], pattern),
            Condition::Role(pattern) => (vec![FieldId::Role], pattern),
            Condition::Author(pattern) => (vec![FieldId::Author], pattern),
            _ => return,
        };
        let (word, forms) = match pattern {
            Pattern::Word { word, forms: true } => (word.clone(), Forms::of(word).terms()),
            Pattern::Word { word, forms: false } => (word.clone(), vec![word.clone()]),
            Pattern::Prefix(prefix) => (format!("{prefix}*"), Vec::new()),
            Pattern::Fuzzy { word, distance } => (format!("{word}~{distance}"), Vec::new()),
            Pattern::Phrase(words) => (words.join(" "), words.clone()),
            Pattern::Near { words, .. } => (words.join(" "), words.clone()),
        };
        for form in forms {
            let mut articles = 0;
            for field in &fields {
                match archive.frequency(*field, &form) {
                    Ok(count) => articles += count,
                    Err(error) => failed = Some(error),
                }
            }
            out.push(FoundTerm {
                word: word.clone(),
                form: form.replace(STEM, "~"),
                articles,
            });
        }
    });
    match failed {
        Some(error) => Err(error),
        None => Ok(out),
    }
}

/// Visits a condition and all that it is made of.
fn visit<'c>(condition: &'c Condition, see: &mut dyn FnMut(&'c Condition)) {
    see(condition);
    match condition {
        Condition::And(parts) | Condition::Or(parts) => parts.iter().for_each(|part| visit(part, see)),
        Condition::Not(inner)
        | Condition::Boost(inner, _)
        | Condition::Within(_, inner)
        | Condition::Statement(inner)
        | Condition::OfArticle(inner) => visit(inner, see),
        _ => {}
    }
}

/// One part of a query, and whether it holds of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What was asked, as typed.
    pub part: String,
    pub holds: bool,
    /// The words of the article that make it hold, each once, in order of their place.
    pub words: Vec<String>,
}

/// Why an article is a hit of a query, or why not: each of the query's parts with what it found.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn why(archive: &dyn Archive, ranked: &Ranked, parts: &[(String, Condition)]) -> Result<Vec<Reason>> {
    let (article, _) = archive.article(ranked.address)?;
    let reading = Reading::new(&article, archive.added(ranked.address)?);
    let reasons = parts
        .iter()
        .map(|(part, condition)| {
            let marks = reading.marks(&widen(condition, archive.people()));
            let mut words: Vec<String> = Vec::new();
            if let Some(marks) = &marks {
                let titles = marks.title.iter().map(|span| span.of(&article.title));
                let bodies = marks.body.iter().map(|span| span.of(&article.body));
                for word in titles.chain(bodies) {
                    if !words.iter().any(|seen| seen == word) {
                        words.push(word.to_owned());
                    }
                }
            }
            Reason {
                part: part.clone(),
                holds: marks.is_some(),
                words,
            }
        })
        .collect();
    Ok(reasons)
}
