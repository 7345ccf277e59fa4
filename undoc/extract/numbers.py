"""Numbers of resolutions and decisions as they are printed in prose, before anything is said of whose they are.

Knows the forms (``第77/200号``, ``第52/12 A号``, ``第1325(2000)号``, ``第217 A(III)号``, ``第ES-10/15号``) and the lists they
stand in; ``references`` says which organ's they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from undoc.lazy import lazy
from undoc.symbols import ROMAN, SPACE


@dataclass(slots=True, eq=False, repr=False)
class Number:
    """One number at ``text[start:end]``.

    form: ``pair`` (77/200), ``special`` (S-28/1), ``year`` (1325(2000)), ``roman`` (1514(XV)), ``bare`` (242), ``shared``
    (1265 in 第1265和1296(2000)号: bare, but plainly the Council's).
    tail: canonical, as it closes a symbol ("52/12A"). first: the session or year of a pair, else the number itself.
    kind: ``res``, ``dec``, ``prst`` or "" where the text after it names no such document.
    linked: goes on with a list that the number before it is in.
    """

    start: int
    end: int
    form: str
    tail: str
    first: int
    kind: str = ""
    linked: bool = False


_HAN = "〇○零一二三四五六七八九"
_HAN_DIGITS = {c: str(max(0, i - 2)) for i, c in enumerate(_HAN)}
_ROMANS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI XXVII XXVIII XXIX XXX".split()

_OPEN, _SHUT = rf"{SPACE}[(（]{SPACE}", rf"{SPACE}[)）]"
_LETTER = rf"(?:{SPACE}(?P<letter>[A-Z])(?![A-Za-z0-9]))?"
_FORMS = (
    # 77/200, 52/12 A, S-28/1, ES-10/15, PRST/27/1; no leading nought, no third part, no year behind (2703/2015)
    rf"(?:(?P<prst>PRST){SPACE}/{SPACE})?(?P<special>(?:ES|S)-)?(?P<first>\d{{1,4}}){SPACE}/{SPACE}"
    rf"(?P<second>[1-9]\d{{0,2}})(?![\d/]){_LETTER}"
    # 1325(2000), 1514 (XV), 217 A(III), 3201(S-VI)
    rf"|(?P<old>\d{{1,4}})(?:{SPACE}(?P<part>[A-Z]))?{_OPEN}(?:(?P<year>\d{{4}})|(?P<roman>(?:ES-|S-)?{ROMAN})){_SHUT}"
)
# 第一五一四(十五)號, 第二四二（一九六七）號: as printed until the seventies
_HAN_FORM = rf"(?P<han>[{_HAN}]{{1,4}}){SPACE}(?P<hanpart>[A-Z])?{_OPEN}(?P<hansession>[{_HAN}十廿卅]{{1,4}}){_SHUT}"
_BARE = rf"(?P<bare>\d{{2,4}})(?={SPACE}(?:号|號|、|和|及|或|以及))"
_HAO = rf"(?:{SPACE}[号號])?"
_JOINT = rf"{SPACE}(?:、|和|及|以及|与|或|至|到|，|,){SPACE}"


@cache
def _first() -> re.Pattern[str]:
    """第 and a number, or a number without 第 (further on, only before 号决议)."""
    return re.compile(rf"第{SPACE}(?:{_FORMS}|{_HAN_FORM}|{_BARE}){_HAO}")


@cache
def _next() -> re.Pattern[str]:
    """A further number that shares the 第 of the one before: "、60/266", "和2720(2023)号"; or a letter: "和B"."""
    return re.compile(rf"{_JOINT}(?P<own>(?:{_FORMS}|(?P<onlyletter>[A-Z])(?![A-Za-z0-9/])|{_BARE}){_HAO})")


@cache
def _without() -> re.Pattern[str]:
    """A number that has no 第 at all, before 号 ("ES-10/15号决议", "大会70/1号决议") or before a later one in its list."""
    return re.compile(rf"(?<![A-Za-z0-9/.\-])(?:{_FORMS})(?:{SPACE}[号號])?(?:{_JOINT})?$")


_TITLED = lazy(r"号 ?[决決][议議定]")
_OLD_TITLED = lazy(r"號 ?[决決][议議定]")
_FOLLOW = lazy(
    r" ?(?:(?P<stop>(?:决议|決議|决定)草案|来文|文件|建议|意见|公约|议定书|条约|法|令|条例|案|规则|文书|报告|补编|记录)"
    r"|(?P<res>决议|決議)|(?P<dec>决定|決定)|(?P<prst>主席声明|声明))"
)
_LATER = lazy(r"[^。；，、\n第《]{1,30}?(?:(?P<res>决议|決議)(?!草案)|(?:各项|有关|相关|等|后)(?P<dec>决定|決定))")
_JOINED = lazy(r" ?(?:、|，|,|和|及|与|或|至|到|以及)[^。；\n]{0,80}")
_LISTED = lazy(
    r"(?:决议|決議|决定|決定)?(?:、|，|,|和|及|与|或|至|到| |以及){1,4}(?:其)?(?:\d{4}年\d{1,2}月\d{1,2}日)?"
    r"(?:(?:关于|题为)[^，。；\n]{0,60}的)?(?:\d{4}年\d{1,2}月\d{1,2}日)?(?:关于[^，。；\n]{0,60}的)? ?"
)


def find_numbers(text: str) -> list[Number]:
    """Every number in ``text`` that may be a resolution's or decision's, in order, with its kind.

    text: the flow's text with half-width forms. A list gives one entry for each number printed; so does a range
    (``第48/1至48/5号``): its two ends, for only they stand in the text.
    """
    out: list[Number] = []
    position = 0
    first, follow = _first(), _next()
    while match := first.search(text, position):
        position = match.end()
        _add(out, match, match.start(), position)
        while match := follow.match(text, position):
            position = match.end()
            _add(out, match, match.start("own"), position)
    ends = {number.end for number in out}
    titled = [match.start() + 1 for match in _TITLED.finditer(text)]
    titled += [match.start() + 1 for match in _OLD_TITLED.finditer(text)] if "號" in text else ()
    for end in titled:
        if end in ends:  # found already, with its 第
            continue
        while found := _without().search(text, max(0, end - 20), end):
            _add(out, found, found.start(), found.end() if text[found.end() - 1] in "号號" else _core_end(found))
            end = found.start()
    out.sort(key=lambda number: number.start)
    out = [n for i, n in enumerate(out) if i == 0 or n.start >= out[i - 1].end]
    _name_kinds(text, out)
    return out


def _add(out: list[Number], match: re.Match[str], start: int, end: int) -> None:
    first, second, letter, special, old = match.group("first", "second", "letter", "special", "old")
    if first:
        tail = f"{special or ''}{first}/{second}{letter or ''}"
        number = Number(start, end, "special" if special else "pair", tail, int(first))
        if match["prst"]:
            number.kind = "prst"
    elif old:
        part, year, roman = match.group("part", "year", "roman")
        number = Number(start, end, "year" if year else "roman", f"{old}{part or ''}({year or roman})", int(old))
    elif "bare" in match.re.groupindex and match["bare"]:
        number = Number(start, end, "bare", match["bare"], int(match["bare"]))
    elif match.re is _next():
        if not out or not out[-1].tail[-1].isupper():
            return
        number = Number(start, end, out[-1].form, out[-1].tail[:-1] + match["onlyletter"], out[-1].first)
    else:
        digits = "".join(_HAN_DIGITS[c] for c in match["han"])
        session = _han_session(match["hansession"])
        form = "year" if session.isdigit() else "roman"
        number = Number(start, end, form, f"{digits}{match['hanpart'] or ''}({session})", int(digits))
        if not session:
            return
    out.append(number)


def _core_end(match: re.Match[str]) -> int:
    """Where the number itself ends in a match that goes on over the joint behind it."""
    return max(match.end(name) for name in ("second", "letter", "year", "roman")) + (match["old"] is not None)


def _han_session(text: str) -> str:
    """一九六七 → "1967", 二十六 → "XXVI", anything else → ""."""
    if len(text) == 4 and all(c in _HAN for c in text):
        return "".join(_HAN_DIGITS[c] for c in text)
    tens, ten, units = text.replace("廿", "二十").replace("卅", "三十").rpartition("十")
    value = (int(_HAN_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(_HAN_DIGITS.get(units, "0"))
    return _ROMANS[value - 1] if 0 < value <= len(_ROMANS) and len(tens) < 2 and len(units) < 2 else ""


def _name_kinds(text: str, numbers: list[Number]) -> None:
    """Kind and list of each number; in a list only the last is followed by 决议, so it is read from behind."""
    after: Number | None = None
    for number in reversed(numbers):
        match = _FOLLOW.match(text, number.end)
        link = _JOINED.fullmatch(text, number.end, after.start) if after else None
        if after and _LISTED.fullmatch(text, number.end, after.start):
            after.linked = True
        if match:
            kind = match.lastgroup or ""
        elif after and link:
            kind = after.kind
        else:
            later = _LATER.match(text, number.end)
            kind = later.lastgroup or "" if later else ""
            if not kind and number.form in ("year", "roman") and text[number.end - 1] in "号號":
                kind = "res"
        number.kind = "" if kind == "stop" else number.kind or kind
        if number.form == "bare" and link and not match and after and after.form in ("year", "shared"):
            number.form = "shared"
        after = number
