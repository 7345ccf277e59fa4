"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO

_serial = count()


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A binary file to write to, which takes the place of ``path`` when the block ends well, else vanishes.

    A link's target is replaced, not the link; an existing file keeps its permissions. What is no regular file (a
    terminal, ``/dev/null``, a named pipe) is written to as it is. Raises OSError.
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
        if path.exists():
            os.chmod(beside, path.stat().st_mode & 0o7777)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def unfinished(process: int | None) -> str:
    """The pattern of the names that a process gives to files it is still writing."""
    return f".undoc-{process}-*.tmp"


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` as ``whole_file`` does."""
    with whole_file(path) as file:
        file.write(data)
