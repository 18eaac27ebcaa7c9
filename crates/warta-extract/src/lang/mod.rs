//! The languages, one profile each: the words that it has, how it writes numbers and dates, and the facts of its grammar that the
//! passes of [`crate::extract`] go by.
//!
//! This is the one place that names a language. Whoever reads a text asks its profile (`doc.profile().grammar.head_first`), never
//! which language it is; a new language is a folder of words, a profile beside [`id`](self) and a line in [`ALL`]. See
//! `docs/add-a-language.md`. A language without a profile has [`NEUTRAL`]: what needs no words is read there, and nothing invented.

mod en;
mod id;
mod ms;
mod neutral;
mod per_language;
mod profile;
mod suffix;
#[cfg(test)]
mod tests;
pub mod world;

pub use per_language::PerLanguage;
pub use profile::{Cited, Dates, Grammar, Lexicon, Names, Numbers, Profile, Stemmer};
pub use suffix::is_suffix;

use crate::article::Language;
use crate::lexicon::File;

/// A file of the folder `lexicon`, compiled in.
macro_rules! file {
    ($path:literal) => {
        $crate::lexicon::File {
            path: $path,
            text: include_str!(concat!("../../lexicon/", $path)),
        }
    };
}
use file;

/// Every language that has a profile. Where two fit a text equally well, the one that stands first is meant.
pub static ALL: [&Profile; 3] = [&id::PROFILE, &en::PROFILE, &ms::PROFILE];

/// The profile of every other language, and of a text whose language is not known.
pub static NEUTRAL: Profile = neutral::PROFILE;

/// The languages that the program's own words are in: the names of fields, and those of countries and regions in answers. The first is
/// meant where nothing says which.
pub const SPOKEN: [Language; 2] = [Language::EN, Language::ID];

/// The language that a code means, as files and pages write it: `id`, `en-US`, `ind`, and `in`, which Indonesian had before 1989.
pub fn from_code(code: &str) -> Option<Language> {
    let language = Language::from_code(code)?;
    let other = |profile: &&Profile| profile.codes.contains(&language.code());
    let known = ALL.iter().copied().find(other).map(|profile| profile.language);
    Some(known.unwrap_or(language))
}

/// The profile of a language; [`NEUTRAL`] for one that has none.
pub fn profile(language: Language) -> &'static Profile {
    ALL.iter()
        .copied()
        .find(|profile| profile.language == language)
        .unwrap_or(&NEUTRAL)
}

/// Every profile, the neutral one last.
fn every() -> impl Iterator<Item = &'static Profile> {
    ALL.into_iter().chain([&NEUTRAL])
}

/// The files of one kind of all languages, each once: `of_all(|lexicon| lexicon.months)`. For what is read before the language of
/// a text is known, or in a text of any language.
pub fn of_all(kind: fn(&Lexicon) -> &'static [File]) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    for file in every().flat_map(|profile| kind(&profile.lexicon)) {
        if !files.contains(file) {
            files.push(*file);
        }
    }
    files
}

/// The files that a language reads, shared ones included.
pub fn files_of(profile: &'static Profile) -> Vec<File> {
    profile.lexicon.kinds().into_iter().flatten().copied().collect()
}

/// Every file that is compiled in, each once, by path.
pub fn files() -> Vec<File> {
    let of_languages = every().flat_map(files_of);
    let mut files: Vec<File> = of_languages.chain(world::ALL.iter().copied()).collect();
    files.sort_by_key(|file| file.path);
    files.dedup();
    files
}
