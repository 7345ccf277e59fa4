"""How far a batch is: a bar on a terminal, a quiet line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from time import monotonic

from undoc.batch.summary import Summary
from undoc.cli.failures import complain

EVERY = 30.0  # seconds between two lines


@contextmanager
def progress(summary: Summary) -> Iterator[Callable[[], object]]:
    """What to call for each document that something has come of, when the summary has counted it."""
    if summary.total > 1 and sys.stderr is not None and sys.stderr.isatty():
        with _bar(summary) as advance:
            yield advance
    else:
        yield _Lines(summary).advance


class _Lines:
    """``1,200 of 130,000 documents, 1,250,000 characters a second, 3:10 left``"""

    def __init__(self, summary: Summary) -> None:
        self._summary = summary
        self._last = monotonic()

    def advance(self) -> None:
        summary = self._summary
        if monotonic() - self._last < EVERY or summary.seen >= summary.total:
            return
        self._last = monotonic()
        complain(
            f"{summary.seen:,} of {summary.total:,} documents, {summary.rate:,.0f} characters a second, "
            f"{_clock(summary.left or 0.0)} left"
        )


def _clock(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours}:{minutes:02}:{int(seconds):02}" if hours else f"{minutes}:{int(seconds):02}"


class _Terminal(StringIO):
    """Standard error, which may be closed while the batch goes on to its end."""

    def write(self, words: str) -> int:
        with suppress(OSError):
            sys.__stderr__.write(words)  # type: ignore[union-attr]  # asked before whether it is a terminal
        return len(words)

    def flush(self) -> None:
        with suppress(OSError):
            sys.__stderr__.flush()  # type: ignore[union-attr]

    def isatty(self) -> bool:
        return True


@contextmanager
def _bar(summary: Summary) -> Iterator[Callable[[], object]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]} characters/s"), TimeRemainingColumn(),
        TextColumn("left"),
    )  # fmt: skip
    with Progress(*columns, console=Console(file=_Terminal()), transient=True) as bar:
        row = bar.add_task("", total=summary.total, completed=summary.seen, rate="0")
        yield lambda: bar.update(row, completed=summary.seen, rate=f"{summary.rate:,.0f}")
