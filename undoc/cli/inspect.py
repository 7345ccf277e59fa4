"""``undoc inspect``: what was found in a document, for a person."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from undoc.cli.failures import FAILED, complain
from undoc.cli.options import encoding_option
from undoc.reason import printable, reason

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 120


@click.command("inspect", short_help="Show what was found in a document.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--tree", "view", flag_value="tree", help="Every unit: what it is, its eId, where it begins.")
@click.option("--lines", "view", flag_value="lines", help="Every line of the source: what it was taken for, and why.")
@encoding_option
def command(file: Path, view: str | None, encoding: str | None) -> int:
    """Show what was found: masthead, outline, speakers, dates, symbols, meetings, diagnostics, and how sure it is.

    FILE is a text, Akoma Ntoso, - for standard input, or undoc's own JSON (named .json), which has no lines to show.
    Plain text where the output is no terminal.

    \b
    Example:
      undoc inspect report.txt
      undoc inspect report.txt --lines | less
      undoc inspect report.txt | grep 西班牙
    """
    from undoc.cli.parse import STDIN, read_document
    from undoc.cli.patience import patience

    own = file.suffix.lower() == ".json"
    if own and view == "lines":
        raise click.UsageError("--lines needs the text that the document was made from; JSON does not hold it")
    text = ""
    try:
        with patience(f"reading {printable(str(file))} …"):
            if own:
                from undoc import read_json

                document = read_json(file)
            else:
                document, text = read_document(file, encoding)
    except Exception as error:
        complain(reason(error), "standard input" if file == STDIN else file)
        return FAILED
    console = _console()
    if view == "tree":
        from undoc.cli.tree_view import show_tree

        show_tree(document, console)
    elif view == "lines":
        from undoc.cli.lines_view import show_lines

        show_lines(document, text, console)
    else:
        from undoc.cli.view import show

        show(document, console)
    return 0


def _console() -> Console:
    """Standard output: as wide as its terminal, or as COLUMNS says. Raises OSError where it is closed."""
    from undoc.cli.harmless import HarmlessConsole

    if sys.stdout is None:
        raise OSError("is closed")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    width = PIPE_WIDTH if not sys.stdout.isatty() and "COLUMNS" not in os.environ else None
    return HarmlessConsole(width=width, highlight=False, markup=False, emoji=False)
