"""What undoc knows of a document and Akoma Ntoso has no element for, in ``proprietary``: what ``undoc.read.akn`` needs
to give the same document back.

Akoma Ntoso 1.0 part 1, "proprietary": "any element in any other namespace". What stands elsewhere in the XML (symbol,
title, dates, agenda items) stands here only where it is not the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undoc.write.akn_xml import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from undoc.model import Document
    from undoc.model import Node as ModelNode
    from undoc.tree import Node

OWN_META = "urn:undoc:meta:1"
OWN_NAMES = (
    "title", "subtitle", "organ", "session", "topic", "date", "original_language", "language", "distribution",
    "job_number",
)  # fmt: skip
OWN_LISTS = ("symbols",)


def own_heads(preface: Iterable[Node] | Iterable[ModelNode]) -> tuple[str | None, str | None]:
    """The title and the subtitle that the lines of a preface give: the first of each, less the mark of a note."""
    title = subtitle = None
    for node in preface:
        if node.type == "title" and title is None:
            title = node.text.rstrip("*")
        elif node.type == "subtitle" and subtitle is None:
            subtitle = node.text.rstrip("*")
    return title, subtitle


def own_lines(
    document: Document, source: str, dated: bool, notes: list[str], preamble: str | None
) -> list[tuple[int, str]]:
    """``proprietary`` as lines with their depths.

    source: who says so, an eId; dated: whether the work has the document's date; notes: eIds of the notes in the
    document's order, empty where they stand in it; preamble: the eId of its first node, where it stands in the preface.
    """
    meta = document.meta
    values: dict[str, str | None] = {name: getattr(meta, name) for name in OWN_NAMES}
    for name, value in zip(("title", "subtitle"), own_heads(document.preface), strict=True):
        values[name] = None if values[name] == value else values[name] or ""
    if dated:
        values["date"] = None
    said = "".join(f' {name}="{attribute(value)}"' for name, value in values.items() if value is not None)
    if preamble is not None:
        said += f' preamble="{attribute(preamble)}"'
    inner: list[str] = []
    if meta.symbols != ([meta.symbol] if meta.symbol else []):
        inner += ["<symbols>", *(f'<symbol value="{attribute(symbol)}"/>' for symbol in meta.symbols), "</symbols>"]
    if notes:
        inner.append(f'<notes order="{" ".join(notes)}"/>')
    lines = [(0, f'<proprietary source="#{source}">'), (1, f'<document xmlns="{OWN_META}"{said}>')]
    lines += [(2, line) for line in inner]
    return [*lines, (1, "</document>"), (0, "</proprietary>")]
