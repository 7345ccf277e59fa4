"""The source cut into lines, each with where it stood and how it lay on the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from undoc.lazy import lazy
from undoc.normalize.fold import fold, is_traditional
from undoc.normalize.spacing import (
    INVISIBLE,
    close_up,
    drop_invisible,
    even_characters,
    even_width,
    odd_characters,
    width,
)

PIECE = -(10**9)  # in place of the place of a line's piece: no line is so many lines before another


if TYPE_CHECKING:
    from undoc.read import LineHint


@dataclass(slots=True, eq=False, repr=False)
class Line:
    """One line of the source that has ink.

    number: line of the source, from 1. start, end: span of its ink in the source text. raw: that ink as printed, but for
    characters that count as nothing (``INVISIBLE``), and for white space within words where every character is set apart.
    key: raw without white space, damaged letter forms folded: what patterns are tried on. indent, edge: columns before
    the ink and to its right end (a wide character is two). gap: empty lines before it on the same page; page_top: first
    line of its page. trailing: white space stood after the ink. spaced: every character set apart (a justified line).
    page: from 1. place: among all lines of the source that have ink, from 0; below 0 for a piece of one.
    hint: what the format tells of it (``undoc.read.LineHint``), set by ``hinted``.
    """

    number: int
    start: int
    end: int
    raw: str
    key: str
    indent: int
    edge: int
    gap: int
    page_top: bool
    trailing: bool
    spaced: bool
    page: int
    place: int
    hint: LineHint | None = None


_STRIP = (
    " \t\v\u00a0\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u1680"
    "\x1c\x1d\x1e\x1f\x85\u2028\u2029"
)
_EDGES = _STRIP + INVISIBLE
_SMALL_OR_WIDE = lazy(r"[^\x00-.0-`{-\xff]")  # or a slash
_SPACED_PAIR = lazy(r"[^\x00-~\s] [^\x00-~\s]")


def piece(line: Line, ink: str, first: int, last: int, *, indent: int, gap: int = 0, page_top: bool = False) -> Line:
    """A part of a line as a line of its own; what counts as nothing at its ends is no part of it.

    ink: the line as it stands in the source; first, last: the part's offsets in it, with ink between. indent, gap,
    page_top: as of any line.
    """
    part = ink[first:last]
    raw = part.strip(_EDGES)
    start = line.start + first + part.index(raw[0])
    end = start + len(raw)
    raw = drop_invisible(raw)
    return replace(
        line, start=start, end=end, raw=raw, key="".join(fold(raw).split()), indent=indent, edge=indent + width(raw),
        gap=gap, page_top=page_top, trailing=False, place=PIECE,
    )  # fmt: skip


def split_lines(text: str) -> list[Line]:
    """All lines with ink, in order. text: line ends are ``\\n``; a form feed ends a page and no line."""
    lines: list[Line] = []
    odd = odd_characters(text)
    plain = fold(odd) == odd and not is_traditional(text)
    folded = text if plain else fold(text)  # of the same length, so that a line's place is the same in it
    even = even_characters(text, odd)  # too
    edges = _EDGES if any(map(odd.__contains__, INVISIBLE)) else None
    number, position = 1, 0
    for page, sheet in enumerate(text.split("\f"), 1):
        gap, page_top = 0, True
        for row in sheet.split("\n"):
            ink = row.strip(edges)
            if not ink:
                gap += 1
            else:
                length, all_of_it = len(ink), len(row)
                head = indent = 0
                if length < all_of_it and (head := row.find(ink[0])):
                    indent = head + row.count("\u3000", 0, head) + 3 * row.count("\t", 0, head)
                start = position + head
                end = start + length
                key = ink if folded is text else folded[start:end]
                edge = indent + even_width(ink if even is text else even[start:end])
                spaced = False
                if " " in ink or not ink.isprintable():
                    key = "".join(key.split())
                    if edges and not key.isprintable():
                        key, ink = drop_invisible(key), drop_invisible(ink)
                        edge -= length - len(ink)
                    if ink.count(" ") * 4 >= len(ink) and (spaced := _is_spaced(ink)):
                        ink = close_up(ink)
                lines.append(
                    Line(
                        number, start, end, ink, key, indent, edge, gap, page_top, head + length < all_of_it, spaced,
                        page, len(lines),
                    )
                )  # fmt: skip
                gap, page_top = 0, False
            position += len(row) + 1
            number += 1
        number -= 1  # the line that the form feed stands in goes on
    return lines


def _is_spaced(ink: str) -> bool:
    """Whether at least six in ten neighbouring wide characters are set apart by one space, and there are a few; or
    nearly all characters, letters and digits too.

    ink: a quarter of it spaces.
    """
    spaces = ink.count(" ")
    if spaces * 20 >= len(ink) * 9 and len(ink) > 8 and len(ink.split()) * 10 >= (len(ink) - spaces) * 9:
        return _SMALL_OR_WIDE.search(ink) is not None  # no row of digits and capitals
    pairs = len(_SPACED_PAIR.findall(ink)) * 2  # findall does not overlap: about every other pair
    return pairs * 10 >= 6 * (len(ink) - spaces - 1) and len(ink) >= 3
