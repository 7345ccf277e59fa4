"""Footnotes find the marks that call them, and become ``authorialNote`` where the mark stood.

A mark with no note of its own becomes a ``noteRef`` to the note of the same marker that the same node calls, or else
stays as text, in ``sup``. A note that no mark calls is written with ``class="unmarked"``: at its anchor, or with no
anchor to be had, at the end of the document (``Notes.unplaced``). So each mark and each note is written exactly once.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from undoc.write.akn_inline import Markup, NoteAt
from undoc.write.akn_xml import NOTE_MARK, UNMARKED, attribute, escape

if TYPE_CHECKING:
    from undoc.model import Anchor, Document, Footnote, Node, NoteMark

Parts = dict[str, list[NoteAt]]  # by part of the node: text, heading, cell (offsets run on over all cells)


class Notes:
    """Where each note goes. by_node: by ``id`` of the node; unplaced: notes that belong nowhere."""

    def __init__(
        self, document: Document, nodes: list[Node], by_eid: dict[str, Node], eids: list[str], markup: Markup
    ) -> None:
        self.by_node: dict[int, Parts] = {}
        self.unplaced: list[str] = []
        free: dict[tuple[int, str], deque[int]] = {}  # marks of a node by marker -> those not taken by a note
        exact: dict[tuple[int, str, int], deque[int]] = {}  # the same by offset too
        marks = [(node, mark) for node in nodes for mark in node.notes]
        for index, (node, mark) in enumerate(marks):
            free.setdefault((id(node), mark.marker), deque()).append(index)
            exact.setdefault((id(node), mark.marker, mark.offset), deque()).append(index)
        taken: dict[int, int] = {}  # mark -> note
        late: list[tuple[int, Node, Footnote, Anchor]] = []
        for number, note in enumerate(document.footnotes):
            home = by_eid.get(note.anchor.eid) if note.anchor else None
            if note.anchor is None or home is None:
                self.unplaced.append(_note(note, eids[number], markup, unmarked=True))
                continue
            mark_here = exact.get((id(home), note.marker, note.anchor.offset))
            if mark_here:
                taken[mark_here.popleft()] = number
            else:
                late.append((number, home, note, note.anchor))
        for number, home, note, anchor in late:
            queue = free.get((id(home), note.marker), deque())
            while queue and queue[0] in taken:
                queue.popleft()
            if queue:
                taken[queue.popleft()] = number
            else:
                xml = _note(note, eids[number], markup, unmarked=True)
                # Its mark may be printed in another form: ① or １ for note 1.
                part = next((mark.part for mark in home.notes if mark.offset == anchor.offset), "text")
                self._place(home, part, anchor.offset, xml)
        self._write_marks(document, marks, taken, eids, markup)
        for parts in self.by_node.values():
            for placed in parts.values():
                placed.sort(key=lambda note_at: note_at[0])

    def _write_marks(
        self,
        document: Document,
        marks: list[tuple[Node, NoteMark]],
        taken: dict[int, int],
        eids: list[str],
        markup: Markup,
    ) -> None:
        called = {
            (id(marks[mark][0]), marks[mark][1].marker): eids[number] for mark, number in reversed(list(taken.items()))
        }
        for index, (node, mark) in enumerate(marks):
            if index in taken:
                number = taken[index]
                xml = _note(document.footnotes[number], eids[number], markup, unmarked=False)
            elif mark.marker and (id(node), mark.marker) in called:
                target = called[id(node), mark.marker]
                xml = f'<noteRef marker="{attribute(mark.marker)}" placement="bottom" href="#{target}"/>'
            else:
                xml = f'<sup class="{NOTE_MARK}">{escape(mark.marker)}</sup>'
            self._place(node, mark.part, mark.offset, xml)

    def _place(self, node: Node, part: str, offset: int, xml: str) -> None:
        if (part == "heading" and not node.heading) or (part == "cell" and not node.rows):
            part = "text"
        self.by_node.setdefault(id(node), {}).setdefault(part, []).append((max(0, offset), xml))


def _note(note: Footnote, eid: str, markup: Markup, *, unmarked: bool) -> str:
    kind = f' class="{UNMARKED}"' if unmarked else ""
    text = markup.render(note.text, note.eid)
    return (
        f'<authorialNote eId="{eid}"{kind} marker="{attribute(note.marker)}" placement="bottom"><p>{text}</p>'
        "</authorialNote>"
    )
