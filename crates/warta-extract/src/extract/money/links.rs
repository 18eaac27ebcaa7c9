//! Links to other articles that stand inside a paragraph: `Baca juga: Harga Naik Rp 5.000 Hal itu dikatakan ...`. Nothing tells where their
//! headline ends, so the paragraph is left whole; but an amount in the words behind the link is not this article's.

use std::ops::Range;

use crate::extract::text::Doc;
use crate::lang::PerLanguage;
use crate::vocabulary::{Case, Phrases};

/// Words of a headline, at most.
const HEADLINE: usize = 16;

static MARKS: PerLanguage<Phrases<()>> = PerLanguage::new(|profile| {
    let entries = profile.lexicon.related.iter().flat_map(|file| file.entries());
    let inline = entries.filter(|entry| entry.value() == "inline");
    Phrases::new(inline.map(|entry| (entry.item, Case::Capital, ())))
});

/// The tokens of such links, in order. A link ends with its sentence at the latest.
pub fn find(doc: &Doc) -> Vec<Range<usize>> {
    let marks = MARKS.of(doc.profile());
    let mut found = Vec::new();
    for sentence in &doc.sentences {
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        // Its colon is found much sooner than its words.
        if memchr::memchr(b':', &doc.body.as_bytes()[doc.span(start..end).range()]).is_none() {
            continue;
        }
        let link = (start..end).filter_map(|i| {
            let (len, ()) = marks.at_tokens(doc.body, &doc.tokens, i)?;
            let colon = doc
                .tokens
                .get(i + len)
                .is_some_and(|token| token.span().of(doc.body) == ":");
            colon.then(|| i..end.min(i + len + 1 + HEADLINE))
        });
        found.extend(link);
    }
    found
}
