"""A document on one line with no white space at all, as some sites show it: cut by what no running text holds.

Its first page is a row of masthead fields; its numbers rise by one. So it is cut before and after each field, and before
each number of the longest rising row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from undoc.lazy import lazy
from undoc.normalize.fold import fold
from undoc.normalize.lines import Line
from undoc.structure.masthead import GLUED_FIELDS, organ_like
from undoc.structure.openers import HAN_DIGITS, han_value

LONGEST_FIRST_PAGE = 500  # characters in which the masthead ends
SHORTEST, LONG = 160, 480  # characters of such a line: one with a masthead, any other
SPACES = 200  # characters for each white space that such a line may have, at least
LONGEST_GAP = 60  # characters of a body's name between two fields
FEWEST_NUMBERS = 2  # of a row
_DISTRIBUTED = lazy(r"Distr\.?[:：]?|DISTR\.?")

_NUMBER = lazy(r"(?<![\d.．A-Za-z(（/第-])(\d{1,3})[.．、](?=[^\d\s.．、，。）)]|(?:19|20)\d\d年)")
_HAN_NUMBER = lazy(rf"(?<![第{HAN_DIGITS}])([一二三四五六七八九十]{{1,3}})[.．、](?=[^\s，。、])")
_LETTER = lazy(r"(?<![A-Za-z.])([A-Z])[.．](?=[\u4e00-\u9fff]|(?:19|20)\d\d年)")
# What the text proper begins with, straight after the title.
_BEGINS = lazy(r"内容提要|执行摘要|摘要|概要|目录|导言|引言|序言")
# What ends a title, or stands below it.
_BELOW_TITLE = lazy(
    r"(?:秘书长|秘书处|主席|高级专员|执行主任|执行秘书|署长|总干事)的?(?:报告|说明)|(?:临时)?议程(?:草案|说明|和说明)?$"
)


def glued_cuts(lines: list[Line], source: str) -> dict[int, list[int]]:
    """Where units but the first begin in lines with next to no white space: by the line's index, offsets in its ink.

    lines: a document's; pieces of one line of the source are taken together. source: what they stand in.
    """
    cuts: dict[int, list[int]] = {}
    for _, group in groupby(enumerate(lines), key=lambda each: each[1].number):
        parts = list(group)
        length = sum(len(line.key) for _, line in parts)
        if length < SHORTEST or parts[0][1].spaced:
            continue
        inks = [source[line.start : line.end] for _, line in parts]
        text = fold("".join(inks))
        if not _is_glued(text) or (length < LONG and not _DISTRIBUTED.search(text, 0, LONGEST_FIRST_PAGE)):
            continue
        places, begin = _cuts(text), 0
        for (index, _), ink in zip(parts, inks, strict=True):
            cuts[index] = [at - begin for at in places if begin < at < begin + len(ink)]
            begin += len(ink)
    return cuts


def _is_glued(text: str) -> bool:
    """Whether a text holds next to no white space."""
    return sum(map(text.count, " \u3000\u00a0")) * SPACES < len(text)


def _cuts(raw: str) -> list[int]:
    """Where units but the first begin."""
    cuts = {*_row(raw, _NUMBER, int), *_row(raw, _HAN_NUMBER, han_value), *_letters(raw)}
    begins = min([at for at in cuts], default=len(raw))
    first_page = raw[: min(begins, LONGEST_FIRST_PAGE)]
    cuts |= set(_masthead(first_page))
    cuts.discard(0)
    return sorted(cuts)


def _row(raw: str, shape: re.Pattern[str], value: Callable[[str], int]) -> list[int]:
    """The places of numbers that rise by one from 1; none where there are too few."""
    places: list[int] = []
    for match in shape.finditer(raw):
        if value(match[1]) == len(places) + 1:
            places.append(match.start())
    return places if len(places) >= FEWEST_NUMBERS else []


def _letters(raw: str) -> Iterator[int]:
    """The places of letters that rise from A, again and again."""
    expected = "A"
    for match in _LETTER.finditer(raw):
        if match[1] in ("A", expected):
            yield match.start()
            expected = chr(ord(match[1]) + 1)


def _masthead(text: str) -> Iterator[int]:
    """Where the fields of the first page begin and end, and the title's parts. text: up to the first number."""
    last = 0
    for match in GLUED_FIELDS.finditer(text):
        before = text[last : match.start()]
        if last and ("。" in before or len(before) > LONGEST_GAP):
            break  # the title stands there
        if match.lastgroup == "weak" and before and not organ_like(before):
            continue  # a session, a day in the title
        yield match.start()
        yield match.end()
        last = match.end()
    if not last:
        return
    rest = next((match.start() for match in _BELOW_TITLE.finditer(text, last)), len(text)) - last
    if rest % 2 == 0 and text[last : last + rest // 2] == text[last + rest // 2 : last + rest]:
        yield last + rest // 2  # the topic and the title are the same
    for shape in (_BELOW_TITLE, _BEGINS):
        for match in shape.finditer(text, last):
            yield match.start()
            yield match.end()
