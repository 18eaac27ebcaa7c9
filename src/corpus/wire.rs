//! Items of news agencies' wires as files: IPTC 7901 (<https://iptc.org/std/IPTC7901/>) and the like ANPA 1312. A line with the service and
//! the number of the item, a keyword, the text, and the time of sending, parted by control characters; several may stand one behind
//! another.

use super::blocks::{Block, of_text};
use super::decode;
use super::exports;
use super::format::Fit;
use super::found::{Finding, ReadOptions, Sink};
use super::head::Head;
use super::source::Source;
use super::{when, xml};
use crate::article::RawArticle;
use crate::error::Result;

/// Begins an item.
const HEADER: u8 = 0x01;
/// Begins its text.
const TEXT: u8 = 0x02;
/// Ends its text.
const END: u8 = 0x03;

/// Bytes that a header has at most.
const LONGEST_HEADER: usize = 1000;
/// Lines that a headline has at most, its byline included.
const LONGEST_TITLE: usize = 6;
/// Bytes of a file of items.
const LARGEST: u64 = 256 << 20;

/// A header, and a text behind it.
pub fn look(head: &Head) -> Fit {
    // Machines send idle signs ahead.
    let idle = |b: &u8| matches!(b, 0 | 0x16 | 0x7f | b'\r' | b'\n' | b' ');
    let bytes = &head.bytes[head.bytes.iter().take_while(|b| idle(b)).count()..];
    let header = bytes
        .strip_prefix(&[HEADER])
        .map(|rest| &rest[..rest.len().min(LONGEST_HEADER)]);
    let header = header.and_then(|rest| Some(&rest[..memchr::memchr(TEXT, rest)?]));
    Fit::certain(header.is_some_and(|header| !header.contains(&HEADER) && !header.contains(&0)))
}

/// Reads the items of a file one by one.
///
/// # Errors
/// Where the file is larger than files of items are.
pub fn read(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.bytes(LARGEST)?;
    let place = source.place();
    for (number, item) in bytes.split(|b| *b == HEADER).skip(1).enumerate() {
        let article = article_of(item);
        let found = match article.text.is_empty() {
            true => Finding::Rejected(place.error_at(number + 1, "the item of the wire has no text")),
            false => {
                let member = article.id.is_none().then(|| (number + 1).to_string());
                Finding::Article(Box::new(place.own(article, member)))
            }
        };
        if sink(found).is_break() {
            break;
        }
    }
    Ok(())
}

fn article_of(item: &[u8]) -> RawArticle {
    let (header, rest) = parted(item, TEXT);
    let (text, trailer) = parted(rest, END);
    let header = decode::decode(header);
    let header = header
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    let published = decode::decode(trailer).lines().find_map(sent);
    let mut blocks = of_text(&decode::decode(text));
    let (title, author) = blocks.first().and_then(headline).unwrap_or_default();
    if title.is_some() {
        blocks.remove(0);
    }
    let end = blocks.iter().position(is_for_editors).unwrap_or(blocks.len());
    let notes = blocks.split_off(end);
    let author = author.or_else(|| {
        notes
            .iter()
            .flat_map(|note| &note.lines)
            .find_map(|line| xml::of_note(line))
    });
    blocks.pop_if(|last| is_signature(last));
    let text: Vec<String> = blocks.iter().map(Block::text).collect();
    let service = header.split_whitespace().next();
    RawArticle {
        // Agencies count their items anew each day.
        id: service
            .zip(published.as_deref())
            .map(|(service, sent)| format!("{service} {sent}")),
        title,
        source: text.first().and_then(|first| agency(header, first)),
        text: text.join("\n"),
        published,
        authors: author.into_iter().collect(),
        ..RawArticle::default()
    }
}

fn parted(bytes: &[u8], sign: u8) -> (&[u8], &[u8]) {
    match memchr::memchr(sign, bytes) {
        Some(at) => (&bytes[..at], &bytes[at + 1..]),
        None => (bytes, &[]),
    }
}

/// The headline and the author of the first lines. ` =` ends them; without it one line that is no sentence is the headline.
fn headline(block: &Block) -> Option<(Option<String>, Option<String>)> {
    let ends = |line: &String| line.strip_suffix('=').map(str::trim_end).map(str::to_owned);
    let Some(last) = block
        .lines
        .iter()
        .take(LONGEST_TITLE)
        .position(|line| ends(line).is_some())
    else {
        let alone = block.lines.len() == 1 && !block.first().ends_with(['.', '"', '”']);
        return alone.then(|| (Some(block.first().to_owned()), None));
    };
    let mut lines: Vec<String> = block.lines[..=last].to_vec();
    lines[last] = ends(&lines[last])?;
    let by = lines
        .iter()
        .skip(1)
        .position(|line| exports::author(line).is_some_and(|author| author != *line))
        .map(|at| at + 1);
    let author = by.and_then(|at| exports::author(&lines.split_off(at).join(" ")));
    Some((Some(lines.join(" ")), author))
}

/// The line behind which an agency speaks to its customers: `# Notebook`, `The following information is not for publication`.
fn is_for_editors(block: &Block) -> bool {
    const NOTES: [&str; 4] = [
        "is not for publication",
        "is not intended for publication",
        "nicht zur veröffentlichung",
        "no apto para publicación",
    ];
    let first = block.first().to_lowercase();
    let heading = first.starts_with('#') && (first.ends_with("notebook") || first.ends_with("notizblock"));
    heading || NOTES.iter().any(|note| first.contains(note))
}

/// The signs of those who wrote and edited it: `dpa wsz jln npr`.
fn is_signature(block: &Block) -> bool {
    let line = block.first();
    let is_sign = |word: &str| word.len() <= 5 && word.bytes().all(|b| b.is_ascii_lowercase());
    block.lines.len() == 1 && (2..=6).contains(&line.split(' ').count()) && line.split(' ').all(is_sign)
}

/// The agency: a word of the header that the dateline names in brackets. `Berlin (dpa) - ...` under `eca062 4 i 211 dpa 061`.
fn agency(header: &str, first: &str) -> Option<String> {
    let start = first.get(..first.char_indices().nth(100).map_or(first.len(), |(at, _)| at))?;
    let named = start.split_once('(')?.1.split_once(')')?.0;
    let of_header = |name: &&str| {
        header
            .split([' ', '-', '/'])
            .any(|word| word.eq_ignore_ascii_case(name.trim()))
    };
    named.split('/').find(of_header).map(|name| name.trim().to_owned())
}

/// The time of sending, `131137 GMT Nov 13`: day, hour and minute, zone, month, year of two digits.
fn sent(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let is_number = |text: &str, len: usize| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(first, 6) {
        return None;
    }
    let (zone, rest) = match rest {
        [zone, rest @ ..] if ["GMT", "UTC", "Z"].iter().any(|utc| zone.eq_ignore_ascii_case(utc)) => ("Z", rest),
        rest => ("", rest),
    };
    let [month, year] = rest else {
        return None;
    };
    if !is_number(year, 2) && !is_number(year, 4) {
        return None;
    }
    // The standard is of 1979.
    let century = match (year.len(), *year < "79") {
        (4, _) => "",
        (_, true) => "20",
        (_, false) => "19",
    };
    let day = when::day_in(&format!("{} {month} {century}{year}", &first[..2]))?;
    Some(format!("{day}T{}:{}:00{zone}", &first[2..4], &first[4..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ITEM: &str = "\u{1}kbr017 4 i 211 krb   kbr 061\r\n\nCuaca/\r\n\u{2}Badai menutup pelabuhan Rawa\nOleh Ratri Wulan =\r\n\n   \
        Rawa (kbr) - Badai menutup pelabuhan\r\nsejak pagi.\r\n\n   Kapal menunggu di teluk.\r\n\n# kbr Notebook\r\n\n\
        ## Kontak\r\n- Telepon: 000\r\n- Reporting by: Bima Roe\r\n\nkbr rw ab\r\n\u{3}131137 GMT Nov 13 \r\n\u{7f}\u{4}";

    #[test]
    fn an_item_of_a_wire() {
        let article = article_of(&ITEM.as_bytes()[1..]);
        assert_eq!(article.title.as_deref(), Some("Badai menutup pelabuhan Rawa"));
        assert_eq!(article.authors, ["Ratri Wulan"]);
        assert_eq!(article.source.as_deref(), Some("kbr"));
        assert_eq!(article.published.as_deref(), Some("2013-11-13T11:37:00Z"));
        assert_eq!(article.id.as_deref(), Some("kbr017 2013-11-13T11:37:00Z"));
        assert_eq!(
            article.text,
            "Rawa (kbr) - Badai menutup pelabuhan sejak pagi.\nKapal menunggu di teluk."
        );
        assert_eq!(look(&Head::new("a.txt", ITEM.as_bytes())), Fit::Certain);
        assert_eq!(look(&Head::new("a.txt", b"\x01\0\x02\0")), Fit::No);
    }

    #[test]
    fn the_signature_is_no_text() {
        let item = "x 1\u{2}Judul Saja =\n\nBadai datang lagi.\n\nkbr rw ab\n\u{3}";
        let article = article_of(item.as_bytes());
        assert_eq!((article.text.as_str(), article.id), ("Badai datang lagi.", None));
    }

    #[test]
    fn times_of_sending() {
        assert_eq!(sent("211259 Nov 18").as_deref(), Some("2018-11-21T12:59:00"));
        assert_eq!(sent("010203 GMT May 1998").as_deref(), Some("1998-05-01T02:03:00Z"));
        assert_eq!(sent("kbr rw ab"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300), cut in 0..ITEM.len()) {
            let _ = (look(&Head::new("a", &bytes)), article_of(&bytes));
            let _ = article_of(&ITEM.as_bytes()[cut..]);
        }
    }
}
