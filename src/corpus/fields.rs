//! The names that fields of articles go by in dumps, and the fields of a [`RawArticle`] that they mean.

use super::dump::names::fold;
use super::dump::{profile, values};
use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};

/// A field that a dump can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RawField {
    Id,
    Title,
    Text,
    Date,
    /// The hour where it stands in a field of its own.
    Time,
    Source,
    Url,
    Author,
    Section,
    Language,
}

/// Names in English and Indonesian, folded as [`fold`] does; the first of a field is the one that `--map` calls it by. Where
/// a dump has several of one field, the earlier in this list wins.
const NAMES: &[(RawField, &[&str])] = &[
    (RawField::Id, &["id", "articleid", "docid", "guid", "uuid"]),
    (
        RawField::Title,
        &["title", "headline", "judul", "judulberita", "judulartikel"],
    ),
    (
        RawField::Text,
        &[
            "text",
            "body",
            "content",
            "maintext",
            "fulltext",
            "articlebody",
            "articletext",
            "isi",
            "isiberita",
            "konten",
            "artikel",
            "article",
            "berita",
            "teks",
            "paragraphs",
            "description",
            "deskripsi",
        ],
    ),
    (
        RawField::Date,
        &[
            "date",
            "published",
            "publishedat",
            "datepublish",
            "datepublished",
            "publisheddate",
            "publishdate",
            "publicationdate",
            "pubdate",
            "tanggal",
            "tanggalterbit",
            "tgl",
            "waktuterbit",
            "createdat",
            "timestamp",
            "datetime",
        ],
    ),
    (RawField::Time, &["time", "jam", "waktu", "pukul"]),
    (
        RawField::Source,
        &[
            "source",
            "publisher",
            "sumber",
            "media",
            "outlet",
            "sourcename",
            "sitename",
            "sourcedomain",
            "domain",
            "website",
        ],
    ),
    (
        RawField::Url,
        &["url", "link", "tautan", "permalink", "canonicalurl", "alamat"],
    ),
    (
        RawField::Author,
        &[
            "author", "authors", "penulis", "byline", "reporter", "wartawan", "jurnalis", "creator",
        ],
    ),
    (
        RawField::Section,
        &[
            "section",
            "category",
            "kategori",
            "kanal",
            "rubrik",
            "topic",
            "articlesection",
        ],
    ),
    (RawField::Language, &["language", "lang", "bahasa"]),
];

impl RawField {
    /// All of them, in the order of the list above.
    pub const ALL: [RawField; 10] = [
        RawField::Id,
        RawField::Title,
        RawField::Text,
        RawField::Date,
        RawField::Time,
        RawField::Source,
        RawField::Url,
        RawField::Author,
        RawField::Section,
        RawField::Language,
    ];

    /// The names that the field goes by in many dumps, folded.
    pub fn names(self) -> &'static [&'static str] {
        NAMES
            .iter()
            .find(|(field, _)| *field == self)
            .map_or(&[], |(_, names)| names)
    }

    /// The name that `--map` calls it by.
    pub fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }
}

/// Which field a name means, and how far down the list of names it stands.
#[derive(Clone, Debug, Default)]
pub struct FieldMap {
    own: Vec<(RawField, String)>,
}

impl FieldMap {
    /// Names that the user gave, each as `title=judul_artikel`.
    pub fn new(pairs: &[String]) -> Result<FieldMap> {
        let mut own = Vec::new();
        for pair in pairs {
            let place = format!("--map {pair}");
            let Some((field, name)) = pair.split_once('=') else {
                return Err(Error::new(ErrorKind::Usage, place, "there is no `=` in it")
                    .with_hint("write FIELD=NAME, such as `--map title=judul_artikel`"));
            };
            let known = NAMES
                .iter()
                .find(|(_, names)| names[0] == fold(field) || names.contains(&fold(field).as_str()));
            let Some((field, _)) = known else {
                let names: Vec<&str> = NAMES.iter().map(|(_, names)| names[0]).collect();
                return Err(
                    Error::new(ErrorKind::Usage, place, format!("there is no field `{field}`"))
                        .with_hint(format!("the fields are {}", names.join(", "))),
                );
            };
            own.push((*field, name.trim().to_owned()));
        }
        Ok(FieldMap { own })
    }

    /// A number that is another for another map, and 0 for none: files that were read with another map are read anew.
    pub fn key(&self) -> u64 {
        if self.own.is_empty() {
            return 0;
        }
        let pairs: Vec<String> = self
            .own
            .iter()
            .map(|(field, name)| format!("{}={}", field.name(), fold(name)))
            .collect();
        xxhash_rust::xxh3::xxh3_64(pairs.join("\n").as_bytes())
    }

    /// The pairs that [`FieldMap::new`] makes the same map of.
    pub fn pairs(&self) -> Vec<String> {
        let pairs = self.own.iter().map(|(field, name)| format!("{}={name}", field.name()));
        pairs.collect()
    }

    /// The user's names, in their order.
    pub fn own(&self) -> &[(RawField, String)] {
        &self.own
    }

    /// The field that a line of a header means by its name, with its rank: of two names for one field the lower rank counts.
    pub fn find(&self, name: &str) -> Option<(RawField, usize)> {
        let name = fold(name);
        if let Some((field, _)) = self.own.iter().find(|(_, own)| fold(own) == name) {
            return Some((*field, 0));
        }
        let (field, names) = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()))?;
        let rank = names.iter().position(|n| *n == name).unwrap_or_default();
        Some((*field, rank + 1))
    }
}

/// The values of one article as they are found, each field once.
#[derive(Debug, Default)]
pub struct RawFields {
    values: Vec<(RawField, usize, Vec<String>)>,
}

impl RawFields {
    /// Notes the values of a field; an empty value is none.
    pub fn set(&mut self, field: RawField, rank: usize, values: Vec<String>) {
        let values: Vec<String> = values
            .into_iter()
            .flat_map(|value| values::listed(&value).unwrap_or_else(|| vec![value]))
            .filter(|value| values::is_value(value))
            .collect();
        if values.is_empty() {
            return;
        }
        match self.values.iter_mut().find(|(f, _, _)| *f == field) {
            Some(slot) if rank < slot.1 => *slot = (field, rank, values),
            Some(_) => {}
            None => self.values.push((field, rank, values)),
        }
    }

    fn take(&mut self, field: RawField) -> Vec<String> {
        match self.values.iter().position(|(f, _, _)| *f == field) {
            Some(at) => self.values.swap_remove(at).2,
            None => Vec::new(),
        }
    }

    fn first(&mut self, field: RawField) -> Option<String> {
        self.take(field).into_iter().next().map(|v| v.trim().to_owned())
    }

    /// The article of these values; `None` where there is no text.
    pub fn into_article(mut self) -> Option<RawArticle> {
        let text = self.take(RawField::Text).join("\n");
        let text = values::unescaped_breaks(&text).unwrap_or(text);
        let text = super::html::text_of_fragment(&text).unwrap_or(text);
        let text = super::joined::restore(&text).unwrap_or(text);
        if text.trim().is_empty() {
            return None;
        }
        let published = match (self.first(RawField::Date), self.first(RawField::Time)) {
            (Some(date), Some(time)) if profile::is_time(&time) && !date.contains(':') => {
                Some(format!("{date} {time}"))
            }
            (Some(date), _) => Some(date),
            (None, time) => time.filter(|time| profile::is_date(time)),
        };
        let mut source = self.first(RawField::Source);
        let mut url = self.first(RawField::Url);
        // A source that is the address of the article.
        if url.is_none() && source.as_deref().is_some_and(profile::is_link) {
            url = source.take();
        }
        Some(RawArticle {
            id: self.first(RawField::Id),
            title: self.first(RawField::Title),
            text,
            published,
            source,
            url,
            authors: self.take(RawField::Author),
            section: self.first(RawField::Section),
            language: self.first(RawField::Language),
            ..RawArticle::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_languages_are_known() {
        let map = FieldMap::default();
        for (name, field) in [
            ("Judul", RawField::Title),
            ("isi_berita", RawField::Text),
            ("date_publish", RawField::Date),
            ("pubDate", RawField::Date),
            ("tautan", RawField::Url),
            ("kanal", RawField::Section),
        ] {
            assert_eq!(map.find(name).map(|(f, _)| f), Some(field), "{name}");
        }
        assert_eq!(map.find("warna"), None);
    }

    #[test]
    fn the_users_names_come_first() {
        let map = FieldMap::new(&["title=judul_artikel".to_owned(), "text=Title".to_owned()]).expect("they are right");
        assert_eq!(map.find("Judul_Artikel"), Some((RawField::Title, 0)));
        assert_eq!(map.find("title"), Some((RawField::Text, 0)));
    }

    #[test]
    fn a_wrong_map_says_what_would_work() {
        let error = FieldMap::new(&["warna=x".to_owned()]).expect_err("there is no such field");
        insta::assert_snapshot!(error, @r"
        --map warna=x: there is no field `warna`
        hint: the fields are id, title, text, date, time, source, url, author, section, language
        ");
        let error = FieldMap::new(&["title".to_owned()]).expect_err("there is no name");
        insta::assert_snapshot!(error, @r"
        --map title: there is no `=` in it
        hint: write FIELD=NAME, such as `--map title=judul_artikel`
        ");
    }

    #[test]
    fn markup_in_a_text_field_is_taken_off() {
        let mut fields = RawFields::default();
        let markup = "<p>Harga <b>beras</b> naik &amp; turun.</p><p>Kata dia,<br>begitu.</p>";
        fields.set(RawField::Text, 1, vec![markup.into()]);
        let article = fields.into_article().expect("it has text");
        assert_eq!(article.text, "Harga beras naik & turun.\nKata dia,\nbegitu.");
    }

    #[test]
    fn the_better_name_of_a_field_wins() {
        let mut fields = RawFields::default();
        fields.set(RawField::Text, 16, vec!["ringkas".into()]);
        fields.set(RawField::Text, 1, vec!["lengkap".into()]);
        fields.set(RawField::Title, 1, vec!["-".into()]);
        let article = fields.into_article().expect("it has text");
        assert_eq!((article.text.as_str(), article.title), ("lengkap", None));
    }
}
