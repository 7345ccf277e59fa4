"""Markdown (CommonMark with tables and footnotes): for reading, for sites, for what wants plain structure.

Every character of the document is there, numbers as printed; what Markdown would take for a mark of its own is escaped.
Items of lists hang under their paragraph. Footnotes are ``[^1]`` and stand at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from undoc.write.text import numbered

if TYPE_CHECKING:
    from undoc.model import Document, Node

_ORDERED = re.compile(r"\d{1,9}\.$")  # "12.": a list's own number
# Marks anywhere; "_" only at a word's edge, for "a_b" and URLs are safe.
_SPECIAL = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,32};)")
# "# ", "- ", "--", "> ", "12. ", "3) " where a line begins.
_AT_START = re.compile(r"\A(\d{0,9})((?<=\d)[.)]|(?<!\d)(?:#{1,6}|[-+>=]))(?=\s|\Z|[->=])")
_HEADS = {"title": 1, "subtitle": 2}

# The label of the note called at an eid with a marker at an offset.
Labels = dict[tuple[str, str, int], str]


def write_markdown(document: Document) -> str:
    """The whole document, with a final line end."""
    names = _unique([note.marker for note in document.footnotes])
    labels = {
        (note.anchor.eid, note.marker, note.anchor.offset): name
        for note, name in zip(document.footnotes, names, strict=True)
        if note.anchor is not None
    }
    units: list[str] = []
    for nodes in (document.preface, document.preamble, document.body, document.conclusions, document.annexes):
        for node in nodes:
            _walk(node, labels, units)
    units += [f"[^{name}]: {escape(note.text)}" for note, name in zip(document.footnotes, names, strict=True)]
    return "\n\n".join(units) + "\n"


def escape(text: str, *, begins: bool = True) -> str:
    """A text that Markdown shows as it is: ``1. a*b`` → ``1\\. a\\*b``. begins: whether it may begin a line."""
    text = _SPECIAL.sub(r"\\\g<0>", text)
    return _AT_START.sub(r"\1\\\2", text) if begins else text


def _unique(markers: list[str]) -> list[str]:
    """Labels of notes: their markers, the second ``1`` as ``1-2``."""
    seen: dict[str, int] = {}
    labels = []
    for marker in markers:
        times = seen[marker] = seen.get(marker, 0) + 1
        labels.append(marker if times == 1 else f"{marker}-{times}")
    return labels


def _walk(node: Node, labels: Labels, units: list[str]) -> None:
    """A node and all below it. Each entry of the stack: node, depth of headings, prefix of what it stands in."""
    stack = [(node, 2, "")]
    while stack:
        node, depth, prefix = stack.pop()
        first, rest = _prefixes(node)
        own = _own(node, depth, labels)
        if own:
            units.append(prefix + first + own[0].replace("\n", f"\n{prefix}{rest}"))
        units += [prefix + rest + unit.replace("\n", f"\n{prefix}{rest}") for unit in own[1:]]
        below = depth + 1 if node.type in ("section", "annex") else depth
        stack += [(child, below, prefix + rest) for child in reversed(node.children)]


def _prefixes(node: Node) -> tuple[str, str]:
    """What goes before a node's first line and before all else in it: an entry of a list has its mark in the margin."""
    if node.type == "quote":
        return "> ", "> "
    if node.type == "item":
        return "- ", "  "
    if _is_ordered(node):
        return f"{node.num} ", " " * (len(node.num or "") + 1)
    return "", ""


def _is_ordered(node: Node) -> bool:
    return node.type == "paragraph" and node.num is not None and _ORDERED.fullmatch(node.num) is not None


def _own(node: Node, depth: int, labels: Labels) -> list[str]:
    """What a node holds itself, as units to stand between blank lines."""
    heading = _with_notes(node, "heading", labels)
    text = _with_notes(node, "text", labels)
    num = "" if _is_ordered(node) else escape(node.num or "")
    if node.type in _HEADS:
        units = [f"{'#' * _HEADS[node.type]} {numbered(num, heading + text)}"]
    elif node.type in ("section", "annex"):
        units = [f"{'#' * min(depth, 6)} {numbered(num, heading)}" if num or heading else "", text]
    elif node.type == "speech":
        units = [f"**{numbered(num, heading)}** {text}".rstrip()]
    else:
        units = [numbered(num, heading), text] if heading else [numbered(num, text)]
    if node.rows:
        units.append(_contents(node.rows) if node.type == "contents" else _table(node.rows))
    return [unit for unit in units if unit]


def _with_notes(node: Node, part: str, labels: Labels) -> str:
    source = (node.heading if part == "heading" else node.text) or ""
    pieces: list[str] = []
    at = 0
    for mark in sorted((mark for mark in node.notes if mark.part == part), key=lambda mark: mark.offset):
        label = labels.get((node.eid, mark.marker, mark.offset), mark.marker)
        pieces += [escape(source[at : mark.offset], begins=at == 0), f"[^{label}]"]
        at = mark.offset
    return "".join([*pieces, escape(source[at:], begins=at == 0)])


def _table(rows: list[list[str]]) -> str:
    width = max(map(len, rows))
    padded = [[escape(cell, begins=False) for cell in row] + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _contents(rows: list[list[str]]) -> str:
    return "\n".join("- " + escape(" ".join(cell for cell in row if cell)) for row in rows)
