"""Archives, their errors, and the examples of the documentation."""

from __future__ import annotations

import doctest
import inspect
import json
import pickle
import subprocess
from pathlib import Path

import duckdb
import polars
import pyarrow
import pytest

import warta

ROOT = Path(__file__).resolve().parents[2]


def lines(folder: Path, *args: str) -> list[dict[str, object]]:
    binary = ROOT / "target/debug/warta"
    done = subprocess.run([binary, *args, "--format", "ndjson"], cwd=folder, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def index(folder: Path) -> warta.Index:
    return warta.Index(folder / "index")


def test_hits_are_those_of_the_command_line(folder: Path, index: warta.Index) -> None:
    for given, options in (
        ({"country": ["Ukraina", "Iran"]}, ["--country", "Ukraina", "--country", "Iran"]),
        ({"since": "2022-01", "sort": "oldest"}, ["--from", "2022-01", "--sort", "oldest"]),
        ({"amount": ">=USD 500 juta"}, ["--amount", ">=USD 500 juta"]),
    ):
        hits = index.search(limit=None, **given)
        wanted = lines(folder, "search", *options, "--limit", "all")
        assert hits.num_hits == len(hits) == len(wanted) > 0
        for hit, want in zip(hits, wanted):
            assert (hit["id"], hit["title"], hit["speakers"]) == (want["id"], want["title"], want["speakers"])
            assert hit["snippet"] == want["snippet"]["text"]
    quotes = index.quotes("speaker:*", limit=None)
    wanted = lines(folder, "quotes", "speaker:*", "--limit", "all")
    assert [(q["speaker"], q["text"], q["start"]) for q in quotes] == [
        (q["speaker"], q["text"], q["start"]) for q in wanted
    ]
    once = index.quotes("speaker:*", once=True, limit=None)
    assert len(once) == len(lines(folder, "quotes", "speaker:*", "--once", "--limit", "all"))


def test_counts_are_those_of_the_command_line(folder: Path, index: warta.Index) -> None:
    pairs = [(row["value"], row["count"]) for row in index.facet("country")]
    wanted = lines(folder, "facet", "country", "--limit", "all")
    assert pairs == [(row["value"], row["count"]) for row in wanted if row["value"]]
    assert sum(row["count"] for row in index.facet("year", by="source")) <= len(index)
    people = index.people(limit=None)
    assert [p["name"] for p in people] == [p["name"] for p in lines(folder, "people", "--limit", "all")]


def test_tables_go_into_other_libraries(index: warta.Index) -> None:
    hits = index.search("gempa", limit=None)
    assert pyarrow.table(hits).num_rows == polars.DataFrame(hits).height == len(hits.to_pandas()) == len(hits)
    records = pyarrow.table(index.records(limit=None))
    found = duckdb.sql("SELECT s.name FROM (SELECT unnest(speakers) AS s FROM records) WHERE s.name LIKE '%Melnychenko'")
    assert len(found.fetchall()) > 1
    assert pyarrow.schema(warta.SCHEMA).names == records.schema.names


def test_what_is_wrong_is_said_with_a_hint(index: warta.Index) -> None:
    with pytest.raises(warta.IndexError) as missing:
        warta.Index("nowhere")
    assert missing.value.hint
    with pytest.raises(warta.UsageError) as unknown:
        index.search(contry="Iran")
    assert "country" in str(unknown.value)
    with pytest.raises(warta.QueryError):
        index.search("date:kapan")
    with pytest.raises(warta.UsageError) as column:
        warta.extract_batch(pyarrow.record_batch({"warna": ["merah"]}))
    assert "warna" in str(column.value.hint)
    with pytest.raises(warta.UsageError):
        warta.extract_batch(pyarrow.record_batch({"text": [["a"]]}))
    with pytest.raises(warta.UsageError):
        warta.extract_many("satu")
    with pytest.raises(warta.UsageError):
        index.show("no such id")
    again = pickle.loads(pickle.dumps(missing.value))
    assert (again.cause, again.hint) == (missing.value.cause, missing.value.hint)


def test_examples_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = {"warta": warta} | {name: getattr(warta, name) for name in warta.__all__}
    found |= {f"Index.{name}": method for name, method in vars(warta.Index).items() if not name.startswith("_")}
    parser, runner, ran = doctest.DocTestParser(), doctest.DocTestRunner(), 0
    for name, thing in found.items():
        if examples := inspect.getdoc(thing):
            test = parser.get_doctest(examples, {}, name, None, 0)
            runner.run(test)
            ran += len(test.examples)
    assert runner.summarize().failed == 0
    assert ran > 30
