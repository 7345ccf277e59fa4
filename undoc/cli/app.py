"""The ``undoc`` command: its table of commands, and what becomes of every error.

Exit statuses: 0 all well, 1 something could not be read or is not valid, 2 wrong usage, 130 interrupted, 143 and
129 ended by SIGTERM and SIGHUP.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from io import StringIO
from typing import NoReturn

import click

from undoc import __version__
from undoc.cli.failures import FAILED, INTERRUPTED, complain, say
from undoc.reason import reason

# Pydantic would look through all installed packages for plugins, which takes longer than a small document.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

COMMANDS = ("parse", "batch", "validate", "inspect", "diff", "completion")


class Commands(click.Group):
    """A group whose commands are modules of this package, imported at first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"undoc.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            complain("interrupted")
            return INTERRUPTED


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="undoc %(version)s")
def undoc() -> None:
    """Chinese United Nations documents, from damaged text back to structure.

    \b
    Example:
      undoc parse report.txt -o report.xml
      undoc COMMAND --help
    """


def main() -> NoReturn:
    """Run the command line and leave with its status."""
    status = run(sys.argv[1:])
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        status = _stdout_failed(error)
    _leave(status)


def _leave(status: int) -> NoReturn:
    """End the process. Its memory goes with it: taking it apart value by value is a tenth of a small document's time.

    Where processes were started, Python must end as it does, to see to them.
    """
    if "multiprocessing" in sys.modules:
        sys.exit(status)
    with suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.flush()
    os._exit(status)


def run(arguments: list[str]) -> int:
    """Run one call. Gives its exit status; never raises but for a bug of click's own."""
    try:
        result = undoc.main(arguments, prog_name="undoc", standalone_mode=False)
    except click.ClickException as error:
        words = StringIO()
        error.show(words)
        say(words.getvalue().rstrip("\n"))
        return error.exit_code
    except OSError as error:
        return _stdout_failed(error)
    except Exception as error:
        complain(reason(error))
        return FAILED
    return result if isinstance(result, int) else 0


def _stdout_failed(error: OSError) -> int:
    """Standard output is closed, gone or full. What a reader that left (``| head``) did is no error worth a word."""
    if not isinstance(error, BrokenPipeError):
        complain(reason(error), "standard output")
    # What is still buffered has nowhere to go; without this, Python would complain of it at exit.
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    return FAILED
