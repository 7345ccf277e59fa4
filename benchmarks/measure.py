"""Times of several pieces of work, taken in turns, and their ratios to one of them, the floor."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import process_time

# One pass of a pattern over a text: what any program that looks at each word of it must take.
FLOOR = "one pass of a regular expression"
PATTERN = re.compile(r"[\u4e00-\u9fff]+|\d+|[A-Za-z]+|\S")

Work = Callable[[], object]


def floor_of(text: str) -> Work:
    return lambda: PATTERN.findall(text)


def best(table: dict[str, Work], rounds: int) -> dict[str, float]:
    """The least time of each, in seconds of this process, so that what else the machine does is left out; they take turns,
    and what disturbs can only add."""
    times: dict[str, float] = {}
    for _ in range(rounds):
        for name, work in table.items():
            begun = process_time()
            work()
            spent = process_time() - begun
            times[name] = min(times.get(name, spent), spent)
    return times
