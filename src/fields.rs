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
    /// A day, a month or a year, or a span of days.
    Date,
}

/// Which field it is. Whoever does something of their own for each field matches on it without a rest, so that a new field is
/// forgotten nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldId {
    Title,
    Body,
    Quote,
    Speaker,
    Role,
    Source,
    Country,
    About,
    Region,
    Amount,
    Currency,
    Date,
    Year,
    Month,
    Week,
    Added,
    Language,
    Section,
    Author,
    Place,
    Doubt,
    Path,
    Id,
}

impl FieldId {
    /// The row of the field.
    pub fn field(self) -> &'static Field {
        &FIELDS[self as usize]
    }

    /// The name in queries, options, facets and CSV.
    pub fn name(self) -> &'static str {
        self.field().name
    }

    /// The field is one of statements.
    pub fn is_of_statements(self) -> bool {
        matches!(self, FieldId::Quote | FieldId::Speaker | FieldId::Role)
    }
}

/// One field.
#[derive(Debug)]
pub struct Field {
    pub id: FieldId,
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

/// All fields, in the order of [`FieldId`], in which they are explained to users.
pub const FIELDS: &[Field] = &[
    Field {
        id: FieldId::Title,
        name: "title",
        aliases: &["judul", "headline"],
        kind: FieldKind::Text,
        faceted: false,
        column: true,
        help: "words of the title",
        example: "title:gempa",
    },
    Field {
        id: FieldId::Body,
        name: "body",
        aliases: &["isi", "text"],
        kind: FieldKind::Text,
        faceted: false,
        column: false,
        help: "words of the text",
        example: "body:\"dewan keamanan\"",
    },
    Field {
        id: FieldId::Quote,
        name: "quote",
        aliases: &["kutipan", "said"],
        kind: FieldKind::Text,
        faceted: false,
        column: false,
        help: "words that somebody said",
        example: "quote:senjata",
    },
    Field {
        id: FieldId::Speaker,
        name: "speaker",
        aliases: &["pembicara", "narasumber"],
        kind: FieldKind::Name,
        faceted: true,
        column: true,
        help: "a person who is quoted, by any part of the name",
        example: "speaker:klitschko",
    },
    Field {
        id: FieldId::Role,
        name: "role",
        aliases: &["jabatan", "peran"],
        kind: FieldKind::Name,
        faceted: true,
        column: false,
        help: "what a person who is quoted is, or of which organisation",
        example: "role:menteri",
    },
    Field {
        id: FieldId::Source,
        name: "source",
        aliases: &["sumber", "media", "outlet"],
        kind: FieldKind::Keyword,
        faceted: true,
        column: true,
        help: "the outlet",
        example: "source:tempo",
    },
    Field {
        id: FieldId::Country,
        name: "country",
        aliases: &["negara"],
        kind: FieldKind::Country,
        faceted: true,
        column: true,
        help: "a country that is mentioned, by code or name",
        example: "country:Ukraina",
    },
    Field {
        id: FieldId::About,
        name: "about",
        aliases: &["tentang"],
        kind: FieldKind::Country,
        faceted: true,
        column: false,
        help: "a country that the story is about",
        example: "about:UA",
    },
    Field {
        id: FieldId::Region,
        name: "region",
        aliases: &["kawasan", "wilayah"],
        kind: FieldKind::Region,
        faceted: true,
        column: false,
        help: "a region of the world, through its countries",
        example: "region:\"Asia Tenggara\"",
    },
    Field {
        id: FieldId::Amount,
        name: "amount",
        aliases: &["jumlah", "nilai"],
        kind: FieldKind::Amount,
        faceted: true,
        column: true,
        help: "an amount of money, compared within its currency",
        example: "amount:>=\"USD 500 juta\"",
    },
    Field {
        id: FieldId::Currency,
        name: "currency",
        aliases: &["matauang"],
        kind: FieldKind::Currency,
        faceted: true,
        column: false,
        help: "the currency of an amount",
        example: "currency:USD",
    },
    Field {
        id: FieldId::Date,
        name: "date",
        aliases: &["tanggal", "published"],
        kind: FieldKind::Date,
        faceted: true,
        column: true,
        help: "the day of publication, or a span of days",
        example: "date:2022-02-01..2022-03-15",
    },
    Field {
        id: FieldId::Year,
        name: "year",
        aliases: &["tahun"],
        kind: FieldKind::Date,
        faceted: true,
        column: false,
        help: "the year of publication",
        example: "year:2022",
    },
    Field {
        id: FieldId::Month,
        name: "month",
        aliases: &["bulan"],
        kind: FieldKind::Date,
        faceted: true,
        column: false,
        help: "the month of publication",
        example: "month:2022-02",
    },
    Field {
        id: FieldId::Week,
        name: "week",
        aliases: &["minggu", "pekan"],
        kind: FieldKind::Date,
        faceted: true,
        column: false,
        help: "the week of publication, by ISO 8601: from Monday to Sunday",
        example: "week:2022-W07",
    },
    Field {
        id: FieldId::Added,
        name: "added",
        aliases: &["masuk", "ditambahkan"],
        kind: FieldKind::Date,
        faceted: false,
        column: false,
        help: "when it came into the index",
        example: "added:>=yesterday",
    },
    Field {
        id: FieldId::Language,
        name: "language",
        aliases: &["bahasa", "lang"],
        kind: FieldKind::Keyword,
        faceted: true,
        column: true,
        help: "the language, by ISO 639-1 code",
        example: "language:id",
    },
    Field {
        id: FieldId::Section,
        name: "section",
        aliases: &["kanal", "kategori", "category"],
        kind: FieldKind::Keyword,
        faceted: true,
        column: true,
        help: "the outlet's section",
        example: "section:bisnis",
    },
    Field {
        id: FieldId::Author,
        name: "author",
        aliases: &["penulis", "byline"],
        kind: FieldKind::Name,
        faceted: true,
        column: true,
        help: "who wrote it, by any part of the name",
        example: "author:ratri",
    },
    Field {
        id: FieldId::Place,
        name: "place",
        aliases: &["tempat", "dateline"],
        kind: FieldKind::Keyword,
        faceted: true,
        column: false,
        help: "the place in the dateline",
        example: "place:jakarta",
    },
    Field {
        id: FieldId::Doubt,
        name: "doubt",
        aliases: &["keraguan"],
        kind: FieldKind::Keyword,
        faceted: true,
        column: false,
        help: "what the file contradicts itself about, by the field of the record",
        example: "doubt:published",
    },
    Field {
        id: FieldId::Path,
        name: "path",
        aliases: &["berkas", "file"],
        kind: FieldKind::Keyword,
        faceted: false,
        column: true,
        help: "the file that it was read from, by any part of its path or a pattern",
        example: "path:tempo/*",
    },
    Field {
        id: FieldId::Id,
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
    fn rows_stand_in_the_order_of_their_ids() {
        for (i, field) in FIELDS.iter().enumerate() {
            assert_eq!(field.id as usize, i, "{}", field.name);
        }
        assert_eq!(FieldId::Id as usize + 1, FIELDS.len());
    }

    #[test]
    fn a_field_is_found_by_alias_in_any_case() {
        assert_eq!(field("Negara").map(|f| f.name), Some("country"));
        assert!(field("warna").is_none());
    }
}
