"""A comparison for a terminal or a pipe: a line a unit that differs, changes marked as ``git diff --word-diff`` does."""

from __future__ import annotations

from collections.abc import Iterator

from undoc.compare import Comparison, Difference
from undoc.compare.words import Change
from undoc.reason import printable

SIGNS = {"same": "=", "moved": ">", "changed": "~", "added": "+", "removed": "-"}
_AROUND = 16  # characters of unchanged text shown beside a change
_MOVED = 40  # of what was only moved
Piece = tuple[str, str]  # a style ("", "removed", "added", "label", …) and words


def report(comparison: Comparison) -> Iterator[list[Piece]]:
    """The lines, as pieces with styles."""
    yield [("removed", f"--- {printable(comparison.before)}")]
    yield [("added", f"+++ {printable(comparison.after)}")]
    for name, before, after in comparison.meta:
        yield [
            ("changed", f"~ {name.replace('_', ' ')}: "),
            ("removed", f"[-{_value(before)}-]"),
            ("added", f"{{+{_value(after)}+}}"),
        ]
    for difference in comparison.differences:
        if difference.status != "same":
            yield [(difference.status, f"{SIGNS[difference.status]} {_where(difference)}: "), *_words(difference)]
    counts = ", ".join(f"{number} {status}" for status, number in comparison.counts.items())
    yield [("label", counts)]


def plain_report(comparison: Comparison) -> str:
    """The lines as text."""
    return "".join("".join(words for _, words in line) + "\n" for line in report(comparison))


def where(difference: Difference) -> tuple[str, str]:
    """What the unit was called, and is called; the same twice where that is no difference."""
    before, after = difference.before, difference.after
    if before is None or after is None or before.number == after.number:
        return difference.unit.label, difference.unit.label
    return before.label, after.label


def _where(difference: Difference) -> str:
    old, new = where(difference)
    label = old if old == new else f"{old} → {new}"
    return printable(label + (" (moved)" if difference.moved and old == new else ""))


def _words(difference: Difference) -> Iterator[Piece]:
    if difference.status != "changed":
        text = difference.unit.text
        if difference.status == "moved" and len(text) > _MOVED:
            text = text[:_MOVED] + "…"
        yield ("" if difference.status == "moved" else difference.status, _shown(text))
        return
    last = len(difference.changes) - 1
    for place, change in enumerate(difference.changes):
        if change.op == "delete":
            yield "removed", f"[-{_shown(change.text)}-]"
        elif change.op == "insert":
            yield "added", f"{{+{_shown(change.text)}+}}"
        else:
            yield "", _shown(shortened(change, place == 0, place == last, _AROUND))


def shortened(change: Change, first: bool, last: bool, around: int) -> str:
    """Unchanged text, as much of it as stands beside a change."""
    text = change.text
    head, tail = (0 if first else around), (0 if last else around)
    if len(text) <= head + tail + 3:
        return text
    return text[:head] + "…" + text[len(text) - tail :]


def _value(value: object) -> str:
    return printable("; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value))


def _shown(text: str) -> str:
    return printable(text.replace("\n", " / ").replace("\t", " | "))
