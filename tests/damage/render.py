"""Lays the units of a document out in lines, each of which knows its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from damage.characters import forms, note_mark
from damage.document import Clean, Unit
from damage.layout import Layout
from damage.wrap import columns, wrap

Kind = Literal["masthead", "front", "body", "row", "aside", "note", "furniture", "blank"]

FRONT = frozenset(["masthead", "title", "subtitle", "topic", "contents", "entry"])
BODY = frozenset(["section", "para", "enact", "recital", "block", "block-in", "quote", "item", "speech", "annex"])
BARE_NUMERALS = frozenset("一二三四五六七八九十ABCDEF")  # of sections: always on a line of their own
KINDS: dict[str, Kind] = dict.fromkeys(FRONT, "front") | dict.fromkeys(BODY, "body") | {"table": "row"}


@dataclass(slots=True)
class Line:
    """A line of the damaged text."""

    text: str
    kind: Kind
    unit: int = -1
    starts: bool = False
    notes: tuple[str, ...] = ()  # called in the unit, to be set at the page's foot


def render(document: Clean, layout: Layout) -> list[Line]:
    """The lines of all units but the notes, unless these follow their units. No pages yet."""
    lines: list[Line] = []
    top = _masthead_units(document)
    for index, unit in enumerate(document.units):
        if unit.tag == "note":
            if layout.notes == "after":
                lines += [Line(text, "note", index, not number) for number, text in enumerate(note_lines(unit, layout))]
            continue
        made = _lines(unit, layout)
        if layout.twice_titled and unit.tag == "title":
            made *= 2
        if layout.end_space and unit.tag in BODY:
            made[-1] += " "
        kind: Kind = "masthead" if index < top else KINDS.get(unit.tag, "aside")
        lines += [Line(text, kind, index, number == 0) for number, text in enumerate(made)]
        if (called := _notes_after(document, index)) and layout.notes != "after":
            lines[-1].notes = called
    lines = _masthead(lines, layout)
    return _joined(lines) if layout.dense == "text" else lines


def note_lines(unit: Unit, layout: Layout) -> list[str]:
    """The lines of a footnote."""
    return wrap(forms(unit.text, layout), layout, layout.width, f"{note_mark(unit.num, layout)} ")


def _masthead_units(document: Clean) -> int:
    """How many units stand in the masthead, before session, agenda item and title."""
    for index, unit in enumerate(document.units):
        if unit.tag != "masthead" or "届会议" in unit.text:
            return index
    return len(document.units)


def _masthead(lines: list[Line], layout: Layout) -> list[Line]:
    """The masthead's lines as the layout wants them."""
    top = [line for line in lines if line.kind == "masthead"]
    rest = lines[len(top) :]
    if not top:
        return lines
    if layout.masthead == "one_line":
        notes = tuple(mark for line in top for mark in line.notes)
        return [Line(" ".join(line.text.strip() for line in top), "front", 0, True, notes), *rest]
    if layout.masthead == "columns":
        on_the_right = {line.unit for line in top if re.search("[A-Za-zＡ-Ｚａ-ｚ]", line.text)}
        right = [line for line in top if line.unit in on_the_right]
        left = [line for line in top if line.unit not in on_the_right]
        across = [
            Line(
                f"{one.text if one else '':24}{other.text.strip() if other else ''}".rstrip(),
                "front",
                (one or other or top[0]).unit,
                True,
                (one.notes if one else ()) + (other.notes if other else ()),
            )
            for one, other in zip_longest(left, right)
        ]
        return across + rest
    return lines


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
        case "label" if layout.split_labels:
            return [forms(cell, layout) for cell in unit.cells]
        case "table" | "label":
            return ["    ".join(forms(cell, layout) for cell in unit.cells)]
        case "section":
            narrow = max(12, width * 7 // 10)
            if layout.heading_alone or num in BARE_NUMERALS:
                made = [layout.heading_indent + num] if num else []
                return made + (wrap(text, layout, narrow, layout.heading_indent) if text else [])
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
        case "quote":
            return wrap(text, layout, max(12, width - 4), layout.indent + layout.item_indent, layout.item_indent)
    return wrap(text, layout, width, layout.indent)


def _entry(unit: Unit, layout: Layout) -> list[str]:
    title, span, page = (*unit.cells, "", "")[:3]
    title, num = forms(title, layout), forms(unit.num, layout)
    if layout.split_contents:
        leader = title + " " + "." * 12
        return [part for part in (num, leader, span, page) if part]
    room = max(4, min(90, layout.width * 2) - columns(num + title + span + page) - 8)
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
