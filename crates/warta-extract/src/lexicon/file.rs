//! A file of words, and its one grammar.
//!
//! ```text
//! # what the columns are                  a comment; those at the top say this, and where the words are from
//! # origin: collected by hand from newspapers
//!
//! [active]                                a heading: the class of the items below it
//! menambahkan                             one item a line
//! mengatakan
//!
//! [scale]
//! juta	1000000                          columns behind the item, with a tab before each
//! ```
//!
//! Which classes and columns a file has stands in [`super::schema`]. [`File::check`] is strict: a class that nobody reads, an item
//! that stands there twice, a column too many or a word in the wrong place of an ordered list is an error with its line. What
//! is compiled in has been checked by a test, so that [`File::entries`] can read on without asking.

use std::fmt;

use rustc_hash::FxHashMap;

use super::schema::{Order, Schema};

/// A file that is compiled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the folder of the lexicons: `id/cues.tsv`.
    pub path: &'static str,
    pub text: &'static str,
}

/// One item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The heading above it; empty in a file without headings.
    pub class: &'static str,
    pub item: &'static str,
    /// What stands behind the item's tab.
    rest: &'static str,
}

impl Entry {
    /// The columns behind the item; an empty one is left out at the end only.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.rest.split('\t').filter(|_| !self.rest.is_empty())
    }

    /// The first column behind the item; empty where there is none.
    pub fn value(&self) -> &'static str {
        self.columns().next().unwrap_or_default()
    }
}

impl File {
    /// The items, in the order of the file.
    pub fn entries(self) -> impl Iterator<Item = Entry> {
        let mut class = "";
        self.text.lines().filter_map(move |line| {
            if line.is_empty() || line.starts_with('#') {
                return None;
            }
            if let Some(name) = heading(line) {
                class = name;
                return None;
            }
            let (item, rest) = line.split_once('\t').unwrap_or((line, ""));
            Some(Entry { class, item, rest })
        })
    }

    /// The items of one class.
    pub fn of_class(self, class: &str) -> impl Iterator<Item = Entry> {
        self.entries().filter(move |entry| entry.class == class)
    }

    /// All that is wrong with the file, by what its kind of files may hold.
    pub fn check(&self, schema: &Schema) -> Vec<Mistake> {
        let mut check = Check {
            file: *self,
            schema,
            class: None,
            skips: false,
            last: None,
            seen: FxHashMap::default(),
            found: Vec::new(),
        };
        if !self.text.starts_with('#') {
            check.say(
                1,
                "the first lines say what the columns are and where the words are from, each behind `#`",
            );
        }
        let mut head = true;
        for (i, line) in self.text.lines().enumerate() {
            let number = i + 1;
            if line.is_empty() {
                continue;
            }
            if line.starts_with('#') {
                continue;
            }
            head = false;
            match heading(line) {
                Some(name) => check.heading(number, name),
                None => check.entry(number, line),
            }
        }
        if head {
            check.say(1, "the file has no item");
        }
        check.found
    }
}

fn heading(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}

/// What is wrong in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub path: &'static str,
    pub line: usize,
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lexicon/{}:{}: {}", self.path, self.line, self.message)
    }
}

struct Check<'s> {
    file: File,
    schema: &'s Schema,
    /// The class above, as its place in the schema.
    class: Option<usize>,
    /// The heading above is unknown, so nothing can be said of the items.
    skips: bool,
    /// The item above in the same class.
    last: Option<&'static str>,
    /// Where an item stands already, by a class or a group of classes that exclude each other.
    seen: FxHashMap<(usize, &'static str), usize>,
    found: Vec<Mistake>,
}

impl Check<'_> {
    fn say(&mut self, line: usize, message: impl Into<String>) {
        self.found.push(Mistake {
            path: self.file.path,
            line,
            message: message.into(),
        });
    }

    fn heading(&mut self, line: usize, name: &'static str) {
        let Some(class) = self.schema.classes.iter().position(|class| class.name == name) else {
            let names: Vec<&str> = self.schema.classes.iter().map(|class| class.name).collect();
            self.skips = true;
            return match names.is_empty() {
                true => self.say(line, format!("`[{name}]`: a file of this kind has no classes")),
                false => self.say(line, format!("unknown class `{name}`; there are: {}", names.join(", "))),
            };
        };
        if self.class.is_some_and(|before| before >= class) {
            let before = self.class.map_or("", |before| self.schema.classes[before].name);
            self.say(line, format!("class `{name}` stands before `{before}` and only once"));
        }
        (self.class, self.skips, self.last) = (Some(class), false, None);
    }

    fn entry(&mut self, line: usize, text: &'static str) {
        if self.skips {
            return;
        }
        let mut columns = text.split('\t');
        let item = columns.next().unwrap_or_default();
        if item.is_empty() || text.split('\t').any(|column| column.trim() != column) {
            self.say(line, "white space before or behind an item or a column");
        }
        let Some(class) = self.class.or(self.schema.classes.is_empty().then_some(0)) else {
            return self.say(line, "an item before the first class: put `[class]` above it");
        };
        let allowed = match self.schema.classes.get(class) {
            Some(class) => class.columns,
            None => self.schema.columns,
        };
        let count = columns.count();
        if !(allowed.0..=allowed.1).contains(&count) {
            let wanted = match allowed {
                (least, most) if least == most => least.to_string(),
                (least, most) => format!("{least} to {most}"),
            };
            self.say(line, format!("{count} columns behind the item, not {wanted}"));
        }
        let group = self.schema.group_of(class);
        let key = if self.schema.whole_row { text } else { item };
        if let Some(before) = self.seen.insert((group, key), line) {
            self.say(line, format!("`{item}` stands in line {before} already"));
        }
        if self.schema.order == Order::Sorted && self.last.is_some_and(|last| last > item) {
            let last = self.last.unwrap_or_default();
            self.say(
                line,
                format!("`{item}` stands before `{last}`: items are in the order of their characters"),
            );
        }
        self.last = Some(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::schema;

    fn mistakes(text: &'static str, schema: &Schema) -> Vec<String> {
        let file = File {
            path: "xx/test.tsv",
            text,
        };
        file.check(schema).iter().map(Mistake::to_string).collect()
    }

    #[test]
    fn items_have_class_and_columns() {
        let file = File {
            path: "",
            text: "# numbers\n\n[digit]\nsatu\t1\n\n[teen]\nbelas\n",
        };
        let found: Vec<_> = file.entries().map(|e| (e.class, e.item, e.value())).collect();
        assert_eq!(found, [("digit", "satu", "1"), ("teen", "belas", "")]);
        assert_eq!(file.of_class("teen").count(), 1);
    }

    #[test]
    fn each_mistake_has_its_line() {
        for (text, wanted) in [
            ("# x\n[active]\nkata\nujar\n", None),
            ("# x\n[acitve]\nkata\n", Some(2)),
            ("# x\n[active]\nujar\nkata\n", Some(4)),
            ("# x\n[active]\nkata\nkata\n", Some(4)),
            ("# x\nkata\n", Some(2)),
            ("# x\n[active]\nkata \n", Some(3)),
            ("# x\n[active]\nkata\t1\n", Some(3)),
            // The kinds of cues exclude each other, and come in their order.
            ("# x\n[active]\nkata\n[weak]\nkata\n", Some(5)),
            ("# x\n[active]\nkata\n[bridge]\nkata\n", None),
            ("# x\n[weak]\nujar\n[active]\nkata\n", Some(4)),
            ("[active]\nkata\n", Some(1)),
            ("# x\n", Some(1)),
        ] {
            let found = mistakes(text, &schema::CUES);
            let place = wanted.map(|line| format!("lexicon/xx/test.tsv:{line}: "));
            match place {
                Some(place) => assert!(found.len() == 1 && found[0].starts_with(&place), "{text:?}: {found:?}"),
                None => assert!(found.is_empty(), "{text:?}: {found:?}"),
            }
        }
    }
}
