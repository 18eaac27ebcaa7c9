//! Accounts: `tulis akun @martacolby` is Marta Colby, where the article names her.

use std::ops::Range;

use super::scene::Scene;

/// Persons whose names are compared with a handle: bounds the time.
const MOST_COMPARED: usize = 64;

/// Tokens of a handle: `@`, words, `_`, full stops and numbers.
const LONGEST: usize = 12;

/// Letters that a word of a name must have to be found in a handle.
const SHORTEST: usize = 3;

/// The one person whose name the handle among `tokens` spells: all words of it together, or its first and last.
pub fn owner(scene: &Scene, tokens: Range<usize>) -> Option<u32> {
    let doc = scene.doc;
    let at = tokens.clone().find(|i| doc.text(*i).starts_with('@'))?;
    let glued = doc.tokens[at + 1..]
        .iter()
        .take(LONGEST)
        .take_while(|token| token.glued);
    let end = at + 1 + glued.count();
    let handle = letters(doc.span(at..end).of(doc.body));
    let persons = scene.people.persons.iter().take(MOST_COMPARED);
    let mut owners = persons.enumerate().filter(|(_, person)| spells(&handle, &person.name));
    let (owner, _) = owners.next()?;
    owners.next().is_none().then_some(owner as u32)
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.flat_map(char::to_lowercase).collect()
}

fn spells(handle: &str, name: &str) -> bool {
    if letters(name) == handle {
        return handle.len() >= SHORTEST;
    }
    let mut words = name.split(' ').map(letters).filter(|word| word.len() >= SHORTEST);
    match (words.next(), words.next_back()) {
        (Some(first), Some(last)) => handle
            .find(first.as_str())
            .is_some_and(|at| handle[at + first.len()..].contains(last.as_str())),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_spells_a_name() {
        assert!(spells(&letters("@marta_colby.official"), "Marta Anna Colby"));
        assert!(spells(&letters("@bondan"), "Bondan"));
        assert!(!spells(&letters("@marta99"), "Marta Colby"));
        assert!(!spells(&letters("@info"), "Colby Marta"));
    }
}
