//! Files -> [`RawArticle`]: the walk, the table of formats, one reader a format, decoding.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};

/// Hands over every article of a file, one by one; an article that cannot be read is handed over as its error, and the
/// rest is read.
pub fn read(path: &Path, sink: &mut dyn FnMut(Result<RawArticle>)) -> Result<()> {
    let name = path.to_string_lossy().replace('\\', "/");
    let file = File::open(path).map_err(|e| Error::io(&name, &e))?;
    for (i, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|e| Error::io(&name, &e))?;
        if line.trim().is_empty() {
            continue;
        }
        sink(article(&name, i + 1, &line));
    }
    Ok(())
}

fn article(path: &str, line: usize, text: &str) -> Result<RawArticle> {
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|e| Error::new(ErrorKind::Input, format!("{path}:{line}"), e))?;
    let field = |name: &str| value.get(name).and_then(|v| v.as_str()).map(str::to_owned);
    Ok(RawArticle {
        path: path.to_owned(),
        member: Some(line.to_string()),
        id: field("id"),
        title: field("title"),
        text: field("text").unwrap_or_default(),
        published: field("date"),
        source: field("source"),
        language: field("language"),
        ..RawArticle::default()
    })
}
