"""Files that appear whole or not at all, and are not touched where they would be the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

_serial = count()

# What is told of a file that is to take its place: size and time.
Before = Callable[[os.stat_result], object]


@contextmanager
def whole_file(path: Path, *, before: Before | None = None, same: bool = False) -> Iterator[BinaryIO]:
    """A binary file to write to, which takes the place of ``path`` when the block ends well, else vanishes.

    A link's target is replaced, not the link; an existing file keeps its permissions. What is no regular file (a
    terminal, ``/dev/null``, a named pipe) is written to as it is. before: called when all is written, before it takes
    its place. same: a file that already holds the very same bytes is left as it is. Raises OSError.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    path = Path(os.path.realpath(path))
    beside = path.with_name(unfinished(os.getpid()).replace("*", str(next(_serial))))
    try:
        with beside.open("xb") as file:
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


def _same(one: Path, other: Path) -> bool:
    from filecmp import cmp

    return cmp(one, other, shallow=False)


def unfinished(process: int | None) -> str:
    """The pattern of the names that a process gives to files it is still writing."""
    return f".undoc-{process}-*.tmp"


def sweep(folder: Path) -> None:
    """Take away what processes that are no more were writing in a folder."""
    for left in folder.glob(unfinished(None).replace("None", "*")):
        with suppress(ValueError, OSError):
            process = int(left.name.split("-")[1])
            try:
                os.kill(process, 0)
            except ProcessLookupError:
                left.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes, *, before: Before | None = None, same: bool = False) -> None:
    """Write ``data`` to ``path`` as ``whole_file`` does."""
    with whole_file(path, before=before, same=same) as file:
        file.write(data)
