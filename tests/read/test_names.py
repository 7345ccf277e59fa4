"""Names of files, whatever bytes they are: text in the output, and the same in every locale."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from cli.conftest import REPORT

from undoc.read.formats import name_as_text
from undoc.write import WRITERS

NAMES = {
    "报告.txt".encode(): "报告.txt",
    "报告.txt".encode("gb18030"): "报告.txt",
    b"\xff\xfe.txt": "��.txt",
    b"plain.txt": "plain.txt",
}
LOCALES = ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})


@pytest.mark.parametrize(("name", "text"), NAMES.items(), ids=list(NAMES.values()))
def test_as_text(name, text) -> None:
    assert name_as_text(os.fsdecode(name)) == text


def test_what_is_no_name() -> None:
    assert name_as_text("\ud800.txt") == "?.txt"


@pytest.mark.parametrize("environment", LOCALES, ids=["", "C"])
def test_files(run, tmp_path: Path, environment) -> None:
    (tmp_path / "in").mkdir()
    for name, text in NAMES.items():
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_text(REPORT, "utf-8")
        for form in WRITERS:
            result = run("parse", Path("in", os.fsdecode(name)), "--to", form, env=environment)
            assert result.returncode == 0, result.stderr
            if form == "json":
                assert json.loads(result.stdout)["source"]["name"] == text
    for form in (*WRITERS, "jsonl", "parquet"):
        result = run("batch", "in", "-d", f"out-{form}", "--to", form, "--report", "r.json", env=environment)
        assert b" 4 done, 0 failed" in result.stderr, result.stderr
    lines = (tmp_path / "out-jsonl" / "documents.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["source"]["name"] for line in lines} == set(NAMES.values())
    assert {os.fsencode(path.name) for path in (tmp_path / "out-json").glob("*.json")} == {
        name.replace(b".txt", b".json") for name in NAMES
    }
    pq = pytest.importorskip("pyarrow.parquet")
    names = pq.read_table(tmp_path / "out-parquet" / "documents.parquet")["document"].to_pylist()
    assert set(names) == set(NAMES.values())


def test_in_archives(run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("报告.txt", REPORT)
    for environment in LOCALES:
        result = run("batch", "a.zip", "-d", "out", env=environment)
        assert result.returncode == 0, result.stderr
        assert json.loads((tmp_path / "out" / "报告.json").read_text("utf-8"))["source"]["name"] == "报告.txt"
