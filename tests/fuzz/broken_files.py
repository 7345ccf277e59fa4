"""Files of every form that undoc reads, and ways in which their bytes, or what is packed in them, are broken."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from damage import clean_documents
from forms import FORMS

import undoc

SAMPLES = Path(undoc.__file__).parents[1] / "samples"
# What means something to a parser, in one form or another.
TOKENS = (
    b"<", b">", b"&", b"&#0;", b"&#x110000;", b"&lt;", b'"', b"'", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?xml?>", b"<!DOCTYPE x [", b"</p>", b"<p>",
    b"<table>", b"<td colspan=99999999>", b"<li value=999999999999>", b"<w:p>", b"<w:tbl>", b"</w:tc>", b"w:val=\"-1\"", b"{", b"}", b"[", b"]", b"null",
    b"-1", b"1e999", b"99999999999999999999", b"0", b"\x00", b"\xff", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06",
    b"\x1f\x8b\x08", b"%PDF-1.7", b"endobj", b"stream\n", b"endstream", b"xref", b"trailer", b"<<", b">>", b"/Length 999999", b"/Kids [1 0 R]", b"BT", b"ET",
    b"Tj", b" 1e30 0 0 1e30 0 0 cm ", b"\xe4\xb8", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xfe\xff", b"~{", b"~}", b"\n", b"\r", b"\x0c", b"#", b"eId=\"\"", b"href=\"#x\"",
)  # fmt: skip
_DOCUMENTS = 6  # clean documents of which there are files; each in all forms takes a second


@cache
def files() -> dict[str, bytes]:
    """Good files by name: samples, and some clean documents in every form, undoc's own outputs among them."""
    found = {path.name: path.read_bytes() for path in sorted((SAMPLES / "forms").glob("report-*"))}
    for turn, document in enumerate(clean_documents()[::7][:_DOCUMENTS]):
        for form in list(FORMS)[turn % 2 :: 2]:
            found[f"{document.name} {form}"] = FORMS[form](document)
        parsed = undoc.parse(FORMS["text"](document))
        found[f"{document.name} json"] = parsed.to_json(indent=2 * (turn % 2) or None).encode()
        found[f"{document.name} akn"] = parsed.to_akn(markup_date="2026-01-01", pretty=bool(turn % 2))
        found[f"{document.name} page"] = parsed.to_html().encode()
        found[f"{document.name} zip"] = _zipped({"a/报告.txt": FORMS["text"](document), "b.csv": b""})
    return found


def flip(data: bytearray, lot: random.Random) -> None:
    for _ in range(lot.choice((1, 1, 3, 20))):
        data[lot.randrange(len(data))] = lot.randrange(256)


def cut(data: bytearray, lot: random.Random) -> None:
    at = lot.randrange(len(data))
    del data[at if lot.random() < 0.5 else 0 : None if lot.random() < 0.5 else at + 1]


def lose(data: bytearray, lot: random.Random) -> None:
    at = lot.randrange(len(data))
    del data[at : at + lot.choice((1, 2, 16, 300))]


def double(data: bytearray, lot: random.Random) -> None:
    at = lot.randrange(len(data))
    data[at:at] = data[at : at + lot.choice((1, 16, 300))] * lot.choice((1, 2, 50))


def put(data: bytearray, lot: random.Random) -> None:
    for _ in range(lot.choice((1, 1, 3, 20))):
        at = lot.randint(0, len(data))
        data[at : at + lot.choice((0, 0, 4))] = lot.choice(TOKENS)


def swap(data: bytearray, lot: random.Random) -> None:
    one, other, size = lot.randrange(len(data)), lot.randrange(len(data)), lot.choice((1, 16, 300))
    data[one : one + size], data[other : other + size] = data[other : other + size], data[one : one + size]


BYTE_MUTATIONS: dict[str, Callable[[bytearray, random.Random], None]] = {
    each.__name__: each for each in (flip, cut, lose, double, put, swap)
}


def break_bytes(data: bytes, lot: random.Random, most: int = 4) -> tuple[bytes, list[str]]:
    """Bytes after some mutations, and their names. What is packed is broken inside as often as outside."""
    if lot.random() < 0.6:
        inside = _inside(data, lot, most)
        if inside is not None:
            return inside
    broken = bytearray(data)
    names = lot.choices(list(BYTE_MUTATIONS), k=lot.randint(1, most))
    for name in names:
        if broken:
            BYTE_MUTATIONS[name](broken, lot)
    return bytes(broken), names


def _inside(data: bytes, lot: random.Random, most: int) -> tuple[bytes, list[str]] | None:
    """A packed file, well packed, with broken contents; ``None`` for what is not packed."""
    if data.startswith(b"\x1f\x8b"):
        broken, names = break_bytes(gzip.decompress(data), lot, most)
        return gzip.compress(broken, mtime=0), ["gzip", *names]
    if not data.startswith(b"PK\x03\x04"):
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    victim = lot.choice(list(parts))
    if lot.random() < 0.1:
        del parts[victim]
        return _zipped(parts), ["without", victim]
    parts[victim], names = break_bytes(parts[victim], lot, most)
    return _zipped(parts), [victim, *names]


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
