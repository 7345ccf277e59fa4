"""``undoc parse``: forms, streams, output files, and every way to fail."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from cli.conftest import REPORT

from undoc.write import WRITERS

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
MARKS = {
    "json": b'"undoc_version"',
    "akn": b"<akomaNtoso",
    "csv": b",speakers,",
    "html": b"<!DOCTYPE html>",
    "md": b"# ",
    "text": "2. 在".encode(),
}


def fails(result: subprocess.CompletedProcess[bytes], name: str, *reasons: str) -> bool:
    """Whether a call failed as it should: status 1, nothing printed, one line that names the file and a reason."""
    error = result.stderr.decode()
    return (
        result.returncode == 1
        and result.stdout == b""
        and error.startswith(f"undoc: {name}: ")
        and error.count("\n") == 1
        and any(reason in error for reason in reasons)
    )


def test_json_is_the_default(run, report) -> None:
    result = run("parse", report)
    assert (result.returncode, result.stderr) == (0, b"")
    document = json.loads(result.stdout)
    assert document["source"]["name"] == "report.txt"
    assert document["meta"]["title"] == "第二委员会关于议程项目8的报告"


@pytest.mark.parametrize("form", WRITERS)
def test_each_form(run, report, form) -> None:
    result = run("parse", report, "--to", form)
    assert (result.returncode, result.stderr) == (0, b"")
    assert MARKS[form] in result.stdout
    assert result.stdout.endswith(b"\n")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("o.xml", "akn"),
        ("o.json", "json"),
        ("o.md", "md"),
        ("o.txt", "text"),
        ("o.html", "html"),
        ("o.csv", "csv"),
        ("o", "json"),
    ],
)
def test_form_by_the_suffix_of_the_output(run, report, tmp_path, name, form) -> None:
    result = run("parse", report, "-o", name, "--markup-date", "2026-01-01")
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert (tmp_path / name).read_bytes() == run("parse", report, "--to", form, "--markup-date", "2026-01-01").stdout


def test_compact_json_is_one_line(run, report) -> None:
    compact, indented = run("parse", report, "--compact").stdout, run("parse", report).stdout
    assert compact.count(b"\n") == 1 < indented.count(b"\n")
    assert json.loads(compact) == json.loads(indented)


def test_standard_input(run) -> None:
    document = json.loads(run("parse", "-", stdin=REPORT.encode()).stdout)
    assert document["source"]["name"] is None
    assert [node["num"] for node in document["body"] if node["num"]][:1] == ["1."]


def test_encoding(run, tmp_path) -> None:
    (tmp_path / "gb.txt").write_bytes(REPORT.encode("gb18030"))
    document = json.loads(run("parse", "gb.txt", "--encoding", "gb18030").stdout)
    assert document["meta"]["title"] == "第二委员会关于议程项目8的报告"
    assert fails(run("parse", "gb.txt", "--encoding", "utf-8"), "gb.txt", "cannot be decoded as utf-8")


def test_output_is_utf_8_whatever_the_locale(run, report) -> None:
    result = run("parse", report, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert "委员会" in result.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n\t\n", "is empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("english.txt", b"The Committee held its 3rd meeting on 12 April 2010. " * 20, "no Chinese"),
        ("report.pdf", b"%PDF-1.7\n" + bytes(range(256)), "PDF"),
    ],
)
def test_what_is_no_chinese_text(run, tmp_path, name, content, reason) -> None:
    (tmp_path / name).write_bytes(content)
    assert fails(run("parse", name), name, reason)
    assert fails(run("parse", name, "-o", "out.json"), name, reason)
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_missing_file_and_folder(run, tmp_path) -> None:
    assert fails(run("parse", "nowhere.txt"), "nowhere.txt", "no such file")
    (tmp_path / "folder").mkdir()
    assert fails(run("parse", "folder"), "folder", "is a directory")


def test_a_name_cannot_break_the_line(run) -> None:
    assert fails(run("parse", "no\nwhere.txt"), "no\\nwhere.txt", "no such file")


@pytest.mark.skipif(ROOT, reason="root may read everything")
def test_no_permission(run, report) -> None:
    report.chmod(0)
    assert fails(run("parse", report), str(report), "permission denied")


def test_empty_standard_input(run) -> None:
    assert fails(run("parse", "-", stdin=b""), "standard input", "is empty")


def test_output_that_cannot_be_written(run, report, tmp_path) -> None:
    assert fails(run("parse", report, "-o", "no/such/out.json"), "no/such/out.json", "no such file")
    (tmp_path / "there").mkdir()
    assert fails(run("parse", report, "-o", "there"), "there", "is a directory")


def test_output_over_its_own_source(run, report) -> None:
    result = run("parse", report, "-o", "report.txt")
    assert result.returncode == 2
    assert report.read_text("utf-8") == REPORT


def test_output_replaces_whole_and_keeps_permissions(run, report, tmp_path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    out.chmod(0o640)
    (tmp_path / "link.json").symlink_to(out)
    assert run("parse", report, "-o", "link.json").returncode == 0
    assert json.loads(out.read_text("utf-8"))["undoc_version"]
    assert out.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.json").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.json", "out.json", "report.txt"]


def test_a_failure_leaves_the_old_output(run, tmp_path) -> None:
    (tmp_path / "out.json").write_text("old")
    (tmp_path / "empty.txt").touch()
    assert fails(run("parse", "empty.txt", "-o", "out.json"), "empty.txt", "is empty")
    assert (tmp_path / "out.json").read_text() == "old"


def test_output_to_a_device(run, report) -> None:
    assert run("parse", report, "-o", "/dev/null").returncode == 0
    assert os.path.exists("/dev/null") and not os.path.isfile("/dev/null")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_full_disk(run, report) -> None:
    assert fails(run("parse", report, "-o", "/dev/full"), "/dev/full", "no space left")
    with open("/dev/full", "wb") as full:
        result = subprocess.run([sys.executable, "-m", "undoc", "parse", report], stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == 1
    assert result.stderr.decode() == "undoc: standard output: no space left on device\n"


def test_a_reader_that_leaves_is_no_error_worth_a_word(report) -> None:
    call = subprocess.Popen(
        [sys.executable, "-m", "undoc", "parse", report], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert call.stdout and call.stderr
    call.stdout.close()
    assert call.stderr.read() == b""
    assert call.wait(30) == 1


def test_interrupt(tmp_path) -> None:
    """Ctrl-C while standard input is awaited: one line, 130, and nothing left behind."""
    call = subprocess.Popen(
        [sys.executable, "-m", "undoc", "parse", "-", "-o", "out.json"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    time.sleep(1.5)
    call.send_signal(signal.SIGINT)
    _, error = call.communicate(timeout=10)
    assert (call.returncode, error) == (130, b"undoc: interrupted\n")
    assert list(tmp_path.iterdir()) == []


def test_a_bug_is_one_line_and_with_debug_a_traceback(run, report, tmp_path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import undoc.pipeline\n"
        "def broken(*args, **more): raise ZeroDivisionError('by\\nzero')\n"
        "undoc.pipeline.parse_with_text = broken\n"
    )
    path = {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", ""), os.getcwd()])}
    assert fails(run("parse", "report.txt", env=path), "report.txt", "internal error: ZeroDivisionError: by\\nzero")
    assert b"Traceback" in run("parse", "report.txt", env={**path, "UNDOC_DEBUG": "1"}).stderr


def test_same_input_same_bytes(run, report) -> None:
    for form in WRITERS:
        day = {"SOURCE_DATE_EPOCH": "1767225600"}
        one, two = (run("parse", report, "--to", form, env={**day, "PYTHONHASHSEED": seed}) for seed in ("1", "2"))
        assert one.stdout == two.stdout


def test_source_is_the_text_that_spans_count_in(run, tmp_path) -> None:
    (tmp_path / "gb.txt").write_bytes(REPORT.replace("\n", "\r\n").encode("gb18030"))
    assert run("parse", "gb.txt", "--to", "source").stdout.decode() == REPORT
    assert run("parse", "gb.txt", "--to", "source", "-o", "out.txt").returncode == 0
    assert (tmp_path / "out.txt").read_text("utf-8") == REPORT


def test_limits(run, report, tmp_path) -> None:
    assert fails(run("parse", report, "--max-size", "0.0001"), str(report), "--max-size")
    assert fails(run("parse", "-", "--max-size", "0.0001", stdin=report.read_bytes()), "standard input", "--max-size")
    assert fails(run("parse", report, "--timeout", "0.001"), str(report), "--timeout")
    assert run("parse", report, "--max-size", "1", "--timeout", "0").returncode == 0
