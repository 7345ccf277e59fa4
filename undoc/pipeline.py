"""The whole way of a document, on one page: read → normalize → structure → name → extract → plain values → models.

The command line stops at the plain values, for which pydantic need not be loaded.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from undoc import plain
from undoc.check.conservation import lost_and_invented
from undoc.eids import assign_eids
from undoc.extract import Annotations, annotate
from undoc.limits import LIBRARY, MAX_NESTING, Limits, check_time, deadline, memory_limit, too_deep, too_large
from undoc.normalize import normalize
from undoc.normalize.furniture import Piece
from undoc.normalize.hinted import take_hinted
from undoc.read import Source
from undoc.read.formats import file_bytes, name_as_text, read_bytes, read_string
from undoc.structure import structure
from undoc.tree import Node, Note, Tree, Trouble

if TYPE_CHECKING:
    from undoc import model


def parse(
    source: Path | str | bytes,
    *,
    name: str | None = None,
    encoding: str | None = None,
    keywords: int = 0,
    limits: Limits = LIBRARY,
) -> model.Document:
    """The document that a path, a text or its bytes hold: a text as an extractor left it, PDF, DOCX, HTML, Akoma Ntoso.

    source: a ``Path``; a ``str`` with no line end that names an existing file; any other ``str`` is the text itself;
    ``bytes`` are decoded. What it is, its content tells, whatever its name. name: for messages and ``source.name``.
    encoding: of files and bytes that are text, guessed where ``None``. keywords: how many to look for, which takes about
    a second. limits: of size, time and memory; time is looked at between the stages, so that a document that takes too long
    is stopped a little later.
    Raises InputError where the input cannot be read (LimitExceeded where it costs too much), MissingExtra where its reader is not installed, ConservationError where
    a character would be lost or invented.
    """
    with _within(limits):
        found = read(source, name=name, encoding=encoding, limits=limits)
        with _uncollected():
            return plain.to_model(parse_source(found, keywords=keywords))


def parse_plain(
    source: Path | str | bytes,
    *,
    name: str | None = None,
    encoding: str | None = None,
    keywords: int = 0,
    limits: Limits = LIBRARY,
) -> model.Document:
    """As ``parse``, but plain values (``undoc.plain``), which cost less and do for every writer.

    To a type checker they are the models: they have their fields, and nothing but the fields is theirs.
    """
    return parse_with_text(source, name=name, encoding=encoding, keywords=keywords, limits=limits)[0]


def parse_with_text(
    source: Path | str | bytes,
    *,
    name: str | None = None,
    encoding: str | None = None,
    keywords: int = 0,
    limits: Limits = LIBRARY,
) -> tuple[model.Document, str]:
    """As ``parse_plain``, and beside it the decoded text that the document's spans count in."""
    with _within(limits):
        found = read(source, name=name, encoding=encoding, limits=limits)
        return _as_model(parse_source(found, keywords=keywords)), found.text


@contextmanager
def _within(limits: Limits) -> Iterator[None]:
    with deadline(limits.seconds), memory_limit(limits.memory):
        yield


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles among what is made: there are none, and the look takes a seventh of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read(
    source: Path | str | bytes, *, name: str | None = None, encoding: str | None = None, limits: Limits = LIBRARY
) -> Source:
    """The reader's part of ``parse``: the decoded text and what is known of it."""
    if isinstance(source, str):
        if "\n" in source or "\r" in source or len(source) > 1024 or not _is_file(source):
            if len(source) > limits.size:
                raise too_large(limits.size)
            return read_string(source, name=name)
        source = Path(source)
    if isinstance(source, Path):
        name = name if name is not None else source.name
        source = file_bytes(source, limits.size)
    return read_bytes(
        source, name=name_as_text(name) if name is not None else None, encoding=encoding, max_bytes=limits.size
    )


@_uncollected()
def parse_source(source: Source, *, keywords: int = 0) -> plain.Document:
    """All stages after reading; what comes with its structure (Akoma Ntoso) goes on with its names."""
    tree, pieces, troubles = source.tree, list[Piece](), list[Trouble]()
    if tree is None:
        check_time()
        lines, pieces = normalize(source.text)
        if source.hints:
            lines, pieces = take_hinted(lines, pieces, source.hints)
        check_time()
        tree, troubles = structure(source.text, lines, pieces)
        del lines  # many times their text
    else:
        _refuse_deep(tree)
    check_time()
    assign_eids(tree)
    annotations, more = annotate(tree, keywords=keywords)
    check_time()
    document = to_plain(source, tree, pieces, annotations, [*source.troubles, *troubles, *more])
    lost, invented = lost_and_invented(source.text, _as_model(document))
    if lost or invented:
        from undoc.check.violation import violation  # for what never happens

        raise violation(_as_model(document), lost, invented, source.text)
    return document


def _refuse_deep(tree: Tree) -> None:
    """Raises LimitExceeded where units that were read, not found, stand too deep in each other."""
    level = [node for _, nodes in tree.regions() for node in nodes]
    for _ in range(MAX_NESTING):
        level = [child for node in level for child in node.children]
    if level:
        raise too_deep(MAX_NESTING)


def to_plain(
    source: Source, tree: Tree, pieces: list[Piece], annotations: Annotations, troubles: list[Trouble]
) -> plain.Document:
    """What the stages have found, as the contract has it."""
    paged = "\f" in source.text
    return plain.Document(
        undoc_version=plain.CONTRACT_VERSION,
        source=plain.Source(
            name=_sayable(source.name), sha256=source.sha256, format=source.format, encoding=source.encoding,
            characters=len(source.text), lines=source.text.count("\n") + (not source.text.endswith("\n")),
            pages=source.text.count("\f") + 1 if paged else None,
        ),
        meta=_meta(tree),
        **{region: _nodes(nodes, paged) for region, nodes in tree.regions()},
        footnotes=[_footnote(note) for note in tree.notes],
        symbols=annotations.symbols,
        references=annotations.references,
        dates=annotations.dates,
        meetings=annotations.meetings,
        speakers=annotations.speakers,
        furniture=[
            plain.Furniture(kind, line.raw, [(line.start, line.end)], line.page if paged else None)
            for kind, line in ((piece.kind, piece.line) for piece in pieces)
        ],
        diagnostics=sorted(troubles, key=lambda trouble: (trouble.line or 0, trouble.code)),
    )  # fmt: skip


def _meta(tree: Tree) -> plain.Meta:
    meta = plain.Meta()
    for name in plain.field_names(plain.Meta):
        value = tree.meta.get(name)
        if value is not None:
            setattr(meta, name, value)
    return meta


def _nodes(nodes: list[Node], paged: bool) -> list[plain.Node]:
    """Nodes and all below them; nesting may be deep, so children are made with a stack of one's own."""
    made: list[plain.Node] = []
    waiting = [(nodes, made)]
    while waiting:
        below, list_made = waiting.pop()
        for node in below:
            one = _bare_node(node, paged)
            list_made.append(one)
            if node.children:
                waiting.append((node.children, one.children))
    return made


def _bare_node(node: Node, paged: bool) -> plain.Node:
    part = "heading" if node.heading and not node.text else "text"
    return plain.Node(
        type=node.type, eid=node.eid, num=node.num, heading=node.heading, text=node.text,
        notes=[plain.NoteMark(marker, offset, part) for marker, offset in node.notes],
        rows=node.rows, spans=node.spans, line=node.line, page=node.page if paged else None,
    )  # fmt: skip


def _footnote(note: Note) -> plain.Footnote:
    anchor = plain.Anchor(note.anchor[0].eid, note.anchor[1]) if note.anchor else None
    return plain.Footnote(note.marker, note.text, note.eid, anchor, note.spans)


def _sayable(name: str | None) -> str | None:
    """A file's name that any output can hold: bytes of it that are no characters are written as escapes."""
    return name and name.encode("utf-8", "backslashreplace").decode()


def _as_model(document: plain.Document) -> model.Document:
    return cast("model.Document", document)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False
