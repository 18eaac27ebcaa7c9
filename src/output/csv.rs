//! Tables that a spreadsheet opens right.

use std::io::{self, Write};

use crate::article::{Amount, Article};
use crate::ask::{Axis, Bucket, Crossed, FIELDS, Hit, Reason, StatementHit, Timeline, time_name};
use crate::extract::places;
use crate::fields::FieldId;
use crate::lang;
use crate::output::number::rounded_share;
use crate::output::record::Number;

/// A cell that a spreadsheet takes as text: one that begins like a formula gets an apostrophe in front.
pub fn defuse(cell: &str) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

/// Writes a row, its cells quoted where they must be.
pub(super) fn write_row<'c>(out: &mut dyn Write, cells: impl IntoIterator<Item = &'c str>) -> io::Result<()> {
    let mut row = Vec::new();
    {
        let mut writer = csv::Writer::from_writer(&mut row);
        writer
            .write_record(cells.into_iter().map(defuse))
            .and_then(|()| writer.flush().map_err(csv::Error::from))
            .map_err(io::Error::other)?;
    }
    out.write_all(&row)
}

/// An amount as one text: `USD 650000000`, `IDR 5000000000..10000000000`, `USD >=5`.
pub(super) fn amount_text(amount: &Amount) -> String {
    let number = |value: &crate::article::Decimal| Number::of(value).to_string();
    let value = match (&amount.min, &amount.max) {
        (Some(min), Some(max)) if min == max => number(min),
        (Some(min), Some(max)) => format!("{}..{}", number(min), number(max)),
        (Some(min), None) => format!(">={}", number(min)),
        (None, Some(max)) => format!("<={}", number(max)),
        (None, None) => String::new(),
    };
    format!("{} {value}", amount.currency)
}

/// The value of a field in the table of articles; lists are joined by `;`.
fn column(article: &Article, persons: &[String], field: FieldId) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let day = || article.published.as_ref().map(|published| published.day());
    match field {
        FieldId::Id => article.id.clone(),
        FieldId::Title => article.title.clone(),
        FieldId::Body => article.body.clone(),
        FieldId::Source => text(&article.source),
        FieldId::Date => day().map(|day| day.to_string()).unwrap_or_default(),
        FieldId::Year => day().map(|day| time_name(Axis::Year, day)).unwrap_or_default(),
        FieldId::Month => day().map(|day| time_name(Axis::Month, day)).unwrap_or_default(),
        FieldId::Week => day().map(|day| time_name(Axis::Week, day)).unwrap_or_default(),
        // The article itself does not say it.
        FieldId::Added => String::new(),
        FieldId::Language => article.language.code().to_owned(),
        FieldId::Section => text(&article.section),
        FieldId::Author => article.authors.join(";"),
        FieldId::Place => text(&article.dateline.as_ref().and_then(|dateline| dateline.place.clone())),
        FieldId::Doubt => join(article.doubts.iter().map(|doubt| doubt.field.clone())),
        FieldId::Path => article.path.clone(),
        FieldId::Quote => join(article.quotes.iter().map(|q| q.span.of(&article.body).to_owned())),
        FieldId::Speaker => persons.join(";"),
        FieldId::Role => join(article.speakers.iter().flat_map(|s| s.roles.iter().cloned())),
        FieldId::Country => join(article.countries.iter().map(|c| c.code.to_string())),
        FieldId::About => {
            let about = article.countries.iter().filter(|country| country.about);
            join(about.map(|country| country.code.to_string()))
        }
        FieldId::Region => {
            let regions = article.countries.iter().flat_map(|c| places::regions_of(c.code));
            let mut names: Vec<&str> = regions
                .map(|region| places::region_label(*region, lang::SPOKEN[0]))
                .collect();
            names.sort_unstable();
            names.dedup();
            names.join(";")
        }
        FieldId::Amount => join(article.amounts.iter().map(amount_text)),
        FieldId::Currency => join(article.amounts.iter().map(|amount| amount.currency.to_string())),
    }
}

fn join(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(";")
}

/// The header of articles: the columns of [`FIELDS`].
pub fn article_header(out: &mut dyn Write) -> io::Result<()> {
    hit_header(out, false)
}

/// `persons` are those who speak in it.
pub fn article_row(out: &mut dyn Write, article: &Article, persons: &[String]) -> io::Result<()> {
    let cells: Vec<String> = cells(article, persons).collect();
    write_row(out, cells.iter().map(String::as_str))
}

/// Columns that are no fields: when exactly it was published, its address, and which member of its file it is.
const BESIDE: [&str; 3] = ["published", "url", "member"];

fn beside(article: &Article) -> [String; 3] {
    let published = article.published.as_ref().map(ToString::to_string);
    [published, article.url.clone(), article.member.clone()].map(Option::unwrap_or_default)
}

fn cells(article: &Article, persons: &[String]) -> impl Iterator<Item = String> {
    let columns = FIELDS.iter().filter(|f| f.column);
    columns
        .map(|field| column(article, persons, field.id))
        .chain(beside(article))
}

/// The header of articles that were found; where hits are stories, with one more column for how many reprints each has.
pub fn hit_header(out: &mut dyn Write, stories: bool) -> io::Result<()> {
    let columns = FIELDS.iter().filter(|f| f.column).map(|f| f.name);
    write_row(out, columns.chain(BESIDE).chain(stories.then_some("reprints")))
}

pub fn hit_row(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    let cells = cells(&hit.article, &hit.persons).chain(hit.reprints.map(|count| count.to_string()));
    let cells: Vec<String> = cells.collect();
    write_row(out, cells.iter().map(String::as_str))
}

/// The header of statements.
pub fn quote_header(out: &mut dyn Write) -> io::Result<()> {
    write_row(
        out,
        [
            "speaker", "name", "role", "kind", "text", "before", "after", "title", "source", "date", "url", "path",
            "member", "start", "end", "id",
        ],
    )
}

pub fn quote_row(out: &mut dyn Write, hit: &StatementHit) -> io::Result<()> {
    let Some(quote) = hit.quote() else { return Ok(()) };
    let article = &hit.article;
    let speaker = article.speaker_of(quote);
    let (before, after) = hit.around();
    let [_, url, member] = beside(article);
    let cells = [
        hit.person.clone().unwrap_or_default(),
        speaker.map(|s| s.name.clone()).unwrap_or_default(),
        quote.role.clone().unwrap_or_default(),
        crate::output::record::kind_name(quote.kind).to_owned(),
        quote.span.of(&article.body).to_owned(),
        before.of(&article.body).to_owned(),
        after.of(&article.body).to_owned(),
        column(article, &[], FieldId::Title),
        column(article, &[], FieldId::Source),
        column(article, &[], FieldId::Date),
        url,
        column(article, &[], FieldId::Path),
        member,
        quote.span.start.to_string(),
        quote.span.end.to_string(),
        column(article, &[], FieldId::Id),
    ];
    write_row(out, cells.iter().map(String::as_str))
}

/// The parts of a query, whether each holds of an article, and the words that make it hold.
pub fn reasons(out: &mut dyn Write, reasons: &[Reason]) -> io::Result<()> {
    write_row(out, ["part", "holds", "words"])?;
    for reason in reasons {
        let holds = if reason.holds { "yes" } else { "no" };
        write_row(out, [reason.part.as_str(), holds, &reason.words.join(";")])?;
    }
    Ok(())
}

/// What the count of those without a value is called.
pub(super) const NONE: &str = "(none)";

/// Counts of one field. What has no value is the last row, with an empty value.
pub fn buckets(out: &mut dyn Write, field: &str, buckets: &[Bucket], missing: u64) -> io::Result<()> {
    write_row(out, [field, "label", "count"])?;
    for bucket in buckets {
        write_row(out, [bucket.value.as_str(), &bucket.label, &bucket.count.to_string()])?;
    }
    match missing {
        0 => Ok(()),
        missing => write_row(out, ["", NONE, &missing.to_string()]),
    }
}

/// Hits by time: as [`buckets`], with all of each time and the share of it, from 0 to 1.
pub fn over_time(out: &mut dyn Write, answer: &Timeline) -> io::Result<()> {
    write_row(out, [answer.field, "label", "count", "all", "share"])?;
    for (bucket, all) in answer.values.iter().zip(&answer.all) {
        let share = rounded_share(bucket.count, *all).map_or_else(String::new, |share| share.to_string());
        let (count, all) = (bucket.count.to_string(), all.to_string());
        write_row(out, [bucket.value.as_str(), &bucket.label, &count, &all, &share])?;
    }
    match answer.undated {
        0 => Ok(()),
        undated => write_row(out, ["", NONE, &undated.to_string(), "", ""]),
    }
}

/// Counts of two fields: one row for each value of the first, one column for each of the second.
pub fn crossed(out: &mut dyn Write, answer: &Crossed) -> io::Result<()> {
    let [rows, columns] = answer.axes.map(Axis::name);
    let corner = format!("{rows} / {columns}");
    let columns = answer.columns.iter().map(|bucket| bucket.value.as_str());
    write_row(out, [corner.as_str()].into_iter().chain(columns))?;
    for (row, counts) in answer.rows.iter().zip(&answer.counts) {
        let counts: Vec<String> = counts.iter().map(u64::to_string).collect();
        let counts = counts.iter().map(String::as_str);
        write_row(out, [row.value.as_str()].into_iter().chain(counts))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_cells_quoted() {
        let mut out = Vec::new();
        write_row(&mut out, ["=1+1", "@SUM(A1)", "-5", "kata, \"kutipan\"", "biasa"]).expect("memory can be written");
        assert_eq!(
            String::from_utf8(out).expect("it is text"),
            "'=1+1,'@SUM(A1),'-5,\"kata, \"\"kutipan\"\"\",biasa\n"
        );
    }
}
