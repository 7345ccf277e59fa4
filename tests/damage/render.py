"""Lays the units of a document out in lines, each of which knows its unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from damage.document import Clean, Unit
from damage.layout import Layout
from damage.wrap import columns, forms, wrap

Kind = Literal["front", "body", "row", "aside", "note", "furniture", "blank"]

FRONT = frozenset(["masthead", "title", "subtitle", "topic", "contents", "entry"])
BODY = frozenset(["section", "para", "enact", "recital", "block", "block-in", "item", "speech", "annex"])


@dataclass(slots=True)
class Line:
    """A line of the damaged text."""

    text: str
    kind: Kind
    unit: int = -1
    starts: bool = False
    notes: tuple[str, ...] = ()  # called in the unit, to be set at the page's foot


def render(document: Clean, layout: Layout) -> list[Line]:
    """The lines of all units but the notes. No pages yet."""
    lines: list[Line] = []
    for index, unit in enumerate(document.units):
        if unit.tag == "note":
            continue
        made = _lines(unit, layout)
        if layout.end_space and unit.tag in BODY:
            made[-1] += " "
        kind: Kind = (
            "front" if unit.tag in FRONT else "body" if unit.tag in BODY else "row" if unit.tag == "table" else "aside"
        )
        lines += [Line(text, kind, index, number == 0) for number, text in enumerate(made)]
        if called := _notes_after(document, index):
            lines[-1].notes = called
    return _joined(lines) if layout.dense else lines


def note_lines(unit: Unit, layout: Layout) -> list[str]:
    """The lines of a footnote."""
    return wrap(forms(unit.text, layout), layout, layout.width, unit.num + " ")


def _notes_after(document: Clean, index: int) -> tuple[str, ...]:
    """The notes written under a unit."""
    found = []
    for unit in document.units[index + 1 :]:
        if unit.tag != "note":
            break
        found.append(unit.num)
    return tuple(found)


def _lines(unit: Unit, layout: Layout) -> list[str]:
    text, num, width = forms(unit.text, layout), forms(unit.num, layout), layout.width
    match unit.tag:
        case "masthead" if layout.spaced_masthead and len(text) < 6 and "/" not in text:
            return [layout.front_indent + " ".join(text)]
        case "masthead" | "title" | "subtitle" | "topic" | "contents" | "signature" | "closing":
            first = layout.front_indent + (num + " " if num else "")
            return wrap(text, layout, width, first, layout.front_indent)
        case "entry":
            return _entry(unit, layout)
        case "table" | "label":
            return ["    ".join(forms(cell, layout) for cell in unit.cells)]
        case "section":
            narrow = max(12, width * 7 // 10)
            if num and layout.heading_alone:
                return [num, *wrap(text, layout, narrow)]
            space = "" if num.endswith("、") else " "
            return wrap(
                text, layout, narrow, layout.heading_indent + (num + space if num else ""), layout.heading_indent
            )
        case "annex":
            return [layout.heading_indent + num, *wrap(text, layout, max(12, width * 7 // 10), layout.heading_indent)]
        case "para":
            if layout.number_alone:
                return [num, *wrap(text, layout, width)]
            return wrap(text, layout, width, layout.number_indent + num + layout.number_gap)
        case "item":
            indent = layout.item_indent * (unit.depth + 1)
            hang = indent if layout.hanging else ""
            return wrap(text, layout, width, indent + num + (layout.number_gap and " "), hang)
        case "speech":
            return wrap(num + text, layout, width, layout.indent)
    return wrap(text, layout, width, layout.indent)


def _entry(unit: Unit, layout: Layout) -> list[str]:
    title, span, page = (*unit.cells, "", "")[:3]
    title, num = forms(title, layout), forms(unit.num, layout)
    if layout.split_contents:
        leader = title + " " + "." * 12
        return [part for part in (num, leader, span, page) if part]
    room = max(4, layout.width * 2 - columns(num + title + span + page) - 8)
    return [f"{num} {title} {'.' * room}  {span}  {page}".replace("    ", "  ")]


def _joined(lines: list[Line]) -> list[Line]:
    """Running text of neighbouring units on one line, spaces between the units only."""
    found: list[Line] = []
    for line in lines:
        if line.kind == "body" and found and found[-1].kind == "body":
            last = found[-1]
            last.text += (" " if line.starts else "") + line.text.strip()
            last.notes += line.notes
        else:
            found.append(line)
    return found
