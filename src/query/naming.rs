//! In which language a query calls fields and places: answers call places as the question does.

use super::ast::{Form, Node, NodeKind};
use crate::article::{CountryCode, Language};
use crate::extract::places;
use crate::fields::{self, Field, FieldKind};
use crate::lang;

/// The language of the names of fields.
const USUAL: Language = lang::SPOKEN[0];
/// The language of their other names.
const OTHER: Language = lang::SPOKEN[1];

/// The language in which a query names countries and regions; `None` where it names none, or only such as both languages have.
/// A query in both languages is taken for Indonesian.
pub fn language_of_places(typed: &str, node: &Node) -> Option<Language> {
    let mut found = None;
    visit(typed, node, None, &mut |language| {
        if found != Some(OTHER) {
            found = Some(language);
        }
    });
    found
}

/// The language in which a field of places is called: its other names are all Indonesian.
pub fn language_of_field(name: &str) -> Option<Language> {
    let field = fields::field(name).filter(|field| holds_places(field))?;
    (!field.name.eq_ignore_ascii_case(name)).then_some(OTHER)
}

fn holds_places(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Country | FieldKind::Region)
}

fn visit(typed: &str, node: &Node, field: Option<&'static Field>, see: &mut dyn FnMut(Language)) {
    match &node.kind {
        NodeKind::Term(term) if field.is_some_and(holds_places) && term.form != Form::Any => {
            let names = match places::find(&term.text) {
                Some(code) => names_of_country(code),
                None => places::find_region(&term.text)
                    .map(|region| lang::SPOKEN.map(|language| places::region_label(region, language))),
            };
            // A code, a people or a capital says nothing about the language.
            match names.map(|names| names.map(|name| name.to_lowercase() == term.text.to_lowercase())) {
                Some([false, true]) => see(OTHER),
                Some([true, false]) => see(USUAL),
                _ => {}
            }
        }
        NodeKind::Field { name, value } => {
            // The tree has the name of the table; the text has the one that was typed.
            let called = typed.get(node.span.start as usize..).unwrap_or_default();
            let called = called.split(':').next().unwrap_or_default();
            if called.len() < typed.len()
                && fields::field(called).is_some_and(|field| field.name == name)
                && let Some(language) = language_of_field(called)
            {
                see(language);
            }
            visit(typed, value, fields::field(name), see);
        }
        NodeKind::And(parts) | NodeKind::Or(parts) => parts.iter().for_each(|part| visit(typed, part, field, see)),
        NodeKind::Not(inner) | NodeKind::Boost(inner, _) | NodeKind::Together(inner) | NodeKind::Paragraph(inner) => {
            visit(typed, inner, field, see)
        }
        NodeKind::All | NodeKind::Term(_) | NodeKind::Range { .. } => {}
    }
}

/// English first.
fn names_of_country(code: CountryCode) -> Option<[&'static str; 2]> {
    Some([places::name_in(code, USUAL)?, places::name_in(code, OTHER)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn names_of_places_tell_the_language() {
        let of = |text: &str| language_of_places(text, &parse(text).node);
        for (text, wanted) in [
            ("country:Ukraina", Some(Language::ID)),
            ("kapal negara:UA", Some(Language::ID)),
            ("region:\"Asia Tenggara\"", Some(Language::ID)),
            ("country:Ukraine OR country:UA", Some(Language::EN)),
            ("country:(Germany OR Prancis)", Some(Language::ID)),
            ("country:Indonesia", None),
            ("country:UA ukraina", None),
            ("title:Ukraina", None),
            ("country:*", None),
        ] {
            assert_eq!(of(text), wanted, "{text}");
        }
        assert_eq!(language_of_field("kawasan"), Some(Language::ID));
        assert_eq!(language_of_field("region"), None);
        assert_eq!(language_of_field("penulis"), None);
    }
}
