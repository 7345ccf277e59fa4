"""Batches past one machine: the tables of documents as lazy data frames of Daft, on its own runner or on Ray.

>>> from undoc.batch import dataframe
>>> frames = dataframe("s3://archive/reports/*.txt")
>>> frames["speakers"].where(...).show()     # nothing is read before this
>>> frames.write("s3://archive/tables")

``daft.set_runner_ray("ray://head:10001")`` beforehand is all that a cluster needs.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from undoc.batch.pool import cores
from undoc.batch.tables import TABLES, Rows, failed_document, rows_of
from undoc.errors import MissingExtra
from undoc.read import SUFFIXES
from undoc.reason import reason

if TYPE_CHECKING:
    import daft

# Documents that a worker takes at a time: their text and all their tables are in memory together.
BATCH = 16


def dataframe(
    documents: str | Path | Sequence[str | Path] | daft.DataFrame,
    *,
    text: str = "text",
    name: str = "document",
    encoding: str | None = None,
    processes: int | None = None,
    io_config: Any = None,
) -> Frames:
    """The tables of many documents, lazily.

    documents: a path, a URL (``s3://…``, ``https://…``), a pattern of them (``reports/**/*.txt``), a local folder with all
    documents below it, or several of these; or a data frame (Daft's, such as ``daft.read_parquet(…)`` gives) with a column
    ``text`` of texts or of files' bytes, and a column ``name`` of their names. encoding: of bytes, guessed where ``None``.
    processes: that parse, in the whole cluster; as many as this machine has cores where ``None``. io_config: Daft's, for
    reading URLs.
    Raises MissingExtra where Daft is not installed. A document that cannot be read has a row with an ``error`` in
    ``documents``; nothing is raised for it.
    """
    daft = _daft()
    if isinstance(documents, daft.DataFrame):
        frame = documents.select(daft.col(name).alias("document"), daft.col(text).alias("content"))
    else:
        several = [documents] if isinstance(documents, str | Path) else documents
        paths = [pattern for each in several for pattern in _patterns(str(each))]
        path = daft.col("path")
        content = path.download(on_error="null", io_config=io_config)
        frame = daft.from_glob_path(paths, io_config=io_config).select(path.alias("document"), content.alias("content"))
    parser = _parser(daft, processes or cores())
    return Frames(frame.select(parser(daft.col("document"), daft.col("content"), encoding).alias("tables")))


def _patterns(path: str) -> list[str]:
    return [f"{path}/**/*{suffix}" for suffix in SUFFIXES] if os.path.isdir(path) else [path]


class Frames(Mapping[str, "daft.DataFrame"]):
    """The tables by name, each a lazy data frame with the columns that ``undoc.batch.tables.TABLES`` says.

    A table that is asked for by itself parses all documents anew; ``collect`` and ``write`` do it once for all.
    """

    def __init__(self, parsed: daft.DataFrame) -> None:
        self.parsed = parsed

    def __getitem__(self, table: str) -> daft.DataFrame:
        if table not in TABLES:
            raise KeyError(table)
        daft = _daft()
        rows = self.parsed.select(daft.col("tables").get(table).alias("row")).explode("row")
        rows = rows.where(daft.col("row").not_null())
        return rows.select(*(daft.col("row").get(name).alias(name) for name in TABLES[table].names))

    def __iter__(self) -> Any:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def collect(self) -> Frames:
        """Parse all documents now, once, and keep their tables in the memory of the machine or the cluster."""
        return Frames(self.parsed.collect())

    def write(self, folder: str | Path, *, io_config: Any = None) -> None:
        """Write each table as Parquet into a folder ``FOLDER/TABLE``, local or of a URL, and whatever was there is no more.

        The documents are parsed once, into ``FOLDER/parsed``, from which the tables are made; it can be deleted then.
        """
        daft = _daft()
        root = str(folder).rstrip("/")
        self.parsed.write_parquet(f"{root}/parsed", write_mode="overwrite", compression="zstd", io_config=io_config)
        parsed = Frames(daft.read_parquet(f"{root}/parsed/*.parquet", io_config=io_config))
        for table in TABLES:
            parsed[table].write_parquet(
                f"{root}/{table}", write_mode="overwrite", compression="zstd", io_config=io_config
            )


def _parser(daft: Any, processes: int) -> Any:
    """A function of Daft's from names and contents to structs of all tables, in processes of its own: Python's threads
    would take turns on one core."""
    from undoc.batch.arrow import WHOLE

    @daft.cls(use_process=True, max_concurrency=processes)
    class Parser:
        @daft.method.batch(return_dtype=daft.DataType.from_arrow_type(WHOLE), batch_size=BATCH)  # type: ignore[untyped-decorator]
        def parse(self, names: Any, contents: Any, encoding: str | None) -> Any:
            return _parse(names, contents, encoding)

    return Parser().parse


def _parse(names: Any, contents: Any, encoding: str | None) -> Any:
    """Names and texts or bytes (two of Daft's series) -> an Arrow array of all tables' rows, a struct a document."""
    from undoc.batch.arrow import nested

    return nested([_rows(name, content, encoding) for name, content in zip(names, contents, strict=True)])


def _rows(name: str, content: str | bytes | None, encoding: str | None) -> Rows:
    from undoc.pipeline import parse_plain

    name = name.removeprefix("file://")
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    try:
        if data is None:
            raise OSError("cannot be read")
        document = parse_plain(data, name=name, encoding="utf-8" if isinstance(content, str) else encoding)
        return rows_of(name, document)
    except Exception as error:
        sha256 = hashlib.sha256(data).hexdigest() if data is not None else None
        return {"documents": [failed_document(name, sha256, reason(error))]}


def _daft() -> Any:
    try:
        import daft
    except ImportError as error:
        raise MissingExtra('data frames need Daft: pip install "undoc[cluster]"') from error
    return daft
