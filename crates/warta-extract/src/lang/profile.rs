//! What is known of a language.

use crate::article::Language;
use crate::lexicon::File;

/// A language, as far as reading its news needs it.
#[derive(Debug)]
pub struct Profile {
    pub language: Language,
    /// Other codes for it: those of three letters (ISO 639-2 and 639-3), and withdrawn ones.
    pub codes: &'static [&'static str],
    /// What English calls it.
    pub name: &'static str,
    pub lexicon: Lexicon,
    pub numbers: Numbers,
    pub dates: Dates,
    /// Countries at home in the language that count in dollars: in news of one of them alone, the sign is its own.
    pub dollars: &'static [&'static str],
    /// Pairs of marks around the words that somebody said, the usual ones first. A mark that both opens and closes stands twice. By
    /// them a mark that opens in one language is known to close in another: `„So ist es“`.
    pub quotation_marks: &'static [(char, char)],
    /// Cuts the words of the index; a language without one has its words as they are.
    pub stemmer: Option<Stemmer>,
    /// Which of the names in `world/countries.tsv` and `world/regions.tsv` its readers are shown.
    pub names: Names,
    pub grammar: Grammar,
    pub cited: Cited,
    /// Its place in [`super::ALL`], and behind them for the neutral one.
    pub(super) index: usize,
}

/// How an article or a statement in the language is cited, in its own words.
#[derive(Debug)]
pub struct Cited {
    /// What `babel` and `biblatex` call the language, for `langid`.
    pub langid: Option<&'static str>,
    /// From January on.
    pub months: [&'static str; 12],
    /// The month stands before the day: `2023, March 9` (APA, 7th edition, 9.14).
    pub month_first: bool,
    /// What stands for a date that is not known (APA, 7th edition, 9.14).
    pub no_date: &'static str,
    /// Between a statement in the speaker's own words and the speaker.
    pub said: &'static str,
    /// Behind the speaker of a statement that is told in other words.
    pub indirect: &'static str,
    /// In place of a speaker who is not named.
    pub unnamed: &'static str,
}

impl Cited {
    /// The name of a month, 1 to 12; `?` for another number.
    pub fn month(&self, number: i8) -> &'static str {
        let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        index.and_then(|index| self.months.get(index)).copied().unwrap_or("?")
    }
}

impl Profile {
    /// Whether persons and their statements are read in its texts. Without words for offices and of saying, names would be guessed.
    pub fn reads_persons(&self) -> bool {
        !self.lexicon.persons.is_empty() && !self.lexicon.cues.is_empty()
    }
}

/// The files of words of a language, by kind. A language may share the files of a related one: what several files of a kind say is
/// added up. What each kind holds stands in [`crate::lexicon::schema`].
#[derive(Debug, Default)]
pub struct Lexicon {
    pub abbreviations: &'static [File],
    pub boilerplate: &'static [File],
    pub called: &'static [File],
    pub citing: &'static [File],
    pub common_words: &'static [File],
    pub countries: &'static [File],
    pub cues: &'static [File],
    pub dates: &'static [File],
    pub days: &'static [File],
    pub function_words: &'static [File],
    pub given: &'static [File],
    pub months: &'static [File],
    pub numbers: &'static [File],
    pub persons: &'static [File],
    pub regencies: &'static [File],
    pub related: &'static [File],
    /// What is left of words without prefixes and suffixes, for [`Stemmer::Indonesian`].
    pub roots: &'static [File],
    pub short_roles: &'static [File],
    pub small_words: &'static [File],
    /// Names of persons of another language, which are names here too, but not of people from here.
    pub foreign_given: &'static [File],
    /// Words around persons of another language, which stand in names of organisations and offices here.
    pub foreign_persons: &'static [File],
    /// Numbers of another language, whose scales are understood here too: `1.5 juta`.
    pub foreign_numbers: &'static [File],
    /// Ordinary words of a language that writes them with a capital in headlines and names, where this language's news has such too:
    /// `World Food Program`.
    pub title_case_words: &'static [File],
}

impl Lexicon {
    /// No words at all.
    pub const NONE: Lexicon = Lexicon {
        abbreviations: &[],
        boilerplate: &[],
        called: &[],
        citing: &[],
        common_words: &[],
        countries: &[],
        cues: &[],
        dates: &[],
        days: &[],
        function_words: &[],
        given: &[],
        months: &[],
        numbers: &[],
        persons: &[],
        regencies: &[],
        related: &[],
        roots: &[],
        short_roles: &[],
        small_words: &[],
        foreign_given: &[],
        foreign_persons: &[],
        foreign_numbers: &[],
        title_case_words: &[],
    };

    /// The files of every kind.
    pub(super) fn kinds(&self) -> [&'static [File]; 23] {
        // Taken apart by name, so that a kind which is added cannot be left out here.
        let Lexicon {
            abbreviations,
            boilerplate,
            called,
            citing,
            common_words,
            countries,
            cues,
            dates,
            days,
            function_words,
            given,
            months,
            numbers,
            persons,
            regencies,
            related,
            roots,
            short_roles,
            small_words,
            foreign_given,
            foreign_persons,
            foreign_numbers,
            title_case_words,
        } = self;
        [
            abbreviations,
            boilerplate,
            called,
            citing,
            common_words,
            countries,
            cues,
            dates,
            days,
            function_words,
            given,
            months,
            numbers,
            persons,
            regencies,
            related,
            roots,
            short_roles,
            small_words,
            foreign_given,
            foreign_persons,
            foreign_numbers,
            title_case_words,
        ]
    }
}

/// The languages in which the files of the world name countries and regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    English,
    Indonesian,
}

/// How numbers are written in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Between groups of three digits: `.` in `150.000`.
    pub grouping: char,
    /// Before the fraction: `,` in `1,5`.
    pub decimal: char,
}

/// How dates are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// `3/4/2022` is the fourth of March.
    pub month_first: bool,
    /// Hours east of Greenwich of the clock that a time without a zone is read from; `None` where the language is spoken in too many.
    pub zone: Option<i8>,
}

/// The rules by which the forms of a word are brought to one. They are named here and carried out by the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stemmer {
    Indonesian,
    English,
}

/// Facts of a language's grammar, each named by what it says of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grammar {
    /// Any verb of saying may stand before its subject: `said Nadler`. Elsewhere only the cues of the class `inverted` do.
    pub subject_may_follow_verb: bool,
    /// A sentence may go on without its subject: `Lalu menambahkan, ...`.
    pub subject_may_be_left_out: bool,
    /// A noun stands before what says more of it, and a role begins with its head: `menteri luar negeri`, `PT Sentosa`. Else it ends with
    /// it: `foreign minister`, `Sentosa Ltd`.
    pub head_first: bool,
    /// Who has something or somebody stands right behind it: `istri Budi` is not Budi; `his wife Anna` is Anna.
    pub owner_follows: bool,
    /// A role may stand behind a name without a comma: `Budi selaku ketua panitia`.
    pub role_may_follow_name: bool,
    /// What points at one who is known stands behind it: `menteri itu`. Else an article stands before it: `the minister`.
    pub demonstrative_follows: bool,
    /// People may have one name only, or are called by one from the first time on.
    pub single_names: bool,
}
