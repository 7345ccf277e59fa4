"""Plain text, whatever its encoding, into a ``Source``."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from undoc.errors import InputError
from undoc.read import Source
from undoc.read.encodings import HAN, count_in, decode_text
from undoc.tree import Trouble

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b]")
# Ranges of characters, first and last.
_OTHER_LETTER = ("AZ", "az", "\u00c0\u024f", "\u0370\u06ff", "\uac00\ud7a3")
_KANA = ("\u3041\u30fa",)


def decode(data: bytes, *, name: str | None = None, encoding: str | None = None) -> Source:
    """Decode bytes; without ``encoding`` as ``undoc.read.encodings`` finds out.

    Raises InputError for empty or binary data, an encoding that does not fit, and text with no Chinese in it.
    """
    troubles: list[Trouble] = []
    text, encoding = decode_text(data, encoding, troubles)
    digest = hashlib.sha256(data).hexdigest()
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


def require_chinese(text: str) -> None:
    """Raises InputError where a text is in another language, as far as its first pages tell."""
    counts = Counter(text[:8_000])
    han, other, kana = (count_in(counts, ranges) for ranges in (HAN, _OTHER_LETTER, _KANA))
    # An English word is about five letters where a Chinese one is two.
    if han == 0 or han * 20 < other or kana > han:
        raise InputError("holds no Chinese text to speak of; undoc reads documents in Chinese")
