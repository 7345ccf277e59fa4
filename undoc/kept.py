"""Compiled patterns kept between runs of the command line, as Python keeps compiled modules.

Compiling patterns is a third of what a small document costs, and gives the same each time. So what ``re`` has made of
them goes into a file in the user's folder for such things, ``$XDG_CACHE_HOME/undoc`` or ``~/.cache/undoc``; with
``UNDOC_CACHE=`` in the environment another folder, or, empty, none. The file is for one version of undoc and of Python,
and is made anew for another. Wherever anything about it is not as expected, patterns are compiled as ever.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from array import array
from contextlib import suppress

from undoc import __version__, lazy

FOLDER = "UNDOC_CACHE"
_HEAD = ("undoc patterns", __version__, sys.version)
# Flags, code of re's machine, number of groups, their names, the names by number.
Made = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_kept: dict[tuple[str, int], Made] | None = None  # None until it is read
_news = False


def use() -> None:
    """Let patterns come from the file, where there is one; it is read when the first is asked for."""
    if _path() is not None:
        lazy.compiled = _compiled


def keep() -> None:
    """Write the file anew where patterns were compiled that it did not have."""
    path = _path()
    if path is None or not _news:
        return
    from pathlib import Path

    from undoc.write.files import write_whole

    with suppress(OSError, ValueError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_whole(Path(path), marshal.dumps((_HEAD, _kept)))


def _path() -> str | None:
    folder = os.environ.get(FOLDER)
    if folder is None:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        folder = os.path.join(home, "undoc") if os.path.isabs(home) else ""
    return os.path.join(folder, f"patterns-{sys.implementation.cache_tag}") if folder else None


def _read() -> dict[tuple[str, int], Made]:
    with suppress(OSError, ValueError, EOFError, TypeError), open(_path() or "", "rb") as file:
        head, kept = marshal.load(file)  # noqa: S302  the user's own, as compiled modules are
        if head == _HEAD and isinstance(kept, dict):
            return kept
    return {}


def _compiled(source: str, flags: int) -> re.Pattern[str]:
    global _kept, _news
    if _kept is None:
        _kept = _read()
    flags = int(flags)  # a RegexFlag cannot be kept
    made = _kept.get((source, flags))
    try:
        if made is None:
            made = _kept[source, flags] = _make(source, flags)
            _news = True
        import _sre  # type: ignore[import-not-found]

        all_flags, code, groups, names, by_number = made
        pattern: re.Pattern[str] = _sre.compile(source, all_flags, array("I", code).tolist(), groups, names, by_number)
        return pattern
    except Exception:  # another Python's re, a file that somebody changed
        _kept.pop((source, flags), None)
        return re.compile(source, flags)


def _make(source: str, flags: int) -> Made:
    """What ``re.compile`` does, stopped before its last step."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    tree = _parser.parse(source, flags)
    names: dict[str, int] = tree.state.groupdict
    by_number: list[str | None] = [None] * tree.state.groups
    for name, number in names.items():
        by_number[number] = name
    code = array("I", _compiler._code(tree, flags)).tobytes()
    return flags | tree.state.flags, code, tree.state.groups - 1, names, tuple(by_number)
