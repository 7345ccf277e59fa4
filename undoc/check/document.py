"""undoc's JSON checked: the contract's models, and what they cannot say of eids, anchors and offsets.

Rules: ``model`` (the models of ``undoc.model``), ``eid-unique``, ``eid`` (an eid that no node has), ``offset`` (words
that are not where they are said to be), ``note`` (marks and anchors), ``span``, ``line``, ``version``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from unicodedata import normalize

from pydantic import ValidationError

from undoc.check import Finding
from undoc.errors import InputError
from undoc.model import CONTRACT_VERSION, Annotation, Document, Footnote, Node

Path = tuple[str | int, ...]
Found = tuple[Path, str, str, str]  # path in the JSON, rule, severity, message
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s"{}\[\],:]+')
_LISTS = ("symbols", "references", "dates", "meetings", "speakers")
_REGIONS = ("preface", "preamble", "body", "conclusions", "annexes")
_MOST_NESTED = 200


def check_document(data: bytes) -> list[Finding]:
    """All findings of undoc's JSON. data: the file. Raises InputError where it is no JSON, or another's."""
    try:
        text = data.decode("utf-8-sig")
        content = json.loads(text)
    except UnicodeDecodeError as error:
        raise InputError(f"the JSON is not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise InputError(f"the JSON is broken in line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise InputError("the JSON is nested too deeply") from None
    except ValueError as error:  # a number of thousands of digits
        raise InputError(f"the JSON cannot be read: {error}") from None
    if "undoc_version" not in content and "source" not in content:
        raise InputError("JSON, but not undoc's: it has neither undoc_version nor source")
    try:
        found = list(_found(Document.model_validate_json(text)))
    except ValidationError as error:
        found = [_invalid(details["loc"], details["msg"]) for details in error.errors(include_url=False)]
    lines = _lines(text, {path for path, *_ in found})
    return [Finding(lines.get(path), rule, severity, message) for path, rule, severity, message in found]


def _invalid(path: Path, message: str) -> Found:
    """What pydantic says, with the place: ``body.0.type: Input should be …``."""
    return path, "model", "error", f"{_name(path)}: {message}" if path else message


def _name(path: Path) -> str:
    return ".".join(map(str, path))


def _found(document: Document) -> Iterator[Found]:
    yield from _version(document)
    nodes: dict[str, Node] = {}
    places = list(_all_nodes(document))
    for path, node in places:
        if not node.eid or node.eid.split() != [node.eid]:
            yield (*path, "eid"), "eid", "error", f"the eid {node.eid!r} is empty or has white space"
        if node.eid in nodes:
            yield (*path, "eid"), "eid-unique", "error", f'the eid "{node.eid}" is given twice'
        nodes.setdefault(node.eid, node)
    footnotes: dict[str, Footnote] = {}
    for number, note in enumerate(document.footnotes):
        if note.eid in footnotes or note.eid in nodes:
            yield ("footnotes", number, "eid"), "eid-unique", "error", f'the eid "{note.eid}" is given twice'
        footnotes.setdefault(note.eid, note)
    for path, node in places:
        yield from _node(path, node, document)
    for number, note in enumerate(document.footnotes):
        yield from _spans(("footnotes", number), note.spans, document)
        yield from _anchor(("footnotes", number, "anchor"), note, nodes)
    for name in _LISTS:
        for number, entry in enumerate(getattr(document, name)):
            yield from _entry((name, number), entry, nodes, footnotes)
    for number, reference in enumerate(document.references):
        if reference.target is not None and reference.target not in nodes and reference.target not in footnotes:
            words = f'the target "{reference.target}" is no eid of this document'
            yield ("references", number, "target"), "eid", "error", words
    for number, furniture in enumerate(document.furniture):
        yield from _spans(("furniture", number), furniture.spans, document)


def _version(document: Document) -> Iterator[Found]:
    major = CONTRACT_VERSION.split(".")[0]
    if document.undoc_version.split(".")[0] != major:
        words = f"undoc_version is {document.undoc_version!r}; this undoc knows the contract {CONTRACT_VERSION}"
        yield ("undoc_version",), "version", "error", words


def _all_nodes(document: Document) -> Iterator[tuple[Path, Node]]:
    """Every node with its path, in reading order."""
    for region in _REGIONS:
        nodes: list[Node] = getattr(document, region)
        stack: list[tuple[Path, Node]] = []
        stack += (((region, i), nodes[i]) for i in reversed(range(len(nodes))))
        while stack:
            path, node = stack.pop()
            yield path, node
            stack += (((*path, "children", i), node.children[i]) for i in reversed(range(len(node.children))))


def _node(path: Path, node: Node, document: Document) -> Iterator[Found]:
    yield from _spans(path, node.spans, document)
    lengths = {"text": len(node.text), "heading": len(node.heading or ""), "cell": sum(map(len, _cells(node)))}
    for number, mark in enumerate(node.notes):
        if not 0 <= mark.offset <= lengths[mark.part]:
            words = f'the mark "{mark.marker}" is at {mark.offset}, outside the {mark.part} of {node.eid}'
            yield (*path, "notes", number), "note", "error", words
    if not 1 <= node.line <= max(document.source.lines, 1):
        yield (*path, "line"), "line", "warning", f"line {node.line} is not one of the source's {document.source.lines}"


def _cells(node: Node) -> Iterator[str]:
    for row in node.rows or ():
        yield from row


def _spans(path: Path, spans: list[tuple[int, int]], document: Document) -> Iterator[Found]:
    for number, (start, end) in enumerate(spans):
        if not 0 <= start <= end <= document.source.characters:
            words = f"the span {start} to {end} is no range within the source's {document.source.characters} characters"
            yield (*path, "spans", number), "span", "error", words


def _anchor(path: Path, note: Footnote, nodes: dict[str, Node]) -> Iterator[Found]:
    if note.anchor is None:
        return
    node = nodes.get(note.anchor.eid)
    if node is None:
        yield path, "note", "error", f'the note "{note.marker}" is anchored in "{note.anchor.eid}", which no node is'
    elif not any(mark.offset == note.anchor.offset and _calls(mark.marker, note.marker) for mark in node.notes):
        words = f'the note "{note.marker}" is anchored at {note.anchor.offset} of {node.eid}, where no such mark is'
        yield path, "note", "warning", words


def _calls(mark: str, marker: str) -> bool:
    """Whether a mark calls a note, in whatever form the number is printed: ①, １, [1] or 01 for 1."""
    return mark == marker or _number(mark) == _number(marker)


def _number(marker: str) -> str:
    return "".join(filter(str.isalnum, normalize("NFKC", marker))).lstrip("0")


def _entry(path: Path, entry: Annotation, nodes: dict[str, Node], footnotes: dict[str, Footnote]) -> Iterator[Found]:
    text = _part(entry, nodes, footnotes)
    if text is None and entry.eid not in nodes and entry.eid not in footnotes:
        yield (*path, "eid"), "eid", "error", f'"{entry.eid}" is no eid of this document'
    elif text is None:
        yield path, "offset", "error", f"{entry.eid} has no {entry.part}{f' {entry.cell}' if entry.cell else ''}"
    elif not 0 <= entry.offset[0] <= entry.offset[1] or text[entry.offset[0] : entry.offset[1]] != entry.text:
        start, end = entry.offset
        there = text[max(start, 0) : max(end, 0)][:40]
        words = f"the {entry.part} of {entry.eid} has {there!r} at {start} to {end}, not {entry.text[:40]!r}"
        yield (*path, "offset"), "offset", "error", words


def _part(entry: Annotation, nodes: dict[str, Node], footnotes: dict[str, Footnote]) -> str | None:
    """The text that an entry's offset counts in; ``None`` where there is no such part."""
    node = nodes.get(entry.eid)
    if node is None:
        note = footnotes.get(entry.eid)
        return note.text if note is not None and entry.part == "text" else None
    if entry.part == "text":
        return node.text
    if entry.part == "heading":
        return node.heading
    row, column = entry.cell or (-1, -1)
    if node.rows is None or not 0 <= row < len(node.rows) or not 0 <= column < len(node.rows[row]):
        return None
    return node.rows[row][column]


def _lines(text: str, wanted: set[Path]) -> dict[Path, int]:
    """The lines, from 1, of the values at some paths; one that is missing has the line of what it is missing in."""
    if not wanted:
        return {}
    needed = {path[:end] for path in wanted for end in range(len(path) + 1)}
    found: dict[Path, int] = {(): 1}
    path: list[str | int] = []  # of the value being read
    line, at = 1, 0
    is_key = False
    for match in _TOKEN.finditer(text):
        sign, start = match[0], match.start()
        line += text.count("\n", at, start)
        at = start
        if sign == ",":
            if path and isinstance(path[-1], int):
                path[-1] += 1
            else:
                is_key = True
        elif sign in "]}":
            path.pop()
            is_key = False
        elif sign == ":":
            is_key = False
        elif is_key:
            path[-1] = json.loads(sign)
        else:
            here = tuple(path) if len(path) <= _MOST_NESTED else None
            if here in needed:
                found.setdefault(here, line)
            if sign == "[":
                path.append(0)
            elif sign == "{":
                path.append("")
                is_key = True
    return {path: next(found[path[:end]] for end in range(len(path), -1, -1) if path[:end] in found) for path in wanted}
