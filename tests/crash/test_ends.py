"""Disks that are full or read-only, readers that leave, streams and terminals that are closed: a clear end, and no trace.

A clear end is one line on standard error (a batch: one for each document, and its summary) and the right exit status.
"""

from __future__ import annotations

import os
import pty
import resource
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.conftest import REPORT
from crash.trees import tree

UNDOC = f"{shlex.quote(sys.executable)} -m undoc"
ROOT = Path(__file__).parents[2]
LONG = REPORT * 40
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line of the shell, ``undoc`` in it being ours; its status is that of the whole pipe."""
    script = f'undoc() {{ {UNDOC} "$@"; }}; set -o pipefail; {line}'
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=120
    )


def one_line(error: str, *words: str) -> bool:
    return error.startswith("undoc: ") and error.count("\n") == 1 and all(word in error for word in words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text, its JSON and XML, and a folder of two texts."""
    (tmp_path / "long.txt").write_text(LONG, "utf-8")
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(LONG.replace("波兰", name), "utf-8")
    assert shell("undoc parse long.txt -o long.xml", tmp_path).returncode == 0
    return tmp_path


READING = [
    "undoc parse long.txt", "undoc parse --to md long.txt", "undoc inspect --lines long.txt", "undoc inspect long.txt",
    "undoc diff long.txt in/a.txt", "undoc diff --format json long.txt in/a.txt", "undoc validate --format json long.xml",
]  # fmt: skip


@pytest.mark.parametrize("call", READING)
def test_a_reader_that_leaves(folder, call) -> None:
    result = shell(f"{call} | head -n 1", folder)
    assert result.stderr == ""
    assert result.stdout.count("\n") == 1


@pytest.mark.parametrize("call", READING)
def test_standard_output_is_closed_or_full(folder, call) -> None:
    result = shell(f"{call} >&-", folder)
    assert result.returncode == 1 and one_line(result.stderr, "standard output: is closed")
    if os.path.exists("/dev/full"):
        result = shell(f"{call} > /dev/full", folder)
        assert result.returncode == 1 and one_line(result.stderr, "standard output: no space left on device")


@pytest.mark.parametrize("streams", ["2>&-", "<&- >&- 2>&-", "<&-"])
def test_closed_streams_that_nobody_needs(folder, streams) -> None:
    """Files that are opened then have the numbers of streams; what is said to those must not come into them."""
    before = tree(folder)
    for call in ("parse long.txt -o out.json", "batch in -d out --jobs 2", "parse gone.txt -o gone.json"):
        result = shell(f"undoc {call} {streams}", folder)
        assert result.returncode == ("gone" in call)
        assert result.stdout == ""
    made = {name: data for name, data in tree(folder).items() if name not in before}
    assert sorted(made) == ["out.json", "out/a.json", "out/b.json"]
    assert all(data.startswith(b"{") and data.endswith(b"}\n") and b"undoc: " not in data for data in made.values())


def test_errors_do_not_take_standard_output_for_standard_error(folder) -> None:
    assert shell("undoc parse gone.txt 2>&-", folder).stdout == ""
    assert shell("undoc parse 2>&-", folder).stdout == ""


def test_standard_input_is_closed(folder) -> None:
    result = shell("undoc parse - <&-", folder)
    assert result.returncode == 1 and one_line(result.stderr, "standard input: is closed")
    result = shell("undoc batch - -d out <&-", folder)
    assert "Traceback" not in result.stderr


def full_disk_of(folder: Path, size: str) -> Iterator[Path]:
    place = folder / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.fixture
def small(folder: Path) -> Iterator[Path]:
    """A disk of 256 KB, of which some is taken."""
    yield from full_disk_of(folder, "256k")


FORMS = ("json", "akn", "jsonl", "parquet")


def test_a_full_disk(folder, small) -> None:
    (small / "out.json").write_text("old")
    (small / "filler").write_bytes(b"x" * 240_000)
    result = shell("undoc parse long.txt -o small/out.json", folder)
    assert result.returncode == 1 and one_line(result.stderr, "small/out.json: no space left on device")
    assert sorted(path.name for path in small.iterdir()) == ["filler", "out.json"]
    assert (small / "out.json").read_text() == "old"


@pytest.mark.parametrize("form", FORMS)
def test_a_full_disk_in_a_batch(folder, small, form) -> None:
    (small / "filler").write_bytes(b"x" * 260_000)
    result = shell(f"undoc batch in -d small --to {form}", folder)
    assert result.returncode == 1
    assert "no space left on device" in result.stderr and "Traceback" not in result.stderr
    assert "internal error" not in result.stderr
    assert tree(small).keys() == {"filler"}
    (small / "filler").unlink()
    (small / ".undoc-json").unlink(missing_ok=True)
    resume = "" if form in ("jsonl", "parquet") else "--resume"
    (folder / "in" / "b.txt").unlink()
    (folder / "in" / "a.txt").write_text(REPORT, "utf-8")
    result = shell(f"undoc batch in -d small --to {form} {resume}", folder)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("form", FORMS)
def test_files_that_may_not_grow(folder, form) -> None:
    """``ulimit -f``: SIGXFSZ would kill a careless program."""
    result = shell(f"ulimit -f 4; undoc batch in -d out --to {form}", folder)
    assert result.returncode == 1 and "file too large" in result.stderr and "Traceback" not in result.stderr
    assert tree(folder / "out") == {}
    assert shell(f"undoc batch in -d out --to {form}", folder).returncode == 0
    result = shell("ulimit -f 4; undoc parse long.txt -o out.json", folder)
    assert result.returncode == 1 and one_line(result.stderr, "out.json: file too large")
    assert not list(folder.glob("*out.json*"))


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """A folder with two outputs of before in which nobody, not even root, can write."""
    place = folder / "fixed"
    place.mkdir()
    (place / "out.json").write_text("old")
    (place / "a.json").write_text("old")
    mounted = [["mount", "--bind", place, place], ["mount", "-o", "remount,bind,ro", place]]
    if any(subprocess.run(call, capture_output=True).returncode for call in mounted):
        subprocess.run(["umount", place], capture_output=True)
        pytest.skip("no file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_read_only_folder(folder, read_only) -> None:
    for name in ("out.json", "new.xml"):
        result = shell(f"undoc parse long.txt -o fixed/{name}", folder)
        assert result.returncode == 1 and one_line(result.stderr, f"fixed/{name}: read-only file system")
    for form in FORMS:
        result = shell(f"undoc batch in -d fixed --to {form}", folder)
        assert result.returncode == 1 and "read-only file system" in result.stderr
        assert "Traceback" not in result.stderr and "internal error" not in result.stderr
    assert tree(read_only) == {"out.json": b"old", "a.json": b"old"}


def test_a_place_that_is_none(folder) -> None:
    for place in ("long.txt/x.json", "gone/x.json"):
        result = shell(f"undoc parse long.txt -o {place}", folder)
        assert result.returncode == 1 and one_line(result.stderr, f"{place}: no")
    result = shell("undoc batch in -d long.txt/out", folder)
    assert result.returncode == 1 and "not a directory" in result.stderr and "Traceback" not in result.stderr
    assert shell("undoc batch in -d long.txt", folder).returncode == 2
    for option in ("--report", "--depfile"):
        result = shell(f"undoc batch in -d out {option} gone/x", folder)
        assert result.returncode == 1 and "undoc: gone/x: no such file or directory\n" in result.stderr


SLOW = """
import undoc.pipeline
whole = undoc.pipeline.parse_with_text
def parse(source, **more):
    import time; time.sleep(60)
undoc.pipeline.parse_with_text = parse
"""
STATUS = """
import signal, sys
sys.argv[0] = "undoc"
if "--nohup" in sys.argv:
    sys.argv.remove("--nohup")
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
from undoc.cli import main
main()
"""


@pytest.mark.parametrize("call", ["parse long.txt -o out.json", "batch in -d out --jobs 1", "batch in -d out --jobs 2"])
@pytest.mark.parametrize("outlives", [False, True], ids=["", "nohup"])
def test_a_closed_terminal(folder, call, outlives) -> None:
    """The terminal's end tells its processes; who was started to outlive it does."""
    site = folder / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(SLOW.replace("60", "3" if outlives else "60"))
    environment = {**ENVIRONMENT, "PYTHONPATH": f"{site}{os.pathsep}{ROOT}"}
    child, terminal = pty.fork()
    if not child:
        os.chdir(folder)
        nohup = ["--nohup"] if outlives else []
        os.execve(sys.executable, [sys.executable, "-c", STATUS, *call.split(), *nohup], environment)
    time.sleep(2.5)
    os.close(terminal)
    begun = time.monotonic()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if outlives:
        assert status == 1  # of what the test put in the parser's place, which gives nothing
    else:
        assert status == 128 + signal.SIGHUP
        assert time.monotonic() - begun < 2
    assert not list(folder.rglob("*.tmp"))


def test_limits_of_this_process_are_as_they_were() -> None:
    """What the tests above limit is their children's."""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
