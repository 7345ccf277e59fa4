"""Where the time goes: each stage of undoc, in multiples of one pass of a regular expression over the same text.

python benchmarks/stages.py [CHARACTERS]
"""

from __future__ import annotations

import sys
from typing import Any

from made_up import report
from measure import FLOOR, Work, best, floor_of

import undoc
from undoc import pipeline, plain
from undoc.check.conservation import lost_and_invented
from undoc.write.akn import write_akn
from undoc.write.json import write_json

ROUNDS = 5


def stages(text: str) -> dict[str, Work]:
    """The stages by name, in their order: each takes what the ones before it have left in ``kept``."""
    kept: dict[str, Any] = {}

    def read() -> None:
        kept["source"] = pipeline.read(text)

    def normalize() -> None:
        kept["lines"], kept["pieces"] = pipeline.normalize(kept["source"].text)

    def structure() -> None:
        kept["tree"], kept["troubles"] = pipeline.structure(text, kept["lines"], kept["pieces"])

    def eids() -> None:
        pipeline.assign_eids(kept["tree"])

    def annotate() -> None:
        kept["annotations"], _ = pipeline.annotate(kept["tree"])

    def to_plain() -> None:
        kept["plain"] = pipeline.to_plain(kept["source"], kept["tree"], kept["pieces"], kept["annotations"], [])

    def conserve() -> None:
        lost_and_invented(text, kept["plain"])

    def to_model() -> None:
        kept["model"] = plain.to_model(kept["plain"])

    return {
        "read": read,
        "normalize": normalize,
        "structure": structure,
        "eids": eids,
        "annotate": annotate,
        "to_plain": to_plain,
        "conservation": conserve,
        "to_model": to_model,
        "to_json": lambda: write_json(kept["model"]),
        "to_akn": lambda: write_akn(kept["model"]),
    }


def main() -> None:
    text = report(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
    undoc.parse(report(2_000)).to_akn()  # what is loaded and compiled once
    times = best({FLOOR: floor_of(text), **stages(text)}, ROUNDS)
    floor = times.pop(FLOOR)
    print(f"{len(text):,} characters; {FLOOR}: {floor * 1000:.1f} ms")
    print(f"{'stage':<16}{'× floor':>9}{'ms':>9}")
    for name, seconds in times.items():
        print(f"{name:<16}{seconds / floor:>9.2f}{seconds * 1000:>9.1f}")
    print(f"{'all':<16}{sum(times.values()) / floor:>9.2f}{sum(times.values()) * 1000:>9.1f}")


if __name__ == "__main__":
    main()
