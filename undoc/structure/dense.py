"""Long lines that hold many units, as when a site has put a whole page on one line: cut where a unit may begin.

Each piece is a line of its own with the same line number; what it begins is decided with all others. A line is cut at
white space after a closing mark, and before a number, letter or enacting verb that can only begin something.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from undoc.lazy import lazy
from undoc.normalize.fold import fold
from undoc.normalize.lines import Line
from undoc.normalize.spacing import width
from undoc.structure.openers import openers, recital_verbs

LONG = 120  # characters; a printed line has 50 at most

# After a full stop, semicolon or colon: a space ("。 在讨论中"), or at once a number ("；3. 强调", "：(a) 便利").
_AFTER_STOP = lazy(
    r"(?<=[。；：！？;:])(?:\s*(?=\d{1,3}[.．、]\s*(?!\d)|[(（][a-z一二三四五六七八九十][)）]|[㈠-㈩])|\s+(?=\S))"
)
# A heading before a number: "会议情况 1. 第二委员会"; the number goes on with text.
_BEFORE_NUMBER = lazy(
    r"(?<=[\w）)。])\s+(?=\d{1,3}[.．]\s*(?:[^\d\s]|(?:19|20)\d\d年)|\d{1,2}[.．]\d{1,2}\s|[一二三四五六七八九十]{1,3}[、.．]|[A-Z][.．]\s)"
)
# "大会， 回顾其决议， 又回顾": a comma and a space, then perhaps a recital.
_AFTER_COMMA = lazy(r"(?<=[，,])\s+(?=\S)")


_ITEM = lazy(r"[(（][a-z][)）]|[㈠-㈩]|[(（][一二三四五六七八九十]{1,2}[)）]")


def part_long(lines: list[Line]) -> list[Line]:
    """The same lines, the long ones in pieces. No character but white space is left out."""
    if not any(len(line.key) > LONG for line in lines):
        return lines
    # Where items have lines of their own, "(a) 免费；(b) 保密" within a line is a list within a sentence.
    own_lines = any(_ITEM.match(line.key) for line in lines)
    parted: list[Line] = []
    for line in lines:
        pieces = list(_part(line)) if len(line.key) > LONG and not line.spaced else [line]
        parted += [line] if own_lines and all(_ITEM.match(piece.key) for piece in pieces[1:]) else pieces
    return parted


def _part(line: Line) -> Iterator[Line]:
    raw = line.raw
    cuts = {match.end() for match in _BEFORE_NUMBER.finditer(raw)}
    for match in _AFTER_STOP.finditer(raw):
        if raw[match.start() - 1] not in "：:" or openers("".join(raw[match.end() : match.end() + 12].split()), raw):
            cuts.add(match.end())
    cuts |= {match.end() for match in _AFTER_COMMA.finditer(raw) if recital_verbs().match(raw, match.end())}
    begin = 0
    for end in [*sorted(cuts), len(raw)]:
        piece = raw[begin:end]
        ink = piece.strip()
        if ink:
            start = line.start + begin + piece.index(ink[0])
            key = "".join(fold(ink).split())
            first = begin == 0
            yield replace(
                line, start=start, end=start + len(ink), raw=ink, key=key, edge=line.indent + width(ink),
                indent=line.indent if first else 0, gap=line.gap if first else 0, page_top=line.page_top and first,
                trailing=False,
            )  # fmt: skip
        begin = end
