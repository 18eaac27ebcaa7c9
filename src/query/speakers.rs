//! Persons whom a query asks for.

use std::fmt;
use std::sync::Arc;

use crate::index::names;
use crate::people::{self, Register, Who};

/// Speakers by who they are, not by how an article calls them.
#[derive(Clone)]
pub struct Speakers {
    people: Arc<Register>,
    /// Ascending.
    persons: Vec<u32>,
    /// The name that no person of the register has.
    unknown: Option<String>,
    /// See [`Speakers::keys`].
    keys: Vec<String>,
}

impl Speakers {
    /// These persons of the register.
    pub fn of(mut persons: Vec<u32>, people: &Arc<Register>) -> Speakers {
        persons.sort_unstable();
        let forms = persons
            .iter()
            .filter_map(|person| people.person(*person))
            .flat_map(|person| person.forms);
        let mut keys: Vec<String> = forms
            .flat_map(|form| form.written)
            .map(|name| names::key(&name))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        Speakers {
            people: people.clone(),
            persons,
            unknown: None,
            keys,
        }
    }

    /// The one whom a name means: the person whose name, or a form of whose name, it is.
    pub fn named(name: &str, people: &Arc<Register>) -> Speakers {
        match people.named(name) {
            Some(person) => Speakers::of(vec![person], people),
            None => Speakers {
                people: people.clone(),
                persons: Vec::new(),
                unknown: Some(Speakers::unknown(name, people)),
                keys: vec![names::key(name)],
            },
        }
    }

    /// By what a name that the register does not know is the same as another.
    fn unknown(name: &str, people: &Register) -> String {
        match people.is_empty() {
            true => names::key(name),
            false => people::key(name),
        }
    }

    /// The keys of [`names::facet_value`]s that may be theirs.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// What each of them is counted by, see [`names::person`].
    pub fn values(&self) -> Vec<String> {
        let persons = self.persons.iter().map(|person| self.people.name(*person).to_owned());
        persons.chain(self.unknown.clone()).collect()
    }

    /// Whether a name, as an article has it, is one of theirs.
    pub fn has(&self, name: &str) -> bool {
        match self.people.who(name) {
            Who::Person(person) => self.persons.binary_search(&person).is_ok(),
            Who::Nobody => false,
            Who::Unknown => self.unknown.as_deref() == Some(&*Speakers::unknown(name, &self.people)),
        }
    }
}

impl PartialEq for Speakers {
    fn eq(&self, other: &Speakers) -> bool {
        (&self.persons, &self.unknown) == (&other.persons, &other.unknown)
    }
}

impl fmt::Debug for Speakers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Speakers")
            .field("persons", &self.persons)
            .field("unknown", &self.unknown)
            .finish()
    }
}
