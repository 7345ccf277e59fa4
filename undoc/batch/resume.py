"""What of a batch is done already, so that ``--resume`` leaves it alone.

A folder of outputs has one journal for each form, ``.undoc-json``: a first line that says with which version and options
the outputs are made, then a line for each output: its name, the SHA-256 of its source, its size and time. The line is
written before the output takes its place, so that whenever the run is killed, an output is done exactly where the
journal knows it as it is; what is half a line counts as none. With another version or other options a new journal is
begun.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from undoc import __version__
from undoc.write.files import sweep, write_whole

if TYPE_CHECKING:
    from undoc.batch.plan import Task
    from undoc.batch.work import Order

# Of an output: SHA-256 of its source, size, time in nanoseconds.
Entry = tuple[str, int, int]


def begin(order: Order, tasks: Iterable[Task]) -> dict[str, Entry]:
    """Begin a journal in the order's folder, or go on with the one that is there. Gives its entries by target.

    What earlier runs that were killed left half-written among the tasks' targets is taken away.
    """
    folder = _folder(order)
    for parent in {folder, *(task.target.parent for task in tasks)}:
        sweep(parent)
    made_by = {"undoc": __version__, "encoding": order.encoding, **asdict(order.options)}
    head = json.dumps(made_by, sort_keys=True, ensure_ascii=True)
    journal = folder / f".undoc-{order.form}"
    try:
        lines = journal.read_bytes().split(b"\n")
    except OSError:
        lines = []
    if not lines or lines[0] != head.encode():
        write_whole(journal, f"{head}\n".encode())
        return {}
    entries: dict[str, Entry] = {}
    for line in lines[1:]:
        with suppress(ValueError, TypeError):
            target, sha256, size, time = json.loads(line)
            entries[target] = (sha256, size, time)
    if lines[-1] or len(lines) > 2 * len(entries) + 100:  # half a line at its end, or much that is out of date
        whole = [head, *(_line(target, *entry) for target, entry in entries.items()), ""]
        write_whole(journal, "\n".join(whole).encode())
    return entries


def with_known(tasks: Iterable[Task], entries: dict[str, Entry], order: Order) -> Iterator[Task]:
    """The tasks, each with the hash of the source that its output was made from, where that is as the journal says."""
    folder = _folder(order)
    for task in tasks:
        entry = entries.get(_name(task, folder))
        if entry is not None:
            with suppress(OSError):
                state = task.target.stat()
                if (state.st_size, state.st_mtime_ns) == entry[1:]:
                    task = replace(task, known=entry[0])
        yield task


def enter(order: Order, task: Task, sha256: str, state: os.stat_result) -> None:
    """Write into the journal that a task's output, whose size and time ``state`` has, is made from this source."""
    folder = _folder(order)
    line = _line(_name(task, folder), sha256, state.st_size, state.st_mtime_ns)
    journal = os.open(folder / f".undoc-{order.form}", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        os.write(journal, f"{line}\n".encode())
    finally:
        os.close(journal)


def _line(target: str, sha256: str, size: int, time: int) -> str:
    return json.dumps([target, sha256, size, time])


def _name(task: Task, folder: Path) -> str:
    return os.path.relpath(task.target, folder)


def _folder(order: Order) -> Path:
    if order.folder is None:
        raise ValueError("an order without a folder has no journal")
    return order.folder
