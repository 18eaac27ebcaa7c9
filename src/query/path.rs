//! Paths of files: a part of one, or a pattern such as a shell has.

use globset::{GlobBuilder, GlobMatcher};

/// What a path must be like.
#[derive(Clone, Debug)]
pub enum PathPattern {
    /// It has this in it, in any case.
    Part(String),
    /// It is like a pattern, or what stands behind one of its slashes is: `*` and `**` stand for anything, `?` for one character,
    /// `[ab]` for one of these, `{a,b}` for either.
    Like { pattern: String, matcher: Box<GlobMatcher> },
}

impl PathPattern {
    /// Reads what a user types.
    ///
    /// # Errors
    /// What is wrong with the pattern, in a few words.
    pub fn new(text: &str) -> Result<PathPattern, String> {
        if !text.contains(['*', '?', '[', '{']) {
            return Ok(PathPattern::Part(text.to_lowercase()));
        }
        let build = |pattern: &str| {
            let glob = GlobBuilder::new(pattern).case_insensitive(true).build();
            glob.map_err(|error| error.kind().to_string())
        };
        build(text)?;
        let anywhere = build(&format!("{{,**/}}{}", text.trim_start_matches('/')))?;
        Ok(PathPattern::Like {
            pattern: text.to_owned(),
            matcher: Box::new(anywhere.compile_matcher()),
        })
    }

    pub fn is_match(&self, path: &str) -> bool {
        match self {
            PathPattern::Part(part) => path.to_lowercase().contains(part.as_str()),
            PathPattern::Like { matcher, .. } => matcher.is_match(path),
        }
    }

    /// As it was typed, in small letters where it is a part.
    pub fn text(&self) -> &str {
        match self {
            PathPattern::Part(text) => text,
            PathPattern::Like { pattern, .. } => pattern,
        }
    }
}

impl PartialEq for PathPattern {
    fn eq(&self, other: &PathPattern) -> bool {
        self.text() == other.text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_by_a_part_or_by_a_pattern() {
        let path = "arsip/Tempo/2022/iran-nuklir.txt";
        for (pattern, finds) in [
            ("tempo", true),
            ("2022/iran", true),
            ("kompas", false),
            ("*.txt", true),
            ("*.csv", false),
            ("*.{txt,csv}", true),
            ("tempo/*", true),
            ("arsip/**/iran-*", true),
            ("iran-nuklir.???", true),
            ("nuklir*", false),
            ("[ij]ran*", true),
        ] {
            let pattern = PathPattern::new(pattern).expect("it can be read");
            assert_eq!(pattern.is_match(path), finds, "{pattern:?}");
        }
        assert!(PathPattern::new("a[").is_err());
    }
}
