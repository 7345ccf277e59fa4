"""What programs and sites left on the lines of a document, taken off: the fields of a word processor's page header, the
numbers and titles that a site sets before each page, its own lines.

Each is known by its shape, which no document has; texts without the words that lead to them are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from undoc.data import read_data
from undoc.lazy import lazy
from undoc.normalize.furniture import Piece
from undoc.normalize.lines import Line, piece

# "A/65/7Page PAGE \* MERGEFORMAT 12 ": a page header whose fields were not filled in.
_WORD_FIELDS = lazy(
    r"(?:[A-Z][\w.()-]*(?:/[\w.()-]+?)+\s?)?[Pp]age\s?PAGE(?:\s*\\\*\s*MERGEFORMAT)?(?:\s*\d{1,4})?(?!\d)"
)
_PAGE_TITLE = lazy(r"Page \d{1,4}:(?:\s|$)")  # "Page 2: the name of the file", before each page
_PAGE_NUMBER = lazy(r"(\d{1,4})(?:\s+(?:page|Page|PAGE)\s+(\d{1,4}))?(?:\s+|$)")  # "2 page 2 5. 与…", a line a page
_LEADS = ("PAGE", "Page 1:", "Page 2:", "Embed Size", "Citation preview", "维基文库", "維基文庫", "联合国官方文件", "聯合國官方文件", "← |", "←|", "ranscript", "TRANSCRIPT")  # fmt: skip
# In a line that holds pages: "GE.04-62822(C)230904270904", "V.08-54117(C)GP070708070708*0854117*", "K0584237291205291205".
_JOB_WITHIN = lazy(
    r"(?<![\dA-Za-z./-])(?:(?:GE|V|K|HQ|LA)\.?\s?\d{2}-\d{5}\s?(?:\([A-Z]\)|（[A-Z]）)\s?(?:GP)?(?:\s?\d{6}){0,4}|[KVN]\d{7}(?:\s?\d{6}){2,4})(?:\s?\*\d{7}\*)?"
    r"|(?<=[A-Za-z])(?:GE|V|K)\.\d{2}-\d{5}\([A-Z]\)(?:GP)?(?:\d{6}){0,4}(?:\*\d{7}\*)?"
)
_OWN_SYMBOL = lazy(
    r"[A-Z][A-Z0-9.()-]*(?:/[A-Za-z0-9.()-]+?)+(?=[\u4e00-\u9fff]|Distr|DISTR|\d{1,2}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]+\d{4})"
)
LONGEST_LINE = 480  # characters of a line that holds a page or more
LONGEST_LEAD = 40  # characters of the name of another page
FEWEST_PAGES = 2
SHORTEST = 80  # characters that lines have on the average where each is a page


def take_site_marks(lines: list[Line], text: str) -> tuple[list[Line], list[Piece]]:
    """Part the lines from what sites and programs left on them; both in their order. text: what the lines stand in."""
    pieces: list[Piece] = []
    if any(lead in text for lead in _LEADS):
        lines = list(_without(lines, text, pieces))
    if lines and lines[0].raw[:1] == "1" and _is_page_a_line(lines):
        lines = list(_without_numbers(lines, text, pieces))
    long = [line for line in lines if len(line.key) > LONGEST_LINE // 3]
    if any(map(_holds_pages, long)):
        lines = [part for line in lines for part in _without_marks(line, text, pieces)]
    return lines, pieces


def _holds_pages(line: Line) -> bool:
    length = len(line.key)
    return length > LONGEST_LINE or (length > LONGEST_LINE // 3 and "Distr" in line.raw)


def _without_marks(line: Line, text: str, pieces: list[Piece]) -> Iterator[Line]:
    """The parts of a line that holds pages, between the job numbers and running heads that stand within it."""
    ink = text[line.start : line.end]
    if not _holds_pages(line) or len(ink) != len(line.raw):
        yield line
        return
    found = [("job_number", match) for match in _JOB_WITHIN.finditer(ink)]
    if own := _OWN_SYMBOL.search(ink, 0, LONGEST_LINE):
        head = re.compile(
            rf"(?<![\d/])\d{{0,3}}{re.escape(own[0])}(?:\s?[Pp]age\s?\d{{1,3}}(?!\d)|(?=[\u4e00-\u9fff])(?![号和及与至]))"
        )
        found += [("page_header", match) for match in head.finditer(ink, own.end()) if match[0] != own[0] or ink[match.start() - 1] in "。；"]  # fmt: skip
    at = 0
    for kind, match in sorted(found, key=lambda each: each[1].start()):
        if match.start() < at:
            continue
        if ink[at : match.start()].strip():
            yield _part(line, ink, at, match.start())
        pieces.append(Piece(kind, _part(line, ink, match.start(), match.end())))
        at = match.end()
    if not at:
        yield line
    elif ink[at:].strip():
        yield _part(line, ink, at, len(ink))


def _part(line: Line, ink: str, first: int, last: int) -> Line:
    """A part of a line; the first is where the line is."""
    if first:
        return piece(line, ink, first, last, indent=0)
    return piece(line, ink, first, last, indent=line.indent, gap=line.gap, page_top=line.page_top)


def _without(lines: list[Line], text: str, pieces: list[Piece]) -> Iterator[Line]:
    whole, begins = _site_lines()
    above = False  # the line before leads to other pages
    for line in lines:
        raw = line.raw
        if above and line.key[-1] == "|" and len(line.key) <= LONGEST_LEAD:
            pieces.append(Piece("notice", line))
            continue
        above = line.key.startswith("←")
        if _PAGE_TITLE.match(raw):
            pieces.append(Piece("page_header", line))
        elif line.key in whole or line.key.startswith(begins):
            pieces.append(Piece("notice", line))
        elif "PAGE" in raw:
            rest: Line | None = line
            while rest and (match := _WORD_FIELDS.match(rest.raw)):
                rest = _cut(rest, text, match.end(), "page_header", pieces)
            if rest:
                yield rest
        else:
            yield line


def _without_numbers(lines: list[Line], text: str, pieces: list[Piece]) -> Iterator[Line]:
    for line in lines:
        match = _PAGE_NUMBER.match(line.raw)
        rest = _cut(line, text, match.end(), "page_number", pieces) if match else line
        if rest:
            yield rest


def _is_page_a_line(lines: list[Line]) -> bool:
    """Whether each line is a page that begins with its number: rising ones, before long lines that break off anywhere."""
    if len(lines) < FEWEST_PAGES or sum(len(line.key) for line in lines) < SHORTEST * len(lines):
        return False
    for number, line in enumerate(lines, 1):
        match = _PAGE_NUMBER.match(line.raw)
        if match is None or int(match[1]) != number or (match[2] and int(match[2]) != number):
            return False
    return sum(line.raw[-1] in "。；;" for line in lines) * 2 < len(lines)


def _cut(line: Line, text: str, end: int, kind: str, pieces: list[Piece]) -> Line | None:
    """Set the first ``end`` characters of a line's raw aside; what is left of it, ``None`` for nothing."""
    ink = text[line.start : line.end]
    if len(ink) != len(line.raw):
        return line  # it holds characters that count as nothing: its places are not those of the source
    if not ink[end:].strip():
        pieces.append(Piece(kind, line))
        return None
    pieces.append(Piece(kind, _part(line, ink, 0, end)))
    return piece(line, ink, end, len(ink), indent=line.indent, gap=line.gap, page_top=line.page_top)


@cache
def _site_lines() -> tuple[frozenset[str], tuple[str, ...]]:
    """The lines of ``undoc/data/site_lines.txt``: whole ones, and what others begin with."""
    rows = [row.partition(" ") for row in read_data("site_lines.txt").splitlines() if row and not row.startswith("#")]
    return frozenset(words for kind, _, words in rows if kind == "line"), tuple(
        words for kind, _, words in rows if kind == "begins"
    )
