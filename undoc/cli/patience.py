"""What is said to someone who waits: nothing for a second, then what is being done, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 1.0


@contextmanager
def patience(words: str) -> Iterator[None]:
    """While the block runs longer than a second, a line on standard error with its words; it leaves no trace."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from threading import Event, Thread

    done = Event()

    def wait() -> None:
        if done.wait(SECONDS):
            return
        from rich.console import Console
        from rich.text import Text

        with Console(stderr=True).status(Text(words)):
            done.wait()

    thread = Thread(target=wait, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
