//! What a search finds, against a recount that knows neither the engine nor the index: many articles made from a seed, many
//! queries of every kind, and the same sets of ids and counts wanted from both.

use std::collections::BTreeMap;

use bigdecimal::BigDecimal;
use warta::article::*;
use warta::index::analyzer::{fold, stem};
use warta::index::{Index, Payload, Writer, lock};
use warta::query::ast::{Form, Node, NodeKind, Term};
use warta::query::{Condition, Scope, parse, resolve};
use warta::search::{self, Axis, Request};

/// Numbers that look like chance, the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.roll(list.len())]
    }
}

const WORDS: &[&str] = &[
    "serang",
    "menyerang",
    "serangan",
    "bantuan",
    "bantu",
    "membantu",
    "senjata",
    "kapal",
    "dewan",
    "keamanan",
    "rakyat",
    "pelabuhan",
    "walikota",
    "ukraina",
    "ukrainian",
    "attack",
    "attacks",
    "attacked",
    "council",
    "security",
    "harbour",
    "ships",
    "ship",
    "perundingan",
    "damai",
    "beras",
    "harga",
    "naik",
    "turun",
    "Ma'ruf",
    "Élan",
    "gubernur",
];
const NAMES: &[&str] = &[
    "Taras Melnychenko",
    "Ileana Dobrescu",
    "Ratri Sukmawati",
    "Bimo Aryasatya",
    "Loretta Hargrove",
];
const ROLES: &[&str] = &["Wali Kota", "Menteri", "Gubernur", "Senator"];
const SOURCES: &[&str] = &["Kabar Pagi", "Harian Timur", "Evening Post"];
const COUNTRIES: &[&str] = &["UA", "RO", "ID", "US", "PL"];
const CURRENCIES: &[&str] = &["USD", "IDR"];

/// An article, and how its body is made of paragraphs, sentences and words.
struct Made {
    article: Article,
    paragraphs: Vec<Vec<Vec<String>>>,
    title: Vec<String>,
    /// The words of each statement.
    statements: Vec<Vec<String>>,
}

fn make(dice: &mut Dice, number: usize) -> Made {
    let mut body = String::new();
    let mut paragraphs = Vec::new();
    let mut quotes = Vec::new();
    let mut statements = Vec::new();
    let speakers: Vec<Speaker> = (0..dice.roll(3))
        .map(|i| Speaker {
            name: NAMES[(number + i) % NAMES.len()].to_owned(),
            roles: vec![dice.pick(ROLES).to_string()],
            affiliation: None,
            quotes: 1,
        })
        .collect();
    for _ in 0..1 + dice.roll(3) {
        if !body.is_empty() {
            body.push('\n');
        }
        let mut sentences = Vec::new();
        for _ in 0..1 + dice.roll(3) {
            if !body.is_empty() && !body.ends_with('\n') {
                body.push(' ');
            }
            let start = body.len();
            let words: Vec<String> = (0..2 + dice.roll(7)).map(|_| dice.pick(WORDS).to_string()).collect();
            for (i, word) in words.iter().enumerate() {
                if i == 0 {
                    body.extend(
                        word.chars()
                            .take(1)
                            .flat_map(char::to_uppercase)
                            .chain(word.chars().skip(1)),
                    );
                } else {
                    body.push(' ');
                    body.push_str(word);
                }
            }
            let end = body.len();
            body.push('.');
            if dice.roll(3) == 0 {
                quotes.push(Quote {
                    speaker: (!speakers.is_empty()).then(|| dice.roll(speakers.len()) as u32),
                    role: None,
                    kind: QuoteKind::Indirect,
                    span: Span::new(start, end),
                    cue: None,
                });
                statements.push(words.clone());
            }
            sentences.push(words);
        }
        paragraphs.push(sentences);
    }
    let title: Vec<String> = (0..2 + dice.roll(3)).map(|_| dice.pick(WORDS).to_string()).collect();
    let mut codes: Vec<&str> = (0..dice.roll(3)).map(|_| *dice.pick(COUNTRIES)).collect();
    codes.sort_unstable();
    codes.dedup();
    let amounts = (0..dice.roll(3))
        .map(|_| {
            let low = 1 + dice.roll(20) as i64;
            let high = low + [0, 0, 5][dice.roll(3)];
            Amount {
                currency: Currency::from_code(dice.pick::<&str>(CURRENCIES)).expect("a code"),
                min: Some(BigDecimal::from(low)),
                max: Some(BigDecimal::from(high)),
                bound: if low == high { Bound::Exact } else { Bound::Range },
                span: Span::new(0, 0),
            }
        })
        .collect();
    let published = (dice.roll(10) > 0).then(|| {
        let day = jiff::civil::date(
            2020 + dice.roll(4) as i16,
            1 + dice.roll(12) as i8,
            1 + dice.roll(28) as i8,
        );
        Published::Day(day)
    });
    let article = Article {
        id: format!("a-{number}"),
        path: format!("{}/{number}.txt", ["utara", "selatan"][number % 2]),
        member: None,
        title: title.join(" "),
        title_derived: dice.roll(4) == 0,
        source: (dice.roll(5) > 0).then(|| dice.pick(SOURCES).to_string()),
        published,
        published_from: None,
        language: *dice.pick(&[Language::ID, Language::EN, Language::UNKNOWN]),
        url: None,
        authors: (0..dice.roll(2)).map(|_| dice.pick(NAMES).to_string()).collect(),
        section: (dice.roll(2) == 0).then(|| "Bisnis".to_owned()),
        dateline: None,
        body,
        related: Vec::new(),
        cited_sources: Vec::new(),
        speakers,
        quotes,
        countries: codes
            .iter()
            .map(|code| Country {
                code: CountryCode::from_code(code).expect("a code"),
                count: 1,
                salience: 0.5,
                about: *code == "UA",
                via: vec![Via::Name],
                spans: Vec::new(),
            })
            .collect(),
        amounts,
        quantities: Vec::new(),
        sketch: Vec::new(),
    };
    Made {
        article,
        paragraphs,
        title,
        statements,
    }
}

/// The recount: whether words, or a whole article, are what a part of a query asks for.
struct Recount<'a> {
    made: &'a Made,
}

fn stems_of(word: &str) -> Vec<String> {
    [Language::ID, Language::EN]
        .into_iter()
        .map(|language| stem(language, word).map_or_else(|| word.to_owned(), |s| s.into_owned()))
        .collect()
}

impl Recount<'_> {
    fn word_fits(&self, wanted: &str, found: &str, form: Form) -> bool {
        let (wanted, found) = (fold(wanted), fold(found));
        match form {
            Form::Word => {
                let stems = stems_of(&wanted);
                found == wanted
                    || stems.contains(&found)
                    || stem(self.made.article.language, &found).is_some_and(|s| stems.iter().any(|w| *w == s))
            }
            Form::Prefix => found.starts_with(&wanted),
            Form::Fuzzy(distance) => {
                let by_length = [0, 0, 0, 0, 1, 1, 1, 1]
                    .get(wanted.chars().count())
                    .copied()
                    .unwrap_or(2);
                strsim::osa_distance(&wanted, &found) <= usize::from(distance.unwrap_or(by_length))
            }
            _ => found == wanted,
        }
    }

    fn words_fit(&self, term: &Term, words: &[String]) -> bool {
        let wanted: Vec<&str> = term.text.split(' ').collect();
        match term.form {
            Form::Any => true,
            Form::Phrase => words.windows(wanted.len()).any(|window| {
                window
                    .iter()
                    .zip(&wanted)
                    .all(|(found, w)| self.word_fits(w, found, Form::Exact))
            }),
            Form::Near(between) => {
                let longest = wanted.len() + between as usize;
                (0..words.len()).any(|start| {
                    let window = &words[start..words.len().min(start + longest)];
                    wanted
                        .iter()
                        .all(|w| window.iter().any(|found| self.word_fits(w, found, Form::Exact)))
                })
            }
            form => words.iter().any(|found| self.word_fits(&term.text, found, form)),
        }
    }

    fn body(&self) -> Vec<String> {
        self.made.paragraphs.iter().flatten().flatten().cloned().collect()
    }

    /// The texts in which a word counts: each is looked through by itself.
    fn title(&self) -> Vec<String> {
        match self.made.article.title_derived {
            true => Vec::new(),
            false => self.made.title.clone(),
        }
    }

    fn name_fits(&self, term: &Term, name: &str) -> bool {
        let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        let exact = match term.form {
            Form::Word => Form::Exact,
            form => form,
        };
        let term = Term {
            text: term.text.clone(),
            form: exact,
        };
        self.words_fit(&term, &words)
    }

    /// Whether a statement is what is asked for, where it stands by itself.
    fn statement(&self, node: &Node, which: usize, field: Option<&str>) -> bool {
        let article = &self.made.article;
        match &node.kind {
            NodeKind::Term(term) => match field {
                None | Some("quote") => self.words_fit(term, &self.made.statements[which]),
                Some("speaker") => article.quotes[which].speaker.is_some_and(|i| {
                    let speaker = &article.speakers[i as usize];
                    self.name_fits(term, &speaker.name) || speaker.roles.iter().any(|role| self.name_fits(term, role))
                }),
                _ => self.article(node, field),
            },
            NodeKind::Range { .. } => self.article(node, field),
            NodeKind::Field { name, value } => self.statement(value, which, Some(name)),
            NodeKind::And(parts) => parts.iter().all(|part| self.statement(part, which, field)),
            NodeKind::Or(parts) => parts.iter().any(|part| self.statement(part, which, field)),
            NodeKind::Not(inner) => !self.statement(inner, which, field),
            NodeKind::Boost(inner, _) | NodeKind::Together(inner) | NodeKind::Paragraph(inner) => {
                self.statement(inner, which, field)
            }
            NodeKind::All => true,
        }
    }

    /// Whether the words of one sentence or paragraph are what is asked for.
    fn unit(&self, node: &Node, words: &[String], is_title: bool, field: Option<&str>) -> bool {
        match &node.kind {
            NodeKind::Term(term) => {
                let here = match field {
                    Some("title") => is_title,
                    Some(_) => !is_title,
                    None => true,
                };
                here && self.words_fit(term, words)
            }
            NodeKind::Field { name, value } => self.unit(value, words, is_title, Some(name)),
            NodeKind::And(parts) => parts.iter().all(|part| self.unit(part, words, is_title, field)),
            NodeKind::Or(parts) => parts.iter().any(|part| self.unit(part, words, is_title, field)),
            NodeKind::Not(inner) => !self.unit(inner, words, is_title, field),
            NodeKind::Boost(inner, _) => self.unit(inner, words, is_title, field),
            _ => true,
        }
    }

    fn article(&self, node: &Node, field: Option<&str>) -> bool {
        let article = &self.made.article;
        match &node.kind {
            NodeKind::All => true,
            NodeKind::And(parts) => parts.iter().all(|part| self.article(part, field)),
            NodeKind::Or(parts) => parts.iter().any(|part| self.article(part, field)),
            NodeKind::Not(inner) => !self.article(inner, field),
            NodeKind::Boost(inner, _) => self.article(inner, field),
            NodeKind::Field { name, value } if name == "speaker" && matches!(value.kind, NodeKind::And(_)) => {
                (0..article.quotes.len()).any(|i| self.statement(value, i, Some(name)))
            }
            NodeKind::Field { name, value } => self.article(value, Some(name)),
            NodeKind::Together(inner) => {
                if inner.asks_for(&|name| matches!(name, "speaker" | "quote")) {
                    return (0..article.quotes.len()).any(|i| self.statement(inner, i, field));
                }
                let title = self.title();
                (!title.is_empty() && self.unit(inner, &title, true, field))
                    || self
                        .made
                        .paragraphs
                        .iter()
                        .flatten()
                        .any(|words| self.unit(inner, words, false, field))
            }
            NodeKind::Paragraph(inner) => {
                let title = self.title();
                (!title.is_empty() && self.unit(inner, &title, true, field))
                    || self
                        .made
                        .paragraphs
                        .iter()
                        .any(|p| self.unit(inner, &p.concat(), false, field))
            }
            NodeKind::Range { low, high } => self.range(
                field.unwrap_or_default(),
                low.as_ref().map(|l| (l.text.as_str(), l.inclusive)),
                high.as_ref().map(|l| (l.text.as_str(), l.inclusive)),
            ),
            NodeKind::Term(term) => {
                let value = |value: Option<&str>| {
                    value.is_some_and(|v| term.form == Form::Any || v.to_lowercase() == term.text.to_lowercase())
                };
                match field {
                    None => {
                        self.words_fit(term, &self.title()) && !self.title().is_empty()
                            || self.words_fit(term, &self.body())
                    }
                    Some("title") => {
                        !self.title().is_empty() && self.words_fit(term, &self.title()) || term.form == Form::Any
                    }
                    Some("body") => self.words_fit(term, &self.body()),
                    Some("speaker") if term.form == Form::Any => !article.speakers.is_empty(),
                    Some("quote" | "speaker") => (0..article.quotes.len()).any(|i| self.statement(node, i, field)),
                    Some("author") if term.form == Form::Any => !article.authors.is_empty(),
                    Some("author") => article.authors.iter().any(|name| self.name_fits(term, name)),
                    Some("source") => value(article.source.as_deref()),
                    Some("section") => value(article.section.as_deref()),
                    Some("language") => value(Some(article.language.code())),
                    Some("id") => article.id == term.text,
                    Some("path") => article.path.starts_with(&term.text),
                    Some("country") => match term.form {
                        Form::Any => !article.countries.is_empty(),
                        _ => article.countries.iter().any(|c| c.code.as_str() == term.text),
                    },
                    Some("about") => article
                        .countries
                        .iter()
                        .any(|c| c.about && c.code.as_str() == term.text),
                    Some("currency") => article.amounts.iter().any(|a| a.currency.as_str() == term.text),
                    Some("date" | "year" | "month") if term.form == Form::Any => article.published.is_some(),
                    Some("date" | "year" | "month") => {
                        let day = article.published.as_ref().map(|p| p.day().to_string());
                        day.is_some_and(|day| day.starts_with(&term.text))
                    }
                    Some("amount") => {
                        let limit = Some((term.text.as_str(), true));
                        self.range("amount", limit, limit)
                    }
                    Some(other) => panic!("the recount does not know {other}"),
                }
            }
        }
    }

    fn range(&self, field: &str, low: Option<(&str, bool)>, high: Option<(&str, bool)>) -> bool {
        let article = &self.made.article;
        if field == "amount" {
            let parse = |text: &str| -> i64 { text.rsplit(' ').next().and_then(|n| n.parse().ok()).expect("a number") };
            let currency = [low, high]
                .into_iter()
                .flatten()
                .find_map(|(text, _)| text.split_once(' ').map(|(c, _)| c));
            return article.amounts.iter().any(|amount| {
                let (min, max) = (
                    amount.min.clone().expect("made so"),
                    amount.max.clone().expect("made so"),
                );
                let above = low.is_none_or(|(text, inclusive)| {
                    let limit = BigDecimal::from(parse(text));
                    if inclusive { max >= limit } else { max > limit }
                });
                let below = high.is_none_or(|(text, inclusive)| {
                    let limit = BigDecimal::from(parse(text));
                    if inclusive { min <= limit } else { min < limit }
                });
                currency.is_none_or(|c| amount.currency.as_str() == c) && above && below
            });
        }
        let Some(day) = article.published.as_ref().map(|p| p.day().to_string()) else {
            return false;
        };
        // Text of one length orders as days do; a month or year is compared at its own length.
        let cut = |limit: &str| day[..limit.len()].to_owned();
        low.is_none_or(|(l, inclusive)| {
            if inclusive {
                cut(l).as_str() >= l
            } else {
                cut(l).as_str() > l
            }
        }) && high.is_none_or(|(h, inclusive)| {
            if inclusive {
                cut(h).as_str() <= h
            } else {
                cut(h).as_str() < h
            }
        })
    }
}

/// A query of a kind that chance chooses.
fn query(dice: &mut Dice, depth: usize) -> String {
    let word = |dice: &mut Dice| dice.pick(WORDS).to_string();
    match dice.roll(if depth == 0 { 22 } else { 28 }) {
        0..=2 => word(dice),
        3 => format!("={}", word(dice)),
        4 => format!("{}*", dice.pick(&["ser", "ship", "ukrain", "b", "ma'", "zz"])),
        5 => format!(
            "{}~{}",
            dice.pick(&["serangn", "bantaun", "concil", "maruf", "kapa"]),
            dice.pick(&["", "1", "2"])
        ),
        6 => format!("\"{} {}\"", word(dice), word(dice)),
        7 => format!("\"{} {}\"~{}", word(dice), word(dice), dice.roll(5)),
        8 => format!("{{{} {}}}", word(dice), word(dice)),
        9 => format!("[{} {} -{}]", word(dice), word(dice), word(dice)),
        10 => format!("title:{}", word(dice)),
        11 => format!("body:({} OR {})", word(dice), word(dice)),
        12 => format!(
            "{{speaker:{} quote:{}}}",
            dice.pick(&["melnychenko", "ratri", "menteri"]),
            word(dice)
        ),
        13 => format!(
            "speaker:{}",
            dice.pick(&[
                "melnychenko",
                "\"Ileana Dobrescu\"",
                "wali",
                "(menteri ratri)",
                "*",
                "har*"
            ])
        ),
        14 => format!("quote:{}", word(dice)),
        15 => format!("country:{}", dice.pick(&["UA", "RO", "ID", "*"])),
        16 => dice
            .pick(&[
                "about:UA",
                "currency:USD",
                "language:en",
                "id:a-7",
                "path:utara",
                "author:bimo",
                "author:*",
            ])
            .to_string(),
        17 => dice
            .pick(&[
                "source:\"kabar pagi\"",
                "source:*",
                "section:bisnis",
                "source:\"Evening Post\"",
            ])
            .to_string(),
        18 => dice
            .pick(&[
                "date:2021",
                "year:2022",
                "month:2021-03",
                "date:>=2021-06",
                "date:<2021",
                "date:>2021-06-15",
                "date:*",
            ])
            .to_string(),
        19 => format!("date:2020-0{}..2022", 1 + dice.roll(9)),
        20 => format!("amount:{}{}", dice.pick(&[">=", ">", "<=", "<", ""]), 1 + dice.roll(20)),
        21 => format!("amount:{}..{}", 1 + dice.roll(9), 9 + dice.roll(9)),
        22 | 23 => format!("{} {}", query(dice, depth - 1), query(dice, depth - 1)),
        24 => format!("({} OR {})", query(dice, depth - 1), query(dice, depth - 1)),
        25 => format!("NOT ({})", query(dice, depth - 1)),
        26 => format!("{} -({})", query(dice, depth - 1), query(dice, depth - 1)),
        _ => format!("({})^2 {}", query(dice, depth - 1), word(dice)),
    }
}

/// Amount limits of one group are read as one range, which the recount does not do: such queries are left to their own test.
fn is_plain(text: &str) -> bool {
    text.matches("amount:").count() < 2 && text.matches("date:").count() < 2
}

fn index_of(made: &[Made], dir: &std::path::Path) -> Index {
    let lock = lock(dir).expect("nobody else writes");
    let index = Index::create(dir, &lock).expect("the folder is new");
    {
        let mut writer = Writer::new(&index, &lock, 60_000_000, 1).expect("memory is there");
        for (i, part) in made.chunks(made.len().div_ceil(3)).enumerate() {
            for (k, one) in part.iter().enumerate() {
                let key = (i * 10_000 + k) as u64;
                writer.add_article(&one.article, key, key, true).expect("it is added");
            }
            // Several segments: order and counts must not depend on them.
            writer.commit(&Payload::default()).expect("it is written");
        }
        writer.finish().expect("merges end");
    }
    index.put_in_use(&lock).expect("it is put in use");
    index
}

#[test]
fn searches_find_what_a_recount_finds() {
    let mut dice = Dice(20_231);
    let made: Vec<Made> = (0..300).map(|number| make(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let index = index_of(&made, dir.path());
    let snapshot = index.snapshot().expect("it can be read");
    let mut request = Request::new(Scope::Articles);
    request.limit = None;
    let (mut asked, mut found_some) = (0, 0);
    while asked < 600 {
        let text = query(&mut dice, 2);
        let parsed = parse(&text);
        assert!(!parsed.broken, "{text}");
        let (condition, _) = resolve(&parsed.node, Scope::Articles);
        if !is_plain(&text) || condition == Condition::Nothing {
            continue;
        }
        asked += 1;
        let found = search::run(&snapshot, &condition, &request).expect("it can be searched");
        let mut ids: Vec<String> = Vec::new();
        for ranked in &found.ranked {
            let hit = search::hit(&snapshot, &condition, ranked).expect("it can be read");
            assert!(
                warta::query::matching::Reading::new(&hit.article).holds(&condition),
                "{text}: {} is a hit, but its text does not say so",
                hit.article.id
            );
            ids.push(hit.article.id);
        }
        ids.sort();
        let mut wanted: Vec<String> = made
            .iter()
            .filter(|one| Recount { made: one }.article(&parsed.node, None))
            .map(|one| one.article.id.clone())
            .collect();
        wanted.sort();
        assert_eq!(found.num_hits as usize, wanted.len(), "{text}");
        assert_eq!(ids, wanted, "{text}");
        found_some += usize::from(!wanted.is_empty());
    }
    assert!(found_some > 300, "only {found_some} of {asked} queries found something");
}

#[test]
fn statements_are_found_as_a_recount_finds_them() {
    let mut dice = Dice(77);
    let made: Vec<Made> = (0..200).map(|number| make(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let index = index_of(&made, dir.path());
    let snapshot = index.snapshot().expect("it can be read");
    let mut request = Request::new(Scope::Statements);
    request.limit = None;
    for _ in 0..200 {
        let text = query(&mut dice, 1);
        let node = parse(&text).node;
        let (condition, _) = resolve(&node, Scope::Statements);
        if !is_plain(&text) || condition == Condition::Nothing {
            continue;
        }
        let found = search::run(&snapshot, &condition, &request).expect("it can be searched");
        let mut ids: Vec<(String, usize)> = Vec::new();
        for ranked in &found.ranked {
            let hit = search::statement(&snapshot, &condition, ranked).expect("it can be read");
            ids.push((hit.article.id.clone(), hit.quote));
        }
        ids.sort();
        let mut wanted = Vec::new();
        for one in &made {
            let recount = Recount { made: one };
            for i in (0..one.statements.len()).filter(|i| recount.statement(&node, *i, None)) {
                wanted.push((one.article.id.clone(), i));
            }
        }
        wanted.sort();
        assert_eq!(ids, wanted, "{text}");
    }
}

#[test]
fn facets_are_a_recount_and_pages_make_the_whole() {
    let mut dice = Dice(5);
    let made: Vec<Made> = (0..300).map(|number| make(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let index = index_of(&made, dir.path());
    let snapshot = index.snapshot().expect("it can be read");
    for text in ["", "serang", "country:UA OR kapal", "speaker:*"] {
        let node = parse(text).node;
        let (condition, _) = resolve(&node, Scope::Articles);
        let axes = [Axis::Speaker, Axis::Country, Axis::Source, Axis::Year, Axis::Currency];
        let mut request = Request::new(Scope::Articles);
        request.limit = None;
        request.facets = axes.to_vec();
        request.crossed = Some((Axis::Source, Axis::Country));
        let found = search::run(&snapshot, &condition, &request).expect("it can be searched");
        let hits: Vec<&Made> = made
            .iter()
            .filter(|one| Recount { made: one }.article(&node, None))
            .collect();
        let values = |axis: Axis, article: &Article| -> Vec<String> {
            let mut values: Vec<String> = match axis {
                Axis::Speaker => article.speakers.iter().map(|s| s.name.clone()).collect(),
                Axis::Country => article.countries.iter().map(|c| c.code.to_string()).collect(),
                Axis::Source => article.source.iter().cloned().collect(),
                Axis::Year => article.published.iter().map(|p| p.day().year().to_string()).collect(),
                _ => article.amounts.iter().map(|a| a.currency.to_string()).collect(),
            };
            values.sort();
            values.dedup();
            values
        };
        for (axis, counts) in axes.into_iter().zip(&found.facets) {
            let mut wanted: BTreeMap<String, u64> = BTreeMap::new();
            for one in &hits {
                for value in values(axis, &one.article) {
                    *wanted.entry(value).or_default() += 1;
                }
            }
            let counted: BTreeMap<String, u64> = counts
                .buckets()
                .into_iter()
                .filter(|b| b.count > 0)
                .map(|b| (b.value, b.count))
                .collect();
            assert_eq!(counted, wanted, "{text}: {axis:?}");
        }
        let crossed = found
            .crossed
            .iter()
            .find(|cell| cell.row == "Kabar Pagi" && cell.column == "UA");
        let wanted = hits.iter().filter(|one| {
            let of = |axis, value: &str| values(axis, &one.article).iter().any(|v| v == value);
            of(Axis::Source, "Kabar Pagi") && of(Axis::Country, "UA")
        });
        assert_eq!(crossed.map_or(0, |cell| cell.count), wanted.count() as u64, "{text}");
        // Page by page, the same hits in the same order as all at once.
        let mut paged = Vec::new();
        for offset in (0..found.num_hits as usize).step_by(7) {
            let page = Request {
                offset,
                limit: Some(7),
                ..Request::new(Scope::Articles)
            };
            paged.extend(
                search::run(&snapshot, &condition, &page)
                    .expect("it can be searched")
                    .ranked,
            );
        }
        assert_eq!(paged, found.ranked, "{text}");
    }
}
