//! Names that are no person's, and names with words glued to them.

use rustc_hash::FxHashMap;

use super::evidence::{Evidence, Stands};
use super::name::{NameHash, word_hash};
use super::persons::Reason;
use super::vocabulary as words;

/// Whether a name of the roster is no person's; `articles` is how many have it as a speaker.
pub(super) fn no_person(evidence: &Evidence, id: u32, articles: u32) -> Option<Reason> {
    let name = &evidence.roster.names[id as usize];
    let stands = &evidence.all.stands[id as usize];
    let is = |list: &dyn Fn(u64) -> bool| name.words.iter().all(|word| list(word_hash(word)));
    let has_name = name.words.iter().any(|word| words::NAMES.contains(&word_hash(word)));
    // What only persons have.
    let sure = stands.aged + stands.titled + stands.roles.saturating_sub(stands.named_thing);
    let is_doubtful = sure * 4 < articles.max(1) + 2;
    if !is_doubtful {
        return None;
    }
    if is(&|word| words::TIME_WORDS.contains(&word) || words::DEGREES.contains(&word))
        || (is(&|word| words::ORGANISATIONS.contains(&word) || words::THINGS.contains(&word)) && !has_name)
        || (is_abbreviation(&name.written) && !has_name)
    {
        return Some(Reason::Sign);
    }
    if let Some(reason) = ordinary(evidence, &name.words, has_name) {
        return Some(reason);
    }
    if stands.quoted * 2 > stands.times && sure == 0 {
        return Some(Reason::Quoted {
            times: stands.quoted,
            of: stands.times,
        });
    }
    is_thing(stands, articles, has_name)
}

fn is_thing(stands: &Stands, articles: u32, has_name: bool) -> Option<Reason> {
    let share = if has_name { 2 } else { 4 };
    if stands.thing * share >= stands.times.max(1) && stands.thing >= 1 && stands.said * 4 <= stands.times {
        return Some(Reason::Thing {
            times: stands.thing,
            of: stands.times,
        });
    }
    if stands.named_thing * 2 > articles && !has_name {
        return Some(Reason::Thing {
            times: stands.named_thing,
            of: articles,
        });
    }
    let most = if has_name { 3 * articles } else { articles.max(2) };
    (stands.within >= most).then_some(Reason::Within { times: stands.within })
}

/// Words that articles write small nearly everywhere.
fn ordinary(evidence: &Evidence, name: &[String], has_name: bool) -> Option<Reason> {
    let mut least: Option<(u32, u32)> = None;
    for word in name {
        let written = evidence.written(word);
        let enough = if has_name { 20 } else { 2 };
        if written.small < 4 || written.small < enough * written.capital {
            return None;
        }
        if least.is_none_or(|(small, _)| written.small < small) {
            least = Some((written.small, written.capital));
        }
    }
    least.map(|(small, capital)| Reason::Ordinary { small, capital })
}

/// `SpS`, `APSyFI`: one word with capitals inside, as no name is written.
fn is_abbreviation(written: &std::collections::BTreeMap<String, u32>) -> bool {
    written.keys().all(|name| {
        let mut before = None;
        let mut inside = false;
        for c in name.chars() {
            if c.is_whitespace() {
                return false;
            }
            inside |= c.is_uppercase() && before.is_some_and(char::is_lowercase);
            before = Some(c);
        }
        let prefixes = ["Mc", "Mac", "De", "Di", "La", "Le", "Al", "El", "Van", "Fitz", "O"];
        inside && !prefixes.iter().any(|prefix| name.starts_with(prefix))
    })
}

/// A name without what is glued to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trim {
    /// The words of the person's name.
    pub words: Vec<String>,
    /// As it is shown.
    pub shown: String,
    /// What is left off.
    pub off: String,
}

/// Finds what is glued to names.
pub(super) struct Gluing<'e> {
    evidence: &'e Evidence,
    articles: &'e [u32],
    /// How many names begin with a word and go on with a known name, and how many go on otherwise.
    begins: FxHashMap<u64, (u32, u32)>,
}

impl<'e> Gluing<'e> {
    pub fn new(evidence: &'e Evidence, articles: &'e [u32]) -> Gluing<'e> {
        let mut gluing = Gluing {
            evidence,
            articles,
            begins: FxHashMap::default(),
        };
        let mut begins: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
        for name in &evidence.roster.names {
            if let [first, _, _, ..] = &name.words[..] {
                let count = begins.entry(word_hash(first)).or_default();
                match (1..name.words.len() - 1).any(|from| gluing.known(&name.words[from..]).is_some()) {
                    true => count.0 += 1,
                    false => count.1 += 1,
                }
            }
        }
        gluing.begins = begins;
        gluing
    }

    /// The place of a name that speakers have.
    fn known(&self, words: &[String]) -> Option<u32> {
        self.evidence.name_of(NameHash::of(words).number())
    }

    /// The name of the person alone, where something is glued to it.
    pub fn trim(&self, id: u32) -> Option<Trim> {
        self.before(id).or_else(|| self.capital_inside(id)).or_else(|| self.behind(id))
    }

    fn shown(&self, id: u32) -> String {
        let written = &self.evidence.roster.names[id as usize].written;
        most_written(written.iter().map(|(name, count)| (name.as_str(), *count)))
    }

    /// `Sumber Makmur Bhima Prawira`, where Bhima Prawira speaks elsewhere.
    fn before(&self, id: u32) -> Option<Trim> {
        let words = &self.evidence.roster.names[id as usize].words;
        for from in 1..words.len().saturating_sub(1) {
            let Some(person) = self.known(&words[from..]) else { continue };
            let (off, first) = (&words[..from], word_hash(&words[0]));
            let (glued, other) = self.begins.get(&first).copied().unwrap_or_default();
            let is_name = |word: &String| words::NAMES.contains(&word_hash(word)) || word.chars().count() == 1;
            let is_title = off.iter().all(|word| words::TITLES.contains(&word_hash(word)));
            if is_title {
                continue;
            }
            let sure = off.iter().any(|word| {
                let hash = word_hash(word);
                words::THINGS.contains(&hash) || words::ORGANISATIONS.contains(&hash)
            });
            let no_name = !off.iter().any(is_name) && other <= glued;
            if sure || (no_name && self.articles[person as usize] >= self.articles[id as usize]) {
                return Some(Trim {
                    words: words[from..].to_vec(),
                    shown: self.shown(person),
                    off: off.join(" "),
                });
            }
        }
        None
    }

    /// `SumberBhima Prawira`: a blank is missing.
    fn capital_inside(&self, id: u32) -> Option<Trim> {
        let written = self.shown(id);
        let mut from = None;
        let mut before: Option<char> = None;
        for (at, c) in written.char_indices() {
            let glued = c.is_uppercase()
                && (before.is_some_and(char::is_lowercase)
                    || (before.is_some_and(char::is_uppercase) && written[at + c.len_utf8()..].chars().next().is_some_and(char::is_lowercase)));
            if glued && self.known(&super::name::words_of(&written[at..])).is_some() {
                from = Some(at);
            }
            before = Some(c);
        }
        let from = from?;
        let words = super::name::words_of(&written[from..]);
        (words.len() > 1).then(|| Trim {
            shown: written[from..].to_owned(),
            off: written[..from].to_owned(),
            words,
        })
    }

    /// `Bhima Prawiramemastikan`, `Bhima Prawira Malah`
    fn behind(&self, id: u32) -> Option<Trim> {
        let words = &self.evidence.roster.names[id as usize].words;
        let written = self.shown(id);
        let (last, rest) = words.split_last()?;
        if rest.is_empty() {
            return None;
        }
        if let Some(person) = self.known(rest) {
            let how = self.evidence.written(last);
            let ordinary = how.small >= 4 && how.small > 2 * how.capital && !words::NAMES.contains(&word_hash(last));
            if ordinary && self.articles[person as usize] >= self.articles[id as usize] {
                return Some(Trim {
                    words: rest.to_vec(),
                    shown: self.shown(person),
                    off: last.clone(),
                });
            }
        }
        // The verb begins where the rest of the word is one, or what is left is a name that is known.
        let cut = last.char_indices().map(|(at, _)| at).skip(3).find(|at| {
            let (name, verb) = last.split_at(*at);
            let is_verb = words::SAYING.contains(&word_hash(verb)) && verb.len() > 5;
            let mut whole = rest.to_vec();
            whole.push(name.to_owned());
            is_verb || (verb.len() > 5 && verb.starts_with("me") && self.known(&whole).is_some())
        })?;
        let mut whole = rest.to_vec();
        whole.push(last[..cut].to_owned());
        let shown = match self.known(&whole) {
            Some(person) => self.shown(person),
            // Folding keeps the length of what is plain; of the rest nobody knows where it ends.
            None => written.get(..written.len().checked_sub(last.len() - cut)?)?.to_owned(),
        };
        Some(Trim {
            words: whole,
            shown,
            off: last[cut..].to_owned(),
        })
    }
}

/// The name that is written most often; of several the first by letters.
pub(super) fn most_written<'n>(names: impl Iterator<Item = (&'n str, u32)>) -> String {
    // Names in capitals are headlines.
    let shouted = |name: &str| name.chars().count() > 3 && !name.chars().any(char::is_lowercase);
    names
        .max_by(|a, b| {
            (!shouted(a.0), a.1)
                .cmp(&(!shouted(b.0), b.1))
                .then_with(|| b.0.cmp(a.0))
        })
        .map_or_else(String::new, |(name, _)| name.to_owned())
}
