"""Running text out of Akoma Ntoso: the characters between the tags, and where in them notes and links stand.

undoc's own XML holds its texts exactly; other people's are set in, broken and tabbed, so that white space is mended as
in any source, and the places move with the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from undoc.normalize.spacing import INVISIBLE, tidy
from undoc.write.akn_xml import NOTE_MARK

NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
# What stands in a line of text. All else that has a text begins a new line.
INLINES = frozenset(
    "a abbr affectedDocument alteration argument b change concept courtType date decoration def del "
    "docAuthority docCommittee docDate docIntroducer docJurisdiction docketNumber docNumber docProponent docPurpose "
    "docStage docStatus docTitle docType embeddedText entity event extractText fillIn foreign i img inline ins judge "
    "lawyer legislature location marker mmod mod mref neutralCitation noteRef object omissis opinion organization "
    "outcome party person placeholder process quantity quotedText recordedTime ref remark rmod role rref session "
    "shortTitle signature span sub sup term time u vote".split()
)
BREAKS = frozenset(("eol", "br"))
_SILENT = frozenset(("meta", "img", "eop"))
_CODE = re.compile(r"\[U\+([0-9A-F]{4,6})\]")
_LINKS = frozenset(("a", "ref", "rref", "mref"))
_HIDDEN = frozenset(INVISIBLE)


@dataclass(slots=True)
class Mark:
    """A note called at ``offset``. note: the note itself, where it stands there or is known by its eId."""

    marker: str
    offset: int
    note: etree._Element | None = None
    eid: str | None = None


@dataclass(slots=True)
class Run:
    """A stretch of text with the places in it: marks of notes, and links as (start, end, href)."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

    def since(self, start: int) -> Run:
        """The run from an offset on; what was before moves to its beginning."""
        run = Run(self.text[start:])
        run.marks = [Mark(mark.marker, max(0, mark.offset - start), mark.note, mark.eid) for mark in self.marks]
        run.links = [(max(0, first - start), max(0, last - start), href) for first, last, href in self.links]
        return run

    def less_space(self) -> Run:
        """The run without a space before it."""
        return self.since(1) if self.text.startswith(" ") else self


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def decoded(attribute: str) -> str:
    """An attribute's text, with the characters that XML cannot hold (``undoc.write.akn_xml``)."""
    return _CODE.sub(lambda match: chr(int(match[1], 16)), attribute) if "[U+" in attribute else attribute


def run_of(element: etree._Element, *, exact: bool, without: etree._Element | None = None) -> Run:
    """The text of an element. exact: white space is the text's own. without: a child that is left out."""
    gatherer = _Gatherer(without)
    gatherer.walk(element)
    run = Run("".join(gatherer.parts), gatherer.marks, gatherer.links)
    return run if exact and run.text.isprintable() else mended(run)


def mended(run: Run) -> Run:
    """The run with its white space as the contract wants it; a place stays behind the character that it stood behind."""
    clean = tidy(run.text)
    if clean == run.text:
        return run
    seen = [0]  # visible characters before each place of the raw text
    for character in run.text:
        seen.append(seen[-1] + _visible(character))
    behind = [0]  # place in the clean text behind its n-th visible character
    behind += [index + 1 for index, character in enumerate(clean) if _visible(character)]
    moved = Run(clean)
    for mark in run.marks:
        moved.marks.append(Mark(mark.marker, behind[seen[mark.offset]], mark.note, mark.eid))
    for start, end, href in run.links:
        first, last = behind[seen[start]], behind[seen[end]]
        while first < last and clean[first].isspace():
            first += 1
        moved.links.append((first, last, href))
    return moved


def _visible(character: str) -> bool:
    return not character.isspace() and character not in _HIDDEN


class _Gatherer:
    """Walks an element once."""

    def __init__(self, without: etree._Element | None) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.links: list[tuple[int, int, str]] = []
        self.without = without

    def walk(self, element: etree._Element) -> None:
        self._add(element.text)
        for child in element:
            name = local(child)
            if name and child is not self.without:
                self._child(child, name)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)

    def _child(self, child: etree._Element, name: str) -> None:
        if name == "authorialNote":
            self.marks.append(Mark(child.get("marker") or "", self.length, child))
        elif name == "noteRef":
            self.marks.append(Mark(child.get("marker") or "", self.length, None, (child.get("href") or "")[1:]))
        elif name == "sup" and child.get("class") == NOTE_MARK:
            inner = _Gatherer(None)
            inner.walk(child)
            self.marks.append(Mark("".join(inner.parts), self.length))
        elif name == "marker" and (child.get("name") or "").startswith("U+"):
            self._add(chr(int(child.get("name", "")[2:], 16)))
        elif name in BREAKS:
            self._add("\n")
        elif name in _LINKS and child.get("href"):
            start = self.length
            self.walk(child)
            self.links.append((start, self.length, child.get("href", "")))
        elif name not in _SILENT:
            line = name not in INLINES
            if line:
                self._add("\n")
            self.walk(child)
            if line:
                self._add("\n")
