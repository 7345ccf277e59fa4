"""What a batch will do, before it does anything: each source and the file it becomes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from undoc.batch.archive import is_archive, members
from undoc.errors import InputError
from undoc.read import SUFFIXES, is_document
from undoc.read.formats import name_as_text
from undoc.reason import reason

# What an output's own suffix takes the place of, the longest first: ``report.txt.gz``.
_REPLACED = sorted((*SUFFIXES, ".xml"), key=len, reverse=True)


class Clash(Exception):
    """Two sources would become one file, or a source would be written over."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to do.

    source: a file; where ``member`` is set, an archive, and ``member`` the name in it. name: its path below the folder
    or archive that was given, ``2010/report.txt``. size: in bytes. known: the SHA-256 of the source that its output was
    made from, where that may still stand.
    """

    source: Path
    target: Path
    name: str
    size: int
    member: str | None = None
    known: str | None = None

    @property
    def place(self) -> str:
        """The source as a person reads it: ``reports.zip/2010/report.txt``."""
        return str(self.source) if self.member is None else f"{self.source}/{self.member}"


@dataclass(slots=True)
class Plan:
    """The tasks, in order, and what of the sources cannot be read: path and reason."""

    tasks: list[Task] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files of a folder or an archive are taken: patterns over their path there, or over their name alone.

    include: any of these; where there are none, every document by its suffix (``undoc.read.SUFFIXES``). exclude: none
    of these. Archives are looked into unless they are excluded.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, path: str) -> bool:
        """path: as ``2010/report.txt``."""
        return (_any(self.include, path) if self.include else is_document(path)) and not self.shuns(path)

    def shuns(self, path: str) -> bool:
        return _any(self.exclude, path)


def _any(patterns: Iterable[str], path: str) -> bool:
    name = path.rpartition("/")[2]
    return any(fnmatchcase(path, pattern) or fnmatchcase(name, pattern) for pattern in patterns)


# A document found: file, name in it where it is an archive, name below what was given, size.
Found = tuple[Path, str | None, str, int]
EVERY = Wanted()


def make_plan(sources: Iterable[Path], folder: Path, suffix: str, wanted: Wanted = EVERY) -> Plan:
    """Find the documents and name their outputs.

    sources: files of any name, folders and ZIP archives, of which the ``wanted`` are taken. folder: where outputs go;
    those of a folder or archive keep its inner paths, and an archive in a folder is a folder there. suffix: of the
    outputs. A source named twice is done once.
    Raises Clash where two sources have the same output, or an output is one of the sources.
    """
    plan = Plan()
    seen: set[tuple[str, str | None]] = set()
    for source in sources:
        for path, member, name, size in _documents(source, folder, plan, wanted):
            identity = (os.path.abspath(path), member)
            if identity not in seen:
                seen.add(identity)
                plan.tasks.append(Task(path, folder / (_stem(name) + suffix), name_as_text(name), size, member))
    _refuse_clashes(plan)
    return plan


def _stem(name: str) -> str:
    lowered = name.lower()
    return name[: -len(next((suffix for suffix in _REPLACED if lowered.endswith(suffix)), "")) or None]


def _documents(source: Path, folder: Path, plan: Plan, wanted: Wanted) -> Iterator[Found]:
    """What is to be read of one source, with names and sizes."""
    try:
        if source.is_dir():
            yield from _below(source, folder, plan, wanted)
        elif is_archive(source.name):
            yield from _inside(source, "", plan, wanted)
        else:
            yield source, None, source.name, source.stat().st_size
    except OSError as error:
        plan.unreadable.append((str(source), reason(error)))
    except ValueError as error:  # a NUL in the name
        plan.unreadable.append((str(source), f"is no file name: {error}"))


def _below(source: Path, folder: Path, plan: Plan, wanted: Wanted) -> Iterator[Found]:
    """A folder's documents in order, without the batch's own outputs."""
    out = os.path.realpath(folder)
    found = False
    before = len(plan.unreadable)

    def refused(error: OSError) -> None:
        plan.unreadable.append((str(error.filename or source), reason(error)))

    for parent, folders, files in os.walk(source, onerror=refused):
        folders[:] = sorted(name for name in folders if os.path.realpath(os.path.join(parent, name)) != out)
        for file in sorted(files):
            path = Path(parent, file)
            name = path.relative_to(source).as_posix()
            try:
                if is_archive(name) and not wanted.shuns(name):
                    for each in _inside(path, name[: -len(path.suffix)] + "/", plan, wanted):
                        found = True
                        yield each
                elif wanted.takes(name):
                    found = True
                    yield path, None, name, path.stat().st_size
            except OSError as error:
                plan.unreadable.append((str(path), reason(error)))
    if not found and len(plan.unreadable) == before:
        plan.unreadable.append((str(source), "holds no document that is wanted" if wanted != EVERY else _NOTHING))


_NOTHING = f"holds no document ({', '.join(SUFFIXES)}); --include takes files of other names"


def _inside(archive: Path, prefix: str, plan: Plan, wanted: Wanted) -> Iterator[Found]:
    """An archive's documents. prefix: of their names. Names that lead out of it are no documents of ours."""
    found = False
    try:
        for member in members(archive):
            if member.trouble is not None:
                plan.unreadable.append((f"{archive}/{member.name}", member.trouble))
                found = True
            elif wanted.takes(prefix + member.path):
                found = True
                yield archive, member.name, prefix + member.path, member.size
    except InputError as error:
        plan.unreadable.append((str(archive), str(error)))
        return
    if not found and not prefix:
        plan.unreadable.append((str(archive), "holds no document that is wanted" if wanted != EVERY else _NOTHING))


def refuse_overwriting(plan: Plan, outputs: Iterable[Path]) -> None:
    """Raises Clash where an output is there already, and is one of the sources, under whatever path."""
    sources = set(filter(None, (_identity(source) for source in {task.source for task in plan.tasks})))
    for output in outputs:
        if _identity(output) in sources:
            raise Clash(f"{output} would be written over a source; choose another place for it")


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file is at a path, links followed; ``None`` where there is none."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state.st_dev, state.st_ino


def _refuse_clashes(plan: Plan) -> None:
    refuse_overwriting(plan, (task.target for task in plan.tasks))
    taken: dict[str, Task] = {}
    for task in plan.tasks:
        other = taken.setdefault(os.path.abspath(task.target), task)
        if other is not task:
            raise Clash(
                f"{other.place} and {task.place} would both become {task.target}; "
                "choose with --include and --exclude, or do them into two folders"
            )
