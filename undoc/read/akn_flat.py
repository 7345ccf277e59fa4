"""What others write beside each other and belongs below one another: headings as paragraphs (``paragraph class="H23"``
with a ``subheading``), ``crossHeading``, and items as paragraphs without a number."""

from __future__ import annotations

import re

from lxml import etree

from undoc.tree import Node

# "(a)", "（一）", "㈠" before the words of an item
STRAY_ITEM = re.compile(r"([(（](?:[a-z]{1,4}|[一二三四五六七八九十]{1,3})[)）]|[㈠-㈩])\s*(?=\S)")
# "一", "十三", "II.", "A": a number on a line of its own above its heading
_NUMERAL = re.compile(r"[一二三四五六七八九十百]{1,4}、?|[IVX]{1,6}\.?|[A-Z]\.?")
_DIGIT = re.compile(r"\d")
_LOWEST = 9


class Flat:
    """Remembers the nodes that stand where they do not belong, and puts them where they do."""

    def __init__(self) -> None:
        self._heads: dict[int, tuple[int, Node]] = {}  # by id: level, and the node, so that no other gets its id
        self._strays: dict[int, Node] = {}

    def head(self, node: Node, element: etree._Element) -> Node:
        """A heading that stands beside what it heads; its level is said by the class of its element: H1, H23 …"""
        digit = _DIGIT.search(element.get("class") or "")
        self._heads[id(node)] = (int(digit[0]) if digit else _LOWEST, node)
        node.type = "section"
        return node

    def stray(self, node: Node, num: str) -> None:
        """An item that stands beside its paragraph."""
        node.type, node.num = "item", num
        self._strays[id(node)] = node

    def nested(self, nodes: list[Node]) -> list[Node]:
        """Nodes beside each other, with each flat heading above those that follow it, and stray items below the
        paragraph before them. A numeral alone is the number of the next heading.
        """
        if self._strays and any(id(node) in self._strays for node in nodes):
            nodes = self._gathered(nodes)
        if not self._heads or not any(id(node) in self._heads for node in nodes):
            return nodes
        made: list[Node] = []
        path: list[tuple[int, Node]] = []
        for node in nodes:
            level = self._heads.get(id(node), (None, node))[0]
            if level is None:
                (path[-1][1].children if path else made).append(node)
                continue
            if path and path[-1][0] == level and _is_numeral(path[-1][1]):
                node.num = path.pop()[1].heading
                (path[-1][1].children if path else made).pop()
            while path and path[-1][0] >= level:
                path.pop()
            (path[-1][1].children if path else made).append(node)
            path.append((level, node))
        return made

    def _gathered(self, nodes: list[Node]) -> list[Node]:
        made: list[Node] = []
        for node in nodes:
            if id(node) in self._strays and made and made[-1].type == "paragraph":
                made[-1].children.append(node)
            else:
                made.append(node)
        return made


def _is_numeral(node: Node) -> bool:
    """Whether a heading is but a number, and nothing stands below it yet."""
    if node.num or node.notes or node.children or not node.heading:
        return False
    return _NUMERAL.fullmatch(node.heading) is not None
