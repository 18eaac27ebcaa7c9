//! The files that all languages share.

use super::{Class, NAMES, Schema, class, classes, rows, table, words};

/// The files of `world`, which all languages share.
pub const OF_THE_WORLD: &[&Schema] = &[
    &rows(
        "cities.tsv",
        "cities: the code of the country, names with ` | ` between them",
        (1, 1),
    ),
    &table(
        "countries.tsv",
        "countries: code, alpha-3 code, name in English, name in Indonesian, UN M49 regions, other names with ` | ` between them",
        (3, 5),
    ),
    &rows(
        "country-names.tsv",
        "names of countries in languages that have no folder: the code of the language, the code of the country, the name",
        (2, 2),
    ),
    &classes(
        "credits.tsv",
        "what stands before the names of an article's makers on a line of its own",
        &[
            Class {
                name: "author",
                what: "they wrote it; `next` behind it where it may follow other names on their line",
                columns: (0, 1),
            },
            Class {
                name: "other",
                what: "they had another part in it",
                columns: (0, 1),
            },
            class("outlets", "they are the outlets that the article is from"),
            class("particle", "is written small between or in these names"),
            class("by", "before the name of a writer, without a colon"),
            class("joins", "between two of them"),
            class(
                "suffix",
                "belongs to the name before its comma, as the degrees of persons.tsv do",
            ),
        ],
    ),
    &table(
        "currencies.tsv",
        "currencies: code, English name, signs before the number, signs and words before or behind it, words of its hundredth",
        (1, 5),
    ),
    &classes("given.tsv", "names of persons of the world", NAMES),
    &rows(
        "inside-names.tsv",
        "where the name of a country or city is part of another name",
        (1, 1),
    ),
    &table("languages.tsv", "ISO 639-3 code, ISO 639-1 code", (1, 1)),
    &rows(
        "months.tsv",
        "months in languages that have no folder: the name, its number",
        (1, 1),
    ),
    &table(
        "outlets.tsv",
        "outlets: usual name, hosts, other spellings, `agency`",
        (0, 3),
    ),
    &words("place-words.tsv", "words of the names of places"),
    &rows(
        "groups.tsv",
        "members of groups of countries: number of the group, country, first and last day of its membership",
        (1, 3),
    ),
    &table(
        "regions.tsv",
        "UN M49 regions and groups of countries: code, name in English, name in Indonesian, other names",
        (2, 3),
    ),
    &classes(
        "surnames.tsv",
        "family names that the press of the world names often",
        NAMES,
    ),
    &table(
        "well-known.tsv",
        "short forms of well-known persons: the short form, the name",
        (1, 1),
    ),
    &table("zones.tsv", "time zones: abbreviation, the zone in POSIX form", (1, 1)),
];
