//! Words that begin alike or are spelt alike, found in the index's dictionary of terms.

use tantivy::Term;
use tantivy::index::SegmentReader;
use tantivy::postings::TermInfo;
use tantivy::query::{AutomatonWeight, DfaWrapper, EnableScoring, FuzzyTermQuery, Query, Weight};
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use crate::index::analyzer::is_word;

#[derive(Clone, Debug)]
pub enum Like {
    Prefix(String),
    Fuzzy { word: String, distance: u8 },
}

/// The documents with a typed word, never a stem or a mark, that is like another.
#[derive(Clone, Debug)]
pub struct LikeQuery {
    field: Field,
    like: Like,
}

impl LikeQuery {
    pub fn new(field: Field, like: Like) -> LikeQuery {
        LikeQuery { field, like }
    }

    /// The words in a segment that are like it.
    pub fn terms(&self, reader: &SegmentReader) -> tantivy::Result<Vec<TermInfo>> {
        match &self.like {
            Like::Prefix(prefix) => self.beginning(prefix).get_match_term_infos(reader),
            Like::Fuzzy { word, distance } => self.spelt(word, *distance)?.get_match_term_infos(reader),
        }
    }

    fn beginning(&self, prefix: &str) -> AutomatonWeight<BeginsWith> {
        AutomatonWeight::new(self.field, BeginsWith(prefix.as_bytes().to_vec()))
    }

    fn spelt(&self, word: &str, distance: u8) -> tantivy::Result<AutomatonWeight<TypedWord>> {
        Ok(AutomatonWeight::new(
            self.field,
            spelt_like(self.field, word, distance)?,
        ))
    }
}

fn spelt_like(field: Field, word: &str, distance: u8) -> tantivy::Result<TypedWord> {
    let term = Term::from_field_text(field, word);
    Ok(TypedWord(FuzzyTermQuery::new(term, distance, true).automaton()?))
}

/// The typed words of a segment that are at most so many letters away from another, each with how many documents have it.
pub fn words_like(
    field: Field,
    word: &str,
    distance: u8,
    reader: &SegmentReader,
) -> tantivy::Result<Vec<(String, u64)>> {
    let words = reader.inverted_index(field)?;
    let mut found = words.terms().search(spelt_like(field, word, distance)?).into_stream()?;
    let mut like = Vec::new();
    while found.advance() {
        if let Ok(word) = std::str::from_utf8(found.key()) {
            like.push((word.to_owned(), u64::from(found.value().doc_freq)));
        }
    }
    Ok(like)
}

impl Query for LikeQuery {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(match &self.like {
            Like::Prefix(prefix) => Box::new(self.beginning(prefix)),
            Like::Fuzzy { word, distance } => Box::new(self.spelt(word, *distance)?),
        })
    }
}

/// Accepts what begins with these bytes.
struct BeginsWith(Vec<u8>);

impl Automaton for BeginsWith {
    /// How many bytes fit so far; `None` once one did not.
    type State = Option<usize>;

    fn start(&self) -> Option<usize> {
        Some(0)
    }

    fn is_match(&self, state: &Option<usize>) -> bool {
        *state == Some(self.0.len())
    }

    fn can_match(&self, state: &Option<usize>) -> bool {
        state.is_some()
    }

    fn will_always_match(&self, state: &Option<usize>) -> bool {
        self.is_match(state)
    }

    fn accept(&self, state: &Option<usize>, byte: u8) -> Option<usize> {
        match state {
            Some(len) if *len == self.0.len() => Some(*len),
            Some(len) if self.0[*len] == byte => Some(len + 1),
            _ => None,
        }
    }
}

/// Accepts what the inner automaton does, but no stem and no mark.
struct TypedWord(DfaWrapper);

impl Automaton for TypedWord {
    /// The state of the inner automaton, and whether it has read nothing; `None` for what is no word as typed.
    type State = Option<(u32, bool)>;

    fn start(&self) -> Self::State {
        Some((self.0.start(), true))
    }

    fn is_match(&self, state: &Self::State) -> bool {
        state.is_some_and(|(inner, _)| self.0.is_match(&inner))
    }

    fn can_match(&self, state: &Self::State) -> bool {
        state.is_some_and(|(inner, _)| self.0.can_match(&inner))
    }

    fn accept(&self, state: &Self::State, byte: u8) -> Self::State {
        match state {
            Some((_, true)) if !is_word(byte) => None,
            Some((inner, _)) => Some((self.0.accept(inner, byte), false)),
            None => None,
        }
    }
}
