"""Which unit of one document is which of another.

First those that say the same, in order; then those that say the same elsewhere; then those that are very much alike under
the same number, and those that are alike, found by the short pieces of text that they share; last those with the same
number, or right behind the same unit, with something of their text. Each step goes over the units once, or sorts them, and none compares all with all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from undoc.compare.units import Unit
from undoc.compare.words import likeness

VERY_ALIKE = 0.8  # with the same number at the same place: no better partner need be looked for
ALIKE = 0.55  # a text of which so much is the same is the same, changed
ALIKE_IN_PLACE = 0.3  # the same where number and place are the same
_PIECE = 4  # characters; shorter texts are one piece
_COMMON = 12  # what stands in more units tells none from another
_CANDIDATES = 4
Pair = tuple[int, int]


@dataclass(slots=True)
class Pairing:
    """partners: index in the old document -> in the new. displaced: indices in the new of what is at another place."""

    partners: dict[int, int] = field(default_factory=dict)
    displaced: set[int] = field(default_factory=set)


def pair_up(old: list[Unit], new: list[Unit]) -> Pairing:
    """Pair the units of two documents; one without a partner was removed or added."""
    work = _Work(old, new)
    work.take(in_order([unit.key for unit in old], [unit.key for unit in new]))
    work.take_elsewhere()
    work.take_numbered(VERY_ALIKE)
    work.take_alike()
    work.take_numbered(ALIKE_IN_PLACE)
    work.take_neighbours()
    return Pairing(work.partners, _displaced(old, new, work.partners))


class _Work:
    """The pairs found so far."""

    def __init__(self, old: list[Unit], new: list[Unit]) -> None:
        self.old, self.new = old, new
        self.partners: dict[int, int] = {}
        self.origins: dict[int, int] = {}

    def take(self, pairs: Sequence[Pair]) -> None:
        for one, other in pairs:
            if one not in self.partners and other not in self.origins:
                self.partners[one], self.origins[other] = other, one

    def left(self) -> tuple[list[int], list[int]]:
        """The units without a partner."""
        return (
            [index for index in range(len(self.old)) if index not in self.partners],
            [index for index in range(len(self.new)) if index not in self.origins],
        )

    def take_elsewhere(self) -> None:
        """What says the same at another place; of several, those in the same part first."""
        gone, come = self.left()
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index in reversed(come):
            places[self.new[index].key].append(index)
        for index in gone:
            waiting = places.get(self.old[index].key)
            if waiting:
                self.take([(index, waiting.pop())])

    def take_alike(self) -> None:
        """What shares most pieces, and enough of its text, most alike first."""
        gone, come = self.left()
        index: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number in come:
            for piece in _pieces(self.new[number]):
                index[piece].append(number)
        found: list[tuple[float, int, int, int]] = []
        for number in gone:
            votes: Counter[int] = Counter()
            for piece in _pieces(self.old[number]):
                holders = index.get(piece, ())
                if len(holders) <= _COMMON:
                    votes.update(holders)
            for other, _ in votes.most_common(_CANDIDATES):
                alike = likeness(self.old[number].key[1], self.new[other].key[1], ALIKE)
                if alike:
                    found.append((-alike, abs(number - other), number, other))
        self.take([(number, other) for _, _, number, other in sorted(found)])

    def take_numbered(self, least: float) -> None:
        """What has the same type, number and place, and at least so much of its text."""
        gone, come = self.left()
        places = {self._place(self.new, number, None): number for number in reversed(come)}
        for number in gone:  # parents first, so that the children know theirs
            parent = self.old[number].parent
            other = places.get(self._place(self.old, number, self.partners.get(parent, -1) if parent >= 0 else -1))
            if other is None or not self.old[number].number:
                continue
            if likeness(self.old[number].key[1], self.new[other].key[1], least):
                self.take([(number, other)])

    def take_neighbours(self) -> None:
        """What follows the same, has the same type, and something of its text: headings, tables, lines of a cover."""
        for number in self.left()[0]:
            other = self.partners.get(number - 1, -2 if number else -1) + 1
            if 0 <= other < len(self.new) and other not in self.origins:
                old, new = self.old[number], self.new[other]
                renumbered = old.number and new.number and old.number != new.number
                if old.type == new.type and not renumbered and likeness(old.key[1], new.key[1], ALIKE_IN_PLACE):
                    self.take([(number, other)])

    @staticmethod
    def _place(units: list[Unit], number: int, parent: int | None) -> tuple[str, str, int]:
        unit = units[number]
        return unit.type, unit.number, unit.parent if parent is None else parent


def _pieces(unit: Unit) -> set[tuple[str, str]]:
    """The pieces of a unit's text by its type; of a long text every other one, and so on, some sixty in all."""
    text = unit.key[1]
    if len(text) <= _PIECE:
        return {(unit.type, text[at : at + 2]) for at in range(max(1, len(text) - 1))}
    pieces = [text[at : at + _PIECE] for at in range(len(text) - _PIECE + 1)]
    if len(pieces) > 120:
        # Chosen by what they are, not where they stand, so that an insertion leaves the choice the same.
        part = len(pieces) // 60
        chosen = [piece for piece in pieces if sum(map(ord, piece)) % part == 0]
        pieces = chosen or pieces[:120]
    return {(unit.type, piece) for piece in pieces}


def in_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Pairs of equal values that rise on both sides (patience: what stands once on either side parts the rest)."""
    pairs: list[Pair] = []
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        first, last, start, end = gaps.pop()
        while first < last and start < end and old[first] == new[start]:
            pairs.append((first, start))
            first, start = first + 1, start + 1
        while first < last and start < end and old[last - 1] == new[end - 1]:
            last, end = last - 1, end - 1
            pairs.append((last, end))
        if first == last or start == end:
            continue
        there, here = _once(old, first, last), _once(new, start, end)
        anchors = rising([(there[value], here[value]) for value in there if value in here])
        if not anchors:
            continue  # repeated values out of step: the next steps see to them
        for one, other in [*anchors, (last, end)]:
            gaps.append((first, one, start, other))
            first, start = one + 1, other + 1
        pairs += anchors
    return sorted(pairs)


def _once(values: Sequence[Hashable], first: int, last: int) -> dict[Hashable, int]:
    """The places of the values that stand once in a range, in order."""
    counts = Counter(values[first:last])
    return {values[place]: place for place in range(first, last) if counts[values[place]] == 1}


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest run of pairs, given in the order of their first, whose second rises too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, other) in enumerate(pairs):
        length = bisect_left(tops, other)
        before.append(ends[length - 1] if length else -1)
        if length == len(tops):
            tops.append(other)
            ends.append(number)
        else:
            tops[length], ends[length] = other, number
    run: list[Pair] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _displaced(old: list[Unit], new: list[Unit], partners: dict[int, int]) -> set[int]:
    """What stands below another parent, or among its brothers in another order, for the fewest possible."""
    families: dict[tuple[int, bool], list[Pair]] = defaultdict(list)
    displaced: set[int] = set()
    for one in sorted(partners):
        other = partners[one]
        parent = old[one].parent
        home = partners.get(parent, -2) if parent >= 0 else -1
        if home != new[other].parent:
            displaced.add(other)
        else:
            families[home, old[one].type == "note"].append((one, other))
    for family in families.values():
        kept = {other for _, other in rising(family)}
        displaced |= {other for _, other in family if other not in kept}
    return displaced
