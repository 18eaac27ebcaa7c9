//! The queries that are measured: of every kind, with words, names and places of the index at hand.

use tantivy::Term;
use tantivy::query::{BooleanQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use warta::index::Snapshot;
use warta::index::analyzer::STEM;
use warta::query::{Condition, Scope};
use warta::search::{self, Axis, Request, Sort};

type Failure = Box<dyn std::error::Error>;

/// A query as a user types it.
pub struct Question {
    pub kind: &'static str,
    pub text: String,
    /// What comes closest to it in Tantivy alone.
    pub engine: Option<Box<dyn Query>>,
    /// The same for SQLite's full-text index.
    pub sqlite: Option<String>,
}

/// What an index has to ask for.
struct Stock<'s> {
    snapshot: &'s Snapshot,
    /// Words of bodies with the number of bodies that they are in, the most frequent first.
    words: Vec<(u64, String)>,
    /// Two words that stand side by side in some body, from frequent to rare.
    pairs: Vec<(String, String)>,
    speakers: Vec<String>,
    countries: Vec<String>,
    years: Vec<String>,
}

/// The questions, those of one kind together.
pub fn of(snapshot: &Snapshot) -> Result<Vec<Question>, Failure> {
    let stock = Stock::of(snapshot)?;
    let articles = snapshot.counts()?.articles;
    let mut out = Vec::new();
    let mut add = |kind, text: String, engine: Option<Box<dyn Query>>| {
        // Words, and words in quotation marks, mean the same to both.
        let sqlite = engine.is_some().then(|| text.clone());
        out.push(Question {
            kind,
            text,
            engine,
            sqlite,
        });
    };
    let (often, middle, rare) = (
        stock.words_near(articles / 4),
        stock.words_near(articles / 50),
        stock.words_near(articles / 2000),
    );
    for (kind, words) in [
        ("word, in 1 of 4", &often),
        ("word, in 1 of 50", &middle),
        ("word, in 1 of 2000", &rare),
    ] {
        for word in &words[..5] {
            add(kind, word.clone(), Some(stock.word(word)));
        }
    }
    for (a, b) in [
        (&often[0], &often[1]),
        (&often[2], &middle[0]),
        (&often[3], &rare[0]),
        (&middle[1], &middle[2]),
        (&middle[3], &rare[1]),
        (&often[4], &often[5]),
    ] {
        let both = BooleanQuery::intersection(vec![stock.word(a), stock.word(b)]);
        add("two words", format!("{a} {b}"), Some(Box::new(both)));
    }
    for i in 0..5 {
        let (a, b) = stock.pair(i, 5);
        let terms = vec![stock.term(a), stock.term(b)];
        add(
            "phrase",
            format!("\"{a} {b}\""),
            Some(Box::new(PhraseQuery::new(terms))),
        );
    }
    for i in 0..4 {
        let (a, b) = stock.pair(i, 4);
        add("near", format!("\"{a} {b}\"~5"), None);
    }
    let start = |word: &str, letters: usize| word.chars().take(letters).collect::<String>();
    for (word, letters) in [(&often[0], 3), (&middle[0], 4), (&rare[0], 4), (&rare[2], 5)] {
        add("prefix", format!("{}*", start(word, letters)), None);
    }
    for word in [&middle[1], &rare[1], &rare[3]] {
        add("fuzzy", format!("{word}~"), None);
    }
    for (a, b) in [
        (&often[0], &often[1]),
        (&often[2], &middle[0]),
        (&middle[1], &middle[2]),
        (&often[3], &rare[0]),
    ] {
        add("in one sentence", format!("{{{a} {b}}}"), None);
    }
    for word in [&often[1], &middle[0], &rare[0]] {
        add("quote:", format!("quote:{word}"), None);
    }
    let [first, middling, last] = [0, stock.speakers.len() / 20, stock.speakers.len() / 2]
        .map(|at| stock.speakers.get(at).map_or("", String::as_str));
    for name in [first, middling, last] {
        add("speaker:", format!("speaker:\"{name}\""), None);
    }
    for (name, word) in [(first, &often[0]), (first, &middle[0]), (middling, &often[1])] {
        let text = format!("{{speaker:\"{name}\" quote:{word}}}");
        add("{speaker: quote:}", text, None);
    }
    for (i, field) in [(0, "country"), (3, "country"), (1, "about")] {
        let country = stock.countries.get(i).map_or("ID", String::as_str);
        add("country", format!("{field}:{country}"), None);
    }
    let (early, late) = (&stock.years[0], &stock.years[stock.years.len() - 1]);
    for text in [
        format!("year:{early}"),
        format!("date:{early}-06..{late}-03"),
        format!("{} date:>={late}-02", often[0]),
    ] {
        add("dates", text, None);
    }
    for text in [
        "amount:>=\"USD 100 juta\"".to_owned(),
        "amount:\"Rp 1 miliar\"..\"Rp 500 miliar\"".to_owned(),
        format!("{} amount:>=\"Rp 100 miliar\"", middle[0]),
    ] {
        add("amounts", text, None);
    }
    let country = stock.countries.first().map_or("ID", String::as_str);
    for text in [
        format!("({} OR {}) -{} country:{country}", middle[0], middle[1], often[0]),
        format!("[{{{} {}}} {}]", often[0], often[1], middle[2]),
        format!(
            "title:{}^2 OR ({} year:{late} -speaker:\"{first}\")",
            middle[3], often[2]
        ),
        format!(
            "({} {}) OR quote:{} OR {}*",
            often[3],
            middle[4],
            rare[0],
            start(&rare[1], 4)
        ),
    ] {
        add("nested", text, None);
    }
    add("all articles", "*".to_owned(), None);
    Ok(out)
}

impl Stock<'_> {
    fn of<'s>(snapshot: &'s Snapshot) -> Result<Stock<'s>, Failure> {
        let readers = snapshot.searcher.segment_readers();
        let largest = readers.iter().max_by_key(|reader| reader.max_doc());
        let largest = largest.ok_or("the index is empty")?;
        let inverted = largest.inverted_index(snapshot.columns().body)?;
        let mut terms = inverted.terms().stream()?;
        let mut words = Vec::new();
        while terms.advance() {
            let Ok(word) = std::str::from_utf8(terms.key()) else {
                continue;
            };
            let plain = !word.starts_with(STEM) && word.len() > 4 && word.bytes().all(|b| b.is_ascii_lowercase());
            if plain {
                words.push((u64::from(terms.value().doc_freq), word.to_owned()));
            }
        }
        words.sort_by(|a, b| b.cmp(a));
        let request = Request {
            sort: Sort::Oldest,
            limit: Some(40),
            facets: vec![Axis::Speaker, Axis::Country, Axis::Year],
            ..Request::new(Scope::Articles)
        };
        let found = search::run(snapshot, &Condition::All, &request)?;
        let values = |i: usize| -> Vec<String> {
            let buckets = found.facets.get(i).map(search::Counts::buckets);
            let seen = buckets.into_iter().flatten().filter(|bucket| bucket.count > 0);
            seen.map(|bucket| bucket.value).collect()
        };
        let mut stock = Stock {
            snapshot,
            words,
            pairs: Vec::new(),
            speakers: values(0),
            countries: values(1),
            years: values(2),
        };
        if stock.words.len() < 100 || stock.speakers.is_empty() || stock.years.is_empty() {
            return Err("the index is too small to measure on".into());
        }
        stock.pairs = stock.pairs(&found)?;
        Ok(stock)
    }

    /// Six words that about so many bodies have, none of them a part of the index that stands out.
    fn words_near(&self, articles: u64) -> Vec<String> {
        let at = self.words.partition_point(|(count, _)| *count > articles);
        let first = at.saturating_sub(3).min(self.words.len().saturating_sub(6));
        let near = &self.words[first..first + 6];
        near.iter().map(|(_, word)| word.clone()).collect()
    }

    fn pairs(&self, found: &search::Found) -> Result<Vec<(String, String)>, Failure> {
        let mut pairs: Vec<(u64, String, String)> = Vec::new();
        for ranked in &found.ranked {
            let article = search::article(self.snapshot, ranked)?;
            let words: Vec<&str> = article.body.split(' ').collect();
            for pair in words.windows(2) {
                let plain = |word: &str| word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
                if let [a, b] = pair
                    && plain(a)
                    && plain(b)
                {
                    let frequency = |word| self.snapshot.searcher.doc_freq(&self.term(word));
                    pairs.push((frequency(a)?.min(frequency(b)?), (*a).to_owned(), (*b).to_owned()));
                }
            }
        }
        pairs.sort_by(|a, b| b.cmp(a));
        pairs.dedup();
        match pairs.is_empty() {
            true => Err("no two words stand side by side".into()),
            false => Ok(pairs.into_iter().map(|(_, a, b)| (a, b)).collect()),
        }
    }

    /// The first, the next ... of `of` pairs, evenly from the most frequent on.
    fn pair(&self, i: usize, of: usize) -> (&str, &str) {
        let (a, b) = &self.pairs[i * self.pairs.len() / of];
        (a, b)
    }

    fn term(&self, word: &str) -> Term {
        Term::from_field_text(self.snapshot.columns().body, word)
    }

    fn word(&self, word: &str) -> Box<dyn Query> {
        Box::new(TermQuery::new(self.term(word), IndexRecordOption::WithFreqs))
    }
}
