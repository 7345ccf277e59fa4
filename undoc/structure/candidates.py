"""What each line could begin, seen with its neighbours: heads over two lines, signatures, passages quoted, rows of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.structure.openers import Opener, begins_recital, cells, is_adoption, may_begin, names_body, openers


def candidates(lines: list[Line]) -> list[Sequence[Opener]]:
    """For each line what it could begin by its first characters, where its neighbours allow it."""
    found: list[Sequence[Opener]] = [
        openers(line.key, line.raw) if may_begin(line.key) else () for line in lines
    ]  # fmt: skip
    _join_annex_heads(lines, found)
    _join_adoptions(lines, found)
    _take_bodies(lines, found)
    _join_signatures(lines, found)
    _take_quotations(lines, found)
    return found


def _join_annex_heads(lines: list[Line], found: list[Sequence[Opener]]) -> None:
    """``2036年5月2日…代表给主席`` / ``的信的附件``: an annex's head over two lines begins with the first of them."""
    for i in range(1, len(lines)):
        here = found[i]
        if lines[i].key == "附件" and lines[i - 1].key.endswith("的") and _LETTER_OF.match(lines[i - 1].key):
            found[i - 1], found[i] = [Opener("annex", alone=False)], []
            continue
        if here and here[0].kind == "annex" and not here[0].head:
            above = [found[j][0] for j in (i - 1, i - 2) if j >= 0 and found[j]]
            if any(opener.kind == "annex" and opener.head for opener in above):
                found[i] = []  # the title of the annex that 附件 alone on its line has begun
            elif _LETTER_OF.match(lines[i - 1].key):
                found[i - 1], found[i] = here, []


def _join_adoptions(lines: list[Line], found: list[Sequence[Opener]]) -> None:
    """``第39次全体会议2020年`` / ``12月8日``: the sitting that adopted a text and its date, where the page breaks them."""
    for i in range(len(lines) - 1):
        key = lines[i].key
        if (
            len(key) >= LONGEST_SITTING
            or key[:1] not in _SITTING_FIRST
            or (found[i] and found[i][0].kind == "adoption")
        ):
            continue
        if is_adoption(key + lines[i + 1].key):
            found[i], found[i + 1] = [Opener("adoption")], []


LONGEST_SITTING = 30  # characters of a line that names one
_SITTING_FIRST = frozenset("第0123456789〇○零一二三四五六七八九")


def _take_bodies(lines: list[Line], found: list[Sequence[Opener]]) -> None:
    """``执行局`` / ``1. 决定……``: an enacting line that leaves its comma out stands straight above the first paragraph, or
    above a recital.
    """
    bodies: list[int] = []
    for i in range(len(lines) - 1):
        below = found[i + 1]
        if not below:
            if not found[i] and names_body(lines[i].key):
                enacts = begins_recital([line.key for line in lines[i + 1 : i + RECITAL_LINES]])
                found[i] = [Opener("formula")] if enacts else ()
            continue
        if found[i] or below[0].kind != "paragraph" or below[0].value != 1 or below[0].series != "1.":
            continue
        if i and _BODY_ALONE.fullmatch(lines[i].key):
            bodies.append(i)
    times = Counter([lines[i].key for i in bodies])
    for i in bodies:
        if times[lines[i].key] > 1 or len(lines[i - 1].key) > 2 * len(lines[i].key):
            found[i] = [Opener("formula")]


RECITAL_LINES = 8  # lines of a recital that are looked at for its end
_BODY_ALONE = lazy(r"[^的第：:]{0,9}(?:执行局|执行理事会|缔约方会议|缔约国会议)")


def _join_signatures(lines: list[Line], found: list[Sequence[Opener]]) -> None:
    """``委员会主席`` / ``某某(签名)``: the short lines above a signature say who signs."""
    for i, line in enumerate(lines):
        if line.key.endswith(("(签名)", "（签名）")):
            for j in range(i - 1, max(-1, i - 6), -1):
                key = lines[j].key
                if found[j] and found[j][0].kind != "signature":
                    break
                if len(key) > 24 or key[-1:] in "。；：，,;:”":
                    break
                found[j] = [Opener("signature", alone=True)]


LONGEST_QUOTATION = 80  # lines


def _take_quotations(lines: list[Line], found: list[Sequence[Opener]]) -> None:
    """``“1. 法院…`` / ``2. …。”``: what a passage quoted in a numbered paragraph begins is a part of the quotation, and
    its numbers are not the document's.

    It begins with the mark on a line of its own, after a colon, and ends where the mark is closed. Texts that are quoted
    whole (a resolution's, by its enacting line; a statement that is the document) are none.
    """
    numbered, i = False, 0
    while i < len(lines):
        key = lines[i].key
        if key[:1] in ("“", "「") and numbered and i and lines[i - 1].key[-1:] in ("：", ":"):
            end = _quotation_end(lines, i)
            if end >= i and Opener("formula") not in openers(key[1:], lines[i].raw[1:]):
                for j in range(i, end + 1):
                    begins = j == i or found[j] or lines[j].key[:1] in ("“", "「")
                    found[j] = [Opener("quote")] if begins else []
                i = end
        elif not numbered and found[i] and found[i][0].kind == "paragraph":
            numbered = True
        i += 1


def _quotation_end(lines: list[Line], first: int) -> int:
    """The line on which the quotation that begins on line ``first`` ends; -1 where it is not closed near."""
    for i in range(first, min(first + LONGEST_QUOTATION, len(lines))):
        key = lines[i].key
        closed = max(key.rfind("”"), key.rfind("」"))
        if closed > max(key.rfind("“"), key.rfind("「")) and len(key) - closed <= 2:
            return i
    return -1


_LETTER_OF = lazy(r"\d{4}年\d{1,2}月\d{1,2}日[^。；，]{4,60}$")  # 2036年5月2日赞比亚常驻联合国代表给安全理


_FIGURE = lazy(r"[(（]?[-–—+]?[\d\s.,]+[%％]?[)）]?|[-–—.…]+")


def _are_figures(parts: list[str]) -> bool:
    """Whether two and more cells hold numbers and nothing else: those of A. 行政领导和管理  2 114.2  2 200.7."""
    return len(parts) > 1 and all(_FIGURE.fullmatch(part.strip()) for part in parts if part.strip())


def table_rows(lines: list[Line], found: list[Sequence[Opener]]) -> list[bool]:
    """Which lines are rows of a table: two columns or more, a neighbour with about as many, or a row."""
    rows = [False] * len(lines)
    counts: dict[int, int] = {}  # of the few lines with more columns than one
    for i, line in enumerate(lines):
        raw = line.raw
        if ("  " in raw or "\u3000" in raw or "\t" in raw) and not line.spaced:
            parts = cells(raw)
            count = len(parts)
            numbered = any(o.kind in ("paragraph", "item", "section", "formula") for o in found[i])
            if count >= 2 and (not numbered or _are_figures(parts[1:])):
                counts[i] = count
    for i, count in counts.items():
        if i + 1 in counts and abs(counts[i + 1] - count) <= 1:
            rows[i] = rows[i + 1] = True
    # Lines beside a row are rows, for all their empty cells.
    for indexes in (counts, reversed(counts)):
        for i in indexes:
            rows[i] = rows[i] or (i > 0 and rows[i - 1]) or (i + 1 < len(lines) and rows[i + 1])
    return rows
