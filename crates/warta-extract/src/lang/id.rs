//! Indonesian.

use super::{Cited, Dates, Grammar, Lexicon, Names, Numbers, Profile, Stemmer, file};
use crate::article::Language;

pub static PROFILE: Profile = Profile {
    language: Language::ID,
    codes: &["ind", "in"],
    name: "Indonesian",
    lexicon: Lexicon {
        // Indonesian news writes English and foreign titles as they are.
        abbreviations: &[file!("id/abbreviations.tsv"), file!("en/abbreviations.tsv")],
        boilerplate: &[file!("id/boilerplate.tsv")],
        // Agencies are cited in the words of the other at times.
        called: &[file!("id/called.tsv")],
        citing: &[file!("id/citing.tsv"), file!("en/citing.tsv")],
        common_words: &[file!("id/common-words.tsv")],
        countries: &[file!("id/countries.tsv")],
        cues: &[file!("id/cues.tsv")],
        dates: &[file!("id/dates.tsv")],
        days: &[file!("id/days.tsv")],
        function_words: &[file!("id/function-words.tsv")],
        given: &[file!("id/given.tsv")],
        months: &[file!("id/months.tsv")],
        numbers: &[file!("id/numbers.tsv")],
        persons: &[file!("id/persons.tsv")],
        regencies: &[file!("id/regencies.tsv")],
        related: &[file!("id/related.tsv")],
        roots: &[file!("id/roots.tsv")],
        short_roles: &[file!("id/short-roles.tsv")],
        small_words: &[file!("id/small-words.tsv")],
        foreign_persons: &[file!("en/persons.tsv")],
        foreign_numbers: &[file!("en/numbers.tsv")],
        title_case_words: &[file!("en/common-words.tsv")],
        ..Lexicon::NONE
    },
    numbers: Numbers {
        grouping: '.',
        decimal: ',',
    },
    dates: Dates {
        month_first: false,
        // Western Indonesian time: Jakarta's, where nearly all outlets are.
        zone: Some(7),
    },
    dollars: &[],
    quotation_marks: &[('"', '"'), ('“', '”'), ('‘', '’'), ('\'', '\'')],
    stemmer: Some(Stemmer::Indonesian),
    names: Names::Indonesian,
    grammar: GRAMMAR,
    cited: Cited {
        langid: Some("indonesian"),
        months: [
            "Januari",
            "Februari",
            "Maret",
            "April",
            "Mei",
            "Juni",
            "Juli",
            "Agustus",
            "September",
            "Oktober",
            "November",
            "Desember",
        ],
        month_first: false,
        no_date: "t.t.",
        said: "kata",
        indirect: "(tidak langsung)",
        unnamed: "pembicara tidak disebut",
    },
    index: 0,
};

/// Of Indonesian, and of the languages that are built as it is.
pub const GRAMMAR: Grammar = Grammar {
    subject_may_follow_verb: false,
    subject_may_be_left_out: true,
    head_first: true,
    owner_follows: true,
    role_may_follow_name: true,
    demonstrative_follows: true,
    single_names: true,
};
