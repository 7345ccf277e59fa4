"""Pages of two columns that were read across: each line holds a line of the left column, a gap, and one of the right.

The gap of a page stands at one place in nearly all of its lines, and the left column is filled up to it, as no table's is.
It may stand at another place on the next page. Such lines are cut at the gap; from page to page the left column comes
first, then the right one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from undoc.lazy import lazy
from undoc.normalize.lines import PIECE, Line, piece
from undoc.normalize.spacing import drop_invisible, width

FEWEST = 8  # lines of two columns that a text must have
NARROWEST = 20  # columns of the page that a column of text has at the least
SHORT_OF = 8  # columns that a line which fills the left column may end before the right one begins
SET_IN = 24  # columns that a line of the right column may be set in, as an item within an item
OUT = 2  # … or begin before the others, where a character's width is not what it seems
NEAR = 16  # columns that the right column of one page may stand from that of another
_GAP = lazy(r"(?<=\S)[ \u00a0\u3000]{2,}(?=\S)")
# A footnote across both columns: 1 见…, [1], ①, *
_NOTE = lazy(r"(?:\d{1,3}/?[ \u3000\u00a0]|[⁰¹²³⁴⁵⁶⁷⁸⁹①-⑳]|\[\d{1,3}\]|\*{1,4}\s?)[^\s\d*]")


@dataclass(slots=True, eq=False, repr=False)
class _Gap:
    """A wide gap in a line: its place in the line's ink, the columns of the page at which it begins and ends."""

    match: re.Match[str]
    first: int
    last: int


Gaps = dict[int, list[_Gap]]  # by the line's index


@dataclass(slots=True, eq=False, repr=False)
class _Page:
    """Lines of one page, by their indices: from ``first``, before ``end``. right: the column of the page at which the
    right column of text begins, as it seems; parted: its lines that have a gap there; across: how many reach across it;
    filled: how many of the parted have a left column up to the gap; long, wide: how many have a left one, a right one as
    wide as a column of text.
    """

    first: int
    end: int
    right: int = 0
    parted: list[_Gap] = field(default_factory=list)
    across: int = 0
    filled: int = 0
    long: int = 0
    wide: int = 0


def part_columns(lines: list[Line], source: str) -> list[Line]:
    """The lines with those of two columns parted and put in reading order; other texts as they are.

    lines: furniture taken out, which is what parts one page from the next (``Line.place``, ``page_top``). source: the
    text that they stand in.
    """
    gaps: Gaps = {i: found for i, line in enumerate(lines) if "  " in line.raw and (found := _gaps(line, source))}
    if len(gaps) < FEWEST or len(gaps) * 3 < len(lines):
        return lines
    pages = list(_pages(lines))
    for page in pages:
        _find_right(page, lines, gaps)
    if not _has_columns(pages, lines):
        return lines
    usual = Counter({page.right: len(page.parted) for page in pages}).most_common(1)[0][0]
    parted: list[Line] = []
    for page in pages:
        # A page with something wide in its left column has the gap elsewhere, but all over.
        all_over = len(page.parted) > max(2 * FEWEST, 8 * page.across) and page.wide * 2 >= len(page.parted)
        alike = abs(page.right - usual) <= NEAR or page.filled * 3 >= len(page.parted) or all_over
        if len(page.parted) > 2 * page.across and alike:
            parted += _read(page, lines, gaps)
        else:
            parted += lines[page.first : page.end]
    return parted


def _gaps(line: Line, source: str) -> list[_Gap]:
    """The wide gaps in a line as it stands in the source."""
    ink = source[line.start : line.end]
    return [
        _Gap(gap, line.indent + _reach(ink[: gap.start()]), line.indent + _reach(ink[: gap.end()]))
        for gap in _GAP.finditer(ink)
    ]


def _reach(ink: str) -> int:
    return width(drop_invisible(ink))


def _pages(lines: list[Line]) -> Iterator[_Page]:
    first = 0
    for i in range(1, len(lines)):
        if lines[i].page_top or lines[i].place != lines[i - 1].place + 1:
            yield _Page(first, i)
            first = i
    if lines:
        yield _Page(first, len(lines))


def _find_right(page: _Page, lines: list[Line], gaps: Gaps) -> None:
    """Find where the right column of a page begins: at a gap of as many lines as can be that few lines reach across."""
    here = [i for i in range(page.first, page.end) if i in gaps]
    starts = Counter(gap.last for i in here for gap in gaps[i] if gap.last >= NARROWEST)
    best = 0
    for right in [right for right, _ in starts.most_common(6)]:
        parted = [gap for i in here if (gap := _gap_at(gaps[i], right))]
        across = sum(_is_across(lines[i], gaps.get(i, ()), right) for i in range(page.first, page.end))
        if (score := 2 * len(parted) + starts[right] - 2 * across) > best:
            best, page.right, page.parted, page.across = score, right, parted, across
    page.filled = sum(gap.first >= page.right - SHORT_OF for gap in page.parted)
    page.long = sum(gap.first >= NARROWEST for gap in page.parted)
    page.wide = sum(_reach(gap.match.string[gap.match.end() :]) >= NARROWEST for gap in page.parted)


def _gap_at(gaps: list[_Gap], right: int) -> _Gap | None:
    """The gap that parts a line's columns."""
    return next((gap for gap in gaps if right - OUT <= gap.last <= right + SET_IN and gap.first < right), None)


def _is_across(line: Line, gaps: list[_Gap] | tuple[()], right: int) -> bool:
    """Whether a line reaches across both columns."""
    return line.indent < right < line.edge and not (gaps and _gap_at(gaps, right))


def _has_columns(pages: list[_Page], lines: list[Line]) -> bool:
    """Whether the pages are of two columns of text, not a table."""
    count = sum(len(page.parted) for page in pages)
    if count < FEWEST or count * 3 < len(lines):
        return False
    filled, long = sum(page.filled for page in pages), sum(page.long for page in pages)
    nearly_all = count * 2 >= len(lines) and long * 4 >= count  # no table is the whole document
    wide = sum(page.wide for page in pages)
    return (filled * 3 >= count or nearly_all) and wide * 3 >= count


def _read(page: _Page, lines: list[Line], gaps: Gaps) -> Iterator[Line]:
    """The lines of a page in reading order; what reaches across both columns parts what is above from what is below."""
    run: list[tuple[Line, _Gap | None]] = []
    for i in range(page.first, page.end):
        line, gap = lines[i], _gap_at(gaps.get(i, []), page.right)
        if _is_across(line, gaps.get(i, ()), page.right):
            yield from _in_order(run, page.right)
            yield line
            run = []
        else:
            run.append((line, gap))
    yield from _in_order(run, page.right)


def _in_order(run: list[tuple[Line, _Gap | None]], right: int) -> Iterator[Line]:
    """Lines of both columns, the left one first. right: where the right column begins."""
    last = max((i for i, (line, gap) in enumerate(run) if gap or line.indent >= right), default=-1)
    notes = next((i for i in range(last + 1, len(run)) if _NOTE.match(run[i][0].raw)), len(run))
    for line, gap in run[:notes]:
        if gap is not None:
            ink, at = gap.match.string, gap.match.start()
            yield piece(line, ink, 0, at, indent=line.indent, gap=line.gap, page_top=line.page_top)
        elif line.indent < right:
            yield line
    for line, gap in run[:notes]:
        if gap is not None:
            ink, at = gap.match.string, gap.match.end()
            yield piece(line, ink, at, len(ink), indent=max(0, gap.last - right), gap=line.gap)
        elif line.indent >= right:
            yield replace(line, indent=line.indent - right, edge=line.edge - right, place=PIECE)
    for line, _ in run[notes:]:
        yield line
