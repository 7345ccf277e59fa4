"""Which encoding bytes are in, where nobody says, and their text.

A byte order mark decides; else UTF-8, which other encodings are by chance only; else the encoding in which the text has
the most of those characters that Chinese UN prose has most. Chinese in a wrong encoding has almost none of them, so
that a page is enough to tell.
"""

from __future__ import annotations

import codecs
from collections import Counter
from itertools import groupby

from undoc.errors import InputError
from undoc.tree import Trouble

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 16 * 1024  # bytes that are looked at
# The most frequent characters of Chinese UN prose, in both scripts.
_FREQUENT = frozenset("的国和在会一大人是第关有为年中委员议合與國會關為員議不他以其及各于這这方日月十二三案告報报决決")
_USUAL_MARKS = frozenset("，。、；：？！（）《》〈〉“”‘’…—–―·•％／－．　○〇㈠㈡㈢㈣㈤①②③④⑤０１２３４５６７８９\u00a0")
_SURE = 0.10  # share of frequent characters among the Han ones from which a guess is sure …
_LEAST = 0.04  # … and below which it is none
_LEAD = 2.0  # how many times the next best guess a sure one scores
_MOST_BAD = 0.002  # of the bytes may fit in no character: a damaged file is still read
HAN = ("\u3400\u9fff", "\U00020000\U0003134f", "\u2e80\u2fdf", "\uf900\ufaff")


def decode_text(data: bytes, encoding: str | None, troubles: list[Trouble]) -> tuple[str, str]:
    """The text of bytes and the name of its encoding. encoding: as the user says; ``None`` to find out.

    What is guessed, and what could not be decoded, is added to ``troubles``.
    Raises InputError where the encoding named does not fit, or none does.
    """
    if encoding is not None:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), encoding
        except (LookupError, UnicodeError) as error:
            raise InputError(f"cannot be decoded as {encoding}: {_one_line(error)}") from error
    for bom, marked in _BOMS:
        if data.startswith(bom):
            return _with_mark(data, marked, troubles)
    if data.isascii() and b"~{" in data and b"~}" in data and (text := _strictly(data, "hz")) is not None:
        troubles.append(Trouble("encoding-guessed", "info", "ASCII with Chinese between ~{ and ~}; read as hz", 1, 1))
        return text, "hz"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeError as error:
        return _guessed(data, error, troubles)


def count_in(counts: Counter[str], ranges: tuple[str, ...]) -> int:
    """How many of the characters counted are in the ranges, each given by its first and last character."""
    return sum(n for character, n in counts.items() if any(each[0] <= character <= each[1] for each in ranges))


def _with_mark(data: bytes, encoding: str, troubles: list[Trouble]) -> tuple[str, str]:
    name = encoding.removesuffix("-sig")
    try:
        return data.decode(encoding), name
    except UnicodeError as error:
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") > max(2, len(text) * _MOST_BAD):
            raise InputError(f"begins like {name} but is not: {_one_line(error)}") from error
        _say_undecodable(text, name, troubles)
        return text, name


def _guessed(data: bytes, broken: UnicodeError, troubles: list[Trouble]) -> tuple[str, str]:
    sample = data[:_SAMPLE]
    utf16 = len(data) >= 4 and _looks_utf16(sample)
    if not data.strip(b"\x00") or (b"\x00" in sample[:4096] and not utf16):
        raise InputError("is binary, not a text")
    scores = sorted(((_score(sample, name), name) for name in _candidates(utf16)), reverse=True)
    (best, encoding), second = scores[0], scores[1][0]
    if best < _LEAST:
        raise InputError(f"is not UTF-8 ({_one_line(broken)}); name its encoding with --encoding")
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > max(2, len(data) * _MOST_BAD):
        raise InputError(f"is like {encoding}, but holds much that is not; name its encoding with --encoding")
    if encoding != "utf-8":
        sure = best >= _SURE and best >= _LEAD * second
        doubt = "" if sure else ", which is not sure; name its encoding with --encoding"
        message = f"not UTF-8; read as {encoding}{doubt}"
        troubles.append(Trouble("encoding-guessed", "info" if sure else "warning", message, 1, 1))
    _say_undecodable(text, encoding, troubles)
    return text, encoding


def _candidates(utf16: bool) -> tuple[str, ...]:
    return ("utf-8", "gb18030", "big5hkscs", *(("utf-16-le", "utf-16-be") if utf16 else ()))


def _score(sample: bytes, encoding: str) -> float:
    """How much a sample looks like Chinese prose in an encoding: 0 where it cannot be."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)  # may end within a character
    counts = Counter(text)
    han = count_in(counts, HAN)
    if not han or counts["\ufffd"] > max(2, len(sample) * _MOST_BAD):
        return 0.0
    frequent = sum(counts[character] for character in _FREQUENT)
    others = sum(n for c, n in counts.items() if not c.isascii()) - han
    marks = sum(counts[character] for character in _USUAL_MARKS)
    odd = (others - marks) / (han + others)  # neither Han nor a usual mark: private, kana, letters of other scripts
    return max(0.0, frequent / han - 2 * odd)


def _looks_utf16(sample: bytes) -> bool:
    """Whether bytes may be UTF-16 with no mark: line ends and digits have a zero byte, Han characters a high one of
    4E to 9F, all on the same side."""
    even, odd = sample[::2], sample[1::2]
    for high, low in ((odd, even), (even, odd)):
        zeros = high.count(0)
        if zeros > 8 * max(low.count(0), 1) or (zeros >= low.count(0) and _high_bytes(high) > 0.8 > _high_bytes(low)):
            return True
    return False


def _high_bytes(half: bytes) -> float:
    """The share of bytes that begin a Han character, a CJK or Latin one in UTF-16."""
    return sum(byte == 0 or 0x4E <= byte <= 0x9F or byte in (0x20, 0x30, 0xFF) for byte in half) / max(len(half), 1)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _say_undecodable(text: str, encoding: str, troubles: list[Trouble]) -> None:
    """A warning where bytes fitted no character."""
    first = text.find("\ufffd")
    if first < 0:
        return
    runs = sum(bad for bad, _ in groupby(text[first:], "\ufffd".__eq__))
    before = text[:first].replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, first_column(before)
    places = "one place" if runs == 1 else f"{runs} places"
    troubles.append(Trouble("undecodable", "warning", f"{places} not {encoding}; U+FFFD stands there", line, column))


def first_column(before: str) -> int:
    """The column, from 1, of what follows a text."""
    return len(before) - before.rfind("\n")


def _one_line(error: Exception) -> str:
    return str(error).replace("\n", " ")
