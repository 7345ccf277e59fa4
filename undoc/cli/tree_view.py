"""The whole tree for a person, a line a unit: what it is, how it is named, where it begins, how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from undoc.cli.view import print_line
from undoc.tree import REGIONS

if TYPE_CHECKING:
    from undoc.model import Document, Footnote, Node

EXCERPT = 40  # characters of a unit's text
_STYLES = {"section": "bold", "annex": "bold", "title": "bold", "paragraph": "green", "item": "cyan"}


def show_tree(document: Document, console: Console) -> None:
    """Print all units of a document, each set in by its depth."""
    for region in REGIONS:
        nodes: list[Node] = getattr(document, region)
        if not nodes:
            continue
        console.print(Text(region, "bold"))
        stack = [(node, 1) for node in reversed(nodes)]
        while stack:
            node, depth = stack.pop()
            print_line(console, _line(node, depth))
            stack += [(child, depth + 1) for child in reversed(node.children)]
    if document.footnotes:
        console.print(Text("footnotes", "bold"))
        for note in document.footnotes:
            print_line(console, _note(note))


def _line(node: Node, depth: int) -> Text:
    words = " ".join(filter(None, (node.num, node.heading, _excerpt(node.text))))
    facts = [node.eid, f"line {node.line}"]
    if node.page is not None:
        facts.append(f"page {node.page}")
    if node.rows is not None:
        facts.append(f"{len(node.rows)} rows")
    if node.notes:
        facts.append("notes " + " ".join(mark.marker for mark in node.notes))
    return Text.assemble(
        "  " * depth, (node.type, _STYLES.get(node.type, "")), " ", words, (f"  ({', '.join(facts)})", "dim")
    )


def _note(note: Footnote) -> Text:
    where = f"called in {note.anchor.eid}" if note.anchor else "called nowhere"
    return Text.assemble("  footnote ", f"{note.marker} {_excerpt(note.text)}", (f"  ({note.eid}, {where})", "dim"))


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
