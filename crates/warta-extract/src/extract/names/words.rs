//! What single words tell about names: one table a language, probed once for each word of the text.

use rustc_hash::{FxHashMap, FxHashSet};

use super::classes::WordClass;
use crate::article::Language;
use crate::extract::text::{Doc, Shape, Token, key_of};
use crate::lang::{self, PerLanguage, Profile, world};
use crate::lexicon::{File, rows};
use crate::vocabulary::Table;

/// The words of one language, by [`key_of`]: what they are when they begin with a capital, and when they do not. Most of a
/// text is in lower case, and the table for it is small enough to stay near the processor.
pub struct Words {
    capital: Table<WordClass>,
    lower: Table<WordClass>,
}

/// The words of a language while they are read.
#[derive(Default)]
struct Classes(FxHashMap<u64, WordClass>);

impl Words {
    pub fn of(language: Language) -> &'static Words {
        static WORDS: PerLanguage<Words> = PerLanguage::new(Words::new);
        WORDS.of(lang::profile(language))
    }

    /// What a word can be when it begins with a capital.
    pub fn get(&self, key: u64) -> WordClass {
        self.capital.of_key(key)
    }

    /// What each token of a text can be.
    pub fn tag(&self, doc: &Doc) -> Vec<WordClass> {
        doc.tokens
            .iter()
            .map(|t| match t.shape {
                Shape::None => WordClass::default(),
                Shape::Lower => self.lower.get(t),
                _ => self.capitalized(t, t.span().of(doc.body)),
            })
            .collect()
    }

    fn capitalized(&self, token: &Token, text: &str) -> WordClass {
        let word = self.capital.get(token);
        if word.is(WordClass::ORG | WordClass::PLACE) && text.len() <= 3 && token.shape == Shape::Title {
            // `Un` and `As` are no short forms.
            return word.without(if text.len() <= 2 {
                WordClass::ORG | WordClass::PLACE
            } else {
                WordClass::ORG
            });
        }
        // `Kemenpar`, `Kemendikbudristek`: ministries in Indonesian, which change their names with every cabinet.
        if !word.is_known() && text.starts_with("Kemen") && text.len() > 6 {
            return WordClass::ORG;
        }
        if !word.is_known() && text.ends_with('s') && text.len() > 4 {
            let stem = self.get(key_of(&text[..text.len() - 1]));
            if stem.is(WordClass::COMMON | WordClass::OFFICE) {
                return WordClass::COMMON;
            }
        }
        if !word.is_known() && text.contains('.') {
            // `U.S.`, `N.A.T.O.`
            let letters: String = text.chars().filter(|c| *c != '.').collect();
            let plain = self.get(key_of(&letters));
            return if plain.is(WordClass::ORG | WordClass::PLACE) {
                plain
            } else {
                WordClass::default()
            };
        }
        word
    }

    fn new(profile: &'static Profile) -> Words {
        let mut words = Classes::default();
        words.add_world();
        for entry in profile.lexicon.title_case_words.iter().flat_map(|file| file.entries()) {
            words.add(entry.item, WordClass::COMMON);
        }
        for file in profile.lexicon.given {
            words.add_names(*file, WordClass::LOCAL);
        }
        for file in profile.lexicon.foreign_given {
            words.add_names(*file, WordClass::default());
        }
        // A title that the language has for itself is no name, though those bear it with whose language it shares its words: `Tan Sri`.
        if let [own, _, ..] = profile.lexicon.persons {
            let borne: Vec<&str> = own.of_class("borne").map(|entry| entry.item).collect();
            let given = profile
                .lexicon
                .given
                .first()
                .into_iter()
                .flat_map(|file| file.entries());
            let given: FxHashSet<u64> = given.map(|entry| key_of(entry.item)).collect();
            let is_borne = |title: &str| borne.contains(&title) && given.contains(&key_of(title));
            for title in own.of_class("title").filter(|title| !is_borne(title.item)) {
                words.no_name(title.item);
            }
        }
        for file in profile.lexicon.persons {
            words.add_classes(*file, |class| class);
        }
        // English words stand in Indonesian texts as names of organisations and offices.
        for file in profile.lexicon.foreign_persons {
            words.add_classes(*file, |class| {
                if class.is(WordClass::ORG) {
                    WordClass::ORG
                } else if class.is(WordClass::ROLE | WordClass::TAIL | WordClass::BODY | WordClass::WORD) {
                    WordClass::WORD
                } else {
                    WordClass::default()
                }
            });
        }
        let own = match profile.lexicon.persons {
            [own, _, ..] => own.of_class("stop").map(|entry| key_of(entry.item)).collect(),
            _ => FxHashSet::default(),
        };
        words.finish(&own)
    }
}

impl Classes {
    /// Takes from a word that it is a name.
    fn no_name(&mut self, word: &str) {
        let names = WordClass::NAME | WordClass::LOCAL | WordClass::OFTEN | WordClass::MALE | WordClass::FEMALE;
        if let Some(classes) = self.0.get_mut(&key_of(word)) {
            *classes = classes.without(names);
        }
    }

    fn add(&mut self, word: &str, classes: WordClass) {
        let slot = self.0.entry(key_of(word)).or_default();
        *slot = *slot | classes;
    }

    fn add_names(&mut self, file: File, extra: WordClass) {
        for entry in file.entries() {
            let classes = match entry.class {
                "m" => WordClass::GIVEN | WordClass::MALE,
                "f" => WordClass::GIVEN | WordClass::FEMALE,
                "u" => WordClass::GIVEN,
                _ => WordClass::FAMILY,
            };
            self.add(entry.item, classes | extra);
        }
    }

    fn add_classes(&mut self, file: File, change: impl Fn(WordClass) -> WordClass) {
        for entry in file.entries() {
            let classes = change(class_of(entry.class));
            if classes.is_known() {
                self.add(entry.item, classes);
            }
        }
    }

    fn add_world(&mut self) {
        self.add_names(world::GIVEN, WordClass::default());
        self.add_names(world::SURNAMES, WordClass::OFTEN);
        for entry in world::PLACE_WORDS.entries() {
            self.add(entry.item, WordClass::PLACE);
        }
        for row in rows(world::COUNTRIES.text) {
            for name in row.iter().skip(2).take(2).filter(|name| !name.contains(' ')) {
                self.add(name, WordClass::PLACE);
            }
        }
        // Cities whose name means nothing else; those with `?` may be a person's.
        for row in rows(world::CITIES.text) {
            let names = row.get(1).copied().unwrap_or_default().split(" | ");
            for name in names.filter(|name| !name.contains([' ', '?', '-'])) {
                self.add(name, WordClass::PLACE);
            }
        }
        for row in rows(world::WELL_KNOWN.text) {
            if let Some(word) = row.first().and_then(|short| short.split(' ').next()) {
                self.add(word, WordClass::KNOWN);
            }
        }
    }

    /// `own` are words of the sentence in a language that shares the ranks of another: `dalam satu kenyataan` has none.
    fn finish(self, own: &FxHashSet<u64>) -> Words {
        // A gender alone says nothing about a word that is no name.
        let lower: Vec<(u64, WordClass)> = self
            .0
            .iter()
            .map(|(key, word)| {
                (
                    *key,
                    if word.is(WordClass::NAME) && !word.is(WordClass::KIN | WordClass::ROLE | WordClass::TITLE) {
                        word.without(WordClass::MALE | WordClass::FEMALE)
                    } else {
                        *word
                    },
                )
            })
            .map(|(key, word)| (key, word.without(WordClass::CAPITAL_ONLY)))
            .map(|(key, word)| match own.contains(&key) {
                true => (key, word.without(WordClass::RANK)),
                false => (key, word),
            })
            .filter(|(_, word)| word.is_known())
            .collect();
        Words {
            capital: Table::new(self.0),
            lower: Table::new(lower),
        }
    }
}

fn class_of(name: &str) -> WordClass {
    let (name, gender) = match name.rsplit_once('-') {
        Some((name, "m")) => (name, WordClass::MALE),
        Some((name, "f")) => (name, WordClass::FEMALE),
        _ => (name, WordClass::default()),
    };
    let class = match name {
        "title" => WordClass::TITLE,
        "rank" => WordClass::RANK,
        "degree" => WordClass::DEGREE,
        "particle" => WordClass::PARTICLE,
        "role" => WordClass::ROLE,
        "role-region" => WordClass::ROLE | WordClass::ROLE_PLACE | WordClass::REGION,
        "role-place" => WordClass::ROLE | WordClass::ROLE_PLACE,
        "serves" => WordClass::ROLE | WordClass::SERVES,
        "kin" => WordClass::KIN,
        "unit" => WordClass::WORD | WordClass::UNIT,
        "alias" | "named" => WordClass::ALIAS,
        "crowd" => WordClass::ROLE | WordClass::CROWD,
        "pronoun" => WordClass::PRONOUN | WordClass::STOP,
        "body" => WordClass::BODY,
        "geo" => WordClass::GEO,
        "land" => WordClass::GEO | WordClass::LAND,
        "org" => WordClass::ORG,
        "word" => WordClass::WORD,
        "stop" => WordClass::STOP,
        "time" => WordClass::TIME,
        "say" => WordClass::SAY,
        "grade" => WordClass::GRADE,
        "balinese" => WordClass::BALINESE,
        "oblique" => WordClass::OBLIQUE,
        "many" => WordClass::MANY,
        "firm" => WordClass::FIRM,
        "demonstrative" => WordClass::DEMONSTRATIVE,
        "tail" => WordClass::TAIL,
        "borne" => WordClass::BORNE,
        _ => return WordClass::default(),
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
        assert!(putra.is(WordClass::KIN) && putra.is(WordClass::GIVEN));
        assert!(words.get(key_of("menteri")).is(WordClass::ROLE));
        assert!(!words.get(key_of("xyzzy")).is_known());
    }

    #[test]
    fn every_class_of_the_data_is_known() {
        for class in schema::PERSONS.classes {
            assert!(class_of(class.name).is_known(), "{}", class.name);
        }
    }
}
