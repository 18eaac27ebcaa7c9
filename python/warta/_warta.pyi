from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any, Protocol, final

import pandas
import polars
import pyarrow

__all__ = [
    "SCHEMA",
    "Hits",
    "Index",
    "Records",
    "Schema",
    "Table",
    "__version__",
    "command",
    "extract",
    "extract_batch",
    "extract_files",
    "extract_many",
    "sketches",
    "stories",
]

class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class _Array(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

__version__: str
SCHEMA: Schema

@final
class Schema:
    @property
    def names(self) -> list[str]: ...
    @property
    def metadata(self) -> dict[str, str]: ...
    def __arrow_c_schema__(self) -> object: ...
    def __len__(self) -> int: ...

class Table:
    @property
    def schema(self) -> Schema: ...
    @property
    def column_names(self) -> list[str]: ...
    def rows(self) -> list[dict[str, Any]]: ...
    def to_pyarrow(self) -> pyarrow.Table: ...
    def to_pandas(self) -> pandas.DataFrame: ...
    def to_polars(self) -> polars.DataFrame: ...
    def __len__(self) -> int: ...
    def __getitem__(self, key: int, /) -> dict[str, Any]: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...

@final
class Records(Table):
    @property
    def rejected(self) -> list[dict[str, str]]: ...

@final
class Hits(Table):
    @property
    def query(self) -> str: ...
    @property
    def num_hits(self) -> int: ...
    @property
    def facets(self) -> dict[str, Table]: ...
    @property
    def remarks(self) -> list[str]: ...

def extract(
    text: str,
    *,
    path: str = "text",
    title: str | None = None,
    published: str | None = None,
    source: str | None = None,
    url: str | None = None,
    author: str | None = None,
    section: str | None = None,
    language: str | None = None,
    id: str | None = None,
) -> dict[str, Any]: ...
def extract_many(
    texts: Sequence[str | None] | _Stream | _Array, *, threads: int | None = None
) -> Table: ...
def extract_batch(
    batch: _Stream | _Array,
    *,
    text: str | None = None,
    title: str | None = None,
    published: str | None = None,
    source: str | None = None,
    url: str | None = None,
    author: str | None = None,
    section: str | None = None,
    language: str | None = None,
    id: str | None = None,
    threads: int | None = None,
) -> Table: ...
def sketches(
    batch: _Stream | _Array,
    *,
    text: str | None = None,
    title: str | None = None,
    source: str | None = None,
    id: str | None = None,
    threads: int | None = None,
) -> Table: ...
def stories(batch: _Stream | _Array) -> Table: ...
def command(args: Sequence[str]) -> int: ...
def extract_files(
    paths: str | PathLike[str] | Sequence[str | PathLike[str]], *, map: Mapping[str, str] | None = None
) -> Records: ...
@final
class Index:
    def __new__(cls, path: str | PathLike[str] = "index", *, people: str | PathLike[str] | None = None) -> Index: ...
    def refresh(self) -> None: ...
    def __len__(self) -> int: ...
    def search(self, query: str = "", *, limit: int | None = 10, **parameters: object) -> Hits: ...
    def quotes(self, query: str = "", *, limit: int | None = 10, **parameters: object) -> Hits: ...
    def records(self, query: str = "", *, limit: int | None = 10, **parameters: object) -> Hits: ...
    def facet(
        self, field: str, query: str = "", *, by: str | None = None, limit: int | None = None, **parameters: object
    ) -> Table: ...
    def timeline(self, query: str = "", *, unit: str | None = None, **parameters: object) -> Table: ...
    def compare(self, *queries: str, **parameters: object) -> Table: ...
    def people(self, name: str = "", *, limit: int | None = 20, offset: int = 0) -> Table: ...
    def show(self, id: str) -> dict[str, Any]: ...
