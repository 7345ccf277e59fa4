"""White space as the contract wants it, and widths as a page has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from undoc.lazy import lazy

# Characters that stand in no word and count as nothing: soft hyphen, zero-width ones, byte order mark, form feed.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\x0c"

# White space survives only between two of these: letters, digits and signs of Latin and other spaced scripts.
LATIN = r"!-~\u00a1-\u02ff\u0370-\u167f\u1681-\u1fff\u2010-\u2013\u2030-\u205e\ua720-\ua7ff"
# White space between two of them: "draft resolution", "3 070", "A /CONF". All other is dropped: "学 技", "项目 8", "8 条".
_LATIN_GAP = lazy(rf"\s(?<=[{LATIN}]\s)\s*+(?=[{LATIN}])")
# In a line whose characters are all set apart: a word of which that holds, and one that is whole.
_APART = lazy(r"(?<![^\s\u2e80-\uffff])[!-~\u00c0-\u024f](?: [!-~\u00c0-\u024f](?![!-~\u00c0-\u024f]))+")
_NOTE_NUMBER = lazy(r"\d(?: \d)? (?=(?:[A-Z.] )+/)")  # before a symbol: 1 A / C N . 9 / 1 2 6 0
_WHOLE = lazy(r"[0-9A-Za-z]{2,}")
# What a year in brackets looks like that belongs to a symbol: "S/RES/2728 (2024)"
_YEAR_IN_BRACKETS = lazy(r"\(\s*(?:19|20)\d\d\s*\)")
# A group of three digits, and no more: "3 070"
_DROPPED = rf"(?:\n\s*+|\s++(?![{LATIN}])|(?<![{LATIN}])\s++)?+"  # white space between digits that is not kept
_GROUP = lazy(rf"\d{_DROPPED}\d{_DROPPED}\d(?!{_DROPPED}\d)")
_OF_SYMBOL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_BEFORE_SLASH = _OF_SYMBOL | frozenset(".")
_ENDS_PART = _BEFORE_SLASH | frozenset(")")
# Parts of a symbol that a point parts from their number: "Add. 1", "SR. 60"
_PARTS = frozenset(
    (
        "Add.",
        "Rev.",
        "Corr.",
        "SR.",
        "PV.",
        "L.",
        "C.",
        "CN.",
        "AC.",
        "WG.",
        "WP.",
        "CRP.",
        "INF.",
        "CONF.",
        "RPM.",
        "PM.",
    )
)


def tidy(text: str) -> str:
    """Running text with the page's line ends and spacing undone.

    text: raw text of one node, line feeds where lines ended. Gives the same characters less white space; white space
    stays, as one space, between two Latin words only.
    """
    lines = text.split("\n")
    joined = "".join(lines)
    if joined.isprintable():
        if " " not in joined and all(_joins(left, right) for left, right in pairwise(lines)):
            return joined  # as most Chinese text
    else:  # form feeds, soft hyphens, no-break and zero-width spaces
        text = drop_invisible(text)
    words: list[str] = []
    begin = 0
    for gap in _LATIN_GAP.finditer(text):
        if not _within_word(text, *gap.span()):
            words.append("".join(text[begin : gap.start()].split()))
            begin = gap.end()
    words.append("".join(text[begin:].split()))
    return " ".join(words)


def _within_word(text: str, start: int, end: int) -> bool:
    """Whether the white space text[start:end], between two characters of Latin script, stands in a number or symbol."""
    left, right = text[start - 1], text[end]
    if left.isalpha() and right.isalpha():
        return False
    if left in "([" or right in ")]":
        return True  # ( CEDAW/C/GEO/4-5 )
    if left in "-‑" and text[start:end] == "\n":
        return True
    if right == "/":
        return left in _ENDS_PART and text[end + 1 : end + 2] in _OF_SYMBOL  # A /CONF.213
    if left == "/":  # A/CONF.213/ RPM.1
        return right in _OF_SYMBOL and start > 1 and text[start - 2] in _BEFORE_SLASH
    if left.isdecimal():
        if right.isdecimal():  # a line end inside a number; a group of three after a digit
            return text[start] == "\n" or _GROUP.match(text, end) is not None
        return right == "(" and "/" in text and _YEAR_IN_BRACKETS.match(text, end) is not None
    if left == "." and right.isdecimal():
        slash = text.rfind("/", max(0, start - 8), start)
        return slash >= 0 and text[slash + 1 : start].lstrip() in _PARTS
    return False


def _joins(left: str, right: str) -> bool:
    """Whether a line plainly goes on without a space on the next: a wide character stands at the joint."""
    last, first = left[-1:], right[:1]
    return "\u3000" < last < "\ua000" or "\u3000" < first < "\ua000" or last > "\ua7ff" or first > "\ua7ff"


def bare(text: str) -> str:
    """The text without any white space or invisible character: what must be conserved."""
    return drop_invisible("".join(text.split()))


def drop_invisible(text: str) -> str:
    """The text without the characters that count as nothing."""
    for character in INVISIBLE:
        if character in text:
            text = text.replace(character, "")
    return text


class _Widths(dict[str, int]):
    """Columns of each character, filled as they come: quicker to make than a pattern, and as quick to use."""

    def __missing__(self, character: str) -> int:
        columns = self[character] = 1 + any(each[0] <= character <= each[1] for each in _WIDE)
        return columns


# First and last of each range of wide characters.
_WIDE = (
    "\u1100\u115f", "\u2014\u2015", "\u2018\u201d", "\u2026\u2026", "\u2e80\ua4cf", "\uac00\ud7a3", "\uf900\ufaff",
    "\ufe30\ufe4f", "\uff01\uff60", "\uffe0\uffe6", "\U00020000\U0003fffd",
)  # fmt: skip
_column = _Widths().__getitem__
# All beside ASCII and usual Chinese punctuation in the blocks of 256 characters that nearly every text has: Latin-1,
# general punctuation, full-width forms. A class of those is compiled in no time, one of all odd characters is not.
_ODD = r"\x80-\xff\u2000-\u2013\u2016\u2017\u201e-\u2025\u2027-\u20ff\uff00\uff0a\uff0d-\uff19\uff21-\uffff"
_USUAL_BLOCKS = bytes((0x00, 0x20, *range(0x30, 0xA0), 0xFF))
_SURROGATES = range(0xD8, 0xE0)


def odd_characters(text: str) -> str:
    """The characters of a text, each once, beside ASCII, Han and usual Chinese punctuation: all that fold, or are narrow."""
    blocks = set(text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _USUAL_BLOCKS))
    ranges = [f"{chr(block << 8)}-{chr(block << 8 | 0xFF)}" for block in sorted(blocks)]
    if not blocks.isdisjoint(_SURROGATES):
        ranges.append("\U00010000-\U0010ffff")
    return "".join(sorted(set(re.findall(f"[{_ODD}{''.join(ranges)}]", text))))


def even_characters(text: str, odd: str) -> str:
    """The text with other characters for odd ones, as wide and no longer, so that ``even_width`` will do."""
    for character in odd:
        if _column(character) == 1:
            text = text.replace(character, "~")
        elif character > "\uffff":
            text = text.replace(character, "一")
    return text


def even_width(text: str) -> int:
    """The ``width`` of a text in which all that takes one column is ASCII: what has three bytes takes two."""
    return (len(text) + len(text.encode())) >> 1


def width(text: str) -> int:
    """Columns that a text takes on a page: two for a wide character, one for any other."""
    return len(text) if text.isascii() else sum(map(_column, text))


def close_up(ink: str) -> str:
    """A line whose characters are all set apart, its numbers, words and symbols closed up: ``2 0 3 6 年`` → ``2036 年``.

    Where most numbers and words of the line are whole, single characters are what they seem.
    """
    apart = _APART.findall(ink)
    if not apart or len(_WHOLE.findall(ink)) * 2 > len(apart):
        return ink
    number, rest = "", ink
    if note := _NOTE_NUMBER.match(ink):
        number, rest = note[0].replace(" ", "") + " ", ink[note.end() :]
    return number + _APART.sub(lambda match: match[0].replace(" ", ""), rest)


def merge_spans(spans: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Spans, two made one where the second follows the first and only white space stands between them."""
    merged: list[tuple[int, int]] = []
    first = last = -1  # of the span that grows; none so far
    for start, end in spans:
        if first >= 0 and (first <= start <= last or (last < start and text[last:start].isspace())):
            if end > last:
                last = end
        else:
            if first >= 0:
                merged.append((first, last))
            first, last = start, end
    if first >= 0:
        merged.append((first, last))
    return merged
