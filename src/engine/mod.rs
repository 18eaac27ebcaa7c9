//! What the rest asks of an engine, and the engines behind it.
//!
//! An engine has one state of an archive ([`Archive`]), finds what a condition describes, and counts. It is asked in terms of
//! conditions and fields, and answers in plain values; Tantivy's types are known to `engine::tantivy` and to the files of the index
//! alone.

mod axis;
mod counts;
mod magnitude;
pub mod quickwit;
mod recency;
mod record;
mod request;
pub(crate) mod tantivy;
mod verified;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashMap;

pub use axis::{Axis, Bucket, label, time_name};
pub use counts::{Cell, Counts};
pub(crate) use recency::Decay;
pub use request::{Address, Found, Place, Ranked, Recency, Request, Sort, Weights};
pub use verified::find;

use crate::article::Article;
use crate::error::Result;
use crate::fields::FieldId;
use crate::index::SnapshotId;
use crate::index::ledger::FileRow;
use crate::index::memo::Memo;
use crate::index::stats::Stats;
use crate::people::{Register, Who};
use crate::query::{Condition, Scope};

/// One state of an archive, as the rest of the program asks for it. It stays as it is while others write.
///
/// # Contract
/// - The order of hits is total: by score or date, then by date, then by id, whatever parts the archive is stored in.
/// - Counts are exact, and of the hits.
/// - A condition means what [`crate::query::matching`] says of the stored record. What an engine cannot decide by its index it names
///   ([`Archive::decides`]), and [`find`] verifies that on the record of each article; nothing is approximated.
/// - A search ends soon after [`Request::until`] has passed, with [`crate::error::ErrorKind::TooSlow`].
/// - Every method fails with [`crate::error::ErrorKind::Index`] where an index of this machine cannot be read, and with
///   [`crate::error::ErrorKind::Server`] where the server that has the archive does not answer as it should.
pub trait Archive: Send + Sync {
    /// Which state it is.
    fn id(&self) -> SnapshotId;

    /// The roots of which it does not say where they lie, absolute; none where whoever asks may know.
    fn hidden(&self) -> &[String] {
        &[]
    }

    /// Who is who in it.
    fn people(&self) -> &Arc<Register>;

    /// What was found out about this state before.
    fn memo(&self) -> &Memo;

    /// How much of a condition the engine decides by itself. [`find`] asks it for no more than that.
    fn decides(&self, condition: &Condition, scope: Scope) -> Decided;

    /// Finds what a condition describes that the engine decides by itself, and counts the values of `axes` over all of it, in one pass.
    /// Of the request, the facets and the language of their labels are left to the caller.
    fn find(&self, condition: &Condition, request: &Request, axes: &[Axis]) -> Result<(Found, Vec<Counts>)>;

    /// Where the article of a hit is; where the hit is a statement, which of the article's it is.
    fn part(&self, address: Address) -> Result<(Address, Option<usize>)>;

    /// The articles of these hits are about to be read, in this order: an engine that lies far away can read some at a time.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Index`] where the archive cannot be read.
    fn ahead(&self, _: &mut dyn Iterator<Item = Address>) -> Result<()> {
        Ok(())
    }

    /// The article of a hit; where the hit is a statement, which of the article's it is.
    fn article(&self, address: Address) -> Result<(Article, Option<usize>)>;

    /// The number of the story that an article is of; articles with the same one are of one story.
    fn story(&self, article: Address) -> Result<Option<u64>>;

    /// The other articles of the story that an article is of, in no order.
    fn same_story(&self, article: Address) -> Result<Vec<Address>>;

    /// When the article of a hit came into the index, in seconds since 1970; `None` where nobody noted it.
    fn added(&self, address: Address) -> Result<Option<i64>>;

    /// The same of the newest of all articles; one that was removed since may count. `None` while there are no articles.
    fn newest(&self) -> Result<Option<i64>>;

    /// Where the file of an article lies on this machine; `None` where the archive does not know.
    fn location(&self, _: &Article) -> Result<Option<PathBuf>> {
        Ok(None)
    }

    /// What it holds, counted.
    fn stats(&self) -> Result<Stats>;

    /// Every file of it with what became of it, by path; `None` where the archive does not know its files.
    fn files(&self) -> Result<Option<Vec<FileRow>>>;

    /// Where a hit stands in the order of its list.
    fn place(&self, hit: &Ranked) -> Result<Place>;

    /// All values of a field with whole values, as they are written; those of removed articles may be among them.
    fn values(&self, field: FieldId) -> Result<BTreeSet<String>>;

    /// How many articles or statements have a term in a field of words.
    fn frequency(&self, field: FieldId, term: &str) -> Result<u64>;

    /// The words of a field that are at most so many letters away from another, each with how many articles or statements have it.
    fn alike(&self, field: FieldId, word: &str, distance: u8) -> Result<Vec<(String, u64)>>;

    /// How much each person that `wanted` says has, by name as written, in no order.
    fn persons(&self, wanted: &dyn Fn(&str, Who) -> bool) -> Result<Vec<PersonCount>>;
}

/// How much of a condition an engine decides by its index.
#[derive(Clone, Debug, PartialEq)]
pub enum Decided {
    /// All of it: what it finds are the hits.
    Wholly,
    /// Only this, which holds of every hit and maybe of more. Each is to be verified.
    Weaker(Condition),
}

/// What an archive has of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonCount {
    /// By number where the register knows the person.
    pub person: Option<u32>,
    pub name: String,
    /// Articles that have each name, by its key.
    pub by_name: FxHashMap<String, u64>,
    pub articles: u64,
    pub quotes: u64,
    /// The first and the last day, as days since 1970.
    pub days: Option<(i64, i64)>,
}
