//! Dumps in which the pieces of a page were joined by bare commas: `naik.,Menurut dia ,,harga`.
//!
//! Such a dump has no line breaks and commas where no writer puts them: behind a full stop, doubled, or in front of a capital
//! without a blank. Where an article shows that often enough, its paragraphs are restored; a comma that stood for a lost link
//! becomes a blank.

/// Places that must look joined before a text is taken for such a dump.
const ENOUGH: usize = 2;

/// The text with its paragraphs restored, or `None` where it is no such dump.
pub fn restore(text: &str) -> Option<String> {
    if text.trim().contains('\n') {
        return None;
    }
    let chars: Vec<char> = text.trim().chars().collect();
    let joints = (0..chars.len()).filter(|i| is_paragraph_end(&chars, *i)).count();
    let doubled = chars.windows(2).filter(|w| w == &[',', ',']).count();
    if joints < ENOUGH && joints + doubled < 2 * ENOUGH {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        if chars[i] != ',' {
            out.push(chars[i]);
            i += 1;
            continue;
        }
        let mut end = i;
        while end < chars.len() && (chars[end] == ',' || (chars[end] == ' ' && chars.get(end + 1) == Some(&','))) {
            end += 1;
        }
        let commas = chars[i..end].iter().filter(|c| **c == ',').count();
        let blank_before = i > 0 && chars[i - 1] == ' ';
        let next = chars.get(end).copied();
        if is_paragraph_end(&chars, i) || (commas > 1 && sentence_ends(&chars, i)) || i == 0 || next.is_none() {
            trim_blank(&mut out);
            if !out.is_empty() && next.is_some() {
                out.push('\n');
            }
        } else if commas > 1 {
            // A lost link with the comma behind it.
            trim_blank(&mut out);
            out.push(',');
            if next.is_some_and(|c| c != ' ') {
                out.push(' ');
            }
        } else if blank_before {
            // A lost link between blanks.
        } else if next.is_some_and(char::is_alphabetic) {
            out.push(' ');
        } else {
            out.push(',');
        }
        i = end;
    }
    let lines: Vec<&str> = out
        .lines()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .collect();
    Some(lines.join("\n"))
}

fn trim_blank(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
}

fn sentence_ends(chars: &[char], comma: usize) -> bool {
    let before = chars[..comma].iter().rev().find(|c| **c != ' ');
    before.is_some_and(|c| matches!(c, '.' | '!' | '?' | '"' | '”' | '…' | ':' | ')'))
}

/// A comma behind the end of a sentence, with the next one right behind it.
fn is_paragraph_end(chars: &[char], i: usize) -> bool {
    if chars[i] != ',' || i == 0 {
        return false;
    }
    let ends = matches!(chars[i - 1], '.' | '!' | '?' | '"' | '”' | '…');
    let begins = chars
        .get(i + 1)
        .is_some_and(|c| c.is_uppercase() || matches!(c, '"' | '“' | '”' | '(' | ','));
    // `1.,2` and `"ya","tidak"` inside a sentence: the next piece must be longer than a word.
    ends && begins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_restored() {
        let dump =
            " - Harga beras naik lagi.,Menurut dia, stok aman.,\"Kami siap,\" kata ,, Rabu (4/9/2019).,,,Ia pergi.,";
        assert_eq!(
            restore(dump).as_deref(),
            Some("- Harga beras naik lagi.\nMenurut dia, stok aman.\n\"Kami siap,\" kata, Rabu (4/9/2019).\nIa pergi.")
        );
    }

    #[test]
    fn a_lost_link_leaves_a_blank() {
        let dump = "Ayahnya membuat,khawatir semua.,Tim , menang.,Lagi.";
        assert_eq!(
            restore(dump).as_deref(),
            Some("Ayahnya membuat khawatir semua.\nTim  menang.\nLagi.")
        );
    }

    #[test]
    fn ordinary_text_is_left() {
        assert_eq!(restore("\"Ya,\" katanya, lalu pergi. Harga Rp 1,5 juta, naik."), None);
        assert_eq!(restore("Baris satu.,Baris\ndua.,Tiga.,Empat."), None);
    }
}
