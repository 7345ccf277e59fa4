"""``undoc inspect``: what a person sees, and what a pipe gets."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import struct
import subprocess
import sys
import termios

import pytest
from rich.console import Console

from undoc.cli.lines_view import show_lines
from undoc.cli.view import show
from undoc.model import Diagnostic
from undoc.pipeline import parse_with_text

ESCAPE = b"\x1b"


def test_what_was_found(run, report) -> None:
    result = run("inspect", report)
    assert (result.returncode, result.stderr) == (0, b"")
    text = result.stdout.decode()
    for found in (
        "第二委员会关于议程项目8的报告", "增编", "一般性讨论", "paragraphs 1–2", "2 items", "西班牙", "ESP", "欧洲联盟",
        "2010-04-12", "A/CONF.213/PM.1", "1, 2, 3",
    ):  # fmt: skip
        assert found in text, text


def test_plain_in_a_pipe(run, report) -> None:
    text = run("inspect", report).stdout
    assert ESCAPE not in text
    assert "─" not in text.decode()


def test_colour_is_forced_and_refused(run, report) -> None:
    forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    assert ESCAPE + b"[" in run("inspect", report, env=forced).stdout
    refused = run("inspect", report, env={**forced, "NO_COLOR": "1"}).stdout
    assert b"\x1b[3" not in refused  # bold may stay, colour not


def test_width(run, report) -> None:
    narrow = run("inspect", report, env={"COLUMNS": "60"}).stdout.decode().split("Speakers")[1].split("Diagnostics")[0]
    wide = sum(2 if character > "\u2e7f" else 1 for character in max(narrow.splitlines(), key=len))
    assert wide <= 120
    assert max(map(len, narrow.splitlines())) <= 60


def test_its_own_json(run, report) -> None:
    assert run("parse", report, "-o", "report.json").returncode == 0
    assert run("inspect", "report.json").stdout == run("inspect", "report.txt").stdout


def test_standard_input(run, report) -> None:
    assert "西班牙" in run("inspect", "-", stdin=report.read_bytes()).stdout.decode()


def test_names_that_look_like_markup(run, tmp_path) -> None:
    (tmp_path / "r.txt").write_text("关于[bold]项目[/nothing]的报告\n\n1. 委员会:smile:通过了[red]报告。\n", "utf-8")
    assert "[bold]项目[/nothing]" in run("inspect", "r.txt").stdout.decode()


@pytest.mark.parametrize("name", ["gone.txt", "gone.json", "."])
def test_failures(run, name) -> None:
    result = run("inspect", name)
    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr.decode().startswith(f"undoc: {name}: ") and result.stderr.count(b"\n") == 1


def test_tree(run, report) -> None:
    text = run("inspect", report, "--tree").stdout.decode()
    assert "body\n  paragraph 1. 第二委员会2010年4月12日和13日" in text
    assert "\n    item (a) 秘书处编写的工作文件（A/CONF.213/9）；  (para_1__list_1__point_a, line 9)\n" in text


def test_lines_say_what_each_was_taken_for(run, tmp_path) -> None:
    (tmp_path / "r.txt").write_text(
        "委员会的报告\n\n1. 委员会收到了\n文件。1\n_______\n1 见上文。\n\f- 2 -\n2. 散会。\n", "utf-8"
    )
    rows = [line.split(maxsplit=2) for line in run("inspect", "r.txt", "--lines").stdout.decode().splitlines()]
    assert [(row[0], row[1]) for row in rows] == [
        ("1", "+"), ("3", "+"), ("4", "paragraph"), ("5", "+"), ("6", "+"), ("7", "+"), ("8", "+"),
    ]  # fmt: skip
    found = [" ".join(row[2].split()) for row in rows]
    assert found[1] == "paragraph 1. number 1. 1. 委员会收到了"
    assert found[2] == "1. goes on from line 3 文件。1"
    assert found[4] == "footnote 1 a note's marker 1 1 见上文。"
    assert found[5] == "page number a number where a page ends - 2 -"


def test_lines_hold_every_character(run, report) -> None:
    text = run("inspect", report, "--lines").stdout.decode()
    for line in report.read_text("utf-8").split("\n"):
        assert line.strip() in text


def test_another_reason_can_be_told(capsys) -> None:
    document, text = parse_with_text("委员会的报告\n\n1. 散会。\n")
    show_lines(document, text, Console(width=100), lambda line, piece: f"because of {line.number}")
    assert "because of 3" in capsys.readouterr().out


def test_json_has_no_lines(run, report) -> None:
    assert run("parse", report, "-o", "report.json").returncode == 0
    result = run("inspect", "report.json", "--lines")
    assert (result.returncode, result.stdout) == (2, b"")
    assert "--lines needs the text" in result.stderr.decode()


def test_confidence(capsys) -> None:
    document, _ = parse_with_text("委员会的报告\n\n1. 散会。\n\n2. 休会。\n")
    document.diagnostics = []
    show(document, Console(width=100))
    document.diagnostics = [Diagnostic(code="close-call", severity="info", message="…", line=3)]
    show(document, Console(width=100))
    out = capsys.readouterr().out
    assert "no close call among 3 units" in out
    assert "66.7 % of 3 units began beyond doubt; close calls on lines 3" in out


def on_a_terminal(*arguments: str, folder, env: dict[str, str]) -> bytes:
    """What a call prints where its three streams are a terminal 60 columns wide."""
    main, end = os.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    call = subprocess.Popen(
        [sys.executable, "-m", "undoc", *arguments],
        cwd=folder,
        stdin=end,
        stdout=end,
        stderr=end,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": "", **env},
    )
    os.close(end)
    out = b""
    with contextlib.suppress(OSError):  # the terminal is gone when the call is
        while piece := os.read(main, 65536):
            out += piece
    os.close(main)
    assert call.wait(30) == 0
    return out


SLOW = """\
import time, undoc.pipeline
whole = undoc.pipeline.parse_with_text
def slow(*arguments, **more):
    time.sleep(1.6)
    return whole(*arguments, **more)
undoc.pipeline.parse_with_text = slow
"""
PATIENT = "import undoc.cli.patience\nundoc.cli.patience.SECONDS = 3600\n"


@pytest.mark.parametrize(
    "command", [("inspect", "report.txt"), ("parse", "report.txt", "-o", "out.json")], ids=lambda c: c[0]
)
def test_who_waits_is_told_on_a_terminal_only(run, report, tmp_path, command) -> None:
    def env(code: str) -> dict[str, str]:
        (tmp_path / "sitecustomize.py").write_text(code)
        return {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.getcwd()]), "PYTHONDONTWRITEBYTECODE": "1"}

    assert "reading report.txt …".encode() in on_a_terminal(*command, folder=tmp_path, env=env(SLOW))
    assert b"reading" not in run(*command, env=env(SLOW)).stderr
    assert b"reading" not in on_a_terminal(*command, folder=tmp_path, env=env(PATIENT))


def test_a_terminal_has_colours_unless_refused_and_its_width_is_kept(report, tmp_path) -> None:
    coloured = on_a_terminal("inspect", "report.txt", "--lines", folder=tmp_path, env={})
    assert b"\x1b[" in coloured
    plain = on_a_terminal("inspect", "report.txt", "--lines", folder=tmp_path, env={"NO_COLOR": "1"}).decode()
    assert "\x1b[3" not in plain
    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", plain).splitlines()
    assert max(sum(2 if character > "\u2e7f" else 1 for character in line) for line in lines) <= 60
