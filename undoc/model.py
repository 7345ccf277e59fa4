"""The contract: what ``undoc parse --to json`` prints, as pydantic models, and nothing else.

Field names and meanings are stable within one major ``undoc_version``. ``schemas/document.schema.json`` is made from
these models (``make schema``) and a test holds the two together. Offsets are half-open ranges of code points.
``undoc.plain`` has the same values without pydantic.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from undoc import plain

CONTRACT_VERSION = plain.CONTRACT_VERSION

NodeType = Literal[
    "title", "subtitle", "masthead", "section", "paragraph", "item", "recital", "quote", "table", "speech",
    "signature", "annex", "contents", "block",
]  # fmt: skip
Kind = Literal[
    "report", "sg_report", "note", "resolution", "decision", "presidential_statement", "draft", "summary_record",
    "verbatim_record", "concluding_observations", "communication", "letter", "agenda", "other",
]  # fmt: skip
Part = Literal["text", "heading", "cell"]
Span = Annotated[tuple[int, int], Field(description="Half-open range of code points.")]


class Model(BaseModel):
    """Base of all: unknown fields are refused; schemas are built at first use, so that imports stay quick."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class Source(Model):
    """What was read. ``characters`` counts code points of the decoded text, line ends as one each."""

    name: str | None = None
    sha256: str
    format: str
    encoding: str | None = None
    characters: int
    lines: int
    pages: int | None = None


class Meta(Model):
    """What the document says of itself, mostly in its masthead; ``None`` is unknown, never a guess."""

    symbol: str | None = None
    symbols: list[str] = []
    kind: Kind = "other"
    title: str | None = None
    subtitle: str | None = None
    organ: str | None = None
    session: str | None = None
    agenda_items: list[str] = []
    topic: str | None = None
    date: str | None = None
    original_language: str | None = None
    language: str | None = None
    distribution: str | None = None
    job_number: str | None = None
    keywords: list[str] = []


class NoteMark(Model):
    """A footnote's marker, taken out of ``text`` (or of ``heading``); it stood before the character at ``offset``."""

    marker: str
    offset: int
    part: Part = "text"


class Node(Model):
    """One unit of the document; ``text`` is its own running text up to its first child."""

    type: NodeType
    eid: str
    num: str | None = None
    heading: str | None = None
    text: str = ""
    notes: list[NoteMark] = []
    children: list[Node] = []
    rows: list[list[str]] | None = None
    spans: list[Span] = []
    line: int
    page: int | None = None


class Anchor(Model):
    """Where a footnote is called: the node and the offset of its marker there."""

    eid: str
    offset: int


class Footnote(Model):
    marker: str
    text: str
    eid: str
    anchor: Anchor | None = None
    spans: list[Span] = []


class Annotation(Model):
    """Something found in the text of the node ``eid``.

    ``offset`` counts in the node's ``part``: its ``text``, its ``heading``, or the cell ``cell`` = (row, column) of its
    ``rows``. ``paragraph`` is the nearest numbered paragraph's number without its punctuation.
    """

    text: str
    eid: str
    offset: Span
    part: Part = "text"
    cell: tuple[int, int] | None = None
    paragraph: str | None = None


class Symbol(Annotation):
    symbol: str


class Reference(Annotation):
    """A document or a part of one named without its symbol; ``target`` is the eid of a node of this document."""

    symbol: str | None = None
    target: str | None = None
    inferred: list[str] = []


class Date(Annotation):
    """``start`` and ``end`` are YYYY, YYYY-MM or YYYY-MM-DD, or ``--MM-DD`` where no year is to be had."""

    start: str
    end: str
    inferred: list[str] = []


class Meeting(Annotation):
    numbers: list[int]
    kind: str | None = None


class Speaker(Annotation):
    name: str
    kind: Literal["state", "observer_state", "organization", "group", "office", "person"]
    state: str | None = None
    iso3: str | None = None
    role: str | None = None
    language: str | None = None
    on_behalf_of: str | None = None
    capacity: str | None = None
    affiliation: str | None = None
    meeting: int | None = None
    date: str | None = None


class Furniture(Model):
    """A page's header, foot, number, job number or rule: kept, but no part of the document."""

    kind: str
    text: str
    spans: list[Span]
    page: int | None = None


class Diagnostic(Model):
    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    line: int | None = None
    column: int | None = None


class Document(Model):
    """A whole document. Regions are in reading order: preface, preamble, body, conclusions, annexes."""

    undoc_version: str = CONTRACT_VERSION
    source: Source
    meta: Meta
    preface: list[Node] = []
    preamble: list[Node] = []
    body: list[Node] = []
    conclusions: list[Node] = []
    annexes: list[Node] = []
    footnotes: list[Footnote] = []
    symbols: list[Symbol] = []
    references: list[Reference] = []
    dates: list[Date] = []
    meetings: list[Meeting] = []
    speakers: list[Speaker] = []
    furniture: list[Furniture] = []
    diagnostics: list[Diagnostic] = []

    def to_json(self, *, indent: int | None = None) -> str:
        """The contract's JSON, without a final line end."""
        from undoc.write.json import write_json

        return write_json(self, indent=indent)

    def to_akn(self, *, markup_date: str | None = None, pretty: bool = True) -> bytes:
        """Akoma Ntoso 3.0 in the UN's profile, UTF-8 with an XML declaration.

        markup_date: YYYY-MM-DD of the manifestation; default ``SOURCE_DATE_EPOCH`` or today.
        Raises undoc.errors.ConservationError where a character would be lost or invented.
        """
        from undoc.write.akn import write_akn

        return write_akn(self, markup_date=markup_date, pretty=pretty)

    def to_html(self, *, source: str | None = None) -> str:
        """One page for a person to read.

        source: the decoded text that the document was made from, to be shown beside it.
        """
        from undoc.write.html import write_html

        return write_html(self, source)
