"""Lines become a node: their text joined, the number before it, the marks of notes in it, where in the source they stood."""

from __future__ import annotations

from dataclasses import dataclass

from undoc.normalize.lines import Line
from undoc.normalize.spacing import merge_spans, tidy
from undoc.structure.anchors import NoteDraft
from undoc.structure.cells import rows_of
from undoc.structure.labels import labelled
from undoc.structure.openers import cells
from undoc.tree import Node, Note


@dataclass(slots=True, eq=False, repr=False)
class Text:
    """Lines joined: their text as the contract wants it, note marks in it, and where it stood."""

    text: str
    marks: list[tuple[str, int]]
    spans: list[tuple[int, int]]


class Joiner:
    """Joins lines into running text and resolves the note marks that stood in them."""

    def __init__(self, source: str, lines: list[Line], notes: list[NoteDraft], hole: str) -> None:
        self.source, self.lines, self.hole = source, lines, hole
        self.drafts: dict[int, list[NoteDraft]] = {}  # by line, in the order of their marks
        for note in sorted((note for note in notes if note.anchor), key=lambda note: note.anchor or (0, 0)):
            self.drafts.setdefault(note.anchor[0] if note.anchor else 0, []).append(note)
        self.notes = notes
        self._pending: list[tuple[NoteDraft, int]] = []  # notes called in the text joined last, with their offsets
        self.nodes: dict[int, tuple[Node, int]] = {}  # id of a draft -> its anchor

    def join(self, first: int, last: int, head: int = 0) -> tuple[str, Text]:
        """The number and the text of lines first..last. head: characters (white space not counted) that are the number."""
        lines = self.lines[first : last + 1]
        joined = "\n".join([line.raw for line in lines]) if last > first else lines[0].raw
        num = ""
        if head:
            num, joined = self._part_number(joined, head)
        begin, end = lines[0], lines[-1]
        if end.place - begin.place == last - first:  # nothing was taken out between
            spans = [(begin.start, end.end)]
        else:
            spans = merge_spans([(line.start, line.end) for line in lines], self.source)
        text = tidy(joined)
        marks: list[tuple[str, int]] = []
        if self.hole in joined:
            markers = [draft for index in range(first, last + 1) for draft in self.drafts.get(index, ())]
            pieces = text.split(self.hole)
            text, offset = "".join(pieces), 0
            for piece, draft in zip(pieces, markers, strict=False):
                offset += len(piece)
                marks.append((draft.mark, offset))
            self._pending = [(draft, mark[1]) for draft, mark in zip(markers, marks, strict=False)]
            if text != text.strip() or "  " in text:
                text, marks = _respace(text, marks)
                self._pending = [(draft, mark[1]) for (draft, _), mark in zip(self._pending, marks, strict=True)]
        else:
            self._pending = []
        return num, Text(text, marks, spans)

    def _part_number(self, joined: str, head: int) -> tuple[str, str]:
        """The number, ``head`` characters that are not white space, and the rest with the note marks that stood in it."""
        num = joined[:head]
        if num.isprintable() and " " not in num and self.hole not in num:
            return num, joined[head:]
        cut = 0
        while head and cut < len(joined):
            if not joined[cut].isspace() and joined[cut] != self.hole:
                head -= 1
            cut += 1
        num = "".join(joined[:cut].split())
        return num.replace(self.hole, ""), self.hole * num.count(self.hole) + joined[cut:]

    def node(self, kind: str, first: int, last: int, head: int = 0, *, as_heading: bool = False) -> Node:
        """A node of lines first..last; its text goes into ``heading`` where asked."""
        num, joined = self.join(first, last, head)
        line = self.lines[first]
        node = Node(kind, line.number, num or None, spans=joined.spans, page=line.page, notes=joined.marks)
        if as_heading:
            node.heading = joined.text or None
        else:
            node.text = joined.text
        for draft, offset in self._pending:
            self.nodes[id(draft)] = (node, offset)
        return node

    def table(self, first: int, last: int) -> Node:
        """A table of lines first..last, a row a line. Marks of notes stay in the cells."""
        source, lines = self.source, self.lines[first : last + 1]
        node = Node("table", lines[0].number, page=lines[0].page)
        rows = [[tidy(cell) for cell in cells(source[line.start : line.end]) if cell.strip()] for line in lines]
        if all(len(row) == 1 for row in rows):  # each cell stands on a line of its own
            lone = [row[0] for row in rows]
            rows = [list(map(tidy, row)) for row in labelled(lone) or rows_of(lone)]
        node.rows = rows
        node.spans = merge_spans([(line.start, line.end) for line in lines], source)
        return node

    def footnotes(self) -> list[Note]:
        """All notes with their text; ``anchor`` where a mark was found."""
        found: list[Note] = []
        for draft in self.notes:
            raws = [line.raw for line in draft.lines]
            raws[0] = raws[0][draft.head :]
            note = Note(draft.marker, tidy("\n".join(raws)), draft.lines[0].number)
            note.spans = merge_spans([(line.start, line.end) for line in draft.lines], self.source)
            note.anchor = self.nodes.get(id(draft))
            found.append(note)
        return found


def _respace(text: str, marks: list[tuple[str, int]]) -> tuple[str, list[tuple[str, int]]]:
    """White space that only a mark had kept apart is undone; the marks move with the text."""
    pieces, moved, position = [], [], 0
    for _, offset in marks:
        pieces.append(text[position:offset])
        position = offset
    pieces.append(text[position:])
    clean = tidy(text)
    walked = 0
    for (marker, _), piece in zip(marks, pieces, strict=False):
        for character in piece:
            if not character.isspace():
                while walked < len(clean) and clean[walked].isspace():
                    walked += 1
                walked += 1
        moved.append((marker, walked))
    return clean, moved
