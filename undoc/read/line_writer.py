"""Sets a document's text down line by line, with what its format tells of each line.

Used by the readers of formats that have paragraphs: a paragraph is a line, a row of a table is a line with wide gaps
between its cells, notes come last.
"""

from __future__ import annotations

from typing import Any

from undoc.read import LineHint

GAP = "    "  # between cells, as an extractor leaves it
RULE = "_______________"  # above footnotes, as the page shows it


class LineWriter:
    """Use ``add``, ``mark`` and ``end`` as the text comes; ``text`` and ``hints`` are the result."""

    def __init__(self) -> None:
        self.hints: dict[int, LineHint] = {}
        self._done: list[str] = []
        self._length = 0  # of what is done
        self._line: list[str] = []
        self._column = 0
        self._marks: list[tuple[int, int]] = []
        self._cells: list[int] = []  # where each cell of the row begins

    @property
    def text(self) -> str:
        """The text so far, each line ended."""
        return "".join(self._done)

    @property
    def empty(self) -> bool:
        """Whether the line that is being written has no ink yet."""
        return not "".join(self._line).strip()

    def add(self, piece: str) -> None:
        """More of the line. A line feed in it begins a further line of the same unit."""
        first, *more = piece.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._put(first)
        for line in more:
            self.end()
            self._put(line)

    def mark(self, marker: str) -> None:
        """A note's mark in the line."""
        start = self._length + self._column
        self._put(marker)
        self._marks.append((start, start + len(marker)))

    def cell(self) -> None:
        """A cell of a row begins: after a wide gap where it is not the first."""
        if self._cells:
            self._put(GAP)
        self._cells.append(self._length + self._column)

    def end(self, **hint: Any) -> None:
        """The line is at its end. hint: fields of ``LineHint``. A line with no ink is left out."""
        if self.empty:
            self._line, self._column, self._marks, self._cells = [], 0, [], []
            return
        if self._marks:
            hint["marks"] = tuple(self._marks)
        if len(self._cells) > 1:
            ends = [start - len(GAP) for start in self._cells[1:]] + [self._length + self._column]
            hint["cells"] = tuple(zip(self._cells, ends, strict=True))
        if hint:
            self.hints[len(self._done) + 1] = LineHint(**hint)
        line = "".join(self._line) + "\n"
        self._done.append(line)
        self._length += len(line)
        self._line, self._column, self._marks, self._cells = [], 0, [], []

    def write(self, line: str, **hint: Any) -> None:
        """A whole line."""
        self.end()
        self.add(line)
        self.end(**hint)

    def _put(self, piece: str) -> None:
        piece = piece.replace("\f", " ")
        self._line.append(piece)
        self._column += len(piece)
