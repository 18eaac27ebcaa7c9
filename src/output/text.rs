//! Results as text for people.

use std::io::{self, Write};
use std::path::Path;

use super::csv::NONE;
use super::remarks;
use super::terminal::{Ink, Style, escape, marked, paragraph};
use crate::article::{Amount, Article, Span};
use crate::ask::{Bucket, Hit, StatementHit};
use crate::error::Diagnostic;

/// How many amounts of an article are shown.
const AMOUNTS: usize = 2;

/// What stands between two facts.
const BETWEEN: &str = " · ";

/// One article that was found, with its number in the list.
pub fn hit(out: &mut dyn Write, style: Style, number: usize, hit: &Hit) -> io::Result<()> {
    let snippet = hit.snippet();
    let article = &hit.article;
    let mut inks = marked(&hit.marks.title, Ink::Match);
    fill(&mut inks, article.title.len(), Ink::Title);
    let indent = "   ";
    write!(out, "{number:>2} ")?;
    let mut title = Vec::new();
    paragraph(&mut title, style, indent, &article.title, &inks)?;
    out.write_all(title.strip_prefix(indent.as_bytes()).unwrap_or(&title))?;
    about(out, style, indent, article, &hit.persons, &hit.amounts())?;
    if let Some(reprints) = hit.reprints.filter(|count| *count > 0) {
        let line = format!("and {reprints} reprint{}", if reprints == 1 { "" } else { "s" });
        writeln!(out, "{indent}{}", style.ink(Ink::Faint, &line))?;
    }
    paragraph(
        out,
        style,
        indent,
        &snippet.text,
        &marked(&snippet.highlights, Ink::Match),
    )?;
    writeln!(out)
}

/// The line of what is known: outlet, date, speakers, countries, amounts with whether they were asked for, id.
fn about(
    out: &mut dyn Write,
    style: Style,
    indent: &str,
    article: &Article,
    persons: &[String],
    amounts: &[(&Amount, bool)],
) -> io::Result<()> {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(article.source.clone());
    facts.extend(article.published.as_ref().map(|p| p.day().to_string()));
    let some = |values: Vec<&str>, most: usize| -> Option<String> {
        let more = values.len().saturating_sub(most);
        let mut text = values.into_iter().take(most).collect::<Vec<_>>().join(", ");
        if more > 0 {
            text.push_str(&format!(" +{more}"));
        }
        (!text.is_empty()).then_some(text)
    };
    facts.extend(some(article.countries.iter().map(|c| c.code.as_str()).collect(), 4));
    facts.extend(some(persons.iter().map(String::as_str).collect(), 3));
    // Where the amounts begin, behind what stands before them.
    let mut at = facts.iter().map(|fact| fact.len() + BETWEEN.len()).sum();
    let mut inks = Vec::new();
    for (amount, asked) in amounts.iter().take(AMOUNTS) {
        let end = at + amount.span.of(&article.body).len();
        if *asked {
            inks.push((Span::new(at, end), Ink::Match));
        }
        at = end + ", ".len();
    }
    let texts = amounts.iter().map(|(amount, _)| amount.span.of(&article.body));
    facts.extend(some(texts.collect(), AMOUNTS));
    facts.extend(whence(article));
    let line = facts.join(BETWEEN);
    fill(&mut inks, line.len(), Ink::Faint);
    paragraph(out, style, indent, &line, &inks)?;
    address(out, style, indent, article)
}

/// The id, and where it does not say it, the file and which member of it.
fn whence(article: &Article) -> Vec<String> {
    let place = match &article.member {
        Some(member) => format!("{}#{member}", article.path),
        None => article.path.clone(),
    };
    match place == article.id {
        true => vec![place],
        false => vec![article.id.clone(), place],
    }
}

/// The line of the address, if it has one.
fn address(out: &mut dyn Write, style: Style, indent: &str, article: &Article) -> io::Result<()> {
    let Some(url) = &article.url else { return Ok(()) };
    let url = escape(url);
    match style.colour && url.starts_with("http") {
        true => writeln!(out, "{indent}\x1b]8;;{url}\x1b\\{url}\x1b]8;;\x1b\\"),
        false => writeln!(out, "{indent}{url}"),
    }
}

/// Gives what has no colour yet one.
fn fill(inks: &mut Vec<(Span, Ink)>, len: usize, ink: Ink) {
    let mut all = Vec::with_capacity(inks.len() * 2 + 1);
    let mut at = 0;
    for (span, found) in inks.drain(..) {
        if (span.start as usize) > at {
            all.push((Span::new(at, span.start as usize), ink));
        }
        at = span.end as usize;
        all.push((span, found));
    }
    if at < len {
        all.push((Span::new(at, len), ink));
    }
    *inks = all;
}

/// One statement that was found, with its number in the list.
pub fn quote(out: &mut dyn Write, style: Style, number: usize, hit: &StatementHit) -> io::Result<()> {
    let Some(quote) = hit.quote() else { return Ok(()) };
    let article = &hit.article;
    let speaker = article.speaker_of(quote);
    let written = speaker.map(|speaker| speaker.name.as_str());
    let name = hit.person.as_deref().or(written).unwrap_or("(without a name)");
    write!(out, "{number:>2} {}", style.ink(Ink::Speaker, name))?;
    if let Some(written) = written.filter(|written| *written != name) {
        write!(out, " ({})", escape(written))?;
    }
    if let Some(role) = &quote.role {
        write!(out, ", {}", escape(role))?;
    }
    writeln!(out)?;
    let text = quote.span.of(&article.body);
    let marks = hit.marks.body.iter().filter(|mark| quote.span.contains(**mark));
    let inks: Vec<(Span, Ink)> = marks
        .map(|m| {
            (
                Span {
                    start: m.start - quote.span.start,
                    end: m.end - quote.span.start,
                },
                Ink::Match,
            )
        })
        .collect();
    let (open, close) = match quote.kind {
        crate::article::QuoteKind::Direct => ("“", "”"),
        _ => ("", ""),
    };
    let shown = format!("{open}{text}{close}");
    let shift = open.len() as u32;
    let inks: Vec<(Span, Ink)> = inks
        .into_iter()
        .map(|(s, ink)| {
            (
                Span {
                    start: s.start + shift,
                    end: s.end + shift,
                },
                ink,
            )
        })
        .collect();
    paragraph(out, style, "   ", &shown, &inks)?;
    let mut facts: Vec<String> = vec![article.title.clone()];
    facts.extend(article.source.clone());
    facts.extend(article.published.as_ref().map(|p| p.day().to_string()));
    facts.extend(whence(article));
    let line = facts.join(BETWEEN);
    paragraph(out, style, "   ", &line, &[(Span::new(0, line.len()), Ink::Faint)])?;
    address(out, style, "   ", article)?;
    writeln!(out)
}

/// The counts of one field, those without a value last.
pub fn facet(out: &mut dyn Write, style: Style, field: &str, buckets: &[Bucket], missing: u64) -> io::Result<()> {
    writeln!(out, "{}", style.ink(Ink::Title, field))?;
    let counts = buckets.iter().map(|bucket| bucket.count).chain([missing]);
    let digits = counts.map(|count| count.to_string().len()).max().unwrap_or(1);
    for bucket in buckets {
        let label = match bucket.label == bucket.value {
            true => escape(&bucket.label),
            false => format!("{} ({})", escape(&bucket.label), escape(&bucket.value)),
        };
        writeln!(out, "  {:>digits$}  {label}", bucket.count)?;
    }
    if missing > 0 {
        let line = format!("{missing:>digits$}  {NONE}");
        writeln!(out, "  {}", style.ink(Ink::Faint, &line))?;
    }
    Ok(())
}

/// The counts of a field as bars.
pub fn bars(out: &mut dyn Write, style: Style, buckets: &[Bucket]) -> io::Result<()> {
    let most = buckets.iter().map(|b| b.count).max().unwrap_or(0).max(1);
    let digits = most.to_string().len();
    let label = buckets.iter().map(|b| b.value.len()).max().unwrap_or(0);
    let room = style.width.saturating_sub(label + digits + 4).max(10) as u64;
    for bucket in buckets {
        // Eighths of a column, so that small counts are seen.
        let eighths = (bucket.count * room * 8).div_ceil(most);
        let mut bar = "█".repeat((eighths / 8) as usize);
        bar.extend(['▏', '▎', '▍', '▌', '▋', '▊', '▉'].get((eighths % 8).wrapping_sub(1) as usize));
        let line = format!(
            "{:label$}  {:>digits$} {}",
            bucket.value,
            bucket.count,
            style.ink(Ink::Match, &bar)
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A remark on a query, with a line under what it is about.
pub fn diagnostic(out: &mut dyn Write, query: &str, diagnostic: &Diagnostic) -> io::Result<()> {
    let width = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let message = remarks::message(&diagnostic.remark);
    writeln!(out, "query: {}", message.text)?;
    // What an option says does not stand in the query.
    let typed = diagnostic.span.end > 0;
    if typed && query.len() <= 200 && !query.contains('\n') {
        let range = diagnostic.span.range();
        let (before, about) = (&query[..range.start], &query[range]);
        writeln!(out, "  {}", escape(query))?;
        writeln!(
            out,
            "  {}{}",
            " ".repeat(width(&escape(before))),
            "^".repeat(width(&escape(about)).max(1))
        )?;
    }
    if let Some(hint) = &message.hint {
        writeln!(out, "hint: {hint}")?;
    }
    Ok(())
}

/// A whole article, with what was understood of it marked in the text.
/// `persons` are those who speak in it, `location` is where its file lies, if that is known.
pub fn article(
    out: &mut dyn Write,
    style: Style,
    article: &Article,
    persons: &[String],
    location: Option<&Path>,
) -> io::Result<()> {
    paragraph(
        out,
        style,
        "",
        &article.title,
        &[(Span::new(0, article.title.len()), Ink::Title)],
    )?;
    let amounts: Vec<(&Amount, bool)> = article.amounts.iter().map(|amount| (amount, false)).collect();
    about(out, style, "", article, persons, &amounts)?;
    if !article.authors.is_empty() {
        writeln!(out, "{}", style.ink(Ink::Faint, &article.authors.join(", ")))?;
    }
    if let Some(location) = location {
        writeln!(out, "file: {}", escape(&location.display().to_string()))?;
    }
    writeln!(out)?;
    let inks = understood(article);
    let mut start = 0;
    for line in article.body.split('\n') {
        let area = Span::new(start, start + line.len());
        let of_line: Vec<(Span, Ink)> = inks
            .iter()
            .filter(|(span, _)| area.overlaps(*span))
            .map(|(span, ink)| {
                let from = span.start.max(area.start) - area.start;
                let to = span.end.min(area.end) - area.start;
                (Span { start: from, end: to }, *ink)
            })
            .collect();
        paragraph(out, style, "", line, &of_line)?;
        writeln!(out)?;
        start += line.len() + 1;
    }
    if article.speakers.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", style.ink(Ink::Title, "speakers"))?;
    for speaker in &article.speakers {
        let roles = match speaker.roles.is_empty() {
            true => String::new(),
            false => format!(", {}", escape(&speaker.roles.join("; "))),
        };
        writeln!(
            out,
            "  {:>2}  {}{roles}",
            speaker.quotes,
            style.ink(Ink::Speaker, &speaker.name)
        )?;
    }
    Ok(())
}

/// Amounts, countries, and the statements around them, as stretches that do not meet.
fn understood(article: &Article) -> Vec<(Span, Ink)> {
    let mut strong: Vec<(Span, Ink)> = Vec::new();
    strong.extend(article.amounts.iter().map(|a| (a.span, Ink::Amount)));
    strong.extend(
        article
            .countries
            .iter()
            .flat_map(|c| c.spans.iter().map(|s| (*s, Ink::Country))),
    );
    for speaker in &article.speakers {
        for (at, _) in article.body.match_indices(&speaker.name) {
            strong.push((Span::new(at, at + speaker.name.len()), Ink::Speaker));
        }
    }
    strong.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut out: Vec<(Span, Ink)> = Vec::new();
    for (span, ink) in strong {
        if out.last().is_none_or(|(last, _)| last.end <= span.start) {
            out.push((span, ink));
        }
    }
    // What a statement has beside those is in its own colour.
    let mut quotes: Vec<(Span, Ink)> = Vec::new();
    for quote in &article.quotes {
        let mut at = quote.span.start;
        for (span, _) in out.iter().filter(|(span, _)| quote.span.overlaps(*span)) {
            if span.start > at {
                quotes.push((
                    Span {
                        start: at,
                        end: span.start,
                    },
                    Ink::Quote,
                ));
            }
            at = at.max(span.end);
        }
        if at < quote.span.end {
            quotes.push((
                Span {
                    start: at,
                    end: quote.span.end,
                },
                Ink::Quote,
            ));
        }
    }
    out.extend(quotes);
    out.sort_by_key(|(span, _)| span.start);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::RawArticle;
    use crate::query::matching::Reading;
    use crate::query::{Scope, parse, resolve};

    #[test]
    fn amounts_that_were_asked_for_come_first_and_are_marked() {
        let article = crate::extract::extract(RawArticle {
            path: "kurs.txt".to_owned(),
            title: Some("Kurs".to_owned()),
            text: "Kurs menembus Rp 10.000 dari Rp 4.000. Bantuan mencapai USD 43 miliar tahun ini.".to_owned(),
            ..RawArticle::default()
        })
        .article;
        let (condition, _) = resolve(&parse("amount:>=\"USD 1 miliar\"").node, Scope::Articles);
        let found = Hit {
            address: crate::ask::Address { segment: 0, doc: 0 },
            persons: Vec::new(),
            added: None,
            score: 1.0,
            reprints: None,
            marks: Reading::new(&article, None).marks(&condition).unwrap_or_default(),
            article,
        };
        let style = Style {
            colour: true,
            width: 100,
            columns: 100,
        };
        let mut out = Vec::new();
        hit(&mut out, style, 1, &found).expect("memory can be written");
        let text = String::from_utf8(out).expect("it is text");
        let line = "\u{1b}[1;33mUSD\u{1b}[0m \u{1b}[1;33m43\u{1b}[0m \u{1b}[1;33mmiliar\u{1b}[0m\u{1b}[2m,\u{1b}[0m \u{1b}[2mRp\u{1b}[0m";
        assert!(text.contains(line), "{text:?}");
    }
}
