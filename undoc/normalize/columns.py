"""Pages of two columns that were read across: each line holds a line of the left column, a gap, and one of the right.

The gap stands at one place in nearly all lines, and the left column is filled up to it, as no table's is. Such lines are
cut at the gap; from page to page the left column comes first, then the right one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from undoc.lazy import lazy
from undoc.normalize.lines import PIECE, Line, piece
from undoc.normalize.spacing import drop_invisible, width

FEWEST = 8  # lines of two columns that a text must have
NARROWEST = 20  # columns of the page that a column of text has at the least
SET_IN = 8  # columns that a line of the right column may be set in
_GAP = lazy(r"(?<=\S)[ \u00a0\u3000]{2,}(?=\S)")

# Lines of one page: those of two columns with their gap, those of one with ``None``.
Run = list[tuple[Line, re.Match[str] | None]]


def part_columns(lines: list[Line], source: str) -> list[Line]:
    """The lines with those of two columns parted and put in reading order; other texts as they are.

    lines: furniture taken out, which is what parts one page from the next (``Line.place``, ``page_top``). source: the
    text that they stand in.
    """
    gaps = {i: found for i, line in enumerate(lines) if "  " in line.raw and (found := _gaps(line, source))}
    right = _right_column(lines, gaps)
    if not right:
        return lines
    parted: list[Line] = []
    run: Run = []
    for i, line in enumerate(lines):
        gap = next((gap for gap, column in gaps.get(i, ()) if right <= column <= right + SET_IN), None)
        across = gap is None and line.indent < right < line.edge
        if run and (across or line.page_top or line.place != run[-1][0].place + 1):
            parted += _in_order(run, right)
            run = []
        if across:
            parted.append(line)
        else:
            run.append((line, gap))
    return [*parted, *_in_order(run, right)]


def _gaps(line: Line, source: str) -> list[tuple[re.Match[str], int]]:
    """The wide gaps in a line as it stands in the source, each with the column of the page at which what comes after it
    begins."""
    found = _GAP.finditer(source[line.start : line.end])
    return [(gap, line.indent + _reach(gap.string[: gap.end()])) for gap in found]


def _reach(ink: str) -> int:
    return width(drop_invisible(ink))


def _right_column(lines: list[Line], gaps: dict[int, list[tuple[re.Match[str], int]]]) -> int:
    """The column of the page at which a right column of text begins; 0 where there is none."""
    starts = Counter(column for found in gaps.values() for _, column in found)
    if not starts:
        return 0
    right, count = starts.most_common(1)[0]
    if count < FEWEST or right < NARROWEST or count * 3 < len(lines):
        return 0
    filled = wide = 0
    for i, found in gaps.items():
        for gap, column in found:
            if column == right:
                left_edge = lines[i].indent + _reach(gap.string[: gap.start()])
                filled += left_edge >= right - SET_IN
                wide += lines[i].edge - column >= NARROWEST
    nearly_all = count * 2 >= len(lines)  # no table is the whole document
    return right if (filled * 3 >= count or nearly_all) and wide * 3 >= count else 0


def _in_order(run: Run, right: int) -> Iterator[Line]:
    """The lines of one page, the left column first. right: where the right column begins."""
    if not any(gap for _, gap in run):
        yield from (line for line, _ in run)
        return
    for line, gap in run:
        if gap is not None:
            yield piece(line, gap.string, 0, gap.start(), indent=line.indent, page_top=line.page_top)
        elif line.indent < right:
            yield line
    for line, gap in run:
        if gap is not None:
            indent = max(0, line.indent + _reach(gap.string[: gap.end()]) - right)
            yield piece(line, gap.string, gap.end(), len(gap.string), indent=indent, page_top=line.page_top)
        elif line.indent >= right:
            yield replace(line, indent=line.indent - right, edge=line.edge - right, place=PIECE)
