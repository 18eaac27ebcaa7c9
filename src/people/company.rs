//! How alike the company is that two names keep: the roles, the persons and the matters of their articles.

use rustc_hash::{FxHashMap, FxHashSet};

use super::evidence::Evidence;
use super::name::word_hash;

/// Articles of a name that are looked at.
const ARTICLES: usize = 32;

/// The feature of naming somebody, by the place in the roster.
fn named(id: u32) -> u32 {
    // Far from the places of others, as the numbers of words are.
    id.wrapping_mul(0x9e37_79b1)
}

/// What the articles of names have in common.
pub(super) struct Company<'e> {
    evidence: &'e Evidence,
    /// In how many articles a feature is.
    articles: FxHashMap<u32, u32>,
}

impl<'e> Company<'e> {
    pub fn new(evidence: &'e Evidence) -> Company<'e> {
        let mut articles: FxHashMap<u32, u32> = FxHashMap::default();
        let mut met: Vec<u32> = Vec::new();
        for (i, row) in evidence.all.articles.iter().enumerate() {
            met.clear();
            met.extend(row.features.of(&evidence.all.features));
            for speaker in row.speakers.of(&evidence.all.speakers) {
                debug_assert_eq!(speaker.article as usize, i);
                met.extend(speaker.roles.of(&evidence.all.features));
            }
            met.extend(row.mentions.of(&evidence.all.mentions).iter().map(|id| named(*id)));
            met.sort_unstable();
            met.dedup();
            for feature in &met {
                *articles.entry(*feature).or_default() += 1;
            }
        }
        Company { evidence, articles }
    }

    fn weight(&self, feature: u32) -> f64 {
        let all = self.evidence.all.articles.len() as f64;
        let articles = f64::from(self.articles.get(&feature).copied().unwrap_or(1));
        (all / articles).ln().max(0.0)
    }

    /// The share of a name's articles that has each feature; `rows` are the places of its speakers.
    fn shares(&self, rows: &[u32], without: &FxHashSet<u32>) -> FxHashMap<u32, f64> {
        let all = &self.evidence.all;
        let rows = self.of_articles(rows);
        let mut shares: FxHashMap<u32, f64> = FxHashMap::default();
        let each = 1.0 / rows.len().max(1) as f64;
        let mut met: Vec<u32> = Vec::new();
        for row in &rows {
            let speaker = &all.speakers[*row as usize];
            let article = &all.articles[speaker.article as usize];
            met.clear();
            met.extend(speaker.roles.of(&all.features));
            met.extend(article.features.of(&all.features));
            met.extend(article.mentions.of(&all.mentions).iter().map(|id| named(*id)));
            met.sort_unstable();
            met.dedup();
            for feature in met.iter().filter(|feature| !without.contains(feature)) {
                *shares.entry(*feature).or_default() += each;
            }
        }
        shares
    }

    /// How much of the company of one name is that of the other: 0 to 1. The words of both names are left out.
    pub fn likeness(&self, a: (&[String], &[u32]), b: (&[String], &[u32])) -> f64 {
        if a.1.is_empty() || b.1.is_empty() {
            return 0.0;
        }
        let words = a.0.iter().chain(b.0);
        let mut without: FxHashSet<u32> = words.map(|word| word_hash(word) as u32).collect();
        for words in [a.0, b.0] {
            let own = self.evidence.name_of(super::name::NameHash::of(words).number());
            without.extend(own.map(named));
        }
        let (a, b) = (self.shares(a.1, &without), self.shares(b.1, &without));
        let sum = |shares: &FxHashMap<u32, f64>| -> f64 {
            let mut parts: Vec<f64> = shares.iter().map(|(f, share)| self.weight(*f) * share).collect();
            parts.sort_unstable_by(f64::total_cmp);
            parts.iter().sum()
        };
        let mut common: Vec<f64> = a
            .iter()
            .filter_map(|(f, share)| Some(self.weight(*f) * share.min(*b.get(f)?)))
            .collect();
        // Added in one order, so that the last digit is the same in every run.
        common.sort_unstable_by(f64::total_cmp);
        let less = sum(&a).min(sum(&b));
        if less <= 0.0 {
            0.0
        } else {
            common.iter().sum::<f64>() / less
        }
    }

    /// Whether the roles of one who speaks are told by words that few have.
    pub fn has_telling_role(&self, row: u32) -> bool {
        let words = self.role(row);
        words.iter().map(|word| self.weight(*word)).sum::<f64>() >= self.least()
    }

    /// The words of the roles of one who speaks, each once, in order.
    fn role(&self, row: u32) -> Vec<u32> {
        let all = &self.evidence.all;
        let mut words = all.speakers[row as usize].roles.of(&all.features).to_vec();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// What words have to weigh to tell anything: as much as one of one article in four thousand weighs, or two of one in sixty.
    fn least(&self) -> f64 {
        0.7 * (self.evidence.all.articles.len() as f64).ln()
    }

    /// How much of the words of a role of one name is in one of the other, at most: 0 to 1. Roles of few or of common words tell nothing.
    pub fn office(&self, a: &[u32], b: &[u32]) -> f64 {
        let (a, b) = (self.roles(a), self.roles(b));
        let least = self.least();
        let weight = |words: &mut dyn Iterator<Item = &u32>| words.map(|word| self.weight(*word)).sum::<f64>();
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
        let shares = pairs.map(|(a, b)| {
            let common = weight(&mut a.iter().filter(|word| b.contains(word)));
            if common < least || common <= 0.0 {
                return 0.0;
            }
            common / (weight(&mut a.iter()) + weight(&mut b.iter()) - common)
        });
        shares.fold(0.0, f64::max)
    }

    /// The words of each of a name's roles.
    fn roles(&self, rows: &[u32]) -> Vec<Vec<u32>> {
        let words = self.of_articles(rows).into_iter().map(|row| self.role(row));
        let mut roles: Vec<Vec<u32>> = words.filter(|words| !words.is_empty()).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// Those of a name's speakers that are looked at: of the same articles whatever their order.
    fn of_articles(&self, rows: &[u32]) -> Vec<u32> {
        let all = &self.evidence.all;
        let mut rows: Vec<u32> = rows.to_vec();
        rows.sort_unstable_by_key(|row| all.articles[all.speakers[*row as usize].article as usize].id);
        rows.truncate(ARTICLES);
        rows
    }
}
