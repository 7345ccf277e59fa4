"""What the page tells of each line: does a unit begin here? As log odds, learnt from the document's own layout.

How wide a full line is, and what an empty line or an indent means, differs from document to document. Both are learnt from
lines that are sure: numbers in sequence begin a unit, a line after an unfinished full one does not.
"""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.normalize.spacing import width
from undoc.structure.openers import openers, recital_first_characters
from undoc.structure.weights import WEIGHTS

# The first piece of a line that cannot be parted: a Latin word or number, or one Han character, with closing marks after it.
_FIRST_PIECE = lazy(
    r"(?:[!-~\u00a1-\u02ff]|[．／０-９Ａ-Ｚａ-ｚ])+[，。、；：）》”！？」』…]*|[“《（「『〈]*.[，。、；：）》”！？」』…]*"
)
_PLAIN = frozenset("，。、；：！？”》）)’」』.;:!?,…")
_ENDS = frozenset("。；：，！？.;:,”）)》]］")
# Room left before a line, in columns: below 1, 1, 2, 3 to 4, 5 up to a fifth of the width, more. The shares of lines that
# begin a unit and of lines that go on to be expected in each, worth so many lines seen.
ROOM_ENDS = (1, 2, 3, 5)
ROOM = (0.05, 0.04, 0.04, 0.06, 0.21, 0.60), (0.79, 0.11, 0.06, 0.03, 0.01, 0.006)
ROOM_PRIOR = 8.0
CLAUSES, FEWEST_CLAUSES = 2.5, 4  # one comma in so many ends a line where lines are broken at marks; so many do
BEYOND = 0.5  # share of the longest lines, where a few end alike, that speak against a margin before them
NARROWEST, NARROW = 24, 40  # columns of the narrowest page, and of one that hardly any line goes beyond
LEAST_UNWRAPPED = 84  # columns that some lines are wider than where none is wrapped
WIDEST = 104  # columns of the widest page
PARAGRAPH_WIDTH = 100  # columns that a line is taken for where lines are not wrapped
_SURE_BEGIN = lazy(
    r"(\d{1,3})[.．、](?=\D)|[(（][a-z][)）]|[㈠-㈩]|[(（][一二三四五六七八九十][)）]|[一二三四五六七八九十]{1,3}[、.．]"
)
_SURE_FIRST = frozenset("(（㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩一二三四五六七八九十")  # and digits
_BREAKS = frozenset("，。；：,;:")
_HANGING = frozenset("，。、；：）》”！？」』…")


@dataclass(slots=True, eq=False, repr=False)
class Layout:
    """Per line: ``begins``, log odds from gap, indent and trailing space; ``open_bracket``, a bracket spans its beginning.

    width: columns of a full line, 0 where lines are not wrapped to a width. slack: per line, columns that were left on
    the line before beyond what this line's first piece needs (negative: no room), ``None`` where not known. room: log
    odds of "begins" that the slack gives.
    """

    width: int
    begins: list[float]
    slack: list[int | None]
    room: list[float]
    open_bracket: list[bool]
    unwrapped: bool  # each line is a paragraph

    def after(self, first: int) -> Layout:
        """The same for the lines from ``first`` on."""
        return Layout(
            self.width,
            self.begins[first:],
            self.slack[first:],
            self.room[first:],
            self.open_bracket[first:],
            self.unwrapped,
        )


def full_width(lines: list[Line]) -> tuple[int, bool]:
    """Columns of a full line, 0 where lines are not wrapped to a width; and whether indents count in it.

    Most extractors keep the right margin of an indented line, some only its length: what crowds more is what counts.
    """
    measures = []
    for indented in (True, False):
        edges = Counter([line.edge if indented else line.edge - line.indent for line in lines if not line.spaced])
        measures.append((*_crowd(edges), indented))
    width_, crowd, indented = max(measures, key=lambda measure: (measure[1], measure[2]))
    return (width_, indented) if crowd else (0, True)


def _crowd(edges: Counter[int]) -> tuple[int, int]:
    """Where right edges crowd, and how many lines stand there; (0, 0) where they are strewn."""
    total = sum(edges.values())
    best, score, mass = 0, 0.0, 0
    longest = max(edges, default=0)
    at_longest = between = 0  # lines that end near the longest, and between those and the edge
    for edge in sorted(edges, reverse=True):
        if edge >= longest - 3:
            at_longest += edges[edge]
        crowd = edges[edge] + edges.get(edge - 1, 0) + edges.get(edge - 2, 0)
        parted = edge < longest - 3 and between <= at_longest
        weight = (crowd - BEYOND * at_longest if parted else crowd) * edge**0.8
        if edge >= NARROWEST and weight > score:
            best, score, mass = edge, weight, crowd
        between += edges[edge] if edge < longest - 3 else 0
    near = sum(count for edge, count in edges.items() if best - 8 <= edge <= best)
    beyond = sum(count for edge, count in edges.items() if edge > best + 6)
    # Few lines may be full where most are short, as in an agenda; then none goes beyond them.
    few = mass >= 3 and best >= 30 and not any(edge > best + 2 for edge in edges) and near >= 0.05 * total
    if not best or (near < 0.12 * total and not few) or near < 2 or beyond > (0.25 if best >= NARROW else 0.1) * total:
        return 0, 0
    # A closing mark may hang over the margin; a column or two more where a good part of the full lines do so.
    if edges.get(best + 2, 0) * 2 >= edges[best]:
        best += 2
    return best, mass


def lay_out(lines: list[Line]) -> Layout:
    """The page's evidence for each line. lines: of the text only, furniture and footnotes taken out."""
    at_marks = _are_broken_at_marks(lines)
    margin, indented = full_width([line for line in lines if line.key[-1:] not in _BREAKS] if at_marks else lines)
    unwrapped = not at_marks and _is_unwrapped(lines, margin)
    if unwrapped:
        margin = PARAGRAPH_WIDTH
    slack: list[int | None] = [None] * len(lines)
    # What a line surely is: "n" begins with a number, "u" begins without one, "-" goes on, "" not sure.
    sure = [""] * len(lines)
    last_number, fifth, two_fifths = 0, margin // 5, margin * 2 // 5
    ragged, short = list[int](), 0  # lines after one that ended early in no mark, by less and by more than two fifths
    recital_firsts = recital_first_characters()
    begin_matches = [_sure_begin(line.key) for line in lines]
    before: Line | None = None
    for i, line in enumerate(lines):
        if before is None:
            before = line
            continue
        room = None
        if margin and line.number != before.number:
            if unwrapped:
                room = margin  # every line end is one that someone meant
            elif before.spaced and before.edge > margin * 0.7:
                room = -1
            else:
                raw = line.raw
                needed = 2 if "\u4e00" <= raw[0] <= "\u9fff" and raw[1:2] not in _HANGING else first_width(raw)
                room = margin - (before.edge if indented else before.edge - before.indent) - needed
            slack[i] = room
        match, mark = begin_matches[i], before.key[-1:]
        if match:
            if mark in "。；：.;:，":
                if match[1]:
                    number = int(match[1])
                    if number == last_number + 1 or number == 1:
                        sure[i], last_number = "n", number
                else:
                    sure[i] = "n"
        elif mark not in _PLAIN:
            if room is None or room < fifth:
                if before.edge > 30:
                    sure[i] = "-"
            elif room > two_fifths:
                short += 1
            elif before.edge > 30:
                ragged.append(i)
        elif mark in "，," and line.key[:1] not in recital_firsts:
            if at_marks:
                sure[i] = "-"  # nothing but recitals ends in a comma
        elif room is not None and room >= 6 and mark in "。；：，" and not at_marks:
            sure[i] = "u"
        before = line
    if len(ragged) > short:  # lines of many lengths, rather than many heads
        for i in ragged:
            sure[i] = "-"
    indents = [line.indent if line.indent < 12 else 12 for line in lines]
    numbered = _learn(sure, "n", indents)
    unnumbered = _learn(sure, "u", indents)
    gaps = _learn(sure, "nu", [-1 if line.page_top else line.gap if line.gap < 4 else 4 for line in lines])
    trails = _learn(sure, "nu", [-1, *[line.trailing for line in lines]][: len(lines)])
    begins = [
        gap + trail + (with_number if match else without)
        for gap, trail, match, with_number, without in zip(
            gaps, trails, begin_matches, numbered, unnumbered, strict=True
        )
    ]
    begins[:1] = [0.0] * len(begins[:1])
    if unwrapped or any([line.place < 0 for line in lines]):
        for i in range(1, len(lines)):
            if lines[i].number == lines[i - 1].number:  # parted from one line
                begins[i] = WEIGHTS.parted if lines[i].start > lines[i - 1].end else WEIGHTS.glued
            elif unwrapped and (lines[i - 1].key[-1:] in _ENDS or len(lines[i - 1].key) < 24):
                begins[i] += WEIGHTS.unwrapped  # a long line that breaks off is torn, here too
    if at_marks:
        _tell_nothing_after_marks(lines, margin, slack, begins)
    keys = [line.key for line in lines]
    brackets = [
        ("”" in key or "》" in key or "）" in key or ")" in key) and _bracket_open(above, key)
        for above, key in zip(["", *keys], keys, strict=False)
    ]
    return Layout(margin, begins, slack, _learn_room(sure, slack, fifth), brackets, unwrapped)


def _are_broken_at_marks(lines: list[Line]) -> bool:
    """Whether a line ends after each mark of punctuation: far more commas end a line than stand where its width ended it.

    A comma before what may be a recital or an item ends its unit, and tells nothing.
    """
    text = "\n".join([line.key for line in lines])
    last, all_of_them = text.count("，\n") + text.count(",\n"), text.count("，") + text.count(",")
    if last < FEWEST_CLAUSES or last * CLAUSES < all_of_them:
        return False
    recitals = recital_first_characters()
    clauses = sum(
        line.key[-1:] in "，," and below.key[:1] not in recitals and not _sure_begin(below.key)
        for line, below in pairwise(lines)
    )
    return clauses >= FEWEST_CLAUSES and clauses * CLAUSES >= clauses + all_of_them - last


def _tell_nothing_after_marks(lines: list[Line], margin: int, slack: list[int | None], begins: list[float]) -> None:
    """Where lines are broken at marks the room after one tells nothing, and few lines after a stop begin anything but
    those that have a number: what is no head, by its own end.
    """
    for i in range(1, len(lines)):
        mark, key = lines[i - 1].key[-1:], lines[i].key
        if mark in _BREAKS:
            slack[i] = None
            quoted = key[:1] in "“「" and mark == "。"  # each paragraph of a quoted text begins with the mark
            whole = key[-1:] in _BREAKS or lines[i].edge > margin - 6
            if whole and not quoted and not openers(key, lines[i].raw):
                begins[i] += WEIGHTS.at_marks


def _is_unwrapped(lines: list[Line], margin: int) -> bool:
    """Whether each line is a paragraph, as in a clean text: nearly all long ones end in a mark that ends a unit.

    margin: columns of a full line, 0 where the lines' ends are strewn; fewer need do so then. Where few lines are long,
    the longest tell it, if no page but a broad one has such.
    """
    edges = sorted([line.edge for line in lines if not line.spaced])
    if not edges:
        return False
    longest = edges[len(edges) * 97 // 100]
    at_margin = [line.key[-1] for line in lines if longest - 4 <= line.edge <= longest + 2]
    if len(at_margin) > 3 and sum(mark in _ENDS for mark in at_margin) * 2 < len(at_margin):
        return False  # they are full
    if longest > LEAST_UNWRAPPED:
        longer = [line.key[-1] for line in lines if line.edge >= longest * 0.7 and not line.spaced]
        if len(longer) > 2 and sum(mark in _ENDS for mark in longer) >= 0.85 * len(longer):
            return True
    long = [line.key[-1] for line in lines if len(line.key) >= 24]
    if len(long) < 4:
        return False
    wide = sum([(edge > WIDEST) + (edge > WIDEST * 1.25) for edge in edges])  # no page has such lines
    return sum(mark in _ENDS for mark in long) >= ((0.75 if margin else 0.6) if wide >= 2 else 0.94) * len(long)


def _sure_begin(key: str) -> re.Match[str] | None:
    first = key[:1]
    return _SURE_BEGIN.match(key) if first in _SURE_FIRST or first.isdecimal() else None


def first_width(raw: str) -> int:
    """Columns of a line's first piece that cannot be parted."""
    if "\u4e00" <= raw[0] <= "\u9fff" and raw[1:2] not in _HANGING:
        return 2  # as almost all lines begin
    piece = _FIRST_PIECE.match(raw)
    return width(piece[0]) if piece else 1


def _bracket_open(before: str, here: str) -> bool:
    """Whether a bracket or quotation mark that the line before left open is closed on this one."""
    for opening, closing in BRACKETS:
        opened = before.rfind(opening)
        if opened >= 0 and opened > before.rfind(closing):
            closed = here.find(closing)
            if closed >= 0 and not 0 <= here.find(opening) < closed:
                return True
    return False


BRACKETS = (("《", "》"), ("“", "”"), ("（", "）"), ("(", ")"))


def _learn_room(sure: list[str], slack: list[int | None], fifth: int) -> list[float]:
    """Log odds of "begins" for each line by the room left on the line before, learnt from the sure lines.

    How much room a full line may leave differs: none where words are broken anywhere, some where marks hang over the
    margin, more where words are kept whole. ``ROOM`` says what to expect before anything is learnt.
    """
    ends = [*ROOM_ENDS, max(fifth, ROOM_ENDS[-1] + 1)]
    places = {room: bisect(ends, room) for room in {*slack} if room is not None}
    counts = Counter(zip(slack, sure, strict=True))
    begin, go_on = [[share * ROOM_PRIOR for share in shares] for shares in ROOM]
    for (room, kind), count in counts.items():
        if room is not None and kind in ("n", "-"):
            (begin if kind == "n" else go_on)[places[room]] += count
    begins, goes = sum(begin), sum(go_on)
    odds = [math.log(b * goes / (g * begins)) for b, g in zip(begin, go_on, strict=True)]
    limit = WEIGHTS.room_limit
    of_room: dict[int | None, float] = {
        room: max(WEIGHTS.room_least, min(limit, odds[place])) for room, place in places.items()
    }
    of_room[None] = 0.0 if fifth else WEIGHTS.no_margin
    return list(map(of_room.__getitem__, slack))


def _learn(sure: list[str], begin_kinds: str, values: list[int]) -> list[float]:
    """Log odds of "begins" for each line's value of one feature, from the sure lines; 0 where these are too few.

    sure: "n", "u", "-" or "" for each line; begin_kinds: which of them count as beginnings.
    """
    if len(set(values)) < 2:
        return [0.0] * len(values)
    begin: Counter[int] = Counter()
    go_on: Counter[int] = Counter()
    for (value, kind), count in Counter(zip(values, sure, strict=True)).items():
        if kind == "-":
            go_on[value] += count
        elif kind and kind in begin_kinds:
            begin[value] += count
    begins, goes = sum(begin.values()), sum(go_on.values())
    if begins < 3 or goes < 3:
        return [0.0] * len(values)
    limit = WEIGHTS.layout_limit
    kinds = len(set(values))
    odds: dict[int, float] = {}
    for value in set(values):
        p = (begin[value] + 0.5) / (begins + 0.5 * kinds)
        q = (go_on[value] + 0.5) / (goes + 0.5 * kinds)
        seen = begin[value] + go_on[value]
        odds[value] = max(-limit, min(limit, math.log(p / q))) * (seen / (seen + 2.0))
    return list(map(odds.__getitem__, values))
