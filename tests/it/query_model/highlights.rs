//! What is marked in a hit beside what the recount finds: the words that match, all of them and no others.

use std::collections::BTreeSet;

use warta::article::Span;
use warta::query::matching::Marks;
use warta::query::{Condition, Scope, parse, resolve};
use warta::search::{self, Request, Snippet};

use super::generator::{Dice, Made, index_of, is_plain, make, query};
use super::recount::{Found, Recount};

/// The bytes that some spans cover.
fn covered<'s>(spans: impl IntoIterator<Item = &'s Span>) -> BTreeSet<u32> {
    spans.into_iter().flat_map(|span| span.start..span.end).collect()
}

/// Spans stand in order, apart from each other, none empty, and on the borders of letters.
fn is_tidy(text: &str, spans: &[Span]) -> bool {
    spans.windows(2).all(|two| two[0].end <= two[1].start)
        && spans
            .iter()
            .all(|span| span.start < span.end && text.get(span.range()).is_some())
}

fn same_words(query: &str, made: &Made, marks: &Marks, found: &Found) {
    let article = &made.article;
    for (text, marked, wanted) in [
        (&article.title, &marks.title, &found.title),
        (&article.body, &marks.body, &found.body),
    ] {
        assert!(is_tidy(text, marked), "{query}: {marked:?} in {text}");
        let shown = |spans: &[Span]| spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join("|");
        assert_eq!(
            covered(marked),
            covered(wanted),
            "{query}\nmarked: {}\nwanted: {}\nin {}: {text}",
            shown(marked),
            shown(wanted),
            article.id
        );
    }
}

/// Each piece of a snippet stands in the body, and has the marks there.
fn shows_the_marks(query: &str, body: &str, marks: &Marks, snippet: &Snippet) {
    let Snippet { text, highlights } = snippet;
    assert!(is_tidy(text, highlights), "{query}: {highlights:?} in {text}");
    let body = body.replace('\n', " ");
    let mut start = 0;
    for piece in text.split('…') {
        let (from, to) = (start as u32, (start + piece.len()) as u32);
        let shown = highlights.iter().filter(|s| from <= s.start && s.end <= to);
        let shown: BTreeSet<u32> = covered(shown).into_iter().map(|at| at - from).collect();
        let bare = piece.trim();
        let lead = (piece.len() - piece.trim_start().len()) as u32;
        let fits = body.match_indices(bare).any(|(at, _)| {
            let area = Span::new(at, at + bare.len());
            let inside = covered(&marks.body)
                .into_iter()
                .filter(|at| area.range().contains(&(*at as usize)));
            let wanted: BTreeSet<u32> = inside.map(|at| at - area.start + lead).collect();
            wanted == shown
        });
        // Without marks the beginning is shown, its paragraphs on one line.
        assert!(
            fits || highlights.is_empty() && marks.body.is_empty(),
            "{query}: `{bare}` has other marks in {body}"
        );
        start += piece.len() + '…'.len_utf8();
    }
}

#[test]
fn all_words_that_match_are_marked_and_no_others() {
    let mut dice = Dice(424_242);
    let made: Vec<Made> = (0..120).map(|number| make(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let index = index_of(&made, dir.path());
    let snapshot = index.snapshot().expect("it can be read");
    let mut seen = 0;
    for _ in 0..800 {
        let text = query(&mut dice, 2);
        let node = parse(&text).node;
        for scope in [Scope::Articles, Scope::Statements] {
            let (condition, _) = resolve(&node, scope);
            if !is_plain(&text) || condition == Condition::Nothing {
                continue;
            }
            let request = Request {
                limit: None,
                ..Request::new(scope)
            };
            let found = search::run(&snapshot, &condition, &request).expect("it can be searched");
            for ranked in &found.ranked {
                let of = |id: &str| made.iter().find(|one| one.article.id == id).expect("it was made");
                if scope == Scope::Articles {
                    let hit = search::hit(&snapshot, &condition, ranked).expect("it can be read");
                    let one = of(&hit.article.id);
                    let wanted = Recount { made: one }.article(&node).expect("it is a hit");
                    same_words(&text, one, &hit.marks, &wanted);
                    let snippet = search::snippet(&hit.article, &hit.marks);
                    shows_the_marks(&text, &hit.article.body, &hit.marks, &snippet);
                    seen += hit.marks.body.len();
                } else {
                    let hit = search::statement(&snapshot, &condition, ranked).expect("it can be read");
                    let one = of(&hit.article.id);
                    let wanted = Recount { made: one }.statement(&node, hit.quote).expect("it is a hit");
                    same_words(&text, one, &hit.marks, &wanted);
                    let span = hit.quote().expect("it is there").span;
                    let context = search::context(&hit.article, span, &hit.marks, 160);
                    shows_the_marks(&text, &hit.article.body, &hit.marks, &context);
                }
            }
        }
    }
    assert!(seen > 20_000, "only {seen} words were marked");
}
