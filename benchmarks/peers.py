"""The same report for bluebell: a parser of text that a person has marked up, into Akoma Ntoso (bluebell-akn on PyPI)."""

from __future__ import annotations

from importlib.util import find_spec

from measure import Work

import undoc
from undoc.plain import Node

BLUEBELL = "bluebell: marked-up text → its element tree"
_WORDS = {"section": "SECTION", "paragraph": "PARAGRAPH"}


def bluebell_of(text: str) -> dict[str, Work]:
    """What bluebell does with a text, by name; nothing where it is not installed. It needs more markup than undoc, so it
    is given what undoc has found: its way is the shorter one."""
    if find_spec("bluebell") is None:
        return {}
    from bluebell.parser import AkomaNtosoParser
    from cobalt import FrbrUri

    document = undoc.parse(text)
    marked = "BODY\n\n" + "\n".join(_marked(document.body, 0))
    parser = AkomaNtosoParser(FrbrUri.parse("/akn/un/debateReport/report/2010-04-12/1"))
    return {BLUEBELL: lambda: parser.parse_to_xml(marked, "act")}


def _marked(nodes: list[Node], depth: int) -> list[str]:
    """The nodes in bluebell's markup, two spaces a level."""
    pad = "  " * depth
    lines: list[str] = []
    in_items = False
    for node in nodes:
        if node.type == "item":
            lines += [] if in_items else [f"{pad}ITEMS"]
            lines += [f"{pad}  ITEM {node.num or ''}", f"{pad}    {node.text}", ""]
        elif node.type in _WORDS:
            heading = f" - {node.heading}" if node.heading else ""
            lines += [f"{pad}{_WORDS[node.type]} {node.num or ''}{heading}", ""]
            lines += [f"{pad}  {node.text}", ""] if node.text else []
            lines += _marked(node.children, depth + 1)
        else:
            lines += [f"{pad}{node.text}", "", *_marked(node.children, depth)]
        in_items = node.type == "item"
    return lines
