//! Parquet files of records and hits: what is in them, how they come under their name, and that docs/parquet.md tells their columns.

use std::fs;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type};
use arrow_array::{Array, RecordBatch};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::ParquetMetaData;
use serde_json::Value;
use warta::output::columns::{hits, record};
use warta::output::once;

use crate::commands::{check, sample_archive};
use crate::program::{stdout_of, warta};

/// The only batch of a small file, and the metadata of the file.
fn read(path: &Path) -> (RecordBatch, ParquetMetaData) {
    let file = fs::File::open(path).expect("the file is there");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("it is a Parquet file");
    let metadata = reader.metadata().as_ref().clone();
    let mut batches = reader.with_batch_size(1 << 20).build().expect("it can be read");
    let batch = batches.next().expect("there are rows").expect("they can be read");
    assert!(batches.next().is_none(), "it is small");
    (batch, metadata)
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect()
}

#[test]
fn records_are_those_of_ndjson() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("records.parquet");
    let name = file.to_str().expect("a name in UTF-8");
    stdout_of(sample_archive(), 0, &["extract", "corpus", "-o", name]);
    let records = lines(&stdout_of(sample_archive(), 0, &["extract", "corpus"]));
    let (batch, metadata) = read(&file);
    assert_eq!(batch.num_rows(), records.len());

    let said: Vec<(String, Option<String>)> = metadata
        .file_metadata()
        .key_value_metadata()
        .expect("the file says what it is")
        .iter()
        .map(|pair| (pair.key.clone(), pair.value.clone()))
        .collect();
    assert!(
        said.contains(&("warta.record".to_owned(), Some("1".to_owned()))),
        "{said:?}"
    );
    assert!(
        said.contains(&("warta.table".to_owned(), Some("record".to_owned()))),
        "{said:?}"
    );

    let column = |name: &str| {
        batch
            .column_by_name(name)
            .unwrap_or_else(|| panic!("no column {name}"))
            .clone()
    };
    let (ids, days, texts) = (column("id"), column("published"), column("published_text"));
    let (amounts, bodies) = (column("amounts"), column("body"));
    let (mut money, mut dates) = (0, 0);
    for (i, record) in records.iter().enumerate() {
        assert_eq!(record["id"], ids.as_string::<i32>().value(i));
        assert_eq!(record["body"], bodies.as_string::<i32>().value(i));
        if let Some(published) = record["published"].as_str() {
            assert_eq!(published, texts.as_string::<i32>().value(i));
            let day = Date32Type::to_naive_date_opt(days.as_primitive::<Date32Type>().value(i)).expect("a day");
            assert!(published.starts_with(&day.to_string()), "{published} is not {day}");
            dates += 1;
        }
        let here = amounts.as_list::<i32>().value(i);
        let here = here.as_struct();
        let said = record["amounts"].as_array().expect("a list");
        assert_eq!(here.len(), said.len());
        for (j, amount) in said.iter().enumerate() {
            let field = |name: &str| here.column_by_name(name).expect("a column").clone();
            let (min, exact) = (field("min"), field("min_exact"));
            match amount["min"].is_null() {
                true => assert!(min.is_null(j) && exact.is_null(j)),
                false => {
                    // The digits are those of the JSON, and the decimal is worth as much.
                    let digits = exact.as_string::<i32>().value(j).to_owned();
                    assert_eq!(amount["min"].to_string(), digits);
                    let decimal = min.as_primitive::<Decimal128Type>().value_as_string(j);
                    let decimal = decimal.trim_end_matches('0').trim_end_matches('.');
                    assert_eq!(decimal, digits);
                    money += 1;
                }
            }
        }
    }
    assert!(
        money > 20 && dates > 50,
        "{money} amounts and {dates} dates were compared"
    );
}

#[test]
fn hits_are_those_of_ndjson() {
    let archive = sample_archive();
    let dir = tempfile::tempdir().expect("a folder");
    for (name, command) in [
        ("articles", &["search", "harga", "--limit", "all"][..]),
        ("stories", &["search", "gempa", "--stories", "--limit", "all"]),
        ("quotes", &["quotes", "speaker:*", "--limit", "all"]),
        ("statements", &["quotes", "speaker:*", "--once", "--limit", "all"]),
    ] {
        let file = dir.path().join(format!("{name}.parquet"));
        let rows = lines(&stdout_of(archive, 0, &[command, &["--format", "ndjson"]].concat()));
        stdout_of(archive, 0, &[command, &["-o", file.to_str().expect("UTF-8")]].concat());
        let (batch, _) = read(&file);
        assert_eq!(batch.num_rows(), rows.len(), "{name}");
        let ids = batch.column_by_name("id").expect("ids").as_string::<i32>().clone();
        let has_reprints = batch.column_by_name("reprints").is_some();
        assert_eq!(has_reprints, name == "stories");
        for (i, row) in rows.iter().enumerate() {
            let row = if name == "statements" { &row["statement"] } else { row };
            assert_eq!(row["id"], ids.value(i), "{name}, row {i}");
        }
    }
}

#[test]
fn standard_output_takes_it_too() {
    let output = warta(sample_archive(), &["extract", "corpus/kompas", "--format", "parquet"]);
    assert!(output.stdout.starts_with(b"PAR1") && output.stdout.ends_with(b"PAR1"));
}

#[test]
fn a_file_has_its_name_once_it_is_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("kept.csv"), "before").expect("a file");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/kompas");
    std::os::unix::fs::symlink(corpus, dir.path().join("kompas")).expect("a link");
    // What ends with an error of usage leaves the file alone.
    let output = warta(dir.path(), &["search", "x", "-o", "kept.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        fs::read_to_string(dir.path().join("kept.csv")).expect("it is there"),
        "before"
    );
    stdout_of(dir.path(), 0, &["extract", "kompas", "-o", "kept.csv"]);
    let table = fs::read_to_string(dir.path().join("kept.csv")).expect("it is there");
    assert!(table.starts_with("title,speaker,"), "{table}");
    let mut names: Vec<_> = fs::read_dir(dir.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["kept.csv", "kompas"], "nothing is left beside it");
}

#[test]
fn what_cannot_be_written_is_said() {
    let archive = sample_archive();
    check(
        "parquet_facets",
        archive,
        &["search", "gempa", "--facet", "source", "--format", "parquet"],
    );
    check(
        "parquet_timeline",
        archive,
        &["search", "gempa", "--timeline", "--format", "parquet"],
    );
    check(
        "output_is_a_folder",
        archive,
        &["extract", "corpus/kompas", "-o", "corpus"],
    );
    check(
        "output_has_no_folder",
        archive,
        &["extract", "corpus/kompas", "-o", "nowhere/records.parquet"],
    );
}

/// Records that are read again, whether they were written as lines of JSON or as Parquet, are the same but for where they lie and for
/// the links that were taken out of their text.
#[test]
fn records_are_read_again_as_they_were() {
    let dir = tempfile::tempdir().expect("a folder");
    let first = lines(&stdout_of(sample_archive(), 0, &["extract", "corpus"]));
    assert!(first.len() > 50, "{}", first.len());
    for name in ["records.parquet", "records.ndjson"] {
        let file = dir.path().join(name);
        let path = file.to_str().expect("a name in UTF-8");
        stdout_of(sample_archive(), 0, &["extract", "corpus", "-o", path]);
        let again = lines(&stdout_of(sample_archive(), 0, &["extract", path]));
        assert_eq!(again.len(), first.len(), "{name}");
        for (before, after) in first.iter().zip(&again) {
            let mut wanted = before.clone();
            for field in ["path", "member", "related", "cited_sources"] {
                wanted[field] = after[field].clone();
            }
            assert_eq!(after, &wanted, "{name}");
        }
    }
}

/// The tables of docs/parquet.md, each between two comments: `WARTA_BLESS=1 cargo test parquet` writes them anew.
#[test]
fn the_columns_are_documented_as_they_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/parquet.md");
    let mut page = fs::read_to_string(&path).expect("the page is there");
    let before = page.clone();
    let tables = [
        ("record", record::table().documentation()),
        ("articles", hits::articles(true).documentation()),
        ("quotes", hits::quotes().documentation()),
        ("statements", once::documentation()),
    ];
    for (name, table) in tables {
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->\n"));
        let from = page.find(&begin).expect("the table begins") + begin.len();
        let to = page.find(&end).expect("the table ends");
        page.replace_range(from..to, &table);
    }
    if std::env::var_os("WARTA_BLESS").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    assert!(
        before == page || std::env::var_os("WARTA_BLESS").is_some(),
        "docs/parquet.md is not as the tables are: write it anew with `WARTA_BLESS=1 cargo test parquet`"
    );
}
