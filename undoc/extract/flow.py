"""The document's text as one string for the extractors, and the way back to nodes.

Each running text, heading, table cell and footnote is a *unit*; the units stand in reading order, one line feed between
two. An extractor makes one pass over ``Flow.text`` and gives ranges in it; no pattern may cross a line feed, so no
finding spans two units.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from undoc.normalize.fold import fold
from undoc.symbols import narrow_spaces
from undoc.tree import Node, Note, Tree


@dataclass(slots=True, eq=False, repr=False)
class Unit:
    """One stretch of text. ``node`` is ``None`` for a footnote, then ``note`` is set.

    part: "text", "heading" or "cell" (``cell`` = row, column). ``region``: a region's name or "footnote".
    paragraph: the nearest numbered paragraph's number without punctuation ("7"), or ``None``.
    """

    text: str
    eid: str
    part: str
    region: str
    paragraph: str | None
    node: Node | None = None
    note: Note | None = None
    cell: tuple[int, int] | None = None


@dataclass(slots=True, eq=False, repr=False)
class Flow:
    """The text, its units, and where each begins. ``meta``: what the document says of itself.

    Variant forms (full-width letters and digits, dashes in numbers, Kangxi radicals) and traditional characters stand here as the plain, simplified ones that
    patterns and names are in; ``printed`` gives what the document has.
    """

    text: str
    units: list[Unit]
    starts: list[int]  # offset of each unit in ``text``
    meta: dict[str, object] = field(default_factory=dict)

    def printed(self, start: int, end: int) -> str:
        """What stands at a range within one unit, as the document has it."""
        index = self.at(start)
        base = self.starts[index]
        return self.units[index].text[start - base : end - base]

    def at(self, position: int) -> int:
        """Index of the unit that holds the code point at ``position``."""
        return bisect_right(self.starts, position) - 1


def flow_of(tree: Tree) -> Flow:
    """All units of a tree whose nodes have their eids."""
    units: list[Unit] = []

    def visit(nodes: list[Node], region: str, paragraph: str | None) -> None:
        for node in nodes:
            number = paragraph
            if node.type == "paragraph" and node.num:
                number = node.num.strip("().（）．、 ")
            elif node.type in ("annex", "section"):
                number = None if node.type == "annex" else paragraph
            if node.heading:
                units.append(Unit(node.heading, node.eid, "heading", region, number, node))
            if node.text:
                units.append(Unit(node.text, node.eid, "text", region, number, node))
            if node.rows:
                for r, row in enumerate(node.rows):
                    for c, cell in enumerate(row):
                        if cell:
                            units.append(Unit(cell, node.eid, "cell", region, number, node, None, (r, c)))
            if node.children:
                visit(node.children, region, number)

    for region, nodes in tree.regions():
        visit(nodes, region, None)
    for note in tree.notes:
        if note.text:
            units.append(Unit(note.text, note.eid, "text", "footnote", None, None, note))
    starts, position = [], 0
    for unit in units:
        starts.append(position)
        position += len(unit.text) + 1
    return Flow(narrow_spaces(fold("\n".join(unit.text for unit in units))), units, starts, tree.meta)
