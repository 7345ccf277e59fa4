"""The work of a batch in several processes, so that no document can harm another.

Documents go to the workers in chunks, since a small one costs less than the passing on. Where a worker dies, its pool
is lost with it: the documents that were under way are then done again, each in a process of its own, and the one that
kills its process is known.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from undoc.batch.plan import Task
from undoc.batch.work import Order, Outcome, do, do_all
from undoc.write.files import unfinished

CHUNK_TASKS = 64
CHUNK_BYTES = 512 * 1024
# Chunks given out ahead for each worker: enough to keep it busy, few enough to do again.
AHEAD = 3
# Below this many bytes workers cost more than they save.
SMALL_BYTES = 256 * 1024

Chunk = list[Task]
Outcomes = list[Outcome]


def run(tasks: list[Task], order: Order, jobs: int | None = None) -> Generator[Outcome]:
    """Do all tasks and give their outcomes as they come.

    jobs: processes; 1 works in this one. ``None``: as many as there are cores, or one where the work is small.
    Closing the iterator (as an interrupt does) ends the workers at once.
    """
    if jobs is None and sum(task.size for task in tasks) < SMALL_BYTES:
        jobs = 1
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        for task in tasks:
            yield do(task, order)
        return
    waiting = deque(chunked(tasks, jobs))
    while waiting:
        yield from _run_pool(waiting, order, min(jobs, len(waiting)))


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


def chunked(tasks: list[Task], jobs: int) -> list[Chunk]:
    """The tasks in runs, of a size that keeps every worker busy to the end: small ones where there is little to do."""
    most_bytes = min(CHUNK_BYTES, sum(task.size for task in tasks) // (jobs * 4) + 1)
    most_tasks = min(CHUNK_TASKS, len(tasks) // (jobs * 4) + 1)
    chunks: list[Chunk] = []
    size = most_bytes
    for task in tasks:
        if size >= most_bytes or len(chunks[-1]) >= most_tasks:
            chunks.append([])
            size = 0
        chunks[-1].append(task)
        size += task.size
    return chunks


def _run_pool(waiting: deque[Chunk], order: Order, workers: int) -> Iterator[Outcome]:
    """Work with one pool until nothing waits or the pool breaks. What is given out is taken off ``waiting``."""
    context = _context()
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_worker)
    under_way: dict[Future[Outcomes], Chunk] = {}
    try:
        while waiting or under_way:
            while waiting and len(under_way) < workers * AHEAD:
                under_way[pool.submit(do_all, waiting[0], order)] = waiting[0]
                waiting.popleft()
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                outcomes = future.result()
                del under_way[future]
                yield from outcomes
    except BrokenProcessPool:
        yield from _after_death(under_way, order, context)
    finally:
        workers_left = [child for child in multiprocessing.active_children() if child not in others]
        if under_way:
            for child in workers_left:
                child.kill()
        pool.shutdown(cancel_futures=True)
        _sweep(workers_left, under_way.values())


def _after_death(under_way: dict[Future[Outcomes], Chunk], order: Order, context: BaseContext) -> Iterator[Outcome]:
    """What was done before the pool broke, and what was not, each document by itself."""
    for future, chunk in under_way.items():
        if future.done() and future.exception() is None:
            yield from future.result()
        else:
            for task in chunk:
                yield _alone(task, order, context)


def _sweep(dead: Iterable[BaseProcess], chunks: Iterable[Chunk]) -> None:
    """Take away what killed workers were writing."""
    for folder in {task.target.parent for chunk in chunks for task in chunk}:
        for child in dead:
            for left in folder.glob(unfinished(child.pid)):
                left.unlink(missing_ok=True)


def _alone(task: Task, order: Order, context: BaseContext) -> Outcome:
    """One document in a process of its own, whose death is the document's failure."""
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(there, task, order))  # type: ignore[attr-defined]
    process.start()
    there.close()
    try:
        outcome: Outcome = here.recv()
    except EOFError:
        process.join()
        _sweep([process], [[task]])
        return Outcome(task, _cause_of_death(process.exitcode))
    finally:
        process.kill()
        here.close()
    return outcome


def _send(there: Connection, task: Task, order: Order) -> None:
    _begin_worker()
    there.send(do(task, order))


def _cause_of_death(status: int | None) -> str:
    if status is not None and status < 0:
        name = signal.Signals(-status).name
        hint = ": out of memory?" if name == "SIGKILL" else ""
        return f"its worker was killed by {name}{hint}"
    return f"its worker died with status {status}"


def _context() -> BaseContext:
    """Workers come from a clean server process that has undoc loaded: quick, and safe beside the parent's threads."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["undoc.batch.work", "undoc.pipeline"])
    return context


def _begin_worker() -> None:
    """An interrupt is the parent's matter; and where the parent is gone, however it went, the worker goes too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
