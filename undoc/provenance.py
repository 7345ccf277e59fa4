"""Each line of the source, and what became of every part of it: the proof, for a person's eyes, that nothing was lost.

Spans count in the decoded text, so that text is needed beside the document; a document read from JSON has none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from undoc.tree import REGIONS

if TYPE_CHECKING:
    from undoc.model import Diagnostic, Document, Node


@dataclass(slots=True, eq=False)
class Owner:
    """What a part of the source became. name: a node's type, ``footnote``, or the furniture's kind; furniture has no eid.

    num: a node's number or a note's marker as printed.
    """

    sort: Literal["node", "footnote", "furniture"]
    name: str
    eid: str | None = None
    num: str | None = None


@dataclass(slots=True, eq=False)
class Piece:
    """Neighbouring characters of one line. owner: ``None`` for white space around what is printed.

    begins: the first of the owner's characters are here.
    """

    text: str
    owner: Owner | None = None
    begins: bool = False


@dataclass(slots=True, eq=False)
class SourceLine:
    """A line. number, page: from 1; a form feed begins a page. doubts: what diagnostics say of it."""

    number: int
    page: int
    pieces: list[Piece]
    doubts: list[Diagnostic] = field(default_factory=list)


def source_lines(text: str, document: Document) -> Iterator[SourceLine]:
    """The lines of a source in order, each cut into its pieces; joined by line feeds they are the source again.

    text: the decoded text that the document's spans count in.
    """
    stretches = _stretches(document)
    starts = [start for start, _, _, _ in stretches]
    doubts: dict[int, list[Diagnostic]] = {}
    for diagnostic in document.diagnostics:
        if diagnostic.line is not None:
            doubts.setdefault(diagnostic.line, []).append(diagnostic)
    page, at = 1, 0
    for number, line in enumerate(text.split("\n"), 1):
        page += line.count("\f")
        end = at + len(line)
        pieces: list[Piece] = []
        index = max(0, bisect_right(starts, at) - 1)
        position = at
        while index < len(stretches) and stretches[index][0] < end:
            start, stop, owner, first = stretches[index]
            index += 1
            begin, stop = max(position, start), min(stop, end)
            if begin >= stop:
                continue
            if begin > position:
                pieces.append(Piece(text[position:begin]))
            pieces.append(Piece(text[begin:stop], owner, first and begin == start))
            position = stop
        if position < end:
            pieces.append(Piece(text[position:end]))
        yield SourceLine(number, page, pieces, doubts.get(number, []))
        at = end + 1


def _stretches(document: Document) -> list[tuple[int, int, Owner, bool]]:
    """Start, end, owner and whether it is the owner's first, in order of the source."""
    found: list[tuple[int, int, Owner, bool]] = []

    def add(owner: Owner, spans: list[tuple[int, int]]) -> None:
        found.extend((start, end, owner, index == 0) for index, (start, end) in enumerate(sorted(spans)))

    for node in every_node(document):
        add(Owner("node", node.type, node.eid, node.num), node.spans)
    for note in document.footnotes:
        add(Owner("footnote", "footnote", note.eid, note.marker), note.spans)
    for piece in document.furniture:
        add(Owner("furniture", piece.kind), piece.spans)
    found.sort(key=lambda stretch: stretch[:2])
    return found


def every_node(document: Document) -> Iterator[Node]:
    """All nodes in reading order; a stack of one's own, for trees may be deeper than Python's."""
    for region in REGIONS:
        stack: list[Node] = list(reversed(getattr(document, region)))
        while stack:
            node = stack.pop()
            yield node
            stack += reversed(node.children)
