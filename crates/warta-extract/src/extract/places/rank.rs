//! From mentions to the countries of an article: how salient each is, and which the story is about.
//!
//! An agency's indexer files a story under the countries that its headline and lead are about, under the one that it comes
//! from when it is about no other, and a company's report under the company's home, even where no country is named.

use rustc_hash::FxHashMap;

use super::mentions::{Found, Mention};
use crate::article::{Country, CountryCode, Language, Span, Via};
use crate::extract::meta::Meta;
use crate::extract::text::{Doc, key_of};

/// What a mention in the title counts, and one in the first paragraph, against one further down.
const TITLE: f32 = 3.0;
const LEAD: f32 = 2.0;
/// What the dateline counts.
const DATELINE: f32 = 2.5;
/// What a mention inside a company's name counts: `Taiwan Plastics Corp` is less about Taiwan than `Taiwan` is.
const IN_COMPANY: f32 = 0.4;

/// The share of the article's weight from which it is about a country. The story's own place needs least; a country known only by
/// its cities most (`the London market`), and one that is named once more than one that is named again.
fn about_from(sum: &Sum) -> f32 {
    if sum.via.contains(&Via::Dateline) {
        0.1
    } else if sum.via.iter().all(|via| *via == Via::City) {
        0.4
    } else if sum.count > 1 {
        0.2
    } else {
        0.3
    }
}

fn weight(via: Via) -> f32 {
    match via {
        Via::Name => 1.0,
        Via::Demonym | Via::Metonym => 0.9,
        Via::City | Via::Metadata => 0.7,
        Via::Dateline => DATELINE,
    }
}

#[derive(Default)]
struct Sum {
    first: usize,
    weight: f32,
    count: u32,
    via: Vec<Via>,
    spans: Vec<Span>,
}

pub fn rank(doc: &Doc, meta: &Meta, found: Found) -> Vec<Country> {
    let mut sums: FxHashMap<CountryCode, Sum> = FxHashMap::default();
    let lead_end = doc.paragraphs.first().map_or(0, |p| p.end);
    let mut order = 0;
    let mut add = |m: &Mention, factor: f32, span: Option<Span>| {
        order += 1;
        let sum = sums.entry(m.code).or_insert_with(|| Sum {
            first: order,
            ..Sum::default()
        });
        let factor = if m.in_company { factor * IN_COMPANY } else { factor };
        sum.weight += factor * weight(m.via);
        sum.count += 1;
        if !sum.via.contains(&m.via) {
            sum.via.push(m.via);
        }
        sum.spans.extend(span);
    };
    for m in &found.title {
        add(m, TITLE, None);
    }
    for (m, span) in found.body.iter().zip(&found.spans) {
        let factor = match m.via {
            Via::Dateline => 1.0,
            _ if m.start < lead_end => LEAD,
            _ => 1.0,
        };
        add(m, factor, Some(*span));
    }
    let home = meta.dateline.as_ref().and_then(|d| d.country);
    if let Some(code) = home.filter(|_| !found.body.iter().any(|m| m.via == Via::Dateline)) {
        let sum = sums.entry(code).or_default();
        sum.weight += DATELINE;
        sum.via.push(Via::Dateline);
    }
    if sums.is_empty() {
        return implied(doc, &found).into_iter().collect();
    }
    let total: f32 = sums.values().map(|s| s.weight).sum();
    let mut ranked: Vec<(CountryCode, Sum)> = sums.into_iter().collect();
    ranked.sort_by(|(a, x), (b, y)| y.weight.total_cmp(&x.weight).then(x.first.cmp(&y.first)).then(a.cmp(b)));
    let top = ranked[0].0;
    ranked
        .into_iter()
        .map(|(code, mut sum)| {
            sum.via.sort_unstable();
            let salience = sum.weight / total;
            Country {
                code,
                count: sum.count,
                salience,
                about: salience >= about_from(&sum) || code == top,
                via: sum.via,
                spans: sum.spans,
            }
        })
        .collect()
}

/// Words of an American company's report: the legal forms, the wire's word for dollars, the exchange and the results' table.
const COMPANY_FORMS: &[&str] = &["inc", "corp", "dlrs", "cts", "shr", "shrs", "nasdaq"];

/// The country of a text that names none: the one whose money it counts in, or the United States for a company's report of the
/// American kind in English. Elsewhere a company's home is said (`Ltd` alone says nothing). Dollars are the world's money: they
/// say nothing where the text has at least the name of some other place, or a club's.
fn implied(doc: &Doc, found: &Found) -> Option<Country> {
    let us = CountryCode::from_code("US");
    let has = |words: &[&str]| {
        let keys: Vec<u64> = words.iter().map(|word| key_of(word)).collect();
        doc.language == Language::EN && doc.tokens.iter().any(|t| keys.contains(&t.key))
    };
    let elsewhere = found.clubs || found.passed_over.iter().any(|code| Some(*code) != us);
    let money = found.money.iter().copied().find(|code| !elsewhere || Some(*code) != us);
    let american = !found.clubs && has(COMPANY_FORMS) || !elsewhere && has(&["dollars"]);
    let code = money.or(us.filter(|_| american))?;
    Some(Country {
        code,
        count: 0,
        salience: 1.0,
        about: true,
        via: vec![Via::Metadata],
        spans: Vec::new(),
    })
}
