"""Nodes become elements, in the three manners that the schema knows.

``hierarchy``: paragraphs, sections, lists of points (``mainBody``). ``blocks``: lines and lists in what is no hierarchy
(cover, preface, preamble, conclusions, speeches). ``debate``: speeches and scenes (``debateBody``). Any node may stand
in any of them; what has no element of its own there is an ``hcontainer`` or a ``blockContainer`` that bears its type.

Below ``DEEPEST`` levels of nodes all descendants are written side by side: XML readers stop at 256 elements in one
another, and no document that a person wrote goes so deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from undoc.write.akn_front import line_tags
from undoc.write.akn_inline import Markup, NoteAt
from undoc.write.akn_meta import Meta
from undoc.write.akn_notes import Notes
from undoc.write.akn_xml import Lines, Names, escape, name_part

if TYPE_CHECKING:
    from undoc.model import Document, Node

DEEPEST = 40
_HIERARCHY = {"section": "section", "paragraph": "paragraph", "item": "point"}
_LABEL_END = re.compile(r"[（(：:]")
_NO_NOTES: dict[str, list[NoteAt]] = {}


class Parts:
    """Writes nodes into ``lines``. region: the part being written, which some elements depend on."""

    def __init__(
        self, document: Document, lines: Lines, names: Names, eids: dict[int, str], markup: Markup, notes: Notes,
        meta: Meta, headings: dict[str, str], body_eid: str,
    ) -> None:  # fmt: skip
        self.document, self.lines, self.names, self.eids = document, lines, names, eids
        self.markup, self.notes, self.meta, self.headings, self.body_eid = markup, notes, meta, headings, body_eid
        self.region = ""

    # --- what all manners share

    def eid(self, node: Node) -> str:
        return self.eids[id(node)]

    def children(self, node: Node, level: int) -> list[Node]:
        """The nodes to be written in this one."""
        if level < DEEPEST or not node.children:
            return node.children
        return _descendants(node) if level == DEEPEST else []

    def text(self, node: Node) -> str:
        return self.markup.render(node.text, node.eid, self._notes(node, "text"))

    def heading(self, node: Node) -> str:
        return self.markup.render(node.heading or "", (node.eid, "heading", None), self._notes(node, "heading"))

    def _notes(self, node: Node, part: str) -> list[NoteAt]:
        return self.notes.by_node.get(id(node), _NO_NOTES).get(part, [])

    def has_text(self, node: Node) -> bool:
        return bool(node.text) or bool(self._notes(node, "text"))

    def has_own(self, node: Node) -> bool:
        return bool(node.rows) or self.has_text(node)

    def is_line(self, node: Node) -> bool:
        """Whether a node is nothing but its text, so that a ``p`` with its eId is enough."""
        return not (node.num or node.heading or node.children or node.rows)

    def head(self, node: Node, depth: int) -> None:
        """``num`` and ``heading``, where there are any."""
        if node.num:
            self.lines.put(depth, f"<num>{escape(node.num)}</num>")
        if node.heading:
            self.lines.put(depth, f"<heading>{self.heading(node)}</heading>")

    def own(self, node: Node, depth: int, tags: tuple[str, str] = ("", ""), table_eid: str | None = None) -> None:
        """The node's own text and table. tags: around the text."""
        if self.has_text(node):
            self.lines.put(depth, f"<p>{tags[0]}{self.text(node)}{tags[1]}</p>")
        if node.rows:
            if node.type == "contents":
                self.contents(node, depth, table_eid or self.names.take(f"{self.eid(node)}__toc_1"))
            else:
                self.table(node, depth, table_eid or self.names.take(f"{self.eid(node)}__table_1"))

    def table(self, node: Node, depth: int, eid: str, caption: str = "") -> None:
        self.lines.put(depth, f'<table eId="{eid}">')
        if caption:
            self.lines.put(depth + 1, f"<caption>{caption}</caption>")
        for row in self._cells(node):
            self.lines.put(depth + 1, f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row) or '<td/>'}</tr>")
        self.lines.put(depth, "</table>")

    def contents(self, node: Node, depth: int, eid: str) -> None:
        """A contents page: each entry leads to the section of its name, or to the body where none has it."""
        self.lines.put(depth, f'<toc eId="{eid}">')
        for row, cells in zip(node.rows or [], self._cells(node), strict=True):
            keys = ["".join("".join(part).split()) for part in (row, row[:-1])]
            target = next((self.headings[key] for key in keys if key in self.headings), self.body_eid)
            entry = " ".join(f'<inline name="cell">{cell}</inline>' for cell in cells)
            self.lines.put(depth + 1, f'<tocItem href="#{target}" level="1">{entry}</tocItem>')
        self.lines.put(depth, "</toc>")

    def _cells(self, node: Node) -> Iterator[list[str]]:
        """The rows with their markup. Offsets of notes in cells run on from cell to cell; the last takes all beyond."""
        notes = self._notes(node, "cell")
        rows = node.rows or []
        last = next(((r, len(rows[r]) - 1) for r in range(len(rows) - 1, -1, -1) if rows[r]), None)
        at = used = 0
        for number, row in enumerate(rows):
            cells: list[str] = []
            for column, cell in enumerate(row):
                here: list[NoteAt] = []
                while used < len(notes) and (notes[used][0] <= at + len(cell) or (number, column) == last):
                    here.append((notes[used][0] - at, notes[used][1]))
                    used += 1
                at += len(cell)
                cells.append(self.markup.render(cell, (node.eid, "cell", (number, column)), here))
            if number == len(rows) - 1 and used < len(notes):  # no row has a cell
                cells.append("".join(xml for _, xml in notes[used:]))
            yield cells

    def caption(self, node: Node) -> str:
        """A table's number and title as its caption."""
        num = f'<inline name="num">{escape(node.num)}</inline>' if node.num else ""
        return num + (" " if num and node.heading else "") + (self.heading(node) if node.heading else "")

    def list_eid(self, items: list[Node], parent: str) -> str:
        """The eId of the list that holds these items: what theirs begin with, else counted in the parent."""
        eid = self.eid(items[0])
        end = eid.rfind("__point_")
        if end > 0:
            return self.names.take(eid[:end])
        return self.names.counted(f"{parent}__list")

    # --- hierarchy

    def hierarchy(
        self, nodes: list[Node], depth: int, level: int, parent: str, intro: Node | None = None, closes: bool = False
    ) -> None:
        """Nodes of a ``mainBody`` or of a node in it. intro: the parent, where its own text introduces them. closes:
        lines after items belong to their list, as in a paragraph, where they go on with its sentence."""
        introduced = intro is None
        index = 0
        while index < len(nodes):
            node = nodes[index]
            if node.type != "item":
                if intro is not None and not introduced:
                    self._intro(intro, depth, self.names.take(f"{parent}__intro"))
                introduced = True
                self.hierarchy_node(node, depth, level)
                index += 1
                continue
            end = index + 1
            while end < len(nodes) and nodes[end].type == "item":
                end += 1
            after = end
            if closes:
                while after < len(nodes) and nodes[after].type == "block" and self.is_line(nodes[after]):
                    after += 1
            eid = self.list_eid(nodes[index:end], parent)
            self.lines.put(depth, f'<list eId="{eid}">')
            if intro is not None and not introduced:
                self._intro(intro, depth + 1, self.names.take(f"{eid}__intro"))
            introduced = True
            for item in nodes[index:end]:
                self.hierarchy_node(item, depth + 1, level)
            if after > end:
                self.lines.put(depth + 1, f'<wrapUp eId="{self.names.take(f"{eid}__wrapup")}">')
                for line in nodes[end:after]:
                    self.lines.put(depth + 2, f'<p eId="{self.eid(line)}">{self.text(line)}</p>')
                self.lines.put(depth + 1, "</wrapUp>")
            self.lines.put(depth, "</list>")
            index = after

    def _intro(self, node: Node, depth: int, eid: str) -> None:
        self.lines.put(depth, f'<intro eId="{eid}">')
        self.own(node, depth + 1)
        self.lines.put(depth, "</intro>")

    def hierarchy_node(self, node: Node, depth: int, level: int) -> None:
        eid = self.eid(node)
        children = self.children(node, level)
        if node.type in ("table", "contents") and node.rows and not children and not self.has_text(node):
            self._bare_table(node, depth, eid)
            return
        element = _HIERARCHY.get(node.type, "hcontainer")
        if element == "paragraph" and not node.num:
            element = "hcontainer"  # the profile's paragraphs have numbers
        name = f' name="{node.type}"' if element == "hcontainer" else ""
        self.lines.put(depth, f'<{element} eId="{eid}"{name}>')
        self.head(node, depth + 1)
        if children:
            intro = node if self.has_own(node) else None
            self.hierarchy(children, depth + 1, level + 1, eid, intro, node.type in ("paragraph", "item"))
        elif self.has_own(node):
            self.lines.put(depth + 1, f'<content eId="{self.names.take(f"{eid}__content")}">')
            self.own(node, depth + 2)
            self.lines.put(depth + 1, "</content>")
        self.lines.put(depth, f"</{element}>")

    def _bare_table(self, node: Node, depth: int, eid: str) -> None:
        """A table is a block: among paragraphs it needs a container, which has no eId, for the node is the table."""
        self.lines.put(depth, f'<hcontainer name="{node.type}">')
        if node.type == "contents":
            self.head(node, depth + 1)
        self.lines.put(depth + 1, "<content>")
        if node.type == "contents":
            self.contents(node, depth + 2, eid)
        else:
            self.table(node, depth + 2, eid, self.caption(node))
        self.lines.put(depth + 1, "</content>")
        self.lines.put(depth, "</hcontainer>")

    # --- blocks

    def blocks(self, nodes: list[Node], depth: int, level: int, parent: str) -> None:
        """Nodes where only blocks may stand; runs of items are a ``blockList``."""
        index = 0
        while index < len(nodes):
            if nodes[index].type != "item":
                self.block(nodes[index], depth, level)
                index += 1
                continue
            end = index + 1
            while end < len(nodes) and nodes[end].type == "item":
                end += 1
            self.lines.put(depth, f'<blockList eId="{self.list_eid(nodes[index:end], parent)}">')
            for item in nodes[index:end]:
                self._holder(item, "item", "", depth + 1, level)
            self.lines.put(depth, "</blockList>")
            index = end

    def block(self, node: Node, depth: int, level: int) -> None:
        eid = self.eid(node)
        tags = line_tags(node, self.document, self.meta, self.region)
        if tags[0].startswith("<docNumber"):
            self.markup.drop(node.eid)
        if node.type in ("table", "contents") and node.rows and not node.children and not self.has_text(node):
            if node.type == "table":
                self.table(node, depth, eid, self.caption(node))
                return
            if not node.num and not node.heading:
                self.contents(node, depth, eid)
                return
        elif self.is_line(node):
            kind = "" if self._says(node, level) else f' class="{node.type}"'
            self.lines.put(depth, f'<p eId="{eid}"{kind}>{tags[0]}{self.text(node)}{tags[1]}</p>')
            return
        elif node.type == "title" and not (node.heading or node.children or node.rows):
            num = f"<docNumber>{escape(node.num or '')}</docNumber>"
            self.lines.put(depth, f'<p eId="{eid}">{num} {tags[0]}{self.text(node)}{tags[1]}</p>')
            return
        self._holder(node, "blockContainer", f' class="{node.type}"', depth, level, tags)

    def _says(self, node: Node, level: int) -> bool:
        """Whether a line's place and tags say its type."""
        if node.type in ("title", "signature"):
            return True
        if node.type == "subtitle":
            return self.region == "preface"
        return node.type == ("masthead" if self.region == "coverPage" and not level else "block")

    def _holder(
        self, node: Node, element: str, attributes: str, depth: int, level: int, tags: tuple[str, str] = ("", "")
    ) -> None:
        """An element with number, heading and at least one block."""
        eid = self.eid(node)
        children = self.children(node, level)
        self.lines.put(depth, f'<{element} eId="{eid}"{attributes}>')
        self.head(node, depth + 1)
        self.own(node, depth + 1, tags)
        self.blocks(children, depth + 1, level + 1, eid)
        if not children and not self.has_own(node):
            self.lines.put(depth + 1, "<p/>")
        self.lines.put(depth, f"</{element}>")

    def preamble(self, nodes: list[Node], depth: int) -> None:
        """Formula, recitals and whatever stands among them."""
        index = 0
        while index < len(nodes):
            node = nodes[index]
            end = index
            while end < len(nodes) and nodes[end].type == "recital":
                end += 1
            if end > index:
                self.lines.put(depth, f'<recitals eId="{self.names.counted("recs")}">')
                for recital in nodes[index:end]:
                    self._holder(recital, "recital", "", depth + 1, 0)
                self.lines.put(depth, "</recitals>")
                index = end
                continue
            if index == 0 and node.type == "block" and self.is_line(node):
                self.lines.put(depth, f'<formula eId="{self.eid(node)}" name="enactingFormula">')
                self.own(node, depth + 1)
                self.lines.put(depth, "</formula>")
                index += 1
                continue
            end = index + 1
            while end < len(nodes) and nodes[end].type != "recital":
                end += 1
            self.blocks(nodes[index:end], depth, 0, "preamble")
            index = end

    # --- debate

    def debate(self, nodes: list[Node], depth: int, level: int, parent: str) -> None:
        """Nodes of a ``debateSection``."""
        others: list[Node] = []
        for node in nodes:
            scene = node.type == "block" and self.is_line(node)
            if not scene and node.type not in ("speech", "section"):
                others.append(node)
                continue
            self.blocks(others, depth, level, parent)
            others = []
            if node.type == "speech":
                self.speech(node, depth, level)
            elif node.type == "section":
                eid = self.eid(node)
                self.lines.put(depth, f'<debateSection eId="{eid}" name="section">')
                self.head(node, depth + 1)
                self.own(node, depth + 1)
                self.debate(self.children(node, level), depth + 1, level + 1, eid)
                self.lines.put(depth, "</debateSection>")
            else:
                self.lines.put(depth, f'<scene eId="{self.eid(node)}">{self.text(node)}</scene>')
        self.blocks(others, depth, level, parent)

    def speech(self, node: Node, depth: int, level: int) -> None:
        eid = self.eid(node)
        self.lines.put(depth, f'<speech eId="{eid}"{self._by(node)}>')
        if node.num:
            self.lines.put(depth + 1, f"<num>{escape(node.num)}</num>")
        if node.heading:
            self.lines.put(depth + 1, f"<from>{self.heading(node)}</from>")
        children = self.children(node, level)
        self.own(node, depth + 1)
        self.blocks(children, depth + 1, level + 1, eid)
        if not children and not self.has_own(node):
            self.lines.put(depth + 1, "<p/>")
        self.lines.put(depth, "</speech>")

    def _by(self, node: Node) -> str:
        """Who speaks: the speaker found in the label, else a person by the name that the label begins with."""
        declare = self.meta.references.declare
        speaker = self.markup.speakers.get(node.eid)
        if speaker is not None and speaker.kind != "office":
            return f' by="#{self.markup.speaker_thing(speaker)}"'
        name = speaker.name if speaker else _LABEL_END.split(node.heading or "", maxsplit=1)[0].strip()
        if not name:
            return f' by="#{declare("TLCPerson", "person/unknown", "Unknown speaker", "unknownSpeaker")}"'
        person = declare("TLCPerson", "person/" + (name_part(name) or "unnamed"), name)
        office = f' as="#{self.markup.speaker_thing(speaker)}"' if speaker else ""
        return f' by="#{person}"{office}'


def _descendants(node: Node) -> list[Node]:
    """All nodes below this one, in reading order."""
    found: list[Node] = []
    stack = node.children[::-1]
    while stack:
        child = stack.pop()
        found.append(child)
        stack += reversed(child.children)
    return found
