"""Two executors of Spark make the records of one machine, and lose none when one of them is killed."""

from __future__ import annotations

import operator
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow
import pyarrow.parquet
import pytest

import warta

if shutil.which("java") is None:
    pytest.skip("there is no Java", allow_module_level=True)
pyspark = pytest.importorskip("pyspark")

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = (
        pyspark.sql.SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "1g")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "50")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles as somebody has them, with rows that are broken; some files of them."""
    folder = tmp_path_factory.mktemp("raw")
    records = pyarrow.table(warta.extract_files(str(ROOT / "corpus"))).to_pylist()
    rows = [
        {"id": f"{copy}-{row['id']}", "judul": row["title"], "isi": row["body"], "tanggal": row["published_text"]}
        for copy in range(6)
        for row in records
    ]
    for at in range(0, len(rows), 40):
        rows[at]["isi"] = None
    for part in range(4):
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows[part::4]), folder / f"{part}.parquet")
    return folder


def local(raw: Path) -> list[dict[str, object]]:
    table = pyarrow.concat_tables(pyarrow.parquet.read_table(file) for file in sorted(raw.glob("*.parquet")))
    return sorted(warta.extract_batch(table), key=lambda row: row["id"])


def gathered(frame: object) -> list[dict[str, object]]:
    return sorted((row.asDict(recursive=True) for row in frame.collect()), key=lambda row: row["id"])


def without_number(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """`member` counts the rows of a batch, and batches are Spark's."""
    return [{key: value for key, value in row.items() if key != "member"} for row in rows]


def test_records_are_those_of_one_machine(spark: SparkSession, raw: Path) -> None:
    frame = spark.read.parquet(str(raw)).repartition(4)
    made = gathered(frame.mapInArrow(warta.spark_extract(text="isi"), warta.spark_schema()))
    wanted = local(raw)
    assert without_number(made) == without_number(wanted)
    broken = [row for row in made if any(d["message"] == "there is no text" for d in row["doubts"])]
    assert len(broken) == sum(row["body"] == "" for row in wanted) > 5


def test_names_are_counted_as_on_one_machine(spark: SparkSession, raw: Path, tmp_path: Path) -> None:
    frame = spark.read.parquet(str(raw)).mapInArrow(warta.spark_extract(text="isi"), warta.spark_schema())
    frame.write.parquet(str(tmp_path / "records"))
    spark.read.parquet(str(tmp_path / "records")).createOrReplaceTempView("records")
    rows = spark.sql(
        "SELECT s.name, count(*) AS articles, sum(s.quotes) AS quotes FROM (SELECT explode(speakers) AS s FROM records) "
        "GROUP BY s.name"
    ).collect()
    counted = {row["name"]: (row["articles"], row["quotes"]) for row in rows}
    wanted: dict[str, tuple[int, int]] = {}
    for record in local(raw):
        for speaker in record["speakers"]:
            articles, quotes = wanted.get(speaker["name"], (0, 0))
            wanted[speaker["name"]] = (articles + 1, quotes + speaker["quotes"])
    assert counted == wanted and len(wanted) > 50


def test_reprints_are_those_of_one_machine(spark: SparkSession) -> None:
    """Of articles over two years, each printed again after some days, with another last sentence and before others of its day."""
    samples = pyarrow.table(warta.extract_files(ROOT / "corpus"))
    firsts = [not row["reprint"] for row in warta.stories(warta.sketches(samples))]
    bodies = [body for body in samples.filter(firsts)["body"].to_pylist() if len(body) > 300]
    began = date(2022, 1, 1)
    rows = [
        {"id": f"{copy}-{at}", "isi": f"{body}\nDemikian dilaporkan.{copy}", "hari": began + timedelta(11 * at + 13 * copy)}
        for at, body in enumerate(bodies)
        for copy in range(3)
    ]
    rows += [{"id": "x", "isi": bodies[0], "hari": None}, {"id": "y", "isi": None, "hari": began}]
    frame = spark.createDataFrame(rows, "id string, isi string, hari date").repartition(4)
    found = warta.spark_stories(frame, day="hari", text="isi").collect()
    ordered = sorted(rows, key=lambda row: (row["hari"] or date.max, row["id"]))
    wanted = warta.stories(warta.sketches(pyarrow.Table.from_pylist(ordered), text="isi")).rows()
    # Without a day nobody can say what was before it.
    wanted[-1] |= {"story": "x", "reprint": False}
    by_id = operator.itemgetter("id")
    assert sorted((row.asDict() for row in found), key=by_id) == sorted(wanted, key=by_id)
    assert sum(row["reprint"] for row in wanted) > len(bodies)


def test_a_killed_executor_loses_nothing(spark: SparkSession, raw: Path, tmp_path: Path) -> None:
    marker = tmp_path / "began"

    def slowly(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            marker.touch()
            time.sleep(0.5)
            yield from warta.spark_extract(text="isi")(iter([batch]))

    frame = spark.read.parquet(str(raw)).repartition(4).mapInArrow(slowly, warta.spark_schema())
    driver = os.getpid()
    killer = subprocess.Popen(
        [sys.executable, "-c", KILLER, str(marker), str(spark.sparkContext._gateway.proc.pid), str(driver)]
    )
    made = gathered(frame)
    assert killer.wait(timeout=300) == 0, "an executor was killed while it worked"
    assert without_number(made) == without_number(local(raw))


# Kills one executor below the driver's Java, once the work has begun. Its standard library is enough: /proc has the parents.
KILLER = """
import os, signal, sys, time
from pathlib import Path
marker, java = Path(sys.argv[1]), int(sys.argv[2])
until = time.time() + 300
while not marker.exists() and time.time() < until:
    time.sleep(0.05)
def below(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children")
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    for file in threads:
        for child in file.read_text().split():
            yield int(child)
            yield from below(int(child))
for pid in below(java):
    if b"CoarseGrainedExecutorBackend" in Path(f"/proc/{pid}/cmdline").read_bytes():
        os.kill(pid, signal.SIGKILL)
        sys.exit(0)
sys.exit(1)
"""
