"""How much one document may cost, in bytes and in seconds, so that no file can take a machine down."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from undoc.errors import InputError

# Of a file, and of all that is unpacked from it. The largest documents of the UN have a few MB of text.
MAX_BYTES = 256 * 1024 * 1024
TIMEOUT = 300.0  # seconds; a document of a thousand pages takes a few


def too_large(max_bytes: int, what: str = "is") -> InputError:
    """The error for what goes beyond the limit. what: "is", or "is unpacked"."""
    size = f"{max_bytes // 1024 // 1024} MB" if max_bytes >= 1024 * 1024 else f"{max_bytes} bytes"
    return InputError(f"{what} larger than {size}; --max-size sets the limit")


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raise InputError where the block takes longer. ``None`` or 0: no limit.

    Needs the main thread and a system with interval timers (any but Windows); elsewhere there is no limit.
    """
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def expired(signum: int, frame: object) -> None:
        raise InputError(f"takes longer than {seconds:g} seconds; --timeout sets the limit")

    before = signal.signal(signal.SIGALRM, expired)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
