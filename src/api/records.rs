//! Articles by their ids: records, or citations.

use super::problem::{Kind, Problem};
use super::route::{Head, Pairs, Sink, Stopped};
use super::write::mark;
use crate::article::Article;
use crate::ask::{self, Archive};
use crate::output::cite::{self, Style};
use crate::output::{csv, record};

/// How many ids one request may name.
const MOST_IDS: usize = 100;

/// Writes the articles with these ids, in their order; several with one id all come.
pub fn records(pairs: &Pairs, snapshot: &dyn Archive, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let mut format = "json";
    let (mut ids, mut bom): (Vec<&str>, bool) = (Vec::new(), false);
    for (name, value) in pairs {
        match name.as_str() {
            "id" => ids.push(value),
            "format" => format = value,
            "bom" => bom = mark(value)?,
            name => {
                return Err(
                    Problem::new(Kind::Parameter, format!("{name}: there is no such parameter"))
                        .with_hint("`id`, up to 100 times, and `format`")
                        .into(),
                );
            }
        }
    }
    if ids.is_empty() || ids.len() > MOST_IDS {
        return Err(Problem::new(
            Kind::Parameter,
            format!("id: 1 to {MOST_IDS} of them are wanted, not {}", ids.len()),
        )
        .into());
    }
    let mut articles: Vec<Article> = Vec::new();
    for id in ids {
        let found = ask::records(snapshot, id)?;
        if found.is_empty() {
            return Err(Problem::new(Kind::NoArticle, "no article of the index has this id").into());
        }
        articles.extend(found);
    }
    let mut begin = |media_type: &'static str, file: Option<&str>| {
        sink.begin(Head {
            media_type,
            file: file.map(str::to_owned),
            num_hits: Some(articles.len() as u64),
            ..Head::default()
        })
    };
    if let Some(style) = Style::from_name(format) {
        begin(style.media_type(), None)?;
        return Ok(sink.write_all(cite::cited(&articles, style).as_bytes())?);
    }
    match format {
        "json" => {
            begin("application/json", None)?;
            write!(sink, "{{\"version\":1,\"records\":[")?;
            for (n, article) in articles.iter().enumerate() {
                if n > 0 {
                    sink.write_all(b",")?;
                }
                sink.write_all(&record::to_json(article)?)?;
            }
            sink.write_all(b"]}\n")?;
        }
        "ndjson" => {
            begin("application/x-ndjson", Some("warta-records.ndjson"))?;
            for article in &articles {
                let mut out = Vec::new();
                record::write_ndjson(&mut out, article)?;
                sink.write_all(&out)?;
            }
        }
        "csv" => {
            begin("text/csv; charset=utf-8; header=present", Some("warta-records.csv"))?;
            if bom {
                sink.write_all("\u{feff}".as_bytes())?;
            }
            let mut out = Vec::new();
            csv::article_header(&mut out)?;
            for article in &articles {
                csv::article_row(&mut out, article, &ask::persons(snapshot, article))?;
            }
            sink.write_all(&out)?;
        }
        other => {
            return Err(
                Problem::new(Kind::Parameter, format!("format: `{other}` is not one of its values"))
                    .with_hint("write `json`, `ndjson`, `csv`, `bibtex`, `ris`, `csl` or `apa`")
                    .into(),
            );
        }
    }
    Ok(())
}
