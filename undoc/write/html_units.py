"""The tree as a flat row of units, each the opening or the end of an element of the page: the template loops over it.

A tree may be deeper than templates (or browsers) can nest, so that below ``DEEPEST`` units stand beside one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from undoc.write.html_inline import Inline, fragment

if TYPE_CHECKING:
    from undoc.model import Footnote, Node

DEEPEST = 60
# Elements of headings: an annex, a section of the body, what is below.
_LOWEST_HEADING = 6
_SECTIONS = ("section", "annex")
_NOTHING = Markup()


@dataclass(slots=True)
class NoteAside:
    """A footnote beside its unit. back: where it is called, or ``None`` for a note that no mark calls."""

    eid: str
    marker: str
    text: Markup
    back: str | None


@dataclass(slots=True)
class Unit:
    """What the template writes at one place. act: a node's type opens it, ``end`` closes ``element``, ``list`` a list.

    level: of the heading. cite: as ``html_cite`` has it. first: the document's title, its one ``h1``.
    """

    act: str
    element: str = "div"
    eid: str = ""
    link: str = ""
    num: str = ""
    cite: str = ""
    heading: Markup = _NOTHING
    text: Markup = _NOTHING
    level: int = 0
    first: bool = False
    rows: list[list[Markup]] = field(default_factory=list)
    notes: list[NoteAside] = field(default_factory=list)

    @property
    def flows(self) -> bool:
        """Whether a list of contents has lost its columns, so that its pieces had better follow one another."""
        return self.act == "contents" and all(len(row) < 2 for row in self.rows)


_ELEMENTS = {"section": "section", "annex": "section", "item": "li", "quote": "blockquote"}


class Units:
    """Makes the units of one document after the other's regions; the first title met is the page's heading."""

    def __init__(self, inline: Inline, cited: dict[str, str]) -> None:
        self.inline, self.cited = inline, cited
        self.titled = False

    def of(self, nodes: Iterable[Node]) -> Iterator[Unit]:
        """The units of some nodes and all below them."""
        # Each entry: what to write, or a node with the heading level and the depth that it is met at.
        stack: list[Unit | tuple[Node, int, int]] = self._planned(nodes, 2, 0)
        while stack:
            top = stack.pop()
            if isinstance(top, Unit):
                yield top
                continue
            node, level, depth = top
            unit = self._opening(node, level)
            yield unit
            end = Unit("end", unit.element)
            if depth < DEEPEST:
                below = level + 1 if node.type in _SECTIONS else level
                stack.append(end)
                stack += self._planned(node.children, below, depth + 1)
            else:
                yield end
                stack += self._planned(node.children, level, depth)

    def _planned(self, nodes: Iterable[Node], level: int, depth: int) -> list[Unit | tuple[Node, int, int]]:
        """What is to be done with siblings, the last first: runs of items stand in a list."""
        planned: list[Unit | tuple[Node, int, int]] = []
        for items, run in groupby(nodes, lambda node: node.type == "item"):
            entries: list[Unit | tuple[Node, int, int]] = [(node, level, depth) for node in run]
            planned += [Unit("list"), *entries, Unit("end", "ol")] if items else entries
        planned.reverse()
        return planned

    def _opening(self, node: Node, level: int) -> Unit:
        first = node.type == "title" and not self.titled
        self.titled = self.titled or first
        return Unit(
            node.type,
            _ELEMENTS.get(node.type, "div"),
            node.eid,
            fragment(node.eid),
            node.num or "",
            self.cited.get(node.eid, ""),
            self.inline.text(node, "heading"),
            self.inline.text(node, "text"),
            min(level, _LOWEST_HEADING),
            first,
            self.inline.rows(node) if node.rows else [],
            [self.aside(note) for note in self.inline.notes_of(node.eid)],
        )

    def aside(self, note: Footnote) -> NoteAside:
        """A note of the page."""
        back = fragment(f"call-{note.eid}") if self.inline.is_called(note) else None
        return NoteAside(note.eid, note.marker, self.inline.note(note), back)
