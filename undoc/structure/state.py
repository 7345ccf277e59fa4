"""What the search for the best reading keeps of each so far: a mode and a numbering, together one number.

Two readings that have come to the same mode and the same numbering have the same to come; the better one is kept.
"""

from __future__ import annotations

from typing import NamedTuple

# What still matters of the open unit. HEADING and ANNEX count their lines to 4. RUNNING: any prose, numbered or not.
# LONE: a paragraph's or an item's number alone on its line; NUMERAL: a section's, the heading to come.
LENGTHS = 4
HEADING, ANNEX = 0, LENGTHS
RUNNING, RECITAL, LONE, FORMULA, NUMERAL, ADOPTION, SIGNATURE, TABLE = range(ANNEX + LENGTHS, 16)
MODES = 16

WINDOW = 6.0  # a reading that is behind the best by more is given up
PLAINLY = 4.0  # … where no number or the like stands on the line, so that nothing later can speak for it


def longer(mode: int) -> int:
    """The mode when one more line is added to the open unit."""
    if mode < ANNEX + LENGTHS:
        return mode + 1 if mode % LENGTHS < LENGTHS - 1 else mode
    return {LONE: RUNNING, NUMERAL: HEADING}.get(mode, mode)


class Numbers(NamedTuple):
    """What the numbering has come to. paragraph: the last number; outer: those of enclosing texts, for drafts quoted.

    items, sections: (series, value) from the outermost in. preamble: among recitals. numbered: paragraphs have numbers.
    """

    paragraph: int = 0
    outer: tuple[int, ...] = ()
    items: tuple[tuple[str, int], ...] = ()
    sections: tuple[tuple[str, int], ...] = ()
    preamble: bool = False
    numbered: bool = False

    def within(self) -> tuple[int, ...]:
        """``outer`` for a text that begins inside this one."""
        return (*self.outer, self.paragraph)[-2:]


PLAIN, NUMBERED, PREAMBLE = range(3)
Fields = tuple[int, tuple[int, ...], tuple[tuple[str, int], ...], tuple[tuple[str, int], ...], bool, bool]


class Numbering:
    """``Numbers`` that were met before are the same object.

    base: a multiple of ``MODES``, so that base + mode is the whole state. bare: the same without items. sort: what
    prose and bare headings are likely by; PLAIN, NUMBERED or PREAMBLE.
    """

    __slots__ = ("bare", "base", "numbers", "sort")

    def __init__(self, numbers: Numbers, base: int, bare: Numbering | None) -> None:
        self.numbers, self.base = numbers, base
        self.sort = PREAMBLE if numbers.preamble else NUMBERED if numbers.numbered else PLAIN
        self.bare: Numbering = bare or self


class Numberings:
    """All numberings met in one text."""

    def __init__(self) -> None:
        self._known: dict[Fields, Numbering] = {}
        self.preamble = False  # whether any is among recitals

    def of(self, fields: Fields) -> Numbering:
        """The one object for the ``Numbers`` with these fields."""
        known = self._known.get(fields)
        if known is None:
            numbers = Numbers(*fields)
            self.preamble = self.preamble or numbers.preamble
            paragraph, outer, items, sections, preamble, numbered = fields
            bare = self.of((paragraph, outer, (), sections, preamble, numbered)) if items else None
            known = self._known[fields] = Numbering(numbers, len(self._known) * MODES, bare)
        return known
