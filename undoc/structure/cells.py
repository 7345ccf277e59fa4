"""Tables of which each cell stands on a line of its own, as a page of the web or a reader of PDF leaves them."""

from __future__ import annotations

from collections import Counter

from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.structure.masthead import SYMBOL
from undoc.structure.openers import openers

LONGEST = 40  # characters of a cell
LEAST = 8  # cells of a table
LONGEST_HEAD = 22  # … of what may head its columns
SHARE = 0.3  # of them, from the first on that is a number or the like, that are such at the least
REACH = 30  # lines of the heads of columns above the first number, where a table begins the text
APART = 6  # lines from one number to the next
# -; 1 013; 2022a; 14年; 8.2%; 1984年8月18日; 24/4/1983; CRC/C/15/Add.99
_DATA = lazy(
    r"[-–—…*]{1,3}|(?:19|20)\d\d年\d{1,2}月\d{1,2}日[a-z]?|\d{1,2}/\d{1,2}/\d{4}"
    r"|[-–—]?\d(?:[\d.,]{0,10}\d)?(?:[-–—]\d{1,4})?(?:[%％年人]|[a-z])?\**|" + SYMBOL
)
_ENDS = frozenset("。；：;:，、")


def cell_lines(lines: list[Line]) -> list[tuple[int, int]]:
    """The tables: the indexes of the first line of each and of the line after it. lines: of the text."""
    data = [i for i, line in enumerate(lines) if len(line.key) <= LONGEST and _is_data(line.key)]
    found: list[tuple[int, int]] = []
    if len(data) < LEAST * SHARE:
        return found
    at = 0
    while at < len(data):
        last = at
        while (
            last + 1 < len(data)
            and data[last + 1] - data[last] <= APART
            and _are_cells(lines, data[last], data[last + 1])
        ):
            last += 1
        first, end = data[at], data[last] + 1
        floor = found[-1][1] if found else 0
        while first > floor and data[at] - first < APART and _is_cell(lines[first - 1]):
            first -= 1
        head = first
        while 0 < head < REACH and _is_cell(lines[head - 1]):
            head -= 1
        first = 0 if not head else first  # the text begins with the table
        while first < data[at] and len(lines[first].key) > LONGEST_HEAD:
            first += 1  # the table's title
        if end - first >= LEAST and last - at + 1 >= SHARE * (end - data[at]) and last - at >= 2:
            found.append((first, end))
        at = last + 1
    return found


def _is_data(key: str) -> bool:
    return len(key) <= LONGEST and key[:1] < "\u2e80" and _DATA.fullmatch(key) is not None


def _are_cells(lines: list[Line], first: int, last: int) -> bool:
    return all(map(_is_cell, lines[first + 1 : last]))


def _is_cell(line: Line) -> bool:
    key = line.key
    if not key or len(key) > LONGEST or key[-1] in _ENDS:
        return False
    return not any(opener.kind != "adoption" for opener in openers(key, line.raw) if not opener.alone)


def rows_of(cells: list[str]) -> list[list[str]]:
    """The rows of such a table: each begins with words after a number. cells: in order.

    A row is as long as most are; what more stands before it (the columns' heads, a line across the table) is one itself.
    """
    rows: list[list[str]] = []
    before = True
    for cell in cells:
        data = _is_data(cell.replace(" ", ""))
        if (before and not data) or not rows:
            rows.append([cell])
        else:
            rows[-1].append(cell)
        before = data
    length = Counter(map(len, rows[1:])).most_common(1)[0][0] if len(rows) > 2 else LEAST
    rows = [part for row in rows for part in (row[:-length], row[-length:]) if part]
    heads = rows[0] + rows[1] if len(rows) > 2 else []  # 缔约国, 2034, 2035, 共计: numbers among the columns' heads
    if len(heads) == length:
        rows[:2] = [heads]
    elif len(heads) == length + 1:
        rows[:2] = [heads[:1], heads[1:]]  # the table's title before them
    return rows
