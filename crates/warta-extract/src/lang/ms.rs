//! Malay, as the press of Malaysia, Brunei and Singapore writes it.
//!
//! It is built as Indonesian is and shares most of its words, so what Indonesian has of words around persons and of saying is read
//! here too, and its own come on top. What differs is its own alone: the days (`minggu` is a week), the words by which it is
//! recognised, and the figures, which are written as in English.

use super::{Cited, Dates, Lexicon, Names, Numbers, Profile, Stemmer, file, id};
use crate::article::Language;

pub static PROFILE: Profile = Profile {
    language: Language::MS,
    codes: &["msa", "may", "zsm", "zlm"],
    name: "Malay",
    lexicon: Lexicon {
        abbreviations: &[
            file!("ms/abbreviations.tsv"),
            file!("id/abbreviations.tsv"),
            file!("en/abbreviations.tsv"),
        ],
        boilerplate: &[file!("ms/boilerplate.tsv")],
        called: &[file!("id/called.tsv")],
        citing: &[file!("ms/citing.tsv"), file!("id/citing.tsv"), file!("en/citing.tsv")],
        common_words: &[file!("ms/common-words.tsv"), file!("id/common-words.tsv")],
        countries: &[file!("ms/countries.tsv")],
        cues: &[file!("ms/cues.tsv"), file!("id/cues.tsv")],
        dates: &[file!("ms/dates.tsv")],
        days: &[file!("ms/days.tsv")],
        function_words: &[file!("ms/function-words.tsv")],
        given: &[file!("ms/given.tsv"), file!("id/given.tsv")],
        months: &[file!("ms/months.tsv")],
        numbers: &[file!("ms/numbers.tsv")],
        persons: &[file!("ms/persons.tsv"), file!("id/persons.tsv")],
        related: &[file!("ms/related.tsv")],
        roots: &[file!("ms/roots.tsv"), file!("id/roots.tsv")],
        short_roles: &[file!("ms/short-roles.tsv"), file!("id/short-roles.tsv")],
        small_words: &[file!("ms/small-words.tsv")],
        foreign_persons: &[file!("en/persons.tsv")],
        foreign_numbers: &[file!("en/numbers.tsv"), file!("id/numbers.tsv")],
        title_case_words: &[file!("en/common-words.tsv")],
        ..Lexicon::NONE
    },
    numbers: Numbers {
        grouping: ',',
        decimal: '.',
    },
    dates: Dates {
        month_first: false,
        // Malaysia, Brunei and Singapore have the same clock.
        zone: Some(8),
    },
    dollars: &["BN", "SG"],
    quotation_marks: &[('“', '”'), ('"', '"'), ('‘', '’'), ('\'', '\'')],
    // The affixes are the same.
    stemmer: Some(Stemmer::Indonesian),
    names: Names::English,
    grammar: id::GRAMMAR,
    cited: Cited {
        langid: Some("malay"),
        months: [
            "Januari",
            "Februari",
            "Mac",
            "April",
            "Mei",
            "Jun",
            "Julai",
            "Ogos",
            "September",
            "Oktober",
            "November",
            "Disember",
        ],
        month_first: false,
        no_date: "t.t.",
        said: "kata",
        indirect: "(tidak langsung)",
        unnamed: "penutur tidak disebut",
    },
    index: 2,
};
