"""UN document symbols in running text: where they stand and which works they name.

One pass of one pattern over the flow finds each symbol as printed, torn, spaced or full-width; what is elided after it
(``A/71/L.5和Add.1``) is read on from its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from undoc.extract.flow import Flow
from undoc.lazy import lazy
from undoc.symbols import PART, SERIES, SLASH, SPACE, VOLUME, canonical, plausible


@dataclass(slots=True, eq=False, repr=False)
class FoundSymbol:
    """``Flow.text[start:end]`` names the work ``symbol`` (canonical form)."""

    start: int
    end: int
    symbol: str


# What may not stand before a symbol: a Latin letter or digit, or what makes it a piece of a path, URL or word. A hyphen
# or point is left alone after a digit or bracket: "A/74/976-S/2020/773" is two works, "1.A/65/100" a numbered entry.
_BEFORE = r"(?<![A-Za-z0-9/\\=_%&?#@~].)(?<![A-Za-z][.\-].)"
# A suffix may be glued to the number it follows ("A/BUR/54/1Add.1"); any other letter or digit makes it no symbol.
_AFTER = r"(?=(?:Add|Corr|Rev)\.|(?![A-Za-z0-9]))"


@cache
def _symbol() -> re.Pattern[str]:
    """One work: "A/CONF.213/9", "S/RES/1325 (2000)", "A /CONF.213 /9", "A/76/6 (Sect. 5)/Add.1"."""
    return re.compile(rf"[A-Za-z]{_BEFORE}{SERIES}(?:{SLASH}{PART})++{_AFTER}")


@cache
def _elided() -> re.Pattern[str]:
    """What goes on after a symbol: "和Add.1", "、L.6", "和1454", "及Add.1-3", " Corr.1", "和A/…" not, "和71/2"."""
    joint = rf"\*{{0,3}}{SPACE}(?:号文件)?{SPACE}(?:(?P<and>和|及|以及|与|至|and)|、|,|，)?{SPACE}"
    suffix = rf"/?(?P<suffix>(?i:Add|Corr|Rev|Amend)\.{SPACE}(?:\d{{1,3}}(?:(?:-| - )\d{{1,3}})?|l))"
    series = rf"(?P<part>(?:SR|PV|L|CRP|WP|INF|NGO|R|Res|Dec)\.{SPACE}\d{{1,5}}(?:-\d{{1,5}})?(?:/(?:Add|Corr|Rev)\.\d{{1,3}}){{0,3}})"
    number = (
        rf"(?P<number>\d{{1,5}}(?:-\d{{1,5}})?(?:{SPACE}/{SPACE}\d{{1,4}})?(?:{SPACE}[(（]\d{{4}}[)）])?)"
        rf"(?={SPACE}(?:[)）；。;]|号|和|及|以及|至|，|、|$))"
    )
    volume = rf"(?P<volume>{VOLUME})"
    letter = r"(?P<letter>[A-Z])(?![A-Za-z0-9.\-/])"
    return re.compile(rf"{joint}(?:{suffix}|{series}|{number}|{volume}|{letter})(?![A-Za-z0-9])", re.MULTILINE)


_CLOSING = "）)。；;：:》”"
_SUFFIX_KIND = lazy(r"/(Add|Corr|Rev|Amend)\.[\d-]+$")
# "、4、6至8和12" after a symbol: numbers of its series; no "、3个国家".
_RISING = lazy(
    r" ?(?:、 ?\d{1,5}(?: ?[至-] ?\d{1,5})? ?){1,20}(?:(?:和|及|以及) ?\d{1,5}(?: ?[至-] ?\d{1,5})?)?(?= ?(?:[)）；。;]|号|$))",
    re.MULTILINE,
)
_LAST_NUMBER = lazy(r"(\d+)(?:-\d+)?((?:\([^()]*\))?)$")
_LAST_PAIR = lazy(r"/(\d+)/(\d+)[A-Z]?$")
_MONTH_BEGINS = frozenset(" JFMASOND")
_DAY_OF_MONTH = lazy(
    r".{0,2}?([ /]\d{1,2}) ?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_YEAR = lazy(r"(?<=\d)(?:19|20)\d\d$")


def find_symbols(flow: Flow) -> list[FoundSymbol]:
    """Every UN document symbol in the flow, in order, one entry an occurrence and a work.

    A joint symbol gives two entries. What a list leaves out is filled in: in ``A/71/L.5和Add.1`` the second entry's
    range is ``Add.1`` and its symbol ``A/71/L.5/Add.1``; ``CEDAW/C/SR.1453和1454`` likewise. A range
    (``SR.3-5``, ``Add.1-3``) stays one entry, as printed; ``undoc.symbols.expand`` opens it.
    """
    text = flow.text
    found: list[FoundSymbol] = []
    for match in _symbol().finditer(text):
        start, end = match.span()
        printed = match[0]
        if text.startswith("年", end):  # "A/58/1" and "2003年" run together, or no symbol at all: "S/2010年"
            year = _YEAR.search(printed)
            if not year:
                continue
            printed = printed[: year.start()]
            end -= len(year[0])
        elif text[end : end + 1] in _MONTH_BEGINS and (day := _DAY_OF_MONTH.match(text, end - 3, end + 14)):
            printed = printed[: day.start(1) - end]  # "S/PRST/2036/ 29 March 2036"
            end = start + len(printed)
        symbol = canonical(printed)
        if plausible(symbol):
            found.append(FoundSymbol(start, end, symbol))
            if text[end : end + 1] not in _CLOSING:  # most stand alone in brackets
                _read_on(text, end, symbol, found)
    return found


def _read_on(text: str, position: int, base: str, found: list[FoundSymbol]) -> None:
    """Adds what follows the symbol ``base`` in shortened form, from ``position`` on."""
    last = base
    while match := _elided().match(text, position):
        piece = canonical(match[match.lastgroup or 0])
        symbol = _fill(match, piece, base, last)
        if symbol is None:
            return
        start, end = match.span(match.lastgroup or 0)
        start += len(match[match.lastgroup or 0]) - len(match[match.lastgroup or 0].lstrip(" \u3000\xa0"))
        found.append(FoundSymbol(start, end, symbol))
        last, position = symbol, end


def _fill(match: re.Match[str], piece: str, base: str, last: str) -> str | None:
    """The whole symbol of an elided piece, or ``None`` where it does not go on from ``base`` and ``last``."""
    form = match.lastgroup
    if form == "suffix":  # beside a like suffix it takes its place, else it is added
        kind = piece.split(".")[0]
        like = _SUFFIX_KIND.search(base)
        return f"{base[: like.start()] if like and like[1] == kind else base}/{piece}"
    if form == "part":
        word = piece.split(".")[0]  # of "L.17/Rev.1" the L
        at = base.rfind(f"/{word}.")
        return f"{base[:at]}/{piece}" if (at > 0 and match["and"]) or (at > 0 and match[0][0] in "、,，") else None
    if form == "volume":
        return base.split("(")[0] + piece if "(" in base else None
    if not match["and"] and not (form == "number" and _RISING.match(match.string, match.start())):
        return None
    if form == "letter":
        return base[:-1] + piece if "/RES/" in base and base[-1:].isupper() and base[-2:-1].isdigit() else None
    if "/" in piece:
        pair = _LAST_PAIR.search(last)
        return f"{last[: pair.start()]}/{piece}" if pair and "/RES/" in last else None
    number = _LAST_NUMBER.search(last)
    if not number or bool(number[2]) != ("(" in piece):
        return None
    here, before = int(re.split(r"[-(]", piece)[0]), int(number[1])
    # Lists rise; a number far off is another thing ("A/65/100和3国").
    if here <= before or len(str(here)) - len(str(before)) > 1:
        return None
    return last[: number.start()] + piece
