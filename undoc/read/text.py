"""Plain text, whatever its encoding, into a ``Source``."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import Counter
from pathlib import Path

from undoc.errors import InputError
from undoc.read import Source
from undoc.tree import Trouble

MAX_BYTES = 256 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Files that people hand over by mistake, by their first bytes, and what to do with each.
_MAGIC = (
    (b"%PDF-", "a PDF; undoc reads text so far: run pdftotext on it first"),
    (b"PK\x03\x04", "a ZIP archive (or DOCX); undoc reads text so far: save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Word file; convert it with: soffice --headless --convert-to txt:Text FILE"),
    (b"{\\rtf", "an RTF file; save it as plain text first"),
    (b"\x1f\x8b", "gzip-compressed; unpack it first"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b]")
# Ranges of characters, first and last.
_HAN = ("\u3400\u9fff", "\U00020000\U0003134f", "\u2e80\u2fdf", "\uf900\ufaff")
_OTHER_LETTER = ("AZ", "az", "\u00c0\u024f", "\u0370\u06ff", "\uac00\ud7a3")
_KANA = ("\u3041\u30fa",)
# The most frequent characters of Chinese UN prose: a wrong decoding of Han text has almost none of them.
_FREQUENT = "的国和在会一大人是第关有为年中委员议合"
_FREQUENT_TRADITIONAL = "的國和在會一大人是第關有為年中委員議合"


def file_bytes(path: Path) -> bytes:
    """What a file holds. Raises InputError in one line (missing, a directory, not permitted, too large)."""
    try:
        if path.is_dir():
            raise InputError("is a directory")
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"is larger than {MAX_BYTES // 1024 // 1024} MB")
        return path.read_bytes()
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower()) from error
    except ValueError as error:  # a NUL in the name
        raise InputError(f"is no file name: {error}") from error


def decode(data: bytes, *, name: str | None = None, encoding: str | None = None) -> Source:
    """Decode bytes; without ``encoding`` by byte order mark, then UTF-8, then what gives the most Chinese.

    Raises InputError for empty or binary data, an encoding that does not fit, and text with no Chinese in it.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_BYTES // 1024 // 1024} MB")
    for magic, advice in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"is {advice}")
    digest = hashlib.sha256(data).hexdigest()
    troubles: list[Trouble] = []
    if encoding is not None:
        try:
            text = data.decode(encoding)
        except (LookupError, UnicodeError) as error:
            raise InputError(f"cannot be decoded as {encoding}: {_one_line(error)}") from error
    else:
        text, encoding = _guess(data, troubles)
    return from_string(text, name=name, encoding=encoding, sha256=digest, troubles=troubles)


def from_string(
    text: str,
    *,
    name: str | None = None,
    encoding: str | None = None,
    sha256: str | None = None,
    troubles: list[Trouble] | None = None,
) -> Source:
    """A Source from decoded text. Raises InputError as ``decode`` does."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError("is empty")
    controls = len(_CONTROL.findall(text, 0, 100_000))
    if "\x00" in text or (controls > 3 and controls * 20 > min(len(text), 100_000)):
        raise InputError("is binary, not a text")
    try:
        digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise InputError(f"holds a lone surrogate at character {error.start}") from error
    require_chinese(text)
    return Source(text, "text", digest, name, encoding, troubles or [])


def _guess(data: bytes, troubles: list[Trouble]) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeError as error:
                raise InputError(f"begins like {encoding} but is not: {_one_line(error)}") from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeError as error:
        broken = error
    if not data.strip(b"\x00") or (b"\x00" in data[:4096] and not _looks_utf16(data)):
        raise InputError("is binary, not a text")
    best: tuple[float, str, str] | None = None
    for encoding in ("utf-16-le", "utf-16-be", "gb18030", "big5hkscs"):
        if encoding.startswith("utf-16") and (len(data) % 2 or not _looks_utf16(data)):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        counts = Counter(text[:20_000])
        frequent = max(sum(counts[character] for character in each) for each in (_FREQUENT, _FREQUENT_TRADITIONAL))
        share = frequent / (_count(counts, _HAN) or 1)
        if best is None or share > best[0]:
            best = (share, text, encoding)
    if best is None or best[0] < 0.04:
        raise InputError(f"is not UTF-8 ({_one_line(broken)}); name its encoding with --encoding")
    troubles.append(Trouble("encoding-guessed", "info", f"not UTF-8; read as {best[2]}", 1, 1))
    return best[1], best[2]


def _looks_utf16(data: bytes) -> bool:
    # Line feeds and ASCII digits have a zero byte on a fixed side.
    sample = data[:4096]
    return (sample.count(b"\x00") > 0 and (sample[1::2].count(0) > 8 * sample[::2].count(0))) or (
        sample[::2].count(0) > 8 * max(sample[1::2].count(0), 1)
    )


def require_chinese(text: str) -> None:
    """Raises InputError where a text is in another language, as far as its first pages tell."""
    counts = Counter(text[:8_000])
    han, other, kana = (_count(counts, ranges) for ranges in (_HAN, _OTHER_LETTER, _KANA))
    # An English word is about five letters where a Chinese one is two.
    if han == 0 or han * 20 < other or kana > han:
        raise InputError("holds no Chinese text to speak of; undoc reads documents in Chinese")


def _count(counts: Counter[str], ranges: tuple[str, ...]) -> int:
    """How many of the characters counted are in the ranges."""
    return sum(n for character, n in counts.items() if any(each[0] <= character <= each[1] for each in ranges))


def _one_line(error: Exception) -> str:
    return str(error).replace("\n", " ")
