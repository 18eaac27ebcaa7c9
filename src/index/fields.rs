//! The fields by which articles are searched, shown and counted: the one place where a field is named.
//!
//! The schema, the query language, the facets, the header of CSV output and `warta fields` are all made from [`FIELDS`].

/// What a field holds, and so how a value in a query is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Running text: words with their forms, phrases.
    Text,
    /// Names of persons: words as they are, any part of a name.
    Name,
    /// One value, as it is but for case.
    Keyword,
    /// A country, by code or name.
    Country,
    /// A region of countries, by name; found through the countries in it.
    Region,
    /// Amounts of money, compared within a currency.
    Amount,
    Currency,
    /// A day or a span of days.
    Date,
    /// A year: a facet over `date`.
    Year,
}

/// One field.
#[derive(Debug)]
pub struct Field {
    /// The name in queries, options, facets and CSV.
    pub name: &'static str,
    /// Other names by which a query may call it.
    pub aliases: &'static [&'static str],
    pub kind: FieldKind,
    /// Its values can be counted with `--facet`.
    pub faceted: bool,
    /// A column of `--format csv`.
    pub column: bool,
    /// For `warta fields`.
    pub help: &'static str,
    pub example: &'static str,
}

/// All fields, in the order in which they are explained to users.
pub const FIELDS: &[Field] = &[
    Field {
        name: "title",
        aliases: &["judul", "headline"],
        kind: FieldKind::Text,
        faceted: false,
        column: true,
        help: "words of the title",
        example: "title:gempa",
    },
    Field {
        name: "body",
        aliases: &["isi", "text"],
        kind: FieldKind::Text,
        faceted: false,
        column: false,
        help: "words of the text",
        example: "body:\"dewan keamanan\"",
    },
    Field {
        name: "quote",
        aliases: &["kutipan", "said"],
        kind: FieldKind::Text,
        faceted: false,
        column: false,
        help: "words that somebody said",
        example: "quote:senjata",
    },
    Field {
        name: "speaker",
        aliases: &["pembicara", "narasumber"],
        kind: FieldKind::Name,
        faceted: true,
        column: true,
        help: "a person who is quoted, by any part of the name",
        example: "speaker:klitschko",
    },
    Field {
        name: "role",
        aliases: &["jabatan", "peran"],
        kind: FieldKind::Name,
        faceted: true,
        column: false,
        help: "what a person who is quoted is, or of which organisation",
        example: "role:menteri",
    },
    Field {
        name: "source",
        aliases: &["sumber", "media", "outlet"],
        kind: FieldKind::Keyword,
        faceted: true,
        column: true,
        help: "the outlet",
        example: "source:tempo",
    },
    Field {
        name: "country",
        aliases: &["negara"],
        kind: FieldKind::Country,
        faceted: true,
        column: true,
        help: "a country that is mentioned, by code or name",
        example: "country:Ukraina",
    },
    Field {
        name: "about",
        aliases: &["tentang"],
        kind: FieldKind::Country,
        faceted: true,
        column: false,
        help: "a country that the story is about",
        example: "about:UA",
    },
    Field {
        name: "region",
        aliases: &["kawasan", "wilayah"],
        kind: FieldKind::Region,
        faceted: true,
        column: false,
        help: "a region of the world, through its countries",
        example: "region:\"Asia Tenggara\"",
    },
    Field {
        name: "amount",
        aliases: &["jumlah", "nilai"],
        kind: FieldKind::Amount,
        faceted: true,
        column: true,
        help: "an amount of money, compared within its currency",
        example: "amount:>=\"USD 500 juta\"",
    },
    Field {
        name: "currency",
        aliases: &["matauang"],
        kind: FieldKind::Currency,
        faceted: true,
        column: false,
        help: "the currency of an amount",
        example: "currency:USD",
    },
    Field {
        name: "date",
        aliases: &["tanggal", "published"],
        kind: FieldKind::Date,
        faceted: true,
        column: true,
        help: "the day of publication, or a span of days",
        example: "date:2022-02-01..2022-03-15",
    },
    Field {
        name: "year",
        aliases: &["tahun"],
        kind: FieldKind::Year,
        faceted: true,
        column: false,
        help: "the year of publication",
        example: "year:2022",
    },
    Field {
        name: "month",
        aliases: &["bulan"],
        kind: FieldKind::Year,
        faceted: true,
        column: false,
        help: "the month of publication",
        example: "month:2022-02",
    },
    Field {
        name: "language",
        aliases: &["bahasa", "lang"],
        kind: FieldKind::Keyword,
        faceted: true,
        column: true,
        help: "the language, by ISO 639-1 code",
        example: "language:id",
    },
    Field {
        name: "section",
        aliases: &["kanal", "kategori", "category"],
        kind: FieldKind::Keyword,
        faceted: true,
        column: true,
        help: "the outlet's section",
        example: "section:bisnis",
    },
    Field {
        name: "author",
        aliases: &["penulis", "byline"],
        kind: FieldKind::Name,
        faceted: true,
        column: true,
        help: "who wrote it, by any part of the name",
        example: "author:ratri",
    },
    Field {
        name: "place",
        aliases: &["tempat", "dateline"],
        kind: FieldKind::Keyword,
        faceted: true,
        column: false,
        help: "the place in the dateline",
        example: "place:jakarta",
    },
    Field {
        name: "path",
        aliases: &["berkas", "file"],
        kind: FieldKind::Keyword,
        faceted: false,
        column: true,
        help: "the file that it was read from",
        example: "path:tempo/*",
    },
    Field {
        name: "id",
        aliases: &[],
        kind: FieldKind::Keyword,
        faceted: false,
        column: true,
        help: "the id that `warta show` takes",
        example: "id:d-70011",
    },
];

/// The field of a name or alias, in any case.
pub fn field(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| {
        field.name.eq_ignore_ascii_case(name) || field.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_aliases_are_all_different() {
        let mut names: Vec<&str> = FIELDS
            .iter()
            .flat_map(|f| [f.name].into_iter().chain(f.aliases.iter().copied()))
            .collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn a_field_is_found_by_alias_in_any_case() {
        assert_eq!(field("Negara").map(|f| f.name), Some("country"));
        assert!(field("warna").is_none());
    }
}
