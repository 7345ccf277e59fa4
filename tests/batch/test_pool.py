"""Plans, the pool's order, the journal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from batch.conftest import SAMPLES

from undoc.batch import Order, Outcome, Task, Wanted, make_plan, run
from undoc.batch.pool import Limits, in_order
from undoc.batch.resume import begin, enter, with_known
from undoc.batch.summary import Summary
from undoc.write.files import whole_file


def test_plan_is_in_order_and_names_what_cannot_be_read(tmp_path) -> None:
    folder = tmp_path / "in"
    (folder / "2010").mkdir(parents=True)
    for name in ("one.txt", "2010/two.TXT", "notes.csv"):
        (folder / name).write_text("一", "utf-8")
    plan = make_plan([folder, tmp_path / "gone.txt", folder / "notes.csv"], tmp_path / "out", ".json")
    assert [task.name for task in plan.tasks] == ["one.txt", "2010/two.TXT", "notes.csv"]
    assert plan.tasks[2].target.name == "notes.csv.json"
    assert plan.unreadable == [(str(tmp_path / "gone.txt"), "no such file or directory")]


@pytest.mark.parametrize(
    ("include", "exclude", "path", "taken"),
    [
        ((), (), "a.txt", True),
        ((), (), "x/A.TXT", True),
        ((), (), "a.csv", False),
        (("*.csv",), (), "x/a.csv", True),
        (("*.csv",), (), "a.txt", False),
        (("x/*",), (), "x/a.txt", True),
        (("x/*",), (), "y/x/a.txt", False),
        ((), ("a.*",), "x/a.txt", False),
        (("*",), ("x/*",), "x/a.txt", False),
        (("[ab].txt",), (), "b.txt", True),
    ],
)
def test_what_is_taken(include, exclude, path, taken) -> None:
    assert Wanted(include, exclude).takes(path) is taken


def test_in_order() -> None:
    tasks = [Task(Path(f"{n}.txt"), Path(f"{n}.json"), f"{n}.txt", 1) for n in range(5)]
    shuffled = [Outcome(tasks[n]) for n in (2, 0, 1, 4, 3)]
    assert [outcome.task for outcome in in_order(iter(shuffled), tasks)] == tasks


@pytest.mark.parametrize("form", ["jsonl", "parquet", "json"])
@pytest.mark.parametrize("jobs", [None, 1, 3])
def test_every_task_has_one_outcome_and_kept_ones_are_in_order(tmp_path, form, jobs, monkeypatch) -> None:
    monkeypatch.setattr("undoc.batch.pool.OUT_OF_ORDER", 2)
    tasks = make_plan([SAMPLES], tmp_path, ".json").tasks
    assert len(tasks) > 10
    outcomes = list(run(tasks, Order(form), jobs, Limits(60)))
    assert all(outcome.error is None for outcome in outcomes)
    if form == "json":
        assert sorted(outcome.task.name for outcome in outcomes) == sorted(task.name for task in tasks)
        assert all(task.target.is_file() for task in tasks)
    else:
        assert [outcome.task for outcome in outcomes] == tasks
        assert all(outcome.rows if form == "parquet" else outcome.line for outcome in outcomes)


@pytest.fixture
def task(tmp_path) -> Task:
    (tmp_path / "out").mkdir()
    return Task(tmp_path / "a.txt", tmp_path / "out" / "a.json", "a.txt", 0)


def known(task: Task, order: Order) -> str | None:
    (found,) = with_known([task], begin(order, [task]), order)
    return found.known


def test_the_journal(task, monkeypatch) -> None:
    order = Order("json", folder=task.target.parent)
    assert known(task, order) is None
    task.target.write_text("{}")
    enter(order, task, "abc", task.target.stat())
    assert known(task, order) == "abc"
    # Killed before the output took its place: the journal has another's size and time.
    enter(order, task, "def", os.stat_result((0,) * 19))
    assert known(task, order) is None
    enter(order, task, "abc", task.target.stat())
    # Killed in the middle of a line.
    journal = order.folder / ".undoc-json"
    journal.write_bytes(journal.read_bytes() + b'["a.json", "gh')
    assert known(task, order) == "abc"
    assert journal.read_bytes().endswith(b"]\n")
    # Another version of undoc, other options, another form.
    assert known(task, Order("json", encoding="gbk", folder=order.folder)) is None
    assert known(task, order) is None
    enter(order, task, "abc", task.target.stat())
    monkeypatch.setattr("undoc.batch.resume.__version__", "99.0")
    assert known(task, order) is None


def test_the_journal_does_not_grow_for_ever(task) -> None:
    order = Order("json", folder=task.target.parent)
    begin(order, [task])
    task.target.write_text("{}")
    for number in range(300):
        enter(order, task, f"{number}", task.target.stat())
    assert known(task, order) == "299"
    assert len((order.folder / ".undoc-json").read_bytes().splitlines()) == 2


def test_what_a_process_that_is_no_more_left_is_taken_away(task) -> None:
    task.target.with_name(".undoc-b.json-0.tmp").write_text("{")
    with whole_file(task.target) as file:
        begin(Order("json", folder=task.target.parent), [task])
        assert [path.name for path in task.target.parent.glob(".undoc-*.tmp")] == [".undoc-a.json-0.tmp"]
        file.write(b"{}")
    assert task.target.read_text() == "{}"


def test_the_summary(task) -> None:
    summary = Summary(total=4)
    done = Outcome(task, characters=1_200)
    done.diagnostics.update({"year-unknown": 2})
    for outcome in (
        done,
        Outcome(task, fresh=True),
        Outcome(task, "is empty", "input"),
        Outcome(task, "is 1", "crash"),
    ):
        summary.count(outcome)
    first, *rest = summary.lines(resumed=True)
    assert first.startswith("1 done, 2 failed, 1 up to date; 1,200 characters in ")
    assert rest == ["failed by cause: 1 input, 1 crash", "diagnostics: 2 year-unknown"]
    assert summary.left == 0.0
