"""United Nations document symbols: one canonical form, what a symbol tells, and where the document is.

Useful alone::

    >>> canonical("Ａ／CONF. 213 /9*")
    'A/CONF.213/9'
    >>> parse("A/C.3/65/L.12/Rev.1").body
    '第三委员会'
    >>> link("S/RES/1325 (2000)")
    'https://undocs.org/zh/S/RES/1325(2000)'

What the series and parts mean stands in ``data/series.csv`` and ``data/symbol_parts.csv``, read at first use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from undoc.data import read_columns, read_table
from undoc.lazy import lazy

# One space at most may stand inside a torn symbol; never a line feed, which parts units. Other spaces: see ``narrow``.
SPACE = " ?"
ROMAN = "[IVXLCDM]{1,9}"

# "(Vol. I)", " (Parts I和II)", "（Sect.3）", "(Resumption 1)", "(Introduction)": a piece of a document, after any part.
VOLUME = (
    rf"{SPACE}[(（]{SPACE}(?i:Parts?|Vols?|Sects?|Chaps?|Suppl?|Resumption|Introduction|Corrected|Income{SPACE}sect)\.?"
    rf"(?:{SPACE}(?:and|和|及|、|[-,.])?{SPACE}[IVXLC\d]{{1,5}}[A-Z]?){{0,8}}+{SPACE}[)）]"
)
# "RES/1325 (2000)", "RES/217 A (III)", "RES/3201 (S-VI)": old resolutions of the General Assembly, the Council's.
_RES_BRACKET = (
    rf"\d{{1,4}}{SPACE}[A-Z]?{SPACE}[(（]{SPACE}(?:\d{{4}}|(?:ES-|S-)?{ROMAN}){SPACE}[)）](?:[A-Z](?![A-Za-z]))?"
)
# "RES/52/12 A", "RES/S-27/2", "DEC/64/551", "RES/60/180 A-B".
_RES_PAIR = (
    rf"(?:ES-|S-)?\d{{1,4}}{SPACE}/{SPACE}\d{{1,4}}(?:{SPACE}[A-Z](?:-[A-Z])?(?![A-Za-z0-9./(（-])|[A-Z](?![A-Za-z]))?"
)
RESOLUTION = rf"(?i:RES|DEC)(?:{SPACE}/|/{SPACE})(?:{_RES_BRACKET}|{_RES_PAIR})"
# "CONF.213", "OzL.Pro.28", "C.II", "GC(49)", "S-12", "Add.1-3", "PV. 4072", "INF"; OCR writes "Corr.l".
_WORD = (
    rf"[A-Za-z]{{1,12}}+(?:-\d{{1,4}})?+(?:\.(?:{SPACE}\d{{1,6}}(?:(?:-| - )\d{{1,6}}(?!\d))?|(?<=(?i:rr|ev|dd)\.)l(?![A-Za-z])"
    rf"|[A-Za-z]{{1,8}}))*+(?:\d{{1,4}}|\((?:\d{{1,3}}|{ROMAN})\))?+"
)
# "65", "2010", "6-7".
_NUMBER = r"\d{1,6}(?:(?:-| - )\d{1,6}(?!\d| ?[年月日]))?+"
PART = rf"(?:{RESOLUTION}|{_WORD}|{_NUMBER})(?:{VOLUME})?+"
# "A", "CEDAW", "ICC-ASP", "GC(49)", "IDB.47", "TD(XIII)", "WHA75", "EC-96", "C-SS-4".
SERIES = rf"[A-Za-z]{{0,11}}+(?:(?:-SS|-M)?-\d{{1,3}}|-[A-Z]{{2,4}}|\.\d{{1,3}}|\((?:\d{{1,3}}|{ROMAN})\)|\d{{1,3}})?+"
# A slash, spaced on both sides only where no other symbol begins ("A/65/1 / S/2010/1" is a list); a slip of the pen has a
# point there ("A/C.6/79.SR.37").
SLASH = rf"(?:{SPACE}/(?:{SPACE}(?!(?:A|S|E|T|ST){SPACE}/))?|{SPACE}\.(?=(?i:Add|Corr|Rev|SR|PV)\.))"

_LINK = "https://undocs.org/zh/"
_NARROW = {0xFF01 + i: 0x21 + i for i in range(94)} | dict.fromkeys(
    (0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212), 0x2D
)
# What narrow() replaces everywhere; Chinese brackets, commas and colons are full-width by right and stay.
_WIDE = [
    (wide, chr(_NARROW[ord(wide)]))
    for wide in "／．＊－\u2010\u2011\u2012\u2013\u2212"
    + "".join(chr(0xFF01 + i) for i in range(94) if chr(0x21 + i).isalnum())
]
_DASHES = {dash: lazy(f"{dash}(?<=[0-9A-Za-z].)(?=[0-9A-Za-z])") for dash in "—―"}
_IGNORED = lazy("[\\s\xad\u200b-\u200d\u2060\ufeff]+")
_SOUND = lazy(r"[A-Z0-9/\-]+(?:\([A-Z0-9\-]+\))?").fullmatch  # nothing to mend: no point, no small letter
_POINTED = lazy(r"[A-Za-z0-9/.\-]+").fullmatch
_WORDS = lazy("[A-Za-z]+")
_LETTERS = lazy(r"(?<=\()(?i:Part|Vol|Sect|Chap|Supp)(?=[IVXLC\d])|[A-Za-z]+")
_SLIP = lazy(r"(?<=\d)\.(?=(?i:Add|Corr|Rev|SR|PV)\.)")
_SMALL_L = lazy(r"(?<=(?i:dd|rr|ev)\.)l$|(?<=(?i:dd|rr|ev)\.)l(?=[/(])")
_AND = lazy(r"(?<=[IVXLC\d])[和及](?=[IVXLC\d])")
_ENDING = lazy(r"(?:Add|Corr|Rev|Amend|Summary)(?:\.[\d-]+)?(?:\(.*\))?").fullmatch
_BRACKET = lazy(r"\(((?:Part|Vol|Sect|Chap|Supp|Resumption|Introduction|Corrected|Incomesect)[^()]*)\)")
_DIGITS = lazy(r"\d+")
_ROMAN_BRACKET = lazy(rf"\((?:\d+|{ROMAN})\)")


@dataclass(slots=True, eq=False, repr=False)
class SymbolParts:
    """What a symbol says of its document.

    ``prefix`` is the part that names the body ("A/C.3"), ``body`` its name and ``organ`` the principal organ or
    treaty above it, in Chinese; ``kind`` is what the parts tell ("summary_record"), else what the series is for.
    ``parts`` follow the prefix ("65", "L.12"), ``endings`` close it ("Rev.1", "(Part I)").
    """

    symbol: str
    prefix: str
    body: str
    organ: str
    kind: str
    parts: tuple[str, ...]
    endings: tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False)
class Series:
    """A row of ``series.csv``."""

    prefix: str
    body: str
    organ: str
    kind: str


def narrow(text: str) -> str:
    """The same text with letters, digits, slashes, points, hyphens and spaces in their half-width ASCII forms.

    Length and offsets stay the same; Chinese brackets and commas are left alone.
    """
    for wide, narrow_form in _WIDE:
        if wide in text:  # many times faster than one pattern for all: hardly any stands in a text
            text = text.replace(wide, narrow_form)
    return narrow_spaces(text)


def narrow_spaces(text: str) -> str:
    """The same text with half-width spaces, and hyphens for dashes between letters or digits."""
    text = text.replace("\u3000", " ").replace("\xa0", " ")
    for dash, between in _DASHES.items():
        if dash in text:
            text = between.sub("-", text)
    return text


@lru_cache(maxsize=8192)
def canonical(text: str) -> str:
    """The canonical form of a symbol as printed anywhere: ``S/RES/1325(2000)``, ``A/77/672/Add.1``.

    text: one symbol, with whatever spaces, full-width forms, hyphens, case and trailing asterisk it has.
    Returns it without white space or asterisk, half-width, upper case but for ``Add.``, ``Corr.`` and their like.
    Nothing is checked: see ``parse`` for whether it is a symbol at all.
    """
    plain = text.isascii() and text.isprintable()
    out = text.replace(" ", "") if plain else _IGNORED.sub("", text).translate(_NARROW)
    out = out.rstrip("*.,;:、，。；：")
    if _SOUND(out) or (_POINTED(out) and _is_spelled(out)):
        return out
    out = _SLIP.sub("/", out)
    out = _SMALL_L.sub("1", _AND.sub("and", out))
    cases = _cases()
    small = out == out.lower()

    def spell(match: re.Match[str]) -> str:
        word = match[0]
        known = cases.get(word.lower())
        if known is not None and (len(word) > 1 or word.islower()):
            # "Dec.7" and "Res.5" number within a series, some bodies' in capitals; "/DEC/" and "/RES/" are series.
            keep = known in ("Dec", "Res") and (word.isupper() or out[match.end() : match.end() + 1] != ".")
            return known.upper() if keep else known
        return word.upper() if small or (word.islower() and word != "and") else word

    return _LETTERS.sub(spell, out)


def parse(text: str) -> SymbolParts | None:
    """What a symbol tells: body, kind, parts, endings.

    text: one symbol as printed, nothing around it. Returns ``None`` where it is none of a series that we know.
    """
    symbol = canonical(text)
    if not _grammar()(symbol) or not plausible(symbol):
        return None
    bare = _BRACKET.sub("", symbol)
    components = bare.split("/")
    series, length = _series_of(components)
    rest = components[length:]
    endings: list[str] = []
    while rest and _ENDING(rest[-1]):
        endings.insert(0, rest.pop())
    endings += [f"({piece})" for piece in _BRACKET.findall(symbol)]
    kind = series.kind
    for part in reversed(rest):
        told = _part_kinds().get(_DIGITS.sub("", part.split("(")[0]).rstrip("-").upper())
        if told:
            kind = told
            break
    prefix = "/".join(components[:length])
    return SymbolParts(symbol, prefix, series.body, series.organ, kind, tuple(rest), tuple(endings))


def link(symbol: str) -> str:
    """Where the Chinese text of a document is: ``https://undocs.org/zh/A/65/100``."""
    return _LINK + canonical(symbol)


def expand(symbol: str) -> list[str]:
    """The works that a symbol with a range at its end stands for.

    ``A/C.6/56/SR.11-13`` gives three symbols; one whose range is part of its own name (``CRC/C/RUS/CO/6-7``: the sixth
    and seventh reports together) or that has none gives itself.
    """
    out = canonical(symbol)
    match = re.fullmatch(r"(.*/(?:Add|Corr|Rev|SR|PV|L|CRP|WP)\.)(\d{1,4})-(\d{1,4})", out)
    if not match or not 0 < int(match[3]) - int(match[2]) < 100:
        return [out]
    return [f"{match[1]}{n}" for n in range(int(match[2]), int(match[3]) + 1)]


def _is_spelled(out: str) -> bool:
    """Whether nothing is to be mended in a form that is all ASCII letters, digits, slashes, points and hyphens."""
    small, shouted = _spellings()
    words = _WORDS.findall(out)
    return not _SLIP.search(out) and all(word not in shouted if word.isupper() else word in small for word in words)


@lru_cache(maxsize=8192)
def plausible(symbol: str) -> bool:
    """Whether a canonical form that fits the grammar is a symbol and no lookalike (``TCP/IP``, ``A/H1N1``, ``CRC/32``).

    The series must be known. One letter alone is a weak sign: then the next part must be a number (of three digits or
    more, or with something after it) or one that the tables know.
    """
    head, _, tail = symbol.partition("/")
    if not tail or _general(head) not in _heads() or not _DIGITS.search(symbol):
        return False
    second, _, more = tail.partition("/")
    if second.endswith(("Add", "Corr", "Rev")) or more.endswith(("/Add", "/Corr", "/Rev")):
        return False  # "Add." without its number: the page has lost it, and the rest names another document
    if len(head) == 1:
        digits = second.split("(")[0].split("-")[0]
        if digits.isdigit():
            return len(digits) > 2 or bool(more)
        word = second.split(".")[0].split("-")[0]
        return _general(second) in _seconds()[head] or (word in _seconds()[head] and (len(word) > 1 or "." in second))
    if len(head) > 3 and len(second) > 1 and second.isdigit():
        return True
    return bool(more) or "." in second or any(len(run) > 2 for run in _DIGITS.findall(second))


@lru_cache(maxsize=8192)
def series_known(prefix: str) -> bool:
    """Whether symbols begin so, up to their first slash: "UNEP", "GC(49)"."""
    return _general(prefix) in _heads()


def _general(component: str) -> str:
    """A component with its numbers as in the table: "CONF.213" → "CONF.#", "GC(49)" → "GC(#)"."""
    return _DIGITS.sub("#", _ROMAN_BRACKET.sub("(#)", component))


def _series_of(components: list[str]) -> tuple[Series, int]:
    """The row of the longest known prefix and how many components it covers."""
    table = _series()
    for length in range(len(components), 0, -1):
        general = "/".join(map(_general, components[:length]))
        for key in ("/".join(components[:length]), general):
            if key in table:
                return Series(key, *table[key]), length
        if general.endswith(".#") and general[:-1] in table:  # "UNEP/EA.#/Res.": the number is the document's
            key, length = general[:-1], length - 1
            while length > 1 and components[length - 1].isdigit():
                length -= 1
            return Series(key, *table[key]), max(length, 1)
    return Series(components[0], "", "", "other"), 1


@cache
def _grammar() -> Callable[[str], re.Match[str] | None]:
    return re.compile(rf"[A-Za-z]{SERIES}(?:{SLASH}{PART})++").fullmatch


@cache
def _series() -> dict[str, tuple[str, str, str]]:
    """Body, organ and kind of each series by its prefix."""
    rows = read_columns("series.csv", "prefix", "body", "organ", "kind")
    return {prefix.strip("/ "): (body, organ, kind or "other") for prefix, body, organ, kind in rows}


@cache
def _heads() -> frozenset[str]:
    """First components that begin a symbol, numbers as "#"."""
    return frozenset(map(_general, {prefix.split("/")[0] for prefix in _series()}))


@cache
def _seconds() -> dict[str, frozenset[str]]:
    """For each series of one letter, what may follow it where that is no number."""
    words = {row["part"].strip("/ .#").split("/")[0].split(".")[0] for row in read_table("symbol_parts.csv")}
    words = {word for word in words if word.isalpha() and word.isascii()}
    out: dict[str, set[str]] = {head: set(words) for head in _heads() if len(head) == 1}
    for prefix in _series():
        head, _, rest = prefix.partition("/")
        if rest and len(head) == 1:
            second = rest.split("/")[0]
            out[head] |= {_general(second), second.split(".")[0].split("-")[0]}
    return {head: frozenset(found) for head, found in out.items()}


@cache
def _part_kinds() -> dict[str, str]:
    """Upper-case part word ("L.", "SR.") → kind, where the part tells one."""
    out: dict[str, str] = {}
    for row in read_table("symbol_parts.csv"):
        if row["kind"] and row["kind"] not in ("body", "ending", "other"):
            out.setdefault(_DIGITS.sub("", row["part"].replace("#", "")).strip("/ ").upper(), row["kind"])
    return out


@cache
def _cases() -> dict[str, str]:
    """Small-letter form → the spelling the UN uses, for words that are not all capitals."""
    words = "Add Corr Rev Amend Sect Sects Vol Vols Part Parts Chap Supp Resumption Introduction Corrected Dec Res Agenda".split()
    words += "Summary Misc OzL Pro Sub Conv Info".split()
    for text in (*(row["part"] for row in read_table("symbol_parts.csv")), *_series()):
        if text != text.upper():  # most are all capitals
            words += [word for word in _LETTERS.findall(text) if not word.isupper() and len(word) > 2]
    return {word.lower(): word for word in words}


@cache
def _spellings() -> tuple[frozenset[str], frozenset[str]]:
    """Words with small letters as the UN spells them wherever they stand, and capitals that are spelled otherwise."""
    words = {small: word for small, word in _cases().items() if len(small) > 1}
    return frozenset(words.values()) - {"Dec", "Res"}, frozenset(map(str.upper, words))
