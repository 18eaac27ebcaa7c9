//! SQLite's full-text index (FTS5) on the same texts: what many would take for a news archive first.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

pub struct Sqlite(Connection);

impl Sqlite {
    /// Makes a table of titles and bodies in the file `path`, in one transaction, as SQLite is fastest; how long it took. Words are cut
    /// by SQLite's own rules for Unicode, and have no forms.
    pub fn index(
        path: &Path,
        texts: &mut dyn Iterator<Item = (String, String)>,
    ) -> rusqlite::Result<(Sqlite, Duration)> {
        let mut connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;
             CREATE VIRTUAL TABLE articles USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2');",
        )?;
        let start = Instant::now();
        let transaction = connection.transaction()?;
        {
            let mut insert = transaction.prepare("INSERT INTO articles (title, body) VALUES (?, ?)")?;
            for (title, body) in texts {
                insert.execute(params![title, body])?;
            }
        }
        transaction.commit()?;
        Ok((Sqlite(connection), start.elapsed()))
    }

    /// The ten best articles; how many there are of those.
    pub fn best(&self, words: &str) -> rusqlite::Result<usize> {
        let mut best = self
            .0
            .prepare("SELECT rowid FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 10")?;
        let mut rows = best.query(params![words])?;
        let mut found = 0;
        while let Some(row) = rows.next()? {
            std::hint::black_box(row.get::<_, i64>(0)?);
            found += 1;
        }
        Ok(found)
    }

    /// How many articles have the words.
    pub fn count(&self, words: &str) -> rusqlite::Result<i64> {
        let mut count = self.0.prepare("SELECT count(*) FROM articles WHERE articles MATCH ?")?;
        count.query_row(params![words], |row| row.get(0))
    }
}
