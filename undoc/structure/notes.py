"""Footnotes: collected from page feet, from after their paragraph and from the end; their marks found in the text.

Two passes. ``collect_notes`` walks the lines with the number that the next note must have, and takes note lines out of
the text. ``anchor_notes`` then looks for each note's mark in the lines before it, all marks together: the best rising
chain.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from operator import attrgetter, itemgetter
from typing import Any

from undoc.lazy import lazy
from undoc.normalize.fold import fold
from undoc.normalize.furniture import Piece
from undoc.normalize.lines import Line
from undoc.normalize.spacing import bare
from undoc.structure.layout import first_width
from undoc.structure.openers import openers


@dataclass(slots=True)
class NoteDraft:
    """A footnote before its text is joined. before: index in the text's lines before which it was found."""

    marker: str
    head: int  # characters of the first line that are the marker
    lines: list[Line] = field(default_factory=list)
    before: int = 0
    page_start: int = 0  # index of the text's first line on the note's page
    anchor: tuple[int, int] | None = None  # line index in the text, offset in its raw
    mark: str = ""  # as printed there: "5/" may call note "5"


# "1 联合国，…", "12/ 见…", "* A/65/50。", "a 见…"; not "1. 促请", "5年", "3/4"
_START = lazy(
    r"(\d{1,3}(?:/(?!\d)|(?=[ \u3000\u00a0]))|\*{1,4}(?=[^*])|[a-z](?:/(?!\d)|(?=[ \u3000\u00a0]+[^a-z ])))[ \u3000\u00a0]*(?=\S)"
)
_START_GLUED = lazy(r"(\d{1,3})(?=[^\d\s.,．、，。/%:：)）年月日号次届段条名个项章节款万亿时分级票至和-])")
# How notes begin: a title, a symbol, "see", "ibid."
_NOTE_TEXT = lazy(
    r"[《“Ａ-Ｚ]|见|同上|另见|参见|参阅|第.{1,12}[号卷]|联合国[，,]|大会|安全理事会|[A-Z][A-Za-z]{0,9}[/.]|[A-Z]/|https?:|[Ss]ee\b|[Ii]bid|[A-Z][a-z]+ [A-Z]|载于|可查|例如|包括|原|本"
)
_SPACE = " \u3000\u00a0"
_NEVER = 1 << 62  # a place that no line reaches
_TERMINAL = "。！？.」』”"
_UNIT_AFTER = (
    "年月日号號次届屆段条條名个個项項章节節款万萬亿億时時分级級票人国國岁歲周页頁卷章种種类類份位美元欧天%％℃°"
)


def collect_notes(lines: list[Line], pieces: list[Piece]) -> tuple[list[Line], list[NoteDraft]]:
    """Part the text's lines from those of footnotes.

    lines, pieces: as ``take_furniture`` gives them. Gives the lines of the text and the notes, both in order.
    """
    rules = sorted(piece.line.start for piece in pieces if piece.kind == "rule")
    edges = sorted(piece.line.start for piece in pieces if piece.kind != "rule")
    text: list[Line] = []
    notes: list[NoteDraft] = []
    expected, open_note, in_foot = 1, None, False
    rule_at = edge_at = page_start = 0
    next_rule, next_edge = (rules or [_NEVER])[0], (edges or [_NEVER])[0]
    marks: tuple[dict[str, int], dict[str, int]] | None = None  # made when a line looks like a note
    full = _full_edge(lines)
    for index, line in enumerate(lines):
        start, ruled, edge = line.start, next_rule < line.start, next_edge < line.start
        if ruled:
            rule_at = bisect_left(rules, start, rule_at)
            next_rule = rules[rule_at] if rule_at < len(rules) else _NEVER
        if edge:
            edge_at = bisect_left(edges, start, edge_at)
            next_edge = edges[edge_at] if edge_at < len(edges) else _NEVER
        if edge or (line.page_top and line.page > 1):
            open_note, in_foot = None, False
            page_start = len(text)
        # No note's marker begins with a Han character.
        first = line.raw[0]
        match = _START.match(line.raw) if first <= "z" or first.isdecimal() else None
        match = match or (_START_GLUED.match(line.raw) if ruled or in_foot else None)
        if match and marks is None:
            marks = _marks_seen(lines)
        if ruled and (match or notes):
            in_foot = True
            if not match:
                open_note = notes[-1]  # a note that goes on from the page before
        at_foot = bool(match) and _bounded(line, edges, edge_at, lines, 300)
        number = None
        if match and marks is not None:
            number = _accept(match, line, expected, in_foot, lines, index, marks, open_note, at_foot, full)
        if match and number is not None:
            open_note = NoteDraft(match[1], match.end(1), [line], len(text), page_start)
            notes.append(open_note)
            if number:
                expected = number + 1
            continue
        if open_note is not None and (
            (in_foot and _bounded(line, edges, edge_at, lines))
            or _goes_on(open_note.lines[-1], line, full)
            or (_full(open_note.lines[-1], line, full) and _note_below(lines, index, expected))
        ):
            open_note.lines.append(line)
            continue
        open_note, in_foot = None, False
        text.append(line)
    return text, notes


_GROUP_OF_THREE = lazy(r"\d{3}(?!\d)[^\d]")
STRONG = 2.0  # a mark that scores as much is one, as far as its own line tells


def _marks_seen(lines: list[Line]) -> tuple[dict[str, int], dict[str, int]]:
    """For each number that may be a mark (after a word or a mark of punctuation), the first line it is seen on; and the
    first on which it looks like nothing else.
    """
    seen: dict[str, int] = {}
    strong: dict[str, int] = {}
    spaced = _joint_spaces(lines)
    for index, start, end, marker in _candidates(lines):
        seen.setdefault(marker, index)
        if marker not in strong and start and _mark_score(lines, index, start, end, spaced) >= STRONG:
            strong[marker] = index
    return seen, strong


# A number that may be a note's mark: after a Han character, closing mark or bracket, no part of a longer number.
# At a line's start too, where the page broke the line before the mark. What stands before is looked at after the first
# character of the mark, so that the search goes from one such character to the next.
_DIGIT = "[0-9０-９]"
_NO_MARK_AFTER = r"\x00-\x21#-(*-\x2f0-9:;<=>?@\[\\^_`A-Za-z{|~\u00a0\u3000第约共达近每逾"
_MARK = lazy(
    rf"[0-9*０-９](?:(?<=[^{_NO_MARK_AFTER}].)|(?<=[^{_NO_MARK_AFTER}][ \u3000\u00a0].)|(?<=[^\x00-(*-~][,;:.].)"
    rf"|(?<=[条公盟]约.)|(?<=[条公盟]约[ \u3000\u00a0].)|(?<=^{_DIGIT})(?=\d*(?:[ \u3000]|$)))"
    rf"(?:(?<=\*)\*{{0,3}}|(?<={_DIGIT})\d{{0,2}}/?)(?![\d/.,%\-A-Za-z‑–*])",
    re.MULTILINE,
)


def _candidates(lines: list[Line]) -> Iterator[tuple[int, int, int, str]]:
    """All that may be a note's mark: index of its line, begin and end in the line's raw, and itself."""
    index = begin = 0
    end = len(lines[0].raw) if lines else 0
    for match in _MARK.finditer("\n".join([line.raw for line in lines])):
        at = match.start()
        while at >= end:
            begin, index = end + 1, index + 1
            end = begin + len(lines[index].raw)
        yield index, at - begin, match.end() - begin, match[0]


def _accept(
    match: re.Match[str], line: Line, expected: int, in_foot: bool, lines: list[Line], index: int,
    marks: tuple[dict[str, int], dict[str, int]], open_note: NoteDraft | None, at_foot: bool, full: int,
) -> int | None:  # fmt: skip
    """Whether a line that looks like a note begins one: its number, 0 for a lettered or starred one, else ``None``."""
    marker, rest = match[1], line.raw[match.end() :]
    seen, strong = marks
    if marker[0] == "*":
        return 0 if len(rest) > 3 and (in_foot or seen.get(marker, index) < index or open_note is not None) else None
    if marker[0].isalpha():
        return 0 if in_foot and _NOTE_TEXT.match(rest) else None
    number = int(marker.rstrip("/"))
    if _GROUP_OF_THREE.match(rest):  # 2 411个
        return None
    if in_foot:
        if rest[0] in _UNIT_AFTER and open_note is not None and open_note.lines[-1].raw[-1] not in _TERMINAL:
            return None  # the note goes on: 7 天
        return number if expected <= number <= expected + 9 or (number == 1 and expected > 1) else None
    if rest[0] in _UNIT_AFTER or rest[0] in ".．、,，。和至/" or seen.get(marker, index) >= index:
        return None
    if number != expected and not (expected < number <= expected + 3 and strong.get(marker, index) < index):
        return None
    # Without a rule: the mark was seen, and the line reads like a note, follows one, or stands where notes stand.
    if open_note is not None or _NOTE_TEXT.match(rest):
        return number
    above = lines[index - 1]
    previous = above.raw[-1]
    ended = previous in "。；：.;" or above.edge + 8 < full
    if strong.get(marker, index) < index and (at_foot or ended):
        return number
    if (
        not rest[0].isdecimal()
        and ((at_foot and ended) or _another(lines, index, number + 1, seen))
        and (ended or at_foot)
    ):
        return number
    finished = previous in "。；，：.;" or previous.isdecimal() or line.page_top
    return number if finished and len(rest) > 6 and line.gap > 1 else None


def _another(lines: list[Line], index: int, number: int, seen: dict[str, int]) -> bool:
    """Whether the next note stands a few lines below line ``index``, its mark seen before."""
    if seen.get(str(number), index) >= index:
        return False
    below = (_START.match(line.raw) for line in lines[index + 1 : index + 7])
    return any(match is not None and match[1].rstrip("/") == str(number) for match in below)


def _goes_on(last: Line, line: Line, full: int) -> bool:
    """Whether a note's next line goes on with it where nothing else tells: no finished sentence, or no room left."""
    if last.raw[-1] in _TERMINAL:
        return False
    return _full(last, line, full) or last.raw[-1] in "，、,《（("


def _full(last: Line, line: Line, full: int) -> bool:
    """Whether a line left no room for the first piece of the next."""
    return last.edge + max(8, first_width(line.raw)) >= full


def _note_below(lines: list[Line], index: int, number: int) -> bool:
    """Whether the next note begins a few lines below, with nothing between that begins anything by a number."""
    for line in lines[index : index + 12]:
        match = _START.match(line.raw)
        if match and match[1].rstrip("/") == str(number):
            return line is not lines[index]
        if openers(line.key, line.raw) or line.page_top:
            return False
    return False


def _bounded(line: Line, edges: list[int], edge_at: int, lines: list[Line], reach: int = 2500) -> bool:
    """Whether the page ends within ``reach`` characters below a line: the foot of a page reaches to its end."""
    following = edges[edge_at] if edge_at < len(edges) else None
    if following is not None:
        return following - line.start < reach
    return lines[-1].start - line.start < reach and lines[-1].page == line.page


def _full_edge(lines: list[Line]) -> int:
    edges = sorted(map(attrgetter("edge"), lines))
    return edges[len(edges) * 7 // 10] if edges else 0


@dataclass(slots=True)
class _Mark:
    line: int
    start: int
    end: int
    marker: str
    score: float


def anchor_notes(lines: list[Line], notes: list[NoteDraft], hole: str) -> None:
    """Find each note's mark and take it out of its line.

    lines: the text's lines; those with a mark are changed in place: ``raw`` holds ``hole`` (a character that the source
    does not have) where the mark stood, ``key`` holds neither. Notes get their ``anchor`` (line index, offset in raw).
    """
    if not notes or not lines:
        return
    spaced = any(_ASCII_DIGIT.search(line.raw) for line in lines[:200]) and _joint_spaces(lines)
    taken: list[tuple[NoteDraft, _Mark]] = []
    floor = (0, -1)
    groups: list[list[NoteDraft]] = []
    for note in notes:  # numbers may begin anew in an annex: each rising run is anchored by itself
        value = _value(note.marker)
        if groups and value is not None and (last := _value(groups[-1][-1].marker)) is not None and value > last:
            groups[-1].append(note)
        else:
            groups.append([note])
    places = _places(
        lines, {note.marker.rstrip("/") for note in notes}, max(note.before for note in notes) or len(lines), spaced
    )
    for group in groups:
        marks: list[_Mark] = []
        by_marker = {note.marker.rstrip("/"): note for note in group}
        stop = min(group[-1].before, len(lines)) or len(lines)
        for name, note in by_marker.items():
            known = places.get(name, [])
            for at in range(bisect_right(known, floor, key=_place), len(known)):
                mark = known[at]
                if mark.line >= min(stop, max(note.before, 1)):
                    break
                score = mark.score - (0.0 if mark.line >= note.page_start else 0.45)
                if score > 0:
                    marks.append(replace(mark, score=score))
                    if name[0] == "*":
                        break  # of stars only the first is looked at
        chain = _best_chain(sorted(marks, key=_place))
        taken += [(by_marker[mark.marker], mark) for mark in chain]
        if chain and chain[-1].marker[0] != "*":
            floor = _place(chain[-1])
    by_line: dict[int, list[tuple[NoteDraft, _Mark]]] = {}
    for note, mark in taken:
        found = by_line.setdefault(mark.line, [])
        # A mark calls one note; a second with the same marker stays without.
        if not any(other.start < mark.end and mark.start < other.end for _, other in found):
            found.append((note, mark))
    for index, found in by_line.items():
        line = lines[index]
        raw, rest, position = "", line.raw, 0  # what was taken so far, and from where the rest is to be taken
        for note, mark in sorted(found, key=lambda pair: pair[1].start):
            raw += rest[position : mark.start] + hole
            position = mark.end
            note.mark = rest[mark.start : mark.end]
            note.anchor = (index, len(raw) - 1)
        line.raw = raw + rest[position:]
        line.key = bare(fold(line.raw.replace(hole, "")))


def _place(mark: _Mark) -> tuple[int, int]:
    return mark.line, mark.start


def _places(lines: list[Line], names: set[str], stop: int, spaced: bool) -> dict[str, list[_Mark]]:
    """For each of the markers all places before line ``stop`` that may be its mark, in order."""
    places: dict[str, list[_Mark]] = {}
    for index, start, end, marker in _candidates(lines[:stop]):
        name = marker.rstrip("/")
        if name in names and (score := _mark_score(lines, index, start, end, spaced)) > 0:
            places.setdefault(name, []).append(_Mark(index, start, end, name, score))
    return places


def _value(marker: str) -> int | None:
    digits = marker.rstrip("/")
    return int(digits) if digits.isdecimal() else None


def _joint_spaces(lines: list[Line]) -> bool:
    """Whether the text sets spaces between Han characters and digits, so that a space tells nothing of a mark."""
    text = "\n".join([line.raw for line in lines[:400]])
    return len(_SPACED_JOINT.findall(text)) > len(_GLUED_JOINT.findall(text))


_ASCII_DIGIT = lazy("[0-9]")
_SPACED_JOINT = lazy(r"[0-9０-９](?<=[^\W!-~] .)")
_GLUED_JOINT = lazy(r"[0-9０-９](?<=[^\W!-~].)")


# What a number goes on with: 第9, 约9, 附件9, 表9; and words that only end like it.
_COUNTS = "第约共达近每逾至和或及表图件录目-"
_NO_COUNTS = ("条约", "公约", "盟约", "协约", "文件", "条件", "案件", "事件", "信件", "代表", "发表", "意图", "记录")


def _mark_score(lines: list[Line], index: int, start: int, end: int, spaced: bool) -> float:
    """How much a number, at ``start`` to ``end`` of a line, looks like a note's mark: above 0 if at all."""
    raw = lines[index].raw
    after = raw[end : end + 40]
    if start == 0:
        if after.lstrip(_SPACE)[:1] in _UNIT_AFTER and after:
            return -1.0
        return 2.0 if index and lines[index - 1].raw[-1] in "》”）)，。；：" else 0.4
    before = raw[start - 1]
    tight = before not in _SPACE
    if not tight:
        before = raw[:start].rstrip(_SPACE)[-1:]
    following = after.lstrip(_SPACE)[:1]
    if not following and index + 1 < len(lines):
        following, line_end = lines[index + 1].raw[:1], True
    else:
        line_end = False
    if raw[start] == "*":
        return 3.0
    if _part_of_number(raw[max(0, start - 2) : start], after):
        return -1.0
    if before in _COUNTS and before and not raw[:start].rstrip(_SPACE).endswith(_NO_COUNTS):
        return -1.0
    score = 0.5
    if before in "》”）)，。；：、！？」』,;:.":
        score += 2.5 if tight else 1.5
    if following in _UNIT_AFTER and following:
        score -= 3.0 if not (tight and before in "》”，。；)）") else 1.0
    if following in "，。；：、）)》”" and following:
        score += 1.5
    if tight and spaced:
        score += 1.0  # spaces stand at joints of numbers, none here
    if not spaced and after[:1] in _SPACE and after[:1]:
        score += 2.0  # no spaces at joints of numbers, but one here
    if line_end:
        score += 0.2
    return score


def _part_of_number(before: str, after: str) -> bool:
    """Whether a number is a part of one with what stands before or after it: 1：29, 2 000."""
    if before[-1:] in ("：", ":") and before[:1].isdecimal():
        return True
    if after[:1] in ("：", ":") and after[1:2].isdecimal():
        return True
    return after[:1] == " " and after[1:4].isdecimal() and len(after[1:4]) == 3 and not after[4:5].isdecimal()


def _best_chain(marks: list[_Mark]) -> list[_Mark]:
    """The chain of marks that rises in the text and in number and scores most."""
    best: dict[int, _Chain] = {}  # by the last mark's number
    starred: dict[str, _Mark] = {}
    for mark in marks:
        if not mark.marker.isdecimal():
            starred.setdefault(mark.marker, mark)
            continue
        number = int(mark.marker)
        ahead = max((chain for value, chain in best.items() if value < number), key=itemgetter(0), default=None)
        score = (ahead[0] if ahead else 0.0) + mark.score
        if number not in best or score > best[number][0]:
            best[number] = score, mark, ahead
    links: list[_Mark] = []
    chain = max(best.values(), key=itemgetter(0), default=None)
    while chain is not None:
        _, mark, chain = chain
        links.append(mark)
    return [*starred.values(), *reversed(links)]


_Chain = tuple[float, _Mark, Any]  # score, last mark, the chain before it: ``None`` where there is none
