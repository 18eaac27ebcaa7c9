//! Names of one word, and names by which somebody is called: whose they are, by the articles that they stand in.

use rustc_hash::{FxHashMap, FxHashSet};

use super::decide::{Deciding, Fate};
use super::name::word_hash;
use super::persons::Reason;
use super::vocabulary as words;

/// Of the articles of a short name that many must have the full one: a share.
const MOST: f64 = 0.6;
/// And no more than this may have the full name of somebody else.
const OTHERS: f64 = 0.15;
/// Articles that a person must speak in for a first name alone to mean this person, and for a last name; and how many of them there must
/// be for each with somebody else of that name.
const FIRST: u32 = 5;
const LAST: u32 = 10;
const SHARE: u32 = 19;
/// The same where the short name keeps that person's company.
const LEAD: u32 = 4;
/// How many times as much their company has to weigh, by how often they speak, where somebody else's is much like it too. Of a name of few
/// articles that is soon so: a wife's are about her husband.
const FAR: f64 = 10.0;
/// Letters. Shorter words are often names of many.
const SHORTEST: usize = 4;

impl Deciding<'_> {
    /// The person whom a name of one word means.
    pub(super) fn short(&self, id: u32) -> Fate {
        let node = &self.nodes[id as usize];
        if node.articles == 0 {
            return Fate::Own;
        }
        let bearers: Vec<u32> = self
            .having(self.words.spelling(node.numbers[0]))
            .iter()
            .copied()
            .filter(|other| self.nodes[*other as usize].words.len() > 1)
            .collect();
        if bearers.is_empty() {
            return Fate::Own;
        }
        let (votes, with_any) = self.votes(id, &bearers.iter().copied().collect());
        let articles = f64::from(node.articles);
        let mut ordered: Vec<(u32, u32)> = votes.iter().map(|(root, count)| (*root, *count)).collect();
        ordered.sort_by(|a, b| {
            b.1.cmp(&a.1)
                .then_with(|| self.nodes[a.0 as usize].words.cmp(&self.nodes[b.0 as usize].words))
        });
        if let Some((best, with)) = ordered.first().copied() {
            let others = with_any - with;
            if f64::from(with) >= MOST * articles && f64::from(others) <= OTHERS * articles {
                return Fate::Of(
                    best,
                    Reason::Short {
                        of: self.nodes[best as usize].shown.clone(),
                        with,
                        articles: node.articles,
                    },
                );
            }
            if others > 0 || ordered.len() > 1 {
                return self.several(id, &ordered);
            }
        }
        self.only(id, &bearers, ordered.first().map(|(best, _)| *best))
    }

    fn several(&self, id: u32, ordered: &[(u32, u32)]) -> Fate {
        let others = ordered.iter().take(5);
        Fate::Apart(Reason::Several {
            others: others
                .map(|(root, with)| (self.nodes[*root as usize].shown.clone(), *with))
                .collect(),
            articles: self.nodes[id as usize].articles,
        })
    }

    /// In how many articles of a name each of the persons is named in full, and in how many any is.
    fn votes(&self, id: u32, bearers: &FxHashSet<u32>) -> (FxHashMap<u32, u32>, u32) {
        let all = &self.evidence.all;
        let mut votes: FxHashMap<u32, u32> = FxHashMap::default();
        let mut with_any = 0;
        let mut met: FxHashSet<u32> = FxHashSet::default();
        for row in &self.nodes[id as usize].rows {
            let speaker = &all.speakers[*row as usize];
            let article = &all.articles[speaker.article as usize];
            met.clear();
            let named = article.mentions.of(&all.mentions).iter().copied();
            let speaking = article.speakers.of(&all.speakers).iter().map(|other| other.name);
            let longer = self.node_of(speaker.longer);
            let bearing = named
                .chain(speaking)
                .chain(longer)
                .filter(|other| bearers.contains(other));
            met.extend(bearing.map(|other| self.root(other)));
            with_any += u32::from(!met.is_empty());
            for root in &met {
                *votes.entry(*root).or_default() += 1;
            }
        }
        (votes, with_any)
    }

    /// The one person of the archive who has the name, where nobody else of importance does.
    fn only(&self, id: u32, bearers: &[u32], named: Option<u32>) -> Fate {
        let node = &self.nodes[id as usize];
        if node.words[0].chars().count() < SHORTEST {
            return Fate::Own;
        }
        let mut articles: FxHashMap<u32, u32> = FxHashMap::default();
        for bearer in bearers.iter().filter(|bearer| !self.is_run_together(**bearer)) {
            *articles.entry(self.root(*bearer)).or_default() += self.nodes[*bearer as usize].articles;
        }
        let mut ordered: Vec<(u32, u32)> = articles.into_iter().collect();
        ordered.sort_by(|a, b| {
            b.1.cmp(&a.1)
                .then_with(|| self.nodes[a.0 as usize].words.cmp(&self.nodes[b.0 as usize].words))
        });
        let Some((best, has)) = ordered.first().copied() else {
            return Fate::Own;
        };
        if named.is_some_and(|named| named != best) {
            return self.several(id, &ordered);
        }
        let others: u32 = ordered[1..].iter().map(|(_, count)| count).sum();
        let first = self.nodes[best as usize].numbers.first();
        let is_first = first.is_some_and(|first| self.words.spelling(*first) == self.words.spelling(node.numbers[0]));
        let enough = if is_first { FIRST } else { LAST };
        let reason = |has| Reason::Only {
            of: self.nodes[best as usize].shown.clone(),
            has,
            others,
        };
        let likeness = self.likeness(id, best);
        // Of several of one name, the one whose company the short name keeps.
        let alike = ordered
            .iter()
            .take(8)
            .map(|(root, _)| (self.likeness(id, *root), *root));
        let mut alike: Vec<(f64, u32)> = alike.collect();
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let next = alike.get(1).map_or(0.0, |next| next.0);
        if let Some((most, root)) = alike
            .first()
            .copied()
            .filter(|first| first.0 >= 0.25 && first.0 >= 3.0 * next && self.has_written(id, bearers, first.1))
        {
            let has = self.nodes[root as usize].articles;
            let may = node.articles <= 2 * has.max(1) && !self.has_another_office(id, bearers, root);
            return Fate::Of(
                root,
                Reason::Company {
                    of: self.nodes[root as usize].shown.clone(),
                    company: (most * 100.0) as u32,
                    others: ordered.len() as u32 - 1,
                },
            )
            .when(may);
        }
        // Who is called by one word far more often than by two may be somebody else.
        let dominates = has >= enough && has >= others.saturating_mul(SHARE) && node.articles <= has;
        let strange = likeness < 0.02 && node.articles.min(has) >= 3;
        // Whose company it keeps far more than that of the others, who together speak far less.
        let has_word = self.has_written(id, bearers, best);
        let is_spelled = node.articles <= has && has_word;
        let is_written = node.articles <= 2 * has && has_word;
        let weighed = |(likeness, root): &(f64, u32)| {
            let has = ordered
                .iter()
                .find(|(other, _)| other == root)
                .map_or(0, |(_, has)| *has);
            likeness * f64::from(has)
        };
        let leads = alike.split_first().is_some_and(|(first, rest)| {
            let most = rest.iter().map(weighed).fold(0.0, f64::max);
            first.1 == best && first.0 >= 0.06 && (first.0 >= 2.0 * next || weighed(first) >= FAR * most)
        });
        let is_leading = is_written && leads && has >= LEAD && has >= others.saturating_mul(LEAD);
        let is_alone = is_spelled && others == 0 && has > 1 && likeness >= 0.08;
        let is_meant = (dominates && !strange && (has_word || likeness >= 0.25))
            || is_leading
            || is_alone
            || (named.is_some() && others == 0 && likeness >= 0.05)
            || (others == 0 && likeness >= 0.15);
        if is_meant && !self.has_another_office(id, bearers, best) {
            return Fate::Of(best, reason(has));
        }
        match ordered.len() {
            1 => Fate::Own,
            _ => self.several(id, &ordered),
        }
    }

    /// Whether a person has a short name as it is written: `Susatyo` is nobody's who is called Soesatyo.
    fn has_written(&self, id: u32, bearers: &[u32], person: u32) -> bool {
        let word = &self.nodes[id as usize].words[0];
        let mut of_person = bearers.iter().filter(|bearer| self.root(**bearer) == person);
        of_person.any(|bearer| self.nodes[*bearer as usize].words.contains(word))
    }

    /// Whether articles that do not name a person give somebody of a short name an office of which no word is in any of the person's: more than half
    /// of its articles.
    fn has_another_office(&self, id: u32, bearers: &[u32], person: u32) -> bool {
        let all = &self.evidence.all;
        let of_person = |other: u32| self.root(other) == person;
        let names = bearers
            .iter()
            .copied()
            .filter(|bearer| of_person(*bearer))
            .chain([person]);
        let rows = names.flat_map(|name| &self.nodes[name as usize].rows);
        let known: FxHashSet<u32> = rows
            .flat_map(|row| all.speakers[*row as usize].roles.of(&all.features))
            .copied()
            .collect();
        if known.is_empty() {
            return false;
        }
        let node = &self.nodes[id as usize];
        let others = node.rows.iter().filter(|row| {
            let speaker = &all.speakers[**row as usize];
            let named = all.articles[speaker.article as usize].mentions.of(&all.mentions);
            let mut office = speaker.roles.of(&all.features).iter();
            self.company.has_telling_role(**row)
                && !office.any(|word| known.contains(word))
                && !named.iter().any(|other| of_person(*other))
        });
        // One of many may be a slip.
        others.count() as u32 * 2 > node.articles
    }

    /// A name of one article with a word in it that is two of which the blank was lost: `APPPresident Santika`. It is nobody else of that name.
    fn is_run_together(&self, id: u32) -> bool {
        let node = &self.nodes[id as usize];
        node.articles <= 1 && node.shown.split(' ').any(is_two_words)
    }

    /// The person whom articles say to be called so: `Gubernur Bhima Prawira atau akrab disapa Adi`.
    pub(super) fn called(&self, id: u32) -> Fate {
        let node = &self.nodes[id as usize];
        let all = &self.evidence.all;
        // Two words are called so with a title or letters: `Kang DS`. Others are a name of their own.
        if let [first, last] = &node.words[..]
            && !words::TITLES.contains(&word_hash(first))
            && last.chars().count() > 2
        {
            return self.fates[id as usize].clone();
        }
        let said = node
            .rows
            .iter()
            .filter(|row| all.speakers[**row as usize].called)
            .count() as u32;
        let mut direct: FxHashMap<u32, u32> = FxHashMap::default();
        for row in &node.rows {
            let calls = all.speakers[*row as usize].calls;
            if let Some(owner) = (calls != 0).then(|| self.node_of(calls)).flatten() {
                *direct.entry(self.root(owner)).or_default() += 1;
            }
        }
        let mut with: FxHashMap<u32, u32> = FxHashMap::default();
        for (other, count) in self.beside_roots(id) {
            if other != id && matches!(self.fates[other as usize], Fate::Own | Fate::Apart(_)) {
                with.insert(other, count);
            }
        }
        let mut able: Vec<(u32, u32, u32)> = with
            .into_iter()
            .map(|(root, count)| (direct.get(&root).copied().unwrap_or_default(), count, root))
            .filter(|(pairs, count, root)| {
                let share = f64::from(*count) / f64::from(node.articles.max(1));
                let begins = self.begins_like(id, *root);
                let is_one = node.words.len() == 1 && node.articles >= 3 && said * 3 >= node.articles;
                (*pairs > 0 && share >= 0.5) || (is_one && share >= 0.75) || (begins && share >= 0.6)
            })
            .collect();
        // Who is said to be called so goes before who is only there.
        able.sort_by(|a, b| {
            (b.0, self.begins_like(id, b.2), b.1)
                .cmp(&(a.0, self.begins_like(id, a.2), a.1))
                .then_with(|| self.nodes[a.2 as usize].words.cmp(&self.nodes[b.2 as usize].words))
        });
        let Some((pairs, count, best)) = able.first().copied() else {
            return self.fates[id as usize].clone();
        };
        let strength = |of: &(u32, u32, u32)| (of.0, self.begins_like(id, of.2), of.1);
        let rivalled = able.get(1).is_some_and(|second| strength(second) == strength(&able[0]));
        let unsure = pairs == 0 && !self.begins_like(id, best) && able.len() > 1 && able[1].1 * 4 > count * 3;
        if rivalled || unsure {
            return self.fates[id as usize].clone();
        }
        Fate::Of(
            best,
            Reason::Called {
                of: self.nodes[best as usize].shown.clone(),
                said,
                with: count,
                articles: node.articles,
            },
        )
    }

    /// As [`Deciding::beside`], by persons.
    fn beside_roots(&self, id: u32) -> FxHashMap<u32, u32> {
        let all = &self.evidence.all;
        let mut beside: FxHashMap<u32, u32> = FxHashMap::default();
        let mut met: FxHashSet<u32> = FxHashSet::default();
        for row in &self.nodes[id as usize].rows {
            let article = &all.articles[all.speakers[*row as usize].article as usize];
            met.clear();
            let named = article.mentions.of(&all.mentions).iter().copied();
            let speaking = article.speakers.of(&all.speakers).iter().map(|other| other.name);
            met.extend(
                named
                    .chain(speaking)
                    .filter(|other| *other != u32::MAX)
                    .map(|other| self.root(other)),
            );
            for root in &met {
                *beside.entry(*root).or_default() += 1;
            }
        }
        beside
    }

    /// A short name that a word of the person's names begins with: `Salma`, `Salmafina`; or nearly: `Rudy`, `Rudiantara`.
    fn begins_like(&self, id: u32, root: u32) -> bool {
        let [short] = &self.nodes[id as usize].numbers[..] else {
            return false;
        };
        let usual = |number: u32| self.words.spelled(self.words.spelling(number));
        if self.words.word(*short).length < 4 {
            return false;
        }
        let short = usual(*short);
        self.nodes[root as usize].numbers.iter().any(|number| {
            let word = usual(*number);
            word.len() > short.len() && word.starts_with(short)
        })
    }
}

/// A capital within a word behind two small letters, or small letters behind three capitals. Names have neither (`McCartney`, `LaNyalla`).
fn is_two_words(word: &str) -> bool {
    let bytes = word.as_bytes();
    let inside = bytes
        .windows(3)
        .any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_lowercase() && w[2].is_ascii_uppercase());
    let shouted = bytes
        .windows(4)
        .any(|w| w[..3].iter().all(u8::is_ascii_uppercase) && w[3].is_ascii_lowercase());
    inside || shouted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_without_their_blank() {
        for word in ["APPPresident", "MinisterBudi", "LandonMionPresident", "CAMPAIGNAs"] {
            assert!(is_two_words(word), "{word}");
        }
        for word in [
            "McCartney",
            "LaNyalla",
            "DeSantis",
            "SBY",
            "Budi",
            "O'Brien",
            "MD",
            "Santi-Ana",
        ] {
            assert!(!is_two_words(word), "{word}");
        }
    }
}
