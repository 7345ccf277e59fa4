"""Plain text, whatever its encoding, into a ``Source``."""

from __future__ import annotations

import hashlib
from collections import Counter

from undoc.errors import InputError
from undoc.read import Source
from undoc.read.encodings import HAN, count_in, decode_text
from undoc.tree import Trouble

# That stand in no text; looked for in UTF-8, where it is many times faster.
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1C)))
_SAMPLE = 100_000  # characters that are looked at for them
_HAN_BYTES = b"\xe4\xe5\xe6\xe7\xe8\xe9"  # how all of U+4000 to U+9FFF begin in UTF-8, and nothing else
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
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        raise InputError("is empty")
    head = text[:_SAMPLE].encode("utf-8", "surrogatepass")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if "\x00" in text or (controls > 3 and controls * 20 > min(len(text), _SAMPLE)):
        raise InputError("is binary, not a text")
    try:
        digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise InputError(f"holds a lone surrogate at character {error.start}") from error
    require_chinese(text)
    return Source(text, "text", digest, name, encoding, troubles or [])


def require_chinese(text: str) -> None:
    """Raises InputError where a text is in another language, as far as its first pages tell."""
    sample = text[:8_000]
    encoded = sample.encode("utf-8", "surrogatepass")
    sure = len(encoded) - len(encoded.translate(None, _HAN_BYTES))
    if sure and sure * 20 >= len(sample) - sure and sure >= encoded.count(b"\xe3"):  # kana all begin so
        return
    counts = Counter(sample)
    han, other, kana = (count_in(counts, ranges) for ranges in (HAN, _OTHER_LETTER, _KANA))
    # An English word is about five letters where a Chinese one is two.
    if han == 0 or han * 20 < other or kana > han:
        raise InputError("holds no Chinese text to speak of; undoc reads documents in Chinese")
