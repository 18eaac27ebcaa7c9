//! The writers: from metadata and from lines of credits, one name each.

use crate::article::RawArticle;
use crate::extract::clean::Cleaned;

use super::outlets;

pub fn of(raw: &RawArticle, cleaned: &Cleaned) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let names = raw
        .authors
        .iter()
        .chain(&cleaned.authors)
        .flat_map(|names| split(names));
    for name in names {
        if outlets::by_spelling(name).is_none() && !out.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            out.push(name.to_owned());
        }
    }
    out
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
}
