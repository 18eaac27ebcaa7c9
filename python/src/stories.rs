//! What is a reprint of what: sketches of the wording of articles, and stories told from them.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use warta::article::Extracted;
use warta::corpus::RawField;
use warta::output::columns::{Column, Table as Columns};

use crate::batch::{Fields, tables};
use crate::errors::{raised, unreadable, usage};
use crate::extracting::{on, text_at, text_column};
use crate::table::Table;

/// What tells the story of an article.
struct Wording {
    id: String,
    /// The hash of its text; those of equal texts are equal. None where there is no text.
    text: Option<u64>,
    sketch: Vec<u32>,
}

impl Wording {
    fn of(extracted: Extracted) -> Wording {
        let body = &extracted.article.body;
        Wording {
            text: (!body.is_empty()).then(|| xxhash_rust::xxh3::xxh3_64(body.as_bytes())),
            id: extracted.article.id,
            sketch: extracted.sketch,
        }
    }
}

fn sketch_schema() -> SchemaRef {
    let item = Arc::new(Field::new("item", DataType::Int64, false));
    Arc::new(Schema::new(vec![
        Field::new("id", DataType::Utf8, false),
        Field::new("text_hash", DataType::Int64, true),
        Field::new("sketch", DataType::List(item), false),
    ]))
}

fn sketched(wordings: &[Wording]) -> Result<RecordBatch, ArrowError> {
    let item = Field::new("item", DataType::Int64, false);
    let (mut ids, mut texts) = (StringBuilder::new(), Int64Builder::new());
    let mut sketches = ListBuilder::new(Int64Builder::new()).with_field(item);
    for wording in wordings {
        ids.append_value(&wording.id);
        texts.append_option(wording.text.map(u64::cast_signed));
        for hash in &wording.sketch {
            sketches.values().append_value(i64::from(*hash));
        }
        sketches.append(true);
    }
    let columns: Vec<ArrayRef> = vec![
        Arc::new(ids.finish()),
        Arc::new(texts.finish()),
        Arc::new(sketches.finish()),
    ];
    RecordBatch::try_new(sketch_schema(), columns)
}

/// The sketches of the wording of articles, by which `stories` tells reprints: `id`, `text_hash` and `sketch`, a row each.
///
/// `batch`, `text` and the others are those of `extract_batch`. A sketch has up to 24 numbers, whatever the length of its text.
///
/// >>> import pyarrow, warta
/// >>> sketches = warta.sketches(pyarrow.table({"isi": ["Harga beras naik lagi di pasar induk."]}))
/// >>> sketches[0]["id"], len(sketches[0]["sketch"])
/// ('rows#1', 4)
#[pyfunction]
#[pyo3(signature = (batch, *, text=None, title=None, source=None, id=None, threads=None))]
pub fn sketches(
    py: Python<'_>,
    batch: &Bound<'_, PyAny>,
    text: Option<String>,
    title: Option<String>,
    source: Option<String>,
    id: Option<String>,
    threads: Option<NonZeroUsize>,
) -> PyResult<Table> {
    let named = [
        (RawField::Text, text),
        (RawField::Title, title),
        (RawField::Source, source),
        (RawField::Id, id),
    ];
    let (mut batches, mut before) = (Vec::new(), 0);
    for part in tables(batch)? {
        let part = part?;
        let fields = Fields::of(py, &part, &named)?;
        let made = py.detach(|| {
            let wordings: Vec<Wording> = on(threads, || {
                let rows = (0..part.len()).into_par_iter();
                rows.map(|at| Wording::of(warta::extract::extract(fields.article(at, before + at))))
                    .collect()
            });
            sketched(&wordings)
        });
        batches.push(made.map_err(|error| raised(py, unreadable("batch", error)))?);
        before += part.len();
    }
    Ok(Table::new(batches, sketch_schema()))
}

/// An article and its story.
struct Told {
    id: String,
    story: String,
    reprint: bool,
}

fn told_columns<'a>() -> Columns<'a, &'a Told> {
    Columns {
        name: "stories",
        columns: vec![
            Column::text("id", "the article", |told: &'a Told| told.id.as_str()),
            Column::text("story", "the first article of its story", |told| told.story.as_str()),
            Column::flag("reprint", "whether an earlier article tells it", |told| told.reprint),
        ],
    }
}

/// Stories as they are told, article by article.
struct Stories {
    known: warta::stories::Stories,
    /// The first article of each story.
    firsts: HashMap<u64, String>,
}

impl Stories {
    fn tell(&mut self, wording: Wording) -> Told {
        // What has no text is a story of its own.
        let Some(text) = wording.text else {
            let (id, reprint) = (wording.id, false);
            return Told {
                story: id.clone(),
                id,
                reprint,
            };
        };
        let told = self.known.tell(text, 0, &wording.sketch);
        let first = self.firsts.entry(told.story).or_insert_with(|| wording.id.clone());
        Told {
            story: first.clone(),
            id: wording.id,
            reprint: told.again,
        }
    }
}

/// The columns that `sketches` made, wherever they have been since.
fn wordings(py: Python<'_>, batch: &StructArray) -> PyResult<Vec<Wording>> {
    let column = |name: &str, kind: Option<DataType>| {
        let column = batch.column_by_name(name).ok_or_else(|| {
            let hint = "give what `sketches` made";
            usage(py, name, "there is no such column", hint)
        })?;
        match kind {
            None => text_column(py, name, column),
            Some(kind) => cast(column, &kind).map_err(|error| raised(py, unreadable(name, error))),
        }
    };
    let numbers = DataType::List(Arc::new(Field::new("item", DataType::Int64, true)));
    let (ids, texts) = (column("id", None)?, column("text_hash", Some(DataType::Int64))?);
    let (texts, sketches) = (texts.as_primitive::<Int64Type>(), column("sketch", Some(numbers))?);
    let rows = (0..batch.len()).map(|at| Wording {
        id: text_at(&ids, at).unwrap_or_default().to_owned(),
        text: (!texts.is_null(at)).then(|| texts.value(at).cast_unsigned()),
        sketch: {
            let numbers = sketches.as_list::<i32>().value(at);
            let numbers = numbers.as_primitive::<Int64Type>().values();
            numbers.iter().filter_map(|hash| u32::try_from(*hash).ok()).collect()
        },
    });
    Ok(rows.collect())
}

/// Which articles are reprints of which: a row each, with the `story` that it belongs to, which has the id of the first that tells it.
///
/// `batch` is what `sketches` makes, in the order of days: the wording of an article is compared with that of the firsts of all stories
/// before it, as `warta index` does it.
///
/// >>> import pyarrow, warta
/// >>> text = "Warga tiga desa menuntut perusahaan itu memulihkan sungai yang keruh sejak pabrik di hulu dibuka tahun lalu."
/// >>> articles = pyarrow.table({"id": ["a", "b", "c"], "isi": [text, "Harga beras naik.", text + " Demikian."]})
/// >>> table = warta.stories(warta.sketches(articles))
/// >>> [row["story"] for row in table], table[2]["reprint"]
/// (['a', 'b', 'a'], True)
#[pyfunction]
pub fn stories(py: Python<'_>, batch: &Bound<'_, PyAny>) -> PyResult<Table> {
    let mut stories = Stories {
        known: warta::stories::Stories::new(u32::MAX as usize),
        firsts: HashMap::new(),
    };
    let mut rows = Vec::new();
    for part in tables(batch)? {
        let wordings = wordings(py, &part?)?;
        py.detach(|| rows.extend(wordings.into_iter().map(|wording| stories.tell(wording))));
    }
    let batch = told_columns().batch(&rows.iter().collect::<Vec<_>>());
    let batch = batch.map_err(|error| raised(py, unreadable("batch", error)))?;
    Ok(Table::of(batch))
}
