//! The words that introduce statements, and those that tell who stands how to them, as tables of the languages.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::Language;
use crate::extract::text::key_of;
use crate::lang::{self, PerLanguage, Profile};
use crate::tokens::Token;
use crate::vocabulary::Table;

/// How a cue stands to its speaker and its statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// The same with `-nya`: the one who is speaking.
    AccordingSelf,
    /// Where a statement was made: `keterangan`, `akun`.
    Medium,
    /// Tells of something and says nothing of it: `listed several reforms`. Only [`Cues::introduces`] gives it.
    Topic,
}

/// What a word is besides, as a set.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Besides(u64);

impl std::ops::BitOr for Besides {
    type Output = Besides;
    fn bitor(self, other: Besides) -> Besides {
        Besides(self.0 | other.0)
    }
}

impl Besides {
    /// A cue that is a noun or an adjective as well: `claim`, `state`, `tutup`.
    pub const NOUN: Besides = Besides(1);
    /// Stands between a subject and its verb.
    pub const BRIDGE: Besides = Besides(1 << 1);
    /// A cue behind it introduces no statement: `to say`, `was accused`.
    pub const BLOCK: Besides = Besides(1 << 2);
    /// The name behind it is no subject: `kepada Budi`, `with Pence`.
    pub const OBLIQUE: Besides = Besides(1 << 3);
    /// Ends the speaker's name and role behind a cue: `kata Budi kepada wartawan`.
    pub const ENDS: Besides = Besides(1 << 4);
    /// Joins two who speak together: `Brown and Menendez`.
    pub const JOINS: Besides = Besides(1 << 5);
    /// Begins a clause about the word before it: `yang`, `who`.
    pub const RELATIVE: Besides = Besides(1 << 6);
    /// Begins a clause: its subject stands behind it.
    pub const OPENS: Besides = Besides(1 << 7);
    /// Stands before a participle of the sentence's subject: `despite admitting`.
    pub const LEADS: Besides = Besides(1 << 8);
    /// A cue whose object is a person: who stands behind it does not speak.
    pub const TAKES: Besides = Besides(1 << 9);
    /// The bare form of an English verb, which follows no single person: `helps Pence claim`.
    pub const BARE: Besides = Besides(1 << 10);

    /// Joins a cue and its statement: `bahwa`, `agar`, `that`.
    pub const CLAUSE: Besides = Besides(1 << 11);
    /// Closes a description that stands for a person: `mantan kekasih Budi itu`.
    pub const POINTS: Besides = Besides(1 << 12);
    /// The name behind it is that of the one described: `pria bernama Budi itu`.
    pub const CALLS: Besides = Besides(1 << 13);
    /// Begins a description that stands for a person: `pria berkacamata itu`.
    pub const DESCRIBES: Besides = Besides(1 << 14);
    /// What persons do and feel in a told story.
    pub const SCENE: Besides = Besides(1 << 15);
    /// Tells without speaking: `film garapan Budi itu menceritakan`.
    pub const WORK: Besides = Besides(1 << 16);
    /// Begins what is asked or supposed: `jika`.
    pub const WHETHER: Besides = Besides(1 << 17);
    /// A cue that may have things as its objects.
    pub const ASKS: Besides = Besides(1 << 22);
    /// An object that makes such a cue no statement: `meminta maaf`.
    pub const THINGS: Besides = Besides(1 << 18);
    /// A person named right behind it is its owner: `kuasa hukum Budi`.
    pub const OWNED: Besides = Besides(1 << 19);
    /// Means what was just said: `hal itu disampaikan Budi`.
    pub const REFERS: Besides = Besides(1 << 20);
    /// A cue whose object hears the statement: `told reporters that`.
    pub const TELLS: Besides = Besides(1 << 21);
    /// The label of a question in an interview, `T:`, and of its answer.
    pub const QUESTION: Besides = Besides(1 << 23);
    pub const ANSWER: Besides = Besides(1 << 24);
    /// Begins where or to whom something was said: `in`, `kepada`.
    pub const WHERE: Besides = Besides(1 << 25);
    /// Tells when: `Monday`, `kemarin`.
    pub const WHEN: Besides = Besides(1 << 26);
    /// In what or at what something is said: `statement`, `interview`.
    pub const FORUM: Besides = Besides(1 << 27);
    /// Those to whom things are said: `reporters`.
    pub const HEARS: Besides = Besides(1 << 28);
    /// A verb that makes a sentence of the words before it: `will`.
    pub const FINITE: Besides = Besides(1 << 29);
    /// Joins the words of a name: `of`.
    pub const LINKS: Besides = Besides(1 << 30);
    /// What persons are as long as they hold an opinion: `optimistis`. Its subject stands right before it.
    pub const HOLDS: Besides = Besides(1 << 31);
    /// Calls on somebody to do something: `mengajak`, and those whom news calls on: `masyarakat`.
    pub const URGES: Besides = Besides(1 << 32);
    pub const PUBLIC: Besides = Besides(1 << 33);
    /// Its speaker stands right behind it, or behind `oleh`: `diyakini Budi`.
    pub const TOUCHES: Besides = Besides(1 << 34);
    /// Says even within a sentence without commas, where its speaker follows: `warga kata Budi senang`.
    pub const SAYS: Besides = Besides(1 << 35);
    /// Many whom nobody names: `warganet`.
    pub const NOBODY: Besides = Besides(1 << 36);
    /// Before one of those it is of another phrase: `lebih lanjut`.
    pub const MORE: Besides = Besides(1 << 37);
    /// Begins what somebody is to do: `untuk`.
    pub const AIM: Besides = Besides(1 << 38);
    /// What stands between marks behind it is a name or title: `bertajuk`.
    pub const ENTITLES: Besides = Besides(1 << 39);
    /// Begins a role that is no name: `said the harbour master, Colby`.
    pub const ARTICLE: Besides = Besides(1 << 40);
    /// Tells of a death: `tewas`.
    pub const DIES: Besides = Besides(1 << 41);
    /// Judges somebody for something: `praised for`; not `called for`.
    pub const FAULTS: Besides = Besides(1 << 42);
    /// An English verb whose speaker may follow it with no comma before: `says mayor Colby`.
    pub const TURNS: Besides = Besides(1 << 43);
    /// Belongs to the verb before it: `pointed out`.
    pub const PART: Besides = Besides(1 << 44);
    /// Of the words that begin descriptions those of men and of women.
    pub const MALE: Besides = Besides(1 << 45);
    pub const FEMALE: Besides = Besides(1 << 46);
    /// Denies something; behind `tidak` it concedes: `tak menampik bahwa`.
    pub const DENIES: Besides = Besides(1 << 47);
    /// Tells of what stands behind it: `listed several reforms`; or behind `out`, `to` or `about`: `laid out a plan`.
    pub const TOPIC: Besides = Besides(1 << 48);
    pub const TOPIC_OUT: Besides = Besides(1 << 49);
    pub const TOPIC_TO: Besides = Besides(1 << 50);
    pub const TOPIC_ABOUT: Besides = Besides(1 << 51);

    fn of(class: &str) -> Option<Besides> {
        Some(match class {
            "noun" => Besides::NOUN,
            "bridge" => Besides::BRIDGE,
            "block" => Besides::BLOCK,
            "oblique" => Besides::OBLIQUE,
            "ends" => Besides::ENDS,
            "joins" => Besides::JOINS,
            "relative" => Besides::RELATIVE,
            "opens" => Besides::OPENS,
            "leads" => Besides::LEADS,
            "takes" => Besides::TAKES,
            "clause" => Besides::CLAUSE,
            "points" => Besides::POINTS,
            "calls" => Besides::CALLS,
            "describes" => Besides::DESCRIBES,
            "scene" => Besides::SCENE,
            "work" => Besides::WORK,
            "whether" => Besides::WHETHER,
            "asks" => Besides::ASKS,
            "things" => Besides::THINGS,
            "owned" => Besides::OWNED,
            "refers" => Besides::REFERS,
            "tells" => Besides::TELLS,
            "question" => Besides::QUESTION,
            "answer" => Besides::ANSWER,
            "where" => Besides::WHERE,
            "when" => Besides::WHEN,
            "forum" => Besides::FORUM,
            "hears" => Besides::HEARS,
            "finite" => Besides::FINITE,
            "links" => Besides::LINKS,
            "holds" => Besides::HOLDS,
            "urges" => Besides::URGES,
            "public" => Besides::PUBLIC,
            "touches" => Besides::TOUCHES,
            "says" => Besides::SAYS,
            "more" => Besides::MORE,
            "aim" => Besides::AIM,
            "entitles" => Besides::ENTITLES,
            "article" => Besides::ARTICLE,
            "dies" => Besides::DIES,
            "faults" => Besides::FAULTS,
            "turns" => Besides::TURNS,
            "male" => Besides::MALE,
            "female" => Besides::FEMALE,
            "part" => Besides::PART,
            "denies" => Besides::DENIES,
            "topic" => Besides::TOPIC,
            "topic-out" => Besides::TOPIC_OUT,
            "topic-to" => Besides::TOPIC_TO,
            "topic-about" => Besides::TOPIC_ABOUT,
            "nobody" => Besides::NOBODY,
            _ => return None,
        })
    }
}

/// The cues of one language.
pub struct Cues {
    words: Table<(Option<CueKind>, Besides)>,
}

impl Cues {
    fn new(profile: &'static Profile) -> Cues {
        let turns = profile.grammar.subject_may_follow_verb;
        let mut words: FxHashMap<u64, (Option<CueKind>, Besides)> = FxHashMap::default();
        let mut kinds = Vec::new();
        let mut verbs: FxHashSet<&str> = FxHashSet::default();
        let mut add = |word: &str, part: Besides| {
            words.entry(key_of(word)).or_default().1.0 |= part.0;
        };
        for entry in profile.lexicon.cues.iter().flat_map(|file| file.entries()) {
            let (class, word) = (entry.class, entry.item);
            if let Some(part) = Besides::of(class) {
                add(word, part);
                continue;
            }
            let kind = match class {
                "inverted" if word.ends_with("nya") && word != "tanya" => CueKind::InvertedSelf,
                "inverted" => CueKind::Inverted,
                "active" => CueKind::Active,
                "weak" => CueKind::Weak,
                "passive" => CueKind::Passive,
                "according" if word.ends_with("nya") => CueKind::AccordingSelf,
                "according" => CueKind::According,
                _ => CueKind::Medium,
            };
            if turns && matches!(kind, CueKind::Active | CueKind::Weak) {
                verbs.insert(word);
            }
            kinds.push((key_of(word), kind));
        }
        // The bare form is the one that the list has with `-s` as well.
        let third = |verb: &str| match verb.strip_suffix('y') {
            Some(stem) if verbs.contains(format!("{stem}ies").as_str()) => true,
            _ => ["s", "es"]
                .iter()
                .any(|end| verbs.contains(format!("{verb}{end}").as_str())),
        };
        for verb in verbs.iter().filter(|verb| third(verb)) {
            add(verb, Besides::BARE);
        }
        // Of several the first counts.
        for (key, kind) in kinds {
            words.entry(key).or_default().0.get_or_insert(kind);
        }
        Cues {
            words: Table::new(words),
        }
    }

    /// Whether a word is `part`.
    #[inline]
    pub fn is(&self, word: &Token, part: Besides) -> bool {
        self.words.get(word).1.0 & part.0 != 0
    }

    /// The same of the word with this key, from [`key_of`].
    pub fn is_key(&self, key: u64, part: Besides) -> bool {
        self.words.of_key(key).1.0 & part.0 != 0
    }

    /// What a word introduces, among that words that only tell of something.
    #[inline]
    pub fn introduces(&self, word: &Token) -> Option<CueKind> {
        let (kind, besides) = self.words.get(word);
        let topics = Besides::TOPIC | Besides::TOPIC_OUT | Besides::TOPIC_TO | Besides::TOPIC_ABOUT;
        kind.or_else(|| (besides.0 & topics.0 != 0).then_some(CueKind::Topic))
    }

    /// What a word introduces.
    #[inline]
    pub fn get(&self, word: &Token) -> Option<CueKind> {
        self.words.get(word).0
    }
}

/// Whether a language has cues. In others a speaker is not carried from sentence to sentence: that nobody else was seen to speak
/// says nothing there.
pub fn has_own(language: Language) -> bool {
    lang::profile(language).reads_persons()
}

/// The cues of a language.
pub fn of(language: Language) -> &'static Cues {
    static CUES: PerLanguage<Cues> = PerLanguage::new(Cues::new);
    CUES.of(lang::profile(language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::schema;

    #[test]
    fn every_class_of_the_data_is_known() {
        for class in schema::CUES.classes {
            let kind = schema::CUES.exclusive.contains(&class.name);
            assert_eq!(Besides::of(class.name).is_none(), kind, "{}", class.name);
        }
    }

    #[test]
    fn bare_forms_are_those_with_an_s_beside_them() {
        let english = of(Language::EN);
        for (word, bare) in [
            ("say", true),
            ("deny", true),
            ("said", false),
            ("says", false),
            ("told", false),
        ] {
            assert_eq!(english.is_key(key_of(word), Besides::BARE), bare, "{word}");
        }
    }
}
