#!/usr/bin/env python3
"""Makes the samples in this folder: one report of ``tests/clean`` in every form that undoc reads.

    make.py [NAME…]

The makers are in ``tests/forms``. LibreOffice and Chromium make two of the PDFs, where they are installed; theirs are
not the same bytes each time, so that they are only made when named.
"""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER.parents[1]), str(FOLDER.parents[1] / "tests")]

from damage import clean_documents  # noqa: E402
from forms import PRINTED, Style, to_docx, to_html, to_pdf, to_text  # noqa: E402

from undoc.data import read_table  # noqa: E402

REPORT = next(document for document in clean_documents() if document.name == "sg-report-water")


def traditional() -> bytes:
    """The text in traditional characters, in Big5: what that has of the text stays, the rest is converted."""
    table: dict[str, str] = {}
    for row in read_table("traditional.csv"):
        table.setdefault(row["simplified"], row["traditional"])
    characters = to_text(REPORT).decode()
    return b"".join(_encoded(character) or _encoded(table.get(character, "")) for character in characters)


def _encoded(character: str) -> bytes:
    return character.encode("big5", "ignore")


def archive() -> bytes:
    """The text in a ZIP file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        entry = zipfile.ZipInfo("report.txt", (2033, 8, 2, 0, 0, 0))
        made.writestr(entry, to_text(REPORT), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "report-gb18030.txt": lambda: to_text(REPORT, "gb18030"),
    "report-utf16.txt": lambda: to_text(REPORT, "utf-16-le"),
    "report-hz.txt": lambda: to_text(REPORT, "hz"),
    "report-traditional-big5.txt": traditional,
    "report-gzip.txt.gz": lambda: gzip.compress(to_text(REPORT), mtime=0),
    "report-zip.zip": archive,
    "report-page.html": lambda: to_html(REPORT, "site"),
    "report-word.docx": lambda: to_docx(REPORT),
    "report-cid.pdf": lambda: to_pdf(REPORT, Style(watermark="草稿")),
    "report-columns.pdf": lambda: to_pdf(REPORT, Style(columns=2, left=60, right=60)),
    "report-truetype.pdf": lambda: PRINTED["pdf truetype"](REPORT),
    "report-libreoffice.pdf": lambda: PRINTED["pdf libreoffice"](REPORT),
    "report-chromium.pdf": lambda: PRINTED["pdf chromium"](REPORT),
}
WHEN_NAMED = ("report-truetype.pdf", "report-libreoffice.pdf", "report-chromium.pdf")

if __name__ == "__main__":
    for name in sys.argv[1:] or [name for name in MAKERS if name not in WHEN_NAMED]:
        (FOLDER / name).write_bytes(MAKERS[name]())
