"""A document as a list of the units to compare."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from undoc.eids import number_of
from undoc.normalize.spacing import bare

if TYPE_CHECKING:
    from undoc.model import Document, Node

_REGIONS = ("preface", "preamble", "body", "conclusions", "annexes")
# Types whose number, within its parent's, is what people cite: 3(a), 附件一.2.
_CITED = ("paragraph", "item", "annex")


@dataclass(slots=True)
class Unit:
    """A node or a note with its own text: heading, text and rows, a line each.

    label: for people, ``paragraph 3``, ``item 3(a)``, ``recital 7``. key: what is the same where two units say the
    same. number: the same where they have the same number, however it is printed. parent: an index, -1 for none; a
    section is no parent, for a heading that comes or goes leaves what stands below it where it is.
    """

    type: str
    eid: str
    num: str | None
    text: str
    label: str
    key: tuple[str, str]
    number: str
    line: int | None
    parent: int = -1


def units_of(document: Document) -> list[Unit]:
    """All units in reading order, notes last."""
    units: list[Unit] = []
    counts: Counter[str] = Counter()
    for region in _REGIONS:
        stack: list[tuple[Node, int, str]] = [(node, -1, "") for node in reversed(getattr(document, region))]
        while stack:
            node, parent, cited = stack.pop()
            counts[node.type] += 1
            unit = _unit(node, parent, cited, counts[node.type])
            inner = cited
            if node.type in _CITED and node.num:
                inner = _cited(cited, node.num)
            home = parent if node.type == "section" else len(units)
            stack += [(child, home, inner) for child in reversed(node.children)]
            units.append(unit)
    for note in document.footnotes:
        label = f"note {note.marker}".strip()
        units.append(
            Unit("note", note.eid, note.marker, note.text, label, ("note", bare(note.text)), note.marker, None)
        )
    return units


def _unit(node: Node, parent: int, cited: str, ordinal: int) -> Unit:
    lines = [node.heading or "", node.text, *("\t".join(row) for row in node.rows or ())]
    text = "\n".join(line for line in lines if line)
    num = node.num
    label = f"{node.type} {_cited(cited, num) if num and node.type in _CITED else (num or ordinal)}"
    number = number_of(num) or bare(num or "")
    # Without a text the number is all that a unit says.
    key = (node.type, bare(text) or f"\0{number}")
    return Unit(node.type, node.eid, num, text, label, key, number, node.line, parent)


def _cited(outer: str, num: str) -> str:
    """``3`` and ``(a)`` → ``3(a)``; ``附件一`` and ``2.`` → ``附件一.2``."""
    num = num.strip(".．、 ")
    return f"{outer}.{num}" if outer and num[:1].isalnum() else outer + num
