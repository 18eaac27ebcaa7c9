//! Other views of a search: how it is understood, why an article is found, hits by time, two queries side by side.

use std::io::Write;

use super::args::{self, Format, Query};
use super::{Failure, out};
use crate::error::{Error, ErrorKind};
use crate::index::Snapshot;
use crate::output::compare::{self, Comparison, Side, Table};
use crate::output::csv;
use crate::output::json::BucketJson;
use crate::output::text;
use crate::query::ast::{Node, NodeKind};
use crate::query::{Condition, Scope, Weights, lower, parse, resolve};
use crate::search::{self, Axis, Bucket, Counts, Request};

/// The tree, what each word became, and the engine's query.
pub fn explain(snapshot: &Snapshot, query: &Query, scope: Scope) -> Result<bool, Failure> {
    let out = &mut out::stdout();
    writeln!(out, "query\n  {}", query.node)?;
    writeln!(out, "meaning\n  {:?}", query.condition)?;
    let terms = search::terms(snapshot, &query.condition)?;
    if !terms.is_empty() {
        writeln!(
            out,
            "words (a form with ~ is a stem; the number counts titles and texts that have it)"
        )?;
    }
    let mut last = None;
    for term in &terms {
        if last != Some(&term.word) {
            writeln!(out, "  {}", term.word)?;
        }
        last = Some(&term.word);
        writeln!(out, "    {:>8}  {}", term.articles, term.form)?;
    }
    let engine = format!(
        "{:?}",
        lower(&query.condition, snapshot.columns(), scope, &Weights::default())
    );
    writeln!(out, "engine\n  {}", crate::output::terminal::escape(&engine))?;
    out.flush()?;
    Ok(true)
}

/// Each part of the query with the words of the article that it found.
pub fn why(snapshot: &Snapshot, query: &Query, id: &str, format: Format) -> Result<bool, Failure> {
    let articles = search::by_id(snapshot, id)?;
    let Some(article) = articles.first() else {
        let error = Error::new(ErrorKind::Usage, id, "there is no article with this id");
        return Err(error.into());
    };
    let parts: &[Node] = match &query.node.kind {
        NodeKind::And(parts) => parts,
        _ => std::slice::from_ref(&query.node),
    };
    let parts: Vec<(String, Condition)> = parts
        .iter()
        .map(|part| (part.to_string(), resolve(part, Scope::Articles).0))
        .collect();
    let reasons = search::why(snapshot, article, &parts);
    let all = reasons.iter().all(|reason| reason.holds);
    let out = &mut out::stdout();
    if format == Format::Text {
        writeln!(
            out,
            "{} {}",
            crate::output::terminal::escape(id),
            if all { "is a hit" } else { "is no hit" }
        )?;
        for reason in &reasons {
            let sign = if reason.holds { "yes" } else { "no " };
            let words = match reason.words.is_empty() {
                true => String::new(),
                false => format!("  <- {}", crate::output::terminal::escape(&reason.words.join(", "))),
            };
            writeln!(out, "  {sign}  {}{words}", reason.part)?;
        }
    } else if format == Format::Csv {
        csv::reasons(out, &reasons)?;
    } else {
        let list: Vec<serde_json::Value> = reasons
            .iter()
            .map(|r| serde_json::json!({"part": r.part, "holds": r.holds, "words": r.words}))
            .collect();
        writeln!(
            out,
            "{}",
            serde_json::json!({"version": 1, "id": id, "hit": all, "parts": list})
        )?;
    }
    out.flush()?;
    Ok(all)
}

/// Hits by day, month or year: as was asked for, else whichever fits on a page.
pub fn timeline(snapshot: &Snapshot, query: &Query, axis: Option<Axis>, format: Format) -> Result<bool, Failure> {
    let axes = match axis {
        Some(axis) => vec![axis],
        None => vec![Axis::Day, Axis::Month, Axis::Year],
    };
    let request = Request {
        limit: Some(0),
        facets: axes.clone(),
        ..Request::new(Scope::Articles)
    };
    let found = search::run(snapshot, &query.condition, &request)?;
    let fitting = found.facets.iter().map(|counts| (counts.axis, counts.buckets()));
    let (axis, buckets) = fitting
        .min_by_key(|(axis, buckets)| {
            (
                buckets.len() > 40 && *axis != Axis::Year,
                axes.iter().position(|a| a == axis),
            )
        })
        .unwrap_or((Axis::Year, Vec::new()));
    let out = &mut out::stdout();
    match format {
        Format::Text => text::bars(out, out::style(), &buckets)?,
        Format::Csv => csv::buckets(out, axis.name(), &buckets)?,
        Format::Json | Format::Ndjson => {
            let values = serde_json::to_value(BucketJson::of(&buckets)).map_err(std::io::Error::from)?;
            let json = serde_json::json!({
                "version": 1, "query": query.node.to_string(), "num_hits": found.num_hits,
                "by": axis.name(), "timeline": values,
            });
            writeln!(out, "{json}")?;
        }
    }
    out.flush()?;
    Ok(found.num_hits > 0)
}

/// Two queries by outlet and by year: how many, and how large a share of all articles of that outlet or year.
pub fn compare(snapshot: &Snapshot, base: &Query, texts: &[String], format: Format) -> Result<bool, Failure> {
    let request = Request {
        limit: Some(0),
        facets: vec![Axis::Source, Axis::Year],
        ..Request::new(Scope::Articles)
    };
    let side = |text: &str| -> Result<(Side, Vec<Vec<Bucket>>), Failure> {
        let parsed = parse(text);
        if parsed.broken {
            return Err(args::broken(text, &parsed.diagnostics).into());
        }
        let (condition, diagnostics) = resolve(&parsed.node, Scope::Articles);
        out::remark(text, &parsed.diagnostics);
        out::remark(text, &diagnostics);
        out::remark(text, &search::unknown_outlets(snapshot, &parsed.node)?);
        // The query and the options beside `--compare` narrow both.
        let condition = Condition::and(vec![base.condition.clone(), condition]);
        let found = search::run(snapshot, &condition, &request)?;
        let side = Side {
            query: parsed.node.to_string(),
            num_hits: found.num_hits,
        };
        Ok((side, found.facets.iter().map(Counts::buckets).collect()))
    };
    let [first, second] = texts else {
        return Err(Error::new(ErrorKind::Usage, "--compare", "two queries are wanted").into());
    };
    let ((a, in_a), (b, in_b)) = (side(first)?, side(second)?);
    let all = search::run(snapshot, &base.condition, &request)?;
    let facets = all.facets.iter().zip(in_a.iter().zip(&in_b));
    let comparison = Comparison {
        sides: [a, b],
        num_articles: all.num_hits,
        tables: facets
            .map(|(all, (a, b))| Table::of(all.axis.name(), all.axis.is_time(), [a, b], &all.buckets()))
            .collect(),
    };
    let out = &mut out::stdout();
    match format {
        Format::Text => compare::text(out, &comparison)?,
        Format::Csv => compare::csv(out, &comparison)?,
        Format::Json => compare::json(out, &comparison)?,
        Format::Ndjson => compare::ndjson(out, &comparison)?,
    }
    out.flush()?;
    Ok(comparison.sides.iter().any(|side| side.num_hits > 0))
}
