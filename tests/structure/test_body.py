"""Damaged texts beside the units that must come of them. The cases stand in ``bodies/``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import undoc
from undoc.model import Document, Node

BODIES = Path(__file__).parent / "bodies"
HEAD = "第二委员会关于议程项目8的报告\n增编\n"  # of every case, so that what follows is the text proper


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """Of each case: what it is about, the text, the units that must come of it."""
    for path in sorted(BODIES.glob("*.txt")):
        for part in path.read_text("utf-8").split("\n== ")[1:]:
            about, _, rest = part.partition("\n")
            text, _, wanted = rest.partition("\n--\n")
            yield f"{path.stem}: {about}", HEAD + text + "\n", [line.rstrip() for line in wanted.splitlines() if line]


CASES = list(cases())


def units(nodes: list[Node], depth: int = 0, *, rows: bool = False) -> Iterator[str]:
    """Nodes as the cases write them. rows: those of tables, too."""
    for node in nodes:
        name = f"{node.type} {node.num}" if node.num else node.type
        yield f"{'  ' * depth}{name} | {node.heading or node.text}".rstrip()
        if rows:
            yield from (f"{'  ' * (depth + 1)}row | {' ¦ '.join(row)}" for row in node.rows or ())
        yield from units(node.children, depth + 1, rows=rows)


def found(document: Document, *, rows: bool) -> Iterator[str]:
    if rows:
        yield from units([node for node in document.preface if node.type == "contents"], rows=True)
    for region in (document.preamble, document.body, document.conclusions, document.annexes):
        yield from units(region, rows=rows)
    yield from (f"note: {note.marker} {note.text}" for note in document.footnotes)
    yield from (f"furniture: {piece.text}" for piece in document.furniture if piece.kind != "rule")


@pytest.mark.parametrize(("about", "text", "wanted"), CASES, ids=[about for about, _, _ in CASES])
def test_body(about: str, text: str, wanted: list[str]) -> None:
    assert list(found(undoc.parse(text), rows=about.startswith("cells"))) == wanted
