"""``undoc batch``: outputs, failures that stay alone, workers that die, resuming, interrupts."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli.conftest import REPORT

from undoc.batch import Order, Task, in_order, make_plan
from undoc.batch.pool import chunked
from undoc.batch.resume import begin, is_done

JOBS = pytest.mark.parametrize("jobs", [1, 2])


def files_of(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name[0] != "."
    )


def leftovers(folder: Path) -> list[Path]:
    return list(folder.rglob("*.tmp"))


@JOBS
def test_files_and_folders(run, folder, report, tmp_path, jobs) -> None:
    result = run("batch", folder, report, "-d", "out", "--jobs", jobs)
    assert result.returncode == 0, result.stderr
    assert result.stdout == b""
    assert files_of(tmp_path / "out") == ["2010/two.json", "one.json", "report.json"]
    assert (tmp_path / "out" / "report.json").read_bytes() == run("parse", report).stdout
    assert re.fullmatch(
        r"undoc: 3 done, 0 failed; [\d,]+ characters in [\d.]+ s \([\d,]+ a second\)\n", result.stderr.decode()
    )


@pytest.mark.parametrize(("form", "suffix"), [("akn", "xml"), ("md", "md"), ("text", "txt")])
def test_forms(run, folder, tmp_path, form, suffix) -> None:
    assert run("batch", folder, "-d", "out", "--to", form).returncode == 0
    assert files_of(tmp_path / "out") == [f"2010/two.{suffix}", f"one.{suffix}"]


@JOBS
def test_failures_stay_alone(run, folder, tmp_path, jobs) -> None:
    (folder / "empty.txt").touch()
    (folder / "english.txt").write_text("In English only. " * 30)
    result = run("batch", folder, "nowhere.txt", "-d", "out", "--jobs", jobs)
    assert result.returncode == 1
    lines = sorted(result.stderr.decode().splitlines())
    assert any(line.endswith("empty.txt: is empty") for line in lines)
    assert any("english.txt: holds no Chinese" in line for line in lines)
    assert "undoc: nowhere.txt: no such file or directory" in lines
    assert len(lines) == 4 and "undoc: 2 done, 3 failed;" in " ".join(lines)
    assert files_of(tmp_path / "out") == ["2010/two.json", "one.json"]


def test_a_list_on_standard_input(run, folder, tmp_path) -> None:
    result = run("batch", "-", "-d", "out", stdin=f"{folder}/one.txt\n\n{folder}/2010/two.TXT\n".encode())
    assert result.returncode == 0
    assert files_of(tmp_path / "out") == ["one.json", "two.json"]


@JOBS
def test_json_lines_in_the_order_of_the_sources(run, folder, tmp_path, jobs) -> None:
    for number in range(20):
        (folder / f"n{number:02}.txt").write_text(REPORT * (1 + number % 3), "utf-8")
    (folder / "n05.txt").write_text("")
    assert run("batch", folder, "-d", "out", "--to", "jsonl", "--jobs", jobs).returncode == 1
    assert files_of(tmp_path / "out") == ["documents.jsonl"]
    lines = (tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines()
    names = [json.loads(line)["source"]["name"] for line in lines]
    assert names == ["n00.txt", *(f"n{n:02}.txt" for n in range(1, 20) if n != 5), "one.txt", "2010/two.TXT"]


def test_two_sources_of_one_output(run, folder, tmp_path) -> None:
    shutil.copy(folder / "one.txt", tmp_path / "one.txt")
    result = run("batch", folder, "one.txt", "-d", "out")
    assert result.returncode == 2
    assert "one.txt and one.txt would both become out/one.json" in result.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_a_source_named_twice_is_done_once(run, report, tmp_path) -> None:
    result = run("batch", report, "./report.txt", tmp_path, "-d", "out")
    assert (result.returncode, result.stderr[:22]) == (0, b"undoc: 1 done, 0 faile")


def test_an_output_over_a_source(run, folder) -> None:
    result = run("batch", folder, "-d", folder, "--to", "text")
    assert result.returncode == 2
    assert (folder / "one.txt").read_text("utf-8") == REPORT


def test_outputs_below_the_source_are_no_sources(run, folder) -> None:
    for _ in range(2):
        assert run("batch", folder, "-d", folder / "clean", "--to", "text").returncode == 0
    assert files_of(folder / "clean") == ["2010/two.txt", "one.txt"]


def test_a_folder_with_nothing(run, tmp_path) -> None:
    (tmp_path / "bare").mkdir()
    result = run("batch", "bare", "-d", "out")
    assert result.returncode == 1
    assert b"undoc: bare: holds no .txt file\n" in result.stderr


def test_resume(run, folder, tmp_path) -> None:
    out = tmp_path / "out"
    # Times of files are coarse on some systems.
    long_ago = time.time() - 60
    for source in folder.rglob("*"):
        os.utime(source, (long_ago, long_ago))
    assert run("batch", folder, "-d", out).returncode == 0
    before = (out / "one.json").stat().st_mtime_ns
    result = run("batch", folder, "-d", out, "--resume")
    assert b"undoc: 0 done, 0 failed, 2 up to date;" in result.stderr
    (folder / "one.txt").write_text(REPORT + "\n4. 就这样决定。\n", "utf-8")
    time.sleep(0.05)
    os.utime(folder / "one.txt")
    assert b"undoc: 1 done, 0 failed, 1 up to date;" in run("batch", folder, "-d", out, "--resume").stderr
    assert (out / "one.json").stat().st_mtime_ns > before
    # Other options make other outputs.
    assert b"undoc: 2 done, 0 failed, 0 up to date;" in run("batch", folder, "-d", out, "--resume", "--compact").stderr


def test_resume_does_again_what_another_version_made(tmp_path, monkeypatch) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "out" / "a.json"
    source.touch()
    os.utime(source, (1, 1))
    task = Task(source, target, "a.txt", 0)
    since = begin(target.parent, Order("json"))
    target.touch()
    assert is_done(task, since) and is_done(task, begin(target.parent, Order("json")))
    monkeypatch.setattr("undoc.batch.resume.__version__", "99.0")
    time.sleep(0.05)
    assert not is_done(task, begin(target.parent, Order("json")))


def living(group: int) -> list[str]:
    """The processes of a group that are more than an entry in the table."""
    table = subprocess.run(["ps", "-axo", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in table.splitlines()]
    return [row[2] for row in rows if row[0] == str(group) and row[1][0] != "Z"]


KILLER = """
import os, undoc.pipeline
whole = undoc.pipeline.parse_plain
def parse(source, **more):
    if source.name.startswith("deadly"):
        os.kill(os.getpid(), 9)
    if source.name.startswith("slow"):
        import time; time.sleep(60)
    return whole(source, **more)
undoc.pipeline.parse_plain = parse
"""


@pytest.fixture
def killer(tmp_path: Path) -> dict[str, str]:
    """An environment in which documents named deadly… kill their process, and slow… take a minute."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(KILLER)
    return {"PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), str(Path(__file__).parents[2])])}


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_worker_that_dies_takes_nothing_with_it(run, folder, tmp_path, killer, form) -> None:
    for number in range(30):
        (folder / f"n{number:02}.txt").write_text(REPORT, "utf-8")
    for number in (3, 25):
        (folder / f"deadly{number}.txt").write_text(REPORT, "utf-8")
    result = run("batch", folder, "-d", "out", "--jobs", 2, "--to", form, env=killer)
    assert result.returncode == 1
    lines = result.stderr.decode().splitlines()
    assert sum("its worker was killed by SIGKILL" in line for line in lines) == 2
    assert "undoc: 32 done, 2 failed;" in lines[-1] and len(lines) == 3
    if form == "json":
        assert len(files_of(tmp_path / "out")) == 32
    else:
        assert len((tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines()) == 32
    assert not leftovers(tmp_path)


@pytest.mark.skipif(shutil.which("ps") is None, reason="no ps here")
@JOBS
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupts_end_it_within_a_second(folder, tmp_path, killer, jobs, number, status) -> None:
    for name in ("slow1", "slow2"):
        (folder / f"{name}.txt").write_text(REPORT, "utf-8")
    call = subprocess.Popen(
        [sys.executable, "-m", "undoc", "batch", folder, "-d", "out", "--jobs", str(jobs)],
        cwd=tmp_path,
        env={**os.environ, **killer},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(2)
    begun = time.monotonic()
    os.killpg(call.pid, number) if number == signal.SIGINT else call.send_signal(number)
    _, error = call.communicate(timeout=20)
    assert time.monotonic() - begun < 1.5
    assert call.returncode == status
    assert b"Traceback" not in error
    assert error.count(b"\n") == (2 if number == signal.SIGINT else 1)
    assert not leftovers(tmp_path)
    for _ in range(20):
        left = living(call.pid)
        if not left:
            break
        time.sleep(0.1)
    assert left == []


def test_plan_is_in_order_and_names_what_cannot_be_read(folder, tmp_path) -> None:
    plan = make_plan([folder, tmp_path / "gone.txt", folder / "notes.csv"], tmp_path / "out", ".json")
    assert [task.name for task in plan.tasks] == ["one.txt", "2010/two.TXT", "notes.csv"]
    assert plan.tasks[2].target.name == "notes.csv.json"
    assert plan.unreadable == [(tmp_path / "gone.txt", "no such file or directory")]


def test_chunks_hold_every_task_once_in_order() -> None:
    tasks = [
        Task(Path(f"{n}.txt"), Path(f"{n}.json"), f"{n}.txt", size) for n, size in enumerate([5, 10**7, 0, 70] * 300)
    ]
    for jobs in (1, 2, 16):
        chunks = chunked(tasks, jobs)
        assert [task for chunk in chunks for task in chunk] == tasks
        assert all(chunks) and max(map(len, chunks)) <= 64
    assert chunked([], 2) == []


def test_in_order() -> None:
    from undoc.batch import Outcome

    tasks = [Task(Path(f"{n}.txt"), Path(f"{n}.json"), f"{n}.txt", 1) for n in range(5)]
    shuffled = [Outcome(tasks[n]) for n in (2, 0, 1, 4, 3)]
    assert [outcome.task for outcome in in_order(iter(shuffled), tasks)] == tasks
