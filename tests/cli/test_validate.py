"""``undoc validate``: findings with their lines, in three forms, and statuses."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def good(run, report, tmp_path):
    for name in ("good.xml", "good.json"):
        assert run("parse", report, "-o", name).returncode == 0
    return tmp_path / "good.xml"


@pytest.fixture
def bad(good, tmp_path):
    """Akoma Ntoso with an element that does not belong, on the line after the root."""
    text = good.read_text("utf-8")
    path = tmp_path / "bad.xml"
    path.write_text(text.replace("<meta>", "<nonsense/>\n<meta>", 1), "utf-8")
    return path


def test_valid_files(run, good) -> None:
    result = run("validate", "good.xml", "good.json")
    assert (result.returncode, result.stdout) == (0, b"")
    assert result.stderr == b"undoc: 2 files checked, 0 errors, 0 warnings\n"


def test_each_finding_has_its_file_line_and_rule(run, bad) -> None:
    result = run("validate", "good.xml", "bad.xml")
    assert result.returncode == 1
    line = 1 + bad.read_text("utf-8").split("<nonsense")[0].count("\n")
    assert result.stdout.decode().startswith(f"bad.xml:{line}: ")


def test_json_form(run, bad) -> None:
    result = run("validate", "--format", "json", "bad.xml")
    findings = json.loads(result.stdout)
    assert result.returncode == 1
    assert set(findings[0]) == {"file", "line", "rule", "severity", "message"}
    assert json.loads(run("validate", "--format", "json", "good.xml").stdout) == []


def test_github_form(run, bad) -> None:
    assert run("validate", "--format", "github", "bad.xml").stdout.startswith(b"::error file=bad.xml,line=")


@pytest.mark.parametrize("name", ["gone.xml", "."])
def test_what_cannot_be_read(run, good, name) -> None:
    result = run("validate", name, "good.xml")
    assert result.returncode == 1
    assert result.stderr.decode().startswith(f"undoc: {name}: ")
    assert b"Traceback" not in result.stderr


def test_what_is_neither(run, tmp_path) -> None:
    for name, content in (
        ("broken.xml", "<akomaNtoso"),
        ("broken.json", '{"undoc_version": '),
        ("text.xml", "一些文字"),
    ):
        (tmp_path / name).write_text(content, "utf-8")
        result = run("validate", name)
        assert result.returncode == 1
        assert f"{name}:" in (result.stdout + result.stderr).decode()
        assert b"Traceback" not in result.stderr
