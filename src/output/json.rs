//! Results as JSON: a contract with other programs, versioned.

use std::fmt::Display;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::article::{Published, Span};
use crate::ask::{Bucket, Facet, Hit, Snippet, StatementHit};
use crate::error::Diagnostic;
use crate::output::record::{Number, VERSION, kind_name};
use crate::output::remarks;

#[derive(Serialize)]
pub struct AmountJson<'a> {
    pub(super) currency: String,
    pub(super) min: Option<Number>,
    pub(super) max: Option<Number>,
    pub(super) text: &'a str,
}

#[derive(Serialize)]
pub struct SnippetJson {
    pub(super) text: String,
    pub(super) highlights: Vec<[u32; 2]>,
}

impl SnippetJson {
    fn of(snippet: Snippet) -> SnippetJson {
        SnippetJson {
            highlights: pairs(&snippet.highlights),
            text: snippet.text,
        }
    }
}

#[derive(Serialize)]
pub struct HitJson<'a> {
    pub(super) id: &'a str,
    pub(super) score: f32,
    pub(super) title: &'a str,
    pub(super) source: Option<&'a str>,
    pub(super) published: Option<String>,
    #[serde(serialize_with = "as_text")]
    pub(super) day: Option<Date>,
    pub(super) url: Option<&'a str>,
    pub(super) path: &'a str,
    pub(super) member: Option<&'a str>,
    pub(super) speakers: Vec<&'a str>,
    pub(super) countries: Vec<String>,
    /// Those that the query asked for first.
    pub(super) amounts: Vec<AmountJson<'a>>,
    pub(super) snippet: SnippetJson,
    /// Byte offsets into `title`.
    pub(super) title_highlights: Vec<[u32; 2]>,
    /// Only where hits are stories.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reprints: Option<u64>,
}

#[derive(Serialize)]
pub struct QuoteJson<'a> {
    pub(super) id: &'a str,
    pub(super) score: f32,
    /// The person, and the name as the article has it.
    pub(super) speaker: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) role: Option<&'a str>,
    pub(super) kind: &'static str,
    pub(super) text: &'a str,
    /// Byte offsets into `text`.
    pub(super) highlights: Vec<[u32; 2]>,
    pub(super) cue: Option<&'a str>,
    pub(super) context: SnippetJson,
    /// What stands before and behind it, in the paragraphs around.
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    pub(super) title: &'a str,
    pub(super) source: Option<&'a str>,
    pub(super) published: Option<String>,
    #[serde(serialize_with = "as_text")]
    pub(super) day: Option<Date>,
    pub(super) url: Option<&'a str>,
    pub(super) path: &'a str,
    pub(super) member: Option<&'a str>,
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Serialize)]
pub struct BucketJson<'a> {
    value: &'a str,
    label: &'a str,
    count: u64,
}

impl<'a> BucketJson<'a> {
    pub fn of(buckets: &'a [Bucket]) -> Vec<BucketJson<'a>> {
        buckets
            .iter()
            .map(|b| BucketJson {
                value: &b.value,
                label: &b.label,
                count: b.count,
            })
            .collect()
    }
}

#[derive(Serialize)]
struct DiagnosticJson {
    code: String,
    message: String,
    hint: Option<String>,
    start: u32,
    end: u32,
}

fn pairs(spans: &[Span]) -> Vec<[u32; 2]> {
    spans.iter().map(|span| [span.start, span.end]).collect()
}

/// Begins the object of a result, up to and with the `[` of its hits.
pub fn begin(out: &mut dyn Write, query: &str, num_hits: u64, took_ms: u64) -> io::Result<()> {
    let query = serde_json::to_string(query)?;
    write!(
        out,
        "{{\"version\":{VERSION},\"query\":{query},\"num_hits\":{num_hits},\"took_ms\":{took_ms},\"hits\":["
    )
}

/// Ends the object of a result.
///
/// `next` is what leads to the hits behind these; it is left out where there is none.
pub fn end(out: &mut dyn Write, facets: &[Facet], diagnostics: &[Diagnostic], next: Option<&str>) -> io::Result<()> {
    out.write_all(b"],\"facets\":{")?;
    for (i, facet) in facets.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        write!(
            out,
            "{comma}\"{}\":{}",
            facet.field,
            serde_json::to_string(&BucketJson::of(&facet.values))?
        )?;
    }
    let diagnostics: Vec<DiagnosticJson> = diagnostics
        .iter()
        .map(|diagnostic| {
            let message = remarks::message(&diagnostic.remark);
            DiagnosticJson {
                code: diagnostic.remark.code.to_string(),
                message: message.text,
                hint: message.hint,
                start: diagnostic.span.start,
                end: diagnostic.span.end,
            }
        })
        .collect();
    out.write_all(b"},\"missing\":{")?;
    for (i, facet) in facets.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        write!(out, "{comma}\"{}\":{}", facet.field, facet.missing)?;
    }
    write!(out, "}},\"diagnostics\":{}", serde_json::to_string(&diagnostics)?)?;
    if let Some(next) = next {
        write!(out, ",\"next\":{}", serde_json::to_string(next)?)?;
    }
    writeln!(out, "}}")
}

impl<'a> HitJson<'a> {
    pub(super) fn of(hit: &'a Hit) -> HitJson<'a> {
        let article = &hit.article;
        HitJson {
            id: &article.id,
            score: hit.score,
            title: &article.title,
            source: article.source.as_deref(),
            published: article.published.as_ref().map(ToString::to_string),
            day: article.published.as_ref().map(Published::day),
            url: article.url.as_deref(),
            path: &article.path,
            member: article.member.as_deref(),
            speakers: hit.persons.iter().map(String::as_str).collect(),
            countries: article.countries.iter().map(|c| c.code.to_string()).collect(),
            amounts: hit
                .amounts()
                .into_iter()
                .map(|(a, _)| AmountJson {
                    currency: a.currency.to_string(),
                    min: a.min.as_ref().map(Number::of),
                    max: a.max.as_ref().map(Number::of),
                    text: a.span.of(&article.body),
                })
                .collect(),
            snippet: SnippetJson::of(hit.snippet()),
            title_highlights: pairs(&hit.marks.title),
            reprints: hit.reprints,
        }
    }
}

impl<'a> QuoteJson<'a> {
    /// `None` where the article has no such statement, which only a damaged index says.
    pub(super) fn of(hit: &'a StatementHit) -> Option<QuoteJson<'a>> {
        let quote = hit.quote()?;
        let article = &hit.article;
        let (before, after) = hit.around();
        let inside = |span: &&Span| quote.span.contains(**span);
        let highlights = hit.marks.body.iter().filter(inside);
        Some(QuoteJson {
            id: &article.id,
            score: hit.score,
            speaker: hit.person.as_deref(),
            name: article.speaker_of(quote).map(|s| s.name.as_str()),
            role: quote.role.as_deref(),
            kind: kind_name(quote.kind),
            text: quote.span.of(&article.body),
            highlights: highlights
                .map(|s| [s.start - quote.span.start, s.end - quote.span.start])
                .collect(),
            cue: quote.cue.as_deref(),
            context: SnippetJson::of(hit.context()),
            before: before.of(&article.body),
            after: after.of(&article.body),
            title: &article.title,
            source: article.source.as_deref(),
            published: article.published.as_ref().map(ToString::to_string),
            day: article.published.as_ref().map(Published::day),
            url: article.url.as_deref(),
            path: &article.path,
            member: article.member.as_deref(),
            start: quote.span.start,
            end: quote.span.end,
        })
    }
}

/// A value as it is written, where there is one.
fn as_text<T: Display, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_none(),
    }
}

/// One article that was found.
pub fn hit(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    Ok(serde_json::to_writer(out, &HitJson::of(hit))?)
}

/// One statement that was found.
pub fn quote(out: &mut dyn Write, hit: &StatementHit) -> io::Result<()> {
    match QuoteJson::of(hit) {
        Some(json) => Ok(serde_json::to_writer(out, &json)?),
        None => Ok(()),
    }
}
