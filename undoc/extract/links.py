"""Links that the source itself has (``Tree.links``) and no extractor found in the words: references all the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from undoc.extract.flow import Flow
from undoc.extract.references import FoundReference
from undoc.tree import Link


class Place(Protocol):
    """A range of the flow."""

    start: int
    end: int


def find_links(flow: Flow, links: Sequence[Link], *found: Sequence[Place]) -> list[FoundReference]:
    """The links that touch nothing of what is found, in order.

    links: by their nodes and notes, which have their eids. found: lists of findings in this flow.
    """
    units = {
        (id(unit.node or unit.note), unit.part, unit.cell): start
        for unit, start in zip(flow.units, flow.starts, strict=True)
    }
    taken = sorted((place.start, place.end) for places in found for place in places)
    ends: list[int] = []  # the furthest end of all that begin no later
    for _, end in taken:
        ends.append(max(end, ends[-1]) if ends else end)
    free: list[FoundReference] = []
    for link in links:
        base = units.get((id(link.owner), link.part, link.cell))
        if base is None:
            continue
        start, end = base + link.start, base + link.end
        before = bisect_left(taken, (end, 0))
        if before and ends[before - 1] > start:
            continue
        target = link.target.eid if link.target is not None else None
        if link.symbol or target:
            free.append(FoundReference(start, end, link.symbol, target))
    return sorted(free, key=lambda reference: (reference.start, reference.end))
