//! What single words tell about names: one table a language, probed once for each word of the text.

use rustc_hash::FxHashMap;

use super::classes::Word;
use crate::article::Language;
use crate::extract::text::{Doc, Shape, Token, key_of};
use crate::lang::{self, PerLanguage, Profile, world};
use crate::lexicon::{File, rows};
use crate::vocabulary::Table;

/// The words of one language, by [`key_of`]: what they are when they begin with a capital, and when they do not. Most of a
/// text is in lower case, and the table for it is small enough to stay near the processor.
pub struct Words {
    capital: Table<Word>,
    lower: Table<Word>,
}

/// The words of a language while they are read.
#[derive(Default)]
struct Classes(FxHashMap<u64, Word>);

impl Words {
    pub fn of(language: Language) -> &'static Words {
        static WORDS: PerLanguage<Words> = PerLanguage::new(Words::new);
        WORDS.of(lang::profile(language))
    }

    /// What a word can be when it begins with a capital.
    pub fn get(&self, key: u64) -> Word {
        self.capital.of_key(key)
    }

    /// What each token of a text can be.
    pub fn tag(&self, doc: &Doc) -> Vec<Word> {
        doc.tokens
            .iter()
            .map(|t| match t.shape {
                Shape::None => Word::default(),
                Shape::Lower => self.lower.get(t),
                _ => self.capitalized(t, t.span().of(doc.body)),
            })
            .collect()
    }

    fn capitalized(&self, token: &Token, text: &str) -> Word {
        let word = self.capital.get(token);
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
        for entry in profile.lexicon.title_case_words.iter().flat_map(|file| file.entries()) {
            words.add(entry.item, Word::COMMON);
        }
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
            .map(|(key, word)| (key, word.without(Word::CAPITAL_ONLY)))
            .filter(|(_, word)| word.is_known())
            .collect();
        Words {
            capital: Table::new(self.0),
            lower: Table::new(lower),
        }
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
