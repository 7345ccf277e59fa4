"""What speaks for and against a beginning on each line, apart from its number: the page, the marks, how units end."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from undoc.normalize.lines import Line
from undoc.structure.candidates import candidates, table_rows
from undoc.structure.cells import cell_lines
from undoc.structure.going_on import Costs, going_on
from undoc.structure.heads import Heads
from undoc.structure.labels import label_lines
from undoc.structure.layout import BRACKETS, Layout, first_width
from undoc.structure.lists import Lists
from undoc.structure.openers import Opener, recital_first_characters, recital_verbs, speech_label
from undoc.structure.opening import heading_like
from undoc.structure.state import (
    ADOPTION,
    ANNEX,
    FORMULA,
    LENGTHS,
    LONE,
    MODES,
    NUMERAL,
    PLAINLY,
    RECITAL,
    RUNNING,
    SIGNATURE,
    TABLE,
)
from undoc.structure.weights import Weights
from undoc.structure.words import (
    AFTER_STOP,
    AGAIN,
    ANNEX_STOPS,
    NAME,
    NO_FIRST,
    NO_HEADING,
    PROSE_ENDS,
    SCENE,
    SCENE_FIRSTS,
    SITTING_SCENE,
    STOPS,
    TORN,
    WITH_SYMBOL,
    closing_mark,
    is_document,
    is_entry,
    is_word,
    noted_mark,
    within_date,
)

LONG_HEADING = 40  # characters of a line that is no heading if a stop closes it
LONGEST_LABEL = 50  # characters of the first line of a speaker's label that goes on to the next
NEAR = 6_000  # characters before and after a line in which words are looked for
Ends = list[float]  # by mode: how well the open unit ends
# Of a line: costs of going on with it, how well the unit before it ends, what the page says for its beginning anything,
# the same after a heading, what speaks against a heading's ending before it, whether it has an opener or the like,
# whether it plainly goes on with prose.
Sheet = tuple[Costs, Ends, float, float, float, bool, bool]


@dataclass(slots=True)
class _Above:
    """What a line is seen against. line: the one before it; mark, alone: what closes the last one with a key, and whether
    that is a number and nothing else; number: whether the line before is; quoted: a quotation mark is open.
    """

    line: Line
    mark: str
    alone: bool
    number: bool = False
    quoted: bool = False


class Evidence:
    """Scores of lines by their index. Where one depends on the open unit it is a table by the unit's mode.

    marks: the mark that closes each line. alone: whether each is a paragraph's or an item's number and nothing else.
    """

    def __init__(
        self, lines: list[Line], layout: Layout, *, verbatim: bool, weights: Weights, listed: frozenset[str]
    ) -> None:
        self.lines, self.layout, self.verbatim, self.w = lines, layout, verbatim, weights
        self.openers = candidates(lines)
        self.rows = table_rows(lines, self.openers)
        cells = () if verbatim else {*self._cells()}
        for i in cells:
            self.rows[i], self.openers[i] = True, ()
        self._after_cells = {i + 1 for i in cells if i + 1 not in cells}
        self.marks = [closing_mark(line.key) for line in lines]
        for i, mark in enumerate(self.marks):
            if mark in AFTER_STOP and mark:
                below = lines[min(i + 1, len(lines) - 1)]
                found = noted_mark(lines[i].key, below.key if below is not lines[i] else "")
                # Where white space alone parts two sentences, a note's mark between them tells no more.
                self.marks[i] = found if found in "，," or below.number != lines[i].number else mark
                self.marks[i] = self.marks[i] or mark
        self._fifth = layout.width // 5
        self.heads = Heads(lines, self.openers, self.marks, layout, listed)
        self.lists = Lists(lines, self.openers, self.rows, self.marks, layout, self.heads, verbatim=verbatim)
        self.alone = [bool(found) and _number_alone(found) for found in self.openers]
        self._verbs: dict[int, tuple[bool, str] | None] = {}
        self._costs: dict[tuple[bool, ...], Costs] = {}
        # By mark, for lines with more and for numbers alone: how well units end with it, prose at the best.
        self._ends_known: tuple[dict[str, Ends], dict[str, Ends]] = ({}, {})
        formula = any(found and found[0].kind == "formula" for found in self.openers)
        self._recital_firsts = recital_first_characters() if formula else frozenset()

    def _cells(self) -> Iterator[int]:
        """The lines that are each a cell of a table."""
        yield from label_lines(self.lines, self.layout)
        for first, end in cell_lines(self.lines):
            yield from range(first, end)

    @cached_property
    def numbers(self) -> set[int]:
        """All numbers that paragraphs may have."""
        return self._numbers("1.")

    @cached_property
    def decimals(self) -> set[int]:
        """The same of decimal numbers."""
        return self._numbers("2.1")

    def _numbers(self, series: str) -> set[int]:
        return {
            opener.value
            for found in self.openers
            for opener in found
            if opener.kind == "paragraph" and opener.series == series
        }

    def sheets(self) -> Generator[Sheet | None, bool, None]:
        """What the search asks of each line in turn; ``None`` for a line that holds a note's mark only.

        Send it whether all readings so far are in prose: a line that plainly goes on is ``None`` then, too.
        """
        layout, lines, marks, found, rows = self.layout, self.lines, self.marks, self.openers, self.rows
        begins, rooms, verbatim = layout.begins, layout.room, self.verbatim
        above = _Above(lines[0], marks[0], self.alone[0])
        plain_below: dict[str, float] = {}  # by the mark above: what the page must say less for prose to go on plainly
        quiet = False
        for i, line in enumerate(lines):
            key = line.key
            if not key:
                quiet = yield None
                above.line, above.number = line, False
                continue
            mark = above.mark
            if mark not in plain_below:
                plain_below[mark] = self._plain_below(mark)
            if (
                quiet
                and not found[i]
                and not rows[i]
                and not (verbatim or above.number or above.alone)
                and begins[i] + rooms[i] < plain_below[mark]
                and key[0] not in "“「"
                and not (key[0] in SCENE_FIRSTS and self.scene(i))
                and "：" not in key
                and ":" not in key
            ):
                quiet = yield None
            else:
                quiet = yield self._sheet(i, above)
            above.line, above.mark, above.alone, above.number = line, marks[i], self.alone[i], self.alone[i]
            if "“" in key or "”" in key:
                above.quoted = key.rfind("“") > key.rfind("”")

    def _plain_below(self, mark: str) -> float:
        """Below which evidence of the page a line without a number plainly goes on after ``mark``, whatever its words."""
        w, ends = self.w, self._ends(mark, False)
        top = max(w.recital_verb, w.prose, w.heading + w.heading_then_number + w.heading_short)
        return min(-1e-9, -PLAINLY - top - max(ends[RUNNING], ends[RECITAL]))

    def _sheet(self, i: int, above: _Above) -> Sheet:
        """What the search asks of line ``i``."""
        w, layout, line, opened = self.w, self.layout, self.lines[i], bool(self.openers[i])
        key, mark, alone = line.key, above.mark, above.alone
        first, last = key[0], key[-1]
        if mark in "：:" and first.isdecimal() and above.line.key[-2:-1].isdecimal():
            mark = "1"  # 1：29
        ends = self._ends(mark, alone)
        begins, room = layout.begins[i], layout.room[i]
        if i and self.rows[i - 1]:
            room = max(room, 0.0)  # the last cell of a row ends at the margin as often as not
        page = begins + room + (w.after_cells if i in self._after_cells else 0.0)
        full = w.heading_full if room < -1.0 else 0.0
        after_heading = 0.45 * room + w.heading_layout * begins
        if first in NO_FIRST or within_date(mark, key):
            page, after_heading = page + w.joint, after_heading + w.joint
        elif first in "“「" and (mark in "：:" or above.quoted):
            page += w.quotation  # each paragraph of a quoted text begins with the mark
        elif layout.open_bracket[i]:
            page, after_heading = page + w.open_bracket, after_heading + w.open_bracket
        special = opened or self.rows[i] or self.scene(i) or (self.verbatim and self.label(i) > 0)
        plain = False
        if not special and page < 0.0 and not above.number and "：" not in key and ":" not in key:
            top = w.recital_verb if first in self._recital_firsts else w.prose
            if last not in NO_HEADING:
                following = i + 1 < len(self.lines) and self.openers[i + 1]
                heading = w.heading + (w.heading_then_number if following else 0.0)
                short = line.edge - line.indent <= layout.width * 0.75
                top = max(top, heading + w.heading_short if short else heading)
            plain = page + top + max(ends[RUNNING], ends[RECITAL]) < -PLAINLY
        if not full and i and layout.width and not layout.unwrapped and line.number != above.line.number:
            share = (above.line.edge - above.line.indent) / layout.width
            if self.heads.measure:
                fits = above.line.edge + first_width(line.raw) <= self.heads.measure
                full = w.heading_fits if fits else w.heading_at_measure
                if not fits:
                    after_heading = min(
                        after_heading, w.heading_layout * begins
                    )  # room in the text's measure says nothing
            elif share > 0.35:
                # A number below it says that it has ended, for all its length.
                full = w.heading_long * min(1.0, (share - 0.35) * 2.2) * (0.8 if special else 1.0)
        if self.heads.in_contents:
            above_it = self.heads.in_contents.get(i, 0)
            if above_it:
                after_heading -= w.heading_listed
            elif i - 1 in self.heads.in_contents and first not in "（(":
                after_heading, full = after_heading + w.heading_listed * 0.5, 0.0
        if i in self.heads.alike:
            page, after_heading = page + w.alike, after_heading + w.alike
        elif i - 1 in self.heads.alike:
            after_heading += w.alike
        # No prose breaks off so, whether it goes on or not: rather it is a head.
        short_prose = room > 2.0 and mark not in PROSE_ENDS and not alone
        if short_prose:
            page += w.short_prose
        # What of the line counts: nothing else may be asked in ``going_on``.
        stop = last in STOPS
        traits = (
            self.rows[i],
            stop,
            stop or opened or last in ANNEX_STOPS,
            opened or (first in "“「" and last in "”」"),  # no heading: what an article says, quoted below its number
            above.number,
            room < -1.0,
            short_prose,
        )
        costs = self._costs.get(traits) or self._costs.setdefault(traits, going_on(*traits, w.short_prose))
        return costs, ends, page, after_heading, full, special, plain

    def last_ends(self) -> Ends:
        """How well the open unit ends at the last line that holds more than a note's mark."""
        i = len(self.lines) - 1
        while i and not self.lines[i].key:
            i -= 1
        return self._ends(self.marks[i], self.alone[i])

    def _ends(self, mark: str, alone: bool) -> Ends:
        """By mode: how well the open unit ends on a line that ``mark`` closes. alone: it is a number and nothing else."""
        known = self._ends_known[alone]
        if mark not in known:
            known[mark] = [self._ends_with(mode, mark) for mode in range(MODES)]
            if alone:
                known[mark][LONE] = -3.0
        return known[mark]

    def _ends_with(self, mode: int, mark: str) -> float:
        w = self.w
        if ANNEX <= mode < ANNEX + LENGTHS or mode in (FORMULA, ADOPTION, SIGNATURE, TABLE):
            return 1.0
        if mode == NUMERAL:
            return -2.0
        if mode < LENGTHS:
            if mark in TORN:
                return w.heading_torn
            if mark in "）)？?”":
                return w.heading_open + w.heading_rounded
            return w.heading_closed if mark in "。；，,;" else w.heading_open
        if mode == RECITAL:
            if mark in "，,":
                return w.recital_comma
            return 0.8 if mark in "；;：:" else 0.2 if mark == "。" else w.recital_open
        if mark in "。；：.;:…":
            return w.closed
        if mark in "！？!?":
            return w.closed if self.verbatim else w.asked
        if mark in TORN:
            return w.unclosed + w.torn
        if mark in "，,":
            return w.comma
        return w.unclosed * 0.55 if mark in "”）)》］]" else w.unclosed

    def spanned(self, i: int) -> float:
        """What the words say for line ``i`` as going on with the line before: a bracket is open, or the two characters at
        the joint stand beside each other elsewhere near (决 and 议, of 决议).
        """
        above = self.lines[i - 1].key
        last, first = above[-1:], self.lines[i].key[:1]
        if any(above.rfind(opening) > above.rfind(closing) for opening, closing in BRACKETS):
            return self.w.word_spans
        if not ("\u4e00" <= last <= "\u9fff" and "\u4e00" <= first <= "\u9fff"):
            return 0.0
        if is_word(last, first):
            return self.w.word_spans
        text, begins = self._running
        at = begins[i]
        near = text.find(last + first, max(0, at - NEAR), at + NEAR) >= 0
        return self.w.together_spans if near else self.w.no_word_spans

    @cached_property
    def _running(self) -> tuple[str, list[int]]:
        """The lines' keys, one below the other, and where each begins."""
        keys = [line.key for line in self.lines]
        return "\n".join(keys), [0, *accumulate(len(key) + 1 for key in keys)]

    def stands_alone(self, i: int) -> bool:
        """Whether line ``i`` is like a heading above prose: no closing mark, much room left, no number below it."""
        if i + 1 >= len(self.lines) or self.openers[i + 1] or self.lines[i].key[-1] in "。；，：、.;,:”）)》":
            return False
        key = self.lines[i].key
        if len(key) > LONG_HEADING and ("，" in key or "," in key):
            return False
        if self.lines[i].number == self.lines[i + 1].number:
            return self.lines[i].end < self.lines[i + 1].start  # parted at white space
        slack = self.layout.slack[i + 1]
        return slack is not None and slack >= self._fifth

    def unlettered(self, i: int) -> int:
        """How many lines between a colon and line ``i`` end as items do and have no letter; 0 where any is something else."""
        for j in range(i - 1, max(-1, i - 27), -1):
            if self.marks[j] in "：:" and self.marks[j]:
                return i - 1 - j
            if self.openers[j] or self.marks[j] not in ("；", ";"):
                return 0
        return 0

    def announced(self, i: int) -> bool:
        """Whether the line before line ``i`` ends in a colon, as before the first of a few items."""
        return i > 0 and self.marks[i - 1] in "：:"

    def label(self, i: int) -> int:
        """Characters of a speaker's label at the beginning of line ``i``; it may go on to the next line."""
        if not self.verbatim:
            return 0
        key = self.lines[i].key
        if (length := speech_label(key)) or len(key) > LONGEST_LABEL or i + 1 == len(self.lines) or "：" in key:
            return length
        length = speech_label(key + self.lines[i + 1].key)
        return length if length > len(key) else 0

    def scene(self, i: int) -> bool:
        """Whether line ``i`` tells of the proceedings: in any record by its whole, in a verbatim one by how it begins."""
        key = self.lines[i].key
        if self.verbatim:
            return SCENE.match(key) is not None
        return key[0] in SCENE_FIRSTS and SITTING_SCENE.fullmatch(key) is not None

    def entry(self, i: int) -> float:
        """What speaks for line ``i`` as an entry of a list without numbers."""
        return self.w.list_entry if self.lists.entry(i) else 0.0

    def verb(self, i: int) -> tuple[bool, str] | None:
        """The verb that line ``i`` begins with as a recital may, and whether an adverb says that it comes again."""
        if i not in self._verbs:
            match = recital_verbs().match(self.lines[i].key)
            verb = None
            if match and not match["weak"]:
                again = AGAIN.match(match[0])
                verb = again is not None, match[0][again.end() if again else 0 :]
            self._verbs[i] = verb
        return self._verbs[i]

    def recital(self, i: int) -> float:
        """How much line ``i`` looks like the first of a recital."""
        match = recital_verbs().match(self.lines[i].key)
        if not match:
            return self.w.recital_other
        slack = self.layout.slack[i]
        full = self.w.recital_full if slack is not None and slack < 1 else 0.0
        return full + (self.w.recital_phrase if match["weak"] else self.w.recital_verb)

    def heading(self, i: int) -> float:
        """How much a line, and what comes after it, looks like a heading without a number."""
        w, line = self.w, self.lines[i]
        key, score = line.key, w.heading
        mark = self.marks[i]
        if mark in NO_HEADING or len(key) < 2 or (mark in "？?" and len(key) < 5):
            return score - (6.0 if len(key) > LONG_HEADING and mark in "。；;" else 3.5)
        if mark in "？！?!":
            score -= w.heading_asks
        if i and (above := self.openers[i - 1]) and above[0].kind == "draft":
            score += w.heading_of_draft  # its title
        elif not self.openers[i] and is_entry(key):
            score -= 5.0
        elif self.openers[i] and self.openers[i][0].kind == "signature":
            score -= w.heading_name
        elif not self.verbatim and is_document(key) and self.heads.in_contents.get(i) != 0:
            score -= w.heading_of_documents  # 临时议程(E/CN.99/2035/1): an entry in a list of documents
        if not self.openers[i]:
            if heading_like(key):
                score += w.heading_known
            elif (key[-1] in ")）" and key[0] in "(（") or NAME.match(line.raw):
                score -= w.heading_name
            elif not self.verbatim and self.heads.in_contents.get(i) != 0 and self.lists.heads_documents(i):
                score -= w.heading_of_documents
        if self.verbatim and WITH_SYMBOL.search(key):
            score += w.heading_known  # 秘书长的报告（A/92/70）, below its agenda item
        opens = i + 1 < len(self.lines) and any(o.kind == "paragraph" and o.value == 1 for o in self.openers[i + 1])
        if (self.announced(i) and not opens) or key.count("、") > 2:
            score -= 3.0  # a list, or what a colon announced
        if i and self.openers[i - 1] and self.openers[i - 1][0].kind == "vote":
            score -= 4.0  # the states that voted so
        if i and _is_caption(self.openers[i - 1]):
            score -= w.heading_at_table
        elif self.rows[min(i + 1, len(self.lines) - 1)]:
            listed = i and (self.rows[i - 1] or any(_is_annex(found) for found in self.openers[max(0, i - 3) : i]))
            score -= w.heading_at_list if listed else w.heading_at_table
        margin = self.layout.width
        if margin and line.edge - line.indent <= margin * 0.75:
            score += w.heading_short
        if line.hint is not None and line.hint.heading:
            score += w.heading_by_format
        if len(key) > 64:
            score -= 3.0
        if i in self.heads.alike:
            score += w.heading_alike
        if i in self.lists.run:
            score += w.heading_name if i in self.lists.states else -w.heading_name
        if self.heads.in_contents.get(i) == 0:
            score += w.heading_listed
        following = self.openers[i + 1] if i + 1 < len(self.lines) else ()
        if any(opener.kind in ("paragraph", "section", "formula") for opener in following) or (
            self.verbatim and i + 1 < len(self.lines) and self.label(i + 1)
        ):
            score += w.heading_then_number
        return score


def _number_alone(found: Sequence[Opener]) -> bool:
    return any(opener.alone and opener.kind in ("paragraph", "item") for opener in found)


def _is_annex(found: Sequence[Opener]) -> bool:
    return bool(found) and found[0].kind == "annex"


def _is_caption(found: Sequence[Opener]) -> bool:
    return bool(found) and found[0].kind == "caption"
