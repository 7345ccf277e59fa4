"""White space as the contract wants it, and widths as a page has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from undoc.lazy import lazy

# Characters that stand in no word and count as nothing: soft hyphen, zero-width ones, byte order mark, form feed.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\x0c"

# White space survives only between two of these: letters, digits and signs of Latin and other spaced scripts.
LATIN = r"!-~\u00a1-\u02ff\u0370-\u1fff\u2010-\u2013\u2030-\u205e\ua720-\ua7ff"
# "学 技" -> "学技"; "项目 8" -> "项目8"; "8 条" -> "8条"; "draft resolution" stays. All of a run or nothing of it.
_DROP = lazy(rf"\s(?<!\s\s)(?:(?<![{LATIN}]\s)\s*+|\s*+(?![{LATIN}]))")
# White space that may stay, or is looked at more closely: "draft resolution", "3 070", "A /CONF".
_LATIN_GAP = lazy(rf"\s(?<=[{LATIN}]\s)\s*+(?=[{LATIN}])")
# "A/CONF.213/\nRPM.1" and "A /CONF.213": a symbol goes on; "4\n589": a line end inside a number
_IN_SYMBOL = lazy(r"(?<=[A-Z0-9).])\s+(?=/[A-Z0-9])|(?<=[A-Z0-9.]/)\s+(?=[A-Z0-9])|(?<=\d)\n\s*(?=\d)|(?<=[-‑])\n")
# "( CEDAW/C/GEO/4-5 )"
_IN_BRACKETS = lazy(r"(?<=[(\[])\s+|\s+(?=[)\]])")
# "Add. 1", "SR. 60"
_AFTER_POINT = lazy(r"(?<=/)((?:Add|Rev|Corr|SR|PV|L|C|CN|AC|WG|WP|CRP|INF|CONF|RPM|PM)\.)\s+(?=\d)")
# "S/RES/2728 (2024)"
_YEAR_OF_SYMBOL = lazy(r"(?<=\d)\s+(?=\((?:19|20)\d\d\))")
# "3 070" -> a group of three after a digit
_GROUP = lazy(r"(?<=\d) (?=\d{3}(?!\d))")
_RUN = re.compile(r"\s+")


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
    if not _LATIN_GAP.search(text):
        return "".join(text.split())
    text = _DROP.sub("", text)
    text = _IN_BRACKETS.sub("", _IN_SYMBOL.sub("", text))
    if "/" in text:
        text = _YEAR_OF_SYMBOL.sub("", _AFTER_POINT.sub(r"\1", text))
    return _RUN.sub(" ", _GROUP.sub("", text)).strip()


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
# In UTF-8, by their first bytes: all but ASCII, Han characters and the usual punctuation. (A pattern over bytes is made
# in no time, one over so many characters is not.)
_ODD = re.compile(
    rb"[\xc2-\xe2\xea-\xf4](?!(?<=\xe2)\x80[\x94\x95\x98-\x9d\xa6]|(?<=\xef)\xbc[\x81-\x89\x8b\x8c\x9a-\xa0])"
    rb"[\x80-\xbf]+"
)


def odd_characters(text: str) -> str:
    """The characters of a text, each once, beside ASCII, Han and usual Chinese punctuation: all that fold, or are narrow."""
    return b"".join(sorted(set(_ODD.findall(text.encode("utf-8", "surrogatepass"))))).decode("utf-8", "surrogatepass")


def narrow_among(characters: str) -> str:
    """Those of some characters beyond ASCII that take one column."""
    return "".join(character for character in characters if _column(character) == 1)


def width(text: str, narrow: str | None = None) -> int:
    """Columns that a text takes on a page: two for a wide character, one for any other.

    narrow: the narrow characters beyond ASCII that the text may have, where they are known: it is quicker then.
    """
    if text.isascii():
        return len(text)
    if narrow is None:
        return sum(map(_column, text))
    columns = 2 * len(text) - len(text.encode("ascii", "ignore"))
    return columns - sum(map(text.count, narrow)) if narrow else columns


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
