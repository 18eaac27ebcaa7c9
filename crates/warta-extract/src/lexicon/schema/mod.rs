//! What each kind of file may hold: its classes and columns, and what they say. `docs/lexicon.md` is written from it.

mod persons;
mod world;

pub use persons::{CUES, PERSONS};
pub use world::OF_THE_WORLD;

/// Whether the order of the items says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By their characters, within each class: whoever adds a word sees whether it is there.
    Sorted,
    /// As the file has them: the months, or by country.
    Given,
}

/// A class of items, the heading of a part of a file.
#[derive(Debug)]
pub struct Class {
    pub name: &'static str,
    /// What its items say, for whoever writes them.
    pub what: &'static str,
    /// The fewest and the most columns behind an item.
    pub columns: (usize, usize),
}

/// What the files of one kind may hold.
#[derive(Debug)]
pub struct Schema {
    /// The name of the file in a language's folder.
    pub name: &'static str,
    pub what: &'static str,
    /// In the order in which a file has them; empty where its files have no headings.
    pub classes: &'static [Class],
    /// The fewest and the most columns behind an item of a file without headings.
    pub columns: (usize, usize),
    pub order: Order,
    /// One item may stand on several lines that differ in a column.
    pub whole_row: bool,
    /// Classes of which an item is in one only.
    pub exclusive: &'static [&'static str],
}

impl Schema {
    /// Classes in which an item may stand once only share a number.
    pub(super) fn group_of(&self, class: usize) -> usize {
        let name = self.classes.get(class).map_or("", |class| class.name);
        if self.exclusive.contains(&name) {
            usize::MAX
        } else {
            class
        }
    }
}

const fn class(name: &'static str, what: &'static str) -> Class {
    Class {
        name,
        what,
        columns: (0, 0),
    }
}

const fn valued(name: &'static str, what: &'static str) -> Class {
    Class {
        name,
        what,
        columns: (1, 1),
    }
}

/// A list of words without classes.
const fn words(name: &'static str, what: &'static str) -> Schema {
    Schema {
        name,
        what,
        classes: &[],
        columns: (0, 0),
        order: Order::Sorted,
        whole_row: false,
        exclusive: &[],
    }
}

/// Words in classes.
const fn classes(name: &'static str, what: &'static str, classes: &'static [Class]) -> Schema {
    Schema {
        classes,
        ..words(name, what)
    }
}

/// A table without classes, in its own order.
const fn table(name: &'static str, what: &'static str, columns: (usize, usize)) -> Schema {
    Schema {
        columns,
        order: Order::Given,
        ..words(name, what)
    }
}

/// A table in which one item has several rows.
const fn rows(name: &'static str, what: &'static str, columns: (usize, usize)) -> Schema {
    Schema {
        whole_row: true,
        ..table(name, what, columns)
    }
}

pub const ABBREVIATIONS: Schema = words(
    "abbreviations.tsv",
    "words that are written with a full stop inside a sentence: `dr`, `no`",
);

pub const BOILERPLATE: Schema = classes(
    "boilerplate.tsv",
    "texts that pages put into articles",
    &[
        class("whole", "a line is no part of the article if it is nothing but this"),
        class("begins", "a line is no part of the article if it begins with this"),
        class("title", "it stands behind the title of a page"),
        class(
            "inline",
            "it is taken out between two sentences, where it is written exactly so",
        ),
    ],
);

pub const CALLED: Schema = classes(
    "called.tsv",
    "how somebody is called beside the name, and what is no person: who is who in an archive is told by it",
    &[
        class(
            "called",
            "it stands beside a name by which somebody is called as well, as those of class `alias` of persons.tsv do: `begitu Adi akrab disapa`",
        ),
        class("between", "may stand between such a word and the name"),
        class(
            "thing",
            "the name behind it is that of a thing, a work or an organisation",
        ),
    ],
);

pub const CITING: Schema = classes(
    "citing.tsv",
    "phrases around the outlets that an article has its facts from",
    &[
        class(
            "source",
            "an outlet stands behind it, known or not: a name with a capital there is an outlet",
        ),
        class("known", "an outlet that is known may stand behind it"),
        class(
            "to",
            "as `known`, unless something else than words is given there: see `given`",
        ),
        class(
            "given",
            "what is given, sold or paid to an outlet, a few words before: the outlet is in the story itself",
        ),
        class("reports", "verbs of an outlet right before them"),
        class(
            "says",
            "verbs of a news agency right before them, where it is called one or written as an abbreviation",
        ),
        class("agency", "what an agency is called, beside its name"),
        class("bridge", "may stand between an outlet and its verb"),
        class("owner", "no outlet speaks that stands behind these"),
        class("figures", "what an outlet reports of itself, right behind the verb"),
        class("charge", "where someone is reported to, further behind the verb"),
        class("between", "may stand between the phrase and the outlet"),
        class(
            "medium",
            "may stand there too; the name behind it is the outlet's even where it is also a word",
        ),
        class("never", "is no name of an outlet, although a capital may stand there"),
    ],
);

pub const COMMON_WORDS: Schema = words(
    "common-words.tsv",
    "ordinary words, which a capital at the head of a sentence or in a headline does not make a name",
);

pub const COUNTRIES: Schema = rows(
    "countries.tsv",
    "what the language calls countries beyond their usual names: the code, the kind (name, group, demonym, exact, metonym, office, \
     place, state, postal, home, company, money), the words with ` | ` between them",
    (2, 2),
);

pub const DATES: Schema = classes(
    "dates.tsv",
    "words before the date of a day, which say whether it is to come",
    &[
        class("ahead", "the day is to come (`akan digelar Jumat`)"),
        class(
            "ahead_next",
            "so it is where the word stands right before it (`hingga Jumat`)",
        ),
        class(
            "said",
            "what is told behind it is told on the day itself (`kata Budi, Jumat`)",
        ),
    ],
);

pub const DAYS: Schema = table(
    "days.tsv",
    "the days of the week: the name, its number (Monday is 1)",
    (1, 1),
);

pub const FUNCTION_WORDS: Schema = classes(
    "function-words.tsv",
    "the words by which the language is recognised",
    &[
        class("common", "make up much of any text; a related language may share them"),
        class(
            "telling",
            "as good as never stand in a text of a related language: they part the two",
        ),
    ],
);

const NAMES: &[Class] = &[
    class("m", "given names of men"),
    class("f", "given names of women"),
    class("u", "given names of both, or it is not known"),
    class("c", "names of clans"),
    class("s", "family names"),
];

pub const GIVEN: Schema = classes(
    "given.tsv",
    "names that people bear where the language is spoken",
    NAMES,
);

pub const MONTHS: Schema = table(
    "months.tsv",
    "the months and their abbreviations: the name, its number",
    (1, 1),
);

pub const NUMBERS: Schema = classes(
    "numbers.tsv",
    "words of numbers and amounts",
    &[
        valued("digit", "a number below a hundred: the word, its value"),
        class("teen", "makes eleven to nineteen of the digit before it (`belas`)"),
        class("ten", "makes tens of the digit before it (`puluh`)"),
        class("hundred", "makes hundreds of the digit before it"),
        valued("whole", "a whole number in one word (`sejuta`): the word, its value"),
        valued(
            "scale",
            "multiplies what stands before it (`juta`, `million`): the word, its value",
        ),
        valued("about_scale", "the same, and the amount is about so much (`triliunan`)"),
        valued(
            "short",
            "the same in one letter, as written; it counts beside a currency only (`Rp 15 M`)",
        ),
        valued(
            "half",
            "a part of the scale behind it (`setengah juta`): the word, its value",
        ),
        class("about", "before a number: it is not exact"),
        class("at_least", "before a number: it is the least"),
        class("at_most", "before a number: it is the most"),
        class("about_after", "behind a number: it is not exact"),
        class("at_least_after", "behind a number: it is the least"),
        class("between", "before a range (`antara`)"),
        class("range", "between the ends of a range (`5 sampai 10`)"),
        class(
            "range_between",
            "between them behind a word of `between` (`antara 5 dan 10`)",
        ),
        class("pair", "between two numbers of one currency (`USD 5 dan 10 juta`)"),
        class("no_unit", "behind a number, and nothing that is counted"),
        class(
            "party",
            "whom a story is about: `dua negara` and `two sides` count nothing",
        ),
        class(
            "describing",
            "may stand between a number and what it counts (`five new ferries`)",
        ),
    ],
);

pub const REGENCIES: Schema = table(
    "regencies.tsv",
    "places of the country where the language is spoken, with ` | ` between them",
    (0, 0),
);

pub const RELATED: Schema = classes(
    "related.tsv",
    "how a line begins that links to another article",
    &[
        Class {
            name: "any",
            what: "a colon, a capital or a quotation mark follows; `inline` behind it where it also stands within paragraphs",
            columns: (0, 1),
        },
        Class {
            name: "colon",
            what: "a colon follows; `inline` behind it where it also stands within paragraphs",
            columns: (0, 1),
        },
        Class {
            name: "opener",
            what: "begins a sentence where it has a capital: headlines write it small, or do without it",
            columns: (0, 0),
        },
        Class {
            name: "near-opener",
            what: "the same where words in lower case follow: headlines have it with a capital too",
            columns: (0, 0),
        },
        Class {
            name: "office",
            what: "begins an office with which a sentence may begin",
            columns: (0, 0),
        },
    ],
);

pub const ROOTS: Schema = classes(
    "roots.tsv",
    "what is left of a word without its prefixes and suffixes, and words that only look as if they had some",
    &[
        class("roots", "most"),
        class(
            "swallowed",
            "those whose first letter a prefix swallows where what is left is a root too, and that are meant then: `mengemas` is of `kemas`, \
             not of `emas`",
        ),
    ],
);

pub const SHORT_ROLES: Schema = table(
    "short-roles.tsv",
    "short forms of offices and titles: the short form, the words that it stands for",
    (1, 1),
);

pub const SMALL_WORDS: Schema = words("small-words.tsv", "words that headlines write small");

/// The kinds of files that a language may have.
pub const OF_A_LANGUAGE: &[&Schema] = &[
    &ABBREVIATIONS,
    &BOILERPLATE,
    &CALLED,
    &CITING,
    &COMMON_WORDS,
    &COUNTRIES,
    &CUES,
    &DATES,
    &DAYS,
    &FUNCTION_WORDS,
    &GIVEN,
    &MONTHS,
    &NUMBERS,
    &PERSONS,
    &REGENCIES,
    &RELATED,
    &ROOTS,
    &SHORT_ROLES,
    &SMALL_WORDS,
];

/// The kind of the file at a path relative to the lexicons' folder.
pub fn of(path: &str) -> Option<&'static Schema> {
    let (folder, name) = path.split_once('/')?;
    let kinds = if folder == "world" { OF_THE_WORLD } else { OF_A_LANGUAGE };
    kinds.iter().copied().find(|schema| schema.name == name)
}
