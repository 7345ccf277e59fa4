"""Knowledge as data: tables that a librarian can mend without touching code. See README.md here."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def read_data(name: str) -> str:
    """The text of a data file of this folder, e.g. "states.csv"."""
    return (_FOLDER / name).read_text("utf-8")


@cache
def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of this folder by the names of its columns; empty lines and those with ``#`` are left out."""
    lines = [line for line in read_data(name).splitlines() if line and line[0] != "#"]
    rows = csv.reader(lines)
    columns = next(rows)
    return [dict(zip(columns, row, strict=True)) for row in rows]
