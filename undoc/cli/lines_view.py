"""Each line of the source for a person: what it was taken for, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from undoc.cli.view import print_line
from undoc.provenance import Owner, Piece, SourceLine, source_lines

if TYPE_CHECKING:
    from undoc.model import Document

# Tells why a piece of a line was taken for what it was; empty where there is nothing to tell.
Why = Callable[[SourceLine, Piece], str]

NUMBER, WHAT, REASON = 5, 20, 34  # columns
_STYLES = {"furniture": "dim", "footnote": "magenta"}
_FURNITURE = {
    "page_header": "comes again at pages' edges",
    "page_number": "a number where a page ends",
    "job_number": "the shape of a job number",
    "bar_code": "the shape of a bar code",
    "rule": "a line of signs",
    "notice": "a printer's notice",
    "line_number": "grows as the lines do",
}
_BEGINNINGS = {
    "title": "before the text begins",
    "subtitle": "below the title",
    "masthead": "before the text begins",
    "section": "short, and set apart as a heading",
    "recital": "among recitals",
    "quote": "in quotation marks",
    "table": "set in columns",
    "speech": "a speaker's label with its colon",
    "signature": "among the closing lines",
    "annex": "the head of an annex",
    "contents": "the list of contents",
    "block": "a new unit without a number",
}


def show_lines(document: Document, source: str, console: Console, why: Why | None = None) -> None:
    """Print the lines that have ink: number, what it is, why, the line itself; ``+`` where something begins.

    source: the decoded text that the document's spans count in.
    """
    told = why or ByTheResult()
    for line in source_lines(source, document):
        owned = [piece for piece in line.pieces if piece.owner is not None]
        for piece in owned:
            print_line(console, _row(line, piece, told(line, piece)))


def _row(line: SourceLine, piece: Piece, why: str) -> Text:
    owner = piece.owner
    assert owner is not None  # noqa: S101 - what has none is not shown
    style = "yellow" if line.doubts else _STYLES.get(owner.sort, "")
    what = f"{'+' if piece.begins else ' '} {owner.name.replace('_', ' ')}{f' {owner.num}' if owner.num else ''}"
    return Text.assemble(
        (f"{line.number:>{NUMBER}} ", "dim"), (_padded(what, WHAT), style), " ", (_padded(why, REASON), "dim"), " ",
        (piece.text.strip("\f"), style if owner.sort == "furniture" or line.doubts else ""),
    )  # fmt: skip


def _padded(words: str, width: int) -> str:
    return words + " " * (width - cell_len(words))


class ByTheResult:
    """Why, as far as the result tells: numbers, shapes, places, and the diagnostics of the line."""

    def __init__(self) -> None:
        self.first: dict[int, int] = {}  # by owner: the line that it begins on

    def __call__(self, line: SourceLine, piece: Piece) -> str:
        owner = piece.owner
        if owner is None:
            return ""
        doubts = "; ".join(f"{doubt.code}: {doubt.message}" for doubt in line.doubts)
        if not piece.begins:
            return doubts or f"goes on from line {self.first.get(id(owner), line.number)}"
        self.first[id(owner)] = line.number
        return doubts or _beginning(owner, piece.text)


def _beginning(owner: Owner, text: str) -> str:
    if owner.sort == "furniture":
        return _FURNITURE.get(owner.name, "")
    if owner.sort == "footnote":
        return f"a note's marker {owner.num}"
    if owner.num and owner.name != "annex":
        return f"number {owner.num}"
    return _BEGINNINGS.get(owner.name, "")
