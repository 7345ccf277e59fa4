"""The contract's values as plain slotted dataclasses: what the command line works on, where models would cost more.

Each class has the name, the fields and the order of fields of its model in ``undoc.model``, and a test holds the two
together; what the fields mean stands there. Writers and checks ask for the fields only, so that either will do.
``to_model`` makes the models.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from undoc import model

CONTRACT_VERSION = "1.0"

# Nothing is made that nobody uses, for it is made at each start. The docstrings are not only for readers: without one,
# dataclass() makes one up, which takes as long as all else.


@dataclass(slots=True, eq=False, repr=False, kw_only=True)
class Source:
    """What was read."""

    name: str | None = None
    sha256: str
    format: str
    encoding: str | None = None
    characters: int
    lines: int
    pages: int | None = None


@dataclass(slots=True, eq=False, repr=False, kw_only=True)
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


@dataclass(slots=True, eq=False, repr=False)
class NoteMark:
    """A footnote's marker in a node."""

    marker: str
    offset: int
    part: str = "text"


@dataclass(slots=True, eq=False, repr=False, kw_only=True)
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


@dataclass(slots=True, eq=False, repr=False)
class Anchor:
    """Where a footnote is called."""

    eid: str
    offset: int


@dataclass(slots=True, eq=False, repr=False)
class Footnote:
    """A footnote: its marker, its text, where it is called."""

    marker: str
    text: str
    eid: str
    anchor: Anchor | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False, kw_only=True)
class Annotation:
    """Something found in the text of a node."""

    text: str
    eid: str
    offset: tuple[int, int]
    part: str = "text"
    cell: tuple[int, int] | None = None
    paragraph: str | None = None


@dataclass(slots=True, eq=False, repr=False, kw_only=True)
class Symbol(Annotation):
    """A document's symbol."""

    symbol: str


@dataclass(slots=True, eq=False, repr=False, kw_only=True)
class Reference(Annotation):
    """A document, or a part of one, named without its symbol."""

    symbol: str | None = None
    target: str | None = None
    inferred: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False, kw_only=True)
class Date(Annotation):
    """A day, a month, a year or a range."""

    start: str
    end: str
    inferred: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False, kw_only=True)
class Meeting(Annotation):
    """Sittings by number."""

    numbers: list[int]
    kind: str | None = None


@dataclass(slots=True, eq=False, repr=False, kw_only=True)
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


@dataclass(slots=True, eq=False, repr=False)
class Furniture:
    """A piece of what the page printed around the text."""

    kind: str
    text: str
    spans: list[tuple[int, int]]
    page: int | None = None


@dataclass(slots=True, eq=False, repr=False)
class Diagnostic:
    """``code`` can be looked up in the documentation, ``line`` counts from 1."""

    code: str
    severity: str
    message: str
    line: int | None = None
    column: int | None = None


@dataclass(slots=True, eq=False, repr=False, kw_only=True)
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
_LISTS = ("symbols", "references", "dates", "meetings", "speakers", "furniture", "diagnostics")
_REGIONS = ("preface", "preamble", "body", "conclusions", "annexes")

# Where a list of models goes: the fields of a model, the name of one of them, and the values.
Place = tuple[dict[str, Any], str, Sequence[Any]]


def to_model(document: Document) -> model.Document:
    """The same document as pydantic models. The values are trusted: nothing is validated; lists of numbers, texts and
    spans are the very same ones.
    """
    made, (whole,) = _models([document])
    for name in ("source", "meta"):
        whole[name] = _models([whole[name]])[0][0]
    for name in _LISTS:
        _fill([(whole, name, whole[name])])
    for note, fields_of in _fill([(whole, "footnotes", document.footnotes)]):
        if note.anchor is not None:
            fields_of["anchor"] = _models([note.anchor])[0][0]
    places: list[Place] = [(whole, name, whole[name]) for name in _REGIONS]
    while places:  # level by level: trees may be deeper than Python's stack
        nodes = _fill(places)
        _fill([(fields_of, "notes", node.notes) for node, fields_of in nodes if node.notes])
        places = [(fields_of, "children", node.children) for node, fields_of in nodes if node.children]
    found: model.Document = made[0]
    return found


def _fill(places: list[Place]) -> list[tuple[Any, dict[str, Any]]]:
    """Put models in the places of values of one class. Gives each value with its model's fields."""
    values = [value for _, _, some in places for value in some]
    if not values:
        return []
    made, filled = _models(values)
    start = 0
    for holder, name, some in places:
        if some:
            holder[name] = made[start : start + len(some)]
            start += len(some)
    return list(zip(values, filled, strict=True))


@cache
def _fields_of(kind: type[object]) -> Callable[[list[Any]], list[dict[str, Any]]]:
    """What gives the fields of values of a class, a dict each. Made as ``dataclass`` makes its methods: a display of the
    names written out is filled in half the time of a loop over them."""
    display = ", ".join(f"{name!r}: value.{name}" for name in field_names(kind))
    made: Callable[[list[Any]], list[dict[str, Any]]] = eval(f"lambda values: [{{{display}}} for value in values]")  # noqa: S307
    return made


def _models(values: list[Any]) -> tuple[list[Any], list[dict[str, Any]]]:
    """Models of values of one class, and the fields of each.

    What ``model_construct`` does, for many at once: one by one, making the models took longer than finding the text's
    structure. All have one set of the names that are set, which is all there are.
    """
    from undoc import model

    kind: type[object] = type(values[0])
    names = field_names(kind)
    filled = _fields_of(kind)(values)  # type: ignore[arg-type]  # a class has a hash
    made = list(map(object.__new__, repeat(getattr(model, kind.__name__), len(values))))
    states: dict[str, Iterable[object]] = {
        "__dict__": filled,
        "__pydantic_fields_set__": repeat(set(names)),
        "__pydantic_extra__": repeat(None),
        "__pydantic_private__": repeat(None),
    }
    for name, state in states.items():
        deque(map(object.__setattr__, made, repeat(name), state), maxlen=0)
    return made, filled
