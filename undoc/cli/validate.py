"""``undoc validate``: whether files are what they claim to be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from undoc.cli.failures import FAILED, complain
from undoc.cli.patience import patience
from undoc.reason import printable, reason

if TYPE_CHECKING:
    from undoc.check import Finding


@click.command("validate", short_help="Check Akoma Ntoso or undoc JSON, every finding with its line.")
@click.argument("file", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Of findings.",
)
def command(file: tuple[Path, ...], form: str) -> int:
    """Check Akoma Ntoso (the schema and the UN's profile) or undoc JSON, and print every finding with its line.

    Exit status 1 where any is an error. --format github gives annotations for a workflow's log.

    \b
    Example:
      undoc validate build/*.xml
      undoc validate --format json report.json | jq '.[].rule'
    """
    from undoc.check import check_file
    from undoc.cli.parse import write_stdout

    found: list[tuple[Path, Finding]] = []
    unread = 0
    for path in file:
        try:
            with patience(f"checking {printable(str(path))} …"):
                found += [(path, finding) for finding in check_file(path)]
        except Exception as error:
            unread += 1
            complain(reason(error), path)
    if form == "json":
        text = json.dumps([_record(path, finding) for path, finding in found], ensure_ascii=False, indent=2) + "\n"
    else:
        line = _github if form == "github" else _text
        text = "".join(f"{line(path, finding)}\n" for path, finding in found)
    if text:
        write_stdout(text.encode("utf-8", "backslashreplace"))
    errors = sum(finding.severity == "error" for _, finding in found)
    if form == "text":
        warnings = len(found) - errors
        read = len(file) - unread
        complain(f"{_count(read, 'file')} checked, {_count(errors, 'error')}, {_count(warnings, 'warning')}")
    return FAILED if errors or unread else 0


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _text(path: Path, finding: Finding) -> str:
    weight = "" if finding.severity == "error" else f" ({finding.severity})"
    return f"{printable(str(path))}:{finding.line or 1}: {finding.rule}{weight}: {printable(finding.message)}"


def _record(path: Path, finding: Finding) -> dict[str, object]:
    return {
        "file": str(path),
        "line": finding.line,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
    }


def _github(path: Path, finding: Finding) -> str:
    """A workflow command: ``::error file=a.xml,line=3,title=eid::message``, its own marks escaped."""
    level = {"error": "error", "warning": "warning"}.get(finding.severity, "notice")
    place = f"file={_escaped(str(path))},line={finding.line or 1},title={_escaped(finding.rule)}"
    return f"::{level} {place}::{printable(finding.message.replace('%', '%25'))}"


def _escaped(value: str) -> str:
    for mark, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        value = value.replace(mark, code)
    return printable(value)
