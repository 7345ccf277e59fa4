"""Footnotes: collected from page feet, from after their paragraph and from the end.

``collect_notes`` walks the lines with the number that the next note must have, and takes note lines out of the text;
``anchors`` then finds their marks in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from operator import attrgetter

from undoc.lazy import lazy
from undoc.normalize.furniture import Piece
from undoc.normalize.lines import Line
from undoc.structure.anchors import (
    CIRCLED,
    SUPERSCRIPT,
    NoteDraft,
    marks_in,
    marks_seen,
    name_of,
    unit_follows,
    value_of,
)
from undoc.structure.layout import NARROWEST, WIDEST
from undoc.structure.openers import cells, is_adoption, openers
from undoc.structure.torn_notes import TERMINAL, Words, is_full, is_torn, rest_of

# "1 联合国，…", "12/ 见…", "[1] 见…", "¹ 见…", "① 见…", "* A/65/50。", "a 见…"; not "1. 促请", "5年", "3/4", "1/CP.21号决定"
_START = lazy(
    rf"(\d{{1,3}}(?:/(?!\d|[A-Z]{{2,4}}\.)|(?=[ \u3000\u00a0]))|[{SUPERSCRIPT}]{{1,3}}|[{CIRCLED}]|\[\d{{1,3}}\]|\*{{1,4}}(?=[^*])|[a-z](?:/(?!\d)|(?=[ \u3000\u00a0]+[^a-z ])))[ \u3000\u00a0]*(?=\S)"
)
_START_GLUED = lazy(r"(\d{1,3})(?=[^\d\s.,．、，。/%:：)）年月日号次届段条名个项章节款万亿时分级票至和-])")
# How notes begin: a title, a symbol, "see", "ibid."
_NOTE_TEXT = lazy(
    r"[《“Ａ-Ｚ]|见|同上|另见|参见|参阅|第.{1,12}[号卷]|联合国[，,]|大会|安全理事会|[A-Z][A-Za-z]{0,9}[/.]|[A-Z]/|https?:|[Ss]ee\b|[Ii]bid|[A-Z][a-z]+ [A-Z]|载于|在[《“]|可查|例如|包括|原|本"
)
RAGGED, FEWEST_RAGGED = 0.5, 8  # share of lines that have room left where they are of many lengths; lines that tell it
FIRST_NOTES = 6  # lines in which a note on the title may stand above it
CALLED_ABOVE = 8  # lines of a paragraph above its note that are looked through for the mark
_REISSUED = lazy("(?:由于|因)?.{0,8}技术(?:性)?原因|.{0,12}重新(?:印发|发布)")
_STOPS = frozenset("。，；：、？！》）」』")
_NEVER = 1 << 62  # a place that no line reaches


def collect_notes(lines: list[Line], pieces: list[Piece]) -> tuple[list[Line], list[NoteDraft]]:
    """Part the text's lines from those of footnotes.

    lines, pieces: as ``take_furniture`` gives them. Gives the lines of the text and the notes, both in order.
    """
    rules = sorted(piece.line.start for piece in pieces if piece.kind == "rule")
    edges = sorted(
        [piece.line.start for piece in pieces if piece.kind not in ("rule", "line_number")]
        + [line.start for line in lines if line.page_top and line.page > 1]
    )
    text: list[Line] = []
    notes: list[NoteDraft] = []
    expected, open_note, in_foot = 1, None, False
    rule_at = edge_at = page_start = 0
    next_rule, next_edge = (rules or [_NEVER])[0], (edges or [_NEVER])[0]
    marks: tuple[dict[str, int], dict[str, int]] | None = None  # made when a line looks like a note
    full = _full_edge(lines)
    ragged = _is_ragged(lines)
    torn: NoteDraft | None = None  # one that the page before broke off
    words = cache(lambda: "\n".join(line.key for line in lines))
    for index, line in enumerate(lines):
        start, ruled, edge = line.start, next_rule < line.start, next_edge < line.start
        if ruled:
            rule_at = bisect_left(rules, start, rule_at)
            next_rule = rules[rule_at] if rule_at < len(rules) else _NEVER
        if edge:
            edge_at = bisect_left(edges, start, edge_at)
            next_edge = edges[edge_at] if edge_at < len(edges) else _NEVER
            edge = not index or edges[edge_at - 1] != lines[index - 1].start  # else the page has begun before
        if edge or (line.page_top and line.page > 1):
            if torn is not None:
                _take_rest(torn, text, page_start, line, full, words, notes)
            last = notes[-1] if notes and notes[-1].page_start == page_start and notes[-1] is not torn else None
            torn = last if last is not None and is_torn(last.lines, full) else None
            open_note, in_foot = None, False
            page_start = len(text)
        # No note's marker begins with a Han character.
        first = line.raw[0]
        match = _START.match(line.raw) if first <= "㉟" or first.isdecimal() else None
        match = match or (_START_GLUED.match(line.raw) if ruled or in_foot else None)
        if match and _is_row(lines, index):
            match = None
        if match and marks is None:
            marks = marks_seen(lines)
        if ruled and (match or notes):
            in_foot = True
            if not match:
                open_note, torn = notes[-1], None  # a note that goes on from the page before
        at_foot = bool(match) and _bounded(line, edges, edge_at, lines, 300)
        number = None
        if match and marks is not None:
            number = _accept(match, line, expected, in_foot, lines, index, marks, open_note, at_foot, full)
        if match and number is not None:
            ahead = FIRST_NOTES if not number and index < FIRST_NOTES else 0
            open_note = NoteDraft(match[1], match.end(1), [line], len(text) + ahead, page_start)
            notes.append(open_note)
            if number:
                expected = number + 1
            continue
        if open_note is not None and (
            (in_foot and _bounded(line, edges, edge_at, lines))
            or _goes_on(open_note.lines[-1], line, full, ragged=ragged)
            or (
                is_full(open_note.lines[-1], line, full)
                and not (ragged and open_note.lines[-1].raw[-1] in TERMINAL)
                and (line.gap < open_note.lines[0].gap or _note_below(lines, index, expected))
            )
        ):
            open_note.lines.append(line)
            continue
        open_note, in_foot = None, False
        text.append(line)
    if torn is not None:
        _take_rest(torn, text, page_start, None, full, words, notes)
    return text, notes


def _take_rest(
    torn: NoteDraft, text: list[Line], page_start: int, below: Line | None, full: int, words: Words,
    notes: list[NoteDraft],
) -> None:  # fmt: skip
    """Take the rest of a note from the end of the page's text."""
    rest = rest_of(torn.lines, text[page_start:], below, full, words)
    if rest:
        torn.lines += text[-rest:]
        del text[-rest:]
        for note in notes:
            note.before = min(note.before, len(text))


_GROUP_OF_THREE = lazy(r"\d{3}(?!\d)[^\d]")


def _is_row(lines: list[Line], index: int) -> bool:
    """Whether a line that begins with a number is a row of a table: so many columns as a line beside it, more than two."""
    columns = len(cells(lines[index].raw))
    beside = (lines[index - 1] if index else None, lines[index + 1] if index + 1 < len(lines) else None)
    return columns > 2 and any(line is not None and len(cells(line.raw)) == columns for line in beside)


def _accept(
    match: re.Match[str], line: Line, expected: int, in_foot: bool, lines: list[Line], index: int,
    marks: tuple[dict[str, int], dict[str, int]], open_note: NoteDraft | None, at_foot: bool, full: int,
) -> int | None:  # fmt: skip
    """Whether a line that looks like a note begins one: its number, 0 for a lettered or starred one, else ``None``."""
    marker, rest = match[1], line.raw[match.end() :]
    if line.spaced:
        rest = "".join(rest.split())
    seen, strong = marks
    if marker[0] == "*":
        if index < FIRST_NOTES and rest[-1] == "。" and _calls(lines[index + 1 : index + FIRST_NOTES], marker):
            return 0  # a note on the title, which stands below it
        if _REISSUED.match(rest):
            return 0  # called by the star of a symbol: A/77/100*
        return (
            0
            if (len(rest) > 3 or rest[-1] == "。")
            and (in_foot or seen.get(marker, index) < index or open_note is not None)
            else None
        )
    if marker[0].isalpha():
        return 0 if in_foot and _NOTE_TEXT.match(rest) else None
    number = value_of(marker)
    if number is None:
        return None
    name = name_of(marker)
    if marker[-1] not in "0123456789０１２３４５６７８９/":
        if number != 1 and not expected <= number <= expected + 9:
            return None
        if marker == name and not in_foot:  # ① is an item's rather
            likely = seen.get(name, index) < index and lines[index - 1].raw[-1] not in (
                "：:" if _NOTE_TEXT.match(rest) else "：:；;"
            )
        else:
            likely = in_foot or open_note is not None or at_foot or seen.get(name, index) < index
        return number if likely else None
    if _GROUP_OF_THREE.match(rest):  # 2 411个
        return None
    if in_foot:
        if unit_follows(rest) and open_note is not None and open_note.lines[-1].raw[-1] not in TERMINAL:
            return None  # the note goes on: 7 天
        return number if expected <= number <= expected + 9 or (number == 1 and expected > 1) else None
    if unit_follows(rest) or rest[0] in ".．、,，。和至/" or seen.get(name, index) >= index:
        return None
    # A note may have been missed, but not all before it.
    if number != expected and not (1 < expected < number <= expected + 3 and strong.get(name, index) < index):
        return None
    # Without a rule: the mark was seen, and the line reads like a note, follows one, or stands where notes stand.
    if open_note is not None or _NOTE_TEXT.match(rest):
        return number
    above = lines[index - 1]
    words = above.raw.rstrip("0123456789*")
    previous = words[-1:] or above.raw[-1]  # what stands before a mark at its end
    ended = previous in "。；：.;" or above.edge + 8 < full or is_adoption(above.key)
    if strong.get(name, index) < index and (at_foot or ended):
        return number
    if number == expected and (ended or (previous == "，" and words != above.raw)) and _called(lines, index, name):
        return number
    if (
        not rest[0].isdecimal()
        and ((at_foot and ended) or _another(lines, index, number + 1, seen))
        and (ended or at_foot)
    ):
        return number
    finished = previous in "。；，：.;" or previous.isdecimal() or line.page_top
    return number if finished and len(rest) > 6 and line.gap > 1 else None


def _calls(lines: list[Line], marker: str) -> bool:
    """Whether one of the lines ends in a star's mark, and is no note itself."""
    return any(line.key.endswith(marker) and line.key[0] != "*" for line in lines)


def _called(lines: list[Line], index: int, name: str) -> bool:
    """Whether what may be the note's mark stands a few lines above line ``index``, as where notes follow their text."""
    return any(name_of(marker) == name for _, _, _, marker in marks_in(lines[max(0, index - CALLED_ABOVE) : index]))


def _another(lines: list[Line], index: int, number: int, seen: dict[str, int]) -> bool:
    """Whether the next note stands a few lines below line ``index``, its mark seen before."""
    if seen.get(str(number), index) >= index:
        return False
    below = (_START.match(line.raw) for line in lines[index + 1 : index + 7])
    return any(match is not None and value_of(match[1]) == number for match in below)


def _goes_on(last: Line, line: Line, full: int, *, ragged: bool) -> bool:
    """Whether a note's next line goes on with it where nothing else tells: no finished sentence, or no room left."""
    if last.raw[-1] in TERMINAL:
        return False
    if is_full(last, line, full) or last.raw[-1] in "，、,《（(":
        return True
    if full == _NEVER:  # the text is not wrapped, its notes are
        return last.edge >= NARROWEST and line.edge <= WIDEST and not openers(line.key, line.raw)
    return ragged and last.edge * 2 > full and not openers(line.key, line.raw)


def _is_ragged(lines: list[Line]) -> bool:
    """Whether lines are of many lengths: of the longer ones that end in mid-sentence many have room left."""
    edges = [line.edge for line in lines if not line.spaced and line.raw[-1] > "\u2e7f" and line.raw[-1] not in _STOPS]
    if len(edges) < FEWEST_RAGGED:
        return False
    longest = sorted(edges)[len(edges) * 97 // 100]
    long = [edge for edge in edges if edge * 5 > longest * 3]
    return sum(edge + 8 < longest for edge in long) > len(long) * RAGGED


def _note_below(lines: list[Line], index: int, number: int) -> bool:
    """Whether the next note begins a few lines below, with nothing between that begins anything by a number."""
    for line in lines[index : index + 12]:
        match = _START.match(line.raw)
        if match and value_of(match[1]) == number:
            return line is not lines[index]
        if openers(line.key, line.raw) or line.page_top:
            return False
    return False


def _bounded(line: Line, edges: list[int], edge_at: int, lines: list[Line], reach: int = 2500) -> bool:
    """Whether the page ends within ``reach`` characters below a line: the foot of a page reaches to its end."""
    while edge_at < len(edges) and edges[edge_at] <= line.start:
        edge_at += 1
    if edge_at < len(edges):
        return edges[edge_at] - line.start < reach
    if lines[-1].start - line.start >= reach:
        return False
    # Nothing shows where the last page ends: its foot is not above a line that has a number as text has.
    below = (each for each in reversed(lines) if each.start >= line.start)
    return not any(
        opener.kind in ("paragraph", "section", "item") for each in below for opener in openers(each.key, each.raw)
    )


def _full_edge(lines: list[Line]) -> int:
    """Columns at which a line has no room left; none has where lines are not wrapped."""
    edges = sorted([line.edge for line in lines if not line.spaced])
    if len(edges) * 3 < len(lines):
        edges = sorted(map(attrgetter("edge"), lines))
    if not edges:
        return 0
    unwrapped = edges[-max(2, len(edges) // 20) :][0] > WIDEST  # no page has such lines
    return _NEVER if unwrapped else edges[len(edges) * 7 // 10]
