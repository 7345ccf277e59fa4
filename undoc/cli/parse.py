"""``undoc parse``: one document."""

from __future__ import annotations

import gc
import os
import sys
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
from undoc.cli.patience import patience
from undoc.lazy import lazy
from undoc.limits import DEFAULT, Limits, memory_limit, time_limit, too_large
from undoc.reason import printable, reason
from undoc.write import WRITERS, Options, form_of
from undoc.write.files import write_whole

if TYPE_CHECKING:
    from undoc.model import Document

STDIN = Path("-")
_CONTROLS = lazy(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
SOURCE = "source"  # the text that was read: no writer's form, since no document need be made of it


@click.command("parse", short_help="One document: JSON, Akoma Ntoso, a page, tables, text.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--to",
    type=click.Choice([*WRITERS, SOURCE]),
    help="Form of the output; default by OUT's suffix, else json. source: the text as it was read, which spans count in.",
)
@click.option("-o", "out", type=click.Path(path_type=Path), metavar="OUT", help="Write to OUT, whole or not at all.")
@click.option("--keywords", type=click.IntRange(min=0), default=0, metavar="N", help="Look for N keywords as well.")
@encoding_option
@indent_option
@markup_date_option
@limit_options
def command(
    file: Path,
    to: str | None,
    out: Path | None,
    keywords: int,
    encoding: str | None,
    indent: bool,
    markup_date: str | None,
    max_bytes: int,
    timeout: float | None,
    memory: int | None,
) -> int:
    """Turn one document into structured JSON, Akoma Ntoso, an HTML page, CSV, Markdown or clean text.

    FILE is a text in any encoding, PDF, DOCX, HTML, Akoma Ntoso, one of them in a .gz or .zip, or - for standard input.
    What it is, its content tells.

    \b
    Example:
      undoc parse report.txt -o report.xml
      undoc parse report.txt -o report.html
      undoc parse report.xml --to md
      undoc parse - < report.pdf | jq .speakers
    """
    end_when_told()
    gc.disable()  # the process ends with its one document, sooner than memory could run out
    limits = Limits(timeout, None, max_bytes)  # its memory is this whole process's, outputs included
    form = to or (form_of(out.suffix) if out else "json")
    if out is not None and file != STDIN and same_file(file, out):
        raise click.UsageError(f"{out} would be written over its own source")
    try:
        with time_limit(timeout), memory_limit(memory), patience(f"reading {printable(str(file))} …"):
            if form == SOURCE:
                data = _source(file, encoding, limits)
            else:
                document, text = read_document(file, encoding, keywords, limits)
                data = WRITERS[form].write(document, Options(indent, markup_date, text))
    except Exception as error:
        complain(reason(error), "standard input" if file == STDIN else file)
        return FAILED
    if out is None:
        write_stdout(data)
        return 0
    try:
        write_whole(out, data)
    except OSError as error:
        complain(reason(error), out)
        return FAILED
    return 0


def read_document(
    file: Path, encoding: str | None = None, keywords: int = 0, limits: Limits = DEFAULT
) -> tuple[Document, str]:
    """The plain values of a file or, for ``-``, of standard input, and the decoded text that they were made from.

    Raises InputError and OSError.
    """
    from undoc.pipeline import parse_with_text

    source = file if file != STDIN else read_stdin(limits.size)
    return parse_with_text(source, encoding=encoding, keywords=keywords, limits=limits)


def read_stdin(max_bytes: int = DEFAULT.size) -> bytes:
    """All of standard input. Raises OSError where it is closed, InputError where it is too much."""
    if sys.stdin is None:
        raise OSError("is closed")
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(max_bytes)
    return data


def _source(file: Path, encoding: str | None, limits: Limits) -> bytes:
    """The text that a file was read as, in UTF-8."""
    from undoc.pipeline import read

    source = read(file if file != STDIN else read_stdin(limits.size), encoding=encoding, limits=limits)
    return source.text.encode()


def write_stdout(data: bytes) -> None:
    """A form's bytes, UTF-8, to standard output; control characters as ``\\u001b`` where that is a terminal, which would
    obey them. Raises OSError, which ``undoc.cli.app`` turns into a line."""
    if sys.stdout is None:
        raise OSError("is closed")
    if sys.stdout.isatty():
        data = _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", data.decode()).encode()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths are one file; a device or a pipe is none."""
    try:
        return os.path.samefile(one, other) and one.is_file()
    except OSError:
        return False
