"""The whole way of a document, on one page: read → normalize → structure → name → extract → model."""

from __future__ import annotations

from pathlib import Path

from undoc import model
from undoc.check.conservation import lost_and_invented
from undoc.eids import assign_eids
from undoc.errors import InternalError
from undoc.extract import annotate
from undoc.normalize import Piece, normalize
from undoc.read import Source
from undoc.read.text import decode, from_string, read_text
from undoc.structure import structure
from undoc.tree import Node, Note, Tree, Trouble


def parse(
    source: Path | str | bytes, *, name: str | None = None, encoding: str | None = None, keywords: int = 0
) -> model.Document:
    """The document that a path, a text or its bytes hold.

    source: a ``Path``; a ``str`` with no line end that names an existing file; any other ``str`` is the text itself;
    ``bytes`` are decoded. name: for messages and ``source.name``. encoding: of files and bytes, guessed where ``None``.
    keywords: how many to look for, which takes about a second.
    Raises InputError where the input cannot be read, InternalError where a character would be lost.
    """
    return parse_source(read(source, name=name, encoding=encoding), keywords=keywords)


def read(source: Path | str | bytes, *, name: str | None = None, encoding: str | None = None) -> Source:
    """The reader's part of ``parse``: the decoded text and what is known of it."""
    if isinstance(source, bytes):
        return decode(source, name=name, encoding=encoding)
    if isinstance(source, str):
        if "\n" in source or "\r" in source or len(source) > 1024 or not _is_file(source):
            return from_string(source, name=name)
        source = Path(source)
    read_source = read_text(source, encoding)
    if name is not None:
        read_source.name = name
    return read_source


def parse_source(source: Source, *, keywords: int = 0) -> model.Document:
    """All stages after reading."""
    lines, pieces = normalize(source.text)
    tree, troubles = structure(source.text, lines, pieces)
    assign_eids(tree)
    annotations, more = annotate(tree, keywords=keywords)
    document = to_model(source, tree, pieces, annotations, [*source.troubles, *troubles, *more])
    lost, invented = lost_and_invented(source.text, document)
    if lost or invented:
        raise InternalError(f"characters lost {lost[:40]!r} or invented {invented[:40]!r}; please report this document")
    return document


def to_model(
    source: Source, tree: Tree, pieces: list[Piece], annotations: dict[str, list[dict[str, object]]], troubles: list[Trouble]
) -> model.Document:
    """The contract's models. The stages' values are trusted: nothing is validated twice."""
    paged = "\f" in source.text
    pages = source.text.count("\f") + 1 if paged else None
    lines = source.text.count("\n") + (not source.text.endswith("\n"))
    make = model.Document.model_construct
    return make(
        undoc_version=model.CONTRACT_VERSION,
        source=model.Source.model_construct(
            name=source.name, sha256=source.sha256, format=source.format, encoding=source.encoding,
            characters=len(source.text), lines=lines, pages=pages,
        ),
        meta=model.Meta.model_construct(**_meta(tree)),
        **{region: [_node(node, paged) for node in nodes] for region, nodes in tree.regions()},
        footnotes=[_footnote(note) for note in tree.notes],
        symbols=[model.Symbol.model_construct(**entry) for entry in annotations["symbols"]],
        references=[model.Reference.model_construct(**entry) for entry in annotations["references"]],
        dates=[model.Date.model_construct(**entry) for entry in annotations["dates"]],
        meetings=[model.Meeting.model_construct(**entry) for entry in annotations["meetings"]],
        speakers=[model.Speaker.model_construct(**entry) for entry in annotations["speakers"]],
        furniture=[
            model.Furniture.model_construct(
                kind=piece.kind, text=piece.line.raw, spans=[(piece.line.start, piece.line.end)],
                page=piece.line.page if paged else None,
            )
            for piece in pieces
        ],
        diagnostics=[
            model.Diagnostic.model_construct(
                code=trouble.code, severity=trouble.severity, message=trouble.message, line=trouble.line, column=trouble.column
            )
            for trouble in sorted(troubles, key=lambda trouble: (trouble.line or 0, trouble.code))
        ],
    )  # fmt: skip


_META = dict.fromkeys(model.Meta.model_fields)


def _meta(tree: Tree) -> dict[str, object]:
    values: dict[str, object] = {**_META, "symbols": [], "agenda_items": [], "keywords": [], "kind": "other"}
    values.update({name: value for name, value in tree.meta.items() if name in values and value is not None})
    return values


def _node(node: Node, paged: bool) -> model.Node:
    """A node and all below it; nesting may be deep, so children are made with a stack of one's own."""
    made = _bare_node(node, paged)
    stack = [(node, made)]
    while stack:
        plain, full = stack.pop()
        for child in plain.children:
            child_made = _bare_node(child, paged)
            full.children.append(child_made)
            if child.children:
                stack.append((child, child_made))
    return made


def _bare_node(node: Node, paged: bool) -> model.Node:
    part: model.Part = "heading" if node.heading and not node.text else "text"
    return model.Node.model_construct(
        type=node.type, eid=node.eid, num=node.num, heading=node.heading, text=node.text,
        notes=[model.NoteMark.model_construct(marker=marker, offset=offset, part=part) for marker, offset in node.notes],
        children=[], rows=node.rows, spans=node.spans, line=node.line, page=node.page if paged else None,
    )  # fmt: skip


def _footnote(note: Note) -> model.Footnote:
    anchor = None
    if note.anchor is not None:
        node, offset = note.anchor
        anchor = model.Anchor.model_construct(eid=node.eid, offset=offset)
    return model.Footnote.model_construct(
        marker=note.marker, text=note.text, eid=note.eid, anchor=anchor, spans=note.spans
    )


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False
