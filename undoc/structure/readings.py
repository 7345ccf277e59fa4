"""What a line may begin in a state of the numbering, and how likely each is: the scores of ``weights`` put to use."""

from __future__ import annotations

from undoc.lazy import lazy
from undoc.structure.evidence import Evidence
from undoc.structure.openers import Opener
from undoc.structure.state import (
    ADOPTION,
    ANNEX,
    FORMULA,
    HEADING,
    LENGTHS,
    LONE,
    NUMERAL,
    PLAIN,
    PREAMBLE,
    RECITAL,
    RUNNING,
    SIGNATURE,
    TABLE,
    Fields,
    Numbering,
    Numberings,
    Numbers,
)

# Score, kind of the unit, its opener, the mode and the numbering after it: its fields where it was not looked up yet.
Reading = tuple[float, str, Opener | None, int, Numbering | Fields]

# After a heading and the like paragraphs may begin anew; items are less likely to begin.
# "(a) 免费；(b) 保密": the next letter on the same line.
_INLINE = lazy(r"[；，、;,][和及]?[(（]b[)）]")

_BEFORE_FIRST = frozenset([*range(HEADING, ANNEX + LENGTHS), FORMULA, RECITAL])
_BEFORE_NO_ITEM = frozenset([*range(HEADING, HEADING + LENGTHS), NUMERAL, FORMULA])


class Readings:
    """The readings of one line after the other. Use: ``at`` a line, then ``of`` each state."""

    def __init__(self, evidence: Evidence, numberings: Numberings) -> None:
        self.evidence, self.numberings, self.w = evidence, numberings, evidence.w
        # By the numbering's sort: the score of a heading without a number; that of any other unit without one, which
        # is a recital among recitals.
        self.heading = [0.0] * 3
        self.prose = [0.0] * 3
        self.lead = [0.0] * 3
        self.at(0)

    def at(self, i: int) -> None:
        """Go to line ``i``."""
        evidence, w = self.evidence, self.w
        self.i = i
        self.found, self.row = evidence.openers[i], evidence.rows[i]
        self.label, scene = 0, False
        if evidence.verbatim:
            self.label = evidence.label(i)
            scene = not self.label and evidence.scene(i)
        # Whether anything but prose, a recital or a bare heading may begin here.
        self.special = bool(self.found or self.row or self.label or scene)
        heading, entry = evidence.heading(i), evidence.entry(i)
        self.heading = [heading, heading, heading - w.heading_in_preamble]
        recital = evidence.recital(i) if self.numberings.preamble else 0.0
        # Prose below a heading is as likely where paragraphs have numbers as where they have none.
        self.lead = [4.0, 4.0, recital] if scene else [w.prose + entry, w.prose + entry, recital]
        self.prose = [4.0, 4.0, recital] if scene else [w.prose + entry, w.prose + w.prose_numbered + entry, recital]

    def of(self, numbering: Numbering, mode: int) -> list[Reading]:
        """What the line may begin while a unit of ``mode`` is open."""
        bare, sort = numbering.bare, numbering.sort
        readings: list[Reading] = [self._opened(opener, numbering.numbers, mode) for opener in self.found]
        if self.label:
            readings.append((6.0, "speech", Opener("speech", head=self.label), RUNNING, numbering))
        if self.row and mode != TABLE:
            readings.append((4.0, "table", None, TABLE, numbering))
        kind, then = ("recital", RECITAL) if sort == PREAMBLE else ("block", RUNNING)
        prose = self.lead if mode < ANNEX + LENGTHS else self.prose
        readings.append((prose[sort], kind, None, then, bare))
        heading = self.heading[sort] + (self.w.heading_after_heading if mode < ANNEX + LENGTHS else 0.0)
        readings.append((heading, "heading", None, HEADING, bare))
        return readings

    def _opened(self, opener: Opener, numbers: Numbers, mode: int) -> Reading:
        w, begins, alone = self.w, opener.kind, opener.alone
        paragraph, outer, _, sections, preamble, numbered = numbers
        if begins == "paragraph":
            score, outer = self._paragraph(opener, numbers, mode)
            after: Fields = (opener.value, outer, (), sections, False, True)
            return score, begins, opener, LONE if alone else RUNNING, after
        if begins == "item":
            score, items = self._item(opener, numbers, mode)
            after = (paragraph, outer, items, sections, preamble, numbered)
            return score, begins, opener, LONE if alone else RUNNING, after
        if begins == "section":
            score, sections = self._section(opener, numbers)
            after = (paragraph, outer, (), sections, False, numbered)
            return score, "numeral" if alone else "heading", opener, NUMERAL if alone else HEADING, after
        if begins == "annex":
            return w.annex, begins, opener, ANNEX, (0, numbers.within(), (), (), False, numbered)
        if begins == "formula":
            outer = numbers.within() if paragraph else outer
            score = w.formula_again if preamble else w.formula
            return score, begins, opener, FORMULA, (0, outer, (), sections, True, numbered)
        if begins == "caption":
            return 2.5, "caption", opener, HEADING, (paragraph, outer, (), sections, preamble, numbered)
        if begins == "draft":
            return 2.5, "heading", None, HEADING, (0, numbers.within(), (), sections, False, numbered)
        after = (paragraph, outer, (), sections, False, numbered)
        if begins == "adoption":
            return 3.0, begins, opener, ADOPTION, after
        return 2.0 if mode == SIGNATURE else 0.0, begins, opener, SIGNATURE, after

    def _paragraph(self, opener: Opener, numbers: Numbers, mode: int) -> tuple[float, tuple[int, ...]]:
        w, value, last, outer = self.w, opener.value, numbers.paragraph, numbers.outer
        if opener.series == "2.1":
            whole, part = divmod(value, 1000)
            old_whole, old_part = divmod(last, 1000) if last >= 1000 else (last, 0)
            follows = (whole == old_whole and part == old_part + 1) or (whole == old_whole + 1 and part == 1)
            return w.next_number if follows else w.wild_number, outer
        if last >= 1000:
            last //= 1000
        if opener.series == "1.之":
            score = w.next_number if value == last else w.skip
        elif value == last + 1:
            score = w.next_number if last else w.first_number
        elif value == 1:
            score = w.restart + (3.5 if mode in _BEFORE_FIRST else 0.0)
            outer = (*outer, last)[-2:]
        elif outer and value in (outer[-1] + 1, outer[0] + 1):
            score = w.next_number - 1.0
            outer = outer[:-1] if value == outer[-1] + 1 else ()
        elif last == 0:
            score = w.first_number - 2.5 if value + 1 in self.evidence.numbers else -4.0
        elif value == last:
            score = w.repeat if not opener.alone else w.wild_number
        elif last + 1 < value <= last + 6:
            met = self.evidence.numbers
            score = w.skip - 0.4 * (value - last - 2) + (0.0 if last + 1 not in met else -2.0)
            if value + 1 not in met:
                score -= 1.0
        else:
            score = w.wild_number
        if opener.alone and score > 0:
            score -= 0.5
        if not opener.alone and self.evidence.stands_alone(self.i):
            score += w.short_first_line
        return score, outer

    def _item(self, opener: Opener, numbers: Numbers, mode: int) -> tuple[float, tuple[tuple[str, int], ...]]:
        w, items, series = self.w, numbers.items, opener.series
        announced = self.evidence.announced(self.i)
        levels = [known for known, _ in items]
        if series == "•":
            if "•" in levels:
                after, score = (*items[: levels.index("•")], ("•", 0)), w.next_item
            else:
                after, score = (*items, ("•", 0)), w.first_item + (0.0 if announced else w.first_item_unannounced)
        elif series in levels:
            depth = levels.index(series)
            last = items[depth][1]
            after = (*items[:depth], (series, opener.value))
            if opener.value == last + 1:
                score = w.next_item
            elif opener.value == 1 and depth == len(items) - 1 and announced:
                score, after = w.first_item - 2.0, (*items, (series, 1))
            elif last < opener.value <= last + 3:
                score = w.wild_item * 0.35
            else:
                score = w.wild_item
        elif opener.value == 1:
            after = (*items, (series, 1))[-5:]
            score = w.first_item if announced else w.first_item + w.first_item_unannounced
            if series == "(i)" and items and not announced:
                score -= 1.0
        else:
            after = (*items, (series, opener.value))[-5:]
            score = w.wild_item
        if opener.value == 1 and mode in _BEFORE_NO_ITEM:
            score -= 1.0
        if series == "1.":
            score = self._numbered_item(score, opener.value, numbers)
        elif series == "(a)" and _INLINE.search(self.evidence.lines[self.i].key, opener.head):
            score += w.inline_item
        return score, after

    def _numbered_item(self, score: float, value: int, numbers: Numbers) -> float:
        """``1.`` in a list under a paragraph: announced by a colon, and the paragraph's own series goes on after it."""
        w, levels = self.w, [known for known, _ in numbers.items]
        if not numbers.paragraph or numbers.paragraph + 1 not in self.evidence.numbers:
            return w.wild_number
        if value == 1 and not self.evidence.announced(self.i):
            return w.wild_number
        if value != 1 and "1." not in levels:
            return w.wild_number
        return score + (w.numbered_item if value == 1 else 0.0)

    def _section(self, opener: Opener, numbers: Numbers) -> tuple[float, tuple[tuple[str, int], ...]]:
        w, path, series = self.w, numbers.sections, opener.series
        levels = [known for known, _ in path]
        if series in levels:
            depth = levels.index(series)
            last = path[depth][1]
            if opener.value == last + 1:
                score = w.next_section
            elif opener.value == 1:
                score = w.first_section - 1.5
            elif last < opener.value <= last + 3:
                score = w.next_section - 2.5
            else:
                score = w.wild_section
            after = (*path[:depth], (series, opener.value))
        else:
            score = w.first_section if opener.value == 1 else w.wild_section
            after = (*path, (series, opener.value))[-6:]
        if series == "1.":
            # "7." is a paragraph's number first of all, but a line's end with room left and no mark makes it a heading.
            score -= w.numbered_heading * (0.15 if self.evidence.stands_alone(self.i) else 1.0)
        elif series == "(一)":
            score -= 1.0
        elif series == "条":
            score -= 1.5
        if not opener.alone:
            score += self.heading[PLAIN] - w.heading
        return score, after
