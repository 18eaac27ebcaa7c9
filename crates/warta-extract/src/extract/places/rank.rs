//! From mentions to the countries of an article: how salient each is, and which the story is about.
//!
//! An agency's indexer files a story under the countries that its headline and lead are about, under the one that it comes
//! from when it is about no other, and a company's report under the company's home, even where no country is named.

use rustc_hash::FxHashMap;

use super::found::{Mention, Named};
use super::{Frame, gazetteer};
use crate::article::{Amount, Country, CountryCode, Span, Via};
use crate::extract::text::Doc;

// The weights and shares below were set by hand and read over news in three languages and Reuters of 1987; they were not fitted.

/// What a mention in the title counts, and one in the lead, against one further down.
const TITLE: f32 = 5.0;
const LEAD: f32 = 2.0;
/// Tokens of the first paragraph that are the lead: many texts come as one paragraph.
const LEAD_TOKENS: u32 = 60;
/// What the dateline counts.
const DATELINE: f32 = 2.5;
/// What a mention inside a company's name counts: `Taiwan Plastics Corp` is less about Taiwan than `Taiwan` is.
const IN_COMPANY: f32 = 0.4;

/// Below this share of its first country an article is about many at once, as an overview of a tournament is.
const EVEN: f32 = 0.22;
/// What each of many has of the first one's share.
const EVEN_PART: f32 = 0.3;
/// From this share on the first country has the story for itself: another one is mentioned by the way if it is not in the title and
/// named at most [`BY_THE_WAY`] times.
const ALONE: f32 = 0.55;
const BY_THE_WAY: u32 = 2;
/// From so many mentions on a country is part of the story wherever they stand.
const AGAIN_AND_AGAIN: u32 = 6;

fn weight(via: Via) -> f32 {
    match via {
        Via::Name => 1.0,
        Via::Demonym | Via::Metonym => 0.9,
        Via::City | Via::Metadata => 0.7,
        Via::Dateline => DATELINE,
    }
}

/// What an article says of one country.
#[derive(Default)]
struct Sum {
    first: usize,
    weight: f32,
    count: u32,
    via: Vec<Via>,
    spans: Vec<Span>,
    /// It is in the title.
    titled: bool,
    /// The title names it or its people, and not as a part of a company's name.
    headed: bool,
    /// It is named in the first words.
    early: bool,
    /// The file is indexed by it.
    indexed: bool,
}

impl Sum {
    fn is_in_dateline(&self) -> bool {
        self.via.contains(&Via::Dateline)
    }

    /// The share of the article's weight from which it is about the country. The story's own place needs little, and what the title and
    /// the first words name least; a country known only by its cities most (`the London market`), and one that is named once more than
    /// one that is named again.
    fn about_from(&self) -> f32 {
        let share: f32 = if self.is_in_dateline() {
            0.1
        } else if self.via.iter().all(|via| *via == Via::City) {
            0.4
        } else if self.count > 1 {
            0.2
        } else {
            0.3
        };
        if self.headed && self.early {
            share.min(0.05)
        } else if self.count >= AGAIN_AND_AGAIN {
            share.min(0.15)
        } else if self.titled {
            share.min(0.2)
        } else if self.early && self.count > 1 {
            share.min(0.12)
        } else if self.early {
            share
        } else {
            share.max(0.2)
        }
    }

    /// It is known only by where the newsroom sits: `Jakarta` at the head of a story from elsewhere.
    fn is_newsroom(&self) -> bool {
        let head = self.count <= 1 && self.via.iter().all(|via| matches!(via, Via::City | Via::Dateline));
        !self.titled && (head && self.early || self.via == [Via::Dateline])
    }
}

pub fn rank(doc: &Doc, frame: &Frame, found: Named) -> Vec<Country> {
    let domestic = found.domestic;
    let sums = sums(doc, frame, &found);
    if sums.is_empty() {
        return implied(doc, &found).into_iter().collect();
    }
    let total: f32 = sums.values().map(|s| s.weight).sum();
    let mut ranked: Vec<(CountryCode, Sum)> = sums.into_iter().collect();
    ranked.sort_by(|(a, x), (b, y)| y.weight.total_cmp(&x.weight).then(x.first.cmp(&y.first)).then(a.cmp(b)));
    let (top, most) = (ranked[0].0, ranked[0].1.weight / total);
    let home = gazetteer::of(doc.language).home.as_ref().map(|(code, _)| *code);
    let elsewhere = |(code, sum): &(CountryCode, Sum)| {
        Some(*code) != home && (sum.titled || !domestic && (sum.early || sum.count > 1))
    };
    let foreign = ranked.iter().any(elsewhere);
    // A text that places itself nowhere has examples further down, no story.
    let placed = |(code, sum): &(CountryCode, Sum)| {
        sum.titled || sum.early || sum.is_in_dateline() || Some(*code) == home || sum.count > BY_THE_WAY
    };
    let nowhere = most >= EVEN && !ranked.iter().any(placed);
    let is_indexed = ranked.iter().any(|(_, sum)| sum.indexed);
    let is_about = |code: CountryCode, sum: &Sum, salience: f32| {
        // What the agency's own indexer says is true.
        if is_indexed {
            return sum.indexed;
        }
        if foreign && Some(code) == home && sum.is_newsroom() {
            return false;
        }
        let by_the_way = most >= ALONE && !sum.titled && !sum.is_in_dateline() && sum.count <= BY_THE_WAY;
        let from = match most < EVEN {
            true => sum.about_from().min(EVEN_PART * most),
            false => sum.about_from(),
        };
        let example = nowhere && sum.count <= BY_THE_WAY;
        code == top && !example || !by_the_way && !example && salience >= from
    };
    ranked
        .into_iter()
        .map(|(code, mut sum)| {
            sum.via.sort_unstable();
            let salience = sum.weight / total;
            Country {
                code,
                count: sum.count,
                salience,
                about: is_about(code, &sum, salience),
                via: sum.via,
                spans: sum.spans,
            }
        })
        .collect()
}

fn sums(doc: &Doc, frame: &Frame, found: &Named) -> FxHashMap<CountryCode, Sum> {
    let mut sums: FxHashMap<CountryCode, Sum> = FxHashMap::default();
    let lead_end = doc.paragraphs.first().map_or(0, |p| p.end).min(LEAD_TOKENS);
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
        match span {
            Some(span) => {
                sum.spans.push(span);
                sum.early |= m.via != Via::Dateline && m.start < LEAD_TOKENS;
            }
            None => {
                sum.titled = true;
                sum.headed |= !m.in_company && m.via != Via::City;
            }
        }
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
    for code in frame.indexed {
        let sum = sums.entry(*code).or_default();
        if !sum.indexed {
            sum.indexed = true;
            sum.weight += TITLE * weight(Via::Metadata);
            sum.via.push(Via::Metadata);
        }
    }
    let place = frame.place;
    if let Some(code) = place.filter(|_| !found.body.iter().any(|m| m.via == Via::Dateline)) {
        let sum = sums.entry(code).or_default();
        sum.weight += DATELINE;
        sum.via.push(Via::Dateline);
    }
    sums
}

/// The country of a text that names none, by the money that it counts in: all of its amounts are of one country's money, which is not the
/// world's.
pub fn by_money(amounts: &[Amount]) -> Option<Country> {
    let first = amounts.first()?.currency;
    let code = first
        .country()
        .filter(|_| amounts.iter().all(|amount| amount.currency == first))?;
    (first.as_str() != "USD").then(|| implied_country(code))
}

/// The country of a text that names none: the one whose money it counts in, or the one that its language's list has for a company's report
/// of a certain kind, as the American kind in English. Elsewhere a company's home is said (`Ltd` alone says nothing). Dollars are the
/// world's money: they say nothing where the text has at least the name of some other place, or a club's.
fn implied(doc: &Doc, found: &Named) -> Option<Country> {
    let us = CountryCode::from_code("US");
    let elsewhere = found.clubs || found.passed_over.iter().any(|code| Some(*code) != us);
    let money = found.money.iter().copied().find(|code| !elsewhere || Some(*code) != us);
    let by_words = || {
        let mut all = gazetteer::of(doc.language).implied.iter();
        let fits = |company: bool| if company { !found.clubs } else { !elsewhere };
        all.find(|implied| fits(implied.company) && doc.tokens.iter().any(|t| implied.words.contains(&t.key)))
    };
    let code = money.or_else(|| by_words().map(|implied| implied.code))?;
    Some(implied_country(code))
}

fn implied_country(code: CountryCode) -> Country {
    Country {
        code,
        count: 0,
        salience: 1.0,
        about: true,
        via: vec![Via::Metadata],
        spans: Vec::new(),
    }
}
