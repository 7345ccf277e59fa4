"""The contents page: recognized, kept as one node of rows, never mistaken for headings."""

from __future__ import annotations

from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.normalize.spacing import merge_spans, tidy
from undoc.structure.openers import OPENING, cells, openers
from undoc.tree import Node

_COLUMN = r"章次|段次|页次|节次|条次|段落|页码"
CONTENTS_HEAD = lazy(rf"(?:目录|目次)(?:{_COLUMN}){{0,3}}|CONTENTS|Contents")  # 目录; 目录 段次 页次
_LEADER = lazy(r"[.．…·]{4,}|(?:[.．] ){3,}|…{2,}")
_COLUMNS = lazy(rf"(?:{_COLUMN}|章|节|段|页)+")
_NUMBERS = lazy(r"[\d\-–—－,，、至ivxlc]+")
_ENDS_IN_NUMBER = lazy(r".*\D\d{1,4}(?:[-–—－]\d{1,4})?\d{0,4}")
_GAP_AND_PAGE = lazy(r"(?:\s{2,}|\t)[\d\-–—－]+$")
_END_OF_ENTRY = lazy(r"(?:[.．…·]{2,}[\d\-–—－,，、至ivxlc.．…·]*|(?<=[^\d第])\d[\d\-–—－]*)$")
_AGENDA = lazy(r"议程项目\d|临时议程项目\d")
_CONTINUED = lazy(r"目录[(（]续[)）]")
_NUMERAL = lazy(r"(?:[一二三四五六七八九十]{1,3}|[A-Z]|\d{1,2})[.．、]?")
LONGEST_ENTRY = 8  # lines of an entry
REACH = 300  # a contents page begins within so many lines
LONGEST = 800  # and has at most so many


def take_contents(lines: list[Line], source: str) -> tuple[list[Line], Node | None]:
    """Part a contents page from the lines of the text; its node has an entry a row.

    It ends where a line stands that is no entry: a heading met in it before, a paragraph, a sentence.
    """
    heads = (i for i, line in enumerate(lines[:REACH]) if CONTENTS_HEAD.fullmatch(line.key) or _heads(lines, i))
    begin = next(heads, None)
    if begin is None:
        return lines, None
    seen = ""
    end = opening = _agenda_end(lines, begin + 1)
    for i in range(end, min(len(lines), begin + LONGEST) if opening == begin + 1 else end):
        line = lines[i]
        key = line.key
        if _is_entry(line):
            seen += key
            end = i + 1
            continue
        if key[0] == "*":
            continue  # a note on an entry
        found = openers(key, line.raw)
        if any(o.kind == "formula" or (o.kind == "paragraph" and len(key) > 20) for o in found):
            break
        words = key[max((o.head for o in found), default=0) :].rstrip("*")  # 一、导言 may be listed as 一. 导言
        numbered = any(_NUMBERS.fullmatch(below.key) for below in lines[i + 1 : i + 3])  # a cell of an entry
        if len(words) > 1 and words in seen and not numbered and not any(o.alone for o in found):
            break  # the first heading again, now for real
        if key[-1:] in ("。", "；", "，") or i >= end + 4:
            break
        seen += key
    if end == begin + 1:
        return lines, None
    head = lines[begin]
    node = Node("contents", head.number, rows=[], page=head.page)
    rows = ([tidy(cell) for cell in cells(source[line.start : line.end])] for line in lines[begin:end])
    node.rows = _entries([[cell for cell in row if cell] for row in rows])
    node.spans = merge_spans([(line.start, line.end) for line in lines[begin:end]], source)
    return lines[:begin] + lines[end:], node


def listed_heads(contents: Node) -> frozenset[str]:
    """The heads that a contents page lists, without their numbers, leaders and page numbers, and without white space.

    An entry over several lines is one: it goes on where no page number ended the line and no number begins the next. Where
    no entry has a page number, as in a record's agenda, each line may be one, and so may a few together.
    """
    entries: list[list[str]] = [[]]
    paged = False
    for row in (contents.rows or [])[1:]:
        raw = " ".join(str(cell) for cell in row)
        key = "".join(raw.split())
        if _COLUMNS.fullmatch(key) or _NUMBERS.fullmatch(key):
            entries.append([])
            continue
        number = max((o.head for o in openers(key, raw) if o.kind in ("section", "annex")), default=0)
        if number or _AGENDA.match(key):
            entries.append([])
        end = _END_OF_ENTRY.search(key)
        entries[-1].append(key[number : end.start() if end else len(key)])
        if end:
            entries.append([])
            paged = True
    heads: set[str] = set()
    for entry in entries:
        for first in range(1 if paged else len(entry)):
            lasts = (len(entry),) if paged else range(first + 1, min(first + LONGEST_ENTRY, len(entry)) + 1)
            heads |= {"".join(entry[first:last]).rstrip("*") for last in lasts}
    return frozenset(head for head in heads if len(head) > 1)


def _heads(lines: list[Line], i: int) -> bool:
    """Whether the columns' heads stand from line ``i`` on, no 目录 above them: 章次, 段次, 页次."""
    if "次" not in lines[i].key or not _COLUMNS.fullmatch(lines[i].key):
        return False
    heads = "".join(line.key for line in lines[i : i + 3] if _COLUMNS.fullmatch(line.key))
    return heads.count("次") > 1 and any(_is_entry(line) for line in lines[i + heads.count("次") : i + LONGEST_ENTRY])


def _entries(rows: list[list[str]]) -> list[list[str]]:
    """The rows of a contents page; where each cell stands on a line of its own, an entry's cells in one row."""
    entries: list[list[str]] = []
    for row in rows:
        above = entries[-1] if entries else [""]
        alone, last = len(row) == 1, above[-1].replace(" ", "")
        pages = alone and _NUMBERS.fullmatch(row[0]) is not None
        numeral = len(above) == 1 and _NUMERAL.fullmatch(last) is not None
        heads = alone and _COLUMNS.fullmatch(row[0]) is not None and _COLUMNS.fullmatch(last) is not None
        if entries and ((pages and len(above) < 4 and not _COLUMNS.fullmatch(last)) or (alone and numeral) or heads):
            above += row
        else:
            entries.append(row)
    return entries


def contents_before(lines: list[Line], contents: Node) -> int:
    """The index of the first of the text's lines that stood below the contents page."""
    return next((i for i, line in enumerate(lines) if line.start > contents.spans[0][0]), len(lines))


def _agenda_end(lines: list[Line], begin: int) -> int:
    """The contents of a summary record are its agenda: all up to the line in which the sitting opens."""
    for i in range(begin, min(len(lines), begin + 40)):
        if OPENING.match(lines[i].key):
            return i
        if lines[i].key[-1:] == "。" or _LEADER.search(lines[i].raw):
            break
    return begin


def _is_entry(line: Line) -> bool:
    key = line.key
    if _LEADER.search(line.raw) or _CONTINUED.fullmatch(key) or _COLUMNS.fullmatch(key) or _NUMBERS.fullmatch(key):
        return True
    if len(key) >= 90 or not key[-1:].isdecimal() or _ENDS_IN_NUMBER.fullmatch(key) is None:
        return False
    return not any(mark in key for mark in "，。；") or _GAP_AND_PAGE.search(line.raw) is not None
