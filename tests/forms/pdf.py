"""A clean document as a PDF, set line by line: running heads, page numbers, notes at page feet, one column or two.

By reportlab, with its CID font for Chinese, whose outlines the reader of the PDF has, or with a TrueType font that is
embedded where a file of one is at hand.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from damage.document import NOTE_MARK, Clean, Unit
from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

CID = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
TRUETYPE = (
    Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
    Path("/usr/share/fonts/truetype/arphic/uming.ttc"),
    Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"),
)
# What cannot be parted, with the marks that may not begin a line.
_PIECE = re.compile(
    r"\x00[^\x01]*\x01|[!-~]+(?:[，。；：、）》”？！]|\x00[^\x01]*\x01)*|.(?:[，。；：、）》”？！]|\x00[^\x01]*\x01)*"
)
_CENTRED = frozenset(("title", "subtitle", "section", "annex"))


@dataclass(frozen=True)
class Style:
    """How a PDF is set. Lengths in points. rule: drawn above notes; double: every character printed twice."""

    font: str = CID
    size: float = 10.5
    leading: float = 17.0
    left: float = 90.0
    right: float = 90.0
    columns: int = 1
    gap: float = 24.0
    running: bool = True
    rule: bool = True
    watermark: str = ""
    password: str = ""
    space: float = 4.0  # between units
    justified: bool = False


@cache
def font(name: str) -> str:
    """The font by its name, registered. ``truetype`` is the first file there is; LookupError where there is none."""
    if name == CID:
        pdfmetrics.registerFont(UnicodeCIDFont(CID))
        return CID
    for path in TRUETYPE:
        if path.is_file():
            try:
                pdfmetrics.registerFont(TTFont("truetype", str(path), subfontIndex=0))
            except TTFError:
                continue
            return "truetype"
    raise LookupError("no TrueType font with Chinese here")


@dataclass
class _Line:
    """A line to be printed: pieces with an offset each and whether they are raised; notes that it calls."""

    pieces: list[tuple[float, str, bool]]
    size: float
    notes: list[str] = field(default_factory=list)
    before: float = 0.0


class _Setter:
    def __init__(self, document: Clean, style: Style) -> None:
        self.document, self.style, self.font = document, style, font(style.font)
        self.notes = {unit.num: unit for unit in document.units if unit.tag == "note"}
        called = {marker for unit in document.units for marker in unit.marks}
        self.late = [unit for unit in document.units if unit.tag == "note" and unit.num not in called]
        total = WIDTH - style.left - style.right
        self.measure = (total - style.gap * (style.columns - 1)) / style.columns

    def width(self, text: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text, self.font, size))

    def lines(self) -> Iterator[_Line]:
        for unit in self.document.units:
            if unit.tag != "note":
                yield from self.unit(unit)
        for unit in self.late:
            yield from self.flow(f"{unit.num} {unit.text}", 0, 0)

    def unit(self, unit: Unit) -> Iterator[_Line]:
        text = NOTE_MARK.sub(lambda match: f"\x00{match[1]}\x01", unit.text)
        em = self.style.size
        if unit.tag in ("table", "label"):
            pieces, step = [], self.measure / max(len(unit.cells), 3)
            for column, cell in enumerate(unit.cells):
                pieces.append((column * step, cell, False))
            yield _Line(pieces, em)
        elif unit.tag == "entry":
            yield _Line(
                [(0, f"{unit.num} {unit.cells[0]} " + "." * 12, False), (self.measure - 3 * em, unit.cells[-1], False)],
                em,
            )
        elif unit.tag in _CENTRED:
            if unit.tag == "annex" or (unit.num and unit.tag == "title"):
                yield from self.flow(unit.num, 0, 0, centred=True)
                unit_num = ""
            else:
                unit_num = unit.num + " " if unit.num else ""
            if unit.text:
                yield from self.flow(unit_num + text, 0, 0, centred=True)
        elif unit.tag == "para":
            yield from self.flow(text, 0, 0, unit.num, 2.5 * em)
        elif unit.tag == "item":
            yield from self.flow(text, (unit.depth + 1) * 2 * em, 0, unit.num, 2.5 * em)
        elif unit.tag in ("masthead", "signature", "closing", "caption", "contents", "topic"):
            yield from self.flow(unit.num + text, 0, 0)
        else:
            yield from self.flow(unit.num + text, 2 * em, 0)

    def flow(
        self,
        text: str,
        first: float,
        hang: float,
        num: str = "",
        after: float = 0,
        *,
        centred: bool = False,
        size: float = 0,
    ) -> Iterator[_Line]:
        """Running text in lines. first, hang: indents; num: a number before it, ``after`` wide."""
        size = size or self.style.size
        small = size * 0.6
        line = _Line([], size, before=self.style.space)
        x = first
        if num:
            line.pieces.append((x, num, False))
            x += max(after, self.width(num, size) + size / 2)
        limit = self.measure * (0.8 if centred else 1)
        for match in _PIECE.finditer(text):
            parts = [part for part in re.split(r"(\x00[^\x01]*\x01)", match[0]) if part]
            wide = sum(self.width(part.strip("\x00\x01"), small if part[0] == "\x00" else size) for part in parts)
            if x + wide > limit + size * 0.6 and x > first and line.pieces:
                yield self.finished(line, x, limit, centred)
                line, x = _Line([], size), hang
                if match[0] == " ":
                    continue
            for part in parts:
                if part[0] == "\x00":
                    marker = part[1:-1]
                    line.pieces.append((x, marker, True))
                    line.notes.append(marker)
                    x += self.width(marker, small)
                else:
                    line.pieces.append((x, part, False))
                    x += self.width(part, size)
        yield self.finished(line, x, limit, centred, last=True)

    def finished(self, line: _Line, x: float, limit: float, centred: bool, *, last: bool = False) -> _Line:
        if centred:
            shift = (self.measure - x) / 2
            line.pieces = [(at + shift, text, up) for at, text, up in line.pieces]
        elif self.style.justified and not last and len(line.pieces) > 2 and x < limit:
            step = (limit - x) / (len(line.pieces) - 1)
            line.pieces = [(at + step * place, text, up) for place, (at, text, up) in enumerate(line.pieces)]
        return line


def to_pdf(document: Clean, style: Style = Style()) -> bytes:
    """The PDF. Raises LookupError where its font is not at hand."""
    setter = _Setter(document, style)
    buffer = io.BytesIO()
    encrypt = pdfencrypt.StandardEncryption(style.password, "owner") if style.password else None
    canvas = Canvas(buffer, (WIDTH, HEIGHT), invariant=1, encrypt=encrypt)
    top, foot = HEIGHT - 90, 80.0
    columns = _columns(setter, top - foot)
    pages = [columns[start : start + style.columns] for start in range(0, len(columns), style.columns)]
    for number, page in enumerate(pages, 1):
        for place, (lines, notes) in enumerate(page):
            left = style.left + place * (setter.measure + style.gap)
            _column(canvas, setter, lines, notes, left, top, foot)
        canvas.setFont(setter.font, 9)
        if style.running and number > 1:
            canvas.drawString(style.left, HEIGHT - 60, document.settings["symbol"])
        if style.running:
            canvas.drawString(WIDTH - style.right - 20, 45, f"{number}/{len(pages)}")
            canvas.drawString(style.left, 45, "31-99998")
        if style.watermark:
            canvas.saveState()
            canvas.setFillGray(0.85)
            canvas.setFont(setter.font, 60)
            canvas.translate(WIDTH / 2, HEIGHT / 2)
            canvas.rotate(45)
            canvas.drawCentredString(0, 0, style.watermark)
            canvas.rotate(-45)
            canvas.drawCentredString(0, 90, style.watermark)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _columns(setter: _Setter, height: float) -> list[tuple[list[_Line], list[_Line]]]:
    """Lines and note lines of each column."""
    style = setter.style
    columns: list[tuple[list[_Line], list[_Line]]] = [([], [])]
    used = 0.0
    for line in setter.lines():
        feet = [
            each
            for marker in line.notes
            if marker in setter.notes
            for each in setter.flow(f"\x00{marker}\x01 {setter.notes[marker].text}", 0, 0, size=style.size * 0.8)
        ]
        size = (
            style.leading + line.before + len(feet) * style.leading * 0.8 + (12 if feet and not columns[-1][1] else 0)
        )
        if used + size > height:
            columns.append(([], []))
            used = 0.0
        columns[-1][0].append(line)
        columns[-1][1].extend(feet)
        used += size
    return columns


def _column(
    canvas: Canvas, setter: _Setter, lines: list[_Line], notes: list[_Line], left: float, top: float, foot: float
) -> None:
    style = setter.style
    y = top
    for line in lines:
        y -= line.before if line is not lines[0] else 0
        _print(canvas, setter, line, left, y)
        y -= style.leading
    y = foot + (len(notes) - 1) * style.leading * 0.8
    if notes and style.rule:
        canvas.line(left, y + 12, left + 90, y + 12)
    for line in notes:
        _print(canvas, setter, line, left, y)
        y -= style.leading * 0.8


def _print(canvas: Canvas, setter: _Setter, line: _Line, left: float, y: float) -> None:
    for x, text, up in line.pieces:
        canvas.setFont(setter.font, line.size * (0.6 if up else 1))
        canvas.drawString(left + x, y + (line.size * 0.35 if up else 0), text)
