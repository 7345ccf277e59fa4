"""How long undoc takes to start, against the bare imports of what it stands on.

    python benchmarks/startup.py [REPEATS]

The calls take turns, so that what else the machine does falls on all alike; ratios are of the medians. undoc's modules
are compiled first, as they are when it is installed.
"""

from __future__ import annotations

import compileall
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from made_up import report

import undoc

BARE = "python -c 'import click, lxml.etree, pydantic'"
SMALL = 2_000


def calls(text: Path) -> dict[str, list[str]]:
    python = sys.executable
    return {
        BARE: [python, "-c", "import click, lxml.etree, pydantic"],
        "undoc --version": [python, "-m", "undoc", "--version"],
        "undoc parse --to json": [python, "-m", "undoc", "parse", str(text), "--to", "json"],
        "undoc parse --to akn": [python, "-m", "undoc", "parse", str(text), "--to", "akn"],
    }


def measure(repeats: int) -> dict[str, list[float]]:
    compileall.compile_dir(Path(undoc.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "small.txt")
        text.write_text(report(SMALL), "utf-8")
        table = calls(text)
        times: dict[str, list[float]] = {name: [] for name in table}
        for turn in range(repeats + 1):
            for name, call in table.items():
                begun = perf_counter()
                subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
                if turn:  # the first turn fills the disk's cache
                    times[name].append(perf_counter() - begun)
    return times


def main() -> None:
    times = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    bare = median(times[BARE])
    print(f"{'call':<48}{'ratio':>7}{'median':>10}{'best':>10}")
    for name, seconds in times.items():
        print(
            f"{name:<48}{median(seconds) / bare:>7.2f}{median(seconds) * 1000:>7.0f} ms{min(seconds) * 1000:>7.0f} ms"
        )


if __name__ == "__main__":
    main()
