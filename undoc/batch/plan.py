"""What a batch will do, before it does anything: each source and the file it becomes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from undoc.reason import reason

SUFFIX = ".txt"  # of a folder's documents
_REPLACED = (SUFFIX, ".xml")  # what an output's own suffix takes the place of


class Clash(Exception):
    """Two sources would become one file, or a source would be written over."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to do. name: its path below the folder that was given, ``2010/report.txt``. size: in bytes."""

    source: Path
    target: Path
    name: str
    size: int


@dataclass(slots=True)
class Plan:
    """The tasks, in order, and what of the sources cannot be read: path and reason."""

    tasks: list[Task] = field(default_factory=list)
    unreadable: list[tuple[Path, str]] = field(default_factory=list)


def make_plan(sources: Iterable[Path], folder: Path, suffix: str) -> Plan:
    """Find the documents and name their outputs.

    sources: files of any name, and folders, of which every ``*.txt`` below is taken. folder: where outputs go; those of
    a folder keep its inner paths. suffix: of the outputs. A source named twice is done once.
    Raises Clash where two sources have the same output, or an output is one of the sources.
    """
    plan = Plan()
    seen: set[str] = set()
    for source in sources:
        for path, name in _documents(source, folder, plan):
            absolute = os.path.abspath(path)
            if absolute in seen:
                continue
            seen.add(absolute)
            stem = name[: -len(SUFFIX)] if name.lower().endswith(_REPLACED) else name
            target = folder / (stem + suffix)
            try:
                size = path.stat().st_size
            except OSError as error:
                plan.unreadable.append((path, reason(error)))
                continue
            plan.tasks.append(Task(path, target, name, size))
    _refuse_clashes(plan.tasks, seen)
    return plan


def _documents(source: Path, folder: Path, plan: Plan) -> Iterator[tuple[Path, str]]:
    """A source's files with their names: itself, or a folder's texts in order, without the batch's own outputs."""
    if not source.is_dir():
        yield source, source.name
        return
    out = os.path.realpath(folder)
    found = False

    def refused(error: OSError) -> None:
        plan.unreadable.append((Path(error.filename or source), reason(error)))

    for parent, folders, files in os.walk(source, onerror=refused):
        folders[:] = sorted(name for name in folders if os.path.realpath(os.path.join(parent, name)) != out)
        for name in sorted(files):
            if name.lower().endswith(SUFFIX):
                found = True
                path = Path(parent, name)
                yield path, path.relative_to(source).as_posix()
    if not found and not any(path.is_relative_to(source) for path, _ in plan.unreadable):
        plan.unreadable.append((source, f"holds no {SUFFIX} file"))


def _refuse_clashes(tasks: list[Task], sources: set[str]) -> None:
    taken: dict[str, Path] = {}
    for task in tasks:
        target = os.path.abspath(task.target)
        if target in sources:
            raise Clash(f"{task.target} would be written over a source; choose another folder with -d")
        other = taken.setdefault(target, task.source)
        if other != task.source:
            raise Clash(f"{other} and {task.source} would both become {task.target}")
