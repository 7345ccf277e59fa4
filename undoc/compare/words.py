"""What changed within a text: words of spaced scripts and whole numbers and symbols, else character by character.

rapidfuzz does the work: its Levenshtein opcodes are exact, take any tokens, and run bit-parallel in C++, some hundred
times faster than difflib, which would take seconds for a long document that was rewritten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

# "A/RES/74/43", "2,500", "Add.1", "co-operation": changed as a whole; Chinese and marks one by one.
_LATIN = "A-Za-z0-9\u00c0-\u024f"
_TOKEN = re.compile(rf"\s*(?:[{_LATIN}]+(?:[-./,'’][{_LATIN}]+)*|\S)\s*")


@dataclass(slots=True)
class Change:
    """A stretch of text. op: ``equal``, ``delete`` (only before) or ``insert`` (only after)."""

    op: str
    text: str


def changes_of(before: str, after: str) -> list[Change]:
    """The changes from one text to another, in order; what is deleted goes before what is inserted in its place.

    White space is not compared; what is equal has that of the text after.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    steps: list[tuple[bool, str, str]] = []  # equal, the words before, the words after
    for code in Levenshtein.opcodes([word.strip() for word in old], [word.strip() for word in new]):
        words = "".join(old[code.src_start : code.src_end]), "".join(new[code.dest_start : code.dest_end])
        equal = code.tag == "equal"
        if steps and not equal and not steps[-1][0]:
            _, first, second = steps.pop()
            words = first + words[0], second + words[1]
        steps.append((equal, *words))
    changes: list[Change] = []
    for equal, gone, come in _without_islands(steps):
        if equal:
            changes.append(Change("equal", come))
        else:
            changes += [Change(op, words) for op, words in (("delete", gone), ("insert", come)) if words]
    return changes


def _without_islands(steps: list[tuple[bool, str, str]]) -> list[tuple[bool, str, str]]:
    """A single character left between two longer changes is chance, and only makes them hard to read."""
    joined: list[tuple[bool, str, str]] = []
    for position, step in enumerate(steps):
        equal, gone, come = step
        island = equal and len(gone) == 1 and 0 < position < len(steps) - 1
        if island and all(len(steps[beside][1]) + len(steps[beside][2]) > 3 for beside in (position - 1, position + 1)):
            equal = False
        if joined and not equal and not joined[-1][0]:
            _, first, second = joined.pop()
            gone, come = first + gone, second + come
        joined.append((equal, gone, come))
    return joined


def likeness(before: str, after: str, least: float) -> float:
    """How much of two texts is the same, from 0 to 1; 0 where it is less than ``least``."""
    return Levenshtein.normalized_similarity(before, after, score_cutoff=least)
