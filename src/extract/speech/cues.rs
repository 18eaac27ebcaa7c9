//! The words that introduce statements, as tables of the languages.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::Language;
use crate::extract::lexicon::rows;
use crate::extract::text::key_of;

/// How a cue stands to its speaker and its statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// Behind a statement, before its speaker: `..., kata Budi`.
    Inverted,
    /// The same with `-nya`: the one who is speaking.
    InvertedSelf,
    /// Behind its speaker: `Budi mengatakan, ...`; in English also inverted.
    Active,
    /// As active, where a quotation, a comma or `bahwa` follows.
    Weak,
    /// Its speaker stands behind it: `disampaikan Budi`.
    Passive,
    /// `menurut`, `according to`
    According,
    /// Where a statement was made: `keterangan`, `akun`.
    Medium,
}

/// The cues of one language.
pub struct Cues {
    words: FxHashMap<u64, CueKind>,
    nouns: FxHashSet<u64>,
    bridges: FxHashSet<u64>,
    blocks: FxHashSet<u64>,
    /// English turns any cue round: `said Nadler`.
    pub turns: bool,
}

impl Cues {
    fn new(data: &'static str, turns: bool) -> Cues {
        let mut words = FxHashMap::default();
        let (mut nouns, mut bridges, mut blocks) = (FxHashSet::default(), FxHashSet::default(), FxHashSet::default());
        for row in rows(data) {
            let [class, list] = row[..] else {
                continue;
            };
            for word in list.split_whitespace() {
                let kind = match class {
                    "noun" => {
                        nouns.insert(key_of(word));
                        continue;
                    }
                    "bridge" => {
                        bridges.insert(key_of(word));
                        continue;
                    }
                    "block" => {
                        blocks.insert(key_of(word));
                        continue;
                    }
                    "inverted" if word.ends_with("nya") && word != "tanya" => CueKind::InvertedSelf,
                    "inverted" => CueKind::Inverted,
                    "active" => CueKind::Active,
                    "weak" => CueKind::Weak,
                    "passive" => CueKind::Passive,
                    "according" => CueKind::According,
                    _ => CueKind::Medium,
                };
                words.entry(key_of(word)).or_insert(kind);
            }
        }
        Cues {
            words,
            nouns,
            bridges,
            blocks,
            turns,
        }
    }

    /// A cue that is a noun as well: `claim`, `state`.
    pub fn is_noun(&self, key: u64) -> bool {
        self.nouns.contains(&key)
    }

    /// A word that may stand between a subject and its verb.
    pub fn is_bridge(&self, key: u64) -> bool {
        self.bridges.contains(&key)
    }

    /// A word behind which a cue introduces no statement: `to say`, `was accused`.
    pub fn is_block(&self, key: u64) -> bool {
        self.blocks.contains(&key)
    }

    /// What a word introduces; `key` from [`key_of`].
    pub fn get(&self, key: u64) -> Option<CueKind> {
        self.words.get(&key).copied()
    }
}

static INDONESIAN: LazyLock<Cues> = LazyLock::new(|| Cues::new(include_str!("../lexicon/id/cues.tsv"), false));
static ENGLISH: LazyLock<Cues> = LazyLock::new(|| Cues::new(include_str!("../lexicon/en/cues.tsv"), true));

/// The cues of a language; those of English for a language without its own.
pub fn of(language: Language) -> &'static Cues {
    match language {
        Language::ID => &INDONESIAN,
        _ => &ENGLISH,
    }
}
