"""What news articles say, and archives of them, searched.

>>> import warta
>>> record = warta.extract('KOMPAS.com - Harga beras naik.\\n"Stok kami cukup," kata Menteri Perdagangan Budi Santosa.')
>>> record["source"], record["speakers"][0]["name"], record["quotes"][0]["text"]
('Kompas', 'Budi Santosa', 'Stok kami cukup,')

Results are tables: ``pyarrow.table(result)``, ``polars.DataFrame(result)``, ``result.to_pandas()`` and DuckDB take them as they
are (the Arrow PyCapsule interface); without any of these libraries they are sequences of dictionaries.
"""

from warta._errors import Error, FileError, IndexError, InputError, QueryError, UsageError
from warta._warta import (
    SCHEMA,
    Hits,
    Index,
    Records,
    Schema,
    Table,
    __version__,
    extract,
    extract_batch,
    extract_files,
    extract_many,
    sketches,
    stories,
)
from warta.spark import spark_extract, spark_schema, spark_stories

__all__ = [
    "SCHEMA",
    "Error",
    "FileError",
    "Hits",
    "Index",
    "IndexError",
    "InputError",
    "QueryError",
    "Records",
    "Schema",
    "Table",
    "UsageError",
    "__version__",
    "extract",
    "extract_batch",
    "extract_files",
    "extract_many",
    "sketches",
    "spark_extract",
    "spark_schema",
    "spark_stories",
    "stories",
]
