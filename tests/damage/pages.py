"""Sets lines in pages with their furniture and footnotes, and puts in blank lines."""

from __future__ import annotations

from dataclasses import dataclass

from damage.document import Clean
from damage.layout import Layout
from damage.render import Kind, Line, note_lines

RULE = "_______________"


@dataclass(slots=True)
class PageLine:
    """A line of the finished text: where it comes from."""

    text: str
    kind: Kind
    unit: int
    starts: bool


def paginate(lines: list[Line], document: Clean, layout: Layout) -> list[PageLine]:
    """All lines of the finished text."""
    notes = {unit.num: note_lines(unit, layout) for unit in document.units if unit.tag == "note"}
    pages = _pages(lines, notes, layout)
    found: list[PageLine] = []
    late: list[str] = []
    for number, page in enumerate(pages, 1):
        called = [marker for line in page for marker in line.notes]
        if layout.notes == "end":
            late += called
        made = _blanks(page, layout)
        if layout.notes == "foot":
            made += _feet(called, notes, layout)
        if number == len(pages):
            made += _feet(late, notes, layout)
        found += _furnished(made, number, len(pages), document, layout)
    return found


def _pages(lines: list[Line], notes: dict[str, list[str]], layout: Layout) -> list[list[Line]]:
    pages: list[list[Line]] = [[]]
    used = 0
    for line in lines:
        size = 1
        if layout.notes == "foot":
            size += sum(len(notes[marker]) for marker in line.notes)
        if layout.page_lines and pages[-1] and used + size > layout.page_lines:
            pages.append([])
            used = 0
        pages[-1].append(line)
        used += size
    return pages


def _blanks(page: list[Line], layout: Layout) -> list[PageLine]:
    found: list[PageLine] = []
    for number, line in enumerate(page):
        previous = page[number - 1] if number else None
        wanted = layout.blank == "every" or (layout.blank == "units" and line.starts)
        rows = previous is not None and previous.kind == line.kind == "row"
        if previous is not None and wanted and not rows:
            found.append(PageLine("", "blank", -1, False))
        found.append(PageLine(line.text, line.kind, line.unit, line.starts))
    return found


def _feet(markers: list[str], notes: dict[str, list[str]], layout: Layout) -> list[PageLine]:
    if not markers:
        return []
    head = [RULE] if layout.note_rule else []
    found = [PageLine("", "blank", -1, False)] if layout.blank != "none" or head else []
    found += [PageLine(text, "furniture", -1, False) for text in head]
    return found + [PageLine(text, "note", -1, False) for marker in markers for text in notes[marker]]


def _furnished(made: list[PageLine], number: int, total: int, document: Clean, layout: Layout) -> list[PageLine]:
    """A page with what heads and foots it."""
    head: list[str] = []
    foot: list[str] = []
    if layout.running_head and number > 1:
        head.append(document.settings["symbol"])
    if layout.job_number:
        digits = "".join(c for c in layout.job_number if c.isdigit())
        foot += [f"{layout.job_number} (C)  150931  160931", f"*{digits}*"] if number == 1 else [layout.job_number]
    if layout.page_number and number > 1:
        foot.append(layout.page_number.format(page=number, pages=total))
    gap = [PageLine("", "blank", -1, False)]
    found = [PageLine(text, "furniture", -1, False) for text in head] + (gap if head else []) + made
    if foot:
        found += gap + [PageLine(text, "furniture", -1, False) for text in foot]
    if number > 1 and layout.page_mark == "space":
        found[0].text = " " + found[0].text
    elif number > 1 and layout.page_mark == "form_feed":
        found[0].text = "\f" + found[0].text
    return found
