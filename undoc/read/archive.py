"""The document in a gzip or ZIP file, within bounds: what would unpack to more than is allowed is refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from undoc.errors import InputError
from undoc.limits import MAX_BYTES, too_large
from undoc.read import is_document
from undoc.reason import printable

_MOST_MEMBERS = 1_000_000
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


def gunzip(data: bytes, max_bytes: int = MAX_BYTES) -> bytes:
    """What a gzip file holds. Raises InputError where it is cut off, broken or unpacks to more than ``max_bytes``."""
    parts: list[bytes] = []
    room = max_bytes + 1
    try:
        while data and room > 0:
            unpacker = zlib.decompressobj(wbits=31)
            parts.append(unpacker.decompress(data, room))
            room -= len(parts[-1])
            if not unpacker.eof and room > 0:
                raise InputError("is a gzip file that is cut off")
            data = unpacker.unused_data.lstrip(b"\x00")  # a further member, padding taken off
    except zlib.error as error:
        raise InputError(f"is a broken gzip file: {_reason(error)}") from error
    if room <= 0:
        raise too_large(max_bytes, "is unpacked")
    return b"".join(parts)


def open_zip(source: bytes | Path) -> zipfile.ZipFile:
    """A ZIP file's table of contents. Raises InputError where it is broken, OSError where a path cannot be read."""
    try:
        archive = zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        if isinstance(error, OSError) and isinstance(source, Path):
            raise
        what = "is a ZIP file" if isinstance(source, Path) else "is a ZIP file (or DOCX)"
        raise InputError(f"{what} that is cut off or broken") from error
    if len(archive.infolist()) > _MOST_MEMBERS:
        raise InputError(f"is a ZIP file of more than {_MOST_MEMBERS:,} files")
    return archive


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, max_bytes: int) -> bytes:
    """One file of a ZIP. Raises InputError where it is encrypted, broken or longer than ``max_bytes``."""
    if member.flag_bits & _ENCRYPTED:
        raise InputError(f"holds {printable(member_name(member))}, which a password protects")
    if member.file_size > max_bytes:
        raise too_large(max_bytes, "is unpacked")
    try:
        with archive.open(member) as file:
            data = file.read(max_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        name = printable(member_name(member))
        raise InputError(f"is a ZIP file (or DOCX) whose {name} is broken: {_reason(error)}") from error
    if len(data) > max_bytes:  # whatever its table of contents claims
        raise too_large(max_bytes, "is unpacked")
    return data


def _documents(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files of a ZIP that are documents by their suffix, without what systems leave in it."""
    found = []
    for member in archive.infolist():
        path = PurePosixPath(member_name(member))
        hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
        if not member.filename.endswith("/") and not hidden and is_document(path.name):
            found.append(member)
    return found


def only_document(data: bytes, max_bytes: int = MAX_BYTES) -> tuple[str, bytes]:
    """The one document of a ZIP file. Raises InputError where it has none, or several."""
    archive = open_zip(data)
    members = _documents(archive)
    if not members:
        raise InputError("is a ZIP file with no document in it that undoc reads")
    if len(members) > 1:
        raise InputError(f"is a ZIP file of {len(members)} documents; unpack it, or name it to undoc batch")
    return member_name(members[0]), read_member(archive, members[0], max_bytes)


def member_name(member: zipfile.ZipInfo) -> str:
    """The name of a file in a ZIP; where the archive does not say that it is UTF-8 it is often GBK."""
    if member.flag_bits & _UTF8_NAME or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _reason(error: Exception) -> str:
    return printable(str(error) or type(error).__name__)
