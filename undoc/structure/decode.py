"""The one hard decision: what does each line begin, or does it go on? All lines of a document decided together.

Each line has a few readings (it goes on; it begins paragraph 7, item (b), a heading, a recital …), each with a score from the
page's layout, from how the open unit ended, and from the numbering so far. The numbering and the open unit are the state. A
beam search, linear in the lines, keeps the best few states and gives the best reading of all lines as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from undoc.normalize.lines import Line
from undoc.structure.layout import Layout
from undoc.structure.openers import Opener, cells, openers, recital_verbs, speech_label
from undoc.structure.weights import WEIGHTS, Weights

BEAM = 10
CLOSE_CALL = 0.7  # a lead below this is said in a diagnostic

# What a unit is while it is open. "numeral": a section's number alone on its line, the heading to come.
PROSE, HEADING, RECITAL, NUMBERED, ITEM, FORMULA, ANNEX, NUMERAL, ADOPTION, SPEECH, SIGNATURE, TABLE = (
    "block", "heading", "recital", "paragraph", "item", "formula", "annex", "numeral", "adoption", "speech", "signature", "table",
)  # fmt: skip


@dataclass(slots=True)
class Unit:
    """Lines that belong together. first, last: line indexes, both of it. close: by how little its beginning won."""

    kind: str
    first: int
    last: int
    opener: Opener | None = None
    lead: float = 99.0


@dataclass(frozen=True, slots=True)
class State:
    """What the numbering has come to. paragraph: the last number; outer: numbers of enclosing texts, for drafts quoted.

    items, sections: (series, value) from the outermost in. open: the open unit's kind. preamble: among recitals.
    """

    paragraph: int = 0
    outer: tuple[int, ...] = ()
    items: tuple[tuple[str, int], ...] = ()
    sections: tuple[tuple[str, int], ...] = ()
    open: str = PROSE
    preamble: bool = False
    numbered: bool = False
    length: int = 1  # lines of the open unit, counted to 4


@dataclass(slots=True)
class _Hypothesis:
    state: State
    score: float
    trail: tuple | None  # (unit kind, line index, opener, previous trail)


def decode(lines: list[Line], layout: Layout, *, verbatim: bool = False, weights: Weights = WEIGHTS) -> list[Unit]:
    """The units of a text. lines: in order, furniture, footnotes and front matter taken out; verbatim: has speech turns.

    Gives units that cover all lines, in order; the first line always begins one.
    """
    if not lines:
        return []
    return _Decoder(lines, layout, verbatim, weights).run()


class _Decoder:
    def __init__(self, lines: list[Line], layout: Layout, verbatim: bool, weights: Weights) -> None:
        self.lines, self.layout, self.verbatim, self.w = lines, layout, verbatim, weights
        self.candidates = [openers(line.key, line.raw) for line in lines]
        self.numbers: set[int] = {
            opener.value for found in self.candidates for opener in found if opener.kind == "paragraph" and opener.series == "1."
        }
        self.rows = _rows(lines, self.candidates)
        self.verb = recital_verbs()
        self.margin = layout.width

    def run(self) -> list[Unit]:
        beam = [_Hypothesis(State(), 0.0, None)]
        leads: list[float] = [99.0] * len(self.lines)
        for i in range(len(self.lines)):
            beam = self._step(i, beam)
            if len(beam) > 1:
                leads[i] = _lead(beam, i)
        best = max(beam, key=lambda h: h.score + self._ending(h.state, len(self.lines) - 1) * 0.5)
        units: list[Unit] = []
        trail, last = best.trail, len(self.lines) - 1
        while trail is not None:
            kind, first, opener, trail = trail
            units.append(Unit(kind, first, last, opener, leads[first]))
            last = first - 1
        units.reverse()
        return units

    def _step(self, i: int, beam: list[_Hypothesis]) -> list[_Hypothesis]:
        if i and not self.lines[i].key:
            return beam
        page = self._page_evidence(i)
        # Gap and indent tell a heading's second line from its first in no layout.
        within = self.layout.open_bracket[i]
        heading_page = 0.45 * (page - self.layout.begins[i]) + (self.w.open_bracket if within else 0.0)
        page += self.w.open_bracket if within else 0.0
        found = self.candidates[i]
        best: dict[State, _Hypothesis] = {}

        def offer(state: State, score: float, trail: tuple | None) -> None:
            known = best.get(state)
            if known is None or score > known.score:
                best[state] = _Hypothesis(state, score, trail)

        label = speech_label(self.lines[i].key) if self.verbatim else 0
        scene = self.verbatim and not label and SCENE.match(self.lines[i].key) is not None
        # Most lines plainly go on: no opener, and the page speaks against a beginning.
        plain = not found and not label and not scene and not self.rows[i] and page < -2.0
        for h in beam:
            state = h.state
            if i:
                going = self._goes_on(i, state)
                length = 1 if state.open == NUMERAL else min(state.length + 1, 4)
                kind = HEADING if state.open == NUMERAL else state.open
                offer(_replace(state, open=kind, length=length), h.score + going, h.trail)
                ending = self._ending(state, i - 1)
                if state.open == HEADING and (slack := self.layout.slack[i]) is not None and slack < 1:
                    ending += self.w.heading_full
                ending += heading_page if state.open == HEADING else page
                if plain and ending < -6.0:
                    continue
            else:
                ending = 8.0
            for kind, opener, after, score in self._readings(i, found, state, label, scene):
                offer(after, h.score + ending + score, (kind, i, opener, h.trail))
        ranked = sorted(best.values(), key=lambda h: -h.score)[:BEAM]
        floor = ranked[0].score - 14.0
        return [h for h in ranked if h.score >= floor]

    # Evidence

    def _page_evidence(self, i: int) -> float:
        """Gap, indent, trailing space and room on the line before: log odds that line ``i`` begins something."""
        if i == 0:
            return 9.0
        score, slack = self.layout.begins[i], self.layout.slack[i]
        if slack is None:
            return score
        if slack >= 1:
            score += self.w.room_left * (0.5 if slack < 3 else 1.0)
            if slack >= self.margin // 5:
                score += self.w.room_much
        else:
            score += self.w.no_room
        return score

    def _goes_on(self, i: int, state: State) -> float:
        """The cost of going on: 0 in prose; a heading should not grow long, an enacting line has one line."""
        if state.open == TABLE:
            return 5.0 if self.rows[i] else -3.0
        if self.rows[i]:
            return -4.0
        if state.open == HEADING:
            return (-0.5, -1.2, -3.0, -5.0)[state.length - 1] - (2.0 if self.lines[i].key[-1] in "，。；,;" else 0.0)
        if state.open == ANNEX:
            if self.lines[i].key[-1] in "，。；：,;:" or self.candidates[i]:
                return -2.0
            return (5.0, 0.5, -1.0, -4.0)[state.length - 1]
        if state.open == SIGNATURE:
            return -1.0
        if state.open == NUMERAL:
            return 12.0 if not self.candidates[i] else 0.0
        if state.open == FORMULA:
            return -7.0
        if state.open == ADOPTION:
            return -2.0
        if state.open in (NUMBERED, ITEM) and state.length == 1 and self._alone(i - 1):
            return 5.0
        return 0.0

    def _alone(self, i: int) -> bool:
        return any(opener.alone and opener.kind in ("paragraph", "item") for opener in self.candidates[i])

    def _ending(self, state: State, i: int) -> float:
        """How well the open unit ends with line ``i``."""
        w, kind = self.w, state.open
        if kind in (FORMULA, ANNEX, NUMERAL, ADOPTION, SIGNATURE, TABLE):
            return 1.0 if kind != NUMERAL else -2.0
        while i and not self.lines[i].key:  # a note's mark alone on its line
            i -= 1
        mark = _closing_mark(self.lines[i].key)
        if kind == HEADING:
            return w.heading_closed if mark in "。；，,;、" else w.heading_open
        if kind == RECITAL:
            if mark in "，,":
                return w.recital_comma
            return 0.8 if mark in "；;：:" else 0.2 if mark == "。" else w.recital_open
        if state.length == 1 and kind in (NUMBERED, ITEM) and self._alone(i):
            return -3.0
        if mark in "。；：.;:！？!?…":
            return w.closed
        if mark in "，,、":
            return w.comma
        if mark in "”）)》］]":
            return w.unclosed * 0.55
        return w.unclosed

    # Readings

    def _readings(
        self, i: int, found: list[Opener], state: State, label: int, scene: bool
    ) -> list[tuple[str, Opener | None, State, float]]:
        """What line ``i`` may begin in a state: (unit kind, opener, state after, score)."""
        w = self.w
        readings: list[tuple[str, Opener | None, State, float]] = []
        for opener in found:
            kind = opener.kind
            if kind == "paragraph":
                score, after = self._paragraph(opener, state)
                readings.append((NUMBERED, opener, after, score))
            elif kind == "item":
                score, after = self._item(opener, state, i)
                readings.append((ITEM, opener, after, score))
            elif kind == "section":
                score, after = self._section(opener, state, i)
                readings.append((NUMERAL if opener.alone else HEADING, opener, after, score))
            elif kind == "annex":
                after = State(0, (*state.outer, state.paragraph)[-2:], (), (), ANNEX, False, state.numbered)
                readings.append((ANNEX, opener, after, w.annex))
            elif kind == "formula":
                outer = (*state.outer, state.paragraph)[-2:] if state.paragraph else state.outer
                readings.append((FORMULA, opener, State(0, outer, (), state.sections, FORMULA, True, state.numbered), w.formula_again if state.preamble else w.formula))
            elif kind == "adoption":
                readings.append((ADOPTION, opener, _replace(state, open=ADOPTION, items=(), preamble=False, length=1), 3.0))
            elif kind == "signature":
                readings.append((SIGNATURE, opener, _replace(state, open=SIGNATURE, items=(), preamble=False, length=1), 2.0 if state.open == SIGNATURE else 0.0))
            elif kind == "draft":
                readings.append((HEADING, None, State(0, (*state.outer, state.paragraph)[-2:], (), state.sections, HEADING, False, state.numbered), 2.5))
        if label:
            readings.append((SPEECH, Opener("speech", head=label), _replace(state, open=SPEECH, length=1), 6.0))
        if self.rows[i] and state.open != TABLE:
            readings.append((TABLE, None, _replace(state, open=TABLE, length=1), 4.0))
        if state.preamble:
            verb = self.verb.match(self.lines[i].key)
            score = w.recital_other if not verb else w.recital_phrase if verb["weak"] else w.recital_verb
            readings.append((RECITAL, None, _replace(state, open=RECITAL, length=1, items=()), score))
        else:
            prose = 4.0 if scene else w.prose + (w.prose_numbered if state.numbered else 0.0)
            kind = SPEECH if state.open == SPEECH else PROSE
            readings.append((PROSE, None, _replace(state, open=kind, length=1, items=()), prose))
        heading = self._heading(i) - (w.heading_in_preamble if state.preamble else 0.0)
        if state.open == HEADING:
            heading += w.heading_after_heading
        readings.append((HEADING, None, _replace(state, open=HEADING, length=1, items=()), heading))
        return readings

    def _paragraph(self, opener: Opener, state: State) -> tuple[float, State]:
        w, value, last = self.w, opener.value, state.paragraph
        outer = state.outer
        numbered = True
        if opener.series == "2.1":
            whole, part = divmod(value, 1000)
            old_whole, old_part = divmod(last, 1000) if last >= 1000 else (last, 0)
            follows = (whole == old_whole and part == old_part + 1) or (whole == old_whole + 1 and part == 1)
            score = w.next_number if follows else w.wild_number
            return score, State(value, outer, (), state.sections, NUMBERED, False, numbered)
        if last >= 1000:
            last //= 1000
        if opener.series == "1.之":
            score = w.next_number if value == last else w.skip
        elif value == last + 1:
            score = w.next_number if last else w.first_number
        elif value == 1:
            score = w.restart + (3.5 if state.open in (HEADING, ANNEX, FORMULA, RECITAL) else 0.0)
            outer = (*outer, last)[-2:]
        elif outer and value in (outer[-1] + 1, outer[0] + 1):
            score = w.next_number - 1.0
            outer = outer[:-1] if value == outer[-1] + 1 else ()
        elif last == 0:
            score = w.first_number - 2.5 if value + 1 in self.numbers else -4.0
        elif value == last:
            score = w.repeat if not opener.alone else w.wild_number
        elif last + 1 < value <= last + 6:
            score = w.skip - 0.4 * (value - last - 2) + (0.0 if last + 1 not in self.numbers else -2.0)
            if value + 1 not in self.numbers:
                score -= 1.0
        else:
            score = w.wild_number
        if opener.alone and score > 0:
            score -= 0.5
        return score, State(value, outer, (), state.sections, NUMBERED, False, numbered)

    def _item(self, opener: Opener, state: State, i: int) -> tuple[float, State]:
        w, items = self.w, state.items
        announced = i > 0 and _closing_mark(self.lines[i - 1].key) in "：:"
        levels = [series for series, _ in items]
        if opener.series == "•":
            after = items[: levels.index("•")] + (("•", 0),) if "•" in levels else (*items, ("•", 0))
            score = w.next_item if "•" in levels else w.first_item + (0.0 if announced else w.first_item_unannounced)
        elif opener.series in levels:
            depth = levels.index(opener.series)
            last = items[depth][1]
            after = (*items[:depth], (opener.series, opener.value))
            if opener.value == last + 1:
                score = w.next_item
            elif opener.value == 1 and depth == len(items) - 1 and announced:
                score, after = w.first_item - 2.0, (*items, (opener.series, 1))
            elif last < opener.value <= last + 3:
                score = w.wild_item * 0.35
            else:
                score = w.wild_item
        elif opener.value == 1:
            after = (*items, (opener.series, 1))[-5:]
            score = w.first_item if announced else w.first_item + w.first_item_unannounced
            if opener.series == "(i)" and items and not announced:
                score -= 1.0
        else:
            after = (*items, (opener.series, opener.value))[-5:]
            score = w.wild_item
        if state.open in (HEADING, NUMERAL, FORMULA) and opener.value == 1:
            score -= 1.0
        return score, _replace(state, items=after, open=ITEM, length=1)

    def _section(self, opener: Opener, state: State, i: int) -> tuple[float, State]:
        w, path = self.w, state.sections
        levels = [series for series, _ in path]
        if opener.series in levels:
            depth = levels.index(opener.series)
            last = path[depth][1]
            if opener.value == last + 1:
                score = w.next_section
            elif opener.value == 1:
                score = w.first_section - 1.5
            elif last < opener.value <= last + 3:
                score = w.next_section - 2.5
            else:
                score = w.wild_section
            after = (*path[:depth], (opener.series, opener.value))
        else:
            score = w.first_section if opener.value == 1 else w.wild_section
            after = (*path, (opener.series, opener.value))[-6:]
        if opener.series == "1.":
            score -= 3.0  # "7." is a paragraph's number first of all
        elif opener.series == "(一)":
            score -= 1.0
        elif opener.series == "条":
            score -= 1.5
        if not opener.alone:
            score += self._heading(i) - w.heading
        return score, _replace(state, sections=after, items=(), open=NUMERAL if opener.alone else HEADING, length=1, preamble=False)

    def _heading(self, i: int) -> float:
        """How much a line, and what comes after it, looks like a heading without a number."""
        w, line = self.w, self.lines[i]
        score = w.heading
        mark = line.key[-1:]
        if mark in "。；，,;、：:" or len(line.key) < 2:
            return score - 3.5
        if self.margin and line.edge - line.indent <= self.margin * 0.75:
            score += w.heading_short
        if len(line.key) > 64:
            score -= 3.0
        if i + 1 < len(self.lines) and any(o.kind in ("paragraph", "section", "formula") for o in self.candidates[i + 1]):
            score += w.heading_then_number
        return score


# Lines of the proceedings in a verbatim record: 就这样决定。 上午10时05分开会。 进行了举手表决。 赞成：…
SCENE = re.compile(
    r"(?:就这样决定|议程通过|(?:会议)?(?:于)?(?:上午|下午|中午|晚上|午夜).{1,12}(?:开会|散会|暂停|复会|休会|闭会|开始|结束|宣布开会)"
    r"|(?:进行|举行)了?.{0,6}表决|举手表决|(?:赞成|反对|弃权)[：:]|会议(?:暂停|散会|开始|结束)|通过议程$"
    r"|.{1,40}(?:就座|退席|离开会议厅|走上讲台)。|全体(?:代表)?(?:起立|默哀)|默哀一分钟)"
)


def _rows(lines: list[Line], candidates: list[list[Opener]]) -> list[bool]:
    """Which lines are rows of a table: two columns or more, a neighbour with about as many."""
    counts = [
        0 if line.spaced or any(o.kind in ("paragraph", "item", "section", "formula") for o in found) else len(cells(line.raw))
        for line, found in zip(lines, candidates, strict=True)
    ]
    rows = [False] * len(lines)
    for i, count in enumerate(counts):
        if count >= 2 and any(counts[j] >= 2 and abs(counts[j] - count) <= 1 for j in (i - 1, i + 1) if 0 <= j < len(lines)):
            rows[i] = True
    return rows


def _replace(state: State, **changes: object) -> State:
    fields = {name: getattr(state, name) for name in State.__slots__}
    fields.update(changes)
    return State(**fields)  # type: ignore[arg-type]


def _closing_mark(key: str) -> str:
    """The mark that closes a line, looking through closing quotation marks and brackets: 。 in "……。”"."""
    last = key[-1] if key else ""
    if last in "”）)》」』’" and len(key) > 1 and key[-2] in "。；！？.;!?，":
        return key[-2]
    return last


def _lead(beam: list[_Hypothesis], i: int) -> float:
    """By how much the best reading of line ``i`` leads over the best that reads it otherwise (begins or goes on)."""
    top = beam[0]
    begins = top.trail is not None and top.trail[1] == i
    for other in beam[1:]:
        if (other.trail is not None and other.trail[1] == i) != begins:
            return top.score - other.score
    return 99.0
