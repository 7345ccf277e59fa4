"""Damages clean documents as extractors and old files do, and knows what must be read from the result.

text, gold = damage(read_clean(path), LAYOUTS["blank-lines"])
"""

from __future__ import annotations

from damage.answers import answers
from damage.document import Clean, Unit, clean_documents, read_clean
from damage.layout import LAYOUTS, Layout
from damage.pages import PageLine, paginate
from damage.render import render

__all__ = ["LAYOUTS", "Clean", "Layout", "PageLine", "Unit", "clean_documents", "damage", "read_clean"]


def damage(document: Clean, layout: Layout) -> tuple[str, dict[str, object]]:
    """The damaged text of a document and the answers to it. The same document and layout give the same text."""
    lines = paginate(render(document, layout), document, layout)
    text = layout.line_end.join(line.text for line in lines) + layout.line_end
    return text, answers(document, layout, lines)
