//! The persons of an archive: who they are, under which names, and what that rests on.

use rustc_hash::{FxHashMap, FxHashSet};

use super::read::Limit;
use crate::article::Span;
use crate::engine::{Archive, PersonCount};
use crate::error::{Diagnostic, Error, ErrorKind, Result};
use crate::index::Snapshot;
use crate::index::document::day_of;
use crate::people::{Decision, Form, Say, Who, key, words_of};
use crate::remark::Code;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    pub name: String,
    /// Each name with its articles, the most frequent first.
    pub forms: Vec<(String, u64)>,
    /// The most frequent first.
    pub roles: Vec<String>,
    pub articles: u64,
    pub quotes: u64,
    pub first: Option<jiff::civil::Date>,
    pub last: Option<jiff::civil::Date>,
}

/// Persons, those in most articles first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    pub persons: Vec<PersonLine>,
    /// How many there are, of which `persons` are some.
    pub num_hits: usize,
    /// Decisions of the user on names that do not occur.
    pub idle: Vec<Decision>,
}

/// How many persons an answer has where nobody says how many.
const PERSONS: usize = 20;

/// The persons one of whose names has words that begin as those of the query do; all for an empty one.
///
/// # Errors
/// [`ErrorKind::Index`] where the index cannot be read.
pub fn people(archive: &dyn Archive, query: &str, limit: Option<Limit>, offset: usize) -> Result<People> {
    let words = words_of(query);
    let wanted = persons_with(archive, &words);
    let is_wanted = |name: &str, who: Who| match (&wanted, who) {
        (None, _) => true,
        (Some(wanted), Who::Person(person)) => wanted.contains(&person),
        (Some(_), _) => has(name, &words),
    };
    let mut counts = archive.persons(&is_wanted)?;
    counts.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
    let num_hits = counts.len();
    let most = limit.unwrap_or(Limit::Most(PERSONS)).most().unwrap_or(usize::MAX);
    let shown = counts.into_iter().skip(offset).take(most);
    Ok(People {
        persons: shown.map(|count| line(archive, count)).collect(),
        num_hits,
        idle: archive.people().idle().to_vec(),
    })
}

fn has(name: &str, words: &[String]) -> bool {
    let own = words_of(name);
    words
        .iter()
        .all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
}

/// The persons of the register who have all words; `None` for everybody.
fn persons_with(archive: &dyn Archive, words: &[String]) -> Option<FxHashSet<u32>> {
    let people = archive.people();
    let mut with: Option<FxHashSet<u32>> = None;
    for word in words {
        let having: FxHashSet<u32> = people.having(word).flat_map(|(_, persons)| persons).collect();
        with = Some(match with {
            None => having,
            Some(with) => with.intersection(&having).copied().collect(),
        });
    }
    let mut with = with?;
    for person in people.decided_persons() {
        if has(people.name(person), words) {
            with.insert(person);
        }
    }
    Some(with)
}

fn line(archive: &dyn Archive, count: PersonCount) -> PersonLine {
    let whole = count.person.and_then(|person| archive.people().person(person));
    let mut shown: FxHashMap<String, &str> = FxHashMap::default();
    for form in whole.iter().flat_map(|person| &person.forms) {
        for written in form.written.iter().chain([&form.name]) {
            shown.insert(key(written), &form.name);
        }
    }
    let mut forms: FxHashMap<String, u64> = FxHashMap::default();
    for (key, articles) in &count.by_name {
        let form = shown.get(key).copied().unwrap_or(&count.name);
        *forms.entry(form.to_owned()).or_default() += articles;
    }
    let mut forms: Vec<(String, u64)> = forms.into_iter().collect();
    forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    PersonLine {
        name: count.name,
        forms,
        roles: whole.map(|person| person.roles).unwrap_or_default(),
        articles: count.articles,
        quotes: count.quotes,
        first: count.days.and_then(|(first, _)| day_of(first)),
        last: count.days.and_then(|(_, last)| day_of(last)),
    }
}

/// Whose a name is, and what that rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyPerson {
    Person {
        line: PersonLine,
        /// The name that was asked for, as the register has it.
        asked: Option<Form>,
        /// All names of the person.
        forms: Vec<Form>,
    },
    /// It is no person's name.
    Nobody(Option<Form>),
    /// Nobody in the archive has it.
    Unknown,
}

/// Says whose a name is.
///
/// # Errors
/// [`ErrorKind::Index`] where the index cannot be read.
pub fn why_person(archive: &dyn Archive, name: &str) -> Result<WhyPerson> {
    let people = archive.people();
    if people.who(name) == Who::Nobody {
        let none = people.none();
        let wanted = key(name);
        let is_it = |form: &Form| form.written.iter().any(|written| key(written) == wanted);
        return Ok(WhyPerson::Nobody(none.into_iter().find(is_it)));
    }
    let Some(person) = people.named(name) else {
        let count = archive.persons(&|written, who| who == Who::Unknown && key(written) == key(name))?;
        return Ok(match count.into_iter().next() {
            None => WhyPerson::Unknown,
            Some(count) => WhyPerson::Person {
                line: line(archive, count),
                asked: None,
                forms: Vec::new(),
            },
        });
    };
    let whole = people.person(person);
    let forms = whole.map(|person| person.forms).unwrap_or_default();
    let is_asked = |form: &&Form| {
        let all = form.written.iter().chain([&form.name]);
        all.into_iter().any(|written| key(written) == key(name))
    };
    let count = archive.persons(&|_, who| who == Who::Person(person))?;
    let count = count.into_iter().next().unwrap_or_else(|| PersonCount {
        name: people.name(person).to_owned(),
        person: Some(person),
        ..PersonCount::default()
    });
    Ok(WhyPerson::Person {
        asked: forms.iter().find(is_asked).cloned(),
        line: line(archive, count),
        forms,
    })
}

/// What is said of an archive whose table of persons is missing or damaged.
pub fn no_persons() -> Diagnostic {
    Diagnostic {
        remark: Code::NoPersons.into(),
        span: Span::default(),
    }
}

/// The names that speak and are no person's, by name, each with what that rests on.
pub fn nobody(archive: &dyn Archive) -> Vec<Form> {
    archive.people().none()
}

/// What a decision changes: the persons of its names before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    pub say: Say,
    pub before: Vec<PersonLine>,
    pub after: Vec<PersonLine>,
}

/// Keeps a decision of the user in the file of the index's decisions, and says what it changes.
///
/// # Errors
/// [`ErrorKind::Usage`] where nobody has one of the names, or where the decision contradicts another; those of writing the file.
pub fn decide(snapshot: &Snapshot, say: Say) -> Result<Decided> {
    let names: Vec<&String> = match &say {
        Say::Same(a, b) | Say::Apart(a, b) => vec![a, b],
        Say::Call(a, _) | Say::Nobody(a) | Say::Somebody(a) => vec![a],
    };
    for name in &names {
        if snapshot.people.who(name) == Who::Unknown && snapshot.people.named(name).is_none() {
            return Err(
                Error::new(ErrorKind::Usage, name.as_str(), "nobody in the archive has this name")
                    .with_hint(format!("look for names with `warta people {name}`")),
            );
        }
    }
    let before = lines(snapshot, &names)?;
    snapshot.index.keep_decision(&say)?;
    let after = lines(&snapshot.index.snapshot()?, &names)?;
    Ok(Decided {
        before,
        after,
        say: say.clone(),
    })
}

/// The persons of names, each once.
fn lines(archive: &dyn Archive, names: &[&String]) -> Result<Vec<PersonLine>> {
    let mut lines: Vec<PersonLine> = Vec::new();
    for name in names {
        if let WhyPerson::Person { line, .. } = why_person(archive, name)?
            && !lines.contains(&line)
        {
            lines.push(line);
        }
    }
    Ok(lines)
}
