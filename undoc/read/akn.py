"""Akoma Ntoso becomes a ``Source`` that brings its tree along, so that no structure need be found.

``text`` is what the reader took out of the XML, a unit a line: numbers, headings, texts, rows, then the footnotes; all
spans point into it. Both undoc's own XML and the UN's official files are read; see ``akn_parts`` and ``akn_meta``.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import Counter
from urllib.parse import unquote

from lxml import etree

from undoc.check.akn import read_akn
from undoc.errors import InputError
from undoc.read import Source
from undoc.read.akn_found import Found
from undoc.read.akn_meta import note_order, own_meta, read_foreign, read_own
from undoc.read.akn_parts import Parts
from undoc.read.akn_text import NAMESPACE, local
from undoc.read.text import require_chinese
from undoc.symbols import canonical
from undoc.tree import REGIONS, Link, Node, Tree, Trouble

_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>")
_HOST = re.compile(r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/(?:(?:zh|ch|en|fr|es|ru|ar)/)?", re.IGNORECASE)
_SYMBOL = re.compile(r"[A-Za-z]+(?:[.()-]?[A-Za-z0-9])*(?:/[A-Za-z0-9.()_-]+)+")
_PLACES = {
    "coverPage": "cover",
    "preface": "preface",
    "header": "preface",
    "preamble": "preamble",
    "conclusions": "conclusions",
}


def read_source(data: bytes | str, *, name: str | None = None, encoding: str | None = None) -> Source:
    """The source that Akoma Ntoso holds. encoding: where it is not the one that the XML itself names.

    Raises InputError where the XML is broken, is not Akoma Ntoso, has a document type, entities or inclusions, or holds
    no Chinese text.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    root = read_akn(_in_utf8(data, encoding))
    document = next((child for child in root if local(child) and child.find(f"{NAMESPACE}meta") is not None), None)
    if document is None:
        raise InputError("Akoma Ntoso without a document: no element below the root has a meta")
    own = own_meta(document)
    kept = {
        note.get("eId") or "": note for note in document.iterfind(f"{NAMESPACE}meta/{NAMESPACE}notes/{NAMESPACE}note")
    }
    found = Found(own=own is not None, kept=kept)
    tree = Tree()
    _read_regions(document, Parts(found), tree)
    for note in list(found.kept.values()):  # that nothing calls
        found.note(note, found.marker(note.get("marker") or ""), None)
    tree.notes = found.notes
    if own is not None:
        _part_preamble(own, found, tree)
        order = {eid: place for place, eid in enumerate(note_order(own))}
        if order:
            places = {id(note): order.get(eid, len(order)) for eid, note in found.by_eid.items()}
            tree.notes.sort(key=lambda note: places.get(id(note), len(order)))
    text = _set_down(tree)
    tree.meta = read_own(document, own, tree) if own is not None else read_foreign(document, tree, text)
    tree.links = _links(found)
    if not text.strip():
        raise InputError("is empty: the Akoma Ntoso holds no text")
    require_chinese(text)
    declared = encoding or str(root.getroottree().docinfo.encoding or "utf-8").lower()
    source = Source(text, "akn", hashlib.sha256(raw).hexdigest(), name, None if isinstance(data, str) else declared)
    source.tree, source.troubles = tree, _left_out(document, text)
    return source


def _in_utf8(data: bytes | str, encoding: str | None) -> bytes:
    """The bytes to parse: what is decoded already, or is to be by a named encoding, without its own declaration."""
    if isinstance(data, bytes):
        if encoding is None:
            rest = data.removeprefix(codecs.BOM_UTF8)  # no declaration may follow white space
            return rest.lstrip() if rest[:1].isspace() else data
        try:
            data = data.decode(encoding)
        except (LookupError, UnicodeError) as error:
            raise InputError(f"cannot be decoded as {encoding}: {str(error).replace(chr(10), ' ')}") from error
    data = data.removeprefix("\ufeff").lstrip()
    try:
        return _DECLARATION.sub("", data, count=1).encode() if data.startswith("<?xml") else data.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"holds a lone surrogate at character {error.start}") from error


def _read_regions(document: etree._Element, parts: Parts, tree: Tree) -> None:
    """Nodes of all regions, wherever they stand in the document: some official files have the preamble misplaced."""
    cover: list[Node] = []
    for region in document:
        name = local(region)
        if name == "coverPage":
            cover += parts.nodes(region, "cover")
        elif name in _PLACES:
            getattr(tree, "preface" if name == "header" else name).extend(parts.nodes(region, _PLACES[name]))
        elif name.lower().endswith("body"):
            tree.body += parts.nodes(region)
        elif name in ("attachments", "components"):
            tree.annexes += parts.nodes(region)
        elif name and name != "meta":
            tree.body += parts.one(region)
    # The heads of the cover ("2020年12月7日大会决议") are the title where the preface has none.
    if not parts.own:
        titled = any(node.type == "title" for node in tree.preface)
        for node in cover:
            if node.type == "title":
                node.type = "masthead" if titled else "title"
                titled = True
    tree.preface[:0] = cover


def _part_preamble(own: etree._Element, found: Found, tree: Tree) -> None:
    """A debate has no preamble: undoc writes its nodes at the end of the preface and says where they begin."""
    first = found.by_eid.get(own.get("preamble") or "")
    place = next((index for index, node in enumerate(tree.preface) if node is first), None)
    if place is not None:
        tree.preface, tree.preamble = tree.preface[:place], tree.preface[place:]


class _Page:
    """The source's text as it grows, line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.at = 0
        self.number = 1

    def put(self, line: str) -> tuple[int, int]:
        """A line; gives its place."""
        start = self.at
        self.lines.append(line)
        self.at += len(line) + 1
        self.number += line.count("\n") + 1
        return start, start + len(line)


def _set_down(tree: Tree) -> str:
    """The text of a tree, a unit a line; nodes and notes get their lines and spans."""
    page = _Page()
    for region in REGIONS:
        stack = list(reversed(getattr(tree, region)))
        while stack:
            node = stack.pop()
            _put_node(page, node)
            stack += reversed(node.children)
    for note in tree.notes:
        note.line = page.number
        note.spans = [page.put(f"{note.marker} {note.text}".strip())]
    return "\n".join(page.lines) + "\n" if page.lines else ""


def _put_node(page: _Page, node: Node) -> None:
    node.line = page.number
    units = [node.num or ""]
    heads = bool(node.heading) and not node.text
    units.append(_marked(node.heading or "", node.notes if heads else []))
    units.append(_marked(node.text, [] if heads else node.notes))
    units += ["\t".join(row) for row in node.rows or []]
    places = [page.put(unit) for unit in units if unit]
    if places:
        node.spans = [(places[0][0], places[-1][1])]


def _marked(text: str, notes: list[tuple[str, int]]) -> str:
    """A text with the marks of its notes where they stand."""
    out: list[str] = []
    at = 0
    for marker, offset in notes:
        out += (text[at:offset], marker)
        at = max(at, offset)
    return "".join([*out, text[at:]])


def _links(found: Found) -> list[Link]:
    """The links to documents of the UN, and to units of this one."""
    links: list[Link] = []
    for owner, part, cell, start, end, href in found.links:
        if start >= end:
            continue
        if href.startswith("#"):
            target = found.by_eid.get(href[1:])
            if target is not None:
                links.append(Link(owner, part, cell, start, end, None, target))
        elif symbol := symbol_of(href):
            links.append(Link(owner, part, cell, start, end, symbol))
    return links


def symbol_of(href: str) -> str | None:
    """The symbol that a link to undocs.org or docs.un.org names: ``https://undocs.org/ch/A/RES/74/43`` → A/RES/74/43."""
    match = _HOST.match(href)
    if match is None:
        return None
    path = "".join(unquote(href[match.end() :].split("?")[0].split("#")[0]).split())
    return canonical(path) if _SYMBOL.fullmatch(path) else None


def _left_out(document: etree._Element, text: str) -> list[Trouble]:
    """A warning where the XML holds words that the reader found no place for."""
    there: Counter[str] = Counter()
    stack: list[etree._Element] = [document]
    while stack:
        element = stack.pop()
        if isinstance(element.tag, str):
            if local(element) == "meta":
                if element.tail:
                    there.update("".join(element.tail.split()))
                continue
            there.update("".join((element.text or "").split()))
            stack += element
        there.update("".join((element.tail or "").split()))
    there.subtract("".join(text.split()))
    lost = "".join((+there).elements())
    if not lost:
        return []
    return [Trouble("xml-left-out", "warning", f"text of the XML that is in no node: {lost[:40]!r}", 1, 1)]
