//! Article -> the documents that Quickwit is given: itself and its statements, with our own words and stems.
//!
//! Quickwit cuts a text at white space and changes nothing. A text is given as the words of [`crate::index::analyzer`], one blank between, and
//! behind the last word the stems that differ from their words, each behind [`STEM`], so that the places of words are undisturbed.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::article::{Article, Language, Quote};
use crate::engine::axis::{Axis, time_name};
use crate::engine::record::values;
use crate::fields::FIELDS;
use crate::index::analyzer::{LONGEST, STEM, Word, fold, fold_value, inside, words_in};
use crate::index::document::{days_since_epoch, roles, stated};
use crate::index::names::{self, SEPARATOR};
use crate::index::stems::Stems;
use crate::people::{Register, Who};
use crate::query::condition::Presence;

/// Stands between what must not be read as one row of words: two statements, two names.
pub const GAP: char = '\u{4}';
/// Stands where the text has a word that is not searched.
const NO_WORD: char = '\u{5}';

/// Keys of statements have this bit, keys of articles have not.
const STATEMENT: u64 = 1 << 63;

/// Whether a key is that of a statement.
pub fn is_statement(key: u64) -> bool {
    key & STATEMENT != 0
}

/// What an article is known by.
pub fn key_of(article: &Article) -> u64 {
    let mut hasher = Xxh3::new();
    for part in [
        &article.path,
        "#",
        article.member.as_deref().unwrap_or_default(),
        "#",
        &article.id,
    ] {
        hasher.update(part.as_bytes());
    }
    hasher.digest() & !STATEMENT
}

/// What a statement is known by.
fn key_of_statement(article: u64, ordinal: u64) -> u64 {
    xxh3_64(&[article.to_le_bytes(), ordinal.to_le_bytes()].concat()) | STATEMENT
}

/// In `has` of an article: a statement has a speaker.
pub const SAID_BY: &str = "said_by";
/// In `has` of an article: the speaker of a statement has a role.
pub const SAID_AS: &str = "said_as";

/// What sorts articles: the smaller comes first. Those without a date come last in either order.
pub mod order {
    const MIDDLE: i64 = 1 << 40;
    /// Of what has no date.
    pub const UNDATED: u64 = 1 << 41;

    /// `date` in seconds since 1970.
    pub fn newest(date: Option<i64>) -> u64 {
        date.map_or(UNDATED, |date| (MIDDLE - date) as u64)
    }

    /// The date of which [`newest`] made this.
    pub fn date(newest: u64) -> Option<i64> {
        (newest < UNDATED).then(|| MIDDLE - newest as i64)
    }

    /// `date` in seconds since 1970.
    pub fn oldest(date: Option<i64>) -> u64 {
        date.map_or(UNDATED, |date| (MIDDLE + date) as u64)
    }
}

/// The documents of one article, without the number of the file that they are put in.
#[derive(Clone, Debug, PartialEq)]
pub struct Documents {
    pub key: u64,
    pub article: Map<String, Value>,
    pub quotes: Vec<Map<String, Value>>,
}

/// An article and what is known of it besides.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub article: &'a Article,
    pub story: u64,
    /// When it came into the index, in seconds since 1970.
    pub added: i64,
}

/// A name of whom the register does not say who it is: it is of another state of the archive.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownName(pub String);

/// The documents of an article. `record` is what is stored of it.
///
/// # Errors
/// Where a speaker is not in the register.
pub fn documents(
    source: Source<'_>,
    record: String,
    people: &Register,
    stems: &mut Stems,
) -> Result<Documents, UnknownName> {
    let article = source.article;
    let key = key_of(article);
    let common = common(source);
    let mut made = common.clone();
    made.insert("key".to_owned(), json!(key));
    let mut words = Text::new(article.language, stems);
    // A derived title is the lead's words: they would count twice.
    if !article.title_derived {
        words.add(&article.title, &words_in(&article.title).collect::<Vec<_>>());
        put_text(&mut made, "title", words.take());
    }
    let body: Vec<Word> = words_in(&article.body).collect();
    words.add(&article.body, &body);
    put_text(&mut made, "body", words.take());
    for quote in &article.quotes {
        words.add_part(&article.body, &body, quote);
    }
    put_text(&mut made, "said", words.take());

    let mut persons = Vec::new();
    let mut named = Vec::new();
    for speaker in &article.speakers {
        if let Some(person) = person(people, &speaker.name)? {
            named.push(format!("{person}{SEPARATOR}{}", speaker.name));
            persons.push(person);
        }
    }
    put(&mut made, "person", persons);
    put(&mut made, "named", named);
    put_roles(&mut made, article.speakers.iter().flat_map(roles).cloned().collect());
    let mut has = presences(|presence| presence.holds(article));

    let spoken: Vec<_> = article
        .quotes
        .iter()
        .filter_map(|quote| article.speaker_of(quote))
        .collect();
    let (mut names_of_spoken, mut roles_of_spoken) = (Vec::new(), Vec::new());
    let mut said_by = Vec::new();
    if !spoken.is_empty() {
        has.push(SAID_BY.to_owned());
    }
    if spoken.iter().any(|speaker| roles(speaker).next().is_some()) {
        has.push(SAID_AS.to_owned());
    }
    put(&mut made, "has", has);
    for speaker in spoken {
        names_of_spoken.push(speaker.name.clone());
        names_of_spoken.extend(names::full_name(&speaker.name).map(str::to_owned));
        roles_of_spoken.extend(roles(speaker).cloned());
        said_by.extend(person(people, &speaker.name)?);
    }
    put_text(&mut made, "speaker", name_words(&names_of_spoken));
    put_text(&mut made, "role", name_words(&roles_of_spoken));
    put(&mut made, "said_role", folded(&roles_of_spoken));
    put(&mut made, "said_by", said_by);
    made.insert("record".to_owned(), json!(record));

    let mut quotes = Vec::with_capacity(article.quotes.len());
    for (quote, ordinal) in article.quotes.iter().zip(1u64..) {
        let mut made = common.clone();
        made.insert("key".to_owned(), json!(key_of_statement(key, ordinal)));
        made.insert("article".to_owned(), json!(key));
        made.insert("ordinal".to_owned(), json!(ordinal));
        words.add_part(&article.body, &body, quote);
        put_text(&mut made, "quote", words.take());
        let speaker = article.speaker_of(quote);
        let own_roles: Vec<String> = speaker.into_iter().flat_map(roles).cloned().collect();
        if let Some(speaker) = speaker {
            let own = [speaker.name.clone()].into_iter();
            let own: Vec<String> = own.chain(names::full_name(&speaker.name).map(str::to_owned)).collect();
            put_text(&mut made, "speaker", name_words(&own));
            put(
                &mut made,
                "person",
                person(people, &speaker.name)?.into_iter().collect(),
            );
        }
        put_text(&mut made, "role", name_words(&own_roles));
        put_roles(&mut made, own_roles);
        let has = presences(|presence| presence.holds_in(article, quote));
        put(&mut made, "has", has);
        quotes.push(made);
    }
    Ok(Documents {
        key,
        article: made,
        quotes,
    })
}

/// What is asked of an article, be it of itself or of a statement in it.
fn common(source: Source<'_>) -> Map<String, Value> {
    let article = source.article;
    let mut made = Map::new();
    made.insert("id".to_owned(), json!(article.id));
    made.insert("story".to_owned(), json!(source.story));
    made.insert("added".to_owned(), json!(source.added));
    put_text(&mut made, "author", name_words(&article.authors));
    put(
        &mut made,
        "author_key",
        article.authors.iter().map(|name| names::key(name)).collect(),
    );
    put(
        &mut made,
        "author_value",
        article.authors.iter().map(|name| names::facet_value(name)).collect(),
    );
    let place = article.dateline.as_ref().and_then(|dateline| dateline.place.as_ref());
    for (name, value) in [
        ("source", &article.source),
        ("section", &article.section),
        ("place", &place.cloned()),
    ] {
        if let Some(value) = value {
            made.insert(name.to_owned(), json!(value));
            made.insert(format!("{name}_key"), json!(fold_value(value)));
        }
    }
    made.insert("language".to_owned(), json!(article.language.code()));
    made.insert("path".to_owned(), json!(article.path));
    made.insert("path_key".to_owned(), json!(article.path.to_lowercase()));
    // None of them asks who is who.
    let nobody = Register::default();
    for (name, axis) in [
        ("country", Axis::Country),
        ("about", Axis::About),
        ("region", Axis::Region),
        ("currency", Axis::Currency),
        ("decade", Axis::Amount),
        ("doubt", Axis::Doubt),
    ] {
        let values = values(axis, article, None, &nobody);
        put(&mut made, name, values.into_iter().map(|(value, _)| value).collect());
    }
    let stated: Vec<(u64, u64)> = article.amounts.iter().filter_map(stated).collect();
    if !stated.is_empty() {
        let (low, high): (Vec<u64>, Vec<u64>) = stated.into_iter().unzip();
        made.insert("amount_min".to_owned(), json!(low));
        made.insert("amount_max".to_owned(), json!(high));
    }
    let date = article.published.as_ref().map(|published| published.timestamp());
    made.insert("published".to_owned(), json!(within(date.unwrap_or_default())));
    let seconds = date.map(Timestamp::as_second);
    made.insert("newest".to_owned(), json!(order::newest(seconds)));
    made.insert("oldest".to_owned(), json!(order::oldest(seconds)));
    if let Some(published) = &article.published {
        let day = published.day();
        made.insert("day".to_owned(), json!(days_since_epoch(day)));
        for (name, axis) in [
            ("date", Axis::Day),
            ("week", Axis::Week),
            ("month", Axis::Month),
            ("year", Axis::Year),
        ] {
            made.insert(name.to_owned(), json!(time_name(axis, day)));
        }
    }
    made
}

/// A moment as Quickwit takes it, brought into the years that it knows: it opens those parts of the archive that may have what is
/// asked, and decides nothing.
pub fn within(moment: Timestamp) -> String {
    let from = Timestamp::from_second(-8_000_000_000).unwrap_or_default();
    let to = Timestamp::from_second(9_000_000_000).unwrap_or_default();
    let moment = Timestamp::from_second(moment.clamp(from, to).as_second()).unwrap_or_default();
    moment.to_string()
}

/// The names of what is there, as they stand in `has`.
fn presences(holds: impl Fn(Presence) -> bool) -> Vec<String> {
    let presences = FIELDS.iter().filter_map(|field| Presence::of(field.id));
    let there = presences.filter(|presence| holds(*presence));
    there.map(|presence| presence.field().name().to_owned()).collect()
}

/// The person whom a name is; `None` where it is no person's.
fn person(people: &Register, name: &str) -> Result<Option<String>, UnknownName> {
    match people.who(name) {
        Who::Person(person) => Ok(Some(people.name(person).to_owned())),
        Who::Nobody => Ok(None),
        Who::Unknown if people.is_empty() => Ok(Some(names::key(name))),
        Who::Unknown => Err(UnknownName(name.to_owned())),
    }
}

/// Values, each once; nothing where there are none.
fn put(made: &mut Map<String, Value>, name: &str, mut values: Vec<String>) {
    values.sort_unstable();
    values.dedup();
    if !values.is_empty() {
        made.insert(name.to_owned(), json!(values));
    }
}

/// Roles as they are written, and what they are counted and found by.
fn put_roles(made: &mut Map<String, Value>, roles: Vec<String>) {
    put(made, "role_key", folded(&roles));
    put(made, "role_value", roles);
}

fn folded(values: &[String]) -> Vec<String> {
    values.iter().map(|value| fold_value(value)).collect()
}

fn put_text(made: &mut Map<String, Value>, name: &str, text: String) {
    if !text.is_empty() {
        made.insert(name.to_owned(), json!(text));
    }
}

/// The words of names, with a gap between two.
fn name_words(names: &[String]) -> String {
    let mut out = String::new();
    for name in names {
        if !out.is_empty() {
            out.push(' ');
            out.push(GAP);
        }
        for word in words_in(name) {
            push_word(name, &word, &mut out);
        }
    }
    out
}

/// Puts a word behind others and gives it back folded; where it is not searched, its place is kept.
fn push_word(text: &str, word: &Word, out: &mut String) -> String {
    if !out.is_empty() {
        out.push(' ');
    }
    let long = word.end - word.start > LONGEST;
    let folded = if long {
        String::new()
    } else {
        fold(&text[word.start..word.end])
    };
    match folded.is_empty() {
        true => out.push(NO_WORD),
        false => out.push_str(&folded),
    }
    folded
}

/// A text as Quickwit takes it, while it is made.
struct Text<'s> {
    language: Language,
    known: &'s mut Stems,
    words: String,
    stems: String,
}

impl<'s> Text<'s> {
    fn new(language: Language, known: &'s mut Stems) -> Text<'s> {
        Text {
            language,
            known,
            words: String::new(),
            stems: String::new(),
        }
    }

    fn add(&mut self, text: &str, words: &[Word]) {
        for word in words {
            let folded = push_word(text, word, &mut self.words);
            if folded.is_empty() {
                continue;
            }
            let before = self.stems.len();
            self.stems.push(' ');
            self.stems.push(STEM);
            let empty = self.stems.len();
            self.known.push(self.language, &folded, &mut self.stems);
            if self.stems.len() == empty {
                self.stems.truncate(before);
            }
        }
    }

    /// The words of a statement, apart from those before.
    fn add_part(&mut self, body: &str, words: &[Word], quote: &Quote) {
        if !self.words.is_empty() {
            self.words.push(' ');
            self.words.push(GAP);
        }
        let said = inside(words, quote.span.start as usize, quote.span.end as usize);
        self.add(body, &words[said]);
    }

    fn take(&mut self) -> String {
        let mut text = std::mem::take(&mut self.words);
        text.push_str(&std::mem::take(&mut self.stems));
        text
    }
}
