"""``undoc diff``: two documents of any form, its outputs and its status."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from cli.conftest import REPORT
from cli.test_start import HEAVY, loaded_by


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.txt"
    path.write_text(REPORT.replace("波兰", "葡萄牙").replace("3. 主席", "3. 秘书处介绍了文件。\n\n4. 主席"), "utf-8")
    return path


def test_text(run, report, other) -> None:
    result = run("diff", "report.txt", "other.txt")
    assert (result.returncode, result.stderr) == (0, b"")
    lines = result.stdout.decode().splitlines()
    assert lines[:2] == ["--- report.txt", "+++ other.txt"]
    assert any(line.startswith("~ paragraph 2: ") and "[-波兰-]{+葡萄牙+}" in line for line in lines)
    assert lines[-2].startswith("> paragraph 3 → paragraph 4: 主席着重")
    assert lines[-1].endswith(" same, 1 moved, 1 changed, 1 added, 0 removed")


def test_forms_are_told_by_content(run, report, tmp_path) -> None:
    for form in ("json", "akn"):
        assert run("parse", "report.txt", "--to", form, "-o", f"report.{form}.dat").returncode == 0
    for one in ("report.txt", "report.json.dat", "report.akn.dat"):
        result = run("diff", one, "-", "--exit-code", stdin=(tmp_path / "report.json.dat").read_bytes())
        assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("flags", "status"), [((), 0), (("--exit-code",), 1)])
def test_status(run, report, other, flags, status) -> None:
    assert run("diff", "report.txt", "other.txt", *flags).returncode == status
    assert run("diff", "report.txt", "report.txt", *flags).returncode == 0


def test_json_and_html(run, report, other, tmp_path) -> None:
    record = json.loads(run("diff", "report.txt", "other.txt", "--format", "json").stdout)
    assert (record["before"], record["after"], record["equal"]) == ("report.txt", "other.txt", False)
    assert run("diff", "report.txt", "other.txt", "-o", "changes.html").stdout == b""
    page = (tmp_path / "changes.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>") and "<del>波兰</del><ins>葡萄牙</ins>" in page
    run("diff", "report.txt", "other.txt", "-o", "changes.json")
    assert json.loads((tmp_path / "changes.json").read_text("utf-8")) == record


def test_failures(run, report, tmp_path) -> None:
    (tmp_path / "broken.json").write_text("{", "utf-8")
    result = run("diff", "broken.json", "missing.txt")
    assert (result.returncode, result.stdout) == (1, b"")
    lines = result.stderr.decode().splitlines()
    assert [line.split(": ")[:2] for line in lines] == [["undoc", "broken.json"], ["undoc", "missing.txt"]]
    result = run("diff", "report.txt", "report.txt", "-o", "no/such/folder/x.html")
    assert (result.returncode, len(result.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    "arguments", [("diff",), ("diff", "a.txt"), ("diff", "-", "-"), ("diff", "a", "b", "--format", "x")]
)
def test_wrong_usage(run, arguments) -> None:
    assert run(*arguments).returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals to open")
def test_colours_on_a_terminal_only(report, other, tmp_path) -> None:
    main, side = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        [sys.executable, "-m", "undoc", "diff", report, other], stdout=side, cwd=tmp_path, env=environment
    ) as call:
        os.close(side)
        shown = b""
        while True:
            try:
                piece = os.read(main, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        assert call.wait() == 0
    os.close(main)
    assert b"\x1b[31m[-" in shown


def test_piped_texts_load_nothing_heavy(report) -> None:
    assert not loaded_by("diff", str(report), str(report)) & HEAVY
