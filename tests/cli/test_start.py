"""What is there before any document: version, help, completion, quick starts, wrong usage."""

from __future__ import annotations

import subprocess
import sys

import pytest

import undoc
from undoc.cli.app import COMMANDS
from undoc.write import WRITERS

HEAVY = {"jieba", "lxml", "rich", "pydantic", "cobalt", "jinja2", "resiliparse", "pypdfium2"}


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules that a call has loaded at its end."""
    code = (
        "import sys; sys.argv = ['undoc', *sys.argv[1:]]\n"
        "from undoc.cli.app import run\n"
        "run(sys.argv[1:]); sys.stdout.flush()\n"
        "print(' '.join({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    call = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(call.stderr.split("\n")[-2].split())


def test_version(run) -> None:
    result = run("--version")
    assert (result.returncode, result.stdout.decode()) == (0, f"undoc {undoc.__version__}\n")


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("parse", "--help"), ("batch", "-h")], ids=" ".join)
def test_what_reads_no_document_loads_nothing_heavy(arguments) -> None:
    assert not loaded_by(*arguments) & HEAVY


@pytest.mark.parametrize("form", WRITERS)
def test_parsing_loads_nothing_heavy_whatever_the_output(report, tmp_path, form) -> None:
    own = {"jinja2"} if form == "html" else set()
    assert not loaded_by("parse", str(report), "--to", form, "-o", str(tmp_path / "out")) & (HEAVY - own)


def test_a_batch_loads_nothing_heavy(report, tmp_path) -> None:
    assert not loaded_by("batch", str(report), "-d", str(tmp_path), "--jobs", "1") & HEAVY


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_each_command_has_help_with_an_example(run, command, flag) -> None:
    result = run(command, flag)
    assert result.returncode == 0
    assert f"Example:\n    undoc {command} " in result.stdout.decode()


def test_help_lists_each_command_with_a_whole_sentence(run) -> None:
    text = run("--help").stdout.decode()
    for command in COMMANDS:
        assert f"\n  {command} " in text
    assert "..." not in text.split("Commands:")[1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(run, shell) -> None:
    result = run("completion", shell)
    assert result.returncode == 0
    assert b"_UNDOC_COMPLETE" in result.stdout


def test_completion_of_commands(run) -> None:
    result = run(env={"_UNDOC_COMPLETE": "bash_complete", "COMP_WORDS": "undoc in", "COMP_CWORD": "1"})
    assert result.stdout.decode().split() == ["plain,inspect"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("parse",),
        ("nonsense",),
        ("parse", "report.txt", "--to", "pdf"),
        ("parse", "report.txt", "--encoding", "klingon"),
        ("parse", "report.txt", "--markup-date", "2026-13-01"),
        ("batch", "report.txt"),
        ("batch", "report.txt", "-d", "out", "--jobs", "0"),
        ("batch", "report.txt", "-d", "out", "--to", "jsonl", "--resume"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(run, report, arguments) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stdout == b""
    assert b"Traceback" not in result.stderr
