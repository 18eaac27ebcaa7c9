//! The persons as bytes that are looked into without being read: a list of sections, each of numbers or of text, little-endian.

use std::fmt;
use std::sync::Arc;

use super::name::{NameHash, word_hash, words_of};
use super::persons::{Form, Person, Persons};

const MAGIC: &[u8; 8] = b"warta\0wh";
const VERSION: u32 = 1;

/// What stands for a name that is no person's.
pub(super) const NOBODY: u32 = u32::MAX;

#[derive(Clone, Copy)]
enum Section {
    /// Numbers of names, ascending.
    Hashes,
    /// The person of each.
    Owners,
    /// Where each person ends in `Persons`.
    PersonEnds,
    Persons,
    NameEnds,
    Names,
    /// Words of names, ascending.
    WordEnds,
    Words,
    /// Where the persons of each word end in `Bearers`.
    BearerEnds,
    Bearers,
    /// Names that are no person's.
    None,
    /// See [`Table::changes`].
    Changes,
    /// Of all that stands before.
    Sum,
}

const SECTIONS: usize = Section::Sum as usize + 1;
const HEAD: usize = 16 + SECTIONS * 16;

/// Bytes that may be shared: in memory, or a file that the system maps.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// The persons of an archive, to look into.
#[derive(Clone)]
pub struct Table {
    bytes: Bytes,
    sections: [(usize, usize); SECTIONS],
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table of {} persons", self.len())
    }
}

/// The bytes of the persons. `changes` tells the archive that they are of, see [`Table::changes`].
pub(super) fn encode(persons: &Persons, changes: u64) -> Vec<u8> {
    let mut owners: Vec<(u64, u32)> = Vec::new();
    let mut bearers: Vec<(String, u32)> = Vec::new();
    let mut sections: [Vec<u8>; SECTIONS] = Default::default();
    let mut put = |section: Section, bytes: &[u8]| -> u32 {
        let list = &mut sections[section as usize];
        list.extend_from_slice(bytes);
        list.len() as u32
    };
    let hash = |name: &str| NameHash::of(&words_of(name)).number();
    for (id, person) in persons.persons.iter().enumerate() {
        let end = put(Section::Persons, &postcard::to_allocvec(person).unwrap_or_default());
        put(Section::PersonEnds, &end.to_le_bytes());
        let end = put(Section::Names, person.name.as_bytes());
        put(Section::NameEnds, &end.to_le_bytes());
        for form in &person.forms {
            owners.push((hash(&form.name), id as u32));
            owners.extend(form.written.iter().map(|name| (hash(name), id as u32)));
            bearers.extend(words_of(&form.name).into_iter().map(|word| (word, id as u32)));
        }
    }
    let nobody = persons.none.iter().flat_map(|form| &form.written);
    owners.extend(nobody.map(|name| (hash(name), NOBODY)));
    owners.sort_unstable();
    owners.dedup_by_key(|(hash, _)| *hash);
    for (hash, owner) in owners {
        put(Section::Hashes, &hash.to_le_bytes());
        put(Section::Owners, &owner.to_le_bytes());
    }
    bearers.sort_unstable();
    bearers.dedup();
    for same in bearers.chunk_by(|a, b| a.0 == b.0) {
        let end = put(Section::Words, same[0].0.as_bytes());
        put(Section::WordEnds, &end.to_le_bytes());
        let ends = same
            .iter()
            .map(|(_, id)| put(Section::Bearers, &id.to_le_bytes()))
            .last();
        put(Section::BearerEnds, &(ends.unwrap_or_default() / 4).to_le_bytes());
    }
    put(Section::None, &postcard::to_allocvec(&persons.none).unwrap_or_default());
    put(Section::Changes, &changes.to_le_bytes());
    let mut out = Vec::with_capacity(HEAD + sections.iter().map(Vec::len).sum::<usize>() + 8);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&(SECTIONS as u32).to_le_bytes());
    let mut at = HEAD as u64;
    for (i, section) in sections.iter().enumerate() {
        let len = if i == Section::Sum as usize {
            8
        } else {
            section.len() as u64
        };
        out.extend_from_slice(&at.to_le_bytes());
        out.extend_from_slice(&len.to_le_bytes());
        at += len;
    }
    for section in &sections {
        out.extend_from_slice(section);
    }
    let sum = xxhash_rust::xxh3::xxh3_64(&out);
    out.extend_from_slice(&sum.to_le_bytes());
    out
}

impl Table {
    /// Looks at the head only; `None` where the bytes are of another kind or version, or cut off.
    pub fn open(bytes: Bytes) -> Option<Table> {
        let all = (*bytes).as_ref();
        let head = all.get(..HEAD)?;
        if &head[..8] != MAGIC || number32(head, 8)? != VERSION || number32(head, 12)? as usize != SECTIONS {
            return None;
        }
        let mut sections = [(0, 0); SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let start = usize::try_from(number64(head, 16 + i * 16)?).ok()?;
            let len = usize::try_from(number64(head, 24 + i * 16)?).ok()?;
            let end = start.checked_add(len)?;
            all.get(start..end)?;
            *section = (start, end);
        }
        Some(Table { bytes, sections })
    }

    /// All of it.
    pub fn bytes(&self) -> &[u8] {
        (*self.bytes).as_ref()
    }

    fn section(&self, section: Section) -> &[u8] {
        let (start, end) = self.sections[section as usize];
        (*self.bytes).as_ref().get(start..end).unwrap_or_default()
    }

    /// Whether the bytes are as they were written.
    pub fn is_whole(&self) -> bool {
        let all = (*self.bytes).as_ref();
        let (start, _) = self.sections[Section::Sum as usize];
        number64(all, start) == Some(xxhash_rust::xxh3::xxh3_64(&all[..start]))
    }

    /// The sum of the bytes as they were written.
    pub fn sum(&self) -> u64 {
        number64(self.section(Section::Sum), 0).unwrap_or_default()
    }

    /// How much the archive had been changed when the persons were made: a number that only grows.
    pub fn changes(&self) -> u64 {
        number64(self.section(Section::Changes), 0).unwrap_or_default()
    }

    /// How many persons there are.
    pub fn len(&self) -> u32 {
        (self.section(Section::NameEnds).len() / 4) as u32
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The person of a name, or [`NOBODY`].
    pub fn owner(&self, hash: u64) -> Option<u32> {
        let hashes = self.section(Section::Hashes);
        let (mut low, mut high) = (0, hashes.len() / 8);
        while low < high {
            let middle = (low + high) / 2;
            match number64(hashes, middle * 8)?.cmp(&hash) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return number32(self.section(Section::Owners), middle * 4),
            }
        }
        None
    }

    fn stretch(&self, ends: Section, of: Section, at: u32) -> &[u8] {
        let ends = self.section(ends);
        let at = at as usize;
        let end = number32(ends, at * 4).unwrap_or_default();
        let start = at
            .checked_sub(1)
            .and_then(|at| number32(ends, at * 4))
            .unwrap_or_default();
        self.section(of).get(start as usize..end as usize).unwrap_or_default()
    }

    /// The name of a person.
    pub fn name(&self, person: u32) -> &str {
        std::str::from_utf8(self.stretch(Section::NameEnds, Section::Names, person)).unwrap_or_default()
    }

    /// All of a person.
    pub fn person(&self, person: u32) -> Option<Person> {
        postcard::from_bytes(self.stretch(Section::PersonEnds, Section::Persons, person)).ok()
    }

    /// Names that are no person's.
    pub fn none(&self) -> Vec<Form> {
        postcard::from_bytes(self.section(Section::None)).unwrap_or_default()
    }

    fn words(&self) -> u32 {
        (self.section(Section::WordEnds).len() / 4) as u32
    }

    fn word(&self, at: u32) -> &str {
        std::str::from_utf8(self.stretch(Section::WordEnds, Section::Words, at)).unwrap_or_default()
    }

    fn bearers(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
        let ends = self.section(Section::BearerEnds);
        let end = number32(ends, at as usize * 4).unwrap_or_default();
        let start = (at as usize)
            .checked_sub(1)
            .and_then(|at| number32(ends, at * 4))
            .unwrap_or_default();
        let list = self.section(Section::Bearers);
        (start..end).filter_map(|i| number32(list, i as usize * 4))
    }

    /// The words that begin with a prefix, in order, each with the persons who have it in a name.
    pub fn having<'t>(&'t self, prefix: &'t str) -> impl Iterator<Item = (&'t str, Vec<u32>)> + 't {
        let (mut low, mut high) = (0, self.words());
        while low < high {
            let middle = (low + high) / 2;
            match self.word(middle) < prefix {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        (low..self.words())
            .map(|at| (at, self.word(at)))
            .take_while(move |(_, word)| word.starts_with(prefix))
            .map(|(at, word)| (word, self.bearers(at).collect()))
    }
}

fn number32(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn number64(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

/// The number by which a name is looked up, without its words being kept.
pub(super) fn hash_of(name: &str, folded: &mut String) -> u64 {
    folded.clear();
    crate::words::fold_into(name, folded);
    let words = crate::words::words_in(folded);
    let hash = words.fold(NameHash::EMPTY, |hash, word| {
        hash.and(word_hash(&folded[word.start..word.end]))
    });
    hash.number()
}

#[cfg(test)]
mod tests {
    use super::super::persons::Reason;
    use super::*;
    use proptest::prelude::*;

    fn form(name: &str, written: &[&str]) -> Form {
        Form {
            name: name.to_owned(),
            written: written.iter().map(|name| (*name).to_owned()).collect(),
            reason: Reason::Own,
        }
    }

    fn persons() -> Persons {
        let person = |name: &str, forms: Vec<Form>| Person {
            name: name.to_owned(),
            forms,
            roles: vec!["bupati".to_owned()],
        };
        Persons {
            persons: vec![
                person(
                    "Bhima Prawira",
                    vec![
                        form("Bhima Prawira", &["Bhima Prawira", "BHIMA PRAWIRA"]),
                        form("Prawira", &["Prawira"]),
                    ],
                ),
                person("Ratri Santika", vec![form("Ratri Santika", &["Ratri Santika"])]),
            ],
            none: vec![form("Jadilah Terang", &["Jadilah Terang"])],
        }
    }

    fn table(persons: &Persons) -> Table {
        Table::open(Arc::new(encode(persons, 7))).expect("it opens")
    }

    #[test]
    fn what_was_put_in_is_found() {
        let persons = persons();
        let table = table(&persons);
        assert!(table.is_whole());
        assert_eq!((table.len(), table.changes()), (2, 7));
        let owner = |name: &str| table.owner(hash_of(name, &mut String::new()));
        assert_eq!(owner("bhima prawira"), Some(0));
        assert_eq!(owner("Prawira"), Some(0));
        assert_eq!(owner("Ratri Santika"), Some(1));
        assert_eq!(owner("Jadilah Terang"), Some(NOBODY));
        assert_eq!(owner("Ratri"), None);
        assert_eq!(
            (table.name(0), table.name(1), table.name(2)),
            ("Bhima Prawira", "Ratri Santika", "")
        );
        assert_eq!(table.person(1).as_ref(), persons.persons.get(1));
        assert_eq!(table.none(), persons.none);
        let having = |prefix| {
            table
                .having(prefix)
                .map(|(word, ids)| (word.to_owned(), ids))
                .collect::<Vec<_>>()
        };
        assert_eq!(having("pra"), [("prawira".to_owned(), vec![0])]);
        assert_eq!(having("").len(), 4);
        assert!(having("x").is_empty());
    }

    proptest! {
        /// Damaged bytes are noticed, or give other answers; they never panic.
        #[test]
        fn damaged_bytes_do_no_harm(at in 0usize..2000, byte: u8, cut in 0usize..2000) {
            let mut bytes = encode(&persons(), 7);
            let len = bytes.len();
            let before = std::mem::replace(&mut bytes[at % len], byte);
            bytes.truncate(len - cut % len);
            let same = before == byte && cut % len == 0;
            if let Some(table) = Table::open(Arc::new(bytes)) {
                prop_assert!(same || !table.is_whole());
                for person in 0..table.len().min(5) {
                    table.name(person);
                    table.person(person);
                }
                table.owner(hash_of("Prawira", &mut String::new()));
                table.having("p").take(5).for_each(drop);
                table.none();
            }
        }
    }
}
