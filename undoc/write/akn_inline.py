"""Inline markup: what was found in a text becomes elements around its words, and notes stand where they are called.

Of annotations that overlap the longest gets its element; where two are of one length, the first of symbol, reference,
date, meeting, speaker. The others lose their markup, never their text. An annotation whose words are not at its offset
gets none. Elements: Akoma Ntoso 1.0 part 1, section "semantic inlines"; AKN4UN part 1.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from undoc.write.akn_meta import References, full_date
from undoc.write.akn_xml import attribute, escape, name_part, needs_escape

if TYPE_CHECKING:
    from undoc.model import Annotation, Date, Document, Meeting, Node, Reference, Speaker, Symbol

Place = tuple[str, str, tuple[int, int] | None]  # eid, part, cell
# start, negative length, order of finding, the words, start tag, element
Span = tuple[int, int, int, str, str, str]
NoteAt = tuple[int, str]
_NEAR = 12  # characters between a speaker and the name of whom he speaks for
_SPOKEN_FOR = re.compile(r"(?:（[^（）]{1,40}）)?(?:的(?:常驻|副常驻|候补)?)?(代表|观察员)")
_ROLES = {"representative": "Representative", "observer": "Observer"}
_ELEMENTS = {"person": "person", "office": "role"}  # of speakers by kind; all others are organizations
_MOST_MEETINGS = 100
# The United Nations' seats and commissions, where they stand alone or between commas: "2010年4月13日，维也纳".
_PLACE = re.compile(
    "(?:^|(?<=[，,]))(纽约|日内瓦|维也纳|内罗毕|海牙|罗马|巴黎|曼谷|贝鲁特|圣地亚哥|亚的斯亚贝巴)(?=$|[，,])"
)


class Markup:
    """All annotations of a document by their place, as tags; ``render`` uses those of one place up.

    targets: a node's or note's eid in the model -> its eId in the XML. nodes: by their eid in the model. organ: the
    part of an IRI that names whose meetings are spoken of.
    """

    def __init__(
        self, document: Document, references: References, targets: dict[str, str], nodes: dict[str, Node], organ: str
    ) -> None:
        self.references, self.targets, self.nodes, self.organ = references, targets, nodes, organ
        self.own_symbols = {document.meta.symbol, *document.meta.symbols}
        self.spans: dict[Place, list[Span]] = {}
        self.speakers: dict[str, Speaker] = {}  # of a speech, by its eid
        self._symbol_links: dict[str, str] = {}
        self._things: dict[tuple[str | None, ...], str] = {}
        for symbol in document.symbols:
            self._symbol(symbol)
        for reference in document.references:
            self._reference(reference)
        for found in document.dates:
            self._date(found)
        for meeting in document.meetings:
            self._meeting(meeting)
        for speaker in document.speakers:
            self._speaker(speaker)
        for node in document.conclusions:
            self._location(node)

    def render(self, text: str, place: Place | None = None, notes: Sequence[NoteAt] = ()) -> str:
        """The text with its markup. notes: XML by offset, in order; offsets beyond the text count as its ends."""
        spans = self.spans.pop(place, None) if place else None
        if spans is None and not notes:
            return escape(text)
        write = escape if needs_escape(text) else str
        out: list[str] = []
        at = next_note = 0
        for start, length, _, _, tag, element in _chosen(spans, text) if spans else ():
            end = start - length
            while next_note < len(notes) and notes[next_note][0] <= start:
                offset = max(at, notes[next_note][0])
                out += (write(text[at:offset]), notes[next_note][1])
                at, next_note = offset, next_note + 1
            out += (write(text[at:start]), tag)
            at = start
            while next_note < len(notes) and notes[next_note][0] < end:
                offset = max(at, notes[next_note][0])
                out += (write(text[at:offset]), notes[next_note][1])
                at, next_note = offset, next_note + 1
            out += (write(text[at:end]), f"</{element}>")
            at = end
        for offset, note in notes[next_note:]:
            offset = min(max(at, offset), len(text))
            out += (write(text[at:offset]), note)
            at = offset
        out.append(write(text[at:]))
        return "".join(out)

    def drop(self, place: Place) -> None:
        """Leave a place without markup."""
        self.spans.pop(place, None)

    def symbol_concept(self) -> str:
        """The eId of the concept of a document's own symbol."""
        return self.references.declare("TLCConcept", "concept/un/symbol", "Symbol", "symbol")

    def _add(self, entry: Annotation, words: str, start: int, element: str, attributes: str) -> None:
        place = (entry.eid, entry.part, entry.cell if entry.part == "cell" else None)
        self._add_at(place, words, start, element, attributes)

    def _add_at(self, place: Place, words: str, start: int, element: str, attributes: str) -> None:
        spans = self.spans.setdefault(place, [])
        spans.append((start, -len(words), len(spans), words, f"<{element} {attributes}>", element))

    def _in_masthead(self, entry: Annotation) -> bool:
        node = self.nodes.get(entry.eid)
        return node is not None and node.type == "masthead"

    def _symbol(self, entry: Symbol) -> None:
        if self._in_masthead(entry) and entry.symbol in self.own_symbols:
            self._add(entry, entry.text, entry.offset[0], "docNumber", f'refersTo="#{self.symbol_concept()}"')
        elif entry.symbol:
            self._add(entry, entry.text, entry.offset[0], "ref", f'href="{self.symbol_link(entry.symbol)}"')

    def _reference(self, entry: Reference) -> None:
        target = self.targets.get(entry.target) if entry.target is not None else None
        if target is not None:
            self._add(entry, entry.text, entry.offset[0], "ref", f'href="#{target}"')
        elif entry.symbol:
            self._add(entry, entry.text, entry.offset[0], "ref", f'href="{self.symbol_link(entry.symbol)}"')

    def symbol_link(self, symbol: str) -> str:
        """Where the Chinese text of a document is, legal as a URI whatever the symbol."""
        if symbol not in self._symbol_links:
            path = quote(symbol, safe="/()-._~,:;@!$*+=", errors="replace")
            self._symbol_links[symbol] = f"https://undocs.org/zh/{path}"
        return self._symbol_links[symbol]

    def _date(self, entry: Date) -> None:
        """A day is a ``date``, a range one with both ends as its title; a month, a year, a day of no known year is an
        ``inline name="date"``, for the schema's ``date`` takes days only."""
        first, last = full_date(entry.start), full_date(entry.end)
        title = entry.start if entry.start == entry.end else f"{entry.start}/{entry.end}"
        if first and last:
            element = "docDate" if first == last and self._in_masthead(entry) else "date"
            more = "" if first == last else f' title="{title}"'
            self._add(entry, entry.text, entry.offset[0], element, f'date="{first}"{more}')
        else:
            self._add(entry, entry.text, entry.offset[0], "inline", f'name="date" title="{attribute(title)}"')

    def _meeting(self, entry: Meeting) -> None:
        numbers = entry.numbers
        if len(numbers) > _MOST_MEETINGS:
            numbers = [numbers[0], numbers[-1]]
        kind = name_part(entry.kind or "")
        links = []
        for number in dict.fromkeys(numbers):
            name = f"{kind or 'meeting'}_{number}"
            path = f"event/un/{self.organ}/{f'meeting/{kind}' if kind else 'meeting'}/{number}"
            wanted = f"meeting_{name}" if kind else name
            show = entry.text if len(entry.numbers) == 1 else f"第{number}次会议"
            links.append("#" + self.references.declare("TLCEvent", path, show, wanted))
        if links:
            self._add(entry, entry.text, entry.offset[0], "event", f'refersTo="{" ".join(links)}"')

    def _speaker(self, entry: Speaker) -> None:
        """The speaker's name, the group spoken for and the word for its role, each with an element of its own."""
        self.speakers.setdefault(entry.eid, entry)
        text, start = entry.text, entry.offset[0]
        name = entry.name if entry.name and entry.name in text else text
        element = _ELEMENTS.get(entry.kind, "organization")
        at = text.find(name)
        self._add(entry, name, start + at, element, f'refersTo="#{self.speaker_thing(entry)}"')
        node = self.nodes.get(entry.eid) if entry.part == "text" else None
        after = max(0, start + at + len(name))
        group = entry.on_behalf_of
        if group:
            where = -1
            if group in text:
                where = text.find(group, at + len(name))
                where = start + (where if where >= 0 else text.find(group))
            elif node is not None:  # "西班牙（代表欧洲联盟）", "古巴代表77国集团和中国"
                where = node.text.find(group, after, after + len(group) + _NEAR)
            if where >= 0:
                body = self.references.organization(group)
                self._add(entry, group, where, "organization", f'refersTo="#{body}"')
        if node is not None and entry.role in _ROLES:
            match = _SPOKEN_FOR.match(node.text, after)
            if match:
                role = self.references.declare("TLCRole", f"role/un/{entry.role}", _ROLES[entry.role], entry.role)
                self._add(entry, match[1], match.start(1), "role", f'refersTo="#{role}"')

    def _location(self, node: Node) -> None:
        """The place of a document's closing lines."""
        for match in _PLACE.finditer(node.text):
            place = self.references.declare("TLCLocation", f"location/{match[1]}", match[1])
            self._add_at((node.eid, "text", None), match[1], match.start(1), "location", f'refersTo="#{place}"')

    def speaker_thing(self, entry: Speaker) -> str:
        """The eId of what a speaker's name stands for: a state, a body, an office, a person."""
        said = (entry.kind, entry.name, entry.state, entry.iso3, entry.role)
        thing = self._things.get(said)
        if thing is None:
            thing = self._things[said] = self._declared(entry)
        return thing

    def _declared(self, entry: Speaker) -> str:
        declare = self.references.declare
        path = name_part(entry.name) or "unnamed"
        if entry.kind == "person":
            return declare("TLCPerson", f"person/{path}", entry.name)
        if entry.kind == "office":
            wanted = name_part(entry.role or "") or "office"
            return declare("TLCRole", f"role/un/{path}", entry.name, wanted)
        if entry.kind in ("state", "observer_state"):
            code = name_part(entry.iso3 or "")
            show = entry.state or entry.name
            wanted_state = code if code and not code[0].isdigit() else None
            return declare("TLCOrganization", f"organization/state/{code or path}", show, wanted_state)
        return self.references.organization(entry.name)


def _chosen(spans: list[Span], text: str) -> list[Span]:
    """Those that fit the text and do not overlap, in order of their start; the longest go first."""
    spans = [span for span in spans if span[1] and span[0] >= 0 and text.startswith(span[3], span[0])]
    spans.sort()
    end = 0
    for start, length, *_ in spans:
        if start < end:
            break
        end = start - length
    else:
        return spans
    spans.sort(key=lambda span: (span[1], span[2]))
    chosen: list[Span] = []
    for span in spans:
        place = bisect_left(chosen, span)
        if place and chosen[place - 1][0] - chosen[place - 1][1] > span[0]:
            continue
        if place < len(chosen) and span[0] - span[1] > chosen[place][0]:
            continue
        insort(chosen, span)
    return chosen
