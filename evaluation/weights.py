#!/usr/bin/env python3
"""What each weight of the structure stage is worth: how many line ends go wrong without it.

    weights.py [--layout NAME…]

Each clean document of ``tests/clean`` is damaged in each layout (every eighth one, where none is named); every weight of
``undoc/structure/weights.py`` is set to nought in turn. One row a weight: its value, the wrong line ends with it at
nought, and the difference. A weight that makes none might go; one with a negative difference should be set anew. Takes
some minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from damage import LAYOUTS, clean_documents, damage  # noqa: E402

from undoc.normalize import normalize  # noqa: E402
from undoc.structure import structure  # noqa: E402
from undoc.structure.weights import WEIGHTS, Weights  # noqa: E402
from undoc.tree import Node, Tree  # noqa: E402

WITH_LINES = [name for name, layout in LAYOUTS.items() if layout.breaks_known]
Case = tuple[str, list[tuple[int, int]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layout", nargs="*", default=WITH_LINES[::8])
    cases = [make(document, name) for name in parser.parse_args().layout for document in clean_documents()]
    ends = sum(len(breaks) for _, breaks in cases)
    base = wrong(cases)
    print(f"{ends} line ends in {len(cases)} texts, {base} wrong\n")
    print(f"{'weight':28}{'value':>8}{'wrong at 0':>12}{'worth':>8}")
    found = []
    for name in Weights.__annotations__:
        value = getattr(WEIGHTS, name)
        setattr(WEIGHTS, name, 0.0)
        found.append((wrong(cases), name, value))
        setattr(WEIGHTS, name, value)
    for count, name, value in sorted(found, reverse=True):
        print(f"{name:28}{value:8.1f}{count:12d}{count - base:+8d}")


def make(document, layout: str) -> Case:
    """A damaged text and its line ends: line, and whether something begins on it."""
    text, gold = damage(document, LAYOUTS[layout])
    return text.replace("\r\n", "\n"), [(line, begins) for line, begins in gold["breaks"]]


def wrong(cases: list[Case]) -> int:
    """How many line ends are decided wrongly."""
    count = 0
    for text, breaks in cases:
        tree, _ = structure(text, *normalize(text))
        begun = {node.line for node in nodes(tree) if node.num or node.heading or node.text}
        count += sum((line in begun) != bool(begins) for line, begins in breaks)
    return count


def nodes(tree: Tree) -> Iterator[Node]:
    stack = [node for _, region in tree.regions() for node in region]
    while stack:
        node = stack.pop()
        yield node
        stack += node.children


if __name__ == "__main__":
    main()
