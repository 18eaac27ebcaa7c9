"""Extraction and reprints on Spark: the same records as on one machine, as many rows out as in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from warta import _warta

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def spark_extract(
    *, threads: int | None = 1, **columns: str
) -> Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """A function for ``DataFrame.mapInArrow`` that makes a record of each row.

    ``columns`` says which column has what, as for :func:`warta.extract_batch`: ``text="isi"``. One thread a task, since Spark
    gives each task one core. A row without text is a record whose ``doubts`` say so: nothing is lost.

        frame.mapInArrow(warta.spark_extract(text="body"), warta.spark_schema())
    """

    def records(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            table = _warta.extract_batch(batch, threads=threads, **columns)
            yield from pyarrow.table(table).to_batches()

    return records


def spark_schema() -> StructType:
    """The columns of records as Spark has them: :data:`warta.SCHEMA`."""
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(pyarrow.schema(_warta.SCHEMA))


def spark_stories(articles: DataFrame, *, day: str = "published", days: int = 30, **columns: str) -> DataFrame:
    """Which articles are reprints of which, decided in windows of some ``days``: ``id``, ``story``, ``reprint``.

    ``day`` is the column of the day; the others are those of :func:`warta.sketches`. An article is compared with those of its own
    window and of the one before, in the order of ``day`` and ``id``: a reprint of the last ``days`` days is always found, one after
    twice as many never. ``story`` is the ``id`` of the first article among them; articles without a day are a window of their own.
    A task holds the sketches of two windows (some 300 bytes an article), not their texts.
    """
    import pyarrow
    from pyspark.sql import functions
    from pyspark.sql.pandas.types import from_arrow_schema

    undated = -1_000_000

    def sketches(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            made = pyarrow.table(_warta.sketches(batch, threads=1, **columns))
            for name in ("warta_day", "warta_window"):
                made = made.append_column(name, batch.column(name))
            yield from made.combine_chunks().to_batches()

    def decide(window: pyarrow.Table) -> pyarrow.Table:
        import pyarrow.compute

        window = window.sort_by([("warta_day", "ascending"), ("id", "ascending")])
        told = pyarrow.table(_warta.stories(window.select(["id", "text_hash", "sketch"])))
        return told.replace_schema_metadata().filter(pyarrow.compute.equal(window["warta_window"], window["window"]))

    empty = pyarrow.table({"id": pyarrow.array([], pyarrow.string()), "text": pyarrow.array([], pyarrow.string())})
    sketch = pyarrow.schema(_warta.sketches(empty).schema)
    for name in ("warta_day", "warta_window"):
        sketch = sketch.append(pyarrow.field(name, pyarrow.int32()))
    number = functions.datediff(functions.col(day), functions.lit("1970-01-01"))
    window = functions.coalesce(functions.floor(number / days), functions.lit(undated)).cast("int")
    # The text is needed once; from then on a row is small.
    sketched = articles.withColumns({"warta_day": number.cast("int"), "warta_window": window}).mapInArrow(
        sketches, from_arrow_schema(sketch)
    )
    own_and_next = functions.array("warta_window", functions.col("warta_window") + 1)
    several = sketched.withColumn("window", functions.explode(own_and_next))
    return several.groupBy("window").applyInArrow(decide, "id string, story string, reprint boolean")
