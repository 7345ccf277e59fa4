"""What bytes are, by their content, and the reader that takes them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from undoc.errors import InputError
from undoc.limits import MAX_BYTES, too_large
from undoc.read import Source, is_html, is_xml
from undoc.read.text import decode, from_string

_PDF_REACH = 1024  # bytes that may stand before a PDF's head, as its readers agree
# Files that people hand over and undoc does not read, by their first bytes, and what to do with each.
_UNREAD = (
    (b"{\\rtf", "an RTF file; convert it with: soffice --headless --convert-to docx FILE"),
    (b"\x89PNG", "an image; undoc reads text, not scans"),
    (b"\xff\xd8\xff", "an image; undoc reads text, not scans"),
    (b"II*\x00", "an image; undoc reads text, not scans"),
    (b"MM\x00*", "an image; undoc reads text, not scans"),
    (b"BZh", "bzip2-compressed; unpack it first"),
    (b"\xfd7zXZ\x00", "xz-compressed; unpack it first"),
    (b"(\xb5/\xfd", "zstd-compressed; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
)
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_WITH_PASSWORD = "an Office file that a password protects; save it without one"  # noqa: S105
_GZIP, _ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_PARTS = (
    ("xl/", "a spreadsheet"),
    ("ppt/", "a presentation"),
    ("content.xml", "an OpenDocument file; convert it with: soffice --headless --convert-to docx FILE"),
    ("META-INF/container.xml", "an EPUB book; unpack it and read its pages"),
)


def file_bytes(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """What a file holds. Raises InputError in one line (missing, a directory, not permitted, too large)."""
    try:
        if path.is_dir():
            raise InputError("is a directory")
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower()) from error
    except ValueError as error:  # a NUL in the name
        raise InputError(f"is no file name: {error}") from error
    if len(data) > max_bytes:
        raise too_large(max_bytes)
    return data


def name_as_text(name: str) -> str:
    """A file's name as text, the same in every locale: its bytes are UTF-8, else GB 18030 as archives of old have them."""
    try:
        data = os.fsencode(name)
    except UnicodeEncodeError:  # no name of a file of this system's
        return name.encode("utf-8", "replace").decode()
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def read_bytes(
    data: bytes, *, name: str | None = None, encoding: str | None = None, max_bytes: int = MAX_BYTES
) -> Source:
    """The source that bytes hold, whatever they are.

    name: for messages and ``source.name``. encoding: of a text or a web page. max_bytes: of the data, and of what is
    unpacked from it. Raises InputError where they cannot be read, MissingExtra where their reader is not installed.
    """
    if len(data) > max_bytes:
        raise too_large(max_bytes)
    packed = data
    if data.startswith(_GZIP):
        from undoc.read.archive import gunzip

        data = gunzip(data, max_bytes)
        if data.startswith(_GZIP) or data[257:262] == b"ustar":
            raise InputError("is a packed archive; unpack it first")
    reader = reader_of(data)
    if reader is None:
        from undoc.read.archive import only_document

        _, data = only_document(data, max_bytes)
        reader = reader_of(data)
        if reader is None or data.startswith(_GZIP):
            raise InputError("is an archive in an archive; unpack it first")
    source = reader(data, name, encoding, max_bytes)
    if data is not packed:
        import hashlib

        source.sha256 = hashlib.sha256(packed).hexdigest()
    return source


def read_string(text: str, *, name: str | None = None) -> Source:
    """The source of a text that is decoded already: plain text, a web page, or Akoma Ntoso."""
    if is_html(text):
        from undoc.read.html import read_html

        return read_html(text, name=name)
    if is_xml(text):
        from undoc.read.akn import read_source

        return read_source(text, name=name)
    return from_string(text, name=name)


Reader = Callable[[bytes, "str | None", "str | None", int], Source]


def reader_of(data: bytes) -> Reader | None:
    """The reader for bytes; ``None`` for a ZIP file of documents. Raises InputError for what undoc does not read."""
    for magic, what in _UNREAD:
        if data.startswith(magic):
            raise InputError(f"is {what}")
    if data.startswith(_OLD_WORD):
        if _PROTECTED in data:
            raise InputError(f"is {_WITH_PASSWORD}")
        raise InputError("is an old Office file; convert it with: soffice --headless --convert-to docx FILE")
    if b"%PDF-" in data[:_PDF_REACH]:
        return _pdf
    if data.startswith(_ZIP):
        return _docx if _is_docx(data) else None
    if is_html(data):
        return _html
    return _akn if is_xml(data) else _text


def _is_docx(data: bytes) -> bool:
    """Whether a ZIP file is a Word document. Raises InputError where it is another office's."""
    from undoc.read.archive import open_zip

    names = open_zip(data).namelist()
    if any(name.endswith("document.xml") and name.startswith("word/") for name in names):
        return True
    for part, what in _OTHER_PARTS:
        if any(name.startswith(part) for name in names):
            raise InputError(f"is {what}")
    return False


# One function a format, so that a reader is loaded only for its own.
def _text(data: bytes, name: str | None, encoding: str | None, max_bytes: int) -> Source:
    return decode(data, name=name, encoding=encoding)


def _akn(data: bytes, name: str | None, encoding: str | None, max_bytes: int) -> Source:
    from undoc.read.akn import read_source

    return read_source(data, name=name, encoding=encoding)


def _html(data: bytes, name: str | None, encoding: str | None, max_bytes: int) -> Source:
    from undoc.read.html import read_html

    return read_html(data, name=name, encoding=encoding)


def _docx(data: bytes, name: str | None, encoding: str | None, max_bytes: int) -> Source:
    from undoc.read.docx import read_docx

    return read_docx(data, name=name, max_bytes=max_bytes)


def _pdf(data: bytes, name: str | None, encoding: str | None, max_bytes: int) -> Source:
    from undoc.read.pdf import read_pdf

    return read_pdf(data, name=name)
