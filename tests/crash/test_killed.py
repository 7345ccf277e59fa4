"""Killed with SIGKILL at any moment: every file that is there is whole, and the next run ends as if nothing had been.

A few moments are tried each time; a hundred by ``make crash``.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli.conftest import REPORT
from crash.conftest import share
from crash.trees import outputs, tree

ROOT = Path(__file__).parents[2]
OLD = b"what was there before\n"
UNDOC = [sys.executable, "-m", "undoc"]
DAY = ("--markup-date", "2031-04-12")


def kill_within(seconds: float, call: list[object], *, group: bool) -> None:
    """Run a call and kill it, or all its processes, after so long; sooner where it has come to its end by then."""
    while not killed_after(seconds, call, group=group):
        seconds /= 2


def killed_after(seconds: float, call: list[object], *, group: bool) -> bool:
    """Run a call and kill it, or all its processes. Whether it was still running."""
    process = subprocess.Popen(
        [*map(str, call)], cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL) if group else process.kill()
        process.wait()
        return True
    return False


def duration(call: list[object]) -> float:
    begun = time.monotonic()
    subprocess.run([*map(str, call)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - begun


@pytest.mark.parametrize("form", ["json", "akn", "html"])
def test_parse(tmp_path, form) -> None:
    source, out = tmp_path / "long.txt", tmp_path / "out"
    source.write_text(REPORT * 300, "utf-8")
    out.mkdir()
    call = [*UNDOC, "parse", source, "--to", form, *DAY, "-o", out / "x"]
    longest = duration(call)
    whole = (out / "x").read_bytes()
    for number in share(3):
        (out / "x").write_bytes(OLD)
        kill_within(longest * random.Random(number).random(), call, group=True)
        assert (out / "x").read_bytes() in (OLD, whole)
    duration(call)
    assert tree(out) == {"x": whole}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("form", ["json", "akn", "jsonl", "parquet"])
def test_batch(tmp_path, sources, form, jobs) -> None:
    call = [*UNDOC, "batch", sources, "--to", form, *DAY, "--jobs", jobs]
    again = [*call, "--resume"] if form in ("json", "akn") else call
    longest = duration([*call, "-d", tmp_path / "undisturbed"])
    whole = tree(tmp_path / "undisturbed")
    for number in share(8):
        chance = random.Random(f"{form}{jobs}{number}")
        out = tmp_path / f"{number}"
        for _ in range(chance.randint(1, 3)):  # killed, and the run that goes on with it killed as well
            kill_within(longest * chance.random(), [*again, "-d", out], group=chance.random() < 0.5)
            assert outputs(out).items() <= whole.items()
        duration([*again, "-d", out])
        assert tree(out) == whole


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize("what", ["parse", "batch", "resume"])
def test_at_each_step_of_the_writing(tmp_path, what) -> None:
    """Not at random: before each line of the code that writes files and keeps the journal."""
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("steps.py"), what, tmp_path],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30
