"""Files that appear whole or not at all, and are not touched where they would be the same.

What is being written stands beside its place, under a name of its own, and is locked: so that what a process that was
killed left there can be told from what another is writing, and taken away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

# What is told of a file that is to take its place: size and time.
Before = Callable[[os.stat_result], object]

_UNFINISHED = ".undoc-{}-{}.tmp"
_MOST_OF_NAME = 59  # characters, of four bytes at most: with what goes around them, a name that every system takes
_LOCKS = sys.platform != "win32"  # there, an open file can be neither replaced nor taken away, which does as well


@contextmanager
def whole_file(path: Path, *, before: Before | None = None, same: bool = False) -> Iterator[BinaryIO]:
    """A binary file to write to, which takes the place of ``path`` when the block ends well, else vanishes.

    A link's target is replaced, not the link; an existing file keeps its permissions. What is no regular file (a
    terminal, ``/dev/null``, a named pipe) is written to as it is. before: called when all is written, before it takes
    its place. same: a file that already holds the very same bytes is left as it is. Raises OSError.

    Where the process is killed, what it was writing is taken away when ``path`` is next written, or by ``sweep``.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    given, path = path, Path(os.path.realpath(path))
    try:
        beside, descriptor = _begin(path)
    except OSError as error:
        error.filename = os.fspath(given)
        raise
    try:
        with open(descriptor, "wb", closefd=not _LOCKS) as file:
            yield file
        is_same = same and path.exists() and _same(beside, path)
        if before is not None:
            before((path if is_same else beside).stat())
        if is_same:
            beside.unlink()
            return
        if path.exists():
            os.chmod(beside, path.stat().st_mode & 0o7777)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    finally:
        if _LOCKS:
            os.close(descriptor)


def _begin(path: Path) -> tuple[Path, int]:
    """A new file beside a path, and its descriptor; locked until that is closed."""
    for number in count():
        beside = path.with_name(_UNFINISHED.format(path.name[:_MOST_OF_NAME], number))
        _take_away(beside)
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            descriptor = os.open(beside, flags, 0o666)
        except FileExistsError:
            continue
        with suppress(OSError):  # a system without locks: then it is not taken for left behind either
            _lock(descriptor, wait=True)
        if _is(descriptor, beside):
            return beside, descriptor
        os.close(descriptor)  # taken away before it was locked
    raise AssertionError("numbers do not end")


def _take_away(left: Path) -> None:
    """Take an unfinished file away, unless somebody is writing it."""
    with suppress(OSError):
        if not _LOCKS:
            left.unlink()
            return
        descriptor = os.open(left, os.O_RDWR | os.O_NOFOLLOW)
        try:
            _lock(descriptor, wait=False)
            if _is(descriptor, left):  # not finished, and begun anew by another, since it was opened
                left.unlink()
        finally:
            os.close(descriptor)


def _lock(descriptor: int, *, wait: bool) -> None:
    """Lock an open file. Raises OSError where another process has it locked, or the system cannot."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def _is(descriptor: int, path: Path) -> bool:
    """Whether an open file is the one at a path."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except OSError:
        return False


def _same(one: Path, other: Path) -> bool:
    from filecmp import cmp

    return cmp(one, other, shallow=False)


def sweep(folder: Path) -> None:
    """Take away what processes that are no more were writing in a folder."""
    with suppress(OSError):  # a folder that cannot be read has nothing of ours
        for left in folder.glob(_UNFINISHED.format("*", "*")):
            _take_away(left)


def write_whole(path: Path, data: bytes, *, before: Before | None = None, same: bool = False) -> None:
    """Write ``data`` to ``path`` as ``whole_file`` does."""
    with whole_file(path, before=before, same=same) as file:
        file.write(data)
