"""The work of a batch in one process: read, parse, write, and say what came of it."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from undoc.batch.archive import read_member
from undoc.batch.plan import Task
from undoc.errors import InputError, LimitExceeded, MissingExtra
from undoc.limits import LIBRARY, MAX_BYTES, Limits, memory_limit
from undoc.reason import reason
from undoc.write import WRITERS, Options
from undoc.write.files import write_whole

if TYPE_CHECKING:
    from undoc.batch.tables import Rows

# One file of all documents instead of one for each.
JSONL, PARQUET = "jsonl", "parquet"


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of every document alike.

    form: of ``undoc.write.WRITERS``, or ``jsonl`` or ``parquet``, which are given back instead of being written. folder:
    where the journal is (``undoc.batch.resume``), which outputs that are files are entered in; ``None``: nowhere.
    """

    form: str
    options: Options = field(default_factory=Options)
    encoding: str | None = None
    folder: Path | None = None

    @property
    def keep(self) -> bool:
        """Whether outcomes bring their output with them."""
        return self.form in (JSONL, PARQUET)


@dataclass(slots=True)
class Outcome:
    """What came of one task.

    error: why it failed, in one line; cause: of which sort that is: ``input`` (cannot be read), ``output`` (cannot be
    written), ``size``, ``nesting``, ``time``, ``memory``, ``crash``, ``internal``. fresh: its output was up to date. line, rows: the output of a
    form that is kept.
    """

    task: Task
    error: str | None = None
    cause: str | None = None
    fresh: bool = False
    characters: int = 0
    diagnostics: Counter[str] = field(default_factory=Counter)
    line: bytes | None = None
    rows: Rows | None = None


def do(
    task: Task, order: Order, limits: Limits = LIBRARY, stopped: AbstractContextManager[None] | None = None
) -> Outcome:
    """One document, from file to file. Whatever goes wrong is told in the outcome; only an interrupt is raised.

    stopped: what ends it when its time is over; in a worker that is the parent's matter.
    """
    try:
        with stopped or nullcontext(), memory_limit(limits.memory):
            return _do(task, order, replace(limits, memory=None))
    except Exception as error:
        return Outcome(task, reason(error), _cause(error))


def _do(task: Task, order: Order, limits: Limits) -> Outcome:
    from undoc.pipeline import parse_with_text

    data = source_bytes(task, limits.size)
    sha256 = hashlib.sha256(data).hexdigest()
    if task.known == sha256:
        return Outcome(task, fresh=True)
    name = task.name if order.keep else task.name.rpartition("/")[2]
    document, text = parse_with_text(data, name=name, encoding=order.encoding, limits=limits)
    found = Counter(diagnostic.code for diagnostic in document.diagnostics)
    outcome = Outcome(task, characters=document.source.characters, diagnostics=found)
    if order.form == PARQUET:
        from undoc.batch.tables import rows_of

        outcome.rows = rows_of(task.name, document)
        return outcome
    output = WRITERS["json" if order.form == JSONL else order.form].write(document, replace(order.options, source=text))
    if order.keep:
        outcome.line = output
    else:
        del document, data, text
        outcome.error = _write(task, output, sha256, order)
        outcome.cause = outcome.error and "output"
    return outcome


def source_bytes(task: Task, max_bytes: int = MAX_BYTES) -> bytes:
    """What a task's document is made from. Raises InputError, OSError."""
    from undoc.read.formats import file_bytes

    return (
        file_bytes(task.source, max_bytes) if task.member is None else read_member(task.source, task.member, max_bytes)
    )


def _write(task: Task, output: bytes, sha256: str, order: Order) -> str | None:
    """Write an output, and its entry in the journal. Gives the reason where that fails."""
    from undoc.batch.resume import enter

    def journal(state: os.stat_result) -> None:
        if order.folder is not None:
            enter(order, task, sha256, state)

    try:
        task.target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(task.target, output, before=journal, same=True)
    except OSError as error:
        return f"{task.target}: {reason(error)}"
    return None


def _cause(error: Exception) -> str:
    if isinstance(error, LimitExceeded):
        return error.limit
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, (InputError, MissingExtra, OSError)):
        return "input"
    return "internal"
