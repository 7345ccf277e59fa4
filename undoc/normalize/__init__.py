"""The source cut into lines, the page's furniture taken out. ``normalize`` is the stage."""

from __future__ import annotations

from undoc.normalize.columns import part_columns
from undoc.normalize.furniture import Piece, take_furniture
from undoc.normalize.line_numbers import take_line_numbers
from undoc.normalize.lines import Line, split_lines
from undoc.normalize.site_marks import take_site_marks


def normalize(text: str) -> tuple[list[Line], list[Piece]]:
    """Lines of the text proper and pieces of furniture. text: decoded, every line end one ``\\n``."""
    lines, marks = take_site_marks(split_lines(text), text)
    lines, numbers = take_line_numbers(lines, text)
    lines, pieces = take_furniture(lines)
    if marks or numbers:
        pieces = sorted([*marks, *numbers, *pieces], key=lambda piece: piece.line.start)
    return part_columns(lines, text), pieces
