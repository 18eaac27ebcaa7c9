//! What a selector finds on a page, as text.

use std::cell::RefCell;
use std::rc::Rc;

use dom_query::{Document, Matcher, Selection};
use rustc_hash::FxHashMap;

use crate::corpus::decode;

thread_local! {
    /// Selectors as the library reads them: to read one takes as long as to look for it on a small page.
    static READ: RefCell<FxHashMap<&'static str, Rc<Matcher>>> = RefCell::default();
}

/// What a selector finds on a page.
///
/// # Panics
/// Where it is none, as [`Document::select`].
pub fn select<'p>(page: &'p Document, selector: &'static str) -> Selection<'p> {
    page.select_matcher(&read(selector))
}

/// What a selector finds within parts of a page.
///
/// # Panics
/// Where it is none, as [`Selection::select`].
pub fn select_in<'p>(parts: &Selection<'p>, selector: &'static str) -> Selection<'p> {
    parts.select_matcher(&read(selector))
}

fn read(selector: &'static str) -> Rc<Matcher> {
    READ.with_borrow_mut(|read| {
        let known = read.entry(selector);
        let matcher = known.or_insert_with(|| Rc::new(Matcher::new(selector).expect("selectors are constants")));
        Rc::clone(matcher)
    })
}

/// The meta tags of a page.
pub struct Metas {
    tags: Vec<Meta>,
}

struct Meta {
    /// What it calls itself, by each of [`NAMED_BY`].
    names: [Option<String>; NAMED_BY.len()],
    content: Option<String>,
}

/// Attributes that name a meta tag, surest first.
const NAMED_BY: [&str; 3] = ["property", "name", "itemprop"];

impl Metas {
    pub fn of(page: &Document) -> Metas {
        let text = |tag: &Selection, name: &str| tag.attr(name).map(|value| value.to_string());
        let tags = select(page, "meta").iter().map(|tag| Meta {
            names: NAMED_BY.map(|name| text(&tag, name)),
            content: text(&tag, "content"),
        });
        Metas { tags: tags.collect() }
    }

    /// What the first tag of a name says, if it says anything.
    pub fn text(&self, name: &str) -> Option<String> {
        (0..NAMED_BY.len()).find_map(|by| {
            let is_named = |tag: &&Meta| tag.names[by].as_ref().is_some_and(|own| own.eq_ignore_ascii_case(name));
            let content = self.tags.iter().find(is_named)?.content.as_deref()?.trim();
            (!content.is_empty()).then(|| content.to_owned())
        })
    }
}

pub fn attribute(page: &Document, selector: &'static str, name: &str) -> Option<String> {
    let value = select(page, selector).attr(name)?;
    (!value.trim().is_empty()).then(|| value.trim().to_owned())
}

pub fn select_text(page: &Document, selector: &'static str) -> Option<String> {
    let text = page.select_single_matcher(&read(selector)).text();
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

pub fn one_line(text: String) -> String {
    let clean = decode::clean(text.into());
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meta_tag_goes_by_three_attributes() {
        let page = Document::from(
            "<meta name=Date content=' '><meta itemprop=date content=' 2 Mei '><meta name=author content='Ana Roe'>\
             <meta property=AUTHOR content='Budi Roe'><meta name=author content='Tara Roe'>",
        );
        let metas = Metas::of(&page);
        assert_eq!(metas.text("date").as_deref(), Some("2 Mei"));
        assert_eq!(metas.text("author").as_deref(), Some("Budi Roe"));
        assert_eq!(metas.text("section"), None);
    }
}
