"""What was found as one table, a row a find: for spreadsheets, data frames and statistics.

Every row has every column, in one order for all documents, so that tables of many documents can be laid one below the
other; ``list`` says which of the contract's lists a row is of. Cells that a spreadsheet would take for a formula get an
apostrophe before them (OWASP, "CSV injection").
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from undoc.model import Document

LISTS = ("speakers", "dates", "meetings", "symbols", "references")
# As the contract names them, but for the ends of the offset and of the cell, which have columns of their own.
COLUMNS = (
    "document", "list", "paragraph", "eid", "part", "row", "column", "offset_start", "offset_end", "text",
    "name", "kind", "state", "iso3", "role", "on_behalf_of", "capacity", "affiliation", "language", "meeting", "date",
    "start", "end", "inferred", "numbers", "symbol", "target",
)  # fmt: skip
# Full-width signs begin formulas too, where a spreadsheet is set to Chinese or Japanese.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(document: Document) -> str:
    """The table, with a line of column names. ``document`` is the symbol, else the name of the source."""
    out = StringIO(newline="")
    writer = csv.writer(out)  # line ends as RFC 4180 has them
    writer.writerow(COLUMNS)
    name = document.meta.symbol or document.source.name or ""
    for kind in LISTS:
        writer.writerows(map(safe, _row(name, kind, entry)) for entry in getattr(document, kind))
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs: ``=1+1`` → ``'=1+1``."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _row(name: str, kind: str, entry: Any) -> list[str]:
    row, column = entry.cell or (None, None)
    known = {
        "document": name,
        "list": kind,
        "row": row,
        "column": column,
        "offset_start": entry.offset[0],
        "offset_end": entry.offset[1],
    }
    return [_cell(known[title] if title in known else getattr(entry, title, None)) for title in COLUMNS]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
