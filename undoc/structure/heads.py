"""What a document shows of its own headings: how long their lines may be, which its contents page lists, which are alike."""

from __future__ import annotations

from collections.abc import Sequence

from undoc.lazy import lazy
from undoc.normalize.lines import Line
from undoc.structure.layout import Layout
from undoc.structure.openers import Opener
from undoc.structure.words import NO_HEADING, PROSE_ENDS

FULL_HEADS = 2  # numbered heads of one length that show how long a head's line may be
NARROWER = 5  # columns by which heads are set narrower than the text, at least
_HEADS = frozenset(["section", "annex"])
SURELY_ENDED = 0.55  # share of the width: no head is broken so early
LONGEST_ALIKE, FEWEST_ALIKE = 30, 3  # characters of short lines that are alike, and how many make a sort
_DIGITS = lazy(r"\d+")


class Heads:
    """measure: columns of a full line of a heading where headings are set narrower than the text, 0 where that is not known.
    in_contents: the lines of heads that the contents page lists, with how many lines of the head stand above each.
    alike: short lines that differ from others in their digits only.
    """

    def __init__(
        self,
        lines: list[Line],
        openers: list[Sequence[Opener]],
        marks: list[str],
        layout: Layout,
        listed: frozenset[str],
    ) -> None:
        self.lines, self.openers, self.marks, self.layout = lines, openers, marks, layout
        self.measure = self._find_measure()
        self.in_contents = self._find_listed(listed) if listed else {}
        self.alike = self._find_alike()

    def _find_measure(self) -> int:
        """The longest numbered head without a closing mark shows it: what would have fitted on its line stands below it."""
        width = self.layout.width
        if not width or self.layout.unwrapped:
            return 0
        edges = [
            line.edge
            for line, found, mark in zip(self.lines, self.openers, self.marks, strict=True)
            if found and mark not in NO_HEADING and not line.spaced and found[0].kind in _HEADS and not found[0].alone
        ]
        longest = max(edges, default=0)
        full = sum(edge > longest - 3 for edge in edges)
        return longest if full >= FULL_HEADS and width * 0.6 <= longest < width - NARROWER else 0

    def _find_listed(self, listed: frozenset[str]) -> dict[int, int]:
        firsts: dict[str, list[str]] = {}
        for head in listed:
            firsts.setdefault(head[:2], []).append(head)
        found: dict[int, int] = {}
        for i, line in enumerate(self.lines):
            key = line.key
            if not self.openers[i] and key[:2] not in firsts:
                continue
            for number in {0, self.openers[i][0].head if self.openers[i] else 0}:
                if key[number : number + 2] not in firsts:
                    continue
                words = key[number:].rstrip("*")
                for head in firsts[key[number : number + 2]]:
                    last = self._ends_listed(i, words, head)
                    if last >= 0:
                        first = i - 1 if i and _is_numeral(self.openers[i - 1]) else i
                        found |= {j: j - first for j in range(first, last + 1)}
        return found

    def _ends_listed(self, i: int, words: str, head: str) -> int:
        """The line on which ``head`` ends that begins with ``words`` on line ``i``, -1 where it is another head.

        Documents in brackets may follow it: 议程项目3：… is listed, 议程项目3：…(A/91/33) stands above the text.
        """
        while words != head and not words.startswith((head + "(", head + "（")):
            i += 1
            if not head.startswith(words) or i == len(self.lines):
                return -1
            words += self.lines[i].key.rstrip("*")
        return i

    def _find_alike(self) -> set[int]:
        """Short lines that differ from others in their digits only: 对问题清单第21段的答复, 备选办法1. They begin something."""
        lines: dict[str, list[int]] = {}
        width = self.layout.width
        for i, line in enumerate(self.lines):
            key = line.key
            if width and line.edge > SURELY_ENDED * width:
                continue  # heads over two lines may be alike in the first of them only
            if len(key) <= LONGEST_ALIKE and not self.openers[i] and self.marks[i] not in PROSE_ENDS and key:
                lines.setdefault(_DIGITS.sub("0", key), []).append(i)
        return {i for key, found in lines.items() if "0" in key and len(found) >= FEWEST_ALIKE for i in found}


def _is_numeral(found: Sequence[Opener]) -> bool:
    return bool(found) and found[0].kind == "section" and found[0].alone
