"""``python -m fuzz``: damaged documents by number, what is too large, and guided runs over every reader.

Run in ``tests``; ``make fuzz MINUTES=5`` does. Gives 1 where a promise was broken; what broke is said as it is found.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from fuzz import extremes, workers
from fuzz.guided import TARGETS

CORPUS = Path(__file__).parent / "corpus"
BUILD = Path(__file__).parents[2] / "build" / "fuzz"


def main() -> int:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument(
        "--minutes",
        type=float,
        default=5.0,
        help="in all, more or less: a quarter for extremes, the others for damaged documents and guided runs",
    )
    parser.add_argument("--documents", type=int, metavar="N", help="exactly so many damaged documents, however long")
    parser.add_argument("--first", type=int, default=0, metavar="NUMBER", help="of the damaged documents")
    parser.add_argument(
        "--only", type=int, metavar="NUMBER", help="one damaged document, its failure with its traceback"
    )
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    if given.only is not None:
        from fuzz.cases import case
        from fuzz.promises import keep

        one = case(given.only)
        print(one.label)
        print(keep(one.data, one.name, one.encoding))
        return 0
    broken = _extremes(given.minutes * 15)
    broken += _damaged(given.first, given.documents, given.minutes * 22, given.jobs)
    return 1 if broken + _guided(given.minutes * 22) else 0


def _extremes(seconds: float) -> int:
    broken = 0
    for name, why in extremes.broken(seconds):
        broken += 1
        print(f"{name}: {why}", flush=True)
    print(
        f"extremes: {len(extremes.LARGE)} that are large, and of {len(extremes.GROWING)} that grow as many as there was time for, {broken} broken",
        flush=True,
    )
    return broken


def _damaged(first: int, documents: int | None, seconds: float, jobs: int) -> int:
    begun = time.monotonic()

    def numbers() -> Iterator[int]:
        for number in count(first):
            if number - first >= documents if documents is not None else time.monotonic() - begun > seconds:
                return
            yield number

    counts: Counter[str] = Counter()
    for result in workers.run(numbers(), jobs):
        counts[result.outcome] += 1
        if result.outcome == "broken":
            print(f"document {result.number}: {result.why}", flush=True)
    print(
        f"damaged documents: {counts.total():,} from {first}, {counts['kept']:,} read and written with all promises kept, "
        f"{counts['refused']:,} refused in a line, {counts['broken']:,} broken; {time.monotonic() - begun:.0f} s",
        flush=True,
    )
    return counts["broken"]


def _guided(seconds: float) -> int:
    """Each reader in turn. What is found is kept from run to run in build/fuzz."""
    if find_spec("atheris") is None:
        version = ".".join(map(str, sys.version_info[:2]))
        print(
            f"guided runs are left out: atheris is not installed (it has no wheel for Python {version} on every system)"
        )
        return 0
    broken = 0
    for name in TARGETS:
        found = BUILD / name
        found.mkdir(parents=True, exist_ok=True)
        options = [f"-max_total_time={max(1, round(seconds / len(TARGETS)))}", "-timeout=60", "-max_len=16384"]
        call = [sys.executable, "-m", "fuzz.guided", name, str(found), str(CORPUS / name), *options]
        done = subprocess.run(
            [*call, f"-artifact_prefix={BUILD}/{name}-"], capture_output=True, text=True, errors="replace"
        )
        last = (done.stderr.strip().splitlines() or [""])[-1]
        if done.returncode:
            broken += 1
            print(done.stderr[-3000:])
        print(f"guided, {name}: {last}", flush=True)
    return broken


if __name__ == "__main__":
    sys.exit(main())
