"""Characters with places become rows in reading order: superscripts with their line, columns one after the other.

A *row* is a line of one column as it is read. A page of two columns is known by a gutter that no row crosses and that
the rows on both sides reach to, which the cells of a table do not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from undoc.read.pdf_glyphs import Glyph, Rule

_SAME_LINE = 0.35  # of the font's size that base lines of one line may differ
_RAISED = (0.12, 0.75)  # of the line's size: how far above its base line a superscript stands
_SMALL = 0.9  # of the line's size: a superscript is no larger
_GUTTER = 0.8  # of the font's size: the narrowest gutter
_BAND = 5  # rows that each of two columns has at least; where rows do not stand side by side, fewer do
_SHORT_BAND = 3
_FILLED = 0.25  # share of the rows that are full in a column of prose whose rows stand beside the other's
_LONG = 10  # characters of a full row, at least
_SIDE_BY_SIDE = 0.8
_NOTE_SIZE = 0.95  # of the text's size: notes are no larger
_APART = 2.2  # font sizes that a page's head and foot stand apart from its text
_REACH = 1.6  # font sizes from the gutter within which a row reaches it


@dataclass(slots=True)
class Row:
    """One line: its characters from left to right, base line, size of most of them. notes: footnotes begin with it;
    ruled: below a rule."""

    glyphs: list[Glyph]
    base: float
    size: float
    left: float
    right: float
    column: int = 0
    notes: bool = False
    ruled: bool = False

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


def body_size(glyphs: list[Glyph]) -> float:
    """The size of most characters, to a quarter of a point."""
    sizes = Counter(round(glyph.size * 4) / 4 for glyph in glyphs)
    return max(sizes.most_common(1)[0][0], 1.0) if sizes else 1.0


def rows_of(glyphs: list[Glyph]) -> list[Row]:
    """The lines of a page from top to bottom, columns not parted yet."""
    large = sorted(_runs(glyphs), key=lambda run: (-run.size, -run.base))
    rows: list[Row] = []
    by_band: dict[int, list[Row]] = {}  # rows by base line in steps, so that a run is compared with few
    for run in large:
        row = _row_for(run, by_band)
        if row is None:
            rows.append(run)
            by_band.setdefault(int(run.base // 8), []).append(run)
        else:
            row.glyphs += run.glyphs
            row.left, row.right = min(row.left, run.left), max(row.right, run.right)
    for row in rows:
        row.glyphs.sort(key=lambda glyph: glyph.left)
        _drop_doubles(row)
    rows.sort(key=lambda row: (-row.base, row.left))
    return rows


def _runs(glyphs: list[Glyph]) -> list[Row]:
    """Characters that follow one another on a line and in size, as they come in the file."""
    runs: list[Row] = []
    last: Glyph | None = None
    for glyph in glyphs:
        run = runs[-1] if runs else None
        if (
            run is not None
            and last is not None
            and abs(glyph.base - run.base) < 0.05 * run.size
            and abs(glyph.size - run.size) < 0.1 * run.size
            and -0.5 * run.size < glyph.left - last.right < 40 * run.size
        ):
            run.glyphs.append(glyph)
            run.right = max(run.right, glyph.right)
        else:
            runs.append(Row([glyph], glyph.base, glyph.size, glyph.left, glyph.right))
        last = glyph
    return runs


def _row_for(run: Row, by_band: dict[int, list[Row]]) -> Row | None:
    """The row that a run belongs to; larger runs come first, so that a superscript finds its line."""
    band = int(run.base // 8)
    best: tuple[float, Row] | None = None
    for near in range(band - 3, band + 2):
        for row in by_band.get(near, ()):
            rise = (run.base - row.base) / row.size
            level = abs(rise) <= _SAME_LINE * min(1.0, run.size / row.size)
            mark = len(run.glyphs) <= 6 and run.size <= _SMALL * row.size and -0.3 <= rise <= _RAISED[1]
            if mark and not level:
                mark = row.left - row.size <= run.left <= row.right + row.size
            if (level or mark) and (best is None or abs(rise) < best[0]):
                best = abs(rise), row
    return best[1] if best else None


def _drop_doubles(row: Row) -> None:
    """A character printed twice a hair apart, to look bold, counts once."""
    if not any(after.left - before.left < 0.2 * after.size for before, after in pairwise(row.glyphs)):
        return
    kept: list[Glyph] = []
    for glyph in row.glyphs:
        twice = any(
            other.text == glyph.text
            and abs(other.left - glyph.left) < 0.2 * glyph.size
            and abs(other.base - glyph.base) < 0.2 * glyph.size
            for other in kept[-2:]
        )
        if not twice:
            kept.append(glyph)
    row.glyphs = kept


class Columns:
    """Puts the rows of pages in reading order, and remembers where the gutter was: later pages may have few rows."""

    def __init__(self) -> None:
        self._known: float | None = None

    def ordered(self, rows: list[Row], rules: list[Rule], size: float) -> list[Row]:
        """The rows of a page in reading order, those of two columns parted; notes at columns' feet behind both.

        rows: from top to bottom. size: of the page's text.
        """
        head, rows, foot = _edges(rows, rules, size)
        found: list[Row] = []
        for band, gutter in _bands(rows, size):
            if gutter is None or not self._are_columns(band, gutter, size):
                found += band
                continue
            self._known = gutter
            for column in (1, 2):
                for row in band:
                    glyphs = [glyph for glyph in row.glyphs if (glyph.left < gutter) == (column == 1)]
                    if glyphs:
                        edges = glyphs[0].left, max(glyph.right for glyph in glyphs)
                        found.append(Row(glyphs, row.base, body_size(glyphs), *edges, column))
        return head + _feet_last(found, rules, size) + foot

    def _are_columns(self, band: list[Row], gutter: float, size: float) -> bool:
        lefts = [each for row in band if (each := [glyph for glyph in row.glyphs if glyph.left < gutter])]
        rights = [each for row in band if (each := [glyph for glyph in row.glyphs if glyph.left >= gutter])]
        if not lefts or not rights:
            return False
        both = len(lefts) + len(rights) - len(band)  # rows on one base line count as one
        ragged = both < _SIDE_BY_SIDE * min(len(lefts), len(rights))
        if ragged and self._known is not None and abs(gutter - self._known) < size:
            return True
        return _is_prose(lefts, rights, size, ragged)


def _edges(rows: list[Row], rules: list[Rule], size: float) -> tuple[list[Row], list[Row], list[Row]]:
    """The page's head, its text and its foot: at most two rows each that stand apart from the text. Notes are no foot."""
    apart = [above.base - below.base >= _APART * size for above, below in pairwise(rows)]
    first = next((index for index in (1, 2) if index < len(rows) and apart[index - 1]), 0)
    last = next((len(rows) - index for index in (1, 2) if index < len(rows) and apart[-index]), len(rows))
    if last <= _first_note(rows, rules, size) < len(rows):
        last = len(rows)
    return (rows[:first], rows[first:last], rows[last:]) if first < last else ([], rows, [])


def _bands(rows: list[Row], size: float) -> list[tuple[list[Row], float | None]]:
    """Runs of rows with the middle of the gutter that parts them into two columns, or ``None``."""
    chunks = [_chunks(row, size) for row in rows]
    middle = _gutter(chunks)
    if middle is None:
        return [(rows, None)]
    bands: list[tuple[list[Row], float | None]] = []
    for row, found in zip(rows, chunks, strict=True):
        crossed = any(left < middle < right for left, right in found)
        if bands and (bands[-1][1] is None) == crossed:
            bands[-1][0].append(row)
        else:
            bands.append(([row], None if crossed else middle))
    return bands


def _chunks(row: Row, size: float) -> list[tuple[float, float]]:
    """The left and right ends of a row's pieces between gaps as wide as a gutter."""
    chunks: list[tuple[float, float]] = []
    for glyph in row.glyphs:
        if chunks and glyph.left - chunks[-1][1] < _GUTTER * size:
            chunks[-1] = chunks[-1][0], max(chunks[-1][1], glyph.right)
        else:
            chunks.append((glyph.left, glyph.right))
    return chunks


def _gutter(rows: list[list[tuple[float, float]]]) -> float | None:
    """The middle of the gap in the page's middle that fewest rows run through, ``None`` where most do."""
    if len(rows) < _BAND:
        return None
    left, right = min(row[0][0] for row in rows), max(row[-1][1] for row in rows)
    first, last = round(left + 0.35 * (right - left)), round(left + 0.65 * (right - left))
    covered = [0] * max(last - first, 1)  # rows that run through each point of the middle
    for row in rows:
        for begin, end in row:
            for at in range(max(first, int(begin)), min(last, int(end) + 1)):
                covered[at - first] += 1
    least = min(covered)
    if least > 0.5 * len(rows):
        return None
    runs: list[tuple[int, int]] = []
    for at, count in enumerate(covered):
        if count == least:
            if runs and runs[-1][1] == at - 1:
                runs[-1] = runs[-1][0], at
            else:
                runs.append((at, at))
    begin, end = max(runs, key=lambda run: run[1] - run[0])
    return first + (begin + end + 1) / 2


def _is_prose(lefts: list[list[Glyph]], rights: list[list[Glyph]], size: float, ragged: bool) -> bool:
    """Whether two sides are columns of prose: enough rows, a good part of them full, the right ones aligned.

    ragged: most rows of one side stand between those of the other, as a table's never do; less is enough then.
    """
    least = min(len(lefts), len(rights))
    if least < (_SHORT_BAND if ragged else _BAND):
        return False
    begin = min(each[0].left for each in rights)
    aligned = sum(each[0].left <= begin + 2.5 * size for each in rights) / len(rights)
    full = [_full(column, size) for column in (lefts, rights)]
    if ragged:
        return aligned >= 0.5 and min(full) >= 1 and sum(full) >= 4
    return aligned >= 0.5 and all(
        n >= max(3, _FILLED * len(side)) for n, side in zip(full, (lefts, rights), strict=True)
    )


def _full(column: list[list[Glyph]], size: float) -> int:
    """How many lines of a column are long and reach its right edge."""
    ends = [max(glyph.right for glyph in each) for each in column]
    edge = max(ends)
    return sum(len(each) >= _LONG and end >= edge - _REACH * size for each, end in zip(column, ends, strict=True))


def _feet_last(rows: list[Row], rules: list[Rule], size: float) -> list[Row]:
    """Notes at the foot of columns go behind both columns; the first row of each foot is marked."""
    text: list[Row] = []
    feet: list[Row] = []
    for column in _by_column(rows):
        first = _first_note(column, rules, size)
        if first < len(column):
            column[first].notes = True
        text += column[:first]
        feet += column[first:]
    return text + feet if len({row.column for row in rows}) > 1 else rows


def _by_column(rows: list[Row]) -> list[list[Row]]:
    """Runs of rows of one column."""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and runs[-1][-1].column == row.column:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _first_note(column: list[Row], rules: list[Rule], size: float) -> int:
    """The index of the first row of a column's footnotes, how many rows it has where there are none.

    All rows from there on are smaller than the text; a short rule is drawn above the first, at the column's left edge,
    or the first begins with a raised number.
    """
    first = len(column)
    while first and column[first - 1].size < _NOTE_SIZE * size:
        first -= 1
    if first == len(column):
        return first
    left, right = min(row.left for row in column), max(row.right for row in column)
    longest = 0.6 * max(right - left, 10 * size)
    for index in range(max(first, 1), len(column)):
        top = column[index].base + column[index].size
        above = column[index - 1].base
        for rule in rules:
            at_left = abs(rule.left - left) < 3 * size and rule.right - rule.left < longest
            if at_left and top - 0.3 * size < rule.y < above:
                column[index].ruled = True
                return index
        if raised(column[index], column[index].glyphs[0]) and column[index].glyphs[0].text.isdecimal():
            return index
    return len(column)


def raised(row: Row, glyph: Glyph) -> bool:
    """Whether a character stands raised and small in its row."""
    return glyph.size <= _SMALL * row.size and glyph.base - row.base >= _RAISED[0] * row.size
