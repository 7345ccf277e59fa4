"""``undoc batch``: many documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from undoc.cli.failures import FAILED, complain, end_when_told
from undoc.cli.options import (
    encoding_option,
    indent_option,
    limit_options,
    markup_date_option,
)
from undoc.errors import UndocError
from undoc.reason import reason
from undoc.write import WRITERS, Options

if TYPE_CHECKING:
    from undoc.batch import Limits, Order, Outcome, Plan, Task

JSONL_FILE = "documents.jsonl"
STDIN = Path("-")


@click.command("batch", short_help="Many documents: a file each, one JSON Lines file, or Parquet tables.")
@click.argument("src", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-d", "folder", required=True, metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="Where outputs go.",
)  # fmt: skip
@click.option(
    "--to", type=click.Choice([*WRITERS, "jsonl", "parquet"]), default="json", show_default=True,
    help="Form of the outputs.",
)  # fmt: skip
@click.option(
    "--include", multiple=True, metavar="GLOB",
    help="Of folders and archives take the files that match, whatever their suffix; more than once: any of these.",
)  # fmt: skip
@click.option("--exclude", multiple=True, metavar="GLOB", help="Of folders and archives leave out what matches.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; default: one for each core.")
@limit_options
@click.option(
    "--resume", is_flag=True, help="Leave outputs alone whose source, options and version of undoc are the same."
)
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the summary as JSON."
)
@click.option(
    "--depfile", "deps", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write rules for make: outputs and their sources.",
)  # fmt: skip
@encoding_option
@indent_option
@markup_date_option
def command(
    src: tuple[Path, ...],
    folder: Path,
    to: str,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    jobs: int | None,
    max_bytes: int,
    timeout: float | None,
    memory: int | None,
    resume: bool,
    report: Path | None,
    deps: Path | None,
    encoding: str | None,
    indent: bool,
    markup_date: str | None,
) -> int:
    """Turn many documents into files of their own name in DIR.

    SRC are files, folders (the documents below them, DIR mirrors them), ZIP archives (the same), or - for a list of
    paths on standard input, one a line. --to jsonl makes one file, DIR/documents.jsonl, with a document a line;
    --to parquet makes tables, DIR/documents.parquet, DIR/speakers.parquet …. A document that fails, dies or takes too
    long is reported, the others are done, and the exit status is 1. An output that would be the same is not touched.

    \b
    Example:
      undoc batch reports/ -d build --to akn --jobs 4 --resume
      undoc batch archive.zip -d build --exclude 'drafts/*' --report build/report.json
      find . -name '*.txt' | undoc batch - -d build --to jsonl
    """
    from undoc.batch import Clash, Limits, Order, Wanted, make_plan
    from undoc.batch.plan import refuse_overwriting

    one_file = to not in WRITERS
    if one_file and resume:
        raise click.UsageError(f"--resume needs an output for each document; --to {to} makes one of all")
    try:
        suffix = ".json" if one_file else WRITERS[to].suffixes[0]
        plan = make_plan(_sources(src), folder, suffix, Wanted(include, exclude))
        refuse_overwriting(plan, [*_files_of_all(to, folder), *filter(None, (report, deps))])
    except Clash as error:
        raise click.UsageError(str(error)) from None
    order = Order(to, Options(indent and not one_file, markup_date), encoding, folder)
    limits = Limits(timeout, memory, max_bytes)
    end_when_told()
    return _Batch(plan, order, folder, resume).run(jobs, limits, report, deps)


def _files_of_all(to: str, folder: Path) -> list[Path]:
    """The files that hold all documents together, of the forms that make such."""
    if to == "jsonl":
        return [folder / JSONL_FILE]
    from undoc.batch.tables import TABLES

    return [folder / f"{name}.parquet" for name in TABLES] if to == "parquet" else []


def _sources(given: Iterable[Path]) -> Iterator[Path]:
    for source in given:
        if source == STDIN:
            lines = sys.stdin.buffer.read().splitlines() if sys.stdin is not None else []
            yield from (Path(os.fsdecode(line)) for line in lines if line.strip())
        else:
            yield source


class _Batch:
    """One run: the outcomes as they come, said on standard error, and counted."""

    def __init__(self, plan: Plan, order: Order, folder: Path, resume: bool) -> None:
        from undoc.batch.summary import Summary

        self.plan, self.order, self.folder, self.resume = plan, order, folder, resume
        self.summary = Summary(len(plan.tasks) + len(plan.unreadable))

    def run(self, jobs: int | None, limits: Limits, report: Path | None, deps: Path | None) -> int:
        """Do it all. report, deps: files to write as well. Gives the exit status."""
        for place, why in self.plan.unreadable:
            self.summary.fail(place, why, "input")
            complain(why, place)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with closing(self._outcomes(jobs, limits)) as outcomes:
                self._write(outcomes)
            self._write_beside(report, deps)
        except UndocError as error:
            complain(reason(error))
            return FAILED
        except OSError as error:
            complain(reason(error), error.filename or self.folder)
            return FAILED
        finally:
            for line in self.summary.lines(resumed=self.resume):
                complain(line)
        return FAILED if self.summary.failures else 0

    def _outcomes(self, jobs: int | None, limits: Limits) -> Generator[Outcome]:
        from undoc.batch import run
        from undoc.cli.progress import progress

        # Closed whatever happens, so that no worker outlives the command.
        with closing(run(self._tasks(), self.order, jobs, limits)) as running, progress(self.summary) as advance:
            for outcome in running:
                self.summary.count(outcome)
                if outcome.error is not None:
                    complain(outcome.error, outcome.task.place)
                advance()
                yield outcome

    def _tasks(self) -> list[Task]:
        from undoc.batch.resume import begin, with_known
        from undoc.write.files import sweep

        if self.order.keep:
            sweep(self.folder)
            return self.plan.tasks
        entries = begin(self.order, self.plan.tasks)
        return list(with_known(self.plan.tasks, entries, self.order)) if self.resume else self.plan.tasks

    def _write(self, outcomes: Iterator[Outcome]) -> None:
        """What the outcomes bring with them, into one file or the tables; the others are files already."""
        if self.order.form == "jsonl":
            from undoc.write.files import whole_file

            with whole_file(self.folder / JSONL_FILE, same=True) as file:
                for outcome in outcomes:
                    file.write(outcome.line or b"")
        elif self.order.form == "parquet":
            from undoc.batch.parquet import ParquetTables
            from undoc.batch.tables import failed_document

            with ParquetTables(self.folder) as tables:
                for outcome in outcomes:
                    if outcome.rows is not None:
                        tables.add(outcome.rows)
                    else:
                        tables.add_failed(failed_document(outcome.task.name, None, outcome.error or ""))
        else:
            for _ in outcomes:
                pass

    def _write_beside(self, report: Path | None, deps: Path | None) -> None:
        from undoc.batch.summary import depfile
        from undoc.write.files import write_whole

        if report is not None:
            write_whole(report, self.summary.report(self.order.form))
        if deps is not None:
            one = {"jsonl": JSONL_FILE, "parquet": "documents.parquet"}.get(self.order.form)
            write_whole(deps, depfile(self.plan.tasks, self.folder / one if one else None), same=True)
