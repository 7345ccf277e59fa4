"""Marks of footnotes: where in the text a number or star calls a note. All marks are found together: the best rising chain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from undoc.lazy import lazy
from undoc.normalize.fold import fold
from undoc.normalize.lines import Line
from undoc.normalize.spacing import bare

SPACE = " \u3000\u00a0"
UNIT_AFTER = "年月日号號次届屆段条條名个個项項章节節款万萬亿億时時分级級票人国國岁歲周页頁卷章种種类類份位美元欧天%％℃°"
# Words that begin like a unit and are none: "2 国际原子能机构", "20 欧洲委员会"; but "2国代表".
_NO_UNIT = lazy(
    "国际|國際|国家|國家|国民|国内|人权|人權|人口|人类|人道|人居|分别|分別|分析|分发|欧洲|歐洲|欧盟|美洲|美国|美國|美属|条约|條約|条例"
    "|章程|名称|名单|次区域|类似|位于|位於|元首|天然|级别|项目|个人|个别|种族|款项|号召|页边|月度|年度|年鉴|日内瓦|日本|时任|份额|时间表|卷首|节选"
)


def unit_follows(rest: str) -> bool:
    """Whether what follows a number counts with it (2国, 7天), so that the number is no note's."""
    return rest[:1] in UNIT_AFTER and rest != "" and _NO_UNIT.match(rest) is None


@dataclass(slots=True, eq=False, repr=False)
class NoteDraft:
    """A footnote before its text is joined. before: index in the text's lines before which it was found."""

    marker: str
    head: int  # characters of the first line that are the marker
    lines: list[Line] = field(default_factory=list)
    before: int = 0
    page_start: int = 0  # index of the text's first line on the note's page
    anchor: tuple[int, int] | None = None  # line index in the text, offset in its raw
    mark: str = ""  # as printed there: "5/" may call note "5"


SUPERSCRIPT, CIRCLED = "⁰¹²³⁴⁵⁶⁷⁸⁹", "①-⑳㉑-㉟"
_DIGIT_OF = str.maketrans(SUPERSCRIPT, "0123456789", "[]/")


def value_of(marker: str) -> int | None:
    """The number of a note's marker in any of its forms (1, 1/, [1], ¹, ①); ``None`` of a letter or a star."""
    if "①" <= marker <= "⑳":
        return ord(marker) - 0x245F
    if "㉑" <= marker <= "㉟":
        return ord(marker) - 0x323C
    digits = marker.translate(_DIGIT_OF)
    return int(digits) if digits.isdecimal() else None


def name_of(marker: str) -> str:
    """What a note's marker and its mark have in common: the number, though one has a stroke, is raised or in brackets.

    A circled number is called by a circled one alone: in a text it may be an item's.
    """
    if marker[0] in "*①" or "①" < marker[0] <= "㉟":
        return marker
    value = value_of(marker)
    return marker if value is None else str(value)


RAISED = 5.0  # score of a mark that is printed as nothing but marks are
STRONG = 2.0  # a mark that scores as much is one, as far as its own line tells


def marks_seen(lines: list[Line]) -> tuple[dict[str, int], dict[str, int]]:
    """For each number that may be a mark (after a word or a mark of punctuation), the first line it is seen on; and the
    first on which it looks like nothing else.
    """
    seen: dict[str, int] = {}
    strong: dict[str, int] = {}
    spaced = _joint_spaces(lines)
    for index, start, end, printed in marks_in(lines):
        marker = name_of(printed)
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
    rf"[0-9*０-９{SUPERSCRIPT}{CIRCLED}\[](?:(?<=[0-9*０-９])(?:(?<=[^{_NO_MARK_AFTER}].)|(?<=[^{_NO_MARK_AFTER}][ \u3000\u00a0].)|(?<=[^\x00-(*-~][,;:.].)"
    rf"|(?<=[条公盟]约.)|(?<=[条公盟]约[ \u3000\u00a0].)|(?<=\*[ \u3000\u00a0]\*)|(?<=^{_DIGIT})(?=\d*(?:[ \u3000]|$)))"
    rf"(?:(?<=\*)\*{{0,3}}|(?<={_DIGIT})\d{{0,2}}/?)(?![\d/.,%\-A-Za-z‑–*])"
    # ¹, but not km²; ①; [1]
    rf"|(?<=[^\x00-\x20A-Za-z{SUPERSCRIPT}][{SUPERSCRIPT}])[{SUPERSCRIPT}]{{0,2}}|(?<=[^\x00-\x20：:；;、][{CIRCLED}])"
    rf"|(?<=[；;][{CIRCLED}])$"
    r"|(?<=^\*)\*{0,2}$"  # a star on a line of its own: the mark of the line above
    rf"|(?<=[^\x00-\x20]\[)\d{{1,3}}\])",
    re.MULTILINE,
)


def marks_in(lines: list[Line]) -> Iterator[tuple[int, int, int, str]]:
    """All that may be a note's mark: index of its line, begin and end in the line's raw, and itself."""
    index = begin = 0
    end = len(lines[0].raw) if lines else 0
    for match in _MARK.finditer("\n".join([line.raw for line in lines])):
        at = match.start()
        while at >= end:
            begin, index = end + 1, index + 1
            end = begin + len(lines[index].raw)
        yield index, at - begin, match.end() - begin, match[0]


@dataclass(slots=True, eq=False, repr=False)
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
        value = value_of(note.marker)
        if groups and value is not None and (last := value_of(groups[-1][-1].marker)) is not None and value > last:
            groups[-1].append(note)
        else:
            groups.append([note])
    places = _places(
        lines, {name_of(note.marker) for note in notes}, max(note.before for note in notes) or len(lines), spaced
    )
    for group in groups:
        marks: list[_Mark] = []
        by_marker = {name_of(note.marker): note for note in group}
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
    for index, start, end, marker in marks_in(lines[:stop]):
        name = name_of(marker)
        if name in names and (score := _mark_score(lines, index, start, end, spaced)) > 0:
            places.setdefault(name, []).append(_Mark(index, start, end, name, score))
    return places


def _joint_spaces(lines: list[Line]) -> bool:
    """Whether the text sets spaces between Han characters and digits, so that a space tells nothing of a mark."""
    text = "\n".join([line.raw for line in lines[:400]])
    return len(_SPACED_JOINT.findall(text)) > len(_GLUED_JOINT.findall(text))


_ASCII_DIGIT = lazy("[0-9]")
_SPACED_JOINT = lazy(r"[0-9０-９](?<=[^\W!-~] .)")
_GLUED_JOINT = lazy(r"[0-9０-９](?<=[^\W!-~].)")


# Of what may follow a number in a text, what begins no other word: 2名妇女, but 分别, 人权, 位于.
_UNITS = frozenset("年月日号次届段项个名万亿款票岁页章%％℃°")
# What a number goes on with: 第9, 约9, 附件9, 表9; and words that only end like it.
_COUNTS = "第约共达近每逾至和或及表图件录目-"
_NO_COUNTS = ("条约", "公约", "盟约", "协约", "文件", "条件", "案件", "事件", "信件", "代表", "发表", "意图", "记录")


def _mark_score(lines: list[Line], index: int, start: int, end: int, spaced: bool) -> float:
    """How much a number, at ``start`` to ``end`` of a line, looks like a note's mark: above 0 if at all."""
    raw = lines[index].raw
    if not raw[end - 1].isdecimal() and raw[start] != "*" and raw[end - 1] != "/":
        return RAISED
    after = raw[end : end + 40]
    if start == 0 and raw[start] == "*" and not after.strip():
        return 3.0  # the mark of the line above, on a line of its own
    if start == 0:
        if unit_follows(after.lstrip(SPACE)):
            return -1.0
        return 2.0 if index and lines[index - 1].raw[-1] in "》”）)，。；：" else 0.4
    before = raw[start - 1]
    tight = before not in SPACE
    if not tight:
        before = raw[:start].rstrip(SPACE)[-1:]
    rest = after.lstrip(SPACE)
    line_end = not rest and index + 1 < len(lines)
    if line_end:
        rest = lines[index + 1].raw[:4]
    following = rest[:1]
    if raw[start] == "*":
        return 3.0
    if _part_of_number(raw[max(0, start - 2) : start], after):
        return -1.0
    if before in _COUNTS and before and not raw[:start].rstrip(SPACE).endswith(_NO_COUNTS):
        return -1.0
    score = 0.5
    if before in "》”）)，。；：、！？」』,;:.":
        score += 2.5 if tight else 1.5
    if unit_follows(rest):
        score -= 1.0 if tight and before in "》”，。；)）" and following not in _UNITS else 3.0
    if following in "，。；：、）)》”" and following:
        score += 1.5
    if tight and spaced:
        score += 1.0  # spaces stand at joints of numbers, none here
    if not spaced and after[:1] in SPACE and after[:1]:
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
    return (
        after[:1] in (" ", "\u00a0", "\u2009", "\u202f")
        and after[1:4].isdecimal()
        and len(after[1:4]) == 3
        and not after[4:5].isdecimal()
    )


def _best_chain(marks: list[_Mark]) -> list[_Mark]:
    """The chain of marks that rises in the text and in number and scores most."""
    best: dict[int, _Chain] = {}  # by the last mark's number
    starred: dict[str, _Mark] = {}
    for mark in marks:
        number = value_of(mark.marker)
        if number is None:
            starred.setdefault(mark.marker, mark)
            continue
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
