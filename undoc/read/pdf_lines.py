"""Rows of a PDF's page as lines of text: indents and wide gaps as spaces, marks of notes, empty lines for gaps.

A line keeps as many columns before its text as its indent has, two to a Han character, as pdftotext's layout does; so
what is learnt from texts' indents holds of PDFs as well.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from undoc.read.line_writer import GAP
from undoc.read.pdf_glyphs import Glyph, Rule
from undoc.read.pdf_rows import Row, raised

_WIDE = 1.5  # font sizes: the narrowest gap between cells
_WORD = 0.5  # font sizes: the narrowest gap that is a space where no space is printed
_LATIN_WORD = 0.13  # the same between two Latin letters
_MOST_INDENT = 80  # columns
_MOST_GAP = 24  # columns: a number at the foot's far end is on one line with the other
_PARAGRAPH = 1.22  # line distances from which on a gap is an empty line
_MOST_EMPTY = 3


@dataclass(slots=True)
class PdfLine:
    """One line of text. base: of its row; empty: empty lines before it; marks: spans in it of raised small numbers;
    notes, ruled: footnotes begin with it, below a rule; size: of its letters in points; first: index of its first character in the page."""

    text: str
    base: float
    size: float
    left: float
    right: float
    empty: int = 0
    marks: list[tuple[int, int]] = field(default_factory=list)
    notes: bool = False
    ruled: bool = False
    first: int = 0
    column: int = 0

    @property
    def ink(self) -> str:
        return self.text.strip()


def lines_of(rows: list[Row], bars: list[Rule], size: float) -> list[PdfLine]:
    """The lines of a page. rows: in reading order; bars: upright lines drawn; size: of the page's text."""
    margins = {column: _margin([row for row in rows if row.column == column], size) for column in (0, 1, 2)}
    pitches = _pitch(rows)
    lines: list[PdfLine] = []
    last: Row | None = None
    for row in rows:
        beside = [bar for bar in bars if bar.bottom < row.base + row.size / 3 < bar.top] if bars else bars
        line = _line(row, beside, margins[row.column], size)
        if last is not None and last.column == row.column and last.base > row.base:
            line.empty = _empty(last.base - row.base, pitches)
        lines.append(line)
        last = row
    return lines


def _margin(rows: list[Row], size: float) -> float:
    """The left edge of a column: the leftmost that two rows share."""
    edges = sorted(row.left for row in rows)
    for edge, following in pairwise(edges):
        if following - edge < 0.3 * size:
            return edge
    return edges[0] if edges else 0.0


def _pitch(rows: list[Row]) -> float:
    """The usual distance of two base lines, in points; 0 where there is none."""
    distances: Counter[int] = Counter()
    for above, below in pairwise(rows):
        distance = above.base - below.base
        if above.column == below.column and 0 < distance < 4 * above.size:
            distances[round(distance * 2)] += 1
    if not distances:
        return 0.0
    most = max(distances.values())
    return min(distance for distance, count in distances.items() if count >= 0.5 * most) / 2


def _empty(distance: float, pitch: float) -> int:
    if not pitch or distance < _PARAGRAPH * pitch:
        return 0
    return max(1, min(_MOST_EMPTY, round(distance / pitch) - 1))


def _line(row: Row, bars: list[Rule], margin: float, size: float) -> PdfLine:
    indent = max(0, min(_MOST_INDENT, round((row.left - margin) / (size / 2))))
    pieces = [" " * indent]
    length = indent
    line = PdfLine(
        "",
        row.base,
        row.size,
        row.left,
        row.right,
        notes=row.notes,
        ruled=row.ruled,
        first=row.glyphs[0].index,
        column=row.column,
    )
    mark: tuple[int, str] | None = None  # where the mark that is being read begins, and its text
    before = None
    for glyph in row.glyphs:
        if before is not None:
            space = _space(before, glyph)
            if len(space) < len(GAP) and any(_parts(bar, before, glyph) for bar in bars):
                space = GAP
            pieces.append(space)
            length += len(space)
        if raised(row, glyph) and (glyph.text.isdecimal() or glyph.text in "*/"):
            mark = (mark[0], mark[1] + glyph.text) if mark else (length, glyph.text)
        elif mark:
            _end_mark(line, mark)
            if mark[0] == indent and pieces[-1][-1:] != " ":  # a note's own number is set apart from its text
                pieces.append(" ")
                length += 1
            mark = None
        pieces.append(glyph.text)
        length += len(glyph.text)
        before = glyph
    if mark:
        _end_mark(line, mark)
    line.text = "".join(pieces)
    return line


def _end_mark(line: PdfLine, mark: tuple[int, str]) -> None:
    start, text = mark
    if len(text) <= 4 and text.strip("/"):
        line.marks.append((start, start + len(text)))


def _parts(bar: Rule, before: Glyph, after: Glyph) -> bool:
    """Whether an upright line stands between two characters, as between cells."""
    slack = 0.15 * after.size
    return before.right - slack <= bar.left and bar.right <= after.left + slack


def _space(before: Glyph, after: Glyph) -> str:
    """What stands between two characters of a line."""
    gap, size = after.left - before.right, max(before.size, after.size)
    if gap >= _WIDE * size:
        return " " * max(3, min(_MOST_GAP, round(gap / (size / 2))))
    if gap >= _WORD * size or (after.after_space and gap > -0.3 * size):
        return " "
    latin = (before.text < "\u02ff") + (after.text < "\u02ff")
    if latin and gap >= _LATIN_WORD * size and (after.apart or latin == 2):
        return " "
    return ""
