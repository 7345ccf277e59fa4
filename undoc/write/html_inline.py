"""Inline markup of the page: what was found becomes links and soft marks around its words, and notes are called.

Everything of the document goes through ``escape``. Of annotations that overlap the earlier, else the longer has its
mark; one whose words are not at its offset has none. The text is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from undoc import symbols
from undoc.lazy import lazy
from undoc.write.html_words import described, word
from undoc.write.text import marks_by_cell

if TYPE_CHECKING:
    from undoc.model import Annotation, Date, Document, Footnote, Meeting, Node, Reference, Speaker

# In "A/CONF.213/L.3/Add.1", not after its first letter, nor in "和/或", "74/95".
_SLASH = lazy(r"(?<=[A-Za-z0-9.]{3})/(?=[A-Z\d])")

Place = tuple[str, str, tuple[int, int] | None]  # eid, part, cell
Mark = tuple[int, int, int, str, Markup, Markup]  # start, negative length, speaker, words, start tag, end tag
Call = tuple[int, Markup]  # offset, what calls the note


def fragment(eid: str) -> str:
    """The link to a unit of the page, whatever its eid: ``para_3`` → ``#para_3``."""
    return "#" + quote(eid, safe="/_~.:;,@!$*+=()-", errors="replace")


class Inline:
    """All marks and notes of a document by their place. nodes: the eids of its nodes."""

    def __init__(self, document: Document, nodes: set[str]) -> None:
        self.eids = nodes | {note.eid for note in document.footnotes}
        self.marks: dict[Place, list[Mark]] = {}
        self.own = {document.meta.symbol, *document.meta.symbols}
        self.unplaced: list[Footnote] = []
        self._notes: dict[str, list[Footnote]] = {}
        self._called: dict[tuple[str, str], Footnote] = {}  # by node and marker
        self._by_marker: dict[str, Footnote | None] = {}
        self._seen: set[int] = set()
        self.spoken: set[int] = set()  # indexes of the speakers that have a mark on the page, as far as it is written
        for note in document.footnotes:
            if note.anchor is not None and note.anchor.eid in nodes:
                self._notes.setdefault(note.anchor.eid, []).append(note)
                self._called.setdefault((note.anchor.eid, note.marker), note)
            else:
                self.unplaced.append(note)
            self._by_marker[note.marker] = None if note.marker in self._by_marker else note
        for symbol in document.symbols:
            self._symbol(symbol, symbol.symbol)
        for reference in document.references:
            self._reference(reference)
        for date in document.dates:
            tag = Markup('<time class="date" datetime="{}"{}>').format(date.start, _title(_day(date)))
            self._add(date, tag, "time")
        for meeting in document.meetings:
            self._add(meeting, Markup('<span class="meeting"{}>').format(_title(_sitting(meeting))), "span")
        for index, speaker in enumerate(document.speakers):
            tag = Markup('<b class="speaker" id="speaker-{}"{}>').format(index, _title(_about(speaker)))
            self._add(speaker, tag, "b", index)

    def text(self, node: Node, part: str) -> Markup:
        """A node's text or heading with its marks and the calls of its notes."""
        source = node.text if part == "text" else node.heading or ""
        calls = [
            (mark.offset, self._call(node.eid, mark.marker))
            for mark in sorted(node.notes, key=lambda mark: mark.offset)
            if mark.part == part
        ]
        return self._render(source, (node.eid, part, None), calls)

    def rows(self, node: Node) -> list[list[Markup]]:
        """The cells of a table, with the calls of their notes."""
        marks = marks_by_cell(node)
        return [
            [
                self._render(
                    cell,
                    (node.eid, "cell", (row, column)),
                    [(mark.offset, self._call(node.eid, mark.marker)) for mark in marks[row][column]],
                )
                for column, cell in enumerate(cells)
            ]
            for row, cells in enumerate(node.rows or ())
        ]

    def note(self, note: Footnote) -> Markup:
        """A footnote's text."""
        return self._render(note.text, (note.eid, "text", None), [])

    def notes_of(self, eid: str) -> list[Footnote]:
        """The notes that a node calls, in order."""
        return self._notes.get(eid, [])

    def _call(self, eid: str, marker: str) -> Markup:
        note = self._called.get((eid, marker)) or self._by_marker.get(marker)
        if note is None:
            return Markup('<sup class="call">{}</sup>').format(marker)
        anchor = ""
        if id(note) not in self._seen:
            self._seen.add(id(note))
            anchor = Markup(' id="call-{}"').format(note.eid)
        return Markup('<sup class="call"{}><a href="{}" role="doc-noteref">{}</a></sup>').format(
            anchor, fragment(note.eid), marker
        )

    def is_called(self, note: Footnote) -> bool:
        """Whether a call of the note is on the page, as far as it is written."""
        return id(note) in self._seen

    def _add(self, entry: Annotation, tag: Markup, element: str, speaker: int = -1) -> None:
        place = (entry.eid, entry.part, entry.cell if entry.part == "cell" else None)
        mark = (entry.offset[0], -len(entry.text), speaker, entry.text, tag, Markup(f"</{element}>"))
        self.marks.setdefault(place, []).append(mark)

    def _symbol(self, entry: Annotation, symbol: str) -> None:
        if symbol in self.own:
            self._add(entry, Markup('<span class="own">'), "span")
            return
        what = described(symbol)
        title = " ".join(filter(None, ("" if entry.text == symbol else symbol, what)))
        tag = Markup('<a class="ref" href="{}"{}>').format(symbols.link(symbol), _title(title))
        self._add(entry, tag, "a")

    def _reference(self, entry: Reference) -> None:
        if entry.target is not None and entry.target in self.eids:
            self._add(entry, Markup('<a class="ref" href="{}">').format(fragment(entry.target)), "a")
        elif entry.symbol:
            self._symbol(entry, entry.symbol)

    def _render(self, text: str, place: Place, calls: Iterable[Call]) -> Markup:
        pieces: list[str] = []
        waiting = list(calls)
        at = 0

        def upto(end: int) -> None:
            nonlocal at
            while waiting and waiting[0][0] < end:
                offset, call = waiting.pop(0)
                offset = max(at, offset)
                pieces.extend((_breakable(text[at:offset]), call))
                at = offset
            pieces.append(_breakable(text[at:end]))
            at = end

        for start, length, speaker, words, tag, end_tag in sorted(self.marks.get(place, ())):
            if start < at or not length or not text.startswith(words, start):
                continue
            upto(start)
            while waiting and waiting[0][0] == start:  # called before the mark's first character
                pieces.append(waiting.pop(0)[1])
            pieces.append(tag)
            upto(start - length)
            pieces.append(end_tag)
            if speaker >= 0:
                self.spoken.add(speaker)
        upto(len(text))
        pieces.extend(call for _, call in waiting)
        return Markup("".join(pieces))


def _breakable(text: str) -> str:
    """Text whose long symbols may be broken after a slash, lest a line be torn apart before them."""
    return _SLASH.sub("/<wbr>", escape(text)) if "/" in text else escape(text)


def _title(words: str) -> Markup:
    return Markup(' title="{}"').format(words) if words else Markup()


def _about(speaker: Speaker) -> str:
    """What is known of a speaker beside the name: ``BEL · 代表 · 代表欧洲联盟 · 第5次会议 · 2031-09-16``."""
    facts = [
        speaker.state if speaker.state != speaker.name else None,
        speaker.iso3,
        word("role", speaker.role),
        f"代表{speaker.on_behalf_of}" if speaker.on_behalf_of else None,
        word("capacity", speaker.capacity),
        f"第{speaker.meeting}次会议" if speaker.meeting is not None else None,
        speaker.date,
    ]
    return " · ".join(filter(None, facts))


def _day(entry: Date) -> str:
    """What a date says beside its words: the ends of a range, what was taken from elsewhere."""
    days = entry.start if entry.start == entry.end else f"{entry.start} 至 {entry.end}"
    taken = "、".join(word("inferred", name) for name in entry.inferred)
    if taken:
        return f"{days}（{taken}系推断）"
    return days if entry.start != entry.end else ""


def _sitting(entry: Meeting) -> str:
    """What a phrase says that names more than one sitting."""
    numbers = entry.numbers
    if len(numbers) < 2:
        return ""
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"第{numbers[0]}至{numbers[-1]}次会议"
    return f"第{'、'.join(map(str, numbers))}次会议"
