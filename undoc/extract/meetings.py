"""Sittings by number: ``第一次至第三次会议``, ``第60和第61次全体会议``; sessions (届) are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from undoc.extract.flow import Flow
from undoc.extract.numerals import DIGIT, HAN, number

MOST = 500  # sittings that a range may span


@dataclass(slots=True)
class FoundMeeting:
    """``Flow.text[start:end]`` names the sittings ``numbers``; kind: "plenary", "informal" …, ``None`` where not said."""

    start: int
    end: int
    numbers: list[int]
    kind: str | None = None


_S = "[ \u3000]?"
_NUMBER = f"(?:{DIGIT}{{1,5}}|{HAN}{{1,7}})"
_KINDS = {
    "全体": "plenary", "非正式": "informal", "闭门": "closed", "非公开": "closed", "公开": "public", "联席": "joint",
    "续会": "resumed", "闭幕": "closing", "开幕": "opening", "正式": "formal", "特别": "special", "紧急": "emergency",
    "组织": "organizational", "最后": "closing",
}  # fmt: skip
_KIND = f"(?:{'|'.join(_KINDS)})"
_JOINT = f"{_S}(?:次{_S}(?:[（(][^（）()]{{1,4}}[）)])?)?{_S}(?:至|到|、|，|,|和|及|以及|与|[-–—]){_S}(?:第{_S})?"
# "第一次会议", "第1次和第3至5次会议", "第 5 和 6 次全体会议", "第十次（闭幕）会议", "第54次全体会议"
_MEETINGS = re.compile(
    rf"第{_S}(?P<numbers>{_NUMBER}(?:{_JOINT}{_NUMBER}){{0,12}}){_S}次{_S}"
    rf"(?:[（(](?P<bracket>{_KIND})(?:会议)?[）)])?(?P<kind>(?:{_KIND}){{0,2}}){_S}会议(?![室厅])"
)
_PIECE = re.compile(rf"次?(?P<to>至|到|[-–—])?[^0-9０-９〇○零一二三四五六七八九十百千两廿卅]*?(?P<number>{_NUMBER})")
# Conferences and parties that meet: "缔约国第三次会议", "第七次审议会议" are events of years, no sittings of a day.
_NOT_BEFORE = re.compile(r"(?:缔约[国方]|首脑|成员国|国家|部长级?|专家|协约国|公约|议定书|峰会|大会筹备|审议|世界|国际|区域|政府间)$")


def find_meetings(flow: Flow) -> list[FoundMeeting]:
    """Every phrase of the flow that names sittings by number, in order."""
    text = flow.text
    found = []
    for match in _MEETINGS.finditer(text):
        if _NOT_BEFORE.search(text, max(0, match.start() - 6), match.start()):
            continue
        numbers = expand_meetings(match["numbers"])
        kind = match["bracket"] or next((word for word in _KINDS if word in (match["kind"] or "")), None)
        if numbers:
            found.append(FoundMeeting(match.start(), match.end(), numbers, _KINDS[kind] if kind else None))
    return found


def expand_meetings(text: str) -> list[int]:
    """Numbers of the sittings that a phrase names, in order.

    text: the numbers of one phrase as printed, ``"一次至第三"`` or ``"5和第6"``; no line breaks.
    Returns every number of each range: [1, 2, 3], [5, 6]; of a range that runs backwards, or is longer than ``MOST``,
    just the two that are printed.
    Source: UN Editorial Manual, "Meetings"; Chinese numerals to 9999.
    """
    numbers: list[int] = []
    for piece in _PIECE.finditer(text):
        value = number(piece["number"])
        if piece["to"] and numbers and numbers[-1] < value <= numbers[-1] + MOST:
            numbers += range(numbers[-1] + 1, value)
        numbers.append(value)
    return numbers
