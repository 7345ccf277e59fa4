"""What it is worth to each open unit to take one more line: nothing to prose; heads should not grow long."""

from __future__ import annotations

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
    RUNNING,
    SIGNATURE,
    TABLE,
    longer,
)

Costs = list[tuple[float, int]]  # by mode: the score of going on, and what to add to the mode then

# By the lines that a heading, an annex's head has so far: the score of one more; after a full line, and after any other.
_HEADING_WRAPS, _HEADING_LINES = (-0.3, -0.6, -1.5, -3.0), (-0.5, -1.2, -3.0, -5.0)
_ANNEX_WRAPS, _ANNEX_LINES = (12.0, 0.5, -0.3, -1.0), (12.0, 0.5, -1.0, -4.0)


def going_on(
    row: bool, stop: bool, annex_stop: bool, found: bool, alone: bool, full: bool, broken: bool, short_prose: float
) -> Costs:  # fmt: skip
    """The scores of going on: 0 in prose; headings should not grow long, an enacting line has one line.

    row: the line is a table's row; stop, annex_stop: its end, or what it may begin, makes it no heading's, no annex's
    head; found: it may begin something; alone: the line before is a number and nothing else; full: the line before was
    full, so that a head is not at its end; broken: it ended early and in no mark, which costs prose ``short_prose``.
    """
    heading, annex = (_HEADING_WRAPS, _ANNEX_WRAPS) if full else (_HEADING_LINES, _ANNEX_LINES)
    costs: Costs = []
    for mode in range(MODES):
        cost = 0.0
        if mode == TABLE:
            cost = 12.0 if row else -9.0 if found else -3.0
        elif row:
            cost = -4.0
        elif mode < HEADING + LENGTHS:
            cost = heading[mode - HEADING] - (3.5 if stop else 0.0)
        elif mode < ANNEX + LENGTHS:
            cost = -2.0 if annex_stop else annex[mode - ANNEX]
        elif mode == NUMERAL:
            cost = (0.0 if found else 12.0) - (4.0 if stop else 0.0)
        elif mode == LONE:
            cost = 5.0 if alone else 0.0
        elif mode in (RUNNING, RECITAL):
            cost = short_prose if broken else 0.0
        elif mode in (SIGNATURE, FORMULA, ADOPTION):
            cost = {SIGNATURE: -1.0, FORMULA: -7.0, ADOPTION: -2.0}[mode]
        costs.append((cost, longer(mode) - mode))
    return costs
