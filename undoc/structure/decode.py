"""The one hard decision: what does each line begin, or does it go on? All lines of a document decided together.

Each line has a few readings (it goes on; it begins paragraph 7, item (b), a heading, a recital …), each with a score
from the page's layout, from how the open unit ended, and from the numbering so far. The numbering and the open unit are
the state. A beam search, linear in the lines, keeps the best few states and gives the best reading of all lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from undoc.normalize.lines import Line
from undoc.structure.evidence import Evidence, Sheet
from undoc.structure.layout import Layout
from undoc.structure.openers import Opener
from undoc.structure.readings import Readings
from undoc.structure.state import (
    ANNEX,
    HEADING,
    LENGTHS,
    MODES,
    PREAMBLE,
    RECITAL,
    RUNNING,
    WINDOW,
    Numbering,
    Numberings,
    Numbers,
)
from undoc.structure.weights import WEIGHTS, Weights

BEAM = 10
CLOSE_CALL = 0.7  # a lead below this is said in a diagnostic
FAR = 99.0
NEVER = float("-inf")
HEADED = ANNEX + LENGTHS  # modes below it: a heading, or an annex's head, is open
SLIGHT = 1e-6  # more than sums of the same scores in another order differ by
_PROSE = (RUNNING, RECITAL)  # modes that a line goes on with at no cost
READING_OF_WORDS = 1.5  # nothing more speaks for a beginning on a line without a number
ROOMY = 3.0  # a line that left so much room, by its log odds, is at its end
MOST = 12.0  # nothing on a line speaks more for a beginning

# What has begun so far, the latest first: kind, index of its first line, opener, what began before (a trail again).
Trail = tuple[str, int, Opener | None, Any]
# Score, numbering's base + mode (one number for the whole state), numbering, trail.
Hypothesis = tuple[float, int, Numbering, Trail | None]


@dataclass(slots=True, eq=False, repr=False)
class Unit:
    """Lines that belong together. first, last: line indexes, both of it. lead: by how little its beginning won."""

    kind: str
    first: int
    last: int
    opener: Opener | None = None
    lead: float = FAR  # above ``CLOSE_CALL`` not measured


def decode(
    lines: list[Line],
    layout: Layout,
    *,
    verbatim: bool = False,
    listed: frozenset[str] = frozenset(),
    weights: Weights = WEIGHTS,
) -> list[Unit]:
    """The units of a text.

    lines: in order, furniture, footnotes and front matter taken out; verbatim: it has speech turns; listed: the heads
    on its contents page.
    Gives units that cover all lines, in order; the first line always begins one.
    """
    if not lines:
        return []
    return _Decoder(Evidence(lines, layout, verbatim=verbatim, weights=weights, listed=listed)).run()


class _Decoder:
    def __init__(self, evidence: Evidence) -> None:
        self.evidence, self.lines = evidence, evidence.lines
        self.numberings = Numberings()
        self.readings = Readings(evidence, self.numberings)
        self.after_heading = evidence.w.heading_after_heading
        self.after_numbered = evidence.w.heading_after_numbered
        self.after_long = evidence.w.heading_after_long
        self.leads: dict[int, float] = {}

    def run(self) -> list[Unit]:
        start: Hypothesis = (0.0, RUNNING, self.numberings.of(Numbers()), None)
        best: dict[int, Hypothesis] = {}
        self._begin(0, start, 8.0, best, NEVER)
        beam = _ranked(best)
        sheets = self.evidence.sheets()
        next(sheets)
        quiet = False  # whether all readings are in prose
        for i in range(1, len(self.lines)):
            sheet = sheets.send(quiet)
            if sheet is not None and not (quiet and sheet[6]):
                beam = self._step(i, beam, sheet)
                quiet = all([hypothesis[1] % MODES in _PROSE for hypothesis in beam])
        ends = self.evidence.last_ends()
        nothing = self.evidence.w.heading_of_nothing
        chosen = max(beam, key=lambda h: h[0] + ends[h[1] % MODES] * 0.5 - (nothing if _is_bare_heading(h) else 0.0))
        units: list[Unit] = []
        trail, last = chosen[3], len(self.lines) - 1
        while trail is not None:
            kind, first, opener, trail = trail
            units.append(Unit(kind, first, last, opener, self.leads.get(first, FAR)))
            last = first - 1
        units.reverse()
        return units

    def _step(self, i: int, beam: list[Hypothesis], sheet: Sheet) -> list[Hypothesis]:
        """The best states after line ``i``, best first. beam: those before it."""
        readings = self.readings
        costs, ends, page, after_heading, full, special, _ = sheet
        if special:
            readings.at(i)
        # Most lines plainly go on: no opener, and the page speaks against a beginning.
        least = -6.0 if not special and page < -2.0 else NEVER
        best: dict[int, Hypothesis] = {}
        goes_on = begins = NEVER
        spanned: float | None = None  # not asked so far
        # What is given up at this line's end cannot come back: nothing below the floor is worth looking at.
        floor = beam[0][0] + costs[beam[0][1] % MODES][0] - WINDOW
        if len(beam) > 1:
            floor = max([hypothesis[0] + costs[hypothesis[1] % MODES][0] for hypothesis in beam]) - WINDOW
        for before in beam:
            score, state, numbering, trail = going = before
            mode = state % MODES
            cost, step = costs[mode]
            if cost or step:
                state += step
                going = score + cost, state, numbering, trail
            known = best.get(state)
            if known is None or going[0] > known[0]:
                best[state] = going
            if going[0] > goes_on:
                goes_on = going[0]
            headed = mode < HEADED
            ending = ends[mode] + full + after_heading if headed else ends[mode] + page
            ended = score + ending
            if ending < least or ended + MOST < floor:
                continue
            if special:
                begins = max(begins, self._begin(i, before, ended, best, floor))
                floor = max(floor, begins - WINDOW)
                continue
            # Nothing special on the line: a recital or prose, or a heading. The same as ``_begin`` would find.
            if readings.i != i:
                readings.at_plain(i)
                heading, prose, lead = readings.heading, readings.prose, readings.lead
            if ended + READING_OF_WORDS > floor + WINDOW:  # else it is too far behind for words to matter
                if spanned is None:
                    spanned = readings.evidence.spanned(i)
                ended -= spanned
            sort, bare = numbering.sort, numbering.bare
            score = ended + (lead[sort] if headed else prose[sort])
            if sort == PREAMBLE and mode == RECITAL and trail is not None and score >= floor:
                score += readings.agreement(trail[1])
            if score >= floor:
                # Items may go on after unnumbered prose among them.
                kind, then, after = ("recital", RECITAL, bare) if sort == PREAMBLE else ("block", RUNNING, numbering)
                state = after.base + then
                known = best.get(state)
                if known is None or score > known[0]:
                    best[state] = score, state, after, (kind, i, None, trail)
                if score > begins:
                    begins = score
            score = ended + heading[sort]
            if headed:
                score += self.after_heading + (self.after_numbered if self._ends_numbered(i, trail) else 0.0)
                score += self.after_long * min(full, 0.0)
            if score >= floor:
                state = bare.base + HEADING
                known = best.get(state)
                if known is None or score > known[0]:
                    best[state] = score, state, bare, ("heading", i, None, trail)
                if score > begins:
                    begins = score
        if -CLOSE_CALL < begins - goes_on < CLOSE_CALL:
            self.leads[i] = abs(begins - goes_on)
        return _ranked(best)

    def _ends_numbered(self, i: int, trail: Trail | None) -> bool:
        """Whether the heading before line ``i`` has a number, and left much room on its last line."""
        return trail is not None and trail[2] is not None and self.evidence.layout.room[i] > ROOMY

    def _begin(self, i: int, before: Hypothesis, ended: float, best: dict[int, Hypothesis], floor: float) -> float:
        """Put in ``best`` the states in which line ``i`` begins something; the best score among them.

        before: the state before the line; ended: its score with that of its unit's end.
        """
        _, state, numbering, trail = before
        top = NEVER
        for worth, kind, opener, mode, after in self.readings.of(numbering, state % MODES, floor - ended - SLIGHT):
            score = ended + worth
            if kind == "heading" and opener is None and state % MODES < LENGTHS and self._ends_numbered(i, trail):
                score += self.after_numbered
            if score < floor:
                continue
            if score > top:
                top = score
                floor = max(floor, top - WINDOW)
            if not isinstance(after, Numbering):
                after = self.numberings.of(after)
            state = after.base + mode
            known = best.get(state)
            if known is None or score > known[0]:
                best[state] = score, state, after, (kind, i, opener, trail)
        return top


def _is_bare_heading(hypothesis: Hypothesis) -> bool:
    """Whether a heading without a number is open."""
    trail = hypothesis[3]
    return hypothesis[1] % MODES < LENGTHS and trail is not None and trail[2] is None


def _ranked(states: dict[int, Hypothesis]) -> list[Hypothesis]:
    """The best of the states, best first."""
    if len(states) == 1:
        return list(states.values())
    ranked = sorted(states.values(), key=itemgetter(0), reverse=True)
    floor = ranked[0][0] - WINDOW
    kept: list[Hypothesis] = []
    shortest: dict[Numbering, int] = {}  # of headings with one numbering: that of fewer lines has better prospects
    for hypothesis in ranked:
        if hypothesis[0] < floor:
            break
        mode = hypothesis[1] % MODES
        if mode < LENGTHS:
            if shortest.get(hypothesis[2], LENGTHS) <= mode:
                continue
            shortest[hypothesis[2]] = mode
        kept.append(hypothesis)
    del kept[BEAM:]
    return kept
