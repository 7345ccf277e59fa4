"""Inline markup: what was found in a text becomes elements around its words, and notes stand where they are called.

Of annotations that overlap the longest gets its element; where two are of one length, the first of symbol, reference,
date, meeting, speaker. The others lose their markup, never their text. An annotation whose words are not at its offset
gets none. Elements: Akoma Ntoso 1.0 part 1, section "semantic inlines"; AKN4UN part 1.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_letters, digits
from typing import TYPE_CHECKING
from urllib.parse import quote

from undoc.write.akn_meta import References, full_date
from undoc.write.akn_xml import attribute, escape, name_part, needs_escape

if TYPE_CHECKING:
    from undoc.model import Annotation, Date, Document, Meeting, Node, Reference, Speaker, Symbol

# A node's text by its eid alone, its heading and cells by eid, part and cell.
Place = str | tuple[str, str, tuple[int, int] | None]
Tags = tuple[str, str]
# start, negative length, order of finding, the words, start tag, end tag
Span = tuple[int, int, int, str, str, str]
NoteAt = tuple[int, str]
_NEAR = 12  # characters between a speaker and the name of whom he speaks for
_ROLE = re.compile(r"(?:（[^（）]{1,40}）)?(?:的(?:常驻|副常驻|候补)?)?(代表|观察员)")
_ROLE_BEGINS = "（的代观"
_ROLES = {"representative": "Representative", "observer": "Observer"}
_ELEMENTS = {"person": "person", "office": "role"}  # of speakers by kind; all others are organizations
_MOST_MEETINGS = 100
_SAFE = "/()-._~,:;@!$*+="
_IN_LINKS = ascii_letters + digits + _SAFE
# The United Nations' seats and commissions, where they stand alone or between commas: "2010年4月13日，维也纳".
_PLACE = re.compile(
    "(?:^|(?<=[，,]))(纽约|日内瓦|维也纳|内罗毕|海牙|罗马|巴黎|曼谷|贝鲁特|圣地亚哥|亚的斯亚贝巴)(?=$|[，,])"
)


class Markup:
    """All annotations of a document by their place, as tags; ``render`` uses those of one place up.

    targets: a node's or note's eid in the model -> its eId in the XML. nodes: by their eid in the model. organ: the
    part of an IRI that names whose meetings are spoken of.

    There may be ten thousand annotations in a document, but few that say different things: each kind keeps the tags of
    what it has met.
    """

    def __init__(
        self, document: Document, references: References, targets: dict[str, str], nodes: dict[str, Node], organ: str
    ) -> None:
        self.references, self.targets, self.nodes, self.organ = references, targets, nodes, organ
        self.mastheads = {eid for eid, node in nodes.items() if node.type == "masthead"}
        self.spans: defaultdict[Place, list[Span]] = defaultdict(list)
        self.speakers = {speaker.eid: speaker for speaker in reversed(document.speakers)}  # of a speech, by its eid
        self._things: dict[tuple[str | None, ...], str] = {}
        self._roles: dict[str, Tags] = {}
        self._symbols(document.symbols, {document.meta.symbol, *document.meta.symbols})
        self._references(document.references)
        self._dates(document.dates)
        self._meetings(document.meetings)
        self._speakers(document.speakers)
        for node in document.conclusions:
            self._locations(node)

    def render(self, text: str, place: Place | None = None, notes: Sequence[NoteAt] = ()) -> str:
        """The text with its markup. notes: XML by offset, in order; offsets beyond the text count as its ends."""
        spans = self.spans.pop(place, None) if place else None
        if spans is None:
            return "".join(_with_notes(text, [], notes)) if notes else escape(text)
        if notes or needs_escape(text):
            return "".join(_with_notes(text, _chosen(spans, text), notes))
        spans.sort()
        pieces = _pieces(text, spans)
        if "".join(pieces[::2]) != text:  # words that are not where they should be, or overlap
            pieces = _pieces(text, _chosen(spans, text))
        return "".join(pieces)

    def drop(self, place: Place) -> None:
        """Leave a place without markup."""
        self.spans.pop(place, None)

    def symbol_concept(self) -> str:
        """The eId of the concept of a document's own symbol."""
        return self.references.declare("TLCConcept", "concept/un/symbol", "Symbol", "symbol")

    def _add(self, entry: Annotation, tags: Tags) -> None:
        spans, words = self.spans[_place(entry)], entry.text
        if words:
            spans.append((entry.offset[0], -len(words), len(spans), words, *tags))

    def _symbols(self, entries: Iterable[Symbol], own: set[str | None]) -> None:
        links: dict[str, Tags] = {}
        for entry in entries:
            symbol = entry.symbol
            if symbol in own and symbol and entry.eid in self.mastheads:
                self._add(entry, _tags("docNumber", f'refersTo="#{self.symbol_concept()}"'))
            elif symbol:
                tags = links.get(symbol)
                if tags is None:
                    tags = links[symbol] = _tags("ref", f'href="{symbol_link(symbol)}"')
                self._add(entry, tags)

    def _references(self, entries: Iterable[Reference]) -> None:
        for entry in entries:
            target = self.targets.get(entry.target) if entry.target is not None else None
            if target is not None:
                self._add(entry, _tags("ref", f'href="#{target}"'))
            elif entry.symbol:
                self._add(entry, _tags("ref", f'href="{symbol_link(entry.symbol)}"'))

    def _dates(self, entries: Iterable[Date]) -> None:
        known: dict[tuple[str, str, bool], Tags] = {}
        for entry in entries:
            said = (entry.start, entry.end, entry.eid in self.mastheads)
            tags = known.get(said)
            if tags is None:
                tags = known[said] = _date_tags(*said)
            self._add(entry, tags)

    def _meetings(self, entries: Iterable[Meeting]) -> None:
        known: dict[tuple[str | int | None, ...], Tags] = {}
        for entry in entries:
            said = (entry.kind, *entry.numbers)
            tags = known.get(said)
            if tags is None:
                tags = known[said] = self._meeting_tags(entry)
            if entry.numbers:
                self._add(entry, tags)

    def _meeting_tags(self, entry: Meeting) -> Tags:
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
        return _tags("event", f'refersTo="{" ".join(links)}"')

    def _speakers(self, entries: Iterable[Speaker]) -> None:
        """The speaker's name, the group spoken for and the word for its role, each with an element of its own."""
        known: dict[tuple[str | None, ...], tuple[int, int, str, str, str]] = {}
        found, nodes = self.spans, self.nodes
        for entry in entries:
            said = (entry.text, entry.name, entry.kind, entry.state, entry.iso3, entry.role)
            named = known.get(said)
            if named is None:
                named = known[said] = self._named(entry)
            at, length, name, tag, end_tag = named
            spans, start = found[entry.eid if entry.part == "text" else _place(entry)], entry.offset[0] + at
            if name:
                spans.append((start, length, len(spans), name, tag, end_tag))
            end = max(0, start - length)
            if entry.on_behalf_of:
                self._spoken_for(entry, entry.on_behalf_of, spans, end)
            if entry.role in _ROLES and entry.part == "text" and entry.eid in nodes:
                text = nodes[entry.eid].text
                if text[end : end + 1] in _ROLE_BEGINS and (match := _ROLE.match(text, end)):
                    begin, end = match.span(1)
                    spans.append((begin, begin - end, len(spans), match[1], *self._role_tags(entry.role)))

    def _named(self, entry: Speaker) -> tuple[int, int, str, str, str]:
        """Where in its words a speaker's name stands, its negative length, the name, and its tags."""
        text = entry.text
        name = entry.name if entry.name and entry.name in text else text
        element = _ELEMENTS.get(entry.kind, "organization")
        return text.find(name), -len(name), name, *_tags(element, f'refersTo="#{self.speaker_thing(entry)}"')

    def _spoken_for(self, entry: Speaker, group: str, spans: list[Span], end: int) -> None:
        """The group for which a speaker speaks, whose name ends at ``end``."""
        text, start, where = entry.text, entry.offset[0], -1
        if group in text:
            where = text.find(group, end - start)
            where = start + (where if where >= 0 else text.find(group))
        elif entry.part == "text" and entry.eid in self.nodes:  # "西班牙（代表欧洲联盟）", "古巴代表77国集团和中国"
            where = self.nodes[entry.eid].text.find(group, end, end + len(group) + _NEAR)
        if where >= 0:
            tags = _tags("organization", f'refersTo="#{self.references.organization(group)}"')
            spans.append((where, -len(group), len(spans), group, *tags))

    def _role_tags(self, role: str) -> Tags:
        tags = self._roles.get(role)
        if tags is None:
            thing = self.references.declare("TLCRole", f"role/un/{role}", _ROLES[role], role)
            tags = self._roles[role] = _tags("role", f'refersTo="#{thing}"')
        return tags

    def _locations(self, node: Node) -> None:
        """The place of a document's closing lines."""
        for match in _PLACE.finditer(node.text):
            place = self.references.declare("TLCLocation", f"location/{match[1]}", match[1])
            spans = self.spans[node.eid]
            tags = _tags("location", f'refersTo="#{place}"')
            spans.append((match.start(1), -len(match[1]), len(spans), match[1], *tags))

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


def _place(entry: Annotation) -> Place:
    return entry.eid if entry.part == "text" else (entry.eid, entry.part, entry.cell if entry.part == "cell" else None)


def _tags(element: str, attributes: str) -> Tags:
    return f"<{element} {attributes}>", f"</{element}>"


def symbol_link(symbol: str) -> str:
    """Where the Chinese text of a document is, legal as a URI whatever the symbol."""
    legal = symbol if not symbol.strip(_IN_LINKS) else quote(symbol, safe=_SAFE, errors="replace")
    return f"https://undocs.org/zh/{legal}"


def _date_tags(start: str, end: str, in_masthead: bool) -> Tags:
    """A day is a ``date``, a range one with both ends as its title; a month, a year, a day of no known year is an
    ``inline name="date"``, for the schema's ``date`` takes days only."""
    first, last = full_date(start), full_date(end)
    title = start if start == end else f"{start}/{end}"
    if not first or not last:
        return _tags("inline", f'name="date" title="{attribute(title)}"')
    element = "docDate" if first == last and in_masthead else "date"
    more = "" if first == last else f' title="{title}"'
    return _tags(element, f'date="{first}"{more}')


def _with_notes(text: str, spans: list[Span], notes: Sequence[NoteAt]) -> Iterator[str]:
    """The text in pieces, with its markup and its notes: each before the character at its offset."""
    write = escape if needs_escape(text) else str
    at = next_note = 0
    for start, length, _, _, tag, end_tag in spans:
        end = start - length
        while next_note < len(notes) and notes[next_note][0] <= start:
            offset = max(at, notes[next_note][0])
            yield write(text[at:offset]) + notes[next_note][1]
            at, next_note = offset, next_note + 1
        yield write(text[at:start]) + tag
        at = start
        while next_note < len(notes) and notes[next_note][0] < end:
            offset = max(at, notes[next_note][0])
            yield write(text[at:offset]) + notes[next_note][1]
            at, next_note = offset, next_note + 1
        yield write(text[at:end]) + end_tag
        at = end
    for offset, note in notes[next_note:]:
        offset = min(max(at, offset), len(text))
        yield write(text[at:offset]) + note
        at = offset
    yield write(text[at:])


def _pieces(text: str, spans: list[Span]) -> list[str]:
    """Text, start tag, text, end tag, text, start tag, …: every other piece is the text's own where the spans fit it."""
    pieces: list[str] = []
    at = 0
    for start, length, _, words, tag, end_tag in spans:
        pieces += (text[at:start], tag, words, end_tag)
        at = start - length
    pieces.append(text[at:])
    return pieces


def _chosen(spans: list[Span], text: str) -> list[Span]:
    """Those that fit the text and do not overlap, in order of their start; the longest go first."""
    spans = [span for span in spans if span[0] >= 0 and text.startswith(span[3], span[0])]
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
