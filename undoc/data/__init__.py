"""Knowledge as data: tables that a librarian can mend without touching code. See README.md here."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def read_data(name: str) -> str:
    """The text of a data file of this folder, e.g. "states.csv"."""
    return (_FOLDER / name).read_text("utf-8")
