"""What a document may cost: size, nesting, time, memory; in the library, in threads, in batches, at the command line."""

from __future__ import annotations

import gzip
import resource
import threading
import time
from pathlib import Path

import pytest

import undoc
from undoc import pipeline
from undoc.batch import Order, make_plan, run
from undoc.cli.app import run as command_line
from undoc.errors import LimitExceeded
from undoc.limits import MAX_ELEMENTS_DEEP, MAX_NESTING, Limits, check_time, deadline, memory_limit

TEXT = "委员会的报告\n\n1. 会议于2031年4月12日开幕。\n"


def refused(data: bytes | str, limits: Limits, limit: str) -> str:
    with pytest.raises(LimitExceeded) as error:
        undoc.parse(data, limits=limits)
    assert error.value.limit == limit
    assert "\n" not in str(error.value)
    return str(error.value)


def test_size() -> None:
    data = TEXT.encode()
    assert undoc.parse(data, limits=Limits(size=len(data)))
    assert "larger than 50 bytes; --max-size" in refused(data, Limits(size=50), "size")
    assert "is unpacked larger" in refused(gzip.compress(data * 99), Limits(size=2_000), "size")


def test_nesting() -> None:
    def page(levels: int) -> str:
        return f"<html><body><p>委员会的报告</p>{'<div>' * levels}会议"

    assert undoc.parse(page(MAX_ELEMENTS_DEEP - 1))
    assert "nested deeper than 1,000 levels" in refused(page(MAX_ELEMENTS_DEEP), Limits(), "nesting")
    whole = undoc.parse(TEXT).to_json()
    node = '{"type": "block", "eid": "b", "line": 1, "children": ['
    with pytest.raises(LimitExceeded, match=f"{MAX_NESTING} levels"):
        undoc.read_json(whole.replace('"body":[', f'"body":[{node * 150}{"]}" * 150},'))


def slow(monkeypatch, seconds: float) -> None:
    sound = pipeline.normalize

    def normalize(text: str):
        time.sleep(seconds)
        return sound(text)

    monkeypatch.setattr(pipeline, "normalize", normalize)


def test_time_is_looked_at_between_stages_in_any_thread(monkeypatch) -> None:
    slow(monkeypatch, 0.3)
    assert "takes longer than 0.1 seconds; --timeout" in refused(TEXT, Limits(seconds=0.1), "time")
    said: list[str] = []
    threads = [
        threading.Thread(target=lambda: said.append(refused(TEXT, Limits(seconds=0.1), "time"))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    assert undoc.parse(TEXT, limits=Limits(seconds=None))  # another thread's limit is its own
    for thread in threads:
        thread.join()
    assert len(said) == 3


def test_a_deadline_within_another() -> None:
    with deadline(60), deadline(0), pytest.raises(LimitExceeded):
        check_time()
    with deadline(60):
        check_time()


def test_memory() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    text = "委员会的报告\n\n" + "".join(f"{number}. 会议审议了议程。\n\n" for number in range(200_000))
    assert "more than 20 MB of memory; --max-memory" in refused(text, Limits(memory=20 * 1024**2), "memory")
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    with memory_limit(2**30):
        assert resource.getrlimit(resource.RLIMIT_AS) != before


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--max-size", "0.00001"], "is larger than 10 bytes; --max-size sets the limit"),
        (["--timeout", "0.1"], "takes longer than 0.1 seconds; --timeout sets the limit"),
    ],
)
@pytest.mark.parametrize("command", ["parse", "batch"])
def test_at_the_command_line(command: str, options: list[str], words: str, tmp_path: Path, capfd, monkeypatch) -> None:
    slow(monkeypatch, 0.4)
    source = tmp_path / "report.txt"
    source.write_text(TEXT, "utf-8")
    out = ["-o", str(tmp_path / "a.json")] if command == "parse" else ["-d", str(tmp_path / "out")]
    if command == "batch":  # in this process, as a stage is slow in no other
        monkeypatch.setattr("undoc.batch.pool.DEFAULT", Limits(0.1) if "--timeout" in options else Limits(size=10))
    assert command_line([command, str(source), *out, *options]) == 1
    lines = capfd.readouterr().err.splitlines()
    assert lines[0] == f"undoc: {source}: {words}"
    assert not list(tmp_path.rglob("*.json"))


def test_in_a_batch_each_document_has_its_cause(tmp_path: Path) -> None:
    (tmp_path / "small.txt").write_text(TEXT, "utf-8")
    (tmp_path / "large.txt").write_text(TEXT * 100, "utf-8")
    deep = f"<html><body><p>委员会的报告</p>{'<div>' * 2_000}会议"
    (tmp_path / "deep.html").write_text(deep, "utf-8")
    tasks = make_plan([tmp_path], tmp_path / "out", ".json").tasks
    outcomes = {
        outcome.task.name: outcome.cause for outcome in run(tasks, Order("json"), limits=Limits(60, size=15_000))
    }
    assert outcomes == {"small.txt": None, "large.txt": None, "deep.html": "nesting"}
    outcomes = {
        outcome.task.name: outcome.cause for outcome in run(tasks, Order("json"), limits=Limits(60, size=1_000))
    }
    assert outcomes == {"small.txt": None, "large.txt": "size", "deep.html": "size"}
