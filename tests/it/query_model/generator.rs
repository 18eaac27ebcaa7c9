//! An archive and queries that chance makes, the same every time.

use std::ops::Range;

use bigdecimal::BigDecimal;
use warta::article::*;
use warta::extract::text::Doc;
use warta::index::document::Belonging;
use warta::index::{Index, Payload, Writer, lock};

pub use crate::dice::Dice;

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
    "Melnychenko",
    "ratri",
    "menteri",
];
const NAMES: &[&str] = &[
    "Taras Melnychenko",
    "Ileana Dobrescu",
    "Ratri Sukmawati",
    "Bimo Aryasatya",
    "Loretta Hargrove",
];
const ROLES: &[&str] = &[
    "Wali Kota",
    "wali kota",
    "WALI KOTA",
    "Menteri",
    "menteri",
    "Gubernur",
    "Senator",
];
const SOURCES: &[&str] = &["Kabar Pagi", "Harian Timur", "Evening Post"];
const COUNTRIES: &[&str] = &["UA", "RO", "ID", "US", "PL"];
const CURRENCIES: &[&str] = &["USD", "IDR"];

/// A word, and where it stands in the title or the body.
pub struct Word {
    pub text: String,
    pub span: Span,
}

/// An article, and how its body is made of paragraphs, sentences and words.
pub struct Made {
    pub article: Article,
    /// See [`added`].
    pub part: usize,
    pub title: Vec<Word>,
    pub body: Vec<Word>,
    /// The sentences of each paragraph, as stretches of `body`.
    pub paragraphs: Vec<Vec<Range<usize>>>,
    /// The words of each statement, and those of its paragraph.
    pub statements: Vec<(Range<usize>, Range<usize>)>,
}

/// Adds a word to a text, with a blank before it where `apart` says so.
fn put(text: &mut String, words: &mut Vec<Word>, word: &str, apart: bool) {
    if apart {
        text.push(' ');
    }
    let start = text.len();
    text.push_str(word);
    words.push(Word {
        text: word.to_owned(),
        span: Span::new(start, text.len()),
    });
}

/// A stretch of words that chance chooses, at most so many.
fn stretch(dice: &mut Dice, inside: Range<usize>, most: usize) -> Range<usize> {
    let start = inside.start + dice.roll(inside.len());
    let len = 1 + dice.roll(most.min(inside.end - start));
    start..start + len
}

fn span_of(words: &[Word], range: Range<usize>) -> Span {
    Span {
        start: words[range.start].span.start,
        end: words[range.end - 1].span.end,
    }
}

pub fn make(dice: &mut Dice, number: usize) -> Made {
    let mut text = String::new();
    let mut body: Vec<Word> = Vec::new();
    let mut paragraphs: Vec<Vec<Range<usize>>> = Vec::new();
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
        if !text.is_empty() {
            text.push('\n');
        }
        let (first, mut sentences) = (body.len(), Vec::new());
        let mut said = Vec::new();
        for _ in 0..1 + dice.roll(3) {
            let start = body.len();
            // Some are too long to be shown whole.
            let len = if dice.roll(12) == 0 { 60 } else { 2 + dice.roll(7) };
            for i in 0..len {
                let word = dice.pick(WORDS);
                let (head, tail) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
                let word = if i == 0 {
                    head.to_uppercase() + tail
                } else {
                    word.to_string()
                };
                let apart = !text.is_empty() && !text.ends_with('\n');
                put(&mut text, &mut body, &word, apart);
            }
            text.push('.');
            if dice.roll(3) == 0 {
                let range = match dice.roll(2) {
                    0 => start..body.len(),
                    _ => stretch(dice, start..body.len(), len),
                };
                quotes.push(Quote {
                    speaker: (!speakers.is_empty() && dice.roll(4) > 0).then(|| dice.roll(speakers.len()) as u32),
                    role: None,
                    kind: QuoteKind::Indirect,
                    span: span_of(&body, range.clone()),
                    cue: None,
                });
                said.push(range);
            }
            sentences.push(start..body.len());
        }
        statements.extend(said.into_iter().map(|range| (range, first..body.len())));
        paragraphs.push(sentences);
    }
    let mut title_text = String::new();
    let mut title = Vec::new();
    for i in 0..2 + dice.roll(3) {
        let word = *dice.pick(WORDS);
        put(&mut title_text, &mut title, word, i > 0);
    }
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
                span: span_of(&body, stretch(dice, 0..body.len(), 3)),
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
        title: title_text,
        title_derived: dice.roll(4) == 0,
        source: (dice.roll(5) > 0).then(|| dice.pick(SOURCES).to_string()),
        published,
        published_from: None,
        language: *dice.pick(&[Language::ID, Language::EN, Language::UNKNOWN]),
        url: None,
        authors: (0..dice.roll(2)).map(|_| dice.pick(NAMES).to_string()).collect(),
        section: (dice.roll(2) == 0).then(|| "Bisnis".to_owned()),
        dateline: None,
        body: text,
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
                spans: (0..dice.roll(3))
                    .map(|_| span_of(&body, stretch(dice, 0..body.len(), 2)))
                    .collect(),
            })
            .collect(),
        amounts,
        quantities: Vec::new(),
        doubts: Vec::new(),
    };
    Made {
        article,
        part: number % 3,
        title,
        body,
        paragraphs,
        statements,
    }
}

/// A query of a kind that chance chooses.
pub fn query(dice: &mut Dice, depth: usize) -> String {
    let word = |dice: &mut Dice| dice.pick(WORDS).to_string();
    match dice.roll(if depth == 0 { 28 } else { 34 }) {
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
            "{{{} quote:{}}}",
            dice.pick(&["speaker:melnychenko", "speaker:ratri", "role:menteri"]),
            word(dice)
        ),
        13 => dice
            .pick(&[
                "speaker:melnychenko",
                "speaker:\"Ileana Dobrescu\"",
                "speaker:(sukmawati ratri)",
                "speaker:*",
                "speaker:har*",
                "speaker:menteri",
                "role:wali",
                "role:(kota wali)",
                "role:*",
                "role:\"Wali Kota\" speaker:ratri",
            ])
            .to_string(),
        14 => format!("quote:{}", word(dice)),
        15 => format!("country:{}", dice.pick(&["UA", "RO", "ID", "*"])),
        16 => dice
            .pick(&[
                "about:UA",
                "currency:USD",
                "language:en",
                "id:a-7",
                "path:utara",
                "path:*1.txt",
                "path:selatan/*",
                "added:>=1970-01-03",
                "added:<1970-01-02",
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
                "week:2021-W07",
                "week:*",
            ])
            .to_string(),
        19 => format!("date:2020-0{}..2022", 1 + dice.roll(9)),
        20 => format!("amount:{}{}", dice.pick(&[">=", ">", "<=", "<", ""]), 1 + dice.roll(20)),
        21 => format!("amount:{}..{}", 1 + dice.roll(9), 9 + dice.roll(9)),
        22 => format!("\"{} {} {}\"~{}", word(dice), word(dice), word(dice), dice.roll(9)),
        23 => format!("[{{{} {}}} {}]", word(dice), word(dice), word(dice)),
        24 if dice.roll(2) == 0 => format!(
            "{{{} {}}}",
            dice.pick(&[
                "country:UA",
                "currency:USD",
                "country:RO currency:IDR",
                "about:UA -amount:>3"
            ]),
            dice.pick(&["", "kapal", "-serang", "country:ID", "[bantuan]"])
        ),
        24 => format!("{{{} OR {} -{}}}", word(dice), word(dice), word(dice)),
        25 => format!("[quote:{} {}]", word(dice), word(dice)),
        26 => dice
            .pick(&[
                "title:\"ship ships\"",
                "title:ser*",
                "body:=ship",
                "quote:seran~",
                "quote:(bantu kapal)",
                "quote:{kapal bantu}",
                "{speaker:* quote:kapal}",
                "{role:menteri speaker:ratri}",
                "title:*",
                "quote:*",
            ])
            .to_string(),
        27 => format!("title:({} OR =\"{}\")", word(dice), word(dice)),
        28 | 29 => format!("{} {}", query(dice, depth - 1), query(dice, depth - 1)),
        30 => format!("({} OR {})", query(dice, depth - 1), query(dice, depth - 1)),
        31 => format!("NOT ({})", query(dice, depth - 1)),
        32 => format!("{} -({})", query(dice, depth - 1), query(dice, depth - 1)),
        _ => format!("({})^2 {}", query(dice, depth - 1), word(dice)),
    }
}

/// Amount limits of one group are read as one range, which the recount does not do: such queries are left to their own test.
pub fn is_plain(text: &str) -> bool {
    text.matches("amount:").count() < 2 && text.matches("date:").count() < 2
}

/// An index of all of them, in three parts: order and counts must not depend on segments.
pub fn index_of(made: &[Made], dir: &std::path::Path) -> Index {
    let part = made.len().div_ceil(3);
    let key = |number: usize| (number / part * 10_000 + number % part) as u64;
    let files = made.iter().enumerate().map(|(number, one)| (key(number), one));
    index_of_files(files, part, dir)
}

/// An index of articles, each a file of its key; `part` of them are in a commit.
pub fn index_of_files<'m>(files: impl Iterator<Item = (u64, &'m Made)>, part: usize, dir: &std::path::Path) -> Index {
    let lock = lock(dir).expect("nobody else writes");
    let index = Index::create(dir, &lock).expect("the folder is new");
    {
        let mut writer = Writer::new(&index, &lock, 60_000_000, 1).expect("memory is there");
        for (at, (key, one)) in files.enumerate() {
            writer
                .add_article(&extracted(&one.article), &belonging(key, one.part))
                .expect("it is added");
            if (at + 1) % part == 0 {
                writer.commit(&Payload::default()).expect("it is written");
            }
        }
        writer.commit(&Payload::default()).expect("it is written");
        writer.finish().expect("merges end");
    }
    index.put_in_use(&lock).expect("it is put in use");
    index
}

/// When the articles of a part come into the index: a day after those before, from 1970-01-01 on.
pub fn added(part: usize) -> i64 {
    part as i64 * 86_400
}

pub fn belonging(key: u64, part: usize) -> Belonging {
    Belonging {
        file: key,
        story: key,
        first: true,
        added: added(part),
    }
}

/// As reading the article's text would give it.
pub fn extracted(article: &Article) -> Extracted {
    Extracted {
        sentences: Doc::new(&article.body, Language::UNKNOWN).sentence_starts().collect(),
        sketch: Vec::new(),
        article: article.clone(),
    }
}
