"""A ``Document`` becomes bytes: one module a form, one line a form in ``WRITERS``.

A new writer is a file here with ``write_NAME(document, …)``, a small function below that calls it, and its line in the
table; the command line offers what the table holds. Writers are imported at first use, so that JSON needs no XML.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from undoc.model import Document


@dataclass(slots=True, eq=False, repr=False)
class Options:
    """What a writer is told besides the document.

    indent: for reading, else compact. markup_date: YYYY-MM-DD, of the XML. source: the decoded text that the document
    was made from, where it is at hand, for the page's source view.
    """

    indent: bool = True
    markup_date: str | None = None
    source: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Writer:
    """A form: the suffixes that name it (the first is the one given to outputs), and what makes the bytes."""

    suffixes: tuple[str, ...]
    write: Callable[[Document, Options], bytes]


def _akn(document: Document, options: Options) -> bytes:
    from undoc.write.akn import write_akn

    return write_akn(document, markup_date=options.markup_date, pretty=options.indent)


def _csv(document: Document, options: Options) -> bytes:
    from undoc.write.csv import write_csv

    return write_csv(document).encode("utf-8-sig")


def _html(document: Document, options: Options) -> bytes:
    import re
    from html import unescape

    from undoc.write.html import write_html

    page = write_html(document, options.source)
    article = re.sub(
        "<[^>]*>", "", page[page.index("<article") : page.index("</article>")]
    )  # values have no ">" as it is
    return _whole(document, page, "page", unescape(article))


def _json(document: Document, options: Options) -> bytes:
    from undoc.write.json import json_bytes

    return json_bytes(document, indent=2 if options.indent else None)


def _markdown(document: Document, options: Options) -> bytes:
    from undoc.write.markdown import write_markdown

    return _whole(document, write_markdown(document), "Markdown")


def _text(document: Document, options: Options) -> bytes:
    from undoc.write.text import write_text

    return _whole(document, write_text(document), "text")


def _whole(document: Document, written: str, output: str, part: str | None = None) -> bytes:
    """What was written, as bytes. part: of it, where the document stands, for which it has more of its own.

    Raises ConservationError where a character of the document is not there as often as in the document.
    """
    from undoc.check.conservation import lacking

    if lost := lacking(document, written if part is None else part):
        from undoc.check.violation import violation  # for what never happens

        raise violation(document, lost, "", output=output)
    return written.encode()


WRITERS: dict[str, Writer] = {
    "akn": Writer((".xml", ".akn"), _akn),
    "csv": Writer((".csv",), _csv),
    "html": Writer((".html", ".htm"), _html),
    "json": Writer((".json",), _json),
    "md": Writer((".md", ".markdown"), _markdown),
    "text": Writer((".txt", ".text"), _text),
}


def form_of(suffix: str) -> str:
    """The form that a file's suffix asks for, ``json`` where it says nothing: ``.XML`` → ``akn``."""
    suffix = suffix.lower()
    return next((name for name, writer in WRITERS.items() if suffix in writer.suffixes), "json")
