//! What is said without quotation marks because the layout says so: the paragraph behind `Colby wrote:`, and the lines of an
//! interview or transcript, `Budi: Kami siap.`

use std::ops::Range;

use super::attribute::Attribution;
use super::subject::{mentions_in, of_mention};
use super::{Scene, Statement, statement};
use crate::article::QuoteKind;
use crate::extract::names::MentionKind;
use crate::extract::text::Kind;

/// The most tokens of a label: `Wartawan:`, `Sen. Martha Colby:`.
const LONGEST_LABEL: usize = 6;

/// Lines with labels that make an article a dialogue: fewer are headings and credits.
const FEWEST_LINES: usize = 3;

/// Words that a paragraph behind `wrote:` must have: fewer are a heading.
const SHORTEST_BLOCK: usize = 5;

/// Whether the article is a dialogue: several of its paragraphs begin with a label, and one of the labels comes back.
pub fn is_dialogue(scene: &Scene) -> bool {
    let doc = scene.doc;
    let mut labels: Vec<u64> = Vec::new();
    for paragraph in &doc.paragraphs {
        let paragraph = paragraph.start as usize..paragraph.end as usize;
        if label(scene, &paragraph).is_some() {
            labels.push(doc.tokens[paragraph.start].key);
        }
    }
    let lines = labels.len();
    labels.sort_unstable();
    labels.dedup();
    lines >= FEWEST_LINES && labels.len() < lines
}

/// The tokens of a paragraph's label; its colon stands behind them.
fn label(scene: &Scene, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let doc = scene.doc;
    let end = paragraph.end.min(paragraph.start + LONGEST_LABEL + 1);
    let colon = (paragraph.start + 1..end).find(|i| doc.tokens[*i].kind == Kind::Sign && doc.text(*i) == ":")?;
    let capital = doc.text(paragraph.start).starts_with(char::is_uppercase);
    // `09:30: ...`
    let words = doc.tokens[paragraph.start].kind == Kind::Word;
    (capital && words && colon + 1 < paragraph.end).then_some(paragraph.start..colon)
}

/// What the line of a dialogue says, if its label names a person.
pub fn line(scene: &Scene, paragraph: &Range<usize>) -> Option<(Range<usize>, Attribution)> {
    let label = label(scene, paragraph)?;
    let mention = mentions_in(scene, label.clone()).last()?;
    let whole = mention.extent.start as usize <= label.start && mention.extent.end as usize == label.end;
    let named = mention.kind == MentionKind::Name && mention.person.is_some();
    let attribution = Attribution {
        cue: None,
        ..of_mention(scene, mention, label.end)
    };
    (whole && named).then_some((label.end + 1..paragraph.end, attribution))
}

/// The paragraph that a cue and a colon at the end of the one before announce.
pub fn block(scene: &Scene, paragraph: &Range<usize>, attribution: Attribution) -> Option<Statement> {
    let mut end = paragraph.end;
    while end > paragraph.start && scene.doc.text(end - 1) == "." {
        end -= 1;
    }
    let words = paragraph.clone().filter(|i| scene.doc.tokens[*i].is_word()).count();
    (words >= SHORTEST_BLOCK).then(|| statement(&(paragraph.start..end), QuoteKind::Indirect, attribution))
}
