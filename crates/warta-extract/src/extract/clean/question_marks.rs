//! Question marks that were quotation marks. An export through an encoding without “ and ” writes `?` or U+FFFD for both: `?Kami
//! siap,? kata Budi.` A question mark with a blank before it and a word right behind opens; no question mark of a question stands so.

use std::borrow::Cow;

/// The line with its quotation marks again, where they had become question marks or U+FFFD.
pub fn mended(line: &str) -> Cow<'_, str> {
    match line.contains(LOST) {
        true => {
            // An apostrophe within a word is none of them.
            let marked = of_replaced(line);
            Cow::Owned(of_marks(&marked).into_owned())
        }
        false => of_marks(line),
    }
}

/// What a decoder writes for bytes that it cannot read.
const LOST: char = '\u{fffd}';

/// The line with each U+FFFD at the edge of a word as a quotation mark: a blank or nothing before it and a word behind it opens, and
/// a word or a sign before it closes.
fn of_replaced(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut before = None;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let free = before.is_none_or(|c: char| c.is_whitespace() || matches!(c, '(' | LOST));
        let behind = chars.peek();
        let opens = free && behind.is_some_and(|c| c.is_alphanumeric());
        let closes = !free && behind.is_none_or(|c| !c.is_alphanumeric());
        out.push(if c == LOST && (opens || closes) { '"' } else { c });
        before = Some(c);
    }
    out
}

fn of_marks(line: &str) -> Cow<'_, str> {
    let mut out = String::new();
    // How much of the line is in `out`.
    let mut done = 0;
    let mut from = 0;
    while let Some((mark, inner)) = opening(line, from) {
        let Some((end, behind)) = closing(line, inner) else {
            // The closing mark may have come through: `?Kami siap," kata Budi.`
            if line[inner..].matches('"').count() % 2 == 1 {
                out.push_str(&line[done..mark]);
                out.push('"');
                done = inner;
            }
            from = inner;
            continue;
        };
        out.push_str(&line[done..mark]);
        out.push('"');
        out.push_str(line[inner..end].trim_end());
        out.push('"');
        done = behind;
        from = behind;
    }
    if done == 0 {
        return Cow::Borrowed(line);
    }
    out.push_str(&line[done..]);
    Cow::Owned(out)
}

/// The next opening mark behind `from`, one question mark or two: where it stands, and where what is quoted begins.
fn opening(line: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let mark = at + memchr::memchr(b'?', &line.as_bytes()[at..])?;
        let behind = &line[mark..];
        let rest = behind.trim_start_matches('?');
        let marks = behind.len() - rest.len();
        at = mark + marks;
        let free = line[..mark]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || c == '(');
        let begins = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '('));
        // Doubled ones may have a blank behind them.
        let inner = match marks {
            1 if begins(rest) => at,
            2 if begins(rest.trim_start()) => line.len() - rest.trim_start().len(),
            _ => continue,
        };
        if free {
            return Some((mark, inner));
        }
    }
}

/// The mark that closes what begins at `inner`: where it stands, and what is behind it.
fn closing(line: &str, inner: usize) -> Option<(usize, usize)> {
    let next = opening(line, inner).map_or(line.len(), |(mark, _)| mark);
    let mut last = None;
    let mut at = inner;
    while let Some(offset) = memchr::memchr(b'?', &line.as_bytes()[at..next]) {
        let mark = at + offset;
        let rest = line[mark..].trim_start_matches('?');
        let mut behind = line.len() - rest.len();
        at = behind.min(next);
        // `Benarkah?? tanya Budi`: the first mark is the question's own.
        let mut end = mark;
        let before = line[inner..mark].trim_end().chars().next_back();
        let stops = matches!(before, Some(',' | '.' | '!' | '…'));
        if behind - mark > 1 && !stops {
            end += 1;
            behind = behind.max(end + 1);
        }
        last = Some((end, behind));
        let goes_on = rest
            .trim_start()
            .starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.'));
        if stops || goes_on || rest.trim().is_empty() {
            return last;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_marks_around_a_statement_are_quotation_marks() {
        for (text, want) in [
            ("?Kami siap,? kata Budi.", "\"Kami siap,\" kata Budi."),
            (
                "Hujan turun. ?Kami siap. Semua siap,? katanya.",
                "Hujan turun. \"Kami siap. Semua siap,\" katanya.",
            ),
            ("?? Kami siap,?? ujar Budi.", "\"Kami siap,\" ujar Budi."),
            ("?Kami siap, ? katanya.", "\"Kami siap,\" katanya."),
            ("?Kami siap,\" kata Budi.", "\"Kami siap,\" kata Budi."),
            // A question within, and one that ends with the mark.
            ("?Siapa? Kami siap,? katanya.", "\"Siapa? Kami siap,\" katanya."),
            ("?Kenapa begitu?? tanya Budi.", "\"Kenapa begitu?\" tanya Budi."),
            (
                "Kapal ?Layar Biru? Nusantara tiba.",
                "Kapal \"Layar Biru\" Nusantara tiba.",
            ),
            (
                "?Satu. Dua.? Warga lain diam. ?Tiga,? katanya.",
                "\"Satu. Dua.\" Warga lain diam. \"Tiga,\" katanya.",
            ),
        ] {
            assert_eq!(mended(text), want);
        }
    }

    #[test]
    fn marks_that_no_decoder_could_read() {
        assert_eq!(
            mended("\u{fffd}Kami siap,\u{fffd} kata Budi."),
            "\"Kami siap,\" kata Budi."
        );
        assert_eq!(mended("Juma\u{fffd}at \u{fffd} Sabtu"), "Juma\u{fffd}at \u{fffd} Sabtu");
    }

    #[test]
    fn questions_stay_questions() {
        for text in [
            "Siapa yang datang? Budi.",
            "Benarkah ? Tidak.",
            "Apa?",
            "?",
            "??",
            "a ?b",
            "Mengapa?! \"Tidak,\" katanya.",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_read(line in "[?a-c ,.\"(é]{0,40}") {
            mended(&line);
        }
    }
}
