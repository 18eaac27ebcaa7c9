//! What single words tell about names: one table a language, probed once for each word of the text.

use rustc_hash::FxHashMap;

use super::table::Table;
use crate::article::Language;
use crate::extract::text::{Doc, Shape, Token, key_of};
use crate::lang::{self, PerLanguage, Profile, world};
use crate::lexicon::{File, rows};

/// What a word can be, as a set: many are several things (`Putra`, `Bima`, `Grant`).
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Word(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Word { $($(#[$doc])* pub const $name: Word = Word(1 << $bit);)* }
    };
}

classes! {
    /// A given name.
    GIVEN = 0;
    /// A family or clan name.
    FAMILY = 1;
    /// A name from the list of the text's own language: worth more where it is an ordinary word too.
    LOCAL = 2;
    MALE = 3;
    FEMALE = 4;
    /// `Prof`, `Pak`: stands before a name.
    TITLE = 5;
    RANK = 6;
    DEGREE = 7;
    PARTICLE = 8;
    ROLE = 9;
    /// A role that a place's name follows: `Bupati Sleman`.
    ROLE_PLACE = 10;
    KIN = 11;
    /// Takes the words behind it into its name: `Universitas Gadjah Mada`.
    BODY = 12;
    ORG = 13;
    /// An ordinary word of names of offices and organisations.
    WORD = 14;
    STOP = 15;
    TIME = 16;
    SAY = 17;
    DEMONSTRATIVE = 18;
    PLACE = 19;
    /// Ends the name of an organisation: `Foundation`.
    TAIL = 20;
    /// An ordinary word of English.
    COMMON = 21;
    /// Begins a short form of a well-known person.
    KNOWN = 22;
    /// A name that the press of the world names often.
    OFTEN = 25;
    /// Takes a place's name behind it: `Kabupaten Sleman`.
    GEO = 24;
    /// `ia`, `she`
    PRONOUN = 26;
    /// A role that many bear, `warga`: with `itu` it need not mean the last person.
    CROWD = 27;
    /// Begins the name of an office that people belong to: `Kementerian`.
    UNIT = 28;
    /// Behind a role it is part of it, and a given name elsewhere: `Direktur Utama`.
    GRADE = 30;
    /// Stands behind the `I` of a Balinese name: `I Made`.
    BALINESE = 31;
    /// Makes the name behind it no subject: `with`, `kepada`.
    OBLIQUE = 32;
    /// A role behind it means several: `para`.
    MANY = 33;
    /// The form of a company: `Corp` behind its name, `PT` before it.
    FIRM = 34;
    /// A role of a region, all of which the lists have: `Bupati`. Behind it an unknown word is a name.
    REGION = 36;
    /// What a place is, of which the place's name stands right behind: `Kecamatan Sekar Jati`.
    LAND = 35;
    /// Joins two names of one person: `alias`, `sapaan`.
    ALIAS = 29;
    /// A role whose bearer serves the one that is named behind it: `pengacara`, `spokesman`.
    SERVES = 23;
}

impl std::ops::BitOr for Word {
    type Output = Word;
    fn bitor(self, other: Word) -> Word {
        Word(self.0 | other.0)
    }
}

impl Word {
    /// Whether it is one of `classes`.
    pub fn is(self, classes: Word) -> bool {
        self.0 & classes.0 != 0
    }

    pub fn is_known(self) -> bool {
        self.0 != 0
    }

    /// Words that are part of roles and organisations.
    pub const OFFICE: Word = Word(
        Word::ROLE.0
            | Word::RANK.0
            | Word::BODY.0
            | Word::GEO.0
            | Word::ORG.0
            | Word::WORD.0
            | Word::KIN.0
            | Word::TAIL.0,
    );
    /// Words that occur in names of persons.
    pub const NAME: Word = Word(Word::GIVEN.0 | Word::FAMILY.0);
}

/// The words of one language, by [`key_of`]: what they are when they begin with a capital, and when they do not. Most of a
/// text is in lower case, and the table for it is small enough to stay near the processor.
pub struct Words {
    capital: Table,
    lower: Table,
}

/// The words of a language while they are read.
#[derive(Default)]
struct Classes(FxHashMap<u64, Word>);

/// Classes of words that are written with a capital only.
const CAPITAL_ONLY: Word = Word(
    Word::NAME.0
        | Word::LOCAL.0
        | Word::OFTEN.0
        | Word::ORG.0
        | Word::PLACE.0
        | Word::COMMON.0
        | Word::KNOWN.0
        | Word::GRADE.0
        | Word::BALINESE.0
        | Word::FIRM.0,
);

impl Words {
    pub fn of(language: Language) -> &'static Words {
        static WORDS: PerLanguage<Words> = PerLanguage::new(Words::new);
        WORDS.of(lang::profile(language))
    }

    /// What a word can be when it begins with a capital.
    pub fn get(&self, key: u64) -> Word {
        self.capital.get(key)
    }

    /// What each token of a text can be.
    pub fn tag(&self, doc: &Doc) -> Vec<Word> {
        doc.tokens
            .iter()
            .map(|t| match t.shape {
                Shape::None => Word::default(),
                Shape::Lower => self.lower.get(t.key),
                _ => self.capitalized(t, t.span().of(doc.body)),
            })
            .collect()
    }

    fn capitalized(&self, token: &Token, text: &str) -> Word {
        let word = self.get(token.key);
        if word.is(Word::ORG | Word::PLACE) && text.len() <= 3 && token.shape == Shape::Title {
            // `Un` and `As` are no short forms.
            return word.without(if text.len() <= 2 {
                Word::ORG | Word::PLACE
            } else {
                Word::ORG
            });
        }
        // `Kemenpar`, `Kemendikbudristek`: ministries in Indonesian, which change their names with every cabinet.
        if !word.is_known() && text.starts_with("Kemen") && text.len() > 6 {
            return Word::ORG;
        }
        if !word.is_known() && text.ends_with('s') && text.len() > 4 {
            let stem = self.get(key_of(&text[..text.len() - 1]));
            if stem.is(Word::COMMON | Word::OFFICE) {
                return Word::COMMON;
            }
        }
        if !word.is_known() && text.contains('.') {
            // `U.S.`, `N.A.T.O.`
            let letters: String = text.chars().filter(|c| *c != '.').collect();
            let plain = self.get(key_of(&letters));
            return if plain.is(Word::ORG | Word::PLACE) {
                plain
            } else {
                Word::default()
            };
        }
        word
    }

    fn new(profile: &'static Profile) -> Words {
        let mut words = Classes::default();
        words.add_world();
        for file in profile.lexicon.given {
            words.add_names(*file, Word::LOCAL);
        }
        for file in profile.lexicon.foreign_given {
            words.add_names(*file, Word::default());
        }
        // A title that the language has for itself is no name, though those bear it with whose language it shares its words: `Tan Sri`.
        if let [own, _, ..] = profile.lexicon.persons {
            for title in own.of_class("title") {
                words.no_name(title.item);
            }
        }
        for file in profile.lexicon.persons {
            words.add_classes(*file, |class| class);
        }
        // English words stand in Indonesian texts as names of organisations and offices.
        for file in profile.lexicon.foreign_persons {
            words.add_classes(*file, |class| {
                if class.is(Word::ORG) {
                    Word::ORG
                } else if class.is(Word::ROLE | Word::TAIL | Word::BODY | Word::WORD) {
                    Word::WORD
                } else {
                    Word::default()
                }
            });
        }
        words.finish()
    }
}

impl Classes {
    /// Takes from a word that it is a name.
    fn no_name(&mut self, word: &str) {
        let names = Word::NAME | Word::LOCAL | Word::OFTEN | Word::MALE | Word::FEMALE;
        if let Some(classes) = self.0.get_mut(&key_of(word)) {
            *classes = classes.without(names);
        }
    }

    fn add(&mut self, word: &str, classes: Word) {
        let slot = self.0.entry(key_of(word)).or_default();
        *slot = *slot | classes;
    }

    fn add_names(&mut self, file: File, extra: Word) {
        for entry in file.entries() {
            let classes = match entry.class {
                "m" => Word::GIVEN | Word::MALE,
                "f" => Word::GIVEN | Word::FEMALE,
                "u" => Word::GIVEN,
                _ => Word::FAMILY,
            };
            self.add(entry.item, classes | extra);
        }
    }

    fn add_classes(&mut self, file: File, change: impl Fn(Word) -> Word) {
        for entry in file.entries() {
            let classes = change(class_of(entry.class));
            if classes.is_known() {
                self.add(entry.item, classes);
            }
        }
    }

    fn add_world(&mut self) {
        self.add_names(world::GIVEN, Word::default());
        self.add_names(world::SURNAMES, Word::OFTEN);
        for entry in world::PLACE_WORDS.entries() {
            self.add(entry.item, Word::PLACE);
        }
        for row in rows(world::COUNTRIES.text) {
            for name in row.iter().skip(2).take(2).filter(|name| !name.contains(' ')) {
                self.add(name, Word::PLACE);
            }
        }
        // Cities whose name means nothing else; those with `?` may be a person's.
        for row in rows(world::CITIES.text) {
            let names = row.get(1).copied().unwrap_or_default().split(" | ");
            for name in names.filter(|name| !name.contains([' ', '?', '-'])) {
                self.add(name, Word::PLACE);
            }
        }
        let english = lang::profile(Language::EN).lexicon.common_words.iter();
        for entry in english.flat_map(|file| file.entries()) {
            self.add(entry.item, Word::COMMON);
        }
        for row in rows(world::WELL_KNOWN.text) {
            if let Some(word) = row.first().and_then(|short| short.split(' ').next()) {
                self.add(word, Word::KNOWN);
            }
        }
    }

    fn finish(self) -> Words {
        // A gender alone says nothing about a word that is no name.
        let lower: Vec<(u64, Word)> = self
            .0
            .iter()
            .map(|(key, word)| {
                (
                    *key,
                    if word.is(Word::NAME) && !word.is(Word::KIN | Word::ROLE | Word::TITLE) {
                        word.without(Word::MALE | Word::FEMALE)
                    } else {
                        *word
                    },
                )
            })
            .map(|(key, word)| (key, word.without(CAPITAL_ONLY)))
            .filter(|(_, word)| word.is_known())
            .collect();
        Words {
            capital: Table::new(self.0.into_iter()),
            lower: Table::new(lower.into_iter()),
        }
    }
}

impl Word {
    fn without(self, classes: Word) -> Word {
        Word(self.0 & !classes.0)
    }
}

fn class_of(name: &str) -> Word {
    let (name, gender) = match name.rsplit_once('-') {
        Some((name, "m")) => (name, Word::MALE),
        Some((name, "f")) => (name, Word::FEMALE),
        _ => (name, Word::default()),
    };
    let class = match name {
        "title" => Word::TITLE,
        "rank" => Word::RANK,
        "degree" => Word::DEGREE,
        "particle" => Word::PARTICLE,
        "role" => Word::ROLE,
        "role-region" => Word::ROLE | Word::ROLE_PLACE | Word::REGION,
        "role-place" => Word::ROLE | Word::ROLE_PLACE,
        "serves" => Word::ROLE | Word::SERVES,
        "kin" => Word::KIN,
        "unit" => Word::WORD | Word::UNIT,
        "alias" => Word::ALIAS,
        "crowd" => Word::ROLE | Word::CROWD,
        "pronoun" => Word::PRONOUN | Word::STOP,
        "body" => Word::BODY,
        "geo" => Word::GEO,
        "land" => Word::GEO | Word::LAND,
        "org" => Word::ORG,
        "word" => Word::WORD,
        "stop" => Word::STOP,
        "time" => Word::TIME,
        "say" => Word::SAY,
        "grade" => Word::GRADE,
        "balinese" => Word::BALINESE,
        "oblique" => Word::OBLIQUE,
        "many" => Word::MANY,
        "firm" => Word::FIRM,
        "demonstrative" => Word::DEMONSTRATIVE,
        "tail" => Word::TAIL,
        _ => return Word::default(),
    };
    class | gender
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::schema;

    #[test]
    fn a_word_is_several_things() {
        let words = Words::of(Language::ID);
        let putra = words.get(key_of("Putra"));
        assert!(putra.is(Word::KIN) && putra.is(Word::GIVEN));
        assert!(words.get(key_of("menteri")).is(Word::ROLE));
        assert!(!words.get(key_of("xyzzy")).is_known());
    }

    #[test]
    fn every_class_of_the_data_is_known() {
        for class in schema::PERSONS.classes {
            assert!(class_of(class.name).is_known(), "{}", class.name);
        }
    }
}
