"""The running text of a Word file: runs, fields, tracked changes, tables and text boxes, as they show when accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from undoc.normalize.spacing import bare
from undoc.read.docx_numbering import Numbering
from undoc.read.docx_package import Element, Styles, attribute, child, is_on, local, number, raised, value_of
from undoc.read.line_writer import GAP, LineWriter

# What is no text of the document, or was taken out of it.
_SILENT = frozenset(
    "del moveFrom delText instrText delInstrText pPr rPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr rt rubyPr ffData fldData "
    "annotationRef footnoteRef endnoteRef separator continuationSeparator commentReference altChunk permStart permEnd "
    "proofErr bookmarkStart bookmarkEnd sectPr tblPrEx numPr".split()
)
_BLOCKS = frozenset(("p", "tbl"))
_LONGEST_HEAD = 8  # characters of what a tab sets apart as a number
_HEAD_ENDS = ".．、)）：:"
_PRIVATE = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF02D: "-",
    0xF0BE: "–",
    0xF0B0: "°",
    0xF0B1: "±",
    0xF0B4: "×",
}
Pieces = list[tuple[str, str]]  # ("text" or "mark", characters)


@dataclass(slots=True)
class Paragraph:
    """One paragraph: its number, its pieces, and what it says of itself."""

    number: str = ""
    pieces: Pieces = field(default_factory=list)
    heading: int = 0
    bold: bool = False
    centred: bool = False

    @property
    def text(self) -> str:
        return self.number + "".join(text for _, text in self.pieces)


@dataclass(slots=True)
class Calls:
    """The notes that were called so far, in order: kind (footnote, endnote), identifier, marker."""

    found: list[tuple[str, str, str]] = field(default_factory=list)
    marker: Callable[[str, int], str] = lambda kind, place: str(place)
    counts: dict[str, int] = field(default_factory=dict)

    def call(self, kind: str, identifier: str, own: str | None) -> str:
        """The marker of the next note. own: what the document has typed in its place."""
        if own is None:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            own = self.marker(kind, self.counts[kind])
        self.found.append((kind, identifier, own))
        return own


class TextReader:
    """Reads blocks of a document into a writer. left_out: what is not shown, by name, and how often."""

    def __init__(self, writer: LineWriter, styles: Styles, numbering: Numbering, calls: Calls) -> None:
        self.writer, self.styles, self.numbering, self.calls = writer, styles, numbering, calls
        self.hidden = 0  # characters
        self.foreign = 0  # parts that stand in for a file of another kind
        self._fields: list[bool] = []  # of each open field, whether its code is being read
        self._carried: Pieces = []  # of paragraphs whose end was deleted

    def blocks(self, parent: Element) -> Iterator[Element]:
        """The paragraphs and tables of a body, a cell or a note, whatever wraps them."""
        stack = list(reversed(parent))
        while stack:
            element = stack.pop()
            name = local(element)
            if name in _BLOCKS:
                yield element
            elif name == "altChunk":
                self.foreign += 1
            elif name == "AlternateContent":
                stack += reversed(_choice(element))
            elif name not in _SILENT:
                stack += reversed(element)

    def read(self, parent: Element, **hint: object) -> None:
        """Write all blocks of a parent."""
        for block in self.blocks(parent):
            if local(block) == "tbl":
                self._table(block, hint)
            else:
                self._paragraph(block, hint)
        if self._carried:
            self._write(Paragraph(pieces=self._carried), hint)
            self._carried = []

    def _paragraph(self, element: Element, hint: dict[str, object]) -> None:
        paragraph, boxes = self.paragraph(element)
        if paragraph is not None:
            self._write(paragraph, hint)
        for box in boxes:
            self.read(box, **hint)

    def paragraph(self, element: Element) -> tuple[Paragraph | None, list[Element]]:
        """A paragraph, ``None`` where it goes on in the next, and the text boxes that hang on it."""
        properties = child(element, "pPr")
        style = value_of(properties, "pStyle") or self.styles.first
        pieces, boxes, bold = self._pieces(element, style)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._carried += pieces
            return None, boxes
        pieces, self._carried = self._carried + pieces, []
        outline = value_of(properties, "outlineLvl")
        level = number(outline, 9) if outline is not None else self.styles.says(style, "outline")
        align = value_of(properties, "jc") or self.styles.says(style, "align")
        # A paragraph with no text shows no number, but counts.
        prefix = self.numbering.next_number(properties, style)
        found = Paragraph(prefix, pieces, bold=bold, centred=align == "center")
        found.heading = level + 1 if isinstance(level, int) and level < 9 else 0
        return found, boxes

    def _pieces(self, element: Element, style: str | None) -> tuple[Pieces, list[Element], bool]:
        """The text of a paragraph, its text boxes, and whether all its ink is bold."""
        pieces: Pieces = []
        boxes: list[Element] = []
        plain = 0  # characters that are not bold
        stack = list(reversed(element))
        while stack:
            node = stack.pop()
            name = local(node)
            if name == "r":
                size = len(pieces)
                self._run(node, style, pieces, boxes)
                if not self._is(node, "b", "bold", style):
                    plain += sum(len(bare(text)) for _, text in pieces[size:])
            elif name == "AlternateContent":
                stack += reversed(_choice(node))
            elif name == "t" and not self._in_code():  # of a formula
                pieces.append(("text", node.text or ""))
            elif name not in _SILENT:
                stack += reversed(node)
        return pieces, boxes, plain == 0

    def _run(self, run: Element, style: str | None, pieces: Pieces, boxes: list[Element]) -> None:
        hidden = self._is(run, "vanish", "hidden", style)
        up = raised(child(run, "rPr"))
        if up is None:
            up = bool(self.styles.says(value_of(run, "rPr", "rStyle"), "raised"))
        stack = list(reversed(run))
        while stack:
            node = stack.pop()
            name = local(node)
            if name == "fldChar":
                self._field(attribute(node, "fldCharType") or "")
                continue
            if name == "AlternateContent":
                stack += reversed(_choice(node))
                continue
            if name == "txbxContent":
                boxes.append(node)
                continue
            if name in ("footnoteReference", "endnoteReference"):
                if not hidden and not self._in_code():
                    own = _typed(run) if (attribute(node, "customMarkFollows") or "0") not in ("0", "false") else None
                    marker = self.calls.call(name.removesuffix("Reference"), attribute(node, "id") or "", own)
                    pieces.append(("mark", marker))
                    if own is not None:
                        return
                continue
            text = _character(node, name, pieces)
            if text is None:
                if name not in _SILENT:
                    stack += reversed(node)
            elif hidden:
                self.hidden += len(bare(text))
            elif text and not self._in_code():
                pieces.append(("mark" if up and _is_mark(text, pieces) else "text", text))

    def _is(self, run: Element, name: str, of_style: str, style: str | None) -> bool:
        """Whether a run has a property: its own, its character style's, its paragraph style's."""
        own = is_on(child(run, "rPr"), name)
        if own is None:
            said = self.styles.says(value_of(run, "rPr", "rStyle"), of_style)
            own = bool(self.styles.says(style, of_style) if said is None else said)
        return own

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _in_code(self) -> bool:
        return any(self._fields)

    def _write(self, paragraph: Paragraph, hint: dict[str, object]) -> None:
        if not bare("".join(text for _, text in paragraph.pieces)):
            return
        self.writer.end()
        self.writer.add(paragraph.number)
        self._add(paragraph.pieces)
        self.writer.end(**{"begins": True, **_traits(paragraph), **hint})

    def _add(self, pieces: Pieces, *, one_line: bool = False) -> None:
        for kind, text in pieces:
            if kind == "mark":
                self.writer.mark(text)
            else:
                self.writer.add(text.replace("\n", " ") if one_line else text)

    def _table(self, table: Element, hint: dict[str, object]) -> None:
        """A table's rows, a line each; one that lays the page out is read as what is in it."""
        rows = [list(self._within(row, "tc")) for row in self._within(table, "tr")]
        if self._lays_out(rows):
            for cell in (cell for row in rows for cell in row):
                self.read(cell, **hint)
            return
        for row in rows:
            self.writer.end()
            for cell in row:
                self.writer.cell()
                self._cell(cell)
            self.writer.end(**{"begins": True, **hint})

    def _within(self, parent: Element, name: str) -> Iterator[Element]:
        """A table's rows or a row's cells, whatever wraps them; rows that were deleted left out."""
        stack = list(reversed(parent))
        while stack:
            element = stack.pop()
            if local(element) == name:
                if child(element, "trPr", "del") is None:
                    yield element
            elif local(element) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
                stack += reversed(element)

    def _cell(self, cell: Element) -> None:
        first = True
        for block in self.blocks(cell):
            paragraph, _ = self.paragraph(block)
            if paragraph is not None and paragraph.text.strip():
                self.writer.add(("" if first else " ") + paragraph.number)
                self._add(paragraph.pieces, one_line=True)
                first = False

    def _lays_out(self, rows: list[list[Element]]) -> bool:
        """Whether a table is a part of the page: one column, a table in it, or one row with several paragraphs."""
        if not any(len(row) > 1 for row in rows):
            return True
        cells = [cell for row in rows for cell in row]
        if any(local(block) == "tbl" for cell in cells for block in self.blocks(cell)):
            return True
        most = [max((_filled(self.blocks(cell)) for cell in row), default=0) for row in rows]
        return max(most, default=0) > 1 and (len(rows) <= 2 or max(most) > 6)


def _filled(blocks: Iterator[Element]) -> int:
    """How many paragraphs have text."""
    return sum(any(local(node) == "t" and (node.text or "").strip() for node in block.iter()) for block in blocks)


def _choice(element: Element) -> list[Element]:
    """What is shown of alternatives: the first choice that holds anything, else the fallback."""
    choices = [each for each in element if local(each) == "Choice" and len(each)]
    return list(choices[0]) if choices else list(child(element, "Fallback") or ())


def _typed(run: Element) -> str:
    return "".join(node.text or "" for node in run if local(node) == "t") or "*"


def _character(node: Element, name: str, pieces: Pieces) -> str | None:
    """What a node of a run shows; ``None`` where it is in what the node holds."""
    if name == "t":
        return node.text or ""
    if name in ("tab", "ptab"):
        line = "".join(text for _, text in pieces).rpartition("\n")[2].strip()
        number_like = 0 < len(line) <= _LONGEST_HEAD and (line[-1] in _HEAD_ENDS or line.isdecimal())
        return " " if number_like else GAP
    if name in ("br", "cr"):
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "softHyphen":
        return "\u00ad"
    if name == "sym":
        code = attribute(node, "char") or ""
        try:
            value = int(code, 16)
        except ValueError:
            return ""
        return _PRIVATE.get(value, chr(value)) if 0 < value < 0x110000 and not 0xD800 <= value < 0xE000 else ""
    return None


def _is_mark(text: str, pieces: Pieces) -> bool:
    """Whether a superscript is a note's mark: a number or stars, behind no Latin letter or digit (m²)."""
    if not (text.isdecimal() and len(text) <= 3) and text.strip("*"):
        return False
    before = bare("".join(each for _, each in pieces[-3:]))[-1:]
    return bool(before) and not (before.isascii() and before.isalnum())


def _traits(paragraph: Paragraph) -> dict[str, object]:
    return {"heading": paragraph.heading, "bold": paragraph.bold, "centred": paragraph.centred}
