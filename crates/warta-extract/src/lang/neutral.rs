//! Every language without a profile, and a text whose language is not known.
//!
//! It has no words, so nothing is read by words: no persons, no statements with a speaker. Countries are found by the names that all
//! languages' files have and by those of `world/country-names.tsv` in its own, money by signs and codes, dates by their numbers and the names of months in `world/months.tsv`.

use super::{Cited, Dates, Grammar, Lexicon, Names, Numbers, Profile, file};
use crate::article::Language;

pub const PROFILE: Profile = Profile {
    language: Language::UNKNOWN,
    codes: &[],
    name: "another language",
    lexicon: Lexicon {
        abbreviations: &[file!("en/abbreviations.tsv"), file!("id/abbreviations.tsv")],
        foreign_numbers: &[file!("en/numbers.tsv"), file!("id/numbers.tsv")],
        ..Lexicon::NONE
    },
    // Most of the world outside of Europe and Latin America writes them so, and so do wires and tables.
    numbers: Numbers {
        grouping: ',',
        decimal: '.',
    },
    dates: Dates {
        month_first: false,
        zone: None,
    },
    dollars: &[],
    quotation_marks: &[('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('‘', '’')],
    stemmer: None,
    names: Names::English,
    grammar: Grammar {
        subject_may_follow_verb: false,
        subject_may_be_left_out: false,
        head_first: false,
        owner_follows: false,
        role_may_follow_name: false,
        demonstrative_follows: false,
        single_names: false,
    },
    // A reference list has one language around it, which is English where nothing says another.
    cited: Cited {
        langid: None,
        ..super::en::CITED
    },
    index: 3,
};
