"""A console whose terminal obeys us alone: what a document's text would tell it is shown, not done.

A text can hold the sequences that colour, move, retitle or make a terminal answer, and marks that turn the direction of
writing, so that what is read is not what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

# Controls but the line's end; line and paragraph separators; marks of direction (Unicode, UAX 9).
_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class HarmlessConsole(Console):
    """Rich's console; signs stand in the text for what a terminal would obey."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            text = segment.text if segment.control else _OBEYED.sub(_sign, segment.text)
            yield segment if text is segment.text else Segment(text, segment.style)


def _sign(match: re.Match[str]) -> str:
    """One column wide, as the table is laid out: ``␛`` for what Unicode has a picture of, else ``�``."""
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
