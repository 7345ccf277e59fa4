"""A Word file becomes a ``Source``: a paragraph a line with its automatic number, a row a line, notes, then page furniture.

The first page's own header, which holds the masthead in the UN's templates, comes first; the other headers and footers
come last, each once, and are furniture. Tracked changes are read as accepted, hidden text and field codes are not shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from undoc.errors import InputError
from undoc.limits import MAX_BYTES
from undoc.normalize.spacing import bare
from undoc.read import Source
from undoc.read.docx_numbering import Numbering
from undoc.read.docx_package import Element, Package, attribute, child, is_on, local, number, read_styles, value_of
from undoc.read.docx_text import Calls, TextReader
from undoc.read.line_writer import RULE, LineWriter
from undoc.read.numbering import written
from undoc.read.text import require_chinese
from undoc.tree import Trouble

_NOTES = {"footnote": ("footnotes", "decimal"), "endnote": ("endnotes", "lowerRoman")}  # part, form of numbers
_KINDS = {"headerReference": "page_header", "footerReference": "page_footer"}


def read_docx(data: bytes, *, name: str | None = None, max_bytes: int = MAX_BYTES) -> Source:
    """The source that a Word file (.docx, .docm) holds. max_bytes: of all its parts that are read.

    Raises InputError where the file is broken, or holds no text or none in Chinese.
    """
    package = Package(data, max_bytes)
    body = child(package.part(package.main), "body")
    if body is None:
        raise InputError("is a Word file without a document in it")
    styles = read_styles(package.beside("styles"))
    writer = LineWriter()
    calls = Calls(marker=_markers(package.beside("settings"), body))
    text = TextReader(writer, styles, Numbering(package.beside("numbering"), styles), calls)
    first, others = _edges(package, body)
    if first is not None:
        text.read(first)
    text.read(body)
    _notes(package, text)
    _furniture(others, text)
    if not bare(writer.text):
        raise InputError("is a Word file with no text")
    require_chinese(writer.text)
    source = Source(writer.text, "docx", hashlib.sha256(data).hexdigest(), name, None, _left_out(text))
    source.hints = writer.hints
    return source


class _Markers:
    """The markers of notes by kind and place, in the form that the document sets."""

    def __init__(self, settings: Element | None, body: Element) -> None:
        self.forms: dict[str, tuple[str, int]] = {}
        sections = [node for node in body.iter() if local(node) == "sectPr"]
        for kind, (_, usual) in _NOTES.items():
            said = [child(parent, f"{kind}Pr") for parent in (*sections, settings)]
            form = next((found for each in said if (found := value_of(each, "numFmt"))), usual)
            start = next((found for each in said if (found := value_of(each, "numStart"))), "1")
            self.forms[kind] = form, number(start, 1)

    def __call__(self, kind: str, place: int) -> str:
        form, start = self.forms[kind]
        if form == "chicago":  # *, †, ‡, §, doubled when they are used up
            turns, sign = divmod(place - 1, 4)
            return "*†‡§"[sign] * (turns + 1)
        return written(place + start - 1, form)


def _markers(settings: Element | None, body: Element) -> _Markers:
    return _Markers(settings, body)


def _edges(package: Package, body: Element) -> tuple[Element | None, list[tuple[str, Element]]]:
    """The first page's own header, and the other headers and footers with their kinds, in order."""
    first: Element | None = None
    others: list[tuple[str, Element]] = []
    seen: set[str] = set()
    sections = [node for node in body.iter() if local(node) == "sectPr" and local(node.getparent()) != "sectPrChange"]  # type: ignore[arg-type]
    for place, section in enumerate(sections):
        for reference in section:
            kind, identifier = _KINDS.get(local(reference)), attribute(reference, "id") or ""
            if kind is None or identifier in seen:
                continue
            seen.add(identifier)
            root = package.related(identifier)
            if root is None:
                continue
            if attribute(reference, "type") == "first" and kind == "page_header" and not place:
                first = root if is_on(section, "titlePg") else None
            else:
                others.append((kind, root))
    return first, others


def _notes(package: Package, text: TextReader) -> None:
    """The notes that are called, in their order, below a rule; what notes call in turn comes after them."""
    roots = {kind: _by_id(package.beside(part)) for kind, (part, _) in _NOTES.items()}
    for place, (kind, identifier, marker) in enumerate(_growing(text.calls.found)):
        element = roots[kind].get(identifier)
        if element is None:
            continue
        if not place:
            text.writer.write(RULE, furniture="rule")
        first = True
        for block in text.blocks(element):
            paragraph, _ = text.paragraph(block)
            content = paragraph.text.strip() if paragraph is not None else ""
            if paragraph is None or not content:
                continue
            if first:
                content = content.removeprefix(marker).lstrip() if not marker.isdecimal() else content
                content = f"{marker} {content}"
            text.writer.write(content.replace("\n", " "), begins=first, note=marker)
            first = False


def _growing(calls: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    place = 0
    while place < len(calls):
        yield calls[place]
        place += 1


def _by_id(root: Element | None) -> dict[str, Element]:
    return {attribute(note, "id") or "": note for note in root if local(note) in _NOTES} if root is not None else {}


def _furniture(others: list[tuple[str, Element]], text: TextReader) -> None:
    """Headers and footers, each line once."""
    seen: set[str] = set()
    for kind, root in others:
        part = TextReader(LineWriter(), text.styles, text.numbering, text.calls)
        part.read(root)
        for line in part.writer.text.splitlines():
            if bare(line) not in seen:
                seen.add(bare(line))
                text.writer.write(line, begins=True, furniture=kind)


def _left_out(text: TextReader) -> list[Trouble]:
    troubles: list[Trouble] = []
    if text.hidden:
        troubles.append(Trouble("left-out", "info", f"{text.hidden} characters of hidden text left out", 1, 1))
    if text.foreign:
        noun = "part" if text.foreign == 1 else "parts"
        troubles.append(Trouble("left-out", "warning", f"{text.foreign} {noun} in another format left out", 1, 1))
    return troubles
