"""The work of a batch in several processes, so that no document can harm another.

Each worker is given a few documents ahead and says what came of each. Where one dies, or is killed because a document
takes longer than it may, the document that it was at is known; the others go to the worker that takes its place.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

from undoc.batch.plan import Task
from undoc.batch.work import Order, Outcome, do
from undoc.errors import UndocError
from undoc.limits import DEFAULT, Limits, time_limit, too_long
from undoc.write.files import sweep

# Documents given out ahead to each worker: enough to keep it busy, few enough that no pipe is ever full of them.
AHEAD = 3
# Below this many bytes workers cost more than they save.
SMALL_BYTES = 256 * 1024
# Outputs that may be held back for one that stands before them in the order.
OUT_OF_ORDER = 1_000
_MOST_DEATHS = 3  # of workers that did not even begin


class NoWorkers(UndocError):
    """Workers cannot be started on this machine."""


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, its ends of two pipes, and the documents it has been given, the one that it is at first."""

    process: BaseProcess
    tasks: Connection
    outcomes: Connection
    given: deque[Task] = field(default_factory=deque)
    since: float | None = None  # when it began its first; None until it says that it is there


def run(tasks: list[Task], order: Order, jobs: int | None = None, limits: Limits = DEFAULT) -> Generator[Outcome]:
    """Do all tasks and give their outcomes as they come; those of an order that keeps its output in order.

    jobs: processes. ``None``: as many as there are cores, or, for a little work with no limits of its own, none but this
    one. Closing the iterator (as an interrupt does) ends the workers at once. Raises NoWorkers.
    """
    if jobs is None and limits == DEFAULT and sum(task.size for task in tasks) < SMALL_BYTES:
        for task in tasks:
            yield do(task, order, limits, time_limit(limits.seconds))
        return
    pool = _Pool(tasks, order, limits)
    outcomes = pool.run(min(jobs or cores(), len(tasks)))
    try:
        yield from in_order(outcomes, tasks) if order.keep else outcomes
    finally:
        outcomes.close()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(outcomes: Iterable[Outcome], tasks: list[Task]) -> Iterator[Outcome]:
    """The outcomes in the order of their tasks; those that come early are held back."""
    early: dict[Path, Outcome] = {}
    expected = iter(tasks)
    task = next(expected, None)
    for outcome in outcomes:
        early[outcome.task.target] = outcome
        while task is not None and task.target in early:
            yield early.pop(task.target)
            task = next(expected, None)


class _Pool:
    """The workers and what is still to do. ``run`` is the loop."""

    def __init__(self, tasks: list[Task], order: Order, limits: Limits) -> None:
        self.waiting, self.order, self.limits = deque(tasks), order, limits
        self.open = deque(tasks)  # begins with the first task of the order that is not done
        self.done: set[Path] = set()  # targets, of those behind it
        self.context = _context()
        self.workers: list[_Worker] = []
        self.deaths = 0

    def run(self, jobs: int) -> Generator[Outcome]:
        try:
            self.workers = [self._start() for _ in range(jobs)]
            while self.waiting or any(worker.given for worker in self.workers):
                for worker in self.workers:
                    self._give(worker)
                ready = wait([worker.outcomes for worker in self.workers], self._patience())
                for index, worker in enumerate(self.workers):
                    if worker.outcomes in ready:
                        yield from self._receive(index)
                    elif self._overdue(worker):
                        yield from self._replace(index, *self._too_long())
        finally:
            self._end()

    def _start(self) -> _Worker:
        here_tasks, there_tasks = self._pipe()
        here_outcomes, there_outcomes = self._pipe()
        process = self.context.Process(  # type: ignore[attr-defined]
            target=_work, args=(here_tasks, there_outcomes, self.order, self.limits), daemon=True
        )
        process.start()
        here_tasks.close()
        there_outcomes.close()
        return _Worker(process, there_tasks, here_outcomes)

    def _pipe(self) -> tuple[Connection, Connection]:
        return self.context.Pipe(duplex=False)

    def _give(self, worker: _Worker) -> None:
        """Give a worker as many documents as it may have ahead."""
        with suppress(OSError):  # it is dead, as will be seen
            while self.waiting and len(worker.given) < AHEAD:
                task = self.waiting[0]
                if self.order.keep and len(self.done) > OUT_OF_ORDER and task is not self.open[0]:
                    return
                worker.tasks.send(task)
                if not worker.given and worker.since is not None:
                    worker.since = monotonic()
                worker.given.append(self.waiting.popleft())

    def _receive(self, index: int) -> Iterator[Outcome]:
        """What a worker says: first that it is there, then an outcome for each document."""
        worker = self.workers[index]
        try:
            outcome: Outcome | None = worker.outcomes.recv()
        except (EOFError, OSError):
            worker.process.join()
            yield from self._replace(index, *_cause_of_death(worker.process.exitcode))
            return
        worker.since = monotonic()
        if outcome is not None:
            self.deaths = 0
            self._finished(worker.given.popleft())
            yield outcome

    def _finished(self, task: Task) -> None:
        self.done.add(task.target)
        while self.open and self.open[0].target in self.done:
            self.done.discard(self.open.popleft().target)

    def _patience(self) -> float | None:
        """Seconds until the first worker is overdue."""
        if self.limits.seconds is None:
            return None
        since = [worker.since for worker in self.workers if worker.given and worker.since is not None]
        return max(0.0, min(since) + self.limits.seconds - monotonic()) if since else None

    def _overdue(self, worker: _Worker) -> bool:
        if self.limits.seconds is None or worker.since is None or not worker.given:
            return False
        return monotonic() > worker.since + self.limits.seconds and not worker.outcomes.poll()

    def _too_long(self) -> tuple[str, str]:
        return str(too_long(self.limits.seconds or 0)), "time"

    def _replace(self, index: int, why: str, cause: str) -> Iterator[Outcome]:
        """A worker that is dead, or is to be: what it was at has failed, the rest goes to another."""
        worker = self.workers[index]
        _kill(worker)
        given = worker.given
        failed = given.popleft() if given and worker.since is not None else None
        self.waiting.extendleft(reversed(given))
        _sweep([*given, *([failed] if failed else [])])
        if failed is not None:
            self._finished(failed)
            yield Outcome(failed, why, cause)
        else:
            self.deaths += 1
            if self.deaths >= _MOST_DEATHS:
                raise NoWorkers(f"workers cannot be started: {why}")
        self.workers[index] = self._start()

    def _end(self) -> None:
        for worker in self.workers:
            if worker.given:
                _kill(worker)
                _sweep(worker.given)
            worker.tasks.close()  # for those that wait for more, the sign to leave
            worker.outcomes.close()
        for worker in self.workers:
            worker.process.join(1)
            worker.process.kill()


def _kill(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()


def _sweep(tasks: Iterable[Task]) -> None:
    """Take away what a dead worker was writing."""
    for folder in {task.target.parent for task in tasks}:
        sweep(folder)


def _cause_of_death(status: int | None) -> tuple[str, str]:
    if status is not None and status < 0:
        name = signal.Signals(-status).name
        if name == "SIGKILL":
            return f"its worker was killed by {name}: out of memory?", "crash"
        return f"its worker was killed by {name}", "crash"
    return f"its worker died with status {status}", "crash"


def _context() -> BaseContext:
    """Workers come from a clean server process that has undoc loaded: quick, and safe beside the parent's threads."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["undoc.batch.work", "undoc.pipeline"])
    return context


def _work(tasks: Connection, outcomes: Connection, order: Order, limits: Limits) -> None:
    """A worker's life: a document in, its outcome out, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's matter
    parent = multiprocessing.parent_process()
    if parent is not None:  # where the parent is gone, however it went, the worker goes too
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()
    with suppress(EOFError, OSError):
        outcomes.send(None)
        while True:
            outcomes.send(do(tasks.recv(), order, limits))


def _leave_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
