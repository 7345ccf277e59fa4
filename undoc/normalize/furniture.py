"""Page furniture: what the page printed around the text. Found by shape, by place and by how often it comes.

A line is *sure* furniture by its shape (a job number, a bar code, "第2页", the document's own symbol as a running
head) and *likely* by a weaker one (a lone number, a line that comes again and again). A likely line counts where it
touches a page's edge: a form feed, or a sure line.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, takewhile

from undoc.lazy import lazy
from undoc.normalize.lines import Line


@dataclass(slots=True, eq=False, repr=False)
class Piece:
    """A line taken out of the text, or a part of one. kind: page_header, page_number, job_number, bar_code, rule, notice,
    line_number.
    """

    kind: str
    line: Line


_JOB = r"(?:(?:GE|V|K|HQ|LA)\.?\s?\d{2}-\s?\d{4,6}|\d{2}-\d{5}|[NVK]\d{7}(?=\s?\())(?:\s?\*)?(?:\s?\([A-Z]\))?(?:\s?GP)?(?:\s*\d{6}\b){0,4}"
_PAGE_OF = r"\d{1,4}\s*/\s*\d{1,4}"
_LONE_JOB = lazy(rf"{_JOB}(?:\s*\*[0-9]{{6,8}}\*)?")  # 18-21559 (C)    115452
_SHORT_JOB = lazy(r"[NVGK]\d{7}|\d{7}[CEFRSA]")  # N0026546, 2228914C
_PAGE = lazy(r"(?:[Pp]age|PAGE)\s?\d{1,4}(?:\s?of\s?\d{1,4})?:?|\d{1,4}\s[Pp]age\s\d{1,4}")
_REQUEST = lazy(r"请\s?回\s?收.{0,2}|advertisement|Please recycle.{0,2}")
# What stands alone on a line; tried on the raw line, in order: kind, characters that it may begin with ("0" for any digit),
# what the line must hold (so that few shapes are ever compiled), shape. Each shape has one or two of the forms printed.
_SHAPES = (
    ("bar_code", "*", "", lazy(r"\*\s?[0-9]{6,8}\s?\*")),  # *0384885*
    ("job_number", "0GVKHL", "-", _LONE_JOB),
    ("job_number", "NVK", "(", _LONE_JOB),
    ("job_number", "0", "-", lazy(rf"(?:{_PAGE_OF}|\d{{1,4}})\s+{_JOB}")),  # 2/9 18-21559
    ("job_number", "0GVKHL", "-", lazy(rf"{_JOB}\s+(?:{_PAGE_OF}|\d{{1,4}})")),  # 18-21559 3/9
    ("job_number", "0", "-", lazy(r"(?:\d{1,3}/\d{1,3})\d{2}-\d{5}|\d{2}-\d{5}\d{1,3}/\d{1,3}")),  # 3/625-07844
    ("job_number", "0NVGK", "", _SHORT_JOB),
    ("page_number", "-–—－", "", lazy(r"[-–—－]\s?\d{1,4}\s?[-–—－]")),  # - 2 -
    ("page_number", "第", "页", lazy(r"第\s?\d{1,4}\s?页(?:[，,/\s]*共\s?\d{1,4}\s?页)?")),  # 第 2 页
    ("page_number", "Pp", "", _PAGE),
    ("page_number", "0", "age", _PAGE),
    ("page_number", "0", "/", lazy(r"\d{1,3}\s?/\s?\d{1,3}")),  # 2/5
    ("notice", "h", ":", lazy(r"https?://\S{3,}[^\s。，；）)]")),  # the address of a site's page; none that ends a sentence
    ("notice", "请", "收", _REQUEST),
    ("notice", "aP", "e", _REQUEST),
    ("rule", "_-—─―=*", "", lazy(r"_{3,}|-{5,}|—{4,}|─{3,}|―{4,}|={5,}|\*(?:\s?\*){4,}")),
)  # fmt: skip
_BY_FIRST = {
    first: [(kind, needed, shape) for kind, firsts, needed, shape in _SHAPES if first in firsts]
    for first in {first for _, firsts, _, _ in _SHAPES for first in firsts}
}
_LAST_AFTER_DIGIT = frozenset("*)PCEFRSA")  # and digits: how the shapes end that a digit begins
# A document symbol that is a whole line, or begins or ends one: "A/RES/75/96 调查…", "…阿拉伯人人 A/RES/75/96", "3 A/65/7"
_SYMBOL = r"[A-Z](?:[.()]?[A-Z0-9])*+(?:/[A-Za-z0-9.()-]+)+(?:\s?\(\d{4}\))?"
_SYMBOL_BEGINS = frozenset("*ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_FEW_SYMBOLS = 8
_SYMBOL_LINE = lazy(rf"\*?({_SYMBOL})\*?")
_BESIDE_SYMBOL = lazy(r"\s(?:[Pp]age\s?\d|\d{1,2}\s?[A-Z][a-z]{2,8}\s?\d{4})")  # A/HRC/99/31 16 May 2035
_HEAD_SYMBOL = lazy(rf"({_SYMBOL})\s+(?=\S)")
_TAIL_SYMBOL = lazy(rf"(?:\d{{1,4}}\s|.*[^\sA-Za-z0-9/.(-])\s*({_SYMBOL})")
_LONE_NUMBER = lazy(r"\d{1,4}|[ivxlc]{1,7}")
_DAY_OF_JOB = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"
_DAYS_OF_JOB = lazy(rf"\d{{6}}\s+\d{{6}}|{_DAY_OF_JOB}")  # 150931    160931: when the job was received and done
_PAGE_WORDS = ("page", "Page", "PAGE", "第页")
_PAGE_OF_SITE = lazy(r"Page\s(\d{1,4}):\s?\S")  # Page 2: …: what sites that show PDF files print between its pages
_NO_HEAD_ENDS = "，。；、,;：:"
_AFTER_NUMBER = ".．、"  # 15. 在第51次会议上: a paragraph that begins as others do
_TERMINAL = "。；：！？.;:!?”」』）)]"
MASTHEAD_LINES = 30


def _shape(raw: str, first: str) -> str | None:
    """What a line is by its shape alone. first: its first character, which is a digit or in ``_BY_FIRST``."""
    if first.isdecimal():
        if not (raw[-1] in _LAST_AFTER_DIGIT or raw[-1].isdecimal()):
            return None  # as most lines that begin with a number
        first = "0"
    elif first == "第" and raw[-1] != "页":
        return None
    if len(raw) > 80:
        return None
    for kind, needed, shape in _BY_FIRST[first]:
        if needed in raw and shape.fullmatch(raw):
            return kind
    return None


def own_symbols(lines: list[Line]) -> set[str]:
    """Symbols (without white space) that stand in the masthead, or alone on two lines and more."""
    counts: Counter[str] = Counter()
    first: set[str] = set()
    for line in lines[:MASTHEAD_LINES]:
        if "/" in line.key and len(line.key) <= 60:  # 联 合 国   A/77/100
            pieces = (line.key,) if _is_symbol(line) else line.raw.split()
            first.update(match[1] for piece in pieces if (match := _SYMBOL_LINE.fullmatch(piece)) and _closed(piece))
    for line in lines:
        if line.key[0] in _SYMBOL_BEGINS and _is_symbol(line):
            counts[line.key.strip("*")] += 1
    return first | {symbol for symbol, count in counts.items() if count > 1}


def _is_symbol(line: Line) -> bool:
    """Whether a line is a document symbol and nothing else: no "A/65/7    2"."""
    key = line.key
    return (
        "/" in key
        and len(key) <= 60
        and key[0] in _SYMBOL_BEGINS
        and "  " not in line.raw
        and not (" " in line.raw and _BESIDE_SYMBOL.search(line.raw))
        and _SYMBOL_LINE.fullmatch(key) is not None
        and _closed(key)
    )


def _closed(symbol: str) -> bool:
    return symbol.count("(") == symbol.count(")")


def take_furniture(lines: list[Line]) -> tuple[list[Line], list[Piece]]:
    """Part the lines of the text from the page's furniture; both in their order.

    Rules above footnotes are furniture too (kind "rule"); ``structure.notes`` reads their place.
    """
    symbols = own_symbols(lines)
    kinds: list[str | None] = [
        _shape(line.raw, begins) if (begins := line.raw[0]) in _BY_FIRST or begins.isdecimal() else None
        for line in lines
    ]
    for index in _pages_of_site(lines):
        kinds[index] = "page_header"
    top = "".join(line.key for line in lines[: 2 * MASTHEAD_LINES])
    seen = _first_seen(lines, symbols)
    likely: list[int] = []
    first_of: dict[str, int] = {}
    groups: dict[str, list[int]] = {}  # lines that come again
    for index, line in enumerate(lines):
        if kinds[index] is not None:
            continue
        key = line.key
        length = len(key)
        if length > 90:
            continue
        slash = "/" in key
        if slash and _names_any(key, symbols) and (kind := _running_head(line, symbols, seen, top, index)):
            kinds[index] = kind
        elif (
            (length in (6, 12) and _DAYS_OF_JOB.fullmatch(line.raw))
            or (length <= 7 and _LONE_NUMBER.fullmatch(key))
            or (slash and index >= MASTHEAD_LINES and key[0] in _SYMBOL_BEGINS and _SYMBOL_LINE.fullmatch(key))
        ):
            likely.append(index)
        elif length <= 60 and key[-1] not in _NO_HEAD_ENDS:
            key = key.strip("0123456789")
            first = first_of.setdefault(key, index)
            if first != index and len(key) > 3 and key[0] not in _AFTER_NUMBER:
                groups.setdefault(key, [first]).append(index)
    _titles_at_heads(lines, kinds, seen)
    for places in sorted(groups.values()):
        for index in _at_edges(places, lines, kinds):
            kinds[index] = "page_header"
    _spread(lines, kinds, likely)
    _page_numbers(lines, kinds, likely)
    _drop_odd_rules(lines, kinds)
    kept = [line for line, kind in zip(lines, kinds, strict=True) if kind is None]
    return kept, [Piece(kind, line) for line, kind in zip(lines, kinds, strict=True) if kind is not None]


def _pages_of_site(lines: list[Line]) -> list[int]:
    """The lines "Page 1: …", "Page 2: …", which count from 1 on."""
    found = [
        (i, match) for i, line in enumerate(lines) if line.raw[0] == "P" and (match := _PAGE_OF_SITE.match(line.raw))
    ]
    numbers = [int(match[1]) for _, match in found]
    if not numbers or numbers[0] > 2 or any(b <= a for a, b in pairwise(numbers)):
        return []
    return [i for i, _ in found]


def _names_any(key: str, symbols: set[str]) -> bool:
    """Whether a line may hold one of the document's own symbols: the cheap test before those of ``_running_head``."""
    return len(symbols) > _FEW_SYMBOLS or any(symbol in key for symbol in symbols)


def _first_seen(lines: list[Line], symbols: set[str]) -> dict[str, int]:
    """For each symbol the first line of the masthead that holds it: that one is no running head."""
    return {
        symbol: next((i for i, line in enumerate(lines[: 2 * MASTHEAD_LINES]) if symbol in line.key), -1)
        for symbol in symbols
    }


def _running_head(line: Line, symbols: set[str], seen: dict[str, int], top: str, index: int) -> str | None:
    """A running head by the document's own symbol: alone on its line again, or beside a piece of the title."""
    key = line.key
    if (match := _SYMBOL_LINE.fullmatch(key)) and (match[1] in symbols or " " not in line.raw):
        symbol = match[1]
        if symbol in symbols and (index > seen[symbol] or index >= MASTHEAD_LINES):
            return "page_header"
        return None
    if index < 3 or key.count("(") != key.count(")"):  # the end of a heading's "(A/91/10 and A/91/988)"
        return None
    raw = line.raw
    for match in (_HEAD_SYMBOL.match(raw), _TAIL_SYMBOL.fullmatch(raw)):
        if match and (symbol := "".join(match[1].split())) in symbols:
            rest = key.replace(symbol, "", 1).strip("0123456789…/.-")
            if not rest or rest in _PAGE_WORDS or (rest[-1] not in "。；，、" and rest in top.replace(key, "", 1)):
                return "page_header"
    return None


def _titles_at_heads(lines: list[Line], kinds: list[str | None], seen: dict[str, int]) -> None:
    """Lines below (or above) a running head's symbol that repeat the title, or its first (last) lines, are that head's,
    too; even where it comes once.
    """
    heads = [
        i for i, kind in enumerate(kinds) if kind == "page_header" and any(symbol in lines[i].key for symbol in seen)
    ]
    if not heads:
        return
    top = min(heads[0], MASTHEAD_LINES)
    above = [_TITLE_NUMBER.sub("", line.key) for line in takewhile(_may_be_title, lines[:top])]
    joined = ["".join(above[i : i + count]) for i in range(len(above)) for count in range(1, LONGEST_TITLE + 1)]
    titles = "\n".join(["", *joined, ""])
    for at in heads:
        for step in (1, -1):
            i, said = at + step, ""
            while top <= i < len(lines) and kinds[i] is None:
                key = lines[i].key
                said = said + key if step > 0 else key + said
                if len(said) < SHORTEST_TITLE or key[-1] in _NO_HEAD_ENDS or _NO_TITLE.match(said):
                    break
                if ("\n" + said if step > 0 else said + "\n") not in titles:
                    break
                kinds[i] = "page_header"
                i += step


SHORTEST_TITLE, LONGEST_TITLE = 5, 6  # characters; lines
_TITLE_NUMBER = lazy(r"^\d{1,4}/\d{1,4}[A-Z]?[.．]|\*+$")  # 77/200. 标题*
_NO_TITLE = lazy(r"[(（]|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.．、]|.*\d日$")
# What follows the title: what a contents page lists are headings as well.
_AFTER_TITLE = ("目录", "目次", "议程", "摘要", "概要", "内容提要", "1.", "1．", "1、", "一.", "一、")


def _may_be_title(line: Line) -> bool:
    return not line.key.startswith(_AFTER_TITLE) or line.key.startswith("议程项目")


def _at_edges(places: list[int], lines: list[Line], kinds: list[str | None]) -> list[int]:
    """Those places of a line that comes again where it is a running head: at pages' edges, or cutting a sentence.

    The first place of all is the title or the masthead itself where it stands on page one.
    """
    edges: list[int] = []
    cutting: list[int] = []
    for i in places:
        if _touches_edge(i, lines, kinds):
            edges.append(i)
        elif i and len(lines[i - 1].key) > 8 and lines[i - 1].raw[-1] not in _TERMINAL + "，,、":
            cutting.append(i)
    first = places[0]
    running = places[1:] if first < MASTHEAD_LINES and lines[first].page == 1 else places
    if len(edges) >= 2 and len(edges) * 2 >= len(running):
        return edges[1:] if running is not places and edges[0] == first else edges
    both = len(edges) + len(cutting)
    if len(places) >= 3 and len(cutting) >= 2 and both * 3 >= len(running) * 2 and _page_apart(places, lines):
        return running
    return []


SHORTEST_PAGE = 15  # lines


def _page_apart(places: list[int], lines: list[Line]) -> bool:
    """Whether most of some lines are a page apart: what comes again sooner (《大会正式记录，第七十七 in notes) is text."""
    near = sum(lines[b].number - lines[a].number < SHORTEST_PAGE for a, b in pairwise(places))
    return near * 3 <= len(places)


def _touches_edge(i: int, lines: list[Line], kinds: list[str | None]) -> bool:
    """Whether a line touches a page's edge: a form feed, or furniture found so far (a rule above notes is none)."""
    if lines[i].page_top and lines[i].page > 1:
        return True
    after = i + 1 < len(lines) and (lines[i + 1].page_top or kinds[i + 1] not in (None, "rule"))
    return after or (i > 0 and kinds[i - 1] not in (None, "rule"))


def _spread(lines: list[Line], kinds: list[str | None], likely: list[int]) -> None:
    """Lone numbers, and symbols alone on their line, count where they touch a page's edge; the last page's number too."""
    if likely and likely[-1] == len(lines) - 1 and lines[-1].key.isdecimal():
        pages = {lines[-1].page, kinds.count("page_header") + 1, kinds.count("page_number") + 2}
        if int(lines[-1].key) in pages - {1}:
            kinds[-1] = "page_number"
    for order in (likely, reversed(likely)):
        for i in order:
            if kinds[i] is None and _touches_edge(i, lines, kinds):
                key = lines[i].key
                kinds[i] = (
                    "page_header" if "/" in key else "job_number" if len(key) > 4 and key[0] < "a" else "page_number"
                )


def _page_numbers(lines: list[Line], kinds: list[str | None], likely: list[int]) -> None:
    """Lone numbers that grow by one at a page's distance, at least one of them in mid-sentence."""
    chain: list[int] = []
    for i in likely:
        if kinds[i] is not None or not lines[i].key.isdecimal():
            continue
        if (
            chain
            and int(lines[i].key) == int(lines[chain[-1]].key) + 1
            and lines[i].number - lines[chain[-1]].number >= SHORTEST_PAGE
        ):
            chain.append(i)
        elif not chain or len(chain) < 2:
            chain = [i]
    if not chain:
        return
    torn = len(chain) >= 2 and any(lines[i - 1].raw[-1] not in _TERMINAL for i in chain if i)
    if torn or (int(lines[chain[0]].key) == 2 and chain[0] >= 15 and _stand_apart(chain, lines)):
        for i in chain:
            kinds[i] = "page_number"


def _stand_apart(chain: list[int], lines: list[Line]) -> bool:
    """Whether empty lines stand before some lines, as before few others."""
    return all(lines[i].gap for i in chain) and sum(line.gap > 0 for line in lines) * 8 < len(lines)


def _drop_odd_rules(lines: list[Line], kinds: list[str | None]) -> None:
    """ "2/5" is a page number only where pages end; in a lone table cell or a list it is text."""
    if "page_number" not in kinds:
        return
    for i, kind in enumerate(kinds):
        if kind == "page_number" and "/" in lines[i].key and i < len(lines) - 1:
            near = [kinds[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
            if not any(near) and not lines[i].page_top and not lines[i + 1].page_top:
                kinds[i] = None
