//! English.

use super::{Cited, Dates, Grammar, Lexicon, Names, Numbers, Profile, Stemmer, file};
use crate::article::Language;

pub static PROFILE: Profile = Profile {
    language: Language::EN,
    codes: &["eng"],
    name: "English",
    lexicon: Lexicon {
        // The English press of Indonesia writes its titles and company forms.
        abbreviations: &[file!("en/abbreviations.tsv"), file!("id/abbreviations.tsv")],
        boilerplate: &[file!("en/boilerplate.tsv")],
        // Agencies are cited in the words of the other at times.
        called: &[file!("en/called.tsv")],
        citing: &[file!("en/citing.tsv"), file!("id/citing.tsv")],
        common_words: &[file!("en/common-words.tsv")],
        countries: &[file!("en/countries.tsv")],
        cues: &[file!("en/cues.tsv")],
        dates: &[file!("en/dates.tsv")],
        days: &[file!("en/days.tsv")],
        function_words: &[file!("en/function-words.tsv")],
        months: &[file!("en/months.tsv")],
        numbers: &[file!("en/numbers.tsv")],
        persons: &[file!("en/persons.tsv")],
        related: &[file!("en/related.tsv")],
        short_roles: &[file!("en/short-roles.tsv")],
        small_words: &[file!("en/small-words.tsv")],
        foreign_given: &[file!("id/given.tsv")],
        foreign_numbers: &[file!("id/numbers.tsv")],
        title_case_words: &[file!("en/common-words.tsv")],
        ..Lexicon::NONE
    },
    numbers: Numbers {
        grouping: ',',
        decimal: '.',
    },
    dates: Dates {
        month_first: true,
        zone: None,
    },
    dollars: &[],
    quotation_marks: &[('“', '”'), ('"', '"'), ('‘', '’'), ('\'', '\'')],
    stemmer: Some(Stemmer::English),
    names: Names::English,
    grammar: Grammar {
        subject_may_follow_verb: true,
        subject_may_be_left_out: false,
        head_first: false,
        owner_follows: false,
        role_may_follow_name: false,
        demonstrative_follows: false,
        single_names: false,
    },
    cited: CITED,
    index: 1,
};

/// How English cites.
pub(super) const CITED: Cited = Cited {
    langid: Some("english"),
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    month_first: true,
    no_date: "n.d.",
    said: "–",
    indirect: "(indirect)",
    unnamed: "speaker not named",
};
