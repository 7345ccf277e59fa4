"""Markdown (CommonMark with tables and footnotes): for reading, for sites, for what wants plain structure.

Every character of the document is there, numbers as printed; what Markdown would take for a mark of its own is escaped.
Items of lists hang under their paragraph. Footnotes are ``[^1]`` and stand at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from undoc.write.text import marks_by_cell, numbered

if TYPE_CHECKING:
    from undoc.model import Document, Node, NoteMark

_ORDERED = re.compile(r"(?:0|[1-9][0-9]{0,8})\.")  # "12.": a list's own number
_LABEL = re.compile(r"[0-9A-Za-z*†‡§]+")
# Marks anywhere; "_" only at a word's edge, for "a_b" and URLs are safe.
_SPECIAL = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,32};)")
# "# ", "- ", "--", ">", "12. ", "3) " where a line begins.
_AT_START = re.compile(r"\A(\d{0,9})((?:(?<=\d)[.)]|(?<!\d)(?:#{1,6}|[-+=]))(?=\s|\Z|[->=])|(?<!\d)>)")
_SCHEME = re.compile(r"(?!https?:)[A-Za-z][\w+.\\-]*:")
_CALLED = re.compile(r"(?<=\])(?<!\\\])[(:]")  # "[^1](见" is no link, "[^1]：" begins no note
_CLOSING = re.compile(r"(?<=\s)#(?=#*\s*\Z)")
_ESCAPED = r"\\\g<0>"
_HEADS = {"title": 1, "subtitle": 2}

# The label of the note called at an eid with a marker.
Labels = dict[tuple[str, str], str]


def write_markdown(document: Document) -> str:
    """The whole document, with a final line end."""
    return "".join(_Markdown(document).lines).removeprefix("\n\n") + "\n"


def escape(text: str, *, begins: bool = True) -> str:
    """A text that Markdown shows as it is: ``1. a*b`` → ``1\\. a\\*b``. begins: whether it may begin a line."""
    text = _SPECIAL.sub(_ESCAPED, text)
    return _AT_START.sub(r"\1\\\2", text) if begins else text


def _no_link(note: str) -> str:
    """A note that begins like ``javascript:`` after a space that does not break: what knows no notes would take ``[^1]: …``
    for where a link leads. http: may be one."""
    return f"&nbsp; {note}" if _SCHEME.match(note) else note


class _Markdown:
    """The units of a document, each after a blank line.

    Notes that something calls become footnotes; others, which a renderer would drop, stay paragraphs with their marker.
    """

    def __init__(self, document: Document) -> None:
        self.labels = _labels(document)
        self.called: set[str] = set()
        self.lines: list[str] = []
        self.outside: str | None = None  # the blank line before a quotation that nothing has been written of
        # Numbers of the lists that are open, by what stands before their lines: a list goes on with the next number.
        self.open: dict[str, int] = {}
        for nodes in (document.preface, document.preamble, document.body, document.conclusions, document.annexes):
            for node in nodes:
                self._walk(node)
        for note in document.footnotes:
            label = self.labels.get((note.anchor.eid, note.marker)) if note.anchor is not None else None
            if label is not None and label in self.called:
                self.called.remove(label)  # the first note has the label, should there be more
                self._add(f"[^{label}]: {_no_link(escape(note.text))}")
            else:
                self._add(escape(f"{note.marker} {note.text}"))

    def _add(self, unit: str, blank: str = "") -> None:
        """A unit. blank: what stands on the blank line before it, the mark of a quotation that goes on."""
        self.lines += ["\n", blank if self.outside is None else self.outside, "\n", unit]
        self.outside = None

    def _walk(self, node: Node) -> None:
        """A node and all below it. Each entry of the stack: node, depth of headings, what goes before its lines, and
        before it on a blank line.
        """
        stack = [(node, 2, "", "")]
        while stack:
            node, depth, prefix, blank = stack.pop()
            first, rest = self._prefixes(node, prefix)
            by_list = first[:1].isdecimal()
            own = self._own(node, depth, numbered_by_list=by_list)
            if node.type == "quote":  # what it holds first, itself or below it, opens it
                self.outside, blank = blank if self.outside is None else self.outside, (prefix + rest).rstrip()
            for index, unit in enumerate(own):
                lines = unit.replace("\n", f"\n{prefix}{rest}")
                self._add((prefix + (rest if index else first) + lines).rstrip(), blank)
            below = depth + 1 if node.type in ("section", "annex") else depth
            stack += [(child, below, prefix + rest, blank) for child in reversed(node.children)]

    def _prefixes(self, node: Node, prefix: str) -> tuple[str, str]:
        """What goes before a node's first line and before all else in it: an entry of a list has its mark in the margin.

        A number may only be the list's own where the list counts it so; else it is text.
        """
        number = int(node.num[:-1]) if node.type == "paragraph" and node.num and _ORDERED.fullmatch(node.num) else None
        if number is not None and (self.open.get(prefix, number - 1) + 1 != number or not (node.text or node.heading)):
            number = None  # an entry that begins with a blank line has nothing below it
        for inner in [inner for inner in self.open if inner.startswith(prefix)]:
            del self.open[inner]
        if number is not None:
            self.open[prefix] = number
            return f"{number}. ", " " * (len(str(number)) + 2)
        if node.type == "quote":
            return "> ", "> "
        if node.type == "item":
            return "- ", "  "
        return "", ""

    def _own(self, node: Node, depth: int, *, numbered_by_list: bool) -> list[str]:
        """What a node holds itself, as units to stand between blank lines."""
        heading = self._marked(node, "heading")
        text = self._marked(node, "text")
        num = "" if numbered_by_list else escape(node.num or "", begins=not numbered_by_list)
        if node.type in _HEADS:
            units = [_heading(_HEADS[node.type], numbered(num, heading + text))]
        elif node.type in ("section", "annex"):
            units = [_heading(min(depth, 6), numbered(num, heading)) if num or heading else "", text]
        elif node.type == "speech":
            units = [f"**{numbered(num, heading)}** {text}".rstrip() if num or heading else text]
        else:
            units = [numbered(num, heading), text] if heading else [numbered(num, text)]
        if node.rows:
            cells = [
                [
                    self._cell(node, cell, marks, begins=node.type == "contents" and not any(row[0][:at]))
                    for at, (cell, marks) in enumerate(zip(*row, strict=True))
                ]
                for row in zip(node.rows, marks_by_cell(node), strict=True)
            ]
            units.append(_contents(cells) if node.type == "contents" else _table(cells))
        return [unit for unit in units if unit]

    def _marked(self, node: Node, part: str) -> str:
        """A node's text or heading, with the calls of its notes."""
        marks = [mark for mark in node.notes if mark.part == part]
        return self._cell(node, (node.heading if part == "heading" else node.text) or "", marks, begins=True)

    def _cell(self, node: Node, text: str, marks: list[NoteMark], *, begins: bool = False) -> str:
        pieces: list[str] = []
        at = 0
        for mark in sorted(marks, key=lambda mark: mark.offset):
            offset = min(max(at, mark.offset), len(text))
            pieces += [escape(text[at:offset], begins=begins and at == 0), self._call(node.eid, mark.marker)]
            at = offset
        return _CALLED.sub(_ESCAPED, "".join([*pieces, escape(text[at:], begins=begins and at == 0)]))

    def _call(self, eid: str, marker: str) -> str:
        label = self.labels.get((eid, marker))
        if label is None:
            return f"<sup>{escape(marker, begins=False)}</sup>"
        self.called.add(label)
        return f"[^{label}]"


def _heading(level: int, words: str) -> str:
    """A heading; number signs at its end would be taken for an ornament."""
    return f"{'#' * level} {_CLOSING.sub(_ESCAPED, words)}"


def _labels(document: Document) -> Labels:
    """Labels of the notes that are anchored: their markers, the second ``1`` as ``1-2``."""
    labels: Labels = {}
    seen: dict[str, int] = {}
    for note in document.footnotes:
        if note.anchor is None or not _LABEL.fullmatch(note.marker) or (note.anchor.eid, note.marker) in labels:
            continue
        times = seen[note.marker] = seen.get(note.marker, 0) + 1
        labels[note.anchor.eid, note.marker] = note.marker if times == 1 else f"{note.marker}-{times}"
    return labels


def _table(rows: list[list[str]]) -> str:
    width = max(map(len, rows))
    padded = [row + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _contents(rows: list[list[str]]) -> str:
    return "\n".join("- " + " ".join(cell for cell in row if cell) for row in rows)
