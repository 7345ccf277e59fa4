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
    PREAMBLE,
    RECITAL,
    RUNNING,
    SIGNATURE,
    TABLE,
    WINDOW,
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

SHORT_SENTENCE = 16  # characters of a line that may be a heading for all that a stop closes it
MOST_OF_HEADING = 6.5  # nothing more speaks for a heading but its number
SURE = 3.0  # what scores as much has a number in its sequence, or a fixed phrase
_BEFORE_FIRST = frozenset([*range(HEADING, ANNEX + LENGTHS), FORMULA, RECITAL])
_BEFORE_NO_ITEM = frozenset([*range(HEADING, HEADING + LENGTHS), NUMERAL, FORMULA])


class Readings:
    """The readings of one line after the other. Use: ``at`` a line, then ``of`` each state."""

    def __init__(self, evidence: Evidence, numberings: Numberings) -> None:
        self.evidence, self.numberings, self.w = evidence, numberings, evidence.w
        self.met, self.decimals = evidence.numbers, evidence.decimals
        # By the numbering's sort: the score of a heading without a number; that of any other unit without one, which
        # is a recital among recitals.
        self.heading = [0.0] * 3
        self.prose = [0.0] * 3
        self.lead = [0.0] * 3
        self.at(0)

    def at(self, i: int) -> None:
        """Go to line ``i``."""
        evidence = self.evidence
        self.i, self._known = i, False
        self._heading: float | None = None
        self.found, self.row = evidence.openers[i], evidence.rows[i]
        self.announced, self.stands_alone = evidence.announced(i), evidence.stands_alone(i)
        self.label = evidence.label(i) if evidence.verbatim else 0

    def at_plain(self, i: int) -> None:
        """Go to line ``i``, where nothing but prose, a recital or a bare heading may begin."""
        self.i, self._heading = i, None
        self._plain()

    def _plain(self) -> None:
        """Score what the line may begin without a number: asked of few lines that have one."""
        evidence, w, i = self.evidence, self.w, self.i
        self._known = True
        heading = self.bare_heading()
        self.heading = [heading, heading, heading - w.heading_in_preamble]
        recital = evidence.recital(i) if self.numberings.preamble else 0.0
        # Prose below a heading is as likely where paragraphs have numbers as where they have none.
        entry = evidence.entry(i)
        prose = w.prose + entry
        self.lead = [prose, prose, recital]
        self.prose = [prose, w.prose + w.prose_numbered + entry, recital]
        if not evidence.label(i) and evidence.scene(i):
            self.lead[:2] = self.prose[:2] = [4.0, 4.0]

    def bare_heading(self) -> float:
        """The score of the line as a heading, whatever number stands before it."""
        if self._heading is None:
            self._heading = self.evidence.heading(self.i)
        return self._heading

    def agreement(self, first: int) -> float:
        """What speaks for a recital on this line after one that begins on line ``first``.

        A verb is said again with an adverb (回顾, 又回顾, 还回顾), a new one comes without: else it stands within a recital.
        """
        here, above = self.evidence.verb(self.i), self.evidence.verb(first)
        if here is None or above is None:
            return 0.0
        again = here[1] == above[1]
        if here[0]:
            return self.w.recital_agrees if again else self.w.recital_disagrees
        return self.w.recital_repeats if again else 0.0

    def of(self, numbering: Numbering, mode: int, least: float) -> list[Reading]:
        """What the line may begin while a unit of ``mode`` is open. Readings that score below ``least`` may be left out."""
        bare, sort = numbering.bare, numbering.sort
        readings: list[Reading] = []
        for opener in self.found:
            reading = self._opened(opener, numbering.numbers, mode, least)
            if reading is not None:
                readings.append(reading)
                if reading[0] - WINDOW > least:
                    least = reading[0] - WINDOW
        if least > SURE - WINDOW and not self.label:
            return readings  # a number in its sequence is never the beginning of prose or of a heading without one
        if not self._known:
            self._plain()
        if self.label:
            readings.append((6.0, "speech", Opener("speech", head=self.label), RUNNING, numbering))
        if self.row and mode != TABLE:
            readings.append((4.0, "table", None, TABLE, numbering))
        prose = self.lead if mode < ANNEX + LENGTHS else self.prose
        # Items may go on after unnumbered prose among them.
        kind, then, after = ("recital", RECITAL, bare) if sort == PREAMBLE else ("block", RUNNING, numbering)
        readings.append((prose[sort], kind, None, then, after))
        heading = self.heading[sort] + (self.w.heading_after_heading if mode < ANNEX + LENGTHS else 0.0)
        readings.append((heading, "heading", None, HEADING, bare))
        return readings

    def _opened(self, opener: Opener, numbers: Numbers, mode: int, least: float) -> Reading | None:
        w, begins, alone = self.w, opener.kind, opener.alone
        if begins == "paragraph":
            score, outer = self._paragraph(opener, numbers, mode)
            if score < least:
                return None
            after: Fields = (opener.value, outer, (), numbers.sections, False, True)
            return score, begins, opener, LONE if alone else RUNNING, after
        if begins == "item":
            return self._item(opener, numbers, mode, least)
        if begins == "section" and opener.series == "一、" and self._is_sentence(opener, numbers):
            after = (0, numbers.outer, (), numbers.sections, False, numbers.numbered)
            return w.first_section + w.numbered_sentence, "paragraph", opener, RUNNING, after
        if begins == "section":
            return self._section(opener, numbers, least)
        paragraph, outer, _, sections, preamble, numbered = numbers
        if begins == "annex":
            score = w.annex - (w.annex_glued if opener.series else 0.0)
            if mode < LENGTHS:
                score -= w.heading_of_nothing * 0.5
            mode = ANNEX if opener.alone or not opener.head else ANNEX + 1  # its title has begun
            return score, begins, opener, mode, (0, numbers.within(), (), (), False, numbered)
        if begins == "formula":
            outer = numbers.within() if paragraph else outer
            score = w.formula_again if preamble else w.formula
            return score, begins, opener, FORMULA, (0, outer, (), sections, True, numbered)
        if begins == "caption":
            return 2.5, "caption", opener, HEADING, (paragraph, outer, (), sections, preamble, numbered)
        if begins == "quote":
            return w.quote, begins, opener, RUNNING, numbers
        if begins == "vote":
            return w.vote + (w.vote_alone if opener.alone else 0.0), "block", None, RUNNING, numbers
        if begins == "draft":
            return 2.5, "heading", None, HEADING, (0, numbers.within(), (), sections, False, numbered)
        after = (paragraph, outer, (), sections, False, numbered)
        if begins == "adoption":
            return 3.0, begins, opener, ADOPTION, after
        return (2.0 if mode == SIGNATURE else 4.0 if alone else 0.0), begins, opener, SIGNATURE, after

    def _is_sentence(self, opener: Opener, numbers: Numbers) -> bool:
        """``一. 促请……；`` in an old resolution, which numbers its paragraphs so."""
        if numbers.paragraph or opener.alone or self.evidence.marks[self.i] not in ("。", "；", ";"):
            return False
        return len(self.evidence.lines[self.i].key) > SHORT_SENTENCE

    def _paragraph(self, opener: Opener, numbers: Numbers, mode: int) -> tuple[float, tuple[int, ...]]:
        w, value, last, outer = self.w, opener.value, numbers.paragraph, numbers.outer
        if opener.series == "2.1":
            whole, part = divmod(value, 1000)
            old_whole, old_part = divmod(last, 1000) if last >= 1000 else (last, 0)
            follows = (whole == old_whole and part == old_part + 1) or (whole == old_whole + 1 and part == 1)
            if not last and part == 1:  # the paragraphs of section 41 of a budget: 41.1, 41.2
                return w.first_number if value + 1 in self.decimals else w.first_number - 2.5, outer
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
            score = w.first_number - 2.5 if value + 1 in self.met else -4.0
        elif value == last:
            score = w.repeat if not opener.alone else w.wild_number
        elif last + 1 < value <= last + 6:
            score = w.skip - 0.4 * (value - last - 2) + (0.0 if last + 1 not in self.met else -2.0)
            if value + 1 not in self.met:
                score -= 1.0
        else:
            score = w.wild_number
        if opener.alone:
            if score > 0:
                score -= 0.5
        elif self.stands_alone:
            score += w.short_first_line
        return score, outer

    def _item(self, opener: Opener, numbers: Numbers, mode: int, least: float) -> Reading | None:
        w, items, series, value, announced = self.w, numbers.items, opener.series, opener.value, self.announced
        depth = _depth(items, series)
        wild = series == "1." and not self._may_be_list(depth, value, numbers)
        if wild and w.wild_number < least:
            return None
        kept, added = items, (series, value)
        if series == "•":
            if depth >= 0:
                kept, score = items[:depth], w.next_item
            else:
                score = w.first_item + (0.0 if announced else w.first_item_unannounced)
        elif depth >= 0:
            kept, last = items[:depth], items[depth][1]
            if value == last + 1:
                score = w.next_item
            elif value == 1 and depth == len(items) - 1 and announced:
                kept, score = items, w.first_item - 1.0
            elif last < value <= last + 3:
                score = w.wild_item * 0.35
            else:
                score = w.wild_item
        elif value > 1 and self.evidence.unlettered(self.i) == value - 1:
            score = w.next_item  # (e), after four that lost their letters
        elif value == 1:
            score = w.first_item if announced else w.first_item + w.first_item_unannounced
            if series == "(i)" and items and not announced:
                score -= 1.0
        else:
            score = w.wild_item
        if value == 1 and mode in _BEFORE_NO_ITEM:
            score -= 1.0
        if wild:
            score = w.wild_number
        elif series == "1.":
            score += w.numbered_item if value == 1 else 0.0
        elif series == "(a)" and _INLINE.search(self.evidence.lines[self.i].key, opener.head):
            score += w.inline_item
        if score < least:
            return None
        after = (*kept, added)
        if depth < 0 and series != "•":
            after = after[-5:]
        return (
            score, "item", opener, LONE if opener.alone else RUNNING,
            (numbers.paragraph, numbers.outer, after, numbers.sections, numbers.preamble, numbers.numbered),
        )  # fmt: skip

    def _may_be_list(self, depth: int, value: int, numbers: Numbers) -> bool:
        """``1.`` in a list under a paragraph: announced by a colon, and the paragraph's own series goes on after it.

        depth: of an open list of the kind, -1 where there is none.
        """
        if not numbers.paragraph or numbers.paragraph + 1 not in self.met:
            return False
        return self.announced if value == 1 else depth >= 0

    def _section(self, opener: Opener, numbers: Numbers, least: float) -> Reading | None:
        w, path, series, value = self.w, numbers.sections, opener.series, opener.value
        depth = _depth(path, series)
        if series == "77/1":  # a decision's number begins anywhere and grows
            score = w.next_section if depth < 0 or value > path[depth][1] else w.wild_section
        elif depth >= 0:
            last = path[depth][1]
            if value == last + 1:
                score = w.next_section
            elif value == 1:
                score = w.first_section - 1.5
            elif last < value <= last + 3:
                score = w.next_section - 2.5
            else:
                score = w.wild_section
        else:
            score = w.first_section if value == 1 else w.wild_section
        if series in ("1.", "(a)"):
            # "7." is a paragraph's number first of all, but a line's end with room left and no mark makes it a heading.
            score -= w.numbered_heading * (0.15 if self.stands_alone else 1.0)
        elif series == "(一)":
            score -= 1.0
        elif series == "条":
            score -= 1.5
        if not opener.alone:
            if score + MOST_OF_HEADING < least:
                return None
            score += self.bare_heading() - w.heading
        if score < least:
            return None
        after = (*path[:depth], (series, value)) if depth >= 0 else (*path, (series, value))[-6:]
        kind, mode = ("numeral", NUMERAL) if opener.alone else ("heading", HEADING)
        return score, kind, opener, mode, (numbers.paragraph, numbers.outer, (), after, False, numbers.numbered)


def _depth(levels: tuple[tuple[str, int], ...], series: str) -> int:
    """The place of the first level of a series, -1 where there is none."""
    for depth, level in enumerate(levels):
        if level[0] == series:
            return depth
    return -1
