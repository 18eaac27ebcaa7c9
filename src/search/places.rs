//! Where an archive lies on the machine: nobody's business where others are answered.
//!
//! An archive that was indexed by an absolute path has that path in the paths of its articles, and in the ids of those that are called by their
//! place. A snapshot that hides its roots hands both out as they are below the folder above the root, and takes such ids.

use crate::article::Article;

/// What stands above a root: `/home/rina/` of `/home/rina/arsip`.
fn above(root: &str) -> &str {
    let end = root.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1);
    root.get(..end).unwrap_or_default()
}

/// A path as it is called below the folder that was indexed: `arsip/a.csv` of `/home/rina/arsip/a.csv`.
pub fn below<'p>(roots: &[String], path: &'p str) -> &'p str {
    let inside = roots.iter().filter(|root| path.starts_with(root.as_str()));
    let shown = inside.filter_map(|root| path.strip_prefix(above(root)));
    shown.min_by_key(|path| path.len()).unwrap_or(path)
}

/// The article without what stands above its root.
pub(super) fn hide(roots: &[String], article: &mut Article) {
    for text in [&mut article.path, &mut article.id] {
        let shown = below(roots, text);
        if shown.len() < text.len() {
            *text = shown.to_owned();
        }
    }
}

/// The ids that an id may stand for: itself, and itself below each root.
pub(super) fn hidden<'i>(roots: &'i [String], id: &'i str) -> impl Iterator<Item = String> + 'i {
    let below = roots.iter().map(move |root| format!("{}{id}", above(root)));
    [id.to_owned()].into_iter().chain(below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_above_a_root_is_hidden() {
        let roots = ["/home/rina/arsip".to_owned(), "/srv/".to_owned(), "/".to_owned()];
        let shown = |path: &'static str| below(&roots[..2], path);
        assert_eq!(shown("/home/rina/arsip/2023/a.csv#3"), "arsip/2023/a.csv#3");
        assert_eq!(shown("/srv/a.csv"), "srv/a.csv");
        assert_eq!(shown("arsip/a.csv"), "arsip/a.csv");
        // Above the root of all there is nothing.
        assert_eq!(below(&roots[2..], "/a.csv"), "/a.csv");
        let ids: Vec<String> = hidden(&roots[..1], "arsip/a.csv").collect();
        assert_eq!(ids, ["arsip/a.csv", "/home/rina/arsip/a.csv"]);
    }
}
