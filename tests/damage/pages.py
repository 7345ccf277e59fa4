"""Sets lines in pages with their footnotes, and puts in blank lines."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest

from damage.document import Clean
from damage.furniture import foot, head
from damage.layout import Layout
from damage.render import Kind, Line, note_lines
from damage.wrap import columns

RULE = "_______________"


@dataclass(slots=True)
class PageLine:
    """A line of the finished text: where it comes from."""

    text: str
    kind: Kind
    unit: int = -1
    starts: bool = False


@dataclass(slots=True)
class Page:
    """The text of a page, and the notes to be set at its foot."""

    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def paginate(lines: list[Line], document: Clean, layout: Layout) -> list[PageLine]:
    """All lines of the finished text."""
    pages = _pages(lines, document, layout)
    if layout.masthead == "last":
        _masthead_last(pages[0])
    found: list[PageLine] = []
    count = 0  # of the lines that numbers count
    for number, page in enumerate(pages, 1):
        made = _blanks(_across(page.lines, layout) if layout.two_columns else page.lines, layout, number)
        if layout.dense == "page":
            made = _one_line(made)
        made += _feet(page.notes, layout)
        if layout.line_numbers:
            made, count = _numbered(made, layout, count if layout.line_numbers_run else 0)
        found += _furnished(made, number, len(pages), document, layout)
    return _one_line(found) if layout.dense == "all" else found


def _pages(lines: list[Line], document: Clean, layout: Layout) -> list[Page]:
    notes = {unit.num: note_lines(unit, layout) for unit in document.units if unit.tag == "note"}
    pages = [Page()]
    used = 0
    carried: list[str] = []  # what of a note goes over to the next page
    late: list[str] = []
    for line in lines:
        called = [text for mark in line.notes for text in notes[mark]]
        size = 1 + (0 if layout.notes == "end" else len(called))
        if layout.page_lines and pages[-1].lines and used + size > layout.page_lines:
            pages.append(Page(notes=carried))
            used, carried = len(carried), []
        pages[-1].lines.append(line)
        used += size
        if layout.notes == "end":
            late += called
        elif carried:
            carried += called
        else:
            over = len(notes[line.notes[-1]]) - 1 if called and layout.notes == "split" else 0
            pages[-1].notes += called[: len(called) - over]
            carried = called[len(called) - over :]
    pages[-1].notes += carried + late
    return pages


def _masthead_last(page: Page) -> None:
    """Puts the masthead under the text of its page."""
    top = [line for line in page.lines if line.kind == "masthead"]
    page.lines = [line for line in page.lines if line.kind != "masthead"] + top


def _across(lines: list[Line], layout: Layout) -> list[Line]:
    """The two columns of a page read line by line across."""
    above = list(takewhile(lambda line: line.kind in ("masthead", "front"), lines)) if layout.across_first else []
    lines = lines[len(above) :]
    if not lines:
        return above
    half = (len(lines) + 1) // 2
    width = max(columns(line.text) for line in lines[:half]) + layout.column_gap
    return above + [
        Line(one.text + " " * (width - columns(one.text)) + other.text if other else one.text, one.kind, one.unit, True)
        for one, other in zip_longest(lines[:half], lines[half:])
    ]


def _blanks(page: list[Line], layout: Layout, number: int) -> list[PageLine]:
    lot = random.Random(number)
    found: list[PageLine] = []
    for previous, line in zip([None, *page], page, strict=False):
        wanted = layout.blank == "every" or (layout.blank == "units" and line.starts)
        wanted = wanted or (layout.blank == "some" and lot.random() < 0.3)
        rows = previous is not None and previous.kind == line.kind == "row"
        if previous is not None and wanted and not rows:
            found.append(PageLine("", "blank"))
        found.append(PageLine(line.text, line.kind, line.unit, line.starts))
    return found


def _feet(texts: list[str], layout: Layout) -> list[PageLine]:
    """The notes at the foot of a page."""
    if not texts:
        return []
    rule = [PageLine(RULE, "furniture")] if layout.note_rule else []
    found = [PageLine("", "blank")] if layout.blank != "none" or rule else []
    return found + rule + [PageLine(text, "note") for text in texts]


def _furnished(made: list[PageLine], number: int, total: int, document: Clean, layout: Layout) -> list[PageLine]:
    """A page with what heads and foots it."""
    above = [PageLine(text, "furniture") for text in head(number, total, document, layout)]
    below = [PageLine(text, "furniture") for text in foot(number, total, layout)]
    gap = [] if layout.tight else [PageLine("", "blank")]
    found = above + (gap if above else []) + made + (gap if below else []) + below
    if number > 1 and layout.page_mark == "space":
        found[0].text = " " + found[0].text
    elif number > 1 and layout.page_mark == "form_feed":
        found[0].text = "\f" + found[0].text
    return found


def _numbered(made: list[PageLine], layout: Layout, count: int) -> tuple[list[PageLine], int]:
    """A page's lines with numbers at some of them, as drafts and legal texts have them; and the last number.

    count: the number of the last line before.
    """
    found: list[PageLine] = []
    above: list[PageLine] = []
    for line in made:
        count += bool(line.text.strip())
        number = str(count) if line.text.strip() and count % layout.line_numbers == 0 else ""
        match layout.line_number_place:
            case "margin":
                text = f"{number:5}{line.text}".rstrip()
            case "aligned":
                text = f"{number:>4}  {line.text}".rstrip()
            case "close":
                text = f"{number} {line.text.lstrip()}" if number else line.text
            case "right":
                room = max(2, layout.width * 2 + 4 - columns(line.text))
                text = line.text + " " * room + number if number else line.text
            case "alone" | "above":
                text = line.text
                if number:
                    (found if layout.line_number_place == "alone" else above).append(PageLine(number, "furniture"))
        found.append(PageLine(text, line.kind, line.unit, line.starts))
    return above + found, count


def _one_line(lines: list[PageLine]) -> list[PageLine]:
    """Lines as one, a space between units and after what is no running text."""
    text = ""
    for before, line in zip([None, *lines], lines, strict=False):
        goes_on = before is not None and before.kind == line.kind == "body" and not line.starts
        text += ("" if goes_on or not text else " ") + line.text.strip(" \n\r\u3000")
    return [PageLine(text, "body", -1, True)] if text else []
