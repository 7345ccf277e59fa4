"""Characters a second from text to JSON, against a floor: one pass of a regular expression over the same text.

    python benchmarks/throughput.py [CHARACTERS…]

Ratios first: they hold on any machine. "growth" is the time against that of the size before, divided by the growth of
the text: 1.0 is linear.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from time import perf_counter

from made_up import report

import undoc

SIZES = (20_000, 80_000, 200_000, 800_000)
FLOOR = re.compile(r"[\u4e00-\u9fff]+|\d+|[A-Za-z]+|\S")
REPEATS = 3


def best(work: Callable[[str], object], text: str) -> float:
    """The least time of a few tries: what disturbs can only add."""
    times = []
    for _ in range(REPEATS):
        begun = perf_counter()
        work(text)
        times.append(perf_counter() - begun)
    return min(times)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    undoc.parse(report(2_000)).to_json()  # what is loaded and compiled once
    print(f"{'characters':>12}{'floor ×':>10}{'growth':>9}{'M/s':>8}{'of it to_json':>15}")
    before: tuple[int, float] | None = None
    for size in sizes:
        text = report(size)
        floor = best(FLOOR.findall, text)
        whole = best(lambda text: undoc.parse(text).to_json(), text)
        document = undoc.parse(text)
        writing = best(lambda _: document.to_json(), text)  # noqa: B023
        growth = f"{whole / before[1] / (len(text) / before[0]):.2f}" if before else ""
        print(
            f"{len(text):>12,}{whole / floor:>10.1f}{growth:>9}{len(text) / whole / 1e6:>8.2f}{writing / whole:>15.0%}"
        )
        before = len(text), whole


if __name__ == "__main__":
    main()
