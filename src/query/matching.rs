//! [`Condition`] against an article itself: whether it holds, and which words make it hold.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::condition::{AmountRange, Condition, Key, Pattern, Place, Speakers, Unit, Value};
use super::patterns::words_of;
use super::words::Words;
use crate::article::{Amount, Article, Decimal, Language, Quote, Span};
use crate::extract::text::Doc;
use crate::index::analyzer::fold_value;
use crate::index::document::roles;
use crate::index::{names, units};

/// The sentences of a text as byte spans.
pub fn sentences(text: &str, language: Language) -> Vec<Span> {
    spans_of(&Doc::new(text, language))
}

fn spans_of(doc: &Doc<'_>) -> Vec<Span> {
    let ranges = doc.sentences.iter();
    ranges
        .map(|range| doc.span(range.start as usize..range.end as usize))
        .collect()
}

/// Where the words stand that make an article a hit; sorted, without overlaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Byte offsets into the title.
    pub title: Vec<Span>,
    /// Byte offsets into the body.
    pub body: Vec<Span>,
}

impl Marks {
    fn extend(&mut self, other: Marks) {
        self.title.extend(other.title);
        self.body.extend(other.body);
    }

    fn tidy(&mut self) {
        for spans in [&mut self.title, &mut self.body] {
            spans.sort_unstable();
            let mut out: Vec<Span> = Vec::with_capacity(spans.len());
            for span in spans.drain(..) {
                match out.last_mut() {
                    Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                    // What was understood from elsewhere has no place in the text.
                    _ if span.start == span.end => {}
                    _ => out.push(span),
                }
            }
            *spans = out;
        }
    }
}

/// An article made ready for checking conditions.
pub struct Reading<'a> {
    pub article: &'a Article,
    added: Option<i64>,
    title: OnceCell<Words<'a>>,
    body: OnceCell<Words<'a>>,
    doc: OnceCell<Doc<'a>>,
}

/// The part of an article that is looked at.
#[derive(Clone)]
enum Area<'q> {
    Whole,
    /// The title alone, as one sentence and one paragraph.
    Title,
    /// Some words of the body.
    Body(Range<usize>),
    Statement(&'q Quote),
}

impl<'a> Reading<'a> {
    /// `added` is when the article came into the index, in seconds since 1970: it does not say so itself. Of an article that is in no index
    /// nothing that asks for that holds.
    pub fn new(article: &'a Article, added: Option<i64>) -> Reading<'a> {
        Reading {
            article,
            added,
            title: OnceCell::new(),
            body: OnceCell::new(),
            doc: OnceCell::new(),
        }
    }

    fn title(&self) -> &Words<'a> {
        self.title
            .get_or_init(|| Words::new(&self.article.title, self.article.language))
    }

    pub fn body(&self) -> &Words<'a> {
        self.body
            .get_or_init(|| Words::new(&self.article.body, self.article.language))
    }

    fn doc(&self) -> &Doc<'a> {
        self.doc
            .get_or_init(|| Doc::new(&self.article.body, self.article.language))
    }

    /// The sentences of the body as byte spans.
    pub fn sentences(&self) -> Vec<Span> {
        spans_of(self.doc())
    }

    /// Sentences or paragraphs of the body, as ranges of its words: each from its first word to the first of the next.
    fn units(&self, unit: Unit) -> Vec<Range<usize>> {
        let body = self.body();
        let sentences: Vec<u32> = self.doc().sentence_starts().collect();
        let first_word = |start: u32| body.spans.partition_point(|word| word.start < start);
        let mut starts: Vec<usize> = match unit {
            Unit::Sentence => sentences.iter().copied().map(first_word).collect(),
            Unit::Paragraph => units::paragraphs(&self.article.body, &sentences)
                .map(first_word)
                .collect(),
        };
        starts.push(body.spans.len());
        starts.dedup();
        starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
    }

    /// Whether the article is a hit.
    pub fn holds(&self, condition: &Condition) -> bool {
        self.check(condition, &Area::Whole).is_some()
    }

    /// The words that make the article a hit; `None` where it is none.
    pub fn marks(&self, condition: &Condition) -> Option<Marks> {
        let mut marks = self.check(condition, &Area::Whole)?;
        marks.tidy();
        Some(marks)
    }

    /// Whether one statement of the article is a hit, and the words that make it one.
    pub fn statement_marks(&self, condition: &Condition, quote: &Quote) -> Option<Marks> {
        let mut marks = self.check(condition, &Area::Statement(quote))?;
        marks.tidy();
        Some(marks)
    }

    fn check(&self, condition: &Condition, area: &Area) -> Option<Marks> {
        let found = |holds: bool| holds.then(Marks::default);
        let article = self.article;
        match condition {
            Condition::All => found(true),
            Condition::Nothing => None,
            Condition::Text { place, pattern } => self.check_text(*place, pattern, area),
            Condition::Speaker(pattern) => match area {
                Area::Statement(quote) => self.check_speaker(pattern, quote),
                _ => None,
            },
            Condition::Speakers(speakers) => self.check_speakers(speakers, area),
            Condition::SpeakerIs(name) => self.check_speakers(&Speakers::named(name, &Arc::default()), area),
            Condition::Role(pattern) => match area {
                Area::Statement(quote) => self.check_role(pattern, quote),
                _ => None,
            },
            Condition::RoleIs(role) => match area {
                Area::Statement(quote) => {
                    let speaker = article.speaker_of(quote);
                    found(speaker.is_some_and(|speaker| roles(speaker).any(|known| fold_value(known) == *role)))
                }
                _ => None,
            },
            Condition::Author(pattern) => found(article.authors.iter().any(|name| has(name, pattern))),
            Condition::AuthorIs(key) => found(article.authors.iter().any(|name| names::key(name) == *key)),
            Condition::Keyword { key, value } => found(holds_value(article, *key, value)),
            Condition::Country { about, codes } => {
                let named = article
                    .countries
                    .iter()
                    .filter(|country| codes.contains(&country.code) && (country.about || !about));
                let body: Vec<&Vec<Span>> = named.map(|country| &country.spans).collect();
                // What is known from elsewhere has no place in the text, and so stands in no sentence.
                let of_article = !body.is_empty() && matches!(area, Area::Whole);
                self.marked(body.into_iter().flatten().copied(), of_article, area)
            }
            Condition::Amount(range) => {
                let amounts = article.amounts.iter().filter(|amount| amount_holds(range, amount));
                self.marked(amounts.map(|amount| amount.span), false, area)
            }
            Condition::Currency(currency) => {
                let amounts = article.amounts.iter().filter(|amount| amount.currency == *currency);
                self.marked(amounts.map(|amount| amount.span), false, area)
            }
            Condition::Days { from, to } => {
                let day = article.published.as_ref().map(|p| p.day());
                found(day.is_some_and(|day| from.is_none_or(|f| f <= day) && to.is_none_or(|t| day <= t)))
            }
            Condition::Added { from, before } => found(self.added.is_some_and(|added| {
                from.is_none_or(|from| from <= added) && before.is_none_or(|before| added < before)
            })),
            Condition::Path(pattern) => found(pattern.is_match(&article.path)),
            Condition::Has(presence) => found(match area {
                Area::Statement(quote) => presence.holds_in(article, quote),
                _ => presence.holds(article),
            }),
            Condition::And(parts) => {
                let mut marks = Marks::default();
                for part in parts {
                    marks.extend(self.check(part, area)?);
                }
                Some(marks)
            }
            Condition::Or(parts) => {
                let mut all: Option<Marks> = None;
                for marks in parts.iter().filter_map(|part| self.check(part, area)) {
                    all.get_or_insert_default().extend(marks);
                }
                all
            }
            Condition::Not(inner) => found(self.check(inner, area).is_none()),
            Condition::Boost(inner, _) => self.check(inner, area),
            Condition::Within(unit, inner) => self.check_within(*unit, inner, area),
            Condition::Statement(inner) => {
                let mut all: Option<Marks> = None;
                for quote in article.quotes.iter().filter(|quote| self.is_in(quote, area)) {
                    if let Some(marks) = self.check(inner, &Area::Statement(quote)) {
                        all.get_or_insert_default().extend(marks);
                    }
                }
                all
            }
            // The words that are marked are those of the statement.
            Condition::OfArticle(inner) => found(self.check(inner, &Area::Whole).is_some()),
        }
    }

    /// Those of some places of the body that lie in the area, if there are any or `holds` anyway.
    fn marked(&self, spans: impl Iterator<Item = Span>, holds: bool, area: &Area) -> Option<Marks> {
        let inside = match area {
            Area::Whole => Some(0..u32::MAX),
            Area::Title => None,
            Area::Body(words) => {
                let starts = &self.body().spans;
                let start = starts.get(words.start).map_or(u32::MAX, |word| word.start);
                Some(start..starts.get(words.end).map_or(u32::MAX, |word| word.start))
            }
            Area::Statement(quote) => Some(quote.span.start..quote.span.end),
        };
        let body: Vec<Span> = spans
            .filter(|span| {
                inside
                    .as_ref()
                    .is_some_and(|inside| span.start < inside.end && inside.start < span.end)
            })
            .collect();
        (holds || !body.is_empty()).then(|| Marks {
            title: Vec::new(),
            body,
        })
    }

    /// Checks each sentence or paragraph by itself. Inside another stretch only what lies in that one counts: `[{a b} c]`.
    fn check_within(&self, unit: Unit, inner: &Condition, area: &Area) -> Option<Marks> {
        let has_title = !self.article.title_derived && !self.title().spans.is_empty();
        let in_title = matches!(area, Area::Whole | Area::Title) && has_title;
        let mut all = match in_title {
            true => self.check(inner, &Area::Title),
            false => None,
        };
        let outer = match area {
            Area::Whole => self.body().all(),
            Area::Title => 0..0,
            Area::Body(range) => range.clone(),
            Area::Statement(quote) => self.body().inside(quote.span),
        };
        for words in self.units(unit) {
            let words = words.start.max(outer.start)..words.end.min(outer.end);
            if words.is_empty() {
                continue;
            }
            if let Some(marks) = self.check(inner, &Area::Body(words)) {
                all.get_or_insert_default().extend(marks);
            }
        }
        all
    }

    /// Whether a statement has a part in the area.
    fn is_in(&self, quote: &Quote, area: &Area) -> bool {
        match area {
            Area::Whole => true,
            Area::Title => false,
            Area::Body(range) => {
                let words = self.body().inside(quote.span);
                words.start < range.end && range.start < words.end
            }
            Area::Statement(other) => other.span == quote.span,
        }
    }

    fn check_text(&self, place: Place, pattern: &Pattern, area: &Area) -> Option<Marks> {
        let body_area = match area {
            Area::Whole => Some(self.body().all()),
            Area::Title => None,
            Area::Body(range) => Some(range.clone()),
            Area::Statement(quote) => Some(self.body().inside(quote.span)),
        };
        let in_body = place != Place::Title;
        let in_title = matches!(place, Place::Title | Place::Anywhere) && matches!(area, Area::Whole | Area::Title);
        let mut marks = Marks::default();
        if let Some(range) = body_area.filter(|_| in_body) {
            let body = self.body();
            let found = body.find(pattern, range);
            marks.body = found.into_iter().map(|i| body.spans[i]).collect();
        }
        if in_title {
            let title = self.title();
            let found = title.find(pattern, title.all());
            marks.title = found.into_iter().map(|i| title.spans[i]).collect();
        }
        // A derived title is part of the body: it is marked, but it is no place of its own.
        let title_counts = !marks.title.is_empty() && !self.article.title_derived;
        (title_counts || !marks.body.is_empty()).then_some(marks)
    }

    fn check_speaker(&self, pattern: &Pattern, quote: &Quote) -> Option<Marks> {
        let speaker = self.article.speaker_of(quote)?;
        let names = [speaker.name.as_str()].into_iter();
        self.check_beside(pattern, names.chain(names::full_name(&speaker.name)), quote)
    }

    fn check_role(&self, pattern: &Pattern, quote: &Quote) -> Option<Marks> {
        let speaker = self.article.speaker_of(quote)?;
        self.check_beside(pattern, roles(speaker).map(String::as_str), quote)
    }

    /// Looks for words in texts about the speaker of a statement; those are marked beside it.
    fn check_beside<'t>(
        &self,
        pattern: &Pattern,
        texts: impl Iterator<Item = &'t str>,
        quote: &Quote,
    ) -> Option<Marks> {
        let mut found_words: Vec<String> = Vec::new();
        for text in texts {
            let words = Words::new(text, crate::article::Language::UNKNOWN);
            let found = words.find(&pattern.without_forms(), words.all());
            found_words.extend(found.into_iter().map(|i| words.word(i).to_owned()));
        }
        if found_words.is_empty() {
            return None;
        }
        Some(self.mark_beside(quote, &found_words))
    }

    /// Persons, of a statement or of the article.
    fn check_speakers(&self, speakers: &Speakers, area: &Area) -> Option<Marks> {
        if let Area::Statement(quote) = area {
            return self.check_person(speakers, quote);
        }
        let mut said = self.article.quotes.iter();
        let spoken = said.find_map(|quote| self.check_person(speakers, quote));
        let mut all = self.article.speakers.iter();
        spoken.or_else(|| all.any(|speaker| speakers.has(&speaker.name)).then(Marks::default))
    }

    fn check_person(&self, speakers: &Speakers, quote: &Quote) -> Option<Marks> {
        let name = &self.article.speaker_of(quote)?.name;
        speakers.has(name).then(|| self.mark_beside(quote, &words_of(name)))
    }

    /// Words of the speaker's name where they stand beside the statement, and in the statement's paragraph.
    fn mark_beside(&self, quote: &Quote, found_words: &[String]) -> Marks {
        let body = self.body();
        let said = body.inside(quote.span);
        let near = self
            .units(Unit::Paragraph)
            .into_iter()
            .find(|paragraph| paragraph.start < said.end && said.start < paragraph.end)
            .unwrap_or_default();
        let marked = near.filter(|i| found_words.iter().any(|word| word == body.word(*i)));
        Marks {
            title: Vec::new(),
            body: marked.map(|i| body.spans[i]).collect(),
        }
    }
}

fn has(name: &str, pattern: &Pattern) -> bool {
    let words = Words::new(name, crate::article::Language::UNKNOWN);
    !words.find(&pattern.without_forms(), words.all()).is_empty()
}

/// The lowest and the highest value that an amount states.
pub fn stated(amount: &Amount) -> Option<(&Decimal, &Decimal)> {
    let low = amount.min.as_ref().or(amount.max.as_ref())?;
    let high = amount.max.as_ref().or(amount.min.as_ref())?;
    Some((low, high))
}

/// Whether an amount lies in a range.
pub fn amount_holds(range: &AmountRange, amount: &Amount) -> bool {
    stated(amount).is_some_and(|(low, high)| range.holds(amount.currency, low, high))
}

fn holds_value(article: &Article, key: Key, value: &Value) -> bool {
    let holds = |found: &str| {
        let folded;
        let found = if key.is_verbatim() {
            found
        } else {
            folded = fold_value(found);
            &folded
        };
        match value {
            Value::Is(wanted) => found == wanted,
            Value::Prefix(prefix) => found.starts_with(prefix.as_str()),
        }
    };
    key.of(article).into_iter().any(holds)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::tokenizer::{TokenStream, Tokenizer};

    use super::*;
    use crate::article::{Language, RawArticle};
    use crate::index::analyzer::{PARAGRAPH, SENTENCE, TextAnalyzer};

    proptest! {
        /// What the index decides by marks, and what is read in the text, are the same sentences and paragraphs.
        #[test]
        fn units_begin_where_the_index_has_marks(text in "([A-Z]?[a-zé']{1,4}|[.?!\u{2}\"”“(]|\n|Dr\\.|[0-9]\\.| |\u{301}|[^a-z]){0,60}") {
            let extracted = crate::extract::extract(RawArticle {
                text,
                ..RawArticle::default()
            });
            let article = &extracted.article;
            let reading = Reading::new(article, None);
            let mut analyzer = TextAnalyzer::new(true);
            let marked = units::marked(Language::ID, &article.body, &extracted.sentences);
            let (mut sentences, mut paragraphs) = (Vec::new(), Vec::new());
            analyzer.token_stream(&marked).process(&mut |token| {
                match token.text.chars().next() {
                    Some(SENTENCE) => sentences.push(token.position),
                    Some(PARAGRAPH) => paragraphs.push(token.position),
                    _ => {}
                }
            });
            let starts = |unit| reading.units(unit).into_iter().map(|unit| unit.start).collect::<Vec<_>>();
            prop_assert_eq!(starts(Unit::Sentence), sentences);
            prop_assert_eq!(starts(Unit::Paragraph), paragraphs);
        }
    }
}
