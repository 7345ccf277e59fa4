"""``undoc batch``: many documents."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NoReturn

import click

from undoc.cli.failures import FAILED, complain
from undoc.cli.options import encoding_option, indent_option, markup_date_option
from undoc.reason import reason
from undoc.write import WRITERS, Options

if TYPE_CHECKING:
    from undoc.batch import Order, Outcome, Plan, Task

JSONL = "jsonl"
JSONL_FILE = "documents.jsonl"
STDIN = Path("-")


@click.command("batch", short_help="Many documents: a file each, or one JSON Lines file.")
@click.argument("src", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-d",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where outputs go.",
)
@click.option(
    "--to", type=click.Choice([*WRITERS, JSONL]), default="json", show_default=True, help="Form of the outputs."
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; default: one for each core.")
@click.option(
    "--resume", is_flag=True, help="Leave outputs alone that are newer than their source, by the same version."
)
@encoding_option
@indent_option
@markup_date_option
def command(
    src: tuple[Path, ...],
    folder: Path,
    to: str,
    jobs: int | None,
    resume: bool,
    encoding: str | None,
    indent: bool,
    markup_date: str | None,
) -> int:
    """Turn many documents into files of their own name in DIR.

    SRC are files (texts or Akoma Ntoso), folders (every .txt below, DIR mirrors them), or - for a list of paths on
    standard input, one a line. --to jsonl makes one file, DIR/documents.jsonl, with a document a line. A document that
    fails is reported, the others are done, and the exit status is 1.

    \b
    Example:
      undoc batch reports/ -d build --to akn --jobs 4 --resume
      find . -name '*.txt' | undoc batch - -d build --to jsonl
    """
    from undoc.batch import Clash, Order, make_plan

    one_file = to == JSONL
    if one_file and resume:
        raise click.UsageError("--resume needs an output for each document; --to jsonl makes one file")
    try:
        plan = make_plan(_sources(src), folder, ".json" if one_file else WRITERS[to].suffixes[0])
    except Clash as error:
        raise click.UsageError(str(error)) from None
    order = Order("json" if one_file else to, Options(indent and not one_file, markup_date), encoding, keep=one_file)
    signal.signal(signal.SIGTERM, _leave)
    return _Batch(plan, order, folder, jobs, resume).run()


def _sources(given: Iterable[Path]) -> Iterator[Path]:
    for source in given:
        if source == STDIN:
            lines = sys.stdin.buffer.read().splitlines() if sys.stdin is not None else []
            yield from (Path(os.fsdecode(line)) for line in lines if line.strip())
        else:
            yield source


def _leave(signum: int, frame: object) -> NoReturn:
    sys.exit(128 + signum)


class _Batch:
    """One run: the outcomes as they come, said on standard error, and counted."""

    def __init__(self, plan: Plan, order: Order, folder: Path, jobs: int | None, resume: bool) -> None:
        self.plan, self.order, self.folder, self.jobs, self.resume = plan, order, folder, jobs, resume
        self.begun = perf_counter()
        self.done = self.failed = self.fresh = self.characters = 0

    def run(self) -> int:
        for path, why in self.plan.unreadable:
            self._fail(path, why)
        try:
            tasks = self._tasks()
            if self.order.keep:
                self._write_lines(tasks)
            else:
                for _ in self._outcomes(tasks):
                    pass
        except OSError as error:
            complain(reason(error), error.filename or self.folder)
            return FAILED
        finally:
            self._sum_up()
        return FAILED if self.failed else 0

    def _tasks(self) -> list[Task]:
        from undoc.batch.resume import begin, is_done

        if self.order.keep:
            self.folder.mkdir(parents=True, exist_ok=True)
            return self.plan.tasks
        since = begin(self.folder, self.order)
        if not self.resume:
            return self.plan.tasks
        tasks = [task for task in self.plan.tasks if not is_done(task, since)]
        self.fresh = len(self.plan.tasks) - len(tasks)
        return tasks

    def _write_lines(self, tasks: list[Task]) -> None:
        from undoc.write.files import whole_file

        with whole_file(self.folder / JSONL_FILE) as file:
            for outcome in self._outcomes(tasks):
                if outcome.data is not None:
                    file.write(outcome.data)

    def _outcomes(self, tasks: list[Task]) -> Iterator[Outcome]:
        from undoc.batch import in_order, run

        # Closed whatever happens, so that no worker outlives the command.
        with closing(run(tasks, self.order, self.jobs)) as running, _progress(len(tasks)) as advance:
            for outcome in in_order(running, tasks) if self.order.keep else running:
                advance()
                if outcome.error is not None:
                    self._fail(outcome.task.source, outcome.error)
                else:
                    self.done += 1
                    self.characters += outcome.characters
                yield outcome

    def _fail(self, path: Path, why: str) -> None:
        self.failed += 1
        complain(why, path)

    def _sum_up(self) -> None:
        seconds = perf_counter() - self.begun
        counts = f"{self.done} done, {self.failed} failed" + (f", {self.fresh} up to date" if self.resume else "")
        rate = self.characters / seconds if seconds else 0.0
        complain(f"{counts}; {self.characters:,} characters in {seconds:.1f} s ({rate:,.0f} a second)")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], object]]:
    """A bar on standard error where that is a terminal; what to call for each document."""
    if not (total > 1 and sys.stderr is not None and sys.stderr.isatty()):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    with Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        row = bar.add_task("", total=total)
        yield lambda: bar.advance(row)
