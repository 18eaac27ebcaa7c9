//! Article -> the documents of the engine.

use tantivy::TantivyDocument;

use super::analyzer::{self, Word, tagged};
use super::schema::{Columns, Kind};
use super::{money, names, stored, units};
use crate::article::{Amount, Article, Extracted, Speaker};

/// What an article belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Belonging {
    /// The key of the file that it comes from.
    pub file: u64,
    /// The story that it tells.
    pub story: u64,
    /// It is the first of its story.
    pub first: bool,
    /// When it came into the index, in seconds since 1970.
    pub added: i64,
}

/// The documents of an article: itself, then its quotes. They must be added as one batch.
pub fn documents(columns: &Columns, extracted: &Extracted, of: &Belonging) -> Vec<TantivyDocument> {
    let article = &extracted.article;
    let mut documents = Vec::with_capacity(1 + article.quotes.len());
    documents.push(article_document(columns, extracted, of));
    let words = words_of_quotes(article);
    for (i, quote) in article.quotes.iter().enumerate() {
        let mut document = TantivyDocument::new();
        document.add_u64(columns.kind, Kind::Quote as u64);
        document.add_u64(columns.ordinal, i as u64 + 1);
        document.add_u64(columns.file, of.file);
        let said = analyzer::inside(&words, quote.span.start as usize, quote.span.end as usize);
        document.add_u64(columns.quote_start, said.start as u64);
        document.add_u64(columns.quote_end, said.end as u64);
        if let Some(speaker) = article.speaker_of(quote) {
            document.add_text(columns.speaker, &speaker.name);
            if let Some(full) = names::full_name(&speaker.name) {
                document.add_text(columns.speaker, full);
            }
            for role in roles(speaker) {
                document.add_text(columns.role, role);
            }
            document.add_text(columns.speaker_value, names::facet_value(&speaker.name));
        }
        documents.push(document);
    }
    documents
}

/// What a speaker is: the roles, and whom they are of.
pub fn roles(speaker: &Speaker) -> impl Iterator<Item = &String> {
    speaker.roles.iter().chain(&speaker.affiliation)
}

/// The words of the body up to the end of the last statement.
fn words_of_quotes(article: &Article) -> Vec<Word> {
    let end = article.quotes.iter().map(|quote| quote.span.end as usize).max();
    let end = end.unwrap_or_default();
    let mut words = Vec::with_capacity(end / 6);
    let mut at = 0;
    while at < end {
        let Some(word) = analyzer::next_word(&article.body, at) else {
            break;
        };
        at = word.end;
        words.push(word);
    }
    words
}

fn article_document(columns: &Columns, extracted: &Extracted, of: &Belonging) -> TantivyDocument {
    let article = &extracted.article;
    let mut document = TantivyDocument::new();
    document.add_u64(columns.kind, Kind::Article as u64);
    document.add_u64(columns.ordinal, 0);
    document.add_u64(columns.file, of.file);
    document.add_u64(columns.story, of.story);
    document.add_i64(columns.added, of.added);
    let sketch = if of.first { columns.sketch } else { columns.heir };
    for hash in &extracted.sketch {
        document.add_u64(sketch, u64::from(*hash));
    }
    document.add_bytes(columns.record, &stored::encode(article));
    // A derived title is the lead's words: they would count twice.
    if !article.title_derived {
        document.add_text(columns.title, tagged(article.language, &article.title));
    }
    let body = units::marked(article.language, &article.body, &extracted.sentences);
    document.add_text(columns.body, body);
    for speaker in &article.speakers {
        document.add_text(columns.speaker_value, names::facet_value(&speaker.name));
        for role in roles(speaker) {
            document.add_text(columns.role, role);
        }
    }
    if let Some(source) = &article.source {
        document.add_text(columns.source, source);
    }
    for country in &article.countries {
        document.add_text(columns.country, country.code.as_str());
        if country.about {
            document.add_text(columns.about, country.code.as_str());
        }
    }
    let mut currencies: Vec<&str> = article.amounts.iter().map(|a| a.currency.as_str()).collect();
    currencies.sort_unstable();
    currencies.dedup();
    for currency in currencies {
        document.add_text(columns.currency, currency);
    }
    for amount in &article.amounts {
        if let Some((min, max)) = stated(amount) {
            document.add_u64(columns.amount_min, min);
            document.add_u64(columns.amount_max, max);
        }
    }
    if let Some(published) = &article.published {
        document.add_i64(columns.date, published.timestamp().as_second());
        document.add_i64(columns.day, days_since_epoch(published.day()));
    }
    document.add_text(columns.language, article.language.code());
    if let Some(section) = &article.section {
        document.add_text(columns.section, section);
    }
    for author in &article.authors {
        document.add_text(columns.author, author);
        document.add_text(columns.author_value, names::facet_value(author));
    }
    if let Some(place) = article.dateline.as_ref().and_then(|d| d.place.as_deref()) {
        document.add_text(columns.place, place);
    }
    let mut doubts: Vec<&str> = article.doubts.iter().map(|doubt| doubt.field.as_str()).collect();
    doubts.sort_unstable();
    doubts.dedup();
    for doubt in doubts {
        document.add_text(columns.doubt, doubt);
    }
    document.add_text(columns.path, &article.path);
    document.add_text(columns.id, &article.id);
    document
}

/// The lowest and highest value that an article states, as codes: `lebih dari Rp 5 miliar` states 5 billion.
pub fn stated(amount: &Amount) -> Option<(u64, u64)> {
    let low = amount.min.as_ref().or(amount.max.as_ref())?;
    let high = amount.max.as_ref().or(amount.min.as_ref())?;
    Some((money::code(amount.currency, low), money::code(amount.currency, high)))
}

/// The number of days from 1970-01-01 to `day`, negative before.
pub fn days_since_epoch(day: jiff::civil::Date) -> i64 {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    // The difference of two civil dates in days is always within range.
    epoch
        .until(day)
        .map(|span| i64::from(span.get_days()))
        .unwrap_or_default()
}

/// The day that is so many days after 1970-01-01, if the calendar has it.
pub fn day_of(days: i64) -> Option<jiff::civil::Date> {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        for days in [-30_000, -1, 0, 19_041, 60_000] {
            assert_eq!(day_of(days).map(days_since_epoch), Some(days));
        }
        assert_eq!(days_since_epoch(jiff::civil::date(2022, 2, 18)), 19_041);
        assert_eq!(day_of(i64::MAX), None);
    }
}
