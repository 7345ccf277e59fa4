"""``undoc inspect``: what a person sees, and what a pipe gets."""

from __future__ import annotations

import pytest

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
