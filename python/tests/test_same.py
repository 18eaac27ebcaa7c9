"""The package says what the command line says, byte for byte."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

import warta

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"


def digits(text: str) -> str:
    """Stands for a number that is written as it was read."""
    return f"<digits {text}>"


def ndjson(row: dict[str, Any]) -> str:
    """The line of `--format ndjson` that a row is."""
    plain = dict(row)
    plain["published"] = plain.pop("published_text")
    version = {"version": 1}
    amounts = []
    for amount in plain["amounts"]:
        amount = dict(amount)
        for bound in ("min", "max"):
            text = amount.pop(f"{bound}_exact")
            assert amount[bound] is None or amount[bound] == Decimal(text)
            amount[bound] = text if text is None else digits(text)
        amounts.append(amount)
    quantities = []
    for quantity in plain["quantities"]:
        quantity = dict(quantity)
        quantity["value"] = digits(quantity.pop("value_exact"))
        quantities.append(quantity)
    plain["amounts"], plain["quantities"] = amounts, quantities
    ordered = {key: plain[key] for key in row if key != "published_text"}
    text = json.dumps(version | ordered, ensure_ascii=False, separators=(",", ":"))
    return re.sub('"<digits ([^>"]*)>"', r"\1", text)


def command(*args: str) -> list[str]:
    binary = ROOT / "target/debug/warta"
    done = subprocess.run([binary, *args], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return command("extract", "corpus")


def test_files_are_records_of_the_command_line(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    records = warta.extract_files("corpus")
    assert records.rejected == []
    assert [ndjson(row) for row in records] == lines


def test_texts_are_records_of_their_files(lines: list[str]) -> None:
    of_path = {json.loads(line)["path"]: line for line in lines}
    paths, contents = [], []
    for path in sorted(CORPUS.rglob("*.txt")):
        try:
            contents.append(path.read_bytes().decode())
        except UnicodeDecodeError:
            # Whoever hands over texts has decoded them.
            continue
        paths.append(str(path.relative_to(ROOT)))
    assert len(paths) > 20
    for path, text in zip(paths, contents):
        assert ndjson(warta.extract(text, path=path)) == of_path[path]
    for given in (
        contents,
        pyarrow.array(contents, pyarrow.string()),
        pyarrow.array(contents, pyarrow.large_string()),
        pyarrow.array(contents, pyarrow.string_view()),
        pyarrow.chunked_array([contents[:5], contents[5:]]),
        polars.Series(contents),
        pandas.Series(contents),
    ):
        for threads in (None, 1):
            table = warta.extract_many(given, threads=threads)
            bodies = [row["body"] for row in table]
            assert bodies == [json.loads(of_path[path])["body"] for path in paths]


def test_rows_are_records_of_their_dump(lines: list[str]) -> None:
    dump = CORPUS / "detik/detik-2023.jsonl"
    rows = [json.loads(line) for line in dump.read_text(encoding="utf-8").splitlines() if line.strip()]
    frame = polars.DataFrame([{key: str(value) for key, value in row.items()} for row in rows])
    wanted = [json.loads(line) for line in lines if json.loads(line)["path"] == "corpus/detik/detik-2023.jsonl"]
    for given in (frame, frame.to_arrow(), pandas.DataFrame(rows)):
        made = warta.extract_batch(given, threads=1)
        assert [row["id"] for row in made] == [row["id"] for row in wanted]
        for got, want in zip(made, wanted):
            for key in ("title", "source", "body", "speakers", "quotes", "countries"):
                assert got[key] == want[key], key


def test_as_many_rows_come_out_as_went_in() -> None:
    batch = pyarrow.record_batch({"text": ["Harga beras naik.", None, "", "   "], "date": [date(2022, 3, 9)] * 4})
    table = warta.extract_batch(batch)
    assert [row["id"] for row in table] == ["rows#1", "rows#2", "rows#3", "rows#4"]
    assert table[0]["published"] == date(2022, 3, 9)
    for at in (1, 2, 3):
        assert table[at]["doubts"][0]["message"] == "there is no text"
    assert len(warta.extract_many([])) == 0
    broken = pyarrow.record_batch({"text": pyarrow.array([b"Harga beras naik.", b"\xff\xfe\xff"], pyarrow.binary())})
    assert len(warta.extract_batch(broken)) == 2


def test_parquet_of_the_command_line_has_the_same_values(lines: list[str], tmp_path: Path) -> None:
    file = tmp_path / "records.parquet"
    command("extract", "corpus", "-o", str(file))
    table = pyarrow.parquet.read_table(file)
    assert [ndjson(row) for row in table.to_pylist()] == lines
    assert table.schema.metadata[b"warta.record"] == b"1"
    wanted = [json.loads(line) for line in lines]
    statements = sum(len(row["quotes"]) for row in wanted)
    found = duckdb.sql(
        f"SELECT count(*), sum(len(quotes)), sum(len(countries)), count(published), sum(strlen(body)) FROM '{file}'"
    ).fetchall()
    assert found[0] == (
        len(wanted),
        statements,
        sum(len(row["countries"]) for row in wanted),
        sum(row["published"] is not None for row in wanted),
        sum(len(row["body"].encode()) for row in wanted),
    )
    money = duckdb.sql(
        f"SELECT sum(a.max) FROM (SELECT unnest(amounts) AS a FROM '{file}') WHERE a.currency = 'USD'"
    ).fetchall()
    exact = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines]
    amounts = [a for row in exact for a in row["amounts"] if a["currency"] == "USD" and a["max"] is not None]
    assert money[0][0] == sum(a["max"] for a in amounts) > 0
