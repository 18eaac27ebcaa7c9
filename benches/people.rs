//! Who is who in a made-up archive: how long it takes to make the table of persons, and how much memory.
//!
//! `cargo bench --bench people`, with `WARTA_ARTICLES` for another number of articles. Persons have names of the lists that the program knows,
//! first and last ones by Zipf's law, so that some words are in thousands of names and most in one; few persons are in many articles and
//! most in one; articles name somebody in full and let a part of the name speak. In an archive of 11,900 real articles 5,600 names speak; by
//! Heaps' law with its exponent, 0.8, a million have about 200,000, and so has this one. The articles are made while they are read: what that
//! alone costs is measured first.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use warta::lang::world;
use warta::people::{Evidence, PartialEvidence, Reader, Register, Roster, Seen, SeenSpeaker, decide};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11
    }

    /// From 0 up to 1.
    fn share(&mut self) -> f64 {
        self.next() as f64 / (1u64 << 53) as f64
    }

    /// A place in a list, the first ones far more often: by Zipf's law.
    fn zipf(&mut self, len: usize) -> usize {
        ((len as f64 + 1.0).powf(self.share()) - 1.0) as usize
    }
}

struct Person {
    full: String,
    last: String,
    role: &'static str,
    body: String,
}

const ROLES: [&str; 12] = [
    "Menteri Perhubungan",
    "Kepala Dinas",
    "Direktur Utama",
    "Gubernur",
    "pengamat",
    "Kapolres",
    "Ketua Umum",
    "juru bicara",
    "warga",
    "dosen",
    "Bupati",
    "analis",
];

fn persons(many: usize) -> Vec<Person> {
    let words =
        |file: &warta::lexicon::File| -> Vec<String> { file.entries().map(|entry| capital(entry.item)).collect() };
    let (given, last) = (words(&world::GIVEN), words(&world::SURNAMES));
    let mut dice = Dice(83);
    (0..many)
        .map(|i| {
            let (first, last) = (&given[dice.zipf(given.len())], &last[dice.zipf(last.len())]);
            // Most names are had by one person: of three words, or with a word of their own.
            let middle = capital(&format!(
                "{}{}",
                &given[dice.next() as usize % given.len()],
                ["", "to", "wan", "ningsih"][i % 4]
            ));
            Person {
                full: if i % 3 == 0 {
                    format!("{first} {last}")
                } else {
                    format!("{first} {middle} {last}")
                },
                last: last.clone(),
                role: ROLES[dice.next() as usize % ROLES.len()],
                body: capital(&given[dice.next() as usize % given.len()]),
            }
        })
        .collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An article: its text, and its speakers by the names that it has for them.
struct Made<'p> {
    title: String,
    body: String,
    speakers: Vec<(&'p str, &'p str)>,
}

fn article<'p>(number: usize, persons: &'p [Person], made: &mut Made<'p>) {
    let mut dice = Dice((number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    dice.next();
    made.body.clear();
    made.speakers.clear();
    // As many as in real archives: 0.86 an article, in texts of 1.6 kB.
    let speakers = [0, 0, 0, 1, 1, 1, 1, 1, 2, 3][dice.next() as usize % 10];
    for _ in 0..6 {
        made.body += "Rencana tersebut sudah lama disiapkan oleh pemerintah daerah karena warga terus menunggu jalan yang lebih baik. ";
    }
    for _ in 0..speakers {
        // Few are in many articles.
        let person = &persons[(dice.share().powi(4) * persons.len() as f64) as usize];
        let short = dice.next().is_multiple_of(4);
        let name = if short {
            person.last.as_str()
        } else {
            person.full.as_str()
        };
        made.speakers.push((name, person.role));
        let (full, role, company) = (&person.full, person.role, &person.body);
        made.body += &format!(
            "{role} {company} {full} menjelaskan rencana itu kepada para wartawan di kota pada hari Senin pagi.\n"
        );
        for _ in 0..6 {
            made.body += "Rencana tersebut sudah lama disiapkan oleh pemerintah daerah karena warga terus menunggu jalan yang lebih baik. ";
        }
        made.body += &format!(
            "\"Warga sudah menunggu lama,\" kata {name}. {name} mengatakan bahwa pekerjaan dimulai bulan depan.\n"
        );
    }
    made.title.clear();
    made.title += "Warga menunggu jalan yang lebih baik";
}

/// Megabytes that the process has had in memory at most.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    number.unwrap_or_default() / 1024
}

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let out = run();
    let took = start.elapsed();
    println!(
        "{what:<28} {:>6.2} s   at most {} MB so far",
        took.as_secs_f64(),
        peak()
    );
    (out, took)
}

fn main() {
    let articles: usize = std::env::var("WARTA_ARTICLES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000_000);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let persons = persons(articles * 11 / 40);
    let new = || Made {
        title: String::new(),
        body: String::new(),
        speakers: Vec::new(),
    };
    let each = |from: usize, read: &mut dyn FnMut(usize, &Made)| {
        let mut made = new();
        for number in (from..articles).step_by(threads) {
            article(number, &persons, &mut made);
            read(number, &made);
        }
    };
    let (bytes, alone) = timed("making the articles", || {
        std::thread::scope(|scope| {
            let each = &each;
            let threads: Vec<_> = (0..threads)
                .map(|from| {
                    scope.spawn(move || {
                        let mut bytes = 0;
                        each(from, &mut |_, made| bytes += made.body.len());
                        bytes
                    })
                })
                .collect();
            threads
                .into_iter()
                .filter_map(|thread| thread.join().ok())
                .sum::<usize>()
        })
    });
    let mut written: BTreeMap<String, u32> = BTreeMap::new();
    let mut made = new();
    for number in 0..articles {
        article(number, &persons, &mut made);
        for (name, _) in &made.speakers {
            match written.get_mut(*name) {
                Some(count) => *count += 1,
                None => {
                    written.insert((*name).to_owned(), 1);
                }
            }
        }
    }
    println!(
        "{articles} articles, {} MB, {} names; {} MB in memory",
        bytes / 1_000_000,
        written.len(),
        peak()
    );
    let before = peak();
    let (roster, names) = timed("the names", || Roster::new(written));
    let (parts, reading) = timed("reading the articles", || {
        std::thread::scope(|scope| {
            let (each, roster) = (&each, &roster);
            let threads: Vec<_> = (0..threads)
                .map(|from| {
                    scope.spawn(move || {
                        let mut reader = Reader::new(roster);
                        each(from, &mut |number, made| {
                            let speakers: Vec<SeenSpeaker> = made
                                .speakers
                                .iter()
                                .map(|(name, role)| SeenSpeaker {
                                    name,
                                    roles: vec![role],
                                    affiliation: None,
                                })
                                .collect();
                            let id = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                            reader.read(&Seen {
                                id,
                                title: &made.title,
                                body: &made.body,
                                speakers: &speakers,
                            });
                        });
                        reader.finish()
                    })
                })
                .collect();
            threads
                .into_iter()
                .filter_map(|thread| thread.join().ok())
                .collect::<Vec<PartialEvidence>>()
        })
    });
    let (evidence, together) = timed("putting it together", || Evidence::new(roster, parts));
    let (found, deciding) = timed("deciding", || decide(&evidence));
    let (bytes, encoding) = timed("writing it down", || Register::encode(&found, 1));
    let all = names + reading.saturating_sub(alone) + together + deciding + encoding;
    println!(
        "all: {:.1} s on {threads} threads, {} MB more than the made persons and names; {} persons, a table of {} MB",
        all.as_secs_f64(),
        peak() - before,
        found.persons.len(),
        bytes.len() / 1_000_000
    );
}
