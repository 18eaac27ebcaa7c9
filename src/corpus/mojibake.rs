//! Mends text that was UTF-8 and was read as something else: `â€œ` for `“`, `‚Äú` for `“`, `Ã©` for `é`.
//!
//! Only what is certain: a run of characters that, written back in the wrong encoding, is valid UTF-8 from its first to
//! its last byte. In real text such runs do not come about by chance, since the bytes after the first of a character stand for
//! signs and controls that no word has in that order.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// The mended text, or `None` where there is nothing to mend.
pub fn mend(text: &str) -> Option<String> {
    if !may_be_mended(text) {
        return None;
    }
    let mut out = String::new();
    let mut copied = 0;
    let mut changed = false;
    for (start, end) in foreign_runs(text) {
        let run = &text[start..end];
        if let Some(right) =
            undo(run, WINDOWS_1252).or_else(|| undo(run, MACINTOSH).filter(|text| is_typographic(text)))
        {
            out.push_str(&text[copied..start]);
            out.push_str(&right);
            copied = end;
            changed = true;
        }
    }
    out.push_str(&text[copied..]);
    changed.then_some(out)
}

/// Whether a first character stands in it of what `“`, `é` and the like become, in either encoding.
fn may_be_mended(text: &str) -> bool {
    memchr::memchr2_iter(0xc3, 0xe2, text.as_bytes())
        .any(|at| text[at..].starts_with(['â', 'Ã', 'Â', '‚', '√', 'Å', 'Ä', 'ð', 'Ê', 'Ð', 'Ñ']))
}

/// Byte ranges of runs of characters outside ASCII.
fn foreign_runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_ascii(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                runs.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

fn undo(run: &str, wrong: &'static Encoding) -> Option<String> {
    let mut bytes = Vec::with_capacity(run.len());
    let mut buffer = [0; 4];
    for c in run.chars() {
        let (encoded, _, failed) = wrong.encode(c.encode_utf8(&mut buffer));
        match (encoded.as_ref(), failed) {
            ([byte], false) => bytes.push(*byte),
            _ => return None,
        }
    }
    // A run that is one character in both readings is what it is.
    String::from_utf8(bytes)
        .ok()
        .filter(|text| text.chars().count() < run.chars().count())
}

/// Quotation marks, dashes, dots: what Mac Roman mojibake in news consists of. Its letters are too common in other text.
fn is_typographic(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '\u{2010}'..='\u{2027}' | '\u{2032}'..='\u{203a}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misread(text: &str, wrong: &'static Encoding) -> String {
        wrong.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn text_read_in_the_wrong_encoding_is_mended() {
        for text in ["“Kami siap,” katanya — dan itu benar…", "Erdoğan, É, café ”ya” € 5"] {
            assert_eq!(mend(&misread(text, WINDOWS_1252)).as_deref(), Some(text));
        }
        assert_eq!(
            mend(&misread("“Kami siap,” katanya", MACINTOSH)).as_deref(),
            Some("“Kami siap,” katanya")
        );
    }

    #[test]
    fn right_text_stays() {
        for text in [
            "São Paulo, Ångström, château",
            "«Â bientôt»",
            "É",
            "Ã",
            "harga € 5",
            "Đà Nẵng, Ä Ö Ü",
        ] {
            assert_eq!(mend(text), None, "{text}");
        }
    }
}
