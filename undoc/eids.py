"""Names every node and note: eIds by the Akoma Ntoso naming convention, one pass over the tree.

Source: OASIS Akoma Ntoso Naming Convention 1.0, section 5 ("The eId and wId attributes"): ``__`` parts levels, ``_`` the
element's short name from its number, and what is met twice is told apart by ``-2``. A paragraph's eId is the number
that a person cites: ``para_7`` wherever it stands. Only where numbers begin anew in each section does the section go
before (``sec_2__para_1``); what stands in an annex or a quoted draft has always that before it (``att_1__para_1``).
"""

from __future__ import annotations

import re
from itertools import takewhile

from undoc.lazy import lazy
from undoc.tree import Node, Tree

# Short names: those of the elements that the XML has for these types.
_NAMES = {
    "section": "sec", "paragraph": "para", "item": "point", "recital": "rec", "quote": "qstr", "table": "table",
    "speech": "speech", "signature": "signature", "annex": "att", "contents": "toc", "block": "hcontainer",
    "title": "p", "subtitle": "p", "masthead": "p",
}  # fmt: skip
_REGION_PREFIX = {"preface": "preface__", "conclusions": "conclusions__"}
_HAN = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
_CIRCLED = {chr(0x3220 + i): i + 1 for i in range(10)}
_OWN_SCOPE = ("annex", "quote")
_AROUND = " .、()．（）[]【】"
_NOT_IN_NUMBER = lazy(r"[^0-9A-Za-z]+")
_AROUND_NUMBER = lazy(r"^第|[条章节款部分]+$")


def assign_eids(tree: Tree) -> None:
    """Set ``eid`` of every node and note of the tree; each is unique in the document."""
    namer = _Namer()
    for region, nodes in tree.regions():
        restarts = _restarts(nodes)
        cover = list(takewhile(lambda node: node.type == "masthead", nodes))
        namer.name_all(cover, "coverPage__", "coverPage__", restarts)
        prefix = _REGION_PREFIX.get(region, "")
        namer.name_all(nodes[len(cover) :], prefix, prefix, restarts)
    for note in tree.notes:
        marker = number_of(note.marker)
        note.eid = namer.unique(f"note_{marker or ('asterisk' if '*' in note.marker else 'mark')}")


class _Namer:
    """The names given so far, and how many unnumbered things of each name there are under each parent."""

    def __init__(self) -> None:
        self.given: set[str] = set()
        self.counts: dict[str, int] = {}

    def name_all(self, nodes: list[Node], prefix: str, scope: str, restarts: bool) -> None:
        """Name nodes and all below. prefix: the parent's eId; scope: the annex's or quote's; both end in ``__`` or
        are empty. restarts: whether paragraph numbers begin anew in each section of the scope."""
        stack = [(nodes, prefix, scope, restarts)]
        while stack:
            nodes, prefix, scope, restarts = stack.pop()
            list_prefix, in_list = prefix, False
            for node in nodes:
                if node.type == "item":
                    if not in_list:
                        list_prefix = self.counted(f"{prefix}list") + "__"
                    in_list = True
                    node.eid = self.numbered(f"{list_prefix}point", node.num)
                else:
                    in_list = False
                    name = _NAMES[node.type]
                    number = number_of(node.num) if node.type == "paragraph" else ""
                    if number:
                        node.eid = self.unique(f"{prefix if restarts else scope}{name}_{number}")
                    elif node.type == "section" and node.num:
                        node.eid = self.numbered(f"{prefix}{name}", node.num)
                    elif node.type in ("annex", "recital", "speech"):
                        node.eid = self.counted(f"{scope}{name}")
                    else:
                        node.eid = self.counted(f"{prefix}{name}")
                if node.children:
                    inner = node.eid + "__"
                    if node.type in _OWN_SCOPE:
                        stack.append((node.children, inner, inner, _restarts(node.children)))
                    else:
                        stack.append((node.children, inner, scope, restarts))

    def numbered(self, stem: str, num: str | None) -> str:
        number = number_of(num)
        return self.unique(f"{stem}_{number}") if number else self.counted(stem)

    def counted(self, stem: str) -> str:
        """The next free ``stem_N``."""
        number = self.counts.get(stem, 0) + 1
        while f"{stem}_{number}" in self.given:
            number += 1
        self.counts[stem] = number
        self.given.add(f"{stem}_{number}")
        return f"{stem}_{number}"

    def unique(self, eid: str) -> str:
        """The name itself, or with ``-2``, ``-3``, … where it is taken."""
        if eid in self.given:
            times = self.counts.get(eid, 1) + 1
            while f"{eid}-{times}" in self.given:
                times += 1
            self.counts[eid] = times
            eid = f"{eid}-{times}"
        self.given.add(eid)
        return eid


def number_of(num: str | None) -> str:
    """The part of a printed number that names: ``"(a)"`` → ``a``, ``"（十二）"`` → ``12``, ``"2.1."`` → ``2-1``,
    ``"第3条"`` → ``3``; empty where it has none (a bullet)."""
    if not num:
        return ""
    text = num.strip(_AROUND)
    if text.isascii() and text.isalnum():  # as most are
        return text[:40]
    text = "".join(chr(ord(c) - 0xFEE0) if "\uff10" <= c <= "\uff5a" else c for c in num)
    text = _AROUND_NUMBER.sub("", text.strip(_AROUND))
    if text and text[0] in _CIRCLED and len(text) == 1:
        return str(_CIRCLED[text])
    text = re.sub(r"[〇○零一二三四五六七八九十百]+", lambda match: str(_han_number(match[0])), text)
    return _NOT_IN_NUMBER.sub("-", text).strip("-")[:40]


def _han_number(text: str) -> int:
    """``"二十三"`` → 23, ``"一百零五"`` → 105, ``"二〇一〇"`` → 2010."""
    if not re.search("[十百]", text):
        return int("".join(str(_HAN[c]) for c in text))
    total = digit = 0
    for character in text:
        if character in _HAN:
            digit = _HAN[character]
        else:
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
    return total + digit


def _restarts(nodes: list[Node]) -> bool:
    """Whether two sections below these nodes both begin with a paragraph 1."""
    homes: set[int] = set()
    stack: list[tuple[Node, int]] = [(node, 0) for node in nodes]
    while stack:
        node, home = stack.pop()
        if node.type == "paragraph" and number_of(node.num) == "1":
            homes.add(home)
        if node.children and node.type not in _OWN_SCOPE:
            inner = id(node) if node.type == "section" else home
            stack += [(child, inner) for child in node.children]
    return len(homes) > 1
