"""Folders of outputs, as they are to be compared."""

from __future__ import annotations

from pathlib import Path


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder with their bytes, but for the journals, which hold times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (path.name.startswith(".undoc-") and path.suffix != ".tmp")
    }


def outputs(folder: Path) -> dict[str, bytes]:
    """As ``tree``, without what is unfinished."""
    return {name: data for name, data in tree(folder).items() if not name.endswith(".tmp")}
