"""The contract's values as plain dataclasses: what the command line works on, where models would cost more.

They have no slots: orjson writes, and a model takes over, the dict of fields that each has then, in a third of the time.
Each class has the name, the fields and the order of fields of its model in ``undoc.model``, and a test holds the two
together; what the fields mean stands there. Writers and checks ask for the fields only, so that either will do.
``to_model`` makes the models.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from itertools import repeat
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from undoc import model

CONTRACT_VERSION = "1.0"

# Nothing is made that nobody uses, for it is made at each start. The docstrings are not only for readers: without one,
# dataclass() makes one up, which takes as long as all else.


@dataclass(eq=False, repr=False, kw_only=True)
class Source:
    """What was read."""

    name: str | None = None
    sha256: str
    format: str
    encoding: str | None = None
    characters: int
    lines: int
    pages: int | None = None


@dataclass(eq=False, repr=False, kw_only=True)
class Meta:
    """What the document says of itself."""

    symbol: str | None = None
    symbols: list[str] = field(default_factory=list)
    kind: str = "other"
    title: str | None = None
    subtitle: str | None = None
    organ: str | None = None
    session: str | None = None
    agenda_items: list[str] = field(default_factory=list)
    topic: str | None = None
    date: str | None = None
    original_language: str | None = None
    language: str | None = None
    distribution: str | None = None
    job_number: str | None = None
    keywords: list[str] = field(default_factory=list)


@dataclass(eq=False, repr=False)
class NoteMark:
    """A footnote's marker in a node."""

    marker: str
    offset: int
    part: str = "text"


@dataclass(eq=False, repr=False, kw_only=True)
class Node:
    """One unit of the document."""

    type: str
    eid: str
    num: str | None = None
    heading: str | None = None
    text: str = ""
    notes: list[NoteMark] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    rows: list[list[str]] | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    line: int
    page: int | None = None


@dataclass(eq=False, repr=False)
class Anchor:
    """Where a footnote is called."""

    eid: str
    offset: int


@dataclass(eq=False, repr=False)
class Footnote:
    """A footnote: its marker, its text, where it is called."""

    marker: str
    text: str
    eid: str
    anchor: Anchor | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(eq=False, repr=False, kw_only=True)
class Annotation:
    """Something found in the text of a node."""

    text: str
    eid: str
    offset: tuple[int, int]
    part: str = "text"
    cell: tuple[int, int] | None = None
    paragraph: str | None = None


@dataclass(eq=False, repr=False, kw_only=True)
class Symbol(Annotation):
    """A document's symbol."""

    symbol: str


@dataclass(eq=False, repr=False, kw_only=True)
class Reference(Annotation):
    """A document, or a part of one, named without its symbol."""

    symbol: str | None = None
    target: str | None = None
    inferred: list[str] = field(default_factory=list)


@dataclass(eq=False, repr=False, kw_only=True)
class Date(Annotation):
    """A day, a month, a year or a range."""

    start: str
    end: str
    inferred: list[str] = field(default_factory=list)


@dataclass(eq=False, repr=False, kw_only=True)
class Meeting(Annotation):
    """Sittings by number."""

    numbers: list[int]
    kind: str | None = None


@dataclass(eq=False, repr=False, kw_only=True)
class Speaker(Annotation):
    """Who spoke."""

    name: str
    kind: str
    state: str | None = None
    iso3: str | None = None
    role: str | None = None
    language: str | None = None
    on_behalf_of: str | None = None
    capacity: str | None = None
    affiliation: str | None = None
    meeting: int | None = None
    date: str | None = None


@dataclass(eq=False, repr=False)
class Furniture:
    """A piece of what the page printed around the text."""

    kind: str
    text: str
    spans: list[tuple[int, int]]
    page: int | None = None


@dataclass(eq=False, repr=False)
class Diagnostic:
    """``code`` can be looked up in the documentation, ``line`` counts from 1."""

    code: str
    severity: str
    message: str
    line: int | None = None
    column: int | None = None


@dataclass(eq=False, repr=False, kw_only=True)
class Document:
    """A whole document."""

    undoc_version: str
    source: Source
    meta: Meta
    preface: list[Node] = field(default_factory=list)
    preamble: list[Node] = field(default_factory=list)
    body: list[Node] = field(default_factory=list)
    conclusions: list[Node] = field(default_factory=list)
    annexes: list[Node] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


_NAMES: dict[type[object], tuple[str, ...]] = {}


def field_names(kind: type[object]) -> tuple[str, ...]:
    """The fields of a class of values, plain or a model, in the contract's order."""
    names = _NAMES.get(kind)
    if names is None:
        of_model = getattr(kind, "model_fields", None)
        names = _NAMES[kind] = tuple(of_model) if of_model else tuple(each.name for each in fields(cast("Any", kind)))
    return names


# The document's lists of values that hold no others; its trees and footnotes do.
_LISTS = ("symbols", "references", "dates", "meetings", "speakers", "footnotes", "furniture", "diagnostics")
_REGIONS = ("preface", "preamble", "body", "conclusions", "annexes")


def to_model(document: Document) -> model.Document:
    """The same document as pydantic models, which take the values over: the plain document is of no use after.

    The values are trusted: nothing is validated.
    """
    called = [note for note in document.footnotes if note.anchor is not None]
    for note, anchor in zip(called, _models([note.anchor for note in called]), strict=True):
        note.anchor = anchor
    for name in ("source", "meta"):
        setattr(document, name, _models([getattr(document, name)])[0])
    nodes = [node for name in _REGIONS for node in getattr(document, name)]
    for name in (*_REGIONS, *_LISTS):
        _fill([document], name)
    while nodes:  # level by level: trees may be deeper than Python's stack
        below = [child for node in nodes for child in node.children]
        _fill([node for node in nodes if node.notes], "notes")
        _fill([node for node in nodes if node.children], "children")
        nodes = below
    found: model.Document = _models([document])[0]
    return found


def _fill(holders: Sequence[object], name: str) -> None:
    """Put models in the place of the values in a list that each holder has by this name."""
    lists = [getattr(holder, name) for holder in holders]
    made = _models([value for values in lists for value in values])
    start = 0
    for holder, values in zip(holders, lists, strict=True):
        setattr(holder, name, made[start : start + len(values)])
        start += len(values)


def _models(values: list[Any]) -> list[Any]:
    """Models of values of one class; the fields of each are the very dict that the value has.

    What ``model_construct`` does, for many at once: one by one, making the models took longer than finding the text's
    structure. All have one set of the names that are set, which is all there are.
    """
    if not values:
        return []
    from undoc import model

    kind: type[object] = type(values[0])
    made = list(map(object.__new__, repeat(getattr(model, kind.__name__), len(values))))
    states: dict[str, Iterable[object]] = {
        "__dict__": map(vars, values),
        "__pydantic_fields_set__": repeat(set(field_names(kind))),
        "__pydantic_extra__": repeat(None),
        "__pydantic_private__": repeat(None),
    }
    for name, state in states.items():
        deque(map(object.__setattr__, made, repeat(name), state), maxlen=0)
    return made
