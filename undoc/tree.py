"""The tree and the findings as the stages pass them on: plain slotted dataclasses, no validation.

``structure`` makes ``Node``s and ``Note``s, ``eids`` names them, ``extract`` reads them through a ``Flow``;
``pipeline`` turns all into the values of the contract, once a document.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from undoc.plain import Diagnostic

# A stage's diagnostics are the contract's, by a name that tells them from what a stage makes.
Trouble = Diagnostic
REGIONS = ("preface", "preamble", "body", "conclusions", "annexes")


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """One unit of the document; the fields mean what they mean in ``undoc.model.Node``."""

    type: str
    line: int
    num: str | None = None
    heading: str | None = None
    text: str = ""
    notes: list[tuple[str, int]] = field(default_factory=list)  # marker, offset in text
    children: list[Node] = field(default_factory=list)
    rows: list[list[str]] | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    page: int | None = None
    eid: str = ""


@dataclass(slots=True, eq=False, repr=False)
class Note:
    """A footnote: its marker and text, and where it is called (``anchor`` = node and offset in its text)."""

    marker: str
    text: str
    line: int
    spans: list[tuple[int, int]] = field(default_factory=list)
    anchor: tuple[Node, int] | None = None
    eid: str = ""


@dataclass(slots=True, eq=False, repr=False)
class Link:
    """What the source itself says leads somewhere: to the document ``symbol``, or to ``target``, a unit of this one.

    part, cell, start, end: where in the node or note ``owner``, as an annotation has them.
    """

    owner: Node | Note
    part: str
    cell: tuple[int, int] | None
    start: int
    end: int
    symbol: str | None = None
    target: Node | Note | None = None


@dataclass(slots=True, eq=False, repr=False)
class Tree:
    """The structured document, before its annotations. ``meta`` holds fields of ``undoc.model.Meta``."""

    meta: dict[str, object] = field(default_factory=dict)
    preface: list[Node] = field(default_factory=list)
    preamble: list[Node] = field(default_factory=list)
    body: list[Node] = field(default_factory=list)
    conclusions: list[Node] = field(default_factory=list)
    annexes: list[Node] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def regions(self) -> list[tuple[str, list[Node]]]:
        """The five regions by name, in reading order."""
        return [(name, getattr(self, name)) for name in REGIONS]
