//! Exports of the databases of the press: Nexis, Factiva, ProQuest, Europresse. Many articles in one file, with a head and a tail that
//! each database writes in its own way, in the language of its interface.
//!
//! All of them come in several clothes (text, HTML, Word, RTF, mailed); each is first cut into [blocks](super::blocks), so that one
//! reader serves a database.

mod europresse;
mod factiva;
mod labels;
mod nexis;
mod proquest;
mod ris;

use super::blocks::Block;
use super::read::Sink;
use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};

/// A database whose exports are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    Nexis,
    Factiva,
    ProQuest,
    Europresse,
    /// References, one field a line: `TY  - NEWS`.
    Ris,
}

/// Bytes that are looked at: an export opens with a cover that can be long, and a page with its styles.
pub const HEAD: usize = 1 << 18;

/// The database that a text comes from; `html` says how it is written.
pub fn database_of(text: &str, html: bool) -> Option<Database> {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    if html {
        let has = |mark: &str| memchr::memmem::find(head.as_bytes(), mark.as_bytes()).is_some();
        if has("DocPublicationName") || has("titreArticleVisu") || has("TitreArticleVisu") {
            return Some(Database::Europresse);
        }
        if factiva::is_page(head) {
            return Some(Database::Factiva);
        }
        if has("ProQuest") && proquest::is_page(head) {
            return Some(Database::ProQuest);
        }
        return nexis::is_page(head).then_some(Database::Nexis);
    }
    if ris::is_text(head) {
        return Some(Database::Ris);
    }
    if nexis::is_text(head) {
        return Some(Database::Nexis);
    }
    if factiva::is_text(head) {
        return Some(Database::Factiva);
    }
    proquest::is_text(head).then_some(Database::ProQuest)
}

/// Hands over the articles of an export.
///
/// # Errors
/// Where there is none in it.
pub fn read(path: &str, database: Database, blocks: &[Block], sink: &mut Sink) -> Result<()> {
    let mut any = false;
    let mut hand_over = |article: Result<RawArticle>| {
        any = true;
        sink(article)
    };
    let out: &mut Sink = &mut hand_over;
    match database {
        Database::Nexis => nexis::read(path, blocks, out),
        Database::Factiva => factiva::read(path, blocks, out),
        Database::ProQuest => proquest::read(path, blocks, out),
        Database::Europresse => europresse::read(path, blocks, out),
        Database::Ris => ris::read(path, blocks, out),
    }
    match any {
        true => Ok(()),
        false => Err(Error::new(ErrorKind::Input, path, "there is no article in the export")),
    }
}

/// A name for a document that has no id of its own: made of what it says, so that the next export of it has the same.
fn stable_name(parts: &[&str]) -> String {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    format!("{:016x}", hasher.digest())
}

/// An article as a reader of exports found it, or the error that it has no text.
fn finished(mut article: RawArticle, fallback: &[&str]) -> Result<RawArticle> {
    if article.id.is_none() && article.member.is_none() {
        let title = article.title.clone().unwrap_or_default();
        let published = article.published.clone().unwrap_or_default();
        let source = article.source.clone().unwrap_or_default();
        let mut parts = vec![source.as_str(), published.as_str(), title.as_str()];
        parts.extend(fallback);
        article.member = Some(stable_name(&parts));
    }
    if article.text.trim().is_empty() {
        let member = article.member.as_deref().or(article.id.as_deref()).unwrap_or_default();
        let place = format!("{}#{member}", article.path);
        let what = article.title.as_deref().map(|title| format!(" (`{}`)", shortened(title))).unwrap_or_default();
        return Err(Error::new(ErrorKind::Input, place, format!("the document{what} has no text")));
    }
    Ok(article)
}

fn shortened(title: &str) -> String {
    match title.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", title[..at].trim_end()),
        None => title.to_owned(),
    }
}
