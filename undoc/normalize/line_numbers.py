"""Line numbers, which drafts and legal texts print at the margin: of every fifth line, or of each; taken out as furniture.

They are told by their series alone: a number grows by as much as there are lines to the next, over nearly all of the text
or of each page. They may stand before the line or after it, on a line of its own, or all of a page's in a row. Where each
line seems to have one they are line numbers only if the text below them runs on from line to line: the numbers of a list
or a table are its own.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from undoc.lazy import lazy
from undoc.normalize.furniture import Piece
from undoc.normalize.lines import Line, piece
from undoc.normalize.spacing import width

STEPS = (1, 2, 3, 4, 5, 10)  # lines from one number to the next
FEWEST = 3  # numbers that stand just so many lines after the one before as they are greater
LEAST = 0.25, 0.5  # share of the lines that the series must span; where every line has a number
UNCOUNTED = 8  # lines between two numbers that are not counted: heads, notes, tables
_ALL_DIGITS = "0123456789０１２３４５６７８９"
_DIGITS = frozenset(_ALL_DIGITS)
_AFTER_DIGIT = _DIGITS | frozenset(" \t\u00a0\u3000") | {""}
_BEFORE = lazy(r"(\d{1,4})(?:[ \t\u00a0\u3000]|$)")  # 15   题和问题清单
_OPENER = lazy(r"\d{1,3}[.．、]\D|[(（][a-z一二三四五六七八九十][)）]|[一二三四五六七八九十]{1,3}[、.．]|[A-Z][.．]\D")
_FULL = 8  # columns that a line which runs on may end before the longest
_RUNS_ON = 0.15  # share of the lines that do, in running text
_TOP, _MASTHEAD = 6, ("联合国", "聯合國")  # lines that begin a document: no list begins with a masthead
_STOPS, _SENTENCE_ENDS = frozenset("。；：！？.;:"), frozenset("。；")


@dataclass(slots=True, eq=False, repr=False)
class _Number:
    """What may be a line's number. line: its index; first, last: where it stands in the line's ink.

    side: ``<`` before the line, ``>`` after it, ``=`` alone. begin, end: columns of the page at which it stands.
    """

    line: int
    value: int
    side: str
    first: int
    last: int
    begin: int
    end: int


def take_line_numbers(lines: list[Line], source: str) -> tuple[list[Line], list[Piece]]:
    """The lines without line numbers, and these, as furniture; a text that has none as it is.

    lines: all that have ink. source: the text that they stand in.
    """
    numbers = _numbers(lines, source)
    if len(numbers) <= FEWEST:
        return lines, []
    taken = _in_rows(numbers, lines) or _at_lines(numbers, lines)
    return _without(taken, lines, source) if taken else (lines, [])


def _numbers(lines: list[Line], source: str) -> list[_Number]:
    """All numbers at lines' ends but those that are greater than the lines so far."""
    before = [i for i, line in enumerate(lines) if line.raw[0] in _DIGITS and line.raw[1:2] in _AFTER_DIGIT]
    after = [i for i, line in enumerate(lines) if line.raw[-1] in _DIGITS]
    found: list[_Number] = []
    for i in before:
        match = _BEFORE.match(lines[i].raw)
        if match is None:
            continue
        line, value = lines[i], int(match[1])
        if match.end(1) == line.end - line.start:
            found.append(_Number(i, value, "=", 0, match.end(1), line.indent, line.edge))
        elif value <= line.number and source.startswith(match[1], line.start):
            found.append(_Number(i, value, "<", 0, match.end(1), line.indent, line.indent + match.end(1)))
    for i in after:
        line = lines[i]
        ink = source[line.start : line.end]
        end = len(ink.rstrip(_ALL_DIGITS))
        if end and ink[end - 1].isspace() and len(ink) - end < 5 and int(ink[end:]) <= line.number:
            found.append(_Number(i, int(ink[end:]), ">", end, len(ink), line.edge - len(ink) + end, line.edge))
    found.sort(key=lambda number: number.line)
    return found


class _Series:
    """Numbers of one side by where they stand: their places, counted in one way from 1, and the step to the next."""

    def __init__(self, numbers: Sequence[_Number], places: dict[int, int], step: int) -> None:
        self.numbers = [number for number in numbers if number.value and number.value % step == 0]
        self.places, self.step = places, step
        self.at = {(places[number.line], number.value): number for number in self.numbers}
        self.of_value: dict[int, list[_Number]] = {}
        for number in self.numbers:
            self.of_value.setdefault(number.value, []).append(number)
        self.regular = [number for number in self.numbers if self._after(number, 1)]
        first = self.regular[0] if self.regular else None
        if first and first.value == step and places[first.line] in (step, step + 1):
            self.regular.append(first)  # the text's first line is where they count from

    def _after(self, number: _Number, steps: int) -> _Number | None:
        """The number so many steps on (back where it is negative), just as many lines away as it is greater."""
        by = steps * self.step
        return self.at.get((self.places[number.line] + by, number.value + by))

    def _near(self, number: _Number, direction: int) -> _Number | None:
        """The next (the one before), where some of the lines between are not counted."""
        same = self.of_value.get(number.value + direction * self.step, [])
        index = bisect(same, number.line, key=lambda other: other.line) - (direction < 0)
        if not 0 <= index < len(same):
            return None
        away = abs(self.places[same[index].line] - self.places[number.line])
        return same[index] if 0 < away <= self.step + UNCOUNTED else None

    def chains(self) -> list[_Number]:
        """All numbers of the series, which may begin anew on each page, in order."""
        taken: dict[int, _Number] = {}
        last = -1
        for number in self.numbers:
            if number.line in taken or not (self._after(number, 1) or self._begins_again(number, last)):
                continue
            before: _Number | None = number
            while before and before.line not in taken:
                taken[before.line] = before
                before = self._after(before, -1) or self._near(before, -1)
            after: _Number | None = number
            while after:
                last = self.places[after.line]
                after = self._after(after, 1) or self._near(after, 1) or self._after(after, 2) or self._after(after, 3)
                if after is None or after.line in taken:
                    break
                taken[after.line] = after
        return [taken[line] for line in sorted(taken)]

    def _begins_again(self, number: _Number, last: int) -> bool:
        """Whether a number is the only one of its page. last: the place of the last one of the page before."""
        here, far = self.places[number.line], self.step + UNCOUNTED
        if not number.value == self.step > 1 or not 0 <= last <= here - self.step <= last + far:
            return False
        if number.side != self.regular[0].side or not (number.begin in self._begins or number.end in self._ends):
            return False
        same = self.of_value[self.step]
        index = bisect(same, number.line, key=lambda other: other.line)
        nearer = index < len(same) and self.places[same[index].line] - here <= far
        return not nearer or not self._after(same[index], 1)

    @cached_property
    def _begins(self) -> set[int]:
        """The columns that many numbers of the series begin at."""
        return _frequent(number.begin for number in self.regular)

    @cached_property
    def _ends(self) -> set[int]:
        """The columns that many end at."""
        return _frequent(number.end for number in self.regular)


def _frequent(columns: Iterable[int]) -> set[int]:
    counts = Counter(columns)
    return {column for column, count in counts.items() if count * 3 >= counts.total()}


def _at_lines(numbers: list[_Number], lines: list[Line]) -> list[_Number]:
    """Numbers that each stand at their line."""
    counted = [{number.line: number.line + 1 for number in numbers}]
    counted.append({number.line: lines[number.line].number for number in numbers})
    alone = [number.line for number in numbers if number.side == "="]
    texts = {line: line + 1 - count for count, line in enumerate(alone)}
    if alone:
        counted.append(texts)
    best: list[_Series] = []
    spanned = 0
    for step in STEPS:
        for places in counted:
            sides = [
                _Series([number for number in numbers if number.side in side], places, step)
                for side in (("<=", ">") if places is not texts else ("=",))
            ]
            span = step * sum(len(series.regular) for series in sides)
            if span > spanned * (1.1 if not best or best[0].step == step else 2):  # each second of a list is no series
                best, spanned = sides, span
    if not best or sum(len(series.regular) for series in best) < FEWEST:
        return []
    step = best[0].step
    if spanned < LEAST[step == 1] * len(lines):
        return []
    taken = [number for series in best if len(series.regular) * step * 5 > spanned for number in series.chains()]
    taken.sort(key=lambda number: number.line)
    whole = taken[0].line == 0 and len(taken) * 4 > (taken[-1].line + 1) * 3
    return taken if step > 1 or _runs_on(taken, lines, whole=whole) else []


def _in_rows(numbers: list[_Number], lines: list[Line]) -> list[_Number]:
    """Numbers on lines of their own, all of a page's one after the other, as many as the page has lines."""
    rows = list(_rows(numbers))
    longest = max(rows, key=len, default=[])
    if len(longest) < FEWEST:
        return []
    step = longest[1].value - longest[0].value
    last = 0
    series: list[list[_Number]] = []
    for row in rows:
        if row[0].value in (step, last + step) and (len(row) == 1 or row[1].value - row[0].value == step):
            series.append(row)
            last = row[-1].value
    if not any(row is longest for row in series):
        return []  # the years at the head of a table's columns
    for below in (True, False):
        fit = [
            row
            for row, count in zip(series, _counts(series, lines, below=below), strict=True)
            if 0 <= count - len(row) * step < step + UNCOUNTED
        ]
        if any(row is longest for row in fit) and len(fit) * 4 >= len(series) * 3:
            taken = [number for row in series if len(row) > 1 or row in fit for number in row]
            return taken if step > 1 or _runs_on(taken, lines, whole=True) else []
    return []


def _counts(rows: list[list[_Number]], lines: list[Line], *, below: bool) -> list[int]:
    """How many lines stand below each row of numbers (above it), up to the next."""
    firsts, lasts = [row[0].line for row in rows], [row[-1].line for row in rows]
    if below:
        return [first - last - 1 for last, first in zip(lasts, [*firsts[1:], len(lines)], strict=True)]
    return [first - last - 1 for last, first in zip([-1, *lasts[:-1]], firsts, strict=True)]


def _rows(numbers: list[_Number]) -> Iterator[list[_Number]]:
    """Lone numbers that follow each other, each greater than the one before by as much."""
    row: list[_Number] = []
    for number in numbers:
        if number.side != "=":
            continue
        if row and (
            number.line != row[-1].line + 1
            or (len(row) > 1 and number.value - row[-1].value != row[1].value - row[0].value)
        ):
            yield row
            row = []
        row.append(number)
    if row:
        yield row


def _runs_on(taken: list[_Number], lines: list[Line], *, whole: bool) -> bool:
    """Whether the numbers stand at running text, not at the rows of a list or table: many lines are full and end in
    mid-sentence. Where the numbers are of the whole text, from its first line on, fewer tell it: more lines end at the
    margin than shortly before, or units have numbers of their own.
    """
    sides = {number.line: number for number in taken}
    edges: list[int] = []  # columns that lines end at
    texts: list[str] = []
    for i in range(0 if whole else taken[0].line, len(lines) if whole else taken[-1].line + 1):
        number, line = sides.get(i), lines[i]
        if number is None:
            texts.append(line.raw)
        elif number.side == "<":
            texts.append(line.raw.lstrip(_ALL_DIGITS + " \u3000"))
        elif number.side == ">":
            texts.append(line.raw.rstrip(_ALL_DIGITS).rstrip())
        else:
            continue
        edges.append(line.indent + width(texts[-1]) if number is not None and number.side == ">" else line.edge)
    if not texts:
        return False
    full = sorted(edges)[len(edges) * 98 // 100]
    on = sum(edge >= full - _FULL and text[-1:] not in _STOPS for edge, text in zip(edges, texts, strict=True))
    stops = sum(not _SENTENCE_ENDS.isdisjoint(text) for text in texts)  # of titles or names none has, of sentences each
    if on > len(texts) * _RUNS_ON and len(texts) < stops * 10:
        return True
    short = sum(full - 2 * _FULL <= edge < full - _FULL for edge in edges)
    top = ["".join(text.split()) for text in texts[:_TOP]]
    if whole and any(key in _MASTHEAD for key in top) and any("/" in key for key in top):
        return True
    openers = sum(_OPENER.match(text) is not None for text in texts)
    return whole and len(texts) < stops * 20 and ((on > 4 and on * 2 > short * 3) or (openers >= FEWEST and on > 0))


def _without(taken: list[_Number], lines: list[Line], source: str) -> tuple[list[Line], list[Piece]]:
    """The lines without the numbers taken, and these. What one parted has a place between."""
    numbers = {number.line: number for number in taken}
    inline = _are_inline(taken, lines)
    kept: list[Line] = []
    pieces: list[Piece] = []
    shift, above = 0, None
    for i, line in enumerate(lines):
        number = numbers.get(i)
        line.place += shift
        if number is not None:
            ink = source[line.start : line.end]
            indent = line.indent + (len(line.raw) - number.last if number.side == ">" else 0)
            if number.side == "=":
                pieces.append(Piece("line_number", line))
                above = line if above is None else above
                continue
            shift += 1
            pieces.append(Piece("line_number", piece(line, ink, number.first, number.last, indent=indent)))
            if number.side == "<":
                place, rest = line.place + 1, (number.last, len(ink))
                gap = len(ink) - number.last - len(ink[number.last :].lstrip())
                indent = line.indent + (gap - 1 if inline else number.last + gap)
            else:
                place, rest, indent = line.place, (0, number.first), line.indent
            trailing = line.trailing and number.side == "<"
            line = piece(line, ink, *rest, indent=indent, gap=line.gap, page_top=line.page_top)
            line.place, line.trailing = place, trailing
        if above is not None:
            line.gap, line.page_top = max(line.gap, above.gap), line.page_top or above.page_top
            above = None
        kept.append(line)
    return kept, pieces


def _are_inline(taken: list[_Number], lines: list[Line]) -> bool:
    """Whether numbers stand in the text's own first columns, not in a margin: they begin alike, the text after them does
    not, or the text that has none is not set in.
    """
    before = [number for number in taken if number.side == "<"]
    if not before:
        return False
    of_number = Counter(lines[number.line].indent for number in before)
    of_text = Counter(
        lines[number.line].indent + match.end()
        for number in before
        if (match := _BEFORE.match(lines[number.line].raw)) is not None
    )
    have = {number.line for number in taken}
    others = Counter(line.indent for i, line in enumerate(lines) if i not in have)
    margin = of_text.most_common(1)[0][0]
    if sum(others.values()) > len(before):
        return others.most_common(1)[0][0] < margin and others[margin] * 4 < sum(others.values())
    return max(of_number.values()) > max(of_text.values())
