"""How much one document may cost, in bytes, levels, seconds and memory, so that no file can take a machine down.

Size and nesting are looked at where a file is read and unpacked. Time: ``check_time`` is called between stages and pages, in
any thread; ``time_limit`` interrupts whatever runs, but needs the main thread; a batch ends its worker processes.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from undoc.errors import LimitExceeded

# Of a file, and of all that is unpacked from it. The largest documents of the UN have a few MB of text.
MAX_BYTES = 256 * 1024 * 1024
TIMEOUT = 300.0  # seconds; a document of a thousand pages takes a few
MAX_MEMORY = 4 * 1024**3  # bytes; a text of 10 MB takes a quarter of it
# Units within units. The UN's have six levels; JSON is read back to 95, and programs that read it often stop at 100.
MAX_NESTING = 64
# Elements of a web page within each other; browsers stop at 512. (XML: libxml2's own 256.)
MAX_ELEMENTS_DEEP = 1_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost.

    seconds: of time, ``None`` for no limit. memory: bytes beyond what the process has at the start, ``None`` for no limit;
    the limit is the whole process's while it holds, and needs a system that knows one (Linux and most Unixes). size:
    bytes of a file, and of all that is unpacked from it.
    """

    seconds: float | None = TIMEOUT
    memory: int | None = MAX_MEMORY
    size: int = MAX_BYTES


# What the command line and batches begin with, and the library: there a limit of memory would be other threads', too.
DEFAULT, LIBRARY = Limits(), Limits(memory=None)

_until: ContextVar[tuple[float, float] | None] = ContextVar("until", default=None)  # the deadline and its seconds


@contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """While the block runs, ``check_time`` raises LimitExceeded once it has taken so long. ``None``: as before."""
    if seconds is None:
        yield
        return
    token = _until.set((monotonic() + seconds, seconds))
    try:
        yield
    finally:
        _until.reset(token)


def check_time() -> None:
    """Raises LimitExceeded where the deadline is over. Called between stages, between pages: where stopping is safe."""
    until = _until.get()
    if until is not None and monotonic() > until[0]:
        raise too_long(until[1])


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raise LimitExceeded where the block takes longer, wherever it is. ``None`` or 0: no limit.

    Needs the main thread and a system with interval timers (any but Windows); elsewhere there is no limit.
    """
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def expired(signum: int, frame: object) -> None:
        raise too_long(seconds)

    before = signal.signal(signal.SIGALRM, expired)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def memory_limit(more: int | None) -> Iterator[None]:
    """Let this process have so many bytes more than it has now while the block runs; LimitExceeded where that is too little.

    ``None``: no limit. Where the system knows no such limit there is none either.
    """
    before = _limit_memory(more) if more is not None else None
    try:
        yield
    except MemoryError:
        if before is None or more is None:
            raise
        raise LimitExceeded(f"takes more than {_size(more)} of memory; --max-memory sets the limit", "memory") from None
    finally:
        if before is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_AS, before)


def _limit_memory(more: int) -> tuple[int, int] | None:
    """Set the limit; gives what it was, ``None`` where none can be set or a lower one holds already."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + more
        before = resource.getrlimit(resource.RLIMIT_AS)
        if before[0] == resource.RLIM_INFINITY or before[0] > most:
            resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
            return before
    return None


def too_large(max_bytes: int, what: str = "is") -> LimitExceeded:
    """The error for what goes beyond the limit. what: "is", or "is unpacked"."""
    return LimitExceeded(f"{what} larger than {_size(max_bytes)}; --max-size sets the limit", "size")


def too_deep(levels: int) -> LimitExceeded:
    return LimitExceeded(f"is nested deeper than {levels:,} levels, as no document is", "nesting")


def too_long(seconds: float) -> LimitExceeded:
    return LimitExceeded(f"takes longer than {seconds:g} seconds; --timeout sets the limit", "time")


def _size(number: int) -> str:
    return f"{number // 1024 // 1024:,} MB" if number >= 1024 * 1024 else f"{number} bytes"
