"""A ``Document`` as Akoma Ntoso 3.0 in the UN's profile, always valid, whatever the models hold.

Sources: OASIS LegalDocML Akoma Ntoso 1.0 parts 1 and 2, Akoma Ntoso Naming Convention 1.0, AKN4UN parts 1 to 3. The
eIds of the XML are the eids of the models; a name that is no legal eId or is met twice is mended, always in the same
way. Characters that XML cannot hold, IRIs of documents that do not say what they are, and notes that nothing calls: see
``akn_xml``, ``akn_meta``, ``akn_notes``.

The XML is written as text, line by line: an element tree of a long document takes several times as long.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from undoc.check.conservation import differing, own_texts
from undoc.write.akn_inline import Markup
from undoc.write.akn_meta import Meta, References, full_date
from undoc.write.akn_notes import Notes
from undoc.write.akn_parts import DEEPEST, Parts
from undoc.write.akn_xml import LOOSE, Lines, Names, read_back

if TYPE_CHECKING:
    from undoc.model import Document, Node

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_NOTE_EID = re.compile('<authorialNote eId="([^"]*)"')
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def write_akn(document: Document, *, markup_date: str | None = None, pretty: bool = True) -> bytes:
    """The document as XML, UTF-8 with a declaration; the same document and date give the same bytes.

    markup_date: YYYY-MM-DD of the manifestation; ``None``: the day of ``SOURCE_DATE_EPOCH``, else today.
    pretty: an element a line, set in by its depth; never a space within running text.
    Raises ValueError where markup_date is no date, ConservationError where a character would be lost or invented.
    """
    xml = _Writer(document, _markup_date(markup_date), pretty).write()
    _check_conservation(document, xml)
    return xml.encode()


def _markup_date(asked: str | None) -> str:
    if asked is not None:
        day = full_date(asked)
        if day is None:
            raise ValueError(f"the markup date must be a day like 2026-01-31, not {asked!r}")
        return day
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and int(epoch) < 253402300800:  # seconds until the year 10000
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return date.today().isoformat()


class _Writer:
    """Writes the parts in the schema's order; ``meta`` goes in last, when all that it must declare is known."""

    def __init__(self, document: Document, markup_date: str, pretty: bool) -> None:
        self.document, self.lines, self.names = document, Lines(pretty), Names()
        nodes = all_nodes(document)
        eids = self.names.take_all([node.eid for node in nodes] + [note.eid for note in document.footnotes])
        self.note_eids = note_eids = eids[len(nodes) :]
        targets: dict[str, str] = {}
        by_eid: dict[str, Node] = {}
        for node, eid in zip(nodes, eids, strict=False):
            targets.setdefault(node.eid, eid)
            by_eid.setdefault(node.eid, node)
        for note, eid in zip(document.footnotes, note_eids, strict=True):
            targets.setdefault(note.eid, eid)
        self.region_eids = {name: self.names.take(name) for name in ("coverPage", "preface", "preamble", "conclusions")}
        self.references = References(self.names)
        self.meta = Meta(document, self.references, markup_date)
        self.work = self.meta.work
        self.body_eid = self.names.take("debateBody" if self.work.tag == "debate" else "body")
        headings: dict[str, str] = {}
        for node, eid in zip(nodes, eids, strict=False):
            if node.type in ("section", "annex"):
                for key in ((node.num or "") + (node.heading or ""), node.heading or "", node.num or ""):
                    headings.setdefault("".join(key.split()), eid)
        headings.pop("", None)
        organ = self.work.uri.split("/")[5]
        markup = Markup(document, self.references, targets, by_eid, organ)
        self.notes = Notes(document, nodes, by_eid, note_eids, markup)
        by_id = {id(node): eid for node, eid in zip(nodes, eids, strict=False)}
        self.parts = Parts(
            document, self.lines, self.names, by_id, markup, self.notes, self.meta, headings, self.body_eid
        )
        self.annexes = 0

    def write(self) -> str:
        document, put, work = self.document, self.lines.put, self.work
        for part in (_DECLARATION, f'<akomaNtoso xmlns="{NAMESPACE}">'):
            put(0, part)
        put(1, f'<{work.tag} name="{work.name}">')
        here = len(self.lines.pieces)
        self._front()
        if work.tag == "debate":
            self._debate()
        else:
            if document.preamble:
                self._open("preamble")
                self.parts.preamble(document.preamble, 3)
                self._close("preamble")
            self._main_body(document.body, 2, 0, self.body_eid)
        self._conclusions()
        self._attachments(document.annexes, 2, 0)
        put(1, f"</{work.tag}>")
        put(0, "</akomaNtoso>")
        body, self.lines.pieces = self.lines.pieces[here:], self.lines.pieces[:here]
        order = _NOTE_EID.findall("".join(body)) if self.note_eids else []
        first = self.parts.eid(document.preamble[0]) if document.preamble and work.tag == "debate" else None
        for depth, line in self.meta.whole(self.note_eids if order != self.note_eids else [], first):
            put(depth + 2, line)
        self.lines.pieces += body
        return self.lines.joined()

    def _open(self, region: str) -> None:
        self.parts.region = region
        self.lines.put(2, f'<{region} eId="{self.region_eids[region]}">')

    def _close(self, region: str) -> None:
        self.lines.put(2, f"</{region}>")
        self.parts.region = ""

    def _front(self) -> None:
        """The masthead before all else is the cover; what is a masthead's line further down keeps its place."""
        nodes = self.document.preface
        end = next((i for i, node in enumerate(nodes) if node.type != "masthead"), len(nodes))
        if end:
            self._open("coverPage")
            self.parts.blocks(nodes[:end], 3, 0, self.region_eids["coverPage"])
            self._close("coverPage")
        preamble = self.document.preamble if self.work.tag == "debate" else []  # a debate has no preamble
        if nodes[end:] or preamble:
            self._open("preface")
            self.parts.blocks([*nodes[end:], *preamble], 3, 0, self.region_eids["preface"])
            self._close("preface")

    def _main_body(self, nodes: list[Node], depth: int, level: int, eid: str, owner: Node | None = None) -> None:
        """owner: the annex whose own text and table come first."""
        self.lines.put(depth, f'<mainBody eId="{eid}">')
        if owner is not None and self.parts.has_own(owner):
            self.parts.own(owner, depth + 1)
        self.parts.hierarchy(nodes, depth + 1, level, eid)
        if not nodes and (owner is None or not self.parts.has_own(owner)):
            self.lines.put(depth + 1, "<p/>")
        self.lines.put(depth, "</mainBody>")

    def _debate(self) -> None:
        self.lines.put(2, f'<debateBody eId="{self.body_eid}">')
        section = self.names.counted("dbsect")
        self.lines.put(3, f'<debateSection eId="{section}" name="meeting">')
        self.parts.debate(self.document.body, 4, 0, section)
        self.lines.put(3, "</debateSection>")
        self.lines.put(2, "</debateBody>")

    def _conclusions(self) -> None:
        nodes, notes = self.document.conclusions, self.notes.unplaced
        if not nodes and not notes:
            return
        self._open("conclusions")
        self.parts.blocks(nodes, 3, 0, self.region_eids["conclusions"])
        if notes:
            self.lines.put(3, f'<block name="notes">{"".join(notes)}</block>')
        self._close("conclusions")

    def _attachments(self, nodes: list[Node], depth: int, level: int) -> None:
        if not nodes:
            return
        self.lines.put(depth, "<attachments>")
        index = 0
        while index < len(nodes):
            if nodes[index].type == "annex":
                self._annex(nodes[index], depth + 1, level)
                index += 1
                continue
            end = index + 1  # what stands in no annex of its own: one for all of it
            while end < len(nodes) and nodes[end].type != "annex":
                end += 1
            self._attachment(self.names.counted("att"), nodes[index:end], [], depth + 1, level)
            index = end
        self.lines.put(depth, "</attachments>")

    def _annex(self, node: Node, depth: int, level: int) -> None:
        children = self.parts.children(node, level)
        end = len(children)
        while end and level < DEEPEST and children[end - 1].type == "annex":
            end -= 1
        self._attachment(self.parts.eid(node), children[:end], children[end:], depth, level + 1, node)

    def _attachment(
        self, eid: str, nodes: list[Node], annexes: list[Node], depth: int, level: int, owner: Node | None = None
    ) -> None:
        """annexes: those at the end of an annex, which are its own attachments."""
        self.annexes += 1
        loose = "" if owner is not None else f' class="{LOOSE}"'
        self.lines.put(depth, f'<attachment eId="{eid}"{loose}>')
        if owner is not None:
            self.parts.head(owner, depth + 1)
        self.lines.put(depth + 1, '<doc name="annex">')
        for deeper, line in self.meta.small(f"annex_{self.annexes}"):
            self.lines.put(depth + 2 + deeper, line)
        self._main_body(nodes, depth + 2, level, self.names.take(f"{eid}__body"), owner)
        self._attachments(annexes, depth + 2, level)
        self.lines.put(depth + 1, "</doc>")
        self.lines.put(depth, "</attachment>")


def all_nodes(document: Document) -> list[Node]:
    """Every node of a document in reading order."""
    found: list[Node] = []
    regions = (document.preface, document.preamble, document.body, document.conclusions, document.annexes)
    stack = [node for region in reversed(regions) for node in reversed(region)]
    while stack:
        node = stack.pop()
        found.append(node)
        stack += reversed(node.children)
    return found


def _check_conservation(document: Document, xml: str) -> None:
    """Each character that is no white space stands in the XML as often as in the document."""
    lost, invented = differing("".join("".join(own_texts(document)).split()), "".join(read_back(xml).split()))
    if lost or invented:
        from undoc.check.violation import violation  # for what never happens

        raise violation(document, lost, invented, output="XML")
