//! [`RawArticle`] -> [`Extracted`]: all understanding of text, one pass a file, pure functions. It cannot fail: what is not
//! understood is left out.
//!
//! 1. `clean` takes boilerplate and links to other articles out of the text; what is left is the body.
//! 2. Its words say the language, and [`text::Doc`] cuts it into tokens and sentences, once, for all passes behind it. What they
//!    know of the language is its profile, see [`crate::lang`].
//! 3. `meta` finds dateline, source, date and title.
//! 4. `names` finds persons; `speech` finds statements and who made them; `places` finds countries; `money` finds amounts and
//!    counts. Each keeps the span of every value.
//!
//! No pass asks which language a text is in: the profile says what a pass needs to know.

mod clean;
pub mod meta;
pub mod money;
pub mod names;
mod outlets;
pub mod places;
mod sketch;
mod speech;
pub mod text;

use std::fmt;
use std::sync::LazyLock;

use xxhash_rust::xxh3::Xxh3Default;

use crate::article::{Article, Extracted, RawArticle};
use crate::lang;
use crate::vocabulary::numbered;
pub use sketch::SKETCH;
use speech::Decision;
pub use speech::{Evidence, Reason, Why};
use text::Doc;

/// The number of the rules that articles are understood by. It is raised whenever the same article gives another record; the golden
/// records of `tests/golden` guard it.
pub const RULES: u32 = 12;

/// What articles are understood by. Two that are equal give the same record of the same article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// See [`RULES`].
    pub rules: u32,
    /// A hash of the words: the upper half of XXH3 over the paths and texts of all files, in the order of their paths.
    pub lexicon: u32,
}

impl Version {
    /// That of this program.
    pub fn current() -> Version {
        static CURRENT: LazyLock<Version> = LazyLock::new(|| {
            let mut hasher = Xxh3Default::new();
            for file in lang::files() {
                for part in [file.path, file.text] {
                    hasher.update(part.as_bytes());
                    // No text has one, so that parts cannot run together.
                    hasher.update(&[0]);
                }
            }
            Version {
                rules: RULES,
                lexicon: (hasher.digest() >> 32) as u32,
            }
        });
        *CURRENT
    }

    /// Both in one number, as an index keeps them.
    pub fn to_bits(self) -> u64 {
        u64::from(self.rules) << 32 | u64::from(self.lexicon)
    }

    pub fn from_bits(bits: u64) -> Version {
        Version {
            rules: (bits >> 32) as u32,
            lexicon: bits as u32,
        }
    }
}

/// `7-0123abcd`: the number of the rules, and the hash of the words in hexadecimal.
impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:08x}", self.rules, self.lexicon)
    }
}

/// Understands one article.
pub fn extract(raw: RawArticle) -> Extracted {
    understood(raw).extracted
}

/// Understands one article, and says of each of its statements why it is its speaker's, in the order of the statements. The reasons are
/// those by which the speakers were decided; [`extract`] leaves them.
///
/// ```
/// use warta_extract::article::RawArticle;
///
/// let raw = RawArticle {
///     text: "\"Stok kami cukup,\" kata Menteri Budi Santosa di Jakarta.\n\"Harga turun,\" katanya.".into(),
///     ..RawArticle::default()
/// };
/// let (article, reasons) = warta_extract::extract::explained(raw);
/// let said: Vec<String> = reasons[1].why.iter().map(|evidence| evidence.to_string()).collect();
/// assert_eq!(article.quotes[1].speaker, Some(0));
/// assert_eq!(said, ["spoke last"]);
/// ```
pub fn explained(raw: RawArticle) -> (Article, Vec<Reason>) {
    let Understood {
        extracted,
        people,
        decisions,
    } = understood(raw);
    let reasons = decisions.into_iter().map(|decision| decision.named(&people.persons));
    (extracted.article, reasons.collect())
}

struct Understood {
    extracted: Extracted,
    people: names::People,
    /// Of each statement.
    decisions: Vec<Decision>,
}

fn understood(raw: RawArticle) -> Understood {
    let id = raw.id();
    let cleaned = clean::clean(&raw);
    let tokens = numbered(&cleaned.body);
    let language = meta::language(&raw, &cleaned.body, &tokens);
    let doc = Doc::of_tokens(&cleaned.body, tokens, language);
    let mut meta = meta::meta(&raw, &cleaned, &doc);
    if let Some(dateline) = &mut meta.dateline {
        dateline.country = dateline
            .place
            .as_deref()
            .and_then(|place| places::country_of_place(place, doc.language));
    }
    let skip = doc.token_at(meta.dateline_end);
    let mut people = names::people(&doc, skip);
    if !meta.title_derived {
        names::complete(&mut people, &meta.title, doc.language);
    }
    let (speakers, quotes, decisions) = speech::explained(&doc, &people, skip);
    let indexed = places::indexed(&raw.places, doc.language);
    let frame = places::Frame {
        title: (!meta.title_derived).then_some(meta.title.as_str()),
        place: meta.dateline.as_ref().and_then(|dateline| dateline.country),
        dateline_end: meta.dateline_end,
        year: meta.published.as_ref().map(|at| at.day().year()),
        indexed: &indexed,
    };
    let mut countries = places::countries(&doc, &frame, &people);
    let (amounts, quantities) = money::amounts(&doc, skip, places::own_dollar(&countries, doc.profile()));
    if countries.is_empty() {
        countries.extend(places::by_money(&amounts));
    }
    let cited_sources = meta::sources(&doc, skip, &cleaned.credits, meta.source.as_deref());
    let sketch = sketch::sketch(&doc, skip);
    let sentences = doc.sentence_starts().collect();
    let article = Article {
        id,
        path: raw.path,
        member: raw.member,
        title: meta.title,
        title_derived: meta.title_derived,
        source: meta.source,
        published: meta.published,
        published_from: meta.published_from,
        language,
        url: raw.url,
        authors: meta.authors,
        section: raw.section,
        dateline: meta.dateline,
        body: cleaned.body,
        related: cleaned.related,
        cited_sources,
        speakers,
        quotes,
        countries,
        amounts,
        quantities,
        doubts: meta.doubts,
    };
    let extracted = Extracted {
        article,
        sentences,
        sketch,
    };
    Understood {
        extracted,
        people,
        decisions,
    }
}
