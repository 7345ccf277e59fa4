"""The same document gives the same bytes: whatever the process, its hash seed, the locale, the time zone, the folder, the
number of jobs, the time of day, and the Python.

Pythons beside the one that runs the tests are taken where ``make pythons`` has set them up.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from undoc.cli.app import run

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("digests.py")
DAY = {"SOURCE_DATE_EPOCH": "1932768000"}
NO_LOCALE = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ENVIRONMENTS: dict[str, dict[str, str]] = {
    "seed 1, C without UTF-8, Shanghai": {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Shanghai", **NO_LOCALE},
    "seed 4242, C, Los Angeles": {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "TZ": "America/Los_Angeles"},
    "any seed, C.UTF-8, Kiritimati": {"PYTHONHASHSEED": "random", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati"},
    "POSIX in UTF-8 mode, optimized": {"LC_ALL": "POSIX", "PYTHONUTF8": "1", "PYTHONOPTIMIZE": "2"},
    "German, no memory of its own": {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de", "PYTHONMALLOC": "malloc"},
}
PYTHONS = sorted((ROOT / "build" / "pythons").glob("*/bin/python"))


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> Path:
    """Texts of several kinds, and a document of each other form that is read; one has a name in Chinese."""
    folder = tmp_path_factory.mktemp("documents") / "in"
    folder.mkdir()
    samples = ROOT / "samples"
    for name in ("report-blank-lines.txt", "verbatim-record.txt"):
        shutil.copy(samples / name, folder)
    shutil.copy(samples / "sg-report.txt", folder / "秘书长的报告.txt")
    for name in ("report-word.docx", "report-page.html", "report-truetype.pdf"):
        shutil.copy(samples / "forms" / name, folder)
    assert run(["parse", str(samples / "sg-report.txt"), "-o", str(folder / "sg-report.xml")]) == 0
    return folder


def digests(documents: Path, environment: dict[str, str], python: Path | str = sys.executable) -> list[str]:
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG", "TZ"))
    }
    call = subprocess.run(
        [python, SCRIPT, documents],
        capture_output=True,
        text=True,
        env={**outside, **DAY, **environment},
        cwd=documents,
    )
    assert call.returncode == 0, call.stderr
    return call.stdout.splitlines()


@pytest.fixture(scope="module")
def expected(documents) -> list[str]:
    lines = digests(documents, {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"})
    assert len(lines) > 40
    return lines


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=list(ENVIRONMENTS))
def test_every_environment(documents, expected, environment) -> None:
    assert digests(documents, environment) == expected


def test_a_later_time_and_another_folder(documents, expected, tmp_path) -> None:
    shutil.copytree(documents, tmp_path / "elsewhere")
    for path in (tmp_path / "elsewhere").iterdir():
        os.utime(path, (0, 0))
    assert digests(tmp_path / "elsewhere", {}) == expected


@pytest.mark.skipif(not PYTHONS, reason="no other Python: `make pythons` sets up those that the machine has")
@pytest.mark.parametrize("python", PYTHONS, ids=[path.parts[-3] for path in PYTHONS])
def test_every_python(documents, expected, python) -> None:
    version = subprocess.run([python, "--version"], capture_output=True, text=True, check=True).stdout
    assert python.parts[-3] in version
    assert digests(documents, {}, python) == expected


@pytest.mark.parametrize("form", ["json", "akn", "html", "jsonl", "parquet"])
def test_one_job_or_more(documents, tmp_path, form) -> None:
    """Into the same bytes, in the same order."""
    made = []
    for jobs in ("1", "2", "3"):
        out = tmp_path / jobs
        call = [sys.executable, "-m", "undoc", "batch", documents, "-d", out, "--to", form, "--jobs", jobs]
        call += ["--include", "*.txt", "--include", "*.html", "--markup-date", "2031-04-01"]
        subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
        made.append({path.name: path.read_bytes() for path in out.iterdir() if path.name != f".undoc-{form}"})
    assert made[0] == made[1] == made[2]
    assert len(made[0]) > 0


def test_the_day_is_the_only_thing_that_is_not_of_the_document(documents, tmp_path, monkeypatch) -> None:
    """What a library's call gives is the same at any time, but for the XML's day, which can be set."""
    import undoc

    day = {"SOURCE_DATE_EPOCH": str(int(time.time()) - 40 * 86_400)}
    source = documents / "report-blank-lines.txt"
    document = undoc.parse(source)
    monkeypatch.setattr("os.environ", {**os.environ, **day})
    again = undoc.parse(source)
    assert again.to_json() == document.to_json()
    assert again.to_akn(markup_date="2031-01-01") == document.to_akn(markup_date="2031-01-01")
