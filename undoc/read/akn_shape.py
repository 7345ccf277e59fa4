"""What the elements of Akoma Ntoso are, by their names and by what they hold.

Names: Akoma Ntoso 1.0 part 2; of undoc's own XML ``undoc.write.akn_parts`` and ``undoc.write.akn_front``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from undoc.read.akn_text import BREAKS, INLINES, local

TYPES = frozenset(
    "title subtitle masthead section paragraph item recital quote table speech signature annex contents block".split()
)
# Elements with parts -> the type of their node. Without a number some are something else: ``kind_of``.
_KINDS = {
    **dict.fromkeys(
        "part book title chapter section article tome division subdivision subpart subchapter subtitle subsection "
        "debateSection".split(),
        "section",
    ),
    **dict.fromkeys("paragraph level clause rule".split(), "paragraph"),
    **dict.fromkeys("point indent subparagraph subclause subrule proviso transitional alinea item li".split(), "item"),
    **dict.fromkeys("speech question answer".split(), "speech"),
    **dict.fromkeys("recital citation".split(), "recital"),
    **dict.fromkeys("quotedStructure embeddedStructure".split(), "quote"),
    **dict.fromkeys("hcontainer blockContainer tblock".split(), "block"),
}
_NEEDS_NUMBER = ("paragraph", "block")
# Elements that only hold others together.
_HOLDS = frozenset(
    "list sublist blockList recitals citations content intro wrapUp container speechGroup ul ol debateSection "
    "blockContainer tblock".split()
)


def kind_of(element: etree._Element, *, own: bool) -> str | None:
    """The type of the node that an element with parts is; ``None`` for lines, tables and what only holds others."""
    name = local(element)
    said = element.get("name" if name == "hcontainer" else "class")
    if name in ("hcontainer", "blockContainer") and said in TYPES:
        return said
    kind = _KINDS.get(name)
    if own or kind is None:
        return None if name == "debateSection" and element.get("name") == "meeting" else kind
    inner = {local(child) for child in element}
    headed = bool(inner & {"heading", "subheading"})
    if name in ("debateSection", "blockContainer", "tblock"):
        return kind if headed or "num" in inner else None
    if kind not in _NEEDS_NUMBER:
        return kind
    if "num" in inner:
        return "paragraph"
    return "section" if headed else "block"


def line_kind(element: etree._Element, place: str, *, own: bool) -> str:
    """The type of a line. place: the region that it stands in."""
    said = element.get("class")
    if said in TYPES:
        return said
    children = [child for child in element if local(child)]
    inner = [local(child) for child in children]
    if place == "cover" and (own or "docTitle" not in inner):
        return "masthead"
    if "docTitle" in inner or local(element) in ("docTitle", "longTitle"):
        return "title"
    if inner == ["signature"]:
        return "signature"
    if inner == ["inline"] and children[0].get("name") == "subtitle":
        return "subtitle"
    return "subtitle" if place == "preface" and inner == ["docStatus"] else "block"


def only_holds(element: etree._Element) -> bool:
    """Whether an element is nothing but what it holds."""
    name = local(element)
    return name not in ("p", "block") and (name in _HOLDS or holds_lines(element))


def holds_lines(element: etree._Element) -> bool:
    """Whether anything stands in an element that is a line of its own; a note stands where it is called."""
    within = INLINES | BREAKS | {"", "authorialNote"}
    return any(local(child) not in within for child in element)


def is_mixed(element: etree._Element) -> bool:
    """Whether running text stands right in an element that should hold lines, as in ``li``."""
    if not blank(element.text) or any(not blank(child.tail) for child in element):
        return True
    return not holds_lines(element) and any(map(local, element))


def opened(element: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """What an element holds, with what only holds things together opened, and whether it is in a content or intro."""
    for child in element:
        name = local(child)
        if name in ("content", "intro"):
            yield from ((inner, True) for inner in child if local(inner))
        elif name in ("list", "blockList", "wrapUp"):
            yield from opened(child)
        elif name:
            yield child, False


def table_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The caption and the rows of a table, whatever holds the rows."""
    for child in table:
        if local(child) in ("caption", "tr"):
            yield child
        elif local(child):
            yield from table_rows(child)


def broken_lines(element: etree._Element) -> list[str]:
    """The texts of an element between its ``eol``s."""
    lines = [""]
    for piece in _pieces(element):
        if piece is None:
            lines.append("")
        else:
            lines[-1] += piece
    return lines


def _pieces(element: etree._Element) -> Iterator[str | None]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in BREAKS:
            yield None
        elif name:
            yield from _pieces(child)
        yield child.tail or ""


def blank(text: str | None) -> bool:
    """Whether there is nothing but white space."""
    return not text or text.isspace()
