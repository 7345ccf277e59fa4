"""The work of a batch in one process: read, parse, write, and say what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from undoc.batch.plan import Task
from undoc.reason import reason
from undoc.write import WRITERS, Options
from undoc.write.files import write_whole


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of every document alike. keep: give the bytes back instead of writing a file each."""

    form: str
    options: Options = field(default_factory=Options)
    encoding: str | None = None
    keep: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of one task. error: why it failed, in one line; data: the output, where the order was to keep it."""

    task: Task
    error: str | None = None
    characters: int = 0
    diagnostics: Counter[str] = field(default_factory=Counter)
    data: bytes | None = None


def do(task: Task, order: Order) -> Outcome:
    """One document, from file to file. Whatever goes wrong is told in the outcome; only an interrupt is raised."""
    from undoc.pipeline import parse_plain

    try:
        document = parse_plain(task.source, name=task.name if order.keep else None, encoding=order.encoding)
        data = WRITERS[order.form].write(document, order.options)
    except Exception as error:
        return Outcome(task, reason(error))
    found = Counter(diagnostic.code for diagnostic in document.diagnostics)
    outcome = Outcome(task, characters=document.source.characters, diagnostics=found)
    if order.keep:
        outcome.data = data
        return outcome
    try:
        task.target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(task.target, data)
    except OSError as error:
        outcome.error = f"{task.target}: {reason(error)}"
    return outcome


def do_all(tasks: Iterable[Task], order: Order) -> list[Outcome]:
    """Several documents, in order."""
    return [do(task, order) for task in tasks]
