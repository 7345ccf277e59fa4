"""The clean text: one paragraph a line, nothing between the words that the document does not have.

Numbers, headings, notes and tables are kept; the page's line breaks and furniture are gone. Every character is one of
the document's, so that the text can be parsed again. Notes follow the annex or the main text that calls them.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from undoc.model import Document, Footnote, Node, NoteMark

COLUMN_GAP = 3
INDENT = "    "
_TIGHT = re.compile(r"[、）】．]$")  # "一、", "（一）": no space follows
_WORD = re.compile(r"[\w/.*]")


def write_text(document: Document) -> str:
    """The whole document as plain text, blank lines between its units, with a final line end."""
    return "\n\n".join(unit for unit in text_units(document) if unit) + "\n"


def text_units(document: Document) -> list[str]:
    """The document's units in order, each to stand between blank lines."""
    units: list[str] = []
    waiting = list(document.footnotes)
    for nodes in (document.preface, document.preamble, document.body, document.conclusions):
        for node in nodes:
            _walk(node, units)
    main, waiting = _notes_of([*document.preface, *document.preamble, *document.body, *document.conclusions], waiting)
    units += [_note(note) for note in main]
    for annex in document.annexes:
        _walk(annex, units)
        called, waiting = _notes_of([annex], waiting)
        units += [_note(note) for note in called]
    return units + [_note(note) for note in waiting]


def _notes_of(nodes: list[Node], notes: list[Footnote]) -> tuple[list[Footnote], list[Footnote]]:
    """The notes that some node of these (or below) calls, and the others; both in their order."""
    if not notes:
        return [], []
    eids: set[str] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        eids.add(node.eid)
        stack += node.children
    called = [note for note in notes if note.anchor is not None and note.anchor.eid in eids]
    return called, [note for note in notes if note.anchor is None or note.anchor.eid not in eids]


def numbered(num: str | None, words: str) -> str:
    """A number and what follows it on the same line: ``1. 第二委员会``, ``（一）方案``, ``一、导言``."""
    if not num or not words:
        return num or words
    return f"{num}{'' if _TIGHT.search(num) else ' '}{words}"


def with_marks(text: str, notes: list[NoteMark], part: str) -> str:
    """A text with its notes' markers where they stood, each parted by a space from a word or marker after it."""
    marks = sorted((mark for mark in notes if mark.part == part), key=lambda mark: mark.offset)
    ends = [mark.offset for mark in marks[1:]] + [len(text)]
    pieces = [text[: marks[0].offset] if marks else text]
    for mark, end in zip(marks, ends, strict=False):
        after = text[mark.offset : end]
        space = " " if _WORD.match(after) or (not after and mark is not marks[-1]) else ""
        pieces += [mark.marker, space, after]
    return "".join(pieces)


def marks_by_cell(node: Node) -> list[list[list[NoteMark]]]:
    """The marks of a table's notes, cell by cell, with offsets in their cell; in the node they run on over all cells."""
    from undoc.plain import NoteMark

    waiting = sorted((mark for mark in node.notes if mark.part == "cell"), key=lambda mark: mark.offset, reverse=True)
    rows: list[list[list[Any]]] = [[[] for _ in row] for row in node.rows or ()]
    at = 0
    last: list[Any] = []
    for row, marks in zip(node.rows or (), rows, strict=True):
        for cell, last in zip(row, marks, strict=True):
            while waiting and waiting[-1].offset <= at + len(cell):
                mark = waiting.pop()
                last.append(NoteMark(mark.marker, mark.offset - at))
            at += len(cell)
    last += [NoteMark(mark.marker, mark.offset - at) for mark in reversed(waiting)]
    return rows


def _walk(node: Node, units: list[str]) -> None:
    """A node and all below it; each item is set in by one step from what it stands under."""
    stack = [(node, 0)]
    while stack:
        node, depth = stack.pop()
        depth += node.type == "item"
        indent = INDENT * depth
        units += [indent + unit.replace("\n", "\n" + indent) for unit in _own(node)]
        stack += [(child, depth) for child in reversed(node.children)]


def _own(node: Node) -> list[str]:
    """What a node holds itself, as units."""
    heading = with_marks(node.heading or "", node.notes, "heading")
    text = with_marks(node.text, node.notes, "text")
    if node.type == "annex" or (node.type == "section" and node.num and node.num[-1].isalnum()):
        units = [node.num or "", heading, text]
    elif node.type == "speech":
        units = [numbered(node.num, heading + text)]
    elif heading and text:
        units = [numbered(node.num, heading), text]
    else:
        units = [numbered(node.num, heading or text)]
    if node.rows:
        marked = zip(node.rows, marks_by_cell(node), strict=True)
        units.append(
            _table([[with_marks(cell, marks, "text") for cell, marks in zip(*row, strict=True)] for row in marked])
        )
    return [unit for unit in units if unit]


def _table(rows: list[list[str]]) -> str:
    """Cells in columns, as wide as their widest cell; a Han character is two wide."""
    widths = [max(map(_width, column)) for column in zip_longest(*rows, fillvalue="")]
    return "\n".join(
        "".join(
            cell + " " * (width + COLUMN_GAP - _width(cell)) for cell, width in zip(row, widths, strict=False)
        ).rstrip()
        for row in rows
    )


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _note(note: Footnote) -> str:
    return f"{note.marker} {note.text}"
