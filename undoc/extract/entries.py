"""Findings in the flow → entries of the contract, each with its place in a node.

There may be ten thousand in a document: entries are filled field by field, for a constructor with that many keywords
takes four times as long; in the contract's order, in which they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from undoc import plain
from undoc.extract.dates import FoundDate
from undoc.extract.flow import Flow
from undoc.extract.meetings import FoundMeeting
from undoc.extract.names import fold
from undoc.extract.references import FoundReference
from undoc.extract.speakers import FoundSpeakers
from undoc.extract.symbols import FoundSymbol


class _Found(Protocol):
    """A range of the flow."""

    start: int
    end: int


_NEAR = 200  # how far from a speaker's name it stands on whose behalf
_Entry = TypeVar("_Entry", bound=plain.Annotation)
_Finding = TypeVar("_Finding", bound=_Found)


def symbol_entries(flow: Flow, found: Iterable[FoundSymbol]) -> list[plain.Symbol]:
    entries = []
    for each, entry in _placed(flow, found, plain.Symbol):
        entry.symbol = each.symbol
        entries.append(entry)
    return entries


def reference_entries(flow: Flow, found: Iterable[FoundReference]) -> list[plain.Reference]:
    entries = []
    for each, entry in _placed(flow, found, plain.Reference):
        entry.symbol, entry.target, entry.inferred = each.symbol, each.target, each.inferred
        entries.append(entry)
    return entries


def date_entries(flow: Flow, found: Iterable[FoundDate]) -> list[plain.Date]:
    entries = []
    for each, entry in _placed(flow, found, plain.Date):
        entry.start, entry.end, entry.inferred = each.first, each.last, each.inferred
        entries.append(entry)
    return entries


def meeting_entries(flow: Flow, found: Iterable[FoundMeeting]) -> list[plain.Meeting]:
    entries = []
    for each, entry in _placed(flow, found, plain.Meeting):
        entry.numbers, entry.kind = each.numbers, each.kind
        entries.append(entry)
    return entries


def speaker_entries(flow: Flow, found: Iterable[FoundSpeakers]) -> list[plain.Speaker]:
    entries = []
    words: dict[str, str] = {}  # the same names and places come again and again, and are kept once
    places: dict[tuple[int, int], tuple[int, int]] = {}
    speaker, new = plain.Speaker, plain.Speaker.__new__
    for each in found:
        index = flow.at(each.begin)
        unit, base = flow.units[index], flow.starts[index]
        text, eid, part, cell, paragraph = unit.text, unit.eid, unit.part, unit.cell, unit.paragraph
        begin, meeting, date = each.begin - base, each.meeting, each.date
        for offset, who in each.items:
            start, end = place = (begin + offset + who.start, begin + offset + who.end)
            name = text[start:end]
            name = words.setdefault(name, name)
            entry = new(speaker)
            entry.text = name
            entry.eid = eid
            entry.offset = places.setdefault(place, place)
            entry.part = part
            entry.cell = cell
            entry.paragraph = paragraph
            entry.name = name
            entry.kind = who.kind
            entry.state = who.state
            entry.iso3 = who.iso3
            entry.role = who.role
            entry.language = who.language
            entry.on_behalf_of = who.on_behalf_of
            entry.capacity = who.capacity
            entry.affiliation = who.affiliation
            entry.meeting = meeting
            entry.date = date
            if entry.on_behalf_of:
                entry.on_behalf_of = _as_printed(flow, base, base + start, base + end, entry.on_behalf_of)
            if entry.affiliation:
                entry.affiliation = _as_printed(flow, base, base + start, base + end, entry.affiliation)
            entries.append(entry)
    return entries


def _as_printed(flow: Flow, base: int, start: int, end: int, words: str) -> str:
    """Words that stand near a speaker's name, as the document has them: names are read in a folded text.

    base: where the unit begins. start, end: of the name.
    """
    low = max(base, start - _NEAR)
    near = fold(flow.text[low : end + _NEAR])
    at = near.find(words, start - low)
    at = at if at >= 0 else near.find(words)
    return flow.printed(low + at, low + at + len(words)) if at >= 0 else words


def _placed(flow: Flow, found: Iterable[_Finding], kind: type[_Entry]) -> Iterator[tuple[_Finding, _Entry]]:
    """Each finding with an entry of which only the place is filled in: in which node, which part of it, where there."""
    unit, base, limit = None, 0, 0
    words: dict[str, str] = {}  # the same words and places come again and again, and are kept once
    places: dict[tuple[int, int], tuple[int, int]] = {}
    for each in found:
        start, end = each.start, each.end
        if unit is None or not base <= start < limit:
            index = flow.at(start)
            unit, base = flow.units[index], flow.starts[index]
            limit = base + len(unit.text)
        entry = kind.__new__(kind)
        place = (start - base, end - base)
        text = unit.text[place[0] : place[1]]  # as printed
        entry.text, entry.eid, entry.offset = words.setdefault(text, text), unit.eid, places.setdefault(place, place)
        entry.part, entry.cell, entry.paragraph = unit.part, unit.cell, unit.paragraph
        yield each, entry
