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
    ("world.svg", "image/svg+xml", include_bytes!("assets/world.svg")),
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

fn asset(name: &str) -> Option<&'static Asset> {
    assets().iter().find(|asset| asset.name == name)
}

/// The address of a file, relative to the pages.
pub(super) fn path(name: &str) -> &'static str {
    asset(name).map_or("", |asset| &asset.path)
}

/// What a file says.
pub(super) fn content_of(name: &str) -> &'static str {
    let content = asset(name).and_then(|asset| std::str::from_utf8(asset.content).ok());
    content.unwrap_or_default()
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

    /// The colours of one scheme, by name: red, green, blue.
    fn colours(block: &str) -> Vec<(&str, [f64; 3])> {
        let tokens = block.split("--").skip(1);
        tokens
            .filter_map(|token| {
                let (name, rest) = token.split_once(':')?;
                let hex = rest.trim().strip_prefix('#')?.get(..6)?;
                let part = |at: usize| Some(f64::from(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?) / 255.0);
                Some((name, [part(0)?, part(2)?, part(4)?]))
            })
            .collect()
    }

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let luminance = |colour: [f64; 3]| {
            let [r, g, b] = colour.map(|part| match part <= 0.04045 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Text stands out from what is behind it by 4.5:1 at least, marks and bars by 3:1, in both schemes (WCAG 1.4.3, 1.4.11; F20).
    #[test]
    fn colours_stand_out_in_both_schemes() {
        const TEXT: &[(&str, &str)] = &[
            ("ink", "paper"),
            ("ink-2", "paper"),
            ("ink-3", "paper"),
            ("ink", "wash"),
            ("ink-2", "wash"),
            ("ink-3", "wash"),
            ("accent", "paper"),
            ("accent", "wash"),
            ("accent", "accent-wash"),
            ("ink", "accent-wash"),
            ("visited", "paper"),
            ("mark-ink", "mark"),
            ("bad", "paper"),
            ("bad", "bad-wash"),
            ("ink", "bad-wash"),
            ("on-button", "button"),
            ("q-low", "q0"),
            ("q-low", "q1"),
            ("q-low", "q2"),
            ("q-low", "q3"),
            ("q-high", "q4"),
            ("q-high", "q5"),
            ("q-high", "q6"),
        ];
        const SHAPES: &[(&str, &str)] = &[
            ("bar", "paper"),
            ("bar-2", "paper"),
            ("gap", "paper"),
            ("edge", "paper"),
            ("mark-edge", "paper"),
            ("accent", "paper"),
        ];
        let sheet = include_str!("assets/page.css");
        let mut schemes = sheet
            .split(":root {")
            .skip(1)
            .map(|rest| rest.split('}').next().unwrap_or_default());
        let light = colours(schemes.next().expect("the light scheme"));
        let dark = colours(schemes.next().expect("the dark scheme"));
        assert!(
            light.len() >= 20 && dark.len() >= 20,
            "{} and {}",
            light.len(),
            dark.len()
        );
        let mut wrong = Vec::new();
        for (scheme, colours) in [("light", light), ("dark", dark)] {
            let of = |name: &str| {
                let known = colours.iter().find(|(known, _)| *known == name);
                known.unwrap_or_else(|| panic!("no --{name} in the {scheme} scheme")).1
            };
            for (pairs, least) in [(TEXT, 4.5), (SHAPES, 3.0)] {
                for (a, b) in pairs {
                    let contrast = contrast(of(a), of(b));
                    if contrast < least {
                        wrong.push(format!("{scheme}: --{a} on --{b} is {contrast:.2}, not {least}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
