"""How a unit is cited: ``A/CONF.213/L.3/Add.1, 第7段``.

The way of the UN Editorial Manual in Chinese: 第7段; in a resolution 序言部分第2段 and 执行部分第3段; 第7段(a)(一); 第二节A;
附件一, 第2段.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from undoc.model import Document, Node

_MARKS = ".．、:： "


def document_name(document: Document) -> str:
    """What a document is cited by: its symbol, else its title, else the name of its file."""
    meta = document.meta
    return meta.symbol or (f"《{meta.title}》" if meta.title else document.source.name or "")


def citations(document: Document) -> dict[str, str]:
    """What to cite each unit by, without the document's name, by eid; a unit that is not cited alone has none."""
    cited: dict[str, str] = {}
    recitals = any(node.type == "recital" for node in document.preamble)
    number = 0
    for node in document.preamble:
        if node.type == "recital":
            number += 1
            cited[node.eid] = f"序言部分第{number}段"
    # Each entry: nodes, annex that they stand in, how the section that they stand in is cited, how the paragraph is.
    stack: list[tuple[Node, str, str, str]] = [
        (node, "", "", "") for node in (*document.body, *document.conclusions, *document.annexes)
    ]
    while stack:
        node, annex, section, paragraph = stack.pop()
        if node.type == "quote":  # its numbers are those of another text
            continue
        own = _own(node, section, paragraph, operative=recitals and not annex)
        if own:
            cited[node.eid] = annex + own
        if node.type == "annex":
            annex, section, paragraph = f"{own}, ", "", ""
        elif node.type == "section":
            section, paragraph = own, ""
        elif own:
            paragraph = own
        stack += [(child, annex, section, paragraph) for child in node.children]
    return cited


def _own(node: Node, section: str, paragraph: str, *, operative: bool) -> str:
    num = (node.num or "").strip(_MARKS)
    if node.type == "annex":
        return num or (node.heading or "附件")
    if node.type == "section":
        if not num:
            return f"“{node.heading}”" if node.heading else ""
        if num.startswith("第"):
            return num
        # "第二节A" below "第二节"; what stands under a heading without a number is cited by its own.
        return f"{section}{num}" if section.startswith("第") else f"第{num}节"
    if node.type == "speech":
        return f"{(node.heading or '').rstrip(_MARKS)}的发言" if node.heading else ""
    if not num or node.type not in ("paragraph", "item"):
        return ""
    if node.type == "item":
        return paragraph + num if paragraph else ""
    whole = num if num.startswith("第") else f"第{num}段"
    return f"执行部分{whole}" if operative else whole
