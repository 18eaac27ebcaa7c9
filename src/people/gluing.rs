//! Names with words glued to them, which belong to something else.

use rustc_hash::FxHashMap;

use super::evidence::{Evidence, Written};
use super::name::{NameHash, is_particle, word_hash};
use super::none::{is_abbreviated, is_ordinary, most_written};
use super::vocabulary as words;

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
    /// In how many articles names with a word speak: all, and the one that speaks most.
    had: FxHashMap<u64, (u32, u32)>,
}

impl<'e> Gluing<'e> {
    pub fn new(evidence: &'e Evidence, articles: &'e [u32]) -> Gluing<'e> {
        let mut gluing = Gluing {
            evidence,
            articles,
            begins: FxHashMap::default(),
            had: FxHashMap::default(),
        };
        for (name, articles) in evidence.roster.names.iter().zip(articles) {
            let mut words: Vec<u64> = name.words.iter().map(|word| word_hash(word)).collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                let (all, most) = gluing.had.entry(word).or_default();
                *all += articles;
                *most = (*most).max(*articles);
            }
        }
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
        self.again(id)
            .or_else(|| self.before(id))
            .or_else(|| self.outside(id))
            .or_else(|| self.capital_inside(id))
            .or_else(|| self.behind(id))
            .or_else(|| self.among_ordinary(id))
    }

    /// Whether a name of one word speaks so often that another is not somebody else of that first name, who has never a role.
    fn is_much_more(&self, one: Option<u32>, id: u32) -> bool {
        let times = if self.evidence.all.stands[id as usize].roles == 0 {
            5
        } else {
            20
        };
        one.is_some_and(|one| self.articles[one as usize] >= times * self.articles[id as usize])
    }

    /// Whether another name with a word speaks far more often than a name, and than all others with this word: `Prawira Malah`, where Bhima
    /// Prawira speaks.
    fn is_had_by_many(&self, word: &str, id: u32) -> bool {
        let (all, most) = self.had.get(&word_hash(word)).copied().unwrap_or_default();
        let own = self.articles[id as usize];
        most >= 10 * own && most * 5 >= all.saturating_sub(own) * 4
    }

    fn shown(&self, id: u32) -> String {
        let written = &self.evidence.roster.names[id as usize].written;
        most_written(written.iter().map(|(name, count)| (name.as_str(), *count)))
    }

    /// `Bhima Prawira Bhima Prawira`: the last words are said twice.
    fn again(&self, id: u32) -> Option<Trim> {
        let words = &self.evidence.roster.names[id as usize].words;
        let len = words.len();
        let twice = (2..=len / 2)
            .rev()
            .find(|half| words[len - half..] == words[len - 2 * half..len - half])?;
        let left = &words[..len - twice];
        let shown = match self.known(left) {
            Some(person) => self.shown(person),
            None => {
                let written = self.shown(id);
                let parts: Vec<&str> = written.split_whitespace().collect();
                (parts.len() == len).then(|| parts[..left.len()].join(" "))?
            }
        };
        Some(Trim {
            words: left.to_vec(),
            shown,
            off: words[len - twice..].join(" "),
        })
    }

    /// `Sumber Makmur Bhima Prawira`, where Bhima Prawira speaks elsewhere.
    fn before(&self, id: u32) -> Option<Trim> {
        let words = &self.evidence.roster.names[id as usize].words;
        for from in 1..words.len().saturating_sub(1) {
            let Some(person) = self.known(&words[from..]) else {
                continue;
            };
            let (off, first) = (&words[..from], word_hash(&words[0]));
            let (glued, other) = self.begins.get(&first).copied().unwrap_or_default();
            let is_name = |word: &String| words::NAMES.contains(&word_hash(word)) || word.chars().count() == 1;
            let is = |list: &words::Words, word: &String| list.contains(&word_hash(word));
            if off.iter().all(|word| is(&words::TITLES, word)) {
                // `Gus` and `Raja` are names as well; whose wife somebody is, is not who she is.
                if off
                    .iter()
                    .any(|word| is(&words::NAMES, word) || is(&words::WOMENS_TITLES, word))
                {
                    continue;
                }
                return Some(self.without(off, &words[from..], person));
            }
            // `Direktur Rawa Bhima Prawira`, `Prawira Prawira Santika`
            let is_role = is(&words::ROLES, &words[0]) && !is(&words::NAMES, &words[0]);
            let sure = is_role
                || words[from..].starts_with(off)
                || off
                    .iter()
                    .any(|word| is(&words::THINGS, word) || is(&words::ORGANISATIONS, word));
            let far_more = self.articles[person as usize] >= 4 * self.articles[id as usize];
            let no_name = !off.iter().any(is_name) && (other <= glued || far_more);
            let enough = self.articles[person as usize] >= self.articles[id as usize] || self.stands_elsewhere(id, off);
            if sure || (no_name && enough) || self.is_another(id, off, person) || self.is_elsewhere_too(id, off, person)
            {
                return Some(self.without(off, &words[from..], person));
            }
        }
        None
    }

    fn without(&self, off: &[String], words: &[String], person: u32) -> Trim {
        Trim {
            words: words.to_vec(),
            shown: self.shown(person),
            off: off.join(" "),
        }
    }

    /// `Ratri Santika Bhima Prawira`: what stands before the name is that of another person of several words, and both speak far more often.
    fn is_another(&self, id: u32, off: &[String], person: u32) -> bool {
        let Some(other) = self.known(off).filter(|_| off.len() > 1) else {
            return false;
        };
        let (other, person) = (self.articles[other as usize], self.articles[person as usize]);
        other.min(person) > self.articles[id as usize] && other + person >= 10 * self.articles[id as usize]
    }

    /// `India Bhima Prawira`: the word before it may be a name, but hardly ever is one here, and the person speaks far more often without it.
    fn is_elsewhere_too(&self, id: u32, off: &[String], person: u32) -> bool {
        let [word] = off else { return false };
        let names = self
            .evidence
            .roster
            .in_names
            .get(&word_hash(word))
            .copied()
            .unwrap_or_default();
        word.chars().count() > 1
            && self.articles[person as usize] >= 4 * self.articles[id as usize]
            && self.evidence.written(word).capital >= 30 * names
            && self.stands_elsewhere(id, off)
    }

    /// Whether words are written with a capital far more often than the name that they stand in, and nobody is called so who speaks.
    fn stands_elsewhere(&self, id: u32, words: &[String]) -> bool {
        let times = self.evidence.all.stands[id as usize].times;
        words.iter().all(|word| {
            let speaks = self.known(std::slice::from_ref(word)).is_some_and(|alone| {
                let stands = &self.evidence.all.stands[alone as usize];
                stands.said * 20 >= stands.times
            });
            let written = self.evidence.written(word);
            !speaks && written.said * 5 <= written.alone && written.capital >= 2 * times + 3
        })
    }

    /// Whether a word stands at the end of longer names, as `Makmur` in `Sumber Makmur`, and hardly ever otherwise.
    fn ends_longer_names(&self, word: &str) -> bool {
        let is_name = words::NAMES.contains(&word_hash(word));
        let Written {
            small,
            capital,
            alone,
            said,
            closes,
            behind,
            ..
        } = self.evidence.written(word);
        let (least, times) = if is_name { (10, 10) } else { (5, 4) };
        let is_end = closes >= least && closes > times * alone;
        let is_word = !is_name && small >= 3 && behind >= 3 && alone == 0 && behind * 20 >= capital * 19;
        said == 0 && (is_end || is_word)
    }

    /// `Makmur Bhima Prawira`, where the first word stands in many other places, and seldom as one who speaks.
    fn outside(&self, id: u32) -> Option<Trim> {
        let name = &self.evidence.roster.names[id as usize];
        let written = self.shown(id);
        let parts: Vec<&str> = written.split_whitespace().collect();
        if parts.len() != name.words.len() {
            return None;
        }
        let times = self.evidence.all.stands[id as usize].times;
        let ends_role = self.evidence.all.stands[id as usize].behind_body * 2 >= self.articles[id as usize];
        let is_outside = |at: usize| {
            let word = &name.words[at];
            let hash = word_hash(word);
            if words::SHORT_OFFICES.contains(&hash) || is_abbreviated(parts[at]) {
                return true;
            }
            if name.words.len() - at > 2 && ends_role && self.ends_longer_names(word) {
                return true;
            }
            if words::NAMES.contains(&hash) || words::TITLES.contains(&hash) || word.chars().count() < 3 {
                return false;
            }
            let everywhere = self.evidence.written(word);
            let is_shouted = everywhere.shouted >= 2 && everywhere.shouted * 2 > everywhere.capital;
            if is_shouted && name.words.len() - at > 2 {
                return true;
            }
            let is_silent = match self.known(std::slice::from_ref(word)) {
                Some(alone) => {
                    let stands = &self.evidence.all.stands[alone as usize];
                    stands.said * 20 < stands.times
                }
                // A first name that nobody is called by alone.
                None => self.known(&name.words[at + 1..]).is_some(),
            };
            is_silent && everywhere.capital + everywhere.small >= 8 * times + 10
        };
        let from = (0..name.words.len()).find(|at| !is_outside(*at))?;
        let left = &name.words[from..];
        if from == 0 || (left.len() < 2 && self.known(left).is_none()) {
            return None;
        }
        Some(Trim {
            words: left.to_vec(),
            shown: parts[from..].join(" "),
            off: name.words[..from].join(" "),
        })
    }

    /// `Akui Bhima Prawira Tidak`: what is left of a name without the ordinary words around it, where that is a name of several words, or one that
    /// speakers have.
    fn among_ordinary(&self, id: u32) -> Option<Trim> {
        let words = &self.evidence.roster.names[id as usize].words;
        // `van der` is of a name; `di` is of a headline far more often.
        let is_inside = |word: &str| is_particle(word) && word != "di";
        let is_ordinary = |word: &String| !is_inside(word) && is_ordinary(self.evidence, word);
        let ordinary: Vec<bool> = words.iter().map(is_ordinary).collect();
        if !ordinary.contains(&true) || !ordinary.contains(&false) {
            return None;
        }
        let mut best = 0..0;
        let mut from = 0;
        // One more behind the last word ends the last row.
        for (to, ends) in ordinary.iter().chain([&true]).enumerate() {
            if *ends {
                // Of two as long, the one that speakers have.
                let is_known = || self.known(&words[from..to]).is_some() && self.known(&words[best.clone()]).is_none();
                if to - from > best.len() || (to > from && to - from == best.len() && is_known()) {
                    best = from..to;
                }
                from = to + 1;
            }
        }
        let person = self.known(&words[best.clone()]);
        let is_name = |word: &String| words::NAMES.contains(&word_hash(word));
        // Of a headline most words are ordinary.
        let is_headline = ordinary.iter().filter(|ordinary| **ordinary).count() > 1;
        let is_one_word = best.len() == 1 && !is_headline;
        if is_one_word && !self.is_much_more(person, id) && !self.is_had_by_many(&words[best.start], id) {
            return None;
        }
        if person.is_none() && !(best.len() > 1 && words[best.clone()].iter().any(is_name)) {
            return None;
        }
        let shown = match person {
            Some(person) => self.shown(person),
            None => {
                let written = self.shown(id);
                let parts: Vec<&str> = written.split_whitespace().collect();
                (parts.len() == words.len()).then(|| parts[best.clone()].join(" "))?
            }
        };
        let off = words[..best.start].iter().chain(&words[best.end..]);
        Some(Trim {
            words: words[best.clone()].to_vec(),
            shown,
            off: off.cloned().collect::<Vec<_>>().join(" "),
        })
    }

    /// `SumberBhima Prawira`: a blank is missing.
    fn capital_inside(&self, id: u32) -> Option<Trim> {
        let written = self.shown(id);
        let mut from = None;
        let mut before: Option<char> = None;
        for (at, c) in written.char_indices() {
            let glued = c.is_uppercase()
                && (before.is_some_and(char::is_lowercase)
                    || (before.is_some_and(char::is_uppercase)
                        && written[at + c.len_utf8()..]
                            .chars()
                            .next()
                            .is_some_and(char::is_lowercase)));
            let in_first = !written[..at].contains(char::is_whitespace);
            let is_long = in_first && at >= 5 && before.is_some_and(char::is_lowercase);
            if glued && (is_long || self.known(&super::name::words_of(&written[at..])).is_some()) {
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
        if rest.len() > 1 && written.split_whitespace().next_back().is_some_and(is_abbreviated) {
            return Some(Trim {
                words: rest.to_vec(),
                shown: written
                    .rsplit_once(char::is_whitespace)?
                    .0
                    .trim_end_matches(',')
                    .to_owned(),
                off: last.clone(),
            });
        }
        if let Some(person) = self.known(rest) {
            let ordinary = is_ordinary(self.evidence, last);
            let may = rest.len() > 1 || self.is_much_more(Some(person), id) || self.is_had_by_many(&rest[0], id);
            if ordinary && may && (rest.len() == 1 || self.articles[person as usize] >= self.articles[id as usize]) {
                return Some(Trim {
                    words: rest.to_vec(),
                    shown: self.shown(person),
                    off: last.clone(),
                });
            }
        }
        // `Bhima Prawira'soffice`
        let genitive = written.rfind(['\'', '’']).filter(|at| {
            let behind = written[*at..].chars().skip(1).collect::<String>();
            behind.starts_with('s') && behind.len() > 1 && behind.chars().all(char::is_lowercase)
        });
        if let Some(at) = genitive {
            let left = super::name::words_of(&written[..at]);
            if let Some(person) = self.known(&left) {
                return Some(Trim {
                    words: left,
                    shown: self.shown(person),
                    off: written[at..].to_owned(),
                });
            }
        }
        // The verb begins where the rest of the word is one, or what is left is a name that is known.
        let cut = last.char_indices().map(|(at, _)| at).skip(3).find(|at| {
            let (name, verb) = last.split_at(*at);
            let is_verb = words::SAYING.contains(&word_hash(verb)) && verb.len() > 5;
            let mut whole = rest.to_vec();
            whole.push(name.to_owned());
            let known = self.known(&whole);
            // `Bhima Prawirais`: a blank is missing, and the word is in no other name.
            let is_small = words::FUNCTION_WORDS.contains(&word_hash(verb)) || words::COMMON.contains(&word_hash(verb));
            let times = |id: u32| self.evidence.all.stands[id as usize].times;
            let far_more = known.is_some_and(|known| {
                self.articles[known as usize] >= 3 * self.articles[id as usize] || times(known) >= 5 * times(id).max(1)
            });
            let is_glued = verb.len() > 1 && is_small && far_more && self.evidence.is_of_one_name(last);
            is_verb || is_glued || (verb.len() > 5 && verb.starts_with("me") && known.is_some())
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
