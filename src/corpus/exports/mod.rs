//! Exports of the databases of the press: Nexis, Factiva, ProQuest, Europresse. Many articles in one file, with a head and a tail that
//! each database writes in its own way, in the language of its interface.
//!
//! All of them come in several clothes (text, HTML, Word, RTF, mailed); each is first cut into [`super::blocks`], so that one
//! reader serves a database.

mod europresse;
mod factiva;
mod finished;
mod labels;
mod nexis;
mod proquest;
mod ris;

pub use labels::author;

use super::blocks::{self, Block};
use super::format::Fit;
use super::found::{ReadOptions, Sink};
use super::head::Head;
use super::limit::TOO_LARGE;
use super::source::{Place, Source};
use super::{decode, html};
use crate::error::Result;

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
pub fn hand_over(place: &Place, database: Database, blocks: &[Block], sink: &mut Sink) -> Result<()> {
    let mut any = false;
    let out: &mut Sink = &mut |found| {
        any = true;
        sink(found)
    };
    match database {
        Database::Nexis => nexis::read(place, blocks, out),
        Database::Factiva => factiva::read(place, blocks, out),
        Database::ProQuest => proquest::read(place, blocks, out),
        Database::Europresse => europresse::read(place, blocks, out),
        Database::Ris => ris::read(place, blocks, out),
    }
    match any {
        true => Ok(()),
        false => Err(place.error("there is no article in the export")),
    }
}

/// Bytes of an export, which holds many articles and is read as a whole.
const LARGEST: u64 = 200_000_000;

/// Whether a page may be an export; the whole of it is looked at when it is read.
pub fn look_page(head: &Head) -> Fit {
    let page = head.starts_with("<") || head.is_named(&["html", "htm"]);
    Fit::certain(page && (database_of(&head.text, true).is_some() || head.has("Factiva")))
}

/// An export as text. What its name or its first character says to be a dump may have exports in its cells.
pub fn look_text(head: &Head) -> Fit {
    let dump = ["<", "{", "["].iter().any(|start| head.starts_with(start))
        || head.is_named(&["csv", "tsv", "json", "jsonl", "ndjson"]);
    if dump || decode::is_binary(head.bytes) {
        return Fit::No;
    }
    // Labels of other languages than English have letters that only the right encoding shows.
    let broken = std::str::from_utf8(head.bytes).is_err_and(|error| error.error_len().is_some());
    let database = match broken {
        true => database_of(&decode::decode(head.bytes), false),
        false => database_of(&head.text, false),
    };
    Fit::certain(database.is_some())
}

/// Reads an export in HTML. A page that only speaks of a database is read as a page.
pub fn read_page(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.bytes(LARGEST)?;
    let place = source.place();
    let text = html::text_of_page(&bytes);
    let Some(database) = database_of(&text, true) else {
        if bytes.len() as u64 > source.longest() {
            return Err(source.error(TOO_LARGE));
        }
        return html::hand_over(&place, &bytes, sink);
    };
    hand_over(&place, database, &blocks::of_html(&text), sink)
}

/// Reads an export in plain text.
pub fn read_text(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.bytes(LARGEST)?;
    let text = decode::decode(&bytes);
    let database = database_of(&text, false).ok_or_else(|| source.error("there is no article in the export"))?;
    hand_over(&source.place(), database, &blocks::of_text(&text), sink)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn articles_that_speak_of_databases_are_no_exports() {
        for text in [
            "Nexis found 1 of 2 documents.\n\nThe end of document reviews came in May.\n",
            "End of Document\n\nThe council read the paper to its end.\n",
            "Document 1 of 2\n\nThe court published them.\n",
            "Subject: ferries\n\nThe ferries left.\n",
            "TY means thank you.\n",
        ] {
            assert_eq!(database_of(text, false), None, "{text}");
        }
    }

    const PIECES: &[&str] = &[
        "1 of 2 DOCUMENTS",
        "The Harbour Gazette",
        "January 14, 2020 Tuesday",
        "LENGTH: 5 words",
        "BYLINE: By Edwin Marsh",
        "LOAD-DATE: January 15, 2020",
        "Copyright 2020",
        "Body",
        "Classification",
        "End of Document",
        "Author: Marsh, Edwin",
        "Publication info: Gazette ; Port Hale [Port Hale]14 Jan 2020: A.3.",
        "Full text: Ferries left.",
        "Subject: Ferries",
        "____________",
        "Document HARGAZ0020200114eg1e00001",
        "1.234 words",
        "HD Storm",
        "LP",
        "TY  - NEWS",
        "AB  - Text",
        "ER  - ",
        "Ferries left the port.",
        "é:",
        ":",
    ];

    proptest! {
        #[test]
        fn any_pieces_are_read(pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..30), loose in "\\PC{0,40}") {
            let mut text = loose;
            for (piece, blank) in pieces {
                text.push_str(if blank { "\n\n" } else { "\n" });
                text.push_str(PIECES[piece]);
            }
            let blocks = blocks::of_text(&text);
            let place = Place::named("a.txt");
            for database in [Database::Nexis, Database::Factiva, Database::ProQuest, Database::Europresse, Database::Ris] {
                let _ = hand_over(&place, database, &blocks, &mut |_| ControlFlow::Continue(()));
            }
            let _ = (database_of(&text, false), database_of(&text, true));
        }
    }
}
