"""The tables in Arrow's terms, which Parquet and Daft share."""

from __future__ import annotations

from undoc.batch.tables import TABLES, Row
from undoc.errors import MissingExtra

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise MissingExtra('tables need pyarrow: pip install "undoc[parquet]"') from error

__all__ = ["SCHEMAS", "WHOLE", "arrays", "nested", "pa", "pq"]

_TYPES = {
    "text": pa.string(), "number": pa.int64(), "texts": pa.list_(pa.string()), "numbers": pa.list_(pa.int64()),
    "rows": pa.list_(pa.list_(pa.string())),
}  # fmt: skip


def _schema(table: str) -> pa.Schema:
    """A table's schema with the meaning of each column in its metadata."""
    fields = [
        pa.field(name, _TYPES[kind], metadata={"meaning": meaning}) for name, kind, meaning in TABLES[table].columns
    ]
    return pa.schema(fields, metadata={"row": TABLES[table].row})


SCHEMAS: dict[str, pa.Schema] = {table: _schema(table) for table in TABLES}
# All tables' rows of a document in one value.
WHOLE = pa.struct([(table, pa.list_(pa.struct(list(schema)))) for table, schema in SCHEMAS.items()])


def arrays(table: str, rows: list[Row]) -> list[pa.Array]:
    """Rows as the columns of their table."""
    schema = SCHEMAS[table]
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    return [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]


def nested(documents: list[dict[str, list[Row]]]) -> pa.StructArray:
    """The rows of each of some documents as one value of the type ``WHOLE``."""
    lists = []
    for table, schema in SCHEMAS.items():
        rows: list[Row] = []
        ends = [0]
        for document in documents:
            rows += document.get(table, ())
            ends.append(len(rows))
        values = pa.StructArray.from_arrays(arrays(table, rows), fields=list(schema))
        lists.append(pa.ListArray.from_arrays(pa.array(ends, pa.int32()), values))
    return pa.StructArray.from_arrays(lists, fields=list(WHOLE))
