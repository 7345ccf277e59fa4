"""What speaks for and against a beginning on each line, apart from its number: the page, the marks, how units end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.structure.layout import Layout
from undoc.structure.openers import Opener, cells, openers, recital_verbs, speech_label
from undoc.structure.state import (
    ADOPTION,
    ANNEX,
    FORMULA,
    HEADING,
    LENGTHS,
    LONE,
    MODES,
    NUMERAL,
    RECITAL,
    SIGNATURE,
    TABLE,
    longer,
)
from undoc.structure.weights import Weights

# Lines of the proceedings in a verbatim record: 就这样决定。 上午10时05分开会。 进行了举手表决。 赞成：…
SCENE = lazy(
    r"(?:就这样决定|议程通过|(?:会议)?(?:于)?(?:上午|下午|中午|晚上|午夜).{1,12}(?:开会|散会|暂停|复会|休会|闭会|开始|结束|宣布开会)"
    r"|(?:进行|举行)了?.{0,6}表决|举手表决|(?:赞成|反对|弃权)[：:]|会议(?:暂停|散会|开始|结束)"
    r"|.{1,40}(?:就座|退席|离开会议厅|走上讲台)。|全体(?:代表)?(?:起立|默哀)|默哀一分钟)"
)

# A heading that ends so goes on: "…提请其注意的", "…(A/"; one does not begin so: "或提请其注意".
_TORN, _NO_FIRST = frozenset("的和与及或、（(《“/-"), frozenset("的和与及或之并，。；：、）)”》/")
# "副主席：特塞盖女士": an entry of a list; "议程项目77：…" and "表1：…" are headings.
_ENTRY = lazy(r"(?!议程|项目|议题|决议|决定|专题|讲习|圆桌|[表图附第])[^：:]{1,10}[：:].")
_MARKS = frozenset("。；：.;:！？!?…，,、”）)》］]") | _TORN | {""}  # what tells anything at a line's end
_STOPS, _ANNEX_STOPS = frozenset("，。；,;"), frozenset("，。；：,;:")
Costs = list[tuple[float, int]]  # by mode: the score of going on, and what to add to the mode then


class Evidence:
    """Scores of lines by their index. Where one depends on the open unit it is a table by the unit's mode."""

    def __init__(self, lines: list[Line], layout: Layout, *, verbatim: bool, weights: Weights) -> None:
        self.lines, self.layout, self.verbatim, self.w = lines, layout, verbatim, weights
        self.openers: list[Sequence[Opener]] = [openers(line.key, line.raw) for line in lines]
        _join_annex_heads(lines, self.openers)
        self.rows = _rows(lines, self.openers)
        self._costs: dict[tuple[bool, bool, bool, bool, bool], Costs] = {}
        self._ends: dict[tuple[str, bool], list[float]] = {}

    @cached_property
    def numbers(self) -> set[int]:
        """All numbers that paragraphs may have."""
        return {
            opener.value
            for found in self.openers
            for opener in found
            if opener.kind == "paragraph" and opener.series == "1."
        }

    def page(self, i: int) -> tuple[float, float, float]:
        """Gap, indent, trailing space and room on the line before: log odds that line ``i`` begins something.

        The others are for a line after a heading's: gap and indent tell a heading's second line from its first in no
        layout; and a heading that ends here should not reach the very margin.
        """
        w, begins, slack = self.w, self.layout.begins[i], self.layout.slack[i]
        page, full = begins, 0.0
        if slack is not None:
            if slack >= 1:
                page += w.room_left * (0.5 if slack < 3 else 1.0)
                if slack >= self.layout.width // 5:
                    page += w.room_much
            else:
                page += w.no_room
                full = w.heading_full
        after_heading = 0.45 * (page - begins) + w.heading_layout * begins
        if not full and i:
            before = self.lines[i - 1]
            if self.layout.width:
                share = (before.edge - before.indent) / self.layout.width
                full = w.heading_long * min(1.0, max(0.0, (share - 0.35) * 5))
        if self.lines[i].key[0] in _NO_FIRST:
            return page + w.joint, after_heading + w.joint, full
        if self.layout.open_bracket[i]:
            return page + w.open_bracket, after_heading + w.open_bracket, full
        return page, after_heading, full

    def going(self, i: int) -> Costs:
        """The score of going on with line ``i``: 0 in prose; headings should not grow long, an enacting line has one."""
        last, found = self.lines[i].key[-1], bool(self.openers[i])
        # What of the line counts: nothing else may be asked in ``_make_costs``.
        key = (self.rows[i], last in _STOPS, found or last in _ANNEX_STOPS, found, self.alone(i - 1))
        costs = self._costs.get(key)
        return costs or self._costs.setdefault(key, _make_costs(*key))

    def ending(self, i: int) -> list[float]:
        """How well the open unit ends before line ``i``."""
        i -= 1
        while i and not self.lines[i].key:  # a note's mark alone on its line
            i -= 1
        mark = closing_mark(self.lines[i].key)
        key = (mark if mark in _MARKS else "other", self.alone(i))
        ends = self._ends.get(key)
        return ends or self._ends.setdefault(key, self._make_ends(*key))

    def _make_ends(self, mark: str, alone: bool) -> list[float]:
        ends = [self._ends_with(mode, mark) for mode in range(MODES)]
        if alone:
            ends[LONE] = -3.0
        return ends

    def _ends_with(self, mode: int, mark: str) -> float:
        w = self.w
        if ANNEX <= mode < ANNEX + LENGTHS or mode in (FORMULA, ADOPTION, SIGNATURE, TABLE):
            return 1.0
        if mode == NUMERAL:
            return -2.0
        if mode < LENGTHS:
            if mark in _TORN:
                return w.heading_torn
            return w.heading_closed if mark in "。；，,;" else w.heading_open
        if mode == RECITAL:
            if mark in "，,":
                return w.recital_comma
            return 0.8 if mark in "；;：:" else 0.2 if mark == "。" else w.recital_open
        if mark in "。；：.;:！？!?…":
            return w.closed
        if mark in "，,、":
            return w.comma
        return w.unclosed * 0.55 if mark in "”）)》］]" else w.unclosed

    def alone(self, i: int) -> bool:
        """Whether line ``i`` is a paragraph's or an item's number and nothing else."""
        found = self.openers[i]
        return bool(found) and any(opener.alone and opener.kind in ("paragraph", "item") for opener in found)

    def stands_alone(self, i: int) -> bool:
        """Whether line ``i`` is like a heading above prose: no closing mark, much room left, no number below it."""
        if i + 1 >= len(self.lines) or self.openers[i + 1] or self.lines[i].key[-1] in "。；，：、.;,:”）)》":
            return False
        slack = self.layout.slack[i + 1]
        return slack is not None and slack >= self.layout.width // 5

    def announced(self, i: int) -> bool:
        """Whether the line before line ``i`` ends in a colon, as before the first of a few items."""
        return i > 0 and closing_mark(self.lines[i - 1].key) in "：:"

    def label(self, i: int) -> int:
        """Characters of a speaker's label at the beginning of line ``i``."""
        return speech_label(self.lines[i].key) if self.verbatim else 0

    def scene(self, i: int) -> bool:
        """Whether line ``i`` tells of the proceedings in a verbatim record."""
        return self.verbatim and SCENE.match(self.lines[i].key) is not None

    def entry(self, i: int) -> float:
        """What speaks for line ``i`` as an entry of a list without numbers: a label, below a colon or another label."""
        if not _ENTRY.match(self.lines[i].key):
            return 0.0
        listed = self.announced(i) or (i > 0 and _ENTRY.match(self.lines[i - 1].key) is not None)
        return self.w.list_entry if listed else 0.0

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
        score = w.heading
        if closing_mark(line.key) in "。；，,;、：:！？" or len(line.key) < 2:
            return score - 3.5
        if _ENTRY.match(line.key):
            score -= 5.0
        if self.announced(i) or line.key.count("、") > 2:
            score -= 3.0  # a list, or what a colon announced
        if self.rows[min(i + 1, len(self.lines) - 1)] or (i and _is_caption(self.openers[i - 1])):
            score -= w.heading_at_table
        margin = self.layout.width
        if margin and line.edge - line.indent <= margin * 0.75:
            score += w.heading_short
        if len(line.key) > 64:
            score -= 3.0
        following = self.openers[i + 1] if i + 1 < len(self.lines) else ()
        if following and any(opener.kind in ("paragraph", "section", "formula") for opener in following):
            score += w.heading_then_number
        return score


def _make_costs(row: bool, stop: bool, annex_stop: bool, found: bool, alone: bool) -> Costs:
    """The table of ``Evidence.going``.

    row: the line is a table's row; stop, annex_stop: its end, or what it may begin, makes it no heading's, no annex's
    head; found: it may begin something; alone: the line before is a number and nothing else.
    """
    costs: Costs = []
    for mode in range(MODES):
        cost = 0.0
        if mode == TABLE:
            cost = 12.0 if row else -3.0
        elif row:
            cost = -4.0
        elif mode < HEADING + LENGTHS:
            cost = (-0.5, -1.2, -3.0, -5.0)[mode - HEADING] - (2.0 if stop else 0.0)
        elif mode < ANNEX + LENGTHS:
            cost = -2.0 if annex_stop else (7.0, 0.5, -1.0, -4.0)[mode - ANNEX]
        elif mode == NUMERAL:
            cost = 0.0 if found else 12.0
        elif mode == LONE:
            cost = 5.0 if alone else 0.0
        elif mode in (SIGNATURE, FORMULA, ADOPTION):
            cost = {SIGNATURE: -1.0, FORMULA: -7.0, ADOPTION: -2.0}[mode]
        costs.append((cost, longer(mode) - mode))
    return costs


def _join_annex_heads(lines: list[Line], found: list[Sequence[Opener]]) -> None:
    """``2036年5月2日…代表给主席`` / ``的信的附件``: an annex's head over two lines begins with the first of them."""
    for i in range(1, len(lines)):
        here = found[i]
        if lines[i].key == "附件" and lines[i - 1].key.endswith("的") and _LETTER_OF.match(lines[i - 1].key):
            found[i - 1], found[i] = [Opener("annex", alone=False)], []
            continue
        if here and here[0].kind == "annex" and not here[0].head:
            above = [found[j][0] for j in (i - 1, i - 2) if j >= 0 and found[j]]
            if any(opener.kind == "annex" and opener.head for opener in above):
                found[i] = []  # the title of the annex that 附件 alone on its line has begun
            elif _LETTER_OF.match(lines[i - 1].key):
                found[i - 1], found[i] = here, []


_LETTER_OF = lazy(r"\d{4}年\d{1,2}月\d{1,2}日[^。；，]{4,60}$")  # 2036年5月2日赞比亚常驻联合国代表给安全理


def _is_caption(found: Sequence[Opener]) -> bool:
    return bool(found) and found[0].kind == "caption"


def closing_mark(key: str) -> str:
    """The mark that closes a line, looking through closing quotation marks and brackets: 。 in "……。”"."""
    last = key[-1] if key else ""
    if last in "”）)》」』’" and len(key) > 1 and key[-2] in "。；！？.;!?，":
        return key[-2]
    return last


def _rows(lines: list[Line], candidates: list[Sequence[Opener]]) -> list[bool]:
    """Which lines are rows of a table: two columns or more, a neighbour with about as many."""
    rows = [False] * len(lines)
    counts: dict[int, int] = {}  # of the few lines with more columns than one
    for i, line in enumerate(lines):
        raw = line.raw
        if ("  " in raw or "\u3000" in raw or "\t" in raw) and not line.spaced:
            count = len(cells(raw))
            if count >= 2 and not any(o.kind in ("paragraph", "item", "section", "formula") for o in candidates[i]):
                counts[i] = count
    for i, count in counts.items():
        rows[i] = any(j in counts and abs(counts[j] - count) <= 1 for j in (i - 1, i + 1))
    return rows
