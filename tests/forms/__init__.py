"""Writes the clean documents of ``tests/clean`` as other programs would: texts in old encodings, web pages, Word files.

``FORMS`` has a maker for each form, which takes a document and gives the bytes of a file; the same document gives the
same bytes.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import partial

from damage import LAYOUTS, damage
from damage.document import Clean

from forms.docx import to_docx
from forms.html import to_html
from forms.office import chromium_pdf, libreoffice_pdf
from forms.pdf import Style, to_pdf

__all__ = ["FORMS", "PRINTED", "Style", "to_docx", "to_html", "to_pdf", "to_text"]


def to_text(document: Clean, encoding: str = "utf-8", layout: str = "between-paragraphs") -> bytes:
    """The document as a text in pages' lines. What the encoding cannot hold stays out."""
    return damage(document, LAYOUTS[layout])[0].encode(encoding, "ignore")


FORMS: dict[str, Callable[[Clean], bytes]] = {
    "text": to_text,
    "text gb18030": partial(to_text, encoding="gb18030"),
    "text utf-16": partial(to_text, encoding="utf-16-le"),
    "text gz": lambda document: gzip.compress(to_text(document), mtime=0),
    "html": to_html,
    "html site": partial(to_html, style="site"),
    "html word": partial(to_html, style="word"),
    "docx": to_docx,
    "docx typed": partial(to_docx, automatic=False),
    "pdf": to_pdf,
    "pdf no rule": partial(to_pdf, style=Style(rule=False, justified=True, space=0)),
    "pdf watermark": partial(to_pdf, style=Style(watermark="草稿")),
    "pdf two columns": partial(to_pdf, style=Style(columns=2, left=60, right=60)),
}
# Made by other programs, where they are installed; else LookupError. They take seconds each.
PRINTED: dict[str, Callable[[Clean], bytes]] = {
    "pdf truetype": partial(to_pdf, style=Style(font="truetype")),
    "pdf libreoffice": libreoffice_pdf,
    "pdf chromium": chromium_pdf,
}
