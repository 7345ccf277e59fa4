"""``undoc diff``: what became of a document."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from undoc.cli.failures import FAILED, complain, end_when_told
from undoc.cli.options import encoding_option
from undoc.cli.patience import patience
from undoc.reason import printable, reason

if TYPE_CHECKING:
    from undoc.compare import Comparison
    from undoc.model import Document

STDIN = Path("-")
_FORMS = {".json": "json", ".html": "html", ".htm": "html"}
_STYLES = {"removed": "red", "added": "green", "changed": "yellow", "moved": "cyan", "label": "dim"}


@click.command("diff", short_help="What was changed, added, removed or moved between two documents.")
@click.argument("before", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("after", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), help="Default: by OUT's suffix, else text."
)
@click.option("-o", "out", type=click.Path(path_type=Path), metavar="OUT", help="Write to OUT, whole or not at all.")
@click.option("--exit-code", is_flag=True, help="Exit status 1 where the documents differ.")
@encoding_option
def command(
    before: Path, after: Path, form: str | None, out: Path | None, exit_code: bool, encoding: str | None
) -> int:
    """Compare two documents unit by unit: paragraphs, items, recitals, headings, tables and notes.

    BEFORE and AFTER are texts, Akoma Ntoso or undoc's JSON, of one form or of two; one may be - for standard input.
    Units are found again by what they say: a paragraph under a new number is moved, not changed. White space is not
    compared.

    \b
    Example:
      undoc diff draft.txt resolution.txt
      undoc diff draft.txt resolution.xml -o changes.html
      undoc diff --format json a.json b.json | jq '.units[] | select(.status == "changed")'
    """
    if before == after == STDIN:
        raise click.UsageError("only one of the two can be standard input")
    from undoc.cli.parse import same_file

    if out is not None and any(path != STDIN and same_file(path, out) for path in (before, after)):
        raise click.UsageError(f"{out} would be written over its own source")
    end_when_told()
    documents = []
    for path in (before, after):
        try:
            with patience(f"reading {printable(str(path))} …"):
                documents.append(_document(path, encoding))
        except Exception as error:
            complain(reason(error), "standard input" if path == STDIN else path)
    if len(documents) < 2:
        return FAILED
    from undoc.compare import compare

    with patience("comparing …"):
        comparison = compare(documents[0], documents[1], (str(before), str(after)))
    form = form or (_FORMS.get(out.suffix.lower(), "text") if out else "text")
    try:
        _write(comparison, form, out)
    except OSError as error:
        if out is None:
            raise
        complain(reason(error), out)
        return FAILED
    return FAILED if exit_code and not comparison.equal else 0


def _document(path: Path, encoding: str | None) -> Document:
    """A document of any form, by its content."""
    from undoc.cli.parse import read_stdin
    from undoc.pipeline import parse_plain
    from undoc.read.formats import file_bytes

    data = read_stdin() if path == STDIN else file_bytes(path)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        from undoc.read.json import read_json

        return read_json(data.removeprefix(b"\xef\xbb\xbf"))
    return parse_plain(data, name=None if path == STDIN else path.name, encoding=encoding)


def _write(comparison: Comparison, form: str, out: Path | None) -> None:
    if form == "text" and out is None and sys.stdout is not None and sys.stdout.isatty():
        _show(comparison)
        return
    if form == "json":
        text = json.dumps(comparison.to_record(), ensure_ascii=False, indent=2) + "\n"
    elif form == "html":
        from undoc.compare.page import page

        text = page(comparison)
    else:
        from undoc.compare.report import plain_report

        text = plain_report(comparison)
    data = text.encode("utf-8", "replace")
    if out is None:
        from undoc.cli.parse import write_stdout

        write_stdout(data)
    else:
        from undoc.write.files import write_whole

        write_whole(out, data)


def _show(comparison: Comparison) -> None:
    """In colours, on a terminal."""
    from rich.console import Console
    from rich.text import Text

    from undoc.compare.report import report

    console = Console(highlight=False, markup=False, emoji=False)
    for line in report(comparison):
        console.print(Text.assemble(*((words, _STYLES.get(style, "")) for style, words in line)), soft_wrap=True)
