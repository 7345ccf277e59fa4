"""What is said where a character was lost or invented: one line, and a report that can be sent.

The report has no more of the document than the characters themselves, so that it can be sent whatever the document.
"""

from __future__ import annotations

import platform
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from undoc import __version__
from undoc.check.conservation import differing
from undoc.errors import ConservationError
from undoc.normalize.spacing import bare
from undoc.provenance import every_node

if TYPE_CHECKING:
    from undoc.model import Document, Footnote, Furniture, Node

_MOST_CHARACTERS = 40  # of a report, different ones
_MOST_LINES = 8  # of each character

# Lines, from 1, by character.
Places = dict[str, list[int]]


def violation(
    document: Document, lost: str, invented: str, source: str | None = None, output: str = "document"
) -> ConservationError:
    """The error for characters lost and invented.

    source: the decoded text, where it was the document that differs from it; ``None`` where an output differs from the
    document. output: what would have lost or invented them.
    """
    places = _in_source(source, document) if source is not None else (_in_document(document, lost), {})
    counts = [f"{verb} {len(some):,} character{'' if len(some) == 1 else 's'}{_lines(some, where)}"
              for verb, some, where in (("lose", lost, places[0]), ("invent", invented, places[1])) if some]  # fmt: skip
    message = f"the {output} would {' and '.join(counts)}; nothing is written. Please report it"
    return ConservationError(message, lost, invented, _report(document, output, (lost, invented), places))


def _lines(characters: str, places: Places) -> str:
    lines = sorted({line for character in set(characters) for line in places.get(character, ())})[:_MOST_LINES]
    return f" (line{'' if len(lines) == 1 else 's'} {', '.join(map(str, lines))})" if lines else ""


def _report(document: Document, output: str, characters: tuple[str, str], places: tuple[Places, Places]) -> str:
    of = document.source
    lines = [
        f"undoc {__version__}: the {output} would not hold the characters of the source",
        f"Python {platform.python_version()}, {sys.platform} {platform.machine()}",
        f"source: SHA-256 {of.sha256}, {of.format}, {of.encoding}, {of.characters:,} characters, {of.lines:,} lines",
    ]
    for verb, some, where in zip(("lost", "invented"), characters, places, strict=True):
        counts = Counter(some).most_common()
        for character, times in counts[:_MOST_CHARACTERS]:
            at = ", ".join(map(str, where.get(character, [])[:_MOST_LINES])) or "unknown"
            lines.append(f"{verb}: U+{ord(character):04X} {character!a}, {times:,} times, lines {at}")
        if len(counts) > _MOST_CHARACTERS:
            lines.append(f"{verb}: {len(counts) - _MOST_CHARACTERS:,} more characters")
    return "\n".join(lines) + "\n"


def _in_source(source: str, document: Document) -> tuple[Places, Places]:
    """Where characters of the source are in no span, or in the span of what does not have them; and the other way."""
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    lost: Places = {}
    invented: Places = {}
    covered: list[tuple[int, int]] = []
    for spans, has in _owners(document):
        covered += spans
        had = "".join(source[start:end] for start, end in spans)
        missing, more = differing(bare(had), bare(has))
        for start, end in spans:
            _add(lost, source, start, end, frozenset(missing), starts)
        for character in more:
            invented.setdefault(character, []).append(bisect_right(starts, spans[0][0]) if spans else 1)
    at = 0
    for start, end in sorted(covered):
        _add(lost, source, at, start, None, starts)
        at = max(at, end)
    _add(lost, source, at, len(source), None, starts)
    return lost, invented


def _owners(document: Document) -> Iterable[tuple[list[tuple[int, int]], str]]:
    """Spans and all characters of each node, note and piece of furniture."""
    for node in every_node(document):
        yield node.spans, _text_of(node)
    apart: list[Footnote | Furniture] = [*document.footnotes, *document.furniture]
    for piece in apart:
        yield piece.spans, getattr(piece, "marker", "") + piece.text


def _text_of(node: Node) -> str:
    cells = [cell for row in node.rows or () for cell in row]
    marks = [mark.marker for mark in node.notes]
    return "".join([node.num or "", node.heading or "", node.text, *cells, *marks])


def _add(places: Places, source: str, start: int, end: int, wanted: frozenset[str] | None, starts: list[int]) -> None:
    """The lines of characters in a range. wanted: these only; ``None``: all that count."""
    for at in range(start, end):
        character = source[at]
        if character in wanted if wanted is not None else bare(character):
            places.setdefault(character, []).append(bisect_right(starts, at))


def _in_document(document: Document, characters: str) -> Places:
    """The lines of the nodes that have the characters."""
    places: Places = {}
    for node in every_node(document):
        for character in set(characters) & set(_text_of(node)):
            places.setdefault(character, []).append(node.line)
    return places
