"""ZIP archives as sources: their documents one by one, none of which can name a place outside the output folder."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from undoc.errors import InputError
from undoc.limits import MAX_BYTES
from undoc.read.archive import member_name, open_zip
from undoc.read.archive import read_member as unpack

_SUFFIX = ".zip"
_DRIVE = re.compile("[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive. name: in its table; path: as it is written here; trouble: why it is not to be read."""

    name: str
    path: str
    size: int
    trouble: str | None = None


def is_archive(name: str) -> bool:
    """Whether a file is an archive by its name."""
    return name.lower().endswith(_SUFFIX)


def members(archive: Path) -> Iterator[Member]:
    """An archive's files in its order, without what systems leave in it. Raises InputError where it is broken, OSError
    where it cannot be read."""
    taken: set[str] = set()
    for entry in _opened(archive, archive.stat().st_mtime_ns).infolist():
        shown = _shown(entry)
        parts = PurePosixPath(shown).parts
        if not parts or entry.filename.endswith("/") or any(part.startswith(("._", "__MACOSX")) for part in parts):
            continue
        # In UTF-8, whatever the locale: as the system's names are where it has another.
        path = os.fsdecode("/".join(part for part in parts if part != ".").encode("utf-8", "surrogateescape"))
        yield Member(entry.filename, path, entry.file_size, _trouble(entry, shown, path, taken))
        taken.add(path)


def read_member(archive: Path, name: str, max_bytes: int = MAX_BYTES) -> bytes:
    """What one file of an archive holds. Raises InputError where it is broken, protected by a password or longer than
    ``max_bytes``; OSError where there is no archive."""
    opened = _opened(archive, archive.stat().st_mtime_ns)
    try:
        member = opened.getinfo(name)
    except KeyError as error:
        raise InputError("is no longer in its archive") from error
    return unpack(opened, member, max_bytes)


@lru_cache(maxsize=4)
def _opened(archive: Path, changed: int) -> zipfile.ZipFile:
    """An archive, its table of contents read once a process and once a change."""
    return open_zip(archive)


def _shown(entry: zipfile.ZipInfo) -> str:
    """A file's path. Some write ``\\`` for ``/``."""
    return member_name(entry).replace("\\", "/")


def _trouble(entry: zipfile.ZipInfo, shown: str, path: str, taken: set[str]) -> str | None:
    """Why a file is not to be read; ``C:`` and the like are another system's way out of a folder."""
    if shown.startswith("/") or _DRIVE.match(shown) or ".." in path.split("/"):
        return "has a name that leads out of its archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "is a link"
    return "is in its archive twice" if path in taken else None
