"""A Word file's parts: its XML within bounds, its styles, and which part another names.

Nothing is fetched: only parts of the file itself are read, and relationships to what lies outside are not followed.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from undoc.errors import InputError
from undoc.limits import too_deep
from undoc.read.archive import open_zip, read_member
from undoc.read.xml import has_document_type, parse_xml

Element = etree._Element
_DEEPEST = 256  # elements in each other that libxml2 reads
_ON = frozenset(("", "1", "true", "on"))
_DOCUMENT = re.compile(r"word/document\d*\.xml")


def local(element: Element) -> str:
    """The name of an element without its namespace, of which there are two (transitional and strict)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of a name, its first child of the next name, and so on."""
    for name in names:
        element = next((each for each in element if local(each) == name), None) if element is not None else None
    return element


def value_of(element: Element | None, *names: str) -> str | None:
    """The ``val`` of the element at a path; ``None`` where there is none."""
    found = child(element, *names)
    return attribute(found, "val") if found is not None else None


def is_on(element: Element | None, name: str) -> bool | None:
    """A property that is on or off; ``None`` where nothing is said of it."""
    found = child(element, name)
    return None if found is None else (attribute(found, "val") or "") in _ON


def number(text: str | None, default: int = 0) -> int:
    """A whole number, or the default where it is none."""
    try:
        return int(text or "")
    except ValueError:
        return default


class Package:
    """The parts of a Word file. max_bytes: of all parts that are read, together."""

    def __init__(self, data: bytes, max_bytes: int) -> None:
        self._archive = open_zip(data)
        self._names = {member.filename.lstrip("/"): member for member in self._archive.infolist()}
        self._room = max_bytes
        self._max = max_bytes
        main = sorted(name for name in self._names if _DOCUMENT.fullmatch(name))
        self.main = main[0] if main else "word/document.xml"
        self._related = self._relations()

    def part(self, name: str) -> Element | None:
        """The root of a part; ``None`` where the file has no such part. Raises InputError where it is no XML."""
        member: zipfile.ZipInfo | None = self._names.get(name)
        if member is None:
            return None
        data = read_member(self._archive, member, self._room)
        self._room -= len(data)
        try:
            root = parse_xml(data, bare=True)
        except etree.XMLSyntaxError as error:
            if "Excessive depth" in str(error.msg):
                raise too_deep(_DEEPEST) from error
            raise InputError(f"is a Word file whose {name} is broken: {str(error).splitlines()[0]}") from error
        if has_document_type(root):
            raise InputError(f"is a Word file whose {name} has a document type, which none may have")
        return root

    def beside(self, kind: str) -> Element | None:
        """The part that the main part names for a purpose: ``styles``, ``numbering``, ``footnotes`` …"""
        for name, (found, _) in self._related.items():
            if found == kind:
                return self.part(self._related[name][1])
        return self.part(f"word/{kind}.xml")

    def related(self, identifier: str) -> Element | None:
        """The part that the main part names by a relationship's identifier."""
        found = self._related.get(identifier)
        return self.part(found[1]) if found else None

    def _relations(self) -> dict[str, tuple[str, str]]:
        """Identifier → purpose and part, of the relationships within the file."""
        folder, _, name = self.main.rpartition("/")
        root = self.part(f"{folder}/_rels/{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if (attribute(relation, "TargetMode") or "").lower() == "external":
                continue
            kind = (attribute(relation, "Type") or "").rpartition("/")[2]
            target = attribute(relation, "Target") or ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attribute(relation, "Id") or ""] = kind, path
        return found


@dataclass(slots=True)
class Style:
    """What counts of a style; ``None`` where it says nothing and its base may."""

    based_on: str | None = None
    number: str | None = None
    level: int | None = None
    outline: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    align: str | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a file by identifier; ``first`` is what a paragraph has that names none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    first: str | None = None

    def chain(self, identifier: str | None) -> Iterator[tuple[str, Style]]:
        """A style and those it is based on, nearest first."""
        seen: set[str] = set()
        while identifier is not None and identifier not in seen and identifier in self.by_id:
            seen.add(identifier)
            yield identifier, self.by_id[identifier]
            identifier = self.by_id[identifier].based_on

    def says(self, identifier: str | None, name: str) -> object:
        """What the nearest of a style's chain says of a property; ``None`` where none does."""
        found = (getattr(style, name) for _, style in self.chain(identifier))
        return next((value for value in found if value is not None), None)


def read_styles(root: Element | None) -> Styles:
    """The styles of a ``styles`` part."""
    styles = Styles()
    for element in root if root is not None else ():
        identifier = attribute(element, "styleId")
        if local(element) != "style" or identifier is None:
            continue
        paragraph, run = child(element, "pPr"), child(element, "rPr")
        level, outline = value_of(paragraph, "numPr", "ilvl"), value_of(paragraph, "outlineLvl")
        styles.by_id[identifier] = Style(
            value_of(element, "basedOn"),
            value_of(paragraph, "numPr", "numId"),
            number(level) if level is not None else None,
            number(outline, 9) if outline is not None else None,
            is_on(run, "b"),
            is_on(run, "vanish"),
            raised(run),
            value_of(paragraph, "jc"),
        )
        if attribute(element, "type") == "paragraph" and (attribute(element, "default") or "0") in _ON:
            styles.first = identifier
    return styles


def raised(properties: Element | None) -> bool | None:
    """Whether a run is a superscript; ``None`` where nothing is said."""
    found = value_of(properties, "vertAlign")
    return None if found is None else found == "superscript"
