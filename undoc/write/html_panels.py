"""What the page shows below the document: who spoke, when, from which regions, and which documents are cited.

Each panel is a list, empty where there is nothing to show.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from undoc import symbols
from undoc.data import read_table
from undoc.tree import REGIONS
from undoc.write.html_inline import fragment
from undoc.write.html_words import described, word

if TYPE_CHECKING:
    from undoc.model import Annotation, Date, Document, Meeting, Node

_SPEAKER_KINDS = ("state", "observer_state", "organization", "group", "office", "person")
T = TypeVar("T")
_LONGEST = 16  # of what a place is called: longer ones are headings, in quotation marks
_NEAR = 4  # characters between a day and the meeting held on it: 在9月16日举行的第五次会议


@dataclass(slots=True)
class Link:
    """A link to where something stands: ``第3段``."""

    href: str
    label: str


@dataclass(slots=True)
class SpeakerRow:
    """One who spoke in one role for one group. state: where it is not the name itself."""

    name: str
    state: str
    iso3: str
    kind: str
    role: str
    behalf: str
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class Moment:
    """A day, month, year or range. when: as printed in full, 2010年4月12日; machine: for ``datetime``."""

    when: str
    machine: str
    inferred: bool
    meetings: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class Bar:
    """A regional group: how many of its states spoke, and how often. share: of the longest bar, 0 to 1."""

    name: str
    states: int
    statements: int
    share: float


@dataclass(slots=True)
class Cited:
    """A document that is cited, with what its symbol tells."""

    symbol: str
    href: str
    what: str
    links: list[Link] = field(default_factory=list)


class Places:
    """Names places of the page: ``第3段``, else the nearest unit around that is cited, else what the unit is."""

    def __init__(self, document: Document, cited: dict[str, str]) -> None:
        self.names = {note.eid: f"注{note.marker}" for note in document.footnotes}
        turns = 0
        for region in REGIONS:
            default = "结尾" if region == "conclusions" else ""
            stack: list[tuple[Node, str]] = [(node, default) for node in reversed(getattr(document, region))]
            while stack:
                node, around = stack.pop()
                if node.type == "speech":
                    turns += 1
                    around = f"发言{turns}"
                else:
                    around = cited.get(node.eid) or around
                self.names[node.eid] = around or word("unit", node.type)
                stack += [(child, around) for child in reversed(node.children)]

    def link(self, entry: Annotation, href: str | None = None) -> Link:
        """The link to where something stands. href: a place more exact than its unit."""
        label = self.names.get(entry.eid) or f"第{entry.paragraph}段"
        return Link(href or fragment(entry.eid), label if len(label) <= _LONGEST else f"{label[: _LONGEST - 2]}…”")


def speaker_rows(document: Document, places: Places, spoken: set[int]) -> list[SpeakerRow]:
    """Who spoke, states first, in order of speaking. spoken: speakers with a mark of their own on the page."""
    rows: dict[tuple[str | None, ...], SpeakerRow] = {}
    for index, speaker in enumerate(document.speakers):
        key = (speaker.name, speaker.state, speaker.kind, speaker.role, speaker.on_behalf_of, speaker.capacity)
        if key not in rows:
            rows[key] = SpeakerRow(
                speaker.name,
                speaker.state if speaker.state and speaker.state != speaker.name else "",
                speaker.iso3 or "",
                speaker.kind,
                "，".join(filter(None, (word("role", speaker.role), word("capacity", speaker.capacity)))),
                speaker.on_behalf_of or "",
            )
        rows[key].links.append(places.link(speaker, f"#speaker-{index}" if index in spoken else None))
    order = {kind: place for place, kind in enumerate(_SPEAKER_KINDS)}
    ordered = sorted(rows.values(), key=lambda row: order.get(row.kind, len(order)))
    for row in ordered:
        row.kind = word("speaker", row.kind)
    return ordered


def timeline(document: Document, places: Places) -> list[Moment]:
    """Dates in order of time, with the meetings held and those who spoke on them."""
    moments: dict[tuple[str, str], Moment] = {}

    def at(start: str, end: str) -> Moment:
        if (start, end) not in moments:
            when = _chinese(start) if start == end else f"{_chinese(start)}至{_chinese(end)}"
            moments[start, end] = Moment(when, start, inferred=True)
        return moments[start, end]

    by_place: dict[tuple[str, str], list[Meeting]] = {}
    for meeting in document.meetings:
        by_place.setdefault((meeting.eid, meeting.part), []).append(meeting)
    for date in document.dates:
        moment = at(date.start, date.end)
        moment.inferred = moment.inferred and bool(date.inferred)
        _once(moment.links, places.link(date))
        for meeting in by_place.get((date.eid, date.part), ()):
            if _held_on(date, meeting):
                _once(moment.meetings, f"第{meeting.numbers[0]}次会议")
    for speaker in document.speakers:
        if speaker.date is None:
            continue
        moment = at(speaker.date, speaker.date)
        if speaker.meeting is not None:
            _once(moment.meetings, f"第{speaker.meeting}次会议")
        _once(moment.speakers, speaker.name)
        if not moment.links:
            moment.links.append(places.link(speaker))
    return [moments[key] for key in sorted(moments, key=lambda key: (key[0].startswith("-"), key))]


def regional_bars(document: Document) -> list[Bar]:
    """How often states of each regional group spoke; empty where no state did."""
    counts: dict[str, list[str]] = {row["name"]: [] for row in read_table("regional_groups.csv")}
    for speaker in document.speakers:
        if speaker.iso3:
            counts.setdefault(_groups().get(speaker.iso3, "不属于任何区域组"), []).append(speaker.iso3)
    most = max(map(len, counts.values()), default=0)
    if not most:
        return []
    return [Bar(name, len(set(spoke)), len(spoke), len(spoke) / most) for name, spoke in counts.items()]


def documents_cited(document: Document, places: Places) -> list[Cited]:
    """The documents that are cited by symbol or by number, in the order of their symbols, without the document itself."""
    own = {document.meta.symbol, *document.meta.symbols}
    found: dict[str, Cited] = {}
    entries: list[tuple[str | None, Annotation]] = [(entry.symbol, entry) for entry in document.symbols]
    entries += [(entry.symbol, entry) for entry in document.references]
    for symbol, entry in entries:
        if not symbol or symbol in own:
            continue
        if symbol not in found:
            found[symbol] = Cited(symbol, symbols.link(symbol), described(symbol))
        _once(found[symbol].links, places.link(entry))
    return [found[symbol] for symbol in sorted(found, key=_by_number)]


def _by_number(symbol: str) -> list[tuple[int, int, str]]:
    """Order that counts: A/65/9 before A/65/10."""
    runs = ("".join(run) for _, run in groupby(symbol, str.isdecimal))
    return [(1, int(run), "") if run.isdecimal() else (0, 0, run) for run in runs]


def _once(entries: list[T], entry: T) -> None:
    if entry not in entries:
        entries.append(entry)


def _held_on(date: Date, meeting: Meeting) -> bool:
    """Whether one sitting is named right after one day, or right before it."""
    if date.start != date.end or len(date.start) != len("2010-04-12") or len(meeting.numbers) != 1:
        return False
    return 0 <= meeting.offset[0] - date.offset[1] <= _NEAR or 0 <= date.offset[0] - meeting.offset[1] <= 1


def _chinese(day: str) -> str:
    """``2010-04-12`` → ``2010年4月12日``, ``--04-12`` → ``4月12日``."""
    parts = [part for part in day.split("-") if part]
    units = "月日" if day.startswith("-") else "年月日"
    return "".join(f"{part.lstrip('0') or part}{unit}" for part, unit in zip(parts, units, strict=False))


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    return {member: row["name"] for row in read_table("regional_groups.csv") for member in row["members"].split("|")}
