"""Nothing lost, nothing invented: the characters of the source against those of the document.

A character that is not white space, nor one of the invisible ones of the contract (soft hyphen, zero-width space, byte
order mark, form feed …), stands in exactly one of: a node's number, heading, text, rows or note marker; a footnote's
marker or text; the furniture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from undoc.normalize.spacing import bare

if TYPE_CHECKING:
    from undoc.model import Document, Node


def lost_and_invented(source: str, document: Document) -> tuple[str, str]:
    """The characters that the document lacks, and those that it has too many; both empty where all is well.

    source: the decoded text that was parsed.
    """
    if _in_order(source, document):
        return "", ""
    return differing(bare(source), bare("".join(_all(document))))


def differing(had: str, has: str) -> tuple[str, str]:
    """The characters that the first text has more of, and those that the second has."""
    if had == has:
        return "", ""
    same = _shared(had, has)
    had, has = had[same:], has[same:]
    same = _shared(had[::-1], has[::-1])
    before, after = Counter(had[: len(had) - same]), Counter(has[: len(has) - same])
    return "".join((before - after).elements()), "".join((after - before).elements())


def lacking(document: Document, written: str) -> str:
    """The characters of a document that a text made of it lacks. The text may have more: marks, labels, numbers."""
    wanted = Counter(bare("".join(own_texts(document))))
    return "".join((wanted - Counter(bare(written))).elements())


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin alike with. Mostly little is left then, and counting takes long."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _in_order(source: str, document: Document) -> bool:
    """Whether the document is the source character by character: all of it in order, but for notes and furniture, which
    are where their spans say. So it is of nearly all documents, and counting the characters takes ten times as long.
    """
    spans = [span for note in document.footnotes for span in note.spans]
    spans += [span for piece in document.furniture for span in piece.spans]
    kept: list[str] = []
    start = 0
    for first, last in sorted(spans):
        if first < start:
            return False
        kept.append(source[start:first])
        start = last
    kept.append(source[start:])
    kept += [source[first:last] for first, last in spans]
    return bare("".join(kept)) == bare("".join(_all(document)))


def texts(document: Document) -> Iterator[str]:
    """What the nodes hold, piece by piece in reading order, each note's mark where it stood."""
    for region in (document.preface, document.preamble, document.body, document.conclusions, document.annexes):
        stack: list[Node] = list(reversed(region))
        while stack:
            node = stack.pop()
            if node.num:
                yield node.num
            if node.notes:
                yield from _with_marks(node)
            else:
                if node.heading:
                    yield node.heading
                yield node.text
            if node.rows:
                for row in node.rows:
                    yield from row
            if node.children:
                stack += reversed(node.children)


def _with_marks(node: Node) -> Iterator[str]:
    """The heading and the text of a node with its notes' marks in between; those in cells come last."""
    for part, text in (("heading", node.heading or ""), ("text", node.text), ("cell", "")):
        start = 0
        for mark in node.notes:
            if mark.part == part:
                end = max(start, mark.offset) if text else 0
                yield text[start:end]
                yield mark.marker
                start = end
        yield text[start:]


def own_texts(document: Document) -> list[str]:
    """What the nodes and the footnotes hold: what each form of the document must hold, furniture being the page's."""
    return [*texts(document), *(part for note in document.footnotes for part in (note.marker, note.text))]


def _all(document: Document) -> list[str]:
    """What the nodes, the footnotes and the furniture hold, in this order."""
    return [*own_texts(document), *(piece.text for piece in document.furniture)]
