//! The writers: from metadata and from lines of credits, one name each.

use crate::article::RawArticle;
use crate::extract::clean::Cleaned;

use crate::extract::outlets;

/// Without outlets, unless nobody else is named; an agency that is not the article's own outlet did write it.
pub fn of(raw: &RawArticle, cleaned: &Cleaned, source: Option<&str>) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    let written = raw.authors.iter().chain(&cleaned.authors);
    for name in written.flat_map(|names| split(names)) {
        if !names.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            names.push(name);
        }
    }
    let is_writer = |name: &str| match outlets::named(name).filter(|outlet| outlet.certain) {
        Some(outlet) => outlet.agency && source != Some(outlet.name),
        None => true,
    };
    if names.iter().any(|name| is_writer(name)) {
        names.retain(|name| is_writer(name));
    }
    names.into_iter().map(str::to_owned).collect()
}

fn split(names: &str) -> impl Iterator<Item = &str> {
    names
        .split([',', ';', '|', '/'])
        .flat_map(|part| part.split(" dan "))
        .flat_map(|part| part.split(" and "))
        .map(|part| {
            let part = part.trim();
            let bare = ["By ", "by ", "Oleh ", "Oleh:", "Penulis:"]
                .iter()
                .find_map(|p| part.strip_prefix(p));
            bare.unwrap_or(part).trim()
        })
        .filter(|name| name.chars().any(char::is_alphabetic) && !name.contains('@') && !name.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_and_prefixes_fall() {
        let names: Vec<&str> = split("By Ratri Wulandari, Bagus Wicaksono dan Oluwa Ade; redaksi@kabar.id").collect();
        assert_eq!(names, ["Ratri Wulandari", "Bagus Wicaksono", "Oluwa Ade"]);
    }

    #[test]
    fn outlets_give_way_to_people() {
        let of = |authors: &[&str]| {
            let raw = RawArticle {
                authors: authors.iter().map(|name| (*name).to_owned()).collect(),
                ..RawArticle::default()
            };
            super::of(&raw, &crate::extract::clean::clean(&raw), Some("Kompas"))
        };
        assert_eq!(of(&["Ratri Wulandari", "Kompas.com"]), ["Ratri Wulandari"]);
        assert_eq!(of(&["Ratri Wulandari", "Reuters"]), ["Ratri Wulandari", "Reuters"]);
        assert_eq!(of(&["Kompas.com"]), ["Kompas.com"]);
        assert_eq!(of(&["Surya", "Kompas.com"]), ["Surya"]);
    }
}
