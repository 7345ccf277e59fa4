"""Runs numbered cases in processes, so that one that hangs or kills its process is known by its number."""

from __future__ import annotations

import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

from fuzz.cases import case
from fuzz.promises import keep

SECONDS = 300.0  # that a case may take, on a machine that has more to do; most take a tenth of one


@dataclass(slots=True)
class Result:
    """What came of a case. outcome: ``kept``, ``refused``, or ``broken`` with the reason in ``why``."""

    number: int
    outcome: str
    why: str = ""
    seconds: float = 0.0


def check(number: int) -> Result:
    """One case in this process."""
    begun = time.process_time()
    try:
        one = case(number)
        outcome, why = keep(one.data, one.name, one.encoding), ""
    except Exception as error:
        outcome, why = "broken", f"{type(error).__name__}: {error}"[:300] + f"\n{_where(error)}"
    return Result(number, outcome, why, time.process_time() - begun)


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return "\n".join(f"    {os.path.relpath(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)


def run(numbers: Iterator[int], jobs: int, check: Callable[[int], Result] = check) -> Iterator[Result]:
    """The results of cases as they come, in ``jobs`` processes."""
    running = [_Process(check) for _ in range(jobs)]
    try:
        for process in running:
            process.next(numbers)
        while any(process.number is not None for process in running):
            ready = wait([process.pipe for process in running if process.number is not None], 1.0)
            for place, process in enumerate(running):
                if process.number is None:
                    continue
                late = time.monotonic() - process.since > SECONDS
                result = process.result() if process.pipe in ready else None
                if result is None and (late or process.pipe in ready):
                    result = Result(
                        process.number, "broken", "hangs" if late else f"kills its process ({process.end()})"
                    )
                    process.end()
                    running[place] = process = _Process(check)
                if result is not None:
                    yield result
                    process.next(numbers)
    finally:
        for process in running:
            process.end()


class _Process:
    def __init__(self, check: Callable[[int], Result]) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, there = context.Pipe()
        self.process = context.Process(target=_work, args=(there, check), daemon=True)
        self.process.start()
        there.close()
        self.number: int | None = None
        self.since = 0.0

    def next(self, numbers: Iterator[int]) -> None:
        self.number, self.since = next(numbers, None), time.monotonic()
        if self.number is not None:
            self.pipe.send(self.number)

    def result(self) -> Result | None:
        try:
            return self.pipe.recv()  # type: ignore[no-any-return]
        except (EOFError, OSError):
            return None

    def end(self) -> int | None:
        self.process.kill()
        self.process.join()
        return self.process.exitcode


def _work(pipe: Connection, check: Callable[[int], Result]) -> None:
    while True:
        pipe.send(check(pipe.recv()))
