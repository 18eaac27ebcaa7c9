//! The parameters of questions: the one table that options of commands, parameters of the API and fields of forms are made from.

/// A way to look at the archive, and so which parameters a question has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Articles.
    Search,
    /// Statements.
    Quotes,
    /// Counts of the values of one field or two.
    Facet,
    /// Hits by time.
    Timeline,
    /// Queries side by side.
    Compare,
    /// How a query is read, and why an article is a hit.
    Explain,
}

/// What a value of a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A query in the query language.
    Query,
    /// A value of the field of the parameter's name, as a person writes it.
    Value,
    /// A day, month or year.
    Date,
    /// Any text.
    Text,
    /// A length of time such as `30d`, `8w`, `6m`, `2y`; an empty value stands for five years.
    HalfLife,
    /// Yes or no; an empty value says yes.
    Flag,
    /// A number or `all`.
    Limit,
    Number,
    /// `FIELD` or `FIELD:N`.
    Facet,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

impl Kind {
    /// It narrows what is found, as a part of the query would.
    pub fn is_condition(self) -> bool {
        matches!(self, Kind::Value | Kind::Date)
    }
}

/// What a parameter is for, in the two languages of the page.
#[derive(Clone, Copy, Debug)]
pub struct Help {
    pub id: &'static str,
    pub en: &'static str,
}

/// A parameter of questions.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    pub name: &'static str,
    /// Its name in Indonesian, which works too.
    pub indonesian: &'static str,
    pub kind: Kind,
    /// May be given more than once; the values are alternatives, of facets one after the other.
    pub repeatable: bool,
    /// What holds where it is not given.
    pub default: Option<&'static str>,
    /// Of numbers, the smallest and the largest that is understood.
    pub bounds: Option<(u64, u64)>,
    /// What stands for a value in a summary of options.
    pub placeholder: &'static str,
    pub help: Help,
    pub example: &'static str,
    pub views: &'static [View],
}

use View::{Compare, Explain, Facet, Quotes, Search, Timeline};

const EVERYWHERE: &[View] = &[Search, Quotes, Facet, Timeline, Compare, Explain];
const LISTS: &[View] = &[Search, Quotes];

const NUMBERS: Option<(u64, u64)> = Some((0, u32::MAX as u64));

/// A value of a field.
const fn value(name: &'static str, indonesian: &'static str, placeholder: &'static str) -> Parameter {
    Parameter {
        name,
        indonesian,
        kind: Kind::Value,
        repeatable: true,
        default: None,
        bounds: None,
        placeholder,
        help: Help { id: "", en: "" },
        example: "",
        views: EVERYWHERE,
    }
}

/// Every parameter, in the order in which they are explained to users.
pub const PARAMETERS: &[Parameter] = &[
    Parameter {
        kind: Kind::Query,
        repeatable: false,
        help: Help {
            id: "Kata dan syarat: `senjata \"dewan keamanan\" country:Ukraina`",
            en: "Words and conditions: `senjata \"dewan keamanan\" country:Ukraina`; `warta fields` lists the fields",
        },
        example: "senjata country:Ukraina",
        ..value("q", "kueri", "QUERY")
    },
    Parameter {
        help: Help {
            id: "Orang yang dikutip, dengan bagian mana pun dari namanya",
            en: "A person who is quoted, by any part of the name",
        },
        example: "klitschko",
        ..value("speaker", "pembicara", "NAME")
    },
    Parameter {
        help: Help {
            id: "Jabatan atau lembaga orang yang dikutip",
            en: "What a person who is quoted is, or of which organisation",
        },
        example: "menteri",
        ..value("role", "jabatan", "ROLE")
    },
    Parameter {
        help: Help {
            id: "Negara yang disebut, dengan kode atau nama",
            en: "A country that is mentioned, by code or name",
        },
        example: "Ukraina",
        ..value("country", "negara", "COUNTRY")
    },
    Parameter {
        help: Help {
            id: "Media",
            en: "An outlet",
        },
        example: "tempo",
        ..value("source", "sumber", "OUTLET")
    },
    Parameter {
        help: Help {
            id: "Jumlah uang: `>= USD 500 juta`, `Rp 1 triliun..5 triliun`, `USD`",
            en: "An amount of money: `\">= USD 500 juta\"`, `\"Rp 1 triliun..5 triliun\"`, `USD`",
        },
        example: ">= USD 500 juta",
        ..value("amount", "jumlah", "AMOUNT")
    },
    Parameter {
        help: Help {
            id: "Bahasa, dengan kode ISO 639-1",
            en: "A language, by ISO 639-1 code",
        },
        example: "id",
        ..value("language", "bahasa", "CODE")
    },
    Parameter {
        kind: Kind::Date,
        repeatable: false,
        help: Help {
            id: "Terbit pada hari, pekan, bulan, atau tahun ini atau sesudahnya: `2022`, `2022-W07`, `kemarin`, `7d`",
            en: "Published on this day, week, month or year or later: `2022`, `2022-W07`, `kemarin`, `7d`",
        },
        example: "2022-02",
        ..value("from", "dari", "DATE")
    },
    Parameter {
        kind: Kind::Date,
        repeatable: false,
        help: Help {
            id: "Terbit pada hari, pekan, bulan, atau tahun ini atau sebelumnya",
            en: "Published on this day, week, month or year or earlier",
        },
        example: "2022-12-31",
        ..value("to", "sampai", "DATE")
    },
    Parameter {
        kind: Kind::Date,
        repeatable: false,
        help: Help {
            id: "Masuk ke indeks sejak hari atau waktu ini: `1d`, `12h`, `kemarin`, `2022-02-18`",
            en: "Came into the index since then: `1d`, `12h`, `yesterday`, `2022-02-18`",
        },
        example: "1d",
        ..value("added-since", "masuk-sejak", "TIME")
    },
    Parameter {
        kind: Kind::OneOf(&["relevance", "newest", "oldest"]),
        repeatable: false,
        default: Some("relevance"),
        help: Help {
            id: "Urutan hasil",
            en: "The order of hits",
        },
        example: "newest",
        views: LISTS,
        ..value("sort", "urutan", "SORT")
    },
    Parameter {
        kind: Kind::HalfLife,
        repeatable: false,
        help: Help {
            id: "Artikel lama bernilai lebih kecil: nilainya menjadi setengah setiap waktu paruh, lima tahun atau sesuai isian (`30d`, `8w`, `6m`, `2y`)",
            en: "Let older articles count less: their score halves in every half-life, five years or as given (`30d`, `8w`, `6m`, `2y`)",
        },
        example: "2y",
        views: LISTS,
        ..value("recency", "kebaruan", "HALF-LIFE")
    },
    Parameter {
        kind: Kind::Flag,
        repeatable: false,
        help: Help {
            id: "Artikel dan cetak ulangnya menjadi satu hasil; yang terbaik mewakilinya",
            en: "Count an article and its reprints as one hit; the best of them stands for it",
        },
        example: "true",
        views: &[Search],
        ..value("stories", "berita", "BOOL")
    },
    Parameter {
        kind: Kind::Flag,
        repeatable: false,
        help: Help {
            id: "Setiap pernyataan sekali, di mana pun dicetak, dengan perbedaan kata-katanya",
            en: "Show each statement once, in however many articles it is printed, and how the wording differs",
        },
        example: "true",
        views: &[Quotes],
        ..value("once", "sekali", "BOOL")
    },
    Parameter {
        kind: Kind::Facet,
        help: Help {
            id: "Hitung nilai suatu kolom atas semua hasil: `speaker`, `source:20`",
            en: "Count the values of a field over all hits: `speaker`, `source:20`",
        },
        example: "source:20",
        views: LISTS,
        ..value("facet", "hitung", "FIELD[:N]")
    },
    Parameter {
        kind: Kind::Text,
        repeatable: false,
        help: Help {
            id: "Hanya nilai yang salah satu katanya berawal begini",
            en: "Only values of which a word begins so",
        },
        example: "bud",
        views: &[Facet],
        ..value("prefix", "awalan", "PREFIX")
    },
    Parameter {
        kind: Kind::OneOf(&["articles", "quotes"]),
        repeatable: false,
        default: Some("articles"),
        help: Help {
            id: "Yang dihitung: artikel atau kutipan",
            en: "What is counted: articles or quotations",
        },
        example: "quotes",
        views: &[Facet],
        ..value("of", "satuan", "WHAT")
    },
    Parameter {
        kind: Kind::Limit,
        repeatable: false,
        default: Some("10"),
        bounds: NUMBERS,
        help: Help {
            id: "Berapa hasil: angka, atau `all`",
            en: "How many hits: a number, or `all`",
        },
        example: "20",
        views: LISTS,
        ..value("limit", "batas", "LIMIT")
    },
    Parameter {
        kind: Kind::Limit,
        repeatable: false,
        default: Some("20"),
        bounds: NUMBERS,
        help: Help {
            id: "Berapa nilai: angka, atau `all`",
            en: "How many values: a number, or `all`",
        },
        example: "50",
        views: &[Facet],
        ..value("limit", "batas", "LIMIT")
    },
    Parameter {
        kind: Kind::Number,
        repeatable: false,
        default: Some("0"),
        bounds: NUMBERS,
        help: Help {
            id: "Berapa hasil di awal yang dilewati",
            en: "Hits to leave out at the beginning",
        },
        example: "10",
        views: LISTS,
        ..value("offset", "lewati", "OFFSET")
    },
    Parameter {
        kind: Kind::Number,
        repeatable: false,
        default: Some("0"),
        bounds: NUMBERS,
        help: Help {
            id: "Berapa nilai di awal yang dilewati",
            en: "Values to leave out at the beginning",
        },
        example: "20",
        views: &[Facet],
        ..value("offset", "lewati", "OFFSET")
    },
    Parameter {
        kind: Kind::Text,
        repeatable: false,
        help: Help {
            id: "Lanjutan daftar, dari `next` pada jawaban sebelumnya",
            en: "Where the part before ended, from `next` of the answer before",
        },
        example: "",
        views: LISTS,
        ..value("cursor", "kursor", "CURSOR")
    },
    Parameter {
        kind: Kind::OneOf(&["day", "week", "month", "year"]),
        repeatable: false,
        help: Help {
            id: "Hasil per hari, minggu, bulan, atau tahun; tanpa isian, yang muat di satu halaman",
            en: "Hits by day, week, month or year; by what fits on a page where it is not given",
        },
        example: "month",
        views: &[Timeline],
        ..value("unit", "per", "UNIT")
    },
    Parameter {
        kind: Kind::Query,
        help: Help {
            id: "Kueri yang dibandingkan, dua sampai empat",
            en: "A query that is compared, two to four of them",
        },
        example: "beras",
        views: &[Compare],
        ..value("query", "bandingkan", "QUERY")
    },
];

impl Parameter {
    /// The parameters of a view, in their order.
    pub fn of(view: View) -> impl Iterator<Item = &'static Parameter> {
        PARAMETERS
            .iter()
            .filter(move |parameter| parameter.views.contains(&view))
    }

    /// The parameter of a view that is called so, in either language.
    pub fn named(view: View, name: &str) -> Option<&'static Parameter> {
        Parameter::of(view).find(|parameter| parameter.name == name || parameter.indonesian == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::Question;

    #[test]
    fn names_in_both_languages_are_all_different_in_every_view() {
        for view in EVERYWHERE {
            let mut names: Vec<&str> = Parameter::of(*view).flat_map(|p| [p.name, p.indonesian]).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{view:?}");
        }
    }

    #[test]
    fn every_example_and_every_default_can_be_asked() {
        for parameter in PARAMETERS {
            let values = [
                Some(parameter.example).filter(|text| !text.is_empty()),
                parameter.default,
            ];
            for (view, value) in parameter
                .views
                .iter()
                .flat_map(|view| values.map(|value| (view, value)))
            {
                let Some(value) = value else { continue };
                let mut pairs = vec![(parameter.name, value)];
                if *view == Compare {
                    pairs.extend([("query", "gempa"), ("query", "banjir")]);
                }
                let asked = Question::from_pairs(*view, pairs);
                assert!(asked.is_ok(), "{view:?} {}={value}: {asked:?}", parameter.name);
            }
            let texts = [parameter.help.id, parameter.help.en, parameter.placeholder];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", parameter.name);
        }
    }
}
