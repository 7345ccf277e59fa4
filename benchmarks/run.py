"""All benchmarks in one run: a table in multiples of one pass of a regular expression, and a plot.

python benchmarks/run.py [--keep]

With ``--keep`` the table goes into README.md, with the date, and the plot into benchmarks/time.svg.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import startup
from batches import batches
from made_up import report
from measure import FLOOR, Work, best, floor_of
from peers import BLUEBELL, bluebell_of
from plot import Points, plot
from stages import stages

import undoc

ROUNDS = 5
SIZE = 200_000
SIZES = (20_000, 80_000, 320_000, 1_280_000)
MOST_OF_PEERS = 220_000  # they take long
TO_JSON, TO_AKN = "undoc: text → JSON", "undoc: text → Akoma Ntoso"
HERE = Path(__file__).parent
README = HERE.parent / "README.md"
_TABLE = re.compile(r"(<!-- make bench -->\n).*?(<!-- end -->)", re.DOTALL)


def whole(text: str) -> dict[str, Work]:
    """The whole way, by undoc and by its peers."""
    return {
        FLOOR: floor_of(text),
        TO_JSON: lambda: undoc.parse(text).to_json(),
        TO_AKN: lambda: undoc.parse(text).to_akn(),
        **(bluebell_of(text) if len(text) < MOST_OF_PEERS else {}),
    }


def table() -> list[str]:
    """The table's lines, in Markdown."""
    text = report(SIZE)
    times = best({**whole(text), **stages(text)}, ROUNDS)
    floor = times.pop(FLOOR)
    rows = [f"| {FLOOR} | 1 | {_rate(len(text), floor)} |"]
    for name in (TO_JSON, TO_AKN, BLUEBELL):
        if name in times:
            rows.append(f"| {name} | {times[name] / floor:.0f} | {_rate(len(text), times.pop(name))} |")
    characters, floor_of_all, calls = batches()
    for name, seconds in calls.items():
        rows.append(
            f"| `{name}`, {characters / 1e6:.1f} M characters | {seconds / floor_of_all:.0f} | {_rate(characters, seconds)} |"
        )
    parts = ", ".join(f"{name} {seconds / floor:.1f}" for name, seconds in times.items())
    started = startup.measure(12)
    bare = min(started[startup.BARE])
    starts = ", ".join(f"`{name}` {min(some) / bare:.1f}" for name, some in started.items() if name != startup.BARE)
    return [
        f"On {datetime.now(UTC):%-d %B %Y}, a made-up report of {len(text):,} characters:",
        "",
        "| what | times the floor | M characters a second |",
        "| --- | --- | --- |",
        *rows,
        "",
        f"By stage, in multiples of the same pass: {parts}. Starting, in multiples of the bare imports of click, lxml and pydantic: {starts}.",
    ]


def _rate(characters: int, seconds: float) -> str:
    return f"{characters / seconds / 1e6:.2f}"


def growth() -> dict[str, Points]:
    """Time by size."""
    lines: dict[str, Points] = {}
    for size in SIZES:
        text = report(size)
        for name, seconds in best(whole(text), 2).items():
            lines.setdefault(name, []).append((len(text), seconds))
    return lines


def main() -> None:
    undoc.parse(report(2_000)).to_akn()  # what is loaded and compiled once
    lines = table()
    print("\n".join(lines))
    times = growth()
    print("\ncharacters   " + "".join(f"{name:>48}" for name in times))
    for index, (size, _) in enumerate(times[FLOOR]):
        row = [points[index][1] if index < len(points) else None for points in times.values()]
        print(
            f"{size:>10,}   "
            + "".join(f"{'' if seconds is None else f'{seconds * 1000:,.1f} ms':>48}" for seconds in row)
        )
    if "--keep" in sys.argv:
        (HERE / "time.svg").write_text(plot(times), "utf-8")
        kept = "\n".join(lines)
        README.write_text(_TABLE.sub(lambda match: f"{match[1]}{kept}\n{match[2]}", README.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
