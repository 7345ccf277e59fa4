"""A PDF becomes a ``Source``: its lines in reading order, a form feed a page, with what their places and sizes tell.

Text that runs across the page and pale large text over it are stamps and watermarks: left out, and said.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from undoc.errors import InputError, MissingExtra
from undoc.limits import check_time
from undoc.read import LineHint, Source
from undoc.read.line_writer import RULE
from undoc.read.text import require_chinese
from undoc.tree import Trouble

if TYPE_CHECKING:
    import pypdfium2

    from undoc.read.pdf_glyphs import Glyph, PageGlyphs, Printed
    from undoc.read.pdf_lines import PdfLine

_EDGE_TOP, _EDGE_FOOT = 2, 3  # lines at a page's edges that may be running heads and feet
_SAME_PLACE = 4.0  # points that a running head's place may differ
_WATERMARK = 1.8  # of the text's size: a pale line this large lies under the text
_MOST_UNKNOWN = 0.2  # of a document's characters may be such that their font does not name them
_SENTENCE = ("。", "；", "，", "、", "：")
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"\s*(\d{1,3}|\*{1,4})(?=\D|$)")
_SYMBOL = re.compile(r"[A-Z]+/\S*\d")


def read_pdf(data: bytes, *, name: str | None = None) -> Source:
    """The source that a PDF holds.

    Raises InputError where it is broken, protected, has no text (as a scan) or none in Chinese; MissingExtra where
    pypdfium2 is not installed.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("is a PDF; to read it: pip install 'undoc[pdf]'") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() and b"/Encrypt" in data:  # PDFium may say so of the file before
            raise InputError("is a PDF that a password protects; save it without one") from error
        raise InputError("is a PDF that is cut off or broken") from error
    reading = _Reading()
    try:
        for number in range(len(document)):
            check_time()
            reading.page(document, number)
    finally:
        document.close()
    return reading.source(data, name)


@dataclass(slots=True)
class _Page:
    """What is kept of a page until all are read. body: the size of its text."""

    lines: list[PdfLine] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    body: float = 1.0


class _Reading:
    """Reads page after page; of each only its lines are kept."""

    def __init__(self) -> None:
        from undoc.read.pdf_rows import Columns

        self.pages: list[_Page] = []
        self.columns = Columns()
        self.sizes: Counter[float] = Counter()
        self.rotated: Counter[int] = Counter()  # characters by page
        self.pale: Counter[int] = Counter()
        self.scanned: list[int] = []
        self.unread: list[int] = []

    def page(self, document: pypdfium2.PdfDocument, number: int) -> None:
        """Read one page, from 0. A page that is broken is left out, and said."""
        from pypdfium2 import PdfiumError

        from undoc.read.pdf_glyphs import Printed

        try:
            page = document[number]
        except PdfiumError:
            self.unread.append(number + 1)
            self.pages.append(_Page())
            return
        try:
            with Printed(page) as printed:
                found = printed.read()
                self.pages.append(self._laid_out(found, printed, number + 1))
        finally:
            page.close()

    def _laid_out(self, found: PageGlyphs, printed: Printed, number: int) -> _Page:
        from undoc.read.pdf_lines import lines_of
        from undoc.read.pdf_rows import body_size, rows_of

        if found.rotated:
            self.rotated[number] = found.rotated
        if not found.glyphs:
            if found.images:
                self.scanned.append(number)
            return _Page()
        self.sizes.update(round(glyph.size * 4) / 4 for glyph in found.glyphs)
        size = body_size(found.glyphs)
        rows = rows_of(self._without_watermarks(found.glyphs, printed, size, number))
        if not rows:
            return _Page()
        rows = self.columns.ordered(rows, found.rules, size)
        lines = lines_of(rows, found.bars, size)
        bold = [printed.is_bold(line.first) for line in lines]
        return _Page(lines, bold, min(row.left for row in rows), max(row.right for row in rows), size)

    def _without_watermarks(self, glyphs: list[Glyph], printed: Printed, size: float, number: int) -> list[Glyph]:
        """The characters without those of pale large lines."""
        pale: dict[tuple[float, float], bool] = {}
        kept = []
        for glyph in glyphs:
            if glyph.size < _WATERMARK * size:
                kept.append(glyph)
                continue
            key = round(glyph.base), glyph.size
            if key not in pale:
                pale[key] = printed.is_pale(glyph.index)
            if pale[key]:
                self.pale[number] += 1
            else:
                kept.append(glyph)
        return kept

    def source(self, data: bytes, name: str | None) -> Source:
        """The text of all pages, with its hints."""
        if not any(page.lines for page in self.pages):
            if self.unread:
                raise InputError("is a PDF that is cut off or broken")
            raise InputError("is a PDF with no text in it, as of a scan; run it through ocrmypdf -l chi_sim first")
        edges = _running(self.pages)
        body = self.sizes.most_common(1)[0][0] or 1.0
        parts: list[str] = []
        hints: dict[int, LineHint] = {}
        starts: list[int] = []  # number of the first line of each page
        number, offset = 1, 0
        for index, page in enumerate(self.pages):
            if index:
                parts.append("\f")
                offset += 1
            starts.append(number)
            for text, hint in _page_lines(page, edges[index], body):
                if hint is not None:
                    hints[number] = _moved(hint, offset)
                parts.append(text + "\n")
                offset += len(text) + 1
                number += 1
        text = "".join(parts)
        if text.count("\ufffd") > _MOST_UNKNOWN * len(text):
            raise InputError(
                "is a PDF whose fonts do not say which characters they print; run it through ocrmypdf first"
            )
        require_chinese(text)
        source = Source(text, "pdf", hashlib.sha256(data).hexdigest(), name, None, self._troubles(starts))
        source.hints = hints
        return source

    def _troubles(self, starts: list[int]) -> list[Trouble]:
        troubles: list[Trouble] = []
        for counts, what in ((self.rotated, "text that runs across the page"), (self.pale, "a watermark")):
            if counts:
                first = min(counts)
                where = f"on page {first}" if len(counts) == 1 else f"on {len(counts)} pages"
                message = f"{sum(counts.values())} characters of {what} {where} left out"
                troubles.append(Trouble("left-out", "info", message, starts[first - 1], 1))
        for pages, what in ((self.scanned, "no text, but pictures"), (self.unread, "could not be read")):
            if pages:
                where = f"page {pages[0]}" if len(pages) == 1 else f"{len(pages)} pages, the first of them {pages[0]}"
                message = f"{where}: {what}"
                troubles.append(Trouble("page-without-text", "warning", message, starts[pages[0] - 1], 1))
        return troubles


def _moved(hint: LineHint, offset: int) -> LineHint:
    """A hint whose marks count in the whole text."""
    from dataclasses import replace

    return (
        replace(hint, marks=tuple((start + offset, end + offset) for start, end in hint.marks)) if hint.marks else hint
    )


def _page_lines(page: _Page, edges: dict[int, str], body: float) -> Iterator[tuple[str, LineHint | None]]:
    """The text of each line, empty ones included, with its hint. edges: kinds of the lines that are furniture."""
    note: str | None = None  # the marker of the note that is open; "" where notes have begun, but none with a marker
    for index, line in enumerate(page.lines):
        for _ in range(line.empty):
            yield "", None
        furniture = edges.get(index)
        if line.ruled:
            yield RULE, LineHint(furniture="rule")
        if line.notes:
            note = note or ""
        begins = None
        if note is not None and furniture is None and (match := _NOTE.match(line.text)):
            raised = bool(line.marks) and line.marks[0][0] == match.start(1)
            if raised or match[1][0] == "*":
                note, begins = match[1], True
        hint = LineHint(
            furniture=furniture,
            begins=begins,
            note=None if furniture else note or None,
            marks=tuple(line.marks),
            size=round(line.size / body, 2),
            bold=page.bold[index],
            centred=_is_centred(line, page),
        )
        yield line.text, hint if hint != _NOTHING else None


_NOTHING = LineHint()


def _is_centred(line: PdfLine, page: _Page) -> bool:
    before, after = line.left - page.left, page.right - line.right
    return not line.column and min(before, after) > 2 * line.size and abs(before - after) < 1.5 * line.size


def _running(pages: list[_Page]) -> list[dict[int, str]]:
    """Of each page, by index, the lines that are running heads or feet: what comes again in its place on other pages.

    Digits count as one, so that page numbers are the same. What heads the first page is its masthead.
    """
    seen: dict[tuple[str, str], list[tuple[int, int, float]]] = {}
    for number, page in enumerate(pages):
        last = len(page.lines)
        middle = (max(bases) + min(bases)) / 2 if (bases := [line.base for line in page.lines]) else 0.0
        for index, line in enumerate(page.lines):
            top = index < _EDGE_TOP and line.base > middle
            foot = index >= last - _EDGE_FOOT and line.base < middle
            key = _DIGITS.sub("0", "".join(line.text.split()))
            if len(key) > 60 or key[-1:] in _SENTENCE:
                continue
            if top and number:
                seen.setdefault(("page_header", key), []).append((number, index, line.base))
            if foot:
                seen.setdefault(("page_footer", key), []).append((number, index, line.base))
    found: list[dict[int, str]] = [{} for _ in pages]
    for (kind, key), places in seen.items():
        number_only = not key.strip("0-–—/ .第页共ivxlc")
        for number, index, base in places:
            others = {page for page, _, other in places if page != number and abs(other - base) <= _SAME_PLACE}
            # One other page is enough for a number or a symbol, two for words: a table's head may come twice.
            if len(others) >= (1 if number_only or _SYMBOL.search(key.replace("0", "1")) else 2):
                found[number].setdefault(index, "page_number" if number_only else kind)
    return [_from_the_edges(kinds, len(page.lines)) for kinds, page in zip(found, pages, strict=True)]


def _from_the_edges(kinds: dict[int, str], count: int) -> dict[int, str]:
    """Only lines that nothing but furniture parts from the page's edge."""
    kept: dict[int, str] = {}
    for order in (range(count), range(count - 1, -1, -1)):
        for index in order:
            if index not in kinds:
                break
            kept[index] = kinds[index]
    return kept
