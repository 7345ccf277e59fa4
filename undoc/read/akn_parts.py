"""Elements of Akoma Ntoso become nodes: the way back from ``undoc.write.akn_parts``, and from what others write.

undoc's own XML says of each node what it was (``hcontainer name=``, ``blockContainer class=``), and a ``p`` without an
eId is its parent's own text. Other people's XML is read by the names of its elements: what has no name of its own here
is a block of prose, so that no text is left out.
"""

from __future__ import annotations

import re

from lxml import etree

from undoc.read.akn_flat import STRAY_ITEM, Flat
from undoc.read.akn_found import Found
from undoc.read.akn_shape import blank, broken_lines, is_mixed, kind_of, line_kind, only_holds, opened
from undoc.read.akn_text import INLINES, Run, local, mended
from undoc.tree import Node
from undoc.write.akn_xml import LOOSE

_ANNEX_NUMBER = re.compile(r"\s*((?:附件|附录|附文)[一二三四五六七八九十\d]*[A-Z]?)[.．:：、\s]*")
_NOTHING = frozenset(("", "meta", "img", "eop", "eol", "br"))
_HEADS = frozenset("num heading subheading from caption listIntroduction listWrapUp".split())


class Parts:
    """Reads elements. found: where notes, links and eIds go."""

    def __init__(self, found: Found) -> None:
        self.found, self.own, self.flat = found, found.own, Flat()

    def nodes(self, region: etree._Element, place: str = "") -> list[Node]:
        """The nodes in a region. place: which it is, where that makes a difference."""
        made = _words(region.text)
        for element in region:
            made += self.one(element, place)
            made += _words(element.tail)
        return self._beside(made)

    def _beside(self, nodes: list[Node]) -> list[Node]:
        return nodes if self.own else self.flat.nested(nodes)

    def one(self, element: etree._Element, place: str = "") -> list[Node]:
        """The nodes that an element is or holds."""
        name = local(element)
        if name in _NOTHING:
            return []
        kind = kind_of(element, own=self.own)
        if kind is not None:
            return [self.holder(element, kind)]
        if name == "table":
            return [self.found.table(element, Node("table", 0))]
        if name == "toc":
            return [self.found.contents(element, Node("contents", 0))]
        if name == "authorialNote":
            self.found.note(element, self.found.marker(element.get("marker") or ""), None)
            return []
        if name == "block" and self.own and element.get("name") == "notes":
            return self.nodes(element)
        if name == "container" and place == "preamble" and not self.own:
            return self._lines(element, "recital", place)
        if name == "formula":
            return self._lines(element, "block", place)
        if name in ("crossHeading", "subheading", "heading"):
            return [self._cross_heading(element)]
        if name in ("attachment", "component"):
            return self.annex(element)
        if only_holds(element):
            return self._loose(element, place)
        return self._lines(element, line_kind(element, place, own=self.own), place)

    def holder(self, element: etree._Element, kind: str) -> Node:
        """A node with its number, heading, own text or table, and all below it."""
        found, node = self.found, Node(kind, 0)
        found.known(element, node)
        if not self.own and is_mixed(element):
            found.say(node, found.run(element))
            return node
        below: list[Node] = []
        spoken = False  # its own text is there
        for child, inner in opened(element):
            name = local(child)
            fresh = not (below or spoken)
            if name == "num" and node.num is None and fresh:
                node.num = found.word(child)
            elif name in ("heading", "from", "subheading") and node.heading is None and fresh:
                found.say(node, found.run(child), "heading")
            elif name in ("p", "listIntroduction") and fresh and not (self.own and child.get("eId")):
                self._own_text(node, element, child, below)
                spoken = True
            elif name in ("table", "toc") and not below and node.rows is None and self._is_own_table(node, inner):
                self._rows(child, node)
            elif name == "sublist" and below and below[-1].type == "item":
                below[-1].children += self.one(child)
            else:
                below += self.one(child)
        node.children = self._beside(below)
        bare = not (node.num or node.text or node.children or node.rows)
        if not self.own and bare and node.heading and local(element) in ("paragraph", "hcontainer"):
            self.flat.head(node, element)
        return node

    def _own_text(self, node: Node, element: etree._Element, line: etree._Element, below: list[Node]) -> None:
        run = self.found.run(line)
        if node.heading and node.notes and run.text:  # marks of a heading count in it only where there is no text
            node = Node("block", 0)
            below.append(node)
        if not self.own and node.type == "block" and local(element) == "paragraph":
            match = STRAY_ITEM.match(run.text)
            if match:
                self.flat.stray(node, match[1])
                run = run.since(match.end())
        self.found.say(node, run)

    def _is_own_table(self, node: Node, inner: bool) -> bool:
        return node.type in ("table", "contents") or (self.own and inner)

    def _rows(self, element: etree._Element, node: Node) -> None:
        if local(element) == "table":
            self.found.table(element, node)
        else:
            self.found.contents(element, node)

    def _cross_heading(self, element: etree._Element) -> Node:
        node = Node("section", 0)
        self.found.known(element, node)
        self.found.say(node, self.found.run(element), "heading")
        return self.flat.head(node, element)

    # --- lines

    def _lines(self, element: etree._Element, kind: str, place: str) -> list[Node]:
        """A line of text; several where it is broken outside of running text, none where it is empty."""
        children = [child for child in element if local(child)]
        if element.get("eId") is None and blank(element.text) and not children:
            return []
        node = Node(kind, 0)
        self.found.known(element, node)
        if kind == "title" and len(children) > 1 and local(children[0]) == "docNumber" and blank(element.text):
            node.num = self.found.word(children[0])
            run = self.found.run(element, children[0])
            if self.own:
                run = run.less_space()
        else:
            inner = children[0] if self.own and local(element) == "formula" and len(children) == 1 else element
            run = self.found.run(inner)
        if not self.own and not (run.text or run.marks):
            return []
        if place in ("cover", "conclusions") and not (self.own or run.marks or node.num):
            texts = [mended(Run(text)).text for text in broken_lines(element)]
            if sum(map(bool, texts)) > 1:
                return [Node(kind, 0, text=text) for text in texts if text]
        self.found.say(node, run)
        return [node]

    def _loose(self, element: etree._Element, place: str) -> list[Node]:
        """What an element holds, without it; its own words, where it has any, become blocks."""
        made = _words(element.text)
        for child in element:
            name = local(child)
            if name in _HEADS or (name in INLINES and name not in _NOTHING):
                made += self._lines(child, "block", place)
            else:
                made += self.one(child, place)
            made += _words(child.tail)
        return made

    # --- annexes

    def annex(self, element: etree._Element) -> list[Node]:
        """An attachment: an annex with all that stands in it, or nodes that are in no annex."""
        found, node = self.found, Node("annex", 0)
        below: list[Node] = []
        for child in element:
            name = local(child)
            if name == "num":
                node.num = found.word(child)
            elif name in ("heading", "subheading") and node.heading is None:
                found.say(node, found.run(child), "heading")
            elif name in ("heading", "subheading"):
                below += self._lines(child, "block", "")
            elif name and name not in ("documentRef", "interstitial"):
                for region in child:
                    if local(region).lower().endswith("body"):
                        for part in region:
                            self._annex_part(node, part, below)
                    elif local(region) != "meta":
                        below += self.nodes(region)
        if element.get("class") == LOOSE:
            return below
        found.known(element, node)
        node.children = self._beside(below)
        if not self.own and node.num is None and node.heading and not node.notes:
            match = _ANNEX_NUMBER.match(node.heading)
            if match:
                node.num, node.heading = match[1], node.heading[match.end() :] or None
        return [node]

    def _annex_part(self, node: Node, part: etree._Element, below: list[Node]) -> None:
        """What stands in an annex's body: in undoc's XML its own text and table come first."""
        name = local(part)
        if self.own and not below and name in ("table", "toc") and node.rows is None:
            self._rows(part, node)
        elif self.own and not below and name == "p" and part.get("eId") is None:
            self.found.say(node, self.found.run(part))
        else:
            below += self.one(part)


def _words(text: str | None) -> list[Node]:
    """A block of the words that stand between elements, where there are any."""
    return [] if blank(text) else [Node("block", 0, text=mended(Run(text or "")).text)]
