"""The tables of many documents as Parquet files, all of them whole or none."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType

from undoc.batch.arrow import SCHEMAS, arrays, pa, pq
from undoc.batch.tables import TABLES, Row, Rows
from undoc.write.files import whole_file

# Rows written at a time; a reader finds its way in pieces of this size, and memory holds no more.
GROUP = 50_000


class ParquetTables:
    """A file ``DIR/TABLE.parquet`` for each table. Rows go in by ``add``; the files take their places when the block ends
    well, ``documents.parquet`` last, and those that would be the same are left as they are."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = ExitStack()
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._waiting: Rows = {name: [] for name in TABLES}

    def __enter__(self) -> ParquetTables:
        with ExitStack() as files:
            for name in TABLES:  # the first one opened is the last one to take its place
                file = files.enter_context(whole_file(self._folder / f"{name}.parquet", same=True))
                self._writers[name] = pq.ParquetWriter(file, SCHEMAS[name], compression="zstd")
            self._files = files.pop_all()
        return self

    def add(self, rows: Rows) -> None:
        """The rows of a document."""
        for name, more in rows.items():
            waiting = self._waiting[name]
            waiting += more
            if len(waiting) >= GROUP:
                self._write(name)

    def add_failed(self, row: Row) -> None:
        """The row of a document that could not be read."""
        self.add({"documents": [row]})

    def _write(self, name: str) -> None:
        waiting = self._waiting[name]
        if waiting:
            self._writers[name].write_table(pa.Table.from_arrays(arrays(name, waiting), schema=SCHEMAS[name]))
            waiting.clear()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._files:
            try:
                if error is None:
                    for name, writer in self._writers.items():
                        self._write(name)
                        writer.close()
            finally:
                self._abandon()
            if error is not None:
                raise error

    def _abandon(self) -> None:
        """Be done with the writers that are not closed: what fails now has failed before."""
        for writer in self._writers.values():
            with suppress(OSError, ValueError):
                writer.close()
            writer.is_open = False  # else it tries again when it is collected, and complains
