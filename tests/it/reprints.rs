//! How well reprints are told: articles edited as outlets edit them, and articles that only share some text, with the truth known.

use warta::article::RawArticle;
use warta::extract;
use warta::stories::Stories;

use crate::archive::{Archive, Sample};

const ARTICLES: usize = 300;

/// What the shares may differ when the made-up archive or the reading of articles changes.
const SLACK: f64 = 0.04;

/// An edit of an article; the second article is an unrelated one to take new text from.
type Edit = fn(&Sample, &Sample, &mut Archive) -> String;

fn paragraphs(body: &str) -> Vec<&str> {
    body.lines().collect()
}

/// The first paragraphs, so many of ten.
fn cut_to(sample: &Sample, tenths: usize) -> String {
    let all = paragraphs(&sample.body);
    all[..(all.len() * tenths).div_ceil(10)].join("\n")
}

/// Another outlet's dateline and lead.
fn new_lead(body: &str, other: &Sample) -> String {
    let lead = paragraphs(&other.body)[0];
    let rest: Vec<&str> = body.lines().skip(1).collect();
    format!("{lead}\n{}", rest.join("\n"))
}

/// So many percent of the words, here and there, are words of the other article.
fn reword(body: &str, other: &Sample, percent: u64, random: &mut Archive) -> String {
    let words: Vec<&str> = other.body.split_whitespace().collect();
    let mut line = |line: &str| -> String {
        let words = line.split(' ').map(|word| match random.below(100) < percent {
            true => words[random.below(words.len() as u64) as usize],
            false => word,
        });
        words.collect::<Vec<_>>().join(" ")
    };
    body.lines().map(&mut line).collect::<Vec<_>>().join("\n")
}

/// Every n-th sentence is left out.
fn drop_sentences(sample: &Sample, n: usize) -> String {
    let mut count = 0;
    let mut line = |line: &str| -> String {
        let kept = line.split_inclusive(". ").filter(|_| {
            count += 1;
            count % n != 0
        });
        kept.collect()
    };
    let lines: Vec<String> = sample.body.lines().map(&mut line).collect();
    lines.join("\n")
}

fn beside(mine: &Sample, other: &Sample, shared: usize) -> String {
    let of_other: Vec<&str> = other.body.lines().collect();
    let mut lines: Vec<&str> = of_other.clone();
    // Background stands in the middle and at the end of reports, not in their leads.
    let shared: Vec<&str> = mine.body.lines().skip(1).take(shared).collect();
    lines.splice(lines.len() / 2..lines.len() / 2, shared);
    lines.join("\n")
}

const BOILERPLATE: &str = "Redaksi menerima tulisan dari pembaca tentang peristiwa di daerah masing-masing. Kirimkan tulisan \
    beserta nama lengkap dan alamat yang jelas, karena tulisan tanpa nama tidak kami muat. Isi tulisan menjadi tanggung jawab \
    penulisnya, dan kami berhak mengubah bahasanya tanpa mengubah maksudnya.";

/// Each edit, and the share of articles that was measured to stay in its story.
const REPRINTS: &[(&str, Edit, f64)] = &[
    ("new title", |a, _, _| a.body.clone(), 1.0),
    (
        "order of paragraphs",
        |a, _, _| {
            let mut lines = paragraphs(&a.body);
            lines[1..].reverse();
            lines.join("\n")
        },
        1.0,
    ),
    ("new lead", |a, b, _| new_lead(&a.body, b), 1.0),
    ("last fifth cut", |a, _, _| cut_to(a, 8), 1.0),
    ("last third cut", |a, _, _| cut_to(a, 7), 0.98),
    ("last half cut", |a, _, _| cut_to(a, 5), 0.547),
    ("every 5th sentence dropped", |a, _, _| drop_sentences(a, 5), 1.0),
    ("every 3rd sentence dropped", |a, _, _| drop_sentences(a, 3), 0.937),
    ("2 % of words", |a, b, r| reword(&a.body, b, 2, r), 1.0),
    ("5 % of words", |a, b, r| reword(&a.body, b, 5, r), 0.977),
    ("10 % of words", |a, b, r| reword(&a.body, b, 10, r), 0.747),
    ("20 % of words", |a, b, r| reword(&a.body, b, 20, r), 0.033),
    ("40 % of words", |a, b, r| reword(&a.body, b, 40, r), 0.0),
    (
        "new lead, last fifth cut, 2 % of words",
        |a, b, r| {
            let cut = Sample {
                body: cut_to(a, 8),
                ..a.clone()
            };
            reword(&new_lead(&cut.body, b), b, 2, r)
        },
        0.853,
    ),
    (
        "boilerplate added",
        |a, _, _| format!("{}\n{BOILERPLATE}", a.body),
        0.997,
    ),
];

/// Articles of their own that share text with another, and the share that was measured to be taken for reprints of it. Where half of
/// an article is another's, whether it is a reprint is for each reader to say.
const OTHERS: &[(&str, Edit, f64)] = &[
    ("same boilerplate", |_, b, _| format!("{}\n{BOILERPLATE}", b.body), 0.0),
    ("one shared paragraph", |a, b, _| beside(a, b, 1), 0.0),
    ("two shared paragraphs", |a, b, _| beside(a, b, 2), 0.0),
    (
        "half of it another's paragraphs",
        |a, b, _| {
            let (mine, new) = (paragraphs(&a.body), paragraphs(&b.body));
            [&new[..new.len() / 2], &mine[mine.len() / 2..]].concat().join("\n")
        },
        0.407,
    ),
];

fn sketch(body: &str) -> Vec<u32> {
    let raw = RawArticle {
        path: "berita.txt".to_owned(),
        title: Some("Judul".to_owned()),
        text: body.to_owned(),
        ..RawArticle::default()
    };
    extract::extract(raw).sketch
}

#[test]
fn edited_reprints_are_told_and_shared_paragraphs_are_not_taken_for_them() {
    let mut random = Archive::new(41);
    let mut samples: Vec<Sample> = Vec::new();
    while samples.len() < 2 * ARTICLES {
        let sample = random.next().expect("it is endless");
        if samples.iter().all(|known| known.body != sample.body) {
            samples.push(sample);
        }
    }
    let others = samples.split_off(ARTICLES);
    // Half of them end with what the outlet prints under many articles.
    for sample in samples.iter_mut().step_by(2) {
        sample.body.push_str(BOILERPLATE);
    }
    let sketches: Vec<Vec<u32>> = samples.iter().map(|sample| sketch(&sample.body)).collect();
    let (mut right, mut wrong) = (0u32, 0u32);
    let mut failed = String::new();
    for (kind, is_reprint) in REPRINTS
        .iter()
        .map(|k| (k, true))
        .chain(OTHERS.iter().map(|k| (k, false)))
    {
        let (name, edit, measured) = kind;
        let mut stories = Stories::new(usize::MAX);
        for (number, sketch) in sketches.iter().enumerate() {
            let told = stories.tell(number as u64, 0, sketch);
            assert_eq!(told.story, number as u64, "unrelated articles are two stories");
        }
        let mut own = 0;
        for (number, (mine, other)) in samples.iter().zip(&others).enumerate() {
            let edited = edit(mine, other, &mut random);
            let told = stories.tell((ARTICLES + number) as u64, 1, &sketch(&edited)).story as usize;
            own += usize::from(told == number);
            let earlier = told < ARTICLES;
            right += u32::from(earlier && told == number && is_reprint);
            wrong += u32::from(earlier && !(told == number && is_reprint));
        }
        let share = own as f64 / ARTICLES as f64;
        println!("{name:40} {share:.3}");
        let worse = if is_reprint { measured - share } else { share - measured };
        if worse > SLACK {
            failed.push_str(&format!("{name}: {share:.3}, once it was {measured:.3}\n"));
        }
    }
    let precision = f64::from(right) / f64::from(right + wrong);
    let recall = f64::from(right) / (ARTICLES * REPRINTS.len()) as f64;
    println!("precision {precision:.3}, recall {recall:.3}");
    assert!(failed.is_empty(), "{failed}");
    // 0.967 and 0.805, the latter with the rewritten fifth and two fifths, which no threshold brings in unharmed.
    assert!(precision > 0.95 && recall > 0.78, "{precision}, {recall}");
}
