//! What is said without quotation marks because the layout says so: the paragraph behind `Colby wrote:`, and the lines of an
//! interview or transcript, `Budi: Kami siap.`

use std::ops::Range;

use super::attribution::{Attribution, of_mention};
use super::cues::Besides;
use super::decision::Decision;
use super::evidence::Evidence;
use super::scene::{Scene, is, mentions_in};
use super::statement::{Statement, statement};
use crate::article::QuoteKind;
use crate::extract::names::{Mention, MentionKind};
use crate::extract::text::Kind;

/// The most tokens of a label: `Wartawan:`, `Sen. Martha Colby:`.
const LONGEST_LABEL: usize = 6;

/// Lines with labels that make an article a dialogue: fewer are headings and credits.
const FEWEST_LINES: usize = 3;

/// Words that a paragraph behind `wrote:` must have: fewer are a heading.
const SHORTEST_BLOCK: usize = 5;

/// Words that a posting must have: fewer are tags and links.
const SHORTEST_POSTING: usize = 3;

/// An article of several paragraphs that begin with a label, one of which comes back.
pub struct Dialogue<'s> {
    /// Who answers where the labels are `T:` and `J:`: whoever is named last before the first of them.
    interviewee: Option<&'s Mention>,
}

impl<'s> Dialogue<'s> {
    pub fn of(scene: &'s Scene) -> Option<Dialogue<'s>> {
        let doc = scene.doc;
        let mut labels: Vec<u64> = Vec::new();
        let (mut first, mut asked) = (None, false);
        for paragraph in &doc.paragraphs {
            let paragraph = paragraph.start as usize..paragraph.end as usize;
            if let Some(label) = label(scene, &paragraph) {
                first = first.or(Some(label.start));
                asked |= is_part(scene, &label, Besides::QUESTION);
                labels.push(doc.tokens[label.start].key);
            }
        }
        let lines = labels.len();
        labels.sort_unstable();
        labels.dedup();
        let named = |m: &&Mention| m.kind == MentionKind::Name && m.person.is_some();
        let before = first.filter(|_| asked).map(|first| mentions_in(scene, 0..first));
        (lines >= FEWEST_LINES && labels.len() < lines).then(|| Dialogue {
            interviewee: before.and_then(|mentions| mentions.rev().find(named)),
        })
    }

    /// What the line of a dialogue says, if its label means a person.
    pub fn line(&self, scene: &Scene, paragraph: &Range<usize>) -> Option<(Range<usize>, Attribution)> {
        let label = label(scene, paragraph)?;
        let mention = match self.interviewee.filter(|_| is_part(scene, &label, Besides::ANSWER)) {
            Some(mention) => mention,
            None => {
                let mention = mentions_in(scene, label.clone()).last()?;
                let whole = mention.extent.start as usize <= label.start && mention.extent.end as usize == label.end;
                let named = mention.kind == MentionKind::Name && mention.person.is_some();
                (whole && named).then_some(mention)?
            }
        };
        let attribution = Attribution {
            cue: None,
            decision: Decision::of(Evidence::Label),
            ..of_mention(scene, mention, label.end)
        };
        Some((label.end + 1..paragraph.end, attribution))
    }
}

/// A label of one word of a class: `T`, `Jawab`.
fn is_part(scene: &Scene, label: &Range<usize>, part: Besides) -> bool {
    label.len() == 1 && is(scene, label.start, part)
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

/// Words of a posting beside its tags and links.
pub fn posting(scene: &Scene, paragraph: &Range<u32>) -> Option<Range<usize>> {
    let doc = scene.doc;
    let tokens = paragraph.start as usize..paragraph.end as usize;
    let tag = |i: usize| i > tokens.start && doc.tokens[i].glued && matches!(doc.text(i - 1), "#" | "@" | "/" | ".");
    // `pic.kabar.test`
    let glued = |i: usize| i < tokens.end && doc.tokens[i].glued;
    let host = |i: usize| i + 1 < tokens.end && doc.is_sign(i + 1, ".") && glued(i + 1) && glued(i + 2);
    let words = tokens
        .clone()
        .filter(|i| doc.tokens[*i].is_word() && !tag(*i) && !host(*i));
    (words.count() >= SHORTEST_POSTING).then_some(tokens)
}

/// A paragraph that signs the one before: `— Martha Colby (@marthacolby) March 3, 2023`.
pub fn signature(scene: &Scene, paragraph: &Range<usize>) -> Option<Attribution> {
    let doc = scene.doc;
    let dashes = paragraph
        .clone()
        .take_while(|i| matches!(doc.text(*i), "-" | "–" | "—" | "―"))
        .count();
    let first = paragraph.start + dashes;
    let mention = mentions_in(scene, first..paragraph.end).next().filter(|_| dashes > 0)?;
    let end = mention.tokens.end as usize;
    let account = end + 1 < paragraph.end && doc.is_sign(end, "(") && doc.text(end + 1).starts_with('@');
    let named = mention.kind == MentionKind::Name && mention.extent.start as usize == first && mention.person.is_some();
    (named && account).then(|| Attribution {
        cue: None,
        decision: Decision::of(Evidence::Signature),
        ..of_mention(scene, mention, paragraph.start)
    })
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

#[cfg(test)]
mod tests {
    use crate::article::Language;
    use crate::extract::speech::tests::read;

    #[test]
    fn a_dialogue_and_a_paragraph_that_is_announced() {
        let text = "Wawancara dengan Herman Suradi berlangsung singkat.\nWartawan: Bagaimana panen?\nHerman: Panennya baik.\n\
                    Wartawan: Apakah harga turun?\nHerman: Bulan depan.";
        assert_eq!(
            read(Language::ID, text),
            [
                "indirect Herman Suradi: Panennya baik.",
                "indirect Herman Suradi: Bulan depan."
            ]
        );
        let text = "Wartawan kami menemui Menteri Herman Suradi di Jakarta.\nT: Bagaimana panen?\nJ: Panennya baik.\n\
                    T: Apakah harga turun?\nJ: Bulan depan.";
        assert_eq!(
            read(Language::ID, text),
            [
                "indirect Herman Suradi: Panennya baik.",
                "indirect Herman Suradi: Bulan depan."
            ]
        );
        let text =
            "We met Martha Colby at her farm.\nQ: How was the harvest?\nA: It came too late.\nQ: Why?\nA: No rain.";
        assert_eq!(
            read(Language::EN, text),
            [
                "indirect Martha Colby: It came too late.",
                "indirect Martha Colby: No rain."
            ]
        );
        // Without questions the letters are the items of a list.
        let text = "Herman Suradi tiba.\nA: beras\nA: gula\nB: garam\nJ: jagung";
        assert!(read(Language::ID, text).is_empty());
        // One label is a heading or a credit.
        assert!(
            read(
                Language::ID,
                "Berita pagi.\nHerman Suradi: Panennya baik.\nHujan turun."
            )
            .is_empty()
        );
        let text = "Martha Colby wrote:\nThe rains came too late. We will not plant.\nThe valley is dry.";
        assert_eq!(
            read(Language::EN, text),
            ["indirect Martha Colby: The rains came too late. We will not plant"]
        );
    }
}
