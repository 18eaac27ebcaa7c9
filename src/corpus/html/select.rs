//! What a selector finds on a page, as text.

use dom_query::Document;

use crate::corpus::decode;

pub fn meta_tag(page: &Document, name: &str) -> Option<String> {
    ["property", "name", "itemprop"].iter().find_map(|attr| {
        let tag = page.select(&format!("meta[{attr}='{name}' i]"));
        let content = tag.attr("content")?;
        (!content.trim().is_empty()).then(|| content.trim().to_owned())
    })
}

pub fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    let value = page.select(selector).attr(name)?;
    (!value.trim().is_empty()).then(|| value.trim().to_owned())
}

pub fn select_text(page: &Document, selector: &str) -> Option<String> {
    let text = page.select_single(selector).text();
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

pub fn one_line(text: String) -> String {
    let clean = decode::clean(text.into());
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
