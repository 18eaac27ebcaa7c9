//! Mails, mailboxes, and pages that a browser saved in the form of a mail (MHTML).
//!
//! A newsletter is one article; its HTML is read rather than the plain text beside it. Attachments are no part of it. A mail that carries
//! an export of a press database is read as that.

use std::io::BufRead;

use mailparse::{MailHeaderMap, ParsedMail};

use super::blocks::{of_html, of_text};
use super::format::Fit;
use super::found::{Finding, ReadOptions, Sink};
use super::head::Head;
use super::limit::TOO_LARGE;
use super::source::{Place, Source};
use super::xml::person;
use super::{decode, exports, html};
use crate::article::RawArticle;
use crate::error::Result;

/// Names of headers that mails begin with.
const HEADERS: &[&str] = &[
    "received",
    "return-path",
    "delivered-to",
    "message-id",
    "mime-version",
    "content-type",
    "from",
    "to",
    "subject",
    "date",
    "x-mailer",
    "content-transfer-encoding",
    "reply-to",
    "dkim-signature",
    "list-unsubscribe",
    "sender",
    "snapshot-content-location",
    "envelope-to",
    "x-original-to",
    "authentication-results",
    "arc-seal",
    "cc",
];
/// Headers that nothing but mails has.
const SURE: &[&str] = &["message-id", "mime-version", "received", "return-path", "delivered-to"];

/// How many headers of mails a text begins with, and whether one of them is sure.
fn headers(text: &str) -> (usize, bool) {
    let names = text
        .lines()
        .take(60)
        .take_while(|line| !line.trim().is_empty())
        .filter_map(|line| line.split_once(':'))
        .map(|(name, _)| name);
    let (mut count, mut sure) = (0, false);
    for name in names {
        count += usize::from(HEADERS.iter().any(|known| known.eq_ignore_ascii_case(name)));
        sure |= SURE.iter().any(|known| known.eq_ignore_ascii_case(name));
    }
    (count, sure)
}

pub fn look_mail(head: &Head) -> Fit {
    let (count, sure) = headers(&head.text);
    Fit::certain(count >= 3 && sure || count >= 2 && head.is_named(&["eml"]))
}

pub fn look_page(head: &Head) -> Fit {
    let page = head.has("multipart/related") || head.has("Snapshot-Content-Location:");
    let (count, sure) = headers(&head.text);
    Fit::certain(page && count >= 2 && (sure || head.is_named(&["mht", "mhtml"])))
}

/// `From sender date`, and headers behind it.
pub fn look_mailbox(head: &Head) -> Fit {
    let first = head.text.lines().next().unwrap_or_default();
    let rest = head
        .text
        .get(first.len()..)
        .unwrap_or_default()
        .trim_start_matches(['\r', '\n']);
    Fit::certain(first.starts_with("From ") && headers(rest).0 >= 2)
}

pub fn read_mail(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.bytes(LARGEST)?;
    hand_over(&source.place(), &bytes, None, source.longest(), sink)
}

/// Bytes of a mail with its attachments.
const LARGEST: u64 = 100_000_000;

/// Reads a mailbox mail by mail.
pub fn read_mailbox(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let place = source.place();
    let longest = source.longest();
    let reader = source.reader();
    let mut mail: Vec<u8> = Vec::new();
    let mut number = 0;
    let mut stopped = false;
    let mut blank = true;
    let mut line = Vec::new();
    loop {
        line.clear();
        // A line without end is cut in pieces; only the first of them may begin a mail.
        let count = std::io::Read::take(&mut *reader, 1 << 20)
            .read_until(b'\n', &mut line)
            .map_err(|e| place.io_error(&e))?;
        let begins = blank && line.starts_with(b"From ");
        if count == 0 || begins {
            if !mail.is_empty() {
                number += 1;
                one_of_many(&place, &mut mail, number, longest, &mut |found| {
                    let flow = sink(found);
                    stopped |= flow.is_break();
                    flow
                });
            }
            if count == 0 || stopped {
                return Ok(());
            }
        }
        blank = line.iter().all(u8::is_ascii_whitespace);
        if !begins && mail.len() as u64 <= LARGEST {
            // `>From` at the beginning of a line was `From`.
            let quoted = line.iter().take_while(|b| **b == b'>').count();
            let escaped = quoted > 0 && line[quoted..].starts_with(b"From ");
            mail.extend_from_slice(&line[usize::from(escaped)..]);
        }
    }
}

fn one_of_many(place: &Place, mail: &mut Vec<u8>, number: u64, longest: u64, sink: &mut Sink) {
    let bytes = std::mem::take(mail);
    if bytes.len() as u64 > LARGEST {
        let _ = sink(Finding::Rejected(place.error_at(number, TOO_LARGE)));
        return;
    }
    if let Err(error) = hand_over(place, &bytes, Some(number), longest, sink) {
        let _ = sink(Finding::Rejected(place.error_at(number, error.cause)));
    }
}

/// Hands over the article of a mail, or those of the export that it carries.
fn hand_over(place: &Place, bytes: &[u8], number: Option<u64>, longest: u64, sink: &mut Sink) -> Result<()> {
    let mail = mailparse::parse_mail(bytes)
        .map_err(|e| place.error(format!("not a mail: {}", e.to_string().to_lowercase())))?;
    let mut parts = Parts::default();
    parts.collect(&mail, 0);
    let header = |name: &str| {
        mail.headers
            .get_first_value(name)
            .map(|value| decode::clean(value.into()))
            .filter(|value| !value.trim().is_empty())
    };
    let text = match (&parts.html, &parts.plain) {
        (Some(html), plain) => {
            let blocks = of_html(html);
            if let Some(database) = exports::database_of(html, true) {
                return exports::hand_over(place, database, &blocks, sink);
            }
            let text = super::blocks::joined(blocks.iter().filter(|block| !block.is_in("head")));
            if text.trim().is_empty() {
                plain.clone().unwrap_or_default()
            } else {
                text
            }
        }
        (None, Some(plain)) => {
            if let Some(database) = exports::database_of(plain, false) {
                return exports::hand_over(place, database, &of_text(plain), sink);
            }
            decode::clean(plain.into())
        }
        (None, None) => String::new(),
    };
    if text.trim().is_empty() {
        let _ = sink(Finding::Left("mail without text"));
        return Ok(());
    }
    if text.len() as u64 > longest {
        return Err(place.error(TOO_LARGE));
    }
    let from = header("From");
    let newsletter = header("List-Unsubscribe").is_some() || header("List-Id").is_some();
    let name = from.as_deref().and_then(person);
    let sender = name.clone().or_else(|| from.as_deref().and_then(address_of));
    let article = RawArticle {
        id: header("Message-ID").map(|id| id.trim().trim_matches(['<', '>']).to_owned()),
        title: header("Subject").map(|subject| super::blocks::one_spaced(&subject)),
        text,
        published: header("Date"),
        // What comes from a list comes from its outlet.
        source: name.filter(|_| newsletter),
        authors: sender.into_iter().filter(|_| !newsletter).collect(),
        ..RawArticle::default()
    };
    let _ = sink(Finding::Article(Box::new(
        place.own(article, number.map(|number| number.to_string())),
    )));
    Ok(())
}

/// The address of a sender who tells no name.
fn address_of(from: &str) -> Option<String> {
    let sender = mailparse::addrparse(from).ok()?.extract_single_info()?;
    Some(sender.addr)
}

/// The texts of a mail.
#[derive(Default)]
struct Parts {
    html: Option<String>,
    plain: Option<String>,
}

impl Parts {
    fn collect(&mut self, part: &ParsedMail, depth: usize) {
        // The parser bounds the depth as well.
        if depth > 100 {
            return;
        }
        let attached = part.get_content_disposition().disposition == mailparse::DispositionType::Attachment;
        if part.subparts.is_empty() && !attached {
            let slot = match part.ctype.mimetype.as_str() {
                "text/html" => &mut self.html,
                "text/plain" => &mut self.plain,
                _ => return,
            };
            if slot.is_none()
                && let Some(text) = body_of(part).filter(|text| !text.trim().is_empty())
            {
                *slot = Some(text);
            }
        }
        for part in &part.subparts {
            self.collect(part, depth + 1);
        }
    }
}

/// UTF-8 that validates wins over what the part declares.
fn body_of(part: &ParsedMail) -> Option<String> {
    let raw = part.get_body_raw().ok()?;
    match std::str::from_utf8(&raw) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => part.get_body().ok(),
    }
}

/// Reads a saved page: its first part that is HTML, or the one that it names as its start.
pub fn read_page(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.bytes(LARGEST)?;
    let place = source.place();
    let mail = mailparse::parse_mail(&bytes)
        .map_err(|e| place.error(format!("not a saved page: {}", e.to_string().to_lowercase())))?;
    let mut pages = Vec::new();
    collect_pages(&mail, &mut pages, 0);
    let start = mail
        .ctype
        .params
        .get("start")
        .map(|start| start.trim_matches(['<', '>']));
    let is_start = |part: &&ParsedMail| {
        let id = part.headers.get_first_value("Content-ID").unwrap_or_default();
        start.is_some_and(|start| id.trim().trim_matches(['<', '>']) == start)
    };
    let Some(page) = pages
        .iter()
        .copied()
        .find(|part| is_start(part))
        .or(pages.first().copied())
    else {
        // A mail with pictures in it looks the same.
        return hand_over(&place, &bytes, None, source.longest(), sink);
    };
    let text = body_of(page).ok_or_else(|| place.error("the page cannot be decoded"))?;
    let header =
        |part: &ParsedMail, name: &str| part.headers.get_first_value(name).filter(|value| value.contains("://"));
    let address = header(&mail, "Snapshot-Content-Location").or_else(|| header(page, "Content-Location"));
    if address.is_none() && mail.headers.get_first_value("Message-ID").is_some() {
        return hand_over(&place, &bytes, None, source.longest(), sink);
    }
    let mut article = html::only_article(&place, text.as_bytes())?;
    article.url = article.url.or(address);
    let _ = sink(Finding::Article(Box::new(place.own(article, None))));
    Ok(())
}

fn collect_pages<'m>(part: &'m ParsedMail<'m>, out: &mut Vec<&'m ParsedMail<'m>>, depth: usize) {
    if part.subparts.is_empty() && part.ctype.mimetype == "text/html" {
        out.push(part);
    }
    if depth < 100 {
        for part in &part.subparts {
            collect_pages(part, out, depth + 1);
        }
    }
}
