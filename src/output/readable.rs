//! The record of an article for people to read: all that was understood of it, then its text.

use std::io::{self, Write};

use super::csv::amount_text;
use super::record::kind_name;
use super::terminal::{Ink, Style, escape, paragraph};
use crate::article::{Article, Quote, QuoteKind, Span};
use crate::extract::{Evidence, Reason, Why, places};

/// The record of one article. Records follow each other with a line between them: [`between`].
pub fn record(out: &mut dyn Write, style: Style, article: &Article) -> io::Result<()> {
    let all = |text: &str, ink| [(Span::new(0, text.len()), ink)];
    paragraph(out, style, "", &article.title, &all(&article.title, Ink::Title))?;
    let dateline = article.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
    let facts = [
        article.source.clone(),
        article.published.as_ref().map(ToString::to_string),
        dateline.map(str::to_owned),
        Some(article.language.code().to_owned()),
        article.section.clone(),
        (!article.authors.is_empty()).then(|| article.authors.join(", ")),
        Some(article.id.clone()),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    paragraph(out, style, "", &facts, &all(&facts, Ink::Faint))?;
    speakers(out, style, article)?;
    if !article.countries.is_empty() {
        writeln!(out, "\n{}", style.ink(Ink::Title, "countries"))?;
    }
    for country in &article.countries {
        let name = places::name_in(country.code, article.language).unwrap_or_default();
        let about = if country.about { ", the story is about it" } else { "" };
        let code = style.ink(Ink::Country, country.code.as_str());
        writeln!(out, "  {code}  {name}, {}{about}", times(country.count))?;
    }
    if !article.amounts.is_empty() {
        writeln!(out, "\n{}", style.ink(Ink::Title, "amounts"))?;
    }
    for amount in &article.amounts {
        let value = style.ink(Ink::Amount, &amount_text(amount));
        // Words of the text may go on in the next line.
        let text = escape(&amount.span.of(&article.body).replace('\n', " "));
        writeln!(out, "  {value}  {text}")?;
    }
    writeln!(out, "\n{}", style.ink(Ink::Title, "text"))?;
    for line in article.body.split('\n') {
        paragraph(out, style, "  ", line, &[])?;
    }
    Ok(())
}

/// The statements of one article in order, each with its speaker, what speaks for that one, and whom it was weighed against. Without a reason
/// are those that the article's text alone does not give again.
pub fn reasons(out: &mut dyn Write, style: Style, article: &Article, reasons: &[Option<Reason>]) -> io::Result<()> {
    let title = &article.title;
    paragraph(out, style, "", title, &[(Span::new(0, title.len()), Ink::Title)])?;
    let who = |name: Option<&str>| match name {
        Some(name) => style.ink(Ink::Speaker, name),
        None => NAMELESS.to_owned(),
    };
    for (quote, reason) in article.quotes.iter().zip(reasons) {
        writeln!(out)?;
        said(out, style, article, quote)?;
        let mut name = who(article.speaker_of(quote).map(|speaker| speaker.name.as_str()));
        if let (None, Some(role)) = (quote.speaker, &quote.role) {
            name = format!("{name}, {}", escape(role));
        }
        let Some(reason) = reason else {
            writeln!(
                out,
                "  {name}: the text alone does not say; `warta extract --explain` reads the file"
            )?;
            continue;
        };
        writeln!(out, "  {name}: {}", evidence(reason.why))?;
        if let Some((name, why)) = &reason.rival {
            writeln!(out, "  not {}: {}", who(name.as_deref()), evidence(*why))?;
        }
    }
    Ok(())
}

/// Who speaks without being named.
const NAMELESS: &str = "(without a name)";

/// What speaks for somebody, each with its weight, and the sum of several. What decides by itself has none.
fn evidence(why: Why) -> String {
    let weighed = |evidence: Evidence| match evidence.weight() {
        0 => evidence.to_string(),
        weight => format!("{evidence} ({weight:+})"),
    };
    let said: Vec<String> = why.iter().map(weighed).collect();
    match said.as_slice() {
        [] => "no name stands with it".to_owned(),
        [one] => one.clone(),
        several => format!("{}, together {:+}", several.join(", "), why.weight()),
    }
}

/// The line between two records.
pub fn between(out: &mut dyn Write, style: Style) -> io::Result<()> {
    writeln!(out, "\n{}\n", style.ink(Ink::Faint, &"─".repeat(style.width)))
}

fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}

/// Each speaker with what he or she said, then what nobody is named for.
fn speakers(out: &mut dyn Write, style: Style, article: &Article) -> io::Result<()> {
    let said_by = |who: Option<usize>| {
        let quotes = article.quotes.iter();
        quotes.filter(move |quote| quote.speaker.map(|i| i as usize) == who)
    };
    if !article.speakers.is_empty() || said_by(None).next().is_some() {
        writeln!(out, "\n{}", style.ink(Ink::Title, "speakers"))?;
    }
    for (i, speaker) in article.speakers.iter().enumerate() {
        let about: Vec<&str> = speaker
            .roles
            .iter()
            .chain(&speaker.affiliation)
            .map(String::as_str)
            .collect();
        let about = match about.is_empty() {
            true => String::new(),
            false => format!(", {}", escape(&about.join("; "))),
        };
        writeln!(out, "  {}{about}", style.ink(Ink::Speaker, &speaker.name))?;
        said_by(Some(i)).try_for_each(|quote| said(out, style, article, quote))?;
    }
    for quote in said_by(None) {
        let role = quote
            .role
            .as_deref()
            .map_or_else(String::new, |role| format!(", {}", escape(role)));
        writeln!(out, "  {NAMELESS}{role}")?;
        said(out, style, article, quote)?;
    }
    Ok(())
}

fn said(out: &mut dyn Write, style: Style, article: &Article, quote: &Quote) -> io::Result<()> {
    let text = quote.span.of(&article.body).replace('\n', " ");
    let text = match quote.kind {
        QuoteKind::Direct => format!("“{text}”"),
        kind => format!("{text} ({})", kind_name(kind)),
    };
    paragraph(out, style, "      ", &text, &[(Span::new(0, text.len()), Ink::Quote)])
}
