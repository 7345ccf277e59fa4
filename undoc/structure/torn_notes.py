"""Footnotes that go over to the next page with no rule above their rest, which stands below that page's text.

Nothing but its words and its place tells the rest from the text. What is looked at: whether the last lines of the page
may be the note's end, whether the text goes on without them, and which characters stand side by side elsewhere too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from undoc.normalize.lines import Line
from undoc.structure.layout import BRACKETS, first_width
from undoc.structure.openers import openers

TERMINAL = '。！？.」』”"'
LONGEST_REST = 6  # lines
LEAST = 0.9  # what must speak for a rest
Words = Callable[[], str]  # all lines of the document, one below the other


def is_full(last: Line, line: Line, full: int) -> bool:
    """Whether a line left no room for the first piece of the next."""
    return last.edge + max(8, first_width(line.raw)) >= full


def is_torn(note: Sequence[Line], full: int) -> bool:
    """Whether a note breaks off at the end of its page."""
    return note[-1].raw[-1] not in TERMINAL and note[-1].edge + 8 >= full


def rest_of(note: Sequence[Line], page: Sequence[Line], below: Line | None, full: int, words: Words) -> int:
    """How many of a page's last lines are the rest of a note that the page before broke off; 0 where none seems to be.

    note: its lines so far; page: the text's lines on the page; below: the first line of the next page, ``None`` where the
    document ends; full: columns at which a line has no room left.
    """
    best, count = LEAST, 0
    for lines in range(1, min(LONGEST_REST, len(page) - 1) + 1):
        first = page[-lines]
        if openers(first.key, first.raw) or (lines > 1 and not is_full(first, page[1 - lines], full)):
            break
        if page[-1].raw[-1] in TERMINAL and (score := _score(note, page, lines, below, full, words)) > best:
            best, count = score, lines
    return count


def _score(
    note: Sequence[Line], page: Sequence[Line], lines: int, below: Line | None, full: int, words: Words
) -> float:
    first, above = page[-lines], page[-lines - 1]
    score = _joint(note[-1], first, words) + 3.0 * _closes(note, page[-lines:])
    if first.gap > above.gap and first.gap > (page[1 - lines].gap if lines > 1 else 0):
        score += 2.0
    if not is_full(above, first, full):
        return score + 2.0  # a unit ends above: the rest is none of it
    score -= _joint(above, first, words)
    if above.raw[-1] in "。；：！？":
        return score + 1.0
    if below is None or openers(below.key, below.raw):
        return score - 4.0  # the text would break off
    return score + 1.0 + _joint(above, below, words)


def _joint(last: Line, first: Line, words: Words) -> float:
    """What speaks for a line as going on with another: whether the two characters stand together elsewhere."""
    before, after = last.key[-1:], first.key[:1]
    if before.isascii() and after.isascii():
        return 2.0 if before.isalnum() == after.isalnum() or before in "/.-(" else 0.0
    if "\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff":
        return 1.5 if before + after in words() else -1.0
    return 0.0


def _closes(note: Sequence[Line], rest: Sequence[Line]) -> bool:
    """Whether a bracket that the note left open is closed in its rest."""
    said, more = "".join(line.key for line in note), "".join(line.key for line in rest)
    return any(
        said.rfind(opening) > said.rfind(closing) and 0 <= more.find(closing) < (more.find(opening) % (len(more) + 1))
        for opening, closing in BRACKETS
    )
