"""Damages clean documents as extractors and old files do, and knows what must be read from the result.

text, gold = damage(read_clean(path), LAYOUTS["blank-lines"])
"""

from __future__ import annotations

import random

from damage.answers import answers
from damage.catalogue import LAYOUTS
from damage.document import Clean, Unit, clean_documents, read_clean
from damage.layout import Layout
from damage.pages import PageLine, paginate
from damage.render import render

__all__ = ["LAYOUTS", "Clean", "Layout", "PageLine", "Unit", "clean_documents", "damage", "read_clean"]


def damage(document: Clean, layout: Layout) -> tuple[str, dict[str, object]]:
    """The damaged text of a document and the answers to it. The same document and layout give the same text."""
    lines = paginate(render(document, layout), document, layout)
    text = layout.line_end.join(_white(line, layout) for line in lines) + layout.line_end
    return text, answers(document, layout, lines)


def _white(line: PageLine, layout: Layout) -> str:
    """A line with the layout's kind of spaces and invisible characters."""
    text = line.text.replace(" ", "\u00a0") if layout.no_break_spaces else line.text
    if layout.invisible == "soft_hyphen" and line.kind == "body":
        return text + "\u00ad"
    if layout.invisible == "zero_width":
        lot = random.Random(text)
        return "".join(c + "\u200b" * (lot.random() < 0.05) for c in text)
    return text
