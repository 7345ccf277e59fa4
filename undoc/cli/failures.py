"""How failures are said: one line on standard error, ``undoc: FILE: reason``, and an exit status; and how a call ends
that is told to."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

from undoc.reason import printable

FAILED = 1
INTERRUPTED = 130


def complain(why: str, name: object = None) -> None:
    """Say on standard error what is wrong, and with which file."""
    where = "" if name is None else f"{printable(str(name))}: "
    say(f"undoc: {where}{why}")


def say(lines: str) -> None:
    """Lines to standard error, control characters as escapes. A closed standard error is no reason to fail."""
    if sys.stderr is None:  # print would take standard output for it
        return
    with suppress(OSError, ValueError):
        print("\n".join(map(printable, lines.split("\n"))), file=sys.stderr)


def end_when_told() -> None:
    """Let SIGTERM, and SIGHUP of a terminal that is closed, end the process as an error does: what it had begun to write
    is taken away. Whoever started it to outlive its terminal (``nohup``) has it so."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            with suppress(ValueError):  # not the main thread, which is the only one that is told
                signal.signal(number, _end)


def _end(number: int, frame: object) -> NoReturn:
    import signal

    if number == getattr(signal, "SIGHUP", None):  # nobody hears what is still to be said, and to say it would fail
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    sys.exit(128 + number)
