"""Lines become the tree. ``structure`` is the stage; its modules are its steps, in the order of their use here."""

from __future__ import annotations

from undoc.normalize.furniture import Piece
from undoc.normalize.lines import Line
from undoc.structure.anchors import anchor_notes
from undoc.structure.build import Builder
from undoc.structure.contents import contents_before, listed_heads, take_contents
from undoc.structure.decode import CLOSE_CALL, decode
from undoc.structure.dense import part_long
from undoc.structure.first_page import cut_fields, masthead_first
from undoc.structure.front import STARS, read_front
from undoc.structure.join import Joiner
from undoc.structure.kinds import complete_meta, is_verbatim
from undoc.structure.layout import lay_out
from undoc.structure.notes import collect_notes
from undoc.tree import Node, Tree, Trouble


def structure(source: str, lines: list[Line], pieces: list[Piece]) -> tuple[Tree, list[Trouble]]:
    """The tree of a document.

    source: the decoded text that all spans count in; lines, pieces: as ``normalize`` gives them. Nodes have no eids yet.
    """
    hole = next(chr(code) for code in range(0xFDD0, 0xFDF0) if chr(code) not in source)
    lines = cut_fields(masthead_first(lines), source)
    parted = part_long(lines, source)
    text, notes = collect_notes(lines if parted is lines else cut_fields(parted, source), pieces)
    text, contents = take_contents(text, source)
    anchor_notes(text, notes, hole)
    layout = lay_out(text)
    front = read_front(text, layout, contents_before(text, contents) if contents else None)
    joiner = Joiner(source, text, notes, hole)
    tree = Tree(meta=front.meta)
    troubles: list[Trouble] = []
    for first, last, kind in front.parts:
        name = "masthead" if kind == "topic" else kind
        node = joiner.node(name, first, last, front.title_head if name == "title" and "title" not in tree.meta else 0)
        if kind == "topic":
            if any(map(str.isalnum, node.text)):
                tree.meta["topic"] = str(tree.meta.get("topic") or "") + node.text
        elif name in ("title", "subtitle") and name not in tree.meta:
            tree.meta[name] = STARS.sub("", node.text)
        tree.preface.append(node)
    title = tree.meta.get("title")
    if title is not None and tree.meta.get("subtitle") == title:  # a cover prints it before the first page does
        others = (node.text for node in tree.preface if node.type == "subtitle" and node.text != title)
        tree.meta["subtitle"] = next(others, None)
    begin = front.end
    if contents:
        tree.preface.append(contents)
    verbatim = is_verbatim(text, tree.meta)
    listed = listed_heads(contents) if contents else frozenset[str]()
    if title := "".join(str(tree.meta.get("title") or "").split()):
        listed |= {title}  # it may stand again above an abstract, or an annex
    units = decode(text[begin:], layout.after(begin), verbatim=verbatim, listed=listed)
    for unit in units:
        unit.first += begin
        unit.last += begin
        if unit.lead < CLOSE_CALL:
            line = text[unit.first]
            troubles.append(
                Trouble(
                    "close-call",
                    "info",
                    f"begins a {unit.kind} by a narrow margin ({unit.lead:.1f})",
                    line.number,
                    line.indent + 1,
                )
            )
    regions = Builder(joiner, verbatim=verbatim).build(units)
    tree.preamble, tree.body, tree.conclusions, tree.annexes = (
        regions.preamble,
        regions.body,
        regions.conclusions,
        regions.annexes,
    )
    if not (tree.preamble or tree.annexes):
        _no_empty_headings(tree.body)
    tree.notes = joiner.footnotes()
    for note in tree.notes:
        if note.anchor is None:
            troubles.append(
                Trouble(
                    "note-without-mark", "warning", f"no mark found in the text for note {note.marker}", note.line, 1
                )
            )
    complete_meta(tree, text, pieces, verbatim)
    if not any(_has_structure(node) for node in tree.preamble + tree.body + tree.annexes):
        troubles.append(Trouble("no-structure", "warning", "no numbered paragraphs, headings or recitals found", 1, 1))
    return tree, troubles


def _no_empty_headings(nodes: list[Node]) -> None:
    """Short lines are no headings where nothing stands below any and nothing else has structure: then all is prose."""
    if all(node.type == "block" or (node.type == "section" and not node.num and not node.children) for node in nodes):
        for node in nodes:
            if node.heading is not None:
                node.type, node.text, node.heading = "block", node.heading, None


def _has_structure(node: Node) -> bool:
    return node.type != "block" or any(map(_has_structure, node.children))
