"""How failures are said: one line on standard error, ``undoc: FILE: reason``, and an exit status."""

from __future__ import annotations

import sys
from contextlib import suppress

from undoc.reason import printable

FAILED = 1
INTERRUPTED = 130


def complain(why: str, name: object = None) -> None:
    """Say on standard error what is wrong, and with which file. A closed standard error is no reason to fail."""
    where = "" if name is None else f"{printable(str(name))}: "
    with suppress(OSError, ValueError):
        print(f"undoc: {where}{why}", file=sys.stderr)
