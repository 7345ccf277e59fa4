"""Each line of the source and what became of it."""

from __future__ import annotations

import pytest
from damage import LAYOUTS, clean_documents, damage

from undoc.model import Diagnostic
from undoc.normalize.spacing import bare
from undoc.pipeline import parse_with_text
from undoc.provenance import source_lines

TEXT = """\
委员会的报告

1. 委员会收到了

文件。1
_______________
1 见上文。
\f- 2 -
2. 委员会散会。
"""


def test_lines() -> None:
    document, text = parse_with_text(TEXT)
    found = [
        (line.number, line.page, [(piece.owner.sort, piece.owner.name, piece.begins) for piece in line.pieces if piece.owner])
        for line in source_lines(text, document)
    ]  # fmt: skip
    assert found == [
        (1, 1, [("node", "title", True)]),
        (2, 1, []),
        (3, 1, [("node", "paragraph", True)]),
        (4, 1, []),
        (5, 1, [("node", "paragraph", False)]),
        (6, 1, [("furniture", "rule", True)]),
        (7, 1, [("footnote", "footnote", True)]),
        (8, 2, [("furniture", "page_number", True)]),
        (9, 2, [("node", "paragraph", True)]),
        (10, 2, []),
    ]


def test_doubts_stand_on_their_line() -> None:
    document, text = parse_with_text(TEXT)
    document.diagnostics = [Diagnostic(code="close-call", severity="info", message="…", line=3)]
    assert [line.number for line in source_lines(text, document) if line.doubts] == [3]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_pieces_are_the_source_and_all_ink_is_owned(name: str) -> None:
    clean = clean_documents()[0]
    document, text = parse_with_text(damage(clean, LAYOUTS[name])[0])
    lines = list(source_lines(text, document))
    assert "\n".join("".join(piece.text for piece in line.pieces) for line in lines) == text
    assert bare("".join(piece.text for line in lines for piece in line.pieces if piece.owner is None)) == ""
