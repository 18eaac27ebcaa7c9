//! What stands in a cell, as a reader would see it: lists, escapes and signs for nothing.

/// Not empty, and none of the signs that dumps put for nothing.
pub fn is_value(text: &str) -> bool {
    let text = text.trim();
    !(text.is_empty()
        || matches!(text, "-" | "--" | "[]" | "{}")
        || ["null", "none", "nan", "n/a", "undefined", "nat", "\\n"]
            .iter()
            .any(|n| text.eq_ignore_ascii_case(n)))
}

/// The texts of a list that was written into a cell as Python or JSON print it: `['a', "b's"]`. `None` where the cell is no such list
/// from its first to its last sign.
pub fn listed(text: &str) -> Option<Vec<String>> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    if !inner.starts_with(['\'', '"']) || !inner.ends_with(['\'', '"']) {
        return None;
    }
    let mut out = Vec::new();
    let mut rest = inner;
    loop {
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let (value, after) = quoted(&rest[1..], quote)?;
        out.push(value);
        rest = after.trim_start();
        if rest.is_empty() {
            return Some(out);
        }
        // Arrays of NumPy have no commas.
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
        if rest.is_empty() {
            return Some(out);
        }
    }
}

/// A string up to its closing quotation mark, and what is behind it.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next()?.1 {
                'n' => out.push('\n'),
                't' | 'r' => out.push(' '),
                'x' => out.push(code(&mut chars, 2)?),
                'u' => out.push(code(&mut chars, 4)?),
                other => out.push(other),
            },
            c if c == quote => return Some((out, &text[at + 1..])),
            c => out.push(c),
        }
    }
    None
}

fn code(chars: &mut std::str::CharIndices, digits: usize) -> Option<char> {
    let mut number = 0;
    for _ in 0..digits {
        number = number * 16 + chars.next()?.1.to_digit(16)?;
    }
    Some(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// A text whose line breaks were written as the signs `\n`; `None` where it has real ones, or none of these.
pub fn unescaped_breaks(text: &str) -> Option<String> {
    if text.trim().contains('\n') || text.matches("\\n").count() < 2 {
        return None;
    }
    let text = text.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\\t", " ");
    Some(text.replace("\\\"", "\"").replace("\\'", "'"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lists_in_cells_are_lists() {
        assert_eq!(
            listed("['Kapal kembali.', \"Nakhoda's cerita\\n panjang\", 'caf\\xe9']"),
            Some(vec![
                "Kapal kembali.".into(),
                "Nakhoda's cerita\n panjang".into(),
                "café".into()
            ])
        );
        assert_eq!(listed("['a' 'b']"), Some(vec!["a".into(), "b".into()]));
        for text in [
            "[Foto: Ana] Kapal kembali [lagi]",
            "['a', b]",
            "[1, 2]",
            "'a', 'b'",
            "['a",
        ] {
            assert_eq!(listed(text), None, "{text}");
        }
    }

    #[test]
    fn written_breaks_become_breaks() {
        assert_eq!(unescaped_breaks("Satu.\\n\\nDua.").as_deref(), Some("Satu.\n\nDua."));
        assert_eq!(unescaped_breaks("C:\\naskah satu"), None);
        assert_eq!(unescaped_breaks("Satu.\n\\nDua\\n."), None);
    }

    proptest! {
        #[test]
        fn any_cell_ends(text in "[\\[\\]'\"\\\\a-cnxu0-9, ]{0,60}") {
            let _ = (listed(&text), unescaped_breaks(&text), is_value(&text));
        }
    }
}
