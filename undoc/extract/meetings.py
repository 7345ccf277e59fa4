"""Sittings by number: ``第一次至第三次会议``, ``第60和第61次全体会议``. Sessions (届) and conferences are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from undoc.extract.flow import Flow
from undoc.extract.numerals import HAN, number
from undoc.lazy import lazy
from undoc.symbols import narrow

MOST = 500  # sittings that a range may span: a longer one is a slip of the pen


@dataclass(slots=True, eq=False, repr=False)
class FoundMeeting:
    """``Flow.text[start:end]`` names the sittings ``numbers``; kind: "plenary", "informal" …, or ``None``."""

    start: int
    end: int
    numbers: list[int]
    kind: str | None = None


# Words that may stand between 次 and 会议 of a sitting. Any other (审议, 国际, 首脑) makes it a conference.
_KINDS = {
    "全体": "plenary", "全體": "plenary", "非正式": "informal", "正式": "formal", "组织": "organizational",
    "闭门": "closed", "非公开": "closed", "不公开": "closed", "公开": "public", "联席": "joint", "聯席": "joint",
    "续": "resumed", "复会": "resumed", "復會": "resumed",
    "闭幕": "closing", "閉幕": "closing", "开幕": "opening", "開幕": "opening",
}  # fmt: skip
_S = " ?"  # the text is made half-width first
_WORD = "(?:全[体體]|非正式|正式|[闭閉]门|[非不]?公开|[联聯]席|[闭閉开開]幕|续会|组织)"
_BRACKET = rf"[（(]{_S}(?:[^\W!-~]{{1,4}}|[复復][会會]{_S}[0-9一二三]?){_S}[）)]"
_NUMBER = f"(?:[0-9]{{1,5}}(?:{_S}[A-Z])?|{HAN}{{1,7}})"
_TO = "(?:直?至|到|[-—~～]{1,2})"
# "次" with what may come before the next number: "次会议至第3次", "次（开幕）和第2次"
_TIMES = f"(?:{_S}次(?:{_S}{_BRACKET})?(?:{_S}{_WORD}?(?:会议|會議)(?={_S}{_TO}{_S}第))?)"
_JOINT = f"{_S}(?:{_TO}|、|，|,|和|及|以及|与|或){_S}(?:第{_S})?"
# "第一次会议", "第1次和第3至5次会议", "第 5 和 6 次全体会议", "第十次(闭幕)会议", "第8次会议(续会)", "5日9419次会议"
_PHRASE = (
    rf"{_S}(?P<numbers>(?:(?:(?<=[第日])|(?<=[第日] )|{_JOINT}){_NUMBER}{_TIMES}?){{1,13}}+)(?<=[次）)])"
    rf"{_S}(?P<kind>{_WORD}{{0,2}}(?:{_BRACKET})?){_S}(?:会议|會議)(?![室厅桌])(?P<resumed>{_S}[（(]{_S}[续復复][^（）()\n]{{0,4}}[）)]|续会)?"
)
# Of a sitting named by its number alone the day stands before it; hardly any text has one.
_MEETINGS, _WITH_DAYS = lazy(f"第{_PHRASE}"), lazy(f"(?:第|日(?=[0-9]{{3,5}}次)){_PHRASE}")
_DAY = lazy("日[0-9]{3,5}次")
# One number of the phrase, after what joins it to the one before: "一次", "至第三次", "和61"
_PIECE = lazy(rf"(?P<to>{_TO})?{_S}(?:第{_S})?(?P<number>[0-9]+|{HAN}+)")
_INSIDE_BRACKETS = lazy("[（(][^（）()]*[）)]")
# "缔约国第三次会议", "互联网治理论坛第十七次会议": what meets once a year or so is no sitting of a day
_CONFERENCE = lazy(
    r"(?:缔约[国方](?:大会)?|当事[国方]|签署[国方]|成员国|会员国|首脑|元首|部长级?|负责人|专家|高级官员|协调人|联络人"
    r"|论坛|进程|峰会|审议大会|筹备会|(?:条约|公约|人权)机构主席|》)(?:会议)?(?:\d{4}年)?的?$"
)
_CONFERENCE_ENDS = "会国方脑首级长人家员坛程席》议年的"


def find_meetings(flow: Flow) -> list[FoundMeeting]:
    """Every phrase of the flow that names sittings by number, in order.

    Of a range that runs backwards just the numbers that are printed. A count (举行了5次会议) names no sitting.
    """
    text, found = flow.text, list[FoundMeeting]()
    for match in (_WITH_DAYS if _DAY.search(text) else _MEETINGS).finditer(text):
        start = match.start() + (text[match.start()] == "日")
        kind = _kind(match)
        if (
            kind != "plenary"
            and text[start - 1] in _CONFERENCE_ENDS
            and _CONFERENCE.search(text, max(0, start - 14), start)
        ):
            continue
        found.append(FoundMeeting(start, match.end(), _expand(match["numbers"], strict=False), kind))
    return found


def expand_meetings(text: str) -> list[int]:
    """Numbers of the sittings that a phrase names, in order.

    text: one phrase as printed, e.g. "第一次至第三次会议" or "第5和第6次会议"; no line breaks.
    Returns every number of each range: [1, 2, 3], [5, 6]. Empty where the phrase names a session (届) only.
    Raises ValueError where a range runs backwards, or spans more than ``MOST`` sittings.
    """
    match = _WITH_DAYS.search(narrow(text))
    return _expand(match["numbers"], strict=True) if match else []


def _kind(match: re.Match[str]) -> str | None:
    """What sort of sitting the words about 会议 and the brackets say, the first that is known."""
    if match["resumed"]:
        return "resumed"
    said = match["kind"] + "".join(_INSIDE_BRACKETS.findall(match["numbers"]))
    return next((kind for word, kind in _KINDS.items() if word in said), None) if said else None


def _expand(numbers: str, *, strict: bool) -> list[int]:
    """The numbers of "一次至第三次". strict: a range that cannot be is an error; else its two ends stand alone."""
    if numbers[:-1].isdecimal() and numbers[-1] == "次":  # most are one
        return [int(numbers[:-1])]
    out: list[int] = []
    for piece in _PIECE.finditer(_INSIDE_BRACKETS.sub("", numbers)):
        try:
            value = number(piece["number"])
        except ValueError:
            if strict:
                raise
            continue
        if piece["to"] and out:
            if out[-1] < value <= out[-1] + MOST:
                out += range(out[-1] + 1, value)
            elif strict:
                raise ValueError(f"a range of sittings that runs backwards or too far: {numbers}")
        out.append(value)
    return out
