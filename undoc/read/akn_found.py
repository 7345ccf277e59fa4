"""Texts go into nodes, with the notes that they call and the links in them; rows go into tables."""

from __future__ import annotations

from lxml import etree

from undoc.read.akn_shape import blank, table_rows
from undoc.read.akn_text import Run, decoded, local, run_of
from undoc.tree import Node, Note
from undoc.write.akn_xml import UNMARKED

Cell = tuple[int, int]
Link = tuple[Node | Note, str, Cell | None, int, int, str]  # owner, part, cell, start, end, href


class Found:
    """What the reader finds beside the nodes.

    own: the XML is undoc's, to be taken at its word. kept: notes that stand in the meta, by their eIds, until they are
    called. by_eid: nodes and notes by the eIds of the XML.
    """

    def __init__(self, *, own: bool, kept: dict[str, etree._Element]) -> None:
        self.own, self.kept = own, kept
        self.notes: list[Note] = []
        self.links: list[Link] = []
        self.by_eid: dict[str, Node | Note] = {}

    def run(self, element: etree._Element, without: etree._Element | None = None) -> Run:
        """The text of an element. without: a child that is left out."""
        return run_of(element, exact=self.own, without=without)

    def word(self, element: etree._Element) -> str | None:
        """A number as printed, without white space; ``None`` where it is empty."""
        text = self.run(element).text
        return (text if self.own else "".join(text.split())) or None

    def known(self, element: etree._Element, what: Node | Note) -> None:
        """Remember what an element became."""
        eid = element.get("eId")
        if eid:
            self.by_eid.setdefault(eid, what)

    def say(self, node: Node, run: Run, part: str = "text", cell: Cell | None = None) -> None:
        """Give a node its text or heading, or one cell's, with notes and links. Marks in a cell count from 0."""
        if part == "text":
            node.text = run.text
        elif part == "heading":
            node.heading = run.text or None
        for mark in run.marks:
            offset = mark.offset if cell is None else 0
            element = mark.note
            if element is None and mark.eid in self.kept:
                element = self.kept.pop(mark.eid)
            marker = self.marker(mark.marker)
            if element is None or element.get("class") != UNMARKED:
                node.notes.append((marker, offset))
            if element is not None:
                self.note(element, marker, (node, offset))
        self.links += [(node, part, cell, start, end, href) for start, end, href in run.links]

    def marker(self, printed: str) -> str:
        """A note's marker from its attribute."""
        return decoded(printed) if self.own else "".join(printed.split())

    def note(self, element: etree._Element, marker: str, anchor: tuple[Node, int] | None) -> None:
        """A footnote. What is called within it goes after it, the mark into its text."""
        inner = element[0] if self.own and len(element) == 1 and local(element[0]) == "p" else element
        run = self.run(inner)
        for mark in reversed(run.marks):
            run.text = run.text[: mark.offset] + mark.marker + run.text[mark.offset :]
        note = Note(marker, run.text, 0, anchor=anchor)
        self.notes.append(note)
        self.known(element, note)
        for mark in run.marks:
            if mark.note is not None:
                self.note(mark.note, self.marker(mark.marker), None)
        if not run.marks:
            self.links += [(note, "text", None, start, end, href) for start, end, href in run.links]

    def table(self, element: etree._Element, node: Node) -> Node:
        """Give a node the rows of a ``table``, and its caption as number and heading."""
        self.known(element, node)
        node.rows = []
        for child in table_rows(element):
            if local(child) == "caption":
                self._caption(child, node)
                continue
            cells = [cell for cell in child if local(cell) in ("td", "th")]
            if self.own and len(cells) == 1 and not len(cells[0]):  # undoc's own form of a row without cells
                cells = []
            self._row(node, [cell[0] if self.own and len(cell) == 1 else cell for cell in cells])
        return node

    def _caption(self, element: etree._Element, node: Node) -> None:
        first = element[0] if len(element) and blank(element.text) else None
        if self.own and first is not None and local(first) == "inline" and first.get("name") == "num":
            node.num = self.word(first)
            self.say(node, self.run(element, first).less_space(), "heading")
        else:
            self.say(node, self.run(element), "heading")

    def contents(self, element: etree._Element, node: Node) -> Node:
        """Give a node the entries of a ``toc`` as rows."""
        self.known(element, node)
        node.rows = []
        for item in element:
            if local(item) != "tocItem":
                continue
            cells = [child for child in item if local(child)]
            if not blank(item.text) or any(not blank(child.tail) for child in item):
                cells = [item]
            self._row(node, cells)
        return node

    def _row(self, node: Node, cells: list[etree._Element]) -> None:
        rows = node.rows = node.rows or []
        row: list[str] = []
        for cell in cells:
            run = self.run(cell)
            self.say(node, run, "cell", (len(rows), len(row)))
            row.append(run.text)
        rows.append(row)
