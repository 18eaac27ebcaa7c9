//! Stories: articles of much the same wording, as an agency's text printed by many outlets.
//!
//! Articles come one by one, each with the sketch of its wording. An article joins the first story whose first article its
//! sketch resembles by at least [`THRESHOLD`]; else it begins a story. Only a story's first article is compared, so stories do not
//! grow into chains of ever less alike texts, and what was once told stays told when more articles come.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

/// Share of common shingles from which two articles are one story.
///
/// Measured in `tests/it/reprints.rs` on 300 made-up articles for each edit, half of them with one boilerplate at their end. Of
/// reprints are told: with a new title or lead, another order of paragraphs, the last fifth cut, or every fifth sentence dropped,
/// 1.00; the last third cut 0.98, every third sentence dropped 0.94, the last half cut 0.55; with 5 % of the words changed here and
/// there 0.98, 10 % 0.75, 20 % 0.03; with new lead, cut and 2 % of the words 0.85. Unrelated articles with the same boilerplate, or
/// with one or two paragraphs of another, are never taken for reprints; those of which half is another's are in 0.41 of cases.
/// At 0.40 these figures are 0.65 for the half that was cut, 0.84 for 10 % of the words, and 0.52 for half of another; at 0.50 they
/// are 0.44, 0.59 and 0.25. At 0.35 short unrelated articles begin to be one story by their boilerplate.
pub const THRESHOLD: f32 = 0.45;

/// How many of a sketch's hashes lead to it. Two texts at the threshold miss each other in all of them once in a hundred times.
const KEYS: usize = 8;

/// Hashes that a sketch must have to be compared at all: texts with fewer are too short to tell a reprint from a formula.
const SHORTEST: usize = 8;

struct First {
    story: u64,
    /// The key of the file that it stands in.
    file: u64,
    sketch: Box<[u32]>,
    /// Its file was read again, and what was read has taken its place.
    replaced: bool,
}

/// What was found of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub story: u64,
    /// The article is the first of its story, by whose sketch later ones are told.
    pub first: bool,
    /// An earlier article tells it too.
    pub again: bool,
}

/// The stories seen so far, the newest `capacity` of them: about 250 bytes each.
pub struct Stories {
    capacity: usize,
    firsts: VecDeque<First>,
    /// How many firsts were forgotten; positions in `by_key` count from the very first.
    forgotten: u32,
    /// For each key the earliest first that has it. A formula that many articles share leads to one of them only; the other
    /// keys lead to the rest.
    by_key: FxHashMap<u32, u32>,
    /// Firsts before this position come from earlier runs.
    earlier: u32,
    /// Files that are read again: their firsts from earlier runs are replaced by what is read now.
    reread: FxHashSet<u64>,
    /// Stories of texts that are too short to be compared, which only the same text tells again: by the file that one of them stands in, and
    /// whether that was in an earlier run. At most `capacity`.
    short: FxHashMap<u64, (u64, bool)>,
}

impl Stories {
    pub fn new(capacity: usize) -> Stories {
        Stories {
            capacity: capacity.max(1),
            firsts: VecDeque::new(),
            forgotten: 0,
            by_key: FxHashMap::default(),
            earlier: 0,
            reread: FxHashSet::default(),
            short: FxHashMap::default(),
        }
    }

    /// The story that an article of a file belongs to: of an earlier one that it resembles, else `own`.
    ///
    /// An article that resembles the first of a story as its own file had it in an earlier run takes that place: it is no copy of
    /// itself, and the story keeps its number.
    pub fn tell(&mut self, own: u64, file: u64, sketch: &[u32]) -> Told {
        if sketch.len() < SHORTEST {
            return Told {
                story: own,
                first: false,
                again: self.is_told_again(own, file),
            };
        }
        let known = self.find(sketch);
        let again = known.is_some_and(|position| !self.is_replaced(position));
        let (story, first) = match known {
            Some(position) if self.is_replaced(position) => (self.first(position).story, true),
            Some(position) => (self.first(position).story, false),
            None => (own, true),
        };
        if first {
            if let Some(position) = known {
                self.firsts[(position - self.forgotten) as usize].replaced = true;
            }
            self.push(story, file, sketch);
        }
        Told { story, first, again }
    }

    /// Whether another short text is the same; it is known from now on.
    fn is_told_again(&mut self, story: u64, file: u64) -> bool {
        if let Some((known, earlier)) = self.short.get(&story)
            && !(*earlier && self.reread.contains(known))
        {
            return true;
        }
        if self.short.len() < self.capacity || self.short.contains_key(&story) {
            self.short.insert(story, (file, false));
        }
        false
    }

    /// Makes known the first article of a story that was told in an earlier run, or one too short to be compared. To be called before all
    /// else.
    pub fn insert(&mut self, story: u64, file: u64, sketch: &[u32]) {
        if sketch.len() < SHORTEST && self.short.len() < self.capacity {
            self.short.insert(story, (file, true));
        }
        self.push(story, file, sketch);
        self.earlier = self.forgotten + self.firsts.len() as u32;
    }

    /// A file of an earlier run is read again.
    pub fn read_again(&mut self, file: u64) {
        self.reread.insert(file);
    }

    fn first(&self, position: u32) -> &First {
        &self.firsts[(position - self.forgotten) as usize]
    }

    fn is_replaced(&self, position: u32) -> bool {
        position < self.earlier && self.reread.contains(&self.first(position).file)
    }

    fn push(&mut self, story: u64, file: u64, sketch: &[u32]) {
        if sketch.len() < SHORTEST {
            return;
        }
        if self.firsts.len() == self.capacity {
            self.forget_oldest();
        }
        let position = self.forgotten + self.firsts.len() as u32;
        for key in &sketch[..KEYS] {
            match self.by_key.get(key) {
                Some(known) if !self.is_replaced(*known) => {}
                _ => {
                    self.by_key.insert(*key, position);
                }
            }
        }
        self.firsts.push_back(First {
            story,
            file,
            sketch: sketch.into(),
            replaced: false,
        });
    }

    fn forget_oldest(&mut self) {
        let Some(first) = self.firsts.pop_front() else {
            return;
        };
        for key in &first.sketch[..KEYS] {
            if self.by_key.get(key) == Some(&self.forgotten) {
                self.by_key.remove(key);
            }
        }
        self.forgotten += 1;
    }

    /// Where the most alike of the firsts that share a key stands, the earliest among equals.
    fn find(&self, sketch: &[u32]) -> Option<u32> {
        if sketch.len() < SHORTEST {
            return None;
        }
        let mut best: Option<(f32, u32)> = None;
        let mut seen: Vec<u32> = Vec::new();
        // All of the sketch's hashes are looked up, since the other text's smallest may stand further behind in this one.
        for key in sketch {
            let Some(position) = self.by_key.get(key) else {
                continue;
            };
            if seen.contains(position) || self.first(*position).replaced {
                continue;
            }
            seen.push(*position);
            let alike = resemblance(sketch, &self.first(*position).sketch);
            let better = best.is_none_or(|(b, p)| alike > b || (alike == b && *position < p));
            if alike >= THRESHOLD && better {
                best = Some((alike, *position));
            }
        }
        best.map(|(_, position)| position)
    }
}

/// Estimates the share of common shingles of two texts from their sketches, 0 to 1: of the smallest hashes of both
/// together, how many stand in both.
pub fn resemblance(a: &[u32], b: &[u32]) -> f32 {
    let size = a.len().max(b.len());
    let (mut i, mut j, mut both, mut all) = (0, 0, 0, 0);
    while all < size && (i < a.len() || j < b.len()) {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x == y => {
                both += 1;
                i += 1;
                j += 1;
            }
            (Some(x), Some(y)) if x < y => i += 1,
            (Some(_), None) => i += 1,
            _ => j += 1,
        }
        all += 1;
    }
    if all == 0 { 0.0 } else { both as f32 / all as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_story_names_it() {
        let mut stories = Stories::new(100);
        let text: Vec<u32> = (0..24).map(|i| i * 10).collect();
        let mut edited = text.clone();
        edited[3] = 31;
        edited[20] = 201;
        assert_eq!(stories.tell(1, 7, &text).story, 1);
        assert_eq!(stories.tell(2, 7, &edited).story, 1);
        let other: Vec<u32> = (0..24).map(|i| i * 10 + 5).collect();
        assert_eq!(stories.tell(3, 7, &other).story, 3);
    }

    #[test]
    fn a_file_read_again_is_no_copy_of_itself() {
        let mut stories = Stories::new(100);
        let text: Vec<u32> = (0..24).map(|i| i * 10).collect();
        let mut edited = text.clone();
        edited[3] = 31;
        stories.insert(5, 1, &text);
        stories.read_again(1);
        let told = |first: bool, again: bool| Told { story: 5, first, again };
        assert_eq!(stories.tell(6, 1, &edited), told(true, false));
        assert_eq!(stories.tell(7, 1, &text), told(false, true), "a copy in the same file");
        assert_eq!(stories.tell(8, 2, &edited), told(false, true));
    }

    #[test]
    fn short_texts_are_stories_of_their_own() {
        let mut stories = Stories::new(100);
        assert_eq!(stories.tell(1, 7, &[1, 2, 3]).story, 1);
        assert_eq!(stories.tell(2, 7, &[1, 2, 3]).story, 2);
        // Only the same text tells them again, and not the one that is read anew.
        assert!(stories.tell(2, 8, &[1, 2, 3]).again && !stories.tell(3, 8, &[]).again);
        let mut stories = Stories::new(100);
        stories.insert(4, 7, &[1, 2, 3]);
        stories.insert(5, 8, &[]);
        stories.read_again(7);
        assert!(!stories.tell(4, 7, &[1, 2, 3]).again && stories.tell(5, 7, &[]).again);
    }

    #[test]
    fn the_oldest_are_forgotten_beyond_the_capacity() {
        let mut stories = Stories::new(2);
        let sketch = |n: u32| -> Vec<u32> { (0..24).map(|i| i * 10 + n).collect() };
        for n in 0..3 {
            stories.tell(u64::from(n), 7, &sketch(n));
        }
        assert_eq!(stories.firsts.len(), 2);
        assert_eq!(stories.tell(9, 7, &sketch(2)).story, 2);
        assert_eq!(stories.tell(8, 7, &sketch(0)).story, 8, "the first was forgotten");
        assert!(stories.by_key.values().all(|p| *p >= stories.forgotten));
    }

    #[test]
    fn resemblance_counts_the_smallest_of_both() {
        assert_eq!(resemblance(&[1, 2, 3, 4], &[1, 2, 3, 4]), 1.0);
        assert_eq!(resemblance(&[1, 2, 3, 4], &[5, 6, 7, 8]), 0.0);
        assert_eq!(resemblance(&[1, 2, 5, 6], &[1, 2, 3, 4]), 0.5);
        assert_eq!(resemblance(&[], &[]), 0.0);
    }
}
