"""``undoc inspect``: what was found in a document, for a person."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from undoc.cli.failures import FAILED, complain
from undoc.cli.options import encoding_option
from undoc.reason import reason

PIPE_WIDTH = 120


@click.command("inspect", short_help="Show what was found in a document.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@encoding_option
def command(file: Path, encoding: str | None) -> int:
    """Show what was found: masthead, outline, speakers, dates, symbols, meetings and diagnostics.

    FILE is a text, Akoma Ntoso, - for standard input, or undoc's own JSON (named .json). Plain text where the output is
    no terminal.

    \b
    Example:
      undoc inspect report.txt
      undoc inspect report.txt | grep 西班牙
    """
    from undoc.cli.parse import STDIN, read_document

    try:
        if file.suffix.lower() == ".json":
            from undoc import read_json

            document = read_json(file)
        else:
            document, _ = read_document(file, encoding)
    except Exception as error:
        complain(reason(error), "standard input" if file == STDIN else file)
        return FAILED
    from rich.console import Console

    from undoc.cli.view import show

    if sys.stdout is not None and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    piped = sys.stdout is None or not sys.stdout.isatty()
    width = PIPE_WIDTH if piped and "COLUMNS" not in os.environ else None
    show(document, Console(width=width, highlight=False, markup=False, emoji=False))
    return 0
