//! What each reader reads in a second, on one core: from the file to its articles, before anything is understood of them.
//!
//! `cargo bench --bench readers`. Formats that hold many articles are measured on a sample of which a part is repeated; documents of one
//! article are read again and again. `--size MB` is how much of each (8), `--rounds N` how often it is measured, of which the quickest
//! counts (3); `--save FILE` keeps the table, `--against FILE` says how this one stands to it.

#[path = "../tests/it/repeated.rs"]
mod repeated;
mod table;

use std::error::Error;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use arrow_array::{RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use warta::corpus::{FileEntry, Finding, ReadOptions, read};

use repeated::{REPEATED, Repeated, long};
use table::{Keeping, Table};

type Failure = Box<dyn Error>;

/// Formats of `corpus/`, as [`REPEATED`] has those of `tests/it/data/formats`.
const OF_CORPUS: &[Repeated] = &[
    ("antara/antara-2019.csv", "\n\"Indonesia", "\n\"Gempa"),
    ("daerah/radar.tsv", "\nJembatan", "\nPetani"),
    ("detik/detik-2023.jsonl", "{", "\n"),
    ("agregator/kumpulan.json", " {\"source\"", "\n"),
];

/// Documents of one article.
const DOCUMENTS: [&str; 12] = [
    "tests/it/data/formats/letter.docx",
    "tests/it/data/formats/letter.odt",
    "tests/it/data/formats/issue.epub",
    "tests/it/data/formats/letter.eml",
    "tests/it/data/formats/page.mhtml",
    "tests/it/data/formats/article.newsplease.json",
    "tests/it/data/formats/folder.zip",
    "tests/it/data/formats/folder.tar.gz",
    "tests/it/data/formats/crawl.wacz",
    "corpus/halaman/kompas-vaksin.html",
    "corpus/halaman/tempo-lukisan.html",
    "corpus/kompas/utang-luar-negeri.txt",
];

struct Options {
    size: usize,
    rounds: usize,
    keeping: Keeping,
}

fn options() -> Result<Options, Failure> {
    let mut options = Options {
        size: 8,
        rounds: 3,
        keeping: Keeping::default(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("`{name}` wants a value"));
        match name.as_str() {
            "--size" => options.size = value()?.parse()?,
            "--rounds" => options.rounds = value()?.parse()?,
            "--save" => options.keeping.save = Some(value()?.into()),
            "--against" => options.keeping.against = Some(value()?.into()),
            // What `cargo bench` passes on.
            "--bench" => {}
            _ => return Err(format!("`{name}` is no option").into()),
        }
    }
    options.size *= 1_000_000;
    options.rounds = options.rounds.max(1);
    Ok(options)
}

/// What came of some readings.
#[derive(Clone, Copy, Default)]
struct Read {
    /// Bytes of the file, and of the texts of its articles.
    bytes: usize,
    text: usize,
    articles: usize,
}

/// Reads a file once.
fn once(location: &Path) -> Result<Read, Failure> {
    let meta = fs::metadata(location)?;
    let file = FileEntry::of(location.to_owned(), location.to_string_lossy().into_owned(), &meta);
    let options = ReadOptions {
        max_article_size: 1_000_000_000,
        ..ReadOptions::default()
    };
    let mut seen = Read {
        bytes: usize::try_from(meta.len())?,
        ..Read::default()
    };
    read(&file, &options, &mut |found| {
        if let Finding::Article(article) = found {
            seen.text += article.text.len();
            seen.articles += 1;
        }
        ControlFlow::Continue(())
    })?;
    match seen.articles {
        0 => Err(format!("{}: no article", location.display()).into()),
        _ => Ok(seen),
    }
}

/// The quickest of some rounds, in each of which the file is read `times` times.
fn measured(location: &Path, times: usize, rounds: usize) -> Result<(Duration, Read), Failure> {
    let mut best = Duration::MAX;
    let mut all = Read::default();
    for _ in 0..rounds {
        all = Read::default();
        let start = Instant::now();
        for _ in 0..times {
            let read = once(location)?;
            all.bytes += read.bytes;
            all.text += read.text;
            all.articles += read.articles;
        }
        best = best.min(start.elapsed());
    }
    Ok((best, all))
}

/// A text of news, and its number.
fn text_of(number: usize) -> String {
    format!("Kapal nomor {number} kembali ke pelabuhan. ") + &"Nelayan menunggu cuaca yang lebih tenang. ".repeat(40)
}

/// A workbook with a sheet of articles.
fn workbook(location: &Path, size: usize) -> Result<(), Failure> {
    let mut zip = zip::ZipWriter::new(fs::File::create(location)?);
    let mut put = |name: &str, text: &str| -> Result<(), Failure> {
        zip.start_file(name, zip::write::SimpleFileOptions::default())?;
        Ok(zip.write_all(text.as_bytes())?)
    };
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    put(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{SHEETS}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        ),
    )?;
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    put("_rels/.rels", &relation("officeDocument", "xl/workbook.xml"))?;
    put(
        "xl/_rels/workbook.xml.rels",
        &relation("worksheet", "worksheets/sheet1.xml"),
    )?;
    let cell = |column: char, row: usize, text: &str| {
        format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let mut sheet = format!("<worksheet xmlns=\"{SHEETS}\"><sheetData>");
    let mut row = 0;
    while sheet.len() < size {
        row += 1;
        let (title, text) = match row {
            1 => ("judul".to_owned(), "isi".to_owned()),
            row => (format!("Kapal {row}"), text_of(row)),
        };
        sheet += &format!(
            "<row r=\"{row}\">{}{}</row>",
            cell('A', row, &title),
            cell('B', row, &text)
        );
    }
    put("xl/worksheets/sheet1.xml", &(sheet + "</sheetData></worksheet>"))?;
    zip.finish()?;
    Ok(())
}

/// A table of articles as Parquet.
fn parquet(location: &Path, size: usize) -> Result<(), Failure> {
    let texts: Vec<String> = (0..).map(text_of).take(size / text_of(0).len()).collect();
    let titles: Vec<String> = (0..texts.len()).map(|number| format!("Kapal {number}")).collect();
    let batch = RecordBatch::try_from_iter([
        ("title", Arc::new(StringArray::from(titles)) as _),
        ("text", Arc::new(StringArray::from(texts)) as _),
    ])?;
    let mut writer = ArrowWriter::try_new(fs::File::create(location)?, batch.schema(), None)?;
    writer.write(&batch)?;
    writer.close()?;
    Ok(())
}

/// A page of an article, as outlets make them: forty times as much stands around the text (scripts, styles, menus, lists of other articles).
fn page(location: &Path, size: usize) -> Result<(), Failure> {
    let share = size / 5;
    let many = |length: usize, part: &dyn Fn(usize) -> String| {
        let mut all = String::new();
        let mut number = 0;
        while all.len() < length {
            all += &part(number);
            number += 1;
        }
        all
    };
    let scripts = many(2 * share, &|n| {
        format!(
            "<script>window.queue{n} = window.queue{n} || []; window.queue{n}.push({{\"slot\": \"/{n}/top\", \"sizes\": [[300, 250]]}});</script>\n"
        )
    });
    let styles = many(share, &|n| {
        format!(
            ".box-{n} .item {{ display: flex; margin: 0 {n}px; color: #1a1a{:02x}; }}\n",
            n % 256
        )
    });
    let menu = many(share / 2, &|n| {
        format!("<li class=\"nav__item\"><a class=\"nav__link\" href=\"/rubrik/{n}\">Rubrik {n}</a></li>\n")
    });
    let others = many(share + share / 2, &|n| {
        format!(
            "<div class=\"card card--small\"><a href=\"/berita/{n}\"><img alt=\"\" src=\"/foto/{n}.jpg\"><h3 class=\"card__title\">Berita lain nomor {n} dari \
             daerah</h3></a><span class=\"card__date\">{} Mei 2023</span></div>\n",
            n % 28 + 1
        )
    });
    let text: String = (0..4).map(|number| format!("<p>{}</p>\n", text_of(number))).collect();
    let page = format!(
        "<!DOCTYPE html><html lang=\"id\"><head><title>Kapal Kembali | Harian</title><meta property=\"og:title\" content=\"Kapal Kembali\">\
         <meta property=\"article:published_time\" content=\"2023-05-02T08:00:00+07:00\"><style>{styles}</style>{scripts}</head><body><nav><ul>{menu}</ul></nav>\
         <main><article><h1>Kapal Kembali</h1><div class=\"article__body\">{text}</div></article><aside>{others}</aside></main></body></html>"
    );
    Ok(fs::write(location, page)?)
}

/// Bytes of that page: half of 38 pages of outlets that were looked at are larger.
const PAGE: usize = 270_000;

fn main() -> Result<(), Failure> {
    let options = options()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dir = tempfile::tempdir()?;
    let mut table = Table::new("", &["MB/s", "text MB/s", "articles/s"]);
    let mut measure = |name: &str, location: &Path, times: usize| -> Result<(), Failure> {
        let (time, read) = measured(location, times, options.rounds)?;
        let seconds = time.as_secs_f64();
        let megabytes = |bytes: usize| bytes as f64 / 1e6 / seconds;
        table.row(
            name,
            &[
                megabytes(read.bytes),
                megabytes(read.text),
                read.articles as f64 / seconds,
            ],
        );
        Ok(())
    };
    for (folder, samples) in [("tests/it/data/formats", REPEATED), ("corpus", OF_CORPUS)] {
        for repeated in samples {
            let sample = root.join(folder).join(repeated.0);
            let name = sample.file_name().ok_or("a sample has no name")?;
            let location: PathBuf = dir.path().join(name);
            fs::write(&location, long(repeated, &fs::read(&sample)?, options.size))?;
            measure(&name.to_string_lossy(), &location, 1)?;
            fs::remove_file(&location)?;
        }
    }
    for (name, write) in [
        ("articles.xlsx", workbook as fn(&Path, usize) -> Result<(), Failure>),
        ("articles.parquet", parquet),
    ] {
        let location = dir.path().join(name);
        write(&location, options.size)?;
        measure(name, &location, 1)?;
    }
    let location = dir.path().join("page.html");
    page(&location, PAGE)?;
    measure(
        "page.html (as outlets make them)",
        &location,
        (options.size / PAGE).max(1),
    )?;
    for sample in DOCUMENTS {
        let location = root.join(sample);
        let read = once(&location)?;
        // Of each as much as of the others, by what stands in it; packed it is less.
        let times = (options.size / 4 / read.text.max(read.bytes)).max(1);
        let name = location.file_name().ok_or("a sample has no name")?;
        measure(
            &format!("{} ({} bytes)", name.to_string_lossy(), read.bytes),
            &location,
            times,
        )?;
    }
    table.finish(&options.keeping)
}
