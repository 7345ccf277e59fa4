"""Documents as tables: ``documents``, ``paragraphs``, ``speakers`` … with one column an entry of the contract.

``TABLES`` is the schema, ``rows_of`` makes the rows of one document. ``arrow`` has both in Arrow's terms, ``parquet``
writes them into files, ``frame`` gives them as Daft's. What a row is of, its column ``document`` says. Column types: ``text``, ``number`` (a whole one),
``texts``, ``numbers`` (lists), ``rows`` (lists of lists of texts); any may be null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from undoc.model import Document, Node

Row = tuple[Any, ...]
# The rows of one document or of several, by table.
Rows = dict[str, list[Row]]
# Name, type, meaning.
Column = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What one row is, its columns, and what makes the rows of a document of a name."""

    row: str
    columns: tuple[Column, ...]
    rows: Callable[[str, Document], Iterator[Row]]

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.columns]


_DOCUMENT: Column = ("document", "text", "the document's name: its path below the folder that was given, or its URL")
_SOURCE = (
    ("sha256", "text", "of the source's bytes"),
    ("format", "text", "what the source is: text, akn …"),
    ("encoding", "text", "of a text"),
    ("characters", "number", "code points of the decoded text"),
    ("lines", "number", "of the decoded text"),
    ("pages", "number", "null where they are not known"),
)
_META = (
    ("symbol", "text", "the document's own symbol"),
    ("symbols", "texts", "all symbols that it goes by"),
    ("kind", "text", "report, resolution …"),
    ("title", "text", "the document's title"),
    ("subtitle", "text", "增编 …"),
    ("organ", "text", "whose document it is"),
    ("session", "text", "of the organ"),
    ("agenda_items", "texts", "their numbers"),
    ("topic", "text", "of the agenda item"),
    ("date", "text", "YYYY-MM-DD, as far as it is known"),
    ("original_language", "text", "in which it was written"),
    ("language", "text", "zh-Hans or zh-Hant"),
    ("distribution", "text", "General, Limited …"),
    ("job_number", "text", "of the printer"),
    ("keywords", "texts", "where they were asked for"),
)
_PLACE = (
    ("eid", "text", "of the paragraph (or footnote) in which it stands"),
    ("part", "text", "of that: text, heading or cell"),
    ("row", "number", "of the cell, from 0"),
    ("column", "number", "of the cell, from 0"),
    ("offset_start", "number", "code points, in the part's text"),
    ("offset_end", "number", "half-open"),
    ("paragraph", "text", "number of the nearest numbered paragraph"),
    ("text", "text", "as printed"),
)
_PARAGRAPH = (
    ("position", "number", "in reading order, from 0; footnotes come last"),
    ("region", "text", "preface, preamble, body, conclusions, annexes or footnotes"),
    ("type", "text", "paragraph, item, section, recital … or footnote"),
    ("eid", "text", "unique in the document"),
    ("parent", "text", "eid of what it stands in; of a footnote, of what calls it"),
    ("depth", "number", "how many it stands in"),
    ("num", "text", "number as printed; a footnote's marker"),
    ("heading", "text", "its heading, without the number"),
    ("text", "text", "its own running text"),
    ("rows", "rows", "of a table or contents page, else null"),
    ("line", "number", "of the source, from 1; null for a footnote"),
    ("page", "number", "from 1"),
    ("source_start", "number", "code point of the source where it begins"),
    ("source_end", "number", "and where it ends"),
)
_REGIONS = ("preface", "preamble", "body", "conclusions", "annexes")


def _documents(name: str, document: Document) -> Iterator[Row]:
    source, meta = document.source, document.meta
    yield (
        name,
        *(getattr(source, column) for column, _, _ in _SOURCE),
        *(getattr(meta, column) for column, _, _ in _META),
        None,
    )


def failed_document(name: str, sha256: str | None, error: str) -> Row:
    """The row of ``documents`` of one that could not be read."""
    return (name, sha256, *(None for _ in (*_SOURCE[1:], *_META)), error)


def _paragraphs(name: str, document: Document) -> Iterator[Row]:
    position = 0
    for region in _REGIONS:
        nodes: list[Node] = getattr(document, region)
        stack: list[tuple[Node, str | None, int]] = [(node, None, 0) for node in reversed(nodes)]
        while stack:
            node, parent, depth = stack.pop()
            yield (
                name, position, region, node.type, node.eid, parent, depth, node.num, node.heading, node.text,
                node.rows, node.line, node.page, *_ends(node.spans),
            )  # fmt: skip
            position += 1
            stack += [(child, node.eid, depth + 1) for child in reversed(node.children)]
    for note in document.footnotes:
        parent = note.anchor.eid if note.anchor else None
        yield (
            name, position, "footnotes", "footnote", note.eid, parent, 0, note.marker, None, note.text,
            None, None, None, *_ends(note.spans),
        )  # fmt: skip
        position += 1


def _ends(spans: Sequence[tuple[int, int]]) -> tuple[int | None, int | None]:
    return (spans[0][0], spans[-1][1]) if spans else (None, None)


def _found(listed: str, *own: Column) -> Table:
    """The table of one of the document's lists: where each entry stands, and the entry's own fields."""
    values = attrgetter("eid", "part", "cell", "offset", "paragraph", "text", *(name for name, _, _ in own))

    def rows(name: str, document: Document) -> Iterator[Row]:
        for eid, part, cell, offset, *more in map(values, getattr(document, listed)):
            yield (name, eid, part, *(cell or (None, None)), *offset, *more)

    return Table(f"one of the document's {listed}, in order", (_DOCUMENT, *_PLACE, *own), rows)


def _diagnostics(name: str, document: Document) -> Iterator[Row]:
    for entry in document.diagnostics:
        yield name, entry.code, entry.severity, entry.message, entry.line, entry.column


TABLES: dict[str, Table] = {
    "documents": Table(
        "a document; one that could not be read has an error, and no other row",
        (_DOCUMENT, *_SOURCE, *_META, ("error", "text", "why it could not be read; null where it was")),
        _documents,
    ),
    "paragraphs": Table("a unit of a document's text, or a footnote", (_DOCUMENT, *_PARAGRAPH), _paragraphs),
    "speakers": _found(
        "speakers",
        ("name", "text", "as printed"),
        ("kind", "text", "state, observer_state, organization, group, office or person"),
        ("state", "text", "the speaker's"),
        ("iso3", "text", "the state's code"),
        ("role", "text", "representative, observer, chair …"),
        ("language", "text", "in which was spoken"),
        ("on_behalf_of", "text", "group or body that was spoken for"),
        ("capacity", "text", "personal"),
        ("affiliation", "text", "body that a person belongs to"),
        ("meeting", "number", "at which was spoken"),
        ("date", "text", "YYYY-MM-DD"),
    ),
    "dates": _found(
        "dates",
        ("start", "text", "YYYY, YYYY-MM, YYYY-MM-DD, or --MM-DD where the year is not known"),
        ("end", "text", "the same as the start, but of a range"),
        ("inferred", "texts", "what was taken from elsewhere: year …"),
    ),
    "meetings": _found(
        "meetings", ("numbers", "numbers", "of the sittings, ranges expanded"), ("kind", "text", "of the sittings: plenary …")
    ),
    "symbols": _found("symbols", ("symbol", "text", "in its canonical form")),
    "references": _found(
        "references",
        ("symbol", "text", "of the document that is named"),
        ("target", "text", "eid, where a part of this document is named"),
        ("inferred", "texts", "what was taken from elsewhere: organ …"),
    ),
    "diagnostics": Table(
        "something that undoc is unsure of",
        (
            _DOCUMENT,
            ("code", "text", "which can be looked up"),
            ("severity", "text", "info, warning or error"),
            ("message", "text", "for a person"),
            ("line", "number", "of the source, from 1"),
            ("column", "number", "from 1"),
        ),
        _diagnostics,
    ),
}  # fmt: skip


def rows_of(name: str, document: Document) -> Rows:
    """One document's rows by table."""
    return {table: list(each.rows(name, document)) for table, each in TABLES.items()}
