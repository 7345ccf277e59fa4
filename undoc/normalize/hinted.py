"""What a format itself knows of lines: page furniture is taken out, the rest goes with each line as its ``hint``."""

from __future__ import annotations

from undoc.normalize.furniture import Piece
from undoc.normalize.lines import Line
from undoc.read import LineHint


def take_hinted(lines: list[Line], pieces: list[Piece], hints: dict[int, LineHint]) -> tuple[list[Line], list[Piece]]:
    """Part what is furniture by its hint from the lines; what was found by its shape already keeps its kind.

    lines, pieces: as ``normalize`` gives them. hints: by number of the line in the source. Both results are in order.
    """
    kept: list[Line] = []
    found = list(pieces)
    for line in lines:
        hint = line.hint = hints.get(line.number)
        if hint is None or hint.furniture is None:
            kept.append(line)
        else:
            found.append(Piece(hint.furniture, line))
    if len(found) > len(pieces):
        found.sort(key=lambda piece: piece.line.start)
    return kept, found
