"""``undoc batch`` over a folder of reports, by the number of its processes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from made_up import report
from measure import PATTERN

DOCUMENTS, CHARACTERS = 60, 25_000
JOBS = (1, 2)
ROUNDS = 3


def batches() -> tuple[int, float, dict[str, float]]:
    """Characters in all, seconds of the floor over all, seconds of each call (start and end of its processes included).

    Seconds on the clock, of the floor too: processes are there to use more than one core.
    """
    texts = [report(CHARACTERS, seed) for seed in range(DOCUMENTS)]
    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        for number, text in enumerate(texts):
            (source / f"{number:03}.txt").write_text(text, "utf-8")
        floor = 1e9
        for turn in range(ROUNDS):
            begun = perf_counter()
            for text in texts:
                PATTERN.findall(text)
            floor = min(floor, perf_counter() - begun)
            for jobs in JOBS:
                call = [
                    sys.executable,
                    "-m",
                    "undoc",
                    "batch",
                    source,
                    "-d",
                    out / f"{jobs}-{turn}",
                    "--jobs",
                    str(jobs),
                ]
                begun = perf_counter()
                subprocess.run(call, check=True, stderr=subprocess.DEVNULL)
                name = f"undoc batch --jobs {jobs}"
                times[name] = min(times.get(name, 1e9), perf_counter() - begun)
    return sum(map(len, texts)), floor, times
