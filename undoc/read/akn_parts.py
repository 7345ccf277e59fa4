"""Elements of Akoma Ntoso become nodes: the way back from ``undoc.write.akn_parts``, and from what others write.

undoc's own XML says of each node what it was (``hcontainer name=``, ``blockContainer class=``), and a ``p`` without an
eId is its parent's own text. Other people's XML is read by the names of its elements: what has no name of its own here
is a block of prose, so that no text is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from undoc.read.akn_text import BREAKS, INLINES, Run, decoded, local, mended, run_of
from undoc.tree import Node, Note

TYPES = frozenset(
    "title subtitle masthead section paragraph item recital quote table speech signature annex contents block".split()
)
# Elements of the hierarchy -> the node's type with a number; without one it is a block, but for sections.
_HIERARCHY = {
    **dict.fromkeys(
        "part book title chapter section article tome division subdivision subpart subchapter subtitle subsection".split(),
        "section",
    ),
    **dict.fromkeys("paragraph level clause rule".split(), "paragraph"),
    **dict.fromkeys("point indent subparagraph subclause subrule proviso transitional alinea item li".split(), "item"),
    **dict.fromkeys("speech question answer".split(), "speech"),
    **dict.fromkeys("recital citation".split(), "recital"),
    **dict.fromkeys("quotedStructure embeddedStructure".split(), "quote"),
    "hcontainer": "block",
    "blockContainer": "block",
    "debateSection": "section",
    "tblock": "block",
}
_ALWAYS = frozenset(("section", "item", "speech", "recital", "quote"))  # types that need no number
# Elements that only hold others together.
_HOLDS = frozenset(
    "list sublist blockList recitals citations content intro wrapUp container speechGroup ul ol debateSection "
    "blockContainer tblock".split()
)
_ANNEX_NUMBER = re.compile(r"\s*((?:附件|附录|附文)[一二三四五六七八九十\d]*[A-Z]?)[.．:：、\s]*")
_NUMERAL = re.compile(r"[一二三四五六七八九十百]{1,4}、?|[IVX]{1,6}\.?|[A-Z]\.?")
_ITEM = re.compile(r"([(（](?:[a-z]{1,4}|[一二三四五六七八九十]{1,3})[)）]|[㈠-㈩])\s*(?=\S)")
_DIGIT = re.compile(r"\d")
Link = tuple[Node | Note, str, tuple[int, int] | None, int, int, str]  # owner, part, cell, start, end, href


@dataclass(slots=True)
class Found:
    """What the reader gathers beside the nodes. by_eid: nodes and notes by the eIds of the XML."""

    notes: list[Note] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    by_eid: dict[str, Node | Note] = field(default_factory=dict)


class Parts:
    """Reads elements. own: the XML is undoc's, to be taken at its word. kept: notes that stand in the meta, by eId."""

    def __init__(self, *, own: bool, kept: dict[str, etree._Element]) -> None:
        self.own, self.kept, self.found = own, kept, Found()
        self.heads: dict[int, int] = {}  # of flat headings: id of the node -> its level
        self.strays: set[int] = set()  # ids of items that stand beside their paragraph

    # --- texts

    def run(self, element: etree._Element, without: etree._Element | None = None) -> Run:
        return run_of(element, exact=self.own, without=without)

    def say(self, node: Node, run: Run, part: str = "text", cell: tuple[int, int] | None = None) -> None:
        """Give a node a text, or a heading, with its notes and links."""
        if part == "text":
            node.text = run.text
        elif part == "heading":
            node.heading = run.text or None
        self._places(node, run, part, cell)

    def _places(self, node: Node, run: Run, part: str, cell: tuple[int, int] | None) -> None:
        for mark in run.marks:
            offset = mark.offset if cell is None else 0
            element = mark.note
            if element is None and mark.eid in self.kept:
                element = self.kept.pop(mark.eid)
            marker = decoded(mark.marker) if self.own else "".join(mark.marker.split())
            if element is None or element.get("class") != "unmarked":
                node.notes.append((marker, offset))
            if element is not None:
                self.note(element, marker, (node, offset))
        self.found.links += [(node, part, cell, start, end, href) for start, end, href in run.links]

    def note(self, element: etree._Element, marker: str, anchor: tuple[Node, int] | None) -> None:
        """A footnote. A note within a note goes after it, its mark into the text."""
        inner = element[0] if self.own and len(element) == 1 and local(element[0]) == "p" else element
        run = self.run(inner)
        for mark in reversed(run.marks):
            run.text = run.text[: mark.offset] + mark.marker + run.text[mark.offset :]
        note = Note(marker, run.text, 0, anchor=anchor)
        self.found.notes.append(note)
        self._known(element, note)
        for mark in run.marks:
            if mark.note is not None:
                self.note(mark.note, mark.marker, None)
        if not run.marks:
            self.found.links += [(note, "text", None, start, end, href) for start, end, href in run.links]

    def _known(self, element: etree._Element, what: Node | Note) -> None:
        eid = element.get("eId")
        if eid:
            self.found.by_eid.setdefault(eid, what)

    def word(self, element: etree._Element) -> str:
        """A number: without white space, as printed."""
        text = self.run(element).text
        return text if self.own else "".join(text.split())

    # --- nodes

    def nodes(self, elements: Iterable[etree._Element], place: str = "") -> list[Node]:
        """The nodes of elements beside each other. place: the region, where it makes a difference."""
        made: list[Node] = []
        for element in elements:
            made += self.one(element, place)
        return made if self.own else self._nested(made)

    def one(self, element: etree._Element, place: str = "") -> list[Node]:
        """The nodes that an element is or holds."""
        name = local(element)
        if not name or name in ("meta", "img", "eop", "eol", "br"):
            return []
        kind = self._kind(element, name)
        if kind is not None:
            return [self.holder(element, kind)]
        if name == "table":
            return [self._table(element, Node("table", 0))]
        if name == "toc":
            return [self._contents(element, Node("contents", 0))]
        if name == "authorialNote":
            self.note(element, decoded(element.get("marker") or ""), None)
            return []
        if name == "block" and self.own and element.get("name") == "notes":
            return self.nodes(element)
        if name == "container" and place == "preamble" and not self.own:
            return self._lines(element, "recital", place)
        if name == "formula":
            return self._lines(element, "block", place)
        if name in ("crossHeading", "subheading", "heading"):
            return [self._flat(element, element)]
        if name in ("attachment", "component"):
            return self.annex(element)
        if name not in ("p", "block") and (name in _HOLDS or _holds_lines(element)):
            return self._loose(element, place)
        return self._lines(element, None, place)

    def _kind(self, element: etree._Element, name: str) -> str | None:
        """The type of the node that an element is, if it has parts; ``None`` for lines, tables and mere containers."""
        kind = _HIERARCHY.get(name)
        said = element.get("name" if name == "hcontainer" else "class")
        if name in ("hcontainer", "blockContainer") and said in TYPES:
            return said
        if self.own or kind is None:
            return None if name == "debateSection" and element.get("name") == "meeting" else kind
        inner = [each for each in map(local, element) if each]
        if kind not in _ALWAYS and "num" in inner:
            return "paragraph" if kind == "block" and name == "hcontainer" else kind
        headed = any(each in ("heading", "subheading") for each in inner)
        if kind == "paragraph" or name == "hcontainer":
            return "section" if headed else "block"
        if name in ("debateSection", "blockContainer", "tblock") and not headed and "num" not in inner:
            return None
        return kind

    def holder(self, element: etree._Element, kind: str) -> Node:
        """A node with its number, heading, own text or table, and all below it."""
        node = Node(kind, 0)
        self._known(element, node)
        if not self.own and _is_mixed(element):
            self.say(node, self.run(element))
            return node
        below: list[Node] = []
        spoken = False  # its own text is there
        for child, inner in _opened(element):
            name = local(child)
            if name == "num" and node.num is None and not below and not spoken:
                node.num = self.word(child) or None
            elif (name in ("heading", "from") and node.heading is None and not below) or (
                name == "subheading" and node.heading is None and not below and not spoken
            ):
                self.say(node, self.run(child), "heading")
            elif name in ("p", "listIntroduction") and not spoken and not below and not (self.own and child.get("eId")):
                self._own_text(node, child, below)
                spoken = True
            elif name in ("table", "toc") and not below and node.rows is None and self._is_own(node, inner):
                self._table(child, node) if name == "table" else self._contents(child, node)
            elif name == "sublist" and below and below[-1].type == "item":
                below[-1].children += self.one(child)
            else:
                below += self.one(child)
        node.children = below if self.own else self._nested(below)
        if not self.own:
            bare = not (node.text or node.children or node.rows)
            if node.heading and bare and not node.num and local(element) in ("paragraph", "hcontainer"):
                self._flat(element, None, node)
            elif node.type == "block" and local(element) == "paragraph" and (match := _ITEM.match(node.text)):
                self._stray(node, match[1], match.end())
        return node

    def _stray(self, node: Node, num: str, cut: int) -> None:
        """A paragraph without a number that begins like an item is one."""
        node.type, node.num, node.text = "item", num, node.text[cut:]
        node.notes = [(marker, max(0, offset - cut)) for marker, offset in node.notes]
        for note in self.found.notes:
            if note.anchor and note.anchor[0] is node:
                note.anchor = (node, max(0, note.anchor[1] - cut))
        links = self.found.links
        for index, (owner, part, cell, start, end, href) in enumerate(links):
            if owner is node:
                links[index] = (owner, part, cell, max(0, start - cut), max(0, end - cut), href)
        self.strays.add(id(node))

    def _own_text(self, node: Node, element: etree._Element, below: list[Node]) -> None:
        run = self.run(element)
        if node.heading and node.notes and run.text:  # marks of a heading count in it only where there is no text
            block = Node("block", 0)
            self.say(block, run)
            below.append(block)
        else:
            self.say(node, run)

    def _is_own(self, node: Node, inner: bool) -> bool:
        return node.type in ("table", "contents") or (self.own and inner)

    def _lines(self, element: etree._Element, kind: str | None, place: str) -> list[Node]:
        """A line of text, two where it is broken outside of running text. Without text it is none."""
        if kind is None:
            kind = self._line_kind(element, place)
        children = [child for child in element if local(child)]
        number = None
        if kind == "title" and len(children) > 1 and local(children[0]) == "docNumber" and _blank(element.text):
            number = children[0]
        if element.get("eId") is None and _blank(element.text) and not children:
            return []
        inner = element
        if self.own and local(element) == "formula" and len(children) == 1:
            inner = children[0]
        run = self.run(inner, number)
        node = Node(kind, 0)
        if number is not None:
            node.num = self.word(number) or None
            if self.own:
                run.text = run.text.removeprefix(" ")
                for mark in run.marks:
                    mark.offset = max(0, mark.offset - 1)
                run.links = [(start - 1, end - 1, href) for start, end, href in run.links]
        if self.own:
            self._known(element, node)
            self.say(node, run)
            return [node]
        if not run.text and not run.marks:
            return []
        if place in ("cover", "conclusions") and not run.marks:
            broken = self._broken(element, kind)
            if len(broken) > 1:
                return broken
        self._known(element, node)
        self.say(node, run)
        return [node]

    def _broken(self, element: etree._Element, kind: str) -> list[Node]:
        """Lines parted by ``eol``."""
        texts = [""]
        for part in _pieces(element):
            if part is None:
                texts.append("")
            else:
                texts[-1] += part
        nodes = []
        for text in texts:
            run = mended(Run(text))
            if run.text:
                node = Node(kind, 0)
                self.say(node, run)
                nodes.append(node)
        return nodes

    def _line_kind(self, element: etree._Element, place: str) -> str:
        asked = element.get("class")
        if asked in TYPES:
            return asked
        inner = [local(child) for child in element if local(child)]
        if place == "cover" and (self.own or "docTitle" not in inner):
            return "masthead"
        if "docTitle" in inner or local(element) in ("docTitle", "longTitle"):
            return "title"
        if inner == ["signature"]:
            return "signature"
        if place == "preface" and (inner == ["docStatus"] or _is_subtitle(element)):
            return "subtitle"
        if _is_subtitle(element):
            return "subtitle"
        return "block"

    def _loose(self, element: etree._Element, place: str) -> list[Node]:
        """What an element holds, without it; its own words, where it has any, become blocks."""
        made: list[Node] = []
        if not _blank(element.text):
            made.append(Node("block", 0, text=mended(Run(element.text or "")).text))
        for child in element:
            name = local(child)
            if name in ("num", "heading", "subheading", "from", "caption", "listIntroduction", "listWrapUp") or (
                name in INLINES and name not in ("img", "eop")
            ):
                made += self._lines(child, "block", place)
            else:
                made += self.one(child, place)
            if not _blank(child.tail):
                made.append(Node("block", 0, text=mended(Run(child.tail or "")).text))
        return made

    # --- tables

    def _table(self, element: etree._Element, node: Node) -> Node:
        self._known(element, node)
        node.rows = []
        for child in _rows(element):
            if local(child) == "caption":
                self._caption(child, node)
                continue
            cells = [cell for cell in child if local(cell) in ("td", "th")]
            if self.own and len(cells) == 1 and not len(cells[0]):
                cells = []
            self._row(node, [cell[0] if self.own and len(cell) == 1 else cell for cell in cells])
        return node

    def _caption(self, element: etree._Element, node: Node) -> None:
        first = element[0] if len(element) and _blank(element.text) else None
        if self.own and first is not None and local(first) == "inline" and first.get("name") == "num":
            node.num = self.word(first)
            run = self.run(element, first)
            run.text = run.text.removeprefix(" ")
            run.links = [(start - 1, end - 1, href) for start, end, href in run.links]
            for mark in run.marks:
                mark.offset = max(0, mark.offset - 1)
            self.say(node, run, "heading")
        else:
            self.say(node, self.run(element), "heading")

    def _contents(self, element: etree._Element, node: Node) -> Node:
        self._known(element, node)
        node.rows = []
        for item in element:
            if local(item) != "tocItem":
                continue
            cells = [child for child in item if local(child)]
            whole = not cells or not _blank(item.text) or not all(_blank(child.tail) for child in cells)
            self._row(node, [item] if whole and (cells or not _blank(item.text)) else cells)
        return node

    def _row(self, node: Node, cells: list[etree._Element]) -> None:
        assert node.rows is not None
        row: list[str] = []
        for cell in cells:
            run = self.run(cell)
            self.say(node, run, "cell", (len(node.rows), len(row)))
            row.append(run.text)
        node.rows.append(row)

    # --- annexes

    def annex(self, element: etree._Element) -> list[Node]:
        """An attachment: an annex with all that stands in it, or nodes that are in no annex."""
        node = Node("annex", 0)
        below: list[Node] = []
        for child in element:
            name = local(child)
            if name == "num":
                node.num = self.word(child) or None
            elif name in ("heading", "subheading") and node.heading is None:
                self.say(node, self.run(child), "heading")
            elif name in ("documentRef", "interstitial") or not name:
                continue
            else:
                for region in child:
                    if local(region).lower().endswith("body"):
                        for part in region:
                            self._annex_part(node, part, below)
                    elif local(region) != "meta":
                        below += self.nodes(region)
        if element.get("class") == "loose":
            return below
        self._known(element, node)
        node.children = below if self.own else self._nested(below)
        if not self.own and node.num is None and node.heading and not node.notes:
            match = _ANNEX_NUMBER.match(node.heading)
            if match:
                node.num, node.heading = match[1], node.heading[match.end() :] or None
        return [node]

    def _annex_part(self, node: Node, part: etree._Element, below: list[Node]) -> None:
        """What stands in an annex's body: in undoc's XML its own text and table come first."""
        name = local(part)
        if self.own and not below and name in ("table", "toc") and node.rows is None:
            self._table(part, node) if name == "table" else self._contents(part, node)
        elif self.own and not below and name == "p" and part.get("eId") is None:
            self.say(node, self.run(part))
        else:
            below += self.one(part)

    # --- headings that stand beside what they head

    def _flat(self, element: etree._Element, text: etree._Element | None, node: Node | None = None) -> Node:
        """A heading on the level of its paragraphs, which ``_nested`` then puts below it. class: H1, H23 …"""
        if node is None:
            node = Node("section", 0)
            self._known(element, node)
        if text is not None:
            self.say(node, self.run(text), "heading")
        digit = _DIGIT.search(element.get("class") or "")
        self.heads[id(node)] = int(digit[0]) if digit else 9
        node.type = "section"
        return node

    def _nested(self, nodes: list[Node]) -> list[Node]:
        """Nodes with each flat heading above those that follow it, and stray items below the paragraph before them.

        A numeral alone is the number of the next heading.
        """
        if any(id(node) in self.strays for node in nodes):
            nodes = self._gathered(nodes)
        if not any(id(node) in self.heads for node in nodes):
            return nodes
        made: list[Node] = []
        path: list[tuple[int, Node]] = []
        for node in nodes:
            level = self.heads.get(id(node))
            if level is None:
                (path[-1][1].children if path else made).append(node)
                continue
            last = path[-1][1] if path else None
            if last is not None and path[-1][0] == level and not last.children and _is_numeral(last):
                last.num, last.heading = last.heading, node.heading
                last.notes += node.notes
                self._moved(node, last)
                continue
            while path and path[-1][0] >= level:
                path.pop()
            (path[-1][1].children if path else made).append(node)
            path.append((level, node))
        return made

    def _gathered(self, nodes: list[Node]) -> list[Node]:
        made: list[Node] = []
        for node in nodes:
            home = made[-1] if made else None
            if id(node) in self.strays and home is not None and home.type == "paragraph":
                home.children.append(node)
            else:
                made.append(node)
        return made

    def _moved(self, gone: Node, into: Node) -> None:
        self.found.links = [(into, *link[1:]) if link[0] is gone else link for link in self.found.links]
        for note in self.found.notes:
            if note.anchor and note.anchor[0] is gone:
                note.anchor = (into, note.anchor[1])
        for eid, node in self.found.by_eid.items():
            if node is gone:
                self.found.by_eid[eid] = into


def _opened(element: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """What an element holds, with what only holds things together opened, and whether it is in a content or intro."""
    for child in element:
        name = local(child)
        if name in ("content", "intro"):
            yield from ((inner, True) for inner in child if local(inner))
        elif name in ("list", "blockList", "wrapUp"):
            yield from _opened(child)
        elif name:
            yield child, False


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The caption and the rows of a table, whatever holds the rows."""
    for child in table:
        if local(child) in ("caption", "tr"):
            yield child
        elif local(child):
            yield from _rows(child)


def _pieces(element: etree._Element) -> Iterator[str | None]:
    """The texts in an element, and ``None`` for each break."""
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in BREAKS:
            yield None
        elif name:
            yield from _pieces(child)
        yield child.tail or ""


def _holds_lines(element: etree._Element) -> bool:
    return any(local(child) and local(child) not in INLINES and local(child) not in BREAKS for child in element)


def _is_mixed(element: etree._Element) -> bool:
    """Whether running text stands right in an element that should hold lines, as in ``li``."""
    words = not _blank(element.text) or any(not _blank(child.tail) for child in element)
    return words or (len(element) > 0 and not _holds_lines(element) and any(map(local, element)))


def _is_subtitle(element: etree._Element) -> bool:
    children = [child for child in element if local(child)]
    return len(children) == 1 and local(children[0]) == "inline" and children[0].get("name") == "subtitle"


def _is_numeral(node: Node) -> bool:
    return node.num is None and bool(node.heading) and _NUMERAL.fullmatch(node.heading or "") is not None


def _blank(text: str | None) -> bool:
    return not text or text.isspace()
