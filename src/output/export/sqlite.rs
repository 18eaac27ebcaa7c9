//! A database of SQLite: articles, statements, persons, countries and amounts, each in a table, and full text.
//!
//! Keys are made for the database; foreign keys let Datasette show a name for each. The full-text tables are of FTS5 with the
//! contents outside, as Datasette finds them.

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::Exported;
use crate::extract::places;
use crate::output::record::{self, Number};

const SCHEMA: &str = "
CREATE TABLE persons (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE countries (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    path TEXT NOT NULL,
    member TEXT,
    title TEXT NOT NULL,
    title_derived INTEGER NOT NULL,
    source TEXT,
    published TEXT,
    day TEXT,
    language TEXT NOT NULL,
    url TEXT,
    section TEXT,
    authors TEXT,
    place TEXT,
    body TEXT NOT NULL
);
CREATE TABLE quotes (
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(key),
    person INTEGER REFERENCES persons(key),
    name TEXT,
    role TEXT,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    cue TEXT,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
CREATE TABLE article_persons (
    article INTEGER NOT NULL REFERENCES articles(key),
    person INTEGER NOT NULL REFERENCES persons(key),
    name TEXT NOT NULL,
    roles TEXT,
    PRIMARY KEY (article, person, name)
);
CREATE TABLE article_countries (
    article INTEGER NOT NULL REFERENCES articles(key),
    country TEXT NOT NULL REFERENCES countries(code),
    count INTEGER NOT NULL,
    salience REAL NOT NULL,
    about INTEGER NOT NULL,
    PRIMARY KEY (article, country)
);
CREATE TABLE amounts (
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(key),
    currency TEXT NOT NULL,
    min REAL,
    max REAL,
    min_exact TEXT,
    max_exact TEXT,
    bound TEXT NOT NULL,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
";

/// What is made once everything is there: it is quicker so.
const INDEXES: &str = "
CREATE INDEX articles_id ON articles(id);
CREATE INDEX articles_day ON articles(day);
CREATE INDEX articles_source ON articles(source);
CREATE INDEX quotes_article ON quotes(article);
CREATE INDEX quotes_person ON quotes(person);
CREATE INDEX article_persons_person ON article_persons(person);
CREATE INDEX article_countries_country ON article_countries(country);
CREATE INDEX amounts_article ON amounts(article);
CREATE INDEX amounts_value ON amounts(currency, max);
CREATE VIRTUAL TABLE articles_fts USING fts5(title, body, content=[articles], content_rowid='key', tokenize='unicode61 remove_diacritics 2');
INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE quotes_fts USING fts5(text, content=[quotes], content_rowid='key', tokenize='unicode61 remove_diacritics 2');
INSERT INTO quotes_fts(quotes_fts) VALUES ('rebuild');
";

/// Fills an empty database. It is one transaction, which [`Database::finish`] ends.
pub struct Database {
    connection: Connection,
}

impl Database {
    /// # Errors
    /// Where the database cannot be written.
    pub fn new(connection: Connection) -> Result<Database> {
        // Whoever opens it gives it its name once it is whole: there is nothing to roll back to.
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")?;
        connection.execute_batch(SCHEMA)?;
        Ok(Database { connection })
    }

    /// # Errors
    /// Where the database cannot be written.
    pub fn add(&mut self, exported: &Exported) -> Result<()> {
        let article = &exported.article;
        let published = article.published.as_ref();
        let place = article.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
        self.connection
            .prepare_cached(
                "INSERT INTO articles (id, path, member, title, title_derived, source, published, day, language, url, section, \
                 authors, place, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                article.id,
                article.path,
                article.member,
                article.title,
                article.title_derived,
                article.source,
                published.map(ToString::to_string),
                published.map(|published| published.day().to_string()),
                article.language.code(),
                article.url,
                article.section,
                joined(&article.authors),
                place,
                article.body,
            ])?;
        let key = self.connection.last_insert_rowid();
        let persons = self.persons(exported, key)?;
        for quote in &article.quotes {
            let speaker = quote.speaker.map(|speaker| speaker as usize);
            self.connection
                .prepare_cached(
                    "INSERT INTO quotes (article, person, name, role, kind, text, cue, start, end) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                )?
                .execute(params![
                    key,
                    speaker.and_then(|speaker| *persons.get(speaker)?),
                    article.speaker_of(quote).map(|speaker| &speaker.name),
                    quote.role,
                    record::kind_name(quote.kind),
                    quote.span.of(&article.body),
                    quote.cue,
                    quote.span.start,
                    quote.span.end,
                ])?;
        }
        self.countries(exported, key)?;
        self.amounts(exported, key)
    }

    /// The keys of an article's persons, one for each speaker.
    fn persons(&self, exported: &Exported, article: i64) -> Result<Vec<Option<i64>>> {
        let mut keys = Vec::with_capacity(exported.persons.len());
        for (speaker, person) in exported.article.speakers.iter().zip(&exported.persons) {
            let Some(person) = person else {
                keys.push(None);
                continue;
            };
            let known = self
                .connection
                .prepare_cached("SELECT key FROM persons WHERE name = ?1")?
                .query_row([person], |row| row.get::<_, i64>(0))
                .optional()?;
            let key = match known {
                Some(key) => key,
                None => {
                    let mut insert = self
                        .connection
                        .prepare_cached("INSERT INTO persons (name) VALUES (?1)")?;
                    insert.insert([person])?
                }
            };
            self.connection
                .prepare_cached("INSERT OR IGNORE INTO article_persons VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![article, key, speaker.name, joined(&speaker.roles)])?;
            keys.push(Some(key));
        }
        Ok(keys)
    }

    fn countries(&self, exported: &Exported, article: i64) -> Result<()> {
        for country in &exported.article.countries {
            let code = country.code.as_str();
            let name = places::label(country.code).unwrap_or(code);
            self.connection
                .prepare_cached("INSERT OR IGNORE INTO countries VALUES (?1, ?2)")?
                .execute([code, name])?;
            self.connection
                .prepare_cached("INSERT OR IGNORE INTO article_countries VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![
                    article,
                    code,
                    country.count,
                    record::salience(country.salience),
                    country.about
                ])?;
        }
        Ok(())
    }

    fn amounts(&self, exported: &Exported, article: i64) -> Result<()> {
        for amount in &exported.article.amounts {
            let [min, max] =
                [&amount.min, &amount.max].map(|bound| bound.as_ref().map(|bound| Number::of(bound).to_string()));
            // A number that is only nearly right is good to sort by; its digits stand beside it.
            let near = |digits: &Option<String>| digits.as_ref().and_then(|digits| digits.parse::<f64>().ok());
            self.connection
                .prepare_cached(
                    "INSERT INTO amounts (article, currency, min, max, min_exact, max_exact, bound, text, start, end) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                )?
                .execute(params![
                    article,
                    amount.currency.as_str(),
                    near(&min),
                    near(&max),
                    min,
                    max,
                    record::bound_name(amount.bound),
                    amount.span.of(&exported.article.body),
                    amount.span.start,
                    amount.span.end,
                ])?;
        }
        Ok(())
    }

    /// Makes indexes and full text, and ends the database.
    ///
    /// # Errors
    /// Where the database cannot be written.
    pub fn finish(self) -> Result<()> {
        self.connection.execute_batch(INDEXES)?;
        self.connection.execute_batch("COMMIT; PRAGMA optimize;")?;
        self.connection.close().map_err(|(_, error)| error)
    }
}

/// A list as one text; null where there is nothing.
fn joined(texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| texts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::RawArticle;

    #[test]
    fn what_is_written_is_found_by_sql_and_by_words() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let raw = RawArticle {
            path: "berita.txt".into(),
            text: "KOMPAS.com - Harga beras naik.\n\"Bantuan Rp 2,5 triliun kami siapkan,\" kata Menteri Perdagangan Budi Santosa.".into(),
            ..RawArticle::default()
        };
        let article = crate::extract::extract(raw).article;
        let exported = Exported {
            persons: vec![Some("Budi Santosa".to_owned()); article.speakers.len()],
            article,
        };
        let mut database = Database::new(Connection::open(file.path()).expect("a database")).expect("it is empty");
        database.add(&exported).expect("it can be written");
        database.add(&exported).expect("the same again is another article");
        database.finish().expect("it can be ended");

        let connection = Connection::open(file.path()).expect("a database");
        let one = |sql: &str| -> String { connection.query_row(sql, [], |row| row.get(0)).expect(sql) };
        let found = "SELECT p.name || ' ' || q.kind || ' ' || a.source FROM quotes_fts f JOIN quotes q ON q.key = f.rowid \
                     JOIN persons p ON p.key = q.person JOIN articles a ON a.key = q.article \
                     WHERE quotes_fts MATCH 'bantuan' ORDER BY q.key LIMIT 1";
        assert_eq!(one(found), "Budi Santosa direct Kompas");
        assert_eq!(
            one("SELECT max_exact FROM amounts WHERE currency = 'IDR' AND max > 2e12"),
            "2500000000000"
        );
        assert_eq!(
            one("SELECT count(*) || '' FROM articles_fts WHERE articles_fts MATCH 'beras'"),
            "2"
        );
        assert_eq!(one("SELECT count(*) || '' FROM persons"), "1");
        assert_eq!(one("PRAGMA integrity_check"), "ok");
    }
}
