//! Who is who, to be asked: the persons that were made of an archive, with the user's decisions over them.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::decisions::{Decision, Decisions, Say};
use super::name::key;
use super::persons::{Form, Person, Persons, Reason};
use super::table::{self, Bytes, NOBODY, Table};

/// Whose a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// A person of the register, by number.
    Person(u32),
    /// It is no person's.
    Nobody,
    /// The archive did not have the name when the register was made.
    Unknown,
}

/// The persons of an archive.
#[derive(Debug, Default)]
pub struct Register {
    table: Option<Table>,
    decided: Decided,
}

/// What the user's decisions change.
#[derive(Debug, Default)]
struct Decided {
    /// Persons who are another one.
    same: FxHashMap<u32, u32>,
    /// Names that are taken from their person, by number.
    apart: FxHashMap<u64, u32>,
    /// Persons who are not in the table; the first has the number behind its last.
    more: Vec<Person>,
    names: FxHashMap<u32, String>,
    nobody: FxHashSet<u64>,
    /// Decisions on names that do not occur.
    idle: Vec<Decision>,
    /// Another one for other decisions.
    number: u64,
}

impl Register {
    /// The bytes of a register, as [`Register::open`] takes them. `changes` tells the archive that it is of.
    pub fn encode(persons: &Persons, changes: u64) -> Vec<u8> {
        table::encode(persons, changes)
    }

    /// Over bytes, which are looked into when they are needed; `None` where they are no register of this version.
    pub fn open(bytes: Bytes) -> Option<Register> {
        Some(Register {
            table: Some(Table::open(bytes)?),
            decided: Decided::default(),
        })
    }

    /// The bytes that it was opened over, without the user's decisions; none where there is no table.
    pub fn bytes(&self) -> &[u8] {
        self.table.as_ref().map_or(&[], Table::bytes)
    }

    /// Whether the bytes are as they were written.
    pub fn is_whole(&self) -> bool {
        self.table.as_ref().is_none_or(Table::is_whole)
    }

    /// See [`Register::encode`]; `None` where there is no register.
    pub fn changes(&self) -> Option<u64> {
        self.table.as_ref().map(Table::changes)
    }

    /// Another number for other persons, and for other decisions on them.
    pub fn number(&self) -> u64 {
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        hasher.update(&self.table.as_ref().map_or(0, Table::sum).to_le_bytes());
        hasher.update(&self.decided.number.to_le_bytes());
        hasher.digest()
    }

    /// There is a table of persons, be it of none.
    pub fn is_made(&self) -> bool {
        self.table.is_some()
    }

    /// No persons are known: each name is somebody of its own.
    pub fn is_empty(&self) -> bool {
        self.table.as_ref().is_none_or(Table::is_empty)
    }

    /// With the user's decisions over it.
    pub fn with(mut self, decisions: &Decisions) -> Register {
        for decision in decisions.iter() {
            let text = format!("{}\n{}", self.decided.number, decision.say);
            self.decided.number = xxhash_rust::xxh3::xxh3_64(text.as_bytes());
            if !self.apply(decision) {
                self.decided.idle.push(decision.clone());
            }
        }
        self
    }

    /// The decisions that change nothing, since a name in them does not occur.
    pub fn idle(&self) -> &[Decision] {
        &self.decided.idle
    }

    fn apply(&mut self, decision: &Decision) -> bool {
        let person = |register: &Register, name: &str| match register.who(name) {
            Who::Person(person) => Some(person),
            _ => None,
        };
        match &decision.say {
            Say::Same(a, b) => {
                let (Some(a), Some(b)) = (person(self, a), person(self, b)) else {
                    return false;
                };
                // The longer name stays.
                let words = |person| key(self.name(person)).split(' ').count();
                let (less, more) = if words(a) > words(b) { (b, a) } else { (a, b) };
                if less != more {
                    self.decided.same.insert(less, more);
                }
            }
            Say::Apart(a, b) => {
                let (Some(first), Some(second)) = (person(self, a), person(self, b)) else {
                    return false;
                };
                if first == second {
                    self.take_out(first, a, b);
                }
            }
            Say::Call(name, called) => {
                let Some(person) = person(self, name) else { return false };
                self.decided.names.insert(person, called.clone());
            }
            Say::Nobody(name) => {
                if self.who(name) == Who::Unknown {
                    return false;
                }
                self.decided.nobody.insert(hash(name));
            }
            Say::Somebody(name) => match self.who(name) {
                Who::Unknown => return false,
                Who::Nobody => self.bring_back(name),
                Who::Person(_) => {}
            },
        }
        true
    }

    /// Makes a person of one of the names of a person: of the one that the person is not called by.
    fn take_out(&mut self, person: u32, a: &str, b: &str) {
        let Some(whole) = self.person(person) else { return };
        let taken = if key(&whole.name) == key(b) { a } else { b };
        let Some(form) = whole.forms.iter().find(|form| key(&form.name) == key(taken)) else {
            return;
        };
        self.add(form.clone());
    }

    /// Makes a person of a name that the archive takes for none.
    fn bring_back(&mut self, name: &str) {
        let wanted = key(name);
        let is_it = |form: &Form| form.written.iter().any(|written| key(written) == wanted);
        let Some(form) = self.none().into_iter().find(is_it) else {
            return;
        };
        self.add(form);
    }

    /// Makes a person of a form of a name.
    fn add(&mut self, form: Form) {
        let id = self.len() + self.decided.more.len() as u32;
        for name in form.written.iter().chain([&form.name]) {
            self.decided.apart.insert(hash(name), id);
        }
        self.decided.more.push(Person {
            name: form.name.clone(),
            forms: vec![Form {
                reason: Reason::Own,
                ..form
            }],
            roles: Vec::new(),
        });
    }

    fn len(&self) -> u32 {
        self.table.as_ref().map_or(0, Table::len)
    }

    fn resolved(&self, mut person: u32) -> u32 {
        while let Some(other) = self.decided.same.get(&person) {
            person = *other;
        }
        person
    }

    /// Whose a name is, as an article has it.
    pub fn who(&self, name: &str) -> Who {
        self.who_with(name, &mut String::new())
    }

    /// As [`Register::who`], with room for the work, which spares making it for each of many.
    pub fn who_with(&self, name: &str, room: &mut String) -> Who {
        let Some(table) = &self.table else { return Who::Unknown };
        let hash = table::hash_of(name, room);
        if self.decided.nobody.contains(&hash) {
            return Who::Nobody;
        }
        if let Some(person) = self.decided.apart.get(&hash) {
            return Who::Person(self.resolved(*person));
        }
        match table.owner(hash) {
            None => Who::Unknown,
            Some(NOBODY) => Who::Nobody,
            Some(person) => Who::Person(self.resolved(person)),
        }
    }

    /// What a person is called. No other person is called so.
    pub fn name(&self, person: u32) -> &str {
        if let Some(name) = self.decided.names.get(&person) {
            return name;
        }
        match person.checked_sub(self.len()) {
            Some(more) => self.decided.more.get(more as usize).map_or("", |person| &person.name),
            None => self.table.as_ref().map_or("", |table| table.name(person)),
        }
    }

    /// What the person is called whose name an article has; the name itself where nobody knows it, and `None` where it is no person's.
    pub fn person_of(&self, name: &str) -> Option<String> {
        match self.who(name) {
            Who::Person(person) => Some(self.name(person).to_owned()),
            Who::Nobody => None,
            Who::Unknown => Some(name.to_owned()),
        }
    }

    /// Whom a name means that a user types: a person's name, or any form of it.
    pub fn named(&self, name: &str) -> Option<u32> {
        let wanted = key(name);
        let called = self.decided.names.iter().find(|(_, called)| key(called) == wanted);
        if let Some((person, _)) = called {
            return Some(self.resolved(*person));
        }
        match self.who(name) {
            Who::Person(person) => Some(person),
            _ => None,
        }
    }

    /// A person with all names, those that decisions have given and without those that they have taken.
    pub fn person(&self, person: u32) -> Option<Person> {
        let own = |id: u32| match id.checked_sub(self.len()) {
            Some(more) => self.decided.more.get(more as usize).cloned(),
            None => self.table.as_ref()?.person(id),
        };
        let mut whole = own(person)?;
        let mut others: Vec<u32> = self
            .decided
            .same
            .keys()
            .copied()
            .filter(|id| self.resolved(*id) == person)
            .collect();
        others.sort_unstable();
        for other in others {
            if let Some(other) = own(other) {
                whole.forms.extend(other.forms);
                whole.roles.extend(other.roles);
            }
        }
        whole.forms.retain(|form| {
            form.written.is_empty() || form.written.iter().any(|name| self.who(name) == Who::Person(person))
        });
        for form in &mut whole.forms {
            form.written.retain(|name| self.who(name) == Who::Person(person));
        }
        let mut seen = FxHashSet::default();
        whole.roles.retain(|role| seen.insert(role.clone()));
        whole.name = self.name(person).to_owned();
        Some(whole)
    }

    /// All persons, by number.
    pub fn persons(&self) -> impl Iterator<Item = u32> + '_ {
        let all = self.len() + self.decided.more.len() as u32;
        (0..all).filter(|person| !self.decided.same.contains_key(person))
    }

    /// Names that are no person's, as the archive shows it.
    pub fn none(&self) -> Vec<Form> {
        let mut none = self.table.as_ref().map(Table::none).unwrap_or_default();
        none.retain(|form| form.written.iter().any(|name| self.who(name) == Who::Nobody));
        none
    }

    /// The persons who have a word in one of their names, for each of the words that begin with `prefix`; see also
    /// [`Register::decided_persons`].
    pub fn having<'r>(&'r self, prefix: &'r str) -> impl Iterator<Item = (&'r str, Vec<u32>)> + 'r {
        let having = self.table.iter().flat_map(move |table| table.having(prefix));
        having.map(|(word, ids)| (word, ids.into_iter().map(|id| self.resolved(id)).collect()))
    }

    /// The persons whom decisions have made or renamed: their names are in no list of words.
    pub fn decided_persons(&self) -> Vec<u32> {
        let made = self.len()..self.len() + self.decided.more.len() as u32;
        let mut all: Vec<u32> = made
            .chain(self.decided.names.keys().copied())
            .map(|id| self.resolved(id))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn hash(name: &str) -> u64 {
    table::hash_of(name, &mut String::new())
}

impl Register {
    /// A register in memory.
    pub fn of(persons: &Persons) -> Register {
        Register::open(Arc::new(Register::encode(persons, 0))).unwrap_or_default()
    }
}
