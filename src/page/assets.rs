//! The files that pages load: in the program, under addresses that carry the hash of their content and so may be kept for ever.

use std::sync::OnceLock;

/// A file that pages load.
#[derive(Debug)]
pub struct Asset {
    /// `page.css`
    pub name: &'static str,
    pub media_type: &'static str,
    pub content: &'static [u8],
    /// Relative to the pages: `assets/page-5f3c9a1e0b7d2244.css`.
    pub path: String,
}

const FILES: &[(&str, &str, &[u8])] = &[
    ("page.css", "text/css; charset=utf-8", include_bytes!("assets/page.css")),
    (
        "page.js",
        "text/javascript; charset=utf-8",
        include_bytes!("assets/page.js"),
    ),
    ("icon.svg", "image/svg+xml", include_bytes!("assets/icon.svg")),
];

/// All of them.
pub fn assets() -> &'static [Asset] {
    static ASSETS: OnceLock<Vec<Asset>> = OnceLock::new();
    ASSETS.get_or_init(|| {
        FILES
            .iter()
            .map(|(name, media_type, content)| {
                let hash = xxhash_rust::xxh3::xxh3_64(content);
                let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
                Asset {
                    name,
                    media_type,
                    content,
                    path: format!("assets/{stem}-{hash:016x}.{extension}"),
                }
            })
            .collect()
    })
}

/// The address of a file, relative to the pages.
pub(super) fn path(name: &str) -> &'static str {
    assets()
        .iter()
        .find(|asset| asset.name == name)
        .map_or("", |asset| &asset.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No script makes HTML of strings or runs any (S9); no sheet loads anything from elsewhere (S20).
    #[test]
    fn scripts_make_no_html_of_strings_and_sheets_load_nothing() {
        const NEVER: [&str; 11] = [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "Function(",
            "setTimeout(\"",
            "setTimeout('",
            "DOMParser",
            "createContextualFragment",
            "srcdoc",
        ];
        for asset in assets() {
            let text = std::str::from_utf8(asset.content).expect("all of them are text");
            for word in NEVER {
                assert!(!text.contains(word), "{} has {word}", asset.name);
            }
            let loads = text.replace("http://www.w3.org/2000/svg", "");
            assert!(
                !loads.contains("http://") && !loads.contains("https://") && !loads.contains("@import"),
                "{}",
                asset.name
            );
        }
    }
}
