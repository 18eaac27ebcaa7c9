//! Words before and after an amount that make it a bound: `lebih dari`, `hampir`, `up to`, `-an`.

use rustc_hash::FxHashSet;

use super::number::Source;
use crate::article::{Bound, Language};
use crate::extract::text::key_of;
use crate::lang::{self, PerLanguage, Profile};
use crate::vocabulary::{Case, Phrases};

/// Longest phrase, in tokens.
const LONGEST: usize = 5;

/// What a phrase next to a number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundWord {
    Bound(Bound),
    /// `antara`: a range follows.
    Between,
}

/// The words of a language.
pub struct Bounds {
    before: Phrases<BoundWord>,
    after: Phrases<Bound>,
    connectors: Phrases<()>,
    between: Phrases<()>,
    pairs: FxHashSet<u64>,
    no_units: FxHashSet<u64>,
    parties: FxHashSet<u64>,
    describing: FxHashSet<u64>,
}

fn bounds(profile: &'static Profile) -> Bounds {
    let (mut before, mut after, mut connectors, mut between) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut no_units, mut pairs) = (FxHashSet::default(), FxHashSet::default());
    let (mut parties, mut describing) = (FxHashSet::default(), FxHashSet::default());
    for entry in profile.lexicon.numbers.iter().flat_map(|file| file.entries()) {
        let phrase = entry.item;
        match entry.class {
            "about" => before.push((phrase, Case::Any, BoundWord::Bound(Bound::About))),
            "at_least" => before.push((phrase, Case::Any, BoundWord::Bound(Bound::AtLeast))),
            "at_most" => before.push((phrase, Case::Any, BoundWord::Bound(Bound::AtMost))),
            "between" => before.push((phrase, Case::Any, BoundWord::Between)),
            "about_after" => after.push((phrase, Case::Any, Bound::About)),
            "at_least_after" => after.push((phrase, Case::Any, Bound::AtLeast)),
            "range" => connectors.push((phrase, Case::Any, ())),
            "range_between" => between.push((phrase, Case::Any, ())),
            "pair" => {
                pairs.insert(key_of(phrase));
            }
            "no_unit" => {
                no_units.insert(key_of(phrase));
            }
            "party" => {
                parties.insert(key_of(phrase));
            }
            "describing" => {
                describing.insert(key_of(phrase));
            }
            _ => {}
        }
    }
    for dash in ["-", "–", "—", "~"] {
        connectors.push((dash, Case::Any, ()));
        between.push((dash, Case::Any, ()));
    }
    Bounds {
        before: Phrases::new(before),
        after: Phrases::new(after),
        connectors: Phrases::new(connectors),
        between: Phrases::new(between),
        pairs,
        no_units,
        parties,
        describing,
    }
}

/// The words of a language; none for a language without its own.
pub fn of(language: Language) -> &'static Bounds {
    static BOUNDS: PerLanguage<Bounds> = PerLanguage::new(bounds);
    BOUNDS.of(lang::profile(language))
}

impl Bounds {
    /// The phrase that ends right before token `i`, and where it begins.
    pub fn before(&self, source: Source, i: usize) -> Option<(usize, BoundWord)> {
        let first = i.saturating_sub(LONGEST);
        // The longest phrase begins first.
        (first..i).find_map(|start| {
            let (len, word) = self.before.at_tokens(source.text, source.tokens, start)?;
            (start + len == i).then_some((start, *word))
        })
    }

    /// The phrase that begins at token `i`, and how many tokens it takes.
    pub fn after(&self, source: Source, i: usize) -> Option<(usize, Bound)> {
        // `Rp14.000-an`
        if source.word(i) == "-" && source.tokens[i].glued && source.word(i + 1) == "an" && source.tokens[i + 1].glued {
            return Some((2, Bound::About));
        }
        let (len, bound) = self.after.at_tokens(source.text, source.tokens, i)?;
        // `an` alone is only half of `-an`; `lebih dari` begins the next bound.
        let next = source.word(i + len).to_lowercase();
        let alone = source.word(i) != "an"
            && !matches!(
                next.as_str(),
                "dari" | "than" | "tinggi" | "rendah" | "besar" | "kecil" | "banyak" | "murah" | "mahal"
            );
        alone.then_some((len, *bound))
    }

    /// Whether a word or dash may stand at token `i` that joins the ends of a range.
    pub fn may_connect(&self, source: Source, i: usize) -> bool {
        [false, true]
            .into_iter()
            .any(|between| self.connector(source, i, between).is_some())
    }

    /// How many tokens the word or dash takes that joins the ends of a range at token `i`.
    pub fn connector(&self, source: Source, i: usize, between: bool) -> Option<usize> {
        let table = if between { &self.between } else { &self.connectors };
        table.at_tokens(source.text, source.tokens, i).map(|(len, ())| len)
    }

    /// How many tokens the word takes that stands between two numbers of one currency at token `i`.
    pub fn joins_pair(&self, source: Source, i: usize) -> Option<usize> {
        let token = source.tokens.get(i)?;
        (!token.glued && self.pairs.contains(&token.key)).then_some(1)
    }

    /// Those whom a story is about: `dua negara` and `two sides` refer to them and count nothing.
    pub fn is_party(&self, key: u64) -> bool {
        self.parties.contains(&key)
    }

    /// A word between a number and what it counts: `five new ferries`.
    pub fn describes(&self, key: u64) -> bool {
        self.describing.contains(&key)
    }

    /// A word that is no unit of what is counted: `persen`, `tahun`, `dari`.
    pub fn is_no_unit(&self, key: u64) -> bool {
        self.no_units.contains(&key)
    }
}
