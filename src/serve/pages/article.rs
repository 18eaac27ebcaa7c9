//! One article, marked by the query that it was opened from.

use maud::html;

use super::context::{Context, Page};
use crate::ask::{self, Limit, Question, View};
use crate::error::Result;
use crate::page::article::{self as view, Read, Walk};
use crate::page::layout::{self, Shell};
use crate::page::{asked, states};
use crate::query::Scope;

/// The page.
pub fn article(context: &Context) -> Result<Page> {
    let (locale, address) = (context.locale, &context.address);
    let id = address.get("id").unwrap_or_default();
    let found = ask::records(&*context.snapshot, id)?;
    let Some(first) = found.first() else {
        let content = states::no_article(locale, address);
        return Ok(context.page(404, locale.text("state.no-article.title"), &content));
    };
    let part = address.get("part").is_some();
    if found.len() > 1 && !part && address.get("n").is_none() {
        let content = view::several(locale, address, id, &found);
        return Ok(context.page(200, id, &content));
    }
    // Of several with one id, the one that was chosen from their list.
    let which = if part {
        address.get("n").and_then(|n| n.parse::<usize>().ok())
    } else {
        None
    };
    let article = which.and_then(|n| found.get(n.checked_sub(1)?)).unwrap_or(first);
    // A query that cannot be read marks nothing; the article is there all the same.
    let question = context.question(View::Search, true).ok();
    let marks = context
        .typed(View::Search, None)
        .unwrap_or_default()
        .marks(article, None);
    let why = match &question {
        Some(question) if !asked::query(address).is_empty() => ask::why(&*context.snapshot, question, id)?
            .map(|why| why.reasons)
            .unwrap_or_default(),
        _ => Vec::new(),
    };
    let walk = match (&question, part) {
        (Some(question), false) => walk(context, question, id)?,
        _ => None,
    };
    let (reprints, number) = ask::reprints(&*context.snapshot, id, REPRINTS)?;
    let read = Read {
        article,
        marks: &marks,
        walk,
        reprints: &reprints,
        more_reprints: number - reprints.len(),
        file: &article.path,
        why: &why,
    };
    let content = view::article(locale, address, &read);
    let title = [Some(article.title.as_str()), article.source.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let shell = Shell {
        head: html! { (view::head(article)) },
        foot: context.foot(),
        ..Shell::new(locale, address, &title)
    };
    Ok(Page {
        status: 200,
        html: layout::page(&shell, &content),
        more: false,
    })
}

/// How many reprints are listed.
const REPRINTS: usize = 12;

/// How far into a list its articles can be walked.
const FARTHEST: usize = 1_000;

/// The articles before and behind this one in the list that it was opened from.
fn walk(context: &Context, question: &Question, id: &str) -> Result<Option<Walk>> {
    let Some(n) = context
        .address
        .get("n")
        .and_then(|n| n.parse::<usize>().ok())
        .filter(|n| (1..=FARTHEST).contains(n))
    else {
        return Ok(None);
    };
    let before = n.saturating_sub(2);
    let near = Question {
        scope: Scope::Articles,
        offset: before,
        limit: Some(Limit::Most(n - before + 1)),
        ..question.clone()
    };
    let list = ask::search(&*context.snapshot, &near)?;
    let ids: Vec<String> = list
        .hits()
        .map(|hit| hit.map(|hit| hit.article.id))
        .collect::<Result<_>>()?;
    let at = n - 1 - before;
    // The list may be another one by now.
    if ids.get(at).is_none_or(|there| there != id) {
        return Ok(None);
    }
    Ok(Some(Walk {
        n,
        num_hits: list.num_hits,
        previous: at.checked_sub(1).and_then(|at| ids.get(at).cloned()),
        next: ids.get(at + 1).cloned(),
    }))
}
