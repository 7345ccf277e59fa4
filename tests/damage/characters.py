"""The characters of a text in a layout's forms: width, punctuation, quotes, hyphens, radicals."""

from __future__ import annotations

import re
import unicodedata

from damage.document import NOTE_MARK
from damage.layout import Layout

_PUNCTUATION = str.maketrans("，：；（）！？", ",:;()!?")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) not in "*|"}
_RADICALS = {ord(unicodedata.normalize("NFKC", chr(code))): code for code in range(0x2F00, 0x2FD6)}
_DIGITS = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SYMBOL = re.compile(r"(?<![A-Za-z/])[A-Z][A-Za-z]*(?:/[A-Za-z0-9.()\-]+)+")
_HYPHEN = re.compile(r"(?<=[A-Za-z0-9])-(?=[A-Za-z0-9])")


def forms(text: str, layout: Layout) -> str:
    """The text in the layout's forms of characters; the marks of notes are left alone."""
    pieces = NOTE_MARK.split(text)
    return "".join(f"[^{piece}]" if i % 2 else _piece(piece, layout) for i, piece in enumerate(pieces))


def _piece(text: str, layout: Layout) -> str:
    if layout.symbol_spaces:
        text = _SYMBOL.sub(_spaced_symbol, text)
    if layout.hyphen != "-":
        text = _HYPHEN.sub(layout.hyphen, text)
    if layout.quotes != "“”":
        text = text.replace("“", layout.quotes[0]).replace("”", layout.quotes[1])
    if layout.half_punctuation:
        text = text.translate(_PUNCTUATION)
    if layout.radicals:
        text = text.translate(_RADICALS)
    if layout.fullwidth == "all":
        return text.translate(_WIDE)
    if layout.fullwidth == "digits":
        return text.translate(_DIGITS)
    if layout.fullwidth == "mixed":
        return "".join(_by_lot(c, before) for before, c in zip(" " + text, text, strict=False))
    if layout.fullwidth == "symbols":
        return _SYMBOL.sub(lambda match: match[0].translate(_WIDE), text)
    return text


def _by_lot(character: str, before: str) -> str:
    """A digit or mark of punctuation in its other width, or not: the same after the same character."""
    if (ord(before) + ord(character)) % 2:
        return character
    return character.translate(_DIGITS) if character.isascii() else character.translate(_PUNCTUATION)


def note_mark(num: str, layout: Layout) -> str:
    """The mark of a note as it is printed."""
    if not num.isdigit():
        return num
    match layout.note_form:
        case "slash":
            return num + "/"
        case "brackets":
            return f"[{num}]"
        case "superscript":
            return num.translate(_SUPERSCRIPT)
        case "circled":
            return chr(0x245F + int(num))
    return num


def _spaced_symbol(match: re.Match[str]) -> str:
    """Spaces about the slashes and after the points of a symbol, at other places in each symbol."""
    symbol = match[0]
    patterns = [("/", " / "), (".", ". "), ("/", "/ ")]
    old, new = patterns[len(symbol) % 3]
    return symbol.replace(old, new)
