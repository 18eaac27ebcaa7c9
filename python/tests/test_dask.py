"""Dask makes the records of one machine."""

from __future__ import annotations

from pathlib import Path

import pandas
import pyarrow
import pytest

import warta

dask = pytest.importorskip("dask")
ROOT = Path(__file__).resolve().parents[2]


def test_records_are_those_of_one_machine() -> None:
    from dask import dataframe

    def records(frame: pandas.DataFrame) -> pandas.DataFrame:
        return pyarrow.table(warta.extract_batch(frame, text="body", threads=1)).to_pandas()

    articles = warta.extract_files(ROOT / "corpus").to_pandas()[["id", "title", "body"]]
    meta = pyarrow.schema(warta.SCHEMA).empty_table().to_pandas()
    with dask.config.set({"dataframe.convert-string": False, "scheduler": "threads"}):
        made = dataframe.from_pandas(articles, npartitions=3).map_partitions(records, meta=meta).compute()
    wanted = records(articles)
    assert list(made["id"]) == list(wanted["id"])
    assert [len(quotes) for quotes in made["quotes"]] == [len(quotes) for quotes in wanted["quotes"]]
    assert list(made["body"]) == list(wanted["body"])
