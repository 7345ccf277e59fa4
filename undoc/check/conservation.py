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
    before = bare(source)
    after = bare("".join([*texts(document), *(piece.text for piece in document.furniture)]))
    if len(before) == len(after) and before == after:
        return "", ""
    had, has = Counter(before), Counter(after)
    return "".join((had - has).elements()), "".join((has - had).elements())


def texts(document: Document) -> Iterator[str]:
    """All that the document holds, piece by piece in reading order, footnotes last, furniture left out."""
    for region in (document.preface, document.preamble, document.body, document.conclusions, document.annexes):
        stack: list[Node] = list(reversed(region))
        while stack:
            node = stack.pop()
            if node.num:
                yield node.num
            if node.heading:
                yield node.heading
            yield node.text
            for row in node.rows or ():
                yield from row
            for mark in node.notes:
                yield mark.marker
            stack += reversed(node.children)
    for note in document.footnotes:
        yield note.marker
        yield note.text
