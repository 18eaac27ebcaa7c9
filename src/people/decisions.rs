//! The user's decisions on who is who: a plain text, a line a decision.
//!
//! ```text
//! # a remark
//! same: Jokowi; Joko Widodo
//! apart: Andi Nugroho; Andy Nugroho
//! call: Joko Widodo; Jokowi
//! nobody: Jadilah Terang
//! somebody: Bulan Purnama
//! ```

use std::fmt;

use rustc_hash::FxHashMap;

use super::name::key;
use crate::error::{Error, ErrorKind, Result};

/// What a decision says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Say {
    /// Both are names of one person.
    Same(String, String),
    /// They are names of two.
    Apart(String, String),
    /// The person of the first name is called by the second.
    Call(String, String),
    /// It is no person's name.
    Nobody(String),
    /// It is a person's name, though the archive does not show it.
    Somebody(String),
}

impl fmt::Display for Say {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Say::Same(a, b) => write!(f, "same: {a}; {b}"),
            Say::Apart(a, b) => write!(f, "apart: {a}; {b}"),
            Say::Call(a, b) => write!(f, "call: {a}; {b}"),
            Say::Nobody(a) => write!(f, "nobody: {a}"),
            Say::Somebody(a) => write!(f, "somebody: {a}"),
        }
    }
}

/// A decision, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub say: Say,
    /// From 1.
    pub line: usize,
}

/// All decisions, in the order in which they are carried out, whatever the order of their lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions(Vec<Decision>);

impl Decisions {
    /// Reads the text of a file; `place` is its name, for errors.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] with the line that cannot be read, or with the two that contradict each other.
    pub fn read(text: &str, place: &str) -> Result<Decisions> {
        let mut decisions = Vec::new();
        for (i, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let say = read_line(line).ok_or_else(|| {
                Error::new(
                    ErrorKind::Usage,
                    format!("{place}:{}", i + 1),
                    format!("`{line}` is no decision"),
                )
                .with_hint("write `same: A; B`, `apart: A; B`, `call: A; NAME`, `nobody: A` or `somebody: A`")
            })?;
            decisions.push(Decision { say, line: i + 1 });
        }
        decisions.sort_by_key(|decision| match &decision.say {
            Say::Somebody(..) => 0,
            Say::Apart(..) => 1,
            Say::Same(..) => 2,
            Say::Nobody(..) => 3,
            Say::Call(..) => 4,
        });
        let decisions = Decisions(decisions);
        decisions.check(place)?;
        Ok(decisions)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.0.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether no two of them contradict each other.
    fn check(&self, place: &str) -> Result<()> {
        let contradict = |a: &Decision, b: &Decision| {
            let (first, second) = if a.line < b.line { (a, b) } else { (b, a) };
            let cause = format!("`{}` contradicts `{}` of line {}", second.say, first.say, first.line);
            Err(Error::new(ErrorKind::Usage, format!("{place}:{}", second.line), cause)
                .with_hint("take one of the two lines out"))
        };
        // Names that are the same, each with a name that stands for all of them and the line that brought it there.
        let mut same: FxHashMap<String, (String, usize)> = FxHashMap::default();
        let root = |same: &FxHashMap<String, (String, usize)>, name: &str| {
            let mut name = key(name);
            let mut line = None;
            while let Some((other, at)) = same.get(&name) {
                line = Some(*at);
                name = other.clone();
            }
            (name, line)
        };
        for (at, decision) in self.0.iter().enumerate() {
            if let Say::Same(a, b) = &decision.say {
                let ((a, _), (b, _)) = (root(&same, a), root(&same, b));
                if a != b {
                    same.insert(a, (b, at));
                }
            }
        }
        let mut called: FxHashMap<String, &Decision> = FxHashMap::default();
        for decision in &self.0 {
            match &decision.say {
                Say::Apart(a, b) => {
                    let ((first, line), (second, other)) = (root(&same, a), root(&same, b));
                    if first != second {
                        continue;
                    }
                    // The line that says it of these two, where there is one.
                    let direct = self.0.iter().find(|d| match &d.say {
                        Say::Same(c, d) => (key(c), key(d)) == (key(a), key(b)) || (key(d), key(c)) == (key(a), key(b)),
                        _ => false,
                    });
                    let by = direct.or_else(|| self.0.get(line.or(other)?));
                    return contradict(by.unwrap_or(decision), decision);
                }
                Say::Call(a, b) => {
                    let (person, _) = root(&same, a);
                    match called.get(&person) {
                        Some(before) if !matches!(&before.say, Say::Call(_, name) if name == b) => {
                            return contradict(before, decision);
                        }
                        _ => {
                            called.insert(person, decision);
                        }
                    }
                }
                Say::Nobody(a) => {
                    let named = self.0.iter().find(|d| match &d.say {
                        Say::Same(c, d) => key(c) == key(a) || key(d) == key(a),
                        Say::Call(c, _) | Say::Somebody(c) => key(c) == key(a),
                        _ => false,
                    });
                    if let Some(named) = named {
                        return contradict(named, decision);
                    }
                }
                Say::Same(..) | Say::Somebody(_) => {}
            }
        }
        Ok(())
    }
}

fn read_line(line: &str) -> Option<Say> {
    let (word, names) = line.split_once(':')?;
    let named = |name: &str| Some(name.trim().to_owned()).filter(|name| !key(name).is_empty());
    match word.trim() {
        "nobody" => return named(names).map(Say::Nobody),
        "somebody" => return named(names).map(Say::Somebody),
        _ => {}
    }
    let (a, b) = names.split_once(';')?;
    let (a, b) = (named(a)?, named(b)?);
    if b.contains(';') {
        return None;
    }
    match word.trim() {
        "same" => Some(Say::Same(a, b)),
        "apart" => Some(Say::Apart(a, b)),
        "call" => Some(Say::Call(a, b)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Decisions::read(text, "people.txt")
            .expect_err("it is wrong")
            .to_string()
    }

    #[test]
    fn decisions_are_read() {
        let text = "# kami\n\nsame: Adi ; Bhima Prawira\ncall: Bhima Prawira; Bung Adi\napart: A B; A C\nnobody: Jadilah Terang\n";
        let decisions = Decisions::read(text, "people.txt").expect("it can be read");
        let lines: Vec<String> = decisions.iter().map(|d| format!("{} {}", d.line, d.say)).collect();
        assert_eq!(
            lines,
            [
                "5 apart: A B; A C",
                "3 same: Adi; Bhima Prawira",
                "6 nobody: Jadilah Terang",
                "4 call: Bhima Prawira; Bung Adi"
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert!(error("same: Adi").contains("people.txt:1"), "{}", error("same: Adi"));
        assert!(error("\nsama: Adi; Budi").contains("people.txt:2"));
        assert!(error("nobody: -").contains("no decision"));
    }

    #[test]
    fn contradictions_name_both_lines() {
        for text in [
            "same: Adi; Budi\napart: budi; ADI",
            "same: Adi; Budi\nsame: Budi; Citra\napart: Adi; Citra",
            "call: Adi; Bung Adi\ncall: Adi; Pak Adi",
            "same: Adi; Budi\ncall: Adi; X\ncall: Budi; Y",
            "nobody: Adi\ncall: Adi; Bung Adi",
            "somebody: Adi\nnobody: adi",
        ] {
            let error = error(text);
            assert!(error.contains("contradicts") && error.contains("of line "), "{error}");
        }
        Decisions::read("same: Adi; Budi\napart: Adi; Citra", "x").expect("no contradiction");
    }
}
