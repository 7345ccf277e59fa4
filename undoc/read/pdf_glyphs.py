"""What is printed on a PDF's page: its characters with their places, upright, and the rules drawn. By PDFium.

Lengths are in points, and y grows upwards as in PDF.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_MOST_OBJECTS = 3000  # of a page that are looked at for rules: a map has more, and no footnotes
_THICKEST = 2.5  # points, of a rule
_SHORTEST = 36.0
_LOWEST = 8.0  # points: an upright line beside a line of text
_ASKEW = 0.05  # radians
_SPACES = frozenset((0x20, 0xA0, 0x3000, 0x09, 0x0D, 0x0A))
_HYPHENS = {0x02: 0x2D, 0xFFFE: 0x2D}  # PDFium gives a hyphen that ends a line as one of these
_BOLD_NAMES = ("bold", "black", "heavy", "hei", "黑")
_PALE, _FAINT = 150, 160  # of 255: the least of red, green and blue; the most of opacity


@dataclass(slots=True)
class Glyph:
    """One character: where it begins and ends, its base line, and the size of its font."""

    text: str
    left: float
    right: float
    base: float
    size: float
    after_space: bool  # a space is printed before it
    apart: bool  # PDFium sees a space before it by the distance
    index: int  # in the page, for what is asked of few


@dataclass(slots=True)
class Rule:
    """A line drawn on the page: level, or upright where its left is its right."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class PageGlyphs:
    """A page as printed. rules, bars: level and upright lines; rotated: characters left out since they do not run the
    way of most; images: pictures on it."""

    glyphs: list[Glyph]
    rules: list[Rule] = field(default_factory=list)
    bars: list[Rule] = field(default_factory=list)
    rotated: int = 0
    images: int = 0


class Printed:
    """A page's text, open. Use as a context manager."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._text = page.get_textpage()

    def __enter__(self) -> Printed:
        return self

    def __exit__(self, *error: object) -> None:
        self._text.close()

    def read(self) -> PageGlyphs:
        """The characters and rules of the page."""
        raw = _characters(self._text.raw)
        turn = Counter(each[-1] for each in raw if each[-1] is not None).most_common(1)
        way = turn[0][0] if turn else 0
        found = PageGlyphs([_upright(each, way) for each in raw if each[-1] == way])
        found.rotated = len(raw) - len(found.glyphs)
        self._objects(found, way or 0)
        return found

    def is_bold(self, index: int) -> bool:
        """Whether a character is printed in a bold font."""
        buffer = ctypes.create_string_buffer(256)
        length = pdfium.FPDFText_GetFontInfo(self._text.raw, index, buffer, 256, None)
        name = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace").lower()
        return any(word in name for word in _BOLD_NAMES) or pdfium.FPDFText_GetFontWeight(self._text.raw, index) >= 600

    def is_pale(self, index: int) -> bool:
        """Whether a character is printed in a light grey or nearly transparent, as watermarks are."""
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not pdfium.FPDFText_GetFillColor(self._text.raw, index, red, green, blue, alpha):
            return False
        return alpha.value < _FAINT or min(red.value, green.value, blue.value) > _PALE

    def _objects(self, found: PageGlyphs, way: int) -> None:
        """The rules among the page's drawings, and how many pictures it has."""
        kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
        for count, each in enumerate(self._page.get_objects(filter=kinds, max_depth=2)):
            if count >= _MOST_OBJECTS:
                break
            if each.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                found.images += 1
                continue
            left, bottom, right, top = _turned_box(each.get_bounds(), way)
            if top - bottom <= _THICKEST and right - left >= _SHORTEST:
                found.rules.append(Rule(left, right, bottom, top))
            elif right - left <= _THICKEST and top - bottom >= _LOWEST:
                found.bars.append(Rule(left, right, bottom, top))
            elif top - bottom >= _LOWEST:  # a cell's box
                found.bars += (Rule(left, left, bottom, top), Rule(right, right, bottom, top))


Raw = tuple[int, int, tuple[float, float, float, float], float, float, float, bool, bool, int | None]


def _characters(handle: Any) -> list[Raw]:
    """All characters with ink: index, code point, box (left, bottom, right, top), origin, size, whether a space is
    printed or seen before, the way that it runs in quarter turns (``None``: askew)."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    to_box, to_matrix, to_x, to_y = (ctypes.byref(each) for each in (box, matrix, x, y))
    code_of, box_of, origin_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
    )
    size_of, matrix_of, is_made = pdfium.FPDFText_GetFontSize, pdfium.FPDFText_GetMatrix, pdfium.FPDFText_IsGenerated
    found: list[Raw] = []
    space = apart = False
    high = 0  # the first half of a pair
    for index in range(pdfium.FPDFText_CountChars(handle)):
        code = code_of(handle, index)
        if code in _SPACES:
            made = is_made(handle, index)
            space, apart = space or not made, apart or code == 0x20
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0) if high else (0xFFFD, 0)
        code = _HYPHENS.get(code, code)
        if code < 0x20 or code == 0xFFFF:
            code = 0xFFFD
        if (
            box_of(handle, index, to_box)
            and origin_of(handle, index, to_x, to_y)
            and matrix_of(handle, index, to_matrix)
        ):
            size = size_of(handle, index) * math.hypot(matrix.c, matrix.d)
            sides = box.left, box.bottom, box.right, box.top
            found.append((index, code, sides, x.value, y.value, size, space, apart, _way(matrix.a, matrix.b)))
        space = apart = False
    return found


def _way(a: float, b: float) -> int | None:
    """The way that a character runs, in quarter turns; ``None`` where it is askew."""
    if b == 0 and a > 0:
        return 0
    angle = math.atan2(b, a)
    turn = round(angle / (math.pi / 2))
    return turn % 4 if abs(angle - turn * math.pi / 2) < _ASKEW else None


def _upright(raw: Raw, way: int | None) -> Glyph:
    index, code, box, x, y, size, space, apart, _ = raw
    right = box[2]
    if way:
        left, _, right, _ = _turned_box(box, way)
        x, y = _turned(x, y, way)
        x = min(x, left)
    return Glyph(chr(code), x, right, y, size or 1.0, space, apart, index)


def _turned(x: float, y: float, way: int) -> tuple[float, float]:
    """A place, where the page is turned so that text running that way is upright."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[way]


def _turned_box(box: tuple[float, float, float, float], way: int) -> tuple[float, float, float, float]:
    left, bottom, right, top = box
    x0, y0 = _turned(left, bottom, way)
    x1, y1 = _turned(right, top, way)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
