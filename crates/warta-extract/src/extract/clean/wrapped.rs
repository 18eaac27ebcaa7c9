//! Texts whose lines were broken at a fixed width, as in old wire dumps and mail: their paragraphs are put together again.
//!
//! A wrong join costs more than a missing one, so the whole text must show that it was broken: most of its lines end in the
//! middle of a sentence, and hardly one of them has room left for the first word of the next. Then lines are joined that such
//! a break parts; blank lines, deeper indents, lists, tables and headlines stay as they are.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::{headlines, lines};

/// The widths, in characters, that such texts are broken at.
const WIDTHS: std::ops::RangeInclusive<usize> = 50..=90;
/// The fewest breaks that show a habit.
const BREAKS: usize = 3;
/// The fewest marks between paragraphs that show that paragraphs are marked at all.
const MARKS: usize = 2;

/// A line that is not empty.
struct Row<'t> {
    text: &'t str,
    /// Blanks before it.
    indent: usize,
    /// Characters, indent included.
    width: usize,
    /// An empty line stands before it.
    after_blank: bool,
    /// A list's item, a table's row, a link, boilerplate, a whole paragraph: it is joined to nothing before it.
    apart: bool,
    /// What is joined to nothing behind it either: all of those but an item.
    closed: bool,
}

/// The text with each paragraph on one line, where it was broken at a width; else as it is.
pub fn joined(text: &str) -> Cow<'_, str> {
    if looks_otherwise(text) {
        return Cow::Borrowed(text);
    }
    let rows = rows_of(text);
    let Some(width) = width_of(&rows) else {
        return Cow::Borrowed(text);
    };
    let mut seen = Seen::default();
    for pair in rows.windows(2) {
        seen.count(&pair[0], &pair[1], width);
    }
    if !seen.is_broken() {
        return Cow::Borrowed(text);
    }
    let marked = seen.marks >= MARKS;
    let words: FxHashSet<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let mut out = String::with_capacity(text.len());
    // Whether the line before was joined to its own predecessor.
    let mut inside = false;
    for (i, row) in rows.iter().enumerate() {
        if let Some(before) = i.checked_sub(1).and_then(|i| rows.get(i)) {
            inside = goes_on(before, row, width, marked, inside);
            match inside {
                true => glue(&mut out, row.text, &words),
                false => out.push('\n'),
            }
        }
        out.push_str(row.text);
    }
    Cow::Owned(out)
}

/// The quick look that most texts fail: more than a few lines, and the first ones of a width.
fn looks_otherwise(text: &str) -> bool {
    let first = text.lines().filter(|line| !line.trim().is_empty()).take(12);
    let (mut all, mut short) = (0, 0);
    for line in first {
        all += 1;
        // Bytes: a character has four at most.
        short += usize::from(line.len() <= WIDTHS.end() * 4 && line.chars().count() <= *WIDTHS.end());
    }
    all <= BREAKS || short * 5 < all * 4
}

fn rows_of(text: &str) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let mut after_blank = false;
    for line in text.lines() {
        let line = line.trim_end();
        let text = line.trim_start();
        if text.is_empty() {
            after_blank = true;
            continue;
        }
        let indent = line.len() - text.len();
        let item = opens_item(text);
        let width = line.chars().count();
        let closed = width > *WIDTHS.end() || is_table_row(text) || lines::read(text) != lines::Line::Text;
        rows.push(Row {
            text,
            indent,
            width,
            after_blank: std::mem::take(&mut after_blank),
            apart: item || closed,
            closed,
        });
    }
    rows
}

/// The width that the lines were broken at: the longest, without the few that stand out.
fn width_of(rows: &[Row]) -> Option<usize> {
    let widths = rows.iter().map(|row| row.width);
    let mut widths: Vec<usize> = widths.filter(|width| width <= WIDTHS.end()).collect();
    widths.sort_unstable_by(|a, b| b.cmp(a));
    let width = *widths.get(widths.len() / 20)?;
    WIDTHS.contains(&width).then_some(width)
}

/// What the breaks of a text show.
#[derive(Default)]
struct Seen {
    breaks: usize,
    /// In the middle of a sentence.
    open: usize,
    /// Of those, where the next word had no room.
    full: usize,
    /// Of those, where it is in lower case.
    lower: usize,
    /// Marks between paragraphs.
    marks: usize,
}

impl Seen {
    fn count(&mut self, before: &Row, row: &Row, width: usize) {
        if row.after_blank || row.indent > before.indent {
            self.marks += 1;
            return;
        }
        if row.apart || before.closed {
            return;
        }
        self.breaks += 1;
        if ends_sentence(before.text) {
            return;
        }
        self.open += 1;
        if is_full(before, row, width) {
            self.full += 1;
            self.lower += usize::from(begins_lower(row.text));
        }
    }

    /// Half of the breaks are in a sentence, nearly all of those lines are full, and many go on in lower case.
    fn is_broken(&self) -> bool {
        self.breaks >= BREAKS
            && self.full * 2 >= self.breaks
            && self.full * 4 >= self.open * 3
            && self.lower * 3 >= self.breaks
    }
}

/// Whether a line goes on in the next.
fn goes_on(before: &Row, row: &Row, width: usize, marked: bool, inside: bool) -> bool {
    if row.after_blank || row.indent > before.indent || row.apart || before.closed {
        return false;
    }
    let full = is_full(before, row, width);
    if begins_lower(row.text) {
        return full || !ends_sentence(before.text);
    }
    if ends_sentence(before.text) {
        // Where paragraphs are marked, a full line that is none's end goes on.
        return full && marked;
    }
    full && (inside || !headlines::is_title_case(before.text))
}

/// The next line's first word had no room.
fn is_full(before: &Row, row: &Row, width: usize) -> bool {
    let word = row.text.split_whitespace().next().unwrap_or_default();
    before.width + 1 + word.chars().count() > width
}

fn begins_lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']'])
        .ends_with(['.', '!', '?', '…', ':'])
}

/// `- `, `* `, `1. `, `a) `, `> `
fn opens_item(text: &str) -> bool {
    let Some((mark, _)) = text.split_once(' ') else {
        return text.starts_with('>');
    };
    let dash = matches!(mark, "-" | "*" | "•" | "–" | "—" | "--" | "+" | "o") || mark.starts_with('>');
    let number = mark
        .strip_suffix(['.', ')'])
        .is_some_and(|n| n.len() <= 3 && !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let letter = mark.len() == 2 && mark.ends_with(')');
    dash || number || letter
}

/// Columns: blanks in a row that stand behind no sentence, a tab, or hardly anything but numbers.
fn is_table_row(text: &str) -> bool {
    if text.contains(['\t', '|']) || text.contains("   ") || text.contains("....") {
        return true;
    }
    let columns = text
        .match_indices("  ")
        .any(|(at, _)| !text[..at].ends_with(['.', '!', '?', '"', '”', ':', ')']));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    columns || digits > letters || letters == 0
}

/// Puts between two lines what belongs there: a blank, or nothing behind a hyphen. The hyphen itself goes only where the text
/// has the whole word elsewhere and the parts nowhere.
fn glue(out: &mut String, next: &str, words: &FxHashSet<&str>) {
    let Some(stem) = out.strip_suffix('-') else {
        out.push(' ');
        return;
    };
    let first = word_at(next);
    let start = stem
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map(|(at, _)| at);
    let Some(start) = start.filter(|_| begins_lower(next) || next.starts_with(char::is_alphanumeric)) else {
        // A dash, no hyphen.
        out.push(' ');
        return;
    };
    let part = &stem[start..];
    let whole = format!("{part}{first}");
    let hyphenated = format!("{part}-{first}");
    if part != first && words.contains(whole.as_str()) && !words.contains(hyphenated.as_str()) {
        out.pop();
    }
}

fn word_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn stays(text: &str) {
        assert!(matches!(joined(text), Cow::Borrowed(_)), "{}", joined(text));
    }

    #[test]
    fn a_text_broken_at_a_width_is_joined() {
        let text = "Kapal feri milik warga Teluk Senja kandas di dekat mercusuar pada\n\
            malam hari setelah mesinnya mati. Nakhoda meminta bantuan kepada\n\
            pelabuhan terdekat, tetapi gelombang tinggi menahan kapal penolong\n\
            sampai pagi.\n\n\
            Kepala pelabuhan Danang Wirasakti mengatakan semua penumpang kapal\n\
            selamat. \"Kami menunggu laut tenang,\" katanya kepada wartawan di\n\
            Pelabuhan Senja, Selasa.\n";
        assert_eq!(
            joined(text),
            "Kapal feri milik warga Teluk Senja kandas di dekat mercusuar pada malam hari setelah mesinnya mati. Nakhoda \
             meminta bantuan kepada pelabuhan terdekat, tetapi gelombang tinggi menahan kapal penolong sampai pagi.\n\
             Kepala pelabuhan Danang Wirasakti mengatakan semua penumpang kapal selamat. \"Kami menunggu laut tenang,\" \
             katanya kepada wartawan di Pelabuhan Senja, Selasa."
        );
    }

    #[test]
    fn indents_begin_paragraphs_and_headlines_stay() {
        let text = "Harbour Council Delays Vote on New Ferry Terminal Until Spring\n\
            \x20  LOWTIDE, March 4 - The harbour council put off its vote on a new\n\
            ferry terminal on Tuesday because the builder had not handed in its\n\
            plans, the chairman, Edwin Marlowe Tarrant, said.\n\
            \x20  He said the council would meet again in April and that nothing\n\
            had been decided about the price.\n\
            \x20  The terminal is to replace the wooden pier from which the boats\n\
            to the islands leave now.\n";
        let found = joined(text);
        let lines: Vec<&str> = found.lines().collect();
        assert_eq!(lines.len(), 4, "{lines:#?}");
        assert_eq!(
            lines[0],
            "Harbour Council Delays Vote on New Ferry Terminal Until Spring"
        );
        assert!(lines[1].starts_with("LOWTIDE") && lines[1].ends_with("Tarrant, said."));
        assert!(lines[2].ends_with("the price.") && lines[3].ends_with("leave now."));
    }

    #[test]
    fn lists_and_tables_inside_stay() {
        let text = "The mill said in a note to its shareholders that sales had gone up\n\
            again in the third quarter, and that it would open a second plant\n\
            near the river before the end of the year. The plant will employ\n\
            two hundred people and make:\n\
            - planks of oak and ash for the builders of boats in the harbour\n\
            and along the coast\n\
            - doors\n\
            Shr     34 cts    vs   19 cts\n\
            Net  2,300,000    vs   8,100,000\n";
        let found = joined(text);
        let lines: Vec<&str> = found.lines().collect();
        assert_eq!(lines.len(), 5, "{lines:#?}");
        assert!(lines[1].ends_with("in the harbour and along the coast"));
        assert_eq!(lines[3], "Shr     34 cts    vs   19 cts");
    }

    #[test]
    fn hyphens_at_the_end_of_a_line() {
        let text = "Pemerintah kota menyiapkan kapal-kapal penolong bagi warga di negara-\n\
            negara kepulauan yang terdampak badai, kata juru bicara kantor pemerin-\n\
            tah kota. Menurut pemerintah kota, badai akan datang lagi pada hari anti-\n\
            korupsi sedunia, dan warga diminta bersiap sejak pagi hari sebelum hujan\n\
            turun.\n";
        let found = joined(text);
        assert!(found.contains("di negara-negara kepulauan"), "{found}");
        assert!(found.contains("kantor pemerintah kota. Menurut"), "{found}");
        assert!(found.contains("hari anti-korupsi sedunia"), "{found}");
    }

    #[test]
    fn texts_that_were_not_broken_stay() {
        // A paragraph a line, each of about one width.
        stays(
            "Hujan turun di Kota Lama sejak pagi dan belum juga berhenti sore ini.\n\
             Warga menutup pintu air agar banjir tidak masuk ke rumah mereka.\n\
             Wali kota datang pada siang hari dan membagikan selimut kepada warga.\n\
             Ia pulang tanpa memberi keterangan kepada wartawan yang menunggu.\n",
        );
        // A list without full stops, a poem, headlines.
        stays("beras\ngula\ngaram\nminyak goreng\nkecap manis\n");
        stays("angin datang dari laut\nmembawa kabar lama\ntentang perahu kecil\nyang tak pulang\nmalam itu\n");
        stays(
            "Harga Beras Naik Lagi di Pasar Kota Lama, Warga Mengeluh Sejak Senin\n\
             Banjir Rendam Tiga Desa, Ratusan Warga Mengungsi ke Balai Kota Lama\n\
             Kapal Feri Kandas di Teluk Senja, Semua Penumpang Dilaporkan Selamat\n\
             Dewan Pelabuhan Tunda Pemungutan Suara tentang Terminal Feri Baru\n",
        );
        stays("Satu baris saja.");
        stays("");
    }
}
